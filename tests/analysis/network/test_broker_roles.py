"""Between which groups an actor passes things on: the roles of Gould & Fernandez."""

from itertools import permutations

import networkx as nx
import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis import network
from tests.analysis.network.graphs import graphs


def test_five_ways_of_passing_on():
    """Case 2 of the methods: one actor in every role, and one triad closed."""
    arcs = nx.DiGraph([("a", "v"), ("d", "v"), ("v", "b"), ("v", "c"), ("v", "e")])
    sorts = {"a": "firm", "b": "firm", "v": "firm", "c": "uni", "d": "uni", "e": "hub"}

    roles = network.gould_fernandez(arcs, sorts).loc["v"]
    closed = network.gould_fernandez(nx.DiGraph([*arcs.edges, ("d", "c")]), sorts).loc["v"]

    assert roles.to_dict() == {
        "coordinator": 1, "itinerant": 1, "gatekeeper": 1, "representative": 2, "liaison": 1,
    }  # fmt: skip
    assert closed["itinerant"] == 0


@st.composite
def digraphs(draw):
    """Any directed graph of a few actors."""
    n = draw(st.integers(3, 8))
    pairs = [(a, b) for a in range(n) for b in range(n) if a != b]
    arcs = nx.DiGraph()
    arcs.add_nodes_from(range(n))
    arcs.add_edges_from(draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20)))
    return arcs


@given(digraphs(), st.lists(st.integers(0, 2), min_size=8, max_size=8))
@settings(max_examples=100, deadline=None)
def test_roles_equal_a_count_triad_by_triad(arcs, labels):
    """The matrix form counts what reading every triad counts."""
    groups = dict(enumerate(labels))
    counts = network.gould_fernandez(arcs, groups)
    expected = {v: dict.fromkeys(network.BrokerRole, 0) for v in arcs}
    for a, v in arcs.edges:
        for c in arcs.successors(v):
            if c in (a, v) or arcs.has_edge(a, c):
                continue
            first, middle, last = groups[a], groups[v], groups[c]
            if first == middle == last:
                role = network.BrokerRole.COORDINATOR
            elif first == last:
                role = network.BrokerRole.ITINERANT
            elif middle == last:
                role = network.BrokerRole.GATEKEEPER
            elif first == middle:
                role = network.BrokerRole.REPRESENTATIVE
            else:
                role = network.BrokerRole.LIAISON
            expected[v][role] += 1

    assert all(counts.loc[v, r] == n for v, roles in expected.items() for r, n in roles.items())


@given(graphs(most=5), st.lists(st.integers(0, 2), min_size=5, max_size=5))
@settings(max_examples=25, deadline=None)
def test_expected_roles_are_the_mean_over_every_way_to_deal_out_the_labels(graph, labels):
    """The closed form equals counting all permutations."""
    ids = list(graph)
    groups = dict(zip(ids, labels, strict=False))
    dealt = [
        network.gould_fernandez(graph, dict(zip(ids, order, strict=True))).to_numpy()
        for order in permutations(groups.values())
    ]

    expected = network.gould_fernandez_expected(graph, groups).to_numpy()

    assert len(ids) < 3 or np.allclose(expected, np.mean(dealt, axis=0), atol=1e-9)


@given(graphs(most=8), st.lists(st.integers(0, 2), min_size=8, max_size=8))
@settings(max_examples=60, deadline=None)
def test_roles_without_directions_are_those_of_ties_both_ways(graph, labels):
    """Listing triangles counts what the arcs in both directions count."""
    groups = dict(zip(graph, labels, strict=False))

    by_triangles, by_arcs = (network.gould_fernandez(g, groups) for g in (graph, nx.DiGraph(graph)))

    pd.testing.assert_frame_equal(by_triangles, by_arcs)


def test_roles_are_held_against_dealt_out_labels():
    """A hub between two firms is an itinerant broker more often than labels at random make it."""
    star = nx.star_graph(["hub", *(f"firm {n}" for n in range(6))])
    sorts = {node: node.split()[0] for node in star}

    compared = network.gould_fernandez_against_chance(star, sorts, draws=99)

    row = compared.loc[("hub", "itinerant")]
    assert row["observed"] == 30
    assert row["expected"] < 10
    assert row["p_more"] < 0.3
