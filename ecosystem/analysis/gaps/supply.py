"""Which offer can be used by which position's firms in which municipality, on the day.

An offer reaches a municipality when it is open, the municipality lies in its area, it is met on
site near by or online, whoever carries it out is there, and at least one firm of the position in
the municipality is not shut out by its criteria. Each part may be not known; then so is the
whole, unless another part says no. An offer serves whether somebody has confirmed it or not.

The reach of an offer is told apart by positions where their firms meet it differently. It is made
from one offer at a time, so that a step of the sandbox changes the reach of that offer alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ecosystem.analysis.eligibility import stated_opening
from ecosystem.analysis.gaps.admission import Judged, criteria_key, judge_firms
from ecosystem.analysis.gaps.context import GapContext
from ecosystem.analysis.kleene import (
    NO,
    UNKNOWN,
    YES,
    Codes,
    all_codes,
    any_codes,
    code_of,
    everywhere,
)
from ecosystem.model.firms import Firm
from ecosystem.model.offers import Offer
from ecosystem.model.vocabulary import Channel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Counts = NDArray[np.int32]
    Truths = NDArray[np.bool_]

_COUNTED: Final = (YES, UNKNOWN)


@dataclass(frozen=True, slots=True)
class OfferReach:
    """One offer, as the firms of some positions meet it."""

    offer_id: str
    demand: str
    """What the offer demands, as judged once for all that demand the same; empty: nothing."""
    provider: str | None
    needs: tuple[int, ...]
    positions: tuple[int, ...]
    usable: Codes
    """Whether it can be used, by municipality."""
    offered: Codes
    """Whether it is offered there at all: area and opening, nothing else asked."""
    near: Codes
    """Whether it can be met there, whoever asks: as offered, and on site near by or online."""
    is_open: int
    """Answer whether it is open on the day."""
    is_on_site: bool
    """Used on site, or both on site and online."""
    is_online: bool | None
    """``None``: not recorded."""


@dataclass(frozen=True)
class Supply:
    """The reach of every offer, and how many answer yes or not known for each cell."""

    context: GapContext
    judged: "Judged"
    reaches: Mapping[str, tuple[OfferReach, ...]]
    """Reach by offer_id."""
    yes: "Counts"
    """Need x position x municipality."""
    unknown: "Counts"

    @cached_property
    def all_reaches(self) -> tuple[OfferReach, ...]:
        """The reach of every offer, in the order of the offers."""
        return tuple(reach for reaches in self.reaches.values() for reach in reaches)

    @cached_property
    def ever(self) -> "Truths":
        """Needs that at least one offer was ever recorded for."""
        recorded = np.zeros(len(self.context.needs), dtype=bool)
        for reach in self.all_reaches:
            recorded[list(reach.needs)] = True
        return recorded

    @cached_property
    def of_provider(self) -> Mapping[str, tuple[OfferReach, ...]]:
        """Reach of the offers by the actor that gives the offer."""
        reaches: dict[str, list[OfferReach]] = defaultdict(list)
        for reach in self.all_reaches:
            if reach.provider is not None:
                reaches[reach.provider].append(reach)
        return {actor: tuple(offer_reaches) for actor, offer_reaches in reaches.items()}

    @cached_property
    def _of_cell(self) -> Mapping[tuple[int, int], tuple[OfferReach, ...]]:
        reaches: dict[tuple[int, int], list[OfferReach]] = defaultdict(list)
        for reach in self.all_reaches:
            for need in reach.needs:
                for position in reach.positions:
                    reaches[need, position].append(reach)
        return {cell: tuple(offer_reaches) for cell, offer_reaches in reaches.items()}

    def of_cell(self, need: int, position: int) -> tuple[OfferReach, ...]:
        """Return the reach of the offers for a need and a position, open or not."""
        return self._of_cell.get((need, position), ())

    @cached_property
    def eligible(self) -> "Truths":
        """Which recorded firms meet an offer that is open where they are.

        Met, not merely not refused: a firm whose facts are not known is not counted as one that
        could have taken part.
        """
        firms = self.context.firms
        if firms is None:
            return np.zeros(0, dtype=bool)
        met = np.zeros(len(firms.table), dtype=bool)
        for positions, reaches in _by_positions(self.all_reaches).items():
            firm_rows = firms.of_any(positions)
            municipality = firms.municipality[firm_rows]
            is_met = np.zeros(len(firm_rows), dtype=bool)
            for reach in reaches:
                verdicts = self.judged.verdicts.get(reach.demand)
                if not (reach.usable == YES).any() or (reach.demand and verdicts is None):
                    continue
                here = np.append(reach.usable == YES, values=False)[municipality]
                is_met |= here if verdicts is None else here & (verdicts[firm_rows] == YES)
            met[firm_rows] |= is_met
        return met


def _by_positions(reaches: Iterable[OfferReach]) -> dict[tuple[int, ...], list[OfferReach]]:
    grouped: dict[tuple[int, ...], list[OfferReach]] = defaultdict(list)
    for reach in reaches:
        grouped[reach.positions].append(reach)
    return grouped


def supply_matrix(
    context: GapContext, verdicts_before: "Mapping[str, Codes] | None" = None
) -> Supply:
    """Compute the reach of all offers; ``verdicts_before`` of firms are not worked out again."""
    register = context.register
    open_offers = [o for o in register.catalogue.values() if openness(o, context).any()]
    judged = judge_firms(context, open_offers, verdicts_before)
    recorded = () if register.offers is None else tuple(register.offers["offer_id"])
    reaches = {
        offer_id: reaches_of(register.catalogue[offer_id], context, judged)
        for offer_id in recorded
        if offer_id in register.catalogue
    }
    shape = len(context.needs), len(context.positions), context.size
    counts = [np.zeros(shape, dtype=np.int32) for _ in _COUNTED]
    for offer_reaches in reaches.values():
        _add(counts, offer_reaches, 1)
    return Supply(context, judged, reaches, *counts)


def change_supply(supply: Supply, context: GapContext, offer_ids: Iterable[str]) -> Supply:
    """Compute the reach of some offers anew in a changed context; the rest stays as it is."""
    changed = [offer_id for offer_id in dict.fromkeys(offer_ids) if offer_id in supply.reaches]
    offers = [context.register.catalogue[offer_id] for offer_id in changed]
    fresh = judge_firms(context, offers, supply.judged.verdicts)
    judged = replace(
        fresh,
        verdicts={**supply.judged.verdicts, **fresh.verdicts},
        cells={**supply.judged.cells, **fresh.cells},
        typical=supply.judged.typical,
        classes=supply.judged.classes,
    )
    counts = [supply.yes.copy(), supply.unknown.copy()]
    reaches = dict(supply.reaches)
    for offer_id in changed:
        _add(counts, reaches[offer_id], -1)
        reaches[offer_id] = reaches_of(context.register.catalogue[offer_id], context, judged)
        _add(counts, reaches[offer_id], 1)
    return Supply(context, judged, reaches, *counts)


def _add(counts: "list[Counts]", reaches: tuple[OfferReach, ...], times: int) -> None:
    for reach in reaches:
        cells = np.ix_(reach.needs, reach.positions)
        for count, code in zip(counts, _COUNTED, strict=True):
            count[cells] += times * (reach.usable == code).astype(np.int32)


# --- one offer -----------------------------------------------------------------------------


def reaches_of(offer: Offer, context: GapContext, judged: "Judged") -> tuple[OfferReach, ...]:
    """Build the reach of an offer: one for all positions where they meet it alike."""
    number = {need: index for index, need in enumerate(context.needs)}
    needs = tuple(number[need] for need in offer.need_ids if need in number)
    position_ids = offer.position_ids or context.positions
    positions = tuple(
        p for p, position_id in enumerate(context.positions) if position_id in position_ids
    )
    area = area_of(offer, context)
    is_open = openness(offer, context)
    shared = all_codes(area, is_open)
    shared_fields: dict[str, Any] = {
        "offer_id": offer.offer_id,
        "demand": criteria_key(offer.rules.criteria) if offer.rules.criteria else "",
        "provider": offer.provider_actor_id,
        "needs": needs,
        "offered": shared,
        "is_open": int(is_open.max(initial=NO)),
        "is_on_site": offer.channel in {Channel.LOCAL, Channel.BOTH},
        "is_online": None if offer.channel is None else offer.channel is not Channel.LOCAL,
    }
    by_cluster = offer.rules.delivered_by == "designated_cluster"
    carried = None if by_cluster else _carried(offer, context, "")
    split: dict[bytes, tuple[Codes, Codes, list[int]]] = {}
    if not shared.any():
        return (OfferReach(**shared_fields, positions=positions, near=shared, usable=shared),)
    for position in positions:
        met = _carried(offer, context, context.positions[position]) if carried is None else carried
        near = all_codes(shared, met)
        usable = all_codes(near, judged.may_use(offer, shared_fields["demand"], position, context))
        *_, group = split.setdefault(usable.tobytes() + near.tobytes(), (usable, near, []))
        group.append(position)
    return tuple(
        OfferReach(**shared_fields, positions=tuple(group), near=near, usable=usable)
        for usable, near, group in split.values()
    )


def area_of(offer: Offer, context: GapContext) -> Codes:
    """Return which municipalities an offer's area takes in.

    An area that names a place nobody knows, such as a region of a register without regions, may
    take in any municipality.
    """
    if offer.area is None:
        return everywhere(UNKNOWN, context.size)
    if "national" in offer.area:
        return everywhere(YES, context.size)
    region_of = context.day.places.region_of
    area = set(offer.area)
    is_inside = [code in area or region_of.get(code) in area for code in context.codes]
    outside = UNKNOWN if area - set(context.codes) - set(region_of.values()) else NO
    codes: Codes = np.where(is_inside, YES, outside).astype(np.uint8)
    return codes


def openness(offer: Offer, context: GapContext) -> Codes:
    """Return where an offer is open on the day by its rules; no check is asked for."""
    if offer.rules.problem is not None:
        return everywhere(UNKNOWN, context.size)
    has_areas = any(period.area for period in offer.rules.opening.periods)
    municipality_codes: Iterable[str | None] = context.codes if has_areas else (None,)
    firms = [Firm(municipality_code=municipality_code) for municipality_code in municipality_codes]
    codes = [code_of(stated_opening(offer, firm, context.eligibility)) for firm in firms]
    return np.array(codes, dtype=np.uint8) if has_areas else everywhere(codes[0], context.size)


def _carried(offer: Offer, context: GapContext, position_id: str) -> Codes:
    """Return whether whoever carries the offer out can be met, on site or online."""
    match offer.rules.delivered_by:
        case "designated_cluster":
            return _by_clusters(offer, context, position_id)
        case "local_hub":
            has_hub = [code in context.hub_of for code in context.codes]
            return np.where(has_hub, YES, UNKNOWN).astype(np.uint8)
        case None:
            return _by_provider(offer, context)
        case _:  # a municipality's own service is met in the municipality
            return everywhere(YES, context.size)


def _by_clusters(offer: Offer, context: GapContext, position_id: str) -> Codes:
    if context.clusters_of is None:
        return everywhere(UNKNOWN, context.size)
    who = context.clusters_of.get(position_id, ())
    met = [_met(offer, context.office(actor), context.size) for actor in who]
    return any_codes(met, context.size)


def _by_provider(offer: Offer, context: GapContext) -> Codes:
    provider = offer.provider_actor_id
    if provider is None:
        return _met(offer, everywhere(UNKNOWN, context.size), context.size)
    if provider in context.closed:
        return everywhere(NO, context.size)
    return _met(offer, context.office(provider), context.size)


def _met(offer: Offer, office: Codes, size: int) -> Codes:
    """Return where an offer is met: online everywhere; an unrecorded channel an office settles."""
    match offer.channel:
        case Channel.ONLINE | Channel.BOTH:
            return everywhere(YES, size)
        case Channel.LOCAL:
            return office
        case None:
            return np.where(office == YES, YES, UNKNOWN).astype(np.uint8)
