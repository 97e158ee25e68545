"""The positions layer's row: an extraction placed by the issues of the watchlist, and why."""

from typing import Any

import msgspec

from onrecord.types.extraction import Extraction
from onrecord.types.span import Span


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a statement is about an issue: nearness of meaning, sides and words shared; `read` is what was looked at.

    `score`, 0 to 1, is how sure it is that the statement is about the issue, whatever its stance. An issue that another
    implies has that one's score, and a reason that names it.
    """

    statement: str
    issue: str
    score: float
    reason: str
    read: Span


class Placed(Extraction, frozen=True, kw_only=True):
    """An extraction with what its statements are about, and a reason for each issue of each."""

    reasons: tuple[Reason, ...] = ()

    @classmethod
    def of(cls, extraction: Extraction, reasons: tuple[Reason, ...] = ()) -> "Placed":
        """An extraction and its reasons."""
        return cls(**_fields(extraction), reasons=reasons)

    def plain(self) -> Extraction:
        """The extraction alone, in the contract's shape."""
        return Extraction(**_fields(self))


def _fields(extraction: Extraction) -> dict[str, Any]:
    return {name: getattr(extraction, name) for name in Extraction.__struct_fields__}
