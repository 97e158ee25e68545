import msgspec
import numpy as np

from onrecord.extract.statements.confidence import FEATURES, KNOTS, Evidence, bend, confidence_of, features
from onrecord.extract.statements.tags import CONTENT, CUE, SOURCE, Tagged


def evidence(sure: float = -0.1) -> Evidence:
    parts = [Tagged(role, (at, at + 2), sure, sure, sure) for role, at in ((SOURCE, 0), (CUE, 2), (CONTENT, 6))]
    return Evidence(parts[0], parts[1], [parts[2]], (sure, sure))


def even() -> np.ndarray:
    """Weights without effect but for a straight curve."""
    weights = np.zeros(FEATURES + 2 + len(KNOTS), np.float32)
    weights[FEATURES + 1] = 1.0
    return weights


def test_the_curve_bends_at_its_knots_only() -> None:
    assert bend(KNOTS[0]) == [1.0, KNOTS[0], 0.0, 0.0]
    assert bend(KNOTS[1] + 1) == [1.0, KNOTS[1] + 1, KNOTS[1] + 1 - KNOTS[0], 1.0]


def test_there_is_a_weight_for_each_feature() -> None:
    assert len(features(evidence(), False)) == FEATURES


def test_surer_tags_make_a_statement_more_likely() -> None:
    weights = even()
    weights[:FEATURES] = 0.1

    assert confidence_of(evidence(-0.1), False, weights) > confidence_of(evidence(-3.0), False, weights)


def test_no_source_and_nesting_are_features_of_their_own() -> None:
    plain = features(evidence(), False)
    bare = features(msgspec.structs.replace(evidence(), source=None), False)
    nested = features(evidence(), True)

    assert bare[12] == 1.0 and plain[12] == 0.0
    assert nested[16] == 1.0 and plain[16] == 0.0


def test_even_odds_without_weights() -> None:
    assert confidence_of(evidence(), False, even()) == 0.5
