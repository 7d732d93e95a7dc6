"""Predict ties that are not recorded, from who shares contacts: a list of its own, never a gap.

A missing tie is not a gap, and missing data look the same. Common neighbours and preferential
attachment mostly name those already well known.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
import pandas as pd

from ecosystem.analysis.ties.null_models import cells

Sparse: TypeAlias = Any
"""A sparse array of scipy, which has no types, or numbers of its rows."""


class Method(StrEnum):
    """How alike two actors without a tie are held to be."""

    COMMON_NEIGHBOURS = "common_neighbours"
    JACCARD = "jaccard"
    ADAMIC_ADAR = "adamic_adar"
    RESOURCE_ALLOCATION = "resource_allocation"
    PREFERENTIAL_ATTACHMENT = "preferential_attachment"
    PERSONALISED_PAGERANK = "personalised_pagerank"


def tie_scores(
    graph: "nx.Graph[Any]", pairs: Sequence[tuple[str, str]], method: Method
) -> "pd.Series[float]":
    """Score pairs of actors by one method; ties count 1 whatever their weight.

    Liben-Nowell & Kleinberg 2007, JASIST 58:1019; resource allocation Zhou, Lu & Zhang 2009,
    European Physical Journal B 71:623. Personalised PageRank adds what a walker from either
    reaches the other with, 15 % jumping home at each step.

    Examples:
        >>> ties = nx.Graph([("a", "k"), ("b", "k"), ("a", "m"), ("b", "m"), ("k", "c")])
        >>> tie_scores(ties, [("a", "b")], Method.ADAMIC_ADAR).round(4).tolist()
        [2.3529]
    """
    index = pd.MultiIndex.from_tuples(list(pairs), names=["actor_id", "other_id"])
    if len(pairs) == 0:
        return pd.Series(dtype="float64", index=index, name=method.value)
    index_of = {node: number for number, node in enumerate(graph)}
    first = np.array([index_of[a] for a, _ in pairs])
    second = np.array([index_of[b] for _, b in pairs])
    scores = _scores(_pattern(graph), first, second, method)
    return pd.Series(np.asarray(scores, np.float64), index=index, name=method.value)


def _pattern(graph: "nx.Graph[Any]") -> Sparse:
    plain: nx.Graph[Any] = nx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from(graph.edges())
    pattern = nx.to_scipy_sparse_array(plain, format="csr").astype(np.float64)
    pattern.setdiag(0)
    pattern.eliminate_zeros()
    return pattern


def _scores(pattern: Sparse, first: Sparse, second: Sparse, method: Method) -> Sparse:
    degrees = np.diff(pattern.indptr).astype(np.float64)
    match method:
        case Method.PREFERENTIAL_ATTACHMENT:
            return degrees[first] * degrees[second]
        case Method.PERSONALISED_PAGERANK:
            return _walks(pattern, first, second)
        case Method.COMMON_NEIGHBOURS | Method.JACCARD:
            weights = np.ones(len(degrees))
        case Method.ADAMIC_ADAR:
            with np.errstate(divide="ignore"):
                weights = np.where(degrees > 1, 1 / np.log(np.maximum(degrees, 1)), 0.0)
        case Method.RESOURCE_ALLOCATION:
            weights = np.where(degrees > 0, 1 / np.maximum(degrees, 1), 0.0)
    shared = np.asarray(
        (pattern[first].multiply(weights[np.newaxis, :])).multiply(pattern[second]).sum(axis=1)
    ).ravel()
    if method is not Method.JACCARD:
        return shared
    together = degrees[first] + degrees[second] - shared
    return np.where(together > 0, shared / np.maximum(together, 1), 0.0)


def _walks(pattern: Sparse, first: Sparse, second: Sparse, damping: float = 0.85) -> Sparse:
    """Compute where a walker from each actor asked about ends, until its shares change no more."""
    from scipy.sparse import diags_array  # noqa: PLC0415

    degrees = np.diff(pattern.indptr)
    step = (pattern.T @ diags_array(np.where(degrees > 0, 1 / np.maximum(degrees, 1), 0.0))).tocsr()
    starts, start_of_end = np.unique(np.concatenate([first, second]), return_inverse=True)
    home = np.zeros((pattern.shape[0], len(starts)))
    home[starts, np.arange(len(starts))] = 1.0
    shares = home.copy()
    dead_end = degrees == 0
    for _ in range(200):
        lost = damping * shares[dead_end].sum(axis=0)
        moved = damping * (step @ shares) + (1 - damping + lost) * home
        change = np.abs(moved - shares).sum(axis=0).max()
        shares = moved
        if change < 1e-13:  # noqa: PLR2004
            break
    from_first, from_second = start_of_end[: len(first)], start_of_end[len(first) :]
    return shares[second, from_first] + shares[first, from_second]


def predicted_ties(
    graph: "nx.Graph[Any]",
    method: Method = Method.RESOURCE_ALLOCATION,
    most: int = 50,
    among: Sequence[str] | None = None,
) -> pd.DataFrame:
    """List pairs without a tie that share a contact, the highest score first.

    Args:
        graph: Who is tied to whom; ``one_mode_projection`` makes it, without projects of
            over 40 parties.
        method: The score.
        most: Rows told.
        among: Keep pairs with at least one of these actors.

    Returns:
        ``score`` and ``shared`` (contacts in common), indexed by ``actor_id``, ``other_id``;
        equal scores by id.

    Examples:
        >>> ties = nx.Graph([("firm", "cluster"), ("lab", "cluster")])
        >>> predicted_ties(ties).reset_index().values.tolist()
        [['firm', 'lab', 0.5, 1]]
    """
    ids = list(graph)
    pattern = _pattern(graph) if ids else None
    if pattern is None or pattern.nnz == 0:
        index = pd.MultiIndex.from_tuples([], names=["actor_id", "other_id"])
        return pd.DataFrame({"score": [], "shared": []}, index=index)
    shared = (pattern @ pattern).tocoo()
    is_pair = (shared.row < shared.col) & (shared.data > 0)
    if among is not None:
        is_among = np.isin(np.array(ids, dtype=object), list(among))
        is_pair &= is_among[shared.row] | is_among[shared.col]
    first, second, count = shared.row[is_pair], shared.col[is_pair], shared.data[is_pair]
    is_new = cells(pattern, first, second) == 0
    first, second, count = first[is_new], second[is_new], count[is_new]
    scores = _scores(pattern, first, second, method) if len(first) else np.zeros(0)
    predicted = pd.DataFrame(
        {
            "actor_id": np.array(ids, dtype=object)[first],
            "other_id": np.array(ids, dtype=object)[second],
            "score": scores,
            "shared": count.astype(np.int64),
        }
    )
    swapped = predicted["actor_id"] > predicted["other_id"]
    pair = predicted.loc[swapped, ["other_id", "actor_id"]].to_numpy()
    predicted.loc[swapped, ["actor_id", "other_id"]] = pair
    ordered = predicted.sort_values(
        ["score", "actor_id", "other_id"], ascending=[False, True, True]
    )
    return ordered.head(most).set_index(["actor_id", "other_id"])
