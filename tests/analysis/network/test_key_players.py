"""The set whose loss fragments most is bettered by no swap."""

import math
from itertools import combinations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis import network


def test_key_players_may_be_bettered_by_no_swap():
    """Every pair is tried against what the search gives, on a graph small enough."""
    graph = nx.barbell_graph(4, 3)
    players = network.key_players(graph, 2)
    best = max(
        network.fragmentation(graph.subgraph(set(graph) - set(pair)))
        for pair in combinations(graph, 2)
    )

    assert math.isclose(players.fragmentation_after, best)
    by_distance = network.key_players(graph, 2, by="distance")
    assert by_distance.fragmentation_after >= network.distance_fragmentation(graph)


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000), ties=st.integers(5, 25))
def test_few_sets_of_key_players_are_all_tried(seed, ties):
    """On a graph of eleven no pair fragments more, and the answer says that it is exact."""
    graph = nx.gnm_random_graph(11, ties, seed=seed)
    players = network.key_players(graph, 2)
    best = max(
        network.fragmentation(graph.subgraph(set(graph) - set(pair)))
        for pair in combinations(graph, 2)
    )

    assert players.is_exact
    assert math.isclose(players.fragmentation_after, best)


def test_many_sets_are_searched_and_the_answer_says_so():
    """Sixty actors have 1,770 pairs: greedy and swaps, bettered by no single swap."""
    graph = nx.connected_caveman_graph(10, 6)
    players = network.key_players(graph, 2)

    assert not players.is_exact
    assert network.key_players(graph, 1).is_exact
    for stays in players.actor_ids:
        for swap in set(graph) - set(players.actor_ids):
            left = graph.subgraph(set(graph) - {stays, swap})
            assert network.fragmentation(left) <= players.fragmentation_after + 1e-12
