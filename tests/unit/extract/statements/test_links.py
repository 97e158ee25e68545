import numpy as np

from onrecord.extract.statements.heads import LinkHead
from onrecord.extract.statements.links import FAR, geometry, scores, span_vectors


def test_geometry_buckets_distance_and_side_and_counts_keys_between() -> None:
    bucket, between = geometry([(10, 12)], [(0, 2), (5, 6), (13, 14), (200, 201)])

    assert bucket.tolist() == [[3, 2, 1 + FAR, 7 + FAR]]
    assert between.tolist() == [[1, 0, 4, 5]]


def test_geometry_of_no_keys_is_empty() -> None:
    bucket, between = geometry([(0, 1), (2, 3)], [])

    assert bucket.shape == between.shape == (2, 0)


def test_span_vectors_are_first_last_and_mean() -> None:
    hidden = np.array([[1.0], [3.0], [8.0]], np.float32)

    assert span_vectors(hidden, [(0, 3), (1, 2)]).tolist() == [[1.0, 8.0, 4.0], [3.0, 3.0, 3.0]]


def test_scores_add_both_spans_and_their_place_before_the_relu() -> None:
    head = LinkHead(
        query=np.array([[1, 0, 0]], np.float32),
        query_bias=np.array([0.5], np.float32),
        key=np.array([[0, 1, 0]], np.float32),
        gap=np.arange(2 * FAR, dtype=np.float32)[:, None],
        between=np.zeros((8, 1), np.float32),
        out=np.array([2.0], np.float32),
        none=np.array([1, 0, 0], np.float32),
        none_bias=np.array([-1.0], np.float32),
    )
    hidden = np.array([[1.0], [0.0], [-9.0]], np.float32)
    pairs, none = scores(head, hidden, [(0, 1)], [(1, 2), (2, 3)])

    assert pairs.tolist() == [[2 * (1 + 0.5 + 0 + FAR), 2 * (1 + 0.5 - 9 + FAR + 1)]]
    assert none.tolist() == [0.0]
