"""From tag scores of word pieces to spans of whole words, by the best path that the tags allow."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.extract.statements.heads import TAGS, Floats

Range = tuple[int, int]
SOURCE, CUE, CONTENT = 0, 1, 2
_NEVER = -1e4
_FIRSTS = range(1, TAGS, 2)
_OPENING = (0, *_FIRSTS)
"""Tags that a text may begin with."""


class Tagged(msgspec.Struct, frozen=True):
    """A span of pieces with its role, and log-probabilities: mean and least of its tags, and of its two edges."""

    role: int
    pieces: Range
    score: float
    least: float
    edge: float


def word_starts(text: str, starts: NDArray[np.int32], ends: NDArray[np.int32]) -> NDArray[np.int64]:
    """Indices of the pieces that begin a word or a mark: a piece that continues letters or digits begins none."""
    firsts = [
        i
        for i in range(len(starts))
        if i == 0 or starts[i] != ends[i - 1] or not (_lettered(text[starts[i]]) and _lettered(text[ends[i - 1] - 1]))
    ]
    return np.array(firsts, np.int64)


def _lettered(character: str) -> bool:
    return character.isalnum() or character == "_"


def best_path(emissions: Floats) -> list[int]:
    """The best sequence of tags for emissions [n, TAGS], as Viterbi finds it; of equal ones the lower tag.

    A further piece follows only a piece of its own role; all else may follow anything. So each step has one best
    predecessor for all first pieces and the outside, and one of two for each further piece.
    """
    rows = emissions.tolist()
    score = [one if tag in _OPENING else _NEVER for tag, one in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        most = max(score)
        best = score.index(most)
        came = [best] * TAGS
        following = [most + one for one in row]
        for first in _FIRSTS:
            came[first + 1] = before = first if score[first] >= score[first + 1] else first + 1
            following[first + 1] = score[before] + row[first + 1]
        back.append(came)
        score = following
    tag = score.index(max(score))
    out = [tag]
    for came in reversed(back):
        tag = came[tag]
        out.append(tag)
    return out[::-1]


def tagged_spans(logp: Floats, words: NDArray[np.int64]) -> list[Tagged]:
    """Spans of pieces, in order; `logp` [n, TAGS] by piece, `words` the pieces that begin one.

    A word's tag is that of its first piece.
    """
    if not len(words):
        return []
    emissions = logp[words]
    path = best_path(emissions)
    edges = [*words.tolist(), len(logp)]
    out, at = [], 0
    while at < len(path):
        tag, begin = path[at], at
        at += 1
        if tag == 0:
            continue
        while at < len(path) and path[at] == tag + 1:
            at += 1
        own = [float(emissions[i, path[i]]) for i in range(begin, at)]
        ends = float(np.log1p(-np.exp(min(emissions[at, tag + 1], -1e-6)))) if at < len(path) else 0.0
        score = sum(own) / len(own)
        out.append(Tagged((tag - 1) // 2, (edges[begin], edges[at]), score, min(own), own[0] + ends))
    return out
