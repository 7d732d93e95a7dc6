"""Answer how the whole country is covered: for every position, for a hub, for a cluster, over time.

The matrix of positions and municipalities holds a state and a number of firms in each cell. From it
come a list for each hub (what its area lacks, what it has several of) and for each cluster (where
its position's firms are and it is not), most firms first.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd
from pydantic import Field

from ecosystem.analysis import coverage as covering
from ecosystem.analysis import presence as standing
from ecosystem.analysis.coverage import AccessMode, CoverageCriteria
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.presence import PositionFirms
from ecosystem.briefings.coverage.parts import (
    Actor,
    FirmCounts,
    absent_tables,
    marked,
    named_actors,
    number,
    unit_of,
)
from ecosystem.briefings.records import Fields
from ecosystem.model.records import Record
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import CoverageState, Freshness


class Cell(Record):
    """One municipality for one position."""

    position_id: str
    municipality_code: str
    state: CoverageState
    firms: float | None
    example_firms: float | None = Field(description="Of the firms: example data.")
    freshness: Freshness | None = Field(
        description="What the checks of the rows behind the state are worth; none where it rests "
        "on example data or on a table without rows."
    )


class HubBriefing(Record):
    """What the area of a hub lacks and what it has several of."""

    hub_id: str
    name: str
    lacks: tuple[Cell, ...] = Field(description="Firms and no office near; most firms first.")
    has_several: tuple[Cell, ...] = Field(description="Several actors, and few firms for each.")
    unknown: int = Field(description="Cells of which it is not known.")


class ClusterBriefing(FirmCounts):
    """Where the firms of a cluster's position are and the cluster is not."""

    actor_id: str
    name: str
    position_id: str
    absent_from: tuple[Cell, ...] = Field(description="Most firms first.")
    firms_out_of_reach: float | None
    unknown: int = Field(description="Municipalities of which it is not known.")


class CountryBriefing(Record):
    """Every position in every municipality on a day."""

    on: date
    within: float
    unit: str
    served: str
    is_synthetic: bool
    not_recorded: tuple[str, ...] = Field(
        description="Absent tables that it takes to know who has an office near by."
    )
    position_names: dict[str, tuple[str, str]] = Field(description="Danish and English.")
    municipality_names: dict[str, str]
    cells: tuple[Cell, ...]
    hubs: tuple[HubBriefing, ...]
    clusters: tuple[ClusterBriefing, ...]


def brief_country(
    register: Register, on: date, terms: CoverageCriteria | None = None, *, day: OnDay | None = None
) -> CountryBriefing:
    """Return the state and firms of every position and municipality, and for whom it matters.

    Args:
        register: The register.
        on: The day asked about.
        terms: What counts as reached.
        day: The register on that day, where it is made already.

    Raises:
        NotRecordedError: The register has no positions or no municipalities.
    """
    day, terms = day or OnDay(register, on), terms or CoverageCriteria()
    firms = PositionFirms(day)
    cells: dict[tuple[str, str], Cell] = {}
    absent: dict[str, None] = {}
    for position in day.membership.position_ids:
        reach = covering.measure_reach(day, position, terms)
        absent |= dict.fromkeys(reach.not_recorded[AccessMode.OFFICE])
        states = covering.coverage_states(reach)
        counted, examples = firms.by_municipality(position)["firms"], firms.examples(position)
        cells |= _cells(position, states, counted, examples)
    return CountryBriefing(
        on=on,
        within=terms.within,
        unit=unit_of(terms),
        served=terms.served,
        is_synthetic=register.is_synthetic,
        not_recorded=tuple(absent),
        position_names={position: tuple(name) for position, name in day.names.positions.items()},
        municipality_names={code: day.names.municipality(code) for code in day.places.codes},
        cells=tuple(cells.values()),
        hubs=_hubs(day, cells),
        clusters=_clusters(day, firms, cells),
    )


def _cells(
    position_id: str, states: pd.DataFrame, firms: pd.Series, examples: pd.Series
) -> dict[tuple[str, str], Cell]:
    rows = zip(states.index, states["office_state"], states["office_freshness"], firms, strict=True)
    return {
        (str(code), position_id): Cell(
            position_id=position_id,
            municipality_code=str(code),
            state=CoverageState(state),
            firms=number(count),
            example_firms=None if pd.isna(count) else float(examples.get(code, 0)),
            freshness=Freshness(freshness) if isinstance(freshness, str) else None,
        )
        for code, state, freshness, count in rows
    }


def _hubs(day: OnDay, cells: Mapping[tuple[str, str], Cell]) -> tuple[HubBriefing, ...]:
    hubs = named_actors(day, sorted(set(day.places.hub_of.values())))
    briefings = []
    for hub in hubs:
        codes = set(day.places.municipalities_of_hub(hub.actor_id))
        cells_of_hub = [cell for (code, _), cell in cells.items() if code in codes]
        briefings.append(
            HubBriefing(
                hub_id=hub.actor_id,
                name=hub.name,
                lacks=_most_firms(cells_of_hub, CoverageState.UNCOVERED),
                has_several=_most_firms(cells_of_hub, CoverageState.OVERLAP)[::-1],
                unknown=_unknown(cells_of_hub),
            )
        )
    return tuple(briefings)


def _clusters(
    day: OnDay, firms: PositionFirms, cells: Mapping[tuple[str, str], Cell]
) -> tuple[ClusterBriefing, ...]:
    pairs = [
        (actor, position)
        for position, actors in (day.membership.clusters_of or {}).items()
        for actor in actors
    ]
    names = {actor.actor_id: actor.name for actor in named_actors(day, {a for a, _ in pairs})}
    return tuple(
        _cluster(
            Actor(actor_id=actor_id, name=names[actor_id]),
            position_id,
            FirmCounts.of(day, firms, position_id),
            [cell for (_, position), cell in cells.items() if position == position_id],
        )
        for actor_id, position_id in sorted(pairs)
    )


def _cluster(
    actor: Actor, position_id: str, counts: FirmCounts, cells: Iterable[Cell]
) -> ClusterBriefing:
    absent = _most_firms(cells, CoverageState.UNCOVERED)
    reach = sum(cell.firms or 0 for cell in absent)
    return ClusterBriefing(
        **counts.model_dump(),
        **actor.model_dump(),
        position_id=position_id,
        absent_from=absent,
        firms_out_of_reach=None if counts.firms is None else reach,
        unknown=_unknown(cells),
    )


def _unknown(cells: Iterable[Cell]) -> int:
    return sum(cell.state is CoverageState.UNKNOWN for cell in cells)


def _most_firms(cells: Iterable[Cell], state: CoverageState) -> tuple[Cell, ...]:
    """Cells in a state with a firm or an unknown number of them, most first."""
    cells_in_state = [cell for cell in cells if cell.state is state and cell.firms != 0]
    return tuple(
        sorted(cells_in_state, key=lambda c: (-(c.firms or 0), c.municipality_code, c.position_id))
    )


class CoverageChange(Record):
    """What changed between two days."""

    position_id: str
    before: date
    after: date
    coverage_rate_before: float | None
    coverage_rate_after: float | None
    opened: tuple[str, ...] = Field(description="Codes that had reach and no longer have.")
    closed: tuple[str, ...] = Field(description="Codes that gained reach.")
    no_longer_known: tuple[str, ...]
    within: float
    unit: str
    firms_before: float | None
    firms_after: float | None
    counts: dict[str, int] = Field(description="How many codes each list holds.")
    sentences: tuple[Sentence, ...]


def brief_change(
    register: Register,
    position_id: str,
    before: date,
    after: date,
    terms: CoverageCriteria | None = None,
) -> CoverageChange:
    """Return which municipalities gained and lost an office within reach between two days.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register has no positions or no municipalities.
    """
    terms = terms or CoverageCriteria()
    first, second = (_on_day(OnDay(register, on), position_id, terms) for on in (before, after))
    lists = _changed_codes(first.states, second.states)
    answer: Fields = {
        "before": before,
        "after": after,
        "coverage_rate_before": first.rate,
        "coverage_rate_after": second.rate,
        **lists,
        "within": terms.within,
        "unit": unit_of(terms),
        "firms_before": first.firms,
        "firms_after": second.firms,
        "counts": {name: len(codes) for name, codes in lists.items()},
    }
    unknown = (*first.unknown, *second.unknown)
    is_comparable = first.is_known and second.is_known
    sentences = unknown[:1] or _change_sentences(answer, is_comparable=is_comparable)
    is_example = first.has_examples or second.has_examples
    sentences = marked(sentences, is_example=is_example)
    return CoverageChange(position_id=position_id, **answer, sentences=sentences)


def _changed_codes(before: pd.Series, after: pd.Series) -> dict[str, tuple[str, ...]]:
    """List the municipalities that lost and gained an office within reach, or are unknown now."""
    reached = [CoverageState.COVERED.value, CoverageState.OVERLAP.value]
    had, has = before.isin(reached), after.isin(reached)
    is_open = after == CoverageState.UNKNOWN.value
    return {
        "opened": _codes(had & ~has & ~is_open),
        "closed": _codes(~had & has),
        "no_longer_known": _codes(had & is_open),
    }


class _DayOfChange(NamedTuple):
    states: pd.Series
    rate: float | None
    firms: float | None
    has_examples: bool
    is_known: bool
    """The share is one number: nothing behind it is open."""
    unknown: tuple[Sentence, ...]
    """Why nothing can be said of the day."""


def _on_day(day: OnDay, position_id: str, terms: CoverageCriteria) -> _DayOfChange:
    reach = covering.measure_reach(day, position_id, terms)
    states = covering.coverage_states(reach)["office_state"]
    firms = standing.firms_by_municipality(day, position_id)["firms"]
    has_examples = not PositionFirms(day).examples(position_id).empty
    rate = covering.coverage_rate(firms, states)
    unknown = absent_tables(reach.not_recorded[AccessMode.OFFICE], "coverage.absent.office")
    if not unknown and not reach.is_serving_recorded:
        unknown = [Sentence(key="coverage.designation_not_recorded")]
    low = None if unknown else rate["coverage_rate"]
    is_known = low is not None and low == rate["coverage_rate_high"]
    total = number(firms.sum(skipna=False))
    return _DayOfChange(states, low, total, has_examples, is_known, tuple(unknown))


def _change_sentences(answer: Fields, *, is_comparable: bool) -> tuple[Sentence, ...]:
    """Compare the two days; shares only where both are known."""
    sentences = []
    days = {"before": answer["before"], "after": answer["after"]}
    if is_comparable:
        shares = {f"{when}_pct": 100 * answer[f"coverage_rate_{when}"] for when in days}
        values = {**days, **shares, "within": answer["within"]}
        words = {"unit": f"map.unit.{answer['unit']}"}
        is_same = shares["before_pct"] == shares["after_pct"]
        key = "change.firms.same" if is_same else "change.firms"
        sentences.append(Sentence(key=key, values=values, words=words))
    counts = answer["counts"]
    values = {
        "before": answer["before"],
        "closed": counts["closed"],
        "opened": counts["opened"],
        "unknown": counts["no_longer_known"],
    }
    sentences.append(Sentence(key="change.municipalities", values=values))
    return tuple(sentences)


def _codes(mask: pd.Series) -> tuple[str, ...]:
    return tuple(str(code) for code in mask.index[mask])
