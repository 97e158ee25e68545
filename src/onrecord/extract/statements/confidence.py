"""How likely a statement is right, from how sure the tagger and the linker were."""

import math
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.extract.statements.tags import Tagged

FLOOR = -5.0
"""Log-probabilities below it say no more than it does."""
FEATURES, KNOTS = 22, (1.0, 2.0)


class Evidence(msgspec.Struct, frozen=True):
    """The spans of a statement as tagged, and the log-probabilities of its links: cue for content, source for cue."""

    source: Tagged | None
    cue: Tagged
    content: list[Tagged]
    links: tuple[float, float]


def features(evidence: Evidence, nested: bool) -> list[float]:
    """What confidence is worked out from: how sure each part is, their products, and what the statement consists of."""
    cue, content = evidence.cue, evidence.content
    sure = [max(value, FLOOR) for value in _sure(evidence)]
    far = min(max(one.pieces[0] - cue.pieces[1], cue.pieces[0] - one.pieces[1], 0) for one in content)
    tags, least, edges = (sum(sure[0:9:3]), min(sure[1:9:3]), sum(sure[2:9:3]))
    links = sum(sure[9:])
    return [
        1.0,
        *sure,
        0.0 if evidence.source else 1.0,
        math.log(sum(one.pieces[1] - one.pieces[0] for one in content)),
        math.log1p(far),
        float(len(content) > 1),
        float(nested),
        *(math.exp(value) for value in (tags, links, least, edges, tags + links)),
    ]


def _sure(evidence: Evidence) -> list[float]:
    """Mean, least and edge of source, cue and content, then the links; a source that isn't there is sure."""
    source, cue, content = evidence.source, evidence.cue, evidence.content
    return [
        *((source.score, source.least, source.edge) if source else (0.0, 0.0, 0.0)),
        *(cue.score, cue.least, cue.edge),
        *(min(one.score for one in content), min(one.least for one in content), min(one.edge for one in content)),
        *evidence.links,
    ]


def bend(logit: float) -> list[float]:
    """The bases of a curve in straight parts over a logit, that sets the logistic model's level right."""
    return [1.0, logit, *(max(logit - knot, 0.0) for knot in KNOTS)]


def confidence_of(evidence: Evidence, nested: bool, weights: NDArray[np.float32]) -> float:
    """Probability in four decimals that source, cue and content are right.

    `weights`: those of the features, then those of the curve; fitted by `training.statements.calibrate`.
    """
    logit = _dot(features(evidence, nested), weights[:FEATURES])
    total = _dot(bend(logit), weights[FEATURES:])
    return round(1.0 / (1.0 + math.exp(-total)), 4)


def _dot(values: Sequence[float], weights: NDArray[np.float32]) -> float:
    return sum(value * float(weight) for value, weight in zip(values, weights, strict=True))
