"""Need gaps: no offer for a need that a position's firms in a municipality can use."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np

from ecosystem.analysis.gaps.confidence import (
    MOST_ASKED,
    Confidence,
    not_recorded,
    of_tables,
    weakest,
)
from ecosystem.analysis.gaps.nearby import is_omission, kinds_of
from ecosystem.analysis.gaps.places import near_the_limit, place_evidence, unknown_places
from ecosystem.analysis.gaps.redundancy import offers_evidence
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.gaps.supply import OfferReach
from ecosystem.analysis.kleene import NO, UNKNOWN, YES, Codes
from ecosystem.model.gaps import Gap, GapEvidence
from ecosystem.model.vocabulary import GapKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]

LIMITS: Final = ("within_km", "min_firms")
MOST_ACTORS_NAMED: Final = 3
"""Actors named in a sentence."""


def find_need_gaps(search: Search) -> list[Gap]:
    """List, for each need and position, the municipalities whose firms find no offer."""
    tables_confidence = of_tables(search.context, ("offers", "sites", "actors"))
    silent = {position: _silent(search, position) for position in search.asked_positions}
    return [
        gap
        for need in search.asked_needs
        for position in search.asked_positions
        for gap in _gaps_of(search, need, position, tables_confidence, silent[position])
    ]


def cell_states(search: Search, need: int, position: int) -> Codes:
    """Return for each municipality whether its firms find an offer: yes, no, or not known.

    Municipalities without firms are answered too.
    """
    supply = search.supply
    is_served = supply.yes[need, position] > 0
    is_open = supply.unknown[need, position] > 0
    if search.context.register.offers is None or _is_never_recorded(search, need):
        is_open = np.ones_like(is_open)
    answers: Codes = np.select([is_served, is_open], [YES, UNKNOWN], NO).astype(np.uint8)
    return answers


def _gaps_of(
    search: Search,
    need: int,
    position: int,
    tables_confidence: Confidence,
    silent: Mapping[str, "Truths"],
) -> Iterable[Gap]:
    missing = (search.supply.yes[need, position] == 0) & search.has_enough_firms(position)
    if not missing.any():
        return
    reaches = search.supply.of_cell(need, position)
    providers = tuple(sorted({reach.provider for reach in reaches if reach.provider is not None}))
    answers = _with_silence(search, need, position, silent)
    doubt = _doubt(search, need, position, missing, silent)
    for where, confidence in search.split(missing, answers, doubt, tables_confidence):
        yield write_gap(
            search,
            GapKind.NEED,
            position=position,
            counts_firms=True,
            need=need,
            codes=search.places(where),
            actors=providers,
            confidence=confidence,
            evidence=_evidence(search, reaches, providers),
            ask=providers[:MOST_ASKED],
            limits=LIMITS,
            remarks=near_the_limit(search, providers, where),
        )


def _with_silence(
    search: Search, need: int, position: int, silent: Mapping[str, "Truths"]
) -> Codes:
    """Return the answers, open also where an actor is silent that one would expect to serve."""
    answers = cell_states(search, need, position)
    is_mute = np.any([*silent.values(), np.zeros(search.context.size, dtype=bool)], axis=0)
    opened: Codes = np.where((answers == NO) & is_mute, UNKNOWN, answers).astype(np.uint8)
    return opened


def _doubt(
    search: Search, need: int, position: int, missing: "Truths", silent: Mapping[str, "Truths"]
) -> Confidence:
    """Return why it is not known in some municipalities whether there is an offer."""
    parts = []
    if _is_never_recorded(search, need):
        parts.append(not_recorded("need_never_recorded"))
    reaches = [
        reach
        for reach in search.supply.of_cell(need, position)
        if (missing & (reach.usable == UNKNOWN)).any()
    ]
    if reaches:
        providers = [reach.provider for reach in reaches if reach.provider is not None]
        parts.append(unknown_places(search, dict.fromkeys(providers)))
    mute = [actor for actor, where in silent.items() if (missing & where).any()]
    if mute:
        names = ", ".join(search.context.name_of(actor) for actor in mute[:MOST_ACTORS_NAMED])
        parts.append(not_recorded("actor_silent", mute, actors=names))
    return weakest(parts or [not_recorded("field_absent")])


def _is_never_recorded(search: Search, need: int) -> bool:
    """Return whether a need is one that no offer was ever recorded for: silence, not absence."""
    offers = search.context.register.offers
    return offers is not None and len(offers) > 0 and not bool(search.supply.ever[need])


def _silent(search: Search, position: int) -> dict[str, "Truths"]:
    """Return where an actor is expected to serve of whose offers the register says nothing."""
    context = search.context
    offers = context.register.offers
    if offers is None or offers.empty:
        return {}
    providers = set(offers["provider_actor_id"].dropna())
    kinds = kinds_of(context.day.actors, providers)
    everywhere = np.ones(context.size, dtype=bool)
    clusters = (context.clusters_of or {}).get(context.positions[position], ())
    silent = {actor: everywhere for actor in clusters if actor not in providers}
    for number, code in enumerate(context.codes):
        for actor in _expected(search, code):
            if actor not in providers and is_omission(context.day.actors, actor, kinds):
                where = silent.setdefault(actor, np.zeros(context.size, dtype=bool))
                where[number] = True
    return silent


def _expected(search: Search, code: str) -> list[str]:
    """List who serves all firms of a municipality: its office and its business hub."""
    context = search.context
    hub = context.hub_of.get(code)
    return [*context.day.actors.municipal_offices.get(code, ()), *([hub] if hub else [])]


def _evidence(
    search: Search, reaches: Iterable[OfferReach], providers: tuple[str, ...]
) -> list[GapEvidence]:
    offers = offers_evidence(search, reaches)
    if offers.rows is None or not providers:
        return [offers]
    return [offers, *place_evidence(search, providers)]
