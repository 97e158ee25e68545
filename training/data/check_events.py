"""Check the marked-up event sentences beside this file and count what they hold.

`python training/data/check_events.py [FILE ...]` reads every `events_*.jsonl` (or the files named), prints a line for
each fault and then counts by type and status, triggers, and rows. Exit code 0 when no row is at fault, 1 otherwise.
The markup is described in README.md; spans are half-open code points of the text without its tags. Codes of sides are
those of `src/onrecord/knowledge/sides.csv`.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SIDES = HERE.parents[1] / "src" / "onrecord" / "knowledge" / "sides.csv"
STATUSES = ("occurred", "ongoing", "planned", "hypothetical", "denied")
MODES: dict[str, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": ("economic", "military", "humanitarian", "asylum"),
    "RETREAT": ("withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "ban", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct"),
    "SANCTION": ("convict", "cancel", "expel", "withdraw", "sever"),
    "MOBILIZE": ("troops", "weapons", "police"),
    "COERCE": (
        "confiscate", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "execute", "sexual", "assassinate", "destroy", "primitive", "firearms",
        "explosives", "suicide-attack", "heavy-weapons",
    ),
}  # fmt: skip
RECIPROCAL = ("CONSULT", "COOPERATE")
ROW_FIELDS = ("id", "topic", "register", "text", "events")
EVENT_FIELDS = ("n", "type", "mode", "status", "source", "target")
TAG = re.compile(r"\{([EARDP])([1-9][0-9]*(?:,[1-9][0-9]*)*) ")
AUXILIARY = re.compile(
    r"(?:am|is|are|was|were|be|been|has|have|had|will|would|could|may|might|can|should|did|do|does|not|never|to)\b"
)
UNTIDY = re.compile(r" {2,}| [,.;!?](?=\s|$)|[ \t]\n|\n[ \t]|^\s|\s$")

Piece = tuple[int, int]
Pieces = dict[str, dict[str, list[Piece]]]


class MarkupError(ValueError):
    """A text whose braces don't make sense."""


def parse(marked: str) -> tuple[str, Pieces]:
    """Text without tags, and the pieces of each event: number -> role ("E", "A", "R", "D", "P") -> ranges.

    Raises MarkupError on unbalanced or unknown tags.
    """
    plain: list[str] = []
    pieces: Pieces = {}
    opened: list[tuple[str, list[str], int]] = []
    at = 0
    while at < len(marked):
        char = marked[at]
        if char == "{":
            tag = TAG.match(marked, at)
            if tag is None:
                raise MarkupError(f"not a tag: {marked[at : at + 20]!r}")
            opened.append((tag[1], tag[2].split(","), len(plain)))
            at = tag.end()
            continue
        if char == "}":
            if not opened:
                raise MarkupError(f"closes nothing: {marked[max(0, at - 20) : at + 1]!r}")
            role, numbers, start = opened.pop()
            for number in numbers:
                pieces.setdefault(number, defaultdict(list))[role].append((start, len(plain)))
        else:
            plain.append(char)
        at += 1
    if opened:
        raise MarkupError(f"{opened[-1][0]}{opened[-1][1][0]} is never closed")
    for roles in pieces.values():
        for ranges in roles.values():
            ranges.sort()
    return "".join(plain), pieces


def side_codes() -> frozenset[str]:
    """Every code of a side that the project's table knows."""
    with SIDES.open(encoding="utf-8", newline="") as rows:
        return frozenset(row["code"] for row in csv.DictReader(rows))


def event_faults(event: dict[str, Any], roles: dict[str, list[Piece]], codes: frozenset[str]) -> list[str]:
    """What is wrong with one event: its fields, words of the lists, parties without words."""
    if tuple(event) != EVENT_FIELDS:
        return [f"event fields are {', '.join(event)}; wanted {', '.join(EVENT_FIELDS)}"]
    faults = []
    kind = event["type"]
    if kind not in MODES:
        faults.append(f"unknown type {kind!r}")
    elif event["mode"] is not None and event["mode"] not in MODES[kind]:
        faults.append(f"{kind} has no mode {event['mode']!r}")
    if event["status"] not in STATUSES:
        faults.append(f"unknown status {event['status']!r}")
    if not roles.get("E"):
        faults.append("no trigger")
    for name, tag in (("source", "A"), ("target", "R")):
        listed = event[name]
        faults += [f"unknown side {code!r}" for code in listed if code not in codes]
        joint = listed == event["source"] == event["target"] and roles.get("A")
        if listed and not roles.get(tag) and not joint:
            faults.append(f"{name} {','.join(listed)} has no {tag} words")
    if kind in RECIPROCAL and event["source"] != event["target"]:
        faults.append(f"{kind} names all its parties in source and in target")
    return faults


def row_faults(row: dict[str, Any], codes: frozenset[str]) -> list[str]:
    """Everything wrong with one row."""
    if tuple(row) != ROW_FIELDS:
        return [f"fields are {', '.join(row)}; wanted {', '.join(ROW_FIELDS)}"]
    try:
        text, pieces = parse(row["text"])
    except MarkupError as error:
        return [str(error)]
    faults = []
    untidy = UNTIDY.search(text)
    if untidy:
        faults.append(f"untidy text at {text[max(0, untidy.start() - 20) : untidy.end() + 5]!r}")
    for number, roles in pieces.items():
        for role, ranges in roles.items():
            for start, end in ranges:
                if not text[start:end] or text[start:end] != text[start:end].strip():
                    faults.append(f"{role}{number} is empty or has space at an edge: {text[start:end]!r}")
        faults += [
            f"E{number} starts with an auxiliary: {text[start:end]!r}"
            for start, end in roles.get("E", [])
            if AUXILIARY.match(text[start:end])
        ]
    numbers = [event.get("n") for event in row["events"]]
    if numbers != list(range(1, len(numbers) + 1)):
        faults.append(f"events are numbered {numbers}")
    if {str(number) for number in numbers} != set(pieces):
        faults.append(f"tags for {sorted(pieces)} but events {numbers}")
    if bool(row["events"]) == row["topic"].startswith("none-"):
        faults.append("topic none-... is for rows without an event")
    for event in row["events"]:
        faults += [f"event {event.get('n')}: {x}" for x in event_faults(event, pieces.get(str(event["n"]), {}), codes)]
    return faults


def report(rows: list[dict[str, Any]]) -> list[str]:
    """Lines of counts: type by status with the number of different triggers, then rows."""
    table: Counter[tuple[str, str]] = Counter()
    triggers: dict[str, set[str]] = defaultdict(set)
    size: Counter[str] = Counter()
    for row in rows:
        text, pieces = parse(row["text"])
        size["rows"] += 1
        size["words"] += len(text.split())
        size["rows without an event"] += not row["events"]
        size["rows with several events"] += len(row["events"]) > 1
        for event in row["events"]:
            table[event["type"], event["status"]] += 1
            spans = pieces[str(event["n"])]["E"]
            triggers[event["type"]].add(" ".join(text[start:end] for start, end in spans).lower())
            size["events without a source"] += not event["source"]
            size["events without a target"] += not event["target"]
    total = sum(table.values())
    lines = ["{:<10}{:>6}".format("type", "all") + "".join(f"{s:>14}" for s in STATUSES) + f"{'triggers':>10}"]
    for kind in MODES:
        cells = [table[kind, status] for status in STATUSES]
        lines.append(f"{kind:<10}{sum(cells):>6}" + "".join(f"{n:>14}" for n in cells) + f"{len(triggers[kind]):>10}")
    cells = [sum(table[kind, status] for kind in MODES) for status in STATUSES]
    lines.append(f"{'all':<10}{total:>6}" + "".join(f"{n:>6} ({n / max(total, 1):>5.1%})" for n in cells))
    lines.append(", ".join(f"{name} {n}" for name, n in size.items()))
    return lines


def main(names: list[str]) -> int:
    """Check the files, print faults and counts; 1 when there is a fault."""
    codes = side_codes()
    good: list[dict[str, Any]] = []
    seen: set[str] = set()
    faulty = 0
    paths = [Path(name) for name in names] or sorted(HERE.glob("events_*.jsonl"))
    for path in paths:
        for line, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if not raw:
                continue
            row = json.loads(raw)
            faults = row_faults(row, codes)
            if row.get("id") in seen:
                faults.append("id stands twice")
            seen.add(row.get("id"))
            for fault in faults:
                print(f"{path.name}:{line} {row.get('id')}: {fault}")
            faulty += bool(faults)
            if not faults:
                good.append(row)
    print("\n".join(report(good)))
    print(f"files: {len(paths)}, rows at fault: {faulty}")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
