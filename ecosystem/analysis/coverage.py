"""Who reaches the firms of a strength position, municipality by municipality.

Three ways of being reached are kept apart and never added: an office near by, an activity held
near by, and help online. Each has four states:

* *covered*: one actor reaches the municipality; *overlap*: several do;
* *uncovered*: the register records what it takes to know, and nobody does;
* *unknown*: a record is missing or older than stated. Removing a record makes a covered
  municipality unknown, never uncovered.

An office covers a municipality when it is within the stated distance **and** the municipality
lies in the service area of one of the actor's offers. What counts as recorded: a table that is
absent is not recorded for anybody; a table with a header alone says that there is none; a table
with rows but none of an actor says nothing of that actor.

Who is asked about is a choice: the position's designated cluster, every actor tied to the
position, or these with the business hubs and municipal offices that serve all firms.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import comb
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd

from ecosystem.analysis.geography import (
    TravelBasis,
    matrix_of,
    places,
    travel_basis,
    travel_km,
)
from ecosystem.model.days import holding
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import Register, check_position, collect, small_table
from ecosystem.model.vocabulary import (
    ActorKind,
    Channel,
    CoverageState,
    PositionRole,
    SiteKind,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WITHIN_KM: Final = 50.0
"""How near an office or an activity has to be, when nothing is said: kilometres by road."""
ACTIVE_DAYS: Final = 365
"""An activity counts this many days back from the day asked about."""
SHELF_LIFE_DAYS: Final = 730
"""A row last confirmed longer ago is out of date; a row nobody has dated is taken as it stands."""
OFFICE_KINDS: Final = (SiteKind.HEADQUARTERS.value, SiteKind.OFFICE.value)
"""Sites where a firm meets somebody; a test facility or a workplace is not an office."""
DRAWS: Final = 2000
"""Random placements behind an expectation."""
BEYOND_SD: Final = 2.0
"""So many standard deviations from what is expected cannot be told from chance."""
FEW_PLACEMENTS: Final = 200_000
"""Up to here every placement is worked through instead."""
MOST_PLACEMENTS: Final = 2_000_000
"""More are not worked through on request either: they would not fit in memory."""

Served = Literal["cluster", "position", "system"]
SERVED: Final[Mapping[Served, tuple[PositionRole, ...]]] = {
    "cluster": (PositionRole.DESIGNATED_CLUSTER,),
    "position": tuple(PositionRole),
    "system": tuple(PositionRole),
}
"""Whose offices, activities and online offers count."""
FOR_ALL_FIRMS: Final = (ActorKind.BUSINESS_HUB, ActorKind.MUNICIPAL_OFFICE)


class Way(StrEnum):
    """How firms are reached."""

    OFFICE = "office"
    ACTIVITY = "activity"
    ONLINE = "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What counts as reached; every limit is the asker's to set."""

    within: float = WITHIN_KM
    """Largest distance: kilometres by road, or minutes when ``times`` is given."""
    served: Served = "cluster"
    """Whose offices, activities and online offers count."""
    times: pd.DataFrame | None = None
    """A user's travel times: ``origin_code, destination_code, minutes``."""
    active_days: int = ACTIVE_DAYS
    """How far back an activity counts."""
    shelf_life_days: int = SHELF_LIFE_DAYS
    """Age at which a dated confirmation no longer tells."""


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


# --- who -----------------------------------------------------------------------------------


def serving_actors(
    register: Register, position_id: str, on: date, served: Served = "cluster"
) -> tuple[str, ...] | None:
    """List the actors whose reach is asked about.

    Returns:
        Actor ids, ascending; none when the register says that there is none on the day; ``None``
        when it does not say: no table of positions, or no row that ever named one.

    Raises:
        UnknownIdError: The register has no such position.
    """
    check_position(register, position_id)
    roles = [role.value for role in SERVED[served]]
    table = register.actor_positions
    named: tuple[str, ...] | None = None
    if table is not None:
        ever = table[(table["position_id"] == position_id) & table["role"].isin(roles)]
        if len(ever) or table.empty:
            named = tuple(sorted(set(ever.loc[holding(ever, on), "actor_id"])))
    if served == "system":
        named = tuple(sorted({*(named or ()), *_for_all_firms(register)})) or named
    return _without_closed(register, named, on)


def _for_all_firms(register: Register) -> tuple[str, ...]:
    import narwhals as nw  # noqa: PLC0415 - only with a register over DuckDB

    if register.actors is None:
        return ()
    kinds = [kind.value for kind in FOR_ALL_FIRMS]
    found = register.actors.filter(nw.col("kind").is_in(kinds)).select("actor_id")
    return tuple(collect(found)["actor_id"])


def _without_closed(
    register: Register, actor_ids: tuple[str, ...] | None, on: date
) -> tuple[str, ...] | None:
    import narwhals as nw  # noqa: PLC0415 - only with a register over DuckDB

    if not actor_ids or register.actors is None:
        return actor_ids
    day = pd.Timestamp(on).to_pydatetime()
    gone = register.actors.filter(
        nw.col("actor_id").is_in(list(actor_ids)), nw.col("closed") <= nw.lit(day)
    ).select("actor_id")
    closed = set(collect(gone)["actor_id"])
    return tuple(one for one in actor_ids if one not in closed)


# --- where ---------------------------------------------------------------------------------


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
    way = _Ways(register, towns, on, terms.times)
    asked = _Asked(position_id, on, terms, actor_ids or ())
    offices = _offices(register, asked)
    held, unplaced = _activities(register, asked)
    office, office_km = _reached(way, offices, asked)
    near, activity_km = _reached(way, held, asked)
    return Reach(
        office=_inside_area(office, _areas(register, asked, towns.index)),
        activity=near.where((near == 1) | ~near.columns.isin(unplaced)),
        online=_online(register, asked, towns.index),
        office_km=office_km,
        activity_km=activity_km,
        offices=_per_municipality(offices, towns.index),
        activities=_per_municipality(held, towns.index),
        actor_ids=asked.actor_ids,
        basis=way.basis,
        is_nobody_designated=actor_ids == (),
    )


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question, told once."""

    position_id: str
    on: date
    terms: Terms
    actor_ids: tuple[str, ...]


class _Ways:
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
        """Way from each municipality (rows) to each found place (columns)."""
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


@dataclass(frozen=True, slots=True)
class _Places:
    """Places of the actors, and of whom the register does not say or not surely say."""

    rows: pd.DataFrame
    """``actor_id, municipality_code, latitude, longitude, is_stale``."""
    not_told: tuple[str, ...]
    """Actors of whom nothing is recorded."""
    is_recorded: bool


def _offices(register: Register, asked: _Asked) -> _Places:
    """Offices of the actors on the day."""
    table = register.sites
    columns = ["actor_id", "municipality_code", "latitude", "longitude", "is_stale"]
    if table is None:
        return _Places(pd.DataFrame(columns=columns), asked.actor_ids, is_recorded=False)
    told = set(table["actor_id"])
    silent = () if table.empty else tuple(a for a in asked.actor_ids if a not in told)
    mine = table[table["actor_id"].isin(asked.actor_ids) & table["kind"].isin(OFFICE_KINDS)]
    now = mine[holding(mine, asked.on)]
    now = now.assign(is_stale=_is_stale(now, asked))[columns]
    return _Places(now.reset_index(drop=True), silent, is_recorded=True)


def _activities(register: Register, asked: _Asked) -> tuple[_Places, tuple[str, ...]]:
    """Activities held on site in the period, and actors some of whose could not be placed."""
    import narwhals as nw  # noqa: PLC0415 - only with a register over DuckDB

    columns = ["actor_id", "municipality_code", "latitude", "longitude", "is_stale"]
    if register.activities is None:
        return _Places(pd.DataFrame(columns=columns), asked.actor_ids, is_recorded=False), ()
    held = register.activities
    last = pd.Timestamp(asked.on)
    first = (last - pd.Timedelta(days=asked.terms.active_days)).to_pydatetime()
    mine = held.filter(
        nw.col("actor_id").is_in(list(asked.actor_ids)),
        nw.col("position_id").is_null() | (nw.col("position_id") == asked.position_id),
    )
    told = set(collect(mine.select("actor_id").unique())["actor_id"])
    is_empty = collect(held.select("activity_id").head(1)).empty
    silent = () if is_empty else tuple(a for a in asked.actor_ids if a not in told)
    period = (nw.col("date") > nw.lit(first)) & (nw.col("date") <= nw.lit(last.to_pydatetime()))
    rows = collect(mine.filter(period).select("actor_id", "municipality_code", "is_online"))
    on_site = rows[rows["is_online"].astype("boolean").fillna(value=False) == False]  # noqa: E712
    placed = on_site[on_site["municipality_code"].notna() & on_site["is_online"].notna()]
    lost = on_site[on_site["municipality_code"].isna() | on_site["is_online"].isna()]
    found = placed.assign(latitude=np.nan, longitude=np.nan, is_stale=False)[columns]
    places_held = _Places(found.reset_index(drop=True), silent, is_recorded=True)
    return places_held, tuple(sorted(set(lost["actor_id"])))


def _reached(way: _Ways, found: _Places, asked: _Asked) -> tuple[pd.DataFrame, pd.Series]:
    """Which actor is within reach of which municipality, and the way to the nearest place."""
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


def _areas(register: Register, asked: _Asked, codes: pd.Index) -> pd.DataFrame:
    """Which municipalities the offers of each actor are for: 1, 0, or missing."""
    return _offered(register, asked, codes, channels=(Channel.LOCAL, Channel.ONLINE, Channel.BOTH))


def _online(register: Register, asked: _Asked, codes: pd.Index) -> pd.DataFrame:
    """Which municipalities each actor offers help online in: 1, 0, or missing."""
    return _offered(register, asked, codes, channels=(Channel.ONLINE, Channel.BOTH))


def _offered(
    register: Register, asked: _Asked, codes: pd.Index, channels: tuple[Channel, ...]
) -> pd.DataFrame:
    table = pd.DataFrame(0.0, index=codes, columns=list(asked.actor_ids))
    offers = register.offers
    if offers is None:
        return table * np.nan
    told = set(offers["provider_actor_id"].dropna())
    day = pd.Timestamp(asked.on)
    started = offers["open_from"].isna() | (offers["open_from"] <= day)
    now = offers[started & (offers["open_until"].isna() | (offers["open_until"] >= day))]
    is_for = now["position_ids"].fillna("").map(lambda ids: asked.position_id in ids.split(";"))
    wanted = now["position_ids"].isna() | is_for.astype(bool)
    regions = _codes_of_regions(register, asked.on)
    for actor_id in asked.actor_ids:
        if actor_id not in told:
            table[actor_id] = 0.0 if offers.empty else np.nan
            continue
        own = now[wanted & (now["provider_actor_id"] == actor_id)]
        own = own.assign(is_stale=_is_stale(own, asked))
        cells = [_one_offer(row, channels, regions, codes) for row in own.to_dict("records")]
        table[actor_id] = _best(cells, codes)
    return table


def _one_offer(
    row: Mapping[Any, Any],
    channels: tuple[Channel, ...],
    regions: Mapping[str, tuple[str, ...]],
    codes: pd.Index,
) -> "Floats":
    """Reach of one offer: 1 and 0 by its area; missing where area, channel or age leave it open."""
    is_any = len(channels) == len(Channel)
    if not is_any and pd.notna(row["channel"]) and row["channel"] not in channels:
        return np.zeros(len(codes))
    if pd.isna(row["area"]):
        return np.full(len(codes), np.nan)
    parts = str(row["area"]).split(";")
    inside = {code for part in parts for code in regions.get(part, (part,))}
    is_in = np.ones(len(codes)) if "national" in parts else codes.isin(inside).astype(float)
    is_open = row["is_stale"] or (not is_any and pd.isna(row["channel"]))
    return np.where(is_in == 1, np.nan, 0.0) if is_open else is_in


def _best(cells: Iterable["Floats"], codes: pd.Index) -> "Floats":
    """Of several offers: reached by one is reached; else not known if one is not known."""
    best: Floats = np.zeros(len(codes))
    for cell in cells:
        best = np.where((best == 1) | (cell == 1), 1.0, best + cell)
    return best


def _inside_area(near: pd.DataFrame, area: pd.DataFrame) -> pd.DataFrame:
    """Near and inside the area; a no of either is a no, else what is not known stays so."""
    both = near * area
    return both.mask((near == 0) | (area == 0), 0.0)


def _codes_of_regions(register: Register, on: date) -> dict[str, tuple[str, ...]]:
    table = register.regions
    if table is None:
        return {}
    now = table[holding(table, on)]
    grouped = now.groupby("region_code")["municipality_code"].agg(tuple)
    return {str(code): codes for code, codes in grouped.items()}


def _per_municipality(found: _Places, codes: pd.Index) -> pd.Series:
    if not found.is_recorded:
        return pd.Series(np.nan, index=codes)
    return found.rows["municipality_code"].value_counts().reindex(codes, fill_value=0).astype(float)


def _is_stale(table: pd.DataFrame, asked: _Asked) -> pd.Series:
    """Confirmed on a day too long ago; a row that nobody dated is taken as it stands."""
    oldest = pd.Timestamp(asked.on) - pd.Timedelta(days=asked.terms.shelf_life_days)
    return table["checked"].notna() & (table["checked"] < oldest)


# --- measures ------------------------------------------------------------------------------


def coverage_rate(firms: pd.Series, states: pd.Series) -> dict[str, float | None]:
    """Tell which share of the firms is reached, and between which bounds the truth lies.

    Args:
        firms: Firms of the position by municipality.
        states: A state of each municipality.

    Returns:
        ``coverage_rate``: reached firms over all firms, ``coverage_rate_high``: with every
        unknown municipality counted as reached. The first is the lower bound. Both 0 to 1;
        ``None`` without firms.

    Examples:
        >>> firms = pd.Series([60, 30, 10])
        >>> coverage_rate(firms, pd.Series(["covered", "unknown", "uncovered"]))
        {'coverage_rate': 0.6, 'coverage_rate_high': 0.9}
    """
    total = float(firms.sum())
    if total == 0 or firms.isna().all():
        return {"coverage_rate": None, "coverage_rate_high": None}
    is_in = states.isin([CoverageState.COVERED.value, CoverageState.OVERLAP.value])
    is_open = states == CoverageState.UNKNOWN.value
    reached, perhaps = float(firms[is_in].sum()), float(firms[is_open].sum())
    return {"coverage_rate": reached / total, "coverage_rate_high": (reached + perhaps) / total}


def reach_curve(
    firms: pd.Series, km: pd.Series, limits: Iterable[float] | None = None
) -> pd.Series:
    """Tell the share of firms within each distance of the nearest office.

    A municipality at no known distance is within none: the curve ends below 1 by its firms.

    Args:
        firms: Firms by municipality.
        km: Way to the nearest office by municipality; missing where not known.
        limits: Distances to tell; ``None`` takes every distance at which the share rises, so that
            between two of them it is the one before.

    Returns:
        Shares, 0 to 1, indexed by distance; missing without firms.

    Examples:
        >>> reach_curve(pd.Series([60, 30, 10]), pd.Series([10, 40, 70]), [30, 45, 60]).tolist()
        [0.6, 0.9, 0.9]
        >>> reach_curve(pd.Series([60, 30, 10]), pd.Series([10, 40, 70])).to_dict()
        {10.0: 0.6, 40.0: 0.9, 70.0: 1.0}
    """
    total = float(firms.sum())
    known = pd.DataFrame({"km": km.astype(float), "firms": firms.astype(float)})
    known = known[np.isfinite(known["km"])]
    steps = known.groupby("km")["firms"].sum().cumsum()
    share = steps / total if total > 0 else steps * np.nan
    if limits is None:
        rising: pd.Series = share[steps.diff().fillna(steps) > 0].rename("share")
        return rising
    places = np.searchsorted(share.index.to_numpy(), list(limits), side="right")
    padded = np.concatenate([[0.0 if total > 0 else np.nan], share.to_numpy()])
    return pd.Series(padded[places], index=list(limits), name="share", dtype=float)


def dissimilarity(activities: pd.Series, firms: pd.Series) -> float | None:
    """Tell the share of activities to move for them to follow the firms (Hoover, Duncan).

    ``D = 1/2 sum |a/A - f/F|``, 0 to 1; ``None`` without activities or firms. Never shown
    without its expectation: few activities cannot follow many places (see
    :func:`expected_dissimilarity`).

    Examples:
        >>> round(dissimilarity(pd.Series([10, 8, 2]), pd.Series([60, 30, 10])), 3)
        0.1
    """
    if activities.isna().any() or firms.isna().any():
        return None
    A, F = float(activities.sum()), float(firms.sum())
    if A == 0 or F == 0:
        return None
    return float((activities / A - firms / F).abs().sum() / 2)


Expectation = Literal["auto", "exact", "simulated"]


def expected_dissimilarity(
    activities: int,
    firms: pd.Series,
    *,
    seed: int = 0,
    draws: int = DRAWS,
    method: Expectation = "auto",
) -> dict[str, float] | None:
    """Tell the dissimilarity when as many activities fall in proportion to firms, by chance.

    Activities are placed by a multinomial with the firms' shares p. Few placements are all
    worked through; else some are drawn, and the expectation is exact all the same (see
    :func:`mean_dissimilarity_by_chance`). Why D is held against it: Cortese, Falk & Cohen 1976
    (American Sociological Review 41, 630-637); Carrington & Troske 1997 (Journal of Business &
    Economic Statistics 15, 402-409).

    Args:
        activities: How many are placed, A.
        firms: Firms by area.
        seed: Of the random placements.
        draws: How many placements are drawn.
        method: ``exact`` works through all, ``simulated`` draws, ``auto`` takes exact up to
            200,000 placements.

    Returns:
        ``expected``, ``sd``, and ``low``, ``high``: 95 % of the placements; ``None`` without
        firms or activities.

    Raises:
        EcosystemError: ``exact`` is asked for and there are more than 2,000,000 placements.

    Examples:
        20 activities over 60, 30 and 10 firms: .109, sd .064; 200: .035, sd .020.

        >>> few = expected_dissimilarity(20, pd.Series([60, 30, 10]))
        >>> round(few["expected"], 3), round(few["sd"], 3)
        (0.109, 0.064)
        >>> many = expected_dissimilarity(200, pd.Series([60, 30, 10]))
        >>> round(many["expected"], 3), round(many["sd"], 3)
        (0.035, 0.02)
    """
    F = float(firms.sum())
    if activities == 0 or F == 0 or firms.isna().any():
        return None
    share = (firms[firms > 0] / F).to_numpy(dtype=float)
    count = comb(activities + len(share) - 1, activities)
    if method == "exact" and count > MOST_PLACEMENTS:
        message = f"{count} placements are too many to work through. Draw some of them instead."
        raise EcosystemError(message)
    if method == "exact" or (method == "auto" and count <= FEW_PLACEMENTS):
        D, weight = _every_placement(activities, share)
    else:
        drawn = np.random.default_rng(seed).multinomial(activities, share, size=draws)
        D = np.abs(drawn / activities - share).sum(axis=1) / 2
        weight = np.full(draws, 1 / draws)
    expected = mean_dissimilarity_by_chance(activities, share)
    order = np.argsort(D)
    places = np.searchsorted(np.cumsum(weight[order]), [0.025, 0.975])
    low, high = D[order][np.minimum(places, len(D) - 1)]
    return {
        "expected": expected,
        "sd": float(np.sqrt((weight * (D - (weight * D).sum()) ** 2).sum())),
        "low": float(low),
        "high": float(high),
    }


def mean_dissimilarity_by_chance(activities: int, share: "Floats") -> float:
    """Give the exact expectation of D when activities fall at random with the given shares.

    ``E[D] = 1/(2A) sum E|X - A p|`` over binomial X, each by De Moivre's formula
    ``E|X - A p| = 2 v (1-p) P(X = v)`` with v the whole number above A p (Diaconis & Zabell 1991,
    Statistical Science 6, 284-302).

    Args:
        activities: How many are placed, A; 1 or more.
        share: Share of the firms of each area, p; adds to 1.

    Returns:
        0 to 1.

    Examples:
        >>> round(mean_dissimilarity_by_chance(20, np.array([0.6, 0.3, 0.1])), 4)
        0.109
    """
    from scipy.special import gammaln, xlog1py, xlogy  # noqa: PLC0415 - paid by whoever asks

    p, A = np.asarray(share, dtype=float), activities
    above = np.minimum(np.floor(A * p) + 1, A)
    chosen = gammaln(A + 1) - gammaln(above + 1) - gammaln(A - above + 1)
    likely = np.exp(chosen + xlogy(above, p) + xlog1py(A - above, -p))
    away = 2 * above * (1 - p) * likely
    return float(away.sum() / (2 * A))


def _every_placement(activities: int, share: "Floats") -> tuple["Floats", "Floats"]:
    """Dissimilarity and probability of every way to place the activities."""
    from scipy.special import gammaln  # noqa: PLC0415 - paid by whoever asks

    left = np.array([activities])
    distance = np.zeros(1)
    likely = np.full(1, gammaln(activities + 1))
    for place, p in enumerate(share):
        is_last = place == len(share) - 1
        times = np.ones_like(left) if is_last else left + 1
        start = np.cumsum(times) - times
        here = np.arange(times.sum()) - np.repeat(start, times)
        left, distance, likely = (np.repeat(one, times) for one in (left, distance, likely))
        here = left if is_last else here
        left = left - here
        distance = distance + np.abs(here / activities - p)
        likely = likely + here * np.log(p) - gammaln(here + 1)
    return distance / 2, np.exp(likely)


def follows_firms(
    activities: pd.Series, firms: pd.Series, *, seed: int = 0, draws: int = DRAWS
) -> dict[str, float | int | bool | None]:
    """Hold the dissimilarity against what chance alone gives.

    Returns:
        ``n`` activities, ``dissimilarity``, ``dissimilarity_expected``, ``expected_low``,
        ``expected_high`` (95 % of random placements in proportion to firms),
        ``beyond_chance`` (D minus its expectation), ``beyond_low``, ``beyond_high`` (two standard
        deviations under chance on both sides of zero, which hold 95 of 100 random placements),
        ``z``, and ``is_beyond_chance`` (outside these). Missing values when firms or activities
        are not recorded.
    """
    n = 0 if activities.isna().all() else int(activities.sum())
    D = dissimilarity(activities, firms)
    chance = expected_dissimilarity(n, firms, seed=seed, draws=draws) if D is not None else None
    if D is None or chance is None:
        missing = ("dissimilarity", "dissimilarity_expected", "expected_low", "expected_high")
        more = ("beyond_chance", "beyond_low", "beyond_high", "z", "is_beyond_chance")
        return {"n": n, **dict.fromkeys((*missing, *more))}
    expected, sd = chance["expected"], chance["sd"]
    return {
        "n": n,
        "dissimilarity": D,
        "dissimilarity_expected": expected,
        "expected_low": chance["low"],
        "expected_high": chance["high"],
        "beyond_chance": D - expected,
        "beyond_low": -BEYOND_SD * sd,
        "beyond_high": BEYOND_SD * sd,
        "z": (D - expected) / sd if sd > 0 else None,
        "is_beyond_chance": abs(D - expected) > BEYOND_SD * sd,
    }


def representation(activities: pd.Series, firms: pd.Series) -> pd.Series:
    """Compare each area's share of the activities with its share of the firms; 1 is in step.

    Examples:
        >>> representation(pd.Series([10, 8, 2]), pd.Series([60, 30, 10])).round(3).tolist()
        [0.833, 1.333, 1.0]
    """
    share = firms / firms.sum()
    return (activities / activities.sum() / share.where(share > 0)).rename("representation")


CatchmentMethod = Literal["2SFCA", "E2SFCA", "3SFCA", "M2SFCA"]


def floating_catchment(
    firms: "Floats", supply: "Floats", weight: "Floats", method: CatchmentMethod = "E2SFCA"
) -> "Floats":
    """Share each supply point among the firms in its reach, and add up what each area gets.

    ``R_k = S_k/sum_j f_j w_jk``, ``A_j = sum_k R_k w_jk``: Luo & Wang 2003 (2SFCA: w is 1 in
    reach and else 0), Luo & Qi 2009 (E2SFCA: w falls with the way). With ``G_jk = w_jk/sum_k
    w_jk``, ``R_k = S_k/sum_j G_jk f_j w_jk`` and ``A_j = sum_k G_jk R_k w_jk``: Wan, Zou &
    Sternberg 2012 (3SFCA: who has many near uses each less). ``A_j = sum_k S_k w_jk^2/sum_j f_j
    w_jk``: Delamater 2013 (M2SFCA: what is far is not fully used). In all but the last, firms
    times access adds up to the supply that has firms in reach.

    Args:
        firms: Demand of each area.
        supply: Capacity of each supply point.
        weight: How near each supply point (column) is to each area (row): 1 near, 0 out of reach.
        method: Which of the four.

    Returns:
        Capacity per firm in each area.

    Examples:
        >>> f, S = np.array([80.0, 20, 40]), np.array([10.0, 6])
        >>> w = np.array([[1, 0.5], [0.5, 1], [0, 0.5]])
        >>> [floating_catchment(f, S, w, m).round(5).tolist() for m in ("E2SFCA", "3SFCA")]
        [[0.14861, 0.13056, 0.0375], [0.13908, 0.11513, 0.06429]]
        >>> floating_catchment(f, S, w, "M2SFCA").round(5).tolist()
        [0.12986, 0.10278, 0.01875]
        >>> floating_catchment(f, S, w, "2SFCA").round(5).tolist()
        [0.14286, 0.14286, 0.04286]
    """
    reach = (weight > 0).astype(float) if method == "2SFCA" else weight
    if method == "3SFCA":
        total = weight.sum(axis=1, keepdims=True)
        reach = weight * np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
    demand = firms @ reach
    ratio = np.divide(supply, demand, out=np.zeros(len(supply)), where=demand > 0)
    by_distance = reach * weight if method == "M2SFCA" else reach
    access: Floats = by_distance @ ratio
    return access


def access_to_offices(
    register: Register, reach: Reach, firms: pd.Series, on: date, within: float
) -> pd.Series | None:
    """Offices per 1,000 firms that each municipality can use (E2SFCA, one office is capacity 1).

    Nearness falls in steps: 1 up to a third of the distance, .42 up to two thirds, .09 up to
    it (the sharper of the two sets of weights of Luo & Qi 2009, over thirds of the distance).

    Returns:
        By municipality; ``None`` when offices or firms are not recorded, or there are none.
    """
    if reach.offices.isna().all() or firms.isna().any() or reach.offices.sum() == 0:
        return None
    towns = places(register)
    crossings = register.crossings if reach.basis is TravelBasis.CROSSINGS else None
    has_office = reach.offices > 0
    km = travel_km(towns, towns[has_office.to_numpy()], crossings, on)
    steps = [km <= within / 3, km <= 2 * within / 3, km <= within]
    weight = np.select(steps, [1.0, 0.42, 0.09], 0.0)
    supply = reach.offices[has_office].to_numpy(dtype=float)
    access = floating_catchment(firms.to_numpy(dtype=float), supply, weight)
    return pd.Series(access * 1000, index=towns.index, name="offices_per_1000_firms")


def share_covered_by(groups: pd.Series, firms: pd.Series, states: pd.Series) -> pd.DataFrame:
    """Coverage of each group of municipalities: typology, landsdel, region or hub.

    Args:
        groups: Group of each municipality; missing where not recorded.
        firms: Firms by municipality.
        states: State of each municipality.

    Returns:
        Indexed by group: ``municipalities``, ``firms``, ``coverage_rate``,
        ``coverage_rate_high``, and one column with the number of municipalities in each state.
    """
    rows = {}
    for group, codes in groups.groupby(groups).groups.items():
        own = states.reindex(codes)
        counted = {state.value: int((own == state.value).sum()) for state in CoverageState}
        rate = coverage_rate(firms.reindex(codes), own)
        total = firms.reindex(codes).sum(skipna=False)
        rows[str(group)] = {"municipalities": len(codes), "firms": total, **rate, **counted}
    return pd.DataFrame.from_dict(rows, orient="index")


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
