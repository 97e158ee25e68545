"""The lines of a text, and its blocks: what layout tells before any word is read."""

import re
from collections.abc import Sequence

import msgspec

from onrecord.types import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029\x85]+")
_EDGE = " \t\xa0\u200b\ufeff\x0b\x0c"
_CLOSE = "\"'”’»)]}*_ \u200b"
_STOPS = (".", "!", "?", "…", "。")
_PUNCTUATION = re.compile(r"[\W_]+")


class Line(msgspec.Struct, frozen=True):
    """A line that isn't blank: its words without the white space around, where they stand, and which block they are in.

    Blocks are runs of lines with no blank line between.
    """

    text: str
    span: Span
    block: int

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does, quote marks and brackets aside."""
        return self.text.rstrip(_CLOSE).endswith(_STOPS)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def split(text: str, start: int = 0) -> list[Line]:
    """The lines of `text[start:]` that aren't blank."""
    out: list[Line] = []
    block = 0
    for match in _LINE.finditer(text, start):
        content = match.group().strip(_EDGE)
        if not content or content.isspace():
            continue
        at = match.start() + match.group().index(content[0])
        if out and _blank_between(text, out[-1].span.end, at):
            block += 1
        out.append(Line(content, Span(at, at + len(content)), block))
    return out


def spaced(lines: Sequence[Line]) -> bool:
    """Whether blank lines part the paragraphs, so that several lines in one block mean something."""
    return len(lines) > 3 and lines[-1].block + 1 >= 0.5 * len(lines)


def same(text: str) -> str:
    """What is left for comparing two headlines: letters and digits, case folded."""
    return _PUNCTUATION.sub(" ", text.casefold()).strip()


def _blank_between(text: str, end: int, start: int) -> bool:
    gap = text[end:start].replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n\n")
    return gap.count("\n") > 1
