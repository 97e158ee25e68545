"""Judgements as gold: a JSONL file a judged document, to score this program or another against.

A `document` line (`complete`: kinds of which somebody searched it to its end; only there does a missing row count
against anyone), then `statement`, `event` and `position` lines. A field that people may differ on is a list of every
judge's value, any of which is right. A row is `required` where all who judged it say that it is there; rows that judges
differ on, and the machine's rows that nobody judged, may be given or not. Rows that all hold to be wrong aren't there.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from onrecord.present.files import stem
from onrecord.record import Outcome, Record
from onrecord.types import Document, Judgement, RowKind

_STANDS = ("attached", "moved", "kept", "superseded")


def write(record: Record, folder: Path) -> list[Path]:
    """A file for each document with judgements, in order of ids."""
    mine: dict[str, list[Outcome]] = {}
    for one in record.judgements():
        if one.doc and one.state in _STANDS and one.judgement.verdict != "undo":
            mine.setdefault(one.doc, []).append(one)
    names = _names(mine)
    paths = []
    for document in sorted(mine):
        path = folder / f"{names[document]}.jsonl"
        lines = gold(record, document, mine[document])
        path.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
        paths.append(path)
    return paths


def _names(documents: Iterable[str]) -> dict[str, str]:
    """File names: what stands before the first `_` or `.` of a document's name where that is unlike all others."""
    short = {document: Path(document).name.partition("_")[0].partition(".")[0] for document in documents}
    many = list(short.values())
    return {document: name if name and many.count(name) == 1 else stem(document) for document, name in short.items()}


def gold(record: Record, document: str, outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """The lines of one document."""
    outcomes = list(outcomes)
    said: dict[tuple[RowKind, str], dict[str, Judgement]] = {}
    complete = set()
    for one in outcomes:
        if one.judgement.verdict == "complete":
            complete.add(one.judgement.kind)
        elif one.today:
            said.setdefault((one.judgement.kind, one.today), {})[one.judgement.author] = one.judgement
    text, extraction = record.document(document), record.extraction(document)
    shown: dict[tuple[RowKind, str], dict[str, Any]] = {}
    shown |= {("statement", row.id): msgspec.to_builtins(row) for row in extraction.statements}
    shown |= {("event", row.id): msgspec.to_builtins(row) for row in extraction.events}
    shown |= {("position", row.id): msgspec.to_builtins(row) for row in extraction.positions}
    lines = [_document(text, sorted(complete))]
    lines += [line for key, row in shown.items() if (line := _row(key, row, said.get(key, {}), complete))]
    return lines


def _document(document: Document, complete: list[str]) -> dict[str, Any]:
    return {
        "type": "document",
        "file": document.id,
        "title": document.title,
        "published": [document.published.value] if document.published else [None],
        "outlet": document.outlet,
        "url": document.url,
        "complete": complete,
    }


def _row(
    key: tuple[RowKind, str],
    row: Mapping[str, Any],
    said: Mapping[str, Judgement],
    complete: set[RowKind],
) -> dict[str, Any] | None:
    """The line of a row that stands, None of one that nobody judged in a document that nobody searched to its end."""
    kind, id = key
    if not said and kind not in complete:
        return None
    there = [one for one in said.values() if one.verdict != "wrong"]
    required = bool(there) and len(there) == len(said)
    values = [dict(row)] + [_values(row, one) for one in there if one.text]
    return _LINES[kind](id, required, values)


def _values(row: Mapping[str, Any], one: Judgement) -> dict[str, Any]:
    """What a judge said of a row; where its words stand is told by the row as it is."""
    places = ("source", "cue", "content") if one.kind == "statement" else ("trigger", "mentions", "place")
    own = {**one.seen, **one.edit}
    return {**row, **{name: value for name, value in own.items() if name in row and name not in places}}


def _statement(id: str, required: bool, values: list[dict[str, Any]]) -> dict[str, Any]:
    row = values[0]
    return {
        "type": "statement",
        "id": id,
        "required": required,
        "source": _ends(row["source"]),
        "cue": _ends(row["cue"]),
        "content": row["content"]["spans"],
        "kind": _all(one["kind"] for one in values),
        "speaker": _all(one["speaker"] and one["speaker"]["name"] for one in values),
        "side": _all(sorted(one["side"]) for one in values),
        "said_on": _all(one["said_on"] and one["said_on"]["value"] for one in values),
        "act": _all(one["act"] for one in values),
        "nested": row["parent"] is not None,
    }


def _event(id: str, required: bool, values: list[dict[str, Any]]) -> dict[str, Any]:
    row = values[0]
    return {
        "type": "event",
        "id": id,
        "required": required,
        "event": row["event"],
        "trigger": row["trigger"]["spans"],
        "source": _all(sorted(one["source"]) for one in values),
        "target": _all(sorted(one["target"]) for one in values),
        "status": _all(one["status"] for one in values),
        "on": _all(one["on"] and one["on"]["value"] for one in values),
    }


def _position(id: str, required: bool, values: list[dict[str, Any]]) -> dict[str, Any]:
    row = values[0]
    return {
        "type": "position",
        "id": id,
        "required": required,
        "side": sorted(row["side"]),
        "issue": row["issue"],
        "stance": row["stance"],
        "on": _all(one["on"] and one["on"]["value"] for one in values),
        "evidence": [item.get("statement") or item.get("event") for item in row["evidence"]],
    }


_LINES = {"statement": _statement, "event": _event, "position": _position}


def _ends(passage: Mapping[str, Any] | None) -> list[int] | None:
    """From the first to the last character of a passage."""
    return [passage["spans"][0][0], passage["spans"][-1][1]] if passage and passage["spans"] else None


def _all(values: Iterable[Any]) -> list[Any]:
    """Every value once, in order."""
    out: list[Any] = []
    for value in values:
        if value not in out:
            out.append(value)
    return out
