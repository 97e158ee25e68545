"""Which cue a content belongs to, and which source a cue has: scores of pairs of spans."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.statements.heads import Floats, LinkHead

Range = tuple[int, int]
Ints = NDArray[np.int64]
FAR = 9
"""Buckets of distance on each side; the distance doubles from one to the next."""


def span_vectors(hidden: Floats, spans: Sequence[Range]) -> Floats:
    """First, last and mean state of each span of pieces, side by side: [k, 3 * width]."""
    rows = [np.concatenate([hidden[a], hidden[b - 1], hidden[a:b].mean(0, dtype=np.float32)]) for a, b in spans]
    return np.stack(rows) if rows else np.zeros((0, 3 * hidden.shape[1]), np.float32)


def geometry(queries: Sequence[Range], keys: Sequence[Range]) -> tuple[Ints, Ints]:
    """Buckets [q, k] of the distance between two spans, and of how many other keys start between them."""
    query, key = np.array(queries).reshape(-1, 2), np.array(keys).reshape(-1, 2)
    after = np.maximum(key[None, :, 0] - query[:, None, 1], 0)
    before = np.maximum(query[:, None, 0] - key[None, :, 1], 0)
    bucket = np.minimum(np.floor(np.log2(np.maximum(after, before) + 1)).astype(np.int64), FAR - 1)
    behind = (key[None, :, 0] >= query[:, None, 0]).astype(np.int64)
    starts = np.sort(key[:, 0])
    rank_key = np.searchsorted(starts, key[:, 0])[None]
    rank_query = np.searchsorted(starts, query[:, 0])[:, None]
    between = np.where(behind == 1, rank_key - rank_query, rank_query - 1 - rank_key).clip(0, 3)
    return bucket + FAR * behind, between + 4 * behind


def scores(head: LinkHead, hidden: Floats, queries: Sequence[Range], keys: Sequence[Range]) -> tuple[Floats, Floats]:
    """Scores of every pair [q, k], and of no key at all [q]; logits that a softmax over a row makes comparable."""
    query = span_vectors(hidden, queries)
    near, between = geometry(queries, keys)
    part = query @ head.query.T + head.query_bias
    pairs = part[:, None] + (span_vectors(hidden, keys) @ head.key.T)[None] + head.gap[near] + head.between[between]
    logits: Floats = np.maximum(pairs, 0) @ head.out
    return logits, query @ head.none + head.none_bias[0]
