"""Which things are worth comparing: those that meet at a key, near each other in an order; linear in their number."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Items = npt.NDArray[np.int64]
_AT_ONCE = 500_000
_POSTING = np.dtype([("key", np.uint64), ("place", np.int32), ("item", np.int32)])


def key(*parts: object) -> int:
    """A number for a key of several parts, the same in every process."""
    return int.from_bytes(blake2b("\x1f".join(map(str, parts)).encode("utf8", "surrogatepass"), digest_size=8).digest())


def pairs(postings: Iterable[tuple[int, int, int]], near: int, least: int = 1) -> Iterator[tuple[int, int]]:
    """Pairs of items, the smaller first and sorted, that meet at `least` keys or more.

    `postings` are (key, place in the order, item). At a key each item meets the `near` before it. Memory: 40 bytes for
    each posting, and half a million meetings at a time.
    """
    rows = np.fromiter(postings, _POSTING)
    if not len(rows):
        return
    order = np.lexsort((rows["item"], rows["place"], rows["key"]))
    keys, items = rows["key"][order], rows["item"][order].astype(np.int64)
    del rows, order
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
    # places by their item, so that each part looks at its own items' neighbours and no other
    own = np.argsort(items, kind="stable")
    begins = np.flatnonzero(np.concatenate(([True], np.diff(items[own]) != 0)))
    cuts = begins[np.unique(np.searchsorted(begins, np.arange(0, len(own), _AT_ONCE // (2 * near)), "right") - 1)]
    for low, high in pairwise((*cuts.tolist(), len(own))):
        both, times = np.unique(_met(keys, items, own[low:high], near), return_counts=True)
        both = both[times >= least]
        firsts, begins = np.unique(both // count, return_index=True)
        if len(firsts):
            yield from zip(firsts.tolist(), np.split(both % count, begins[1:]), strict=True)


def _met(keys: npt.NDArray[np.unsignedinteger], items: Items, places: Items, near: int) -> Items:
    """Items at some places with those of greater number that stand near at the same key; each pair as one number."""
    count = int(items.max()) + 1
    found = []
    for step in (*range(-near, 0), *range(1, near + 1)):
        beside = places + step
        inside = (beside >= 0) & (beside < len(items))
        here, beside = places[inside], beside[inside]
        chosen = (keys[here] == keys[beside]) & (items[here] < items[beside])
        found.append(items[here[chosen]] * count + items[beside[chosen]])
    return np.concatenate(found)
