"""Which positions actors belong to, drawn from their ties where no table says so.

A register may leave out ``actor_positions``. Then an actor belongs to the positions that its
memberships, offers, activities, other ties or projects name, as what its kind says: a cluster is
taken as the position's cluster, an institution as one of its fields, an actor with a test
facility as that too. A cluster ties itself to many positions and is of few, so of a cluster only
the strongest kind of tie that names any position counts, in that order. Hubs, offices, authorities
and the like belong to the positions that their offers and activities name.

Nothing is drawn when the folder's ``datapackage.json`` names the table and the file is gone: then
the register had it, and what it said is not known.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

import pandas as pd

from ecosystem.model.member_facts import KIND_FACTS
from ecosystem.model.tables import TABLES
from ecosystem.model.vocabulary import ActorKind, LinkKind, PositionRole, SiteKind

if TYPE_CHECKING:
    import duckdb

MEMBER, OFFERED, HELD, TIED, LED = range(5)
"""Ways of being of a position, the most telling first."""
_COLUMNS: Final = ("actor_id", "position_id", "way", "valid_from", "valid_to", "source", "checked")
_ROLE: Final[Mapping[str, PositionRole]] = {
    kind.value: facts.own_role for kind, facts in KIND_FACTS.items() if facts.own_role is not None
}


def infer_positions(
    tables: Mapping[str, pd.DataFrame],
    connection: "duckdb.DuckDBPyConnection",
    views: Mapping[str, str],
) -> pd.DataFrame | None:
    """Draw a table of the form of ``actor_positions`` from the other tables.

    Args:
        tables: The small tables that are recorded.
        connection: Where the large tables stand.
        views: Views of the large tables that are recorded.

    Returns:
        One row an actor, position and role; ``None`` when there is nothing to draw from.
    """
    if "actors" not in views:
        return None
    parts = [part for part in _parts(tables, connection, views) if len(part)]
    if not parts:
        return None
    ties = pd.concat([part[list(_COLUMNS)] for part in parts], ignore_index=True)
    ties = ties.dropna(subset=["actor_id", "position_id"])
    kinds = _kinds(connection, views["actors"], ties["actor_id"].unique().tolist())
    testing = _testing(tables.get("sites"))
    ties = ties.assign(
        kind=ties["actor_id"].map(kinds), is_testing=ties["actor_id"].isin(testing["actor_id"])
    )
    return _as_table(_with_roles(_counted(ties), testing))


def _parts(
    tables: Mapping[str, pd.DataFrame],
    connection: "duckdb.DuckDBPyConnection",
    views: Mapping[str, str],
) -> Iterator[pd.DataFrame]:
    if (links := tables.get("links")) is not None:
        is_member = links["kind"] == LinkKind.MEMBER_OF.value
        way = is_member.map({True: MEMBER, False: TIED})
        yield links.assign(actor_id=links["to_actor_id"], way=way)
        yield links.assign(actor_id=links["from_actor_id"], way=TIED)
    if (offers := tables.get("offers")) is not None:
        yield _one_position_each(offers)
    if (projects := tables.get("projects")) is not None:
        led = projects.assign(actor_id=projects["lead_actor_id"], valid_from=projects["start"])
        yield _lasting(led, LED)
    if "activities" in views:
        activities = connection.execute(
            "SELECT actor_id, position_id, min(date) AS valid_from, min(source) AS source, "
            f"max(checked) AS checked FROM {views['activities']} WHERE position_id IS NOT NULL "
            "GROUP BY actor_id, position_id ORDER BY actor_id, position_id"
        ).fetch_df()
        yield _lasting(activities, HELD)


def _lasting(rows: pd.DataFrame, way: int) -> pd.DataFrame:
    """Mark rows of which what they show does not end."""
    ends = pd.Series(pd.NaT, index=rows.index, dtype="datetime64[s]")
    return rows.assign(way=way, valid_to=ends)


def _one_position_each(offers: pd.DataFrame) -> pd.DataFrame:
    ids = offers["position_ids"].map(_split, na_action="ignore")
    each = offers.assign(
        actor_id=offers["provider_actor_id"],
        position_id=ids,
        way=OFFERED,
        valid_from=offers["open_from"],
        valid_to=offers["open_until"],
    )
    return each.explode("position_id", ignore_index=True)


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";")]


def _kinds(connection: "duckdb.DuckDBPyConnection", view: str, ids: list[str]) -> dict[str, str]:
    rows = connection.execute(
        f"SELECT actor_id, kind FROM {view} WHERE kind IS NOT NULL AND actor_id IN "
        "(SELECT unnest(?))",
        [ids],
    ).fetchall()
    return dict(rows)


def _testing(sites: pd.DataFrame | None) -> pd.DataFrame:
    """Test facilities, with the days they are there."""
    columns = ["actor_id", "valid_from", "valid_to", "source", "checked"]
    if sites is None:
        return pd.DataFrame(columns=columns)
    return sites.loc[sites["kind"] == SiteKind.TEST_FACILITY.value, columns]


def _counted(ties: pd.DataFrame) -> pd.DataFrame:
    """Keep the ties that make an actor of its kind belong to a position."""
    is_cluster = ties["kind"] == ActorKind.CLUSTER.value
    strongest = ties.groupby("actor_id")["way"].transform("min")
    is_other = ~ties["kind"].isin(list(_ROLE)) & ~ties["is_testing"]
    is_firm = ties["kind"] == ActorKind.FIRM.value
    is_of = ~is_other | (~is_firm & ties["way"].isin([OFFERED, HELD]))
    return ties[(~is_cluster | (ties["way"] == strongest)) & is_of & ties["kind"].notna()]


def _with_roles(ties: pd.DataFrame, testing: pd.DataFrame) -> pd.DataFrame:
    roles = ties.assign(
        role=ties["kind"].map({kind: role.value for kind, role in _ROLE.items()})
    ).fillna({"role": PositionRole.ACTIVE_IN.value})
    pairs = roles.loc[roles["is_testing"], ["actor_id", "position_id"]].drop_duplicates()
    standing = pairs.merge(testing, on="actor_id").assign(role=PositionRole.TEST_FACILITY.value)
    return pd.concat([roles, standing], ignore_index=True) if len(standing) else roles


def _as_table(roles: pd.DataFrame) -> pd.DataFrame:
    """Join the ties of an actor to a position: from the first, until the last that ends."""
    grouped = roles.groupby(["actor_id", "position_id", "role"], sort=True)
    joined = grouped.agg(
        valid_from=("valid_from", "min"),
        valid_to=("valid_to", "max"),
        source=("source", "first"),
        checked=("checked", "max"),
        is_open=("valid_to", lambda ends: ends.isna().any()),
        is_begun=("valid_from", lambda starts: starts.isna().any()),
    ).reset_index()
    joined["valid_to"] = joined["valid_to"].mask(joined["is_open"].astype(bool))
    joined["valid_from"] = joined["valid_from"].mask(joined["is_begun"].astype(bool))
    days = dict.fromkeys(("valid_from", "valid_to", "checked"), "datetime64[s]")
    table = joined.reindex(columns=list(TABLES["actor_positions"].columns))
    texts = [column for column in table if column not in {*days, "is_synthetic"}]
    return table.astype({**dict.fromkeys(texts, "str"), **days, "is_synthetic": "boolean"})
