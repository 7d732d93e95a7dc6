"""How far a network has fallen apart: formulas for three shapes, and no pairs at all."""

import math

import networkx as nx
import pytest
from hypothesis import given, settings

from ecosystem.analysis import network
from tests.analysis.network.graphs import graphs


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_distances_agree_with_networkx(graph):
    """Distance-weighted fragmentation is one less the reference's global efficiency."""
    assert math.isclose(
        network.distance_fragmentation(graph), 1 - nx.global_efficiency(graph), abs_tol=1e-9
    )
    nearest = nx.multi_source_dijkstra_path_length(graph, {"a0", "a1"}, weight=None)
    steps = network.steps_to(graph, ["a0", "a1"])
    assert all(steps[node] == nearest.get(node, math.inf) for node in graph)


@pytest.mark.parametrize("measure", [network.fragmentation, network.distance_fragmentation])
def test_nobody_and_one_alone_have_no_pairs(measure):
    """Without a pair there is nothing to be apart: not a number, not zero."""
    nobody, alone = nx.Graph(), nx.Graph()
    alone.add_node("a")

    assert math.isnan(measure(nobody))
    assert math.isnan(measure(alone))


@pytest.mark.parametrize("n", [2, 3, 5, 8])
def test_fragmentation_of_paths_stars_and_cliques(n):
    """Formulas 4 and 9 of Borgatti 2006, CMOT 12:21, worked out for three shapes."""
    path, star, clique = nx.path_graph(n), nx.star_graph(n), nx.complete_graph(n)
    along = 1 - 2 * sum((n - d) / d for d in range(1, n)) / (n * (n - 1))
    around = 1 - (2 * n + n * (n - 1) / 2) / (n * (n + 1))

    assert math.isclose(network.distance_fragmentation(path), along, abs_tol=1e-12)
    assert math.isclose(network.distance_fragmentation(star), around, abs_tol=1e-12)
    assert network.distance_fragmentation(clique) == network.fragmentation(clique) == 0
    assert network.loss_of(star, [0]).fragmentation_after == 1
    assert network.fragmentation(nx.empty_graph(n)) == 1
