"""What is known of each municipality: who reaches it, and that in one word of four."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from ecosystem.analysis.coverage.areas import areas_online, areas_served
from ecosystem.analysis.coverage.places import (
    ActorPlaces,
    Ways,
    activities_of,
    offices_of,
    reach_of,
)
from ecosystem.analysis.coverage.serving import serving_actors
from ecosystem.analysis.coverage.terms import Question, Terms, Way
from ecosystem.analysis.geography import TravelBasis, places
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import Register, small_table
from ecosystem.model.vocabulary import CoverageState


@dataclass(frozen=True, slots=True)
class Reach:
    """What the register says of who reaches which municipality, before it is put in one word.

    Each table has one row a municipality (all of them, ascending) and one column an actor:
    1 reached, 0 not reached, missing not known.
    """

    office: pd.DataFrame
    activity: pd.DataFrame
    online: pd.DataFrame
    office_km: pd.Series
    """Way to the nearest office of any of the actors, km (or minutes, with a matrix)."""
    activity_km: pd.Series
    offices: pd.Series
    """Offices in each municipality; missing when not recorded."""
    activities: pd.Series
    """Activities held in each municipality in the period; missing when not recorded."""
    actor_ids: tuple[str, ...]
    basis: TravelBasis
    is_nobody_designated: bool
    """The register records who serves the position, and nobody does on the day."""


def measure_reach(
    register: Register, position_id: str, on: date, terms: Terms | None = None
) -> Reach:
    """Find which of the actors of a position reach which municipality, and how.

    Raises:
        UnknownIdError: The register has no such position, or a travel time names no municipality.
        NotRecordedError: The register has no municipalities.
        EcosystemError: The distance asked for is negative.
    """
    terms = terms or Terms()
    if not terms.within >= 0:
        message = f"A distance of {terms.within} was asked for. Give 0 or more."
        raise EcosystemError(message)
    towns = places(register)
    actor_ids = serving_actors(register, position_id, on, terms.served)
    way = Ways(register, towns, on, terms.times)
    asked = Question(position_id, on, terms, actor_ids or ())
    offices = offices_of(register, asked)
    held, unplaced = activities_of(register, asked)
    office, office_km = reach_of(way, offices, asked)
    near, activity_km = reach_of(way, held, asked)
    return Reach(
        office=_inside_area(office, areas_served(register, asked, towns.index)),
        activity=near.where((near == 1) | ~near.columns.isin(unplaced)),
        online=areas_online(register, asked, towns.index),
        office_km=office_km,
        activity_km=activity_km,
        offices=_per_municipality(offices, towns.index),
        activities=_per_municipality(held, towns.index),
        actor_ids=asked.actor_ids,
        basis=way.basis,
        is_nobody_designated=actor_ids == (),
    )


def _inside_area(near: pd.DataFrame, area: pd.DataFrame) -> pd.DataFrame:
    """Near and inside the area; a no of either is a no, else what is not known stays so."""
    both = near * area
    return both.mask((near == 0) | (area == 0), 0.0)


def _per_municipality(found: ActorPlaces, codes: pd.Index) -> pd.Series:
    if not found.is_recorded:
        return pd.Series(np.nan, index=codes)
    return found.rows["municipality_code"].value_counts().reindex(codes, fill_value=0).astype(float)


def coverage_states(reach: Reach) -> pd.DataFrame:
    """Put what is known of each municipality in one word for each way of being reached.

    Returns:
        Indexed by ``municipality_code``: ``office_state``, ``activity_state``, ``online_state``
        (members of ``CoverageState``), ``offices``, ``activities`` (counts in the municipality),
        ``nearest_km``, ``nearest_activity_km``, ``actors`` (ids of those whose office reaches
        it, with ; between).
    """
    columns = {f"{way.value}_state": _states(getattr(reach, way.value), reach) for way in Way}
    return pd.DataFrame(
        {
            **columns,
            "offices": reach.offices,
            "activities": reach.activities,
            "nearest_km": reach.office_km,
            "nearest_activity_km": reach.activity_km,
            "actors": reach.office.apply(lambda row: ";".join(row.index[row == 1]), axis=1)
            if len(reach.actor_ids)
            else "",
        }
    )


def _states(reached: pd.DataFrame, reach: Reach) -> pd.Series:
    """Several reach it: overlap; one: covered; nobody, and all is known: uncovered."""
    count = (reached == 1).sum(axis=1)
    is_open = reached.isna().any(axis=1) | (not reach.actor_ids and not reach.is_nobody_designated)
    state = pd.Series(CoverageState.UNCOVERED.value, index=reached.index, dtype="str")
    state[is_open] = CoverageState.UNKNOWN.value
    state[count == 1] = CoverageState.COVERED.value
    state[count > 1] = CoverageState.OVERLAP.value
    return state


def every_position(register: Register, on: date, terms: Terms | None = None) -> pd.DataFrame:
    """Give the office state of every municipality for every position.

    Returns:
        Indexed by ``municipality_code``, one column a ``position_id``.

    Raises:
        NotRecordedError: The register has no positions or no municipalities.
    """
    question = "which positions there are"
    ids = small_table(register, "strength_positions", question)["position_id"]
    states = {
        str(one): coverage_states(measure_reach(register, str(one), on, terms))
        for one in sorted(ids)
    }
    return pd.DataFrame({one: table["office_state"] for one, table in states.items()})
