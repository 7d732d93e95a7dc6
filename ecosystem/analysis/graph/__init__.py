"""Tie the actors of a strength position together: a register becomes a typed, dated graph.

Every tie keeps its kind, how well it is documented, its source and its days, so that any measure
can be asked for on proven ties alone and on a chosen day. Projects and offers stay points of
their own (a two-mode graph), because a project of 110 parties is one thing that happened and not
5,995 acquaintances; ``tie_actors`` makes the one-mode graph when a measure needs it.

Which days a tie holds: a link, a membership or a place ends on its last day. A joint project
is a track record, so it counts from its first day on, also after it has ended, with both days
kept. An actor is there from its foundation to the day it closed.

Which firms are of a position says ``day.membership`` alone. ``belonging`` finds what else of the
register belongs to it, ``ties`` what ties them, ``points`` what is known of each; ``building``
makes the rows and the graph of it. ``other_forms`` makes other graphs of that one. ``elements``
tells points and ties of one kind from another; ``rows`` reads the tables.
"""

from ecosystem.analysis.graph.belonging import projects_of
from ecosystem.analysis.graph.building import build_graph, graph_on_day, tie_rows
from ecosystem.analysis.graph.elements import (
    OFFER,
    PROJECT,
    UNKNOWN,
    USER,
    ActorGraph,
    EcosystemGraph,
    EvidenceLevel,
    TieCounts,
    actor_ids,
    count_ties,
    is_actor,
    parties_of,
    strength_of,
    unnamed_of,
    years_of,
)
from ecosystem.analysis.graph.other_forms import (
    MOST_PARTIES,
    join_embedded,
    tie_actors,
)
from ecosystem.analysis.graph.rows import each_once
from ecosystem.analysis.graph.ties import project_parties

__all__ = [
    "MOST_PARTIES",
    "OFFER",
    "PROJECT",
    "UNKNOWN",
    "USER",
    "ActorGraph",
    "EcosystemGraph",
    "EvidenceLevel",
    "TieCounts",
    "actor_ids",
    "build_graph",
    "count_ties",
    "each_once",
    "graph_on_day",
    "is_actor",
    "join_embedded",
    "parties_of",
    "project_parties",
    "projects_of",
    "strength_of",
    "tie_actors",
    "tie_rows",
    "unnamed_of",
    "years_of",
]
