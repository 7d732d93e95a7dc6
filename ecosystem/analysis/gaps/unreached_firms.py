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
    firms, taken = search.ground.firms, search.ground.participations
    if firms is None or taken is None:
        return []
    took_part = firms.table["actor_id"].isin(taken["actor_id"]).to_numpy(dtype=bool)
    unreached = (search.supply.eligible & ~took_part)[firms.pair_firm]
    bands = size_bands(firms)[firms.pair_firm]
    cells = [firms.cells(unreached & (bands == number)) for number in range(len(BANDS))]
    participations = participation_evidence(search)
    gaps = []
    for position in search.asked_positions:
        many = [own.standard[position] >= search.ground.limits.reach_firms for own in cells]
        if not any(where.any() for where in many):
            continue
        evidence = [participations, _usable_offers(search, position)]
        for band, own, where in zip(BANDS, cells, many, strict=True):
            if where.any():
                gaps.append(_written(search, position, band, where, own, evidence))
    return gaps


def _written(  # noqa: PLR0913, PLR0917
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
        confidence=of_tables(search.ground, ("participations", "offers")),
        evidence=evidence,
    )


def with_example_mark(key: str, firms: FirmRange) -> str:
    """Return the key of a sentence that counts firms; of example firms it counts none."""
    return f"{key}.example" if firms.examples else key


def _usable_offers(search: Search, position: int) -> GapEvidence:
    """Tell what the rows of the offers are worth that firms of a position can use somewhere."""
    usable = (
        line
        for line in search.supply.all_lines
        if position in line.positions and (line.reach == YES).any()
    )
    return offers_evidence(search, usable)


def size_bands(firms: Firms) -> "NDArray[np.int64]":
    """Number the size band of every firm, in the order of ``SizeBand``."""
    size = firms.table["employees"].to_numpy(dtype=float)
    band = np.searchsorted(np.array(_LIMITS), size, side="right")
    return np.where(np.isnan(size), BANDS.index(SizeBand.NOT_KNOWN), band)


def participation_evidence(search: Search) -> GapEvidence:
    """Tell what the rows are worth that say who took part in what."""
    rows = search.ground.participations
    return evidence_of(search.ground, "participations", rows, "actor_id")


# --- demand --------------------------------------------------------------------------------


def find_demand_gaps(search: Search) -> list[Gap]:
    """List what firms looked for in vain, by need, industry and municipality."""
    ground = search.ground
    table = ground.register.dead_ends
    if table is None:
        return []
    begun = table[table["date"] <= pd.Timestamp(ground.on)]
    keys = [begun["need_id"], begun["position_id"].fillna(""), _sectors(begun)]
    gaps = []
    for key, rows in begun.groupby(keys):
        need_id, position_id, sector = (str(part) for part in key)
        need = _number(ground.needs, need_id, search.asked_needs)
        position = _number(ground.positions, position_id, search.asked_positions)
        if need is None or (position is None and (position_id or not _asks_all(search))):
            continue
        counts = rows["municipality_code"].value_counts()
        frequent = counts[counts >= ground.limits.small_count]
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
        confidence=of_tables(search.ground, ("dead_ends",)),
        evidence=[evidence_of(search.ground, "dead_ends", rows, "dead_end_id", cells)],
    )


def _number(ids: tuple[str, ...], identifier: str, asked: tuple[int, ...]) -> int | None:
    return next((place for place in asked if ids[place] == identifier), None)


def _asks_all(search: Search) -> bool:
    return len(search.asked_positions) == len(search.ground.positions)
