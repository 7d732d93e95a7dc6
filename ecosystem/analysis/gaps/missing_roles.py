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
from ecosystem.analysis.gaps.evidence import evidence_of
from ecosystem.analysis.gaps.ground import Ground, position_rows
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
        if _is_valid(search.ground, position):
            gaps += _no_cluster(search, position)
            gaps += _no_test_facility(search, position)
            gaps += _no_knowledge(search, position)
            gaps += _no_business_on_board(search, position)
    return gaps


def _is_valid(ground: Ground, position: int) -> bool:
    rows = _own_row(ground, position)
    return bool(holding(rows, ground.on).any())


def _own_row(ground: Ground, position: int) -> pd.DataFrame:
    table = position_rows(ground)
    return table[table["position_id"] == ground.positions[position]]


def _position_evidence(ground: Ground, position: int) -> GapEvidence:
    rows = _own_row(ground, position)
    return evidence_of(ground, "strength_positions", rows, "position_id", ("valid_from",))


# --- cluster -------------------------------------------------------------------------------


def _clusters(ground: Ground, position: int) -> tuple[str, ...]:
    """List the designated clusters of a position that are there on the day."""
    return (ground.clusters_of or {}).get(ground.positions[position], ())


def _no_cluster(search: Search, position: int) -> list[Gap]:
    ground = search.ground
    if _clusters(ground, position):
        return []
    ever = _ever(ground, position, PositionRole.DESIGNATED_CLUSTER)
    since, key = _since(ground, position, ever)
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
        values={"since": since, "former": ", ".join(map(ground.name_of, former))},
        confidence=weakest(
            [of_tables(ground, ("actor_positions", "actors")), _silence(ground, position, ever)]
        ),
        evidence=[
            evidence_of(ground, ground.roles_table, _rows(ground, ever), "actor_id"),
            _position_evidence(ground, position),
        ],
        ask=_who_would_know(ground, position),
    )
    return [gap]


def _since(ground: Ground, position: int, ever: pd.DataFrame) -> tuple[date | None, str]:
    """Return the first day without the role: after the last one, or the position's own first."""
    before = ever[ever["valid_from"].isna() | (ever["valid_from"] <= pd.Timestamp(ground.on))]
    if len(before):
        last = before["valid_to"].max()
        closed = ground.supporters["closed"].reindex(before["actor_id"]).min()
        ends = [end for end in (last, closed) if not pd.isna(end)]
        return (min(ends).date() + timedelta(days=1) if ends else None), "ended"
    first = _own_row(ground, position)["valid_from"].min()
    return (None if pd.isna(first) else first.date()), "never"


def _ever(ground: Ground, position: int, role: PositionRole) -> pd.DataFrame:
    """Return the rows that ever gave an actor a role in a position."""
    table = ground.roles_ever
    if table is None:
        return pd.DataFrame(columns=_ROLE_COLUMNS)
    is_own = table["position_id"] == ground.positions[position]
    return table[is_own & (table["role"] == role.value)]


def _rows(ground: Ground, ever: pd.DataFrame) -> pd.DataFrame | None:
    return None if ground.roles_ever is None else ever


def _silence(ground: Ground, position: int, ever: pd.DataFrame) -> Confidence:
    """Return how sure it is that a role is empty: not known where nobody ever recorded it."""
    table = ground.roles_ever
    if table is None or table.empty or len(ever):
        return SURE
    return not_recorded("role_never_recorded", _who_would_know(ground, position))


def _who_would_know(ground: Ground, position: int) -> list[str]:
    """List the position's own actors, clusters first; without any hubs, else authorities."""
    own = sorted(ground.actors_of(position) & set(ground.supporters.index))
    own.sort(key=lambda actor: ground.kind_of(actor) is not ActorKind.CLUSTER)
    hubs = ground.day.actors.of_kind(ActorKind.BUSINESS_HUB)
    others = hubs or ground.day.actors.of_kind(ActorKind.PUBLIC_AUTHORITY)
    return [actor for actor in own or others if actor not in ground.examples][:MOST_ASKED]


# --- test facility -------------------------------------------------------------------------


def _no_test_facility(search: Search, position: int) -> list[Gap]:
    ground = search.ground
    if not is_any_facility(ground) or _has_test_facility(ground, position):
        return []
    role = MissingRole.TEST_FACILITY.value
    ever = _ever(ground, position, PositionRole.TEST_FACILITY)
    actors = ground.actors_of(position)
    sites = ground.day.places.sites_ever
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
                    of_tables(ground, ("actor_positions", "sites", "actors")),
                    _silence(ground, position, _with_sites(ever, own_sites)),
                ]
            ),
            evidence=[
                evidence_of(ground, ground.roles_table, _rows(ground, ever), "actor_id"),
                evidence_of(ground, "sites", own_sites, "site_id", ("kind",)),
            ],
            ask=_who_would_know(ground, position),
        )
    ]


def _has_test_facility(ground: Ground, position: int) -> bool:
    actors = ground.actors_of(position)
    roles, sites = ground.roles, ground.day.places.sites
    with_one: set[str] = set()
    if roles is not None:
        is_own = roles["position_id"] == ground.positions[position]
        is_role = roles["role"] == PositionRole.TEST_FACILITY.value
        with_one |= set(roles.loc[is_own & is_role, "actor_id"])
    if sites is not None:
        with_one |= set(sites.loc[sites["kind"] == SiteKind.TEST_FACILITY.value, "actor_id"])
    return bool(with_one & actors)


def _with_sites(ever: pd.DataFrame, sites: pd.DataFrame | None) -> pd.DataFrame:
    """Return what ever gave the position a test facility: roles, and sites of its actors."""
    if sites is None:
        return ever
    own = sites.loc[sites["kind"] == SiteKind.TEST_FACILITY.value, ["actor_id"]]
    return pd.concat([ever[["actor_id"]], own])


def is_any_facility(ground: Ground) -> bool:
    """Tell whether the register records test facilities at all, open or closed."""
    roles, sites = ground.roles_ever, ground.day.places.sites_ever
    is_role = roles is not None and (roles["role"] == PositionRole.TEST_FACILITY.value).any()
    is_site = sites is not None and (sites["kind"] == SiteKind.TEST_FACILITY.value).any()
    return bool(is_role or is_site)


# --- knowledge institution -----------------------------------------------------------------


def knowledge_of(search: Search, position: int) -> tuple[str, ...]:
    """List the knowledge institutions tied to a position on the day."""
    ground = search.ground
    return tuple(
        sorted(
            actor
            for actor in ground.actors_of(position)
            if ground.kind_of(actor) is ActorKind.KNOWLEDGE_INSTITUTION
        )
    )


def _no_knowledge(search: Search, position: int) -> list[Gap]:
    ground = search.ground
    institutions = knowledge_of(search, position)
    answers = _near_knowledge(search, position, institutions)
    missing = (answers != YES) & search.wanted(position)
    unknown = weakest([unknown_places(search, institutions)])
    if not _is_knowledge_recorded(ground, position):
        unknown = not_recorded("role_never_recorded", _who_would_know(ground, position))
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
            missing, answers, unknown, of_tables(ground, ("actor_positions", "actors", "sites"))
        )
    ]


def _near_knowledge(search: Search, position: int, institutions: tuple[str, ...]) -> Codes:
    """Say of each municipality whether an institution of the position is near."""
    ground = search.ground
    answers = any_codes([ground.office(actor) for actor in institutions], ground.size)
    if _is_knowledge_recorded(ground, position) and not _has_unknown_kinds(ground, position):
        return answers
    doubt = everywhere(UNKNOWN, ground.size)
    return any_codes([answers, doubt], ground.size)


def _is_knowledge_recorded(ground: Ground, position: int) -> bool:
    """Tell whether an institution was ever recorded of the position, or nobody of any."""
    table = ground.roles_ever
    if table is None:
        return False
    named = table.loc[table["position_id"] == ground.positions[position], "actor_id"]
    kinds = {ground.kind_of(actor) for actor in named.unique()}
    return table.empty or ActorKind.KNOWLEDGE_INSTITUTION in kinds


def _has_unknown_kinds(ground: Ground, position: int) -> bool:
    """Tell whether an actor of the position, its kind not recorded, may be an institution."""
    unknown = {actor for actor in ground.actors_of(position) if ground.kind_of(actor) is None}
    if unknown and ground.firms is not None:
        unknown -= set(ground.firms.table["actor_id"])
    return bool(unknown)


# --- a firm on the board -------------------------------------------------------------------


def _no_business_on_board(search: Search, position: int) -> list[Gap]:
    """List the position's clusters whose board has no firm: those known to, and those not."""
    ground = search.ground
    table = ground.register.board_seats
    if table is None:
        return []
    answers = {cluster: _board(table, cluster) for cluster in _clusters(ground, position)}
    known = tuple(cluster for cluster, answer in answers.items() if answer is SURE)
    unknown = {c: a for c, a in answers.items() if a is not None and a is not SURE}
    gaps = [_boards(search, position, known, table, SURE)] if known else []
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
        values={"cluster": ", ".join(map(search.ground.name_of, clusters))},
        confidence=weakest([confidence, of_tables(search.ground, ("board_seats",))]),
        evidence=[evidence_of(search.ground, "board_seats", seats, "seat", ("affiliation",))],
        ask=clusters,
    )
