"""Which offer can be used by which position's firms in which municipality, on the day.

An offer reaches a municipality when it is open, the municipality lies in its area, it is met on
site near by or online, whoever carries it out is there, and at least one firm of the position in
the municipality is not shut out by its criteria. Each part may be not known; then so is the
whole, unless another part says no. An offer serves whether somebody has confirmed it or not.

A line is one offer as the firms of some positions meet it. Lines are made from one offer at a
time, so that a step of the sandbox changes the lines of that offer alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ecosystem.analysis.eligibility import stated_opening
from ecosystem.analysis.gaps.admission import Judged, criteria_key, judge_firms
from ecosystem.analysis.gaps.ground import Ground
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
class Line:
    """One offer, as the firms of some positions meet it."""

    offer_id: str
    demand: str
    """What the offer demands, as judged once for all that demand the same; empty: nothing."""
    provider: str | None
    needs: tuple[int, ...]
    positions: tuple[int, ...]
    reach: Codes
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
    """Every line, and how many answer yes or not known for each cell."""

    ground: Ground
    judged: "Judged"
    lines: Mapping[str, tuple[Line, ...]]
    """Lines by offer_id."""
    yes: "Counts"
    """Need x position x municipality."""
    unknown: "Counts"

    @cached_property
    def all_lines(self) -> tuple[Line, ...]:
        """Every line, in the order of the offers."""
        return tuple(line for lines in self.lines.values() for line in lines)

    @cached_property
    def ever(self) -> "Truths":
        """Needs that at least one offer was ever recorded for."""
        recorded = np.zeros(len(self.ground.needs), dtype=bool)
        for line in self.all_lines:
            recorded[list(line.needs)] = True
        return recorded

    @cached_property
    def of_provider(self) -> Mapping[str, tuple[Line, ...]]:
        """Lines by the actor that gives the offer."""
        lines: dict[str, list[Line]] = defaultdict(list)
        for line in self.all_lines:
            if line.provider is not None:
                lines[line.provider].append(line)
        return {actor: tuple(own) for actor, own in lines.items()}

    @cached_property
    def _of_cell(self) -> Mapping[tuple[int, int], tuple[Line, ...]]:
        lines: dict[tuple[int, int], list[Line]] = defaultdict(list)
        for line in self.all_lines:
            for need in line.needs:
                for position in line.positions:
                    lines[need, position].append(line)
        return {cell: tuple(own) for cell, own in lines.items()}

    def of_cell(self, need: int, position: int) -> tuple[Line, ...]:
        """Return the lines for a need that take a position in, open or not."""
        return self._of_cell.get((need, position), ())

    @cached_property
    def eligible(self) -> "Truths":
        """Which recorded firms meet an offer that is open where they are.

        Met, not merely not refused: a firm whose facts are not known is not counted as one that
        could have taken part.
        """
        firms = self.ground.firms
        if firms is None:
            return np.zeros(0, dtype=bool)
        met = np.zeros(len(firms.table), dtype=bool)
        for positions, lines in _by_positions(self.all_lines).items():
            own = firms.of_any(positions)
            place = firms.place[own]
            met_own = np.zeros(len(own), dtype=bool)
            for line in lines:
                verdicts = self.judged.verdicts.get(line.demand)
                if not (line.reach == YES).any() or (line.demand and verdicts is None):
                    continue
                here = np.append(line.reach == YES, values=False)[place]
                met_own |= here if verdicts is None else here & (verdicts[own] == YES)
            met[own] |= met_own
        return met


def _by_positions(lines: Iterable[Line]) -> dict[tuple[int, ...], list[Line]]:
    grouped: dict[tuple[int, ...], list[Line]] = defaultdict(list)
    for line in lines:
        grouped[line.positions].append(line)
    return grouped


def lay_out_supply(ground: Ground, known: "Mapping[str, Codes] | None" = None) -> Supply:
    """Lay out all offers of a register; ``known`` answers of firms are not worked out again."""
    register = ground.register
    ours = [o for o in register.catalogue.values() if openness(o, ground).any()]
    judged = judge_firms(ground, ours, known)
    recorded = () if register.offers is None else tuple(register.offers["offer_id"])
    lines = {
        offer_id: lines_of(register.catalogue[offer_id], ground, judged)
        for offer_id in recorded
        if offer_id in register.catalogue
    }
    shape = len(ground.needs), len(ground.positions), ground.size
    counts = [np.zeros(shape, dtype=np.int32) for _ in _COUNTED]
    for own in lines.values():
        _add(counts, own, 1)
    return Supply(ground, judged, lines, *counts)


def change_supply(supply: Supply, ground: Ground, offer_ids: Iterable[str]) -> Supply:
    """Lay out some offers anew over a changed ground; the rest stays as it is."""
    changed = [one for one in dict.fromkeys(offer_ids) if one in supply.lines]
    offers = [ground.register.catalogue[one] for one in changed]
    fresh = judge_firms(ground, offers, supply.judged.verdicts)
    judged = replace(
        fresh,
        verdicts={**supply.judged.verdicts, **fresh.verdicts},
        cells={**supply.judged.cells, **fresh.cells},
        typical=supply.judged.typical,
        classes=supply.judged.classes,
    )
    counts = [supply.yes.copy(), supply.unknown.copy()]
    lines = dict(supply.lines)
    for offer_id in changed:
        _add(counts, lines[offer_id], -1)
        lines[offer_id] = lines_of(ground.register.catalogue[offer_id], ground, judged)
        _add(counts, lines[offer_id], 1)
    return Supply(ground, judged, lines, *counts)


def _add(counts: "list[Counts]", lines: tuple[Line, ...], times: int) -> None:
    for line in lines:
        cells = np.ix_(line.needs, line.positions)
        for count, code in zip(counts, _COUNTED, strict=True):
            count[cells] += times * (line.reach == code).astype(np.int32)


# --- one offer -----------------------------------------------------------------------------


def lines_of(offer: Offer, ground: Ground, judged: "Judged") -> tuple[Line, ...]:
    """Give the lines of an offer: one for all positions where they meet it alike."""
    number = {need: place for place, need in enumerate(ground.needs)}
    needs = tuple(number[need] for need in offer.need_ids if need in number)
    wanted = offer.position_ids or ground.positions
    positions = tuple(p for p, one in enumerate(ground.positions) if one in wanted)
    area = area_of(offer, ground)
    is_open = openness(offer, ground)
    shared = all_codes(area, is_open)
    told: dict[str, Any] = {
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
    carried = None if by_cluster else _carried(offer, ground, "")
    split: dict[bytes, tuple[Codes, Codes, list[int]]] = {}
    if not shared.any():
        return (Line(**told, positions=positions, near=shared, reach=shared),)
    for position in positions:
        met = _carried(offer, ground, ground.positions[position]) if carried is None else carried
        near = all_codes(shared, met)
        reach = all_codes(near, judged.may_use(offer, told["demand"], position, ground))
        *_, group = split.setdefault(reach.tobytes() + near.tobytes(), (reach, near, []))
        group.append(position)
    return tuple(
        Line(**told, positions=tuple(group), near=near, reach=reach)
        for reach, near, group in split.values()
    )


def area_of(offer: Offer, ground: Ground) -> Codes:
    """Tell which municipalities an offer's area takes in.

    An area that names a place nobody knows, such as a region of a register without regions, may
    take in any municipality.
    """
    if offer.area is None:
        return everywhere(UNKNOWN, ground.size)
    if "national" in offer.area:
        return everywhere(YES, ground.size)
    region_of = ground.day.places.region_of
    named = set(offer.area)
    is_inside = [code in named or region_of.get(code) in named for code in ground.codes]
    outside = UNKNOWN if named - set(ground.codes) - set(region_of.values()) else NO
    codes: Codes = np.where(is_inside, YES, outside).astype(np.uint8)
    return codes


def openness(offer: Offer, ground: Ground) -> Codes:
    """Tell where an offer is open on the day, as its rules state it; no check is asked for."""
    if offer.rules.problem is not None:
        return everywhere(UNKNOWN, ground.size)
    has_areas = any(period.area for period in offer.rules.opening.periods)
    places: Iterable[str | None] = ground.codes if has_areas else (None,)
    firms = [Firm(municipality_code=place) for place in places]
    codes = [code_of(stated_opening(offer, firm, ground.context)) for firm in firms]
    return np.array(codes, dtype=np.uint8) if has_areas else everywhere(codes[0], ground.size)


def _carried(offer: Offer, ground: Ground, position_id: str) -> Codes:
    """Whether whoever carries the offer out can be met, on site or online."""
    match offer.rules.delivered_by:
        case "designated_cluster":
            return _by_clusters(offer, ground, position_id)
        case "local_hub":
            has_hub = [code in ground.hub_of for code in ground.codes]
            return np.where(has_hub, YES, UNKNOWN).astype(np.uint8)
        case None:
            return _by_provider(offer, ground)
        case _:  # a municipality's own service is met in the municipality
            return everywhere(YES, ground.size)


def _by_clusters(offer: Offer, ground: Ground, position_id: str) -> Codes:
    if ground.clusters_of is None:
        return everywhere(UNKNOWN, ground.size)
    who = ground.clusters_of.get(position_id, ())
    met = [_met(offer, ground.office(actor), ground.size) for actor in who]
    return any_codes(met, ground.size)


def _by_provider(offer: Offer, ground: Ground) -> Codes:
    provider = offer.provider_actor_id
    if provider is None:
        return _met(offer, everywhere(UNKNOWN, ground.size), ground.size)
    if provider in ground.closed:
        return everywhere(NO, ground.size)
    return _met(offer, ground.office(provider), ground.size)


def _met(offer: Offer, office: Codes, size: int) -> Codes:
    """Online help needs no office; where the channel is not recorded an office settles it."""
    match offer.channel:
        case Channel.ONLINE | Channel.BOTH:
            return everywhere(YES, size)
        case Channel.LOCAL:
            return office
        case None:
            return np.where(office == YES, YES, UNKNOWN).astype(np.uint8)
