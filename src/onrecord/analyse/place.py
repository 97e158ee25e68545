"""One row and the sentence that it stands in."""

import re
from typing import Literal, cast

import msgspec

from onrecord.errors import AnalyseError
from onrecord.record import Record
from onrecord.types import Event, Position, Span, Statement

Kind = Literal["statement", "event", "position"]
Row = Statement | Event | Position
_ID = re.compile(r"[0-9a-f]{4,16}")
_ENDS = re.compile(r"""[.!?]["'”’»)\]]*\s+(?=["'“‘«(\[]?[^\Wa-z_])|\n+""")
_FARTHEST = 1_000


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the record, its document, where its words stand, and the sentence or sentences around them.

    `span` is None for a position: its evidence has places of its own.
    """

    kind: Kind
    row: Row
    doc: str
    title: str | None
    span: Span | None
    sentence: Span | None
    text: str


def place(record: Record, id: str) -> Place:
    """The row of an id, or of the first digits of one where they mean just one row.

    AnalyseError: no such row, or several begin so.
    """
    found = _rows(record, id) if _ID.fullmatch(id) else []
    if not found:
        raise AnalyseError(f"{record.path}: holds no row {id!r}; `onrecord timeline {record.path}` lists ids")
    if len(found) > 1:
        ids = ", ".join(row["id"] for row in found[:3])
        raise AnalyseError(f"{record.path}: {len(found)} rows begin with {id!r} ({ids}); give more digits")
    kind, row = found[0]["kind"], found[0]
    said = record.extraction(row["doc"])
    rows: dict[str, tuple[Row, ...]] = {"statement": said.statements, "event": said.events, "position": said.positions}
    value = next(one for one in rows[kind] if one.id == row["id"])
    document = record.document(row["doc"])
    span = _span(value)
    return Place(
        kind=cast(Kind, kind),
        row=value,
        doc=document.id,
        title=document.title,
        span=span,
        sentence=sentence(document.text, span) if span else None,
        text=document.text,
    )


def sentence(text: str, span: Span) -> Span:
    """The sentence around a span, or the sentences that it touches; a line of text at most before and after.

    A rule on marks alone, for reading: it may take an abbreviation for an end.
    """
    first, last = max(0, span.start - _FARTHEST), min(len(text), span.end + _FARTHEST)
    start, end = first, last
    for match in _ENDS.finditer(text, first, last):
        if match.end() <= span.start:
            start = match.end()
        elif match.end() >= span.end:
            end = max(span.end, match.start() + len(match.group().rstrip()))
            break
    return Span(start, end)


def _rows(record: Record, id: str) -> list[dict[str, str]]:
    """Kind, id and document of the rows whose ids begin so, a few at most."""
    query = "SELECT kind, id, doc FROM ids WHERE id >= ? AND id < ? ORDER BY id LIMIT 10"
    rows: list[dict[str, str]] = record.sql(query, [id, id + "g"]).to_pylist()
    return rows


def _span(row: Row) -> Span | None:
    """From the first to the last word that the row rests on."""
    if isinstance(row, Position):
        return None
    parts = [row.trigger] if isinstance(row, Event) else [row.source, row.cue, row.content]
    spans = [span for part in parts if part is not None for span in part.spans]
    return Span(min(span.start for span in spans), max(span.end for span in spans))
