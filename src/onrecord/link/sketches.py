"""Which texts may share words: a sample of each one's runs of words, met through an index."""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from onrecord.link.words import Words, shingles


class Meeting(msgspec.Struct, frozen=True, order=True):
    """Two texts, by index and `a` < `b`, that meet in `shared` sampled runs of words."""

    a: int
    b: int
    shared: int


def sketch(words: Words, size: int, one_in: int) -> npt.NDArray[np.uint64]:
    """The distinct shingles whose hash falls into a fixed part of all hashes, sorted.

    Scaled MinHash (Irber et al. 2022): unlike a sketch of fixed length it finds a short text within a long one, and
    the sample never depends on what other texts there are.
    """
    found = np.unique(shingles(words, size))
    return found[found < np.uint64(2**64 // one_in)] if one_in > 1 else found


def meetings(sketches: Sequence[npt.NDArray[np.uint64]], order: Sequence[int], near: int) -> Iterator[Meeting]:
    """Pairs of texts that share sampled runs, sorted by index.

    `order` ranks the texts, earliest first. Of the texts that hold a run, each meets the first `near` and the `near`
    before it, so that a family of n copies gives a number of pairs that grows with n and not with its square.
    Time: sorting of all sampled runs.
    """
    sizes = np.array([len(one) for one in sketches], np.int64)
    if not sizes.sum():
        return
    hashes = np.concatenate(list(sketches))
    texts = np.repeat(np.arange(len(sketches)), sizes)
    ranks = np.asarray(order, np.int64)[texts]
    ordered = np.lexsort((ranks, hashes))
    hashes, texts = hashes[ordered], texts[ordered]
    follows = np.concatenate(([False], hashes[1:] == hashes[:-1]))
    met = follows | np.concatenate((follows[1:], [False]))
    texts, follows = texts[met], follows[met]
    begins = np.maximum.accumulate(np.where(follows, 0, np.arange(len(texts))))
    place = np.arange(len(texts)) - begins
    pairs = [_pairs(texts[place > step], texts[(begins + step)[place > step]], len(sketches)) for step in range(near)]
    for step in range(1, near + 1):
        # the nearest before it that the first `near` don't include
        far = np.flatnonzero(place - step >= near)
        pairs.append(_pairs(texts[far], texts[far - step], len(sketches)))
    both, shared = np.unique(np.concatenate(pairs), return_counts=True)
    del pairs
    for pair, count in zip(both, shared, strict=True):
        yield Meeting(int(pair) // len(sketches), int(pair) % len(sketches), int(count))


def _pairs(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
    """Each pair as one number, the smaller index first."""
    return np.minimum(one, other) * count + np.maximum(one, other)
