"""What is copied: from where, how much, in what way, and where the shared words stand in both."""

from bisect import bisect_right
from itertools import pairwise
from typing import Literal

import msgspec

from onrecord.link.align import Block, blocks
from onrecord.link.words import Reading
from onrecord.types import Span, merge

CopyKind = Literal["verbatim", "re-headlined", "cut", "inserted", "re-ordered", "edited", "reworded"]
_EDIT, _NOTABLE, _EDITED = 8, 0.08, 0.02
_FEW, _CAUTION = 100, 0.15
_REWORDED, _SPREAD, _THROUGHOUT = 0.12, 0.85, 0.4


class Overlap(msgspec.Struct, frozen=True, kw_only=True):
    """What two texts share: runs of the same words, and words between two runs that were exchanged.

    `share_a` and `share_b` are the parts of each text's words that lie in runs or exchanges; `exchanged` is the part of
    them that was exchanged, `moved` the part that stands in another order; `spread` is how much of a text lies between
    the first run in order and the end of the last, in the text where that is less.
    """

    blocks: tuple[Block, ...]
    words: int
    share_a: float
    share_b: float
    exchanged: float
    moved: float
    spread: float

    @property
    def share(self) -> float:
        """Of the text that shares the greater part of its words."""
        return max(self.share_a, self.share_b)

    @property
    def longest(self) -> int:
        """Words of the longest run."""
        return max((block.length for block in self.blocks), default=0)

    def spans(self, a: Reading, b: Reading) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """The shared stretches in both texts, each list sorted and disjoint."""
        return (
            merge(a.span(block.a, block.a + block.length) for block in self.blocks),
            merge(b.span(block.b, block.b + block.length) for block in self.blocks),
        )


def compare(a: Reading, b: Reading, run: int) -> Overlap:
    """The overlap of two texts in runs of at least `run` words."""
    found = blocks(a.words, b.words, run)
    chain = _chain(found)
    same = sum(block.length for block in found)
    edits = [_exchange(one, other) for one, other in pairwise(chain)]
    in_a, in_b = same + sum(edit[0] for edit in edits), same + sum(edit[1] for edit in edits)
    kept = sum(block.length for block in chain)
    return Overlap(
        blocks=found,
        words=same,
        share_a=in_a / max(1, len(a)),
        share_b=in_b / max(1, len(b)),
        exchanged=(in_a - same) / max(1, in_a),
        moved=(same - kept) / max(1, same),
        spread=_spread(chain, len(a), len(b)),
    )


def _spread(chain: list[Block], a: int, b: int) -> float:
    if not chain:
        return 0.0
    first, last = chain[0], chain[-1]
    return min((last.a + last.length - first.a) / max(1, a), (last.b + last.length - first.b) / max(1, b))


def kinds(overlap: Overlap, titles: tuple[Reading, Reading]) -> tuple[CopyKind, ...]:
    """How the overlap's first text differs from its second, what differs most first; verbatim where nothing does."""
    by_part: dict[CopyKind, float] = {
        "cut": 1 - overlap.share_b,
        "inserted": 1 - overlap.share_a,
        "re-ordered": overlap.moved,
        "reworded" if overlap.exchanged >= _REWORDED else "edited": overlap.exchanged * _NOTABLE / _EDITED,
    }
    found = [kind for kind, part in sorted(by_part.items(), key=lambda item: -item[1]) if part >= _NOTABLE]
    one, other = titles
    if len(one) and len(other) and one.words.tolist() != other.words.tolist():
        found.append("re-headlined")
    return tuple(found) or ("verbatim",)


def is_copy(overlap: Overlap, share: float, words: int) -> bool:
    """Whether enough words are shared: `words` in runs, and `share` of the text that shares more.

    Where fewer than 100 words are shared the share must be greater by 0.15: a short report may be hardly more than a
    quotation that others have too. Or a text was reworded from end to end, as by a translation and one back: many words
    are exchanged between runs in one order, which go through both texts; reports of one event that were written
    independently of each other share whole sentences or none.
    """
    both = min(overlap.share_a, overlap.share_b)
    if overlap.exchanged >= _REWORDED and overlap.spread >= _SPREAD and both >= _THROUGHOUT:
        return overlap.words >= words
    return overlap.words >= words and overlap.share >= share + (_CAUTION if overlap.words < _FEW else 0)


def _exchange(one: Block, other: Block) -> tuple[int, int]:
    """How many words of each text stand between two runs, where few do so on both sides; else none."""
    a, b = other.a - one.a - one.length, other.b - one.b - one.length
    return (a, b) if max(a, b) <= min(_EDIT, one.length + other.length) else (0, 0)


def _chain(found: tuple[Block, ...]) -> list[Block]:
    """The runs that stand in the same order in both texts and hold the most words.

    `found` is sorted by place in the first text. Heaviest increasing subsequence, in n log n.
    """
    ends: list[int] = []
    weights: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, block in enumerate(found):
        at = bisect_right(ends, block.b)
        before.append(last[at - 1] if at else -1)
        weight = (weights[at - 1] if at else 0) + block.length
        stop = at
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        ends[at:stop], weights[at:stop], last[at:stop] = [block.b], [weight], [index]
    chain: list[Block] = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(found[index])
        index = before[index]
    return chain[::-1]
