"""Whether a position has more units in an area than elsewhere: quotients, shrinkage and bands.

A quotient stands beside its count and its interval, never alone: with 98 areas some exceed any
limit by chance. Municipalities are told in bands, after shrinkage.
"""

from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from ecosystem.model.errors import EcosystemError

MIN_COUNT_FOR_QUOTIENT: Final = 5
"""Below this many units in an area nothing is said of it (methods: at least 5 workplaces)."""
NORMAL_95: Final = 1.959963984540054
"""97.5 % point of the standard normal distribution."""
ROUNDING: Final = 1e-9
"""Sums of fractions that differ by no more than this share of themselves are the same."""


class PresenceBand(StrEnum):
    """How a position stands in an area, against the country."""

    OVER = "over"
    AS_EXPECTED = "as_expected"
    UNDER = "under"
    TOO_FEW = "too_few"
    UNKNOWN = "unknown"


def location_quotient(count: pd.Series, total: pd.Series) -> pd.DataFrame:
    """Compare an area's share of units in a position with the country's.

    ``LQ = (x/n)/(X/N)``: 1 is the national share. The interval is the log-delta one with the
    area a part of the nation; below 5 units exact Poisson limits on observed over expected
    (Garwood 1936).

    Args:
        count: Units of the position, x, by area; missing where not known.
        total: All units, n, by area, with the same index.

    Returns:
        ``location_quotient, lq_low, lq_high`` (dimensionless, 95 %), ``expected`` (units).
        Missing where an area has no units at all or its count is not known.

    Raises:
        EcosystemError: A count is negative or larger than its total.

    Examples:
        Four areas with 4, 18, 90 and 388 of 40, 200, 1760 and 8000 workplaces:

        >>> x = pd.Series([4, 18, 90, 388], index=list("ABCD"))
        >>> n = pd.Series([40, 200, 1760, 8000], index=list("ABCD"))
        >>> location_quotient(x, n).round(2).loc["A"].tolist()
        [2.0, 0.54, 5.12, 2.0]
        >>> location_quotient(x, n).round(2).loc["B"].tolist()
        [1.8, 1.17, 2.78, 10.0]
    """
    x, n = count.astype(float), total.astype(float)
    is_wrong = (x < 0) | (n < 0) | (x > n * (1 + ROUNDING))
    if is_wrong.any():
        area = x.index[is_wrong.to_numpy()][0]
        message = (
            f"{area}: {x[area]:g} units of the position among {n[area]:g}. Counts are 0 or more, "
            "and no part is larger than the whole."
        )
        raise EcosystemError(message)
    is_known = x.notna() & n.notna()
    X, N = x[is_known].sum(), n[is_known].sum()
    expected = (n * X / N if N > 0 else n * np.nan).where(is_known & (n > 0))
    wide, exact = log_delta_limits(x, n), exact_limits(x, expected)
    is_few = x < MIN_COUNT_FOR_QUOTIENT
    return pd.DataFrame(
        {
            "location_quotient": x / expected.where(expected > 0),
            "lq_low": wide["low"].where(~is_few, exact["low"]),
            "lq_high": wide["high"].where(~is_few, exact["high"]),
            "expected": expected,
        }
    )


def no_more_than(counts: pd.Series, totals: pd.Series) -> pd.Series:
    """Return a sum without what rounding alone has put it above the sum it is a part of."""
    return counts.mask((counts > totals) & (counts <= totals * (1 + ROUNDING)), totals)


def log_delta_limits(count: pd.Series, total: pd.Series) -> pd.DataFrame:
    """Compute 95 % limits of location quotients by the delta method on their logarithm.

    ``Var(ln LQ) = (1-p)/x + (1-P)/X - 2(1-p)/X`` with p = x/n and P = X/N: the area is a part of
    the country (delta method for a ratio of two dependent shares).

    Args:
        count: Units of the position, x, by area.
        total: All units, n, by area.

    Returns:
        ``low, high`` (dimensionless) and ``se`` (of the logarithm); not finite where x is 0.

    Examples:
        >>> x = pd.Series([4, 18, 90, 388], index=list("ABCD"))
        >>> n = pd.Series([40, 200, 1760, 8000], index=list("ABCD"))
        >>> log_delta_limits(x, n).round(3).loc["A"].tolist()
        [0.792, 5.05, 0.473]
    """
    x, n = count.astype(float), total.astype(float)
    is_known = x.notna() & n.notna()
    X, N = x[is_known].sum(), n[is_known].sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = (1 - x / n) / x + (1 - X / N) / X - 2 * (1 - x / n) / X
        se = np.sqrt(variance.clip(lower=0))
        quotient = (x / n) / (X / N)
        spread = np.exp(NORMAL_95 * se)
        return pd.DataFrame({"low": quotient / spread, "high": quotient * spread, "se": se})


def exact_limits(observed: pd.Series, expected: pd.Series) -> pd.DataFrame:
    """Compute exact 95 % Poisson limits of observed over expected numbers (Garwood 1936).

    ``chi2(.025; 2x)/(2E)`` and ``chi2(.975; 2x+2)/(2E)``; conservative. None observed has the
    lower limit 0 and the upper limit 3.69/E.

    Args:
        observed: Units found, x, by area.
        expected: Units expected, E, by area.

    Returns:
        ``low, high`` (dimensionless); missing where one of the two is.

    Examples:
        >>> exact_limits(pd.Series([4, 0]), pd.Series([2.0, 10.0])).round(3).to_numpy().tolist()
        [[0.545, 5.121], [0.0, 0.369]]
    """
    from scipy.special import gammaincinv

    units = observed.fillna(0).astype(float)
    low = pd.Series(gammaincinv(units.where(units > 0, 1.0), 0.025), index=observed.index)
    high = pd.Series(gammaincinv(units + 1, 0.975), index=observed.index)
    by = expected.where(expected > 0)
    limits = pd.DataFrame({"low": low.where(units > 0, 0.0) / by, "high": high / by})
    return limits.where(observed.notna())


def standardised_quotient(count: pd.Series, total: pd.Series) -> pd.Series:
    """Compute how far an area's quotient lies from all areas' mean (O'Donoghue, Gleave 2004).

    The quotient minus the mean of the quotients, over their standard deviation (n - 1). It
    compares areas; whether a small area's quotient is chance it does not tell.

    Examples:
        >>> x, n = pd.Series([4, 18, 90, 388]), pd.Series([40, 200, 1760, 8000])
        >>> standardised_quotient(x, n).round(2).tolist()
        [1.04, 0.67, -0.81, -0.9]
    """
    quotient = location_quotient(count, total)["location_quotient"]
    spread = quotient.std(ddof=1)
    return (quotient - quotient.mean()) / (spread if spread > 0 else np.nan)


def shrink(observed: pd.Series, expected: pd.Series) -> pd.DataFrame:
    """Shrink quotients of small areas towards the whole (empirical Bayes, Marshall 1991).

    ``r = O/E``, ``m = sum O/sum E``, ``A = max(0, sum E (r-m)^2/sum E - m/mean(E))``,
    ``C = A/(A + m/E)``, shrunk ``m + C (r - m)``: the mean of a gamma distribution with shape
    ``m^2/A + O`` and rate ``m/A + E``, whose quantiles give the interval. When the areas differ
    no more than chance lets them (A = 0), every area gets the whole's m and no interval.

    Returns:
        ``lq_shrunk, shrunk_low, shrunk_high`` (95 %), ``trust`` (C, 0 to 1).

    Examples:
        >>> x = pd.Series([4, 18, 90, 388], index=list("ABCD"))
        >>> n = pd.Series([40, 200, 1760, 8000], index=list("ABCD"))
        >>> shrink(x, n * 500 / 10000).round(3).loc["B"].tolist()
        [1.07, 0.889, 1.268, 0.088]
    """
    from scipy.special import gammaincinv

    is_known = observed.notna() & expected.notna() & (expected > 0)
    O, E = observed[is_known].astype(float), expected[is_known].astype(float)  # noqa: E741
    columns = ["lq_shrunk", "shrunk_low", "shrunk_high", "trust"]
    if O.sum() == 0:
        return pd.DataFrame(np.nan, index=observed.index, columns=columns)
    r, m = O / E, O.sum() / E.sum()
    A = max(0.0, float((E * (r - m) ** 2).sum() / E.sum() - m / E.mean()))
    trust = A / (A + m / E)
    shrunk = pd.DataFrame({"lq_shrunk": m + trust * (r - m), "trust": trust})
    if A > 0:
        shape, rate = m**2 / A + O, m / A + E
        shrunk["shrunk_low"] = gammaincinv(shape, 0.025) / rate
        shrunk["shrunk_high"] = gammaincinv(shape, 0.975) / rate
    return shrunk.reindex(index=observed.index, columns=columns)


def presence_bands(observed: pd.Series, shrunk: pd.DataFrame) -> pd.Series:
    """Return of each area whether the position is over, as, or under what is expected.

    Over and under need at least 5 units expected or found and an interval clear of 1. Without
    an interval (the areas differ no more than chance) every area is as expected.

    Args:
        observed: Units of the position, by area.
        shrunk: From :func:`shrink`.

    Returns:
        Members of :class:`PresenceBand`, as text.
    """
    band = pd.Series(PresenceBand.AS_EXPECTED.value, index=observed.index, dtype="str")
    band[shrunk["shrunk_low"] > 1] = PresenceBand.OVER.value
    band[shrunk["shrunk_high"] < 1] = PresenceBand.UNDER.value
    is_too_few = (observed < MIN_COUNT_FOR_QUOTIENT) & (band != PresenceBand.UNDER.value)
    band[is_too_few] = PresenceBand.TOO_FEW.value
    band[observed.isna()] = PresenceBand.UNKNOWN.value
    return band


def presence(counts: pd.DataFrame) -> pd.DataFrame:
    """Compute quotients, shrinkage and bands beside the counts.

    Args:
        counts: ``count`` and ``total`` by area.

    Returns:
        The two with the columns of :func:`location_quotient` and :func:`shrink`, and ``band``.
    """
    quotient = location_quotient(counts["count"], counts["total"])
    shrunk = shrink(counts["count"], quotient["expected"])
    band = presence_bands(counts["count"], shrunk).rename("band")
    return counts.join([quotient, shrunk, band])
