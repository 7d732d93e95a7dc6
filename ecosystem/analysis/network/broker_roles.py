"""Count between which groups an actor passes things on: the roles of Gould & Fernandez."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from ecosystem.analysis.network.arrays import (
    CompactGraph,
    Integers,
    Numbers,
    Sparse,
    compact,
    group_numbers,
)


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


def _arcs(graph: "nx.Graph[Any]") -> Sparse:
    from scipy.sparse import coo_array  # noqa: PLC0415

    index_of = {node: index for index, node in enumerate(graph)}
    pairs = {(index_of[a], index_of[b]) for a, b in graph.edges() if a != b}
    if not graph.is_directed():
        pairs |= {(b, a) for a, b in pairs}
    rows, columns = (np.array([p[i] for p in sorted(pairs)], dtype=np.int64) for i in (0, 1))
    shape = (len(index_of), len(index_of))
    return coo_array((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()


@dataclass(frozen=True, slots=True)
class _Triads:
    """The arcs of a graph, and of one without directions its triangles."""

    arcs: Sparse
    triangles: "Integers | None"

    @classmethod
    def of(cls, graph: "nx.Graph[Any]", compact_graph: CompactGraph) -> "_Triads":
        """Read them."""
        if graph.is_directed():
            return cls(_arcs(graph), None)
        triangles = np.array(compact_graph.igraph.list_triangles(), dtype=np.int64).reshape(-1, 3)
        return cls(compact_graph.pattern, triangles)


def _roles(triads: _Triads, numbers: Integers, groups: int) -> Sparse:
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


def _closed_by_arcs(arcs: Sparse, same: Sparse) -> dict[str, Numbers]:
    """Count a to v to c with a to c too, by which of the three share a group.

    For the middle v: sum over a, c of X[a,v] Y[v,c] Z[a,c], where X, Y, Z keep all ties, or only
    those within groups.
    """

    def count(first: Sparse, second: Sparse, third: Sparse) -> Numbers:
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
    """Compute the mean count of each role over every way to deal out the groups' labels.

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
    all_alike = (sizes * (sizes - 1) * (sizes - 2)).sum()
    two_alike = (sizes * (sizes - 1) * (n - sizes)).sum()
    chances = np.array(
        [all_alike, two_alike, two_alike, two_alike, ways - all_alike - 3 * two_alike]
    )
    shares = chances / ways if ways > 0 else np.full(len(chances), np.nan)
    return pd.DataFrame(
        role_counts.sum(axis=1).to_numpy()[:, None] * shares,
        index=role_counts.index,
        columns=role_counts.columns,
    )


def gould_fernandez_against_chance(
    graph: "nx.Graph[Any]", groups: Mapping[Any, object], draws: int = 200, seed: int = 1
) -> pd.DataFrame:
    """Compare each actor's counts with labels dealt out at random.

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
