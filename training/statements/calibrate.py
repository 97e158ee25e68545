"""Fit how likely a statement is right, on articles held out of training, and measure the fit elsewhere."""

from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.statements.confidence import bend, features
from onrecord.extract.statements.decode import Draft

Floats = NDArray[np.float64]
FOLDS = 10


def outcomes(gold: list[dict[str, Any]], rows: list[dict[str, Any]], scorer: ModuleType) -> list[bool]:
    """Of each predicted attribution, in order: whether content, source and cue are right as the scorer judges."""
    by_id = {row["id"]: row["attributions"] for row in rows}
    out: list[bool] = []
    for row in gold:
        tokens = scorer.word_tokens(row["text"])
        golds = scorer.as_token_sets(tokens, row["attributions"])
        preds = scorer.as_token_sets(tokens, by_id.get(row["id"], []))
        right = [False] * len(preds)
        for i, j, _ in scorer.match(golds, preds):
            right[j] = scorer.source_ok(golds[i], preds[j]) and scorer.cue_ok(golds[i], preds[j])
        out += right
    return out


def fit(drafts: list[Draft], right: list[bool], articles: list[int]) -> NDArray[np.float32]:
    """Weights for `confidence_of`: a logistic model, then a curve fitted to what it says of articles it hasn't seen.

    `articles` tells each draft's article, so that none lies in two folds.
    """
    x = np.array([features(one.evidence, one.parent is not None) for one in drafts])
    y, fold = np.array(right, float), np.array(articles) % FOLDS
    logits = np.zeros(len(y))
    for at in range(FOLDS):
        logits[fold == at] = x[fold == at] @ _logistic(x[fold != at], y[fold != at], 1.0)
    curve = _logistic(np.array([bend(logit) for logit in logits]), y, 0.5)
    return np.concatenate([_logistic(x, y, 1.0), curve]).astype(np.float32)


def _logistic(x: Floats, y: Floats, ridge: float) -> Floats:
    """Weights of a logistic model, by Newton's method with a ridge."""
    weights = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(weights))
        weights -= np.linalg.solve(hessian, x.T @ (p - y) + ridge * weights)
    return weights


def calibration_error(
    confidence: Floats, right: list[bool], bins: int = 10
) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error over equal-width bins, and each bin's mean confidence, share right and size."""
    y = np.array(right, float)
    at = np.minimum((confidence * bins).astype(int), bins - 1)
    rows = [(float(confidence[at == b].mean()), float(y[at == b].mean()), int((at == b).sum()))
            for b in range(bins) if (at == b).any()]  # fmt: skip
    return sum(abs(mean - share) * size for mean, share, size in rows) / len(y), rows
