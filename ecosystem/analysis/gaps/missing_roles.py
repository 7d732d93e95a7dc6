"""Actor gaps: a role that a position lacks.

Four roles are looked for: a designated cluster that is there on the day, a test facility, a
knowledge institution within reach of the firms, and a firm on the board of the cluster. That a
role is empty is known where the register shows that it ended. Where no row ever named the role
in the position, it is as little known as on the coverage map: somebody may have left it out.
Where boards or test facilities are not recorded at all, that is said once, not of every position.
"""

from datetime import date, timedelta
from typing import Final

import pandas as pd

from ecosystem.analysis.gaps.confidence import (
    MOST_ASKED,
    SURE,
    Confidence,
    not_recorded,
    of_tables,
    weakest,
)
from ecosystem.analysis.gaps.context import GapContext, position_rows
from ecosystem.analysis.gaps.evidence import evidence_of
from ecosystem.analysis.gaps.places import (
    near_the_limit,
    place_evidence,
    roles_evidence,
    unknown_places,
)
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.kleene import UNKNOWN, YES, Codes, any_codes, everywhere
from ecosystem.model.days import holding
from ecosystem.model.gaps import Gap, GapEvidence
from ecosystem.model.vocabulary import ActorKind, GapKind, MissingRole, PositionRole, SiteKind

FROM_BUSINESS: Final = frozenset({"firm", "business", "virksomhed", "erhverv"})
"""What a board seat's holder may be said to come from when it is a firm."""
_ROLE_COLUMNS: Final = ["actor_id", "valid_from", "valid_to", "source", "checked"]


def find_actor_gaps(search: Search) -> list[Gap]:
    """List the roles that the positions asked about lack on the day."""
    gaps: list[Gap] = []
    for position in search.asked_positions:
        if _is_valid(search.context, position):
            gaps += _no_cluster(search, position)
            gaps += _no_test_facility(search, position)
            gaps += _no_knowledge(search, position)
            gaps += _no_business_on_board(search, position)
    return gaps


def _is_valid(context: GapContext, position: int) -> bool:
    rows = _own_row(context, position)
    return bool(holding(rows, context.on).any())


def _own_row(context: GapContext, position: int) -> pd.DataFrame:
    table = position_rows(context)
    return table[table["position_id"] == context.positions[position]]


def _position_evidence(context: GapContext, position: int) -> GapEvidence:
    rows = _own_row(context, position)
    return evidence_of(context, "strength_positions", rows, "position_id", ("valid_from",))


# --- cluster -------------------------------------------------------------------------------


def _clusters(context: GapContext, position: int) -> tuple[str, ...]:
    """List the designated clusters of a position that are there on the day."""
    return (context.clusters_of or {}).get(context.positions[position], ())


def _no_cluster(search: Search, position: int) -> list[Gap]:
    context = search.context
    if _clusters(context, position):
        return []
    ever = _ever(context, position, PositionRole.DESIGNATED_CLUSTER)
    since, key = _since(context, position, ever)
    former = tuple(dict.fromkeys(ever["actor_id"]))
    role = MissingRole.CLUSTER.value
    gap = write_gap(
        search,
        GapKind.ACTOR,
        position=position,
        detail=role,
        detail_key=f"{role}.{key}",
        actors=former,
        since=since,
        values={"since": since, "former": ", ".join(map(context.name_of, former))},
        confidence=weakest(
            [of_tables(context, ("actor_positions", "actors")), _silence(context, position, ever)]
        ),
        evidence=[
            evidence_of(context, context.roles_table, _rows(context, ever), "actor_id"),
            _position_evidence(context, position),
        ],
        ask=_who_would_know(context, position),
    )
    return [gap]


def _since(context: GapContext, position: int, ever: pd.DataFrame) -> tuple[date | None, str]:
    """Return the first day without the role: after the last one, or the position's own first."""
    before = ever[ever["valid_from"].isna() | (ever["valid_from"] <= pd.Timestamp(context.on))]
    if len(before):
        last = before["valid_to"].max()
        closed = context.supporters["closed"].reindex(before["actor_id"]).min()
        ends = [end for end in (last, closed) if not pd.isna(end)]
        return (min(ends).date() + timedelta(days=1) if ends else None), "ended"
    first = _own_row(context, position)["valid_from"].min()
    return (None if pd.isna(first) else first.date()), "never"


def _ever(context: GapContext, position: int, role: PositionRole) -> pd.DataFrame:
    """Return the rows that ever gave an actor a role in a position."""
    table = context.roles_ever
    if table is None:
        return pd.DataFrame(columns=_ROLE_COLUMNS)
    is_own = table["position_id"] == context.positions[position]
    return table[is_own & (table["role"] == role.value)]


def _rows(context: GapContext, ever: pd.DataFrame) -> pd.DataFrame | None:
    return None if context.roles_ever is None else ever


def _silence(context: GapContext, position: int, ever: pd.DataFrame) -> Confidence:
    """Return how sure it is that a role is empty: not known where nobody ever recorded it."""
    table = context.roles_ever
    if table is None or table.empty or len(ever):
        return SURE
    return not_recorded("role_never_recorded", _who_would_know(context, position))


def _who_would_know(context: GapContext, position: int) -> list[str]:
    """List the position's own actors, clusters first; without any hubs, else authorities."""
    supporters = sorted(context.actors_of(position) & set(context.supporters.index))
    supporters.sort(key=lambda actor: context.kind_of(actor) is not ActorKind.CLUSTER)
    hubs = context.day.actors.of_kind(ActorKind.BUSINESS_HUB)
    others = hubs or context.day.actors.of_kind(ActorKind.PUBLIC_AUTHORITY)
    return [actor for actor in supporters or others if actor not in context.examples][:MOST_ASKED]


# --- test facility -------------------------------------------------------------------------


def _no_test_facility(search: Search, position: int) -> list[Gap]:
    context = search.context
    if not is_any_facility(context) or _has_test_facility(context, position):
        return []
    role = MissingRole.TEST_FACILITY.value
    ever = _ever(context, position, PositionRole.TEST_FACILITY)
    actors = context.actors_of(position)
    sites = context.day.places.sites_ever
    own_sites = None if sites is None else sites[sites["actor_id"].isin(actors)]
    return [
        write_gap(
            search,
            GapKind.ACTOR,
            position=position,
            detail=role,
            detail_key=role,
            actors=tuple(dict.fromkeys(ever["actor_id"])),
            confidence=weakest(
                [
                    of_tables(context, ("actor_positions", "sites", "actors")),
                    _silence(context, position, _with_sites(ever, own_sites)),
                ]
            ),
            evidence=[
                evidence_of(context, context.roles_table, _rows(context, ever), "actor_id"),
                evidence_of(context, "sites", own_sites, "site_id", ("kind",)),
            ],
            ask=_who_would_know(context, position),
        )
    ]


def _has_test_facility(context: GapContext, position: int) -> bool:
    actors = context.actors_of(position)
    roles, sites = context.roles, context.day.places.sites
    with_one: set[str] = set()
    if roles is not None:
        is_own = roles["position_id"] == context.positions[position]
        is_role = roles["role"] == PositionRole.TEST_FACILITY.value
        with_one |= set(roles.loc[is_own & is_role, "actor_id"])
    if sites is not None:
        with_one |= set(sites.loc[sites["kind"] == SiteKind.TEST_FACILITY.value, "actor_id"])
    return bool(with_one & actors)


def _with_sites(ever: pd.DataFrame, sites: pd.DataFrame | None) -> pd.DataFrame:
    """Return what ever gave the position a test facility: roles, and sites of its actors."""
    if sites is None:
        return ever
    facilities = sites.loc[sites["kind"] == SiteKind.TEST_FACILITY.value, ["actor_id"]]
    return pd.concat([ever[["actor_id"]], facilities])


def is_any_facility(context: GapContext) -> bool:
    """Return whether the register records test facilities at all, open or closed."""
    roles, sites = context.roles_ever, context.day.places.sites_ever
    is_role = roles is not None and (roles["role"] == PositionRole.TEST_FACILITY.value).any()
    is_site = sites is not None and (sites["kind"] == SiteKind.TEST_FACILITY.value).any()
    return bool(is_role or is_site)


# --- knowledge institution -----------------------------------------------------------------


def knowledge_of(search: Search, position: int) -> tuple[str, ...]:
    """List the knowledge institutions tied to a position on the day."""
    context = search.context
    return tuple(
        sorted(
            actor
            for actor in context.actors_of(position)
            if context.kind_of(actor) is ActorKind.KNOWLEDGE_INSTITUTION
        )
    )


def _no_knowledge(search: Search, position: int) -> list[Gap]:
    context = search.context
    institutions = knowledge_of(search, position)
    answers = _near_knowledge(search, position, institutions)
    missing = (answers != YES) & search.has_enough_firms(position)
    unknown = weakest([unknown_places(search, institutions)])
    if not _is_knowledge_recorded(context, position):
        unknown = not_recorded("role_never_recorded", _who_would_know(context, position))
    role = MissingRole.KNOWLEDGE_INSTITUTION.value
    return [
        write_gap(
            search,
            GapKind.ACTOR,
            position=position,
            codes=search.places(where),
            counts_firms=True,
            detail=role,
            detail_key=role,
            actors=institutions,
            confidence=confidence,
            limits=("within_km", "min_firms"),
            evidence=[roles_evidence(search, institutions), *place_evidence(search, institutions)],
            ask=institutions[:MOST_ASKED],
            remarks=near_the_limit(search, institutions, where),
        )
        for where, confidence in search.split(
            missing, answers, unknown, of_tables(context, ("actor_positions", "actors", "sites"))
        )
    ]


def _near_knowledge(search: Search, position: int, institutions: tuple[str, ...]) -> Codes:
    """Return for each municipality whether an institution of the position is near."""
    context = search.context
    answers = any_codes([context.office(actor) for actor in institutions], context.size)
    if _is_knowledge_recorded(context, position) and not _has_unknown_kinds(context, position):
        return answers
    doubt = everywhere(UNKNOWN, context.size)
    return any_codes([answers, doubt], context.size)


def _is_knowledge_recorded(context: GapContext, position: int) -> bool:
    """Return whether an institution was ever recorded of the position, or nobody of any."""
    table = context.roles_ever
    if table is None:
        return False
    actors = table.loc[table["position_id"] == context.positions[position], "actor_id"]
    kinds = {context.kind_of(actor) for actor in actors.unique()}
    return table.empty or ActorKind.KNOWLEDGE_INSTITUTION in kinds


def _has_unknown_kinds(context: GapContext, position: int) -> bool:
    """Return whether an actor of the position, its kind not recorded, may be an institution."""
    unknown = {actor for actor in context.actors_of(position) if context.kind_of(actor) is None}
    if unknown and context.firms is not None:
        unknown -= set(context.firms.table["actor_id"])
    return bool(unknown)


# --- a firm on the board -------------------------------------------------------------------


def _no_business_on_board(search: Search, position: int) -> list[Gap]:
    """List the position's clusters whose board has no firm: those known to, and those not."""
    context = search.context
    table = context.register.board_seats
    if table is None:
        return []
    answers = {cluster: _board(table, cluster) for cluster in _clusters(context, position)}
    without_firm = tuple(cluster for cluster, answer in answers.items() if answer is SURE)
    unknown = {c: a for c, a in answers.items() if a is not None and a is not SURE}
    gaps = [_boards(search, position, without_firm, table, SURE)] if without_firm else []
    if unknown:
        doubt = weakest(unknown.values())
        gaps.append(_boards(search, position, tuple(unknown), table, doubt))
    return gaps


def _board(table: pd.DataFrame, cluster: str) -> Confidence | None:
    """Return how sure it is that no firm sits on a board; ``None``: one does."""
    seats = table[table["actor_id"] == cluster]
    if seats.empty:
        return SURE if table.empty else not_recorded("board_silent", (cluster,))
    if seats["affiliation"].str.casefold().isin(FROM_BUSINESS).any():
        return None
    is_open = seats["affiliation"].isna().any()
    return not_recorded("field_absent", (cluster,)) if is_open else SURE


def _boards(
    search: Search,
    position: int,
    clusters: tuple[str, ...],
    table: pd.DataFrame,
    confidence: Confidence,
) -> Gap:
    role = MissingRole.BUSINESS_ON_BOARD.value
    seats = table[table["actor_id"].isin(clusters)]
    return write_gap(
        search,
        GapKind.ACTOR,
        position=position,
        detail=role,
        detail_key=role,
        actors=clusters,
        values={"cluster": ", ".join(map(search.context.name_of, clusters))},
        confidence=weakest([confidence, of_tables(search.context, ("board_seats",))]),
        evidence=[evidence_of(search.context, "board_seats", seats, "seat", ("affiliation",))],
        ask=clusters,
    )
