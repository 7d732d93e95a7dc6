"""Measure how well an ecosystem hangs together: groups, cores, mixing of sorts of actors.

Compare these over time only at equal numbers of projects: more registered projects make any
network denser.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from math import log, log2
from typing import Any, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.graph import PROJECT, EcosystemGraph, parties_of
from ecosystem.analysis.network.compact import (
    CompactGraph,
    Connectable,
    Integers,
    Measurable,
    Numbers,
    compact,
    connecting,
    counted_in,
    group_numbers,
    igraph_seed,
)
from ecosystem.model.member_facts import KIND_FACTS
from ecosystem.model.vocabulary import ActorKind

MANY: Final = 3000
"""Above this number of actors, communities are searched once and in few rounds."""
DRAWS: Final = 500
"""Random networks that an observed figure is held against."""


@dataclass(frozen=True, slots=True)
class AgainstChance:
    """A figure beside what chance alone gives in networks of the same make-up."""

    observed: float
    expected: float
    sd: float
    p_low: float
    """Share of random networks, the observed one counted in, at or below the observed figure."""
    p_high: float
    draws: int

    @property
    def z(self) -> float | None:
        """Standard deviations above expectation; None where chance gives one figure only."""
        return (self.observed - self.expected) / self.sd if self.sd > 0 else None


def against_chance(observed: float, draws: Numbers) -> AgainstChance:
    """Hold a figure against draws from a null model.

    Examples:
        >>> held = against_chance(3.0, np.array([1.0, 2.0, 3.0]))
        >>> held.expected, held.p_high, held.p_low
        (2.0, 0.5, 1.0)
    """
    slack = 1e-12 * max(1.0, abs(observed))
    return AgainstChance(
        observed=float(observed),
        expected=float(np.mean(draws)),
        sd=float(np.std(draws, ddof=1)) if len(draws) > 1 and np.ptp(draws) > slack else 0.0,
        p_low=float((1 + np.sum(draws <= observed + slack)) / (1 + len(draws))),
        p_high=float((1 + np.sum(draws >= observed - slack)) / (1 + len(draws))),
        draws=len(draws),
    )


def components(graph: Connectable) -> "pd.Series[int]":
    """Number the groups that actors fall into when every tie is followed; 0 is the largest.

    Of an ecosystem's graph actors alone are numbered, and a project of any size connects its
    parties. Ties of place do not connect.

    Examples:
        >>> import networkx as nx
        >>> components(nx.Graph([("a", "b"), ("c", "d"), ("d", "e")])).to_dict()
        {'a': 1, 'b': 1, 'c': 0, 'd': 0, 'e': 0}
    """
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415  slow to import

    held = connecting(graph)
    counted = counted_in(graph, held)
    if not counted.any():
        return pd.Series(dtype="int64", name="component")
    _, found = connected_components(held.adjacency, directed=False)
    labels = found[counted]
    names, first, where, sizes = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -sizes))
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    ids = [node for node, is_in in zip(held.ids, counted, strict=True) if is_in]
    return pd.Series(rank[where], index=pd.Index(ids, dtype="object"), name="component")


def isolated(graph: Connectable) -> list[str]:
    """List the actors without a tie to any other actor, in the graph's order.

    An actor whose project has no other party stands alone too.

    Examples:
        >>> import networkx as nx
        >>> ties = nx.Graph([("a", "b")])
        >>> ties.add_node("c")
        >>> isolated(ties)
        ['c']
    """
    groups = components(graph)
    sizes = groups.map(groups.value_counts())
    return list(groups.index[sizes == 1])


def isolated_firms(graph: EcosystemGraph) -> list[str]:
    """List the firms of an ecosystem that are tied to nobody, in the graph's order."""
    return [node for node in isolated(graph) if graph.nodes[node]["kind"] == ActorKind.FIRM]


def degree(graph: Measurable) -> "pd.Series[int]":
    """Count the others each actor is tied to.

    Examples:
        >>> import networkx as nx
        >>> degree(nx.Graph([("a", "b"), ("b", "c")])).to_dict()
        {'a': 1, 'b': 2, 'c': 1}
    """
    held = compact(graph)
    return held.series(np.diff(held.adjacency.indptr).astype(np.int64), "degree")


def strength(graph: Measurable) -> "pd.Series[float]":
    """Add up the weights of each actor's ties.

    Examples:
        >>> import networkx as nx
        >>> strength(nx.Graph([("a", "b", {"weight": 0.5}), ("b", "c")])).to_dict()
        {'a': 0.5, 'b': 1.5, 'c': 1.0}
    """
    held = compact(graph)
    return held.series(np.asarray(held.adjacency.sum(axis=1)).ravel(), "strength")


def k_core(graph: Measurable) -> "pd.Series[int]":
    """Find each actor's core: the largest k such that it is in a group all tied to k others in it.

    Seidman 1983, Social Networks 5:269.

    Examples:
        >>> import networkx as nx
        >>> k_core(nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")])).to_dict()
        {'a': 2, 'b': 2, 'c': 2, 'd': 1}
    """
    held = compact(graph)
    return held.series(np.array(held.igraph.coreness(), dtype=np.int64), "core")


def algebraic_connectivity(graph: Measurable) -> float:
    """Find the second smallest eigenvalue of the Laplacian; 0 when the graph falls apart.

    Fiedler 1973, Czechoslovak Mathematical Journal 23:298. The unit is that of the weights.

    Returns:
        The eigenvalue; not a number for fewer than two actors.

    Examples:
        A path of three has the eigenvalues 0, 1 and 3.

        >>> import networkx as nx
        >>> round(algebraic_connectivity(nx.path_graph(3)), 9)
        1.0
    """
    from scipy.sparse.csgraph import connected_components, laplacian  # noqa: PLC0415
    from scipy.sparse.linalg import eigsh  # noqa: PLC0415

    held = compact(graph)
    n = len(held.ids)
    if n < 2:  # noqa: PLR2004
        return float("nan")
    if connected_components(held.adjacency, directed=False)[0] > 1:
        return 0.0
    matrix = laplacian(held.adjacency)
    if n <= 500:  # noqa: PLR2004  dense is exact and fast enough
        return float(np.linalg.eigvalsh(matrix.toarray())[1])
    start = np.random.default_rng(0).normal(size=n)
    shift = -1e-3 * float(matrix.diagonal().mean())
    return float(np.sort(eigsh(matrix.tocsc(), k=2, sigma=shift, v0=start)[0])[1])


def ei_index(graph: Measurable, groups: Mapping[Any, object]) -> float:
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
    held = compact(graph)
    numbers, _ = group_numbers(held, groups)
    return _ei(numbers[held.starts], numbers[held.ends])


def _ei(starts: Integers, ends: Integers) -> float:
    return float(2 * (starts != ends).mean() - 1) if len(starts) else float("nan")


def ei_index_against_chance(
    graph: Measurable,
    groups: Mapping[Any, object],
    draws: int = DRAWS,
    seed: int = 1,
    *,
    by: str = "labels",
) -> AgainstChance:
    """Hold the E-I index against the same network with its labels, or its ties, shuffled.

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
    held = compact(graph)
    numbers, _ = group_numbers(held, groups)
    found = [
        _ei(starts, ends) for starts, ends in _groups_by_chance(held, numbers, draws, seed, by)
    ]
    return against_chance(ei_index(held, groups), np.array(found))


def rewired(
    held: CompactGraph, draws: int, rng: np.random.Generator, swaps_per_tie: int = 10
) -> Iterator[tuple[Integers, Integers]]:
    """Draw networks in which every actor has as many ties as before (ends of each tie).

    Two ties a-b and c-d become a-d and c-b, unless that makes a self-tie or doubles a tie (Maslov
    & Sneppen 2002, Science 296:910). The walk goes on from the last draw, after a run-in of the
    same length.

    Yields:
        Places of both ends of each tie.
    """
    walk = held.igraph.copy()
    for draw in range(draws + 1):
        if len(held.starts) >= 2:  # noqa: PLR2004  one tie has none to swap with
            with igraph_seed(int(rng.integers(2**31))):
                walk.rewire(n=swaps_per_tie * len(held.starts))
        if draw:
            ends = np.array(walk.get_edgelist(), dtype=np.int64).reshape(-1, 2)
            yield ends[:, 0], ends[:, 1]


def assortativity(graph: Measurable, groups: Mapping[Any, object]) -> float:
    """Say how far like is tied to like: (sum e_ii - sum a_i b_i)/(1 - sum a_i b_i).

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
    held = compact(graph)
    numbers, names = group_numbers(held, groups)
    return float(_assortativity(numbers[held.starts], numbers[held.ends], len(names)))


def _assortativity(starts: Integers, ends: Integers, groups: int) -> float:
    if len(starts) == 0:
        return float("nan")
    shares = np.bincount(np.concatenate([starts, ends]), minlength=groups) / (2 * len(starts))
    by_chance = float((shares**2).sum())
    same = float((starts == ends).mean())
    return (same - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")


def assortativity_of_mixing(shares: "Numbers | pd.DataFrame") -> float:
    """Say how far like is tied to like, from the table of how often groups meet.

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


def degree_assortativity(graph: Measurable) -> float:
    """Say whether the well connected are tied to each other: 1, or to the less connected: -1.

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
    held = compact(graph)
    ties = np.diff(held.adjacency.indptr).astype(np.float64)
    one = np.concatenate([ties[held.starts], ties[held.ends]])
    other = np.concatenate([ties[held.ends], ties[held.starts]])
    if len(one) == 0 or np.ptp(one) == 0:
        return float("nan")
    mean = one.mean()
    return float(((one - mean) * (other - mean)).mean() / ((one - mean) ** 2).mean())


def assortativity_against_chance(
    graph: Measurable,
    groups: Mapping[Any, object],
    draws: int = DRAWS,
    seed: int = 1,
    *,
    by: str = "ties",
) -> AgainstChance:
    """Hold attribute assortativity against the same network with labels, or ties, shuffled.

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
    held = compact(graph)
    numbers, names = group_numbers(held, groups)
    found = [
        _assortativity(starts, ends, len(names))
        for starts, ends in _groups_by_chance(held, numbers, draws, seed, by)
    ]
    known = np.array([one for one in found if not np.isnan(one)] or [np.nan])
    return against_chance(assortativity(held, groups), known)


def _groups_by_chance(
    held: CompactGraph, numbers: Integers, draws: int, seed: int, by: str
) -> Iterator[tuple[Integers, Integers]]:
    """Draw the groups at both ends of each tie, with labels or ties shuffled."""
    rng = np.random.default_rng(seed)
    if by == "labels":
        for _ in range(draws):
            dealt = rng.permutation(numbers)
            yield dealt[held.starts], dealt[held.ends]
    elif by == "ties":
        for starts, ends in rewired(held, draws=draws, rng=rng):
            yield numbers[starts], numbers[ends]
    else:
        message = f"by is 'labels' or 'ties', not {by!r}"
        raise ValueError(message)


def modularity(graph: Measurable, groups: Mapping[Any, object]) -> float:
    """Compare the weight of ties within groups with what the actors' strengths alone would give.

    Newman & Girvan 2004, Physical Review E 69:026113; weighted as in Newman 2004 (70:056131).

    Examples:
        >>> import networkx as nx
        >>> ties = nx.Graph([("a", "b"), ("c", "d")])
        >>> modularity(ties, {"a": 1, "b": 1, "c": 2, "d": 2})
        0.5
    """
    held = compact(graph)
    numbers, names = group_numbers(held, groups)
    total = held.weights.sum()
    if total == 0:
        return float("nan")
    within = held.weights[numbers[held.starts] == numbers[held.ends]].sum() / total
    strengths = np.asarray(held.adjacency.sum(axis=1)).ravel()
    shares = np.bincount(numbers, strengths, len(names)) / (2 * total)
    return float(within - (shares**2).sum())


def communities(graph: Measurable, seed: int = 1, runs: int = 3) -> "pd.Series[int]":
    """Divide the actors into groups with many ties within; 0 is the largest.

    The best of several runs of Leiden on modularity (Traag, Waltman & van Eck 2019, Scientific
    Reports 9:5233), each carried on until it gains nothing; above ``MANY`` actors one run of
    two rounds. The best division is not unique: say "for example".

    Examples:
        >>> import networkx as nx
        >>> ties = nx.Graph(["ab", "bc", "ca", "de", "ef", "fd", "cd"])
        >>> found = communities(ties)
        >>> found["a"] == found["b"] == found["c"] != found["d"] == found["e"] == found["f"]
        np.True_
    """
    held = compact(graph)
    if len(held.starts) == 0:
        return held.series(np.arange(len(held.ids)), "community")
    is_large = len(held.ids) > MANY
    rounds, runs = (2, 1) if is_large else (-1, runs)
    is_tied = degree(held).to_numpy() > 0
    tied = held.igraph.induced_subgraph(np.flatnonzero(is_tied).tolist())
    with igraph_seed(seed):
        found = [
            tied.community_leiden(
                objective_function="modularity", weights="weight", n_iterations=rounds
            )
            for _ in range(runs)
        ]
    best = max(found, key=lambda division: division.modularity)
    labels = np.empty(len(held.ids), dtype=np.int64)
    labels[is_tied] = best.membership
    labels[~is_tied] = np.arange(len(best), len(best) + np.count_nonzero(~is_tied))
    sizes = np.bincount(labels)
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    return held.series(rank[labels], "community")


def pagerank(graph: Measurable, damping: float = 0.85) -> "pd.Series[float]":
    """Share out attention along ties: the long-run share of a walker who jumps 15 % of the time.

    Brin & Page 1998, Computer Networks 30:107. Weighted; the shares add up to 1. An actor without
    a tie is jumped to and from alone. The steps are stretched as in Golub & Varga 1961, Numerische
    Mathematik 3:147, which reaches the same shares in a third of the steps.

    Examples:
        In a ring all get as much.

        >>> import networkx as nx
        >>> pagerank(nx.cycle_graph(4)).round(9).tolist()
        [0.25, 0.25, 0.25, 0.25]
    """
    held = compact(graph)
    if not held.ids:
        return held.series([], "pagerank")
    from scipy.sparse import diags_array  # noqa: PLC0415  slow to import

    strengths = held.adjacency.sum(axis=1)
    is_tied = strengths > 0
    parts = np.divide(damping, strengths, out=np.zeros(len(held.ids)), where=is_tied)
    step = (held.adjacency @ diags_array(parts)).tocsr()
    jumped = (1 - damping) / (len(held.ids) - damping * np.count_nonzero(~is_tied))
    shares, before, stretch = np.full(len(held.ids), jumped), np.zeros(len(held.ids)), 2.0
    for _ in range(1000):
        stretch = 1 / (1 - damping**2 * stretch / 4)
        moved = before + stretch * (step @ shares + jumped - before)
        shares, before = moved, shares
        if np.abs(shares - before).sum() < 1e-13:  # noqa: PLR2004  as near as numbers come
            break
    return held.series(shares, "pagerank")


HELIX: Final[Mapping[str, str]] = {
    kind.value: facts.helix for kind, facts in KIND_FACTS.items() if facts.helix is not None
}
"""Which of the three helices a kind of actor belongs to; the others to none."""


@dataclass(frozen=True, slots=True)
class HelixBalance:
    """How firms, knowledge institutions and public parties meet in projects."""

    projects: int
    """Projects with at least two parties."""
    all_three: float
    """Share of them with a firm, a knowledge institution and a public party."""
    by_combination: Mapping[str, float]
    """Share with each combination of the three, such as "firm+knowledge"; "none" has none."""
    evenness: float
    """Pielou's J over the parties of the three sorts: 1 when equally many, 0 when one alone."""
    parties: Mapping[str, float]
    """Share of each of the three sorts among their parties, each once a project."""
    synergy_bits: float
    """Mutual information of the three presences, bits; what its sign says is debated."""


def helix_balance(graph: EcosystemGraph) -> HelixBalance:
    """Count which projects bring firms, knowledge institutions and public parties together.

    Prefer the plain shares. Evenness is Pielou 1966; the information measure T is Leydesdorff
    2003, Scientometrics 58:445.

    Examples:
        >>> import networkx as nx
        >>> graph = nx.MultiDiGraph()
        >>> for name, kind in [("f", "firm"), ("k", "knowledge_institution")]:
        ...     graph.add_node(name, kind=kind)
        >>> graph.add_node("project/1", kind="project")
        >>> graph.add_edges_from([("f", "project/1"), ("k", "project/1")])
        [0, 0]
        >>> found = helix_balance(graph)
        >>> found.all_three, dict(found.by_combination), round(found.evenness, 4)
        (0.0, {'firm+knowledge': 1.0}, 0.6309)
    """
    sorts = ("firm", "knowledge", "public")
    present: list[tuple[bool, ...]] = []
    members: dict[str, int] = dict.fromkeys(sorts, 0)
    for point, data in graph.nodes(data=True):
        if data.get("kind") != PROJECT:
            continue
        kinds = [HELIX.get(str(graph.nodes[p].get("kind"))) for p in parties_of(graph, point)]
        if len(kinds) < 2:  # noqa: PLR2004
            continue
        present.append(tuple(sort in kinds for sort in sorts))
        for kind in kinds:
            if kind is not None:
                members[kind] += 1
    counts = Counter(present)
    shares = {
        "+".join(s for s, there in zip(sorts, combination, strict=True) if there) or "none": float(
            n / len(present)
        )
        for combination, n in counts.items()
    }
    return HelixBalance(
        projects=len(present),
        all_three=shares.get("firm+knowledge+public", 0.0) if present else float("nan"),
        by_combination=dict(sorted(shares.items())),
        evenness=pielou_evenness(list(members.values())),
        parties={sort: n / max(sum(members.values()), 1) for sort, n in members.items()},
        synergy_bits=_synergy(present),
    )


def pielou_evenness(counts: Collection[float]) -> float:
    """Say how evenly a total is shared: -sum p ln p / ln K, 0 one has all, 1 all have as much.

    Raises:
        ValueError: A count is under zero or not known.

    Examples:
        >>> pielou_evenness([5, 5]), pielou_evenness([4, 0])
        (1.0, 0.0)
    """
    if not all(count >= 0 for count in counts):
        message = "counts must be known and at least 0; leave out or look up the others"
        raise ValueError(message)
    total = sum(counts)
    if total == 0 or len(counts) < 2:  # noqa: PLR2004
        return float("nan")
    shares = [share for count in counts if (share := count / total)]  # a speck may round to none
    return min(1.0, abs(sum(p * log(p) for p in shares)) / log(len(counts)))


def _synergy(present: list[tuple[bool, ...]]) -> float:
    """Give T = H_u + H_i + H_g - H_ui - H_ug - H_ig + H_uig in bits."""

    def entropy(*columns: int) -> float:
        counts: dict[Hashable, int] = {}
        for row in present:
            key = tuple(row[c] for c in columns)
            counts[key] = counts.get(key, 0) + 1
        return -sum(n / len(present) * log2(n / len(present)) for n in counts.values())

    if not present:
        return float("nan")
    singles = sum(entropy(c) for c in range(3))
    pairs = entropy(0, 1) + entropy(0, 2) + entropy(1, 2)
    return singles - pairs + entropy(0, 1, 2)
