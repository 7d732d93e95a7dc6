"""Hold the firms of clusters against those of others, measure by measure.

Size, place and age are of organisations, each counted once. Experience and first times are of
participations: as one organisation's are alike, their intervals are those of as many independent
ones (``comparison.effective_size``). Fewer organisations than the limit give no figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from ecosystem.analysis.comparison import (
    Equivalence,
    cliffs_delta,
    cohens_h,
    difference_of_means,
    effective_size,
    equivalence_test,
    holm,
    newcombe_difference,
    ratio_of_geometric_means,
    shares_equivalence,
    shares_test,
    standardised_difference,
    welch_test,
)
from ecosystem.analysis.comparison.resampling import Floats
from ecosystem.analysis.participants.facts import age_in_years
from ecosystem.analysis.participants.histories import Participants
from ecosystem.model.analysis import Interval, PartState


class Measure(StrEnum):
    """What organisations or their participations are compared by."""

    EMPLOYEES = "employees"
    OUTER = "outer"
    AGE_YEARS = "age_years"
    EXPERIENCED = "experienced"
    FIRST_TIME = "first_time"


UNITS: Final[Mapping[Measure, str]] = {
    Measure.EMPLOYEES: "employees",
    Measure.OUTER: "share",
    Measure.AGE_YEARS: "years",
    Measure.EXPERIENCED: "share",
    Measure.FIRST_TIME: "share",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits and seeds of the comparison."""

    small: int
    """A group with fewer organisations has no figure."""
    margin_years: float
    margin_share: float
    draws: int
    seed: int


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """A figure of one group."""

    n: int | None
    """Organisations or participations it is of; ``None``: fewer organisations than the limit."""
    x: int | None
    """Of these, how many, where the figure is a share."""
    value: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A measure of both groups, and how they differ."""

    measure: Measure
    state: PartState
    cluster: GroupFigure
    other: GroupFigure
    difference: float | None = None
    """Clusters' less the others'; of employees the ratio of geometric means."""
    low: float | None = None
    high: float | None = None
    interval: Interval = Interval.NONE
    effect_size: float | None = None
    """Cohen's h of shares, Cliff's delta of employees, standard deviations of age."""
    equivalence: Equivalence | None = None
    p: float | None = None
    p_holm: float | None = None
    """Adjusted for all measures that are computed."""


def compare(
    people: Participants, sizes: "pd.Series[float]", limits: Limits
) -> tuple[Compared, ...]:
    """Compare both groups by every measure, in the order of :class:`Measure`.

    Args:
        people: The organisations and their participations.
        sizes: Employees of each organisation, by the index of ``people.organisations``.
        limits: Limits and seeds.
    """
    firms = people.organisations
    own = firms[~firms["is_host"].astype("boolean").fillna(value=False).astype(bool)]
    rows = people.participations
    compared = (
        _sizes(*_two(own, sizes.where(sizes > 0)), limits),
        _places(*_two(firms, firms["is_outer"]), limits),
        _ages(*_two(own, age_in_years(own["founded"], own["start"])), limits),
        _shares(Measure.EXPERIENCED, rows, ("experienced", "participations"), limits),
        _shares(Measure.FIRST_TIME, rows, ("first_time", "eligible"), limits),
    )
    return _with_holm(compared)


def _with_holm(compared: tuple[Compared, ...]) -> tuple[Compared, ...]:
    adjusted = holm({one.measure: one.p for one in compared if one.p is not None})
    return tuple(replace(one, p_holm=adjusted.get(one.measure)) for one in compared)


def _two(firms: pd.DataFrame, figures: "pd.Series[float]") -> tuple[Floats, Floats]:
    """Return the known figures of organisations ever in a cluster's, and of those never."""
    known = figures.reindex(firms.index).dropna().astype(float)
    is_cluster = firms.loc[known.index, "is_cluster"].to_numpy(dtype=bool)
    values = known.to_numpy(dtype=float)
    return values[is_cluster], values[~is_cluster]


def _too_few(
    measure: Measure, counts: tuple[int, int], small: int, if_none: PartState
) -> Compared | None:
    """Return the answer where there is no figure of either group, or too few of one."""
    if min(counts) >= max(small, 1):
        return None
    state = PartState.NO_BASIS if sum(counts) else if_none
    cluster, other = (GroupFigure(n if n >= small else None, None, None) for n in counts)
    return Compared(measure, state, cluster, other)


def _sizes(a: Floats, b: Floats, limits: Limits) -> Compared:
    measure = Measure.EMPLOYEES
    if few := _too_few(measure, (len(a), len(b)), limits.small, PartState.NOT_RECORDED):
        return few
    ratio = ratio_of_geometric_means(a, b, limits.draws, limits.seed)
    return Compared(
        measure,
        PartState.COMPUTED,
        cluster=GroupFigure(len(a), None, float(np.median(a))),
        other=GroupFigure(len(b), None, float(np.median(b))),
        difference=ratio.value,
        low=ratio.low,
        high=ratio.high,
        interval=Interval.BOOTSTRAP,
        effect_size=cliffs_delta(a, b),
        p=welch_test(np.log(a), np.log(b)).p,
    )


def _ages(a: Floats, b: Floats, limits: Limits) -> Compared:
    measure = Measure.AGE_YEARS
    if few := _too_few(measure, (len(a), len(b)), limits.small, PartState.NOT_RECORDED):
        return few
    apart = difference_of_means(a, b, limits.draws, limits.seed)
    return Compared(
        measure,
        PartState.COMPUTED,
        cluster=GroupFigure(len(a), None, float(a.mean())),
        other=GroupFigure(len(b), None, float(b.mean())),
        difference=apart.value,
        low=apart.low,
        high=apart.high,
        interval=Interval.BOOTSTRAP,
        effect_size=standardised_difference(a, b),
        equivalence=equivalence_test(a, b, limits.margin_years),
        p=welch_test(a, b).p,
    )


def _places(a: Floats, b: Floats, limits: Limits) -> Compared:
    measure = Measure.OUTER
    if few := _too_few(measure, (len(a), len(b)), limits.small, PartState.NOT_RECORDED):
        return few
    cells = [(float(group.sum()), float(len(group))) for group in (a, b)]
    return _of_shares(measure, cells, cells, limits)


def _shares(
    measure: Measure, rows: pd.DataFrame, columns: tuple[str, str], limits: Limits
) -> Compared:
    """Compare shares of participations: hits in sizes, organisation by organisation."""
    known = rows[rows[columns[1]] > 0]
    is_cluster = known["is_cluster"].to_numpy(dtype=bool)
    groups = [known.loc[mask, list(columns)].to_numpy(float) for mask in (is_cluster, ~is_cluster)]
    counts = (len(groups[0]), len(groups[1]))
    if few := _too_few(measure, counts, limits.small, PartState.NO_BASIS):
        return few
    cells = [(float(g[:, 0].sum()), float(g[:, 1].sum())) for g in groups]
    worth = [effective_size(g[:, 0], g[:, 1]) for g in groups]
    independent = [(hits / of * n, n) for (hits, of), n in zip(cells, worth, strict=True)]
    return _of_shares(measure, cells, independent, limits)


def _of_shares(
    measure: Measure,
    cells: list[tuple[float, float]],
    independent: list[tuple[float, float]],
    limits: Limits,
) -> Compared:
    """Compare two shares: counts and their wholes, and the same as independent answers."""
    apart = newcombe_difference(*independent[0], *independent[1])
    cluster, other = (GroupFigure(int(of), int(hits), hits / of) for hits, of in cells)
    shares = [hits / of for hits, of in cells]
    return Compared(
        measure,
        PartState.COMPUTED,
        cluster=cluster,
        other=other,
        difference=shares[0] - shares[1],
        low=apart.low,
        high=apart.high,
        interval=Interval.NEWCOMBE,
        effect_size=cohens_h(*shares),
        equivalence=shares_equivalence(*independent[0], *independent[1], limits.margin_share),
        p=shares_test(*independent[0], *independent[1]),
    )
