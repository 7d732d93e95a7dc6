"""Whether offices and activities follow the firms, or lie apart by more than chance alone gives."""

from math import comb
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from ecosystem.model.errors import EcosystemError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAWS: Final = 2000
"""Random placements behind an expectation."""
BEYOND_SD: Final = 2.0
"""So many standard deviations from what is expected cannot be told from chance."""
FEW_PLACEMENTS: Final = 200_000
"""Up to here every placement is worked through instead."""
DIGITS: Final = 12
"""Dissimilarities are told apart to so many decimals: the rest is rounding."""
MOST_PLACEMENTS: Final = 2_000_000
"""More are not worked through on request either: they would not fit in memory."""


def dissimilarity(activities: pd.Series, firms: pd.Series) -> float | None:
    """Compute the share of activities to move for them to follow the firms (Hoover, Duncan).

    ``D = 1/2 sum |a/A - f/F|``, 0 to 1; ``None`` without activities or firms. Never shown
    without its expectation: few activities cannot follow many places (see
    :func:`expected_dissimilarity`).

    Raises:
        ValueError: A count is below zero.

    Examples:
        >>> round(dissimilarity(pd.Series([10, 8, 2]), pd.Series([60, 30, 10])), 3)
        0.1
    """
    if activities.isna().any() or firms.isna().any():
        return None
    if (activities < 0).any() or (firms < 0).any():
        message = "Activities and firms are counts: none can be below zero."
        raise ValueError(message)
    A, F = float(activities.sum()), float(firms.sum())
    if A == 0 or F == 0:
        return None
    return min(1.0, float((activities / A - firms / F).abs().sum() / 2))


Expectation = Literal["auto", "exact", "simulated"]


def expected_dissimilarity(
    activities: int,
    firms: pd.Series,
    *,
    seed: int = 0,
    draws: int = DRAWS,
    method: Expectation = "auto",
) -> dict[str, float] | None:
    """Compute the dissimilarity when as many activities fall by chance in proportion to firms.

    Activities are placed by a multinomial with the firms' shares p. Few placements are all
    worked through; else some are drawn, and the expectation is exact all the same (see
    :func:`mean_dissimilarity_by_chance`). Why D is held against it: Cortese, Falk & Cohen 1976
    (American Sociological Review 41, 630-637); Carrington & Troske 1997 (Journal of Business &
    Economic Statistics 15, 402-409).

    Args:
        activities: How many are placed, A.
        firms: Firms by area.
        seed: Of the random placements.
        draws: How many placements are drawn.
        method: ``exact`` works through all, ``simulated`` draws, ``auto`` takes exact up to
            200,000 placements.

    Returns:
        ``expected``, ``sd``, and ``low``, ``high``: 95 % of the placements; ``None`` without
        firms or activities.

    Raises:
        EcosystemError: ``exact`` is asked for and there are more than 2,000,000 placements.

    Examples:
        20 activities over 60, 30 and 10 firms: .109, sd .064; 200: .035, sd .020.

        >>> few = expected_dissimilarity(20, pd.Series([60, 30, 10]))
        >>> round(few["expected"], 3), round(few["sd"], 3)
        (0.109, 0.064)
        >>> many = expected_dissimilarity(200, pd.Series([60, 30, 10]))
        >>> round(many["expected"], 3), round(many["sd"], 3)
        (0.035, 0.02)
    """
    F = float(firms.sum())
    if activities == 0 or F == 0 or firms.isna().any():
        return None
    share = (firms[firms > 0] / F).to_numpy(dtype=float)
    count = comb(activities + len(share) - 1, activities)
    if method == "exact" and count > MOST_PLACEMENTS:
        message = f"{count} placements are too many to work through. Draw some of them instead."
        raise EcosystemError(message)
    if method == "exact" or (method == "auto" and count <= FEW_PLACEMENTS):
        D, weight = _every_placement(activities, share)
    else:
        drawn = np.random.default_rng(seed).multinomial(activities, share, size=draws)
        D = np.abs(drawn / activities - share).sum(axis=1) / 2
        weight = np.full(draws, 1 / draws)
    expected = mean_dissimilarity_by_chance(activities, share)
    order = np.argsort(D)
    places = np.searchsorted(np.cumsum(weight[order]), [0.025, 0.975])
    low, high = D[order][np.minimum(places, len(D) - 1)]
    return {
        "expected": expected,
        "sd": round(float(np.sqrt((weight * (D - (weight * D).sum()) ** 2).sum())), DIGITS),
        "low": float(low),
        "high": float(high),
    }


def mean_dissimilarity_by_chance(activities: int, share: "Floats") -> float:
    """Compute the exact expectation of D when activities fall at random by the shares.

    ``E[D] = 1/(2A) sum E|X - A p|`` over binomial X, each by De Moivre's formula
    ``E|X - A p| = 2 v (1-p) P(X = v)`` with v the whole number above A p (Diaconis & Zabell 1991,
    Statistical Science 6, 284-302).

    Args:
        activities: How many are placed, A; 1 or more.
        share: Share of the firms of each area, p; adds to 1.

    Returns:
        0 to 1.

    Examples:
        >>> round(mean_dissimilarity_by_chance(20, np.array([0.6, 0.3, 0.1])), 4)
        0.109
    """
    from scipy.special import gammaln, xlog1py, xlogy

    p, A = np.asarray(share, dtype=float), activities
    above = np.minimum(np.floor(A * p) + 1, A)
    log_ways = gammaln(A + 1) - gammaln(above + 1) - gammaln(A - above + 1)
    likely = np.exp(log_ways + xlogy(above, p) + xlog1py(A - above, -p))
    away = 2 * above * (1 - p) * likely
    return float(away.sum() / (2 * A))


def _every_placement(activities: int, share: "Floats") -> tuple["Floats", "Floats"]:
    """Return the dissimilarity and probability of every way to place the activities."""
    from scipy.special import gammaln

    left = np.array([activities])
    distance = np.zeros(1)
    likely = np.full(1, gammaln(activities + 1))
    for number, p in enumerate(share):
        is_last = number == len(share) - 1
        times = np.ones_like(left) if is_last else left + 1
        start = np.cumsum(times) - times
        here = np.arange(times.sum()) - np.repeat(start, times)
        left, distance, likely = (np.repeat(branch, times) for branch in (left, distance, likely))
        here = left if is_last else here
        left = left - here
        distance = distance + np.abs(here / activities - p)
        likely = likely + here * np.log(p) - gammaln(here + 1)
    return distance / 2, np.exp(likely)


def follows_firms(
    activities: pd.Series, firms: pd.Series, *, seed: int = 0, draws: int = DRAWS
) -> dict[str, float | int | bool | None]:
    """Compute the dissimilarity beside what chance alone gives.

    Returns:
        ``n`` activities, ``dissimilarity``, ``dissimilarity_expected``, ``expected_low``,
        ``expected_high`` (95 % of random placements in proportion to firms),
        ``beyond_chance`` (D minus its expectation), ``beyond_low``, ``beyond_high`` (two standard
        deviations under chance on both sides of zero, which hold 95 of 100 random placements),
        ``z``, and ``is_beyond_chance`` (outside these). Missing values when firms or activities
        are not recorded.
    """
    n = 0 if activities.isna().all() else int(activities.sum())
    D = dissimilarity(activities, firms)
    chance = expected_dissimilarity(n, firms, seed=seed, draws=draws) if D is not None else None
    if D is None or chance is None:
        missing = ("dissimilarity", "dissimilarity_expected", "expected_low", "expected_high")
        more = ("beyond_chance", "beyond_low", "beyond_high", "z", "is_beyond_chance")
        return {"n": n, **dict.fromkeys((*missing, *more))}
    expected, sd = chance["expected"], chance["sd"]
    apart = round(D - expected, DIGITS)
    return {
        "n": n,
        "dissimilarity": D,
        "dissimilarity_expected": expected,
        "expected_low": chance["low"],
        "expected_high": chance["high"],
        "beyond_chance": apart,
        "beyond_low": -BEYOND_SD * sd,
        "beyond_high": BEYOND_SD * sd,
        "z": apart / sd if sd > 0 else None,
        "is_beyond_chance": abs(apart) > BEYOND_SD * sd,
    }
