"""Which things are worth comparing: those that meet at a key, near each other in an order; linear in their number."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Items = npt.NDArray[np.int64]
_AT_ONCE = 8_000_000


def key(*parts: object) -> int:
    """A number for a key of several parts, the same in every process."""
    return int.from_bytes(blake2b("\x1f".join(map(str, parts)).encode("utf8", "surrogatepass"), digest_size=8).digest())


def pairs(postings: Iterable[tuple[int, int, int]], near: int, least: int = 1) -> Iterator[tuple[int, int]]:
    """Pairs of items, the smaller first and sorted, that meet at `least` keys or more.

    `postings` are (key, place in the order, item). At a key each item meets the `near` before it. Memory: 24 bytes for
    each posting, and some eight million meetings at a time.
    """
    flat = np.fromiter((value for posting in postings for value in posting), np.uint64)
    if not len(flat):
        return
    keys, places, items = flat[0::3], flat[1::3], flat[2::3].astype(np.int64)
    order = np.lexsort((items, places, keys))
    keys, items = keys[order], items[order]
    del flat, places, order
    for a, others in meetings(keys, items, near, least):
        for b in others.tolist():
            yield a, b


def meetings(
    keys: npt.NDArray[np.uint64] | npt.NDArray[np.uint32], items: Items, near: int, least: int
) -> Iterator[tuple[int, Items]]:
    """Each item with those after it by number that it meets at `least` keys or more, sorted.

    Items of one key stand together in `items`, in the order in which they meet: each meets the `near` before it.
    """
    if not len(items):
        return
    follows = np.concatenate(([False], keys[1:] == keys[:-1]))
    shared = follows | np.concatenate((follows[1:], [False]))
    keys, items = keys[shared], items[shared]
    if not len(items):
        return
    count = int(items.max()) + 1
    parts = 1 + len(items) * near // _AT_ONCE
    for low, high in pairwise(np.linspace(0, count, parts + 1).astype(np.int64).tolist()):
        found = [_between(keys, items, step, low, high) for step in range(1, near + 1)]
        both, times = np.unique(np.concatenate(found), return_counts=True)
        both = both[times >= least]
        firsts, begins = np.unique(both // count, return_index=True)
        if len(firsts):
            yield from zip(firsts.tolist(), np.split(both % count, begins[1:]), strict=True)


def _between(keys: npt.NDArray[np.unsignedinteger], items: Items, step: int, low: int, high: int) -> Items:
    """Pairs that stand `step` apart at a key, each as one number; of a smaller item from `low` below `high`."""
    one, other = items[step:], items[:-step]
    first = np.minimum(one, other)
    chosen = np.flatnonzero((keys[step:] == keys[:-step]) & (one != other) & (first >= low) & (first < high))
    return first[chosen] * (int(items.max()) + 1) + np.maximum(one[chosen], other[chosen])
