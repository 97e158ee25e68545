"""Annotation to statements: decode the encoder's states, then exact words, kinds, acts and confidence."""

import re
from functools import cache

import msgspec

from onrecord import models
from onrecord.errors import ExtractError
from onrecord.extract.statements.acts import acts_of
from onrecord.extract.statements.confidence import confidence_of
from onrecord.extract.statements.decode import Draft, decode
from onrecord.extract.statements.heads import Heads, load_heads
from onrecord.extract.statements.links import Range
from onrecord.extract.statements.quotes import carry, exact, kind_of, trim_name
from onrecord.extract.statements.tags import word_starts
from onrecord.types import Act, Annotation, Encoding, Passage, Span, Statement
from onrecord.types.quotes import open_quotes

_PARTED = re.compile(r"\n[ \t\r]*\n")


@cache
def _heads() -> Heads:
    return load_heads(models.STATEMENTS / "heads.safetensors")


LEAST = 0.25
"""Drafts less likely right than this are no statements; from here on precision pays for recall (docs/statements.md)."""


class StatementExtractor:
    """Reads statements of both levels from the hidden states of an annotated document.

    Needs `annotation.encoding`. Gives statements in the order of the text: by first content, outer before inner.
    Raises ExtractError when no encoder ran.
    """

    def __init__(self, heads: Heads | None = None, least: float = LEAST) -> None:
        self.heads = heads or _heads()
        self.least = least

    def __call__(self, annotation: Annotation) -> tuple[Statement, ...]:
        """The statements of one document."""
        document, encoding = annotation.document, annotation.encoding
        if encoding is None:
            raise ExtractError(f"{document.id}: statements need the encoder; annotate with one")
        page = _Page(document.id, document.text, encoding, open_quotes(document.text))
        drafts = decode(encoding.hidden, self.heads, word_starts(page.text, encoding.starts, encoding.ends))
        made: dict[int, Statement] = {}
        acts = acts_of(encoding.hidden, self.heads, drafts)
        for at, (draft, content, act) in enumerate(zip(drafts, _contents(page, drafts), acts, strict=True)):
            parent = made.get(draft.parent) if draft.parent is not None else None
            sure = confidence_of(draft.evidence, draft.parent is not None, self.heads.confidence)
            if sure < self.least or (draft.parent is not None and parent is None):
                continue
            made[at] = _statement(page, draft, content, _Read(act, parent.id if parent else None, sure))
        kept = {one.id: one for one in made.values()}
        return tuple(sorted(kept.values(), key=lambda one: (one.content.start, one.parent is not None, one.id)))


class _Page(msgspec.Struct, frozen=True):
    """A document's id and text with its encoding and its quotations."""

    document: str
    text: str
    encoding: Encoding
    quotes: list[Span]

    def spans(self, pieces: tuple[Range, ...]) -> list[Span]:
        """Piece ranges as spans of the text."""
        return [Span(int(self.encoding.starts[a]), int(self.encoding.ends[b - 1])) for a, b in pieces]


class _Read(msgspec.Struct, frozen=True):
    """What the heads make of a draft as a whole."""

    act: Act
    parent: str | None
    confidence: float


def _statement(page: _Page, draft: Draft, content: tuple[Span, ...], read: _Read) -> Statement:
    """The statement of a draft: exact words, kind, and what was read of it."""
    words = Passage.cut(page.text, content)
    cue = Passage.cut(page.text, [trim_name(page.text, span) for span in page.spans(draft.cue)])
    named = [trim_name(page.text, span) for span in page.spans(draft.source)]
    source = Passage.cut(page.text, named) if named else None
    return Statement(
        id=Statement.identify(page.document, source, cue, words),
        source=source,
        cue=cue,
        content=words,
        kind=kind_of(page.text, content, page.quotes),
        act=read.act,
        parent=read.parent,
        confidence=read.confidence,
    )


def _contents(page: _Page, drafts: list[Draft]) -> list[tuple[Span, ...]]:
    """The exact content of each draft: quotation marks right, quotations over several paragraphs complete."""
    found = [
        _together(page, exact(page.text, page.spans(one.content), page.spans(one.cue), page.quotes), one)
        for one in drafts
    ]
    outer = sum(one.parent is None for one in drafts)
    return carry(page.text, found[:outer], page.quotes) + found[outer:]


def _together(page: _Page, content: tuple[Span, ...], draft: Draft) -> tuple[Span, ...]:
    """The content without pieces that a blank line parts from the cue, unless they are quoted or all there is.

    What a source said may go on in the next paragraph as a quotation; a headline above is no part of it.
    """
    cue = page.spans(draft.cue)[0]

    def joined(span: Span) -> bool:
        between = page.text[min(span.end, cue.end) : max(span.start, cue.start)]
        return _PARTED.search(between) is None or any(quote.overlaps(span) for quote in page.quotes)

    return tuple(span for span in content if joined(span)) or content
