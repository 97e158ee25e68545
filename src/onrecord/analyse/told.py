"""The words of rows by their ids: what a view shows where an analysis gives ids."""

from collections.abc import Iterable

import msgspec

from onrecord.record import Record

_DOCS = "SELECT DISTINCT doc FROM ids WHERE id IN (SELECT unnest(?::VARCHAR[]))"
_ROWS = """
SELECT s.id, s.doc, 'statement' AS kind, coalesce(s.speaker, s.source_text, '') AS who, s.side, s.act,
       s.said_on_value AS "on", s.content_text AS text, s.confidence, d.outlet, d.title,
       s.content_spans[1]."start" AS start, s.content_spans[-1]."end" AS "end"
FROM statements_of($docs::VARCHAR[]) s JOIN documents d ON d.doc = s.doc WHERE list_contains($ids::VARCHAR[], s.id)
UNION ALL
SELECT e.id, e.doc, 'event', '', e.source, e.event, e.on_value, e.trigger_text, e.confidence, d.outlet, d.title,
       e.trigger_spans[1]."start", e.trigger_spans[-1]."end"
FROM events_of($docs::VARCHAR[]) e JOIN documents d ON d.doc = e.doc WHERE list_contains($ids::VARCHAR[], e.id)
ORDER BY 2, 1
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
    if not wanted:
        return {}
    docs = record.sql(_DOCS, [wanted])["doc"].to_pylist()
    rows = record.sql(_ROWS, {"ids": wanted, "docs": docs}).to_pylist()
    return {row["id"]: msgspec.convert(row, Words) for row in rows}
