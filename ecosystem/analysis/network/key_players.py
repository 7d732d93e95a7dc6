"""Search the set of actors whose loss together makes the ecosystem fall apart most."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Final, Literal

import numpy as np

from ecosystem.analysis.network.arrays import (
    CompactGraph,
    GraphLike,
    Mask,
    actor_mask,
    connection_graph,
    step_lengths,
)
from ecosystem.analysis.network.fragmentation import (
    DISTANCES_UP_TO,
    distance_fragmentation_of_steps,
    fragmentation_of_sizes,
)
from ecosystem.analysis.network.node_removal import component_numbers, loss_columns

SETS_TRIED: Final = 500
"""Up to this many sets of key players are all tried."""


@dataclass(frozen=True, slots=True)
class KeyPlayers:
    """The set whose loss fragments most."""

    actor_ids: tuple[str, ...]
    fragmentation_before: float
    fragmentation_after: float
    is_exact: bool = False
    """All sets of that size were tried; else greedy search and swaps found this one."""


def key_players(
    graph: GraphLike,
    size: int,
    by: Literal["fragmentation", "distance"] = "fragmentation",
    among: Collection[str] | None = None,
) -> KeyPlayers:
    """Search the set of actors whose loss makes the ecosystem fall apart most.

    Single actors, and few sets (up to ``SETS_TRIED``), are all tried. Of many, the search is
    greedy, then swaps one member for any other actor as long as that fragments more (Borgatti
    2006): the result cannot be bettered by one swap, and it is not proven to be the best of all.

    Args:
        graph: Any graph.
        size: Number of actors in the set.
        by: Fragmentation counts pairs without a way; distance also counts longer ways, and is
            computed up to ``DISTANCES_UP_TO`` actors.
        among: Whom the set may hold; None: every actor.

    Examples:
        >>> import networkx as nx
        >>> ties = nx.Graph(["HA", "HB", "HC", "AB", "CD"])
        >>> key_players(ties, 1).actor_ids, key_players(ties, 1, among=["A", "C"]).actor_ids
        (('H',), ('C',))
    """
    connections = connection_graph(graph)
    is_actor = actor_mask(graph, connections)
    candidates = {a for a, is_in in zip(connections.ids, is_actor, strict=True) if is_in}
    candidates &= candidates if among is None else set(among)
    search = _Search(graph, connections, is_actor, frozenset(candidates), by)
    score_before = search.score([])
    size = max(min(size, int(is_actor.sum()) - 2, len(candidates)), 0)
    if size > 1 and comb(len(candidates), size) <= SETS_TRIED:
        sets = combinations(sorted(candidates), size)
        score_after, best = max(
            ((search.score(list(actors)), actors) for actors in sets),
            key=lambda scored: round(scored[0], 12),
        )
        return KeyPlayers(best, score_before, score_after, is_exact=True)
    players: list[str] = []
    for _ in range(size):
        players.append(search.best_next(players)[0])
    score_after = search.score(players)
    is_better = bool(players)
    while is_better:
        is_better = False
        for index in range(len(players)):
            others = players[:index] + players[index + 1 :]
            swap, score = search.best_next(others)
            if score > score_after + 1e-12:
                players, score_after, is_better = [*others, swap], score, True
    return KeyPlayers(tuple(sorted(players)), score_before, score_after, is_exact=size <= 1)


@dataclass(frozen=True, slots=True)
class _Search:
    """Scores of losing some actors of a graph."""

    graph: GraphLike
    connections: CompactGraph
    is_actor: Mask
    candidates: frozenset[str]
    by: str

    def best_next(self, removed: list[str]) -> tuple[str, float]:
        """Find whose loss, after that of some, fragments most; the first by id of equals."""
        is_left = self._left(removed)
        rest, is_rest_actor = self.connections.without(removed), self.is_actor[is_left]
        if self.by == "fragmentation":
            scores = loss_columns(rest, is_rest_actor)[:, 0]
        else:
            scores = np.array([self.score([*removed, actor]) for actor in rest.ids])
        is_candidate = np.array([actor in self.candidates for actor in rest.ids], dtype=bool)
        scores = np.where(is_candidate, scores, -np.inf)
        best = float(scores.max())
        name = min(rest.ids[index] for index in np.flatnonzero(scores >= best - 1e-12))
        return name, best

    def score(self, removed: list[str]) -> float:
        """Compute how far the graph has fallen apart without some actors."""
        is_left = self._left(removed)
        if self.by == "fragmentation":
            rest = component_numbers(self.connections.without(removed), self.is_actor[is_left])
            return fragmentation_of_sizes(np.bincount(rest))
        lengths = step_lengths(self.graph, self.connections)[is_left][:, is_left]
        return distance_fragmentation_of_steps(lengths, self.is_actor[is_left], DISTANCES_UP_TO)

    def _left(self, removed: list[str]) -> Mask:
        is_left = np.ones(len(self.connections.ids), dtype=bool)
        is_left[[self.connections.index_of[actor] for actor in removed]] = False
        return is_left
