"""Measure how central each actor is: ties, core, shortest paths, share of a random walk."""

import random
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from ecosystem.analysis.network.arrays import (
    GraphLike,
    Numbers,
    compact,
)

EXACT_UP_TO: Final = 3000
"""Largest graph whose betweenness is computed from every actor."""
PIVOTS: Final = 200
"""Actors that paths are followed from in a larger graph."""


def degree(graph: GraphLike) -> "pd.Series[int]":
    """Count the others each actor is tied to.

    Examples:
        >>> import networkx as nx
        >>> degree(nx.Graph([("a", "b"), ("b", "c")])).to_dict()
        {'a': 1, 'b': 2, 'c': 1}
    """
    compact_graph = compact(graph)
    return compact_graph.series(np.diff(compact_graph.adjacency.indptr).astype(np.int64), "degree")


def strength(graph: GraphLike) -> "pd.Series[float]":
    """Add up the weights of each actor's ties.

    Examples:
        >>> import networkx as nx
        >>> strength(nx.Graph([("a", "b", {"weight": 0.5}), ("b", "c")])).to_dict()
        {'a': 0.5, 'b': 1.5, 'c': 1.0}
    """
    compact_graph = compact(graph)
    return compact_graph.series(np.asarray(compact_graph.adjacency.sum(axis=1)).ravel(), "strength")


def k_core(graph: GraphLike) -> "pd.Series[int]":
    """Compute each actor's core: the largest k such that all of its group have k ties within it.

    Seidman 1983, Social Networks 5:269.

    Examples:
        >>> import networkx as nx
        >>> k_core(nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")])).to_dict()
        {'a': 2, 'b': 2, 'c': 2, 'd': 1}
    """
    compact_graph = compact(graph)
    return compact_graph.series(np.array(compact_graph.igraph.coreness(), dtype=np.int64), "core")


class Betweenness(NamedTuple):
    """Shares of shortest paths, and whether they were sampled."""

    scores: "pd.Series[float]"
    pivots: int | None
    """Number of actors that paths were followed from; None: all, so the figures are exact."""


def betweenness(
    graph: GraphLike,
    exact_up_to: int = EXACT_UP_TO,
    pivots: int = PIVOTS,
    seed: int = 1,
    *,
    is_normalized: bool = True,
) -> Betweenness:
    """Compute the share of others' shortest paths that pass through each actor.

    Exact up to a size (Brandes 2001, Journal of Mathematical Sociology 25:163); above it
    estimated from random pivots (Brandes & Pich 2007), with the same pivots and scale as
    networkx for the same seed. Ties count 1 whatever their weight.

    Examples:
        >>> import networkx as nx
        >>> shares = betweenness(nx.path_graph(["a", "b", "c"]))
        >>> shares.scores.to_dict(), shares.pivots
        ({'a': 0.0, 'b': 1.0, 'c': 0.0}, None)
    """
    compact_graph = compact(graph)
    n = len(compact_graph.ids)
    if n <= exact_up_to or pivots >= n:
        scores = np.array(compact_graph.igraph.betweenness(directed=False), dtype=np.float64)
        scale = 2 / ((n - 1) * (n - 2)) if is_normalized and n > 2 else 1.0  # noqa: PLR2004
        return Betweenness(compact_graph.series(scores * scale, "betweenness"), None)
    sources = random.Random(seed).sample(range(n), pivots)
    scores = np.array(
        compact_graph.igraph.betweenness(directed=False, sources=sources), dtype=np.float64
    )
    return Betweenness(
        compact_graph.series(
            _scaled(scores, n, sources, is_normalized=is_normalized), "betweenness"
        ),
        pivots,
    )


def _scaled(scores: Numbers, n: int, sources: list[int], *, is_normalized: bool) -> Numbers:
    """Scale counts of one direction: a pivot cannot lie on its own paths, so it has one fewer."""
    paths_from = np.full(n, float(len(sources)))
    paths_from[sources] -= 1
    scores = scores * 2  # igraph halves what it counts in an undirected graph
    with np.errstate(divide="ignore", invalid="ignore"):
        per_source = 1 / (n - 2) if is_normalized and n > 2 else (n - 1) / 2  # noqa: PLR2004
        scaled = scores * per_source / paths_from
    return np.where(paths_from > 0, scaled, np.nan)


def pagerank(graph: GraphLike, damping: float = 0.85) -> "pd.Series[float]":
    """Compute the long-run share of a walker along ties who jumps 15 % of the time (PageRank).

    Brin & Page 1998, Computer Networks 30:107. Weighted; the shares add up to 1. An actor without
    a tie is jumped to and from alone. The steps are stretched as in Golub & Varga 1961, Numerische
    Mathematik 3:147, which reaches the same shares in a third of the steps.

    Examples:
        In a ring all get as much.

        >>> import networkx as nx
        >>> pagerank(nx.cycle_graph(4)).round(9).tolist()
        [0.25, 0.25, 0.25, 0.25]
    """
    compact_graph = compact(graph)
    if not compact_graph.ids:
        return compact_graph.series([], "pagerank")
    from scipy.sparse import diags_array  # noqa: PLC0415  slow to import

    strengths = compact_graph.adjacency.sum(axis=1)
    is_tied = strengths > 0
    parts = np.divide(damping, strengths, out=np.zeros(len(compact_graph.ids)), where=is_tied)
    step = (compact_graph.adjacency @ diags_array(parts)).tocsr()
    jumped = (1 - damping) / (len(compact_graph.ids) - damping * np.count_nonzero(~is_tied))
    shares, shares_before, stretch = (
        np.full(len(compact_graph.ids), jumped),
        np.zeros(len(compact_graph.ids)),
        2.0,
    )
    for _ in range(1000):
        stretch = 1 / (1 - damping**2 * stretch / 4)
        moved = shares_before + stretch * (step @ shares + jumped - shares_before)
        shares, shares_before = moved, shares
        if np.abs(shares - shares_before).sum() < 1e-13:  # noqa: PLR2004  as near as numbers come
            break
    return compact_graph.series(shares, "pagerank")
