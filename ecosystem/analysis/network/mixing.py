"""Measure whether like is tied to like: ties within groups beside ties between them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ecosystem.analysis.network.arrays import (
    GraphLike,
    Integers,
    Numbers,
    compact,
    group_numbers,
)
from ecosystem.analysis.network.null_models import (
    DRAWS,
    AgainstChance,
    against_chance,
    drawn_groups,
)


def ei_index(graph: GraphLike, groups: Mapping[Any, object]) -> float:
    """Compare ties between groups with ties within: (E - I)/(E + I), -1 to 1.

    -1 says that all ties stay within groups, 1 that all cross. It depends on the sizes of the
    groups, so read it with ``ei_index_against_chance``. Krackhardt & Stern 1988, Social
    Psychology Quarterly 51:123.

    Returns:
        The index; not a number without a tie.

    Examples:
        >>> import networkx as nx
        >>> ties = nx.Graph([("a", "b"), ("b", "c"), ("c", "d")])
        >>> round(ei_index(ties, {"a": 1, "b": 1, "c": 2, "d": 2}), 4)
        -0.3333
    """
    compact_graph = compact(graph)
    numbers, _ = group_numbers(compact_graph, groups)
    return _ei(numbers[compact_graph.starts], numbers[compact_graph.ends])


def _ei(starts: Integers, ends: Integers) -> float:
    return float(2 * (starts != ends).mean() - 1) if len(starts) else float("nan")


def ei_index_against_chance(
    graph: GraphLike,
    groups: Mapping[Any, object],
    draws: int = DRAWS,
    seed: int = 1,
    *,
    by: str = "labels",
) -> AgainstChance:
    """Compare the E-I index with that of the same network, its labels or its ties shuffled.

    Args:
        graph: The network.
        groups: The group of each actor.
        draws: Random networks.
        seed: Start of the random numbers.
        by: ``"labels"`` keeps the ties and shuffles who belongs where; ``"ties"`` keeps each
            actor's group and number of ties and swaps ties (10 swaps tried a tie).

    Raises:
        ValueError: ``by`` is neither word.
    """
    compact_graph = compact(graph)
    numbers, _ = group_numbers(compact_graph, groups)
    drawn = [
        _ei(starts, ends) for starts, ends in drawn_groups(compact_graph, numbers, draws, seed, by)
    ]
    return against_chance(ei_index(compact_graph, groups), np.array(drawn))


def assortativity(graph: GraphLike, groups: Mapping[Any, object]) -> float:
    """Compute how far like is tied to like: (sum e_ii - sum a_i b_i)/(1 - sum a_i b_i).

    1 when all ties stay within groups, 0 when groups do not matter. Newman 2003, Physical
    Review E 67:026126.

    Returns:
        The coefficient; not a number without a tie, or when all ends are of one group.

    Examples:
        >>> import networkx as nx
        >>> ties = nx.Graph([("a", "b"), ("c", "d")])
        >>> assortativity(ties, {"a": 1, "b": 1, "c": 2, "d": 2})
        1.0
    """
    compact_graph = compact(graph)
    numbers, names = group_numbers(compact_graph, groups)
    return float(
        _assortativity(numbers[compact_graph.starts], numbers[compact_graph.ends], len(names))
    )


def _assortativity(starts: Integers, ends: Integers, groups: int) -> float:
    if len(starts) == 0:
        return float("nan")
    shares = np.bincount(np.concatenate([starts, ends]), minlength=groups) / (2 * len(starts))
    by_chance = float((shares**2).sum())
    same = float((starts == ends).mean())
    return (same - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")


def assortativity_of_mixing(shares: "Numbers | pd.DataFrame") -> float:
    """Compute how far like is tied to like, from the table of how often groups meet.

    Args:
        shares: Square table: ties (or their shares) from each group to each, counts or shares.

    Returns:
        Newman's coefficient; not a number without a tie, or when all ends are of one group.

    Examples:
        Couples in San Francisco by race, Newman 2003, Physical Review E 67:026126, table I,
        where the coefficient is given as 0.621:

        >>> couples = np.array([
        ...     [0.258, 0.016, 0.035, 0.013],
        ...     [0.012, 0.157, 0.058, 0.019],
        ...     [0.013, 0.023, 0.306, 0.035],
        ...     [0.005, 0.007, 0.024, 0.016],
        ... ])
        >>> round(assortativity_of_mixing(couples), 2)
        0.62
    """
    table = np.asarray(shares, dtype=np.float64)
    total = table.sum()
    if total <= 0:
        return float("nan")
    table = table / total
    by_chance = float(table.sum(axis=1) @ table.sum(axis=0))
    return float((np.trace(table) - by_chance) / (1 - by_chance)) if by_chance < 1 else float("nan")


def degree_assortativity(graph: GraphLike) -> float:
    """Compute whether the well connected are tied to each other, 1, or to the others, -1.

    The correlation of the numbers of ties at both ends of each tie. Newman 2002, Physical Review
    Letters 89:208701.

    Returns:
        The coefficient; not a number without a tie, or when all ends have as many ties.

    Examples:
        In a star the one in the middle meets nobody but those with one tie.

        >>> import networkx as nx
        >>> round(degree_assortativity(nx.star_graph(4)), 9)
        -1.0
    """
    compact_graph = compact(graph)
    ties = np.diff(compact_graph.adjacency.indptr).astype(np.float64)
    near_end = np.concatenate([ties[compact_graph.starts], ties[compact_graph.ends]])
    far_end = np.concatenate([ties[compact_graph.ends], ties[compact_graph.starts]])
    if len(near_end) == 0 or np.ptp(near_end) == 0:
        return float("nan")
    mean = near_end.mean()
    return float(((near_end - mean) * (far_end - mean)).mean() / ((near_end - mean) ** 2).mean())


def assortativity_against_chance(
    graph: GraphLike,
    groups: Mapping[Any, object],
    draws: int = DRAWS,
    seed: int = 1,
    *,
    by: str = "ties",
) -> AgainstChance:
    """Compare attribute assortativity with that of the same network, labels or ties shuffled.

    Args:
        graph: The network.
        groups: The group of each actor.
        draws: Random networks.
        seed: Start of the random numbers.
        by: ``"labels"`` keeps the ties and shuffles who belongs where; ``"ties"`` keeps each
            actor's group and number of ties and swaps ties.

    Raises:
        ValueError: ``by`` is neither word.
    """
    compact_graph = compact(graph)
    numbers, names = group_numbers(compact_graph, groups)
    coefficients = [
        _assortativity(starts, ends, len(names))
        for starts, ends in drawn_groups(compact_graph, numbers, draws, seed, by)
    ]
    drawn = np.array(
        [coefficient for coefficient in coefficients if not np.isnan(coefficient)] or [np.nan]
    )
    return against_chance(assortativity(compact_graph, groups), drawn)
