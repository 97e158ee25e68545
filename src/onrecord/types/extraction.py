"""What one document says: before resolution (`Extracted`) and after it (`Extraction`, the contract's JSON)."""

import msgspec

from onrecord.types.annotation import Mention
from onrecord.types.date import Published
from onrecord.types.event import Event, EventDraft
from onrecord.types.position import Position
from onrecord.types.rejected import Rejected
from onrecord.types.span import Span
from onrecord.types.statement import Statement
from onrecord.types.time import Time


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression as read, not yet anchored to a day.

    `kind` and `fields` tell `resolve/dates` how to work out the value; `tense` is past, present, future or empty,
    from the verb that governs the expression.
    """

    span: Span
    kind: str
    fields: dict[str, str] = {}
    tense: str = ""


class Extracted(msgspec.Struct, frozen=True, kw_only=True):
    """All that `resolve` needs of a document, so that resolving again tags nothing again."""

    document: str
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[EventDraft, ...] = ()
    phrases: tuple[Phrase, ...] = ()


class Extraction(msgspec.Struct, frozen=True, kw_only=True):
    """One line of `extract`'s output."""

    id: str | None
    published: Published | None = None
    language: str | None = None
    boilerplate: tuple[Span, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    times: tuple[Time, ...] = ()
    rejected: tuple[Rejected, ...] = ()
