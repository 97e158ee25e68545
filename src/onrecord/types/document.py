"""One text from one outlet."""

import msgspec

from onrecord.types.date import Published
from onrecord.types.span import Span


class Origin(msgspec.Struct, frozen=True):
    """Where a span of the text stands in the original: half-open bytes, or a page and a box on it.

    `page` counts from 0; `box` is (left, bottom, right, top) in the page's own points.
    """

    span: Span
    bytes: tuple[int, int] | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A text with what is known about it. `text` is the decoded input, unaltered; furniture is marked, not cut.

    `headline` is where the title stands in the text, if it does; `source` the SHA-256 of the original bytes;
    `language` an ISO 639-1 code, and `supported` false where nothing is extracted from it.
    """

    id: str
    text: str
    title: str | None = None
    headline: Span | None = None
    published: Published | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str = "en"
    supported: bool = True
    boilerplate: tuple[Span, ...] = ()
    origin: tuple[Origin, ...] = ()
    source: str = ""
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()

    def prose(self) -> tuple[Span, ...]:
        """The stretches of the text that are no boilerplate, in order."""
        out: list[Span] = []
        at = 0
        for span in self.boilerplate:
            if span.start > at:
                out.append(Span(at, span.start))
            at = max(at, span.end)
        if at < len(self.text):
            out.append(Span(at, len(self.text)))
        return tuple(out)
