"""Where quotation marks are open in a text."""

import re
from collections.abc import Iterator

from onrecord.types.span import Span

PARAGRAPH_BREAK = re.compile(r"\n[ \t\r\f\v\u00a0]*\n\s*|(?<=[.!?…:;\"”’'»)\]])[ \t\r]*\n\s*")
"""Between paragraphs: a blank line, or a line's end after closing punctuation; others may be a fixed width's."""
_OPENING, _STRAIGHT = ("“", "„", "«", "``"), ('"', "''")
_MARK = re.compile(r"''|``|[\"“”„«»]")


def open_quotes(text: str) -> list[Span]:
    """Stretches of `text` within double quotation marks, marks included, in order and disjoint.

    Robust rather than clever: a straight mark opens when none is open and closes otherwise; a paragraph's end closes
    what is open, and the next one's opening mark opens it again, as in quotations over several paragraphs.
    """
    out: list[Span] = []
    for start, end in _paragraphs(text):
        opened: int | None = None
        for found in _MARK.finditer(text, start, end):
            mark = found.group()
            opens = mark in _OPENING or (mark in _STRAIGHT and opened is None)
            if opens and opened is None:
                opened = found.start()
            elif not opens and opened is not None:
                out.append(Span(opened, found.end()))
                opened = None
        if opened is not None:
            out.append(Span(opened, end))
    return out


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Ranges between paragraph breaks."""
    at = 0
    for found in PARAGRAPH_BREAK.finditer(text):
        yield at, found.start()
        at = found.end()
    yield at, len(text)
