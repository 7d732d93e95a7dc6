"""What is known of one actor on a day, and how sure each part of it is.

What it helps with, whom it helps, what a firm does first, whom it is tied to. What no table
records is told as not recorded, never as none.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.analysis.day import OnDay, is_personally_owned
from ecosystem.briefings.actors.filters import positions_of
from ecosystem.briefings.actors.listing import MAX_NAMES_COMPARED
from ecosystem.briefings.actors.offers import OfferSummary, OperatorGrant, grants_of, offers_of
from ecosystem.briefings.actors.ties import Link, Participation, links_of, participations_of
from ecosystem.briefings.records import ActorName, Labelled, dated_rows, fields_of, records
from ecosystem.model.columns import ReadingMethod
from ecosystem.model.danish import sort_key
from ecosystem.model.days import holding
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.records import Record
from ecosystem.model.register import Register, big_table, collect
from ecosystem.model.vocabulary import (
    ActorKind,
    FactSort,
    Freshness,
    IndustryRole,
    MemberEvidence,
    PositionRole,
)

if TYPE_CHECKING:
    import pandas as pd


class Site(Record):
    """A place where the actor is or was."""

    municipality_code: str
    municipality: str | None
    kind: str
    is_current: bool
    valid_from: date | None
    valid_to: date | None
    source: str
    note: str | None
    freshness: Freshness | None = Field(description="None: example data.")


class Position(Record):
    """A strength position the actor is or was of, and what shows it."""

    position: Labelled
    role: PositionRole | None = Field(description="None: no role is recorded; see the evidence.")
    evidence: tuple[MemberEvidence, ...] = Field(
        description="What shows on the day that the actor is of the position."
    )
    valid_from: date | None = None
    valid_to: date | None = None
    is_current: bool = True
    is_sure: bool = Field(default=True, description="False: the source of the row is uncertain.")
    source: str | None = None
    freshness: Freshness | None = Field(
        default=None, description="Of the recorded role; None: example data, or no role."
    )


class ValueSource(Record):
    """Where one value of the actor was read."""

    column: str
    method: ReadingMethod
    source: str
    checked: date | None = Field(description="Day of the page or register; None: it names none.")
    confidence: str | None = None
    note: str | None = None


class ActorBriefing(Record):
    """What is known of one actor on a day."""

    on: date
    actor_id: str
    kind: ActorKind | None
    name: str
    cvr: str | None
    parent: ActorName | None
    is_embedded: bool
    municipality_code: str | None
    municipality: str | None
    legal_form: str | None
    industry_code: str | None
    founded: date | None
    closed: date | None
    is_there: bool = Field(description="Founded by the day, and not closed before it.")
    employees: float | None
    website: str | None
    mailbox: str | None = Field(description="Of the actor or a function of it, never a person's.")
    telephone: str | None = Field(description="Of the actor or a function of it.")
    topics: str | None = Field(description="Subjects in the actor's own words, ; between.")
    value_sources: tuple[ValueSource, ...]
    note: str | None
    is_synthetic: bool
    is_personally_owned: bool
    is_advertising_protected: bool
    source: str
    checked: date | None
    freshness: Freshness | None = Field(description="None: example data.")
    days_since_check: int | None
    confidence: str | None
    covers: tuple[str, ...] = Field(description="Municipalities a business hub covers, by name.")
    sites: tuple[Site, ...] | None
    positions: tuple[Position, ...] | None
    has_drawn_positions: bool = Field(
        description="Roles are not recorded but drawn from ties, offers and activities."
    )
    offers: tuple[OfferSummary, ...] | None
    grants: tuple[OperatorGrant, ...] = Field(
        description="Grants for operators that the actor gives or carries out."
    )
    links: tuple[Link, ...] | None
    participations: tuple[Participation, ...] | None
    participations_found: int | None


def brief_actor(
    register: Register,
    actor_id: str,
    on: date,
    *,
    most_participations: int = 100,
    day: OnDay | None = None,
) -> ActorBriefing:
    """Return what is known of one actor on a day.

    Args:
        register: The register.
        actor_id: Key of the actor.
        on: The day: what holds then is told to be current, the rest is told with its days.
        most_participations: Projects and offers told one by one, latest first.
        day: The register on the day, where it has been made already.

    Raises:
        UnknownIdError: No actor has the key; the nearest are named.
        NotRecordedError: The register has no actors.
    """
    day = day or OnDay(register, on)
    table = _row(day, actor_id)
    row = records(table)[0]
    parent = day.names.actors([row["parent_actor_id"]] if row["parent_actor_id"] else [])
    participations = participations_of(day, actor_id)
    checked = row["checked"]
    return ActorBriefing(
        on=on,
        **{name: row.get(name) for name in _PLAIN},
        value_sources=_value_sources(register, actor_id),
        is_there=bool(holding(table, on, "founded", "closed").iloc[0]),
        parent=next((ActorName(actor_id=a, name=name) for a, name in parent.items()), None),
        municipality=day.names.municipalities.get(row["municipality_code"]),
        **{flag: bool(row[flag]) for flag in _FLAGS},
        is_personally_owned=is_personally_owned(row["legal_form"]),
        freshness=None if row["is_synthetic"] else day.freshness.state(checked, FactSort.ACTOR),
        days_since_check=None if checked is None else (on - checked).days,
        covers=_covered(day, actor_id),
        sites=_sites(day, actor_id),
        positions=_positions(day, table),
        has_drawn_positions=day.register.is_drawn,
        offers=offers_of(day, actor_id),
        grants=grants_of(day, actor_id),
        links=links_of(day, actor_id),
        participations=None if participations is None else participations[:most_participations],
        participations_found=None if participations is None else len(participations),
    )


_PLAIN: Final = (
    "actor_id",
    "kind",
    "name",
    "cvr",
    "municipality_code",
    "legal_form",
    "industry_code",
    "founded",
    "closed",
    "employees",
    "website",
    "mailbox",
    "telephone",
    "topics",
    "note",
    "source",
    "checked",
    "confidence",
)
_FLAGS: Final = ("is_embedded", "is_synthetic", "is_advertising_protected")


def _row(day: OnDay, actor_id: str) -> "pd.DataFrame":
    import narwhals as nw

    actors = big_table(day.register, "actors", "who is in the ecosystem")
    rows = collect(actors.filter(nw.col("actor_id") == actor_id).head(1))
    if rows.empty:
        begins = nw.col("actor_id").str.starts_with(actor_id[:2])
        near = collect(actors.filter(begins).select("actor_id").head(MAX_NAMES_COMPARED))
        kind = "actor"
        raise UnknownIdError.from_available(kind, actor_id, near["actor_id"])
    return rows


def _value_sources(register: Register, actor_id: str) -> tuple[ValueSource, ...]:
    table = register.value_sources
    if table is None:
        return ()
    rows = table[(table["table"] == "actors") & (table["key"] == actor_id)]
    return tuple(ValueSource(**fields_of(row, ValueSource)) for row in records(rows))


def _covered(day: OnDay, actor_id: str) -> tuple[str, ...]:
    names = map(day.names.municipality, day.places.municipalities_of_hub(actor_id))
    return tuple(sorted(names, key=sort_key))


def _sites(day: OnDay, actor_id: str) -> tuple[Site, ...] | None:
    table = day.places.sites_ever
    if table is None:
        return None
    rows = dated_rows(day, table[table["actor_id"] == actor_id], "sites")
    sites = [
        Site(
            **fields_of(row, Site),
            municipality=day.names.municipalities.get(row["municipality_code"]),
        )
        for row in rows
    ]
    return tuple(sorted(sites, key=lambda site: (not site.is_current, site.kind)))


# --- positions -----------------------------------------------------------------------------


def _positions(day: OnDay, actor: "pd.DataFrame") -> tuple[Position, ...] | None:
    """List the roles of whatever day, and the positions that something else shows on the day."""
    actor_id = str(actor["actor_id"].iloc[0])
    evidence_of = _evidence(day, actor)
    recorded = _recorded_roles(day, actor_id, evidence_of)
    current = {position.position.id for position in recorded if position.is_current}
    further = [
        Position(
            position=Labelled.of(position_id, day.names.position(position_id)),
            role=None,
            evidence=evidence,
        )
        for position_id, evidence in evidence_of.items()
        if position_id not in current
    ]
    positions = [*recorded, *further]
    if not positions and positions_of(day, actor)[actor_id] is None:
        return None
    return tuple(sorted(positions, key=lambda p: (not p.is_current, sort_key(p.position.name_da))))


def _recorded_roles(
    day: OnDay, actor_id: str, evidence_of: Mapping[str, tuple[MemberEvidence, ...]]
) -> list[Position]:
    table = day.membership.roles_ever
    if table is None:
        return []
    rows = dated_rows(day, table[table["actor_id"] == actor_id], "actor_positions")
    return [
        Position(
            **fields_of(row, Position),
            position=Labelled.of(row["position_id"], day.names.position(row["position_id"])),
            evidence=evidence_of.get(row["position_id"], ()) if row["is_current"] else (),
            is_sure=row.get("confidence") != "low",
        )
        for row in rows
    ]


def _evidence(day: OnDay, actor: "pd.DataFrame") -> dict[str, tuple[MemberEvidence, ...]]:
    """Return what shows on the day that an actor is of a position, by position_id."""
    ties = day.membership.ties[day.membership.ties["actor_id"] == actor["actor_id"].iloc[0]]
    evidence: dict[str, set[str]] = {}
    for position, word in zip(ties["position_id"], ties["evidence"], strict=True):
        evidence.setdefault(position, set()).add(word)
    if actor["kind"].iloc[0] == ActorKind.FIRM.value:
        roles = day.membership.roles_of_codes(actor)
        for position in roles.loc[roles["role"] != IndustryRole.ENABLING.value, "position_id"]:
            evidence.setdefault(position, set()).add(MemberEvidence.INDUSTRY.value)
    return {
        position: tuple(
            evidence_kind for evidence_kind in MemberEvidence if evidence_kind.value in words
        )
        for position, words in evidence.items()
    }
