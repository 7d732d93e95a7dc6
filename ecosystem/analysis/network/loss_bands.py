"""Find the actors whose loss fragments the ecosystem most, in bands by how sure that is."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from ecosystem.analysis.graph import PROJECT
from ecosystem.analysis.network.arrays import (
    CompactGraph,
    GraphLike,
    Integers,
    actor_mask,
    connection_graph,
)
from ecosystem.analysis.network.node_removal import loss_columns
from ecosystem.analysis.network.rank_uncertainty import BrokerBand, draw_size, rank_bands

MANY_TIES: Final = 20_000
"""Above this number of ties the bands of loss are drawn 20 times at most."""


@dataclass(frozen=True, slots=True)
class LossBand:
    """An actor whose loss is among those that fragment most."""

    actor_id: str
    loss: float
    """Increase of the fragmentation without the actor."""
    low: float
    high: float
    """95 % interval of the loss, from leaving out ties and projects at random."""
    share_of_draws: float
    """Share of the draws in which it was among the first."""
    band: BrokerBand


def loss_bands(
    graph: GraphLike,
    first: int = 5,
    draws: int = 100,
    seed: int = 1,
    among: Collection[str] | None = None,
) -> tuple[LossBand, ...]:
    """List the actors whose loss hurts most, in bands, by leaving out what ties them.

    In each draw a fifth of the ties and projects is left out at random, a project with all its
    parties; the loss of every actor is computed anew. ``rank_bands`` computes the bands
    and the interval; within a band the order says nothing, so it is alphabetical.

    Args:
        graph: Any graph.
        first: How many count as the first.
        draws: Random draws.
        seed: Start of the random numbers.
        among: Who is compared; None: every actor.

    Returns:
        The actors by band and id; empty when no loss fragments anything.

    Examples:
        >>> import networkx as nx
        >>> bands = loss_bands(nx.star_graph(["hub", *"abcdef"]), first=1)
        >>> [(loss.actor_id, loss.band.value) for loss in bands]
        [('hub', 'clear')]
    """
    connections = connection_graph(graph)
    is_actor = actor_mask(graph, connections)
    bundles, count = _bundles_of_ties(graph, connections)
    if count == 0 or int(is_actor.sum()) < 3:  # noqa: PLR2004  two cannot fall further apart
        return ()
    rng = np.random.default_rng(seed)
    draws = draws if len(connections.starts) <= MANY_TIES else min(draws, 20)
    drawn = np.empty((draws, len(connections.ids)))
    for draw in range(draws):
        stays = np.zeros(count, dtype=bool)
        stays[rng.permutation(count)[: draw_size(count)]] = True
        drawn[draw] = loss_columns(connections.with_ties(stays[bundles]), is_actor)[:, 1]
    is_compared = is_actor if among is None else is_actor & np.isin(connections.ids, list(among))
    drawn[:, ~is_compared] = 0.0
    observed = np.where(is_compared, loss_columns(connections, is_actor)[:, 1], 0.0)
    order = list(BrokerBand)
    bands = [
        LossBand(
            connections.ids[ranked.actor_index],
            ranked.observed,
            ranked.low,
            ranked.high,
            ranked.share_of_draws,
            ranked.band,
        )
        for ranked in rank_bands(observed, drawn, count, first)
    ]
    return tuple(sorted(bands, key=lambda ranked: (order.index(ranked.band), ranked.actor_id)))


def _bundles_of_ties(graph: GraphLike, connections: CompactGraph) -> tuple[Integers, int]:
    """Number what comes and goes together: each project with its parties, each other tie alone."""
    alone = np.arange(len(connections.ids), len(connections.ids) + len(connections.starts))
    if isinstance(graph, CompactGraph):
        return np.arange(len(alone)), len(alone)
    is_project = np.array(
        [graph.nodes[n].get("kind") == PROJECT for n in connections.ids], dtype=bool
    )
    bundles = np.where(is_project[connections.starts], connections.starts, alone)
    bundles = np.where(is_project[connections.ends], connections.ends, bundles)
    names, numbers = np.unique(bundles, return_inverse=True)
    return numbers.astype(np.int64), len(names)
