"""Means of two groups: their difference, whether it is small enough to be called none, its size."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np

from ecosystem.analysis.comparison.resampling import CONFIDENCE, Floats

ALPHA: Final = 0.05
FEWEST: Final = 2
"""Figures of a group under which nothing is known of their spread."""


@dataclass(frozen=True, slots=True)
class MeanDifference:
    """A difference of means with its t interval and the p value of there being none."""

    value: float
    low: float | None
    high: float | None
    p: float | None
    """``None`` as the interval: a group has one figure only, or no figure differs from another."""


@dataclass(frozen=True, slots=True)
class Equivalence:
    """Whether two means differ by less than a margin that was stated beforehand."""

    margin: float
    p: float | None
    """The larger of the two one-sided p values; ``None``: not known, or decided by an interval."""
    is_equivalent: bool


def welch_test(a: Floats, b: Floats, confidence: float = CONFIDENCE) -> MeanDifference:
    """Compare the means of two groups whose spreads may differ (Welch 1947, Biometrika 34:28).

    Args:
        a: One figure a unit, one at least.
        b: The same of the group compared with.
        confidence: How often such intervals hold the true difference.

    Returns:
        Mean of ``a`` less mean of ``b``.

    Examples:
        >>> apart = welch_test(np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0]))
        >>> apart.value, round(apart.low, 2), round(apart.high, 2), round(apart.p, 2)
        (-2.0, -6.16, 2.16, 0.22)
    """
    value = float(a.mean() - b.mean())
    if not _has_spread(a, b):
        return MeanDifference(value, None, None, None)
    return _by_t(value, *_welch_error(a, b), confidence)


def paired_t_test(differences: Floats, confidence: float = CONFIDENCE) -> MeanDifference:
    """Compare two figures of the same units: Student's t of their differences.

    Args:
        differences: One a unit, one at least.
        confidence: How often such intervals hold the true mean difference.

    Examples:
        >>> apart = paired_t_test(np.array([0.0, 1.0, 2.0]))
        >>> apart.value, round(apart.low, 2), round(apart.high, 2)
        (1.0, -1.48, 3.48)
    """
    value, count = float(differences.mean()), len(differences)
    if count < FEWEST or differences.min() == differences.max():
        return MeanDifference(value, None, None, None)
    return _by_t(value, float(differences.std(ddof=1)) / sqrt(count), count - 1, confidence)


def equivalence_test(a: Floats, b: Floats, margin: float) -> Equivalence:
    """Test whether two means differ by less than a margin: two one-sided Welch tests (TOST).

    Schuirmann 1987, Journal of Pharmacokinetics and Biopharmaceutics 15:657. That a difference is
    not significant does not say that there is none; this does.

    Args:
        a: One figure a unit, one at least.
        b: The same of the group compared with.
        margin: Largest difference that is called none, in the unit of the figures; over 0.

    Raises:
        ValueError: The margin is not over 0.

    Examples:
        >>> many = np.tile([1.0, 2.0, 3.0], 20)
        >>> equivalence_test(many, many, 1).is_equivalent, equivalence_test(many, many + 1, 1).p
        (True, 0.5)
    """
    from scipy.special import stdtr

    if not margin > 0:
        message = f"A margin of {margin} was given. Give one over 0."
        raise ValueError(message)
    if not _has_spread(a, b):
        return Equivalence(margin, None, is_equivalent=False)
    error, freedom = _welch_error(a, b)
    p = float(stdtr(freedom, (abs(a.mean() - b.mean()) - margin) / error))
    return Equivalence(margin, p, is_equivalent=p < ALPHA)


def cliffs_delta(a: Floats, b: Floats) -> float:
    """Compute how much more often a figure of ``a`` is the larger of a pair: -1 to 1.

    Share of pairs in which ``a`` is larger, less the share in which ``b`` is (Cliff 1993,
    Psychological Bulletin 114:494).

    Examples:
        >>> cliffs_delta(np.array([2.0, 3.0]), np.array([1.0, 2.0]))
        0.75
    """
    ordered = np.sort(b)
    below = np.searchsorted(ordered, a, side="left")
    above = len(b) - np.searchsorted(ordered, a, side="right")
    return float((below - above).sum() / (len(a) * len(b)))


def standardised_difference(a: Floats, b: Floats) -> float | None:
    """Compute the difference of two means in standard deviations, of whatever is measured.

    The root of the mean of both variances stands below, so that size of the groups plays no part
    (Austin 2009, Statistics in Medicine 28:3083); over .1 is commonly taken as out of balance.

    Returns:
        ``None`` where a group has fewer than two figures, or no figure differs from another.

    Examples:
        >>> standardised_difference(np.array([1.0, 2.0, 3.0]), np.array([0.0, 1.0, 2.0]))
        1.0
    """
    if not _has_spread(a, b):
        return None
    deviation = np.sqrt((a.var(ddof=1) + b.var(ddof=1)) / 2)
    return float((a.mean() - b.mean()) / deviation)


def _welch_error(a: Floats, b: Floats) -> tuple[float, float]:
    """Return the standard error of a difference of means, and its degrees of freedom."""
    parts = np.array([group.var(ddof=1) / len(group) for group in (a, b)])
    freedom = parts.sum() ** 2 / (parts**2 / [len(a) - 1, len(b) - 1]).sum()
    return sqrt(parts.sum()), float(freedom)


def _by_t(value: float, error: float, freedom: float, confidence: float) -> MeanDifference:
    from scipy.special import stdtr, stdtrit

    reach = float(stdtrit(freedom, (1 + confidence) / 2)) * error
    p = float(2 * stdtr(freedom, -abs(value) / error))
    return MeanDifference(value, value - reach, value + reach, p)


def _has_spread(a: Floats, b: Floats) -> bool:
    is_many = min(len(a), len(b)) >= FEWEST
    return is_many and bool(a.min() < a.max() or b.min() < b.max())
