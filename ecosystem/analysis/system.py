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
        table tells it; an empty layer: the level alone is known. Example data is left out.

    Raises:
        UnknownIdError: The register has no such position.
    """
    supporters = real_rows(day.actors.supporters.reset_index())
    there = supporters[holding(supporters, day.on, "founded", "closed")]
    layers = layers_on(day)
    rows: list[tuple[str | None, ...]] = []
    if layers is not None:
        rows += _by_table(day, there, layers)
    placed = {str(row[0]) for row in rows}
    rows += [
        (actor, kind, *_by_kind(day, str(actor), kind, layers))
        for actor, kind in zip(there["actor_id"], there["kind"], strict=True)
        if actor not in placed
    ]
    frame = pd.DataFrame(rows, columns=_PLACED[:-1]).astype(dict.fromkeys(_PLACED[:-1], "str"))
    frame = frame[~frame["actor_id"].isin(_ended(day, placed))]
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


def _by_table(
    day: "OnDay", there: pd.DataFrame, layers: pd.DataFrame
) -> "list[tuple[str | None, ...]]":
    """List who is placed by ``actor_layers`` on the day, in layers that hold on the day."""
    table = day.register.actor_layers
    if table is None:
        return []
    current = table[holding(table, day.on)]
    kind_of = there.set_index("actor_id")["kind"].to_dict()
    level_of = layers.set_index("layer_id")["level"].to_dict()
    return [
        (actor, kind_of[actor], level_of[layer], layer)
        for actor, layer in zip(current["actor_id"], current["layer_id"], strict=True)
        if actor in kind_of and layer in level_of
    ]


def _by_kind(
    day: "OnDay", actor_id: str, kind: object, layers: pd.DataFrame | None
) -> tuple[str | None, str | None]:
    """Return level and layer as the kind tells them."""
    known = ActorKind(kind) if isinstance(kind, str) else None
    level = LEVEL_OF_KIND.get(known) if known is not None else None
    if known is None or level is None:
        return None, None
    holding_today = set() if layers is None else set(layers["layer_id"])
    layer = _first_layer(day, level)
    is_other = known is ActorKind.CLUSTER and not _is_designated(day, actor_id)
    has_layer = known in LAYERED_BY_KIND and not is_other and layer in holding_today
    return level.value, layer if has_layer else None


def _first_layer(day: "OnDay", level: SystemLevel) -> str | None:
    """Return the first layer of a level, whether or not it holds on the day."""
    table = day.register.system_layers
    if table is None:
        return None
    of_level = table[table["level"] == level.value].sort_values(["order", "layer_id"])
    return next(iter(of_level["layer_id"]), None)


def _is_designated(day: "OnDay", actor_id: str) -> bool:
    """Return whether a cluster is designated on the day; all are where nobody is recorded to be."""
    roles = day.membership.roles
    if roles is None:
        return True
    is_role = roles["role"] == PositionRole.DESIGNATED_CLUSTER.value
    designated = set(roles.loc[is_role, "actor_id"])
    return not designated or actor_id in designated


def _ended(day: "OnDay", placed: set[str]) -> set[str]:
    """Return who had a place in the table on other days alone: the kind does not tell it then."""
    table = day.register.actor_layers
    return set() if table is None else set(table["actor_id"]) - placed


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
