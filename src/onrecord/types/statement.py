"""What a source is said to have said, thought or wanted."""

from typing import Literal

import msgspec

from onrecord.types.date import Date
from onrecord.types.ids import row_id
from onrecord.types.span import Passage

Kind = Literal["direct", "indirect", "mixed"]
Stance = Literal["for", "against", "neutral"]
Act = Literal[
    "assert", "support", "criticise", "demand", "propose", "warn",
    "threaten", "promise", "deny", "reject", "report", "decline",
]  # fmt: skip


class Speaker(msgspec.Struct, frozen=True):
    """The person or institution that a source's words mean."""

    id: str
    name: str


class About(msgspec.Struct, frozen=True):
    """A stance toward an issue of the watchlist."""

    issue: str
    stance: Stance
    confidence: float


class Toward(msgspec.Struct, frozen=True):
    """A stance toward a side that the statement speaks of."""

    side: str
    stance: Stance
    confidence: float


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """An attribution: source, cue, content, and what later stages add to it.

    `extract` fills the first part; `resolve` speaker, side, addressee and said_on; `positions` about and toward.
    Fields stand in the order of the contract's JSON.
    """

    id: str
    source: Passage | None
    cue: Passage | None
    content: Passage
    kind: Kind
    speaker: Speaker | None = None
    side: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    said_on: Date | None = None
    act: Act
    parent: str | None = None
    about: tuple[About, ...] = ()
    toward: tuple[Toward, ...] = ()
    confidence: float

    @staticmethod
    def identify(document: str, source: Passage | None, cue: Passage | None, content: Passage) -> str:
        """The id of a statement of these words in a document."""
        return row_id("statement", document, source.spans if source else (), cue.spans if cue else (), content.spans)
