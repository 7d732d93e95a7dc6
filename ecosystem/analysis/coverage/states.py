"""What is known of each municipality: who reaches it, in one word of four, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ecosystem.analysis.coverage.areas import Areas, areas_online, areas_served
from ecosystem.analysis.coverage.criteria import TABLES_OF, AccessMode, CoverageCriteria, Question
from ecosystem.analysis.coverage.places import (
    ActorPlaces,
    Nearness,
    TravelCost,
    activities_of,
    meeting_places_of,
    nearness_of,
)
from ecosystem.analysis.coverage.serving import serving_actors
from ecosystem.analysis.coverage.sureness import (
    freshness_of,
    least_sure,
    ranks_of,
    stronger,
    weaker,
)
from ecosystem.analysis.day import OnDay, TravelBasis, is_near_limit
from ecosystem.model.errors import EcosystemError
from ecosystem.model.vocabulary import CoverageState, Freshness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reach:
    """What the register says of who reaches which municipality, before it is put in one word.

    Each table has one row a municipality (all of them, ascending) and one column an actor:
    1 reached, 0 not reached, missing not known.
    """

    office: pd.DataFrame
    activity: pd.DataFrame
    online: pd.DataFrame
    ranks: Mapping[AccessMode, pd.DataFrame]
    """How sure each cell is: 0 surest, missing where there is no row to check."""
    km: pd.DataFrame
    """Way to the nearest place of each actor, km (or minutes, with a matrix); missing: unknown."""
    office_km: pd.Series
    """Way to the nearest place of any of the actors."""
    place_km: "Floats"
    """Way from each municipality (rows) to each place of the actors (columns)."""
    activity_km: pd.Series
    offices: pd.Series
    """Places where the actors are met in each municipality; missing when not recorded."""
    activities: pd.Series
    """Activities held in each municipality in the period; missing when not recorded."""
    actor_ids: tuple[str, ...]
    head_office_alone: tuple[str, ...]
    """Institutions of which a head office is all that is recorded: they may be elsewhere too."""
    basis: TravelBasis
    within: float
    is_serving_recorded: bool
    """The register records who serves the position: nobody is left out of ``actor_ids``."""
    not_recorded: Mapping[AccessMode, tuple[str, ...]]
    """Absent tables that it takes to know who is reached in each way."""

    @property
    def is_nobody_designated(self) -> bool:
        """The register records who serves the position, and nobody does on the day."""
        return self.is_serving_recorded and not self.actor_ids

    def is_known(self, mode: AccessMode) -> bool:
        """Return whether every table behind a mode is recorded, and who serves the position."""
        return self.is_serving_recorded and not self.not_recorded[mode]


def measure_reach(day: OnDay, position_id: str, criteria: CoverageCriteria | None = None) -> Reach:
    """Find which of the actors of a position reach which municipality, and how.

    Raises:
        UnknownIdError: The register has no such position, or a travel time names no municipality.
        NotRecordedError: The register has no municipalities.
        EcosystemError: The distance asked for is negative.
    """
    criteria = criteria or CoverageCriteria()
    if not criteria.within >= 0:
        message = f"A distance of {criteria.within} was asked for. Give 0 or more."
        raise EcosystemError(message)
    serving = serving_actors(day, position_id, criteria.served)
    question = Question(position_id, criteria, serving.actor_ids)
    travel = TravelCost(day, criteria.times)
    places = meeting_places_of(day, question)
    activities, unplaced = activities_of(day, question)
    near, events = nearness_of(travel, places, question), nearness_of(travel, activities, question)
    roles = _rank_of_roles(day, question, near)
    offered, online = areas_served(day, question), areas_online(day, question)
    office, office_rank = _inside_area(near, offered)
    return Reach(
        office=office,
        activity=events.reached.where(
            (events.reached == 1) | ~events.reached.columns.isin(unplaced)
        ),
        online=online.served,
        ranks={
            AccessMode.OFFICE: weaker(office_rank, roles),
            AccessMode.ACTIVITY: weaker(events.rank, roles),
            AccessMode.ONLINE: weaker(online.rank, roles),
        },
        km=near.km,
        office_km=near.nearest,
        place_km=near.place_km,
        activity_km=events.nearest,
        offices=_per_municipality(places, office.index),
        activities=_per_municipality(activities, office.index),
        actor_ids=question.actor_ids,
        head_office_alone=tuple(filter(day.places.is_head_office_alone, question.actor_ids)),
        basis=travel.basis,
        within=criteria.within,
        is_serving_recorded=serving.is_recorded,
        not_recorded=_not_recorded(day),
    )


def _not_recorded(day: OnDay) -> dict[AccessMode, tuple[str, ...]]:
    absent = {*day.membership.not_recorded, *day.places.not_recorded}
    absent |= {name for name in ("offers", "activities") if getattr(day.register, name) is None}
    return {mode: tuple(t for t in tables if t in absent) for mode, tables in TABLES_OF.items()}


def _inside_area(near: Nearness, area: Areas) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return near and inside the area, with the rank; a no of either is a no, else open."""
    is_far, is_outside = near.reached == 0, area.served == 0
    both = (near.reached * area.served).mask(is_far | is_outside, 0.0)
    by_either = stronger(near.rank.where(is_far), area.rank.where(is_outside))
    return both, weaker(near.rank, area.rank).mask(both == 0, by_either)


def _rank_of_roles(day: OnDay, question: Question, near: Nearness) -> pd.DataFrame:
    """Return how sure each actor's role in the position is; missing where it has none."""
    table = near.rank * np.nan
    roles = day.membership.roles
    if roles is None:
        return table
    rows = roles[roles["position_id"] == question.position_id]
    surest_row = ranks_of(day, rows, "actor_positions").groupby(rows["actor_id"]).min()
    for actor in surest_row.index.intersection(table.columns):
        table[actor] = surest_row[actor]
    return table


def _per_municipality(places: ActorPlaces, codes: pd.Index) -> pd.Series:
    if not places.is_recorded:
        return pd.Series(np.nan, index=codes)
    return (
        places.rows["municipality_code"].value_counts().reindex(codes, fill_value=0).astype(float)
    )


def coverage_states(reach: Reach) -> pd.DataFrame:
    """Return what is known of each municipality in one word for each access mode.

    Returns:
        Indexed by ``municipality_code``: ``office_state``, ``activity_state``, ``online_state``
        (members of ``CoverageState``); ``office_freshness``, ``activity_freshness``,
        ``online_freshness`` (members of ``Freshness``: what the checks of the rows behind the
        state are worth; missing where it rests on example rows or on a table without rows);
        ``offices``, ``activities`` (counts in the municipality), ``nearest_km``,
        ``is_near_limit``, ``nearest_activity_km``, ``actors`` (ids of those whose place reaches
        it, with ; between).
    """
    states = {
        f"{mode.value}_state": _states(getattr(reach, mode.value), reach) for mode in AccessMode
    }
    sureness = {
        f"{mode.value}_freshness": _freshness(reach, mode, states[f"{mode.value}_state"])
        for mode in AccessMode
    }
    return pd.DataFrame(
        {
            **states,
            **sureness,
            "offices": reach.offices,
            "activities": reach.activities,
            "nearest_km": reach.office_km,
            "is_near_limit": is_near_limit(reach.office_km, reach.within),
            "nearest_activity_km": reach.activity_km,
            "actors": reach.office.apply(lambda row: ";".join(row.index[row == 1]), axis=1)
            if len(reach.actor_ids)
            else "",
        }
    )


def _states(reached: pd.DataFrame, reach: Reach) -> pd.Series:
    """Return the state: several reach it, overlap; one, covered; nobody, uncovered if known."""
    count = (reached == 1).sum(axis=1)
    is_open = reached.isna().any(axis=1) | (not reach.is_serving_recorded)
    state = pd.Series(CoverageState.UNCOVERED.value, index=reached.index, dtype="str")
    state[is_open] = CoverageState.UNKNOWN.value
    state[count == 1] = CoverageState.COVERED.value
    state[count > 1] = CoverageState.OVERLAP.value
    return state


def _freshness(reach: Reach, mode: AccessMode, states: pd.Series) -> pd.Series:
    """Return what the checks behind each state are worth.

    Covered is as sure as the surest actor that reaches it, overlap as the second surest,
    uncovered as the least sure of those that do not.
    """
    reached = getattr(reach, mode.value).to_numpy(dtype=float)
    ranks = reach.ranks[mode].to_numpy(dtype=float)
    in_order = np.sort(np.where(reached == 1, ranks, np.inf), axis=1)
    padded = np.pad(in_order, ((0, 0), (0, 2)), constant_values=np.inf)
    rank = least_sure(np.where(reached == 0, ranks, np.nan))
    rank = np.where(states == CoverageState.COVERED.value, padded[:, 0], rank)
    rank = np.where(states == CoverageState.OVERLAP.value, padded[:, 1], rank)
    freshness = pd.Series(freshness_of(rank), index=states.index, dtype="str")
    return freshness.mask(states == CoverageState.UNKNOWN.value, Freshness.NOT_RECORDED.value)


def ways_to_nearest(day: OnDay, reach: Reach) -> pd.DataFrame:
    """Return what the way to the nearest place leads over.

    Returns:
        Indexed by ``municipality_code``: ``straight_km`` (as the crow flies to the same place)
        and ``ferry`` (names of the ferries on the way, with ; between). Missing where no way is
        known, and throughout with a user's own times.
    """
    table = pd.DataFrame(
        {"straight_km": np.nan, "ferry": None}, index=reach.office_km.index, dtype="object"
    )
    if reach.basis is TravelBasis.MATRIX:
        return table
    km_with_way = reach.km[reach.office_km.notna()]
    for code, actor in km_with_way.idxmin(axis=1).items():
        distance = day.places.distance(str(code), str(actor))
        if distance is not None:
            table.loc[code, "straight_km"] = distance.straight_km
            table.loc[code, "ferry"] = ";".join(distance.ferries) or None
    return table


def every_position(day: OnDay, criteria: CoverageCriteria | None = None) -> pd.DataFrame:
    """Return the office state of every municipality for every position.

    Returns:
        Indexed by ``municipality_code``, one column a ``position_id``.

    Raises:
        NotRecordedError: The register has no positions or no municipalities.
    """
    states = {
        position: coverage_states(measure_reach(day, position, criteria))["office_state"]
        for position in day.membership.position_ids
    }
    return pd.DataFrame(states)
