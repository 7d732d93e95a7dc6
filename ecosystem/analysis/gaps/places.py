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
from ecosystem.analysis.gaps.supply import Line
from ecosystem.analysis.kleene import NO, UNKNOWN, YES, Codes, all_codes, any_codes, everywhere
from ecosystem.model.gaps import Gap, GapEvidence
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import GapKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]

LIMITS: Final = ("within_km", "active_days", "min_firms")
NAMED: Final = 3
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
    whole = of_tables(search.ground, tables)
    return [gap for position in search.asked_positions for gap in _gaps_of(search, position, whole)]


def _gaps_of(search: Search, position: int, whole: Confidence) -> list[Gap]:
    reach = reached_by(search, position)
    missing = (reach.total != YES) & search.wanted(position)
    named = serving(search, position)
    actors = named or ()
    unknown = not_recorded("role_never_recorded") if named is None else None
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
            remarks=(*_what_is_there(search, reach, where), *near_the_limit(search, actors, where)),
        )
        for where, confidence in search.split(missing, reach.total, unknown, whole)
    ]


def serving(search: Search, position: int) -> tuple[str, ...] | None:
    """List the actors tied to a position on the day; ``None`` when nobody ever was recorded."""
    ever = search.ground.roles_ever
    if ever is None:
        return None
    position_id = search.ground.positions[position]
    if len(ever) and not (ever["position_id"] == position_id).any():
        return None
    return tuple(sorted(search.ground.actors_of(position)))


def reached(search: Search, position: int) -> Codes:
    """Say of each municipality whether a place, an activity or online help reaches it."""
    return reached_by(search, position).total


def reached_by(search: Search, position: int) -> Reached:
    """Say of each municipality whether it is reached, and what there is if it is not."""
    size = search.ground.size
    actors = serving(search, position)
    if actors is None:
        unknown = everywhere(UNKNOWN, size)
        return Reached(unknown, unknown, unknown)
    parts = [_by_actor(search, actor, position) for actor in actors]
    return Reached(
        total=any_codes([part.total for part in parts], size),
        office=any_codes([part.office for part in parts], size),
        offer=any_codes([part.offer for part in parts], size),
    )


def _by_actor(search: Search, actor: str, position: int) -> Reached:
    ground = search.ground
    lines = search.supply.of_provider.get(actor, ())
    own = [line for line in lines if position in line.positions]
    offers = ground.register.offers
    if offers is None or (not lines and len(offers) and _is_left_out(search, actor)):
        area = online = everywhere(UNKNOWN, ground.size)
    else:
        area = any_codes([line.offered for line in own], ground.size)
        online = any_codes([_online(line) for line in own], ground.size)
    office = ground.office(actor)
    activity = ground.near_activities.of(actor, ground.positions[position])
    return Reached(
        any_codes([all_codes(office, area), online, activity], ground.size), office, area
    )


def _is_left_out(search: Search, actor: str) -> bool:
    """Tell whether the table of offers names others as it would have to name an actor."""
    actors = search.ground.day.actors
    return is_omission(actors, actor, kinds_of(actors, search.supply.of_provider))


def _online(line: Line) -> Codes:
    if line.is_online is None:
        return np.where(line.offered == NO, NO, UNKNOWN).astype(np.uint8)
    return line.offered if line.is_online else everywhere(NO, len(line.offered))


# --- what is said beside it ----------------------------------------------------------------


def _what_is_there(search: Search, reach: Reached, where: "Truths") -> list[Sentence]:
    """Say where a place is near without an offer, and where an offer holds without a place."""
    limits = search.ground.limits
    remarks = []
    for key, codes in (("office_alone", reach.office), ("offer_alone", reach.offer)):
        if places := int((where & (reach.total == NO) & (codes == YES)).sum()):
            values = {"places": places, "within_km": limits.within_km}
            remarks.append(Sentence(key=f"gap.place.{key}", values=values))
    return remarks


def near_the_limit(
    search: Search, actors: "Iterable[str]", where: "Truths"
) -> tuple[Sentence, ...]:
    """Say in how many municipalities the nearest place of some actors is just too far."""
    just_beyond = search.ground.near_places.is_just_beyond(actors)
    if not (places := int((where & just_beyond).sum())):
        return ()
    values = {"places": places, "within_km": search.ground.limits.within_km}
    return (Sentence(key="gap.remark.near_limit", values=values),)


def unknown_places(search: Search, actors: "Iterable[str]") -> Confidence:
    """Say why it is not known whether some actors are near: a field, or a head office alone."""
    asked = tuple(actors)
    alone = search.ground.near_places.head_offices_alone(asked)
    if not alone:
        return not_recorded("field_absent", asked[:MOST_ASKED])
    names = ", ".join(search.ground.name_of(actor) for actor in alone[:NAMED])
    if len(alone) <= NAMED:
        return not_recorded("head_office_alone", alone[:MOST_ASKED], names=names)
    others = len(alone) - NAMED
    return not_recorded("head_office_alone.more", alone[:MOST_ASKED], names=names, others=others)


def _evidence(search: Search, actors: tuple[str, ...]) -> list[GapEvidence]:
    ground = search.ground
    offers, activities = ground.register.offers, ground.near_activities.table
    own_offers = None if offers is None else offers[offers["provider_actor_id"].isin(actors)]
    held = None if activities is None else activities[activities["actor_id"].isin(actors)]
    return [
        roles_evidence(search, actors),
        *place_evidence(search, actors),
        evidence_of(ground, "offers", own_offers, "offer_id", ("area", "channel")),
        evidence_of(ground, "activities", held, "actor_id", ("municipality_code",)),
    ]


def roles_evidence(search: Search, actors: "Iterable[str]") -> GapEvidence:
    """Tell what the rows are worth that say which position some actors are of."""
    roles = search.ground.roles
    own = None if roles is None else roles[roles["actor_id"].isin(list(actors))]
    return evidence_of(search.ground, search.ground.roles_table, own, "actor_id")


def place_evidence(search: Search, actors: "Iterable[str]") -> list[GapEvidence]:
    """Tell what the rows are worth that say where some actors are met."""
    ground = search.ground
    asked = list(actors)
    sites = ground.day.places.sites_ever
    own = None if sites is None else sites[sites["actor_id"].isin(asked)]
    parts = [evidence_of(ground, "sites", own, "site_id", ("municipality_code",))]
    registered = ground.day.places.silent_on_sites.intersection(asked)
    if registered:
        rows = ground.supporters[ground.supporters.index.isin(registered)]
        parts.append(evidence_of(ground, "actors", rows, "actor_id", ("municipality_code",)))
    return parts
