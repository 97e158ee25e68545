"""What a person writes after `onrecord judge`, as judgements; and the list of them."""

import re
import sys
from collections import Counter
from typing import Any

import msgspec

from onrecord.errors import PresentError
from onrecord.present.cli.screen import console, table, words
from onrecord.record import Outcome, Record, Word
from onrecord.types import Judgement, RowKind

_PASSAGES: dict[RowKind, tuple[str, ...]] = {
    "statement": ("source", "cue", "content"),
    "event": ("trigger", "mentions", "place"),
    "position": (),
}
_LISTS = ("evidence",)
_STANCES = ("about", "toward")
_SPANS = re.compile(r"\d+-\d+(?:;\d+-\d+)*")


class Asked(msgspec.Struct, frozen=True):
    """The arguments of `onrecord judge`."""

    row: str
    verdict: str
    values: tuple[str, ...]
    kind: str
    author: str
    note: str


def judge(record: Record, asked: Asked) -> Judgement:
    """Keep what was asked; PresentError when a value can't be read, RecordError when it can't be."""
    whole = asked.verdict in ("add", "complete")
    if whole:
        kind, document = asked.kind, asked.row
    else:
        kind, document, _ = record.row(asked.row)
    text = record.document(document).text
    edit = dict(_value(one, kind, text) for one in asked.values)  # type: ignore[arg-type]
    given = {
        "verdict": asked.verdict,
        "row": "" if whole else asked.row,
        "kind": kind if whole else "",
        "document": document if whole else "",
        "edit": edit,
        "author": asked.author,
        "note": asked.note,
    }
    return record.judge(msgspec.convert(given, Word))


def _value(given: str, kind: RowKind, text: str) -> tuple[str, Any]:
    """Name and value of `field=value`."""
    name, equals, value = given.partition("=")
    name, value = name.strip(), value.strip()
    if not equals:
        raise PresentError(f"{given!r} is no FIELD=VALUE; write for example side=RUS or content=120-180")
    if not value:
        return name, None
    if name in _PASSAGES[kind]:
        return name, _spans(name, value, text)
    if name in _STANCES:
        pairs = [part.partition(":") for part in re.split(r"[;,]", value)]
        return name, {key.strip(): stance.strip() for key, _, stance in pairs}
    if name in _LISTS:
        return name, re.split(r"[;,\s]+", value)
    return name, value


def _spans(name: str, value: str, text: str) -> list[list[int]]:
    """Places as written, or the one place where the words stand."""
    if _SPANS.fullmatch(value):
        return [[int(edge) for edge in part.split("-")] for part in value.split(";")]
    count = text.count(value)
    if count != 1:
        raise PresentError(
            f"{name}: the words {value!r} stand {count} times in the text; give more words, or a place such as 120-180"
        )
    at = text.index(value)
    return [[at, at + len(value)]]


def show(record: Record, what: str, format: str) -> None:
    """List judgements, all or those of a row or a document, and what became of them."""
    found = [one for one in record.judgements() if not what or _about(one, what)]
    if format == "jsonl":
        for one in found:
            sys.stdout.write(msgspec.json.encode(one).decode() + "\n")
        return
    out = console()
    heads = ("judgement", "made", "author", "verdict", "row", "document", "state", "said")
    if found:
        table(out, heads, [_cells(one) for one in found], ("cyan",))
    counts = Counter(one.state for one in found)
    total = f"{len(found)} judgement{'' if len(found) == 1 else 's'}"
    out.print(
        words(": ".join(part for part in (total, ", ".join(f"{n} {state}" for state, n in counts.items())) if part))
    )


def _about(one: Outcome, what: str) -> bool:
    if what in (one.doc, one.judgement.document):
        return True
    return any(id.startswith(what) for id in (one.today, one.judgement.row, one.judgement.id) if id)


def _cells(one: Outcome) -> list[str]:
    made = one.judgement
    edit = "; ".join(f"{name}: {_short(value)}" for name, value in made.edit.items())
    said = [edit, made.note, one.why, f"takes back {made.undoes}" if made.undoes else ""]
    row = one.today or made.row or f"every {made.kind}"
    return [
        made.id,
        made.at,
        made.author,
        made.verdict,
        row,
        one.doc or made.document,
        one.state,
        " · ".join(part for part in said if part),
    ]


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("text") or value.get("name") or value.get("value"))
    if isinstance(value, list):
        return (
            " ".join(
                f"{next(iter(item.values()))} {item.get('stance', '')}".strip() if isinstance(item, dict) else str(item)
                for item in value
            )
            or "none"
        )
    return "none" if value is None else str(value)
