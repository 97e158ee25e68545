"""The words of rows by their ids, and the sentences around them: what a view shows where an analysis gives ids."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from onrecord.analyse.place import sentence
from onrecord.record import Record
from onrecord.types import Span

_NEAR = 240

# each table is asked by itself, which takes half as long as one join: that takes 8 ms of a large record for one id
_STATEMENTS = """
SELECT id, doc, 'statement' AS kind, coalesce(speaker, source_text, '') AS who, side, act, said_on_value AS "on",
       content_text AS text, confidence, content_spans[1]."start" AS start, content_spans[-1]."end" AS "end"
FROM statements WHERE id IN (SELECT unnest($ids::VARCHAR[]))
"""
_EVENTS = """
SELECT id, doc, 'event' AS kind, '' AS who, source AS side, event AS act, on_value AS "on", trigger_text AS text,
       confidence, trigger_spans[1]."start" AS start, trigger_spans[-1]."end" AS "end"
FROM events WHERE id IN (SELECT unnest($ids::VARCHAR[]))
"""
_DOCUMENTS = "SELECT doc, outlet, title FROM documents WHERE doc IN (SELECT unnest($docs::VARCHAR[]))"
_AROUND = """
SELECT w.id, substr(d.text, w.first + 1, w."end" - w.first) AS text
FROM (
    SELECT unnest($ids::VARCHAR[]) AS id, unnest($docs::VARCHAR[]) AS doc, unnest($firsts::BIGINT[]) AS first,
           unnest($ends::BIGINT[]) AS "end"
) w JOIN documents d ON d.doc = w.doc
"""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """A statement or an event: `kind` says which, `act` is an event's type, `[start, end)` code points of `doc`."""

    id: str
    doc: str
    kind: str
    who: str
    side: list[str]
    act: str
    on: str | None
    text: str
    confidence: float
    outlet: str | None
    title: str | None
    start: int
    end: int


def told(record: Record, ids: Iterable[str | None]) -> dict[str, Words]:
    """Each statement or event of `ids`, by id in order of documents; ids that the record doesn't hold are left out."""
    wanted = sorted({id for id in ids if id})
    rows: list[dict[str, Any]] = []
    for query in (_STATEMENTS, _EVENTS):
        if len(rows) < len(wanted):
            rows += record.sql(query, {"ids": wanted}).to_pylist()
    docs = sorted({row["doc"] for row in rows})
    beside = {row["doc"]: row for row in record.sql(_DOCUMENTS, {"docs": docs}).to_pylist()} if docs else {}
    rows.sort(key=lambda row: (row["doc"], row["id"]))
    return {row["id"]: msgspec.convert(row | beside[row["doc"]], Words) for row in rows}


class Around(msgspec.Struct, frozen=True):
    """A row's words as they stand in their sentence: what comes before them, they themselves, what comes after."""

    before: str
    words: str
    after: str


def around(record: Record, rows: Mapping[str, Words]) -> dict[str, Around]:
    """The sentence around each statement's content or event's trigger, by id, some 240 characters to each side."""
    if not rows:
        return {}
    values = {
        "ids": list(rows),
        "docs": [row.doc for row in rows.values()],
        "firsts": [max(0, row.start - _NEAR) for row in rows.values()],
        "ends": [row.end + _NEAR for row in rows.values()],
    }
    found = {row["id"]: row["text"] for row in record.sql(_AROUND, values).to_pylist()}
    return {id: _in_sentence(row, found[id]) for id, row in rows.items()}


def _in_sentence(row: Words, text: str) -> Around:
    """The row's words in `text`, a stretch of its document that begins `_NEAR` before them."""
    start = min(row.start, _NEAR)
    end = start + row.end - row.start
    whole = sentence(text, Span(start, end))
    cut_before = "…" if whole.start == 0 and start == _NEAR else ""
    cut_after = "…" if whole.end == len(text) and len(text) - end == _NEAR else ""
    before, after = text[whole.start : start], text[end : whole.end]
    return Around(cut_before + before.lstrip(), text[start:end], after.rstrip() + cut_after)
