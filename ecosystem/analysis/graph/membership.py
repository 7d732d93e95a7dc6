"""What of the register belongs to a position on a day: projects, offers, links, actors."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import is_offered
from ecosystem.analysis.graph.node_types import OFFER, USER
from ecosystem.analysis.graph.rows import (
    ACTOR_COLUMNS,
    TIE_COLUMNS,
    Ends,
    Mask,
    dated,
    is_in,
    no_rows,
    rows_of,
)
from ecosystem.model.days import has_begun, holding
from ecosystem.model.register import big_table
from ecosystem.model.vocabulary import ActorKind, FirmCut

_PROJECT_COLUMNS: Final = (
    "project_id",
    "title",
    "lead_actor_id",
    "start",
    "end",
    "source",
    "is_synthetic",
)


def projects_of(day: OnDay, position_id: str | None) -> pd.DataFrame:
    """Return the projects of a position that had begun by the day."""
    table = day.register.projects
    if table is None:
        return no_rows(*_PROJECT_COLUMNS)
    begun = table[has_begun(table, day.on, "start")]
    if position_id is None:
        return begun
    return begun[begun["position_id"].eq(position_id).fillna(value=False)]


def offers_of(day: OnDay, position_id: str | None) -> pd.DataFrame:
    """Return the offers that name a position and had opened by the day."""
    table = day.register.offers
    if table is None:
        return no_rows(
            "offer_id", "name_da", "provider_actor_id", "open_from", "open_until", "source"
        )
    if position_id is None:
        return table
    lists = table["position_ids"].fillna("")
    is_named = lists.map(lambda ids: position_id in ids.split(";")).astype(bool)
    return table[is_named & has_begun(table, day.on, "open_from")]


def drawn_offers(
    day: OnDay, offers: pd.DataFrame, used: AbstractSet[str], *, is_whole: bool
) -> pd.DataFrame:
    """Return the offers that are open or have been used; of the whole register the used ones.

    Args:
        day: The day.
        offers: Rows of the table.
        used: Points of the used ones ("offer/ID").
        is_whole: The network is that of the whole register.
    """
    is_used = is_in(f"{OFFER}/" + offers["offer_id"].astype("str"), used)
    if is_whole:
        return offers[is_used]
    return offers[is_used | is_offered(day, offers).to_numpy(dtype=bool)]


def links_of(day: OnDay, position_id: str | None) -> pd.DataFrame:
    """Return the links that hold on the day and name the position or none, as rows of ties."""
    table = day.register.links
    if table is None:
        return no_rows(*TIE_COLUMNS)
    links = table[holding(table, day.on)]
    if position_id is not None:
        links = links[links["position_id"].isna() | (links["position_id"] == position_id)]
    return links.rename(columns={"from_actor_id": "start", "to_actor_id": "end"}).assign(role=None)


def are_of_position(
    links: pd.DataFrame, ends: Ends, inside: AbstractSet[str], clusters: AbstractSet[str]
) -> Mask:
    """Return which links name the position, tie two who belong, or lead to its own cluster."""
    ties_two = ends.starts_in(inside) & ends.ends_in(inside)
    is_cluster = ends.starts_in(clusters) | ends.ends_in(clusters)
    return ties_two | is_cluster | links["position_id"].notna().to_numpy()


_OF_MEMBERS: Final = ("weight", "membership", "membership_evidence")


def firms_of(day: OnDay, position_id: str, cut: FirmCut) -> pd.DataFrame:
    """Return the firms of a position, with what makes each one of them and what shows it."""
    firms = day.membership.firms_of(position_id, cut, more=ACTOR_COLUMNS)
    names = {"role": "membership", "evidence": "membership_evidence"}
    firms = firms.rename(columns=names)[[*ACTOR_COLUMNS, *_OF_MEMBERS]]
    return firms.astype({"actor_id": "object"})  # sets are made of the ids


def clusters_of(day: OnDay, position_id: str) -> set[str]:
    """List the designated clusters of a position, closed ones too."""
    designated = day.membership.designated
    return set(designated.loc[designated["position_id"] == position_id, "actor_id"])


def supporters_tied_to(day: OnDay, position_id: str, links: pd.DataFrame) -> set[str]:
    """List the actors that have a tie to a position: on record with it, or in a link naming it."""
    ties = day.membership.ties
    naming_links = links[links["position_id"] == position_id]
    tied = ties.loc[ties["position_id"] == position_id, "actor_id"]
    return {*tied, *naming_links["start"], *naming_links["end"]}


@dataclass(frozen=True, slots=True)
class Members:
    """The actors that are nodes of a network, and what is known of other ids in its ties."""

    actors: pd.DataFrame
    """Those there on the day: ``ACTOR_COLUMNS``, ``weight``, ``membership`` and, of a firm,
    ``membership_evidence`` (of ``MemberEvidence``, with ; between)."""
    known_ids: frozenset[str]
    """Every id of its ties that the register holds, whatever the day."""
    other_firms: frozenset[str] = frozenset()
    """Firms that are there on the day and no nodes: they are not of the position."""
    users: frozenset[str] = frozenset()
    """Actors there on the day that used an offer of the position and are not of it."""


def whole_register(day: OnDay, ends: set[str]) -> Members:
    """Return every actor that is no firm, and the firms among the ends of ties with their parents.

    Raises:
        NotRecordedError: The register has no actors.
    """
    big_table(day.register, "actors", "who is in the ecosystem")
    supporters = _supporters(day)
    parts = [supporters, *_with_parents_of_firms(day, ends, set(supporters["actor_id"]))]
    actors = _joined(parts)
    return Members(_there(actors, day), frozenset(actors["actor_id"]))


def of_position(
    day: OnDay,
    firms: pd.DataFrame,
    belonging: set[str],
    users: set[str],
    *,
    with_users: bool,
) -> Members:
    """Return the firms of a position, the supporters that belong to it and their parents.

    Args:
        day: The day.
        firms: What :func:`firms_of` returns.
        belonging: Actors that belong, of whatever kind; firms among them count by ``firms`` alone.
        users: Who used an offer of the position.
        with_users: Users that are not of the position become nodes too, marked as users.

    Raises:
        NotRecordedError: The register has no actors.
    """
    supporters = _supporters(day)
    parents = set(firms["parent_actor_id"].dropna())
    belonging_supporters = _with_parents(supporters, belonging | parents)
    drawn = {*firms["actor_id"], *belonging_supporters["actor_id"]}
    tie_ends = belonging | users | parents
    further = _joined(_with_parents_of_firms(day, tie_ends, drawn | set(supporters["actor_id"])))
    beside = _there(_joined([further, supporters[~is_in(supporters["actor_id"], drawn)]]), day)
    as_users = beside[is_in(beside["actor_id"], users)]
    parts = (
        [firms, belonging_supporters, as_users.assign(membership=USER)]
        if with_users
        else [firms, belonging_supporters]
    )
    actors = _there(_joined(parts), day)
    outside = set(beside.loc[(beside["kind"] == ActorKind.FIRM.value).to_numpy(), "actor_id"])
    return Members(
        actors=actors,
        known_ids=frozenset({*firms["actor_id"], *supporters["actor_id"], *further["actor_id"]}),
        other_firms=frozenset(outside - set(actors["actor_id"])),
        users=frozenset(as_users["actor_id"]),
    )


def _with_parents_of_firms(day: OnDay, ids: set[str], read_ids: set[str]) -> list[pd.DataFrame]:
    """Read the actors of some ids that are not known yet; the parents of parents come in turn."""
    table = big_table(day.register, "actors", "who is in the ecosystem")
    parts = [no_rows(*ACTOR_COLUMNS)]
    missing, read_ids = ids - read_ids, set(read_ids)
    while missing:
        rows = rows_of(table, "actor_id", missing, list(ACTOR_COLUMNS))
        read_ids |= missing
        parts.append(rows)
        missing = set(rows["parent_actor_id"].dropna()) - read_ids
    return parts


def _supporters(day: OnDay) -> pd.DataFrame:
    return day.actors.supporters.reset_index()[list(ACTOR_COLUMNS)]


def _with_parents(supporters: pd.DataFrame, ids: set[str]) -> pd.DataFrame:
    """Return some supporters and all that they are part of."""
    parents = supporters.set_index("actor_id")["parent_actor_id"].dropna().to_dict()
    reached, frontier = set(ids), set(ids)
    while frontier:
        frontier = {parents[actor] for actor in frontier if actor in parents} - reached
        reached |= frontier
    return supporters[is_in(supporters["actor_id"], reached)]


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Join rows of actors into one table, each actor once."""
    full = [part.astype({"is_embedded": "object", "is_synthetic": "object"}) for part in parts]
    rows = pd.concat([part for part in full if len(part)] or full[:1], ignore_index=True)
    rows = dated(rows.drop_duplicates("actor_id"), ("founded", "closed"))
    for column in _OF_MEMBERS:
        if column not in rows:
            rows = rows.assign(**{column: np.nan})
    return rows


def _there(actors: pd.DataFrame, day: OnDay) -> pd.DataFrame:
    rows = dated(actors, ("founded", "closed"))
    return rows[holding(rows, day.on, "founded", "closed")]
