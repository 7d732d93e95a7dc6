"""The loss of each actor is what taking it out does."""

import math

import networkx as nx
from hypothesis import given, settings

from ecosystem.analysis import network
from tests.analysis.network.graphs import graphs


@given(graphs(most=10))
@settings(max_examples=60, deadline=None)
def test_the_loss_of_each_equals_taking_it_out(graph):
    """The walk over blocks gives what recomputing without the actor gives."""
    each = network.loss_of_each(graph)

    for actor in graph:
        rest = graph.copy()
        rest.remove_node(actor)
        expected = network.fragmentation(rest)
        after = each.loc[actor, "fragmentation_after"]
        assert (math.isnan(after) and math.isnan(expected)) or math.isclose(
            after, expected, abs_tol=1e-12
        )
        neighbours = [
            len(part) for part in nx.connected_components(rest) if part & set(graph[actor])
        ]
        assert each.loc[actor, "pieces"] == len(neighbours)
        assert each.loc[actor, "cut_off"] == sum(size == 1 for size in neighbours)
