"""Graphs of every make are read as documented, down to nobody at all."""

import math

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis import network
from tests.analysis.network.graphs import same


@pytest.mark.parametrize(
    "measure",
    [
        network.components,
        network.degree,
        network.strength,
        network.k_core,
        network.constraint,
        network.effective_size,
        network.pagerank,
        network.communities,
        network.loss_of_each,
        lambda graph: network.betweenness(graph).scores,
    ],
)
def test_every_measure_takes_an_empty_graph_and_a_single_actor(measure):
    """A register with one actor or none gives a short answer, never an error."""
    alone = nx.Graph()
    alone.add_node("a")

    assert len(measure(nx.Graph())) == 0
    assert len(measure(alone)) == 1


KINDS = [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph]


@st.composite
def any_graphs(draw):
    """Graphs of every make: nobody, one, two; to itself, twice, one way, apart."""
    n = draw(st.integers(0, 7))
    graph = draw(st.sampled_from(KINDS))()
    graph.add_nodes_from(range(n))
    if n:
        ends = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))
        for a, b in draw(st.lists(ends, max_size=14)):
            graph.add_edge(a, b, weight=draw(st.sampled_from([0.5, 1.0, 2.0])))
    return graph


def plain(graph):
    """The same as networkx needs it: no direction, nothing to itself, weights added up."""
    undirected = nx.Graph()
    undirected.add_nodes_from(graph)
    for a, b, weight in graph.edges(data="weight"):
        if a != b:
            before = undirected.get_edge_data(a, b, {"weight": 0.0})["weight"]
            undirected.add_edge(a, b, weight=before + weight)
    return undirected


@given(any_graphs())
@settings(max_examples=150, deadline=None)
def test_every_make_of_graph_agrees_with_networkx(graph):
    """Self-ties, parallel ties and directions are taken as documented, down to nobody at all."""
    undirected = plain(graph)

    assert same(network.degree(graph), dict(undirected.degree()))
    assert same(network.strength(graph), dict(undirected.degree(weight="weight")))
    assert same(network.betweenness(graph).scores, nx.betweenness_centrality(undirected))
    assert network.isolated(graph) == list(nx.isolates(undirected))
    if len(undirected):
        assert same(network.k_core(graph), nx.core_number(undirected))
        assert same(network.effective_size(graph), nx.effective_size(undirected))
        assert same(network.constraint(graph), nx.constraint(undirected, weight="weight"))
    if len(undirected) > 1:
        apart = 1 - nx.global_efficiency(undirected)
        assert math.isclose(network.distance_fragmentation(graph), apart, abs_tol=1e-9)
    if undirected.size() > 0 and len({d for _, d in undirected.degree() if d}) > 1:
        expected = nx.degree_pearson_correlation_coefficient(undirected)
        assert math.isclose(network.degree_assortativity(graph), expected, abs_tol=1e-9)
