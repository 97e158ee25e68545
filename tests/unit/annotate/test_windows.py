import itertools

from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.windows import Layout, Window, cut_windows, sentence_pieces


def test_whole_sentences_are_packed_with_context_on_both_sides() -> None:
    sentences = [(0, 4), (4, 7), (7, 12), (12, 14)]

    assert cut_windows(sentences, Layout(core=8, before=3, after=2)) == [Window(0, 0, 7, 9), Window(4, 7, 14, 14)]


def test_a_sentence_longer_than_a_core_is_cut_hard() -> None:
    windows = cut_windows([(0, 2), (2, 13)], Layout(core=5, before=1, after=1))

    assert [(one.take, one.stop) for one in windows] == [(0, 2), (2, 7), (7, 12), (12, 13)]


def test_the_first_core_may_be_shorter() -> None:
    windows = cut_windows([(0, 2), (2, 4), (4, 6)], Layout(core=6, before=0, after=0), first_core=2)

    assert [(one.take, one.stop) for one in windows] == [(0, 2), (2, 6)]


def test_pieces_between_sentences_go_with_the_one_before() -> None:
    starts = [0, 3, 7, 8, 20, 25]

    assert sentence_pieces(starts, [(3, 8), (20, 30)]) == [(0, 1), (1, 4), (4, 6)]


def test_without_sentences_the_whole_is_one() -> None:
    assert sentence_pieces([0, 1, 2], []) == [(0, 3)]
    assert sentence_pieces([], []) == []


@given(
    st.lists(st.integers(1, 40), max_size=30),
    st.builds(Layout, core=st.integers(1, 30), before=st.integers(0, 9), after=st.integers(0, 9)),
)
def test_kept_parts_cover_every_piece_once_within_the_layout(sizes: list[int], layout: Layout) -> None:
    edges = [sum(sizes[:at]) for at in range(len(sizes) + 1)]
    windows = cut_windows(list(itertools.pairwise(edges)), layout)

    assert [at for one in windows for at in range(one.take, one.stop)] == list(range(edges[-1]))
    for one in windows:
        assert one.stop - one.take <= layout.core
        assert 0 <= one.take - one.start <= layout.before
        assert 0 <= one.end - one.stop <= layout.after
