"""The reader of HTML pages."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import ClassVar

from onrecord.read.base import STAGE, Raw
from onrecord.read.html.charset import characters
from onrecord.read.sniffing import plain
from onrecord.settings import ReadSettings
from onrecord.types import Document, Published, Rejected, Span

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_LATE = re.compile(rb"^[ \t]*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.MULTILINE)
_PART = re.compile(
    rb"<(?:div|p|article|section|main|header|table|h[1-6]|meta|title|link|script|style|span|blockquote|ul|ol|center|font)"
    rb"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SHORTEST = 25  # characters; what is left of a page without an article is the name of a link
_END = re.compile(rb"</[a-z][a-z0-9]*\s*>", re.IGNORECASE)
_NUL = str.maketrans({"\0": " "})  # as wide as it was, so that places stay


class HtmlReader:
    """One document: the article's text as trafilatura finds it, with what the page says about it.

    Spans of its lines lead back to the bytes of the page in which they stand. Where the day of capture isn't known,
    that of reading bounds the date.
    """

    media_types: ClassVar[tuple[str, ...]] = ("text/html",)
    streams: ClassVar[bool] = False
    isolated: ClassVar[bool] = True

    def detect(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """A page from its beginning, one with something before it, or a part of one that begins with a tag."""
        start = plain(head)
        if _PAGE.match(start) or _LATE.search(start[:1024]):
            return True
        return bool(_PART.match(start)) and bool(_END.search(start))

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Document | Rejected]:  # noqa: ARG002
        """The document, or why there is none."""
        decoded = characters(raw.data, raw.media_type)
        if isinstance(decoded, Rejected):
            yield decoded
            return
        from lxml.etree import ParserError  # noqa: PLC0415 - only the child pays for the parser
        from trafilatura.utils import load_html  # noqa: PLC0415

        from onrecord.read.html.body import article, body_lines  # noqa: PLC0415
        from onrecord.read.html.dates import published_on  # noqa: PLC0415
        from onrecord.read.html.facts import articles, facts  # noqa: PLC0415
        from onrecord.read.html.places import origins  # noqa: PLC0415

        page = decoded.text.translate(_NUL)
        try:
            tree = load_html(page if _PAGE.match(plain(raw.data[:4096])) else f"<html><body>{page}</body></html>")
        except ParserError:
            tree = None
        if tree is None:
            yield Rejected(STAGE, "no HTML that can be parsed")
            return
        data = articles(tree)
        said = facts(tree, data, raw.url)
        last = dt.date.fromisoformat(raw.captured) if raw.captured else dt.datetime.now(dt.UTC).date()
        day: Published | None = published_on(tree, data, said.url, last)
        text, lines = joined(body_lines(article(tree)))
        if len(text) < _SHORTEST:
            yield Rejected(STAGE, "no article in the page: only menus, links or scripts")
            return
        places = () if decoded.lossy else origins(page, lines, decoded.encoding, decoded.skipped)
        yield Document(
            id=raw.id, text=text, title=said.title, published=day, outlet=said.outlet, byline=said.byline,
            url=said.url, origin=places, source=raw.sha256, media_type="text/html", encoding=decoded.encoding,
            notes=decoded.notes,
        )  # fmt: skip


def joined(lines: Iterator[tuple[str, bool]]) -> tuple[str, list[tuple[Span, str]]]:
    """The text of lines, and where each stands in it; a blank line before each that begins a block."""
    out: list[str] = []
    places: list[tuple[Span, str]] = []
    at = 0
    for line, begins in lines:
        gap = "" if not out else "\n\n" if begins else "\n"
        at += len(gap)
        out += [gap, line]
        places.append((Span(at, at + len(line)), line))
        at += len(line)
    return "".join(out), places
