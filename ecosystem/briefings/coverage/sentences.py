"""What is worth saying of a position's coverage, most important first.

The first sentence is the finding: who is near, or why nobody can say. No share stands where a
table behind it is absent, and a superlative names all that share it.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from ecosystem.analysis.coverage import AccessMode
from ecosystem.analysis.presence import MIN_COUNT_FOR_QUOTIENT, PresenceBand
from ecosystem.briefings.coverage.parts import absent_tables, three_cuts, whose
from ecosystem.briefings.coverage.records import CoverageBriefing, Follows
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import CoverageState, Freshness

MAX_MUNICIPALITIES_NAMED: Final = 5
"""Municipalities named in a sentence, unless more share the first place."""
MAX_LEADERS_NAMED: Final = 12
"""Municipalities that share the first place are all named up to here, and else counted."""
FEWEST_MOVED: Final = 2
"""Of one office nothing is said about whether offices follow the firms."""


def findings(briefing: CoverageBriefing) -> tuple[Sentence, ...]:
    """Write what a briefing found."""
    return (
        *_states(briefing),
        *_firms(briefing),
        *_sureness(briefing),
        *_unreached(briefing),
        *_ways(briefing),
        *_overlap(briefing),
        *_activities(briefing),
        *_bands(briefing),
        *_outer(briefing),
        *_follow(briefing),
    )


def _is_known(briefing: CoverageBriefing, way: AccessMode) -> bool:
    return briefing.is_serving_recorded and not briefing.not_recorded[way.value]


def _states(briefing: CoverageBriefing) -> list[Sentence]:
    """Write how many municipalities have an office near by, or why that is not known."""
    if absent := absent_tables(
        briefing.not_recorded[AccessMode.OFFICE.value], "coverage.absent.office"
    ):
        return absent
    if not briefing.is_serving_recorded:
        return [Sentence(key="coverage.designation_not_recorded")]
    states = briefing.states[AccessMode.OFFICE.value]
    key = "coverage.states" if states["unknown"] else "coverage.states_known"
    values = {
        "reached": states["covered"] + states["overlap"],
        "total": len(briefing.municipalities),
        "within": briefing.within,
        "uncovered": states["uncovered"],
        **({"unknown": states["unknown"]} if states["unknown"] else {}),
    }
    return [Sentence(key=key, values=dict(values), words=_unit(briefing))]


def _unit(briefing: CoverageBriefing) -> dict[str, str]:
    return {"unit": f"map.unit.{briefing.unit}"}


def _firms(briefing: CoverageBriefing) -> list[Sentence]:
    """Write how many firms there are, and which share of them has an office near by."""
    if briefing.firms is None:
        return [Sentence(key="coverage.firms_not_recorded")]
    if briefing.firms == 0:
        return [Sentence(key="coverage.no_firms")]
    values = {**three_cuts(briefing), "within": briefing.within}
    words = {"whose": whose(briefing), **_unit(briefing)}
    lost = briefing.firms_without_municipality
    unplaced = [Sentence(key="coverage.firms_unplaced", values={"firms": lost})] if lost else []
    if briefing.coverage_rate is None or briefing.coverage_rate_high is None:
        count = Sentence(key="coverage.firms", values=dict(three_cuts(briefing)), words=words)
        return [count, *unplaced]
    rate, high = 100 * briefing.coverage_rate, 100 * briefing.coverage_rate_high
    values |= {"rate_pct": rate, **({} if rate == high else {"high_pct": high})}
    key = "coverage.rate" if rate == high else "coverage.rate_between"
    if lost:
        key, values = f"{key}.placed", {**values, "placed": briefing.firms_placed}
    return [Sentence(key=key, values=dict(values), words=words), *unplaced]


def _sureness(briefing: CoverageBriefing) -> list[Sentence]:
    """Write what the checks of the rows behind the states are worth, where states are known."""
    if not _is_known(briefing, AccessMode.OFFICE):
        return []
    counts = briefing.freshness[AccessMode.OFFICE.value]
    dated = {state: counts[state] for state in Freshness if state is not Freshness.NOT_RECORDED}
    present = [state for state, count in dated.items() if count]
    if len(present) == 1:
        return [Sentence(key=f"coverage.freshness.{present[0].value}")]
    values = {state.value: count for state, count in dated.items()}
    return [Sentence(key="coverage.freshness", values=dict(values))] if present else []


class Leaders(NamedTuple):
    """Municipalities with most firms: those that are named, and how many share what comes next."""

    leading: Sequence[tuple[str, float]]
    """Name and firms of each, most first."""
    more: int
    firms: float
    """Firms of each of ``more``."""


def leaders(firms_of: Iterable[tuple[str, float]]) -> Leaders:
    """List those with most firms, never some of several that share a place.

    The first place is named whole up to ``MAX_LEADERS_NAMED``; further places while they fit.

    Args:
        firms_of: Name and firms of each municipality.

    Examples:
        >>> leaders([("A", 3), ("B", 9), ("C", 3)])
        Leaders(leading=[('B', 9), ('A', 3), ('C', 3)], more=0, firms=0)
        >>> leaders([(f"M{at}", 1) for at in range(30)])
        Leaders(leading=[], more=30, firms=1)
    """
    ordered = sorted(firms_of, key=lambda pair: (-pair[1], pair[0]))
    leading: list[tuple[str, float]] = []
    for firms, sharing in groupby(ordered, key=lambda pair: pair[1]):
        group = list(sharing)
        if len(leading) + len(group) > (MAX_MUNICIPALITIES_NAMED if leading else MAX_LEADERS_NAMED):
            return Leaders(leading, len(group), firms)
        leading += group
        if len(leading) >= MAX_MUNICIPALITIES_NAMED:
            break
    return Leaders(leading, 0, 0)


def _unreached(briefing: CoverageBriefing) -> list[Sentence]:
    """Write where most firms without an office near by are."""
    bare = [
        place
        for place in briefing.municipalities
        if place.state is CoverageState.UNCOVERED and place.firms
    ]
    if not bare:
        return []
    most = leaders((place.name, place.firms or 0) for place in bare)
    names = ", ".join(f"{name} ({firms:.0f})" for name, firms in most.leading)
    rest = {"more": most.more, "firms": most.firms}
    if not most.leading:
        return [Sentence(key="coverage.most_unreached.shared", values=dict(rest))]
    if most.more:
        values = {"names": names, **rest}
        return [Sentence(key="coverage.most_unreached.more", values=dict(values))]
    return [Sentence(key="coverage.most_unreached", values={"names": names})]


def _ways(briefing: CoverageBriefing) -> list[Sentence]:
    """Write how many are near the limit, and how many sail to the nearest office."""
    if not _is_known(briefing, AccessMode.OFFICE):
        return []
    sentences = []
    if briefing.near_limit:
        values = {
            "n": briefing.near_limit,
            "pct": briefing.near_limit_pct,
            "within": briefing.within,
        }
        words = _unit(briefing)
        sentences.append(Sentence(key="coverage.near_limit", values=dict(values), words=words))
    sailed = [place for place in briefing.municipalities if place.ferry]
    if sailed:
        farther = max(sailed, key=lambda place: (place.nearest_km or 0) / (place.straight_km or 1))
        ways = {
            "n": len(sailed),
            "name": farther.name,
            "straight_km": round(farther.straight_km or 0),
            "ferry_km": round(farther.nearest_km or 0),
        }
        sentences.append(Sentence(key="coverage.ferry", values=dict(ways)))
    return sentences


def _overlap(briefing: CoverageBriefing) -> list[Sentence]:
    count = briefing.states[AccessMode.OFFICE.value]["overlap"]
    return [Sentence(key="coverage.overlap", values={"overlap": count})] if count else []


def _activities(briefing: CoverageBriefing) -> list[Sentence]:
    """Write why activities cannot be told of, where their table alone is absent."""
    absent_of_offices = briefing.not_recorded[AccessMode.OFFICE.value]
    tables = [
        name
        for name in briefing.not_recorded[AccessMode.ACTIVITY.value]
        if name not in absent_of_offices
    ]
    return absent_tables(tables, "coverage.absent.activity")


def _bands(briefing: CoverageBriefing) -> list[Sentence]:
    """Write where firms weigh more than in the country; nothing where they cannot be compared."""
    if not briefing.firms or not briefing.is_comparable:
        return []
    over, few = (briefing.bands[band] for band in (PresenceBand.OVER, PresenceBand.TOO_FEW))
    key = "coverage.over" if over else "coverage.over.none"
    sentences = [Sentence(key=key, values={"over": over} if over else {})]
    return [*sentences, Sentence(key="coverage.too_few", values={"few": few})] if few else sentences


def _outer(briefing: CoverageBriefing) -> list[Sentence]:
    outer = briefing.outer
    if outer is None or outer.coverage_rate is None or outer.coverage_rate_high is None:
        return []
    if (outer.firms or 0) < MIN_COUNT_FOR_QUOTIENT:
        return []
    rate, high = 100 * outer.coverage_rate, 100 * outer.coverage_rate_high
    values = {"rate_pct": rate, "firms": outer.firms}
    if rate == high:
        return [Sentence(key="coverage.outer", values=dict(values))]
    return [Sentence(key="coverage.outer.between", values={**values, "high_pct": high})]


def _follow(briefing: CoverageBriefing) -> list[Sentence]:
    """Write whether offices and activities follow the firms; shares of few would say too much.

    Of example rows alone nothing is said.
    """
    sentences = []
    for what, way in (("offices", AccessMode.OFFICE), ("activities", AccessMode.ACTIVITY)):
        follows: Follows = getattr(briefing, f"{what}_follow_firms")
        beyond = follows.beyond_chance
        is_known = _is_known(briefing, way) and _rests_on_real_rows(briefing, way)
        if beyond is None or follows.n < FEWEST_MOVED or not is_known:
            continue
        how = "chance" if not follows.is_beyond_chance else "worse" if beyond > 0 else "better"
        sentences.append(Sentence(key=f"coverage.follow.{what}.{how}"))
    return sentences


def _rests_on_real_rows(briefing: CoverageBriefing, way: AccessMode) -> bool:
    counts = briefing.freshness[way.value]
    return any(counts[state] for state in Freshness if state is not Freshness.NOT_RECORDED)
