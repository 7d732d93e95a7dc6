"""Where actors meet firms, and which municipalities such a place is near.

What counts as recorded: a table that is absent is not recorded for anybody; a table with a header
alone says that there is none; a table with rows but none of an actor says nothing of that actor
but where it is registered. Of an institution with a head office alone nobody has recorded whether
it is elsewhere too.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.coverage.criteria import SILENT_AFTER_DAYS, Question
from ecosystem.analysis.coverage.sureness import ranks_of, surest
from ecosystem.analysis.day import OnDay, TravelBasis
from ecosystem.model.register import collect

if TYPE_CHECKING:
    import narwhals as nw
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_COLUMNS: Final = ["actor_id", "municipality_code", "latitude", "longitude", "rank"]


@dataclass(frozen=True, slots=True)
class ActorPlaces:
    """Places of the actors, and of whom the register does not say or not surely say."""

    rows: pd.DataFrame
    """``actor_id, municipality_code, latitude, longitude, rank`` (how sure, 0 surest)."""
    silent: tuple[str, ...]
    """Actors that may have other places, which nobody has recorded."""
    is_recorded: bool


@dataclass(frozen=True, slots=True)
class Nearness:
    """Which actor has a place near which municipality: one row each, one column an actor."""

    reached: pd.DataFrame
    """1 near, 0 not near, missing not known."""
    rank: pd.DataFrame
    """How sure that is; missing where there is no row to check."""
    km: pd.DataFrame
    """Way to the nearest place (minutes, with a matrix); missing where none is known."""
    place_km: "Floats"
    """Way from each municipality (rows) to each place (columns)."""

    @property
    def nearest(self) -> pd.Series:
        """Way to the nearest place of any of the actors."""
        if self.km.columns.empty:
            return pd.Series(np.nan, index=self.km.index)
        return self.km.min(axis=1)


def meeting_places_of(day: OnDay, question: Question) -> ActorPlaces:
    """List the places where the actors can be met on the day."""
    every = day.places.meeting_places
    rows = every[every["actor_id"].isin(question.actor_ids)]
    is_registered = rows["is_registered"].astype(bool)
    rank = ranks_of(day, rows, "sites").mask(is_registered, ranks_of(day, rows, "actors"))
    places = rows.assign(rank=rank)[_COLUMNS].reset_index(drop=True)
    sites = day.places.sites_ever
    return ActorPlaces(places, _silent_on_places(day, question), is_recorded=sites is not None)


def _silent_on_places(day: OnDay, question: Question) -> tuple[str, ...]:
    sites = day.places.sites_ever
    if sites is None:
        return question.actor_ids
    actors_with_sites = set(question.actor_ids) if sites.empty else set(sites["actor_id"])
    return tuple(
        actor
        for actor in question.actor_ids
        if actor not in actors_with_sites or day.places.is_head_office_alone(actor)
    )


def activities_of(day: OnDay, question: Question) -> tuple[ActorPlaces, tuple[str, ...]]:
    """List activities held on site in the period, and actors some of whose could not be placed.

    Of an actor whose activities were all held long ago (``SILENT_AFTER_DAYS``) nothing is known.
    """
    import narwhals as nw

    table = day.register.activities
    if table is None:
        none = pd.DataFrame(columns=_COLUMNS)
        return ActorPlaces(none, question.actor_ids, is_recorded=False), ()
    activities = table.filter(
        nw.col("actor_id").is_in(list(question.actor_ids)),
        nw.col("position_id").is_null() | (nw.col("position_id") == question.position_id),
    )
    recorded = activities.filter(nw.col("date") >= _days_back(day, question, SILENT_AFTER_DAYS))
    actors_with_activities = set(collect(recorded.select("actor_id").unique())["actor_id"])
    is_empty = collect(table.select("activity_id").head(1)).empty
    silent = (
        () if is_empty else tuple(a for a in question.actor_ids if a not in actors_with_activities)
    )
    begun = nw.col("date") > _days_back(day, question, 0)
    rows = collect(activities.filter(begun, nw.col("date") <= _midnight(day, 0)))
    on_site = rows[~rows["is_online"].fillna(value=False).astype(bool)]
    is_placed = on_site["municipality_code"].notna() & on_site["is_online"].notna()
    events = on_site[is_placed].assign(latitude=np.nan, longitude=np.nan)
    events = events.assign(rank=ranks_of(day, events, "activities"))[_COLUMNS].reset_index(
        drop=True
    )
    lost = set(on_site.loc[~is_placed, "actor_id"])
    return ActorPlaces(events, silent, is_recorded=True), tuple(sorted(lost))


def _days_back(day: OnDay, question: Question, at_least: int) -> "nw.Expr":
    return _midnight(day, max(question.criteria.active_days, at_least))


def _midnight(day: OnDay, days_back: int) -> "nw.Expr":
    import narwhals as nw

    return nw.lit(pd.Timestamp(day.on - timedelta(days=days_back)).to_pydatetime())


class TravelCost:
    """Distances from every municipality to any places: those of the day, or a user's own times."""

    def __init__(self, day: OnDay, times: pd.DataFrame | None) -> None:
        self.day = day
        self.matrix = None if times is None else day.places.matrix_of(times)
        self.basis = day.places.basis if times is None else TravelBasis.MATRIX

    def to(self, rows: pd.DataFrame) -> "Floats":
        """Compute the way from each municipality (rows) to each place (columns)."""
        if self.matrix is None:
            return self.day.places.km_to(rows)
        return self.matrix.reindex(columns=rows["municipality_code"]).to_numpy(dtype=float)

    def between(self) -> pd.DataFrame:
        """Return the way between the main towns of any two municipalities."""
        return self.day.places.km_between if self.matrix is None else self.matrix


def nearness_of(travel: TravelCost, places: ActorPlaces, question: Question) -> Nearness:
    """Compute which actor is near which municipality, how sure that is, and how far it is."""
    codes = pd.Index(travel.day.places.codes, name="municipality_code")
    actors = list(question.actor_ids)
    reached = pd.DataFrame(0.0, index=codes, columns=actors)
    reached[list(places.silent)] = np.nan
    rank = pd.DataFrame(np.nan, index=codes, columns=actors)
    km = rank.copy()
    place_km, ranks = travel.to(places.rows), places.rows["rank"].to_numpy(dtype=float)
    for actor, columns in places.rows.groupby("actor_id").indices.items():
        actor_km, actor_ranks = place_km[:, columns], ranks[columns]
        is_near = actor_km <= question.criteria.within
        is_open = np.isnan(actor_km).any(axis=1) | (actor in places.silent)
        has_near = is_near.any(axis=1)
        reached[actor] = np.where(has_near, 1.0, np.where(is_open, np.nan, 0.0))
        rank[actor] = np.where(has_near, surest(actor_ranks[None, :], is_near), actor_ranks.max())
        nearest = np.where(np.isnan(actor_km), np.inf, actor_km).min(axis=1)
        km[actor] = np.where(np.isfinite(nearest), nearest, np.nan)
    return Nearness(reached, rank, km, place_km)
