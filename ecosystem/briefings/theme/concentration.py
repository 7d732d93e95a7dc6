"""How far a few clusters carry the clusters' projects and grants, period by period (S4).

All clusters that were there count, those without a project too. The clusters of whose life
nothing is recorded are counted apart, and once more as if they had been there with nothing.
"""

from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.projects import counts_of, told
from ecosystem.briefings.theme.statements import (
    Frame,
    answer,
    chained,
    no_project,
    not_recorded,
    note,
    of_period,
    percent,
)
from ecosystem.model.analysis import Part, PartAnswer, PartState, Statement
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.analysis.cluster_counts import ClusterCounts, PeriodCounts

_TABLES: Final = ("projects", "actors")
_LARGEST: Final = 3
"""Up to this number of clusters the largest three are all there are."""
_ALL_KNOWN: Final = "analysis.concentration.gini.known"
_WITH_UNKNOWN: Final = "analysis.concentration.gini.unknown"
_MERGED: Final = "analysis.concentration.heirs.merged"
_APART: Final = "analysis.concentration.heirs.apart"


class Spread(Record):
    """How an amount is spread over the clusters that were there; null: nothing to spread."""

    total: float | None = Field(description="Sum over the clusters; null: none is known.")
    hhi: float | None = Field(description="Herfindahl-Hirschman index, 0-10,000.")
    hhi_if_equal: float | None
    cr1: float | None = Field(description="Share of the largest, 0-1.")
    cr3: float | None
    cr5: float | None
    gini: float | None
    gini_with_unknown: float | None = Field(description="With the unknown clusters as zeros.")
    lorenz: tuple[tuple[float, float], ...] = Field(description="Shares of clusters and amount.")


class PeriodConcentration(Record):
    """How the clusters' projects and grants of a period are spread."""

    period: str
    clusters: int = Field(description="Clusters that were there, those without projects too.")
    clusters_unknown: int = Field(description="Clusters of whose life nothing is recorded.")
    projects: Spread
    eu_grant_dkk: Spread


class ConcentrationContent(Record):
    """The part concentration."""

    periods: tuple[PeriodConcentration, ...]


def part_answer(basis: ThemeBasis) -> PartAnswer:
    """Return how the projects of clusters are spread over the clusters, by period."""
    needed = (*_TABLES, "participations") if basis.parameters.role == "any" else _TABLES
    if lacking := basis.lacking(*needed):
        return not_recorded([_frame()], lacking)
    counts = counts_of(basis)
    periods = [counts.of_period(period) for period in dict.fromkeys(basis.periods)]
    if not periods:
        none = _frame().without(PartState.NO_BASIS, no_project(None, ()))
        return answer([none], ConcentrationContent(periods=()))
    spreads = [_spread_of(one) for one in periods]
    statements = [_statement(basis, counts, *pair) for pair in zip(periods, spreads, strict=True)]
    return answer(statements, ConcentrationContent(periods=tuple(spreads)))


def _spread_of(of_one: "PeriodCounts") -> PeriodConcentration:
    unknown = len(of_one.there.unknown)
    return PeriodConcentration(
        period=of_one.period or "",
        clusters=len(of_one.by_cluster),
        clusters_unknown=unknown,
        projects=spread(of_one.by_cluster["projects"], unknown),
        eu_grant_dkk=spread(of_one.by_cluster["grant"], unknown),
    )


def spread(amounts: "pd.Series[float]", unknown: int) -> Spread:
    """Return how amounts are spread; those that are not known are left out, not counted as zero.

    Args:
        amounts: Of each cluster that was there.
        unknown: Clusters of which it is not known whether they were there.
    """
    from ecosystem.analysis.network import concentration, gini, lorenz

    known = [float(amount) for amount in amounts.dropna()]
    shares, curve = concentration(known), lorenz(known)
    return Spread(
        total=shares.total if known or amounts.empty else None,
        hhi=_figure(shares.hhi),
        hhi_if_equal=_figure(shares.hhi_if_equal),
        cr1=_figure(shares.largest_1),
        cr3=_figure(shares.largest_3),
        cr5=_figure(shares.largest_5),
        gini=_figure(shares.gini),
        gini_with_unknown=_figure(gini([*known, *[0.0] * unknown])),
        lorenz=tuple((float(x), float(y)) for x, y in zip(curve.index, curve, strict=True)),
    )


def _figure(value: float) -> float | None:
    return value if value == value else None  # noqa: PLR0124 - not a number is no figure


# S4 in words.


def _frame() -> Frame:
    return Frame(
        id="S4",
        part=Part.CONCENTRATION,
        caveat=Sentence(key="analysis.concentration.caveat"),
        tables=("projects", "actors", "participations", "actor_positions", "links"),
    )


def _statement(
    basis: ThemeBasis,
    counts: "ClusterCounts",
    of_one: "PeriodCounts",
    spread_of: PeriodConcentration,
) -> Statement:
    """Return the share of the three largest, or why there is none."""
    frame = _frame().about(period=of_one.period)
    if of_one.projects.empty:
        return frame.without(PartState.NO_BASIS, no_project(of_one.period, counts.periods))
    frame = frame.noting(*_notes(counts, of_one, spread_of))
    cr3 = spread_of.projects.cr3
    if spread_of.clusters <= _LARGEST or cr3 is None:
        key = "analysis.concentration.few" if cr3 else "analysis.concentration.nothing"
        few = of_period(key, of_one.period, clusters=spread_of.clusters)
        return frame.without(PartState.NO_BASIS, few)
    is_example = basis.is_example("projects", "participations")
    sentence = chained(_shares(spread_of), _equal(spread_of), _grants(spread_of.eu_grant_dkk))
    marked = sentence.model_copy(update={"is_example": is_example})
    return frame.counted(marked, cr3, "share", spread_of.clusters)


def _shares(spread_of: PeriodConcentration) -> Sentence:
    return of_period(
        "analysis.concentration.s4",
        spread_of.period,
        clusters=spread_of.clusters,
        three=percent(spread_of.projects.cr3),
        one=percent(spread_of.projects.cr1),
        five=percent(spread_of.projects.cr5),
    )


def _equal(spread_of: PeriodConcentration) -> Sentence:
    projects = spread_of.projects
    key = _WITH_UNKNOWN if spread_of.clusters_unknown else _ALL_KNOWN
    values = {
        "hhi": round(projects.hhi or 0),
        "equal": round(projects.hhi_if_equal or 0),
        "gini": projects.gini,
        "unknown": spread_of.clusters_unknown,
        "gini_unknown": projects.gini_with_unknown,
    }
    return Sentence(key=key, values=values)


def _grants(grants: Spread) -> Sentence | None:
    if grants.cr3 is None:
        return None
    values = {"three": percent(grants.cr3), "total": round(grants.total or 0)}
    return Sentence(key="analysis.concentration.grants", values=values)


def _notes(
    counts: "ClusterCounts", of_one: "PeriodCounts", spread_of: PeriodConcentration
) -> tuple[Sentence | None, ...]:
    """Return what a reader must know of the clusters that were counted."""
    by_cluster = of_one.by_cluster
    unknown = int((by_cluster["projects"] - by_cluster["grants_known"]).sum())
    is_busy = bool((by_cluster["projects"] > 0).all())
    return (
        Sentence(key="analysis.concentration.clusters", values={"clusters": spread_of.clusters}),
        *told(counts, of_one),
        Sentence(key="analysis.concentration.all_active") if is_busy else None,
        note("analysis.concentration.unknown", spread_of.clusters_unknown),
        note(_MERGED if counts.merge_heirs else _APART, len(counts.heirs)),
        note(
            "analysis.concentration.grants_unknown", unknown, all=int(by_cluster["projects"].sum())
        ),
        note("analysis.projects.negative", of_one.negative_grants),
        Sentence(key="analysis.concentration.twice") if counts.leading == "any" else None,
    )
