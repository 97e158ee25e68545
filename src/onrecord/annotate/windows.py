"""Cut a document's word pieces into encoder windows of whole sentences, each with context on both sides."""

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

Range = tuple[int, int]


class Window(msgspec.Struct, frozen=True):
    """One pass of the encoder, in indices of the document's word pieces, all intervals half-open.

    `[start, end)` is what the encoder reads; `[take, stop)` is the part whose states are kept, the rest is context.
    Over a document the kept parts are disjoint, ascending, and cover every piece.
    """

    start: int
    take: int
    stop: int
    end: int


class Layout(msgspec.Struct, frozen=True):
    """How long windows are, in word pieces without the two that frame them: kept, before, and after."""

    core: int = 192
    before: int = 32
    after: int = 16


def sentence_pieces(starts: Sequence[int], sentences: Sequence[Range]) -> list[Range]:
    """The pieces of each sentence, as ranges that cover all pieces; `starts` are the pieces' first characters.

    A piece between two sentences goes with the one before it; empty sentences vanish. With no sentence at all the
    whole is one.
    """
    firsts = [bisect_left(starts, start) for start, _ in sentences]
    edges = sorted({0, *firsts, len(starts)})
    return list(itertools.pairwise(edges))


def cut_windows(sentences: Sequence[Range], layout: Layout, first_core: int | None = None) -> list[Window]:
    """Windows over piece ranges that follow one another; a sentence longer than a core is cut hard.

    `first_core` makes the first window shorter, so that training sees other cuts of a text in each epoch.
    """
    if not sentences:
        return []
    begin, total = sentences[0][0], sentences[-1][1]
    cores = list(_cores(sentences, layout.core, first_core or layout.core))
    return [
        Window(max(begin, take - layout.before), take, stop, min(total, stop + layout.after)) for take, stop in cores
    ]


def _cores(sentences: Sequence[Range], size: int, room: int) -> Iterator[Range]:
    """Greedy packing of whole sentences into ranges of at most `size` pieces, the first of at most `room`."""
    take = stop = sentences[0][0]
    for start, end in sentences:
        if stop > take and end - take > room:
            yield take, stop
            take, room = start, size
        stop = end
        while stop - take > room:
            yield take, take + room
            take, room = take + room, size
    if stop > take:
        yield take, stop
