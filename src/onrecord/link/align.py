"""Where two texts share their words: runs of the same words, longest first, each word used once."""

import msgspec
import numpy as np
import numpy.typing as npt

from onrecord.link.words import Words, shingles

_REPEATS = 8


class Block(msgspec.Struct, frozen=True, order=True):
    """`length` words from `a` in the one text are the words from `b` in the other."""

    a: int
    b: int
    length: int


def blocks(a: Words, b: Words, least: int) -> tuple[Block, ...]:
    """Runs of at least `least` words that both texts share, in order of the first; no word stands in two.

    Greedy string tiling (Wise 1993), over all diagonals at once. A run that one text repeats more than eight times
    stands for nothing and is left out.
    """
    first, second = _meetings(shingles(a, least), shingles(b, least))
    if not len(first):
        return ()
    diagonal = second - first
    order = np.lexsort((first, diagonal))
    first, diagonal = first[order], diagonal[order]
    breaks = np.flatnonzero((np.diff(first) != 1) | (np.diff(diagonal) != 0)) + 1
    begins = np.concatenate(([0], breaks))
    lengths = np.diff(np.concatenate((begins, [len(first)]))) + least - 1
    runs = [Block(int(first[i]), int(first[i] + diagonal[i]), int(n)) for i, n in zip(begins, lengths, strict=True)]
    return _tile(runs, len(a), len(b), least)


def _meetings(a: npt.NDArray[np.uint64], b: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.int64], ...]:
    """Every pair of places at which the two have the same shingle."""
    order = np.argsort(b, kind="stable")
    ordered = b[order]
    low, high = np.searchsorted(ordered, a, "left"), np.searchsorted(ordered, a, "right")
    counts = high - low
    counts[counts > _REPEATS] = 0
    first = np.repeat(np.arange(len(a)), counts)
    within = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return first, order[np.repeat(low, counts) + within]


def _tile(runs: list[Block], a: int, b: int, least: int) -> tuple[Block, ...]:
    """The longest run first, what others leave of each; ties by place."""
    taken_a, taken_b = np.zeros(a, bool), np.zeros(b, bool)
    out: list[Block] = []
    queue = sorted(runs, key=lambda run: (-run.length, run.a, run.b))
    while queue:
        rest: list[Block] = []
        for run in queue:
            free = ~(taken_a[run.a : run.a + run.length] | taken_b[run.b : run.b + run.length])
            if free.all():
                taken_a[run.a : run.a + run.length] = True
                taken_b[run.b : run.b + run.length] = True
                out.append(run)
            else:
                rest.extend(_left(run, free, least))
        queue = sorted(rest, key=lambda run: (-run.length, run.a, run.b))
    return tuple(sorted(out))


def _left(run: Block, free: npt.NDArray[np.bool_], least: int) -> list[Block]:
    """The stretches of a run that are free and long enough."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], free, [False])).astype(np.int8)))
    return [
        Block(run.a + int(start), run.b + int(start), int(end - start))
        for start, end in zip(edges[::2], edges[1::2], strict=True)
        if end - start >= least
    ]
