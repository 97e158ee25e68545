"""Which things are worth comparing: those that meet at a key, near each other in an order; linear in their number."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

import numpy as np


def key(*parts: object) -> int:
    """A number for a key of several parts, the same in every process."""
    return int.from_bytes(blake2b("\x1f".join(map(str, parts)).encode("utf8", "surrogatepass"), digest_size=8).digest())


def pairs(postings: Iterable[tuple[int, int, int]], near: int, least: int = 1) -> Iterator[tuple[int, int]]:
    """Pairs of items, the smaller first and sorted, that meet at `least` keys or more.

    `postings` are (key, place in the order, item). At a key each item meets the `near` before it. Memory: 8 bytes
    for each meeting.
    """
    flat = np.fromiter((value for posting in postings for value in posting), np.uint64)
    if not len(flat):
        return
    keys, places, items = flat[0::3], flat[1::3], flat[2::3].astype(np.int64)
    order = np.lexsort((items, places, keys))
    keys, items = keys[order], items[order]
    del flat, places, order
    follows = np.concatenate(([False], keys[1:] == keys[:-1]))
    alone = ~(follows | np.concatenate((follows[1:], [False])))
    keys, items = keys[~alone], items[~alone]
    if not len(items):
        return
    count = int(items.max()) + 1
    met = []
    for step in range(1, near + 1):
        same = (keys[step:] == keys[:-step]) & (items[step:] != items[:-step])
        one, other = items[step:][same], items[:-step][same]
        met.append(np.minimum(one, other) * count + np.maximum(one, other))
    both, times = np.unique(np.concatenate(met), return_counts=True)
    for pair in both[times >= least]:
        yield int(pair) // count, int(pair) % count
