"""Networks drawn at random keep what they say they keep."""

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis import network
from tests.analysis.network.graphs import graphs


@given(graphs(), st.integers(0, 5))
@settings(max_examples=40, deadline=None)
def test_rewiring_keeps_every_actors_number_of_ties(graph, seed):
    """Swapped ties are as many an actor as before, with none doubled and none to itself."""
    from ecosystem.analysis.network.null_models import rewired

    compact_graph = network.compact(graph)
    for starts, ends in rewired(compact_graph, draws=3, rng=np.random.default_rng(seed)):
        again = nx.Graph(list(zip(starts.tolist(), ends.tolist(), strict=True)))
        assert again.size() == graph.size()
        assert all(a != b for a, b in again.edges)
        assert all(
            again.degree(compact_graph.index_of[n]) == graph.degree(n)
            for n in graph
            if graph.degree(n)
        )
