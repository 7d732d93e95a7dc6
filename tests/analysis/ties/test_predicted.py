"""Predictions agree with networkx, and are pairs without a tie."""

import math

import networkx as nx
import pytest
from hypothesis import given, settings

from ecosystem.analysis import ties
from tests.analysis.network.graphs import graphs

REFERENCES = {
    ties.Method.JACCARD: nx.jaccard_coefficient,
    ties.Method.RESOURCE_ALLOCATION: nx.resource_allocation_index,
    ties.Method.PREFERENTIAL_ATTACHMENT: nx.preferential_attachment,
    ties.Method.ADAMIC_ADAR: nx.adamic_adar_index,
}


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_scores_agree_with_networkx(graph):
    """Every pair without a tie, four methods, and common neighbours counted by hand."""
    pairs = list(nx.non_edges(graph))
    for method, reference in REFERENCES.items():
        scores = ties.tie_scores(graph, pairs, method)
        assert all(
            math.isclose(scores[(a, b)], score, abs_tol=1e-9)
            for a, b, score in reference(graph, pairs)
        )
    shared = ties.tie_scores(graph, pairs, ties.Method.COMMON_NEIGHBOURS)
    assert all(shared[(a, b)] == len(set(graph[a]) & set(graph[b])) for a, b in pairs)


@given(graphs(most=9))
@settings(max_examples=25, deadline=None)
def test_personalised_pagerank_agrees_with_networkx(graph):
    """The walk from each end, added up."""
    pairs = list(nx.non_edges(graph))[:6]
    scores = ties.tie_scores(graph, pairs, ties.Method.PERSONALISED_PAGERANK)
    for a, b in pairs:
        from_a, from_b = (
            nx.pagerank(graph, personalization={end: 1}, tol=1e-13, max_iter=2000, weight=None)
            for end in (a, b)
        )
        assert math.isclose(scores[(a, b)], from_a[b] + from_b[a], abs_tol=1e-9)


@pytest.mark.parametrize("method", list(ties.Method))
def test_predictions_are_pairs_that_share_a_contact_and_no_tie(method):
    """Best first, each pair once, and only among those asked about."""
    club = nx.relabel_nodes(nx.karate_club_graph(), str)

    predicted = ties.predicted_ties(club, method, most=20)
    of_one = ties.predicted_ties(club, method, most=20, among=["16"])

    assert predicted["score"].is_monotonic_decreasing
    assert len(predicted) == 20
    assert all(not club.has_edge(a, b) and set(club[a]) & set(club[b]) for a, b in predicted.index)
    assert all("16" in pair for pair in of_one.index)
    assert ties.predicted_ties(nx.Graph(), method).empty


@pytest.mark.parametrize("method", ties.Method)
def test_where_all_are_tied_there_is_nothing_to_predict(method):
    """Two actors with a tie, or three who all know each other: an empty list."""
    for graph in (nx.path_graph(["a", "b"]), nx.complete_graph(["a", "b", "c"])):
        assert ties.predicted_ties(graph, method).empty
