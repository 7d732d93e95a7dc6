"""Find which groups, and which pairs, meet less or more in projects than chance would have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.graph import PROJECT, EcosystemGraph, parties_of, unnamed_of
from ecosystem.analysis.ties.null_models import (
    Integers,
    Numbers,
    cells,
    curveball_draws,
    false_discovery,
)

DRAWS: Final = 500


@dataclass(frozen=True, slots=True)
class Meetings:
    """Who took part in which project: one cell a participation."""

    actor_ids: tuple[str, ...]
    project_ids: tuple[str, ...]
    projects: Integers
    """Project of each participation."""
    actors: Integers
    """Actor of each participation."""


def meetings(graph: EcosystemGraph, most_parties: int | None = None) -> Meetings:
    """List the participations of an ecosystem's graph, projects with one party left out.

    Args:
        graph: The graph of ``build_graph``.
        most_parties: Leave out larger projects; None keeps all.
    """
    parties_by_project = {
        point: parties
        for point, data in graph.nodes(data=True)
        if data.get("kind") == PROJECT
        and len(parties := parties_of(graph, point)) > 1
        and (most_parties is None or len(parties) + unnamed_of(graph, point) <= most_parties)
    }
    ids = sorted({party for parties in parties_by_project.values() for party in parties})
    index_of = {actor: number for number, actor in enumerate(ids)}
    cells = [
        (row, index_of[p])
        for row, parties in enumerate(parties_by_project.values())
        for p in parties
    ]
    table = np.array(cells, dtype=np.int64).reshape(-1, 2)
    return Meetings(tuple(ids), tuple(parties_by_project), table[:, 0], table[:, 1])


def meetings_in(table: pd.DataFrame) -> Meetings:
    """List who was where from a table of yes and no: one row an actor, one column an event.

    For tables that do not come from a register, such as who came to which meeting. Events with
    one party are left out, as by ``meetings``.

    Examples:
        >>> table = pd.DataFrame({"e1": [1, 1, 0], "e2": [0, 1, 1], "e3": [1, 0, 0]})
        >>> table.index = ["a", "b", "c"]
        >>> met = meetings_in(table)
        >>> met.actor_ids, met.project_ids, len(met.actors)
        (('a', 'b', 'c'), ('e1', 'e2'), 4)
    """
    took_part = table.to_numpy(dtype=bool)
    shared = np.flatnonzero(took_part.sum(axis=0) > 1)
    projects, actors = np.nonzero(took_part[:, shared].T)
    return Meetings(
        tuple(map(str, table.index)),
        tuple(str(table.columns[int(column)]) for column in shared),
        projects.astype(np.int64),
        actors.astype(np.int64),
    )


def ties_against_null(
    graph: "EcosystemGraph | Meetings",
    groups: Mapping[str, object],
    draws: int = DRAWS,
    seed: int = 1,
) -> pd.DataFrame:
    """Compare how often groups meet in projects with random tables of the same make-up.

    A meeting is a pair of parties of one project, so a project of 2 firms and 1 university is 2
    meetings of firms with universities and 1 of firms with firms. The statement is tested, not
    the single tie: one number, one p, one effect size a pair of groups.

    Args:
        graph: The graph of ``build_graph``, or the meetings of one.
        groups: The group of each actor; actors without one are left out with their meetings.
        draws: Random tables.
        seed: Start of the random numbers.

    Returns:
        One row a pair of groups (index ``group``, ``other``, in order): ``observed``,
        ``expected``, ``ratio``, one-sided ``p_fewer`` and ``p_more``, the same after false
        discovery ``q_fewer``, ``q_more``, and ``drift`` (how far the mean of the first half of
        the draws lies from that of the second, in standard deviations: near 0 when the draws
        have settled). ``attrs["draws"]`` is the number of draws.

    Examples:
        >>> import networkx as nx
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_nodes_from(["f", "g", "u"], kind="firm")
        >>> graph.add_node("project/p", kind="project")
        >>> graph.add_edges_from((a, "project/p") for a in ["f", "g", "u"])
        [0, 0, 0]
        >>> compared = ties_against_null(graph, {"f": "firm", "g": "firm", "u": "uni"}, draws=9)
        >>> compared["observed"].to_dict()
        {('firm', 'firm'): 1, ('firm', 'uni'): 2, ('uni', 'uni'): 0}
    """
    met = graph if isinstance(graph, Meetings) else meetings(graph)
    names = sorted({str(groups[a]) for a in met.actor_ids if a in groups})
    number = {name: index for index, name in enumerate(names)}
    group = np.array(
        [number[str(groups[a])] if a in groups else -1 for a in met.actor_ids], dtype=np.int64
    )
    pairs = [(a, b) for a in range(len(names)) for b in range(a, len(names))]
    observed = _meetings_of(met.projects, group[met.actors], len(names), pairs)
    drawn = np.array(
        [
            _meetings_of(met.projects, group[columns], len(names), pairs)
            for columns in curveball_draws(met.projects, met.actors, draws, seed)
        ]
    ).reshape(draws, len(pairs))
    index = pd.MultiIndex.from_tuples(
        [(names[a], names[b]) for a, b in pairs], names=["group", "other"]
    )
    return _compared(observed, drawn, index)


def _meetings_of(
    projects: Integers, group: Integers, groups: int, pairs: Sequence[tuple[int, int]]
) -> Numbers:
    """Count the pairs of parties by pair of groups, from the table project x group."""
    has_group = group >= 0
    height = int(projects.max(initial=-1)) + 1
    flat = np.bincount(projects[has_group] * groups + group[has_group], minlength=height * groups)
    table = flat.reshape(height, groups).astype(np.float64)
    crossed = table.T @ table
    within = (np.diag(crossed) - table.sum(axis=0)) / 2
    return np.array([within[a] if a == b else crossed[a, b] for a, b in pairs])


def _compared(observed: Numbers, drawn: Numbers, index: pd.Index) -> pd.DataFrame:
    draws = len(drawn)
    expected, spread = drawn.mean(axis=0), drawn.std(axis=0)
    p_fewer = (1 + (drawn <= observed).sum(axis=0)) / (1 + draws)
    p_more = (1 + (drawn >= observed).sum(axis=0)) / (1 + draws)
    half = draws // 2
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(expected > 0, observed / expected, np.nan)
        moved = drawn[:half].mean(axis=0) - drawn[half:].mean(axis=0) if half else 0.0
        drift = np.where(spread > 0, moved / spread, 0.0)
    table = pd.DataFrame(
        {
            "observed": observed.astype(np.int64),
            "expected": expected,
            "ratio": ratio,
            "p_fewer": p_fewer,
            "p_more": p_more,
            "q_fewer": false_discovery(p_fewer),
            "q_more": false_discovery(p_more),
            "drift": drift,
        },
        index=index,
    )
    table.attrs["draws"] = draws
    return table


def fewer_ties_than_expected(
    graph: "EcosystemGraph | Meetings",
    groups: Mapping[str, object],
    limit: float = 0.05,
    draws: int = DRAWS,
    seed: int = 1,
) -> pd.DataFrame:
    """List the pairs of groups that meet less than chance would have it.

    Returns:
        The rows of ``ties_against_null`` whose ``q_fewer`` is at most ``limit`` and that chance
        expects to meet at all, the lowest ratio first; empty when no pair is clear. With
        ``draws`` random tables no p can be under 1/(draws + 1).
    """
    compared = ties_against_null(graph, groups, draws, seed)
    clear = compared[(compared["q_fewer"] <= limit) & (compared["expected"] >= 1)]
    return clear.sort_values("ratio", kind="stable")


def pairs_against_null(
    graph: "EcosystemGraph | Meetings",
    draws: int = DRAWS,
    seed: int = 1,
    most_parties: int | None = None,
) -> pd.DataFrame:
    """Compare how often two actors meet with random tables: which ties survive.

    Args:
        graph: The graph of ``build_graph``, or the meetings of one.
        draws: Random tables.
        seed: Start of the random numbers.
        most_parties: Leave out larger projects of a graph.

    Returns:
        One row a pair that has met (index ``actor_id``, ``other_id``), with the columns of
        ``ties_against_null``; false discovery over the pairs that have met.
    """
    from scipy.sparse import coo_array  # noqa: PLC0415  slow to import

    met = graph if isinstance(graph, Meetings) else meetings(graph, most_parties)
    shape = (len(met.project_ids), len(met.actor_ids))

    def together(columns: Integers) -> Any:  # noqa: ANN401  a sparse array
        ones = np.ones(len(columns))
        table = coo_array((ones, (met.projects, columns)), shape=shape).tocsr()
        return (table.T @ table).tocsr()

    times = together(met.actors).tocoo()
    upper = times.row < times.col
    rows, columns, observed = times.row[upper], times.col[upper], times.data[upper]
    drawn = np.zeros((draws, len(rows)))
    for draw, drawn_columns in enumerate(curveball_draws(met.projects, met.actors, draws, seed)):
        drawn[draw] = cells(together(drawn_columns), rows, columns)
    ids = np.array(met.actor_ids, dtype=object)
    index = pd.MultiIndex.from_arrays([ids[rows], ids[columns]], names=["actor_id", "other_id"])
    return _compared(observed, drawn, index)
