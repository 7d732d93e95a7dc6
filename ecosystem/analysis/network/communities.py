"""Divide the actors into groups with many ties within, and measure how good a division is."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.network.arrays import (
    GraphLike,
    compact,
    group_numbers,
    igraph_seed,
)
from ecosystem.analysis.network.centrality import degree

LARGE_GRAPH: Final = 3000
"""Above this number of actors, communities are searched once and in few rounds."""


def modularity(graph: GraphLike, groups: Mapping[Any, object]) -> float:
    """Compare the weight of ties within groups with what the actors' strengths alone would give.

    Newman & Girvan 2004, Physical Review E 69:026113; weighted as in Newman 2004 (70:056131).

    Examples:
        >>> import networkx as nx
        >>> ties = nx.Graph([("a", "b"), ("c", "d")])
        >>> modularity(ties, {"a": 1, "b": 1, "c": 2, "d": 2})
        0.5
    """
    compact_graph = compact(graph)
    numbers, names = group_numbers(compact_graph, groups)
    total = compact_graph.weights.sum()
    if total == 0:
        return float("nan")
    within = (
        compact_graph.weights[numbers[compact_graph.starts] == numbers[compact_graph.ends]].sum()
        / total
    )
    strengths = np.asarray(compact_graph.adjacency.sum(axis=1)).ravel()
    shares = np.bincount(numbers, strengths, len(names)) / (2 * total)
    return float(within - (shares**2).sum())


def communities(graph: GraphLike, seed: int = 1, runs: int = 3) -> "pd.Series[int]":
    """Divide the actors into groups with many ties within; 0 is the largest.

    The best of several runs of Leiden on modularity (Traag, Waltman & van Eck 2019, Scientific
    Reports 9:5233), each carried on until it gains nothing; above ``LARGE_GRAPH`` actors one run of
    two rounds. The best division is not unique: say "for example".

    Examples:
        >>> import networkx as nx
        >>> ties = nx.Graph(["ab", "bc", "ca", "de", "ef", "fd", "cd"])
        >>> groups = communities(ties)
        >>> groups["a"] == groups["b"] == groups["c"] != groups["d"] == groups["e"] == groups["f"]
        np.True_
    """
    compact_graph = compact(graph)
    if len(compact_graph.starts) == 0:
        return compact_graph.series(np.arange(len(compact_graph.ids)), "community")
    is_large = len(compact_graph.ids) > LARGE_GRAPH
    rounds, runs = (2, 1) if is_large else (-1, runs)
    is_tied = degree(compact_graph).to_numpy() > 0
    tied = compact_graph.igraph.induced_subgraph(np.flatnonzero(is_tied).tolist())
    with igraph_seed(seed):
        divisions = [
            tied.community_leiden(
                objective_function="modularity", weights="weight", n_iterations=rounds
            )
            for _ in range(runs)
        ]
    best = max(divisions, key=lambda division: division.modularity)
    labels = np.empty(len(compact_graph.ids), dtype=np.int64)
    labels[is_tied] = best.membership
    labels[~is_tied] = np.arange(len(best), len(best) + np.count_nonzero(~is_tied))
    sizes = np.bincount(labels)
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    return compact_graph.series(rank[labels], "community")
