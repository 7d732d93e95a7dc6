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
from ecosystem.analysis.siting import Plan, site_presence
from ecosystem.briefings.coverage import Record, caveats_of, municipalities_of, unit_of
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence


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
    is_fixed: bool
    is_synthetic: bool
    chosen: tuple[ChosenPlace, ...]
    alternatives: tuple[AlternativePlace, ...]
    covered_before: float
    covered_after: float
    mean_km_before: float | None
    mean_km_after: float | None
    firms: float
    newly_reached: tuple[str, ...] = Field(description="Codes that come within reach.")
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
    newly = (km[codes] <= terms.within).any(axis=1) & ~reached
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
    held = {
        "position_id": position_id,
        "on": on,
        "add": plan.add,
        "goal": plan.goal,
        "within": terms.within,
        "unit": unit_of(terms),
        "basis": reach.basis.value,
        "is_fixed": plan.is_fixed,
        "is_synthetic": register.is_synthetic,
        "chosen": chosen,
        "alternatives": alternatives,
        "covered_before": found.covered_before,
        "covered_after": found.covered_after,
        "mean_km_before": found.mean_km_before,
        "mean_km_after": found.mean_km_after,
        "firms": found.firms,
        "newly_reached": tuple(str(code) for code in newly.index[newly]),
    }
    caveats = caveats_of(reach, terms, is_synthetic=register.is_synthetic)
    return SitingBriefing(**held, sentences=_sentences(held), caveats=caveats)


def _sentences(held: Mapping[str, Any]) -> tuple[Sentence, ...]:
    before, after = 100 * held["covered_before"], 100 * held["covered_after"]
    key = "cover" if held["is_fixed"] else "anew"
    values = {"add": held["add"], "before_pct": before, "after_pct": after}
    said = [
        Sentence(key=f"siting.{key}.{held['unit']}", values={**values, "within": held["within"]})
    ]
    for choice in held["chosen"]:
        names = {"name": choice.name, "firms": choice.firms_newly_reached}
        said.append(Sentence(key="siting.choice", values=names))
    if held["mean_km_before"] is not None and held["mean_km_after"] is not None:
        ways = {"before": held["mean_km_before"], "after": held["mean_km_after"]}
        said.append(Sentence(key=f"siting.mean.{held['unit']}", values=ways))
    if held["alternatives"]:
        count = len(held["alternatives"])
        said.append(Sentence(key="siting.alternatives", values={"count": count}))
    return tuple(said)
