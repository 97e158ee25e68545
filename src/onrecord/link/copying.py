"""The copies of a collection: candidates by sketches, then exact alignment; each text named beside its sources."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from onrecord.link.copies import CopyKind, Overlap, compare, is_copy, kinds
from onrecord.link.corpus import Corpus
from onrecord.link.sketches import meetings, sketch
from onrecord.settings import LinkSettings

_ONE_IN, _NEAR, _MOST = 4, 3, 8
_SHARED, _PART = 3, 0.04
_PASSAGE = 40


class Copy(msgspec.Struct, frozen=True):
    """`copy` takes its text from `source`, both by index; the overlap's first text is the copy."""

    copy: int
    source: int
    kinds: tuple[CopyKind, ...]
    overlap: Overlap


class Copies(msgspec.Struct, frozen=True):
    """Copies, each text's main source first, and pairs that share a long passage without being copies."""

    copies: tuple[Copy, ...]
    passages: tuple[Copy, ...]

    def main(self) -> dict[int, Copy]:
        """The main source of each text that has one."""
        out: dict[int, Copy] = {}
        for one in self.copies:
            out.setdefault(one.copy, one)
        return out


def find(corpus: Corpus, settings: LinkSettings) -> Copies:
    """Who copies whom, and who shares a passage of 40 words or more.

    A copy's source is the text before it in time that holds most of its words, of several the earliest; further
    sources are named for words that the first ones don't hold. Of one day, the longer text is the source.
    """
    ranks = corpus.ranks()
    copies: list[Copy] = []
    passages: list[Copy] = []
    for later, sources in _candidates(corpus, settings, ranks):
        overlaps = [(one, _compare(corpus, later, one, settings)) for one in sources]
        good = [
            (one, overlap) for one, overlap in overlaps if is_copy(overlap, settings.copy_share, settings.copy_words)
        ]
        good.sort(key=lambda pair: (-round(pair[1].share_a, 2), ranks[pair[0]]))
        held = np.zeros(len(corpus.texts[later].body), bool)
        for source, overlap in good:
            before = int(held.sum())
            for block in overlap.blocks:
                held[block.a : block.a + block.length] = True
            if not before or int(held.sum()) - before >= settings.copy_words:
                copies.append(_copy(corpus, later, source, overlap))
        if not good:
            shared = [pair for pair in overlaps if pair[1].longest >= _PASSAGE]
            shared.sort(key=lambda pair: (-pair[1].longest, ranks[pair[0]]))
            passages.extend(_copy(corpus, later, source, overlap) for source, overlap in shared[:1])
    return Copies(tuple(copies), tuple(passages))


def _candidates(corpus: Corpus, settings: LinkSettings, ranks: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Each text, in order of index, with the texts before it in time that share most sampled runs with it."""
    sketches = [sketch(text.body.words, settings.run, _ONE_IN) for text in corpus.texts]
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for meeting in meetings(sketches, ranks, _NEAR):
        least = min(len(sketches[meeting.a]), len(sketches[meeting.b]))
        if meeting.shared >= max(min(_SHARED, least), _PART * least):
            later, source = sorted((meeting.a, meeting.b), key=ranks.__getitem__, reverse=True)
            found[later].append((meeting.shared, source))
    for later in sorted(found):
        best = sorted(found[later], key=lambda pair: (-pair[0], ranks[pair[1]]))[:_MOST]
        yield later, [source for _, source in best]


def _compare(corpus: Corpus, later: int, source: int, settings: LinkSettings) -> Overlap:
    return compare(corpus.texts[later].body, corpus.texts[source].body, settings.run)


def _copy(corpus: Corpus, later: int, source: int, overlap: Overlap) -> Copy:
    titles = (corpus.texts[later].title, corpus.texts[source].title)
    return Copy(later, source, kinds(overlap, titles), overlap)
