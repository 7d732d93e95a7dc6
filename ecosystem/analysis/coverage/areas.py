"""Which municipalities the offers of an actor are for, on site and online."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ecosystem.analysis.coverage.terms import Question, is_stale
from ecosystem.model.days import holding
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import Channel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def areas_served(register: Register, asked: Question, codes: pd.Index) -> pd.DataFrame:
    """Tell which municipalities the offers of each actor are for: 1, 0, or missing."""
    return _offered(register, asked, codes, channels=(Channel.LOCAL, Channel.ONLINE, Channel.BOTH))


def areas_online(register: Register, asked: Question, codes: pd.Index) -> pd.DataFrame:
    """Tell which municipalities each actor offers help online in: 1, 0, or missing."""
    return _offered(register, asked, codes, channels=(Channel.ONLINE, Channel.BOTH))


def _offered(
    register: Register, asked: Question, codes: pd.Index, channels: tuple[Channel, ...]
) -> pd.DataFrame:
    table = pd.DataFrame(0.0, index=codes, columns=list(asked.actor_ids))
    offers = register.offers
    if offers is None:
        return table * np.nan
    told = set(offers["provider_actor_id"].dropna())
    day = pd.Timestamp(asked.on)
    started = offers["open_from"].isna() | (offers["open_from"] <= day)
    now = offers[started & (offers["open_until"].isna() | (offers["open_until"] >= day))]
    is_for = now["position_ids"].fillna("").map(lambda ids: asked.position_id in ids.split(";"))
    wanted = now["position_ids"].isna() | is_for.astype(bool)
    regions = _codes_of_regions(register, asked.on)
    for actor_id in asked.actor_ids:
        if actor_id not in told:
            table[actor_id] = 0.0 if offers.empty else np.nan
            continue
        own = now[wanted & (now["provider_actor_id"] == actor_id)]
        own = own.assign(is_stale=is_stale(own, asked))
        cells = [_one_offer(row, channels, regions, codes) for row in own.to_dict("records")]
        table[actor_id] = _best(cells, codes)
    return table


def _one_offer(
    row: Mapping[Any, Any],
    channels: tuple[Channel, ...],
    regions: Mapping[str, tuple[str, ...]],
    codes: pd.Index,
) -> "Floats":
    """Reach of one offer: 1 and 0 by its area; missing where area, channel or age leave it open."""
    is_any = len(channels) == len(Channel)
    if not is_any and pd.notna(row["channel"]) and row["channel"] not in channels:
        return np.zeros(len(codes))
    if pd.isna(row["area"]):
        return np.full(len(codes), np.nan)
    parts = str(row["area"]).split(";")
    inside = {code for part in parts for code in regions.get(part, (part,))}
    is_in = np.ones(len(codes)) if "national" in parts else codes.isin(inside).astype(float)
    is_open = row["is_stale"] or (not is_any and pd.isna(row["channel"]))
    return np.where(is_in == 1, np.nan, 0.0) if is_open else is_in


def _best(cells: Iterable["Floats"], codes: pd.Index) -> "Floats":
    """Of several offers: reached by one is reached; else not known if one is not known."""
    best: Floats = np.zeros(len(codes))
    for cell in cells:
        best = np.where((best == 1) | (cell == 1), 1.0, best + cell)
    return best


def _codes_of_regions(register: Register, on: date) -> dict[str, tuple[str, ...]]:
    table = register.regions
    if table is None:
        return {}
    now = table[holding(table, on)]
    grouped = now.groupby("region_code")["municipality_code"].agg(tuple)
    return {str(code): codes for code, codes in grouped.items()}
