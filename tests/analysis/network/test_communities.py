"""Divisions of the karate club as published, and of actors without a tie."""

import networkx as nx

from ecosystem.analysis import network


def test_zacharys_club_has_the_published_figures():
    """Cores, connectivity and divisions of the karate club as networkx documents them."""
    club = nx.karate_club_graph()
    for _, _, data in club.edges(data=True):
        data["weight"] = 1.0
    clubs = nx.get_node_attributes(club, "club")

    assert network.k_core(club).value_counts()[4] == 10
    assert round(network.algebraic_connectivity(club), 4) == 0.4685
    assert round(network.modularity(club, clubs), 4) == 0.3582
    assert round(network.modularity(club, network.communities(club)), 4) == 0.4198  # Brandes 2008
    assert network.betweenness(club).scores.idxmax() == 0


def test_actors_without_a_tie_are_communities_of_their_own_and_change_nothing():
    """They come last, each alone, and the others are divided as without them."""
    club = nx.karate_club_graph()
    alone = [f"alone {number}" for number in range(3)]
    joined = nx.Graph()
    joined.add_nodes_from(alone)
    joined.add_edges_from(club.edges(data=True))

    divided = network.communities(joined)

    assert divided.drop(alone).to_dict() == network.communities(joined.subgraph(club)).to_dict()
    assert sorted(divided[alone]) == [divided.drop(alone).max() + n for n in (1, 2, 3)]


def test_a_karate_club_that_fell_apart():
    """Two sides, modularity .3715, four groups at best, .4198. Zachary 1977, JAR 33:452.

    Newman 2006, PNAS 103:8577 (two sides); Brandes et al. 2008, IEEE TKDE 20:172 (the best there
    is). The member whom the two sides divide differently went with the officers.
    """
    weighted = nx.karate_club_graph()
    club = nx.Graph(list(weighted.edges()))
    club.add_nodes_from(weighted)
    sides = {member: weighted.nodes[member]["club"] for member in weighted} | {8: "Officer"}

    between = network.betweenness(club).scores
    best = network.communities(club)
    core = network.k_core(club)

    assert round(network.modularity(club, sides), 4) == 0.3715
    assert round(network.modularity(club, best.to_dict()), 4) == 0.4198
    assert best.nunique() == 4
    assert between.round(4)[[0, 33, 32, 2, 31]].tolist() == [0.4376, 0.3041, 0.1452, 0.1437, 0.1383]
    assert (core.max(), int((core == 4).sum())) == (4, 10)
    assert round(network.degree_assortativity(club), 4) == -0.4756
