"""Which clusters were there in a period: those that could have had a share of its projects.

A cluster that came later could not have had one, and a cluster that has closed had its own. Of
some clusters nobody has recorded when they lived: they are counted apart.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from ecosystem.model.vocabulary import PositionRole

_YEARS = re.compile(r"(?<!\d)(\d{4})(?:\s*[-–/]\s*(\d{4}|\d{2})(?!\d))?")


class Days(NamedTuple):
    """First and last day of a period."""

    first: pd.Timestamp
    last: pd.Timestamp


@dataclass(frozen=True, slots=True)
class ClustersThere:
    """The clusters of a period."""

    there: frozenset[str]
    unknown: frozenset[str]
    """Clusters without a project in it of whose life nothing is recorded that would tell."""


def period_days(period: str) -> Days | None:
    """Return the first and last day of a period such as "2007-2013"; None: it names no years.

    Examples:
        >>> [day.date().isoformat() for day in period_days("2014-20")]
        ['2014-01-01', '2020-12-31']
        >>> period_days("7. rammeprogram") is None
        True
    """
    years = _YEARS.search(period)
    if years is None:
        return None
    first, last = years[1], years[2] or years[1]
    whole = int(last) if len(last) > 2 else int(first[:2] + last)  # noqa: PLR2004 - 2014-20
    is_sane = 1900 <= int(first) <= whole <= 2200  # noqa: PLR2004 - years that a day can have
    return Days(pd.Timestamp(f"{first}-01-01"), pd.Timestamp(f"{whole}-12-31")) if is_sane else None


def clusters_there(
    clusters: pd.DataFrame,
    roles: pd.DataFrame | None,
    days: Days | None,
    with_project: Collection[str],
) -> ClustersThere:
    """Return which clusters were there in a period.

    A cluster was there when it has a project in the period, or when the days from its foundation
    to its closing meet the period; of one whose foundation is not recorded, when it was designated
    in the period.

    Args:
        clusters: ``actor_id, founded, closed``.
        roles: Rows of ``actor_positions`` of whatever day; None: not recorded.
        days: Of the period; None: not known, and only a project tells.
        with_project: Clusters that have a project in the period.
    """
    ids = clusters["actor_id"]
    has_project = ids.isin(list(with_project))
    if days is None:
        return ClustersThere(frozenset(ids[has_project]), frozenset(ids[~has_project]))
    is_met = overlapping(clusters, "founded", "closed", days)
    has_life = clusters["founded"].notna() | ids.isin(designated_in(roles, days))
    is_there = has_project | (is_met & has_life)
    is_unknown = ~is_there & is_met & ~ids.isin(designated_in(roles, None))
    return ClustersThere(frozenset(ids[is_there]), frozenset(ids[is_unknown]))


def designated_in(
    roles: pd.DataFrame | None, days: Days | None, position_id: str | None = None
) -> set[str]:
    """List the clusters designated, for a position or any, on some day of a period or ever.

    Args:
        roles: Rows of ``actor_positions`` of whatever day; None: not recorded.
        days: Of the period; None: ever.
        position_id: The strength position; None: any.
    """
    if roles is None:
        return set()
    rows = roles[roles["role"] == PositionRole.DESIGNATED_CLUSTER.value]
    if position_id is not None:
        rows = rows[rows["position_id"] == position_id]
    if days is not None:
        rows = rows[overlapping(rows, "valid_from", "valid_to", days)]
    return set(rows["actor_id"])


def overlapping(table: pd.DataFrame, begin: str, end: str, days: Days) -> "pd.Series[bool]":
    """Return which rows hold on some day of a period; an empty cell is an open end."""
    begins: pd.Series[bool] = table[begin].isna() | (table[begin] <= days.last)
    return begins & (table[end].isna() | (table[end] >= days.first))
