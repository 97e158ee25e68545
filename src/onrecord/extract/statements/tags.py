"""From tag scores of word pieces to spans of whole words, by the best path that the tags allow."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.extract.statements.heads import TAGS, Floats

Range = tuple[int, int]
SOURCE, CUE, CONTENT = 0, 1, 2
_NEVER = np.float32(-1e4)


class Tagged(msgspec.Struct, frozen=True):
    """A span of pieces with its role, and log-probabilities: mean and least of its tags, and of its two edges."""

    role: int
    pieces: Range
    score: float
    least: float
    edge: float


def allowed() -> Floats:
    """Scores [before, after] of one tag after another: a further piece only after a piece of the same role."""
    table = np.zeros((TAGS, TAGS), np.float32)
    for role in range(3):
        inside = 2 + 2 * role
        table[:, inside] = _NEVER
        table[[inside - 1, inside], inside] = 0.0
    return table


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
    """The best sequence of tags for emissions [n, TAGS], as Viterbi finds it."""
    table = allowed()
    table_first = np.where(np.arange(TAGS) % 2 == 0, _NEVER, np.float32(0))
    table_first[0] = 0
    score = emissions[0] + table_first
    back = np.zeros((len(emissions), TAGS), np.int64)
    for at in range(1, len(emissions)):
        paths = score[:, None] + table
        back[at] = paths.argmax(0)
        score = paths.max(0) + emissions[at]
    tag = int(score.argmax())
    out = [tag]
    for at in range(len(emissions) - 1, 0, -1):
        tag = int(back[at, tag])
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
