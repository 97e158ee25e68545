"""What an uncased encoder can't see in a word piece: capitals, open quotation marks, where a paragraph starts."""

from collections.abc import Sequence

from onrecord.annotate.windows import Range
from onrecord.types.quotes import PARAGRAPH_BREAK, open_quotes

QUOTED, PARAGRAPH = 3, 6
KINDS = 12
"""Number of marks: case (0 small, 1 capital, 2 capitals) + 3 when within quotes + 6 when first of a paragraph."""


def piece_marks(text: str, pieces: Sequence[Range]) -> list[int]:
    """The mark of each word piece, given as character ranges in ascending order."""
    quotes, out = open_quotes(text), []
    at, before = 0, 0
    for start, end in pieces:
        while at < len(quotes) and quotes[at].end <= start:
            at += 1
        quoted = at < len(quotes) and quotes[at].start <= start
        first = before == 0 or bool(PARAGRAPH_BREAK.search(text, before, start))
        out.append(_case(text, start, end) + QUOTED * quoted + PARAGRAPH * first)
        before = end
    return out


def _case(text: str, start: int, end: int) -> int:
    """0 for a piece without capital, 1 for one that begins with it, 2 for capitals throughout (of two and more)."""
    word = text[start:end]
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1
