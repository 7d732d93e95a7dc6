"""Recommendation 8: do the cluster's places and activities lie where the position's firms are?

The figures are those of the map. Few activities cannot follow many places: how far they lie apart
from the firms is told less what chance alone gives, with the standard deviations between.
"""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ecosystem.analysis.comparison import newcombe_difference
from ecosystem.analysis.coverage import ACTIVE_DAYS
from ecosystem.briefings.coverage.brief import CoverageBriefing, Follows
from ecosystem.briefings.scorecard.basis import ScorecardBasis
from ecosystem.briefings.scorecard.figures import Subject, percent
from ecosystem.model.analysis import Interval
from ecosystem.model.scorecards import Indicator, IndicatorKey
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    import narwhals as nw

FIRM_TABLES: Final = (
    "strength_positions",
    "municipalities",
    "actors",
    "actor_positions",
    "industry_positions",
    "links",
    "projects",
    "participations",
)
OFFICE_TABLES: Final = (*FIRM_TABLES, "sites", "offers", "landmasses", "crossings")
ACTIVITY_TABLES: Final = (*FIRM_TABLES, "activities")
ONLINE_TABLES: Final = ("activities", "actor_positions")
_K = IndicatorKey
_KEYS: Final = (
    _K.COVERAGE_RATE,
    _K.OFFICES_BEYOND_CHANCE,
    _K.ACTIVITIES_BEYOND_CHANCE,
    _K.OUTER_SHARE_DIFFERENCE,
)


def local_indicators(basis: ScorecardBasis, position_id: str) -> tuple[Indicator, ...]:
    """Return whether a position's firms are reached near by, and whether places follow them."""
    subject = Subject(
        tables=OFFICE_TABLES,
        caveat=Sentence(key="scorecard.caveat.local"),
        position_id=position_id,
        names={"position": basis.day.names.position(position_id)},
        page="kort",
    )
    online = _online(basis, replace(subject, tables=ONLINE_TABLES, page=None))
    if lacking := basis.lacking("strength_positions", "municipalities", "actors"):
        return (*(subject.absent(key, lacking) for key in _KEYS), online)
    coverage = basis.coverage(position_id)
    offices = replace(subject, is_example=bool(coverage.example_firms))
    is_example = offices.is_example or basis.holds_examples("activities")
    activities = replace(subject, tables=ACTIVITY_TABLES, is_example=is_example)
    return (
        _coverage_rate(offices, coverage),
        _beyond_chance(offices, _K.OFFICES_BEYOND_CHANCE, coverage, "office"),
        _beyond_chance(activities, _K.ACTIVITIES_BEYOND_CHANCE, coverage, "activity"),
        _outer(activities, coverage),
        online,
    )


def _coverage_rate(subject: Subject, coverage: CoverageBriefing) -> Indicator:
    """Return the share of the firms that have an office within the distance of the map."""
    if lacking := coverage.not_recorded.get("office"):
        return subject.absent(_K.COVERAGE_RATE, lacking)
    if coverage.firms is None:
        return subject.without(_K.COVERAGE_RATE, "scorecard.why.no_firms")
    low, high = coverage.coverage_rate, coverage.coverage_rate_high
    if low is None or high is None:
        return subject.without(_K.COVERAGE_RATE, "scorecard.why.reach_unknown")
    firms = int(coverage.firms_placed or 0)
    values = {"percent": percent(low), "high": percent(high), "firms": firms, "km": coverage.within}
    is_open = percent(high) > percent(low)
    sentence_key = "scorecard.said.coverage_rate.open" if is_open else None
    return subject.figure(
        _K.COVERAGE_RATE,
        low,
        firms,
        values,
        sentence_key,
        low=low,
        high=high,
        interval=Interval.BOUNDS,
    )


def _beyond_chance(
    subject: Subject, key: IndicatorKey, coverage: CoverageBriefing, way: str
) -> Indicator:
    """Return how far places lie apart from the firms, less what chance gives."""
    if lacking := coverage.not_recorded.get(way):
        return subject.absent(key, lacking)
    is_office = key is _K.OFFICES_BEYOND_CHANCE
    follows = coverage.offices_follow_firms if is_office else coverage.activities_follow_firms
    if coverage.firms is None:
        return subject.without(key, "scorecard.why.no_firms")
    if follows.beyond_chance is None:
        return subject.without(key, "scorecard.why.no_places")
    return _apart(subject, key, follows)


def _apart(subject: Subject, key: IndicatorKey, follows: Follows) -> Indicator:
    apart, expected = follows.dissimilarity or 0.0, follows.dissimilarity_expected or 0.0
    beyond = follows.beyond_chance or 0.0
    values = {"n": follows.n, "apart": percent(apart), "expected": percent(expected)}
    ending = "chance"
    if follows.is_beyond_chance:
        ending = "farther" if beyond > 0 else "nearer"
    return subject.figure(
        key,
        beyond,
        follows.n,
        values,
        f"scorecard.said.{key.value}.{ending}",
        expected=expected,
        z=follows.z,
    )


def _outer(subject: Subject, coverage: CoverageBriefing) -> Indicator:
    """Return the share of the activities in outer municipalities less that of the firms."""
    key = _K.OUTER_SHARE_DIFFERENCE
    if lacking := coverage.not_recorded.get("activity"):
        return subject.absent(key, lacking)
    rows = [row for row in coverage.municipalities if row.is_outer is not None]
    if any(row.firms is None for row in rows) or not rows:
        return subject.without(key, "scorecard.why.no_firms")
    held = {row.municipality_code: row.activities or 0 for row in rows}
    firms = {row.municipality_code: int(row.firms or 0) for row in rows}
    outer = [row.municipality_code for row in rows if row.is_outer]
    count_a, count_b = (sum(part[code] for code in outer) for part in (held, firms))
    of_a, of_b = sum(held.values()), sum(firms.values())
    if not of_a or not of_b:
        return subject.without(key, "scorecard.why.no_places")
    estimate = newcombe_difference(count_a, of_a, count_b, of_b)
    values = {"activities": percent(count_a / of_a), "n": of_a, "firms": percent(count_b / of_b)}
    return subject.figure(
        key,
        estimate.value,
        of_a,
        {**values, "of": of_b},
        low=estimate.low,
        high=estimate.high,
        interval=Interval.NEWCOMBE,
    )


def _online(basis: ScorecardBasis, subject: Subject) -> Indicator:
    """Return how many activities the position's clusters held online in the year before."""
    import narwhals as nw

    from ecosystem.model.register import collect

    key = _K.ONLINE_ACTIVITIES
    if lacking := basis.lacking(*ONLINE_TABLES):
        return subject.absent(key, lacking)
    activities = basis.observed.activities
    assert activities is not None
    rows = activities.filter(_is_of(basis, subject.position_id or ""))
    flags = collect(rows.select("is_online").filter(~nw.col("is_online").is_null()))["is_online"]
    online = int(flags.sum())
    is_example = basis.holds_examples("activities")
    values = {"count": online, "of": len(flags)}
    return replace(subject, is_example=is_example).figure(key, online, len(flags), values)


def _is_of(basis: ScorecardBasis, position_id: str) -> "nw.Expr":
    """Return an expression over activities: of the position's clusters in the year before."""
    import narwhals as nw
    import pandas as pd

    clusters = (basis.day.membership.clusters_of or {}).get(position_id, ())
    first, last = basis.day.on - timedelta(days=ACTIVE_DAYS), basis.day.on
    return nw.all_horizontal(
        nw.col("actor_id").is_in(list(clusters)),
        nw.col("position_id").is_null() | (nw.col("position_id") == position_id),
        nw.col("date") > nw.lit(pd.Timestamp(first).to_pydatetime()),
        nw.col("date") <= nw.lit(pd.Timestamp(last).to_pydatetime()),
        ignore_nulls=True,
    )
