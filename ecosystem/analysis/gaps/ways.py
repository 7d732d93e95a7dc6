"""Tie gaps: firms with no way to a knowledge institution, and groups that seldom meet.

Ways run over recorded links, shared projects and used offers of the whole register, whatever
position they are of. A missing tie is not a gap by itself, and missing data look the same: the
share of firms of whom any tie is recorded stands beside it.
"""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.gaps.ground import Ground
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.gaps.trust import (
    REAL,
    Trust,
    evidence_of,
    join_trust,
    not_recorded,
    tables_trust,
)
from ecosystem.analysis.graph import PROJECT
from ecosystem.analysis.network import loss_of_each
from ecosystem.analysis.ties import ties_against_null
from ecosystem.model.days import holding
from ecosystem.model.gaps import FirmRange, Gap, GapEvidence
from ecosystem.model.vocabulary import ActorKind, GapKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ecosystem.analysis.graph import EcosystemGraph

DRAWS: Final = 200
"""Random tables behind the statement that groups meet less than chance would have it."""
FEWEST_MEETINGS: Final = 5
"""Expected meetings of two groups below which nothing is said of them."""
FEWEST_PIECE: Final = 2


def find_tie_gaps(search: Search) -> list[Gap]:
    """List firms without a way to knowledge, and groups that meet less than expected."""
    found: list[Gap] = []
    for position in search.asked_positions:
        found += _no_way(search, position)
        found += _seldom_meet(search, position)
    return found


def find_splits(search: Search) -> list[Gap]:
    """List the actors whose loss would split what ties a position's actors together."""
    limit = search.ground.limits.loss_from
    whole = tables_trust(search.ground, ("links",))
    found = []
    for position in search.asked_positions:
        graph = graph_of(search, position)
        if graph.number_of_edges() == 0:
            continue
        key = f"loss:{position}"
        if key not in search.kept:
            search.kept[key] = loss_of_each(graph)
        lost = search.kept[key]
        is_split = (lost["loss"] >= limit) & (lost["pieces"] - lost["cut_off"] >= FEWEST_PIECE)
        for actor, row in (
            lost[is_split].sort_values("loss", ascending=False, kind="stable").iterrows()
        ):
            found.append(
                write_gap(
                    search,
                    GapKind.FRAGILITY,
                    position=position,
                    detail=str(actor),
                    detail_key="split",
                    actors=(str(actor),),
                    words={
                        "actor": search.ground.name_of(str(actor)),
                        "loss": round(100 * float(row["loss"])),
                        "pieces": int(row["pieces"]),
                    },
                    limits=("loss_from",),
                    trust=whole,
                    evidence=[_links_of(search)],
                )
            )
    return found


def graph_of(search: Search, position: int) -> "EcosystemGraph":
    """Tie together the actors that ties of a position are recorded of.

    Ties are links that name the position or lead to or from its designated clusters, and the
    projects of the position with their parties. Actors without any such tie are left out.
    """
    key = f"graph:{position}"
    if key not in search.kept:
        search.kept[key] = _graph(search, position)
    graph: EcosystemGraph = search.kept[key]
    return graph


def _graph(search: Search, position: int) -> "EcosystemGraph":
    import networkx as nx  # noqa: PLC0415  slow to import

    ground = search.ground
    if "ties_of_all" not in search.kept:
        search.kept["ties_of_all"], search.kept["kinds"] = _tables(ground), _kinds(ground)
    links, projects, parties = search.kept["ties_of_all"]
    position_id = ground.positions[position]
    clusters = (ground.clusters_of or {}).get(position_id, ())
    ours = links["position_id"] == position_id
    own = links["from_actor_id"].isin(clusters) | links["to_actor_id"].isin(clusters)
    linked = links[ours | (own & links["position_id"].isna())]
    held = projects[projects["position_id"] == position_id]
    taken = parties[parties["project_id"].isin(held["project_id"])]
    kinds = search.kept["kinds"]
    graph: EcosystemGraph = nx.MultiDiGraph()
    pairs = list(zip(linked["from_actor_id"], linked["to_actor_id"], strict=True))
    shared = [(str(a), f"{PROJECT}/{b}") for a, b in taken.itertuples(index=False)]
    actors = {actor for pair in pairs for actor in pair} | {actor for actor, _ in shared}
    there = actors - ground.closed
    graph.add_nodes_from((a, {"kind": kinds.get(a, "unknown")}) for a in sorted(there))
    graph.add_nodes_from(
        (f"{PROJECT}/{one}", {"kind": PROJECT}) for one in sorted(held["project_id"])
    )
    graph.add_edges_from(
        (a, b, {"kind": "link"}) for a, b in pairs if a in there and b in there and a != b
    )
    graph.add_edges_from((a, b, {"kind": "takes_part"}) for a, b in shared if a in there)
    return graph


def _tables(ground: Ground) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Links and projects that hold on the day, and who took part in which project."""
    register = ground.register
    none = pd.DataFrame(columns=["actor_id", "project_id"], dtype="str")
    links = pd.DataFrame(columns=["from_actor_id", "to_actor_id", "position_id"], dtype="str")
    if register.links is not None:
        links = register.links[holding(register.links, ground.on)]
    projects = pd.DataFrame(columns=["project_id", "position_id"], dtype="str")
    parties = none
    if register.projects is not None:
        begun = register.projects["start"].isna() | (
            register.projects["start"] <= pd.Timestamp(ground.on)
        )
        projects = register.projects[begun & register.projects["position_id"].notna()]
        led = projects.dropna(subset=["lead_actor_id"]).rename(
            columns={"lead_actor_id": "actor_id"}
        )
        parties = led[["actor_id", "project_id"]]
    if ground.participations is not None:
        shared = ground.participations.dropna(subset=["project_id"])
        parties = pd.concat([parties, shared[["actor_id", "project_id"]]])
    return links, projects, parties.drop_duplicates()


def _kinds(ground: Ground) -> dict[str, str]:
    kinds = {str(a): str(k) for a, k in ground.supporters["kind"].dropna().items()}
    if ground.firms is not None:
        kinds |= dict.fromkeys(ground.firms.table["actor_id"], ActorKind.FIRM.value)
    return kinds


# --- ways to knowledge ---------------------------------------------------------------------


def reaches_knowledge(search: Search) -> "NDArray[np.bool_] | None":
    """Tell for every recorded firm whether any way leads to a knowledge institution."""
    if "reaches_knowledge" not in search.kept:
        reaches, groups = _reaches(search.ground)
        search.kept["groups"] = groups  # first: who sees the other asks for it at once
        search.kept["reaches_knowledge"] = reaches
    said: NDArray[np.bool_] | None = search.kept["reaches_knowledge"]
    return said


def _reaches(ground: Ground) -> "tuple[NDArray[np.bool_] | None, dict[str, int]]":
    from scipy.sparse import coo_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    if ground.firms is None:
        return None, {}
    start, end = _ties(ground)
    ids = pd.Index(ground.firms.table["actor_id"])
    knowing = ground.supporters.index[
        (ground.supporters["kind"] == ActorKind.KNOWLEDGE_INSTITUTION.value)
        & ~ground.supporters.index.isin(ground.closed)
    ]
    points = pd.Index(pd.unique(pd.concat([pd.Series(x) for x in (ids, knowing, start, end)])))
    a, b = points.get_indexer(pd.Index(start)), points.get_indexer(pd.Index(end))
    size = len(points)
    tied = coo_matrix((np.ones(len(a), dtype=np.int8), (a, b)), shape=(size, size))
    _, group = connected_components(tied, directed=False)
    known = np.zeros(group.max() + 1, dtype=bool)
    known[group[points.get_indexer(knowing)]] = True
    said: NDArray[np.bool_] = known[group[points.get_indexer(ids)]]
    return said, dict(zip(points.tolist(), group.tolist(), strict=True))


def _ties(ground: Ground) -> tuple[list[str], list[str]]:
    """Every tie of the register on the day: links, projects, offers and who runs them."""
    parts: list[tuple[pd.Series, pd.Series]] = []
    register = ground.register
    gone = ground.closed
    if register.links is not None:
        links = register.links[holding(register.links, ground.on)]
        parts.append((links["from_actor_id"], links["to_actor_id"]))
    taken = ground.participations
    if taken is not None:
        for kind in ("project_id", "offer_id"):
            own = taken.dropna(subset=[kind])
            parts.append((own["actor_id"], f"{kind}/" + own[kind]))
    if register.projects is not None:
        led = register.projects.dropna(subset=["lead_actor_id"])
        begun = led["start"].isna() | (led["start"] <= pd.Timestamp(ground.on))
        parts.append(
            (led.loc[begun, "lead_actor_id"], "project_id/" + led.loc[begun, "project_id"])
        )
    if register.offers is not None:
        run = register.offers.dropna(subset=["provider_actor_id"])
        parts.append((run["provider_actor_id"], "offer_id/" + run["offer_id"]))
    start = [str(x) for one, _ in parts for x in one]
    end = [str(x) for _, other in parts for x in other]
    kept = [(a, b) for a, b in zip(start, end, strict=True) if a not in gone and b not in gone]
    return [a for a, _ in kept], [b for _, b in kept]


def _no_way(search: Search, position: int) -> list[Gap]:
    firms = search.ground.firms
    if firms is None:
        return []
    ground = search.ground
    trust = _ties_trust(ground)
    said = reaches_knowledge(search)
    assert said is not None
    lost = firms.pair_is_near & ~said[firms.pair_firm]
    size = len(ground.positions), ground.size
    if "no_way" not in search.kept:
        search.kept["no_way"] = (
            firms.count(lost, *size),
            firms.count(lost & firms.pair_is_core, *size),
            firms.count(~said[firms.pair_firm], *size),
        )
    counts = search.kept["no_way"]
    own = counts[0][position]
    where = own >= ground.limits.no_path_firms
    if not where.any():
        return []
    low, high = (float(count[position][where].sum()) for count in counts[1:])
    return [
        write_gap(
            search,
            GapKind.TIE,
            position=position,
            codes=search.places(where),
            detail="no_way_to_knowledge",
            detail_key="no_way",
            firms=FirmRange(firms=float(own[where].sum()), low=low, high=high),
            limits=("no_path_firms",),
            trust=trust,
            evidence=[_links_of(search), _participation_evidence(ground)],
        )
    ]


def _ties_trust(ground: Ground) -> Trust:
    """Ties are recorded when both tables are there and a tie of any firm is."""
    whole = tables_trust(ground, ("links", "participations"))
    told = ground.register.links is not None and len(ground.register.links) > 0
    took = ground.participations is not None and len(ground.participations) > 0
    parts = [whole]
    if not told and not took:
        parts.append(not_recorded("no_ties_recorded"))
    return join_trust(parts)


def _links_of(search: Search) -> GapEvidence:
    if "links_evidence" not in search.kept:
        search.kept["links_evidence"] = _links_evidence(search.ground)
    held: GapEvidence = search.kept["links_evidence"]
    return held


def _links_evidence(ground: Ground) -> GapEvidence:
    links = ground.register.links
    held = None if links is None else links[holding(links, ground.on)]
    return evidence_of("links", held, "from_actor_id", ("evidence", "valid_from"))


def _participation_evidence(ground: Ground) -> GapEvidence:
    held = ground.participations
    return GapEvidence(table="participations", rows=None if held is None else len(held))


# --- groups that seldom meet ---------------------------------------------------------------


def _seldom_meet(search: Search, position: int) -> list[Gap]:
    """Pairs of kinds of actors that meet in projects less than random tables have it."""
    ground = search.ground
    projects = ground.register.projects
    if projects is None or ground.participations is None:
        return []
    if not (projects["position_id"] == ground.positions[position]).any():
        return []
    graph = graph_of(search, position)
    groups = {
        node: data["kind"]
        for node, data in graph.nodes(data=True)
        if data.get("kind") in set(ActorKind)
    }
    if len(set(groups.values())) < FEWEST_PIECE:
        return []
    key = f"meetings:{position}"
    if key not in search.kept:
        search.kept[key] = ties_against_null(graph, groups, draws=DRAWS)
    table = search.kept[key]
    limits = ground.limits
    few = table[
        (table["q_fewer"] <= limits.q_at_most)
        & (table["ratio"] < limits.ratio_below)
        & (table["expected"] >= FEWEST_MEETINGS)
    ]
    return [
        write_gap(
            search,
            GapKind.TIE,
            position=position,
            detail=f"{one}~{other}",
            detail_key="seldom",
            words={
                "observed": int(row["observed"]),
                "expected": float(row["expected"]),
                "p": 100 * float(row["q_fewer"]),
                "most": 100 * limits.q_at_most,
            },
            named={"one": f"actor_kinds.{one}", "other": f"actor_kinds.{other}"},
            limits=("ratio_below", "q_at_most"),
            trust=join_trust([REAL, tables_trust(ground, ("participations", "projects"))]),
            evidence=[
                evidence_of("projects", projects, "project_id", ("position_id", "lead_actor_id")),
                _participation_evidence(ground),
            ],
        )
        for one, other, row in _rows(few)
    ]


def _rows(table: pd.DataFrame) -> list[tuple[str, str, "pd.Series[Any]"]]:
    pairs = [(str(one), str(other)) for one, other in table.index.tolist()]
    return [(*pair, table.iloc[place]) for place, pair in enumerate(pairs)]
