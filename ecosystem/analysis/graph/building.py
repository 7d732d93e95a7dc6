"""A register on a day becomes a typed, dated graph of the actors of a position."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

import networkx as nx
import numpy as np
import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.graph.belonging import (
    Points,
    are_of_position,
    clusters_of,
    drawn_offers,
    firms_of,
    links_of,
    of_position,
    offers_of,
    projects_of,
    supporters_tied_to,
    whole_register,
)
from ecosystem.analysis.graph.elements import OFFER, PROJECT, EcosystemGraph, EvidenceLevel
from ecosystem.analysis.graph.points import actor_points, offer_points, project_points
from ecosystem.analysis.graph.rows import TIE_COLUMNS, Ends, each_once, is_in, repeated_column
from ecosystem.analysis.graph.ties import (
    offer_uses,
    parents_of,
    project_parties,
    providers,
    same_place,
)
from ecosystem.model.member_facts import PROVEN
from ecosystem.model.register import Register, check_position
from ecosystem.model.vocabulary import ActorKind, FirmCut, TieKind

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


def build_graph(  # noqa: PLR0913  each is a named filter
    register: Register,
    position_id: str | None,
    on: date,
    evidence: EvidenceLevel = "claimed",
    *,
    with_same_place: bool = False,
    firms: FirmCut = FirmCut.STANDARD,
    with_users: bool = False,
    day: OnDay | None = None,
) -> EcosystemGraph:
    """Tie together the actors of a strength position, as they are on a day.

    The firms are those that :class:`~ecosystem.analysis.day.Membership` counts in the cut. To the
    position further belong the actors registered with it, the providers of offers that name it,
    the parties of its projects, the ends of links that name it, the members and partners of its
    designated cluster, and the parents of all these; firms among them count only as firms of the
    cut. A link without a position counts when both ends belong, or when one end is the
    position's own cluster.

    Args:
        register: The register, validated when it was read.
        position_id: The strength position; None ties the whole register together and leaves out
            firms without any tie.
        on: The day. See :mod:`ecosystem.analysis.graph` for what holds on a day.
        evidence: ``"proven"`` keeps joint projects and accepted referrals alone. The actors are
            the same either way, so that the two can be compared.
        with_same_place: Also tie supporters (all but firms) that have a site in the same
            municipality.
        firms: How widely the firms of the position are counted.
        with_users: Also take in those that used an offer naming the position and are not of it;
            their points have ``membership`` "user".
        day: The register on the day where it is made already.

    Returns:
        Points are actors (``kind`` of ``ActorKind`` or "unknown"), projects ("project/ID") and
        offers ("offer/ID"), each with ``name``; a firm's ``membership`` says what makes it one of
        the position (of ``MemberRole``). Ties have ``kind`` (``TieKind``), ``evidence``,
        ``source``, ``valid_from``, ``valid_to``, ``position_id`` and ``role``; a day or word
        that is not known is None. ``graph.graph["position_names"]`` is the Danish and the English
        name of the position, ``graph.graph["municipality_names"]`` the name of each
        municipality's code, ``graph.graph["left_out"]`` counts the ties that could not
        be used, by reason; ``graph.graph["users"]`` counts those that used an offer naming the
        position and are not of it (None: not recorded, or no position);
        ``graph.graph["not_recorded"]`` names the tables that are absent.

    Raises:
        UnknownIdError: The register holds no such position; the nearest are named.
        NotRecordedError: The register has no table of actors.
    """
    return graph_on_day(
        day or OnDay(register, on),
        position_id,
        evidence,
        cut=firms,
        with_users=with_users,
        with_same_place=with_same_place,
    )


def graph_on_day(  # noqa: PLR0913
    day: OnDay,
    position_id: str | None,
    evidence: EvidenceLevel = "claimed",
    *,
    cut: FirmCut = FirmCut.STANDARD,
    with_users: bool = False,
    with_same_place: bool = False,
) -> EcosystemGraph:
    """Tie together the actors of a strength position; see :func:`build_graph`.

    Raises:
        UnknownIdError: The register holds no such position; the nearest are named.
        NotRecordedError: The register has no table of actors.
    """
    network = _network(
        day, position_id, cut=cut, with_users=with_users, with_same_place=with_same_place
    )
    ties = _graded(network.ties, evidence)
    graph: EcosystemGraph = nx.MultiDiGraph()
    graph.add_nodes_from(actor_points(day, network.points.actors))
    graph.add_nodes_from(project_points(network.projects))
    graph.add_nodes_from(offer_points(network.offers))
    names = TIE_COLUMNS[2:]
    columns = zip(*(repeated_column(ties, name) for name in names), strict=True)
    graph.add_edges_from(
        (start, end, dict(zip(names, row, strict=True)))
        for start, end, row in zip(
            ties["start"].tolist(), ties["end"].tolist(), columns, strict=True
        )
    )
    register = day.register
    graph.graph.update(
        position_id=position_id,
        position_names=None if position_id is None else tuple(day.names.position(position_id)),
        municipality_names=day.names.municipalities,
        on=day.on,
        evidence=evidence,
        cut=cut,
        with_users=with_users,
        users=network.users,
        left_out=network.left_out,
        label=register.label,
        not_recorded=tuple(name for name in _TABLES if getattr(register, name) is None),
    )
    if position_id is None:
        firms_alone = [n for n in nx.isolates(graph) if graph.nodes[n]["kind"] == ActorKind.FIRM]
        graph.remove_nodes_from(firms_alone)
    return graph


def tie_rows(
    day: OnDay,
    position_id: str | None,
    evidence: EvidenceLevel = "claimed",
    *,
    cut: FirmCut = FirmCut.STANDARD,
    with_users: bool = False,
) -> pd.DataFrame:
    """Return the ties of a position, or of the whole register, as rows: those of its graph.

    For measures over millions of ties, which need no graph of objects:
    ``ecosystem.analysis.network`` takes these rows where it takes a graph.

    Returns:
        ``start`` (an actor), ``end`` (an actor, "project/ID" or "offer/ID"), ``kind``
        (``TieKind``), ``evidence``, ``source``, ``valid_from``, ``valid_to``, ``position_id``,
        ``role``. Both actors of a tie are there on the day.

    Raises:
        UnknownIdError: The register holds no such position; the nearest are named.
        NotRecordedError: The register has no table of actors.
    """
    network = _network(day, position_id, cut=cut, with_users=with_users, with_same_place=False)
    return _graded(network.ties, evidence)


def _graded(ties: pd.DataFrame, evidence: EvidenceLevel) -> pd.DataFrame:
    return ties if evidence == "claimed" else ties[ties["evidence"].isin(PROVEN)]


@dataclass(frozen=True, slots=True)
class _Network:
    """The points and the ties of a network as rows."""

    points: Points
    projects: pd.DataFrame
    offers: pd.DataFrame
    ties: pd.DataFrame
    left_out: dict[str, int]
    users: int | None
    """Those that used an offer of the position and are not of it; None: not recorded or asked."""


def _network(
    day: OnDay, position_id: str | None, *, cut: FirmCut, with_users: bool, with_same_place: bool
) -> _Network:
    if position_id is not None:
        check_position(day.register, position_id)
    projects, offers = projects_of(day, position_id), offers_of(day, position_id)
    links = links_of(day, position_id)
    ends = Ends(links)
    parties, uses, run = project_parties(day, projects), offer_uses(day, offers), providers(offers)
    used_by = None if position_id is None else day.membership.users_of(position_id)
    if position_id is None:
        actors = {*parties["start"], *uses["start"], *run["start"], *ends.ids()}
        points = whole_register(day, actors)
    else:
        firms, users = firms_of(day, position_id, cut), set(used_by or ())
        belonging = supporters_tied_to(day, position_id, links) | {*parties["start"], *run["start"]}
        inside = (belonging & set(day.actors.supporters.index)) | set(firms["actor_id"])
        inside |= users if with_users else set()
        is_ours = are_of_position(links, ends, inside, clusters_of(day, position_id))
        links, ends = links[is_ours], ends.where(is_ours)
        belonging |= ends.ids()
        points = of_position(day, firms, belonging, users, with_users=with_users)
    parts = [parties, uses, run, parents_of(points.actors, links)]
    if with_same_place:
        parts.append(same_place(day, points.actors))
    others = _joined(parts)
    tied, not_tied = _usable(others, Ends(others), points)
    linked, not_linked = _usable(links, ends, points)
    ties, left_out = _joined([tied, each_once(linked)]), dict(not_tied + not_linked)
    used = set(ties.loc[ties["kind"] == TieKind.USES.value, "end"])
    offers = drawn_offers(day, offers, used, is_whole=position_id is None)
    drawn = set(f"{OFFER}/" + offers["offer_id"].astype("str"))
    is_drawn = ~(ties["kind"] == TieKind.OFFERS.value).to_numpy() | is_in(ties["end"], drawn)
    users_there = None if used_by is None else len(points.users)
    return _Network(points, projects, offers, ties[is_drawn], left_out, users_there)


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Join rows of ties into one table."""
    full = [part for part in parts if len(part)] or parts
    return pd.concat(full, ignore_index=True)[list(TIE_COLUMNS)]


def _usable(rows: pd.DataFrame, ends: Ends, points: Points) -> tuple[pd.DataFrame, Counter[str]]:
    """Return the ties that can be drawn, and count the others by reason.

    A project or an offer of somebody who is not there is left out without a word: that its users
    are not of the position is counted apart.
    """
    first, last = pd.to_datetime(rows["valid_from"]), pd.to_datetime(rows["valid_to"])
    rows = rows.assign(valid_from=first, valid_to=last)
    there = set(points.actors["actor_id"])
    is_thing = ends.ends_with((f"{PROJECT}/", f"{OFFER}/"))
    starts_there, is_known = ends.starts_in(there), ends.starts_in(points.known)
    is_firm = ends.starts_in(points.other_firms) | ends.ends_in(points.other_firms)
    reasons = {
        "self_tie": ends.are_same() & is_known,
        "": is_thing & is_known & ~starts_there,
        "unknown_actor": ~is_known | ~(is_thing | ends.ends_in(points.known)),
        "reversed_dates": (last < first).to_numpy(dtype=bool),
        "not_of_the_position": is_firm,
        "not_there_on_the_day": ~(starts_there & (ends.ends_in(there) | is_thing)),
    }
    reason = np.select(list(reasons.values()), range(len(reasons)), default=len(reasons))
    counts = np.bincount(reason, minlength=len(reasons) + 1).tolist()
    left_out = Counter({name: n for name, n in zip(reasons, counts, strict=False) if name and n})
    return rows[reason == len(reasons)], left_out
