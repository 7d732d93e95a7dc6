"""Place gaps: firms of a position without an office, an activity or online help within reach.

The actors are those tied to the position; what covers, and what leaves it open, is as on the
coverage map. Three ways of being reached are looked at apart, and a gap has none of them. That a
table does not name an actor leaves a place open only where one would expect it to be named: a
cluster, or a hub beside other hubs. An institution without activities has none.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ecosystem.analysis.gaps.codes import (
    NO,
    STALE,
    UNKNOWN,
    YES,
    Codes,
    all_of,
    any_of,
    everywhere,
)
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.gaps.supply import Line
from ecosystem.analysis.gaps.trust import evidence_of, join_trust, tables_trust
from ecosystem.model.gaps import Gap, GapEvidence
from ecosystem.model.vocabulary import GapKind

LIMITS = ("within_km", "active_days", "min_firms", "shelf_life_days")


def find_place_gaps(search: Search) -> list[Gap]:
    """List, for each position, the municipalities whose firms nobody of it reaches."""
    whole = tables_trust(search.ground, ("actor_positions", "sites", "activities", "offers"))
    rows_alone = tables_trust(search.ground, ("actors",))
    found = []
    for position in search.asked_positions:
        said = reached(search, position)
        missing = (said != YES) & search.wanted(position)
        actors = serving(search, position) or ()
        for where, trust in search.split_by_trust(missing, said, actors[:5]):
            found.append(
                write_gap(
                    search,
                    GapKind.PLACE,
                    position=position,
                    codes=search.places(where),
                    actors=actors,
                    trust=join_trust([trust, whole, rows_alone]),
                    evidence=_evidence(search, actors),
                    limits=LIMITS,
                )
            )
    return found


def serving(search: Search, position: int) -> tuple[str, ...] | None:
    """List the actors tied to a position on the day; ``None`` when nobody ever was recorded."""
    ground = search.ground
    table = ground.register.actor_positions
    if table is None or ground.roles is None:
        return None
    position_id = ground.positions[position]
    if len(table) and not (table["position_id"] == position_id).any():
        return None
    own = ground.roles[ground.roles["position_id"] == position_id]["actor_id"]
    return tuple(sorted(set(own) - ground.closed))


def reached(search: Search, position: int) -> Codes:
    """Say of each municipality whether an office, an activity or online help reaches it."""
    size = search.ground.size
    actors = serving(search, position)
    if actors is None:
        return everywhere(UNKNOWN, size)
    return any_of([_by_actor(search, actor, position) for actor in actors], size)


def _by_actor(search: Search, actor: str, position: int) -> Codes:
    ground = search.ground
    lines = _lines(search).get(actor, ())
    ours = [line for line in lines if position in line.positions]
    offers = ground.register.offers
    if offers is None or (not lines and len(offers) and _is_omission(search, actor, "offers")):
        area = online = everywhere(UNKNOWN, ground.size)
    else:
        area = any_of([line.offered for line in ours], ground.size)
        online = any_of([_online(line) for line in ours], ground.size)
    office = all_of(ground.office(actor), area)
    return any_of([office, online, _activity(search, actor, position)], ground.size)


def _is_telling(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which activities were held so lately that they still tell."""
    return rows["is_telling"].fillna(value=False).astype(bool)


def _is_omission(search: Search, actor: str, table: str) -> bool:
    key = f"kinds told:{table}"
    if key not in search.kept:
        told: Iterable[str] = _lines(search)
        if table == "activities" and (held := search.ground.activities) is not None:
            told = held["actor_id"][_is_telling(held)].unique()
        search.kept[key] = search.ground.kinds_of(told)
    return search.ground.is_omission(actor, search.kept[key])


def _online(line: Line) -> Codes:
    if line.is_online is None:
        return np.where(line.offered == NO, NO, UNKNOWN).astype(np.uint8)
    return line.offered if line.is_online else everywhere(NO, len(line.offered))


def _lines(search: Search) -> dict[str, tuple[Line, ...]]:
    if "lines_by_actor" not in search.kept:
        held: dict[str, list[Line]] = {}
        for line in search.supply.all_lines:
            if line.provider is not None:
                held.setdefault(line.provider, []).append(line)
        search.kept["lines_by_actor"] = {actor: tuple(own) for actor, own in held.items()}
    kept: dict[str, tuple[Line, ...]] = search.kept["lines_by_actor"]
    return kept


def _activity(search: Search, actor: str, position: int) -> Codes:
    key = f"activity:{actor}:{position}"
    if key not in search.kept:
        search.kept[key] = _activity_of(search, actor, position)
    said: Codes = search.kept[key]
    return said


def _activity_of(search: Search, actor: str, position: int) -> Codes:
    ground = search.ground
    held = ground.activities
    if held is None:
        return everywhere(UNKNOWN, ground.size)
    if "activities_by_actor" not in search.kept:
        grouped = {str(one): rows for one, rows in held.groupby("actor_id")}
        search.kept["activities_by_actor"] = grouped
    by_actor = search.kept["activities_by_actor"]
    is_left_out = len(held) > 0 and _is_omission(search, actor, "activities")
    silence = everywhere(UNKNOWN if is_left_out else NO, ground.size)
    if actor not in by_actor:
        return silence
    rows: pd.DataFrame = by_actor[actor]
    own = rows["position_id"].isna() | (rows["position_id"] == ground.positions[position])
    if not own.any():
        return silence
    if not (own & _is_telling(rows)).any():
        return everywhere(STALE, ground.size) if is_left_out else silence
    recent = rows[own & rows["is_recent"].fillna(value=False).astype(bool)]
    known = recent["is_online"].notna()
    on_site = recent[known & (recent["is_online"] == False)]  # noqa: E712
    places = pd.Index(ground.codes).get_indexer(
        pd.Index(on_site["municipality_code"].dropna().unique())
    )
    km = ground.km_between[:, places[places >= 0]]
    is_near = (km <= ground.limits.within_km).any(axis=1)
    is_lost = bool((~known).any() or on_site["municipality_code"].isna().any())
    is_open = np.isnan(km).any(axis=1) | is_lost
    said: Codes = np.select([is_near, is_open], [YES, UNKNOWN], NO).astype(np.uint8)
    return said


def _evidence(search: Search, actors: tuple[str, ...]) -> list[GapEvidence]:
    register = search.ground.register
    sites, offers = register.sites, register.offers
    own_sites = None if sites is None else sites[sites["actor_id"].isin(actors)]
    own_offers = None if offers is None else offers[offers["provider_actor_id"].isin(actors)]
    roles = search.ground.roles
    own_roles = None if roles is None else roles[roles["actor_id"].isin(actors)]
    return [
        evidence_of(search.ground.roles_table, own_roles, "actor_id"),
        evidence_of("sites", own_sites, "site_id", ("municipality_code",)),
        evidence_of("offers", own_offers, "offer_id", ("area", "channel")),
        evidence_of("activities", search.ground.activities, "actor_id", ("municipality_code",)),
    ]
