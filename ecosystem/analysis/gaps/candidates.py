"""Steps that might close a gap, from what the register holds: never a judgement of who is best.

An offer that stops at a border, one that is only met on site, a criterion, an actor that is near.
Example data is nobody to bring together or to ask, so no step names an example.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.gaps.admission import shuts_out, typical_firm
from ecosystem.analysis.gaps.context import GapContext
from ecosystem.analysis.gaps.missing_roles import knowledge_of
from ecosystem.analysis.gaps.missing_ties import NO_WAY
from ecosystem.analysis.gaps.places import reached, serving
from ecosystem.analysis.gaps.search import Search
from ecosystem.analysis.gaps.supply import OfferReach
from ecosystem.analysis.graph import PROJECT
from ecosystem.analysis.kleene import NO, YES, any_codes
from ecosystem.analysis.topics import rank_by_topic
from ecosystem.model.days import holding
from ecosystem.model.gaps import (
    AddStaffedDay,
    ExtendArea,
    FillRole,
    Gap,
    GoOnline,
    Introduce,
    OpenCriterion,
    Step,
)
from ecosystem.model.vocabulary import ActorKind, FirmClass, GapKind, MissingRole

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]

MOST_PROPOSED: Final = 3
"""Actors, groups or places proposed for one sort of step."""
MOST_OFFERS: Final = 2
_PROJECT: Final = f"{PROJECT}/"


def candidates(search: Search, gap: Gap) -> Iterator[Step]:
    """List steps that might close a gap; each is still to be tried."""
    match gap.kind:
        case GapKind.NEED:
            return _for_need(search, gap)
        case GapKind.PLACE:
            return _for_place(search, gap)
        case GapKind.SIZE_OR_STAGE:
            return _for_class(search, gap)
        case GapKind.ACTOR:
            return _for_role(search, gap)
        case GapKind.TIE | GapKind.FRAGILITY:
            return _for_tie(search, gap)
        case GapKind.OVERLAP | GapKind.REACH | GapKind.DEMAND:
            return iter(())


def open_part(search: Search, gap: Gap, position: int) -> "Truths":
    """Return the municipalities in which a gap is open; of one without a place, all or none."""
    context = search.context
    of_gap: Truths = np.isin(np.array(context.codes), list(gap.municipality_codes))
    match gap.kind:
        case GapKind.NEED:
            need = context.needs.index(gap.need_id or "")
            is_open: Truths = search.supply.yes[need, position] == 0
        case GapKind.PLACE:
            is_open = reached(search, position) != YES
        case GapKind.ACTOR if gap.detail == MissingRole.KNOWLEDGE_INSTITUTION:
            near = [context.office(actor) for actor in knowledge_of(search, position)]
            is_open = any_codes(near, context.size) != YES
        case _:
            return np.full(context.size, _is_found(search, gap))
    return of_gap & is_open


def _is_found(search: Search, gap: Gap) -> bool:
    from ecosystem.analysis.gaps.detection import find_on  # noqa: PLC0415 - it tries steps

    return gap.gap_id in {open_gap.gap_id for open_gap in find_on(search, [gap.kind]).gaps}


# --- offers and places ---------------------------------------------------------------------


def _for_need(search: Search, gap: Gap) -> Iterator[Step]:
    context = search.context
    position = context.positions.index(gap.position_id or "")
    need = context.needs.index(gap.need_id or "")
    missing = open_part(search, gap, position)
    reaches = [reach for reach in search.supply.of_cell(need, position) if reach.is_open == YES]
    reaches.sort(key=lambda reach: -int((reach.usable == YES).sum()))
    for reach in reaches:
        outside = missing & (reach.offered == NO)
        if outside.any():
            yield ExtendArea(offer_id=reach.offer_id, municipality_codes=search.places(outside))
        if reach.is_online is False and (missing & (reach.offered == YES)).any():
            yield GoOnline(offer_id=reach.offer_id)
        if (missing & (reach.offered == YES) & (reach.usable == NO)).any():
            yield from _each_criterion(search, reach)
    providers = [reach.provider for reach in reaches if reach.provider]
    yield from _staffed_days(search, missing, position, providers)


def _each_criterion(search: Search, reach: OfferReach) -> Iterator[Step]:
    criteria = search.context.register.catalogue[reach.offer_id].rules.criteria
    for number in range(1, len(criteria) + 1):
        yield OpenCriterion(offer_id=reach.offer_id, criterion=number)


def _for_place(search: Search, gap: Gap) -> Iterator[Step]:
    context = search.context
    position = context.positions.index(gap.position_id or "")
    missing = open_part(search, gap, position)
    actors = serving(search, position) or ()
    reaches = [
        reach
        for reach in search.supply.all_reaches
        if reach.provider in actors and position in reach.positions and reach.is_open == YES
    ]
    local = [reach.offer_id for reach in reaches if reach.is_online is False]
    for offer_id in list(dict.fromkeys(local))[:MOST_OFFERS]:
        yield GoOnline(offer_id=offer_id)
    wider = [
        (reach, missing & (reach.offered == NO) & _is_met_by(context, reach)) for reach in reaches
    ]
    wider.sort(key=lambda pair: -int(pair[1].sum()))
    for reach, outside in wider[:MOST_OFFERS]:
        if outside.any():
            yield ExtendArea(offer_id=reach.offer_id, municipality_codes=search.places(outside))
    yield from _staffed_days(search, missing, position, list(actors))


def _is_met_by(context: GapContext, reach: OfferReach) -> "Truths":
    """Return where whoever gives an offer is near by or online, whatever its area."""
    met: Truths = np.full(context.size, reach.is_online is True)
    return met if reach.provider is None else met | (context.office(reach.provider) == YES)


def _staffed_days(
    search: Search, missing: "Truths", position: int, actors: list[str]
) -> Iterator[Step]:
    """List for some actors a staffed day where most of the unserved firms are near."""
    context = search.context
    if context.day.places.sites_ever is None or not missing.any():
        return
    counts = context.firm_counts
    weight = missing.astype(float) if counts is None else counts.standard[position] * missing
    if not weight.any():
        weight = missing.astype(float)
    near = context.km_between <= context.limits.within_km
    best = int(np.argmax(weight @ near))
    clusters = (context.clusters_of or {}).get(context.positions[position], ())
    for actor in _without_examples(context, dict.fromkeys([*clusters, *actors]))[:MOST_PROPOSED]:
        yield AddStaffedDay(actor_id=actor, municipality_code=context.codes[best])


def _without_examples(context: GapContext, actors: Iterable[str]) -> list[str]:
    return [actor for actor in actors if actor not in context.examples]


def _for_class(search: Search, gap: Gap) -> Iterator[Step]:
    context = search.context
    position_id = gap.position_id or ""
    position, need = context.positions.index(position_id), context.needs.index(gap.need_id or "")
    firm = typical_firm(FirmClass(gap.detail or ""), position_id, context.on)
    reaches = [reach for reach in search.supply.of_cell(need, position) if reach.offered.any()]
    for offer_id in dict.fromkeys(reach.offer_id for reach in reaches):
        offer = context.register.catalogue[offer_id]
        criteria = offer.rules.criteria
        for number in range(1, len(criteria) + 1):
            rest = (*criteria[: number - 1], *criteria[number:])
            rules = offer.rules.model_copy(update={"criteria": rest})
            if not shuts_out(offer.model_copy(update={"rules": rules}), firm, context):
                yield OpenCriterion(offer_id=offer_id, criterion=number)


# --- roles ---------------------------------------------------------------------------------


def _for_role(search: Search, gap: Gap) -> Iterator[Step]:
    if gap.detail is None or search.context.roles_ever is None:
        return
    role = MissingRole(gap.detail)
    for actor in _without_examples(search.context, _who_could(search, gap, role)):
        yield FillRole(actor_id=actor, position_id=gap.position_id or "", role=role)


def _who_could(search: Search, gap: Gap, role: MissingRole) -> list[str]:
    """List who is there already and might take a role."""
    context, position_id = search.context, gap.position_id or ""
    match role:
        case MissingRole.BUSINESS_ON_BOARD:
            return list(gap.actors) if context.register.board_seats is not None else []
        case MissingRole.CLUSTER:
            shared = {a: n for a, n in shared_firms(search, position_id).items() if n}
            return sorted(shared, key=lambda actor: (-shared[actor], actor))[:MOST_PROPOSED]
        case MissingRole.TEST_FACILITY:
            return _most_tied(search, position_id, _other_institutions(context, gap))
        case MissingRole.KNOWLEDGE_INSTITUTION:
            return _nearest_in_field(search, gap, _other_institutions(context, gap))


def _other_institutions(context: GapContext, gap: Gap) -> set[str]:
    return set(context.day.actors.of_kind(ActorKind.KNOWLEDGE_INSTITUTION)) - set(gap.actors)


def _nearest_in_field(search: Search, gap: Gap, actors: set[str]) -> list[str]:
    """List institutions that are near by what they work with, then by firms of their fields."""
    context, position_id = search.context, gap.position_id or ""
    missing = np.isin(np.array(context.codes), list(gap.municipality_codes))
    near = {a: int(((context.office(a) == YES) & missing).sum()) for a in sorted(actors)}
    fields = fields_of(context, [actor for actor, places in near.items() if places])
    shared = firms_in_both(context, position_id, fields)
    by_firms = sorted(fields, key=lambda actor: (-shared.get(actor, 0), -near[actor], actor))
    return by_topic(context, by_firms, position_id)[:MOST_PROPOSED]


def by_topic(context: GapContext, actors: Iterable[str], position_id: str) -> list[str]:
    """List actors by how well what they work with fits a position; others stay in order."""
    ordered = list(actors)
    fits = rank_by_topic(context.topics, ordered, position_ids=(position_id,))
    share = {fit.actor_id: fit.share for fit in fits}
    return sorted(ordered, key=lambda actor: -share.get(actor, 0.0))


def shared_firms(search: Search, position_id: str) -> dict[str, int]:
    """Count, by designated cluster of other positions, the firms that belong to both fields.

    Broadly taken: a core, related or enabling industry, a membership or a project. Where the
    register has no firms, no cluster is known to share any.
    """
    fields: dict[str, set[str]] = {}
    for other_position, clusters in (search.context.clusters_of or {}).items():
        for cluster in clusters if other_position != position_id else ():
            fields.setdefault(cluster, set()).add(other_position)
    return firms_in_both(search.context, position_id, fields)


def firms_in_both(
    context: GapContext, position_id: str, fields: Mapping[str, Collection[str]]
) -> dict[str, int]:
    """Count the firms of a position that also belong to one of an actor's fields, by actor."""
    firms = context.firms
    if firms is None:
        return {}
    pairs = pd.DataFrame({"firm": firms.pair_firm, "position": firms.pair_position})
    firms_of_position = pairs.loc[pairs["position"] == context.positions.index(position_id), "firm"]
    shared_pairs = pairs[pairs["firm"].isin(firms_of_position)]
    shared_pairs = shared_pairs.assign(
        position_id=np.array(context.positions)[shared_pairs["position"]]
    )
    rows = [(actor, position) for actor, positions in fields.items() for position in positions]
    merged = pd.DataFrame(rows, columns=["actor_id", "position_id"]).merge(
        shared_pairs, on="position_id"
    )
    counts = merged.groupby("actor_id")["firm"].nunique()
    return {str(actor): int(count) for actor, count in counts.items()}


def fields_of(context: GapContext, actors: Iterable[str]) -> dict[str, set[str]]:
    """Return the positions whose field each of some actors has on record."""
    fields: dict[str, set[str]] = {actor: set() for actor in actors}
    if context.roles is not None:
        pairs = zip(context.roles["actor_id"], context.roles["position_id"], strict=True)
        for actor, position in pairs:
            if actor in fields:
                fields[actor].add(position)
    return fields


def _most_tied(search: Search, position_id: str, actors: set[str]) -> list[str]:
    """List actors by recorded ties to those of a position, most tied first."""
    context = search.context
    tied = dict.fromkeys(sorted(actors), 0)
    actors_of_position = context.actors_of(context.positions.index(position_id))
    for start, end in _linked_pairs(context):
        for actor, neighbour in ((start, end), (end, start)):
            if actor in tied and neighbour in actors_of_position:
                tied[actor] += 1
    return sorted(tied, key=lambda actor: (-tied[actor], actor))[:MOST_PROPOSED]


def _linked_pairs(context: GapContext) -> list[tuple[str, str]]:
    """List both ends of each link that holds on the day."""
    links = context.register.links
    if links is None:
        return []
    current = links[holding(links, context.on)]
    return list(zip(current["from_actor_id"], current["to_actor_id"], strict=True))


# --- ties ----------------------------------------------------------------------------------


def _for_tie(search: Search, gap: Gap) -> Iterator[Step]:
    if search.context.register.links is None:
        return
    position = search.context.positions.index(gap.position_id or "")
    if gap.kind is GapKind.TIE and gap.detail == NO_WAY:
        yield from _towards_knowledge(search, position)
    elif gap.kind is GapKind.FRAGILITY and gap.need_id is None:
        yield from _round_about(search, position, gap.actors[0])


def _towards_knowledge(search: Search, position: int) -> Iterator[Step]:
    """List introductions of the largest unconnected groups to an institution of the position."""
    context, firms = search.context, search.context.firms
    position_id = context.positions[position]
    institutions = by_topic(
        context, _without_examples(context, knowledge_of(search, position)), position_id
    )
    if firms is None or not institutions:
        return
    connected = search.networks.connected
    firm_rows = firms.of(position)
    ids = firms.table["actor_id"].iloc[firm_rows]
    lost = ids[~connected.leads_to_knowledge(ids) & ~firms.is_example[firm_rows]]
    groups: dict[int | str, list[str]] = {}
    for firm, group in sorted(zip(lost, connected.groups_of(lost).tolist(), strict=True)):
        groups.setdefault(firm if group < 0 else group, []).append(firm)
    largest = sorted(groups.values(), key=lambda members: (-len(members), members[0]))
    for members in largest[:MOST_PROPOSED]:
        yield Introduce(
            from_actor_id=members[0],
            to_actor_id=institutions[0],
            through_actor_id=_knows_both(context, members[0], institutions[0]),
            position_id=position_id,
        )


def _knows_both(context: GapContext, first: str, second: str) -> str | None:
    """Return an actor that is linked to both; one that is no firm first."""
    pairs = _linked_pairs(context)
    neighbours = [
        {end for start, end in pairs if start == actor}
        | {start for start, end in pairs if end == actor}
        for actor in (first, second)
    ]
    both = sorted((neighbours[0] & neighbours[1]) - context.closed - context.examples)
    supporters = [actor for actor in both if actor in context.supporters.index]
    return next(iter(supporters or both), None)


def _round_about(search: Search, position: int, actor: str) -> Iterator[Step]:
    """List the tie between the two largest pieces that an actor alone holds together."""
    from networkx import connected_components, node_connected_component

    position_id = search.context.positions[position]
    graph = search.networks.connections(position_id)
    group = node_connected_component(graph, actor)
    rest = graph.subgraph(group - {actor})
    pieces = sorted(connected_components(rest), key=lambda piece: (-len(piece), min(piece)))
    neighbours = _met_by(graph, actor)
    ends = []
    for piece in pieces[:2]:
        actors = _without_examples(search.context, (a for a in piece if not a.startswith(_PROJECT)))
        if actors:
            ends.append(max(sorted(actors), key=lambda a: (a in neighbours, rest.degree(a))))
    if len(ends) == 2:  # noqa: PLR2004  a tie has two ends
        is_go_between = neighbours.issuperset(ends) and actor not in search.context.examples
        yield Introduce(
            from_actor_id=ends[0],
            to_actor_id=ends[1],
            through_actor_id=actor if is_go_between else None,
            position_id=position_id,
        )


def _met_by(graph: "nx.Graph[str]", actor: str) -> set[str]:
    """List whom an actor is tied to, directly or by a shared project."""
    near = set(graph[actor])
    projects = {node for node in near if node.startswith(_PROJECT)}
    return (near | {a for project in projects for a in graph[project]}) - projects - {actor}
