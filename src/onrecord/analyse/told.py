"""The words of rows by their ids, and the sentences around them: what a view shows where an analysis gives ids."""

from collections.abc import Iterable

import msgspec

from onrecord.analyse.place import sentence
from onrecord.record import Record
from onrecord.types import Span

_NEAR = 240

_ROWS = """
SELECT s.id, s.doc, 'statement' AS kind, coalesce(s.speaker, s.source_text, '') AS who, s.side, s.act,
       s.said_on_value AS "on", s.content_text AS text, s.confidence, d.outlet, d.title,
       s.content_spans[1]."start" AS start, s.content_spans[-1]."end" AS "end"
FROM (SELECT unnest($ids::VARCHAR[]) AS id) w JOIN statements s ON s.id = w.id JOIN documents d ON d.doc = s.doc
UNION ALL
SELECT e.id, e.doc, 'event', '', e.source, e.event, e.on_value, e.trigger_text, e.confidence, d.outlet, d.title,
       e.trigger_spans[1]."start", e.trigger_spans[-1]."end"
FROM (SELECT unnest($ids::VARCHAR[]) AS id) w JOIN events e ON e.id = w.id JOIN documents d ON d.doc = e.doc
ORDER BY 2, 1
"""

_AROUND = """
SELECT r.id, r.first - greatest(r.first - $near, 0) AS before, r."last" - r.first AS length,
       substr(d.text, greatest(r.first - $near, 0) + 1, r."last" + $near - greatest(r.first - $near, 0)) AS text
FROM (
    SELECT s.id, s.doc, s.content_spans[1]."start" AS first, s.content_spans[-1]."end" AS "last"
    FROM (SELECT unnest($ids::VARCHAR[]) AS id) w JOIN statements s ON s.id = w.id
    UNION ALL
    SELECT e.id, e.doc, e.trigger_spans[1]."start", e.trigger_spans[-1]."end"
    FROM (SELECT unnest($ids::VARCHAR[]) AS id) w JOIN events e ON e.id = w.id
) r JOIN documents d ON d.doc = r.doc
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
    """Each statement or event of `ids`, by id; ids that the record doesn't hold are left out."""
    wanted = sorted({id for id in ids if id})
    rows = record.sql(_ROWS, {"ids": wanted}).to_pylist() if wanted else []
    return {row["id"]: msgspec.convert(row, Words) for row in rows}


class Around(msgspec.Struct, frozen=True):
    """A row's words as they stand in their sentence: what comes before them, they themselves, what comes after."""

    before: str
    words: str
    after: str


def around(record: Record, ids: Iterable[str]) -> dict[str, Around]:
    """The sentence around each statement's content or event's trigger, by id, some 240 characters to each side."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    out = {}
    for row in record.sql(_AROUND, {"ids": wanted, "near": _NEAR}).to_pylist():
        text, start, end = row["text"], row["before"], row["before"] + row["length"]
        whole = sentence(text, Span(start, end))
        before, after = text[whole.start : start], text[end : whole.end]
        cut_before = "…" if whole.start == 0 and start == _NEAR else ""
        cut_after = "…" if whole.end == len(text) and len(text) - end == _NEAR else ""
        out[row["id"]] = Around(cut_before + before.lstrip(), text[start:end], after.rstrip() + cut_after)
    return out
