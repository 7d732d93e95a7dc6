"""Where actors meet firms, and which municipalities such a place is near.

What counts as recorded: a table that is absent is not recorded for anybody; a table with a header
alone says that there is none; a table with rows but none of an actor says nothing of that actor.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ecosystem.analysis.coverage.terms import OFFICE_KINDS, Question, is_stale
from ecosystem.analysis.geography import TravelBasis, matrix_of, travel_basis, travel_km
from ecosystem.model.days import holding
from ecosystem.model.register import Register, collect

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ActorPlaces:
    """Places of the actors, and of whom the register does not say or not surely say."""

    rows: pd.DataFrame
    """``actor_id, municipality_code, latitude, longitude, is_stale``."""
    not_told: tuple[str, ...]
    """Actors of whom nothing is recorded."""
    is_recorded: bool


def offices_of(register: Register, asked: Question) -> ActorPlaces:
    """List the offices of the actors on the day."""
    table = register.sites
    columns = ["actor_id", "municipality_code", "latitude", "longitude", "is_stale"]
    if table is None:
        return ActorPlaces(pd.DataFrame(columns=columns), asked.actor_ids, is_recorded=False)
    told = set(table["actor_id"])
    silent = () if table.empty else tuple(a for a in asked.actor_ids if a not in told)
    mine = table[table["actor_id"].isin(asked.actor_ids) & table["kind"].isin(OFFICE_KINDS)]
    now = mine[holding(mine, asked.on)]
    now = now.assign(is_stale=is_stale(now, asked))[columns]
    return ActorPlaces(now.reset_index(drop=True), silent, is_recorded=True)


def activities_of(register: Register, asked: Question) -> tuple[ActorPlaces, tuple[str, ...]]:
    """List activities held on site in the period, and actors some of whose could not be placed.

    Of an actor whose activities were all held longer ago than the age at which a record no longer
    tells, nothing is known.
    """
    import narwhals as nw  # noqa: PLC0415 - only with a register over DuckDB

    columns = ["actor_id", "municipality_code", "latitude", "longitude", "is_stale"]
    if register.activities is None:
        return ActorPlaces(pd.DataFrame(columns=columns), asked.actor_ids, is_recorded=False), ()
    held = register.activities
    last = pd.Timestamp(asked.on)
    first = (last - pd.Timedelta(days=asked.terms.active_days)).to_pydatetime()
    mine = held.filter(
        nw.col("actor_id").is_in(list(asked.actor_ids)),
        nw.col("position_id").is_null() | (nw.col("position_id") == asked.position_id),
    )
    age = max(asked.terms.shelf_life_days, asked.terms.active_days)
    oldest = (last - pd.Timedelta(days=age)).to_pydatetime()
    telling = mine.filter(nw.col("date") >= nw.lit(oldest))
    told = set(collect(telling.select("actor_id").unique())["actor_id"])
    is_empty = collect(held.select("activity_id").head(1)).empty
    silent = () if is_empty else tuple(a for a in asked.actor_ids if a not in told)
    period = (nw.col("date") > nw.lit(first)) & (nw.col("date") <= nw.lit(last.to_pydatetime()))
    rows = collect(mine.filter(period).select("actor_id", "municipality_code", "is_online"))
    on_site = rows[rows["is_online"].astype("boolean").fillna(value=False) == False]  # noqa: E712
    placed = on_site[on_site["municipality_code"].notna() & on_site["is_online"].notna()]
    lost = on_site[on_site["municipality_code"].isna() | on_site["is_online"].isna()]
    found = placed.assign(latitude=np.nan, longitude=np.nan, is_stale=False)[columns]
    places_held = ActorPlaces(found.reset_index(drop=True), silent, is_recorded=True)
    return places_held, tuple(sorted(set(lost["actor_id"])))


class Ways:
    """Distances from every municipality to any places: by a user's times, else by road proxy."""

    def __init__(
        self, register: Register, towns: pd.DataFrame, on: date, times: pd.DataFrame | None
    ) -> None:
        self.towns, self.on = towns, on
        self.matrix = None if times is None else matrix_of(times, register)
        self.basis = TravelBasis.MATRIX if times is not None else travel_basis(register)
        has_water = self.basis is TravelBasis.CROSSINGS
        self.crossings = register.crossings if has_water else None

    def to(self, found: pd.DataFrame) -> "Floats":
        """Give the way from each municipality (rows) to each found place (columns)."""
        if self.matrix is not None:
            by_time = self.matrix.reindex(columns=found["municipality_code"])
            return by_time.to_numpy(dtype=float)
        town = self.towns.reindex(found["municipality_code"])
        has_own = found["latitude"].notna() & found["longitude"].notna()
        ends = pd.DataFrame(
            {
                column: np.where(has_own, found[column], town[column])
                for column in ("latitude", "longitude")
            }
        ).assign(landmass=town["landmass"].to_numpy())
        return travel_km(self.towns, ends, self.crossings, self.on)


def reach_of(way: Ways, found: ActorPlaces, asked: Question) -> tuple[pd.DataFrame, pd.Series]:
    """Tell which actor reaches which municipality (1, 0, missing), and the way to the nearest."""
    codes = way.towns.index
    reached = pd.DataFrame(0.0, index=codes, columns=list(asked.actor_ids))
    reached[list(found.not_told)] = np.nan
    if found.rows.empty:
        return reached, pd.Series(np.nan, index=codes)
    km = way.to(found.rows)
    stale = found.rows["is_stale"].to_numpy(dtype=bool)
    for actor_id in found.rows["actor_id"].unique():
        own = (found.rows["actor_id"] == actor_id).to_numpy()
        is_near = (km[:, own & ~stale] <= asked.terms.within).any(axis=1)
        is_open = np.isnan(km[:, own]).any(axis=1) | (km[:, own & stale] <= asked.terms.within).any(
            axis=1
        )
        reached[actor_id] = np.where(is_near, 1.0, np.where(is_open, np.nan, 0.0))
    fresh = km[:, ~stale]
    nearest = np.full(len(codes), np.nan)
    if fresh.shape[1]:
        filled = np.where(np.isnan(fresh), np.inf, fresh).min(axis=1)
        nearest = np.where(np.isfinite(filled), filled, np.nan)
    return reached, pd.Series(nearest, index=codes)
