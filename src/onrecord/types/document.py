"""One text from one outlet."""

import msgspec

from onrecord.types.date import Published
from onrecord.types.span import Span, merge


class Origin(msgspec.Struct, frozen=True):
    """Where a span of the text stands in the original: half-open bytes, or a page and a box on it.

    `page` counts from 0; `box` is (left, bottom, right, top) in the page's own points.
    """

    span: Span
    bytes: tuple[int, int] | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


class Unscored(msgspec.Struct, frozen=True):
    """A paragraph in a language that isn't supported, within a document whose own is: kept, and nothing is read in it.

    `language`: an ISO 639-1 code, or `und`.
    """

    span: Span
    language: str


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
    unscored: tuple[Unscored, ...] = ()
    origin: tuple[Origin, ...] = ()
    source: str = ""
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()

    def prose(self) -> tuple[Span, ...]:
        """The stretches of the text that are no boilerplate, in order."""
        return self._without(self.boilerplate)

    def scored(self) -> tuple[Span, ...]:
        """The stretches that are looked at for statements and events: prose in the document's own language."""
        return self._without(merge([*self.boilerplate, *(one.span for one in self.unscored)]))

    def _without(self, gaps: tuple[Span, ...]) -> tuple[Span, ...]:
        out: list[Span] = []
        at = 0
        for span in gaps:
            if span.start > at:
                out.append(Span(at, span.start))
            at = max(at, span.end)
        if at < len(self.text):
            out.append(Span(at, len(self.text)))
        return tuple(out)
