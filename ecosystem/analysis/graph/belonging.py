"""What of the register belongs to a position on a day: projects, offers, links, members, actors."""

from datetime import date

import numpy as np
import pandas as pd

from ecosystem.analysis.graph.rows import (
    ACTOR_COLUMNS,
    TIE_COLUMNS,
    dated,
    is_in,
    no_rows,
    rows_of,
)
from ecosystem.model.days import holding
from ecosystem.model.register import Register, big_table
from ecosystem.model.vocabulary import ActorKind


def projects_of(register: Register, position_id: str | None, on: date) -> pd.DataFrame:
    """Give the projects of a position that had begun by the day."""
    table = register.projects
    if table is None:
        return no_rows("project_id", "title", "lead_actor_id", "start", "end", "source")
    begun = table["start"].isna() | (table["start"] <= pd.Timestamp(on))
    ours = table["position_id"].eq(position_id).fillna(value=False) if position_id else begun
    return table[begun & ours]


def offers_of(register: Register, position_id: str | None, on: date) -> pd.DataFrame:
    """Give the offers that name a position and had opened by the day."""
    table = register.offers
    if table is None:
        return no_rows(
            "offer_id", "name_da", "provider_actor_id", "open_from", "open_until", "source"
        )
    if position_id is None:
        return table
    named = table["position_ids"].fillna("").map(lambda ids: position_id in ids.split(";"))
    begun = table["open_from"].isna() | (table["open_from"] <= pd.Timestamp(on))
    return table[named & begun]


def links_of(register: Register, position_id: str | None, on: date) -> pd.DataFrame:
    """Give the links that hold on the day and name the position or none, as rows of ties."""
    table = register.links
    if table is None:
        return no_rows(*TIE_COLUMNS)
    ours = table[holding(table, on)]
    if position_id is not None:
        ours = ours[ours["position_id"].isna() | (ours["position_id"] == position_id)]
    return ours.rename(columns={"from_actor_id": "start", "to_actor_id": "end"}).assign(role=None)


def members_of(register: Register, position_id: str | None, on: date) -> pd.DataFrame:
    """Give who is registered with a position on the day, and in which role."""
    table = register.actor_positions
    if table is None or position_id is None:
        return no_rows("actor_id", "role")
    ours = table[holding(table, on) & (table["position_id"] == position_id)]
    return ours[["actor_id", "role"]]


def own_clusters(members: pd.DataFrame) -> set[str]:
    """List the designated clusters among those registered with a position."""
    return set(members.loc[members["role"] == "designated_cluster", "actor_id"])


def ends_of(links: pd.DataFrame, position_id: str | None) -> set[str]:
    """List both ends of the links that name the position."""
    named = links if position_id is None else links[links["position_id"] == position_id]
    return {*named["start"], *named["end"]}


def choose_links(
    links: pd.DataFrame,
    core: set[str],
    firms: set[str],
    clusters: set[str],
    position_id: str | None,
) -> pd.DataFrame:
    """Keep links that name the position, tie two who belong, or lead to its own cluster."""
    if position_id is None or links.empty:
        return links
    inside = core | firms
    both = is_in(links["start"], inside) & is_in(links["end"], inside)
    own = is_in(links["start"], clusters) | is_in(links["end"], clusters)
    return links[both | own | links["position_id"].notna().to_numpy()]


def actors_of(
    register: Register, firms: pd.DataFrame, wanted: set[str], on: date, *, is_whole: bool
) -> tuple[pd.DataFrame, set[str]]:
    """Give the actors that belong and are there on the day, and every id that is known at all."""
    import narwhals as nw  # noqa: PLC0415

    table = big_table(register, "actors", "who is in the ecosystem")
    columns = list(ACTOR_COLUMNS)
    parts = [firms] if len(firms) else []
    if is_whole:
        is_supporter = nw.col("kind").is_null() | (nw.col("kind") != ActorKind.FIRM.value)
        parts.append(table.filter(is_supporter).select(*columns).collect().to_pandas())
    missing = set(wanted)
    while missing:  # the parents of parents come in turn
        for part in parts:
            missing -= set(part["actor_id"])
        found = rows_of(table, "actor_id", missing, columns)
        if found.empty:
            break
        parts.append(found)
        missing = set(found["parent_actor_id"].dropna())
    if not parts:
        return no_rows(*columns, "weight"), set()
    known = pd.concat(
        [part.astype({"is_embedded": "object", "is_synthetic": "object"}) for part in parts]
    )
    known = dated(known.drop_duplicates("actor_id"), ("founded", "closed"))
    if "weight" not in known:
        known["weight"] = np.nan
    return known[holding(known, on, "founded", "closed")], set(known["actor_id"])
