"""Measure how far an ecosystem has fallen apart: pairs without a way, and how long the ways are."""

from typing import Any, Final

import numpy as np

from ecosystem.analysis.network.arrays import (
    Connectable,
    Mask,
    actor_mask,
    connection_graph,
    step_lengths,
)
from ecosystem.analysis.network.components import components

DISTANCES_UP_TO: Final = 1500
"""Largest graph whose distances are all computed."""


def fragmentation(graph: Connectable) -> float:
    """Compute the share of pairs of actors that cannot reach each other: 0 whole, 1 all apart.

    F = 1 - sum s(s-1) / (n(n-1)) over the sizes s of the groups. Borgatti 2006, Computational
    and Mathematical Organization Theory 12:21.

    Returns:
        The share; not a number for fewer than two actors.

    Examples:
        >>> import networkx as nx
        >>> fragmentation(nx.Graph([("a", "b"), ("c", "d")])).__round__(4)
        0.6667
    """
    return fragmentation_of_sizes(components(graph).value_counts().to_numpy())


def fragmentation_of_sizes(sizes: Any) -> float:  # noqa: ANN401  an array of whole numbers
    """Compute the fragmentation from the sizes of the groups (whole numbers)."""
    n = int(sizes.sum())
    return float(1 - (sizes * (sizes - 1)).sum() / (n * (n - 1))) if n > 1 else float("nan")


def distance_fragmentation(graph: Connectable, most_actors: int = DISTANCES_UP_TO) -> float:
    """Compute how far apart actors are on average: DF = 1 - mean of 1/d over all pairs.

    0 when all are tied directly, 1 when nobody reaches anybody; 1/d is 0 for a pair without a
    way. Borgatti 2006. A shared project is one step.

    Returns:
        The figure; not a number for fewer than two actors, or more than ``most_actors``.

    Examples:
        >>> import networkx as nx
        >>> round(distance_fragmentation(nx.path_graph(3)), 4)
        0.1667
    """
    connections = connection_graph(graph)
    return distance_fragmentation_of_steps(
        step_lengths(graph, connections), actor_mask(graph, connections), most_actors
    )


def distance_fragmentation_of_steps(lengths: Any, is_actor: Mask, most_actors: int) -> float:  # noqa: ANN401
    """Compute the distance-weighted fragmentation from the lengths of ties, in steps.

    Args:
        lengths: Sparse matrix of ``step_lengths``.
        is_actor: Which rows are actors, as ``actor_mask`` tells.
        most_actors: For more actors it is not a number.
    """
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415  slow to import

    actor_rows = np.flatnonzero(is_actor)
    n = len(actor_rows)
    if n < 2 or n > most_actors:  # noqa: PLR2004
        return float("nan")
    steps = dijkstra(lengths, indices=actor_rows)[:, actor_rows]
    with np.errstate(divide="ignore"):
        nearness = np.where(np.isfinite(steps) & (steps > 0), 1 / steps, 0.0)
    return float(1 - nearness.sum() / (n * (n - 1)))
