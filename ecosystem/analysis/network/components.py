"""Find the groups that an ecosystem falls into, who stands alone, and how well it hangs together.

Compare these over time only at equal numbers of projects: more registered projects make any
network denser.
"""

import numpy as np
import pandas as pd

from ecosystem.analysis.graph import EcosystemGraph
from ecosystem.analysis.network.arrays import (
    Connectable,
    GraphLike,
    actor_mask,
    compact,
    connection_graph,
)
from ecosystem.model.vocabulary import ActorKind


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

    connections = connection_graph(graph)
    counted = actor_mask(graph, connections)
    if not counted.any():
        return pd.Series(dtype="int64", name="component")
    _, numbers = connected_components(connections.adjacency, directed=False)
    labels = numbers[counted]
    names, first, group_of_actor, sizes = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -sizes))
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    ids = [node for node, is_in in zip(connections.ids, counted, strict=True) if is_in]
    return pd.Series(rank[group_of_actor], index=pd.Index(ids, dtype="object"), name="component")


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


def algebraic_connectivity(graph: GraphLike) -> float:
    """Compute the second smallest eigenvalue of the Laplacian; 0 when the graph falls apart.

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

    compact_graph = compact(graph)
    n = len(compact_graph.ids)
    if n < 2:  # noqa: PLR2004
        return float("nan")
    if connected_components(compact_graph.adjacency, directed=False)[0] > 1:
        return 0.0
    matrix = laplacian(compact_graph.adjacency)
    if n <= 500:  # noqa: PLR2004  dense is exact and fast enough
        return float(np.linalg.eigvalsh(matrix.toarray())[1])
    start = np.random.default_rng(0).normal(size=n)
    shift = -1e-3 * float(matrix.diagonal().mean())
    return float(np.sort(eigsh(matrix.tocsc(), k=2, sigma=shift, v0=start)[0])[1])
