"""Which municipalities the offers of an actor are for, on site and online."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.coverage.criteria import Question
from ecosystem.analysis.coverage.sureness import ranks_of, surest
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import is_offered
from ecosystem.model.vocabulary import Channel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_EVERYWHERE: Final = "national"
_ONLINE: Final = (Channel.ONLINE.value, Channel.BOTH.value)


@dataclass(frozen=True, slots=True)
class Areas:
    """Which municipalities each actor's offers are for: one row each, one column an actor."""

    served: pd.DataFrame
    """1 inside, 0 outside, missing not known."""
    rank: pd.DataFrame
    """How sure that is, 0 surest; missing where there is no row to check."""


def areas_served(day: OnDay, question: Question) -> Areas:
    """Return which municipalities the offers of each actor are for."""
    return _areas(day, question, is_online=False)


def areas_online(day: OnDay, question: Question) -> Areas:
    """Return which municipalities each actor offers help online in."""
    return _areas(day, question, is_online=True)


def _areas(day: OnDay, question: Question, *, is_online: bool) -> Areas:
    codes = pd.Index(day.places.codes, name="municipality_code")
    served = pd.DataFrame(np.nan, index=codes, columns=list(question.actor_ids))
    rank = served.copy()
    offers = day.register.offers
    if offers is None:
        return Areas(served, rank)
    providers = set(offers["provider_actor_id"].dropna())
    current = _offers_for(day, offers, question.position_id)
    for actor in question.actor_ids:
        if actor not in providers:
            served[actor] = 0.0 if offers.empty else np.nan
            continue
        rows = current[current["provider_actor_id"] == actor]
        cells = _reach_of_offers(day, rows, codes, is_online=is_online)
        is_inside = cells == 1
        served[actor] = np.where(is_inside.any(axis=1), 1.0, cells.sum(axis=1))
        ranks = rows["rank"].to_numpy(dtype=float)
        outside = ranks.max(initial=-np.inf) if len(ranks) else np.nan
        rank[actor] = np.where(served[actor] == 1, surest(ranks[None, :], is_inside), outside)
    return Areas(served, rank)


def _offers_for(day: OnDay, offers: pd.DataFrame, position_id: str) -> pd.DataFrame:
    """Return the offers for every position or for one, each with how sure its row is."""
    current = offers[is_offered(day, offers)]
    is_named = current["position_ids"].fillna("").str.split(";").map({position_id}.issubset)
    of_position = current[current["position_ids"].isna() | is_named.astype(bool)]
    return of_position.assign(rank=ranks_of(day, of_position, "offers"))


def _reach_of_offers(
    day: OnDay, offers: pd.DataFrame, codes: pd.Index, *, is_online: bool
) -> "Floats":
    """Return the reach of each offer (columns) in each municipality (rows): 1, 0, missing."""
    cells = [_one_offer(day, row, codes, is_online=is_online) for row in offers.to_dict("records")]
    return np.column_stack(cells) if cells else np.zeros((len(codes), 0))


def _one_offer(day: OnDay, row: Mapping[Any, Any], codes: pd.Index, *, is_online: bool) -> "Floats":
    """Return one offer's reach: 1 and 0 by area; missing where area or channel leave it open."""
    if is_online and pd.notna(row["channel"]) and row["channel"] not in _ONLINE:
        return np.zeros(len(codes))
    if pd.isna(row["area"]):
        return np.full(len(codes), np.nan)
    inside = _inside(day, str(row["area"]).split(";"), codes)
    if is_online and pd.isna(row["channel"]):
        return np.where(inside == 1, np.nan, inside)
    return inside


def _inside(day: OnDay, area_ids: Collection[str], codes: pd.Index) -> "Floats":
    """Return 1 inside the area, 0 outside; an id that is no known place leaves the rest open."""
    if _EVERYWHERE in area_ids:
        return np.ones(len(codes))
    regions = day.places.municipalities_of_region
    codes_in_area = {code for area_id in area_ids for code in regions.get(area_id, (area_id,))}
    is_whole = codes_in_area <= set(codes)
    return np.where(codes.isin(codes_in_area), 1.0, 0.0 if is_whole else np.nan)
