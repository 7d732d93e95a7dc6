"""Needs that hang on one actor, and places where many public actors do the same.

The first is a weak point, the second a finding and no fault: that four do the same in one town
may be what the town needs.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

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
from ecosystem.analysis.gaps.supply import OfferReach
from ecosystem.analysis.kleene import UNKNOWN, YES
from ecosystem.model.gaps import Gap, GapEvidence
from ecosystem.model.member_facts import PUBLIC_KINDS
from ecosystem.model.vocabulary import GapKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]


def find_single_providers(search: Search) -> list[Gap]:
    """List the needs of a position that one actor alone serves."""
    tables_confidence = of_tables(search.context, ("offers", "sites"))
    gaps = []
    for need, position, reaches in reaches_of_cells(search):
        serving = {
            reach.provider or reach.offer_id for reach in reaches if (reach.usable == YES).any()
        }
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
                values={"actor": search.context.name_of(actor)},
                confidence=weakest([tables_confidence, _second(search, reaches, actor)]),
                evidence=[offers_evidence(search, reaches)],
                ask=_providers(search, reaches),
            )
        )
    return gaps


def _second(search: Search, reaches: Iterable[OfferReach], actor: str) -> Confidence:
    """Return whether it is known that no offer of another actor is a second one."""
    others = [reach for reach in reaches if (reach.provider or reach.offer_id) != actor]
    unknown = [reach for reach in others if (reach.usable == UNKNOWN).any()]
    return not_recorded("field_absent", _providers(search, unknown)) if unknown else SURE


def _providers(search: Search, reaches: Iterable[OfferReach]) -> list[str]:
    """List whose offers these are, each once, the first few of those that are still there."""
    ids = dict.fromkeys(reach.provider for reach in reaches if reach.provider is not None)
    return [actor for actor in ids if actor not in search.context.closed][:MOST_ASKED]


def find_overlaps(search: Search) -> list[Gap]:
    """List where many public actors are on site with an offer for the same need and position."""
    context = search.context
    if context.day.places.sites_ever is None:
        return []
    tables_confidence = of_tables(context, ("offers", "sites", "actors"))
    standing = _standing(search)
    gaps = []
    for need, position, reaches in reaches_of_cells(search):
        on_site = _on_site(reaches, standing)
        if len(on_site) < context.limits.overlap_from:
            continue
        count = np.sum(list(on_site.values()), axis=0)
        where = count >= context.limits.overlap_from
        if not where.any():
            continue
        actors = tuple(sorted(a for a, here in on_site.items() if (here & where).any()))
        reaches_of_actors = [reach for reach in reaches if reach.provider in actors]
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
                confidence=tables_confidence,
                evidence=[
                    offers_evidence(search, reaches_of_actors),
                    *place_evidence(search, actors),
                ],
                ask=actors[:MOST_ASKED],
            )
        )
    return gaps


def _on_site(reaches: Iterable[OfferReach], standing: dict[str, "Truths"]) -> dict[str, "Truths"]:
    """Return where each actor is met on site with an offer that can be used there."""
    on_site: dict[str, Truths] = {}
    for reach in reaches:
        if reach.provider in standing and reach.is_on_site:
            here = (reach.usable == YES) & standing[reach.provider]
            on_site[reach.provider] = on_site.get(reach.provider, np.zeros_like(here)) | here
    return on_site


def reaches_of_cells(search: Search) -> Iterator[tuple[int, int, tuple[OfferReach, ...]]]:
    """List every need and position asked about, with the reach of its offers."""
    for need in search.asked_needs:
        for position in search.asked_positions:
            yield need, position, search.supply.of_cell(need, position)


def _standing(search: Search) -> dict[str, "Truths"]:
    """Return the municipalities in which each public actor is met."""
    context = search.context
    number = {code: number for number, code in enumerate(context.codes)}
    places = context.day.places.meeting_places
    standing: dict[str, Truths] = {}
    for actor, code in zip(places["actor_id"], places["municipality_code"], strict=True):
        is_public = context.kind_of(actor) in PUBLIC_KINDS and actor not in context.closed
        if is_public and code in number:
            here = standing.setdefault(actor, np.zeros(context.size, dtype=bool))
            here[number[code]] = True
    return standing


def offers_evidence(search: Search, reaches: Iterable[OfferReach]) -> GapEvidence:
    """Return what the rows of some offers are worth."""
    table = search.context.register.offers
    ids = {reach.offer_id for reach in reaches}
    rows = None if table is None else table[table["offer_id"].isin(ids)]
    cells = ("area", "channel", "provider_actor_id")
    return evidence_of(search.context, "offers", rows, "offer_id", cells)
