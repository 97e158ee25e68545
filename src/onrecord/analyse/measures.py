"""Measures of how alike two sides' positions are, over units that both took a position on; with bootstrap intervals.

x and y are int8[n]: 1 for, 0 mixed or neutral, -1 against, one entry a unit (an issue in a period). Each measure takes
weights[b, n] as well, how often a unit counts in each of b resamples, and gives float64[b]; NaN where it's undefined.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int8]
Floats = NDArray[np.float64]
CATEGORIES = (-1, 0, 1)


def agreement(x: Ints, y: Ints, weights: Floats) -> Floats:
    """The share of units on which both take the same stance."""
    return _share((x == y).astype(np.float64), weights)


def s_score(x: Ints, y: Ints, weights: Floats) -> Floats:
    """S = 1 - 2 Σ w |x - y| / (Σ w · d), d = 2 the largest difference; from -1 (opposed on all) to 1.

    Signorino and Ritter, "Tau-b or Not Tau-b: Measuring the Similarity of Foreign Policy Positions", International
    Studies Quarterly 43 (1999) 115-144, with equal weights of units and absolute distance.
    """
    distance = np.abs(x.astype(np.float64) - y)
    return 1 - 2 * _share(distance / 2, weights)


def scott_pi(x: Ints, y: Ints, weights: Floats) -> Floats:
    """π = (Po - Pe) / (1 - Pe), Pe = Σ ((p_k + q_k) / 2)² over the categories k.

    Scott, "Reliability of Content Analysis: The Case of Nominal Scale Coding", Public Opinion Quarterly 19 (1955)
    321-325; for positions of states Häge, "Choice or Circumstance? Adjusting Measures of Foreign Policy Similarity for
    Chance Agreement", Political Analysis 19 (2011) 287-305.
    """
    expected = np.zeros(len(weights))
    for k in CATEGORIES:
        expected += ((_share(x == k, weights) + _share(y == k, weights)) / 2) ** 2
    return _corrected(agreement(x, y, weights), expected)


def cohen_kappa(x: Ints, y: Ints, weights: Floats) -> Floats:
    """κ = (Po - Pe) / (1 - Pe), Pe = Σ p_k q_k over the categories k.

    Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20 (1960) 37-46.
    """
    expected = np.zeros(len(weights))
    for k in CATEGORIES:
        expected += _share(x == k, weights) * _share(y == k, weights)
    return _corrected(agreement(x, y, weights), expected)


MEASURES: dict[str, Callable[[Ints, Ints, Floats], Floats]] = {
    "agreement": agreement,
    "s": s_score,
    "pi": scott_pi,
    "kappa": cohen_kappa,
}


@lru_cache(maxsize=64)
def resamples(units: int, times: int, seed: int) -> Floats:
    """How often each unit is drawn, with replacement, in each of `times` resamples: float64[times, units]."""
    draws = np.random.default_rng(seed).multinomial(units, np.full(units, 1 / units), times)
    return draws.astype(np.float64)


def interval(values: Floats, share: float = 0.95) -> tuple[float, float] | None:
    """The percentile interval of resampled values; None where fewer than half of them are defined.

    Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7 (1979) 1-26.
    """
    known = values[~np.isnan(values)]
    if len(known) * 2 < len(values):
        return None
    low, high = np.quantile(known, ((1 - share) / 2, (1 + share) / 2))
    return float(low), float(high)


def _share(values: NDArray[np.float64] | NDArray[np.bool_], weights: Floats) -> Floats:
    shares: Floats = weights @ values.astype(np.float64) / weights.sum(1)
    return shares


def _corrected(observed: Floats, expected: Floats) -> Floats:
    """Agreement beyond chance; undefined where chance alone agrees on all."""
    with np.errstate(divide="ignore", invalid="ignore"):
        corrected: Floats = np.where(1 - expected > 1e-12, (observed - expected) / (1 - expected), np.nan)
    return corrected
