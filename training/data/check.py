"""Check the marked-up training passages beside this file and count what they hold.

`python training/data/check.py [FILE ...]` reads every `statements_*.jsonl` (or the files named), prints a line for each
fault and then counts by act, form and nesting. Exit code 0 when no row is at fault, 1 otherwise.
The markup is described in README.md; spans are half-open code points of the text without its tags.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ACTS = (
    "assert",
    "support",
    "criticise",
    "demand",
    "propose",
    "warn",
    "threaten",
    "promise",
    "deny",
    "reject",
    "report",
    "decline",
)
FIELDS = ("id", "topic", "register", "text", "acts")
TAG = re.compile(r"\{([SCT])([1-9][0-9]*(?:,[1-9][0-9]*)*) ")
UNTIDY = re.compile(r" {2,}| [,.;!?](?=\s|$)|[ \t]\n|\n[ \t]|^\s|\s$")
OPENING = "\"“‘«„'"
CLOSING = "\"”’»“'"

Piece = tuple[int, int]


class MarkupError(ValueError):
    """A text whose braces don't make sense."""


@dataclass
class Statement:
    """The pieces of one statement by role ("S", "C", "T"), in the order of the text."""

    pieces: dict[str, list[Piece]] = field(default_factory=lambda: {"S": [], "C": [], "T": []})


def parse(marked: str) -> tuple[str, dict[str, Statement]]:
    """Text without tags, and its statements by number. Raises MarkupError on unbalanced or unknown tags."""
    plain: list[str] = []
    length = 0
    statements: dict[str, Statement] = {}
    opened: list[tuple[str, list[str], int]] = []
    at = 0
    while at < len(marked):
        char = marked[at]
        if char == "{":
            tag = TAG.match(marked, at)
            if tag is None:
                raise MarkupError(f"not a tag: {marked[at : at + 20]!r}")
            opened.append((tag[1], tag[2].split(","), length))
            at = tag.end()
            continue
        if char == "}":
            if not opened:
                raise MarkupError(f"closes nothing: {marked[max(0, at - 20) : at + 1]!r}")
            role, numbers, start = opened.pop()
            for number in numbers:
                statements.setdefault(number, Statement()).pieces[role].append((start, length))
        else:
            plain.append(char)
            length += 1
        at += 1
    if opened:
        raise MarkupError(f"{opened[-1][0]}{opened[-1][1][0]} is never closed")
    for statement in statements.values():
        for pieces in statement.pieces.values():
            pieces.sort()
    return "".join(plain), statements


def inside(piece: Piece, others: list[Piece]) -> bool:
    """Whether the piece lies within one of the others."""
    return any(start <= piece[0] and piece[1] <= end for start, end in others)


def parents(statements: dict[str, Statement]) -> dict[str, str]:
    """Number of a nested statement -> number of the innermost statement whose content holds its cue and content."""
    found: dict[str, str] = {}
    for number, statement in statements.items():
        own = statement.pieces["C"] + statement.pieces["T"]
        holders = [
            (sum(end - start for start, end in other.pieces["T"]), name)
            for name, other in statements.items()
            if name != number and own and all(inside(piece, other.pieces["T"]) for piece in own)
        ]
        if holders:
            found[number] = min(holders)[1]
    return found


def form(text: str, pieces: list[Piece]) -> str:
    """direct: every piece stands within quote marks; mixed: some of the content does; indirect: none."""
    parts = [text[start:end].strip() for start, end in pieces]
    if all(len(part) > 1 and part[0] in OPENING for part in parts) and parts[-1][-1] in CLOSING:
        return "direct"
    quoted = any(re.search(r"[\"“”«»„]|(?<!\w)['‘]\w", part) for part in parts)
    return "mixed" if quoted else "indirect"


def text_faults(text: str, statements: dict[str, Statement]) -> list[str]:
    """Faults of the running text and of each statement's pieces."""
    faults = []
    untidy = UNTIDY.search(text)
    if untidy:
        faults.append(f"untidy text at {text[max(0, untidy.start() - 20) : untidy.end() + 5]!r}")
    for number, statement in sorted(statements.items(), key=lambda item: int(item[0])):
        contents = statement.pieces["T"]
        if not contents:
            faults.append(f"statement {number} has no content")
        if not statement.pieces["C"]:
            faults.append(f"statement {number} has no cue")
        for role, pieces in statement.pieces.items():
            for start, end in pieces:
                if not text[start:end].strip() or text[start:end] != text[start:end].strip():
                    faults.append(f"{role}{number} is empty or has space at an edge: {text[start:end]!r}")
                if role != "T" and inside((start, end), contents):
                    faults.append(f"{role}{number} stands inside its own content")
    return faults


def row_faults(row: dict[str, Any]) -> list[str]:
    """Everything wrong with one row."""
    if tuple(row) != FIELDS:
        return [f"fields are {', '.join(row)}; wanted {', '.join(FIELDS)}"]
    try:
        text, statements = parse(row["text"])
    except MarkupError as error:
        return [str(error)]
    faults = text_faults(text, statements)
    acts = row["acts"]
    if set(acts) != set(statements):
        faults.append(f"acts for {sorted(acts)} but statements {sorted(statements)}")
    if sorted(map(int, statements)) != list(range(1, len(statements) + 1)):
        faults.append(f"numbers aren't 1 to {len(statements)}")
    faults += [f"unknown act {act!r}" for act in acts.values() if act not in ACTS]
    return faults


def count(rows: list[dict[str, Any]]) -> dict[str, Counter[str]]:
    """Counts by act, form, nesting, parts and size over faultless rows."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("act", "form", "nesting", "parts", "passages")}
    for row in rows:
        text, statements = parse(row["text"])
        nested = parents(statements)
        counts["passages"]["all"] += 1
        counts["passages"]["no statement"] += not statements
        counts["passages"]["words"] += len(text.split())
        for number, statement in statements.items():
            counts["act"][row["acts"][number]] += 1
            counts["form"][form(text, statement.pieces["T"])] += 1
            counts["nesting"]["nested" if number in nested else "outermost"] += 1
            counts["parts"]["no source"] += not statement.pieces["S"]
            counts["parts"]["several content pieces"] += len(statement.pieces["T"]) > 1
    return counts


def main(names: list[str]) -> int:
    """Check the files, print faults and counts; 1 when there is a fault."""
    paths = [Path(name) for name in names] or sorted(Path(__file__).parent.glob("statements_*.jsonl"))
    good: list[dict[str, Any]] = []
    seen: set[str] = set()
    faulty = 0
    for path in paths:
        for line, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if not raw:
                continue
            row = json.loads(raw)
            faults = row_faults(row)
            if row.get("id") in seen:
                faults.append("id stands twice")
            seen.add(row.get("id"))
            for fault in faults:
                print(f"{path.name}:{line} {row.get('id')}: {fault}")
            faulty += bool(faults)
            if not faults:
                good.append(row)
    for name, counter in count(good).items():
        total = sum(counter.values())
        shares = name in ("act", "form", "nesting")
        cells = (f"{key} {n} ({n / total:.1%})" if shares else f"{key} {n}" for key, n in counter.most_common())
        print(f"{name}: {', '.join(cells)}")
    print(f"files: {len(paths)}, rows at fault: {faulty}")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
