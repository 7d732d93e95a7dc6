"""Needs that hang on one actor, and places where many public actors do the same.

The first is a weak point, the second a finding and no fault: that four do the same in one town
may be what the town needs.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from ecosystem.analysis.day import PUBLIC_KINDS
from ecosystem.analysis.gaps.confidence import (
    MOST_ASKED,
    SURE,
    Confidence,
    not_recorded,
    of_tables,
    weakest,
)
from ecosystem.analysis.gaps.evidence import evidence_of
from ecosystem.analysis.gaps.places import place_evidence
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.gaps.supply import Line
from ecosystem.analysis.kleene import UNKNOWN, YES
from ecosystem.model.gaps import Gap, GapEvidence
from ecosystem.model.vocabulary import GapKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]


def find_single_providers(search: Search) -> list[Gap]:
    """List the needs of a position that one actor alone serves."""
    whole = of_tables(search.ground, ("offers", "sites"))
    gaps = []
    for need, position, lines in lines_of_cells(search):
        serving = {line.provider or line.offer_id for line in lines if (line.reach == YES).any()}
        if len(serving) != 1:
            continue
        actor = next(iter(serving))
        gaps.append(
            write_gap(
                search,
                GapKind.FRAGILITY,
                position=position,
                need=need,
                detail=actor,
                detail_key="single",
                actors=(actor,),
                values={"actor": search.ground.name_of(actor)},
                confidence=weakest([whole, _second(search, lines, actor)]),
                evidence=[offers_evidence(search, lines)],
                ask=_providers(search, lines),
            )
        )
    return gaps


def _second(search: Search, lines: Iterable[Line], actor: str) -> Confidence:
    """Return whether it is known that no offer of another actor is a second one."""
    others = [line for line in lines if (line.provider or line.offer_id) != actor]
    unknown = [line for line in others if (line.reach == UNKNOWN).any()]
    return not_recorded("field_absent", _providers(search, unknown)) if unknown else SURE


def _providers(search: Search, lines: Iterable[Line]) -> list[str]:
    """List whose offers these are, each once, the first few of those that are still there."""
    ids = dict.fromkeys(line.provider for line in lines if line.provider is not None)
    return [actor for actor in ids if actor not in search.ground.closed][:MOST_ASKED]


def find_overlaps(search: Search) -> list[Gap]:
    """List where many public actors are on site with an offer for the same need and position."""
    ground = search.ground
    if ground.day.places.sites_ever is None:
        return []
    whole = of_tables(ground, ("offers", "sites", "actors"))
    standing = _standing(search)
    gaps = []
    for need, position, lines in lines_of_cells(search):
        on_site = _on_site(lines, standing)
        if len(on_site) < ground.limits.overlap_from:
            continue
        count = np.sum(list(on_site.values()), axis=0)
        where = count >= ground.limits.overlap_from
        if not where.any():
            continue
        actors = tuple(sorted(a for a, here in on_site.items() if (here & where).any()))
        own = [line for line in lines if line.provider in actors]
        gaps.append(
            write_gap(
                search,
                GapKind.OVERLAP,
                position=position,
                need=need,
                codes=search.places(where),
                actors=actors,
                values={"most": int(count.max()), "actors": len(actors)},
                limits=("overlap_from",),
                confidence=whole,
                evidence=[offers_evidence(search, own), *place_evidence(search, actors)],
                ask=actors[:MOST_ASKED],
            )
        )
    return gaps


def _on_site(lines: Iterable[Line], standing: dict[str, "Truths"]) -> dict[str, "Truths"]:
    """Return where each actor is met on site with an offer that can be used there."""
    on_site: dict[str, Truths] = {}
    for line in lines:
        if line.provider in standing and line.is_on_site:
            here = (line.reach == YES) & standing[line.provider]
            on_site[line.provider] = on_site.get(line.provider, np.zeros_like(here)) | here
    return on_site


def lines_of_cells(search: Search) -> Iterator[tuple[int, int, tuple[Line, ...]]]:
    """List every need and position asked about, with its lines."""
    for need in search.asked_needs:
        for position in search.asked_positions:
            yield need, position, search.supply.of_cell(need, position)


def _standing(search: Search) -> dict[str, "Truths"]:
    """Return the municipalities in which each public actor is met."""
    ground = search.ground
    number = {code: place for place, code in enumerate(ground.codes)}
    places = ground.day.places.meeting_places
    standing: dict[str, Truths] = {}
    for actor, code in zip(places["actor_id"], places["municipality_code"], strict=True):
        is_public = ground.kind_of(actor) in PUBLIC_KINDS and actor not in ground.closed
        if is_public and code in number:
            here = standing.setdefault(actor, np.zeros(ground.size, dtype=bool))
            here[number[code]] = True
    return standing


def offers_evidence(search: Search, lines: Iterable[Line]) -> GapEvidence:
    """Tell what the rows of some offers are worth."""
    table = search.ground.register.offers
    ids = {line.offer_id for line in lines}
    rows = None if table is None else table[table["offer_id"].isin(ids)]
    cells = ("area", "channel", "provider_actor_id")
    return evidence_of(search.ground, "offers", rows, "offer_id", cells)
