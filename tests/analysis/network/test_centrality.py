"""Central actors: as networkx finds them, and as others have published."""

import math

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis import network
from tests.analysis.network.graphs import graphs, same


@given(graphs(weighted=True))
@settings(max_examples=80, deadline=None)
def test_single_actor_measures_agree_with_networkx(graph):
    """Degree, strength, core, constraint and effective size are those of the reference."""
    assert same(network.degree(graph), dict(graph.degree()))
    assert same(network.strength(graph), dict(graph.degree(weight="weight")))
    assert same(network.k_core(graph), nx.core_number(graph))
    assert same(network.effective_size(graph), nx.effective_size(graph))
    if graph.size():
        one_by_one = {v: nx.constraint(graph, [v], weight="weight")[v] for v in graph}
        assert same(network.constraint(graph), one_by_one)
        assert same(network.constraint(graph), nx.constraint(graph, weight="weight"))


@given(graphs(), st.integers(1, 5), st.integers(0, 3))
@settings(max_examples=80, deadline=None)
def test_betweenness_agrees_with_networkx_exact_and_sampled(graph, pivots, seed):
    """Sampling takes the same pivots and the same scale as the reference."""
    exact = network.betweenness(graph)
    assert exact.pivots is None
    assert same(exact.scores, nx.betweenness_centrality(graph))

    k = min(pivots, len(graph) - 1)
    sampled = network.betweenness(graph, exact_up_to=1, pivots=k, seed=seed)
    reference = nx.betweenness_centrality(graph, k=k, seed=seed)
    if len(graph) > 2:
        expected = {a: v for a, v in reference.items() if not math.isnan(sampled.scores[a])}
        assert sampled.pivots == k
        assert all(math.isclose(sampled.scores[a], v, abs_tol=1e-9) for a, v in expected.items())
        assert len(expected) >= len(graph) - 1


@pytest.mark.parametrize("damping", [0.5, 0.85, 0.99])
def test_pagerank_is_that_of_networkx_where_many_have_no_tie_and_few_have_most(damping):
    """A star, a chain and actors alone: the steps are stretched, the shares are the same."""
    graph = nx.disjoint_union(nx.star_graph(30), nx.path_graph(30))
    graph.add_nodes_from(range(100, 130))

    shares = network.pagerank(graph, damping)

    assert same(shares, nx.pagerank(graph, damping, tol=1e-15, max_iter=5000))
    assert math.isclose(shares.sum(), 1, abs_tol=1e-12)


def test_krackhardts_kite():
    """Three actors are first, each in its own way. Krackhardt 1990, ASQ 35:342, figure 3."""
    kite = nx.krackhardt_kite_graph()  # 3 is Diane, 5 and 6 Fernando and Garth, 7 Heather

    between = network.betweenness(kite, is_normalized=False).scores.round(3)

    assert network.degree(kite).idxmax() == 3
    assert network.degree(kite)[3] == 6
    assert between[7] == 14
    assert (between[5], between[6], between[8]) == (8.333, 8.333, 8)
    assert network.loss_of(kite, [7]).cut_off == ()
    assert network.loss_of(kite, [8]).cut_off == (9,)
    assert network.loss_of_each(kite).loc[7, "pieces"] == 2


def test_the_medici_stand_between_the_families_of_florence():
    """Betweenness .522, next Guadagni .255. Padgett & Ansell 1993, AJS 98:1259; Jackson 2008."""
    families = nx.florentine_families_graph()
    families.add_node("Pucci")  # married into none of the others

    between = network.betweenness(families.subgraph(set(families) - {"Pucci"})).scores

    assert between.round(3)[["Medici", "Guadagni", "Strozzi"]].tolist() == [0.522, 0.255, 0.103]
    assert network.isolated(families) == ["Pucci"]
    assert network.key_players(families, 1).actor_ids == ("Medici",)
    assert network.constraint(families).idxmin() == "Medici"


def test_strength_in_projects_of_the_first_worked_example():
    """Papers of n authors tie each pair by 1/(n - 1). Newman 2001, PRE 64:016132, figure 2."""
    papers = nx.Graph([("A", 1), ("B", 1), ("C", 1), ("A", 2), ("B", 2)])
    tied = nx.bipartite.collaboration_weighted_projected_graph(papers, ["A", "B", "C"])

    assert tied.edges["A", "B"]["weight"] == 1.5
    assert network.strength(tied).to_dict() == {"A": 2.0, "B": 2.0, "C": 1.0}
