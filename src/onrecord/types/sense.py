"""What the models of meaning make of a document, kept so that a new watchlist reads nothing again."""

from typing import TYPE_CHECKING

import msgspec

from onrecord.types.span import Span
from onrecord.types.statement import Toward

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH = 384


class Sense(msgspec.Struct, frozen=True, kw_only=True):
    """Sentence vectors of what statements say and of sentences with events, and stances toward the sides spoken of.

    `statements`: ids in the order of the text, with `toward` for each. `spans`: what was read, one a statement, then
    the sentences that hold an event's trigger. `vectors`: float16[spans, WIDTH], rows of length one, as little-endian
    bytes.
    """

    document: str
    statements: tuple[str, ...] = ()
    toward: tuple[tuple[Toward, ...], ...] = ()
    spans: tuple[Span, ...] = ()
    vectors: bytes = b""

    def matrix(self) -> "NDArray[np.float16]":
        """The vectors, a row a span."""
        import numpy as np  # noqa: PLC0415 - as in `types/annotation.py`

        return np.frombuffer(self.vectors, "<f2").reshape(-1, WIDTH)
