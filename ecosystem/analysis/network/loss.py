"""Compute what the ecosystem loses with an actor: how far it falls apart without it.

Standing between others is not loss: in the Danish structural-fund projects of 2007-13 the actor
whose loss fragments most is not the one with the highest betweenness. So the loss is computed.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Any, Final, Literal

import numpy as np
import pandas as pd

from ecosystem.analysis.graph import PROJECT, actor_ids
from ecosystem.analysis.network.bands import BrokerBand, kept_of, placed
from ecosystem.analysis.network.cohesion import components
from ecosystem.analysis.network.compact import (
    CompactGraph,
    Connectable,
    Integers,
    Measurable,
    Numbers,
    connecting,
    counted_in,
    step_lengths,
)
from ecosystem.model.errors import UnknownIdError

DISTANCES_UP_TO: Final = 1500
"""Largest graph whose distances are all computed."""
SETS_TRIED: Final = 500
"""Up to this many sets of key players are all tried."""
MANY_TIES: Final = 20_000
"""Above this number of ties the bands of loss are drawn 20 times at most."""


def fragmentation(graph: Connectable) -> float:
    """Find the share of pairs of actors that cannot reach each other: 0 whole, 1 all apart.

    F = 1 - sum s(s-1) / (n(n-1)) over the sizes s of the groups. Borgatti 2006, Computational
    and Mathematical Organization Theory 12:21.

    Returns:
        The share; not a number for fewer than two actors.

    Examples:
        >>> import networkx as nx
        >>> fragmentation(nx.Graph([("a", "b"), ("c", "d")])).__round__(4)
        0.6667
    """
    return _fragmentation(components(graph).value_counts().to_numpy())


def _fragmentation(sizes: Any) -> float:  # noqa: ANN401  an array of whole numbers
    n = int(sizes.sum())
    return float(1 - (sizes * (sizes - 1)).sum() / (n * (n - 1))) if n > 1 else float("nan")


def distance_fragmentation(graph: Connectable, most_actors: int = DISTANCES_UP_TO) -> float:
    """Find how far apart actors are on average: DF = 1 - mean of 1/d over all pairs.

    0 when all are tied directly, 1 when nobody reaches anybody; 1/d is 0 for a pair without a
    way. Borgatti 2006. A shared project is one step.

    Returns:
        The figure; not a number for fewer than two actors, or more than ``most_actors``.

    Examples:
        >>> import networkx as nx
        >>> round(distance_fragmentation(nx.path_graph(3)), 4)
        0.1667
    """
    connections = connecting(graph)
    return _distance_fragmentation(
        step_lengths(graph, connections), counted_in(graph, connections), most_actors
    )


def _distance_fragmentation(lengths: Any, counted: Any, most_actors: int) -> float:  # noqa: ANN401
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415  slow to import

    places = np.flatnonzero(counted)
    n = len(places)
    if n < 2 or n > most_actors:  # noqa: PLR2004
        return float("nan")
    steps = dijkstra(lengths, indices=places)[:, places]
    with np.errstate(divide="ignore"):
        nearness = np.where(np.isfinite(steps) & (steps > 0), 1 / steps, 0.0)
    return float(1 - nearness.sum() / (n * (n - 1)))


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
    """Take some actors out and compare: groups, fragmentation, who is cut off.

    Args:
        graph: Any graph; the projects of an ecosystem's graph stay when a party leaves.
        actors: Who leaves, ids.

    Raises:
        UnknownIdError: One of them is not in the graph.

    Examples:
        >>> import networkx as nx
        >>> ties = nx.Graph(["HA", "HB", "HC", "AB", "CD"])
        >>> found = loss_of(ties, ["H"])
        >>> found.fragmentation_before, round(found.fragmentation_after, 3), found.groups_after
        (0.0, 0.667, 2)
    """
    _check(graph, actors)
    connections = connecting(graph)
    counted = counted_in(graph, connections)
    gone = [connections.places[actor] for actor in actors]
    before = _labels(connections, counted)
    left = np.ones(len(connections.ids), dtype=bool)
    left[gone] = False
    rest = connections.without(actors)
    after = _labels(rest, counted[left])
    lengths = step_lengths(graph, connections)
    sizes_before, sizes_after = np.bincount(before), np.bincount(after)
    was_alone = (sizes_before[before] == 1)[left[counted]]
    ids = [rest.ids[place] for place in np.flatnonzero(counted[left])]
    is_alone = sizes_after[after] == 1 if len(after) else np.zeros(0, dtype=bool)
    return Loss(
        actor_ids=tuple(actors),
        fragmentation_before=_fragmentation(sizes_before),
        fragmentation_after=_fragmentation(sizes_after),
        distance_before=_distance_fragmentation(lengths, counted, DISTANCES_UP_TO),
        distance_after=_distance_fragmentation(
            lengths[left][:, left], counted[left], DISTANCES_UP_TO
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


def _check(graph: Connectable, actors: Iterable[str]) -> None:
    if isinstance(graph, pd.DataFrame):
        graph = connecting(graph)
    graph_ids = graph.ids if isinstance(graph, CompactGraph) else actor_ids(graph)
    in_graph = set(graph_ids)
    for actor in actors:
        if actor not in in_graph:
            kind = "actor"
            raise UnknownIdError.from_available(kind, actor, graph_ids)


def _labels(connections: CompactGraph, counted: Any) -> Integers:  # noqa: ANN401
    """Number the groups of the counted points from 0, leaving out groups without one."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    if not counted.any():
        return np.zeros(0, dtype=np.int64)
    _, labels = connected_components(connections.adjacency, directed=False)
    return np.unique(labels[counted], return_inverse=True)[1].astype(np.int64)


def loss_of_each(graph: Connectable, actors: Sequence[str] | None = None) -> pd.DataFrame:
    """Compute for every actor how far the ecosystem falls apart without it, all in one walk.

    An actor that is in no cut leaves its group whole; for the others the tree of blocks and cut
    points (Hopcroft & Tarjan 1973, Communications of the ACM 16:372) gives the sizes of the
    pieces, so the figures are exact for all actors in time that grows with the number of ties.

    Args:
        graph: Any graph, or rows of ties; actors without a tie count when they are points of it.
        actors: Whom to tell about; None: all.

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
    connections = connecting(graph)
    counted = counted_in(graph, connections)
    if actors is not None:
        _check(graph, actors)
    losses = pd.DataFrame(
        _losses(connections, counted),
        index=pd.Index(connections.ids, dtype="object"),
        columns=["fragmentation_after", "loss", "pieces", "cut_off"],
    )[counted].astype({"pieces": "int64", "cut_off": "int64"})
    return losses if actors is None else losses.loc[list(actors)]


def _losses(connections: CompactGraph, counted: Any) -> Numbers:  # noqa: ANN401
    weights = counted.astype(np.int64)
    n = int(weights.sum())
    labels = np.array(connections.igraph.connected_components().membership, dtype=np.int64)
    sizes = np.bincount(labels, weights, minlength=1).astype(np.int64)
    own_size = sizes[labels] if len(labels) else np.zeros(0, dtype=np.int64)
    connected = int((sizes * (sizes - 1)).sum())
    rest = own_size - weights
    squares = rest * (rest - 1)
    pieces = (rest > 0).astype(np.int64)
    cut_off = ((rest == 1) & (own_size > 1)).astype(np.int64)
    for point, all_sizes in _pieces(connections, weights, own_size).items():
        piece_sizes = [size for size in all_sizes if size]
        squares[point] = sum(size * (size - 1) for size in piece_sizes)
        pieces[point], cut_off[point] = len(piece_sizes), sum(size == 1 for size in piece_sizes)
    left = connected - own_size * (own_size - 1) + squares
    pairs = (n - 1) * (n - 2)
    after = 1 - left / pairs if pairs > 0 else np.full(len(own_size), np.nan)
    before = 1 - connected / (n * (n - 1)) if n > 1 else np.nan
    return np.column_stack([after, np.round(after - before, 12), pieces, cut_off])


def _pieces(connections: CompactGraph, weights: Any, own_size: Any) -> dict[int, list[int]]:  # noqa: ANN401
    """Give the sizes of the pieces that each cut point's group falls into without it."""
    cover, cuts = connections.igraph.biconnected_components(return_articulation_points=True)
    blocks = list(cover)
    is_cut = np.zeros(len(connections.ids), dtype=bool)
    is_cut[cuts] = True
    inside: list[int] = []
    blocks_of: dict[int, list[int]] = {cut: [] for cut in cuts}
    cuts_of: list[list[int]] = []
    for number, block in enumerate(blocks):
        members = np.array(block)
        here = is_cut[members]
        inside.append(int(weights[members[~here]].sum()))
        cuts_of.append(members[here].tolist())
        for cut in cuts_of[-1]:
            blocks_of[cut].append(number)
    return _hang(inside, cuts_of, blocks_of, weights, own_size)


def _hang(
    inside: list[int],
    cuts_of: list[list[int]],
    blocks_of: dict[int, list[int]],
    weights: Any,  # noqa: ANN401
    own_size: Any,  # noqa: ANN401
) -> dict[int, list[int]]:
    """Hang each tree of blocks from one of them and add up what hangs below each cut point."""
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
    graph: Measurable,
    first: int = 5,
    draws: int = 100,
    seed: int = 1,
    among: Collection[str] | None = None,
) -> tuple[LossBand, ...]:
    """Name the actors whose loss hurts most, in bands, by leaving out what ties them.

    In each draw a fifth of the ties and projects is left out at random, a project with all its
    parties; the loss of every actor is computed anew. ``bands.placed`` tells of the bands and
    the interval; within a band the order says nothing, so it is alphabetical.

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
        >>> found = loss_bands(nx.star_graph(["hub", *"abcdef"]), first=1)
        >>> [(one.actor_id, one.band.value) for one in found]
        [('hub', 'clear')]
    """
    connections = connecting(graph)
    counted = counted_in(graph, connections)
    bundles, count = _bundles_of_ties(graph, connections)
    if count == 0 or int(counted.sum()) < 3:  # noqa: PLR2004  two cannot fall further apart
        return ()
    rng = np.random.default_rng(seed)
    draws = draws if len(connections.starts) <= MANY_TIES else min(draws, 20)
    drawn = np.empty((draws, len(connections.ids)))
    for draw in range(draws):
        stays = np.zeros(count, dtype=bool)
        stays[rng.permutation(count)[: kept_of(count)]] = True
        drawn[draw] = _losses(connections.with_ties(stays[bundles]), counted)[:, 1]
    is_compared = counted if among is None else counted & np.isin(connections.ids, list(among))
    drawn[:, ~is_compared] = 0.0
    observed = np.where(is_compared, _losses(connections, counted)[:, 1], 0.0)
    order = list(BrokerBand)
    bands = [
        LossBand(
            connections.ids[ranked.place],
            ranked.observed,
            ranked.low,
            ranked.high,
            ranked.share_of_draws,
            ranked.band,
        )
        for ranked in placed(observed, drawn, count, first)
    ]
    return tuple(sorted(bands, key=lambda ranked: (order.index(ranked.band), ranked.actor_id)))


def _bundles_of_ties(graph: Measurable, connections: CompactGraph) -> tuple[Integers, int]:
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


@dataclass(frozen=True, slots=True)
class KeyPlayers:
    """The set whose loss fragments most."""

    actor_ids: tuple[str, ...]
    fragmentation_before: float
    fragmentation_after: float
    is_exact: bool = False
    """All sets of that size were tried; else greedy search and swaps found this one."""


def key_players(
    graph: Measurable,
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
    connections = connecting(graph)
    counted = counted_in(graph, connections)
    candidates = {a for a, is_actor in zip(connections.ids, counted, strict=True) if is_actor}
    candidates &= candidates if among is None else set(among)
    search = _Search(graph, connections, counted, frozenset(candidates), by)
    before = search.score([])
    size = max(min(size, int(counted.sum()) - 2, len(candidates)), 0)
    if size > 1 and comb(len(candidates), size) <= SETS_TRIED:
        sets = combinations(sorted(candidates), size)
        after, best = max(
            ((search.score(list(actors)), actors) for actors in sets),
            key=lambda scored: round(scored[0], 12),
        )
        return KeyPlayers(best, before, after, is_exact=True)
    players: list[str] = []
    for _ in range(size):
        players.append(search.best_next(players)[0])
    after = search.score(players)
    is_better = bool(players)
    while is_better:
        is_better = False
        for place in range(len(players)):
            others = players[:place] + players[place + 1 :]
            swap, score = search.best_next(others)
            if score > after + 1e-12:
                players, after, is_better = [*others, swap], score, True
    return KeyPlayers(tuple(sorted(players)), before, after, is_exact=size <= 1)


@dataclass(frozen=True, slots=True)
class _Search:
    """Scores of losing some actors of a graph."""

    graph: Measurable
    connections: CompactGraph
    counted: Any
    candidates: frozenset[str]
    by: str

    def best_next(self, gone: list[str]) -> tuple[str, float]:
        """Find whose loss, after that of some, fragments most; the first by id of equals."""
        left = self._left(gone)
        rest, rest_counted = self.connections.without(gone), self.counted[left]
        if self.by == "fragmentation":
            scores = _losses(rest, rest_counted)[:, 0]
        else:
            scores = np.array([self.score([*gone, actor]) for actor in rest.ids])
        is_candidate = np.array([actor in self.candidates for actor in rest.ids], dtype=bool)
        scores = np.where(is_candidate, scores, -np.inf)
        best = float(scores.max())
        name = min(rest.ids[place] for place in np.flatnonzero(scores >= best - 1e-12))
        return name, best

    def score(self, gone: list[str]) -> float:
        """Compute how far the graph has fallen apart without some actors."""
        left = self._left(gone)
        if self.by == "fragmentation":
            rest = _labels(self.connections.without(gone), self.counted[left])
            return _fragmentation(np.bincount(rest))
        lengths = step_lengths(self.graph, self.connections)[left][:, left]
        return _distance_fragmentation(lengths, self.counted[left], DISTANCES_UP_TO)

    def _left(self, gone: list[str]) -> Any:  # noqa: ANN401  a mask
        left = np.ones(len(self.connections.ids), dtype=bool)
        left[[self.connections.places[actor] for actor in gone]] = False
        return left


@dataclass(frozen=True, slots=True)
class Robustness:
    """How the largest group shrinks as actors leave one by one."""

    curve: "pd.Series[float]"
    """Share of all actors in the largest group, indexed by the number that left, from 0."""
    index: float
    """R: the mean of the curve over 1 to N leavers; 0 to 0.5."""


def robustness(
    graph: Measurable, order: Sequence[str] | None = None, draws: int = 50, seed: int = 1
) -> Robustness:
    """Follow the largest group as actors leave in an order, or at random.

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
        >>> found = robustness(nx.star_graph(3), order=[0])
        >>> found.curve.tolist(), found.index
        ([1.0, 0.25, 0.25, 0.25, 0.0], 0.1875)
    """
    connections = connecting(graph)
    places = np.flatnonzero(counted_in(graph, connections)).tolist()
    if order is not None:
        leavers = _places_of(connections, order)
        first = set(leavers)
        curves = [_shrinking(connections, [*leavers, *(p for p in places if p not in first)])]
    else:
        rng = np.random.default_rng(seed)
        curves = [_shrinking(connections, rng.permutation(places).tolist()) for _ in range(draws)]
    curve = np.mean(curves, axis=0) / max(len(places), 1)
    return Robustness(
        pd.Series(curve, name="largest_share"), float(curve[1:].mean()) if places else float("nan")
    )


def _places_of(connections: CompactGraph, order: Sequence[str]) -> list[int]:
    for actor in order:
        if actor not in connections.places:
            raise UnknownIdError.from_available("actor", actor, map(str, connections.ids))
    if twice := [str(actor) for actor, times in Counter(order).items() if times > 1]:
        message = f"The order names {', '.join(twice)} more than once. Name each actor once."
        raise ValueError(message)
    return [connections.places[actor] for actor in order]


def _shrinking(connections: CompactGraph, order: list[int]) -> Numbers:
    """Give the size of the largest group after 0, 1, ... leavers.

    A tie is back when both its ends are. Of all ties those of a spanning tree that come back first
    join the same groups at the same time, so only they are followed.
    """
    n, leavers = len(connections.ids), len(order)
    back = np.zeros(n, dtype=np.int64)  # projects never leave
    back[order] = np.arange(leavers, 0, -1)
    joins: list[list[tuple[int, int]]] = [[] for _ in range(leavers + 1)]
    for start, end, when in _first_back(connections, back):
        joins[when].append((start, end))
    parent, size, points = list(range(n)), [0] * n, [1] * n

    def top(point: int) -> int:
        while parent[point] != point:
            parent[point] = parent[parent[point]]
            point = parent[point]
        return point

    largest, largest_sizes = 0, [0]
    for when in range(leavers + 1):
        if when:
            place = order[leavers - when]
            size[top(place)] += 1
            largest = max(largest, size[top(place)])
        for start, end in joins[when]:
            first, second = top(start), top(end)
            if points[first] > points[second]:  # the smaller hangs on the larger: ways stay short
                first, second = second, first
            parent[first] = second
            points[second] += points[first]
            size[second] += size[first]
            largest = max(largest, size[second])
        if when:
            largest_sizes.append(largest)
    return np.array(largest_sizes[::-1], dtype=np.float64)


def _first_back(connections: CompactGraph, back: Integers) -> list[tuple[int, int, int]]:
    """Give the ties of a spanning forest that come back first: both ends, and when."""
    from scipy.sparse import coo_array  # noqa: PLC0415  slow to import
    from scipy.sparse.csgraph import minimum_spanning_tree  # noqa: PLC0415

    n = len(connections.ids)
    if len(connections.starts) == 0:
        return []
    when = np.maximum(back[connections.starts], back[connections.ends])
    when += 1  # a tie of length 0 would be none
    lengths = coo_array(
        (when.astype(np.float64), (connections.starts, connections.ends)), shape=(n, n)
    )
    tree = minimum_spanning_tree(lengths.tocsr()).tocoo()
    rows, columns, times = tree.row.tolist(), tree.col.tolist(), tree.data.astype(int).tolist()
    return [(a, b, time - 1) for a, b, time in zip(rows, columns, times, strict=True)]
