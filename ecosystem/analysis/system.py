"""Who does what in the business-promotion system: actors by level, what they offer, who refers.

The kind of an actor tells its level; where it does not, or where a level has several layers, the
table ``actor_layers`` does. A body that stands for its members (the six hubs as one) has its
offers and ties counted and is not counted beside them. The layer of designated clusters holds the
clusters that are designated on the day, as far as designations are recorded.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import pandas as pd

from ecosystem.analysis.day.names import Name
from ecosystem.model.analysis import SystemLevel
from ecosystem.model.closed_lists import complete
from ecosystem.model.days import holding
from ecosystem.model.examples import real_rows
from ecosystem.model.member_facts import FOR_ALL_FIRMS
from ecosystem.model.register import check_position
from ecosystem.model.vocabulary import ActorKind, Evidence, LinkKind, PositionRole

if TYPE_CHECKING:
    from ecosystem.analysis.day import OnDay

LEVEL_OF_KIND: Final[Mapping[ActorKind, SystemLevel]] = {
    ActorKind.MUNICIPAL_OFFICE: SystemLevel.MUNICIPAL,
    ActorKind.BUSINESS_HUB: SystemLevel.CROSS_MUNICIPAL,
    ActorKind.CLUSTER: SystemLevel.NATIONAL_SECTOR,
    ActorKind.KNOWLEDGE_INSTITUTION: SystemLevel.KNOWLEDGE,
}
"""Kinds that tell the level; of the others ``actor_layers`` says it."""
LEVEL_NAMES: Final[Mapping[SystemLevel, Name]] = complete(
    SystemLevel,
    {
        SystemLevel.MUNICIPAL: Name("Kommunalt", "Municipal"),
        SystemLevel.CROSS_MUNICIPAL: Name("Tværkommunalt", "Cross-municipal"),
        SystemLevel.REGIONAL: Name("Regionalt", "Regional"),
        SystemLevel.NATIONAL: Name("Statsligt", "State"),
        SystemLevel.NATIONAL_SECTOR: Name("Klynger", "Clusters"),
        SystemLevel.KNOWLEDGE: Name("Viden", "Knowledge"),
        SystemLevel.PRIVATE: Name("Privat", "Private"),
        SystemLevel.EU: Name("EU", "EU"),
    },
    name="LEVEL_NAMES",
)
"""Danish and English names of the levels."""
OTHERS_AT_LEVEL: Final = Name("Andre aktører", "Other actors")
"""Name of the actors of whom the level alone is known."""
LAYERED_BY_KIND: Final = frozenset(LEVEL_OF_KIND) - {ActorKind.KNOWLEDGE_INSTITUTION}
"""Kinds that tell the layer too: the first one of their level."""
REFERRAL_KINDS: Final = (LinkKind.REFERS_TO.value, LinkKind.PARTNER.value)
"""Links that mean that firms are referred, or that two actors have agreed to work together."""
_EVIDENCE: Final[Mapping[str, str]] = {
    Evidence.CLAIMED.value: "claimed",
    Evidence.CO_LOCATED.value: "claimed",
    Evidence.ACCEPTED_REFERRAL.value: "accepted",
}
"""What evidence is worth as a referral; a shared address shows no agreement, any other does."""
_COUNTRY: Final = "DK"
"""Actors of other countries take part in projects and are not of the system."""
_PLACED: Final = ["actor_id", "kind", "level", "layer_id", "is_counted"]


def layers_on(day: "OnDay") -> pd.DataFrame | None:
    """Return the layers that hold on the day, by level and order; ``None``: not recorded."""
    table = day.register.system_layers
    if table is None:
        return None
    rank = {level.value: rank for rank, level in enumerate(SystemLevel)}
    current = table[holding(table, day.on)]
    ranked = current.assign(rank=current["level"].map(rank))
    return ranked.sort_values(["rank", "order", "layer_id"], ignore_index=True)


def place_actors(day: "OnDay", position_id: str | None = None) -> pd.DataFrame:
    """Place the actors that are there on the day in levels and layers; firms are of none.

    Args:
        day: The register on a day.
        position_id: Keep who is of this strength position, who serves all of them, and who has
            an offer for it; ``None`` keeps everybody.

    Returns:
        ``actor_id, kind, level, layer_id, is_counted``; an empty level: neither the kind nor the
        table tells it; an empty layer: the level alone is known. Example data and actors of other
        countries are left out.

    Raises:
        UnknownIdError: The register has no such position.
    """
    there = _supporters(day)
    layers = layers_on(day)
    by_table = _by_table(day, there, layers)
    ever = day.register.actor_layers
    told = set(by_table["actor_id"]) if ever is None else set(ever["actor_id"])
    by_kind = _by_kind(day, there[~there["actor_id"].isin(told)], layers)
    frame = pd.concat([by_table, by_kind], ignore_index=True).astype("str")
    if position_id is not None:
        frame = frame[frame["actor_id"].isin(_of_position(day, frame, position_id))]
    counted = ~frame["actor_id"].isin(_standing_for_others(day, frame))
    return frame.assign(is_counted=counted).sort_values("actor_id", ignore_index=True)


def offers_by_actor(day: "OnDay", position_id: str | None = None) -> pd.DataFrame | None:
    """Return who offers what on the day, one row a need: ``actor_id, offer_id, need_id``.

    Args:
        day: The register on a day.
        position_id: Keep offers that name this position or none; ``None`` keeps all.

    Returns:
        Offers whose days hold the day asked about; ``None``: offers are not recorded.
    """
    offers = day.register.offers
    if offers is None:
        return None
    current = offers[holding(offers, day.on, "open_from", "open_until")]
    if position_id is not None:
        current = current[_is_for(current, position_id)]
    rows = current[["provider_actor_id", "offer_id"]].set_axis(["actor_id", "offer_id"], axis=1)
    needs = rows.assign(need_id=current["need_ids"].str.split(";")).explode("need_id")
    return needs.dropna(subset=["actor_id"]).reset_index(drop=True)


def referral_links(day: "OnDay", placed: pd.DataFrame) -> pd.DataFrame | None:
    """Return the ties by which firms are referred between levels, each pair of actors once.

    Args:
        day: The register on a day.
        placed: Who is of which level, as :func:`place_actors` returns it.

    Returns:
        ``from_actor_id, to_actor_id, from_level, to_level, evidence`` (claimed, agreed or
        accepted; the surest of several); ``None``: links are not recorded.
    """
    links = day.register.links
    if links is None:
        return None
    current = real_rows(links[holding(links, day.on) & links["kind"].isin(REFERRAL_KINDS)])
    level_of = placed.dropna(subset=["level"]).set_index("actor_id")["level"].to_dict()
    ends = ["from_actor_id", "to_actor_id"]
    rows = current[ends].assign(
        from_level=current["from_actor_id"].map(level_of),
        to_level=current["to_actor_id"].map(level_of),
        evidence=current["evidence"].map(_EVIDENCE).fillna("agreed"),
    )
    rows = rows.dropna(subset=["from_level", "to_level"]).astype("str")
    rows = rows[rows["from_level"] != rows["to_level"]]
    order = rows["evidence"].map({"accepted": 0, "agreed": 1, "claimed": 2})
    surest = rows.assign(order=order).sort_values([*ends, "order"]).drop_duplicates(ends)
    return surest.drop(columns="order").reset_index(drop=True)


# --- where an actor is placed ----------------------------------------------------------------


def _supporters(day: "OnDay") -> pd.DataFrame:
    """Return actors of this country that are there on the day and no firms: ``actor_id, kind``."""
    rows = real_rows(day.actors.supporters.reset_index())
    is_there = holding(rows, day.on, "founded", "closed")
    is_danish = rows["country"].fillna(_COUNTRY) == _COUNTRY if "country" in rows else is_there
    return rows.loc[is_there & is_danish, ["actor_id", "kind"]]


def _by_table(day: "OnDay", there: pd.DataFrame, layers: pd.DataFrame | None) -> pd.DataFrame:
    """Return who is placed by ``actor_layers`` on the day, in layers that hold on the day.

    Whom the table names for other days alone is nowhere: the kind does not tell it then.
    """
    table = day.register.actor_layers
    if table is None or layers is None:
        return there.iloc[:0].assign(level=None, layer_id=None)
    current = table.loc[holding(table, day.on), ["actor_id", "layer_id"]]
    placed = there.merge(current, on="actor_id").merge(layers[["layer_id", "level"]], on="layer_id")
    return placed[_PLACED[:-1]]


def _by_kind(day: "OnDay", rest: pd.DataFrame, layers: pd.DataFrame | None) -> pd.DataFrame:
    """Return level and layer of actors as their kind tells them."""
    is_other = (rest["kind"] == ActorKind.CLUSTER.value) & ~_are_designated(day, rest["actor_id"])
    first = {} if layers is None else _first_layers(day, set(layers["layer_id"]))
    level_of = {kind.value: level.value for kind, level in LEVEL_OF_KIND.items()}
    layer_of = {kind.value: first.get(LEVEL_OF_KIND[kind]) for kind in LAYERED_BY_KIND}
    level, layer = rest["kind"].map(level_of), rest["kind"].map(layer_of)
    return rest.assign(level=level, layer_id=layer.mask(is_other))


def _first_layers(day: "OnDay", holding_today: set[str]) -> dict[SystemLevel, str]:
    """Return the first layer of each level, as far as it holds on the day."""
    table = day.register.system_layers
    if table is None:
        return {}
    firsts = table.sort_values(["order", "layer_id"]).drop_duplicates("level")
    pairs = zip(firsts["level"], firsts["layer_id"], strict=True)
    return {SystemLevel(level): layer for level, layer in pairs if layer in holding_today}


def _are_designated(day: "OnDay", actor_ids: "pd.Series[str]") -> "pd.Series[bool]":
    """Mark the clusters designated on the day; all are where nobody is recorded to be."""
    roles = day.membership.roles
    is_role = None if roles is None else roles["role"] == PositionRole.DESIGNATED_CLUSTER.value
    if roles is None or is_role is None or not is_role.any():
        return actor_ids.notna()
    return actor_ids.isin(roles.loc[is_role, "actor_id"])


def _standing_for_others(day: "OnDay", placed: pd.DataFrame) -> set[str]:
    """Return the bodies whose members are of the same layer: they are no actors beside them."""
    links = day.register.links
    if links is None:
        return set()
    current = links[holding(links, day.on) & (links["kind"] == LinkKind.MEMBER_OF.value)]
    layer_of = placed.dropna(subset=["layer_id"]).set_index("actor_id")["layer_id"].to_dict()
    pairs = zip(current["from_actor_id"], current["to_actor_id"], strict=True)
    return {
        body
        for member, body in pairs
        if body in layer_of and layer_of.get(member) == layer_of[body]
    }


def _of_position(day: "OnDay", placed: pd.DataFrame, position_id: str) -> set[str]:
    """Return who is of a position, serves all, works across them, or has an offer for it."""
    check_position(day.register, position_id)
    everyones = {kind.value for kind in FOR_ALL_FIRMS}
    tied = day.membership.tied_pairs
    own = set(tied.loc[tied["position_id"] == position_id, "actor_id"])
    across = set(placed["actor_id"]) - set(tied["actor_id"])
    if day.register.offers is not None:
        offers = day.register.offers
        provides = offers[holding(offers, day.on, "open_from", "open_until")]
        own |= set(provides.loc[_names(provides, position_id), "provider_actor_id"].dropna())
    serves_all = placed["kind"].isin(everyones)
    is_cluster = placed["kind"] == ActorKind.CLUSTER.value
    return (
        own
        | set(placed.loc[serves_all, "actor_id"])
        | (across - set(placed.loc[is_cluster, "actor_id"]))
    )


def _names(offers: pd.DataFrame, position_id: str) -> "pd.Series[bool]":
    listed = offers["position_ids"].fillna("").str.split(";")
    return listed.map({position_id}.issubset).astype(bool)


def _is_for(offers: pd.DataFrame, position_id: str) -> "pd.Series[bool]":
    return offers["position_ids"].fillna("").eq("") | _names(offers, position_id)
