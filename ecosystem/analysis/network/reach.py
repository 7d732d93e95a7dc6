"""Measure who has a way to whom, and how long it is: from firms to knowledge above all."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from ecosystem.analysis.network.arrays import Connectable, connection_graph, step_lengths
from ecosystem.analysis.network.components import components


def reach(
    graph: Connectable, starts: Collection[str], ends: Collection[str], most_steps: int = 3
) -> "pd.Series[float]":
    """Compute the share of some actors that reach one of others within 1, 2, 3 steps.

    A step is a tie; a shared project is one step, and so is the use of an offer, from the user to
    the provider.

    Args:
        graph: Any graph, or rows of ties; projects and offers of an ecosystem are passed through.
        starts: The actors asked about, such as the firms.
        ends: Whom they should reach, such as the knowledge institutions.
        most_steps: Largest number of steps told.

    Returns:
        Share of ``starts``, 0 to 1, indexed by steps; missing where there are no starts.

    Examples:
        >>> import networkx as nx
        >>> ties = nx.path_graph(["firm 1", "firm 2", "cluster", "university"])
        >>> reach(ties, ["firm 1", "firm 2"], ["university"]).to_dict()
        {1: 0.0, 2: 0.5, 3: 1.0}
    """
    steps = steps_to(graph, ends)
    start_steps = steps.reindex(list(starts)).fillna(np.inf)
    shares = [
        float((start_steps <= k).mean()) if len(start_steps) else np.nan
        for k in range(1, most_steps + 1)
    ]
    return pd.Series(shares, index=range(1, most_steps + 1), name="share_within")


def steps_to(graph: Connectable, ends: Collection[str]) -> "pd.Series[float]":
    """Count the steps from each node to the nearest of some actors; infinite if there is no way.

    Examples:
        >>> import networkx as nx
        >>> steps_to(nx.path_graph(["a", "b", "c"]), ["c"]).to_dict()
        {'a': 2.0, 'b': 1.0, 'c': 0.0}
    """
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415

    connections = connection_graph(graph)
    sources = [connections.index_of[node] for node in ends if node in connections.index_of]
    if not sources:
        return connections.series(np.full(len(connections.ids), np.inf), "steps")
    lengths = step_lengths(graph, connections)
    return connections.series(dijkstra(lengths, indices=sources, min_only=True), "steps")


def has_way(
    graph: Connectable, starts: Collection[str], ends: Collection[str]
) -> "pd.Series[bool]":
    """Return of some actors whether any way leads to one of others, however long it is.

    Whoever asks which firms no way leads from to a knowledge institution asks this, of the ties
    of a position or of a whole register.

    Args:
        graph: Any graph, or rows of ties; an actor without a tie has no way to anybody.
        starts: The actors asked about, such as the firms of a position.
        ends: Whom a way should lead to; one of them is there already.

    Returns:
        One answer a start, in their order.

    Examples:
        >>> rows = pd.DataFrame(
        ...     [("firm", "cluster", "member_of"), ("lab", "cluster", "partner")],
        ...     columns=["start", "end", "kind"],
        ... )
        >>> has_way(rows, ["firm", "shop", "lab"], ["lab"]).to_dict()
        {'firm': True, 'shop': False, 'lab': True}
    """
    groups = components(graph)
    reached = set(groups.reindex(list(ends)).dropna())
    index = pd.Index(list(starts), dtype="object")
    is_met = groups.reindex(index).isin(reached) | index.isin(list(ends))
    return is_met.rename("has_way")
