"""Measure how free an actor stands among its contacts: Burt's constraint and effective size."""

import numpy as np
import pandas as pd

from ecosystem.analysis.network.arrays import (
    CompactGraph,
    GraphLike,
    Numbers,
    compact,
)


def constraint(graph: GraphLike) -> "pd.Series[float]":
    """Compute how closed in each actor's contacts are: Burt's constraint.

    Near 0 an actor has many contacts that do not know each other; at 1 and above it is closed
    in. Burt 1992, Structural Holes, equation 2.4. By weights, each above 0; not a number without
    a tie.

    Examples:
        In a path the middle has two contacts strange to each other: 2 x 0.5 squared.

        >>> import networkx as nx
        >>> constraint(nx.path_graph(["a", "b", "c"])).to_dict()
        {'a': 1.0, 'b': 0.5, 'c': 1.0}
    """
    compact_graph = compact(graph)
    return compact_graph.series(
        np.array(compact_graph.igraph.constraint(weights="weight")), "constraint"
    )


def effective_size(graph: GraphLike, *, is_weighted: bool = False) -> "pd.Series[float]":
    """Count each actor's contacts less what they repeat: n - 2t/n, t ties among the n contacts.

    Burt 1992, Structural Holes, equation 2.2; in the short form, for ties that count 1 each,
    Borgatti 1997, Connections 20:35. Not a number without a tie.

    Args:
        graph: Any graph.
        is_weighted: Let the weights count, as in Burt: a contact repeats others by the sum over
            them of the actor's share of weight with them times their weight with the contact,
            as a share of the contact's strongest.

    Examples:
        >>> import networkx as nx
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
    """Compute 2t/n: the share of the n(n-1)/2 possible ties among n contacts, times n-1."""
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
