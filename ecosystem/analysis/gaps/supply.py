"""Which offer can be used by which position's firms in which municipality, on the day.

An offer reaches a municipality when it is open, the municipality lies in its area, it is met on
site near by or online, whoever carries it out is there, and at least one firm of the position in
the municipality is not shut out by its criteria. Each part may be not known; then so is the
whole, unless another part says no.

A line is one offer as the firms of some positions meet it. Lines are made from one offer at a
time, so that a step of the sandbox changes the lines of that offer alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.eligibility import judge_all, judge_criterion, stated_opening
from ecosystem.analysis.gaps.codes import (
    NO,
    STALE,
    UNKNOWN,
    YES,
    Codes,
    all_of,
    any_of,
    everywhere,
    where_yes,
)
from ecosystem.analysis.gaps.ground import Ground, is_stale
from ecosystem.model.firms import Firm
from ecosystem.model.offers import Criterion, Offer, Opening
from ecosystem.model.vocabulary import Channel, FirmClass, Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Counts = NDArray[np.int32]
    Truths = NDArray[np.bool_]

MAX_AGE_OF_NEW: Final = 1


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
    """Whether it is offered there at all: area, opening and age, nothing else asked."""
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
    """Every line, and how many answer yes, not known or too old for each cell."""

    ground: Ground
    judged: "Judged"
    lines: Mapping[str, tuple[Line, ...]]
    """Lines by offer_id."""
    yes: "Counts"
    """Need x position x municipality."""
    unknown: "Counts"
    stale: "Counts"

    @cached_property
    def all_lines(self) -> tuple[Line, ...]:
        """Every line, in the order of the offers."""
        return tuple(line for lines in self.lines.values() for line in lines)

    @cached_property
    def ever(self) -> "Truths":
        """Needs that at least one offer was ever recorded for."""
        told = np.zeros(len(self.ground.needs), dtype=bool)
        for line in self.all_lines:
            told[list(line.needs)] = True
        return told


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
    counts = [np.zeros(shape, dtype=np.int32) for _ in range(3)]
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
    )
    counts = [supply.yes.copy(), supply.unknown.copy(), supply.stale.copy()]
    lines = dict(supply.lines)
    for offer_id in changed:
        _add(counts, lines[offer_id], -1)
        lines[offer_id] = lines_of(ground.register.catalogue[offer_id], ground, judged)
        _add(counts, lines[offer_id], 1)
    return Supply(ground, judged, lines, *counts)


def _add(counts: "list[Counts]", lines: tuple[Line, ...], times: int) -> None:
    for line in lines:
        cells = np.ix_(line.needs, line.positions)
        for count, code in zip(counts, (YES, UNKNOWN, STALE), strict=True):
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
    shared = all_of(area, is_open, _age(offer, ground))
    told: dict[str, Any] = {
        "offer_id": offer.offer_id,
        "demand": criteria_key(offer.rules.criteria) if offer.rules.criteria else "",
        "provider": offer.provider_actor_id,
        "needs": needs,
        "offered": shared,
        "is_open": int(is_open.max(initial=NO)) if YES not in is_open else YES,
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
        near = all_of(shared, met)
        reach = all_of(near, judged.may_use(offer, told["demand"], position, ground))
        *_, group = split.setdefault(reach.tobytes() + near.tobytes(), (reach, near, []))
        group.append(position)
    return tuple(
        Line(**told, positions=tuple(group), near=near, reach=reach)
        for reach, near, group in split.values()
    )


def area_of(offer: Offer, ground: Ground) -> Codes:
    """Tell which municipalities an offer's area takes in."""
    if offer.area is None:
        return everywhere(UNKNOWN, ground.size)
    if "national" in offer.area:
        return everywhere(YES, ground.size)
    region_of = ground.context.region_of
    named = set(offer.area)
    return where_yes([code in named or region_of.get(code) in named for code in ground.codes])


def openness(offer: Offer, ground: Ground) -> Codes:
    """Tell where an offer is open on the day, as its rules state it."""
    if offer.rules.problem is not None:
        return everywhere(UNKNOWN, ground.size)
    has_areas = any(period.area for period in offer.rules.opening.periods)
    places: Iterable[str | None] = ground.codes if has_areas else (None,)
    firms = [Firm(municipality_code=place) for place in places]
    said = [stated_opening(offer, firm, ground.context) for firm in firms]
    answers = {True: YES, False: NO, None: UNKNOWN}
    told = np.array([answers[one] for one in said], dtype=np.uint8)
    return told if has_areas else everywhere(int(told[0]), ground.size)


def _age(offer: Offer, ground: Ground) -> Codes:
    """Say that an offer's row was confirmed too long ago."""
    if offer.checked is None:
        return everywhere(YES, ground.size)
    row = pd.DataFrame({"checked": [pd.Timestamp(offer.checked)]})
    is_old = bool(is_stale(row, ground.on, ground.limits).iloc[0])
    return everywhere(STALE if is_old else YES, ground.size)


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
    met = [_met(offer, ground.office(a), ground.size) for a in who if a not in ground.closed]
    return any_of(met, ground.size)


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


# --- whom the criteria let in --------------------------------------------------------------

_SAID_OF_THEM: Final = {"source", "checked", "note_da", "note_en", "text_da", "text_en"}


def criteria_key(criteria: Iterable[Criterion]) -> str:
    """Write what criteria demand, without who says so: equal demands are judged once.

    Examples:
        >>> from ecosystem.model.offers import Between
        >>> one = Between(fact="employees", at_most=9, source="a")
        >>> criteria_key([one]) == criteria_key([one.model_copy(update={"source": "b"})])
        True
    """
    return repr([_demand(criterion) for criterion in criteria])


def _demand(criterion: Criterion) -> tuple[Any, ...]:
    parts = tuple(_demand(part) for part in getattr(criterion, "parts", ()))
    own = {name: value for name, value in criterion if name not in {*_SAID_OF_THEM, "parts"}}
    return (*sorted(own.items()), parts)


@dataclass(frozen=True)
class Judged:
    """Whom the criteria of offers shut out; offers that demand the same are judged once."""

    ground: Ground
    verdicts: Mapping[str, Codes]
    """Of recorded firms, in their order: yes (met), no (unmet) or not known."""
    cells: "Mapping[str, Truths]"
    """Position x municipality: at least one recorded firm is not shut out."""
    has_firms: "Truths | None"
    typical: dict[tuple[str, str], bool]

    def may_use(self, offer: Offer, demand: str, position: int, ground: Ground) -> Codes:
        """Say where at least one firm of a position may use an offer, criteria alone."""
        if not offer.rules.criteria:
            return everywhere(YES, ground.size)
        is_let_in = self._lets_in_a_typical_firm(offer, demand, ground.positions[position])
        if self.has_firms is None:
            return everywhere(YES if is_let_in else NO, ground.size)
        held = self.cells[demand][position]
        return where_yes(np.where(self.has_firms[position], held, is_let_in))

    def _lets_in_a_typical_firm(self, offer: Offer, demand: str, position_id: str) -> bool:
        key = demand, position_id if "'positions'" in demand else ""
        if key not in self.typical:
            on = self.ground.on
            self.typical[key] = any(
                not shuts_out(offer, typical_firm(one, position_id, on), self.ground)
                for one in FirmClass
            )
        return self.typical[key]


def judge_firms(
    ground: Ground, offers: Iterable[Offer], known: "Mapping[str, Codes] | None" = None
) -> Judged:
    """Hold the criteria of offers against every recorded firm, as column expressions.

    Args:
        ground: With the firms.
        offers: Offers; those without criteria let everybody in.
        known: Answers by demand that still hold and are not worked out again.
    """
    firms = ground.firms
    if firms is None:
        return Judged(ground, {}, {}, None, {})
    size = len(ground.positions), ground.size
    has_firms = firms.count(firms.pair_is_near, *size) > 0
    verdicts = judge_table(ground, offers, known or {})
    cells = {
        criteria: firms.count((said != NO)[firms.pair_firm] & firms.pair_is_near, *size) > 0
        for criteria, said in verdicts.items()
    }
    return Judged(ground, verdicts, cells, has_firms, {})


def judge_table(
    ground: Ground, offers: Iterable[Offer], known: "Mapping[str, Codes] | None" = None
) -> "dict[str, Codes]":
    """Judge the criteria of offers, apart from area and opening, for every recorded firm.

    Returns:
        By criteria, the answers in the order of the firms; offers without criteria are left out.
    """
    import narwhals as nw  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    distinct = {criteria_key(o.rules.criteria): o for o in offers if o.rules.criteria}
    held = {demand: said for demand, said in (known or {}).items() if demand in distinct}
    distinct = {demand: offer for demand, offer in distinct.items() if demand not in held}
    if ground.firms is None or not distinct:
        return held
    table = pa.Table.from_pandas(ground.firms.table, preserve_index=False)
    frame = nw.from_native(table, eager_only=True)
    told: dict[str, Codes] = held
    for demand, offer in distinct.items():
        rules = offer.rules.model_copy(update={"opening": Opening(), "state_aid": ()})
        always = {"area": ("national",), "open_from": None, "open_until": None, "rules": rules}
        bare = offer.model_copy(update=always)
        said = judge_all(bare, frame, ground.context, "said").get_column("said").to_native()
        told[demand] = _codes_of(said)
    return told


def _codes_of(said: Any) -> Codes:  # noqa: ANN401  a pyarrow array of words
    import pyarrow.compute as pc  # noqa: PLC0415

    met = pc.equal(said, Verdict.MET.value).to_numpy()
    unmet = pc.equal(said, Verdict.UNMET.value).to_numpy()
    codes: Codes = np.select([met, unmet], [YES, NO], UNKNOWN).astype(np.uint8)
    return codes


def shuts_out(offer: Offer, firm: Firm, ground: Ground) -> bool:
    """Tell whether a criterion of an offer shuts a firm out."""
    return any(
        judge_criterion(criterion, firm, ground.context)[0] is Verdict.UNMET
        for criterion in offer.rules.criteria
    )


def typical_firm(firm_class: FirmClass | None, position_id: str, on: date) -> Firm:
    """Give a typical firm of a class; without one, a firm that is in the middle of everything.

    The middle: 25 employees, DKK 20 million turnover, 15 million balance, ten years old, a
    private limited company with earnings, partners and a knowledge partner. A class differs
    from it in its own facts alone.
    """
    facts: dict[str, Any] = {
        "employees": 25,
        "turnover_dkk": 20e6,
        "balance_dkk": 15e6,
        "gross_profit_dkk": 5e6,
        "outside_capital_3y_dkk": 1e6,
        "founded": date(on.year - 10, 1, 1),
        "legal_form": "ApS",
        "positions": (position_id,),
        "technology_readiness_level": 5,
        "partner_count": 2,
        "has_knowledge_partner": True,
        "de_minimis_3y_eur": 0,
        "is_exporting": True,
        "has_cvr": True,
    }
    return Firm(**{**facts, **_CLASS_FACTS.get(firm_class, {}), **_dated(firm_class, on)})


_CLASS_FACTS: Final[dict[FirmClass | None, dict[str, Any]]] = {
    FirmClass.MICRO: {"employees": 5, "turnover_dkk": 5e6, "balance_dkk": 3e6},
    FirmClass.MEDIUM: {"employees": 120, "turnover_dkk": 150e6, "balance_dkk": 100e6},
    FirmClass.LARGE: {"employees": 400, "turnover_dkk": 900e6, "balance_dkk": 700e6},
    FirmClass.WITHOUT_PROFIT: {"gross_profit_dkk": 0, "outside_capital_3y_dkk": 0},
    FirmClass.FIRST_TIMER: {"partner_count": 0, "has_knowledge_partner": False},
}


def _dated(firm_class: FirmClass | None, on: date) -> dict[str, Any]:
    if firm_class is FirmClass.NEW:
        return {"founded": date(on.year - MAX_AGE_OF_NEW, 1, 1)}
    return {}
