"""What a graph is made of: its points and ties, and how to tell one kind from another."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, Literal, TypeAlias

import networkx as nx

from ecosystem.model.vocabulary import Evidence

EcosystemGraph: TypeAlias = "nx.MultiDiGraph[str]"
ActorGraph: TypeAlias = "nx.Graph[str]"
EvidenceLevel = Literal["claimed", "proven"]
PROJECT: Final = "project"
OFFER: Final = "offer"
UNKNOWN: Final = "unknown"
"""Kinds of points beside the kinds of actors."""
USER: Final = "user"
"""``membership`` of an actor that used an offer of the position and is not of it; that of a firm of
the position is its ``MemberRole``."""
PROVEN: Final = frozenset({Evidence.JOINT_PROJECT.value, Evidence.ACCEPTED_REFERRAL.value})
"""Grades that count as proven: something was done together."""
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
