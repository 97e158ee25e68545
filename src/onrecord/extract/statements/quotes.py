"""Exact quote boundaries: what the tagger reads as content grows or shrinks to the quotation marks around it."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.types import Kind, Span

_WORD = re.compile(r"\w+")
_CLOSING = re.compile(r"(?:[\"”»]|'')\Z")
_LEADING, _TRAILING = ",;:–—-", ",;:–—-"
FILLED = 0.6
"""Share of a quotation's characters from which on a statement with its cue outside is taken to fill it."""


def exact(text: str, contents: Sequence[Span], cue: Sequence[Span], quotes: Sequence[Span]) -> tuple[Span, ...]:
    """The pieces of one content with quotation marks where they belong, trimmed, joined where one quotation joins them.

    `quotes` are the text's quotations, marks included, in order. A quotation mostly covered, with the cue outside, is
    covered whole. Edges that lie at a mark take the mark in when its partner is within too, and leave it out otherwise.
    """
    spans = [_trim(text, span) for span in contents]
    for quote in _touched(spans, quotes):
        inside = sum(max(0, min(span.end, quote.end) - max(span.start, quote.start)) for span in spans)
        if inside >= FILLED * len(quote) and not any(quote.overlaps(word) for word in cue):
            spans = _join(spans, quote)
    spans = [_edges(text, span, quotes) for span in spans]
    return tuple(sorted(span for span in spans if _WORD.search(text, span.start, span.end))) or tuple(contents)


def carry(text: str, contents: list[tuple[Span, ...]], quotes: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Contents by statement, with the further paragraphs of a quotation that no statement has claimed.

    A quotation runs on when its paragraph ends without a closing mark and the next one starts with an opening mark.
    """
    out = list(contents)
    for one, following in itertools.pairwise(quotes):
        open_end = not _CLOSING.search(text[one.start + 1 : one.end])
        if not open_end or text[one.end : following.start].strip():
            continue
        if any(span.overlaps(following) for spans in out for span in spans):
            continue
        owners = [
            i for i, spans in enumerate(out) if any(span.start <= one.start and one.end <= span.end for span in spans)
        ]
        if owners:
            out[owners[0]] = (*out[owners[0]], following)
    return out


def kind_of(text: str, content: Sequence[Span], quotes: Sequence[Span]) -> Kind:
    """Direct when every word of the content stands within quotation marks, mixed when some do."""
    starts = [quote.start for quote in quotes]
    inside = outside = 0
    for span in content:
        for word in _WORD.finditer(text, span.start, span.end):
            at = bisect_right(starts, word.start()) - 1
            if at >= 0 and word.start() < quotes[at].end:
                inside += 1
            else:
                outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def trim_name(text: str, span: Span) -> Span:
    """A source or cue without white space, commas, colons or dashes at its ends, unless it is nothing else."""
    trimmed = _trim(text, span)
    end = trimmed.end
    while end > trimmed.start and (text[end - 1].isspace() or text[end - 1] in _TRAILING):
        end -= 1
    return Span(trimmed.start, end) if end > trimmed.start else span


def _trim(text: str, span: Span) -> Span:
    """Without white space at its ends, and without a comma, colon or dash before its first word."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in _LEADING):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _touched(spans: list[Span], quotes: Sequence[Span]) -> list[Span]:
    return [quote for quote in quotes if any(quote.overlaps(span) for span in spans)]


def _join(spans: list[Span], quote: Span) -> list[Span]:
    """The spans with those that touch `quote` replaced by one that covers them and it."""
    touching = [span for span in spans if span.overlaps(quote)]
    whole = Span(min(quote.start, *(s.start for s in touching)), max(quote.end, *(s.end for s in touching)))
    return sorted([*(span for span in spans if not span.overlaps(quote)), whole])


def _edges(text: str, span: Span, quotes: Sequence[Span]) -> Span:
    """The span with marks at its edges taken in or left out, so that no mark stands without its partner."""
    start, end = span.start, span.end
    ends = [quote.end for quote in quotes]
    for quote in quotes[bisect_left(ends, start) :]:
        if quote.start > end:
            break
        if start <= quote.start < end < quote.end and not _WORD.search(text, end, quote.end):
            end = quote.end
        elif quote.start < start < quote.end <= end and not _WORD.search(text, quote.start, start):
            start = quote.start
        elif quote.start < start < quote.end <= end and not _WORD.search(text, quote.end, end):
            end = _before_mark(text, start, quote.end)
        elif start < quote.start < end and not _WORD.search(text, quote.start, end):
            end = quote.start
        if quote.start < start and end < quote.end and _alone(text, Span(start, end), quote):
            start, end = quote.start, quote.end
    return _trim(text, Span(start, max(start, end)))


def _alone(text: str, span: Span, quote: Span) -> bool:
    """Whether the quotation holds no word before or after the span within it."""
    return not _WORD.search(text, quote.start, span.start) and not _WORD.search(text, span.end, quote.end)


def _before_mark(text: str, start: int, end: int) -> int:
    """Where the words before a closing mark end: the mark, and a comma or full stop beside it, left out."""
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in ")]%":
        end -= 1
    return end
