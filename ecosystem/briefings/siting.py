"""Answer where to add presence for a position, what each place would reach, and what is as good."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import Field

from ecosystem.analysis import coverage as covering
from ecosystem.analysis import presence as standing
from ecosystem.analysis.coverage import Terms
from ecosystem.analysis.geography import distance_matrix, matrix_of
from ecosystem.analysis.siting import NEARLY_AS_GOOD, Plan, site_presence
from ecosystem.briefings.coverage import (
    Record,
    caveats_of,
    factors_of,
    municipalities_of,
    say_left_out,
    unit_of,
)
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import CoverageState


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
    shelf_life_days: int
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
    firms: float
    newly_reached: tuple[str, ...] = Field(description="Codes that come within reach.")
    nearest_km_after: dict[str, float | None] = Field(
        description="Way to the nearest office with the places, by municipality."
    )
    municipalities_before: int = Field(description="Known to be reached today.")
    municipalities_after: int
    sentences: tuple[Sentence, ...]
    caveats: tuple[Sentence, ...]


def brief_siting(
    register: Register,
    position_id: str,
    on: date,
    plan: Plan,
    terms: Terms | None = None,
) -> SitingBriefing:
    """Tell where to add presence for a position, and what each place would reach.

    Args:
        register: The register.
        position_id: The strength position.
        on: The day asked about.
        plan: How many places, to what end; its distance is that of ``terms`` where these are given.
        terms: What counts as reached.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register records no firms, positions or municipalities.
        EcosystemError: More places are asked for than there are municipalities, or the position
            has no firms.
    """
    terms = terms or Terms(within=plan.within)
    plan = replace(plan, within=terms.within)
    reach = covering.measure_reach(register, position_id, on, terms)
    firms = standing.firms_by_municipality(register, position_id, on)["firms"]
    km = distance_matrix(register, on)
    if terms.times is not None:
        km = matrix_of(terms.times, register)
    reached = (reach.office == 1).any(axis=1)
    found = site_presence(firms, km, reached, reach.office_km, plan)
    names = municipalities_of(register)["name"]
    codes = [choice.municipality_code for choice in found.chosen]
    near = (km[codes] <= terms.within).any(axis=1)
    newly = near & ~reached
    chosen = tuple(
        ChosenPlace(
            municipality_code=one.municipality_code,
            name=str(names[one.municipality_code]),
            firms_newly_reached=one.firms_newly_reached,
        )
        for one in found.chosen
    )
    alternatives = tuple(
        AlternativePlace(
            instead_of=one.instead_of,
            municipality_code=one.municipality_code,
            name=str(names[one.municipality_code]),
            loss=one.loss,
        )
        for one in found.alternatives
    )
    states = covering.coverage_states(reach)["office_state"]
    held = {
        "position_id": position_id,
        "on": on,
        "add": plan.add,
        "goal": plan.goal,
        "within": terms.within,
        "unit": unit_of(terms),
        "basis": reach.basis.value,
        **factors_of(reach.basis),
        "active_days": terms.active_days,
        "shelf_life_days": terms.shelf_life_days,
        "is_fixed": plan.is_fixed,
        "is_synthetic": register.is_synthetic,
        "chosen": chosen,
        "alternatives": alternatives,
        "alternatives_in_all": len(alternatives),
        "nearly_as_good_pct": 100 * NEARLY_AS_GOOD,
        "covered_before": found.covered_before,
        "covered_after": found.covered_after,
        "mean_km_before": found.mean_km_before,
        "mean_km_after": found.mean_km_after,
        "worst_km_before": found.worst_km_before,
        "worst_km_after": found.worst_km_after,
        "places_for_all": found.places_for_all,
        "unknown": int((states == CoverageState.UNKNOWN.value).sum()),
        "firms": found.firms,
        "newly_reached": tuple(str(code) for code in newly.index[newly]),
        "nearest_km_after": dict(found.nearest_after),
        "municipalities_before": int(reached.sum()),
        "municipalities_after": int(((reached & plan.is_fixed) | near).sum()),
    }
    left_out = standing.firms_left_out(register, on)
    read_beside = caveats_of(reach, terms, is_synthetic=register.is_synthetic)
    caveats = (*say_left_out(register, left_out), *read_beside)
    return SitingBriefing(**held, sentences=_sentences(held), caveats=caveats)


def _sentences(held: Mapping[str, Any]) -> tuple[Sentence, ...]:
    unit = held["unit"]
    said = [_reached(held)]
    if held["unknown"]:
        said.append(Sentence(key="siting.unknown", values={"unknown": held["unknown"]}))
    for choice in held["chosen"]:
        how = {0: ".none", 1: ".one"}.get(choice.firms_newly_reached, "")
        names = {"name": choice.name, "firms": choice.firms_newly_reached}
        said.append(Sentence(key=f"siting.choice{how}", values=names))
    for what in ("mean", "worst"):
        before, after = held[f"{what}_km_before"], held[f"{what}_km_after"]
        if before is not None and after is not None:
            ways = {"before": before, "after": after}
            said.append(Sentence(key=f"siting.{what}.{unit}", values=ways))
    if held["alternatives"]:
        told = {"count": len(held["alternatives"]), "nearly_pct": held["nearly_as_good_pct"]}
        said.append(Sentence(key="siting.alternatives", values=told))
    if held["places_for_all"] and held["is_fixed"]:
        places = {"places": held["places_for_all"], "within": held["within"]}
        said.append(Sentence(key=f"siting.all.{unit}", values=places))
    return tuple(said)


def _reached(held: Mapping[str, Any]) -> Sentence:
    """How many firms are reached with the places, against today."""
    key = "cover" if held["is_fixed"] else "anew"
    one = ".one" if held["add"] == 1 else ""
    values = {
        "add": held["add"],
        "before_pct": 100 * held["covered_before"],
        "after_pct": 100 * held["covered_after"],
        "within": held["within"],
    }
    return Sentence(key=f"siting.{key}.{held['unit']}{one}", values=values)
