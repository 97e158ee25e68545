"""A side's stance on an issue on a date."""

from typing import Literal

import msgspec

from onrecord.types.date import Date
from onrecord.types.ids import row_id


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """The statement or the event that a position rests on; just one of the two is given."""

    statement: str | None = None
    event: str | None = None


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """One row a side; contradicting evidence makes two rows. `side` holds one code."""

    id: str
    side: tuple[str, ...]
    issue: str
    stance: Literal["for", "against"]
    on: Date | None
    evidence: tuple[Evidence, ...]
    confidence: float

    @staticmethod
    def identify(document: str, side: str, issue: str, stance: str, on: Date | None) -> str:
        """The id of a position in a document."""
        return row_id("position", document, side, issue, stance, on.value if on else "")
