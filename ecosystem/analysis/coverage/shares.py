"""Which share of the firms is reached: in all, by distance, and in groups of municipalities."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ecosystem.model.vocabulary import CoverageState


def coverage_rate(firms: pd.Series, states: pd.Series) -> dict[str, float | None]:
    """Compute the share of the firms that is reached, and the bounds of the truth.

    Args:
        firms: Firms of the position by municipality.
        states: A state of each municipality.

    Returns:
        ``coverage_rate``: reached firms over all firms, ``coverage_rate_high``: with every
        unknown municipality counted as reached. The first is the lower bound. Both 0 to 1;
        ``None`` without firms.

    Examples:
        >>> firms = pd.Series([60, 30, 10])
        >>> coverage_rate(firms, pd.Series(["covered", "unknown", "uncovered"]))
        {'coverage_rate': 0.6, 'coverage_rate_high': 0.9}
    """
    total = float(firms.sum())
    if total == 0 or firms.isna().all():
        return {"coverage_rate": None, "coverage_rate_high": None}
    is_in = states.isin([CoverageState.COVERED.value, CoverageState.OVERLAP.value])
    is_open = states == CoverageState.UNKNOWN.value
    reached, perhaps = float(firms[is_in].sum()), float(firms[is_open].sum())
    return {
        "coverage_rate": min(1.0, reached / total),
        "coverage_rate_high": min(1.0, (reached + perhaps) / total),
    }


def share_covered_by(groups: pd.Series, firms: pd.Series, states: pd.Series) -> pd.DataFrame:
    """Compute the coverage of each group of municipalities: typology, landsdel, region or hub.

    Args:
        groups: Group of each municipality; missing where not recorded.
        firms: Firms by municipality.
        states: State of each municipality.

    Returns:
        Indexed by group: ``municipalities``, ``firms``, ``coverage_rate``,
        ``coverage_rate_high``, and one column with the number of municipalities in each state.
    """
    rows = {}
    for group, codes in groups.groupby(groups).groups.items():
        group_states = states.reindex(codes)
        counted = {state.value: int((group_states == state.value).sum()) for state in CoverageState}
        rate = coverage_rate(firms.reindex(codes), group_states)
        total = firms.reindex(codes).sum(skipna=False)
        rows[str(group)] = {"municipalities": len(codes), "firms": total, **rate, **counted}
    return pd.DataFrame.from_dict(rows, orient="index")


def reach_curve(
    firms: pd.Series, km: pd.Series, limits: Iterable[float] | None = None
) -> pd.Series:
    """Compute the share of firms within each distance of the nearest office.

    A municipality at no known distance is within none: the curve ends below 1 by its firms.

    Args:
        firms: Firms by municipality.
        km: Way to the nearest office by municipality; missing where not known.
        limits: Distances to tell; ``None`` takes every distance at which the share rises, so that
            between two of them it is the one before.

    Returns:
        Shares, 0 to 1, indexed by distance; missing without firms.

    Examples:
        >>> reach_curve(pd.Series([60, 30, 10]), pd.Series([10, 40, 70]), [30, 45, 60]).tolist()
        [0.6, 0.9, 0.9]
        >>> reach_curve(pd.Series([60, 30, 10]), pd.Series([10, 40, 70])).to_dict()
        {10.0: 0.6, 40.0: 0.9, 70.0: 1.0}
    """
    total = float(firms.sum())
    firms_by_km = pd.DataFrame({"km": km.astype(float), "firms": firms.astype(float)})
    firms_by_km = firms_by_km[np.isfinite(firms_by_km["km"])]
    steps = firms_by_km.groupby("km")["firms"].sum().cumsum()
    share = (steps / total).clip(upper=1.0) if total > 0 else steps * np.nan
    if limits is None:
        rising: pd.Series = share[steps.diff().fillna(steps) > 0].rename("share")
        return rising
    places = np.searchsorted(share.index.to_numpy(), list(limits), side="right")
    padded = np.concatenate([[0.0 if total > 0 else np.nan], share.to_numpy()])
    return pd.Series(padded[places], index=list(limits), name="share", dtype=float)


def representation(activities: pd.Series, firms: pd.Series) -> pd.Series:
    """Compute each area's share of the activities over its share of firms; 1 is in step.

    Examples:
        >>> representation(pd.Series([10, 8, 2]), pd.Series([60, 30, 10])).round(3).tolist()
        [0.833, 1.333, 1.0]
    """
    share = firms / firms.sum()
    return (activities / activities.sum() / share.where(share > 0)).rename("representation")
