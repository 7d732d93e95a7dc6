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
from ecosystem.analysis.gaps.redundancy import lines_of_cells, offers_evidence
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.gaps.supply import Line
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
    whole = of_tables(search.ground, ("offers",))
    return [
        gap
        for need, position, lines in lines_of_cells(search)
        for gap in _gaps_of(search, need, position, lines, whole)
    ]


def _gaps_of(
    search: Search, need: int, position: int, lines: Iterable[Line], whole: Confidence
) -> list[Gap]:
    usable = [line for line in lines if line.near.any()]
    if not any(line.demand for line in usable) or _is_open_to_all(usable):
        return []
    near = any_codes([line.near for line in usable], search.ground.size)
    classes = [_classes_let_in(search, line, position) for line in usable]
    let_in = {c: _let_in(search, usable, [c in own for own in classes]) for c in FirmClass}
    is_some = np.any([answers != NO for answers in let_in.values()], axis=0)
    is_middle = let_in[FirmClass.SMALL] != NO
    gaps = []
    for firm_class, answers in let_in.items():
        shut = is_some & (answers != YES) & (answers != near) & search.wanted(position)
        if firm_class in OF_STAGE:
            shut &= is_middle
        if shut.any():
            known = np.where((answers == NO) & (near != YES), near, answers).astype(np.uint8)
            gaps += _written(search, (need, position), usable, (firm_class, shut, known), whole)
    return gaps


def _is_open_to_all(lines: Iterable[Line]) -> bool:
    """Tell whether an offer that demands nothing can be met everywhere: the usual case."""
    return any(not line.demand and (line.near == YES).all() for line in lines)


def _let_in(search: Search, lines: list[Line], is_taken: list[bool]) -> Codes:
    """Say where one of the offers that take a class can be met."""
    parts = [line.near for line, is_own in zip(lines, is_taken, strict=True) if is_own]
    return any_codes(parts, search.ground.size)


def _classes_let_in(search: Search, line: Line, position: int) -> frozenset[FirmClass]:
    offer = search.ground.register.catalogue[line.offer_id]
    position_id = search.ground.positions[position]
    return search.supply.judged.classes_let_in(offer, line.demand, position_id)


def _written(
    search: Search,
    cell: tuple[int, int],
    lines: list[Line],
    shut_out: tuple[FirmClass, "Truths", Codes],
    whole: Confidence,
) -> list[Gap]:
    (need, position), (firm_class, shut, known) = cell, shut_out
    providers = list(dict.fromkeys(line.provider for line in lines if line.provider is not None))
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
            firms=_affected(search, lines, firm_class, position, where),
            confidence=confidence,
            evidence=[offers_evidence(search, lines)],
            ask=providers[:MOST_ASKED],
            limits=LIMITS,
        )
        for where, confidence in search.split(shut, known, unknown_places(search, providers), whole)
    ]


def _affected(
    search: Search, lines: list[Line], firm_class: FirmClass, position: int, where: "Truths"
) -> FirmRange | None:
    """Count firms known to be of the class that every offer refuses; ``None``: none is known."""
    firms = search.ground.firms
    if firms is None:
        return None
    is_class = _is_class(firms.table, firm_class, search.ground.on.year)
    if is_class.isna().all():
        return None
    answers = any_codes([_answers(search, line) for line in lines], len(firms.table))
    refused = (answers == NO) & is_class.fillna(value=False).to_numpy(dtype=bool)
    return firms.cells(refused[firms.pair_firm]).range(position, where)


def _answers(search: Search, line: Line) -> Codes:
    """Say of every firm whether it can use an offer, where it is."""
    firms = search.ground.firms
    assert firms is not None
    near = np.append(line.near, np.uint8(UNKNOWN))[firms.place]
    verdicts = search.supply.judged.verdicts.get(line.demand)
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
