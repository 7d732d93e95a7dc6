"""Follow how the largest group shrinks as actors leave one by one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ecosystem.analysis.network.arrays import (
    CompactGraph,
    GraphLike,
    Integers,
    Numbers,
    actor_mask,
    connection_graph,
)
from ecosystem.model.errors import UnknownIdError


@dataclass(frozen=True, slots=True)
class Robustness:
    """How the largest group shrinks as actors leave one by one."""

    curve: "pd.Series[float]"
    """Share of all actors in the largest group, indexed by the number that left, from 0."""
    index: float
    """R: the mean of the curve over 1 to N leavers; 0 to 0.5."""


def robustness(
    graph: GraphLike, order: Sequence[str] | None = None, draws: int = 50, seed: int = 1
) -> Robustness:
    """Compute the size of the largest group as actors leave in an order, or at random.

    R = (1/N) sum of S(q), q from 1 to N (Schneider et al. 2011, PNAS 108:3838). Computed
    backwards: actors come back one by one and groups only merge.

    Args:
        graph: Any graph.
        order: Who leaves first; those not named leave last, in the graph's order. None: the mean
            of random orders.
        draws: Random orders.
        seed: Start of the random numbers.

    Raises:
        UnknownIdError: The order names somebody who is not in the graph.
        ValueError: The order names somebody twice.

    Examples:
        >>> import networkx as nx
        >>> shrinking = robustness(nx.star_graph(3), order=[0])
        >>> shrinking.curve.tolist(), shrinking.index
        ([1.0, 0.25, 0.25, 0.25, 0.0], 0.1875)
    """
    connections = connection_graph(graph)
    actor_rows = np.flatnonzero(actor_mask(graph, connections)).tolist()
    if order is not None:
        leavers = _indices_of(connections, order)
        first = set(leavers)
        orders = [[*leavers, *(row for row in actor_rows if row not in first)]]
    else:
        rng = np.random.default_rng(seed)
        orders = [rng.permutation(actor_rows).tolist() for _ in range(draws)]
    curves = [_largest_sizes(connections, leaving) for leaving in orders]
    curve = np.mean(curves, axis=0) / max(len(actor_rows), 1)
    return Robustness(
        pd.Series(curve, name="largest_share"),
        float(curve[1:].mean()) if actor_rows else float("nan"),
    )


def _indices_of(connections: CompactGraph, order: Sequence[str]) -> list[int]:
    for actor in order:
        if actor not in connections.index_of:
            raise UnknownIdError.from_available("actor", actor, map(str, connections.ids))
    if twice := [str(actor) for actor, times in Counter(order).items() if times > 1]:
        message = f"The order names {', '.join(twice)} more than once. Name each actor once."
        raise ValueError(message)
    return [connections.index_of[actor] for actor in order]


def _largest_sizes(connections: CompactGraph, order: list[int]) -> Numbers:
    """Compute the size of the largest group after 0, 1, ... leavers.

    A tie is back when both its ends are. Of all ties those of a spanning tree that come back first
    join the same groups at the same time, so only they are followed.
    """
    n, leavers = len(connections.ids), len(order)
    back = np.zeros(n, dtype=np.int64)  # projects never leave
    back[order] = np.arange(leavers, 0, -1)
    joins: list[list[tuple[int, int]]] = [[] for _ in range(leavers + 1)]
    for start, end, when in _first_back(connections, back):
        joins[when].append((start, end))
    parent, size, tree_sizes = list(range(n)), [0] * n, [1] * n

    def top(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    largest, largest_sizes = 0, [0]
    for when in range(leavers + 1):
        if when:
            returning = order[leavers - when]
            size[top(returning)] += 1
            largest = max(largest, size[top(returning)])
        for start, end in joins[when]:
            first, second = top(start), top(end)
            # the smaller tree hangs on the larger, so that ways to the top stay short
            if tree_sizes[first] > tree_sizes[second]:
                first, second = second, first
            parent[first] = second
            tree_sizes[second] += tree_sizes[first]
            size[second] += size[first]
            largest = max(largest, size[second])
        if when:
            largest_sizes.append(largest)
    return np.array(largest_sizes[::-1], dtype=np.float64)


def _first_back(connections: CompactGraph, back: Integers) -> list[tuple[int, int, int]]:
    """List the ties of a spanning forest that come back first: both ends, and when."""
    from scipy.sparse import coo_array  # noqa: PLC0415  slow to import
    from scipy.sparse.csgraph import minimum_spanning_tree  # noqa: PLC0415

    n = len(connections.ids)
    if len(connections.starts) == 0:
        return []
    back_at = np.maximum(back[connections.starts], back[connections.ends])
    back_at += 1  # a tie of length 0 would be none
    lengths = coo_array(
        (back_at.astype(np.float64), (connections.starts, connections.ends)), shape=(n, n)
    )
    tree = minimum_spanning_tree(lengths.tocsr()).tocoo()
    rows, columns, times = tree.row.tolist(), tree.col.tolist(), tree.data.astype(int).tolist()
    return [(a, b, time - 1) for a, b, time in zip(rows, columns, times, strict=True)]
