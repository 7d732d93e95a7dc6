"""Networks: measures, building and loss beside plain networkx, on one graph of 40,000 actors.

The graph has projects of 2 to 10 parties, mostly within one of 40 regions, and few actors in many
projects, as the Danish structural funds have. Processor seconds decide, because others may be
at work on the same machine. Values are compared as well as times.
"""

import gc
import os
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import narwhals as nw
import networkx as nx
import numpy as np
import pandas as pd

from ecosystem.analysis import network
from ecosystem.analysis.graph import build_graph
from ecosystem.display.network.view_building import grouped, view_of
from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.register import Register
from ecosystem.model.tables import TABLES

ACTORS = int(os.environ.get("BENCH_ACTORS", "40000"))
TIES = 4 * ACTORS
PIVOTS = 50
CANDIDATES = 100


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Give the processor seconds of some work, and what it gave."""
    began = time.process_time()
    found = work()
    return time.process_time() - began, found


def ecosystem_like(actors: int = ACTORS, ties: int = TIES, seed: int = 1) -> "nx.Graph[int]":
    """Make a graph of overlapping projects."""
    rng = np.random.default_rng(seed)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(actors))
    wish = rng.pareto(2.0, actors) + 1
    region = rng.integers(0, 40, actors)
    members = [np.flatnonzero(region == one) for one in range(40)]
    wishes = [wish[held] / wish[held].sum() for held in members]
    strangers = iter(rng.choice(actors, size=10 * ties, p=wish / wish.sum()).tolist())
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < ties:
        at = int(rng.integers(40))
        size = 2 + int(rng.geometric(0.35))
        parties = rng.choice(members[at], size=size, p=wishes[at]).tolist()
        parties = {next(strangers) if rng.random() < 0.15 else party for party in parties}
        pairs |= {(a, b) for a in parties for b in parties if a < b}
    graph.add_edges_from(sorted(pairs))
    return graph


def run() -> None:
    """Print the tables."""
    _warm_up()
    graph = ecosystem_like()
    told = f"{graph.number_of_nodes()} actors, {graph.number_of_edges()} ties. Processor seconds:"
    print(told, flush=True)
    _measures(graph)
    _loss(graph)
    _building()


def _warm_up() -> None:
    """Import what the measures import, so that imports are not measured."""
    club = nx.karate_club_graph()
    for measure in (network.components, network.pagerank, network.constraint, network.communities):
        measure(club)
    network.loss_of_each(club)


def _measures(graph: "nx.Graph[int]") -> None:
    made, held = timed(lambda: network.compact(graph))
    rows: list[tuple[str, Callable[[], Any], Callable[[], Any]]] = [
        (
            "components",
            lambda: network.components(held),
            lambda: list(nx.connected_components(graph)),
        ),
        ("PageRank", lambda: network.pagerank(held), lambda: nx.pagerank(graph, tol=1e-10)),
        (
            f"betweenness, {PIVOTS} pivots",
            lambda: network.betweenness(held, pivots=PIVOTS).scores,
            lambda: nx.betweenness_centrality(graph, k=PIVOTS, seed=1),
        ),
        ("constraint", lambda: network.constraint(held), lambda: nx.constraint(graph)),
        (
            "communities",
            lambda: network.communities(held),
            lambda: nx.community.louvain_communities(graph, seed=1),
        ),
    ]
    ours_all, theirs_all = made, 0.0
    print(f"  {'':24}{'ours':>9}{'networkx':>10}{'times':>8}  values")
    print(f"  {'compact form':24}{made:9.2f}")
    for name, ours, theirs in rows:
        mine, found = timed(ours)
        other, reference = timed(theirs)
        ours_all, theirs_all = ours_all + mine, theirs_all + other
        same = _compare(name, graph, found, reference)
        print(f"  {name:24}{mine:9.2f}{other:10.2f}{other / mine:8.0f}  {same}", flush=True)
    times = theirs_all / ours_all
    print(f"  {'the set':24}{ours_all:9.2f}{theirs_all:10.2f}{times:8.1f}  (at least 25)")


def _compare(name: str, graph: "nx.Graph[int]", found: Any, reference: Any) -> str:  # noqa: ANN401
    if name == "components":
        return f"{found.nunique()} and {len(reference)} groups"
    if name == "communities":
        theirs = nx.community.modularity(graph, reference)
        return f"modularity {network.modularity(graph, found.to_dict()):.4f} and {theirs:.4f}"
    if name == "PageRank":  # theirs as timed stops early; its own limit is what ours is held to
        reference = nx.pagerank(graph, tol=1e-15, max_iter=1000)
    apart = max(
        abs(found[node] - value) for node, value in reference.items() if not np.isnan(value)
    )
    return f"largest difference {apart:.0e}"


def _loss(graph: "nx.Graph[int]") -> None:
    rng = np.random.default_rng(2)
    candidates = rng.choice(graph.number_of_nodes(), CANDIDATES, replace=False).tolist()
    mine, each = timed(lambda: network.loss_of_each(graph, candidates))
    few = candidates[:10]

    def recomputed() -> list[float]:
        found = []
        for one in few:
            rest = graph.copy()
            rest.remove_node(one)
            sizes = [len(part) for part in nx.connected_components(rest)]
            n = len(rest)
            found.append(1 - sum(size * (size - 1) for size in sizes) / (n * (n - 1)))
        return found

    other, reference = timed(recomputed)
    other *= CANDIDATES / len(few)
    apart = max(
        abs(each.loc[one, "fragmentation_after"] - value)
        for one, value in zip(few, reference, strict=True)
    )
    print(
        f"  loss of {CANDIDATES} actors, one by one: ours {mine:.2f}, networkx {other:.2f} (from "
        f"{len(few)}), {other / mine:.0f} times (at least 20), largest difference {apart:.0e}"
    )


def _building() -> None:
    """Build the graph of a position of a register, beside networkx on ready rows."""
    register = _register()
    day = date(2026, 11, 23)
    gc.collect()
    gc.freeze()  # what earlier measurements left is no work of either
    fastest = min(timed(lambda: build_graph(register, "energi", day))[0] for _ in range(3))
    graph = build_graph(register, "energi", day)
    points = [(node, dict(data)) for node, data in graph.nodes(data=True)]
    ties = [(start, end, dict(data)) for start, end, data in graph.edges(data=True)]

    def bare() -> None:
        plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        plain.add_nodes_from(points)
        plain.add_edges_from(ties)

    other = min(timed(bare)[0] for _ in range(3))
    gc.unfreeze()
    print(
        f"  building {len(graph)} points and {graph.number_of_edges()} ties from a register: "
        f"{fastest:.2f}; bare networkx on ready rows {other:.2f}; {fastest / other:.1f} times "
        "(at most 2)"
    )
    placing, view = timed(lambda: view_of(graph))
    together, _ = timed(lambda: grouped(view.connected(), {}))
    print(f"  placing them once {placing:.1f}; drawing them together {together:.2f}")


def _register() -> Register:
    """Make a register of one position in memory: firms by industry, links between them."""
    types = {Kind.WHOLE: "Int64", Kind.NUMBER: "float64", Kind.FLAG: "boolean",
             Kind.DATE: "datetime64[s]"}  # fmt: skip

    def table(name: str, /, **columns: object) -> pd.DataFrame:
        frame = pd.DataFrame({"source": "bench", **columns}, columns=list(TABLES[name].columns))
        return frame.astype({c: types.get(COLUMNS[c].kind, "str") for c in frame.columns})

    rng = np.random.default_rng(3)
    ids = [f"f{number}" for number in range(ACTORS)]
    pairs = rng.integers(0, ACTORS, size=(TIES, 2))
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    actors = table(
        "actors", actor_id=ids, kind="firm", name=ids, industry_code="351100",
        industry_scheme="DB07", municipality_code="0851",
    )  # fmt: skip
    return Register(
        label="bench",
        folder="bench",
        strength_positions=table(
            "strength_positions", position_id=["energi"], name_da="E", name_en="E"
        ),
        industry_positions=table(
            "industry_positions", scheme=["DB07"], code_prefix="35", position_id="energi",
            role="core", weight=1.0,
        ),
        links=table(
            "links", from_actor_id=[ids[a] for a in pairs[:, 0]],
            to_actor_id=[ids[b] for b in pairs[:, 1]], kind="partner", evidence="claimed",
            valid_from=pd.Timestamp("2024-01-01"),
        ),
        actors=nw.from_native(duckdb.connect().from_df(actors)),
    )  # fmt: skip
