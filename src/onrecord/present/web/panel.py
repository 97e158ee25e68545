"""What the reader says of one row beside the text: its fields in words, each with the ground or the way on."""

from typing import Any

import msgspec

from onrecord.analyse.basis import Basis, basis
from onrecord.analyse.place import sentence
from onrecord.analyse.tellings import Telling, tellings
from onrecord.record import Record
from onrecord.types import Document, Event, Extraction, Position, Span, Statement

_CONTRARY = """
SELECT reason, detail AS kind, other FROM ties WHERE id = $id AND kind = 'contradiction' ORDER BY other LIMIT 10
"""
_SAME_EVENT = """
SELECT e.id, e.doc, e.trigger_text AS text, d.outlet, d.title, d.published_value AS published, tied.reason
FROM (SELECT other, reason FROM ties WHERE id = $id AND kind = 'event') tied
JOIN events e ON e.id = tied.other JOIN documents d ON d.doc = e.doc ORDER BY published, e.doc LIMIT 20
"""
_PLACES = "SELECT id, doc FROM statements WHERE id IN (SELECT unnest($ids::VARCHAR[]))"


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """One row with what belongs to it; of `statement`, `event` and `position` one is given.

    `within` holds the statement that this one stands in, `holds` those that stand in it, `positions` what rests on it.
    `page` counts from 1 and is None where the original has no pages. `sentence`: what stands before and after the
    trigger of an event in its sentence.
    """

    kind: str
    id: str
    confidence: float
    spans: tuple[Span, ...]
    statement: Statement | None = None
    event: Event | None = None
    position: Position | None = None
    dated: Basis
    page: int | None = None
    sentence: tuple[str, str] = ("", "")
    within: Statement | None = None
    holds: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    evidence: tuple[Statement | Event, ...] = ()
    elsewhere: list[Telling] = []
    same: list[dict[str, Any]] = []
    contrary: list[dict[str, Any]] = []


def panel(record: Record, document: Document, said: Extraction, id: str) -> Panel | None:
    """The panel of the row `id` of a document, None when the document holds no such row."""
    for one in said.statements:
        if one.id == id:
            return _statement(record, document, said, one)
    for event in said.events:
        if event.id == id:
            return _event(record, document, said, event)
    for position in said.positions:
        if position.id == id:
            return _position(said, position)
    return None


def place(found: Panel) -> int | None:
    """Where the row's own words begin; None for a position, which has none of its own."""
    return min((span.start for span in found.spans), default=None)


def _statement(record: Record, document: Document, said: Extraction, one: Statement) -> Panel:
    spans = tuple(sorted(s for part in (one.source, one.cue, one.content) if part for s in part.spans))
    return Panel(
        kind="statement",
        id=one.id,
        confidence=one.confidence,
        spans=spans,
        statement=one,
        dated=basis(document, said.times, one.said_on, Span(spans[0].start, spans[-1].end)),
        page=_page(document, one.content.start),
        within=next((other for other in said.statements if other.id == one.parent), None),
        holds=tuple(other for other in said.statements if other.parent == one.id),
        positions=tuple(p for p in said.positions if any(e.statement == one.id for e in p.evidence)),
        elsewhere=tellings(record, document.id, one.id, one.content.text),
        contrary=_contrary(record, one.id),
    )


def _event(record: Record, document: Document, said: Extraction, event: Event) -> Panel:
    first, last = event.trigger.start, event.trigger.end
    around = sentence(document.text, Span(first, last))
    return Panel(
        kind="event",
        id=event.id,
        confidence=event.confidence,
        spans=event.mentions,
        event=event,
        dated=basis(document, said.times, event.on, Span(first, last)),
        page=_page(document, first),
        sentence=(document.text[around.start : first], document.text[last : around.end]),
        within=next((one for one in said.statements if one.id == event.reported_by), None),
        positions=tuple(p for p in said.positions if any(e.event == event.id for e in p.evidence)),
        same=record.sql(_SAME_EVENT, {"id": event.id}).to_pylist(),
        contrary=_contrary(record, event.id),
    )


def _position(said: Extraction, position: Position) -> Panel:
    rows: dict[str, Statement | Event] = {one.id: one for one in said.statements}
    rows |= {event.id: event for event in said.events}
    wanted = [item.statement or item.event or "" for item in position.evidence]
    return Panel(
        kind="position",
        id=position.id,
        confidence=position.confidence,
        spans=(),
        position=position,
        dated=Basis("as its evidence is dated"),
        evidence=tuple(rows[id] for id in wanted if id in rows),
    )


def _contrary(record: Record, id: str) -> list[dict[str, Any]]:
    """Rows of other documents that don't go with this one, each with its document."""
    found = record.sql(_CONTRARY, {"id": id}).to_pylist()
    if not found:
        return []
    docs = {row["id"]: row["doc"] for row in record.sql(_PLACES, {"ids": [row["other"] for row in found]}).to_pylist()}
    return [row | {"doc": docs[row["other"]]} for row in found if row["other"] in docs]


def _page(document: Document, at: int) -> int | None:
    """The page of the original on which a code point stands, from 1."""
    for origin in document.origin:
        if origin.page is not None and origin.span.start <= at < origin.span.end:
            return origin.page + 1
    return None
