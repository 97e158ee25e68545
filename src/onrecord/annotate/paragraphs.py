"""Cut a document's prose into pieces that a language pipeline may see together."""

import re
from collections.abc import Iterator

from onrecord.types import Document, Span

PIECE = 4_000
LONGEST = 20_000
_BREAK = re.compile(r"\n[ \t\r\f\v\u00a0]*\n\s*|(?<=[.!?…:;\"”’'»)\]])[ \t\r]*\n\s*")
_GAP = re.compile(r"\s")


def paragraphs(text: str, within: Span) -> Iterator[Span]:
    """Paragraphs of `text` within a span, white space at their ends left out.

    A paragraph ends at a blank line, and at the end of a line that closes a sentence; other line ends may be a
    fixed-width file's and don't count. One longer than `LONGEST` characters is cut at white space.
    """
    at = within.start
    stops = [(m.start(), m.end()) for m in _BREAK.finditer(text, within.start, within.end)]
    for stop, following in [*stops, (within.end, within.end)]:
        yield from _halved(text, at, min(stop, within.end))
        at = following


def _halved(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        gaps = [m.start() for m in _GAP.finditer(text, start + LONGEST // 2, start + LONGEST)]
        cut = gaps[-1] if gaps else start + LONGEST
        yield Span(start, cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)


def pieces(document: Document) -> list[list[Span]]:
    """The paragraphs of a document's scored prose, grouped to about `PIECE` characters each."""
    out: list[list[Span]] = []
    size = PIECE
    for stretch in document.scored():
        for paragraph in paragraphs(document.text, stretch):
            if size + len(paragraph) > PIECE:
                out.append([])
                size = 0
            out[-1].append(paragraph)
            size += len(paragraph)
    return out
