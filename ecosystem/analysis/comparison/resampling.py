"""Draw units anew, with replacement, and see how far a figure moves: the percentile bootstrap.

Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13. What is drawn is the
unit that was sampled: an organisation with all its events, a respondent with all the answers.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Floats = NDArray[np.float64]
CONFIDENCE: Final = 0.95
DRAWS: Final = 2000
_CHUNK: Final = 250
"""Draws made at once, at most."""
_CELLS: Final = 10_000_000
"""Numbers held at once, to bound the memory."""


class Estimate(NamedTuple):
    """A figure with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def drawn_sums(figures: Floats, draws: int, seed: int) -> Floats:
    """Compute the sum of each column over units drawn anew, one row a draw.

    The same seed draws the same units, whatever the figures.

    Args:
        figures: One row a unit.
        draws: How many times as many units as there are, are drawn.
        seed: Start of the random numbers.

    Examples:
        >>> drawn_sums(np.array([[1.0, 2.0], [1.0, 2.0]]), 3, 1).tolist()
        [[2.0, 4.0], [2.0, 4.0], [2.0, 4.0]]
    """
    return np.concatenate([times @ figures for times in _times_drawn(len(figures), draws, seed)])


def drawn_means(figures: Floats, draws: int, seed: int) -> Floats:
    """Compute the mean of each column over units drawn anew, one row a draw.

    Args:
        figures: One row a unit.
        draws: How many times units are drawn.
        seed: Start of the random numbers.

    Examples:
        >>> drawn_means(np.array([1.0, 1.0]), 2, 1).tolist()
        [1.0, 1.0]
    """
    return drawn_sums(figures, draws, seed) / len(figures)


def _times_drawn(count: int, draws: int, seed: int) -> Iterator[NDArray[np.int64]]:
    """Yield how often each unit is drawn, some draws at once."""
    random = np.random.default_rng(seed)
    chunk = max(1, min(_CHUNK, _CELLS // count))
    for start in range(0, draws, chunk):
        now = min(chunk, draws - start)
        drawn = random.integers(count, size=(now, count)) + count * np.arange(now)[:, None]
        yield np.bincount(drawn.ravel(), minlength=now * count).reshape(now, count)


def sums_by_unit(figures: Floats, units: "ArrayLike") -> Floats:
    """Compute the sums of each unit's rows, one row a unit, so that units can be drawn whole.

    Args:
        figures: One row an observation.
        units: The unit of each observation.

    Examples:
        >>> sums_by_unit(np.array([[1.0], [2.0], [5.0]]), ["a", "b", "a"]).tolist()
        [[6.0], [2.0]]
    """
    codes, names = pd.factorize(np.asarray(units))
    sums = np.zeros((len(names), *figures.shape[1:]))
    np.add.at(sums, codes, figures)
    return sums


def percentile_interval(drawn: Floats, confidence: float = CONFIDENCE) -> Floats:
    """Return the two ends between which the middle of the draws lies, column by column.

    A draw without a figure (not a number) does not count.

    Examples:
        >>> percentile_interval(np.arange(101.0)).round(6).tolist()
        [2.5, 97.5]
    """
    ends: Floats = np.nanquantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
    return ends


def ratio_of_geometric_means(a: Floats, b: Floats, draws: int = DRAWS, seed: int = 1) -> Estimate:
    """Compute how many times the typical figure of one group is that of another's.

    ``exp(mean log a - mean log b)``: for sizes, of which few are very large. Each group is drawn
    anew by itself.

    Args:
        a: Figures over 0, one a unit.
        b: The same of the group compared with.
        draws: How many times units are drawn.
        seed: Start of the random numbers.

    Raises:
        ValueError: A figure is not over 0, or a group is empty.

    Examples:
        >>> ratio_of_geometric_means(np.array([4.0, 4.0]), np.array([1.0, 4.0])).value
        2.0
    """
    apart = difference_of_means(_logs(a), _logs(b), draws, seed)
    return Estimate(*(float(part) for part in np.exp(apart)))


def difference_of_means(a: Floats, b: Floats, draws: int = DRAWS, seed: int = 1) -> Estimate:
    """Compute the mean of one group less that of another; each group is drawn anew by itself.

    Args:
        a: One figure a unit, one at least.
        b: The same of the group compared with.
        draws: How many times units are drawn.
        seed: Start of the random numbers.

    Examples:
        >>> difference_of_means(np.array([2.0, 2.0]), np.array([1.0]))
        Estimate(value=1.0, low=1.0, high=1.0)
    """
    drawn = drawn_means(a, draws, seed) - drawn_means(b, draws, seed + 1)
    low, high = percentile_interval(drawn)
    return Estimate(float(a.mean() - b.mean()), float(low), float(high))


def _logs(figures: Floats) -> Floats:
    if len(figures) == 0 or not (figures > 0).all():
        message = "A geometric mean is of figures over 0, one at least. Leave the others out first."
        raise ValueError(message)
    logs: Floats = np.log(figures)
    return logs
