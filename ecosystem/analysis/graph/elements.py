"""What a graph is made of: its points and ties, and how to tell one kind from another."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, Literal, NamedTuple, TypeAlias

import networkx as nx

from ecosystem.model.member_facts import BETWEEN_ACTORS
from ecosystem.model.vocabulary import Evidence, TieKind

EcosystemGraph: TypeAlias = "nx.MultiDiGraph[str]"
ActorGraph: TypeAlias = "nx.Graph[str]"
EvidenceLevel = Literal["claimed", "proven"]
PROJECT: Final = "project"
OFFER: Final = "offer"
UNNAMED: Final = "unnamed_participants"
"""Attribute of a project: participants whose names are not kept."""
UNKNOWN: Final = "unknown"
"""Kinds of points beside the kinds of actors."""
USER: Final = "user"
"""``membership`` of an actor that used an offer of the position and is not of it; that of a firm of
the position is its ``MemberRole``."""
STRENGTH: Final = {grade.value: rank for rank, grade in enumerate(Evidence)}
"""Rank of each grade of evidence, 0 the weakest."""


def is_actor(data: Mapping[str, Any]) -> bool:
    """Tell an actor from a project or an offer, by the attributes of its point."""
    return data.get("kind") not in {PROJECT, OFFER}


def parties_of(graph: EcosystemGraph, point: str) -> list[str]:
    """List the actors tied to a project or an offer, each once, in order of id."""
    return sorted({*graph.predecessors(point), *graph.successors(point)})


def actor_ids(graph: "nx.Graph[str]") -> list[str]:
    """List the actors of a graph, in its order."""
    return [node for node, data in graph.nodes(data=True) if is_actor(data)]


def strength_of(evidence: str) -> int:
    """Rank a grade of evidence, 0 the weakest."""
    return STRENGTH[evidence]


def years_of(data: Mapping[str, Any]) -> int | None:
    """Give the year a tie began, or ended where its beginning is not known."""
    day = data.get("valid_from") or data.get("valid_to")
    return day.year if isinstance(day, (date, datetime)) else None


class TieCounts(NamedTuple):
    """How many ties there are, each sort under a name of its own.

    None is counted under two names, but for memberships, which are ties.
    """

    ties: int
    """From one actor to another."""
    memberships: int
    """Those of the ties that are memberships."""
    participations: int
    """Parts that actors take in projects."""
    joint_projects: int
    """Projects that two actors or more take part in."""
    uses: int
    """Offers used, once an actor and offer."""
    unnamed: int = 0
    """Parts in projects of those whose names are not kept: they are no points and tie nobody."""


def count_ties(graph: EcosystemGraph) -> TieCounts:
    """Count the ties of a graph, each sort under its own name.

    That an actor runs an offer, or that two are in one place, is no tie.

    Examples:
        >>> graph: EcosystemGraph = nx.MultiDiGraph()
        >>> graph.add_nodes_from(["firm", "cluster"], kind="firm")
        >>> graph.add_node("project/p", kind="project")
        >>> ties = [("firm", "cluster", "member_of"), ("firm", "project/p", "takes_part")]
        >>> for start, end, kind in ties:
        ...     _ = graph.add_edge(start, end, kind=kind)
        >>> count_ties(graph)
        TieCounts(ties=1, memberships=1, participations=1, joint_projects=0, uses=0, unnamed=0)
    """
    kinds = Counter(str(data["kind"]) for _, _, data in graph.edges(data=True))
    return TieCounts(
        ties=sum(kinds[kind] for kind in BETWEEN_ACTORS),
        memberships=kinds[TieKind.MEMBER_OF.value],
        participations=kinds[TieKind.TAKES_PART.value],
        joint_projects=sum(
            len(parties_of(graph, point)) > 1
            for point, data in graph.nodes(data=True)
            if data.get("kind") == PROJECT
        ),
        uses=kinds[TieKind.USES.value],
        unnamed=sum(unnamed_of(graph, point) for point in graph),
    )


def unnamed_of(graph: EcosystemGraph, project: str) -> int:
    """Count the participants of a project whose names are not kept."""
    return int(graph.nodes[project].get(UNNAMED, 0))
