"""Needs that hang on one actor, and places where many public actors do the same.

The first is a weak point, the second a finding and no fault: that four do the same in one town
may be what the town needs.
"""

from typing import Final

import numpy as np

from ecosystem.analysis.coverage import OFFICE_KINDS
from ecosystem.analysis.gaps.codes import STALE, UNKNOWN, YES
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.gaps.supply import Line
from ecosystem.analysis.gaps.trust import (
    ASKED,
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
from ecosystem.model.vocabulary import ActorKind, GapKind

PUBLIC: Final = frozenset(
    {
        ActorKind.CLUSTER,
        ActorKind.BUSINESS_HUB,
        ActorKind.MUNICIPAL_OFFICE,
        ActorKind.PUBLIC_AUTHORITY,
        ActorKind.KNOWLEDGE_INSTITUTION,
    }
)


def find_single_providers(search: Search) -> list[Gap]:
    """List the needs of a position that one actor alone serves."""
    whole = tables_trust(search.ground, ("offers", "sites"))
    found = []
    for need, position, lines in lines_of_cells(search):
        serving = {line.provider or line.offer_id for line in lines if (line.reach == YES).any()}
        if len(serving) != 1:
            continue
        actor = next(iter(serving))
        found.append(
            write_gap(
                search,
                GapKind.FRAGILITY,
                position=position,
                need=need,
                detail=actor,
                detail_key="single",
                actors=(actor,),
                words={"actor": search.ground.name_of(actor)},
                trust=join_trust([whole, _others_trust(search, lines, actor)]),
                evidence=[_offers(search, lines)],
            )
        )
    return found


def _others_trust(search: Search, lines: list[Line], actor: str) -> Trust:
    """Another offer of which it is not known whether it can be used may be a second one."""
    others = [line for line in lines if (line.provider or line.offer_id) != actor]
    if unknown := [line for line in others if (line.reach == UNKNOWN).any()]:
        return not_recorded("field_absent", _providers(search, unknown))
    if stale := [line for line in others if (line.reach == STALE).any()]:
        days = search.ground.limits.shelf_life_days
        return out_of_date(_providers(search, stale), days=days)
    return REAL


def _providers(search: Search, lines: list[Line]) -> list[str]:
    """Whose offers these are, each once, the first few of those that are still there."""
    ids = dict.fromkeys(line.provider for line in lines if line.provider is not None)
    return [one for one in ids if one not in search.ground.closed][:ASKED]


def find_overlaps(search: Search) -> list[Gap]:
    """List where many public actors are on site with an offer for the same need and position."""
    ground = search.ground
    if ground.register.sites is None:
        return []
    whole = tables_trust(ground, ("offers", "sites", "actors"))
    standing = _standing(search)
    found = []
    for need, position, lines in lines_of_cells(search):
        on_site: dict[str, np.ndarray] = {}
        for line in lines:
            provider = line.provider
            if provider in standing and line.is_on_site:
                here = (line.reach == YES) & standing[provider]
                on_site[provider] = on_site.get(provider, np.zeros_like(here)) | here
        if len(on_site) < ground.limits.overlap_from:
            continue
        count = np.sum(list(on_site.values()), axis=0)
        where = count >= ground.limits.overlap_from
        if not where.any():
            continue
        actors = tuple(sorted(a for a, here in on_site.items() if (here & where).any()))
        found.append(
            write_gap(
                search,
                GapKind.OVERLAP,
                position=position,
                need=need,
                codes=search.places(where),
                actors=actors,
                words={"most": int(count.max()), "actors": len(actors)},
                limits=("overlap_from",),
                trust=whole,
                evidence=[_offers(search, [line for line in lines if line.provider in actors])],
            )
        )
    return found


def lines_of_cells(search: Search) -> list[tuple[int, int, list[Line]]]:
    """Every need and position asked about, with its lines."""
    if "cells" not in search.kept:
        cells: dict[tuple[int, int], list[Line]] = {}
        for line in search.supply.all_lines:
            for need in line.needs:
                for position in line.positions:
                    cells.setdefault((need, position), []).append(line)
        search.kept["cells"] = cells
    held = search.kept["cells"]
    return [
        (need, position, held.get((need, position), []))
        for need in search.asked_needs
        for position in search.asked_positions
    ]


def _standing(search: Search) -> dict[str, np.ndarray]:
    """Municipalities in which each public actor has an office."""
    ground = search.ground
    sites = ground.register.sites
    assert sites is not None
    offices = sites[sites["kind"].isin(OFFICE_KINDS) & holding(sites, ground.on)]
    number = {code: place for place, code in enumerate(ground.codes)}
    found: dict[str, np.ndarray] = {}
    for actor, code in zip(offices["actor_id"], offices["municipality_code"], strict=True):
        if ground.kind_of(actor) in PUBLIC and actor not in ground.closed and code in number:
            found.setdefault(actor, np.zeros(ground.size, dtype=bool))[number[code]] = True
    return found


def _offers(search: Search, lines: list[Line]) -> GapEvidence:
    table = search.ground.register.offers
    ids = {line.offer_id for line in lines}
    rows = None if table is None else table[table["offer_id"].isin(ids)]
    return evidence_of("offers", rows, "offer_id", ("area", "channel", "provider_actor_id"))
