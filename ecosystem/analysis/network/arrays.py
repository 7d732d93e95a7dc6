"""A graph as arrays, for the measures that are slow over dictionaries.

Every measure of these rooms takes a networkx graph. Whoever asks for several makes the compact
form once and passes that instead: the numbers are the same.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import networkx as nx
import numpy as np
import pandas as pd

from ecosystem.analysis.graph import OFFER, PROJECT, is_actor
from ecosystem.model.vocabulary import TieKind

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Integers: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"
Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
Mask: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"
Sparse: TypeAlias = Any
"""A sparse array of scipy, which has no types."""


@dataclass(frozen=True)
class CompactGraph:
    """An undirected graph: each tie once, without self-ties, its weights added up."""

    ids: tuple[str, ...]
    starts: Integers
    """Index in ``ids`` of one end of each tie."""
    ends: Integers
    weights: Numbers

    @cached_property
    def index_of(self) -> dict[str, int]:
        """Index of each id in ``ids``."""
        return {node: index for index, node in enumerate(self.ids)}

    @cached_property
    def adjacency(self) -> "csr_array":
        """Symmetric matrix of weights."""
        from scipy.sparse import coo_array  # noqa: PLC0415  slow to import

        n = len(self.ids)
        rows = np.concatenate([self.starts, self.ends])
        columns = np.concatenate([self.ends, self.starts])
        values = np.concatenate([self.weights, self.weights])
        return coo_array((values, (rows, columns)), shape=(n, n)).tocsr()

    @cached_property
    def pattern(self) -> "csr_array":
        """Symmetric matrix of ones where there is a tie."""
        pattern = self.adjacency.copy()
        pattern.data = np.ones_like(pattern.data)
        return pattern

    @cached_property
    def igraph(self) -> Any:  # noqa: ANN401  igraph has no types
        """The same graph for igraph; each tie has its ``weight``."""
        import igraph  # noqa: PLC0415  slow to import

        pairs = list(zip(self.starts.tolist(), self.ends.tolist(), strict=True))
        weights = {"weight": self.weights.tolist()}
        return igraph.Graph(n=len(self.ids), edges=pairs, directed=False, edge_attrs=weights)

    def series(self, values: Iterable[Any], name: str) -> "pd.Series[Any]":
        """Return one value an actor, indexed by id."""
        return pd.Series(values, index=pd.Index(self.ids, dtype="object"), name=name)

    def with_ties(self, stays: Mask) -> "CompactGraph":
        """Return the same actors with some of the ties."""
        return CompactGraph(self.ids, self.starts[stays], self.ends[stays], self.weights[stays])

    def without(self, removed: Iterable[str]) -> "CompactGraph":
        """Return the graph that is left when some actors leave."""
        is_left = np.ones(len(self.ids), dtype=bool)
        is_left[[self.index_of[node] for node in removed]] = False
        renumbered = np.cumsum(is_left) - 1
        is_tie_left = is_left[self.starts] & is_left[self.ends]
        return CompactGraph(
            tuple(node for node, left in zip(self.ids, is_left, strict=True) if left),
            renumbered[self.starts[is_tie_left]],
            renumbered[self.ends[is_tie_left]],
            self.weights[is_tie_left],
        )


@contextmanager
def igraph_seed(seed: int) -> Iterator[None]:
    """Make igraph draw the same numbers for the same seed, and restore its own afterwards."""
    import igraph  # noqa: PLC0415

    igraph.set_random_number_generator(random.Random(seed))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


GraphLike: TypeAlias = "nx.Graph[Any] | CompactGraph"
Connectable: TypeAlias = "GraphLike | pd.DataFrame"
"""A graph, or the rows of ties that it is made of (``ecosystem.analysis.graph.tie_rows``)."""


def compact(graph: GraphLike, weight: str = "weight") -> CompactGraph:
    """Return the compact form of a graph; of a compact graph, itself.

    Direction is left out, parallel ties are added up, self-ties are dropped; a tie without a
    weight counts 1.

    Examples:
        >>> ties = compact(nx.MultiDiGraph([("a", "b"), ("b", "a"), ("b", "b"), ("b", "c")]))
        >>> ties.ids, ties.weights.tolist()
        (('a', 'b', 'c'), [2.0, 1.0])
    """
    if isinstance(graph, CompactGraph):
        return graph
    ids = tuple(graph)
    index_of = {node: index for index, node in enumerate(ids)}
    read = _read_many if graph.is_directed() or graph.is_multigraph() else _read_plain
    return _without_self_ties(ids, *read(graph, index_of, weight))


def _read_plain(
    graph: "nx.Graph[Any]", index_of: dict[Any, int], weight: str
) -> tuple[Integers, Integers, Numbers]:
    """Read a plain graph row by row, each tie from both its ends, and keep one of them.

    No pair is made of every tie: among the many small dictionaries of a networkx graph, making
    that many objects costs more than reading.
    """
    rows = [row for _, row in graph.adjacency()]
    sizes = [len(row) for row in rows]
    starts = np.repeat(np.arange(len(rows)), sizes).astype(np.int64)
    others = map(index_of.__getitem__, chain.from_iterable(rows))
    ends = np.fromiter(others, np.int64, len(starts))
    tie_weights = (data.get(weight, 1.0) for row in rows for data in row.values())
    weights = np.fromiter(tie_weights, np.float64, len(starts))
    once = starts < ends
    return starts[once], ends[once], weights[once]


def _read_many(
    graph: "nx.Graph[Any]", index_of: dict[Any, int], weight: str
) -> tuple[Integers, Integers, Numbers]:
    """Read a graph with directions or parallel ties, and add up what ties the same two."""
    return _joined(list(graph.edges(data=weight, default=1.0)), index_of)


def _joined(
    ties: list[tuple[Any, Any, float]], index_of: dict[Any, int]
) -> tuple[Integers, Integers, Numbers]:
    """Add up the weights of what ties the same two; the lower place comes first."""
    columns = list(zip(*ties, strict=True)) or [(), (), ()]
    starts = np.fromiter(map(index_of.__getitem__, columns[0]), np.int64, len(ties))
    ends = np.fromiter(map(index_of.__getitem__, columns[1]), np.int64, len(ties))
    low, high = np.minimum(starts, ends), np.maximum(starts, ends)
    pairs, pair_of_tie = np.unique(low * len(index_of) + high, return_inverse=True)
    weights = np.bincount(pair_of_tie, np.array(columns[2], dtype=np.float64), len(pairs))
    return pairs // max(len(index_of), 1), pairs % max(len(index_of), 1), weights.astype(np.float64)


def _without_self_ties(
    ids: tuple[Any, ...], starts: Integers, ends: Integers, weights: Numbers
) -> CompactGraph:
    is_tie = starts != ends
    return CompactGraph(ids, starts[is_tie], ends[is_tie], weights[is_tie])


def connection_graph(graph: Connectable) -> CompactGraph:
    """Return what connects actors: of an ecosystem's ties all but places, of others the graph.

    Projects are nodes, so that a project of any size connects its parties. An offer connects each
    of its users with who provides it, and no two users with each other: they need not know of
    each other.

    Args:
        graph: Any graph, or the rows of ``ecosystem.analysis.graph.tie_rows``.

    Examples:
        Two users of one offer meet by its provider alone:

        >>> rows = [("firm", "offer/o", "uses"), ("shop", "offer/o", "uses")]
        >>> columns = ["start", "end", "kind"]
        >>> connection_graph(pd.DataFrame(rows, columns=columns)).starts.tolist()
        []
        >>> rows.append(("lab", "offer/o", "offers"))
        >>> pairs = connection_graph(pd.DataFrame(rows, columns=columns))
        >>> [(pairs.ids[a], pairs.ids[b]) for a, b in zip(pairs.starts, pairs.ends)]
        [('firm', 'lab'), ('shop', 'lab')]
    """
    if isinstance(graph, CompactGraph):
        return graph
    if isinstance(graph, pd.DataFrame):
        pairs = _connected_pairs(graph)
        is_offer = graph["kind"].isin(_OF_OFFERS)
        ends = pd.concat([graph["start"], graph.loc[~is_offer, "end"]])
        return _of_pairs(pd.Index(ends.unique(), dtype="object"), pairs)
    if not graph.is_multigraph():
        return compact(graph)
    ties = pd.DataFrame(list(graph.edges(data="kind")), columns=["start", "end", "kind"])
    if ties["kind"].isna().any():
        return compact(graph)
    ids = [node for node, data in graph.nodes(data=True) if data.get("kind") != OFFER]
    return _of_pairs(pd.Index(ids, dtype="object"), _connected_pairs(ties))


_OF_OFFERS: Final = (TieKind.USES.value, TieKind.OFFERS.value)


def _connected_pairs(ties: pd.DataFrame) -> pd.DataFrame:
    """Return who is connected with whom: both ends of ties, users of offers with providers."""
    is_plain = ~ties["kind"].isin([*_OF_OFFERS, TieKind.SAME_PLACE.value])
    plain = ties.loc[is_plain, ["start", "end"]]
    used = ties.loc[ties["kind"] == TieKind.USES.value, ["start", "end"]]
    run = ties.loc[ties["kind"] == TieKind.OFFERS.value, ["start", "end"]]
    by_offer = used.merge(run, on="end", suffixes=("", "_provider"))
    helped = by_offer[["start", "start_provider"]].set_axis(["start", "end"], axis=1)
    return pd.concat([pairs for pairs in (plain, helped) if len(pairs)] or [plain])


def _of_pairs(ids: pd.Index, pairs: pd.DataFrame) -> CompactGraph:
    """Return a compact graph in which each pair is tied once."""
    starts = ids.get_indexer(pd.Index(pairs["start"], dtype="object")).astype(np.int64)
    ends = ids.get_indexer(pd.Index(pairs["end"], dtype="object")).astype(np.int64)
    low, high = np.minimum(starts, ends), np.maximum(starts, ends)
    keys = np.unique(low * len(ids) + high)
    starts, ends = keys // max(len(ids), 1), keys % max(len(ids), 1)
    return _without_self_ties(tuple(ids), starts, ends, np.ones(len(keys)))


def actor_mask(graph: Connectable, compact_graph: CompactGraph) -> Mask:
    """Return which nodes are actors, in the order of the compact graph."""
    if isinstance(graph, CompactGraph):
        return np.ones(len(compact_graph.ids), dtype=bool)
    if isinstance(graph, pd.DataFrame):
        projects = [node.startswith(f"{PROJECT}/") for node in compact_graph.ids]
        return ~np.array(projects, dtype=bool)
    return np.array([is_actor(graph.nodes[node]) for node in compact_graph.ids], dtype=bool)


def step_lengths(graph: Connectable, compact_graph: CompactGraph) -> "csr_array":
    """Return the length of each tie in steps: one, and half of one to and from a project."""
    lengths = compact_graph.pattern.copy()
    halves = np.where(actor_mask(graph, compact_graph), 0.5, 0.0)
    rows = np.repeat(np.arange(len(compact_graph.ids)), np.diff(lengths.indptr))
    lengths.data = halves[rows] + halves[lengths.indices]
    return lengths


def group_numbers(
    compact_graph: CompactGraph, groups: Mapping[Any, object]
) -> tuple[Integers, list[object]]:
    """Number the groups of the actors in order of their names: (number an actor, names)."""
    names = sorted({groups[node] for node in compact_graph.ids}, key=str)
    number = {name: index for index, name in enumerate(names)}
    return np.array([number[groups[node]] for node in compact_graph.ids], dtype=np.int64), names
