"""Tie the actors of a strength position together: a register becomes a typed, dated graph.

Every tie keeps its kind, how well it is documented, its source and its days, so that any measure
can be asked for on proven ties alone and on a chosen day. Projects and offers stay points of
their own (a two-mode graph), because a project of 110 parties is one thing that happened and not
5,995 acquaintances; ``tie_actors`` makes the one-mode graph when a measure needs it.

Which days a tie holds: a link, a membership or a place ends on its last day. A joint project
is a track record, so it counts from its first day on, also after it has ended, with both days
kept. An actor is there from its foundation to the day it closed.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import networkx as nx
import numpy as np
import pandas as pd

from ecosystem.model.days import holding
from ecosystem.model.register import Register, big_table, check_position
from ecosystem.model.vocabulary import ActorKind, Evidence, Role, TieKind

if TYPE_CHECKING:
    from ecosystem.model.register import LazyTable

EcosystemGraph: TypeAlias = "nx.MultiDiGraph[str]"
ActorGraph: TypeAlias = "nx.Graph[str]"
EvidenceLevel = Literal["claimed", "proven"]

PROJECT: Final = "project"
OFFER: Final = "offer"
UNKNOWN: Final = "unknown"
PROVEN: Final = frozenset({Evidence.JOINT_PROJECT.value, Evidence.ACCEPTED_REFERRAL.value})
"""Grades that count as proven: something was done together."""
MOST_PARTIES: Final = 40
"""A project with more parties is left out of the one-mode graph: it would tie everyone."""
_FEW_IDS: Final = 1500
"""Up to here rows are asked for by id; above it the column is read whole, which is faster."""

_TABLES: Final = (
    "links",
    "actor_positions",
    "industry_positions",
    "projects",
    "participations",
    "offers",
    "sites",
)
"""Tables that ties and actors are taken from; any of them may be absent."""
_TIE_COLUMNS: Final = (
    "start",
    "end",
    "kind",
    "evidence",
    "source",
    "valid_from",
    "valid_to",
    "position_id",
    "role",
)
_ACTOR_COLUMNS: Final = (
    "actor_id",
    "kind",
    "name",
    "cvr",
    "parent_actor_id",
    "is_embedded",
    "municipality_code",
    "industry_code",
    "industry_scheme",
    "legal_form",
    "founded",
    "closed",
    "is_advertising_protected",
    "is_synthetic",
    "source",
)


def build_graph(
    register: Register,
    position_id: str | None,
    on: date,
    evidence: EvidenceLevel = "claimed",
    *,
    with_same_place: bool = False,
) -> EcosystemGraph:
    """Tie together the actors of a strength position, as they are on a day.

    To the position belong the actors registered with it, the firms of its industries, the
    providers of offers that name it, the parties of its projects, the ends of links that name
    it, the members and partners of its designated cluster, and the parents of all these. A
    link without a position counts when both ends belong, or when one end is the position's
    own cluster.

    Args:
        register: The register, validated when it was read.
        position_id: The strength position; None ties the whole register together and leaves out
            firms without any tie.
        on: The day. See the module's docstring for what holds on a day.
        evidence: ``"proven"`` keeps joint projects and accepted referrals alone. The actors are
            the same either way, so that the two can be compared.
        with_same_place: Also tie supporters (all but firms) that have a site in the same
            municipality.

    Returns:
        Points are actors (``kind`` of ``ActorKind`` or "unknown"), projects ("project/ID") and
        offers ("offer/ID"), each with ``name``. Ties have ``kind`` (``TieKind``), ``evidence``,
        ``source``, ``valid_from``, ``valid_to``, ``position_id`` and ``role``; a day or word
        that is not known is None. ``graph.graph["position_names"]`` is the Danish and the English
            name of the position, ``graph.graph["municipality_names"]`` the name of each
        municipality's code, ``graph.graph["left_out"]`` counts counts the ties that could not
        be used, by reason; ``graph.graph["not_recorded"]`` names the tables that are absent.

    Raises:
        UnknownIdError: The register holds no such position; the nearest are named.
        NotRecordedError: The register has no table of actors.
    """
    if position_id is not None:
        check_position(register, position_id)
    projects = _projects(register, position_id, on)
    offers = _offers(register, position_id, on)
    links = _links(register, position_id, on)
    ties = [_participations(register, projects, offers, on), _providers(offers)]
    members = _members(register, position_id, on)
    firms = _firms_of_industries(register, position_id, on)
    core = {*members["actor_id"], *_actor_ends(ties), *_ends(links, position_id)}
    chosen = _choose_links(links, core, set(firms["actor_id"]), _own_clusters(members), position_id)
    ties.append(chosen)
    wanted = core | {*chosen["start"], *chosen["end"]}
    actors, is_known = _actors(register, firms, wanted, on, is_whole=position_id is None)
    ties.append(_parents(actors, chosen))
    if with_same_place:
        ties.append(_same_place(register, actors, on))
    graph: EcosystemGraph = nx.MultiDiGraph()
    graph.add_nodes_from(_actor_points(register, actors, on))
    used = set(ties[0]["end"])
    graph.add_nodes_from(_project_points(projects))
    graph.add_nodes_from(_offer_points(offers, used, on, is_whole=position_id is None))
    _add_ties(graph, ties, is_known, evidence)
    graph.graph.update(
        position_id=position_id,
        position_names=_names(register, position_id),
        municipality_names=_municipality_names(register),
        on=on,
        evidence=evidence,
        label=register.label,
        not_recorded=tuple(name for name in _TABLES if getattr(register, name) is None),
    )
    if position_id is None:
        firms_alone = [n for n in nx.isolates(graph) if graph.nodes[n]["kind"] == ActorKind.FIRM]
        graph.remove_nodes_from(firms_alone)
    return graph


def tie_actors(
    graph: EcosystemGraph, most_parties: int = MOST_PARTIES, *, with_same_place: bool = False
) -> ActorGraph:
    """Tie actors directly to each other: the one-mode graph that brokerage is measured on.

    A project of n parties gives each pair of them 1/(n - 1), so that an actor's strength from
    projects is the number of projects it shares with anybody (Newman 2001, Physical Review E
    64:016132). A direct tie gives 1; a firm that used an offer is tied to its provider by 1.
    Projects of more than ``most_parties`` are left out and counted in
    ``graph.graph["skipped_projects"]``. Read it beside the two-mode graph, never alone.

    Args:
        graph: The graph of ``build_graph``.
        most_parties: Largest number of parties of a project that ties its parties.
        with_same_place: Count ties of place; they are weak and left out from the start.

    Returns:
        Undirected graph of actors; each tie has ``weight`` and ``evidence`` (the strongest).

    Examples:
        >>> two_mode = nx.MultiDiGraph()
        >>> two_mode.add_nodes_from(["a", "b", "c"], kind="firm")
        >>> two_mode.add_node("project/p", kind="project")
        >>> for actor in ["a", "b", "c"]:
        ...     _ = two_mode.add_edge(
        ...         actor, "project/p", kind="takes_part", evidence="joint_project"
        ...     )
        >>> tied = tie_actors(two_mode)
        >>> tied.edges["a", "b"]["weight"], tied.degree("a", weight="weight")
        (0.5, 1.0)
    """
    tied: ActorGraph = nx.Graph()
    tied.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if is_actor(data))
    skipped = 0
    for start, end, data in graph.edges(data=True):
        if data["kind"] == TieKind.SAME_PLACE and not with_same_place:
            continue
        if start in tied and end in tied:
            _add_weight(tied, start, end, 1.0, data["evidence"])
    for point, data in graph.nodes(data=True):
        if data.get("kind") == PROJECT:
            parties = parties_of(graph, point)
            skipped += len(parties) > most_parties
            if 2 <= len(parties) <= most_parties:  # noqa: PLR2004  one party ties nobody
                _tie_parties(tied, parties)
        elif data.get("kind") == OFFER:
            _tie_users(graph, tied, point)
    tied.graph.update(graph.graph, skipped_projects=skipped, most_parties=most_parties)
    return tied


def tie_parties_and_projects(graph: EcosystemGraph) -> ActorGraph:
    """Give actors and what they took part in: undirected, without places, one tie a pair.

    Connection is measured here, so that a project of any size connects its parties.
    """
    plain: ActorGraph = nx.Graph()
    plain.add_nodes_from(graph.nodes(data=True))
    plain.add_edges_from(
        (start, end)
        for start, end, data in graph.edges(data=True)
        if data["kind"] != TieKind.SAME_PLACE
    )
    plain.graph.update(graph.graph)
    return plain


def join_embedded(graph: EcosystemGraph) -> EcosystemGraph:
    """Count each embedded network together with the parent whose legal unit it is part of.

    The ties of the embedded one become the parent's; ties between the two fall away. An
    embedded network whose parent is not in the graph stays as it is.
    """
    parents = {
        node: data["parent_actor_id"]
        for node, data in graph.nodes(data=True)
        if data.get("is_embedded") and data.get("parent_actor_id") in graph
    }

    def top(node: str) -> str:
        seen = {node}
        while node in parents and parents[node] not in seen:
            node = parents[node]
            seen.add(node)
        return node

    joined: EcosystemGraph = nx.MultiDiGraph(**graph.graph)
    joined.add_nodes_from((n, dict(d)) for n, d in graph.nodes(data=True) if top(n) == n)
    for start, end, data in graph.edges(data=True):
        if top(start) != top(end):
            joined.add_edge(top(start), top(end), **data)
    return joined


def is_actor(data: Mapping[str, Any]) -> bool:
    """Tell an actor from a project or an offer, by the attributes of its point."""
    return data.get("kind") not in {PROJECT, OFFER}


def parties_of(graph: EcosystemGraph, point: str) -> list[str]:
    """List the actors tied to a project or an offer, each once, in order of id."""
    return sorted({*graph.predecessors(point), *graph.successors(point)})


def actor_ids(graph: "nx.Graph[str]") -> list[str]:
    """List the actors of a graph, in its order."""
    return [node for node, data in graph.nodes(data=True) if is_actor(data)]


def _add_weight(tied: ActorGraph, start: str, end: str, weight: float, evidence: str) -> None:
    if tied.has_edge(start, end):
        data = tied.edges[start, end]
        data["weight"] += weight
        data["evidence"] = max(data["evidence"], evidence, key=_STRENGTH.__getitem__)
    else:
        tied.add_edge(start, end, weight=weight, evidence=evidence)


_STRENGTH: Final = {grade.value: rank for rank, grade in enumerate(Evidence)}


def strength_of(evidence: str) -> int:
    """Rank a grade of evidence, 0 the weakest."""
    return _STRENGTH[evidence]


def _tie_parties(tied: ActorGraph, parties: list[str]) -> None:
    weight = 1 / (len(parties) - 1)
    for place, start in enumerate(parties):
        for end in parties[place + 1 :]:
            _add_weight(tied, start, end, weight, Evidence.JOINT_PROJECT.value)


def _tie_users(graph: EcosystemGraph, tied: ActorGraph, offer: str) -> None:
    ends = [(start, data) for start, _, data in graph.in_edges(offer, data=True)]
    providers = [start for start, data in ends if data["kind"] == TieKind.OFFERS]
    for user, data in ends:
        if data["kind"] == TieKind.USES:
            for provider in providers:
                if provider != user:
                    _add_weight(tied, user, provider, 1.0, data["evidence"])


def _names(register: Register, position_id: str | None) -> tuple[str, str] | None:
    """Give a position's Danish and English name."""
    table = register.strength_positions
    if table is None or position_id is None:
        return None
    row = table[table["position_id"] == position_id].iloc[0]
    return str(row["name_da"]), str(row["name_en"])


def _municipality_names(register: Register) -> dict[str, str]:
    table = register.municipalities
    if table is None:
        return {}
    return dict(zip(table["municipality_code"], table["name"], strict=True))


# What of the register belongs to the position on the day.


def _dated(table: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Give day columns one type, whichever way the store wrote them."""
    for column in columns:
        if table[column].dtype.kind != "M":
            table[column] = pd.to_datetime(table[column])
    return table


def _no_rows(*columns: str) -> pd.DataFrame:
    return pd.DataFrame({column: pd.Series(dtype="object") for column in columns})


def _projects(register: Register, position_id: str | None, on: date) -> pd.DataFrame:
    table = register.projects
    if table is None:
        return _no_rows("project_id", "title", "lead_actor_id", "start", "end", "source")
    begun = table["start"].isna() | (table["start"] <= pd.Timestamp(on))
    ours = table["position_id"].eq(position_id).fillna(value=False) if position_id else begun
    return table[begun & ours]


def _offers(register: Register, position_id: str | None, on: date) -> pd.DataFrame:
    table = register.offers
    if table is None:
        return _no_rows(
            "offer_id", "name_da", "provider_actor_id", "open_from", "open_until", "source"
        )
    if position_id is None:
        return table
    named = table["position_ids"].fillna("").map(lambda ids: position_id in ids.split(";"))
    begun = table["open_from"].isna() | (table["open_from"] <= pd.Timestamp(on))
    return table[named & begun]


def _links(register: Register, position_id: str | None, on: date) -> pd.DataFrame:
    table = register.links
    if table is None:
        return _no_rows(*_TIE_COLUMNS)
    ours = table[holding(table, on)]
    if position_id is not None:
        ours = ours[ours["position_id"].isna() | (ours["position_id"] == position_id)]
    return ours.rename(columns={"from_actor_id": "start", "to_actor_id": "end"}).assign(role=None)


def _ends(links: pd.DataFrame, position_id: str | None) -> set[str]:
    named = links if position_id is None else links[links["position_id"] == position_id]
    return {*named["start"], *named["end"]}


def _own_clusters(members: pd.DataFrame) -> set[str]:
    return set(members.loc[members["role"] == "designated_cluster", "actor_id"])


def _choose_links(
    links: pd.DataFrame,
    core: set[str],
    firms: set[str],
    clusters: set[str],
    position_id: str | None,
) -> pd.DataFrame:
    if position_id is None or links.empty:
        return links
    inside = core | firms
    both = _is_in(links["start"], inside) & _is_in(links["end"], inside)
    own = _is_in(links["start"], clusters) | _is_in(links["end"], clusters)
    return links[both | own | links["position_id"].notna().to_numpy()]


def _is_in(column: "pd.Series[str]", wanted: set[str]) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Tell which cells are wanted; over many different ids faster than pandas does it."""
    return np.fromiter(map(wanted.__contains__, column.tolist()), bool, len(column))


def _members(register: Register, position_id: str | None, on: date) -> pd.DataFrame:
    table = register.actor_positions
    if table is None or position_id is None:
        return _no_rows("actor_id", "role")
    ours = table[holding(table, on) & (table["position_id"] == position_id)]
    return ours[["actor_id", "role"]]


def _firms_of_industries(register: Register, position_id: str | None, on: date) -> pd.DataFrame:
    """Find the firms of a position's industries: actor_id and the weight of the closest industry.

    The longest prefix that fits decides, and codes of one edition are held against prefixes of
    the same edition only.
    """
    import narwhals as nw  # noqa: PLC0415  paid by those who need it

    table = register.industry_positions
    if table is None or position_id is None:
        return _no_rows("actor_id", "weight")
    ours = table[holding(table, on) & (table["position_id"] == position_id)]
    if ours.empty:
        return _no_rows("actor_id", "weight")
    fits = [
        (nw.col("industry_scheme") == scheme)
        & nw.any_horizontal(
            *(nw.col("industry_code").str.starts_with(prefix) for prefix in rows["code_prefix"]),
            ignore_nulls=True,
        )
        for scheme, rows in ours.groupby("scheme")
    ]
    actors = big_table(register, "actors", "who is in the ecosystem")
    firms = (
        actors.filter(nw.col("kind") == ActorKind.FIRM.value)
        .filter(nw.any_horizontal(*fits, ignore_nulls=True))
        .select(*_ACTOR_COLUMNS)
        .collect()
        .to_pandas()
    )
    return firms.assign(weight=_weights(firms, ours))


def firm_positions(register: Register, on: date) -> pd.DataFrame:
    """List the firms of every position with industries: actor_id, position_id, weight.

    A firm belongs by the longest prefix of its industry's code, as in ``build_graph``; firms not
    yet founded or closed on the day are left out.

    Raises:
        NotRecordedError: The register has no actors.
    """
    positions = (
        []
        if register.industry_positions is None
        else sorted(register.industry_positions["position_id"].unique())
    )
    parts = []
    for position in positions:
        firms = _firms_of_industries(register, position, on)
        if len(firms):
            firms = _dated(firms, ("founded", "closed"))
            there = firms[holding(firms, on, "founded", "closed")]
            parts.append(there[["actor_id", "weight"]].assign(position_id=position))
    return pd.concat(parts) if parts else _no_rows("actor_id", "weight", "position_id")


def _weights(firms: pd.DataFrame, industries: pd.DataFrame) -> np.ndarray:
    weights = np.full(len(firms), np.nan)
    codes, schemes = firms["industry_code"].fillna(""), firms["industry_scheme"].fillna("")
    for row in industries.sort_values("code_prefix", key=lambda c: c.str.len()).itertuples():
        fits = codes.str.startswith(str(row.code_prefix)) & (schemes == row.scheme)
        weights[fits.to_numpy(dtype=bool)] = row.weight
    return weights


def _rows_of(table: "LazyTable", column: str, ids: set[str], columns: list[str]) -> pd.DataFrame:
    """Collect the rows whose id is wanted."""
    import narwhals as nw  # noqa: PLC0415

    if not ids:
        return _no_rows(*columns)
    if len(ids) <= _FEW_IDS:
        asked = table.filter(nw.col(column).is_in(sorted(ids)))
        return asked.select(*columns).collect().to_pandas()
    whole = table.filter(~nw.col(column).is_null()).select(*columns).collect().to_pandas()
    return whole[_is_in(whole[column], ids)]


def _participations(
    register: Register, projects: pd.DataFrame, offers: pd.DataFrame, on: date
) -> pd.DataFrame:
    """Tie each actor to the projects it took part in and the offers it used, begun by the day."""
    columns = ["actor_id", "project_id", "offer_id", "role", "start", "end", "source"]
    table = register.participations
    found = [_leads(projects)]
    for kind, of in (("project_id", projects), ("offer_id", offers)):
        if table is None:
            break
        rows = _dated(_rows_of(table, kind, set(of[kind]), columns), ("start", "end"))
        rows = rows[rows["start"].isna() | (rows["start"] <= pd.Timestamp(on))]
        if rows.empty:
            continue
        is_project = kind == "project_id"
        if is_project:
            whole = projects.set_index("project_id")
            for day in ("start", "end"):
                rows[day] = rows[day].fillna(rows[kind].map(whole[day]))
        found.append(
            pd.DataFrame(
                {
                    "start": rows["actor_id"],
                    "end": f"{PROJECT if is_project else OFFER}/" + rows[kind].astype("str"),
                    "kind": (TieKind.TAKES_PART if is_project else TieKind.USES).value,
                    "evidence": (Evidence.JOINT_PROJECT if is_project else Evidence.CLAIMED).value,
                    "source": rows["source"],
                    "valid_from": rows["start"],
                    "valid_to": rows["end"],
                    "position_id": None,
                    "role": rows["role"],
                }
            )
        )
    tied = pd.concat([part for part in found if len(part)]) if any(map(len, found)) else found[0]
    return tied.sort_values(
        "role", key=lambda r: r != Role.LEAD.value, kind="stable"
    ).drop_duplicates(["start", "end", "kind"])


def _leads(projects: pd.DataFrame) -> pd.DataFrame:
    led = projects[projects["lead_actor_id"].notna()]
    return pd.DataFrame(
        {
            "start": led["lead_actor_id"],
            "end": f"{PROJECT}/" + led["project_id"].astype("str"),
            "kind": TieKind.TAKES_PART.value,
            "evidence": Evidence.JOINT_PROJECT.value,
            "source": led["source"],
            "valid_from": led["start"],
            "valid_to": led["end"],
            "position_id": None,
            "role": Role.LEAD.value,
        }
    )


def _providers(offers: pd.DataFrame) -> pd.DataFrame:
    run = offers[offers["provider_actor_id"].notna()]
    return pd.DataFrame(
        {
            "start": run["provider_actor_id"],
            "end": f"{OFFER}/" + run["offer_id"].astype("str"),
            "kind": TieKind.OFFERS.value,
            "evidence": Evidence.CLAIMED.value,
            "source": run["source"],
            "valid_from": run["open_from"],
            "valid_to": run["open_until"],
            "position_id": None,
            "role": None,
        }
    )


def _actor_ends(ties: list[pd.DataFrame]) -> set[str]:
    return {actor for part in ties for actor in part["start"]}


def _actors(
    register: Register, firms: pd.DataFrame, wanted: set[str], on: date, *, is_whole: bool
) -> tuple[pd.DataFrame, set[str]]:
    """Give the actors that belong and are there on the day, and every id that is known at all."""
    import narwhals as nw  # noqa: PLC0415

    table = big_table(register, "actors", "who is in the ecosystem")
    columns = list(_ACTOR_COLUMNS)
    parts = [firms] if len(firms) else []
    if is_whole:
        is_supporter = nw.col("kind").is_null() | (nw.col("kind") != ActorKind.FIRM.value)
        parts.append(table.filter(is_supporter).select(*columns).collect().to_pandas())
    missing = set(wanted)
    while missing:  # the parents of parents come in turn
        for part in parts:
            missing -= set(part["actor_id"])
        found = _rows_of(table, "actor_id", missing, columns)
        if found.empty:
            break
        parts.append(found)
        missing = set(found["parent_actor_id"].dropna())
    if not parts:
        return _no_rows(*columns, "weight"), set()
    known = pd.concat(
        [part.astype({"is_embedded": "object", "is_synthetic": "object"}) for part in parts]
    )
    known = _dated(known.drop_duplicates("actor_id"), ("founded", "closed"))
    if "weight" not in known:
        known["weight"] = np.nan
    return known[holding(known, on, "founded", "closed")], set(known["actor_id"])


def _parents(actors: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Hang each actor on its parent, unless a link says so already."""
    hung = actors[actors["parent_actor_id"].notna()]
    said = links[links["kind"] == TieKind.PART_OF.value]
    pairs = set(zip(said["start"], said["end"], strict=True))
    ends = zip(hung["actor_id"], hung["parent_actor_id"], strict=True)
    is_new = np.fromiter((pair not in pairs for pair in ends), bool, len(hung))
    hung = hung[is_new]
    return pd.DataFrame(
        {
            "start": hung["actor_id"],
            "end": hung["parent_actor_id"],
            "kind": TieKind.PART_OF.value,
            "evidence": Evidence.CLAIMED.value,
            "source": hung["source"],
            "valid_from": pd.NaT,
            "valid_to": pd.NaT,
            "position_id": None,
            "role": None,
        }
    )


def _same_place(register: Register, actors: pd.DataFrame, on: date) -> pd.DataFrame:
    """Tie supporters with a site in the same municipality, each pair once."""
    supporters = set(actors.loc[actors["kind"] != ActorKind.FIRM.value, "actor_id"])
    if register.sites is None:
        return _no_rows(*_TIE_COLUMNS)
    sites = register.sites[holding(register.sites, on)]
    sites = sites[sites["actor_id"].isin(supporters)]
    sites = sites.drop_duplicates(["actor_id", "municipality_code"])
    pairs = sites.merge(sites, on="municipality_code", suffixes=("", "_other"))
    pairs = pairs[pairs["actor_id"] < pairs["actor_id_other"]]
    pairs = pairs.drop_duplicates(["actor_id", "actor_id_other"])
    first = pairs[["valid_from", "valid_from_other"]].max(axis=1)
    last = pairs[["valid_to", "valid_to_other"]].min(axis=1)
    return pd.DataFrame(
        {
            "start": pairs["actor_id"],
            "end": pairs["actor_id_other"],
            "kind": TieKind.SAME_PLACE.value,
            "evidence": Evidence.CO_LOCATED.value,
            "source": pairs["source"],
            "valid_from": first,
            "valid_to": last,
            "position_id": None,
            "role": None,
        }
    )


# The graph itself.


def _column(table: pd.DataFrame, name: str) -> list[Any]:
    """Give a column as plain Python values, None where it is empty."""
    values = table[name]
    if values.dtype.kind == "M":
        return values.to_numpy().astype("datetime64[D]").astype(object).tolist()
    if not values.hasnans and values.dtype != bool:
        return values.tolist()
    plain = values.astype(object)
    return plain.where(values.notna(), None).tolist()


def _repeated(table: pd.DataFrame, name: str) -> list[Any]:
    """Give a column of few different values as ``_column`` does, each value made once."""
    codes, found = pd.factorize(table[name])
    values = _column(pd.DataFrame({name: found}), name)
    values.append(None)  # the place of -1, which stands for an empty cell
    return [values[code] for code in codes.tolist()]


def _actor_points(
    register: Register, actors: pd.DataFrame, on: date
) -> Iterable[tuple[str, dict[str, Any]]]:
    regions = _regions(register, on)
    municipalities = _column(actors, "municipality_code")
    columns = {
        "kind": [kind or UNKNOWN for kind in _column(actors, "kind")],
        "name": _column(actors, "name"),
        "municipality_code": municipalities,
        "region_code": [regions.get(code) for code in municipalities],
        "legal_form": _column(actors, "legal_form"),
        "parent_actor_id": _column(actors, "parent_actor_id"),
        "is_embedded": [bool(v) for v in _column(actors, "is_embedded")],
        "is_synthetic": [bool(v) for v in _column(actors, "is_synthetic")],
        "is_advertising_protected": [bool(v) for v in _column(actors, "is_advertising_protected")],
        "weight": _column(actors, "weight"),
        "source": _column(actors, "source"),
    }
    names = tuple(columns)
    rows = zip(*columns.values(), strict=True)
    return [
        (actor, dict(zip(names, row, strict=True)))
        for actor, row in zip(actors["actor_id"].tolist(), rows, strict=True)
    ]


def _regions(register: Register, on: date) -> dict[Hashable, str]:
    if register.regions is None:
        return {}
    ours = register.regions[holding(register.regions, on)]
    return dict(zip(ours["municipality_code"], ours["region_code"], strict=True))


def _project_points(projects: pd.DataFrame) -> Iterable[tuple[str, dict[str, Any]]]:
    for project, name, first, last, source in zip(
        *(_column(projects, c) for c in ("project_id", "title", "start", "end", "source")),
        strict=True,
    ):
        known = {"name": name, "valid_from": first, "valid_to": last, "source": source}
        yield f"{PROJECT}/{project}", {"kind": PROJECT, **known}


def _offer_points(
    offers: pd.DataFrame, used: set[str], on: date, *, is_whole: bool
) -> Iterable[tuple[str, dict[str, Any]]]:
    """Give the offers that are open or have been used; of the whole register the used ones."""
    for offer, name, last, source in zip(
        *(_column(offers, c) for c in ("offer_id", "name_da", "open_until", "source")), strict=True
    ):
        point = f"{OFFER}/{offer}"
        is_open = last is None or last >= on
        if point in used or (is_open and not is_whole):
            yield point, {"kind": OFFER, "name": name, "valid_to": last, "source": source}


def _add_ties(
    graph: EcosystemGraph, ties: list[pd.DataFrame], is_known: set[str], evidence: EvidenceLevel
) -> None:
    parts = [part for part in ties if len(part)]
    left_out: dict[str, int] = {}
    if parts:
        rows = pd.concat(parts, ignore_index=True)
        graph.add_edges_from(_usable(rows, graph, is_known, evidence, left_out))
    graph.graph["left_out"] = left_out


def _usable(
    rows: pd.DataFrame,
    graph: EcosystemGraph,
    is_known: set[str],
    evidence: EvidenceLevel,
    left_out: dict[str, int],
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Keep the ties that can be drawn, and count the others by reason."""
    rows = rows.assign(
        valid_from=pd.to_datetime(rows["valid_from"]), valid_to=pd.to_datetime(rows["valid_to"])
    )
    is_reversed = (rows["valid_to"] < rows["valid_from"]).tolist()
    names = _TIE_COLUMNS[2:]
    columns = [_repeated(rows, name) for name in names]
    points, wanted = set(graph), PROVEN if evidence == "proven" else _STRENGTH
    grades = columns[names.index("evidence")]
    ends = zip(rows["start"].tolist(), rows["end"].tolist(), strict=True)
    for (start, end), grade, is_backwards, row in zip(
        ends, grades, is_reversed, zip(*columns, strict=True), strict=True
    ):
        if start == end:
            why = "self_tie" if start in is_known else "unknown_actor"
        elif is_backwards:
            why = "reversed_dates"
        elif start in points and end in points:
            if grade in wanted:
                yield start, end, dict(zip(names, row, strict=True))
            continue
        elif start not in is_known or ("/" not in end and end not in is_known):
            why = "unknown_actor"
        elif "/" in end:  # a project or offer of a party that is not there, or not open
            continue
        else:
            why = "not_there_on_the_day"
        left_out[why] = left_out.get(why, 0) + 1


def years_of(data: Mapping[str, Any]) -> int | None:
    """Give the year a tie began, or ended where its beginning is not known."""
    day = data.get("valid_from") or data.get("valid_to")
    return day.year if isinstance(day, (date, datetime)) else None
