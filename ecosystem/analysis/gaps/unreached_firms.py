"""Reach gaps and demand gaps: firms that could use an offer and never did, and dead ends.

A reach gap counts firms that meet the criteria of an open offer and never took part in
anything, by municipality and size: recommendation 7 of the theme analysis. What took part in
something that is not in the register cannot be seen. A demand gap counts searches that led
nowhere; counts below the stated one are not shown.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.gaps.confidence import of_tables
from ecosystem.analysis.gaps.evidence import evidence_of
from ecosystem.analysis.gaps.firms import FirmCells, Firms
from ecosystem.analysis.gaps.redundancy import offers_evidence
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.kleene import YES
from ecosystem.model.gaps import FirmRange, Gap, GapEvidence
from ecosystem.model.vocabulary import GapKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]


class SizeBand(StrEnum):
    """Size of a firm by employees, Recommendation 2003/361/EC."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    NOT_KNOWN = "not_known"


BANDS: Final = tuple(SizeBand)
_LIMITS: Final = (10, 50, 250)


def find_reach_gaps(search: Search) -> list[Gap]:
    """List, by position and size, municipalities with firms that could and never did.

    None where participations are not recorded: then nobody is known not to have taken part.
    """
    firms, participations = search.context.firms, search.context.participations
    if firms is None or participations is None:
        return []
    took_part = firms.table["actor_id"].isin(participations["actor_id"]).to_numpy(dtype=bool)
    unreached = (search.supply.eligible & ~took_part)[firms.pair_firm]
    bands = size_bands(firms)[firms.pair_firm]
    cells = [firms.cells(unreached & (bands == number)) for number in range(len(BANDS))]
    participation_rows = participation_evidence(search)
    gaps = []
    for position in search.asked_positions:
        many = [
            firm_cells.standard[position] >= search.context.limits.reach_firms
            for firm_cells in cells
        ]
        if not any(where.any() for where in many):
            continue
        evidence = [participation_rows, _usable_offers(search, position)]
        for band, firm_cells, where in zip(BANDS, cells, many, strict=True):
            if where.any():
                gaps.append(_gap_of_band(search, position, band, where, firm_cells, evidence))
    return gaps


def _gap_of_band(  # noqa: PLR0913, PLR0917
    search: Search,
    position: int,
    band: SizeBand,
    where: "Truths",
    cells: FirmCells,
    evidence: list[GapEvidence],
) -> Gap:
    firms = cells.range(position, where)
    return write_gap(
        search,
        GapKind.REACH,
        position=position,
        counts_firms=True,
        codes=search.places(where),
        detail=band.value,
        detail_key=with_example_mark(band.value, firms),
        firms=firms,
        limits=("reach_firms",),
        confidence=of_tables(search.context, ("participations", "offers")),
        evidence=evidence,
    )


def with_example_mark(key: str, firms: FirmRange) -> str:
    """Return the key of a sentence that counts firms; of example firms it counts none."""
    return f"{key}.example" if firms.examples else key


def _usable_offers(search: Search, position: int) -> GapEvidence:
    """Return what the rows of the offers are worth that firms of a position can use somewhere."""
    usable = (
        reach
        for reach in search.supply.all_reaches
        if position in reach.positions and (reach.usable == YES).any()
    )
    return offers_evidence(search, usable)


def size_bands(firms: Firms) -> "NDArray[np.int64]":
    """Return the number of every firm's size band, in the order of ``SizeBand``."""
    size = firms.table["employees"].to_numpy(dtype=float)
    band = np.searchsorted(np.array(_LIMITS), size, side="right")
    return np.where(np.isnan(size), BANDS.index(SizeBand.NOT_KNOWN), band)


def participation_evidence(search: Search) -> GapEvidence:
    """Return what the rows are worth that say who took part in what."""
    rows = search.context.participations
    return evidence_of(search.context, "participations", rows, "actor_id")


# --- demand --------------------------------------------------------------------------------


def find_demand_gaps(search: Search) -> list[Gap]:
    """List what firms looked for in vain, by need, industry and municipality."""
    context = search.context
    table = context.register.dead_ends
    if table is None:
        return []
    begun = table[table["date"] <= pd.Timestamp(context.on)]
    keys = [begun["need_id"], begun["position_id"].fillna(""), _sectors(begun)]
    gaps = []
    for key, rows in begun.groupby(keys):
        need_id, position_id, sector = (str(cell) for cell in key)
        need = _number(context.needs, need_id, search.asked_needs)
        position = _number(context.positions, position_id, search.asked_positions)
        if need is None or (position is None and (position_id or not _asks_all(search))):
            continue
        counts = rows["municipality_code"].value_counts()
        frequent = counts[counts >= context.limits.small_count]
        if not frequent.empty:
            codes = tuple(sorted(map(str, frequent.index)))
            times = int(frequent.sum())
            gaps.append(_demanded(search, (need, position, sector), codes, times, rows))
    return gaps


def _sectors(rows: pd.DataFrame) -> "pd.Series[str]":
    """Return the two digits of the industry of each row; empty text: not recorded."""
    sectors: pd.Series[str] = rows["industry_code"].str[:2].fillna("")
    return sectors


def _demanded(
    search: Search,
    about: tuple[int, int | None, str],
    codes: tuple[str, ...],
    times: int,
    rows: pd.DataFrame,
) -> Gap:
    need, position, sector = about
    cells = ("municipality_code",)
    return write_gap(
        search,
        GapKind.DEMAND,
        position=position,
        need=need,
        codes=codes,
        detail=sector or None,
        values={"times": times, "sector": sector or None},
        limits=("small_count",),
        confidence=of_tables(search.context, ("dead_ends",)),
        evidence=[evidence_of(search.context, "dead_ends", rows, "dead_end_id", cells)],
    )


def _number(ids: tuple[str, ...], identifier: str, numbers: tuple[int, ...]) -> int | None:
    return next((number for number in numbers if ids[number] == identifier), None)


def _asks_all(search: Search) -> bool:
    return len(search.asked_positions) == len(search.context.positions)
