"""Which documents tell one happening: alike in telling words, near in time; the same whatever the order of reading."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import exp, fsum

import msgspec
import numpy as np
import numpy.typing as npt

from onrecord.link.corpus import Corpus, Days
from onrecord.link.pairing import meetings
from onrecord.link.vectors import Vectors
from onrecord.link.words import Words

_TERMS, _NEAR, _SHARED = 40, 12, 2
_AT_ONCE = 10_000
_GRACE, _FADE, _FAR, _LONG = 1, 4.0, 0.6, 500.0
_SURELY = 1 - 1e-9
_Sum = tuple[Words, npt.NDArray[np.float64]]


class Tie(msgspec.Struct, frozen=True):
    """Two texts, by index and `a` < `b`, that tell one happening with this likeness."""

    a: int
    b: int
    likeness: float


class Stories(msgspec.Struct, frozen=True):
    """The story of each text, as the index of its first text in time, and the ties that hold the stories together."""

    of: tuple[int, ...]
    ties: tuple[Tie, ...]


def stories(corpus: Corpus, least: float, copies: Iterable[tuple[int, int]] = ()) -> Stories:
    """Group texts so that within a group they are alike by `least` on average; copies always stand in one story.

    Ties are taken from the strongest down (ties of one likeness by index), and two groups join where their texts are
    alike on average, as in clustering by average linkage, but over the ties that an index finds. Time grows with the
    number of texts; the order in which documents came plays no part.
    """
    groups = _Groups(corpus)
    for a, b in copies:
        groups.join(Tie(min(a, b), max(a, b), 1.0))
    ties = likenesses(corpus, least)
    # of a pair of groups the sizes at which it was refused: they're other groups as soon as one has grown
    refused: dict[int, int] = {}
    joined = True
    while joined:
        joined = False
        for a, b, likeness in ties:
            one, other = groups.root(a), groups.root(b)
            if one == other:
                continue
            pair, sizes = one * len(corpus.texts) + other, groups.size[one] * len(corpus.texts) + groups.size[other]
            if refused.get(pair) == sizes:
                continue
            if groups.alike(one, other, least):
                groups.join(Tie(a, b, likeness))
                joined = True
            else:
                refused[pair] = sizes
    ranks = corpus.ranks()
    first: dict[int, int] = {}
    for text in sorted(range(len(corpus.texts)), key=ranks.__getitem__):
        first.setdefault(groups.root(text), text)
    return Stories(tuple(first[groups.root(text)] for text in range(len(corpus.texts))), tuple(groups.ties))


class Ties:
    """Pairs of texts with their likeness, as often as they're gone through. Memory: 24 bytes a pair."""

    def __init__(self, a: Sequence[int], b: Sequence[int], likeness: Sequence[float]) -> None:
        one, other, found = np.asarray(a, np.int64), np.asarray(b, np.int64), np.asarray(likeness, np.float64)
        order = np.lexsort((other, one, -found))
        self._a, self._b, self._likeness = one[order], other[order], found[order]

    def __len__(self) -> int:
        return len(self._a)

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        """(a, b, likeness), the strongest first, of one likeness by index."""
        for start in range(0, len(self), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            yield from zip(self._a[part].tolist(), self._b[part].tolist(), self._likeness[part].tolist(), strict=True)


def likenesses(corpus: Corpus, least: float) -> Ties:
    """Pairs of texts that are alike by `least`."""
    one, other, found = array("q"), array("q"), array("d")
    scratch = _Scratch(corpus.vectors)
    for a, others in _candidates(corpus):
        for b, cosine in zip(others.tolist(), scratch.cosines(a, others), strict=True):
            likeness = round(cosine * nearness(corpus.texts[a].days, corpus.texts[b].days), 6)
            if likeness >= least:
                one.append(a)
                other.append(b)
                found.append(likeness)
    return Ties(one, other, found)


def nearness(one: Days | None, other: Days | None) -> float:
    """What days of publication leave of a likeness: all within a day, 0.6 after weeks, 0.3 after a year.

    Each is the first and the last day that come into question; where either isn't known to the day, 0.6 at most.
    """
    if one is None or other is None:
        return _FAR
    apart = max(one[0] - other[1], other[0] - one[1], 0)
    sure = one[0] == one[1] and other[0] == other[1]
    near = exp(-max(0, apart - _GRACE) / _FADE) if sure else 0.0
    return (_FAR + (1 - _FAR) * near) * exp(-apart / _LONG)


def _candidates(corpus: Corpus) -> Iterable[tuple[int, npt.NDArray[np.int64]]]:
    """For each text those after it by index that share two of its 40 heaviest terms, near in time."""
    vectors, count = corpus.vectors, len(corpus.texts)
    chosen = np.zeros(len(vectors.all_terms), bool)
    for text in range(count):
        chosen[vectors.begins[text] + vectors.heaviest(text, _TERMS)] = True
    terms = vectors.all_terms[chosen]
    texts = np.repeat(np.arange(count), np.diff(vectors.begins))[chosen]
    order = np.lexsort((np.asarray(corpus.ranks(), np.int64)[texts], terms))
    return meetings(terms[order], texts[order], _NEAR, _SHARED)


class _Scratch:
    """Cosines of one text with many, by a dense row that is written and wiped."""

    def __init__(self, vectors: Vectors) -> None:
        known = np.unique(vectors.all_terms)
        self._columns = np.searchsorted(known, vectors.all_terms).astype(np.int32)
        self._weights, self._begins = vectors.all_weights, vectors.begins
        self._row = np.zeros(len(known) + 1, np.float32)

    def cosines(self, a: int, others: npt.NDArray[np.int64]) -> list[float]:
        """The cosine of text `a` with each of the others."""
        own = slice(self._begins[a], self._begins[a + 1])
        self._row[self._columns[own]] = self._weights[own]
        sizes = self._begins[others + 1] - self._begins[others]
        owner = np.repeat(np.arange(len(others)), sizes)
        places = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + self._begins[others][owner]
        products = self._row[self._columns[places]] * self._weights[places]
        self._row[self._columns[own]] = 0
        out: list[float] = np.bincount(owner, products, len(others)).tolist()
        return out


class _Groups:
    """Texts joined so far: a union-find with the sum of vectors and of days of each group."""

    def __init__(self, corpus: Corpus) -> None:
        count = len(corpus.texts)
        self.size = [1] * count
        self.ties: list[Tie] = []
        self._above = list(range(count))
        self._corpus = corpus
        # of groups of several only: a text alone has its vector and its days
        self._sums: dict[int, _Sum] = {}
        self._days: dict[int, dict[Days | None, int]] = {}

    def root(self, text: int) -> int:
        """The text that stands for the group of a text."""
        while self._above[text] != text:
            self._above[text] = self._above[self._above[text]]
            text = self._above[text]
        return text

    def alike(self, one: int, other: int, least: float) -> bool:
        """Whether the mean cosine between two groups, times what the days between their texts leave, is that much."""
        (terms, weights), (known, held) = self._sum(one), self._sum(other)
        at = np.searchsorted(known, terms)
        at[at == len(known)] = 0
        same = known[at] == terms
        # rounded once, so that no order of terms plays a part
        product = fsum((weights[same] * held[at[same]]).tolist())
        pairs = self.size[one] * self.size[other]
        if product < _SURELY * least * pairs:
            return False  # days could only lessen it
        near = sum(
            here * there * nearness(days, other_days)
            for days, here in self._days_of(one).items()
            for other_days, there in self._days_of(other).items()
        )
        return product * near / pairs**2 >= least

    def join(self, tie: Tie) -> None:
        """Make one group of those of the two texts, held by this tie."""
        one, other = self.root(tie.a), self.root(tie.b)
        if one == other:
            return
        if (self.size[one], -one) < (self.size[other], -other):
            one, other = other, one
        (terms, weights), (added, more) = self._sum(one), self._sum(other)
        both = np.union1d(terms, added)
        total = np.zeros(len(both))
        total[np.searchsorted(both, terms)] = weights
        total[np.searchsorted(both, added)] += more
        self._sums.pop(other, None)
        self._sums[one] = both, total
        seen = self._days_of(one)
        for days, count in self._days_of(other).items():
            seen[days] = seen.get(days, 0) + count
        self._days.pop(other, None)
        self._days[one] = seen
        self.size[one] += self.size[other]
        self._above[other] = one
        self.ties.append(tie)

    def _sum(self, group: int) -> _Sum:
        if group in self._sums:
            return self._sums[group]
        vectors = self._corpus.vectors
        return vectors.terms(group), vectors.weights(group).astype(np.float64)

    def _days_of(self, group: int) -> dict[Days | None, int]:
        return self._days.get(group) or {self._corpus.texts[group].days: 1}


def members(found: Stories) -> dict[int, Sequence[int]]:
    """The texts of each story, by the index of its first text in time."""
    out: dict[int, list[int]] = defaultdict(list)
    for text, story in enumerate(found.of):
        out[story].append(text)
    return dict(out)
