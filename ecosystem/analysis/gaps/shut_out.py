"""Size or stage gaps: offers exist, but their criteria shut a class of firms out.

A grid of typical firms is held against every offer of a need and position that can be met in a
municipality. A class is shut out where each of them refuses it and one at least takes a firm of
another class. Where it is as little known of all classes whether an offer can be met, no criterion
shuts one out. Classes of stage (new, without profit, first-timers) differ from the middle one in
their own facts alone; so they are looked at only where a firm of the middle is let in. Where
firms are recorded, those that every such offer refuses are counted by column expressions over all
of them.
"""

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.gaps.balance import lines_of_cells
from ecosystem.analysis.gaps.codes import NO, UNKNOWN, YES, Codes, any_of, everywhere
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.gaps.supply import Line, shuts_out, typical_firm
from ecosystem.analysis.gaps.trust import Trust, evidence_of, join_trust, tables_trust
from ecosystem.model.gaps import FirmRange, Gap, GapEvidence
from ecosystem.model.offers import Offer
from ecosystem.model.vocabulary import FirmClass, GapKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]

LIMITS: Final = ("within_km", "min_firms", "shelf_life_days")
MICRO_BELOW, SMALL_BELOW, MEDIUM_BELOW = 10, 50, 250
"""Employees, Recommendation 2003/361/EC."""
OF_STAGE: Final = frozenset({FirmClass.NEW, FirmClass.WITHOUT_PROFIT, FirmClass.FIRST_TIMER})


def find_size_gaps(search: Search) -> list[Gap]:
    """List the classes of firms that every offer of a need and position shuts out, and where."""
    whole = tables_trust(search.ground, ("offers",))
    return [
        gap
        for need, position, lines in lines_of_cells(search)
        for gap in _gaps_of(search, need, position, lines, whole)
    ]


def _gaps_of(
    search: Search, need: int, position: int, lines: list[Line], whole: Trust
) -> list[Gap]:
    usable = [line for line in lines if line.near.any()]
    if not any(line.demand for line in usable) or _is_open_to_all(usable):
        return []
    there = any_of([line.near for line in usable], search.ground.size)
    taken = [_takes(search, line, position) for line in usable]
    let_in = {one: _let_in(search, usable, [one in own for own in taken]) for one in FirmClass}
    is_some = np.any([said != NO for said in let_in.values()], axis=0)
    is_middle = let_in[FirmClass.SMALL] != NO
    gaps = []
    for one, said in let_in.items():
        shut = is_some & (said != YES) & (said != there) & search.wanted(position)
        if one in OF_STAGE:
            shut &= is_middle
        if shut.any():
            sure = np.where((said == NO) & (there != YES), there, said).astype(np.uint8)
            gaps += _written(search, (need, position), usable, (one, shut, sure), whole)
    return gaps


def _is_open_to_all(lines: list[Line]) -> bool:
    """Tell whether an offer that demands nothing can be met everywhere: the usual case."""
    return any(not line.demand and (line.near == YES).all() for line in lines)


def _offer(search: Search, line: Line) -> Offer:
    return search.ground.register.catalogue[line.offer_id]


def _let_in(search: Search, lines: list[Line], is_taken: list[bool]) -> Codes:
    """Say where one of the offers that take a class can be met."""
    parts = [line.near for line, is_own in zip(lines, is_taken, strict=True) if is_own]
    return any_of(parts, search.ground.size)


def _takes(search: Search, line: Line, position: int) -> frozenset[FirmClass]:
    """List the classes of which an offer takes a typical firm."""
    if not line.demand:
        return frozenset(FirmClass)
    ground = search.ground
    position_id = ground.positions[position]
    key = "takes", line.demand, position_id if "'positions'" in line.demand else ""
    if key not in search.kept:  # type: ignore[comparison-overlap]
        offer = _offer(search, line)
        search.kept[key] = frozenset(  # type: ignore[index]
            one
            for one in FirmClass
            if not shuts_out(offer, typical_firm(one, position_id, ground.on), ground)
        )
    held: frozenset[FirmClass] = search.kept[key]  # type: ignore[index]
    return held


def _written(
    search: Search,
    cell: tuple[int, int],
    lines: list[Line],
    found: tuple[FirmClass, "Truths", Codes],
    whole: Trust,
) -> list[Gap]:
    (need, position), (one, shut, sure) = cell, found
    offers = [_offer(search, line) for line in lines]
    ask = [o.provider_actor_id for o in offers if o.provider_actor_id is not None][:5]
    return [
        write_gap(
            search,
            GapKind.SIZE_OR_STAGE,
            position=position,
            need=need,
            codes=search.places(where),
            detail=one.value,
            detail_key=one.value,
            firms=_affected(search, lines, one, position, where),
            trust=join_trust([whole, trust]),
            evidence=[_evidence(search, offers)],
            limits=LIMITS,
        )
        for where, trust in search.split_by_trust(shut, sure, ask)
    ]


def _affected(
    search: Search, lines: list[Line], one: FirmClass, position: int, where: "Truths"
) -> FirmRange | None:
    """Count firms of the class there that every offer refuses; between those known to be."""
    firms = search.ground.firms
    if firms is None:
        return None
    count = len(firms.table)
    said = any_of([_said(search, line) for line in lines], count)
    is_class = _is_class(firms.table, one, search.ground.on.year)
    ours = np.zeros(count, dtype=bool)
    ours[firms.pair_firm[(firms.pair_position == position) & firms.pair_is_near]] = True
    ours &= np.append(where, values=False)[firms.place]
    low = float((ours & (said == NO) & is_class.fillna(value=False).to_numpy(bool)).sum())
    high = float((ours & (said != YES) & is_class.fillna(value=True).to_numpy(bool)).sum())
    return FirmRange(firms=low, low=low, high=max(low, high))


def _said(search: Search, line: Line) -> Codes:
    """Say of every firm whether it can use an offer, where it is."""
    firms = search.ground.firms
    assert firms is not None
    near = np.append(line.near, np.uint8(UNKNOWN))[firms.place]
    verdicts = search.supply.judged.verdicts.get(line.demand)
    met = everywhere(YES, len(near)) if verdicts is None else verdicts
    return np.where((near == NO) | (met == NO), NO, np.maximum(near, met)).astype(np.uint8)


def _is_class(table: pd.DataFrame, one: FirmClass, year: int) -> "pd.Series[bool]":
    size = table["employees"]
    match one:
        case FirmClass.MICRO:
            said = (size < MICRO_BELOW).astype("boolean")
        case FirmClass.SMALL:
            said = ((size >= MICRO_BELOW) & (size < SMALL_BELOW)).astype("boolean")
        case FirmClass.MEDIUM:
            said = ((size >= SMALL_BELOW) & (size < MEDIUM_BELOW)).astype("boolean")
        case FirmClass.LARGE:
            said = (size >= MEDIUM_BELOW).astype("boolean")
        case FirmClass.NEW:
            size = table["founded"]
            said = (size.dt.year >= year - 1).astype("boolean")
        case FirmClass.WITHOUT_PROFIT | FirmClass.FIRST_TIMER:
            said = pd.Series(pd.NA, index=table.index, dtype="boolean")
    masked: pd.Series[bool] = said.mask(size.isna())
    return masked


def _evidence(search: Search, offers: list[Offer]) -> GapEvidence:
    table = search.ground.register.offers
    ids = {offer.offer_id for offer in offers}
    rows = None if table is None else table[table["offer_id"].isin(ids)]
    return evidence_of("offers", rows, "offer_id", ("area", "channel"))
