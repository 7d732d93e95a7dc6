"""Ties are held against chance of the same make-up, and predictions agree with networkx."""

import math
from collections import Counter

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from ecosystem.analysis import ties
from tests.analysis.network.test_against_references import graphs


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 8)), unique=True, min_size=1),
    st.integers(0, 9),
)
@settings(max_examples=80, deadline=None)
def test_every_draw_keeps_the_sums_of_rows_and_columns(cells, seed):
    """As many parties a project and projects an actor, and no cell twice."""
    rows, columns = (np.array([cell[side] for cell in cells]) for side in (0, 1))

    for drawn in ties.curveball_draws(rows, columns, draws=3, seed=seed):
        assert sorted(drawn.tolist()) == sorted(columns.tolist())
        assert len(set(zip(rows.tolist(), drawn.tolist(), strict=True))) == len(cells)


def test_all_tables_of_a_small_case_are_drawn_equally_often():
    """Three rows of one cell each can hold three columns in six ways: each a sixth of the time."""
    rows = columns = np.array([0, 1, 2])

    drawn = [tuple(d) for d in ties.curveball_draws(rows, columns, draws=3000, seed=4)]

    shares = pd.Series(drawn).value_counts(normalize=True)
    assert len(shares) == 6
    assert shares.between(0.13, 0.20).all()


def test_draws_repeat_with_their_seed():
    """The same seed gives the same tables."""
    rows, columns = np.array([0, 0, 1, 1, 2]), np.array([0, 1, 1, 2, 0])
    first, second = (
        [d.tolist() for d in ties.curveball_draws(rows, columns, 5, seed=7)] for _ in range(2)
    )

    assert first == second


def a_two_mode_graph(projects):
    """Actors of two sorts (f..., u...) in projects."""
    graph = nx.MultiDiGraph()
    for number, parties in enumerate(projects):
        graph.add_node(f"project/{number}", kind="project")
        for party in parties:
            graph.add_node(party, kind="firm" if party[0] == "f" else "knowledge_institution")
            graph.add_edge(party, f"project/{number}", kind="takes_part", evidence="joint_project")
    return graph


def test_groups_that_keep_apart_meet_less_than_chance():
    """Firms with firms and universities with universities, in 40 projects: clearly too few."""
    projects = [[f"f{i % 7}", f"f{(i + 1) % 7}"] for i in range(20)]
    projects += [[f"u{i % 7}", f"u{(i + 1) % 7}"] for i in range(20)]
    graph = a_two_mode_graph([*projects, ["f0", "u0"]])
    sorts = {node: node[0] for node in graph if "/" not in node}

    compared = ties.ties_against_null(graph, sorts, draws=200)
    fewer = ties.fewer_ties_than_expected(graph, sorts, draws=200)

    assert compared["observed"].to_dict() == {("f", "f"): 20, ("f", "u"): 1, ("u", "u"): 20}
    assert list(fewer.index) == [("f", "u")]
    assert compared.loc[("f", "u"), "ratio"] < 0.2
    assert compared["drift"].abs().max() < 1


def test_groups_that_mix_freely_are_not_called_apart():
    """With everyone in one large project chance gives the same number, always."""
    graph = a_two_mode_graph([["f0", "f1", "u0", "u1"]])
    sorts = {node: node[0] for node in graph if "/" not in node}

    compared = ties.ties_against_null(graph, sorts, draws=50)

    assert (compared["observed"] == compared["expected"]).all()
    assert ties.fewer_ties_than_expected(graph, sorts, draws=50).empty


def test_a_register_without_projects_has_nothing_to_compare():
    """An empty table, not an error."""
    graph = nx.MultiDiGraph()
    graph.add_node("f", kind="firm")

    assert ties.ties_against_null(graph, {"f": "firm"}, draws=5).empty
    assert ties.pairs_against_null(graph, draws=5).empty


def test_pairs_that_always_meet_survive_and_chance_pairs_do_not():
    """Two firms in ten projects together, among thirty of strangers."""
    projects = [["f0", "f1"] for _ in range(10)]
    projects += [[f"f{2 + i}", f"f{2 + (i + 1) % 30}"] for i in range(30)]
    pairs = ties.pairs_against_null(a_two_mode_graph(projects), draws=1000)

    assert pairs.loc[("f0", "f1"), "observed"] == 10
    assert list(pairs.index[pairs["q_more"] <= 0.05]) == [("f0", "f1")]


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


def test_neighbouring_positions_share_more_firms_than_chance():
    """Two positions with the same firms are neighbours; a third apart from them is not."""
    memberships = pd.DataFrame(
        {"energy": [1] * 20 + [0] * 20, "water": [1] * 18 + [0] * 22, "food": [0] * 18 + [1] * 22},
        dtype=bool,
    )

    pairs = ties.proximity_against_null(memberships, draws=200).set_index(
        ["position_id", "other_id"]
    )

    assert pairs.loc[("energy", "water"), "proximity"] == 0.9
    assert pairs.loc[("energy", "water"), "p_more"] < 0.05
    assert pairs.loc[("water", "food"), "proximity"] == 0
    assert math.isnan(ties.proximity(memberships.assign(empty=False)).loc["empty", "food"])


def test_every_table_of_the_same_sums_is_drawn_as_often():
    """Four actors in two projects of two each: 90 tables, none favoured (chi-square)."""
    rows, columns = np.repeat(np.arange(4), 2), np.array([0, 1, 1, 2, 2, 3, 3, 0])

    drawn = ties.curveball_draws(rows, columns, draws=9000, seed=2)
    pairs = [np.sort(cells.reshape(4, 2), axis=1) for cells in drawn]
    tables = Counter(tuple(pair.ravel().tolist()) for pair in pairs)

    assert len(tables) == 90
    assert chisquare(list(tables.values())).pvalue > 0.001


@pytest.mark.parametrize("method", ties.Method)
def test_where_all_are_tied_there_is_nothing_to_predict(method):
    """Two actors with a tie, or three who all know each other: an empty list."""
    for graph in (nx.path_graph(["a", "b"]), nx.complete_graph(["a", "b", "c"])):
        assert ties.predicted_ties(graph, method).empty
