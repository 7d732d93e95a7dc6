"""Find who ties otherwise separate actors together, and how sure that is.

Standing between others is not the same as being missed: for that see ``loss``. Actors are put in
bands, never in a league table, because a few projects more or less change the order.
"""

import random
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple

import networkx as nx
import numpy as np
import pandas as pd

from ecosystem.analysis.graph import (
    MOST_PARTIES,
    OFFER,
    PROJECT,
    EcosystemGraph,
    actor_ids,
    is_actor,
    parties_of,
)
from ecosystem.analysis.network.bands import BrokerBand, kept_of, placed
from ecosystem.analysis.network.compact import (
    CompactGraph,
    Integers,
    Measurable,
    Numbers,
    compact,
    group_numbers,
)
from ecosystem.model.vocabulary import TieKind

EXACT_UP_TO: Final = 3000
"""Largest graph whose betweenness is computed from every actor."""
DRAWN_EXACTLY: Final = 400
"""Above this number of actors each draw of ``broker_bands`` follows paths from pivots alone."""
PIVOTS: Final = 200
"""Actors that paths are followed from in a larger graph."""


class Betweenness(NamedTuple):
    """Shares of shortest paths, and whether they were sampled."""

    scores: "pd.Series[float]"
    pivots: int | None
    """Number of actors that paths were followed from; None: all, so the figures are exact."""


def betweenness(
    graph: Measurable,
    exact_up_to: int = EXACT_UP_TO,
    pivots: int = PIVOTS,
    seed: int = 1,
    *,
    is_normalized: bool = True,
) -> Betweenness:
    """Find the share of others' shortest paths that pass through each actor.

    Exact up to a size (Brandes 2001, Journal of Mathematical Sociology 25:163); above it
    estimated from random pivots (Brandes & Pich 2007), with the same pivots and scale as
    networkx for the same seed. Ties count 1 whatever their weight.

    Examples:
        >>> found = betweenness(nx.path_graph(["a", "b", "c"]))
        >>> found.scores.to_dict(), found.pivots
        ({'a': 0.0, 'b': 1.0, 'c': 0.0}, None)
    """
    compact_graph = compact(graph)
    n = len(compact_graph.ids)
    if n <= exact_up_to or pivots >= n:
        scores = np.array(compact_graph.igraph.betweenness(directed=False), dtype=np.float64)
        scale = 2 / ((n - 1) * (n - 2)) if is_normalized and n > 2 else 1.0  # noqa: PLR2004
        return Betweenness(compact_graph.series(scores * scale, "betweenness"), None)
    sources = random.Random(seed).sample(range(n), pivots)
    scores = np.array(
        compact_graph.igraph.betweenness(directed=False, sources=sources), dtype=np.float64
    )
    return Betweenness(
        compact_graph.series(
            _scaled(scores, n, sources, is_normalized=is_normalized), "betweenness"
        ),
        pivots,
    )


def _scaled(scores: Numbers, n: int, sources: list[int], *, is_normalized: bool) -> Numbers:
    """Scale counts of one direction: a pivot cannot lie on its own paths, so it has one fewer."""
    paths_from = np.full(n, float(len(sources)))
    paths_from[sources] -= 1
    scores = scores * 2  # igraph halves what it counts in an undirected graph
    with np.errstate(divide="ignore", invalid="ignore"):
        per_source = 1 / (n - 2) if is_normalized and n > 2 else (n - 1) / 2  # noqa: PLR2004
        scaled = scores * per_source / paths_from
    return np.where(paths_from > 0, scaled, np.nan)


def constraint(graph: Measurable) -> "pd.Series[float]":
    """Find how closed in each actor's contacts are: Burt's constraint.

    Near 0 an actor has many contacts that do not know each other; at 1 and above it is closed
    in. Burt 1992, Structural Holes, equation 2.4. By weights, each above 0; not a number without
    a tie.

    Examples:
        In a path the middle has two contacts strange to each other: 2 x 0.5 squared.

        >>> constraint(nx.path_graph(["a", "b", "c"])).to_dict()
        {'a': 1.0, 'b': 0.5, 'c': 1.0}
    """
    compact_graph = compact(graph)
    return compact_graph.series(
        np.array(compact_graph.igraph.constraint(weights="weight")), "constraint"
    )


def effective_size(graph: Measurable, *, is_weighted: bool = False) -> "pd.Series[float]":
    """Count each actor's contacts less what they repeat: n - 2t/n, t ties among the n contacts.

    Burt 1992, Structural Holes, equation 2.2; in the short form, for ties that count 1 each,
    Borgatti 1997, Connections 20:35. Not a number without a tie.

    Args:
        graph: Any graph.
        is_weighted: Let the weights count, as in Burt: a contact repeats others by the sum over
            them of the actor's share of weight with them times their weight with the contact,
            as a share of the contact's strongest.

    Examples:
        >>> ties = nx.Graph([("a", "b"), ("a", "c"), ("b", "c"), ("a", "d")])
        >>> effective_size(ties)["a"].round(4)
        np.float64(2.3333)
        >>> ties.add_edge("b", "c", weight=0.5)
        >>> effective_size(ties, is_weighted=True)["a"].round(4)
        np.float64(2.6667)
    """
    compact_graph = compact(graph)
    contacts = np.array(compact_graph.igraph.degree(), dtype=np.float64)
    repeated = (
        _repeated(compact_graph) if is_weighted else _ties_among_contacts(compact_graph, contacts)
    )
    return compact_graph.series(
        np.where(contacts > 0, contacts - repeated, np.nan), "effective_size"
    )


def _ties_among_contacts(compact_graph: CompactGraph, contacts: Numbers) -> Numbers:
    """Give 2t/n: of n(n-1)/2 possible ties among n contacts the share that is there, times n-1."""
    shares = np.array(
        compact_graph.igraph.transitivity_local_undirected(mode="zero"), dtype=np.float64
    )
    return shares * (contacts - 1)


def _repeated(compact_graph: CompactGraph) -> Numbers:
    """Sum over contacts j and q shares p_iq times weights w_qj, a block of rows at a time."""
    from scipy.sparse import diags_array  # noqa: PLC0415  slow to import

    ties = compact_graph.adjacency
    totals = np.asarray(ties.sum(axis=1)).ravel()
    strongest = np.asarray(ties.max(axis=1).todense()).ravel() if compact_graph.ids else totals
    with np.errstate(divide="ignore"):
        shares = (diags_array(np.where(totals > 0, 1 / totals, 0)) @ ties).tocsr()
        beside = (ties @ diags_array(np.where(strongest > 0, 1 / strongest, 0))).tocsr()
    repeated = np.zeros(len(compact_graph.ids))
    for first in range(0, len(compact_graph.ids), 4096):
        rows, has_tie = shares[first : first + 4096], compact_graph.pattern[first : first + 4096]
        through = (rows @ beside).multiply(has_tie)
        repeated[first : first + 4096] = np.asarray(through.sum(axis=1)).ravel()
    return repeated


class BrokerRole(StrEnum):
    """Between which groups an actor passes things on (Gould & Fernandez)."""

    COORDINATOR = "coordinator"
    ITINERANT = "itinerant"
    GATEKEEPER = "gatekeeper"
    REPRESENTATIVE = "representative"
    LIAISON = "liaison"


def gould_fernandez(graph: "nx.Graph[Any]", groups: Mapping[Any, object]) -> pd.DataFrame:
    """Count how often each actor passes on between which groups.

    Every triad a to v to c where a has no tie to c counts once for v: coordinator (all of one
    group), itinerant (a and c of one group, v of another), gatekeeper (v and c of one group),
    representative (a and v of one group), liaison (all of different groups). In an undirected
    graph each triad counts in both directions, so halve the figures, or read gatekeeper and
    representative as one. Gould & Fernandez 1989, Sociological Methodology 19:89.

    Returns:
        Counts, indexed by actor, one column a role.

    Examples:
        >>> ties = nx.DiGraph([("a", "v"), ("v", "c")])
        >>> gould_fernandez(ties, {"a": "firm", "v": "hub", "c": "firm"}).loc["v"].to_dict()
        {'coordinator': 0, 'itinerant': 1, 'gatekeeper': 0, 'representative': 0, 'liaison': 0}
    """
    compact_graph = compact(graph)
    numbers, names = group_numbers(compact_graph, groups)
    return pd.DataFrame(
        _roles(_Triads.of(graph, compact_graph), numbers, len(names)),
        index=pd.Index(compact_graph.ids, dtype="object"),
        columns=[role.value for role in BrokerRole],
    )


def _arcs(graph: "nx.Graph[Any]") -> Any:  # noqa: ANN401  a sparse array
    from scipy.sparse import coo_array  # noqa: PLC0415

    places = {node: place for place, node in enumerate(graph)}
    pairs = {(places[a], places[b]) for a, b in graph.edges() if a != b}
    if not graph.is_directed():
        pairs |= {(b, a) for a, b in pairs}
    rows, columns = (np.array([p[i] for p in sorted(pairs)], dtype=np.int64) for i in (0, 1))
    shape = (len(places), len(places))
    return coo_array((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()


@dataclass(frozen=True, slots=True)
class _Triads:
    """The arcs of a graph, and of one without directions its triangles."""

    arcs: Any
    triangles: "Integers | None"

    @classmethod
    def of(cls, graph: "nx.Graph[Any]", compact_graph: CompactGraph) -> "_Triads":
        """Read them."""
        if graph.is_directed():
            return cls(_arcs(graph), None)
        triangles = np.array(compact_graph.igraph.list_triangles(), dtype=np.int64).reshape(-1, 3)
        return cls(compact_graph.pattern, triangles)


def _roles(triads: _Triads, numbers: Integers, groups: int) -> Any:  # noqa: ANN401  an array
    """Count triads by group: all pairs in to out, less those back to the start and the closed."""
    from scipy.sparse import coo_array  # noqa: PLC0415

    arcs = triads.arcs
    n = arcs.shape[0]
    member = coo_array((np.ones(n), (np.arange(n), numbers)), shape=(n, groups)).tocsr()
    into, out = (arcs.T @ member).toarray(), (arcs @ member).toarray()
    rows = np.repeat(np.arange(n), np.diff(arcs.indptr))
    same = arcs.copy()
    same.data = (numbers[rows] == numbers[arcs.indices]).astype(np.float64)
    own_in, own_out = into[np.arange(n), numbers], out[np.arange(n), numbers]
    all_in, all_out = into.sum(axis=1), out.sum(axis=1)
    is_directed = triads.triangles is None
    back = arcs.multiply(arcs.T).tocsr() if is_directed else arcs  # a to v to a: no triad
    back_all = np.asarray(back.sum(axis=1)).ravel()
    back_own = np.asarray(back.multiply(same).sum(axis=1)).ravel()
    closed = (
        _closed_by_arcs(arcs, same)
        if triads.triangles is None
        else _closed_by_triangles(triads.triangles, numbers, n)
    )
    coordinator = own_in * own_out - back_own - closed["coordinator"]
    alike = (into * out).sum(axis=1) - back_all - closed["alike"]
    gatekeeper = (all_in - own_in) * own_out - closed["gatekeeper"]
    representative = own_in * (all_out - own_out) - closed["representative"]
    open_all = all_in * all_out - back_all - closed["all"]
    itinerant = alike - coordinator
    liaison = open_all - coordinator - itinerant - gatekeeper - representative
    return np.column_stack([coordinator, itinerant, gatekeeper, representative, liaison]).astype(
        np.int64
    )


def _closed_by_triangles(triangles: Integers, numbers: Integers, n: int) -> dict[str, Numbers]:
    """Count the closed triads of a graph without directions: two ways round each triangle.

    Listing triangles is quick where hubs have thousands of contacts that do not know each other.
    """
    names = ("all", "alike", "coordinator", "gatekeeper", "representative")
    counts = {name: np.zeros(n) for name in names}
    for place in range(3):
        middle = triangles[:, place]
        v, a, c = (numbers[triangles[:, (place + turn) % 3]] for turn in range(3))
        ways = {
            "all": np.full(len(v), 2.0),
            "alike": 2.0 * (a == c),
            "coordinator": 2.0 * ((a == c) & (a == v)),
            "gatekeeper": 1.0 * ((v == c) & (v != a)) + ((v == a) & (v != c)),
        }
        ways["representative"] = ways["gatekeeper"]
        for name, weights in ways.items():
            counts[name] += np.bincount(middle, weights, n)
    return counts


def _closed_by_arcs(arcs: Any, same: Any) -> dict[str, Numbers]:  # noqa: ANN401  sparse arrays
    """Count a to v to c with a to c too, by which of the three share a group.

    For the middle v: sum over a, c of X[a,v] Y[v,c] Z[a,c], where X, Y, Z keep all ties, or only
    those within groups.
    """

    def count(first: Any, second: Any, third: Any) -> Numbers:  # noqa: ANN401
        return np.asarray((first.T @ third).multiply(second).sum(axis=1)).ravel()

    between = arcs - same
    return {
        "all": count(arcs, arcs, arcs),
        "alike": count(arcs, arcs, same),
        "coordinator": count(same, same, same),
        "gatekeeper": count(between, same, arcs),
        "representative": count(same, between, arcs),
    }


def gould_fernandez_expected(graph: "nx.Graph[Any]", groups: Mapping[Any, object]) -> pd.DataFrame:
    """Give the mean count of each role over every way to deal out the groups' labels.

    The ties stay, so an actor with many open triads is expected to have many of every role: its
    open triads times the chance that three actors drawn without putting back stand to each other
    as the role says. With groups of n1, n2, ... of n actors that is, for the coordinator, sum of
    n1(n1-1)(n1-2) over n(n-1)(n-2). The mean is exact, not drawn.

    Returns:
        Mean counts, indexed by actor, one column a role; all missing for fewer than three actors.

    Examples:
        One open triad a to v to c among two firms and a hub: in one of three ways of dealing out
        the labels the hub is v (itinerant), in one it is a (gatekeeper), in one c.

        >>> ties = nx.DiGraph([("a", "v"), ("v", "c")])
        >>> sorts = {"a": "firm", "v": "hub", "c": "firm"}
        >>> gould_fernandez_expected(ties, sorts).loc["v"].round(3).to_dict()
        {'coordinator': 0.0, 'itinerant': 0.333, 'gatekeeper': 0.333, 'representative': 0.333, \
'liaison': 0.0}
    """
    role_counts = gould_fernandez(graph, groups)
    sizes = np.array(list(Counter(groups[node] for node in graph).values()), dtype=np.float64)
    n = sizes.sum()
    ways = n * (n - 1) * (n - 2)
    same = (sizes * (sizes - 1) * (sizes - 2)).sum()
    two = (sizes * (sizes - 1) * (n - sizes)).sum()
    chances = np.array([same, two, two, two, ways - same - 3 * two])
    shares = chances / ways if ways > 0 else np.full(len(chances), np.nan)
    return pd.DataFrame(
        role_counts.sum(axis=1).to_numpy()[:, None] * shares,
        index=role_counts.index,
        columns=role_counts.columns,
    )


def gould_fernandez_against_chance(
    graph: "nx.Graph[Any]", groups: Mapping[Any, object], draws: int = 200, seed: int = 1
) -> pd.DataFrame:
    """Hold each actor's counts against labels dealt out at random.

    Returns:
        One row an actor and role: ``observed``, ``expected`` (exact), ``sd`` and one-sided
        ``p_more`` and ``p_fewer`` of the draws, the observed labels counted in.
    """
    compact_graph = compact(graph)
    triads = _Triads.of(graph, compact_graph)
    numbers, names = group_numbers(compact_graph, groups)
    rng = np.random.default_rng(seed)
    observed = _roles(triads, numbers, len(names))
    drawn = np.array([_roles(triads, rng.permutation(numbers), len(names)) for _ in range(draws)])
    index = pd.MultiIndex.from_product(
        [compact_graph.ids, [role.value for role in BrokerRole]], names=["actor_id", "role"]
    )
    return pd.DataFrame(
        {
            "observed": observed.ravel(),
            "expected": gould_fernandez_expected(graph, groups).to_numpy().ravel(),
            "sd": drawn.std(axis=0, ddof=1).ravel() if draws > 1 else 0.0,
            "p_more": ((1 + (drawn >= observed).sum(axis=0)) / (1 + draws)).ravel(),
            "p_fewer": ((1 + (drawn <= observed).sum(axis=0)) / (1 + draws)).ravel(),
        },
        index=index,
    )


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
    """Name the actors that tie the groups together, in bands, by leaving out what ties them.

    In each draw a fifth of the direct ties and projects is left out at random (projects as
    wholes, because their pairs do not come one by one). An actor among the ``first`` in 95 % of
    the draws is clear, in 20 % possible; within a band the order says nothing, so it is
    alphabetical. ``bands.placed`` tells of the interval.

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
    bundles = _bundles(graph, {node: place for place, node in enumerate(ids)})
    count = int(bundles.of.max(initial=-1)) + 1
    if count == 0:
        return ()
    rng = np.random.default_rng(seed)
    size = len(ids)
    is_large = size > EXACT_UP_TO
    draws, pivots = (min(draws, 20), PIVOTS // 6) if is_large else (draws, PIVOTS // 2)
    all_tied = _held(bundles, np.ones(count, dtype=bool), ids)
    observed = np.asarray(betweenness(all_tied).scores.fillna(0), dtype=np.float64)
    drawn = np.empty((draws, size))
    for draw in range(draws):
        stays = np.zeros(count, dtype=bool)
        stays[rng.permutation(count)[: kept_of(count)]] = True
        drawn[draw] = _betweenness_of(bundles, stays, ids, pivots, seed + draw)
    if among is not None:
        is_compared = np.isin(np.array(ids, dtype=object), list(among))
        observed, drawn = observed * is_compared, drawn * is_compared
    brokers = [
        Broker(
            ids[ranked.place],
            ranked.observed,
            ranked.low,
            ranked.high,
            ranked.share_of_draws,
            ranked.band,
        )
        for ranked in placed(observed, drawn, count, first)
    ]
    order = list(BrokerBand)
    return tuple(sorted(brokers, key=lambda b: (order.index(b.band), b.actor_id)))


class _Bundles(NamedTuple):
    """Ties of pairs, and what each came with: a project, or itself alone."""

    pairs: Integers
    of: Integers


def _bundles(graph: EcosystemGraph, places: Mapping[str, int]) -> _Bundles:
    pairs: list[tuple[int, int]] = []
    of: list[int] = []
    for number, bundle in enumerate(_each_bundle(graph, places)):
        pairs += bundle
        of += [number] * len(bundle)
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return _Bundles(np.sort(ends, axis=1), np.array(of, dtype=np.int64))


def _each_bundle(
    graph: EcosystemGraph, places: Mapping[str, int]
) -> Iterator[list[tuple[int, int]]]:
    for start, end, data in graph.edges(data=True):
        if start in places and end in places and data["kind"] != TieKind.SAME_PLACE:
            yield [(places[start], places[end])]
    for point, data in graph.nodes(data=True):
        if is_actor(data):
            continue
        if data["kind"] == PROJECT:
            parties = [places[party] for party in parties_of(graph, point)]
            if 2 <= len(parties) <= MOST_PARTIES:  # noqa: PLR2004
                yield [(a, b) for i, a in enumerate(parties) for b in parties[i + 1 :]]
        elif data["kind"] == OFFER:
            ends = [(places[s], d["kind"]) for s, _, d in graph.in_edges(point, data=True)]
            yield from _users_and_providers(ends)


def _users_and_providers(ends: list[tuple[int, str]]) -> Iterator[list[tuple[int, int]]]:
    providers = [party for party, kind in ends if kind == TieKind.OFFERS]
    for user, kind in ends:
        if kind == TieKind.USES:
            yield from ([(user, provider)] for provider in providers if user != provider)


def _betweenness_of(
    bundles: _Bundles,
    stays: "np.ndarray[Any, np.dtype[np.bool_]]",
    ids: list[str],
    pivots: int,
    seed: int = 1,
) -> Numbers:
    compact_graph = _held(bundles, stays, ids)
    shares = betweenness(compact_graph, exact_up_to=DRAWN_EXACTLY, pivots=pivots, seed=seed)
    return np.asarray(shares.scores.fillna(0), dtype=np.float64)


def _held(
    bundles: _Bundles, stays: "np.ndarray[Any, np.dtype[np.bool_]]", ids: list[str]
) -> CompactGraph:
    """Tie the pairs of the bundles that stay, each once."""
    n = len(ids)
    pairs = bundles.pairs[stays[bundles.of]]
    keys = np.unique(pairs[:, 0] * n + pairs[:, 1])
    return CompactGraph(tuple(ids), keys // n, keys % n, np.ones(len(keys)))
