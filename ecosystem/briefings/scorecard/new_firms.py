"""Recommendation 7: does the cluster bring in firms that were in no programme before?

The firms are those in the cluster's projects and its offers. Before a participation can be a first
one, the register has to reach some years further back.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ecosystem.analysis.comparison import UnitSums, newcombe_difference
from ecosystem.briefings.records import TableRow, records
from ecosystem.briefings.scorecard.basis import ScorecardBasis
from ecosystem.briefings.scorecard.figures import Subject, percent
from ecosystem.model.analysis import AnalysisParameters, Interval
from ecosystem.model.scorecards import (
    INDICATORS_OF,
    Indicator,
    IndicatorKey,
    Recommendation,
)
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    from ecosystem.analysis.journeys.events import EventRows
    from ecosystem.analysis.journeys.first_touch import FollowUp
    from ecosystem.analysis.journeys.survival import ShareAt

TABLES: Final = ("participations", "projects", "offers", "actors", "links")
WASH_IN_YEARS: Final = AnalysisParameters().wash_in_years
ONWARD_DAYS: Final = 730
"""Two years, in which a firm may be seen in another scheme."""
MOST_CLOSED: Final = 0.05
"""Share of closed firms above which closing competes with going on."""
_K = IndicatorKey
_N: Final = "participations"
_KINDS: Final = ("first_time", "never_before")


@dataclass(frozen=True, slots=True)
class Counts:
    """Participations of firms in one group that could be first ones."""

    first_time: UnitSums
    """Without a participation of the firm in the years before."""
    never_before: UnitSums
    """Without any earlier participation of the firm."""

    @classmethod
    def of(cls, sums: "TableRow") -> "Counts":
        """Return the counts of a group by its sums over firms."""
        from ecosystem.analysis.journeys.unit_sums import unit_sums

        return cls(*(unit_sums(sums, _N, kind) for kind in _KINDS))

    @property
    def firms(self) -> int:
        """How many firms they are of."""
        return self.first_time.units


def new_firm_indicators(basis: ScorecardBasis, actor_id: str) -> tuple[Indicator, ...]:
    """Return how many firms a cluster brings in for the first time, and how many go on."""
    from ecosystem.analysis.journeys.first_touch import FollowUp

    caveat = Sentence(key="scorecard.caveat.new_firms", values={"years": WASH_IN_YEARS})
    subject = Subject(tables=TABLES, caveat=caveat)
    keys = INDICATORS_OF[Recommendation.NEW_FIRMS]
    if lacking := basis.lacking("participations", "actors"):
        return tuple(subject.absent(key, lacking) for key in keys)
    window = basis.event_window
    subject = replace(subject, is_example=window.is_example)
    first, last = window.countable_from, window.until
    if window.is_too_short or first is None or last is None:
        return tuple(_nobody(subject, key) for key in keys)
    rows, follow_up = _grouped(basis, actor_id), FollowUp(first, last)
    own, others = _counts(rows, follow_up)
    few = basis.limits.small_count
    return (
        *_first_timers(subject, own, others, few),
        _onward(basis, subject, rows, follow_up),
    )


def _nobody(subject: Subject, key: IndicatorKey) -> Indicator:
    return subject.without(key, "scorecard.why.no_firm_events", years=WASH_IN_YEARS)


# --- events ----------------------------------------------------------------------------------


def _grouped(basis: ScorecardBasis, actor_id: str) -> "EventRows":
    """Return the rows of the firms' participations, those of this cluster as a cluster's."""
    import narwhals as nw

    projects, offers = _projects_of(basis, actor_id), _offers_of(basis, actor_id)
    is_in = nw.col("project_id").is_in(sorted(projects)).fill_null(value=False)
    is_used = nw.col("offer_id").is_in(sorted(offers)).fill_null(value=False)
    is_own = is_in | is_used
    return basis.event_window.rows.changed(lambda table: table.with_columns(is_cluster=is_own))


def _projects_of(basis: ScorecardBasis, actor_id: str) -> frozenset[str]:
    from ecosystem.analysis.cluster_projects import project_roles

    if basis.observed.projects is None:
        return frozenset()
    return frozenset(project_roles(basis.observed, frozenset({actor_id}))["project_id"])


def _offers_of(basis: ScorecardBasis, actor_id: str) -> frozenset[str]:
    offers = basis.register.offers
    if offers is None:
        return frozenset()
    return frozenset(offers.loc[offers["provider_actor_id"] == actor_id, "offer_id"])


def _counts(rows: "EventRows", span: "FollowUp") -> tuple[Counts | None, Counts | None]:
    """Count the participations of the cluster and of all others that could be first ones."""
    import narwhals as nw

    from ecosystem.analysis.journeys.events import with_earlier
    from ecosystem.analysis.journeys.unit_sums import products
    from ecosystem.model.register import collect

    dated = with_earlier(rows.each_once(), WASH_IN_YEARS)
    counted = dated.filter(nw.col("start") >= nw.lit(span.first_entry)).with_columns(
        first_time=nw.col("is_first_time").cast(nw.Int64),
        never_before=nw.col("previous").is_null().cast(nw.Int64),
    )
    firms = counted.group_by("is_cluster", "organisation").agg(
        nw.len().alias(_N), nw.col(*_KINDS).sum()
    )
    summed = products(_N, _KINDS)
    groups = firms.with_columns(**summed).group_by("is_cluster")
    rows_of = records(collect(groups.agg(nw.col(_N, *_KINDS, *summed).sum())))
    of_group = {row["is_cluster"]: Counts.of(row) for row in rows_of}
    return of_group.get(True), of_group.get(False)


# --- first-timers ----------------------------------------------------------------------------


def _first_timers(
    subject: Subject, own: Counts | None, others: Counts | None, few: int
) -> tuple[Indicator, Indicator, Indicator]:
    keys = (_K.FIRST_TIME_SHARE, _K.FIRST_TIME_DIFFERENCE, _K.NEVER_BEFORE_SHARE)
    if own is None:
        first, difference, never = (_nobody(subject, key) for key in keys)
    elif own.firms < few:
        first, difference, never = (
            subject.without(key, "scorecard.why.few_firms", few=few) for key in keys
        )
    else:
        years = {"years": WASH_IN_YEARS}
        first = subject.share_of_units(_K.FIRST_TIME_SHARE, own.first_time, **years)
        difference = _difference(subject, own.first_time, others)
        never = subject.share_of_units(_K.NEVER_BEFORE_SHARE, own.never_before)
    return first, difference, never


def _difference(subject: Subject, own: UnitSums, others: Counts | None) -> Indicator:
    key = _K.FIRST_TIME_DIFFERENCE
    if others is None:
        return subject.without(key, "scorecard.why.no_others")
    estimate = newcombe_difference(*own.independent, *others.first_time.independent)
    values = {
        "cluster": percent(own.hits / own.answers),
        "other": percent(others.first_time.hits / others.first_time.answers),
    }
    return subject.figure(
        key,
        estimate.value,
        int(own.answers),
        values,
        low=estimate.low,
        high=estimate.high,
        interval=Interval.NEWCOMBE,
    )


# --- onward ----------------------------------------------------------------------------------


def _onward(
    basis: ScorecardBasis, subject: Subject, rows: "EventRows", follow_up: "FollowUp"
) -> Indicator:
    """Return the share of the firms first seen with the cluster that are elsewhere in two years."""
    key = _K.ONWARD_24_MONTHS
    subject = replace(subject, caveat=Sentence(key="scorecard.caveat.onward"))
    firms, share = _onward_share(basis, rows, follow_up)
    few = basis.limits.small_count
    if not firms:
        return subject.without(key, "scorecard.why.no_entries", years=WASH_IN_YEARS)
    if firms < few:
        return subject.without(key, "scorecard.why.few_firms", few=few)
    if share.share is None:
        return subject.without(key, "scorecard.why.not_followed")
    return subject.figure(
        key,
        share.share,
        firms,
        {"percent": percent(share.share), "of": firms},
        low=share.low,
        high=share.high,
        interval=Interval.NONE if share.low is None else Interval.GREENWOOD,
    )


def _onward_share(
    basis: ScorecardBasis, rows: "EventRows", follow_up: "FollowUp"
) -> "tuple[int, ShareAt]":
    """Count the firms first seen with the cluster, and compute the share gone on by two years."""
    from ecosystem.analysis.journeys.first_touch import CLUSTER, first_touches, spells_of
    from ecosystem.analysis.journeys.predecessors import origins, with_origins
    from ecosystem.analysis.journeys.survival import (
        CLOSED,
        aalen_johansen,
        kaplan_meier,
        shares_at,
    )

    joined = origins(basis.observed, rows)
    every = rows.changed(lambda table: with_origins(basis.observed, table, joined))
    touches = first_touches(basis.observed, every, joined, follow_up)
    spells = spells_of(touches[touches["label"] == CLUSTER])
    firms = spells.organisations
    competes = firms and spells.count(CLOSED) > MOST_CLOSED * firms
    curve = aalen_johansen(spells) if competes else kaplan_meier(spells)
    return firms, shares_at(spells, curve, (ONWARD_DAYS,))[0]
