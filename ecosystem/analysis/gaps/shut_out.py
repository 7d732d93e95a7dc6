"""Size or stage gaps: offers exist, but their criteria shut a class of firms out.

A grid of typical firms is held against every offer of a need and position. A class is shut out
where each offer refuses it and one at least takes a firm in the middle. Where firms are
recorded, those that every offer refuses are counted by column expressions over all of them.
"""

import numpy as np
import pandas as pd

from ecosystem.analysis.gaps.codes import NO, UNKNOWN, YES
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.gaps.supply import Line, criteria_key, shuts_out, typical_firm
from ecosystem.analysis.gaps.trust import (
    REAL,
    Trust,
    evidence_of,
    join_trust,
    not_recorded,
    out_of_date,
    tables_trust,
)
from ecosystem.model.gaps import FirmRange, Gap, GapEvidence
from ecosystem.model.offers import Offer
from ecosystem.model.vocabulary import FirmClass, GapKind

LIMITS = ("shelf_life_days",)
MICRO_BELOW, SMALL_BELOW, MEDIUM_BELOW = 10, 50, 250
"""Employees, Recommendation 2003/361/EC."""


def find_size_gaps(search: Search) -> list[Gap]:
    """List the classes of firms that every offer of a need and position shuts out."""
    whole = tables_trust(search.ground, ("offers",))
    return [
        gap
        for need in search.asked_needs
        for position in search.asked_positions
        for gap in _gaps_of(search, need, position, whole)
    ]


def _gaps_of(search: Search, need: int, position: int, whole: Trust) -> list[Gap]:
    lines = [
        line
        for line in search.supply.all_lines
        if need in line.needs and position in line.positions and line.offered.any()
    ]
    catalogue = search.ground.register.catalogue
    offers = [catalogue[one] for one in dict.fromkeys(line.offer_id for line in lines)]
    usable = [offer for offer in offers if offer.rules.problem is None]
    if not usable or any(not offer.rules.criteria for offer in usable):
        return []
    if not any(_lets_in(search, offer, None, position) for offer in usable):
        return []
    shut = [
        one
        for one in FirmClass
        if one is not FirmClass.SMALL
        and not any(_lets_in(search, offer, one, position) for offer in usable)
    ]
    return [
        write_gap(
            search,
            GapKind.SIZE_OR_STAGE,
            position=position,
            need=need,
            detail=one.value,
            detail_key=one.value,
            firms=_affected(search, usable, one, position),
            trust=join_trust([whole, _trust(search, offers, lines)]),
            evidence=[_evidence(search, usable)],
            limits=LIMITS,
        )
        for one in shut
    ]


def _lets_in(search: Search, offer: Offer, one: FirmClass | None, position: int) -> bool:
    ground = search.ground
    position_id = ground.positions[position]
    demand = criteria_key(offer.rules.criteria)
    key = "lets_in", demand, one, position_id if "'positions'" in demand else ""
    if key not in search.kept:  # type: ignore[comparison-overlap]
        firm = typical_firm(one, position_id, ground.on)
        search.kept[key] = not shuts_out(offer, firm, ground)  # type: ignore[index]
    return bool(search.kept[key])  # type: ignore[index]


def _affected(
    search: Search, offers: list[Offer], one: FirmClass, position: int
) -> FirmRange | None:
    """Count recorded firms of the class that every offer refuses; between those known to be."""
    firms = search.ground.firms
    if firms is None:
        return None
    verdicts = search.supply.judged.verdicts
    said = [verdicts[k] for o in offers if (k := criteria_key(o.rules.criteria)) in verdicts]
    refused = np.stack(said) if said else np.full((1, len(firms.table)), UNKNOWN, np.uint8)
    is_refused = (refused == NO).all(axis=0)
    may_be = (refused != YES).all(axis=0)
    is_class = _is_class(firms.table, one, search.ground.on.year)
    ours = np.zeros(len(firms.table), dtype=bool)
    ours[firms.pair_firm[(firms.pair_position == position) & firms.pair_is_near]] = True
    low = float((ours & is_refused & is_class.fillna(value=False).to_numpy(bool)).sum())
    high = float((ours & may_be & is_class.fillna(value=True).to_numpy(bool)).sum())
    return FirmRange(firms=low, low=low, high=max(low, high))


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


def _trust(search: Search, offers: list[Offer], lines: list[Line]) -> Trust:
    ask = [o.provider_actor_id for o in offers if o.provider_actor_id is not None][:5]
    parts = [REAL]
    if any(offer.rules.problem is not None for offer in offers):
        parts.append(not_recorded("rules_faulty", ask))
    elif all((line.offered != YES).all() for line in lines):
        is_old = any((line.offered == 3).any() for line in lines)  # noqa: PLR2004  codes.STALE
        days = search.ground.limits.shelf_life_days
        parts.append(out_of_date(ask, days=days) if is_old else not_recorded("field_absent", ask))
    return join_trust(parts)


def _evidence(search: Search, offers: list[Offer]) -> GapEvidence:
    table = search.ground.register.offers
    ids = {offer.offer_id for offer in offers}
    rows = None if table is None else table[table["offer_id"].isin(ids)]
    return evidence_of("offers", rows, "offer_id", ("area", "channel"))
