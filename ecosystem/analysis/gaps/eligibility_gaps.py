"""Size or stage gaps: offers exist, but their criteria shut a class of firms out.

A grid of typical firms is held against every offer of a need and position that can be met in a
municipality. A class is shut out where each of them refuses it and one at least takes a firm of
another class. Where it is as little known of all classes whether an offer can be met, no criterion
shuts one out. Classes of stage (new, without profit, first-timers) differ from the middle one in
their own facts alone; so they are looked at only where a firm of the middle is let in. Where
firms are recorded, those that every such offer refuses are counted by column expressions over all
of them.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.gaps.confidence import MOST_ASKED, Confidence, of_tables
from ecosystem.analysis.gaps.places import unknown_places
from ecosystem.analysis.gaps.redundancy import offers_evidence, reaches_of_cells
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.gaps.supply import OfferReach
from ecosystem.analysis.kleene import NO, UNKNOWN, YES, Codes, all_codes, any_codes, everywhere
from ecosystem.model.gaps import FirmRange, Gap
from ecosystem.model.vocabulary import FirmClass, GapKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]

LIMITS: Final = ("within_km", "min_firms")
MICRO_BELOW, SMALL_BELOW, MEDIUM_BELOW = 10, 50, 250
"""Employees, Recommendation 2003/361/EC."""
OF_STAGE: Final = frozenset({FirmClass.NEW, FirmClass.WITHOUT_PROFIT, FirmClass.FIRST_TIMER})


def find_size_gaps(search: Search) -> list[Gap]:
    """List the classes of firms that every offer of a need and position shuts out, and where."""
    tables_confidence = of_tables(search.context, ("offers",))
    return [
        gap
        for need, position, reaches in reaches_of_cells(search)
        for gap in _gaps_of(search, need, position, reaches, tables_confidence)
    ]


def _gaps_of(
    search: Search,
    need: int,
    position: int,
    reaches: Iterable[OfferReach],
    tables_confidence: Confidence,
) -> list[Gap]:
    usable = [reach for reach in reaches if reach.near.any()]
    if not any(reach.demand for reach in usable) or _is_open_to_all(usable):
        return []
    near = any_codes([reach.near for reach in usable], search.context.size)
    classes = [_classes_let_in(search, reach, position) for reach in usable]
    let_in = {
        c: _let_in(search, usable, [c in classes_of_offer for classes_of_offer in classes])
        for c in FirmClass
    }
    is_some = np.any([answers != NO for answers in let_in.values()], axis=0)
    is_middle = let_in[FirmClass.SMALL] != NO
    gaps = []
    for firm_class, answers in let_in.items():
        shut = is_some & (answers != YES) & (answers != near) & search.has_enough_firms(position)
        if firm_class in OF_STAGE:
            shut &= is_middle
        if shut.any():
            codes = np.where((answers == NO) & (near != YES), near, answers).astype(np.uint8)
            gaps += _gaps_of_class(
                search, (need, position), usable, (firm_class, shut, codes), tables_confidence
            )
    return gaps


def _is_open_to_all(reaches: Iterable[OfferReach]) -> bool:
    """Return whether an offer that demands nothing can be met everywhere: the usual case."""
    return any(not reach.demand and (reach.near == YES).all() for reach in reaches)


def _let_in(search: Search, reaches: list[OfferReach], is_taken: list[bool]) -> Codes:
    """Return where one of the offers that take a class can be met."""
    parts = [reach.near for reach, is_own in zip(reaches, is_taken, strict=True) if is_own]
    return any_codes(parts, search.context.size)


def _classes_let_in(search: Search, reach: OfferReach, position: int) -> frozenset[FirmClass]:
    offer = search.context.register.catalogue[reach.offer_id]
    position_id = search.context.positions[position]
    return search.supply.judged.classes_let_in(offer, reach.demand, position_id)


def _gaps_of_class(
    search: Search,
    cell: tuple[int, int],
    reaches: list[OfferReach],
    shut_out: tuple[FirmClass, "Truths", Codes],
    tables_confidence: Confidence,
) -> list[Gap]:
    (need, position), (firm_class, shut, answers) = cell, shut_out
    providers = list(
        dict.fromkeys(reach.provider for reach in reaches if reach.provider is not None)
    )
    return [
        write_gap(
            search,
            GapKind.SIZE_OR_STAGE,
            position=position,
            counts_firms=True,
            need=need,
            codes=search.places(where),
            detail=firm_class.value,
            detail_key=firm_class.value,
            firms=_affected(search, reaches, firm_class, position, where),
            confidence=confidence,
            evidence=[offers_evidence(search, reaches)],
            ask=providers[:MOST_ASKED],
            limits=LIMITS,
        )
        for where, confidence in search.split(
            shut, answers, unknown_places(search, providers), tables_confidence
        )
    ]


def _affected(
    search: Search, reaches: list[OfferReach], firm_class: FirmClass, position: int, where: "Truths"
) -> FirmRange | None:
    """Count firms known to be of the class that every offer refuses; ``None``: none is known."""
    firms = search.context.firms
    if firms is None:
        return None
    is_class = _is_class(firms.table, firm_class, search.context.on.year)
    if is_class.isna().all():
        return None
    answers = any_codes([_answers(search, reach) for reach in reaches], len(firms.table))
    refused = (answers == NO) & is_class.fillna(value=False).to_numpy(dtype=bool)
    return firms.cells(refused[firms.pair_firm]).range(position, where)


def _answers(search: Search, reach: OfferReach) -> Codes:
    """Return for every firm whether it can use an offer, where it is."""
    firms = search.context.firms
    assert firms is not None
    near = np.append(reach.near, np.uint8(UNKNOWN))[firms.municipality]
    verdicts = search.supply.judged.verdicts.get(reach.demand)
    met = everywhere(YES, len(near)) if verdicts is None else verdicts
    return all_codes(near, met)


def _is_class(table: pd.DataFrame, firm_class: FirmClass, year: int) -> "pd.Series[bool]":
    size = table["employees"]
    match firm_class:
        case FirmClass.MICRO:
            is_class = (size < MICRO_BELOW).astype("boolean")
        case FirmClass.SMALL:
            is_class = ((size >= MICRO_BELOW) & (size < SMALL_BELOW)).astype("boolean")
        case FirmClass.MEDIUM:
            is_class = ((size >= SMALL_BELOW) & (size < MEDIUM_BELOW)).astype("boolean")
        case FirmClass.LARGE:
            is_class = (size >= MEDIUM_BELOW).astype("boolean")
        case FirmClass.NEW:
            size = table["founded"]
            is_class = (size.dt.year >= year - 1).astype("boolean")
        case FirmClass.WITHOUT_PROFIT | FirmClass.FIRST_TIMER:
            is_class = pd.Series(pd.NA, index=table.index, dtype="boolean")
    masked: pd.Series[bool] = is_class.mask(size.isna())
    return masked
