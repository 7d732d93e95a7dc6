"""Constraint and effective size: Burt's own case, and as networkx computes them."""

import networkx as nx
from hypothesis import given, settings

from ecosystem.analysis import network
from tests.analysis.network.graphs import graphs, same


def test_burts_ring_with_a_tail():
    """Case 1 of the methods: constraint, effective size, betweenness and loss of five actors."""
    ties = nx.Graph(["HA", "HB", "HC", "AB", "CD"])

    closed_in = network.constraint(ties).round(3)
    size = network.effective_size(ties).round(3)
    between = network.betweenness(ties).scores.round(3)

    assert closed_in.to_dict() == {"H": 0.611, "A": 1.007, "B": 1.007, "C": 0.5, "D": 1.0}
    assert (size["H"], size["C"]) == (2.333, 2.0)
    assert (between["H"], between["C"]) == (0.667, 0.5)
    assert network.fragmentation(ties) == 0
    assert round(network.distance_fragmentation(ties), 3) == 0.283
    for actor, f, df in (("H", 0.667, 0.667), ("C", 0.5, 0.5), ("A", 0.0, 0.278)):
        loss = network.loss_of(ties, [actor])
        assert (round(loss.fragmentation_after, 3), round(loss.distance_after, 3)) == (f, df)


@given(graphs(most=9, weighted=True))
@settings(max_examples=60, deadline=None)
def test_weighted_effective_size_agrees_with_networkx(graph):
    """Burt's formula, actor by actor: networkx for all at once strays when weights differ."""
    directed = nx.DiGraph(graph)  # without directions networkx takes the short form
    one_by_one = nx.effective_size(directed, nodes=list(directed), weight="weight")

    assert same(network.effective_size(graph, is_weighted=True), one_by_one)
