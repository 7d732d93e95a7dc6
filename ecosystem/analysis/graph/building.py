"""A register becomes a typed, dated graph of the actors of a position."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import networkx as nx
import pandas as pd

from ecosystem.analysis.graph.belonging import (
    actors_of,
    choose_links,
    ends_of,
    links_of,
    members_of,
    offers_of,
    own_clusters,
    projects_of,
)
from ecosystem.analysis.graph.elements import PROVEN, STRENGTH, EcosystemGraph, EvidenceLevel
from ecosystem.analysis.graph.industries import firms_of_industries
from ecosystem.analysis.graph.points import actor_points, offer_points, project_points
from ecosystem.analysis.graph.rows import TIE_COLUMNS, repeated_column
from ecosystem.analysis.graph.ties import parents_of, participations, providers, same_place
from ecosystem.model.register import Register, check_position
from ecosystem.model.vocabulary import ActorKind

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
        on: The day. See :mod:`ecosystem.analysis.graph` for what holds on a day.
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
        municipality's code, ``graph.graph["left_out"]`` counts the ties that could not
        be used, by reason; ``graph.graph["not_recorded"]`` names the tables that are absent.

    Raises:
        UnknownIdError: The register holds no such position; the nearest are named.
        NotRecordedError: The register has no table of actors.
    """
    if position_id is not None:
        check_position(register, position_id)
    projects = projects_of(register, position_id, on)
    offers = offers_of(register, position_id, on)
    links = links_of(register, position_id, on)
    ties = [participations(register, projects, offers, on), providers(offers)]
    members = members_of(register, position_id, on)
    firms = firms_of_industries(register, position_id, on)
    core = {*members["actor_id"], *_actor_ends(ties), *ends_of(links, position_id)}
    chosen = choose_links(links, core, set(firms["actor_id"]), own_clusters(members), position_id)
    ties.append(chosen)
    wanted = core | {*chosen["start"], *chosen["end"]}
    actors, is_known = actors_of(register, firms, wanted, on, is_whole=position_id is None)
    ties.append(parents_of(actors, chosen))
    if with_same_place:
        ties.append(same_place(register, actors, on))
    graph: EcosystemGraph = nx.MultiDiGraph()
    graph.add_nodes_from(actor_points(register, actors, on))
    used = set(ties[0]["end"])
    graph.add_nodes_from(project_points(projects))
    graph.add_nodes_from(offer_points(offers, used, on, is_whole=position_id is None))
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


def _actor_ends(ties: list[pd.DataFrame]) -> set[str]:
    return {actor for part in ties for actor in part["start"]}


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
    names = TIE_COLUMNS[2:]
    columns = [repeated_column(rows, name) for name in names]
    points, wanted = set(graph), PROVEN if evidence == "proven" else STRENGTH
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
