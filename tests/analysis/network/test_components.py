"""Groups, and how well a network hangs together: as networkx and formulas have it."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from ecosystem.analysis import network
from tests.analysis.network.graphs import graphs, same


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_cohesion_agrees_with_networkx(graph):
    """Groups, connectivity, mixing and modularity are those of the reference."""
    groups = {node: place % 3 for place, node in enumerate(graph)}
    nx.set_node_attributes(graph, groups, "group")
    parts = list(nx.connected_components(graph))

    assert network.components(graph).nunique() == len(parts)
    assert {
        frozenset(g.index) for _, g in network.components(graph).groupby(network.components(graph))
    } == {frozenset(part) for part in parts}
    assert network.isolated(graph) == list(nx.isolates(graph))
    spectrum = np.linalg.eigvalsh(nx.laplacian_matrix(graph).toarray().astype(float))
    assert math.isclose(network.algebraic_connectivity(graph), spectrum[1], abs_tol=1e-9)
    if graph.size():
        divided = [{n for n in graph if groups[n] == g} for g in set(groups.values())]
        assert math.isclose(
            network.modularity(graph, groups), nx.community.modularity(graph, divided), abs_tol=1e-9
        )
        mixing = network.assortativity(graph, groups)
        reference = nx.attribute_assortativity_coefficient(graph, "group") if mixing < 2 else mixing
        assert math.isnan(mixing) or math.isclose(mixing, reference, abs_tol=1e-9)
        assert same(network.pagerank(graph), nx.pagerank(graph, tol=1e-13, max_iter=1000))


def test_a_project_connects_however_it_is_told_and_a_place_does_not():
    """Two ties to one project are one, a tie of place is none, and a self-tie is none."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from("abc", kind="firm")
    graph.add_node("project/1", kind="project")
    for party in ("a", "b", "b"):
        graph.add_edge(party, "project/1", kind="takes_part", evidence="joint_project")
    graph.add_edge("b", "c", kind="same_place", evidence="claimed")
    graph.add_edge("c", "c", kind="partner", evidence="claimed")

    assert network.components(graph).to_dict() == {"a": 0, "b": 0, "c": 1}
    assert network.steps_to(graph, ["a"])["b"] == 1
    assert network.loss_of(graph, ["a"]).ties_lost == 1


@pytest.mark.parametrize(
    ("graph", "value"),
    [
        (nx.path_graph(5), 2 * (1 - math.cos(math.pi / 5))),
        (nx.cycle_graph(6), 2 * (1 - math.cos(2 * math.pi / 6))),
        (nx.star_graph(7), 1.0),
        (nx.complete_graph(5), 5.0),
        (nx.hypercube_graph(3), 2.0),
    ],
)
def test_algebraic_connectivity_of_graphs_with_a_formula(graph, value):
    """Path, ring, star, clique and cube. Fiedler 1973, section 3."""
    assert math.isclose(network.algebraic_connectivity(graph), value, abs_tol=1e-9)
