"""Actor gaps: a role that a position lacks.

Four roles are looked for: a designated cluster that is there on the day, a test facility, a
knowledge institution within reach of the firms, and a firm on the board of the cluster. That a
role is empty is more than silence when the register shows that it ended, or when it records the
role for nearly all other positions. Where boards or test facilities are not recorded at all, that
is said once, not of every position.
"""

from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from ecosystem.analysis.gaps.codes import NO, UNKNOWN, YES, any_of
from ecosystem.analysis.gaps.ground import Ground, is_stale
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.gaps.trust import (
    ASKED,
    COMPLETE_FROM,
    REAL,
    Trust,
    evidence_of,
    join_trust,
    not_recorded,
    out_of_date,
    tables_trust,
)
from ecosystem.model.days import holding
from ecosystem.model.gaps import Gap, GapEvidence
from ecosystem.model.vocabulary import (
    ActorKind,
    GapKind,
    MissingRole,
    PositionRole,
    SiteKind,
)

FROM_BUSINESS: Final = frozenset({"firm", "business", "virksomhed", "erhverv"})
"""What a board seat's holder may be said to come from when it is a firm."""


def find_actor_gaps(search: Search) -> list[Gap]:
    """List the roles that the positions asked about lack on the day."""
    found: list[Gap] = []
    for position in search.asked_positions:
        if not _is_valid(search, position):
            continue
        clusters = _active_clusters(search, position)
        found += _no_cluster(search, position, clusters)
        found += _no_test_facility(search, position)
        found += _no_knowledge(search, position)
        for cluster in clusters or ():
            found += _no_business_on_board(search, position, cluster)
    return found


def _is_valid(search: Search, position: int) -> bool:
    table = search.ground.register.strength_positions
    assert table is not None
    own = table[table["position_id"] == search.ground.positions[position]]
    return bool(holding(own, search.ground.on).any())


def _active_clusters(search: Search, position: int) -> tuple[str, ...] | None:
    ground = search.ground
    if ground.clusters_of is None:
        return None
    named = ground.clusters_of.get(ground.positions[position], ())
    return tuple(actor for actor in named if actor not in ground.closed)


def _no_cluster(search: Search, position: int, clusters: tuple[str, ...] | None) -> list[Gap]:
    if clusters:
        return []
    ground = search.ground
    table = ground.register.actor_positions
    role = PositionRole.DESIGNATED_CLUSTER
    ever = _ever(table, ground.positions[position], role)
    trust = [tables_trust(ground, ("actor_positions", "actors"))]
    if table is not None and len(table):
        trust.append(_trust_in_silence(search, position, ever, role))
    since, key = _since(search, position, ever)
    gap = write_gap(
        search,
        GapKind.ACTOR,
        position=position,
        detail=MissingRole.CLUSTER.value,
        detail_key=f"{MissingRole.CLUSTER.value}.{key}",
        actors=tuple(ever["actor_id"].unique()),
        since=since,
        words={"since": since, "former": ", ".join(map(ground.name_of, ever["actor_id"].unique()))},
        trust=join_trust(trust),
        evidence=[
            evidence_of(ground.roles_table, None if table is None else ever, "actor_id"),
            _position_row(search, position),
        ],
    )
    return [gap]


def _since(search: Search, position: int, ever: pd.DataFrame) -> tuple[date | None, str]:
    """First day without the role: the day after the last one, or the position's own first."""
    before = ever[
        ever["valid_from"].isna() | (ever["valid_from"] <= pd.Timestamp(search.ground.on))
    ]
    if len(before):
        last = before["valid_to"].max()
        closed = search.ground.supporters["closed"].reindex(before["actor_id"]).min()
        ends = [end for end in (last, closed) if not pd.isna(end)]
        return (min(ends).date() + timedelta(days=1) if ends else None), "ended"
    table = search.ground.register.strength_positions
    assert table is not None
    first = table.set_index("position_id")["valid_from"].get(search.ground.positions[position])
    return (None if pd.isna(first) else first.date()), "never"


def _ever(table: pd.DataFrame | None, position_id: str, role: PositionRole) -> pd.DataFrame:
    if table is None:
        columns = ["actor_id", "valid_from", "valid_to", "source", "checked"]
        return pd.DataFrame(columns=columns)
    return table[(table["position_id"] == position_id) & (table["role"] == role.value)]


def _trust_in_silence(
    search: Search, position: int, ever: pd.DataFrame, role: PositionRole
) -> Trust:
    """A role that is recorded for nearly all other positions is not merely left out."""
    ground = search.ground
    if len(ever):
        days = ground.limits.shelf_life_days
        is_old = bool(is_stale(ever, ground.on, ground.limits).all())
        return out_of_date(ever["actor_id"].unique(), days=days) if is_old else REAL
    table = ground.register.actor_positions
    assert table is not None
    told = table.loc[table["role"] == role.value, "position_id"].nunique()
    others = len(ground.positions) - 1
    share = told / others if others else 0.0
    if share >= COMPLETE_FROM:
        return REAL
    asked = _asked(search, position)
    return not_recorded("role_rarely_recorded", asked, share=round(100 * share))


def _asked(search: Search, position: int) -> list[str]:
    """Who would know: the position's own actors, clusters first; else hubs, else authorities."""
    ground = search.ground
    here = ground.supporters[~ground.supporters.index.isin(ground.closed)]
    tied: set[str] = set()
    if ground.roles is not None:
        held = ground.roles["position_id"] == ground.positions[position]
        tied = set(ground.roles.loc[held, "actor_id"])
    own = here[here.index.isin(tied)]
    clusters = own["kind"] == ActorKind.CLUSTER.value
    hubs, authorities = (
        here[here["kind"] == kind.value]
        for kind in (ActorKind.BUSINESS_HUB, ActorKind.PUBLIC_AUTHORITY)
    )
    groups = (own[clusters], own[~clusters]) if len(own) else (hubs if len(hubs) else authorities,)
    return [str(actor) for group in groups for actor in group.index][:ASKED]


def _position_row(search: Search, position: int) -> GapEvidence:
    table = search.ground.register.strength_positions
    assert table is not None
    own = table[table["position_id"] == search.ground.positions[position]]
    return evidence_of("strength_positions", own, "position_id", ("valid_from",))


def _no_test_facility(search: Search, position: int) -> list[Gap]:
    ground = search.ground
    role = PositionRole.TEST_FACILITY
    position_id = ground.positions[position]
    table = ground.register.actor_positions
    sites = ground.register.sites
    if not is_any_facility(ground):
        return []
    named = set() if ground.roles is None else _with_role(ground.roles, position_id, role)
    tied = (
        set()
        if ground.roles is None
        else set(ground.roles.loc[ground.roles["position_id"] == position_id, "actor_id"])
    )
    standing = set()
    if sites is not None:
        here = sites[(sites["kind"] == SiteKind.TEST_FACILITY.value) & holding(sites, ground.on)]
        standing = set(here["actor_id"]) & tied
    if (named | standing) - ground.closed:
        return []
    ever = _ever(table, position_id, role)
    trust = [tables_trust(ground, ("actor_positions", "sites", "actors"))]
    if table is not None and len(table):
        trust.append(_trust_in_silence(search, position, ever, role))
    own_sites = None if sites is None else sites[sites["actor_id"].isin(tied)]
    return [
        write_gap(
            search,
            GapKind.ACTOR,
            position=position,
            detail=MissingRole.TEST_FACILITY.value,
            detail_key=MissingRole.TEST_FACILITY.value,
            actors=tuple(ever["actor_id"].unique()),
            trust=join_trust(trust),
            evidence=[
                evidence_of(ground.roles_table, None if table is None else ever, "actor_id"),
                evidence_of("sites", own_sites, "site_id", ("kind",)),
            ],
        )
    ]


def is_any_facility(ground: Ground) -> bool:
    """Tell whether the register records test facilities at all, open or closed."""
    table, sites = ground.register.actor_positions, ground.register.sites
    is_role = table is not None and (table["role"] == PositionRole.TEST_FACILITY.value).any()
    is_site = sites is not None and (sites["kind"] == SiteKind.TEST_FACILITY.value).any()
    return bool(is_role or is_site)


def _with_role(roles: pd.DataFrame, position_id: str, role: PositionRole) -> set[str]:
    own = (roles["position_id"] == position_id) & (roles["role"] == role.value)
    return set(roles.loc[own, "actor_id"])


def knowledge_of(search: Search, position: int) -> tuple[str, ...]:
    """List the knowledge institutions tied to a position on the day."""
    ground = search.ground
    if ground.roles is None:
        return ()
    tied = ground.roles.loc[ground.roles["position_id"] == ground.positions[position], "actor_id"]
    return tuple(
        sorted(
            actor
            for actor in set(tied) - ground.closed
            if ground.kind_of(actor) == ActorKind.KNOWLEDGE_INSTITUTION
        )
    )


def _no_knowledge(search: Search, position: int) -> list[Gap]:
    ground = search.ground
    institutions = knowledge_of(search, position)
    whole = tables_trust(ground, ("actor_positions", "actors", "sites"))
    said = any_of([ground.office(actor) for actor in institutions], ground.size)
    if ground.roles is None or _unknown_kinds(search, position):
        said = np.where(said == NO, UNKNOWN, said).astype(np.uint8)
    missing = (said != YES) & search.wanted(position)
    role = PositionRole.KNOWLEDGE_FIELD
    table = ground.register.actor_positions
    silence = REAL
    if not institutions and table is not None and len(table):
        ever = _ever(table, ground.positions[position], role)
        silence = _trust_in_silence(search, position, ever, role)
    own = (
        None if ground.roles is None else ground.roles[ground.roles["actor_id"].isin(institutions)]
    )
    sites = ground.register.sites
    own_sites = None if sites is None else sites[sites["actor_id"].isin(institutions)]
    return [
        write_gap(
            search,
            GapKind.ACTOR,
            position=position,
            codes=search.places(where),
            detail=MissingRole.KNOWLEDGE_INSTITUTION.value,
            detail_key=MissingRole.KNOWLEDGE_INSTITUTION.value,
            actors=institutions,
            trust=join_trust([trust, whole, silence]),
            limits=("within_km", "min_firms"),
            evidence=[
                evidence_of(ground.roles_table, own, "actor_id"),
                evidence_of("sites", own_sites, "site_id", ("municipality_code",)),
            ],
        )
        for where, trust in search.split_by_trust(missing, said, institutions[:5])
    ]


def _unknown_kinds(search: Search, position: int) -> bool:
    """An actor tied to the position whose kind nobody has recorded may be an institution."""
    ground = search.ground
    assert ground.roles is not None
    tied = ground.roles.loc[ground.roles["position_id"] == ground.positions[position], "actor_id"]
    open_ = {actor for actor in set(tied) if ground.kind_of(actor) is None}
    if open_ and ground.firms is not None:
        open_ -= set(ground.firms.table["actor_id"])
    return bool(open_)


def _no_business_on_board(search: Search, position: int, cluster: str) -> list[Gap]:
    table = search.ground.register.board_seats
    own = None if table is None else table[table["actor_id"] == cluster]
    ask = (cluster,)
    if own is None:
        return []
    if own.empty:
        trust = REAL if table is not None and table.empty else not_recorded("board_silent", ask)
    else:
        from_firm = own["affiliation"].str.casefold().isin(FROM_BUSINESS)
        if from_firm.any():
            return []
        trust = REAL
        if own["affiliation"].isna().any():
            trust = not_recorded("field_absent", ask)
        elif is_stale(own, search.ground.on, search.ground.limits).all():
            trust = out_of_date(ask, days=search.ground.limits.shelf_life_days)
    name = MissingRole.BUSINESS_ON_BOARD.value
    return [
        write_gap(
            search,
            GapKind.ACTOR,
            position=position,
            detail=name,
            detail_key=name,
            actors=ask,
            words={"cluster": search.ground.name_of(cluster)},
            trust=join_trust([trust, tables_trust(search.ground, ("board_seats",))]),
            evidence=[evidence_of("board_seats", own, "seat", ("affiliation",))],
        )
    ]
