"""Answer where to add presence for a position, what each place would reach, and what is as good."""

from dataclasses import replace
from datetime import date
from typing import Final

import pandas as pd
from pydantic import Field

from ecosystem.analysis import coverage as covering
from ecosystem.analysis import presence as standing
from ecosystem.analysis.coverage import AccessMode, CoverageCriteria, Reach, TravelCost
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.siting import NEARLY_AS_GOOD, Plan, Siting, site_presence
from ecosystem.briefings.coverage.parts import (
    FirmCounts,
    caveats_of,
    factors_of,
    left_out_caveats,
    marked,
    three_cuts,
    unit_of,
    whose,
)
from ecosystem.briefings.records import Fields
from ecosystem.model.errors import NotRecordedError
from ecosystem.model.records import Record
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import CoverageState, Freshness


class ChosenPlace(Record):
    """A municipality to add presence in."""

    municipality_code: str
    name: str
    firms_newly_reached: float


class AlternativePlace(Record):
    """A municipality that would do nearly as well as a chosen one."""

    instead_of: str
    municipality_code: str
    name: str
    loss: float


class SitingBriefing(Record):
    """Where to add presence, what it reaches, and what is nearly as good."""

    position_id: str
    on: date
    add: int
    goal: str
    within: float
    unit: str
    basis: str
    road_factor: float | None
    speed_kmh: float | None
    active_days: int
    is_fixed: bool
    is_synthetic: bool
    chosen: tuple[ChosenPlace, ...]
    alternatives: tuple[AlternativePlace, ...]
    alternatives_in_all: int
    nearly_as_good_pct: float = Field(description="An alternative loses at most so much.")
    covered_before: float
    covered_after: float
    mean_km_before: float | None
    mean_km_after: float | None
    worst_km_before: float | None = Field(description="Longest way of a firm to an office.")
    worst_km_after: float | None
    places_for_all: int | None = Field(
        description="Fewest places that bring every firm within reach; none when none can."
    )
    unknown: int = Field(description="Municipalities not known to be reached, taken as not.")
    is_serving_recorded: bool = Field(description="The register says who serves the position.")
    firms: float = Field(
        description="Firms of a recorded municipality: the proposal rests on them."
    )
    counts: FirmCounts = Field(description="All firms of the position, in the three cuts.")
    offices: int = Field(description="Places where the actors are met today.")
    freshness: Freshness | None = Field(
        description="What the checks of the rows behind the least sure state are worth."
    )
    newly_reached: tuple[str, ...] = Field(description="Codes that come within reach.")
    nearest_km_after: dict[str, float | None] = Field(
        description="Way to the nearest office with the places, by municipality."
    )
    municipalities_before: int = Field(description="Known to be reached today.")
    municipalities_after: int
    sentences: tuple[Sentence, ...]
    caveats: tuple[Sentence, ...]


def brief_siting(  # noqa: PLR0913 - each is named where it is asked
    register: Register,
    position_id: str,
    on: date,
    plan: Plan,
    terms: CoverageCriteria | None = None,
    *,
    day: OnDay | None = None,
) -> SitingBriefing:
    """Return where to add presence for a position, and what each place would reach.

    Args:
        register: The register.
        position_id: The strength position.
        on: The day asked about.
        plan: How many places, to what end; its distance is that of ``terms`` where these are given.
        terms: What counts as reached.
        day: The register on that day, where it is made already.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register records no firms, positions or municipalities, or lacks a
            table that says who reaches firms today.
        EcosystemError: More places are asked for than there are municipalities, or the position
            has no firms.
    """
    day, terms = day or OnDay(register, on), terms or CoverageCriteria(within=plan.within)
    plan = replace(plan, within=terms.within)
    reach = covering.measure_reach(day, position_id, terms)
    for table in reach.not_recorded[AccessMode.OFFICE]:
        question = "who has an office near by, and so where one is missing,"
        raise NotRecordedError.from_table(table, question)
    counted = standing.PositionFirms(day)
    counts = FirmCounts.of(day, counted, position_id)
    firms = counted.by_municipality(position_id)["firms"]
    km = TravelCost(day, terms.times).between()
    reached = (reach.office == 1).any(axis=1)
    siting = site_presence(firms, km, reached, reach.office_km, plan)
    states = covering.coverage_states(reach)
    answer: Fields = {
        "position_id": position_id,
        "on": on,
        "add": plan.add,
        "goal": plan.goal,
        "within": terms.within,
        "unit": unit_of(terms),
        "basis": reach.basis.value,
        **factors_of(reach.basis),
        "active_days": terms.active_days,
        "is_fixed": plan.is_fixed,
        "is_synthetic": register.is_synthetic,
        **_places(day, siting),
        **_gains(siting),
        "unknown": int((states["office_state"] == CoverageState.UNKNOWN.value).sum()),
        "is_serving_recorded": reach.is_serving_recorded,
        "counts": counts,
        **_today(reach, states),
        **_reached(km, reached, plan, siting),
    }
    caveats = (
        *left_out_caveats(day, standing.firms_left_out(day)),
        *caveats_of(reach, terms, counts, is_synthetic=register.is_synthetic),
    )
    return SitingBriefing(
        **answer,
        sentences=marked(_sentences(answer), is_example=bool(counts.example_firms)),
        caveats=marked(caveats, is_example=register.is_synthetic),
    )


def _places(day: OnDay, siting: Siting) -> Fields:
    """Chosen places and what would do nearly as well, by name."""
    alternatives = tuple(
        AlternativePlace(
            instead_of=place.instead_of,
            municipality_code=place.municipality_code,
            name=day.names.municipality(place.municipality_code),
            loss=place.loss,
        )
        for place in siting.alternatives
    )
    return {
        "chosen": tuple(
            ChosenPlace(
                municipality_code=choice.municipality_code,
                name=day.names.municipality(choice.municipality_code),
                firms_newly_reached=choice.firms_newly_reached,
            )
            for choice in siting.choices
        ),
        "alternatives": alternatives,
        "alternatives_in_all": len(alternatives),
        "nearly_as_good_pct": 100 * NEARLY_AS_GOOD,
    }


def _gains(siting: Siting) -> Fields:
    gains = {name: getattr(siting, name) for name in _OF_SITING}
    return {**gains, "nearest_km_after": dict(siting.nearest_after)}


_OF_SITING: Final = (
    "covered_before",
    "covered_after",
    "mean_km_before",
    "mean_km_after",
    "worst_km_before",
    "worst_km_after",
    "places_for_all",
    "firms",
)
"""Fields that a siting has under the same name."""


def _today(reach: Reach, states: pd.DataFrame) -> Fields:
    """Offices that the proposal takes as given, and how sure they are."""
    freshness = states.loc[
        states["office_state"] != CoverageState.UNKNOWN.value, "office_freshness"
    ]
    present = [state for state in Freshness if (freshness == state.value).any()]
    return {
        "offices": int(reach.offices.sum()),
        "freshness": present[-1] if present else None,
    }


def _reached(km: pd.DataFrame, reached: "pd.Series[bool]", plan: Plan, siting: Siting) -> Fields:
    """Municipalities within reach before and after."""
    codes = [choice.municipality_code for choice in siting.choices]
    near = (km[codes] <= plan.within).any(axis=1)
    newly = near & ~reached
    return {
        "newly_reached": tuple(str(code) for code in newly.index[newly]),
        "municipalities_before": int(reached.sum()),
        "municipalities_after": int(((reached & plan.is_fixed) | near).sum()),
    }


# --- what it says --------------------------------------------------------------------------


def _sentences(answer: Fields) -> tuple[Sentence, ...]:
    sentences = [_cover(answer)]
    if answer["unknown"]:
        sentences.append(Sentence(key="siting.unknown", values={"unknown": answer["unknown"]}))
    if not answer["is_serving_recorded"]:
        sentences.append(Sentence(key="coverage.designation_not_recorded"))
    for choice in answer["chosen"]:
        key = "siting.choice" if choice.firms_newly_reached else "siting.choice.none"
        values = {"name": choice.name, "firms": choice.firms_newly_reached}
        sentences.append(Sentence(key=key, values=dict(values)))
    sentences += _rests_on(answer)
    for what in ("mean", "worst"):
        before, after = answer[f"{what}_km_before"], answer[f"{what}_km_after"]
        if before is not None and after is not None:
            ways = {"before": before, "after": after}
            words = _unit(answer)
            sentences.append(Sentence(key=f"siting.{what}", values=dict(ways), words=words))
    if answer["alternatives"]:
        swaps = {"count": len(answer["alternatives"]), "nearly_pct": answer["nearly_as_good_pct"]}
        sentences.append(Sentence(key="siting.alternatives", values=dict(swaps)))
    if answer["places_for_all"] and answer["is_fixed"]:
        places = {"places": answer["places_for_all"], "within": answer["within"]}
        sentences.append(Sentence(key="siting.all", values=dict(places), words=_unit(answer)))
    return tuple(sentences)


def _unit(answer: Fields) -> dict[str, str]:
    return {"unit": f"map.unit.{answer['unit']}"}


def _cover(answer: Fields) -> Sentence:
    """Write how many firms are reached with the places, against today."""
    values = {
        "add": answer["add"],
        "before_pct": 100 * answer["covered_before"],
        "after_pct": 100 * answer["covered_after"],
        "within": answer["within"],
    }
    key = "siting.cover" if answer["is_fixed"] else "siting.anew"
    return Sentence(key=key, values=values, words=_unit(answer))


def _rests_on(answer: Fields) -> list[Sentence]:
    """Write which firms and offices the proposal rests on, and how sure these are."""
    counts: FirmCounts = answer["counts"]
    values = {**three_cuts(counts), "offices": answer["offices"]}
    sentences = [
        Sentence(key="siting.rests_on", values=dict(values), words={"whose": whose(counts)}),
    ]
    if counts.firms_without_municipality:
        lost = {"firms": counts.firms_without_municipality}
        sentences.append(Sentence(key="coverage.firms_unplaced", values=dict(lost)))
    if answer["freshness"] is not None:
        words = {"freshness": f"freshness.{answer['freshness'].value}"}
        sentences.append(Sentence(key="siting.freshness", words=words))
    return sentences
