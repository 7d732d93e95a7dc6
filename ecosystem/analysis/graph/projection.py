"""Other forms of a graph: actors tied directly, plain, and embedded networks with their parents."""

from typing import Final

import networkx as nx

from ecosystem.analysis.graph.node_types import (
    OFFER,
    PROJECT,
    STRENGTH,
    ActorGraph,
    EcosystemGraph,
    is_actor,
    parties_of,
    unnamed_of,
)
from ecosystem.model.vocabulary import Evidence, TieKind

MOST_PARTIES: Final = 40
"""A project with more parties is left out of the one-mode graph: it would tie everyone."""


def one_mode_projection(
    graph: EcosystemGraph, most_parties: int = MOST_PARTIES, *, with_same_place: bool = False
) -> ActorGraph:
    """Tie actors directly to each other: the one-mode graph that brokerage is measured on.

    A project of n parties, with those whose names are not kept, gives each pair of them
    1/(n - 1), so that an actor's strength from projects is the number of projects it shares with
    anybody (Newman 2001, Physical Review E 64:016132). A direct tie gives 1; a firm that used an
    offer is tied to its provider by 1. Projects of more than ``most_parties`` are left out and
    counted by :func:`metadata_of`. Read it beside the two-mode graph, never alone.

    Args:
        graph: The graph of ``build_graph``.
        most_parties: Largest number of parties of a project that ties its parties.
        with_same_place: Count ties of place; they are weak and left out from the start.

    Returns:
        Undirected graph of actors; each tie has ``weight`` and ``evidence`` (the strongest).

    Examples:
        >>> two_mode = nx.MultiDiGraph()
        >>> two_mode.add_nodes_from(["a", "b", "c"], kind="firm")
        >>> two_mode.add_node("project/p", kind="project")
        >>> for actor in ["a", "b", "c"]:
        ...     _ = two_mode.add_edge(
        ...         actor, "project/p", kind="takes_part", evidence="joint_project"
        ...     )
        >>> tied = one_mode_projection(two_mode)
        >>> tied.edges["a", "b"]["weight"], tied.degree("a", weight="weight")
        (0.5, 1.0)
    """
    tied: ActorGraph = nx.Graph()
    tied.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if is_actor(data))
    skipped = 0
    for start, end, data in graph.edges(data=True):
        if data["kind"] == TieKind.SAME_PLACE and not with_same_place:
            continue
        if start in tied and end in tied:
            _add_weight(tied, start, end, 1.0, data["evidence"])
    for node, data in graph.nodes(data=True):
        if data.get("kind") == PROJECT:
            parties = parties_of(graph, node)
            size = len(parties) + unnamed_of(graph, node)
            skipped += size > most_parties
            if len(parties) > 1 and size <= most_parties:
                _tie_parties(tied, parties, size)
        elif data.get("kind") == OFFER:
            _tie_users(graph, tied, node)
    tied.graph.update(graph.graph, skipped_projects=skipped, most_parties=most_parties)
    return tied


def _add_weight(tied: ActorGraph, start: str, end: str, weight: float, evidence: str) -> None:
    if tied.has_edge(start, end):
        data = tied.edges[start, end]
        data["weight"] += weight
        data["evidence"] = max(data["evidence"], evidence, key=STRENGTH.__getitem__)
    else:
        tied.add_edge(start, end, weight=weight, evidence=evidence)


def _tie_parties(tied: ActorGraph, parties: list[str], size: int) -> None:
    weight = 1 / (size - 1)
    for place, start in enumerate(parties):
        for end in parties[place + 1 :]:
            _add_weight(tied, start, end, weight, Evidence.JOINT_PROJECT.value)


def _tie_users(graph: EcosystemGraph, tied: ActorGraph, offer: str) -> None:
    ends = [(start, data) for start, _, data in graph.in_edges(offer, data=True)]
    providers = [start for start, data in ends if data["kind"] == TieKind.OFFERS]
    for user, data in ends:
        if data["kind"] == TieKind.USES:
            for provider in providers:
                if provider != user:
                    _add_weight(tied, user, provider, 1.0, data["evidence"])


def contract_embedded(graph: EcosystemGraph) -> EcosystemGraph:
    """Count each embedded network together with the parent whose legal unit it is part of.

    The ties of the embedded one become the parent's; ties between the two fall away. An
    embedded network whose parent is not in the graph stays as it is.
    """
    parents = {
        node: data["parent_actor_id"]
        for node, data in graph.nodes(data=True)
        if data.get("is_embedded") and data.get("parent_actor_id") in graph
    }

    def top(node: str) -> str:
        seen = {node}
        while node in parents and parents[node] not in seen:
            node = parents[node]
            seen.add(node)
        return node

    joined: EcosystemGraph = nx.MultiDiGraph(**graph.graph)
    joined.add_nodes_from((n, dict(d)) for n, d in graph.nodes(data=True) if top(n) == n)
    for start, end, data in graph.edges(data=True):
        if top(start) != top(end):
            joined.add_edge(top(start), top(end), **data)
    return joined
