"""How concentrated a position is over the whole country, in one number, and sums over groups."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ecosystem.analysis.presence.quotients import ROUNDING


def ellison_glaeser(
    shares: pd.Series, area_shares: pd.Series, plant_herfindahl: float
) -> float | None:
    """Measure how concentrated a position is beyond chance and plant size (Ellison, Glaeser 1997).

    ``gamma = (G/(1 - sum x^2) - H)/(1 - H)``, ``G = sum (s - x)^2``: 0 is as if plants chose
    their places at random.

    Args:
        shares: Each area's share of the position's employment, s; adds to 1.
        area_shares: Each area's share of all employment, x; adds to 1.
        plant_herfindahl: Sum of squared shares of the position's plants in its employment, H.

    Returns:
        Dimensionless; ``None`` when all lies in one area or in one plant, but for rounding.

    Examples:
        Two areas of equal size, all of an industry of ten equal plants in one of them:
        G = .5, so (.5/.5 - .1)/.9 = 1.

        >>> ellison_glaeser(pd.Series([1.0, 0.0]), pd.Series([0.5, 0.5]), 0.1)
        1.0
    """
    spread = 1 - float((area_shares**2).sum())
    if spread <= ROUNDING or plant_herfindahl >= 1 - ROUNDING:
        return None
    G = float(((shares - area_shares) ** 2).sum())
    return (G / spread - plant_herfindahl) / (1 - plant_herfindahl)


def plant_herfindahl(sizes: pd.Series) -> float | None:
    """Measure how much of a position's employment lies in its largest plants: H.

    Sum of squared shares (Herfindahl 1950): 1 over the number of plants when all are equal, 1 with
    one plant alone.

    Args:
        sizes: Employment of each plant; those without a known size are left out.

    Returns:
        0 to 1; ``None`` without employment.

    Examples:
        >>> plant_herfindahl(pd.Series([10, 10, 10, 10]))
        0.25
    """
    total = float(sizes.sum())
    return float(((sizes / total) ** 2).sum()) if total > 0 else None


def krugman_index(count: pd.Series, total: pd.Series) -> float | None:
    """Add up how far each area's share of a position lies from its share of all (Krugman 1991).

    ``sum |s - x|``: 0 spread like all units, near 2 where there are no others.

    Examples:
        >>> krugman_index(pd.Series([10, 8, 2]), pd.Series([60, 30, 10]))
        0.2
    """
    is_known = count.notna() & total.notna()
    x, n = count[is_known].astype(float), total[is_known].astype(float)
    if x.sum() <= 0 or n.sum() <= 0:
        return None
    return round(float((x / x.sum() - n / n.sum()).abs().sum()), 12)


def hoover_index(count: pd.Series, total: pd.Series) -> float | None:
    """Compute which share of a position would have to move to be spread like all (Hoover 1936).

    ``1/2 sum |s - x|``, half of :func:`krugman_index`; also called dissimilarity.

    Returns:
        0 to 1; ``None`` without units.

    Examples:
        >>> hoover_index(pd.Series([10, 8, 2]), pd.Series([60, 30, 10]))
        0.1
    """
    index = krugman_index(count, total)
    return None if index is None else index / 2


def locational_gini(count: pd.Series, total: pd.Series) -> float | None:
    """Measure how unlike the spread of all units a position is spread (Krugman 1991).

    One minus twice the area under the Lorenz curve of the position's units over all units, the
    areas in the order of their quotient. 0 is in proportion; near 1 all in a small area.

    Returns:
        0 to 1; ``None`` without units.

    Examples:
        >>> locational_gini(pd.Series([10, 8, 2]), pd.Series([60, 30, 10]))
        0.11
    """
    is_known = count.notna() & total.notna() & (total > 0)
    x, n = count[is_known].astype(float), total[is_known].astype(float)
    if x.sum() == 0:
        return None
    order = (x / n).sort_values(kind="stable").index
    up = np.concatenate([[0.0], (x[order] / x.sum()).cumsum()])
    along = np.concatenate([[0.0], (n[order] / n.sum()).cumsum()])
    return round(float(1 - (np.diff(along) * (up[1:] + up[:-1])).sum()), 12)


def by_group(table: pd.DataFrame, group_of: Mapping[str, str] | pd.Series) -> pd.DataFrame:
    """Add up counts over groups of municipalities: landsdel, region, hub, typology.

    Args:
        table: Counts by ``municipality_code``.
        group_of: Group of each code; a code without one is left out.

    Returns:
        The numeric columns added up, indexed by group; a group with an unknown count is unknown.
    """
    groups = pd.Series(group_of).reindex(table.index)
    numbers = table.select_dtypes("number")
    added = numbers.groupby(groups).sum(min_count=1)
    return added.mask(numbers.isna().groupby(groups).any())
