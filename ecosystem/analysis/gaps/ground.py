"""Gather once what a register says on a day, for every kind of gap to look at.

The large tables are read here and nowhere else in this room. Where firms are few enough for one
machine's memory they stand beside their facts and positions, so that every offer's criteria can
be held against all of them at once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.coverage import FOR_ALL_FIRMS, OFFICE_KINDS
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import EligibilityContext, eligibility_context
from ecosystem.analysis.gaps.codes import NO, STALE, UNKNOWN, YES, Codes, everywhere
from ecosystem.analysis.geography import places, travel_km
from ecosystem.analysis.presence import code_positions, designated_clusters, tied_pairs
from ecosystem.model.days import holding
from ecosystem.model.gaps import GapThresholds
from ecosystem.model.register import Register, collect, small_table
from ecosystem.model.vocabulary import ActorKind, IndustryRole

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

FACTS: Final = (
    "actor_id",
    "name",
    "cvr",
    "municipality_code",
    "industry_code",
    "industry_scheme",
    "legal_form",
    "founded",
    "employees",
    "turnover_dkk",
    "balance_dkk",
)
"""What the register may know of a firm and criteria ask for."""
DRAWN_FROM: Final = "drawn_positions"
"""Name in the evidence where positions of actors are drawn from their ties."""


@dataclass(frozen=True)
class Firms:
    """Every active firm: its facts, where it is, and which positions it belongs to."""

    table: pd.DataFrame
    """``FACTS`` and ``positions`` (ids with ; between; empty text: none)."""
    place: "Integers"
    """Number of its municipality, -1 where it is not recorded."""
    pair_firm: "Integers"
    """Firm of each pair of a firm and a position it belongs to."""
    pair_position: "Integers"
    pair_is_core: "NDArray[np.bool_]"
    """Core industry, or a tie."""
    pair_is_near: "NDArray[np.bool_]"
    """Core or related industry, or a tie: what is meant by the position's firms."""

    def count(self, chosen: "NDArray[np.bool_]", positions: int, places: int) -> "Floats":
        """Count chosen pairs by position and municipality."""
        where = self.place[self.pair_firm]
        held = chosen & (where >= 0)
        cells = self.pair_position[held] * places + where[held]
        counted = np.bincount(cells, minlength=positions * places)
        return counted.reshape(positions, places).astype(float)


@dataclass(frozen=True)
class Ground:
    """A register on a day, laid out for the search."""

    register: Register
    on: date
    limits: GapThresholds
    towns: pd.DataFrame
    """Municipalities, ascending."""
    codes: tuple[str, ...]
    positions: tuple[str, ...]
    needs: tuple[str, ...]
    supporters: pd.DataFrame
    """Actors that are no firms, by actor_id, closed ones too."""
    firms: Firms | None
    """``None``: no firm is recorded."""
    activities: pd.DataFrame | None
    participations: pd.DataFrame | None
    """``actor_id, project_id, offer_id`` begun by the day."""
    clusters_of: Mapping[str, tuple[str, ...]] | None
    """Designated clusters by position; ``None``: not recorded."""
    roles: pd.DataFrame | None
    """Rows of actor_positions that hold on the day."""
    context: EligibilityContext
    missing_rows: Mapping[str, int]
    """Rows that a table once had, or that others point to, and that are not there."""
    has_rules: bool = True
    """What offers demand is recorded; else every firm is taken to be let in."""

    @property
    def roles_table(self) -> str:
        """Where it stands which actors are of which position."""
        return DRAWN_FROM if self.register.is_drawn else "actor_positions"

    @property
    def size(self) -> int:
        """Number of municipalities."""
        return len(self.codes)

    def with_register(self, register: Register, *, are_ties_new: bool) -> "Ground":
        """Give the same ground over a register in which a small table was changed.

        The large tables are not read again; whose firms are whose is found anew only where ties
        to a position may have changed.
        """
        clusters, roles = _roles(register, self.on)
        firms = self.firms
        if firms is not None and are_ties_new:
            firms = _with_positions(
                register, firms.table, self.towns.index, self.positions, self.on
            )
        changed = replace(
            self,
            register=register,
            clusters_of=clusters,
            roles=roles,
            firms=firms,
            context=eligibility_context(OnDay(register, self.on)),
        )
        kept = {"km_between", "hub_of", "office_of", "closed"}
        kept |= {"near"} if register.sites is self.register.sites else set()
        kept |= {"firm_counts"} if firms is self.firms else set()
        made = dict(self.__dict__)  # another thread may add to it meanwhile
        changed.__dict__.update({k: v for k, v in made.items() if k in kept})
        return changed

    @cached_property
    def firm_counts(self) -> "tuple[Floats, Floats, Floats] | None":
        """Firms by position and municipality: as meant, core alone, all connected."""
        if self.firms is None:
            return None
        size = len(self.positions), self.size
        every = np.ones(len(self.firms.pair_firm), dtype=bool)
        return (
            self.firms.count(self.firms.pair_is_near, *size),
            self.firms.count(self.firms.pair_is_core, *size),
            self.firms.count(every, *size),
        )

    @cached_property
    def near(self) -> "Mapping[str, Codes]":
        """Whether each actor has an office within reach of each municipality."""
        return _near(self.register, self.towns, self.on, self.limits)

    @cached_property
    def km_between(self) -> "Floats":
        """Way between the main towns of any two municipalities."""
        return travel_km(self.towns, self.towns, self.register.crossings, self.on)

    @cached_property
    def closed(self) -> frozenset[str]:
        """Supporters that have ceased; on its last day one is still there."""
        ended = self.supporters["closed"] < pd.Timestamp(self.on)
        return frozenset(self.supporters.index[ended])

    @cached_property
    def hub_of(self) -> dict[str, str]:
        """Business hub by municipality."""
        table = small_table(self.register, "municipalities", "which hub covers what")
        known = table.dropna(subset=["hub_id"])
        return dict(zip(known["municipality_code"], known["hub_id"], strict=True))

    @cached_property
    def office_of(self) -> dict[str, tuple[str, ...]]:
        """Municipal offices by municipality."""
        held: dict[str, list[str]] = defaultdict(list)
        own = self.supporters[self.supporters["kind"] == ActorKind.MUNICIPAL_OFFICE.value]
        for actor, code in own["municipality_code"].dropna().items():
            held[str(code)].append(str(actor))
        return {code: tuple(ids) for code, ids in held.items()}

    def office(self, actor_id: str) -> Codes:
        """Whether an actor has an office within reach of each municipality."""
        if self.register.sites is None:
            return everywhere(UNKNOWN, self.size)
        silent = NO if self.register.sites.empty else UNKNOWN
        return self.near.get(actor_id, everywhere(silent, self.size))

    def kind_of(self, actor_id: str) -> str | None:
        """Kind of a supporter; ``None`` when it is a firm, unknown or not recorded."""
        kind = self.supporters["kind"].get(actor_id)
        return kind if isinstance(kind, str) else None

    def is_omission(self, actor_id: str, kinds_told: Collection[str | None]) -> bool:
        """Tell whether a table that does not name an actor leaves something out of it.

        A cluster is there to serve its firms, so of one that is not named something is left out.
        So it is of a hub or a municipal office where the table names others of the kind, and of
        an actor whose kind is not recorded. Of others, such as an institution that holds no
        activities, the table says that there is none.

        Args:
            actor_id: One that the table does not name.
            kinds_told: Kinds of the actors that it names.
        """
        kind = self.kind_of(actor_id)
        is_expected = kind in kinds_told if kind in FOR_ALL_FIRMS else kind == ActorKind.CLUSTER
        return kind is None or is_expected

    def kinds_of(self, actor_ids: Iterable[str]) -> frozenset[str | None]:
        """Kinds of some actors, each once; ``None`` among them for firms and unknown ones."""
        return frozenset(map(self.kind_of, actor_ids))

    def name_of(self, actor_id: str) -> str:
        """Name of an actor; the id of one that is not recorded."""
        name = self.supporters["name"].get(actor_id)
        if isinstance(name, str):
            return name
        if self.firms is not None:
            own = self.firms.table["name"][self.firms.table["actor_id"] == actor_id]
            return str(own.iloc[0]) if len(own) else actor_id
        return actor_id


def lay_ground(register: Register, on: date, limits: GapThresholds) -> Ground:
    """Read what the search for gaps needs of a register.

    Raises:
        NotRecordedError: The register has no municipalities or no strength positions.
    """
    positions = small_table(register, "strength_positions", "which positions there are")
    towns = places(register)
    is_demanding = _has_rules(register)
    register = register if is_demanding else _open_to_all(register)
    needs = () if register.needs is None else tuple(register.needs.sort_values("rank")["need_id"])
    actors = None if register.actors is None else collect(register.actors)
    held, participations = _participations(register, on)
    ids = tuple(sorted(positions["position_id"]))
    clusters, roles = _roles(register, on)
    return Ground(
        register=register,
        on=on,
        limits=limits,
        towns=towns,
        codes=tuple(towns.index),
        positions=ids,
        needs=needs,
        supporters=_supporters(actors),
        firms=_firms(register, actors, towns.index, ids, on),
        activities=None if register.activities is None else _activities(register, on, limits),
        participations=participations,
        clusters_of=clusters,
        roles=roles,
        context=eligibility_context(OnDay(register, on)),
        missing_rows=_missing_rows(register, actors, held),
        has_rules=is_demanding,
    )


def _has_rules(register: Register) -> bool:
    """Tell whether the register records what any of its offers demands."""
    problems = [offer.rules.problem or "" for offer in register.catalogue.values()]
    return not problems or not all(one.endswith(".yaml is missing") for one in problems)


def _open_to_all(register: Register) -> Register:
    """Let every firm in: what offers demand is as little recorded as an absent table."""
    catalogue = {
        one: offer.model_copy(update={"rules": offer.rules.model_copy(update={"problem": None})})
        for one, offer in register.catalogue.items()
    }
    return replace(register, catalogue=catalogue)


def is_stale(table: pd.DataFrame, on: date, limits: GapThresholds) -> "pd.Series[bool]":
    """Tell which rows were last confirmed too long ago; one nobody dated is taken as it stands."""
    oldest = pd.Timestamp(on) - pd.Timedelta(days=limits.shelf_life_days)
    return table["checked"].notna() & (table["checked"] < oldest)


def _roles(
    register: Register, on: date
) -> tuple[dict[str, tuple[str, ...]] | None, pd.DataFrame | None]:
    table = register.actor_positions
    if table is None:
        return None, None
    grouped = designated_clusters(register, on).groupby("position_id")["actor_id"]
    clusters = {str(p): tuple(sorted(ids)) for p, ids in grouped}
    return clusters, table[holding(table, on)]


def _supporters(actors: pd.DataFrame | None) -> pd.DataFrame:
    if actors is None:
        columns = ["name", "kind", "municipality_code", "closed", "checked", "source"]
        empty = pd.DataFrame(columns=columns, index=pd.Index([], name="actor_id"))
        return empty.astype({"closed": "datetime64[s]", "checked": "datetime64[s]"})
    return actors[actors["kind"] != ActorKind.FIRM.value].set_index("actor_id").sort_index()


def _firms(
    register: Register,
    actors: pd.DataFrame | None,
    codes: pd.Index,
    positions: tuple[str, ...],
    on: date,
) -> Firms | None:
    if actors is None:
        return None
    is_active = holding(actors, on, "founded", "closed")
    is_firm = actors["kind"] == ActorKind.FIRM.value
    if not is_firm.any():
        return None
    table = actors.loc[is_firm & is_active, list(FACTS)].reset_index(drop=True)
    return _with_positions(register, table, codes, positions, on)


def _with_positions(
    register: Register,
    table: pd.DataFrame,
    codes: pd.Index,
    positions: tuple[str, ...],
    on: date,
) -> Firms:
    pairs = _pairs(register, table, positions, on)
    table = table.assign(positions=_written(pairs, positions, len(table)))
    return Firms(
        table=table,
        place=np.asarray(codes.get_indexer(pd.Index(table["municipality_code"]))),
        pair_firm=pairs["firm"].to_numpy(dtype=np.int64),
        pair_position=pairs["position"].to_numpy(dtype=np.int64),
        pair_is_core=pairs["is_core"].to_numpy(dtype=bool),
        pair_is_near=pairs["is_near"].to_numpy(dtype=bool),
    )


def _written(pairs: pd.DataFrame, positions: tuple[str, ...], firms: int) -> list[str]:
    """Write each firm's positions with ; between; empty text for one known to have none."""
    near = pairs[pairs["is_near"]].sort_values(["firm", "position"])
    held: list[list[str]] = [[] for _ in range(firms)]
    for firm, position in zip(near["firm"].tolist(), near["position"].tolist(), strict=True):
        held[firm].append(positions[position])
    return [";".join(ids) for ids in held]


def _pairs(
    register: Register, table: pd.DataFrame, positions: tuple[str, ...], on: date
) -> pd.DataFrame:
    """Pair each firm with its positions, by industry code and by tie, each pair once."""
    by = ["industry_scheme", "industry_code"]
    coded = code_positions(table[by], register, on)
    firm = table[by].assign(firm=np.arange(len(table)))
    by_code = firm.merge(coded, on=by)
    is_core = by_code["role"] == IndustryRole.CORE.value
    is_near = is_core | (by_code["role"] == IndustryRole.RELATED.value)
    found = [by_code[["firm", "position_id"]].assign(is_core=is_core, is_near=is_near)]
    tied = tied_pairs(register, on)
    number = pd.Series(np.arange(len(table)), index=pd.Index(table["actor_id"]))
    if len(tied):
        own = tied.assign(firm=tied["actor_id"].map(number)).dropna(subset=["firm"])
        found.append(own[["firm", "position_id"]].assign(is_core=True, is_near=True))
    every = pd.concat(found, ignore_index=True)
    place = pd.Index(positions).get_indexer(pd.Index(every["position_id"]))
    every = every.assign(position=place)[place >= 0].astype({"firm": np.int64})
    best = every.groupby(["firm", "position"], as_index=False)[["is_core", "is_near"]].max()
    return best.astype({"is_core": bool, "is_near": bool})


def _activities(register: Register, on: date, limits: GapThresholds) -> pd.DataFrame:
    """Who held activities where, each place once: in the period, and so lately that it tells."""
    import narwhals as nw  # noqa: PLC0415 - only with a register over DuckDB

    table = register.activities
    assert table is not None
    last = pd.Timestamp(on)
    first = last - pd.Timedelta(days=limits.active_days)
    oldest = last - pd.Timedelta(days=max(limits.active_days, limits.shelf_life_days))
    columns = ["actor_id", "position_id", "municipality_code", "is_online"]
    recent = (nw.col("date") > nw.lit(first.to_pydatetime())) & (
        nw.col("date") <= nw.lit(last.to_pydatetime())
    )
    telling = nw.col("date") >= nw.lit(oldest.to_pydatetime())
    told = table.with_columns(is_recent=recent, is_telling=telling)
    columns += ["is_recent", "is_telling"]
    return collect(told.select(*columns).unique()).sort_values(columns, ignore_index=True)


def _participations(register: Register, on: date) -> tuple[int | None, pd.DataFrame | None]:
    if register.participations is None:
        return None, None
    columns = ["actor_id", "project_id", "offer_id", "start"]
    every = collect(register.participations.select(*columns))
    begun = every["start"].isna() | (every["start"] <= pd.Timestamp(on))
    return len(every), every[begun]


def _near(
    register: Register, towns: pd.DataFrame, on: date, limits: GapThresholds
) -> dict[str, Codes]:
    table = register.sites
    if table is None or table.empty:
        return {}
    told = {str(actor): everywhere(NO, len(towns)) for actor in table["actor_id"].unique()}
    offices = table[table["kind"].isin(OFFICE_KINDS) & holding(table, on)].reset_index(drop=True)
    if offices.empty:
        return told
    km = _km_to(offices, towns, register, on)
    stale = is_stale(offices, on, limits).to_numpy(dtype=bool)
    for actor, rows in offices.groupby("actor_id").groups.items():
        own = np.asarray(rows)
        fresh, old = own[~stale[own]], own[stale[own]]
        is_near = (km[:, fresh] <= limits.within_km).any(axis=1)
        is_old = (km[:, old] <= limits.within_km).any(axis=1)
        is_open = np.isnan(km[:, own]).any(axis=1)
        told[str(actor)] = np.select([is_near, is_open, is_old], [YES, UNKNOWN, STALE], NO).astype(
            np.uint8
        )
    return told


def _km_to(sites: pd.DataFrame, towns: pd.DataFrame, register: Register, on: date) -> "Floats":
    """Way from each municipality to each site: its own position, else its main town."""
    town = towns.reindex(sites["municipality_code"]).reset_index(drop=True)
    has_own = sites["latitude"].notna() & sites["longitude"].notna()
    ends = pd.DataFrame(
        {c: np.where(has_own, sites[c], town[c]) for c in ("latitude", "longitude")}
    ).assign(landmass=town["landmass"])
    crossings = register.crossings if register.landmasses is not None else None
    return travel_km(towns, ends, crossings, on)


def _missing_rows(
    register: Register, actors: pd.DataFrame | None, participations: int | None
) -> dict[str, int]:
    """Count rows that a table lost since it was read, or that others still point to."""
    missing: dict[str, int] = defaultdict(int)
    held: dict[str, int] = {
        name: len(table)
        for name in register.row_counts
        if isinstance(table := getattr(register, name, None), pd.DataFrame)
    }
    if actors is not None:
        held["actors"] = len(actors)
    if participations is not None:
        held["participations"] = participations
    for name, lost in register.lost_rows.items():
        missing[name] += lost
    for name, count in held.items():
        if (lost := register.row_counts.get(name, 0) - count) > 0:
            missing[name] += lost
    if register.offers is not None:
        pointed = set(register.catalogue) - set(register.offers["offer_id"])
        strays = {f.value for f in register.warnings if f.table == "rules" and f.row is None}
        lost = len(pointed | {value for value in strays if value})
        missing["offers"] = max(missing["offers"], lost)
    if actors is not None:
        known = set(actors["actor_id"])
        pointed = _pointed_at(register) - known
        missing["actors"] = max(missing["actors"], len(pointed))
    return {name: lost for name, lost in missing.items() if lost}


def _pointed_at(register: Register) -> set[Any]:
    named: set[Any] = set()
    for table, column in (
        ("actor_positions", "actor_id"),
        ("sites", "actor_id"),
        ("offers", "provider_actor_id"),
        ("municipalities", "hub_id"),
    ):
        frame = getattr(register, table)
        if frame is not None:
            named |= set(frame[column].dropna())
    return named
