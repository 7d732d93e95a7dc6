"""Who is in the register: the answer to a search among the actors of a day.

What no table records is ``None``: not recorded, which is neither none nor zero.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.analysis.day import OnDay, is_personally_owned
from ecosystem.briefings.actors.filters import (
    count_firms,
    is_example,
    is_in_place,
    is_in_state,
    is_of_position,
    positions_of,
    without_ties,
)
from ecosystem.briefings.records import ActorName, collected, count_rows, records
from ecosystem.briefings.ties import projects_led, taking_part, ties_on
from ecosystem.model.danish import search_expression, search_key, sort_expression
from ecosystem.model.errors import EcosystemError, NotRecordedError, UnknownIdError
from ecosystem.model.gaps import FirmRange
from ecosystem.model.records import Record
from ecosystem.model.register import Register, collect
from ecosystem.model.vocabulary import ActorKind, FirmCut, Freshness

if TYPE_CHECKING:
    import narwhals as nw

    from ecosystem.model.register import LazyTable

NEAR_ENOUGH: Final = 55
"""Smallest likeness of a name, of 100, that is offered when a search finds nothing."""
MAX_NAMES_COMPARED: Final = 20_000
UNKNOWN_KIND: Final = "unknown"


class ActorRow(Record):
    """One line of a list of actors."""

    actor_id: str
    kind: ActorKind | None
    name: str
    cvr: str | None
    municipality_code: str | None
    municipality: str | None
    position_ids: tuple[str, ...] | None = Field(
        description="Positions it is of, in the cut that was asked for; None: not recorded."
    )
    is_user: bool | None = Field(
        description="It has used an offer that names the position asked for; None: no position "
        "was asked for, or use is not recorded."
    )
    links: int | None = Field(description="Ties to other actors on the day; None: not recorded.")
    projects: int | None = Field(description="Projects and offers taken part in; None: as above.")
    checked: date | None
    freshness: Freshness | None = Field(
        description="What the last check of the row is worth; None: example data, which nobody "
        "is asked to check."
    )
    is_synthetic: bool
    is_personally_owned: bool
    is_advertising_protected: bool


class ActorFilter(Record):
    """What is looked for among the actors; what is ``None``, empty or false is not asked about."""

    kind: str | None = Field(default=None, description="An ActorKind, or 'unknown'.")
    search: str | None = Field(
        default=None,
        description="Digits are held against CVR numbers; words against names, strength "
        "positions and the needs an actor's offers answer. Å and Aa are the same.",
    )
    place_code: str | None = Field(
        default=None,
        description="A municipality or a region, in which the actor is registered or has a site.",
    )
    position_id: str | None = Field(
        default=None,
        description="A position: its firms in the cut, and other actors with a tie to it.",
    )
    cut: FirmCut = Field(
        default=FirmCut.STANDARD, description="How widely the firms of the position are counted."
    )
    is_user: bool = Field(
        default=False,
        description="Who has used an offer that names the position, instead of who is of it.",
    )
    is_alone: bool = Field(
        default=False, description="No tie to another actor, no project or offer taken part in."
    )
    freshness: tuple[Freshness, ...] = Field(
        default=(), description="States of the row on the day; example data has none."
    )
    without_examples: bool = Field(default=False, description="Example data is left out.")


class ActorList(Record):
    """The answer to a search: as many rows as were asked for, and how many there are."""

    actors: tuple[ActorRow, ...]
    found: int
    total: int
    examples: int = Field(description="Of those found, how many are example data.")
    examples_in_all: int = Field(description="Of all, how many are example data.")
    firms: FirmRange | None = Field(
        default=None,
        description="Firms of the position asked for that fit the other filters: in the standard, "
        "the narrow (low) and the broad (high) cut. None: not asked, or no firms are recorded.",
    )
    is_members_only: bool = Field(
        default=False, description="The register holds firms of the position as members alone."
    )
    not_recorded: tuple[str, ...] = Field(
        default=(), description="Absent tables that would show who is of the position."
    )
    near: tuple[ActorName, ...] = Field(
        default=(), description="Names like the one searched for, when nothing was found."
    )

    @property
    def real_found(self) -> int:
        """Of those found, how many are no example data."""
        return self.found - self.examples

    @property
    def real_total(self) -> int:
        """Of all, how many are no example data."""
        return self.total - self.examples_in_all


def list_actors(
    register: Register,
    on: date,
    filters: ActorFilter | None = None,
    *,
    at_most: int = 500,
    day: OnDay | None = None,
) -> ActorList:
    """List the actors that are there on a day and fit a filter.

    Args:
        register: Its actors may be millions; only ``at_most`` rows are ever collected.
        on: The day.
        filters: What is looked for; every actor without it.
        at_most: Rows collected, in Danish alphabetical order.
        day: The register on the day, where it has been made already.

    Raises:
        UnknownIdError: The kind, place or position is not known.
        NotRecordedError: The register has no actors, or not the tables that a filter needs.
        EcosystemError: Users are asked for without a position.
    """
    day = day or OnDay(register, on)
    filters = filters or ActorFilter()
    _check(filters)
    active = day.actors.active()
    matches = _searched(day, _fitting(day, active, filters), filters.search)
    match_count = count_rows(matches)
    ordered = matches.with_columns(order=sort_expression("name")).sort("order", "actor_id")
    firms = _firms_in_cuts(day, active, filters)
    return ActorList(
        actors=_rows(day, ordered.head(at_most), filters),
        found=match_count,
        total=count_rows(active),
        examples=count_rows(matches.filter(is_example())),
        examples_in_all=count_rows(active.filter(is_example())),
        firms=firms,
        is_members_only=firms is not None and _is_members_only(day, filters.position_id),
        not_recorded=_absent(day, filters),
        near=_near(_fitting(day, active, filters), filters.search)
        if filters.search and not match_count
        else (),
    )


# --- filters -------------------------------------------------------------------------------


def _check(filters: ActorFilter) -> None:
    if filters.is_user and filters.position_id is None:
        message = (
            "Users are those of a strength position's offers: give the position as well "
            "(--position ID)."
        )
        raise EcosystemError(message)


def _fitting(day: OnDay, actors: "LazyTable", filters: ActorFilter) -> "LazyTable":
    """Apply every filter but the words searched for."""
    actors = _filtered(day, actors, filters)
    return actors.filter(_of_position(day, filters)) if filters.position_id else actors


def _filtered(day: OnDay, actors: "LazyTable", filters: ActorFilter) -> "LazyTable":
    """Apply every filter but the position and the words searched for."""
    actors = _of_kind(actors, filters.kind)
    if filters.place_code is not None:
        actors = actors.filter(is_in_place(day, filters.place_code))
    if filters.freshness:
        actors = actors.filter(~is_example(), is_in_state(day, filters.freshness))
    if filters.without_examples:
        actors = actors.filter(~is_example())
    return without_ties(day, actors) if filters.is_alone else actors


def _of_kind(actors: "LazyTable", kind: str | None) -> "LazyTable":
    import narwhals as nw

    if kind is None:
        return actors
    kinds = [*ActorKind, UNKNOWN_KIND]
    if kind not in kinds:
        what = "kind of actor"
        raise UnknownIdError.from_available(what, kind, kinds)
    is_unknown = kind == UNKNOWN_KIND
    return actors.filter(nw.col("kind").is_null() if is_unknown else nw.col("kind") == kind)


def _of_position(day: OnDay, filters: ActorFilter) -> "nw.Expr":
    import narwhals as nw

    assert filters.position_id is not None
    if not filters.is_user:
        return is_of_position(day, filters.position_id, filters.cut)
    return nw.col("actor_id").is_in(sorted(_users(day, filters.position_id)))


def _users(day: OnDay, position_id: str) -> frozenset[str]:
    users = day.membership.users_of(position_id)
    if users is None:
        absent = "offers" if day.register.offers is None else "participations"
        question = "who has used which offers"
        raise NotRecordedError.from_table(absent, question)
    return users


# --- words ---------------------------------------------------------------------------------


def _searched(day: OnDay, actors: "LazyTable", search: str | None) -> "LazyTable":
    import narwhals as nw

    text = (search or "").strip()
    if not text:
        return actors
    digits = "".join(text.split())
    if digits.isdecimal():
        return actors.filter(nw.col("cvr").str.starts_with(digits))
    words = search_key(text).split()
    has_words = nw.all_horizontal(
        *(search_expression("name").str.contains(word, literal=True) for word in words),
        ignore_nulls=True,
    )
    return actors.filter(has_words | nw.col("actor_id").is_in(_about(day, search_key(text))))


def _about(day: OnDay, key: str) -> list[str]:
    """List who is registered with a position, or has an offer for a need, of the searched name."""
    ids: set[str] = set()
    positions, roles = _named_like(day.names.positions, key), day.membership.roles
    if positions and roles is not None:
        ids |= set(roles.loc[roles["position_id"].isin(positions), "actor_id"])
    needs = _named_like(day.names.needs, key)
    for offer in day.register.catalogue.values():
        if offer.provider_actor_id and needs.intersection(offer.need_ids):
            ids.add(offer.provider_actor_id)
    return sorted(ids)


def _named_like(names: Mapping[str, tuple[str, str]], key: str) -> set[str]:
    return {identifier for identifier, name in names.items() if key in search_key(" | ".join(name))}


def _near(actors: "LazyTable", search: str) -> tuple[ActorName, ...]:
    import narwhals as nw
    from rapidfuzz import fuzz, process

    key = search_key(search)
    is_alike = search_expression("name").str.starts_with(key[:1])
    is_supporter = (nw.col("kind") != ActorKind.FIRM.value) | nw.col("kind").is_null()
    rows = collected(
        actors.filter(is_supporter | is_alike).select("actor_id", "name").head(MAX_NAMES_COMPARED)
    )
    names = {row["actor_id"]: row["name"] for row in rows}
    keys = {actor_id: search_key(name) for actor_id, name in names.items()}
    matches = process.extract(key, keys, scorer=fuzz.WRatio, limit=3, score_cutoff=NEAR_ENOUGH)
    return tuple(ActorName(actor_id=actor_id, name=names[actor_id]) for _, _, actor_id in matches)


# --- counts and rows -----------------------------------------------------------------------


def _firms_in_cuts(day: OnDay, actors: "LazyTable", filters: ActorFilter) -> FirmRange | None:
    """Count the firms of the position that fit the other filters, in the three cuts."""
    import narwhals as nw

    position_id, kinds = filters.position_id, (None, ActorKind.FIRM.value)
    if position_id is None or filters.is_user or filters.kind not in kinds:
        return None
    if not day.actors.has_firms:
        return None
    matches = _searched(day, _filtered(day, actors, filters), filters.search)
    return count_firms(day, matches.filter(nw.col("kind") == ActorKind.FIRM.value), position_id)


def _is_members_only(day: OnDay, position_id: str | None) -> bool:
    count = day.membership.counts(position_id) if position_id else None
    return count is not None and count.is_members_only


def _absent(day: OnDay, filters: ActorFilter) -> tuple[str, ...]:
    """List the tables that would show more of the position's actors."""
    if filters.position_id is None or filters.is_user:
        return ()
    return day.membership.not_recorded


_COLUMNS: Final = (
    "actor_id",
    "kind",
    "name",
    "cvr",
    "municipality_code",
    "industry_scheme",
    "industry_code",
    "legal_form",
    "checked",
    "is_synthetic",
    "is_advertising_protected",
)


def _rows(day: OnDay, actors: "LazyTable", filters: ActorFilter) -> tuple[ActorRow, ...]:
    table = collect(actors.select(*_COLUMNS))
    ids = table["actor_id"].tolist()
    links, projects = _links_of(day, ids), _projects_of(day, ids)
    positions = positions_of(day, table, filters.cut)
    users = day.membership.users_of(filters.position_id) if filters.position_id else None
    states = day.freshness.states(table, "actors")
    return tuple(
        ActorRow(
            **{name: row[name] for name in ("actor_id", "kind", "name", "cvr", "checked")},
            municipality_code=row["municipality_code"],
            municipality=day.names.municipalities.get(row["municipality_code"]),
            position_ids=positions[row["actor_id"]],
            is_user=None if users is None else row["actor_id"] in users,
            links=None if links is None else links.get(row["actor_id"], 0),
            projects=None if projects is None else projects.get(row["actor_id"], 0),
            freshness=None if row["is_synthetic"] else Freshness(state),
            is_synthetic=bool(row["is_synthetic"]),
            is_personally_owned=is_personally_owned(row["legal_form"]),
            is_advertising_protected=bool(row["is_advertising_protected"]),
        )
        for row, state in zip(records(table), states, strict=True)
    )


def _links_of(day: OnDay, ids: Sequence[str]) -> dict[str, int] | None:
    import pandas as pd

    ties = ties_on(day)
    if ties is None:
        return None
    ends = pd.concat([ties["start"], ties["end"]])
    return {str(actor): int(n) for actor, n in ends[ends.isin(ids)].value_counts().items()}


def _projects_of(day: OnDay, ids: Sequence[str]) -> dict[str, int] | None:
    import narwhals as nw
    import pandas as pd

    taken_part = taking_part(day)
    if taken_part is None:
        return None
    participations = taken_part.filter(nw.col("actor_id").is_in(list(ids)))
    rows = collect(participations.select("actor_id", "project_id", "offer_id").unique())
    led = projects_led(day)
    every = pd.concat([rows, led[led["actor_id"].isin(ids)]]).drop_duplicates()
    return {str(actor): int(n) for actor, n in every["actor_id"].value_counts().items()}
