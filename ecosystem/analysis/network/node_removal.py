"""Compute what the ecosystem loses with an actor: how far it falls apart without it.

Standing between others is not loss: in the Danish structural-fund projects of 2007-13 the actor
whose loss fragments most is not the one with the highest betweenness. So the loss is computed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ecosystem.analysis.graph import actor_ids
from ecosystem.analysis.network.arrays import (
    CompactGraph,
    Connectable,
    Integers,
    Mask,
    Numbers,
    actor_mask,
    connection_graph,
    step_lengths,
)
from ecosystem.analysis.network.fragmentation import (
    DISTANCES_UP_TO,
    distance_fragmentation_of_steps,
    fragmentation_of_sizes,
)
from ecosystem.model.errors import UnknownIdError


@dataclass(frozen=True, slots=True)
class Loss:
    """What an ecosystem is without some actors, beside what it is with them."""

    actor_ids: tuple[str, ...]
    fragmentation_before: float
    fragmentation_after: float
    distance_before: float
    """Distance-weighted fragmentation; not a number above the size it is computed for."""
    distance_after: float
    groups_before: int
    groups_after: int
    largest_before: int
    largest_after: int
    cut_off: tuple[str, ...]
    """Those left without any tie who had one."""
    ties_lost: int
    """Others each lost actor was tied to, added up, pairs of lost ones counted once."""


def loss_of(graph: Connectable, actors: Sequence[str]) -> Loss:
    """Compare an ecosystem with and without some actors: groups, fragmentation, who is cut off.

    Args:
        graph: Any graph; the projects of an ecosystem's graph stay when a party leaves.
        actors: Who leaves, ids.

    Raises:
        UnknownIdError: One of them is not in the graph.

    Examples:
        >>> import networkx as nx
        >>> ties = nx.Graph(["HA", "HB", "HC", "AB", "CD"])
        >>> loss = loss_of(ties, ["H"])
        >>> loss.fragmentation_before, round(loss.fragmentation_after, 3), loss.groups_after
        (0.0, 0.667, 2)
    """
    check_actors(graph, actors)
    connections = connection_graph(graph)
    is_actor = actor_mask(graph, connections)
    removed = [connections.index_of[actor] for actor in actors]
    groups_before = component_numbers(connections, is_actor)
    is_left = np.ones(len(connections.ids), dtype=bool)
    is_left[removed] = False
    rest = connections.without(actors)
    groups_after = component_numbers(rest, is_actor[is_left])
    lengths = step_lengths(graph, connections)
    sizes_before, sizes_after = np.bincount(groups_before), np.bincount(groups_after)
    was_alone = (sizes_before[groups_before] == 1)[is_left[is_actor]]
    ids = [rest.ids[index] for index in np.flatnonzero(is_actor[is_left])]
    is_alone = sizes_after[groups_after] == 1 if len(groups_after) else np.zeros(0, dtype=bool)
    return Loss(
        actor_ids=tuple(actors),
        fragmentation_before=fragmentation_of_sizes(sizes_before),
        fragmentation_after=fragmentation_of_sizes(sizes_after),
        distance_before=distance_fragmentation_of_steps(lengths, is_actor, DISTANCES_UP_TO),
        distance_after=distance_fragmentation_of_steps(
            lengths[is_left][:, is_left], is_actor[is_left], DISTANCES_UP_TO
        ),
        groups_before=len(sizes_before),
        groups_after=len(sizes_after),
        largest_before=int(sizes_before.max(initial=0)),
        largest_after=int(sizes_after.max(initial=0)),
        cut_off=tuple(
            node
            for node, alone, was in zip(ids, is_alone, was_alone, strict=True)
            if alone and not was
        ),
        ties_lost=len(connections.starts) - len(rest.starts),
    )


def check_actors(graph: Connectable, actors: Iterable[str]) -> None:
    """Raise an error where one of some actors is not in a graph.

    Raises:
        UnknownIdError: The nearest ids are named.
    """
    if isinstance(graph, pd.DataFrame):
        graph = connection_graph(graph)
    graph_ids = graph.ids if isinstance(graph, CompactGraph) else actor_ids(graph)
    in_graph = set(graph_ids)
    for actor in actors:
        if actor not in in_graph:
            kind = "actor"
            raise UnknownIdError.from_available(kind, actor, graph_ids)


def component_numbers(connections: CompactGraph, is_actor: Mask) -> Integers:
    """Number the groups of the actors from 0, leaving out groups without one."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    if not is_actor.any():
        return np.zeros(0, dtype=np.int64)
    _, labels = connected_components(connections.adjacency, directed=False)
    return np.unique(labels[is_actor], return_inverse=True)[1].astype(np.int64)


def loss_of_each(graph: Connectable, actors: Sequence[str] | None = None) -> pd.DataFrame:
    """Compute for every actor how far the ecosystem falls apart without it, all in one walk.

    An actor that is in no cut leaves its group whole; for the others the tree of blocks and cut
    points (Hopcroft & Tarjan 1973, Communications of the ACM 16:372) gives the sizes of the
    pieces, so the figures are exact for all actors in time that grows with the number of ties.

    Args:
        graph: Any graph, or rows of ties; actors without a tie count when they are nodes of it.
        actors: Whose loss is asked about; None: all.

    Returns:
        ``fragmentation_after``, ``loss`` (the increase), ``pieces`` its own group falls into and
        ``cut_off`` (pieces of one), indexed by actor.

    Raises:
        UnknownIdError: One of the actors is not in the graph.

    Examples:
        >>> import networkx as nx
        >>> ties = nx.Graph(["HA", "HB", "HC", "AB", "CD"])
        >>> loss_of_each(ties)["fragmentation_after"].round(3).to_dict()
        {'H': 0.667, 'A': 0.0, 'B': 0.0, 'C': 0.5, 'D': 0.0}
    """
    connections = connection_graph(graph)
    is_actor = actor_mask(graph, connections)
    if actors is not None:
        check_actors(graph, actors)
    losses = pd.DataFrame(
        loss_columns(connections, is_actor),
        index=pd.Index(connections.ids, dtype="object"),
        columns=["fragmentation_after", "loss", "pieces", "cut_off"],
    )[is_actor].astype({"pieces": "int64", "cut_off": "int64"})
    return losses if actors is None else losses.loc[list(actors)]


def loss_columns(connections: CompactGraph, is_actor: Mask) -> Numbers:
    """Compute the columns of :func:`loss_of_each`, one row a node, projects among them."""
    weights = is_actor.astype(np.int64)
    n = int(weights.sum())
    labels = np.array(connections.igraph.connected_components().membership, dtype=np.int64)
    sizes = np.bincount(labels, weights, minlength=1).astype(np.int64)
    own_size = sizes[labels] if len(labels) else np.zeros(0, dtype=np.int64)
    connected = int((sizes * (sizes - 1)).sum())
    rest = own_size - weights
    squares = rest * (rest - 1)
    pieces = (rest > 0).astype(np.int64)
    cut_off = ((rest == 1) & (own_size > 1)).astype(np.int64)
    for cut_node, all_sizes in _pieces(connections, weights, own_size).items():
        piece_sizes = [size for size in all_sizes if size]
        squares[cut_node] = sum(size * (size - 1) for size in piece_sizes)
        pieces[cut_node], cut_off[cut_node] = (
            len(piece_sizes),
            sum(size == 1 for size in piece_sizes),
        )
    connected_after = connected - own_size * (own_size - 1) + squares
    pairs = (n - 1) * (n - 2)
    after = 1 - connected_after / pairs if pairs > 0 else np.full(len(own_size), np.nan)
    before = 1 - connected / (n * (n - 1)) if n > 1 else np.nan
    return np.column_stack([after, np.round(after - before, 12), pieces, cut_off])


def _pieces(connections: CompactGraph, weights: Any, own_size: Any) -> dict[int, list[int]]:  # noqa: ANN401
    """Compute the sizes of the pieces that each cut point's group falls into without it."""
    cover, cuts = connections.igraph.biconnected_components(return_articulation_points=True)
    blocks = list(cover)
    is_cut = np.zeros(len(connections.ids), dtype=bool)
    is_cut[cuts] = True
    inside: list[int] = []
    blocks_of: dict[int, list[int]] = {cut: [] for cut in cuts}
    cuts_of: list[list[int]] = []
    for number, block in enumerate(blocks):
        members = np.array(block)
        is_cut_member = is_cut[members]
        inside.append(int(weights[members[~is_cut_member]].sum()))
        cuts_of.append(members[is_cut_member].tolist())
        for cut in cuts_of[-1]:
            blocks_of[cut].append(number)
    return _sizes_below_cuts(inside, cuts_of, blocks_of, weights, own_size)


def _sizes_below_cuts(
    inside: list[int],
    cuts_of: list[list[int]],
    blocks_of: dict[int, list[int]],
    weights: Any,  # noqa: ANN401
    own_size: Any,  # noqa: ANN401
) -> dict[int, list[int]]:
    """Compute what hangs below each cut point, each tree of blocks hung from one of them."""
    above: list[int | None] = [None] * len(inside)
    seen = [False] * len(inside)
    order: list[int] = []
    for root in range(len(inside)):
        if seen[root]:
            continue
        seen[root] = True
        stack = [root]
        while stack:
            block = stack.pop()
            order.append(block)
            for cut in cuts_of[block]:
                for neighbour in blocks_of[cut]:
                    if not seen[neighbour]:
                        seen[neighbour], above[neighbour] = True, cut
                        stack.append(neighbour)
    below = list(inside)
    parts: dict[int, list[int]] = {cut: [] for cut in blocks_of}
    for block in reversed(order):
        below[block] += sum(
            int(weights[cut]) + sum(parts[cut]) for cut in cuts_of[block] if cut != above[block]
        )
        cut_above = above[block]
        if cut_above is not None:
            parts[cut_above].append(below[block])
    for cut, piece_sizes in parts.items():
        piece_sizes.append(int(own_size[cut] - weights[cut]) - sum(piece_sizes))
    return parts
