"""Place gaps: firms of a position that no place, activity or online help of its actors reaches.

The actors are those tied to the position; what covers, and what leaves it open, is as on the
coverage map. Three ways of being reached are looked at apart, and a gap has none of them: a place
of an actor near by together with an offer of the same actor that holds there, an activity near
by, an offer online. That a table does not name an actor leaves a place open only where one would
expect it to be named: a cluster, or a hub beside other hubs. An institution without activities
has none.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from ecosystem.analysis.gaps.confidence import (
    MOST_ASKED,
    Confidence,
    not_recorded,
    of_tables,
)
from ecosystem.analysis.gaps.evidence import evidence_of
from ecosystem.analysis.gaps.nearby import is_omission, kinds_of
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.gaps.supply import OfferReach
from ecosystem.analysis.kleene import NO, UNKNOWN, YES, Codes, all_codes, any_codes, everywhere
from ecosystem.model.gaps import Gap, GapEvidence
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import GapKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]

LIMITS: Final = ("within_km", "active_days", "min_firms")
MOST_ACTORS_NAMED: Final = 3
"""Actors named in a sentence."""


class Reached(NamedTuple):
    """How the actors of a position, or one of them, reach each municipality."""

    total: Codes
    office: Codes
    """A place of theirs is near, whether or not an offer holds there."""
    offer: Codes
    """An offer of theirs holds there, whether or not a place is near."""


def find_place_gaps(search: Search) -> list[Gap]:
    """List, for each position, the municipalities whose firms nobody of it reaches."""
    tables = ("actor_positions", "sites", "activities", "offers", "actors")
    tables_confidence = of_tables(search.context, tables)
    return [
        gap
        for position in search.asked_positions
        for gap in _gaps_of(search, position, tables_confidence)
    ]


def _gaps_of(search: Search, position: int, tables_confidence: Confidence) -> list[Gap]:
    answers = reached_by(search, position)
    missing = (answers.total != YES) & search.has_enough_firms(position)
    recorded_actors = serving(search, position)
    actors = recorded_actors or ()
    unknown = not_recorded("role_never_recorded") if recorded_actors is None else None
    unknown = unknown or unknown_places(search, actors)
    return [
        write_gap(
            search,
            GapKind.PLACE,
            position=position,
            counts_firms=True,
            codes=search.places(where),
            actors=actors,
            confidence=confidence,
            evidence=_evidence(search, actors),
            ask=actors[:MOST_ASKED],
            limits=LIMITS,
            remarks=(
                *_what_is_there(search, answers, where),
                *near_the_limit(search, actors, where),
            ),
        )
        for where, confidence in search.split(missing, answers.total, unknown, tables_confidence)
    ]


def serving(search: Search, position: int) -> tuple[str, ...] | None:
    """List the actors tied to a position on the day; ``None`` when nobody ever was recorded."""
    ever = search.context.roles_ever
    if ever is None:
        return None
    position_id = search.context.positions[position]
    if len(ever) and not (ever["position_id"] == position_id).any():
        return None
    return tuple(sorted(search.context.actors_of(position)))


def reached(search: Search, position: int) -> Codes:
    """Return for each municipality whether a place, an activity or online help reaches it."""
    return reached_by(search, position).total


def reached_by(search: Search, position: int) -> Reached:
    """Return for each municipality whether it is reached, and what there is if it is not."""
    size = search.context.size
    actors = serving(search, position)
    if actors is None:
        unknown = everywhere(UNKNOWN, size)
        return Reached(unknown, unknown, unknown)
    reaches = [_by_actor(search, actor, position) for actor in actors]
    return Reached(
        total=any_codes([reach.total for reach in reaches], size),
        office=any_codes([reach.office for reach in reaches], size),
        offer=any_codes([reach.offer for reach in reaches], size),
    )


def _by_actor(search: Search, actor: str, position: int) -> Reached:
    context = search.context
    reaches = search.supply.of_provider.get(actor, ())
    reaches_position = [reach for reach in reaches if position in reach.positions]
    offers = context.register.offers
    if offers is None or (not reaches and len(offers) and _is_left_out(search, actor)):
        area = online = everywhere(UNKNOWN, context.size)
    else:
        area = any_codes([reach.offered for reach in reaches_position], context.size)
        online = any_codes([_online(reach) for reach in reaches_position], context.size)
    office = context.office(actor)
    activity = context.near_activities.of(actor, context.positions[position])
    return Reached(
        any_codes([all_codes(office, area), online, activity], context.size), office, area
    )


def _is_left_out(search: Search, actor: str) -> bool:
    """Return whether the table of offers names others as it would have to name an actor."""
    actors = search.context.day.actors
    return is_omission(actors, actor, kinds_of(actors, search.supply.of_provider))


def _online(reach: OfferReach) -> Codes:
    if reach.is_online is None:
        return np.where(reach.offered == NO, NO, UNKNOWN).astype(np.uint8)
    return reach.offered if reach.is_online else everywhere(NO, len(reach.offered))


# --- what is said beside it ----------------------------------------------------------------


def _what_is_there(search: Search, answers: Reached, where: "Truths") -> list[Sentence]:
    """List remarks: a place is near without an offer, or an offer holds without a place."""
    limits = search.context.limits
    remarks = []
    for key, codes in (("office_alone", answers.office), ("offer_alone", answers.offer)):
        if places := int((where & (answers.total == NO) & (codes == YES)).sum()):
            values = {"places": places, "within_km": limits.within_km}
            remarks.append(Sentence(key=f"gap.place.{key}", values=values))
    return remarks


def near_the_limit(
    search: Search, actors: "Iterable[str]", where: "Truths"
) -> tuple[Sentence, ...]:
    """Return the remark that counts municipalities whose nearest place is just too far."""
    just_beyond = search.context.near_places.is_just_beyond(actors)
    if not (places := int((where & just_beyond).sum())):
        return ()
    values = {"places": places, "within_km": search.context.limits.within_km}
    return (Sentence(key="gap.remark.near_limit", values=values),)


def unknown_places(search: Search, actors: "Iterable[str]") -> Confidence:
    """Return why it is not known whether actors are near: a field, or a head office alone."""
    actor_ids = tuple(actors)
    alone = search.context.near_places.head_offices_alone(actor_ids)
    if not alone:
        return not_recorded("field_absent", actor_ids[:MOST_ASKED])
    names = ", ".join(search.context.name_of(actor) for actor in alone[:MOST_ACTORS_NAMED])
    if len(alone) <= MOST_ACTORS_NAMED:
        return not_recorded("head_office_alone", alone[:MOST_ASKED], names=names)
    others = len(alone) - MOST_ACTORS_NAMED
    return not_recorded("head_office_alone.more", alone[:MOST_ASKED], names=names, others=others)


def _evidence(search: Search, actors: tuple[str, ...]) -> list[GapEvidence]:
    context = search.context
    offers, activities = context.register.offers, context.near_activities.table
    own_offers = None if offers is None else offers[offers["provider_actor_id"].isin(actors)]
    activities_of_actors = (
        None if activities is None else activities[activities["actor_id"].isin(actors)]
    )
    return [
        roles_evidence(search, actors),
        *place_evidence(search, actors),
        evidence_of(context, "offers", own_offers, "offer_id", ("area", "channel")),
        evidence_of(
            context, "activities", activities_of_actors, "actor_id", ("municipality_code",)
        ),
    ]


def roles_evidence(search: Search, actors: "Iterable[str]") -> GapEvidence:
    """Return what the rows are worth that say which position some actors are of."""
    roles = search.context.roles
    rows = None if roles is None else roles[roles["actor_id"].isin(list(actors))]
    return evidence_of(search.context, search.context.roles_table, rows, "actor_id")


def place_evidence(search: Search, actors: "Iterable[str]") -> list[GapEvidence]:
    """Return what the rows are worth that say where some actors are met."""
    context = search.context
    actor_ids = list(actors)
    sites = context.day.places.sites_ever
    site_rows = None if sites is None else sites[sites["actor_id"].isin(actor_ids)]
    evidence = [evidence_of(context, "sites", site_rows, "site_id", ("municipality_code",))]
    registered = context.day.places.silent_on_sites.intersection(actor_ids)
    if registered:
        rows = context.supporters[context.supporters.index.isin(registered)]
        evidence.append(evidence_of(context, "actors", rows, "actor_id", ("municipality_code",)))
    return evidence
