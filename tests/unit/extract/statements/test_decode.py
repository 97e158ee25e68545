import numpy as np

from onrecord.extract.statements.decode import APART, REACH, Draft, decode
from tests.unit.extract.statements.factory import heads, states


def drafts(outer: str, inner: str = "", none: int = 0) -> list[Draft]:
    return decode(states(outer, inner), heads(none), np.arange(len(outer)))


def test_source_cue_and_content_become_a_statement() -> None:
    (one,) = drafts("SsC.Ttt.")

    assert (one.source, one.cue, one.content, one.parent) == (((0, 2),), ((2, 3),), ((4, 7),), None)


def test_two_cues_may_share_a_source() -> None:
    first, second = drafts("SCTt.CTt")

    assert first.source == second.source == ((0, 1),)
    assert (first.content, second.content) == (((2, 4),), ((6, 8),))


def test_a_quotation_interrupted_by_its_cue_has_two_pieces() -> None:
    (one,) = drafts("TttSC.Ttt")

    assert one.content == ((0, 3), (6, 9))


def test_a_cue_may_have_no_source() -> None:
    (one,) = drafts("S....CTt", none=200)

    assert one.source == ()


def test_a_cue_without_content_and_a_content_without_cue_are_none() -> None:
    assert drafts("SC..") == []
    assert drafts("STtt") == []


def test_a_statement_inside_a_content_has_it_as_parent() -> None:
    outer, inner = drafts("SCTttttt", "...SCTtt")

    assert (outer.parent, inner.parent) == (None, 0)
    assert (inner.source, inner.cue, inner.content) == (((3, 4),), ((4, 5),), ((5, 8),))


def test_inner_tags_outside_a_content_count_for_nothing() -> None:
    assert [one.parent for one in drafts("SCTtt....", ".....SCTt")] == [None]


def test_a_second_piece_far_from_the_rest_is_dropped() -> None:
    (one,) = drafts("SCTt" + "." * (APART + 1) + "Tt")

    assert one.content == ((2, 4),)


def test_a_content_out_of_reach_of_any_cue_is_dropped() -> None:
    assert drafts("C" + "." * (REACH + 1) + "Tt") == []


def test_nothing_comes_of_nothing() -> None:
    assert decode(np.zeros((0, 4), np.float32), heads(), np.arange(0)) == []
