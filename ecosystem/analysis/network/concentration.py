"""Measure how far a few actors carry most of something, such as projects or grants.

All actors that could have had a share are counted, those with nothing too. Concentration says
nothing about quality.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Concentration:
    """How a total is spread over actors."""

    actors: int
    total: float
    hhi: float
    """Herfindahl-Hirschman index, 10,000 times the sum of squared shares."""
    hhi_if_equal: float
    """What it would be if all had as much: 10,000/n. It falls with the number of actors."""
    largest_1: float
    """Share of the largest."""
    largest_3: float
    largest_5: float
    gini: float
    """0 all have as much; (n-1)/n one has all."""


def concentration(amounts: Iterable[float]) -> Concentration:
    """Compute how an amount is spread over all actors, the zeros included.

    HHI: Herfindahl 1950; Hirschman 1964, American Economic Review 54:761.

    Returns:
        The spread; not a number for every share when nobody has anything.

    Raises:
        ValueError: An amount is under zero or not known; say which actors have nothing first.

    Examples:
        >>> spread = concentration([6, 3, 1, 0])
        >>> round(spread.hhi, 6), spread.hhi_if_equal, spread.largest_1, round(spread.gini, 6)
        (4600.0, 2500.0, 0.6, 0.5)
    """
    ascending = _ascending(amounts)
    nothing = float("nan")
    if ascending.sum() <= 0:
        if_equal = 1e4 / len(ascending) if len(ascending) else nothing
        return Concentration(len(ascending), 0.0, nothing, if_equal, *([nothing] * 4))
    shares = ascending[::-1] / ascending.sum()
    largest = np.minimum(np.cumsum(shares), 1.0)
    return Concentration(
        actors=len(ascending),
        total=float(ascending.sum()),
        hhi=float(1e4 * (shares**2).sum()),
        hhi_if_equal=1e4 / len(ascending),
        largest_1=float(largest[0]),
        largest_3=float(largest[:3][-1]),
        largest_5=float(largest[:5][-1]),
        gini=gini(ascending),
    )


def gini(amounts: Iterable[float]) -> float:
    """Compare the spread of an amount with an equal one: 0 equal, (n-1)/n one has all.

    The mean difference between two actors over twice the mean (Gini 1912).

    Raises:
        ValueError: An amount is under zero or not known.

    Examples:
        >>> gini([1, 1, 1]), round(gini([0, 0, 3]), 6)
        (0.0, 0.666667)
    """
    ascending = _ascending(amounts)
    n = len(ascending)
    if ascending.sum() <= 0:
        return float("nan")
    ranks = np.arange(1, n + 1)
    return max(0.0, float(((2 * ranks - n - 1) * ascending).sum() / (n * ascending.sum())))


def lorenz(amounts: Iterable[float]) -> "pd.Series[float]":
    """Compute what share of the total the smallest share of actors has, from (0, 0) to (1, 1).

    Those with nothing come first and keep the curve on the ground (Lorenz 1905, Publications of
    the American Statistical Association 9:209). Empty when there is nothing to share.

    Raises:
        ValueError: An amount is under zero or not known.

    Examples:
        >>> lorenz([1, 3]).to_dict()
        {0.0: 0.0, 0.5: 0.25, 1.0: 1.0}
        >>> lorenz([3, 0, 1, 0]).tolist()
        [0.0, 0.0, 0.0, 0.25, 1.0]
    """
    ascending = _ascending(amounts)
    added = np.cumsum(ascending)
    is_any = ascending.sum() > 0
    shares = np.concatenate([[0.0], added / added[-1]]) if is_any else np.zeros(0)
    index = np.linspace(0, 1, len(ascending) + 1)[: len(shares)]
    return pd.Series(shares, index=pd.Index(index, name="share_of_actors"), name="share_of_total")


def _ascending(amounts: Iterable[float]) -> "NDArray[np.float64]":
    ascending = np.sort(np.array(list(amounts), dtype=np.float64))
    if not ((ascending >= 0) & np.isfinite(ascending)).all():
        message = "amounts must be known and at least 0; leave out or look up the others"
        raise ValueError(message)
    return ascending


def pielou_evenness(counts: Collection[float]) -> float:
    """Compute how evenly a total is shared: -sum p ln p / ln K, 0 one has all, 1 all have as much.

    Raises:
        ValueError: A count is under zero or not known.

    Examples:
        >>> pielou_evenness([5, 5]), pielou_evenness([4, 0])
        (1.0, 0.0)
    """
    if not all(count >= 0 for count in counts):
        message = "counts must be known and at least 0; leave out or look up the others"
        raise ValueError(message)
    total = sum(counts)
    if total == 0 or len(counts) < 2:  # noqa: PLR2004
        return float("nan")
    shares = [share for count in counts if (share := count / total)]  # a speck may round to none
    return min(1.0, abs(sum(p * log(p) for p in shares)) / log(len(counts)))
