"""Which share of a position's firms is served, need by need: what is known to have reached them.

A firm of the position that has used an offer for a need is served as far as the offer meets it
(``model/fit``). Participants of activities are counted without names, so how far they are the same
firms is not known: the likely share takes them as independent, the lower bound as the same. An
offer whose use nobody has recorded adds nothing; that it may have reached everybody is in the
upper bound, and it is listed. Where no use is recorded at all, the share is not known.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ecosystem.analysis.gaps.firms import Firms
from ecosystem.analysis.gaps.search import Search
from ecosystem.analysis.kleene import YES
from ecosystem.analysis.needs import served_bound, served_share
from ecosystem.model.examples import real_rows
from ecosystem.model.fit import OfferFit
from ecosystem.model.register import collect

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ServedNeed:
    """How far a need of a position's firms is served."""

    need_id: str
    low: float | None
    """If all who took part are the same firms; ``None``: no use is recorded."""
    likely: float | None
    high: float | None
    """If every offer whose use is not recorded has reached every firm."""
    unknown_offers: tuple[str, ...]
    """Offers that can be used, and of whose use nothing is recorded."""


@dataclass(frozen=True, slots=True)
class ServedShares:
    """How far each need of a position's firms is served."""

    firms: int
    """Firms whose share is told."""
    is_example: bool
    """They and what they used are example data: never a headline."""
    needs: tuple[ServedNeed, ...]


@dataclass(frozen=True, slots=True)
class _Population:
    """The firms whose share is asked for, and what is recorded of what they used."""

    firm_ids: frozenset[str]
    is_example: bool
    uses: pd.DataFrame | None
    """``actor_id, offer_id`` of the period; ``None``: participations are not recorded."""
    recorded_offers: frozenset[str]
    """Offers that anybody's use is recorded of, in whatever period."""
    participants: pd.Series | None
    """Participants of activities of the period by need_id; ``None``: not recorded."""


def served_shares(search: Search, position: int) -> ServedShares | None:
    """Return for every need which share of a position's firms is served.

    Real firms and rows count where there are any; example data stands in where there is nothing
    else, and is marked.

    Returns:
        Needs in their order; ``None`` when no firm of the position is recorded.
    """
    firms = search.context.firms
    if firms is None or not len(firms.of(position)):
        return None
    population = _population(search, position, firms)
    needs = range(len(search.context.needs))
    return ServedShares(
        firms=len(population.firm_ids),
        is_example=population.is_example,
        needs=tuple(_of_need(search, position, need, population) for need in needs),
    )


def _fit(search: Search) -> OfferFit:
    constants = search.context.register.constants
    return OfferFit() if constants is None else constants.fit


def _population(search: Search, position: int, firms: Firms) -> _Population:
    firm_rows = firms.of(position)
    is_real = ~firms.is_example[firm_rows]
    is_example = not is_real.any()
    ids = firms.table["actor_id"].iloc[firm_rows if is_example else firm_rows[is_real]]
    participations = search.context.participations
    participations = (
        participations if participations is None or is_example else real_rows(participations)
    )
    return _Population(
        firm_ids=frozenset(ids),
        is_example=is_example,
        uses=None if participations is None else _uses(search, participations, ids),
        recorded_offers=frozenset()
        if participations is None
        else frozenset(participations["offer_id"].dropna()),
        participants=_participants(search, position, is_example=is_example),
    )


def _first_day(search: Search) -> pd.Timestamp:
    return pd.Timestamp(search.context.on) - pd.Timedelta(days=_fit(search).use_days)


def _uses(search: Search, participations: pd.DataFrame, firm_ids: pd.Series) -> pd.DataFrame:
    """Return which firms used which offer in the period; a use without a day counts."""
    is_lately = participations["start"].isna() | (participations["start"] > _first_day(search))
    uses = participations[
        is_lately & participations["offer_id"].notna() & participations["actor_id"].isin(firm_ids)
    ]
    return uses[["actor_id", "offer_id"]].drop_duplicates()


def _participants(search: Search, position: int, *, is_example: bool) -> pd.Series | None:
    """Count the participants of activities of a position in the period, by need."""
    import narwhals as nw

    table = search.context.register.activities
    if table is None:
        return None
    first, last = _first_day(search), pd.Timestamp(search.context.on)
    activities = table.filter(
        nw.col("position_id") == search.context.positions[position],
        nw.col("date") > nw.lit(first.to_pydatetime()),
        nw.col("date") <= nw.lit(last.to_pydatetime()),
        ~nw.col("need_id").is_null(),
        ~nw.col("participants").is_null(),
    )
    rows = collect(activities.select("need_id", "participants", "is_synthetic"))
    rows = rows if is_example else real_rows(rows)
    return rows.groupby("need_id")["participants"].sum().astype(float)


def _of_need(search: Search, position: int, need: int, population: _Population) -> ServedNeed:
    need_id = search.context.needs[need]
    offers = dict.fromkeys(reach.offer_id for reach in search.supply.of_cell(need, position))
    unknown = _without_use(search, position, need, population)
    shares = _shares(search, need_id, offers, population)
    if shares is None:
        return ServedNeed(need_id, None, None, None, unknown)
    fits = [1.0, _fit(search).activity.of(need_id)]
    best = max((_fit_of(search, offer, need_id) for offer in unknown), default=0.0)
    return ServedNeed(need_id, *share_between(fits, shares, best), unknown)


def share_between(
    fits: Sequence[float], shares: Sequence[float], best_unknown: float
) -> tuple[float, float, float]:
    """Compute the share that several sorts of help reached: at least, likely, and at most.

    At least, if all reached the same firms; likely, if independently of each other; at most, if
    each reached others, and the best offer whose use is not recorded everybody.

    Args:
        fits: How far each sort of help meets the need, 0 to 1.
        shares: Share of the firms that each is known to have reached, 0 to 1.
        best_unknown: Fit of the best offer whose use is not recorded; 0: there is none.

    Examples:
        >>> [round(share, 2) for share in share_between([1, 0.2], [0.5, 0.5], 0.2)]
        [0.5, 0.55, 0.68]
    """
    low, likely = served_bound(fits, shares), served_share(fits, shares)
    apart = min(1.0, sum(fit * share for fit, share in zip(fits, shares, strict=True)))
    high = served_share([1.0, best_unknown], [apart, 1.0])
    return min(low, likely), likely, max(high, likely)


def _shares(
    search: Search, need_id: str, offers: Collection[str], population: _Population
) -> tuple[float, float] | None:
    """Return the shares that offers (by their fit) and activities reached; ``None``: not known."""
    has_use = population.uses is not None and (
        not offers or not population.recorded_offers.isdisjoint(offers)
    )
    people = population.participants
    has_activity = people is not None and need_id in people.index
    if search.context.register.offers is None or not (has_use or has_activity):
        return None
    count = len(population.firm_ids)
    by_offers = _served_by_offers(search, need_id, offers, population) / count if has_use else 0.0
    by_activities = float(people[need_id]) / count if people is not None and has_activity else 0.0
    return min(1.0, by_offers), min(1.0, by_activities)


def _served_by_offers(
    search: Search, need_id: str, offers: Iterable[str], population: _Population
) -> float:
    """Count the firms that used an offer for the need, each by the best one it used."""
    uses = population.uses
    assert uses is not None
    fits = {offer: _fit_of(search, offer, need_id) for offer in offers}
    uses_for_need = uses[uses["offer_id"].isin(list(fits))]
    best = (
        uses_for_need["offer_id"].map(fits).astype(float).groupby(uses_for_need["actor_id"]).max()
    )
    return float(best.sum())


def _fit_of(search: Search, offer_id: str, need_id: str) -> float:
    rules = search.context.register.catalogue[offer_id].rules
    return _fit(search).of(rules.instrument, need_id)


def _without_use(
    search: Search, position: int, need: int, population: _Population
) -> tuple[str, ...]:
    """List the offers that can be used for a need and of whose use nothing is recorded."""
    usable = dict.fromkeys(
        reach.offer_id
        for reach in search.supply.of_cell(need, position)
        if (reach.usable == YES).any()
    )
    return tuple(offer for offer in usable if offer not in population.recorded_offers)
