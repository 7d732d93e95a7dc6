"""Measure the network of an ecosystem: one function a measure, a graph in, a table or record out.

``arrays`` holds a graph as arrays. How it hangs together: ``components``, ``fragmentation``,
``communities``, ``mixing``, ``triple_helix``; ``reach`` says who has a way to whom and ``paths``
who can introduce whom. Who is central: ``centrality``, ``structural_holes``, ``broker_roles``,
``broker_bands``. What it is without some actors: ``node_removal``, ``loss_bands``,
``key_players``, ``robustness``. How sure that is: ``null_models``, ``rank_uncertainty``.
``concentration`` measures how few carry most, and ``clusters`` which clusters that is asked of.
"""

from ecosystem.analysis.network.arrays import CompactGraph, Connectable, GraphLike, compact
from ecosystem.analysis.network.broker_bands import Broker, broker_bands
from ecosystem.analysis.network.broker_roles import (
    BrokerRole,
    gould_fernandez,
    gould_fernandez_against_chance,
    gould_fernandez_expected,
)
from ecosystem.analysis.network.centrality import (
    Betweenness,
    betweenness,
    degree,
    k_core,
    pagerank,
    strength,
)
from ecosystem.analysis.network.clusters import ClusterProjects, projects_of_clusters
from ecosystem.analysis.network.communities import communities, modularity
from ecosystem.analysis.network.components import (
    algebraic_connectivity,
    components,
    isolated,
    isolated_firms,
)
from ecosystem.analysis.network.concentration import (
    Concentration,
    concentration,
    gini,
    lorenz,
    pielou_evenness,
)
from ecosystem.analysis.network.fragmentation import distance_fragmentation, fragmentation
from ecosystem.analysis.network.key_players import KeyPlayers, key_players
from ecosystem.analysis.network.loss_bands import LossBand, loss_bands
from ecosystem.analysis.network.mixing import (
    assortativity,
    assortativity_against_chance,
    assortativity_of_mixing,
    degree_assortativity,
    ei_index,
    ei_index_against_chance,
)
from ecosystem.analysis.network.node_removal import Loss, loss_of, loss_of_each
from ecosystem.analysis.network.null_models import AgainstChance
from ecosystem.analysis.network.paths import Path, introducers, nearest_reachable, warm_paths
from ecosystem.analysis.network.rank_uncertainty import BrokerBand
from ecosystem.analysis.network.reach import has_way, reach, steps_to
from ecosystem.analysis.network.robustness import Robustness, robustness
from ecosystem.analysis.network.steps import Step
from ecosystem.analysis.network.structural_holes import constraint, effective_size
from ecosystem.analysis.network.triple_helix import HelixBalance, helix_balance

__all__ = [
    "AgainstChance",
    "Betweenness",
    "Broker",
    "BrokerBand",
    "BrokerRole",
    "ClusterProjects",
    "CompactGraph",
    "Concentration",
    "Connectable",
    "GraphLike",
    "HelixBalance",
    "KeyPlayers",
    "Loss",
    "LossBand",
    "Path",
    "Robustness",
    "Step",
    "algebraic_connectivity",
    "assortativity",
    "assortativity_against_chance",
    "assortativity_of_mixing",
    "betweenness",
    "broker_bands",
    "communities",
    "compact",
    "components",
    "concentration",
    "constraint",
    "degree",
    "degree_assortativity",
    "distance_fragmentation",
    "effective_size",
    "ei_index",
    "ei_index_against_chance",
    "fragmentation",
    "gini",
    "gould_fernandez",
    "gould_fernandez_against_chance",
    "gould_fernandez_expected",
    "has_way",
    "helix_balance",
    "introducers",
    "isolated",
    "isolated_firms",
    "k_core",
    "key_players",
    "lorenz",
    "loss_bands",
    "loss_of",
    "loss_of_each",
    "modularity",
    "nearest_reachable",
    "pagerank",
    "pielou_evenness",
    "projects_of_clusters",
    "reach",
    "robustness",
    "steps_to",
    "strength",
    "warm_paths",
]
