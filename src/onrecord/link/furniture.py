"""What texts share that have nothing to do with each other: disclaimers, feed footers, notes on the outlet."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from onrecord.link.vectors import Vectors
from onrecord.link.words import Marks, Reading, Words

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_LEAST_WORDS, _LEAST_TEXTS, _LOOKS = 4, 3, 12


def repeated(
    texts: Sequence[Reading], outlets: Sequence[str | None], vectors: Vectors, unrelated: float
) -> dict[int, Marks]:
    """The words of sentences that are furniture, by index of the text.

    A sentence of four words or more is furniture when three texts or more hold it, or two of one outlet, and most
    neighbours among them, in order of ids, are less alike than `unrelated`. Texts about one happening may share any
    number of sentences.
    """
    hashes, owners, bounds = _sentences(texts)
    order = np.lexsort((owners, hashes))
    hashes, owners, bounds = hashes[order], owners[order], bounds[order]
    breaks = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1], [True])))
    gone: dict[int, Marks] = {}
    for start, end in pairwise(breaks.tolist()):
        if end - start < 2:
            continue
        holders = np.unique(owners[start:end]).tolist()
        if not _enough(holders, outlets) or not _strangers(holders, vectors, unrelated):
            continue
        for owner, (first, last) in zip(owners[start:end].tolist(), bounds[start:end].tolist(), strict=True):
            gone.setdefault(owner, np.zeros(len(texts[owner]), bool))[first:last] = True
    return gone


def _sentences(texts: Sequence[Reading]) -> tuple[Hashes, Places, Places]:
    """Hash, text and (first, last) word of every sentence that is long enough."""
    hashes, owners, bounds = [np.empty(0, np.uint64)], [np.empty(0, np.int64)], [np.empty((0, 2), np.int64)]
    for index, text in enumerate(texts):
        if not len(text):
            continue
        edges = np.array([*text.cuts, len(text)], np.int64)
        long = np.diff(edges) >= _LEAST_WORDS
        hashes.append(_hashes(text.words, edges)[long])
        bounds.append(np.stack((edges[:-1], edges[1:]), axis=1)[long])
        owners.append(np.full(int(long.sum()), index, np.int64))
    return np.concatenate(hashes), np.concatenate(owners), np.concatenate(bounds)


def _hashes(words: Words, edges: Places) -> Hashes:
    """One number of the words between each two edges: a polynomial modulo 2^64."""
    sizes = np.diff(edges)
    places = np.arange(len(words)) - np.repeat(edges[:-1], sizes)
    powers = np.cumprod(np.full(int(sizes.max()), 0x9E3779B97F4A7C15, np.uint64))
    return np.add.reduceat(words * powers[places], edges[:-1])


def _enough(holders: list[int], outlets: Sequence[str | None]) -> bool:
    """Whether three texts hold a sentence, or two of one known outlet."""
    one_outlet = len(holders) == 2 and outlets[holders[0]] is not None and outlets[holders[0]] == outlets[holders[1]]
    return len(holders) >= _LEAST_TEXTS or one_outlet


def _strangers(holders: list[int], vectors: Vectors, unrelated: float) -> bool:
    """Whether most of a few neighbours among the texts, evenly taken, have little in common."""
    step = max(1, (len(holders) - 1) // _LOOKS)
    pairs = [(holders[i], holders[i + 1]) for i in range(0, len(holders) - 1, step)]
    far = sum(vectors.cosine(a, b) < unrelated for a, b in pairs)
    return far * 2 > len(pairs)
