"""Where lines of the text stand in a page's source.

The source is read as tags, entities and words; the words without their white space are one long string, in which each
line of the text, without its white space, is looked up from where the last one ended.
"""

import html
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable

from onrecord.types import Origin, Span

_TOKEN = re.compile(
    r"<!--.*?-->|<(script|style|title)\b[^>]*>.*?</\1\s*>|<[/!?]?[a-zA-Z][^>]*>|<!\[CDATA\[|\]\]>"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?)|(?P<word>[^<&\s]+|[<&])",
    re.DOTALL | re.IGNORECASE,
)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff\0"))


class Source:
    """A page's characters, and what a reader sees of them."""

    def __init__(self, page: str) -> None:
        seen: list[str] = []
        self._flat, self._from, self._to = array("l"), array("l"), array("l")
        at = 0
        for match in _TOKEN.finditer(page):
            kind = match.lastgroup
            if kind not in {"word", "entity"}:
                continue
            words = match.group() if kind == "word" else html.unescape(match.group())
            words = "".join(words.split())
            if words:
                seen.append(words)
                self._flat.append(at)
                self._from.append(match.start())
                self._to.append(match.end())
                at += len(words)
        self._seen = "".join(seen)
        self._last = 0

    def find(self, line: str) -> tuple[int, int] | None:
        """From where to where a line stands in the page's characters; None where it doesn't stand there as it is."""
        wanted = "".join(line.split())
        at = self._seen.find(wanted, self._last)
        if at < 0:
            at = self._seen.find(wanted)
        if at < 0 or not wanted:
            return None
        self._last = at + len(wanted)
        return self._offset(at, end=False), self._offset(self._last - 1, end=True)

    def _offset(self, at: int, *, end: bool) -> int:
        """The place in the page of a character that is seen; `end`: behind it."""
        token = bisect_right(self._flat, at) - 1
        start, stop, first = self._from[token], self._to[token], self._flat[token]
        last = self._flat[token + 1] if token + 1 < len(self._flat) else len(self._seen)
        if stop - start != last - first:  # an entity, which is whole or not there
            return stop if end else start
        return start + at - first + (1 if end else 0)


def origins(page: str, lines: Iterable[tuple[Span, str]], encoding: str, skipped: int) -> tuple[Origin, ...]:
    """The bytes of the page in which the lines stand, in the order of the text; lines that can't be found have none."""
    source = Source(page)
    found = [(span, place) for span, line in lines if (place := source.find(line)) is not None]
    offsets = _bytes(page, {edge for _, place in found for edge in place}, encoding, skipped)
    return tuple(Origin(span, bytes=(offsets[start], offsets[end])) for span, (start, end) in found)


def _bytes(page: str, edges: set[int], encoding: str, skipped: int) -> dict[int, int]:
    """Byte offsets of characters."""
    if page.isascii() and not encoding.startswith(("utf-16", "utf-32")):
        return {edge: edge + skipped for edge in edges}
    out: dict[int, int] = {}
    last, at = 0, skipped
    for edge in sorted(edges):
        at += len(page[last:edge].encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace"))
        out[edge], last = at, edge
    return out
