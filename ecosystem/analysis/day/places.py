"""Where actors can be met on a day, how far that is, and which region and hub a place is of.

One distance for every face: :meth:`Places.km` along roads, bridges and ferries. All places of an
actor count: its head office, offices, test facilities, and the campuses (``workplace``) of an
institution. An actor of which no site is recorded is met where it is registered. Of an
institution with a head office alone it is not recorded whether it has a campus elsewhere.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.day.actors import Actors
from ecosystem.analysis.day.travel import ROAD_FACTOR, TravelBasis, TravelNetwork, straight_km
from ecosystem.model.danish import search_key
from ecosystem.model.days import holding
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.model.register import Register, small_table
from ecosystem.model.vocabulary import ActorKind, SiteKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CHRISTIANSOE: Final = "0411"
"""A code that stands in files of municipalities and is none."""


@dataclass(frozen=True, slots=True)
class Distance:
    """The way from a municipality's main town to the nearest place of an actor."""

    km: float
    """By road, a ferry counted as the way driven meanwhile."""
    straight_km: float
    """As the crow flies, to the same place."""
    ferries: tuple[str, ...]
    """Names of the ferries on the way, in order."""
    municipality_code: str
    """Where the place is."""


@dataclass(frozen=True, eq=False)
class Places:
    """Towns, sites, regions and ways of a register on a day."""

    register: Register
    on: date
    actors: Actors
    TABLES: ClassVar[tuple[str, ...]] = (
        "municipalities",
        "regions",
        "landmasses",
        "crossings",
        "sites",
        "actors",
    )

    @property
    def not_recorded(self) -> tuple[str, ...]:
        """Tables that say where places lie and are absent, by name."""
        tables = ("municipalities", "regions", "landmasses", "crossings", "sites")
        return tuple(name for name in tables if getattr(self.register, name) is None)

    # --- municipalities ------------------------------------------------------------------------

    @cached_property
    def towns(self) -> pd.DataFrame:
        """Where each municipality is measured from: its main town.

        Indexed by ``municipality_code``, ascending: ``name``, ``latitude``, ``longitude``
        (degrees, missing when not recorded), ``landmass`` (missing when not recorded).

        Raises:
            NotRecordedError: The register has no municipalities.
        """
        question = "where municipalities lie"
        table = small_table(self.register, "municipalities", question)
        towns = table.set_index("municipality_code")[["name", "latitude", "longitude"]].sort_index()
        land = self.register.landmasses
        masses = None if land is None else land.set_index("municipality_code")["landmass"]
        return towns.assign(landmass=None if masses is None else masses.reindex(towns.index))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the municipalities, ascending."""
        return tuple(self.towns.index)

    def find_municipality(self, text: str) -> str:
        """Return the code of a municipality written as a code (0851, 851) or a name (Århus).

        Raises:
            UnknownIdError: The register has no such municipality; the nearest are named.
            NotRecordedError: The register has no municipalities.
        """
        names = self.towns["name"]
        stripped = text.strip()
        code = stripped.zfill(4) if stripped.isdigit() else stripped
        if code in names.index:
            return code
        if code == CHRISTIANSOE or search_key(stripped) == "christiansø":
            message = (
                "Christiansø (0411) is no municipality: it stands under the Ministry of Defence "
                "and has no figures of its own. The nearest municipality is Bornholm (0400)."
            )
            raise UnknownIdError(message)
        alike = names[names.map(search_key) == search_key(stripped).removesuffix(" kommune")]
        if len(alike) == 1:
            return str(alike.index[0])
        kind = "municipality"
        available = names.index if stripped.isdigit() else names.str.lower()
        raise UnknownIdError.from_available(kind, text, available)

    @cached_property
    def hub_of(self) -> Mapping[str, str]:
        """Business hub by municipality_code, where it is recorded and not closed."""
        hubs = self._of_municipality("hub_id")
        return {code: hub for code, hub in hubs.items() if hub not in self.actors.closed}

    @cached_property
    def landsdel_of(self) -> Mapping[str, str]:
        """Part of the country (NUTS 3) by municipality_code."""
        return self._of_municipality("nuts3_code")

    @cached_property
    def group_of(self) -> Mapping[str, str]:
        """Group of municipalities, such as Landkommuner, by municipality_code."""
        return self._of_municipality("group")

    @cached_property
    def is_outer(self) -> Mapping[str, bool]:
        """Whether a municipality is an outer one (ligningslovens § 9 C), by municipality_code."""
        return {code: bool(flag) for code, flag in self._of_municipality("is_outer").items()}

    def municipalities_of_hub(self, hub_id: str) -> tuple[str, ...]:
        """List the municipalities that a business hub covers, ascending."""
        return tuple(sorted(code for code, hub in self.hub_of.items() if hub == hub_id))

    def _of_municipality(self, column: str) -> Mapping[str, str]:
        table = self.register.municipalities
        if table is None:
            return {}
        rows = table[holding(table, self.on)].dropna(subset=[column])
        return dict(zip(rows["municipality_code"], rows[column], strict=True))

    @cached_property
    def region_of(self) -> Mapping[str, str]:
        """Region of the day by municipality_code; empty: not recorded."""
        table = self.register.regions
        if table is None:
            return {}
        current = table[holding(table, self.on)]
        return dict(zip(current["municipality_code"], current["region_code"], strict=True))

    @cached_property
    def municipalities_of_region(self) -> Mapping[str, tuple[str, ...]]:
        """Municipalities of each region of the day, ascending."""
        members: dict[str, list[str]] = {}
        for code, region in sorted(self.region_of.items()):
            members.setdefault(region, []).append(code)
        return {region: tuple(codes) for region, codes in members.items()}

    # --- sites ---------------------------------------------------------------------------------

    @property
    def sites_ever(self) -> pd.DataFrame | None:
        """Sites of whatever day, every column of the table; ``None``: not recorded."""
        return self.register.sites

    @cached_property
    def sites(self) -> pd.DataFrame | None:
        """Sites of the day, every column of the table; ``None``: not recorded."""
        table = self.sites_ever
        return None if table is None else table[holding(table, self.on)].reset_index(drop=True)

    @cached_property
    def silent_on_sites(self) -> frozenset[str]:
        """Supporters that the table of sites never names, on whatever day."""
        table = self.register.sites
        actors_with_sites = set() if table is None else set(table["actor_id"])
        return frozenset(set(self.actors.supporters.index) - actors_with_sites)

    @cached_property
    def meeting_places(self) -> pd.DataFrame:
        """Places where supporters can be met on the day.

        Returns:
            ``actor_id, municipality_code, kind, latitude, longitude, landmass, checked,
            is_synthetic, is_registered`` (no site is recorded: the municipality it is registered
            in, as the row of the actor says). A place without a position of its own is measured
            to the municipality's main town.
        """
        columns = ["actor_id", "municipality_code", "kind", "latitude", "longitude"]
        columns += ["checked", "is_synthetic"]
        sites = self.sites
        if sites is None:
            rows = pd.DataFrame(columns=columns)
        else:
            is_institution = (
                sites["actor_id"].map(self.actors.kinds).eq(ActorKind.KNOWLEDGE_INSTITUTION)
            )
            is_met = (sites["kind"] != SiteKind.WORKPLACE.value) | is_institution
            rows = sites[is_met].reindex(columns=columns)
        registered = self._registered(columns)
        every = pd.concat(
            [part for part in (rows.assign(is_registered=False), registered) if len(part)]
            or [rows.assign(is_registered=False)],
            ignore_index=True,
        )
        return self._with_positions(every)

    def _registered(self, columns: list[str]) -> pd.DataFrame:
        """Supporters without any recorded site, where they are registered."""
        supporters = self.actors.supporters
        is_silent = supporters.index.isin(self.silent_on_sites)
        silent = supporters[is_silent & supporters["municipality_code"].notna()].reset_index()
        rows = silent.drop(columns=["latitude", "longitude"], errors="ignore")
        rows = rows.assign(kind=SiteKind.HEADQUARTERS.value)
        return rows.reindex(columns=columns).assign(is_registered=True)

    def _with_positions(self, rows: pd.DataFrame) -> pd.DataFrame:
        town = self.towns.reindex(rows["municipality_code"]).reset_index(drop=True)
        has_own = rows["latitude"].notna() & rows["longitude"].notna()
        ends = {
            column: np.where(has_own, rows[column], town[column])
            for column in ("latitude", "longitude")
        }
        return rows.assign(**ends, landmass=town["landmass"]).astype(
            {"latitude": "float64", "longitude": "float64"}
        )

    def is_head_office_alone(self, actor_id: str) -> bool:
        """Return whether one head office is all that is recorded of an institution's places."""
        return actor_id in self._head_offices_alone

    @cached_property
    def _head_offices_alone(self) -> frozenset[str]:
        places = self.meeting_places
        is_head_office = places["kind"] == SiteKind.HEADQUARTERS.value
        is_alone = is_head_office.groupby(places["actor_id"]).all()
        institutions = set(self.actors.of_kind(ActorKind.KNOWLEDGE_INSTITUTION))
        return frozenset(set(is_alone.index[is_alone.astype(bool)]) & institutions)

    # --- ways ----------------------------------------------------------------------------------

    @cached_property
    def basis(self) -> TravelBasis:
        """Whether distances go round the water or straight across."""
        if self.register.crossings is None or self.register.landmasses is None:
            return TravelBasis.STRAIGHT_LINE
        return TravelBasis.CROSSINGS

    @cached_property
    def network(self) -> TravelNetwork:
        """Ways over land and over the crossings in use on the day."""
        table = self.register.crossings
        if table is None or self.basis is TravelBasis.STRAIGHT_LINE:
            return TravelNetwork(None)
        return TravelNetwork(table[holding(table, self.on)])

    @cached_property
    def km_between(self) -> pd.DataFrame:
        """Way between the main towns of any two municipalities; km, infinite without a way."""
        km = self.network.km(self.towns, self.towns)
        return pd.DataFrame(km, index=self.towns.index, columns=self.towns.index)

    @cached_property
    def _km_to_places(self) -> "Floats":
        """Way from each municipality (rows) to each of ``meeting_places`` (columns)."""
        return self.network.km(self.towns, self.meeting_places)

    @cached_property
    def _places_of(self) -> "Mapping[str, NDArray[np.intp]]":
        groups = self.meeting_places.groupby("actor_id").indices
        return {str(actor): np.asarray(rows) for actor, rows in groups.items()}

    @cached_property
    def _row_of(self) -> Mapping[str, int]:
        if self.register.municipalities is None:
            return {}
        return {code: row for row, code in enumerate(self.codes)}

    def km_to(self, points: pd.DataFrame) -> "Floats":
        """Compute the way from each municipality (rows) to any points (columns).

        Args:
            points: ``municipality_code``; ``latitude, longitude`` where the point has its own.
        """
        rows = points.reset_index(drop=True)
        return self.network.km(self.towns, self._with_positions(rows))

    def km_to_actors(self, actor_ids: Collection[str]) -> pd.DataFrame:
        """Compute the way from each municipality to the nearest place of each actor.

        Returns:
            Km, indexed by municipality_code, one column an actor; missing where no place is
            recorded or a position is not known, infinite where no way leads.
        """
        columns = {actor: self._nearest(actor)[0] for actor in dict.fromkeys(actor_ids)}
        return pd.DataFrame(columns, index=self.towns.index, dtype="float64")

    @cached_property
    def _nearest_of(self) -> "dict[str, tuple[Floats, NDArray[np.intp]]]":
        return {}

    def _nearest(self, actor_id: str) -> "tuple[Floats, NDArray[np.intp]]":
        """Way to the nearest place, and its row among the meeting places, by municipality."""
        if actor_id not in self._nearest_of:
            rows = self._places_of.get(actor_id)
            if rows is None:
                return np.full(len(self.codes), np.nan), np.full(len(self.codes), -1)
            km = self._km_to_places[:, rows]
            filled = np.where(np.isnan(km), np.inf, km)
            which = filled.argmin(axis=1)
            best = km[np.arange(len(km)), which]
            self._nearest_of[actor_id] = best, rows[which]
        return self._nearest_of[actor_id]

    def km(self, municipality_code: str | None, actor_id: str) -> float | None:
        """Compute the way from a municipality's main town to the nearest place of an actor.

        Returns:
            Km by road, bridge and ferry; ``None`` where one of the two is not recorded or no
            way leads.
        """
        row = self._row_of.get(municipality_code or "")
        if row is None:
            return None
        km = float(self._nearest(actor_id)[0][row])
        return km if np.isfinite(km) else None

    def distance(self, municipality_code: str | None, actor_id: str) -> Distance | None:
        """Return the way of :meth:`km` with what it leads over; ``None`` as there."""
        km = self.km(municipality_code, actor_id)
        if km is None or municipality_code is None:
            return None
        town = self._row_of[municipality_code]
        place = int(self._nearest(actor_id)[1][town])
        straight = float(self._straight_km[town, place])
        return Distance(
            km=km,
            straight_km=straight,
            ferries=self._ferries(town, place, km, straight),
            municipality_code=str(self._codes_of_places[place]),
        )

    def _ferries(self, town: int, place: int, km: float, straight: float) -> tuple[str, ...]:
        """Ferries from a town to a place, by their rows; a way that goes straight has none."""
        by_land = ROAD_FACTOR * straight
        if self.basis is TravelBasis.STRAIGHT_LINE or km == by_land:
            return ()
        out, back = self._landings
        return self.network.ferries_over(out[town], back[place], np.inf)

    @cached_property
    def _straight_km(self) -> "Floats":
        return straight_km(self.towns, self.meeting_places)

    @cached_property
    def _codes_of_places(self) -> "NDArray[np.object_]":
        return self.meeting_places["municipality_code"].to_numpy(dtype=object)

    @cached_property
    def _landings(self) -> "tuple[Floats, Floats]":
        """Ways to the ends of crossings from each town and from each of ``meeting_places``."""
        return self.network.to_landings(self.towns), self.network.to_landings(self.meeting_places)

    def matrix_of(self, times: pd.DataFrame) -> pd.DataFrame:
        """Build a matrix of a user's table of travel times.

        A pair given one way only holds both ways; a pair that is not given is not known. A
        municipality is at no distance from itself.

        Args:
            times: ``origin_code, destination_code, minutes``.

        Returns:
            Minutes; index and columns are the municipality codes.

        Raises:
            EcosystemError: A time is negative or not a number, or a pair stands twice.
            UnknownIdError: A code is no municipality of the register.
        """
        codes = self.towns.index
        _check_times(times, codes)
        wide = times.pivot_table(index="origin_code", columns="destination_code", values="minutes")
        minutes = wide.reindex(index=codes, columns=codes).to_numpy(dtype=float)
        both = np.where(np.isnan(minutes), minutes.T, minutes)
        np.fill_diagonal(both, np.where(np.isnan(np.diag(both)), 0.0, np.diag(both)))
        return pd.DataFrame(both, index=codes, columns=codes)


def _check_times(times: pd.DataFrame, codes: pd.Index) -> None:
    for column in ("origin_code", "destination_code"):
        if strangers := set(times[column]) - set(codes):
            kind = "municipality"
            raise UnknownIdError.from_available(kind, min(map(str, strangers)), codes)
    bad = times[~(times["minutes"] >= 0)]
    if len(bad):
        row = bad.iloc[0]
        message = (
            f"The travel time from {row['origin_code']} to {row['destination_code']} is "
            f"{row['minutes']}. Give minutes of 0 or more, or leave the pair out."
        )
        raise EcosystemError(message)
    doubled = times.duplicated(["origin_code", "destination_code"])
    if doubled.any():
        row = times[doubled].iloc[0]
        message = (
            f"The way from {row['origin_code']} to {row['destination_code']} is given twice. "
            "Keep one of the two lines."
        )
        raise EcosystemError(message)
