"""Whether like is tied to like, held against chance."""

import networkx as nx
import pytest

from ecosystem.analysis import network


def test_mixing_is_held_against_shuffled_labels_and_shuffled_ties():
    """Two cliques of one sort each mix less than either null; the answer repeats with its seed."""
    ties = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(6))
    ties.add_edge(0, 6)
    sorts = {node: node // 6 for node in ties}

    for by in ("labels", "ties"):
        index = network.ei_index_against_chance(ties, sorts, draws=200, by=by)
        assert index.observed < index.expected
        assert index.p_low < 0.02
        assert index == network.ei_index_against_chance(ties, sorts, draws=200, by=by)
    assert network.assortativity_against_chance(ties, sorts, draws=100).p_high < 0.02


def test_assortativity_is_held_against_labels_and_ties():
    """Both nulls by name, and another word is refused."""
    two = nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(5))
    two.add_edge(0, 5)
    sorts = {node: node // 5 for node in two}

    for by in ("labels", "ties"):
        assert network.assortativity_against_chance(two, sorts, draws=100, by=by).p_high < 0.05
    with pytest.raises(ValueError, match="labels"):
        network.assortativity_against_chance(two, sorts, by="luck")
