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

from ecosystem.analysis.gaps.codes import YES
from ecosystem.analysis.gaps.ground import Firms
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.gaps.supply import criteria_key
from ecosystem.analysis.gaps.trust import evidence_of, not_recorded, tables_trust
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
    """List, by position and size, municipalities with firms that could and never did."""
    ground = search.ground
    firms = ground.firms
    if firms is None:
        return []
    if "eligible" not in search.kept:
        search.kept["eligible"] = eligible_firms(search)
    eligible: Truths = search.kept["eligible"]
    if "took_part" not in search.kept:
        search.kept["took_part"] = _took_part(search)
    took_part: Truths | None = search.kept["took_part"]
    trust = tables_trust(ground, ("participations", "offers"))
    if took_part is None:
        trust = not_recorded("table_absent", table="participations")
        took_part = np.zeros(len(firms.table), dtype=bool)
    lost = eligible & ~took_part
    band = size_bands(firms)
    size = len(ground.positions), ground.size
    evidence = [_participations(search), evidence_of("offers", ground.register.offers, "offer_id")]
    found = []
    for number, name in enumerate(BANDS):
        chosen = (lost & (band == number))[firms.pair_firm]
        near = firms.count(chosen & firms.pair_is_near, *size)
        core = firms.count(chosen & firms.pair_is_core, *size)
        every = firms.count(chosen, *size)
        for position in search.asked_positions:
            where = near[position] >= ground.limits.reach_firms
            if where.any():
                low, high = (float(c[position][where].sum()) for c in (core, every))
                found.append(
                    write_gap(
                        search,
                        GapKind.REACH,
                        position=position,
                        codes=search.places(where),
                        detail=name.value,
                        detail_key=name.value,
                        firms=FirmRange(
                            firms=float(near[position][where].sum()), low=low, high=high
                        ),
                        limits=("reach_firms",),
                        trust=trust,
                        evidence=evidence,
                    )
                )
    return found


def eligible_firms(search: Search) -> "Truths":
    """Tell for every recorded firm whether it meets an offer that is open where it is.

    Met, not merely not refused: a firm whose facts are not known is not counted as one that
    could have taken part.
    """
    ground, supply = search.ground, search.supply
    firms = ground.firms
    if firms is None:
        return np.zeros(0, dtype=bool)
    met = np.zeros(len(firms.table), dtype=bool)
    catalogue = ground.register.catalogue
    for offer_id, lines in supply.lines.items():
        demand = criteria_key(catalogue[offer_id].rules.criteria)
        said = supply.judged.verdicts.get(demand)
        if catalogue[offer_id].rules.criteria and said is None:
            continue
        for line in lines:
            if not (line.reach == YES).any():
                continue
            here = _in_reach(firms, line.reach == YES, line.positions, len(ground.positions))
            met |= here if said is None else here & (said == YES)
    return met


def _in_reach(firms: Firms, where: "Truths", positions: tuple[int, ...], every: int) -> "Truths":
    is_there = np.append(where, values=False)[firms.place]
    if len(positions) == every:
        return is_there
    own = np.zeros(len(firms.table), dtype=bool)
    is_own = np.isin(firms.pair_position, positions) & firms.pair_is_near
    own[firms.pair_firm[is_own]] = True
    return is_there & own


def size_bands(firms: Firms) -> "NDArray[np.int64]":
    """Number the size band of every firm, in the order of ``SizeBand``."""
    size = firms.table["employees"].to_numpy(dtype=float)
    band = np.searchsorted(np.array(_LIMITS), size, side="right")
    return np.where(np.isnan(size), BANDS.index(SizeBand.NOT_KNOWN), band)


def _took_part(search: Search) -> "Truths | None":
    taken, firms = search.ground.participations, search.ground.firms
    if taken is None or firms is None:
        return None
    return firms.table["actor_id"].isin(taken["actor_id"]).to_numpy(dtype=bool)


def _participations(search: Search) -> GapEvidence:
    held = search.ground.participations
    return GapEvidence(table="participations", rows=None if held is None else len(held))


# --- demand --------------------------------------------------------------------------------


def find_demand_gaps(search: Search) -> list[Gap]:
    """List what firms looked for in vain, by need, industry and municipality."""
    ground = search.ground
    table = ground.register.dead_ends
    if table is None:
        return []
    begun = table[table["date"] <= pd.Timestamp(ground.on)]
    position = begun["position_id"].fillna("")
    industry = begun["industry_code"].str[:2].fillna("")
    grouped = begun.groupby(["need_id", position, industry])
    found = []
    for key, rows in grouped:
        need_id, position_id, sector = (str(part) for part in key)
        need = _number(ground.needs, need_id, search.asked_needs)
        place = _number(ground.positions, position_id, search.asked_positions)
        if need is None or (place is None and (position_id or not _asks_all(search))):
            continue
        counted = rows["municipality_code"].value_counts()
        shown = counted[counted >= ground.limits.small_count]
        if shown.empty:
            continue
        found.append(
            write_gap(
                search,
                GapKind.DEMAND,
                position=place,
                need=need,
                codes=tuple(sorted(map(str, shown.index))),
                detail=sector or None,
                words={"times": int(shown.sum()), "sector": sector or None},
                limits=("small_count",),
                trust=tables_trust(ground, ("dead_ends",)),
                evidence=[evidence_of("dead_ends", rows, "dead_end_id", ("municipality_code",))],
            )
        )
    return found


def _number(ids: tuple[str, ...], one: str, asked: tuple[int, ...]) -> int | None:
    return next((place for place in asked if ids[place] == one), None)


def _asks_all(search: Search) -> bool:
    return len(search.asked_positions) == len(search.ground.positions)
