"""Find who ties otherwise separate actors together, in bands by how sure that is.

Standing between others is not the same as being missed: for that see ``loss_bands``. Actors are put
in bands, never in a league table, because a few projects more or less change the order.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from ecosystem.analysis.graph import (
    MOST_PARTIES,
    OFFER,
    PROJECT,
    EcosystemGraph,
    actor_ids,
    is_actor,
    parties_of,
)
from ecosystem.analysis.network.arrays import (
    CompactGraph,
    Integers,
    Mask,
    Numbers,
)
from ecosystem.analysis.network.centrality import EXACT_UP_TO, PIVOTS, betweenness
from ecosystem.analysis.network.rank_uncertainty import BrokerBand, draw_size, rank_bands
from ecosystem.model.vocabulary import TieKind

DRAWN_EXACTLY: Final = 400
"""Above this number of actors each draw of ``broker_bands`` follows paths from pivots alone."""


@dataclass(frozen=True, slots=True)
class Broker:
    """An actor that many shortest paths pass through."""

    actor_id: str
    betweenness: float
    low: float
    high: float
    """95 % interval of the betweenness, from leaving out ties and projects at random."""
    share_of_draws: float
    """Share of the draws in which it was among the first."""
    band: BrokerBand


def broker_bands(
    graph: EcosystemGraph,
    first: int = 5,
    draws: int = 100,
    seed: int = 1,
    among: Collection[str] | None = None,
) -> tuple[Broker, ...]:
    """List the actors that tie the groups together, in bands, by leaving out what ties them.

    In each draw a fifth of the direct ties and projects is left out at random (projects as
    wholes, because their pairs do not come one by one). An actor among the ``first`` in 95 % of
    the draws is clear, in 20 % possible; within a band the order says nothing, so it is
    alphabetical. ``rank_bands`` computes the interval.

    Args:
        graph: The graph of ``build_graph``.
        first: How many count as the first.
        draws: Random draws.
        seed: Start of the random numbers.
        among: Who is compared; None: every actor. Ways run over all of them either way.

    Returns:
        The brokers by band and id; empty without ties.
    """
    ids = actor_ids(graph)
    bundles = _bundles(graph, {node: index for index, node in enumerate(ids)})
    count = int(bundles.of.max(initial=-1)) + 1
    if count == 0:
        return ()
    rng = np.random.default_rng(seed)
    size = len(ids)
    is_large = size > EXACT_UP_TO
    draws, pivots = (min(draws, 20), PIVOTS // 6) if is_large else (draws, PIVOTS // 2)
    all_tied = _tied_graph(bundles, np.ones(count, dtype=bool), ids)
    observed = np.asarray(betweenness(all_tied).scores.fillna(0), dtype=np.float64)
    drawn = np.empty((draws, size))
    for draw in range(draws):
        stays = np.zeros(count, dtype=bool)
        stays[rng.permutation(count)[: draw_size(count)]] = True
        drawn[draw] = _betweenness_of(bundles, stays, ids, pivots, seed + draw)
    if among is not None:
        is_compared = np.isin(np.array(ids, dtype=object), list(among))
        observed, drawn = observed * is_compared, drawn * is_compared
    brokers = [
        Broker(
            ids[ranked.actor_index],
            ranked.observed,
            ranked.low,
            ranked.high,
            ranked.share_of_draws,
            ranked.band,
        )
        for ranked in rank_bands(observed, drawn, count, first)
    ]
    order = list(BrokerBand)
    return tuple(sorted(brokers, key=lambda b: (order.index(b.band), b.actor_id)))


class _Bundles(NamedTuple):
    """Ties of pairs, and what each came with: a project, or itself alone."""

    pairs: Integers
    of: Integers


def _bundles(graph: EcosystemGraph, index_of: Mapping[str, int]) -> _Bundles:
    pairs: list[tuple[int, int]] = []
    of: list[int] = []
    for number, bundle in enumerate(_each_bundle(graph, index_of)):
        pairs += bundle
        of += [number] * len(bundle)
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return _Bundles(np.sort(ends, axis=1), np.array(of, dtype=np.int64))


def _each_bundle(
    graph: EcosystemGraph, index_of: Mapping[str, int]
) -> Iterator[list[tuple[int, int]]]:
    for start, end, data in graph.edges(data=True):
        if start in index_of and end in index_of and data["kind"] != TieKind.SAME_PLACE:
            yield [(index_of[start], index_of[end])]
    for node, data in graph.nodes(data=True):
        if is_actor(data):
            continue
        if data["kind"] == PROJECT:
            parties = [index_of[party] for party in parties_of(graph, node)]
            if 2 <= len(parties) <= MOST_PARTIES:  # noqa: PLR2004
                yield [(a, b) for i, a in enumerate(parties) for b in parties[i + 1 :]]
        elif data["kind"] == OFFER:
            ends = [(index_of[s], d["kind"]) for s, _, d in graph.in_edges(node, data=True)]
            yield from _users_and_providers(ends)


def _users_and_providers(ends: list[tuple[int, str]]) -> Iterator[list[tuple[int, int]]]:
    providers = [party for party, kind in ends if kind == TieKind.OFFERS]
    for user, kind in ends:
        if kind == TieKind.USES:
            yield from ([(user, provider)] for provider in providers if user != provider)


def _betweenness_of(
    bundles: _Bundles,
    stays: Mask,
    ids: list[str],
    pivots: int,
    seed: int = 1,
) -> Numbers:
    compact_graph = _tied_graph(bundles, stays, ids)
    shares = betweenness(compact_graph, exact_up_to=DRAWN_EXACTLY, pivots=pivots, seed=seed)
    return np.asarray(shares.scores.fillna(0), dtype=np.float64)


def _tied_graph(bundles: _Bundles, stays: Mask, ids: list[str]) -> CompactGraph:
    """Build the graph of the pairs of the bundles that stay, each once."""
    n = len(ids)
    pairs = bundles.pairs[stays[bundles.of]]
    keys = np.unique(pairs[:, 0] * n + pairs[:, 1])
    return CompactGraph(tuple(ids), keys // n, keys % n, np.ones(len(keys)))
