"""Shares with their uncertainty, and how far judges agree: small formulas, each with its source."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from math import sqrt

import numpy as np

Z = 1.959964
"""Of a 95 % interval."""
_RESAMPLES, _SEED = 2_000, 1


def wilson(right: float, of: float) -> tuple[float, float]:
    """The 95 % interval of a share of `right` in `of` draws (Wilson 1927); (0, 1) of none."""
    if of <= 0:
        return 0.0, 1.0
    share, z2 = right / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def stratified(strata: Iterable[tuple[int, int, int]]) -> tuple[float, float, float]:
    """Share and 95 % interval over strata of (right, judged, size), each weighing its size.

    Strata of which nothing is judged are left out. The interval is Wilson's for the number of simple draws of the same
    variance (Kish 1965).
    """
    drawn = [one for one in strata if one[1]]
    whole = sum(size for _, _, size in drawn)
    share = sum(size / whole * right / judged for right, judged, size in drawn)
    spread = 0.0
    for right, judged, size in drawn:
        part = right / judged
        spread += (size / whole) ** 2 * part * (1 - part) / judged
    judged_all = sum(judged for _, judged, _ in drawn)
    draws = share * (1 - share) / spread if spread > 0 else float(judged_all)
    low, high = wilson(share * draws, draws)
    return share, low, high


def clustered(clusters: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """The 95 % bootstrap interval of a share over clusters of (right, of), drawn whole: rows of a text are alike."""
    right, of = np.array(clusters, float).T
    chance = np.random.default_rng(_SEED)
    drawn = chance.integers(0, len(clusters), (_RESAMPLES, len(clusters)))
    shares = right[drawn].sum(1) / np.maximum(of[drawn].sum(1), 1)
    low, high = np.quantile(shares, (0.025, 0.975))
    return float(low), float(high)


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's κ (1960) of two judges' labels; None where both always said one and the same."""
    total = len(pairs)
    seen = sum(a == b for a, b in pairs) / total
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[label] * other[label] for label in one) / total**2
    return None if chance >= 1 else (seen - chance) / (1 - chance)


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's α for nominal labels (2011): one sequence of labels a unit, any number of judges.

    Units of one label tell nothing and are left out; None where all labels are one and the same.
    """
    told = [unit for unit in units if len(unit) > 1]
    totals: Counter[Hashable] = Counter()
    apart = 0.0
    for unit in told:
        counts = Counter(unit)
        totals.update(counts)
        apart += sum(count * (len(unit) - count) for count in counts.values()) / (len(unit) - 1)
    n = sum(totals.values())
    expected = sum(count * (n - count) for count in totals.values()) / (n - 1) if n > 1 else 0.0
    return None if expected == 0 else 1 - apart / expected
