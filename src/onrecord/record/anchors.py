"""Words of a text with their surroundings, and finding them again when the text has changed a little.

An exact match is taken before a near one. A near one is the stretch with the least edit distance (Sellers, 1980: one
row of the table for each character, as an array over the text). Two places that fit equally well are none.
"""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from onrecord.types import Quote, Span

AROUND = 40
"""Characters that are kept of what stands before and after."""
NEAR = 0.25
"""The part of its characters that a quote may have lost, gained or changed."""
_CLEAR = 0.1
_SHORT = 24
_LONGEST = 2_000


def quote(text: str, span: Span) -> Quote:
    """The words at a span, with what stands around them."""
    return Quote(
        exact=span.of(text),
        prefix=text[max(0, span.start - AROUND) : span.start],
        suffix=text[span.end : span.end + AROUND],
        start=span.start,
        end=span.end,
    )


def quotes(text: str, spans: Iterable[Span]) -> tuple[Quote, ...]:
    """The words at each span."""
    return tuple(quote(text, span) for span in spans)


def locate(text: str, wanted: Quote) -> Span | None:
    """Where a quote stands in `text`: the one best place, None where there is none or two fit as well."""
    if not wanted.exact:
        return None
    whole = wanted.prefix + wanted.exact + wanted.suffix
    places = _occurrences(text, whole)
    if len(places) == 1:
        start = places[0] + len(wanted.prefix)
        return Span(start, start + len(wanted.exact))
    places = _occurrences(text, wanted.exact)
    if places:
        return _best(text, [Span(at, at + len(wanted.exact)) for at in places], wanted)
    if len(wanted.exact) < _SHORT:
        return _within(text, wanted)
    return _best(text, nearest(text, wanted.exact), wanted)


def nearest(text: str, words: str) -> list[Span]:
    """The stretches that differ from `words` in the fewest characters, NEAR of them at most; those apart only."""
    if len(words) > _LONGEST:
        return _by_ends(text, words)
    ends = _distances(text, words, anywhere=True)
    least = int(ends.min())
    if least > NEAR * len(words):
        return []
    out: list[Span] = []
    # of ends that lie together the last: words cut off behind cost as much as words left out
    for end in np.flatnonzero(ends == least).tolist():
        start = end - _length_back(text[:end], words, least)
        if out and out[-1].end > start:
            out[-1] = Span(min(out[-1].start, start), end)
        else:
            out.append(Span(start, end))
    return [_to_words(text, span) for span in out]


def likeness(a: str, b: str) -> float:
    """0 to 1: the part of two strings' characters that stands in both in order."""
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if a or b else 1.0


def _occurrences(text: str, words: str) -> list[int]:
    out = []
    at = text.find(words)
    while at >= 0:
        out.append(at)
        at = text.find(words, at + 1)
    return out


def _best(text: str, places: Sequence[Span], wanted: Quote) -> Span | None:
    """The place whose surroundings are most like the quote's; one place alone is taken if it is long or fits."""
    ranked = sorted(((_fit(text, span, wanted), span) for span in places), key=lambda pair: -pair[0])
    if not ranked:
        return None
    if len(ranked) == 1:
        return ranked[0][1] if len(wanted.exact) >= _SHORT or ranked[0][0] >= 0.5 else None
    return ranked[0][1] if ranked[0][0] - ranked[1][0] >= _CLEAR else None


def _fit(text: str, span: Span, wanted: Quote) -> float:
    before = text[max(0, span.start - AROUND) : span.start]
    after = text[span.end : span.end + AROUND]
    return (likeness(before, wanted.prefix) + likeness(after, wanted.suffix)) / 2


def _within(text: str, wanted: Quote) -> Span | None:
    """The place of a few words that changed, by their surroundings."""
    whole = wanted.prefix + wanted.exact + wanted.suffix
    places = nearest(text, whole)
    if len(places) != 1:
        return None
    found = places[0].of(text)
    start, end = len(wanted.prefix), len(wanted.prefix) + len(wanted.exact)
    matcher = SequenceMatcher(None, whole, found, autojunk=False)
    kept = [
        (max(a, start) - a + b, min(a + size, end) - a + b)
        for a, b, size in matcher.get_matching_blocks()
        if size and max(a, start) < min(a + size, end)
    ]
    if sum(last - first for first, last in kept) < (1 - NEAR) * len(wanted.exact):
        return None
    at = places[0].start
    return _to_words(text, Span(at + kept[0][0], at + kept[-1][1]))


def _by_ends(text: str, words: str) -> list[Span]:
    """A very long stretch, by its first and its last characters."""
    first, last = nearest(text, words[: _LONGEST // 4]), nearest(text, words[-_LONGEST // 4 :])
    if len(first) != 1 or len(last) != 1 or first[0].start >= last[0].end:
        return []
    span = Span(first[0].start, last[0].end)
    return [span] if abs(len(span) - len(words)) <= NEAR * len(words) else []


def _distances(text: str, words: str, *, anywhere: bool) -> NDArray[np.int32]:
    """For each end 0..len(text) the edit distance of `words` to the text before it.

    To its beginning, or with `anywhere` to the nearest stretch that ends there.
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    steps = np.arange(len(text) + 1, dtype=np.int32)
    row = np.zeros(len(text) + 1, np.int32) if anywhere else steps.copy()
    for number, sign in enumerate(words, 1):
        below = row + 1
        below[1:] = np.minimum(below[1:], row[:-1] + (points != ord(sign)))
        below[0] = number
        # a character of the text left out costs one, any number of times
        row = np.minimum.accumulate(below - steps) + steps
    return row


def _length_back(before: str, words: str, distance: int) -> int:
    """How long the stretch is that ends with `before` and differs from `words` by `distance`; the longest of them."""
    window = before[-(len(words) + distance) :]
    backwards = _distances(window[::-1], words[::-1], anywhere=False)
    fits = np.flatnonzero(backwards <= distance)
    return int(fits[-1]) if len(fits) else len(words)


def _to_words(text: str, span: Span) -> Span:
    """The span without white space at its ends, and whole words at its edges."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)
