"""The context of the search for gaps: a day, and what every rule needs of it in arrays.

Who is there, who is of a position, where, how far, named what and how fresh, is answered by
``day`` alone. Here stand besides: firms in arrays, participations and activities, the limits of
the rules, and which rows are known to be missing. The context of a changed register shares what
the change leaves alone.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import EligibilityContext, eligibility_context
from ecosystem.analysis.gaps.firms import FirmCells, Firms, firms_on_day, with_positions
from ecosystem.analysis.gaps.nearby import ActivityReach, PlaceReach
from ecosystem.analysis.gaps.row_states import RowStates
from ecosystem.analysis.kleene import Codes
from ecosystem.analysis.presence import PositionFirms
from ecosystem.analysis.topics import Topics, topics_of
from ecosystem.model.gaps import GapThresholds
from ecosystem.model.register import Register, collect, small_table
from ecosystem.model.vocabulary import ActorKind, FactSort

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAWN_FROM: Final = "drawn_positions"
"""Name in the evidence where positions of actors are drawn from their ties."""
_ACTIVITY: Final = [
    "actor_id",
    "position_id",
    "municipality_code",
    "is_online",
    "is_synthetic",
    "checked",
]
_PARTICIPATION: Final = ["actor_id", "project_id", "offer_id", "start", "is_synthetic", "checked"]


@dataclass(frozen=True, eq=False)
class GapContext:
    """A register on a day, gathered for the search."""

    day: OnDay
    limits: GapThresholds
    firms: Firms | None
    """``None``: no firm is recorded."""
    near_places: PlaceReach
    near_activities: ActivityReach
    participations: pd.DataFrame | None
    """``actor_id, project_id, offer_id, start, is_synthetic, checked`` begun by the day."""
    missing_rows: Mapping[str, int]
    """Rows that a table once had, or that others point to, and that are not there."""
    has_rules: bool = True
    """What offers demand is recorded; else every firm is taken to be let in."""
    states: RowStates = field(default_factory=RowStates)
    """How fresh the rows of each table are, once somebody has asked."""
    members_only: dict[int, bool] = field(default_factory=dict)
    """Whether only members are recorded of a position, once somebody has asked."""

    @property
    def register(self) -> Register:
        """The register that the day is of."""
        return self.day.register

    @property
    def on(self) -> date:
        """The day."""
        return self.day.on

    @property
    def towns(self) -> pd.DataFrame:
        """Municipalities, ascending."""
        return self.day.places.towns

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the municipalities, ascending."""
        return self.day.places.codes

    @property
    def size(self) -> int:
        """Number of municipalities."""
        return len(self.codes)

    @property
    def positions(self) -> tuple[str, ...]:
        """Strength positions, ascending."""
        return self.day.membership.position_ids

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """Needs in their published order; none where they are not recorded."""
        return tuple(self.day.names.needs)

    @property
    def supporters(self) -> pd.DataFrame:
        """Actors that are no firms, by actor_id, closed ones too."""
        return self.day.actors.supporters

    @property
    def closed(self) -> frozenset[str]:
        """Supporters that have ceased."""
        return self.day.actors.closed

    @property
    def clusters_of(self) -> Mapping[str, tuple[str, ...]] | None:
        """Designated clusters by position that are there on the day; ``None``: not recorded."""
        return self.day.membership.clusters_of

    @property
    def roles(self) -> pd.DataFrame | None:
        """Rows of ``actor_positions`` that hold on the day; ``None``: not recorded."""
        return self.day.membership.roles

    @property
    def roles_ever(self) -> pd.DataFrame | None:
        """Rows of ``actor_positions`` of whatever day; ``None``: not recorded."""
        return self.day.membership.roles_ever

    @property
    def roles_table(self) -> str:
        """Where it stands which actors are of which position."""
        return DRAWN_FROM if self.register.is_drawn else "actor_positions"

    @cached_property
    def eligibility(self) -> EligibilityContext:
        """What criteria of offers ask for on the day."""
        return eligibility_context(self.day)

    @cached_property
    def topics(self) -> Topics:
        """What actors work with, in words."""
        return topics_of(self.day)

    @property
    def hub_of(self) -> Mapping[str, str]:
        """Business hub by municipality."""
        return self.day.places.hub_of

    @cached_property
    def km_between(self) -> "Floats":
        """Way between the main towns of any two municipalities."""
        return self.day.places.km_between.to_numpy()

    @property
    def firm_counts(self) -> FirmCells | None:
        """Firms by position and municipality; ``None``: no firm is recorded."""
        return None if self.firms is None else self.firms.counts

    def office(self, actor_id: str) -> Codes:
        """Return for each municipality whether a place of an actor is within reach."""
        return self.near_places.of(actor_id)

    def kind_of(self, actor_id: str) -> ActorKind | None:
        """Return the kind of a supporter; ``None``: a firm, unknown or not recorded."""
        return self.day.actors.kind(actor_id)

    @cached_property
    def _actors_of(self) -> Mapping[str, frozenset[str]]:
        if self.roles is None:
            return {}
        grouped = self.roles.groupby("position_id")["actor_id"]
        return {str(key): frozenset(actors) - self.closed for key, actors in grouped}

    def actors_of(self, position: int) -> frozenset[str]:
        """List the actors with a role in a position on the day that have not closed."""
        return self._actors_of.get(self.positions[position], frozenset())

    def name_of(self, actor_id: str) -> str:
        """Return the name of an actor; the id of one that is not recorded."""
        name = self.day.actors.name(actor_id)
        if name != actor_id or self.firms is None:
            return name
        names = self.firms.table["name"][self.firms.table["actor_id"] == actor_id]
        return str(names.iloc[0]) if len(names) else actor_id

    @cached_property
    def examples(self) -> frozenset[str]:
        """Actors that are example data: nobody to ring, to ask or to bring together."""
        marked: set[str] = set()
        if "is_synthetic" in self.supporters:
            is_example = self.supporters["is_synthetic"].astype("boolean").fillna(value=False)
            marked |= set(self.supporters.index[is_example.astype(bool)])
        firms: frozenset[str] = frozenset() if self.firms is None else self.firms.examples
        return firms | marked if marked else firms

    @cached_property
    def _position_firms(self) -> PositionFirms:
        """The firms of every position, counted at once."""
        return PositionFirms(self.day)

    def holds_members_only(self, position: int) -> bool:
        """Return whether only members of the cluster are known among a position's firms."""
        if position not in self.members_only:
            count = self._position_firms.count(self.positions[position])
            self.members_only[position] = count is not None and count.is_members_only
        return self.members_only[position]

    def with_register(self, register: Register, *, is_membership_new: bool) -> "GapContext":
        """Return the same context of a register in which a small table was changed.

        The large tables are not read again; firms are paired with positions anew only where the
        change may make an actor one of a position.
        """
        day = self.day.with_register(register)
        firms = self.firms
        if firms is not None and is_membership_new:
            firms = with_positions(day, firms.table, self.positions)
        is_moved = day.places is not self.day.places
        near = PlaceReach(day.places, self.limits.within_km) if is_moved else self.near_places
        members = {} if is_membership_new else self.members_only
        return replace(self, day=day, firms=firms, near_places=near, members_only=members)


def gap_context(register: Register, on: date, limits: GapThresholds) -> GapContext:
    """Gather what the search for gaps needs of a register on a day.

    Raises:
        NotRecordedError: The register has no municipalities or no strength positions.
    """
    return gap_context_on_day(OnDay(register, on), limits)


def gap_context_on_day(day: OnDay, limits: GapThresholds) -> GapContext:
    """Gather the context of a day; what the day knows already is not worked out again.

    Raises:
        NotRecordedError: The register has no municipalities or no strength positions.
    """
    positions = day.membership.position_ids
    _ = day.places.towns
    has_rules = _has_rules(day.register)
    if not has_rules:
        day = day.with_register(_open_to_all(day.register))
    participations = _participations(day)
    return GapContext(
        day=day,
        limits=limits,
        firms=firms_on_day(day, positions),
        near_places=PlaceReach(day.places, limits.within_km),
        near_activities=ActivityReach(day, limits.within_km, _activities(day, limits)),
        participations=None if participations is None else _begun(participations, day.on),
        missing_rows=_missing_rows(day, participations),
        has_rules=has_rules,
    )


def _has_rules(register: Register) -> bool:
    """Return whether the register records what any of its offers demands."""
    problems = [offer.rules.problem or "" for offer in register.catalogue.values()]
    return not problems or not all(problem.endswith(".yaml is missing") for problem in problems)


def _open_to_all(register: Register) -> Register:
    """Return the register with every firm let in: what offers demand is not recorded."""
    catalogue = {
        offer_id: offer.model_copy(
            update={"rules": offer.rules.model_copy(update={"problem": None})}
        )
        for offer_id, offer in register.catalogue.items()
    }
    return replace(register, catalogue=catalogue)


def _activities(day: OnDay, limits: GapThresholds) -> pd.DataFrame | None:
    """Count who held activities where: in the period, and so lately that it still tells.

    An activity that lies longer back than a check of such a row tells is no sign that the actor
    holds any now.
    """
    import narwhals as nw

    table = day.register.activities
    if table is None:
        return None
    last = pd.Timestamp(day.on)
    first = last - pd.Timedelta(days=limits.active_days)
    telling = max(limits.active_days, day.freshness.days(FactSort.PROJECT))
    oldest = last - pd.Timedelta(days=telling)
    held_on = nw.col("date")
    is_past = held_on <= nw.lit(last.to_pydatetime())
    marked = table.with_columns(
        is_recent=is_past & (held_on > nw.lit(first.to_pydatetime())),
        is_telling=held_on >= nw.lit(oldest.to_pydatetime()),
    )
    columns = [*_ACTIVITY, "is_recent", "is_telling"]
    counted = collect(marked.select(*columns).group_by(*columns).agg(rows=nw.len()))
    flags = {flag: counted[flag].fillna(value=False).astype(bool) for flag in columns[-2:]}
    return counted.assign(**flags).sort_values(columns, ignore_index=True)


def _participations(day: OnDay) -> pd.DataFrame | None:
    table = day.register.participations
    return None if table is None else collect(table.select(*_PARTICIPATION))


def _begun(participations: pd.DataFrame, on: date) -> pd.DataFrame:
    start = participations["start"]
    return participations[start.isna() | (start <= pd.Timestamp(on))]


def _missing_rows(day: OnDay, participations: pd.DataFrame | None) -> dict[str, int]:
    """Count rows that a table lost since it was read, or that others still point to."""
    register = day.register
    missing: dict[str, int] = defaultdict(int)
    counts = _row_counts(register)
    if participations is not None:
        counts["participations"] = len(participations)
    for name, lost in register.lost_rows.items():
        missing[name] += lost
    for name, count in counts.items():
        if (lost := register.row_counts.get(name, 0) - count) > 0:
            missing[name] += lost
    missing["offers"] = max(missing["offers"], _missing_offers(register))
    missing["actors"] = max(missing["actors"], _missing_actors(day))
    return {name: lost for name, lost in missing.items() if lost}


def _row_counts(register: Register) -> dict[str, int]:
    """Count the rows of each small table, and of the actors."""
    import narwhals as nw

    counts = {
        name: len(table)
        for name in register.row_counts
        if isinstance(table := getattr(register, name, None), pd.DataFrame)
    }
    if register.actors is not None and "actors" in register.row_counts:
        counts["actors"] = int(collect(register.actors.select(rows=nw.len()))["rows"].iloc[0])
    return counts


def _missing_offers(register: Register) -> int:
    """Count offers that rules are recorded of, and that no row names."""
    if register.offers is None:
        return 0
    without_row = set(register.catalogue) - set(register.offers["offer_id"])
    strays = {f.value for f in register.warnings if f.table == "rules" and f.row is None}
    return len(without_row | {value for value in strays if value})


def _missing_actors(day: OnDay) -> int:
    """Count actors that rows of other tables name, and that the table of actors does not."""
    import narwhals as nw

    actors = day.register.actors
    if actors is None:
        return 0
    actors_in_rows: set[Any] = set()
    for table, column in (
        (day.membership.roles_ever, "actor_id"),
        (day.places.sites_ever, "actor_id"),
        (day.register.offers, "provider_actor_id"),
        (day.register.municipalities, "hub_id"),
    ):
        if table is not None:
            actors_in_rows |= set(table[column].dropna())
    unknown = actors_in_rows - set(day.actors.supporters.index)
    if not unknown:
        return 0
    rows = actors.filter(nw.col("actor_id").is_in(sorted(unknown))).select("actor_id")
    return len(unknown - set(collect(rows)["actor_id"]))


def position_rows(context: GapContext) -> pd.DataFrame:
    """Return the rows of the strength positions.

    Raises:
        NotRecordedError: The register has none.
    """
    return small_table(context.register, "strength_positions", "which positions there are")
