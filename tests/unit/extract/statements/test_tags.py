import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.statements.heads import TAGS
from onrecord.extract.statements.tags import CONTENT, CUE, SOURCE, best_path, tagged_spans, word_starts


def scores(*tags: int, sure: float = 0.9) -> np.ndarray:
    rows = np.full((len(tags), TAGS), (1 - sure) / (TAGS - 1), np.float32)
    rows[np.arange(len(tags)), tags] = sure
    return np.log(rows)


def test_spans_have_their_roles_and_pieces() -> None:
    found = tagged_spans(scores(1, 2, 3, 5, 6, 6, 0), np.arange(7))

    assert [(one.role, one.pieces) for one in found] == [(SOURCE, (0, 2)), (CUE, (2, 3)), (CONTENT, (3, 6))]


def test_a_word_has_the_tag_of_its_first_piece() -> None:
    found = tagged_spans(scores(1, 0, 0, 3), np.array([0, 3]))

    assert [(one.role, one.pieces) for one in found] == [(SOURCE, (0, 3)), (CUE, (3, 4))]


def test_two_spans_of_one_role_may_touch() -> None:
    assert [one.pieces for one in tagged_spans(scores(5, 6, 5, 6), np.arange(4))] == [(0, 2), (2, 4)]


def test_scores_tell_how_sure_the_tags_and_edges_are() -> None:
    (sure,) = tagged_spans(scores(0, 5, 6, 0), np.arange(4))
    (unsure,) = tagged_spans(scores(0, 5, 6, 0, sure=0.4), np.arange(4))

    assert sure.score == pytest.approx(np.log(0.9), abs=1e-5)
    assert unsure.least < sure.least
    assert unsure.edge < sure.edge


@given(st.lists(st.lists(st.floats(-5, 0), min_size=TAGS, max_size=TAGS), min_size=1, max_size=12))
def test_the_best_path_never_continues_what_has_not_begun(rows: list[list[float]]) -> None:
    path = best_path(np.array(rows, np.float32))

    for before, tag in zip([0, *path], path, strict=False):
        assert _may_follow(tag, before)


def _may_follow(tag: int, before: int) -> bool:
    return tag == 0 or tag % 2 == 1 or before in (tag, tag - 1)


@given(st.lists(st.lists(st.floats(-5, 0, width=16), min_size=TAGS, max_size=TAGS), min_size=1, max_size=4))
def test_no_allowed_path_is_better_than_the_best(rows: list[list[float]]) -> None:
    paths = [
        path
        for path in itertools.product(range(TAGS), repeat=len(rows))
        if all(_may_follow(tag, before) for before, tag in itertools.pairwise([0, *path]))
    ]
    most = max(sum(row[tag] for row, tag in zip(rows, path, strict=True)) for path in paths)

    found = best_path(np.array(rows, np.float32))

    assert sum(row[tag] for row, tag in zip(rows, found, strict=True)) == pytest.approx(most, abs=1e-5)


def test_pieces_of_one_word_belong_together_and_marks_stand_alone() -> None:
    text = "Xi's re-arming, 3.5%"
    starts = np.array([0, 2, 3, 5, 7, 8, 10, 14, 16, 17, 18, 19], np.int32)
    ends = np.array([2, 3, 4, 7, 8, 10, 14, 15, 17, 18, 19, 20], np.int32)

    assert [text[starts[i]] for i in word_starts(text, starts, ends)] == [
        "X",
        "'",
        "s",
        "r",
        "-",
        "a",
        ",",
        "3",
        ".",
        "5",
        "%",
    ]
