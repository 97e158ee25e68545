"""Something done between sides."""

from typing import Literal

import msgspec

from onrecord.types.date import Date
from onrecord.types.ids import row_id
from onrecord.types.span import Passage, Span

Status = Literal["occurred", "ongoing", "planned", "hypothetical", "denied"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip


class Place(msgspec.Struct, frozen=True):
    """Where an event took place, in the text's words, and the state that the place lies in, where known."""

    text: str
    spans: tuple[Span, ...]
    country: str | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """An act of a PLOVER type, with its parties as sides and a status.

    `trigger` is the fullest mention in the body; `mentions` are all, `trigger` included. Parties to a reciprocal
    event stand in `source` and in `target`.
    """

    id: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    event: EventType
    mode: str | None = None
    trigger: Passage
    mentions: tuple[Span, ...]
    on: Date | None = None
    status: Status
    reported_by: str | None = None
    place: Place | None = None
    confidence: float

    @staticmethod
    def identify(document: str, event: EventType, trigger: Passage) -> str:
        """The id of an event of this trigger in a document."""
        return row_id("event:" + event, document, trigger.spans)


class EventDraft(msgspec.Struct, frozen=True, kw_only=True):
    """An event before its parties and dates are resolved: the words only.

    `sources` and `targets` are the words that name the parties, of the same clause; `when` the words of its time.
    """

    event: EventType
    mode: str | None = None
    trigger: Passage
    mentions: tuple[Span, ...]
    sources: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    when: Span | None = None
    where: Span | None = None
    status: Status
    reported_by: str | None = None
    confidence: float
