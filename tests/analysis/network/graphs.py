"""Graphs to measure, and how figures are compared with those of networkx."""

import math

import networkx as nx
from hypothesis import strategies as st


@st.composite
def graphs(draw, most=14, *, weighted=False):
    """Any graph of a few actors, isolated ones among them."""
    n = draw(st.integers(2, most))
    pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    tied_pairs = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=3 * n))
    graph = nx.Graph()
    graph.add_nodes_from(f"a{i}" for i in range(n))
    for a, b in tied_pairs:
        weight = draw(st.sampled_from([0.25, 0.5, 1.0, 2.0])) if weighted else 1.0
        graph.add_edge(f"a{a}", f"a{b}", weight=weight)
    return graph


def same(computed, reference):
    """Equal to nine places, actor by actor; not a number equals not a number."""
    return all(
        (math.isnan(computed[k]) and math.isnan(v))
        or math.isclose(computed[k], v, rel_tol=1e-9, abs_tol=1e-9)
        for k, v in reference.items()
    ) and len(computed) == len(reference)
