"""Judge whether an offer can be had: on a day, in a place.

Two questions are kept apart. What the rule file states (``stated_opening``) goes into the verdict
about the criteria; what is known of the day itself (``opening_state``) decides whether the offer
is said to be open.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ecosystem.analysis.day.freshness import SORT_OF_OFFER
from ecosystem.analysis.eligibility.context import EligibilityContext, holds_on
from ecosystem.analysis.kleene import any_of, verdict_of
from ecosystem.model.firms import Firm
from ecosystem.model.offers import Offer, OpenPeriod
from ecosystem.model.shelf_lives import ShelfLives
from ecosystem.model.vocabulary import OpeningReason, Verdict


class OpeningState(NamedTuple):
    """Whether an offer is open on a day, and why it is not or why nobody can tell."""

    is_open: bool | None
    reason: OpeningReason | None


def opening_on(offer: Offer, firm: Firm, context: EligibilityContext) -> bool | None:
    """Return whether an offer is open to a firm on the day; None: nobody can tell."""
    return opening_state(offer, firm, context).is_open


def opening_state(offer: Offer, firm: Firm, context: EligibilityContext) -> OpeningState:
    """Judge whether an offer is open to a firm on the day, from what is known of that day.

    Open is said only where a period that is known for the day holds it: one with a known end, the
    time before a known deadline, or an offer without an end whose source was seen recently enough.
    A check of the row or of the rules tells for the shelf life of its sort (schemes and services
    differ). A source that is known by its year alone tells of that year, through its 31 December,
    and for a shelf life after it; of an earlier day neither tells, unless the day the offer began
    is known. Of what is applied for in rounds only a round tells: a period
    with both ends that is not the programme's, or a deadline.

    Args:
        offer: Windows in its rule file come before the dates of its row.
        firm: A window for one part of the country asks where it is.
        context: The day, and how long a check tells.
    """
    return openings(offer, firm, context)[1]


def openings(
    offer: Offer, firm: Firm, context: EligibilityContext
) -> tuple[bool | None, OpeningState]:
    """Return what the rule file states of the day, and what is known of the day itself."""
    opening = offer.rules.opening
    holding_verdict = _holding_verdict(offer, firm, context)
    stated = _as_stated(holding_verdict, is_known=opening.is_known)
    if stated is False:
        return stated, OpeningState(is_open=False, reason=_why_closed(offer, context.on))
    if offer.rules.problem is not None:
        reason: OpeningReason | None = OpeningReason.NOT_TOLD
    elif holding_verdict is Verdict.UNKNOWN:
        reason = OpeningReason.AREA_UNKNOWN
    elif stated is None:
        in_rounds = opening.in_rounds
        reason = OpeningReason.IN_ROUNDS_UNKNOWN if in_rounds else OpeningReason.NOT_TOLD
    else:
        reason = _doubt(offer, context)
    return stated, OpeningState(is_open=True if reason is None else None, reason=reason)


def stated_opening(offer: Offer, firm: Firm, context: EligibilityContext) -> bool | None:
    """Return what the rule file states of the day; None: that the source does not tell.

    A period without an end goes on, and rounds within a period are not told apart: this is what a
    verdict about the criteria rests on, not what is known of the day.
    """
    return _as_stated(_holding_verdict(offer, firm, context), is_known=offer.rules.opening.is_known)


def _as_stated(holding_verdict: Verdict, *, is_known: bool) -> bool | None:
    match holding_verdict:
        case Verdict.MET:
            return True if is_known else None
        case Verdict.UNMET:
            return False
        case Verdict.UNKNOWN:
            return None


def limited_to(offer: Offer) -> tuple[str, ...] | None:
    """Return the regions and municipalities an offer is for; None: the country, or not recorded."""
    return None if offer.area is None or "national" in offer.area else offer.area


def names_municipalities(area: Collection[str], context: EligibilityContext) -> bool:
    """Return whether every code of an area is a municipality's, so that no region is asked for."""
    return all(code in context.nuts3_of for code in area)


def in_area(code: str | None, area: Collection[str], context: EligibilityContext) -> Verdict:
    """Return whether a municipality, or its region on the day, is one of an area.

    Args:
        code: The municipality_code; None: not known.
        area: Codes of regions and municipalities.
        context: What holds on the day. A municipality whose region is not recorded is unknown;
            where no region is recorded, an area of municipalities alone is judged all the same.
    """
    if code is None:
        return Verdict.UNKNOWN
    if code in area:
        return Verdict.MET
    if not context.region_of:
        return Verdict.UNMET if names_municipalities(area, context) else Verdict.UNKNOWN
    region = context.region_of.get(code)
    return Verdict.UNKNOWN if region is None else verdict_of(region in area)


def _holding_verdict(offer: Offer, firm: Firm, context: EligibilityContext) -> Verdict:
    """Judge whether a stated period holds the day for this firm; without any, all days are held."""
    if offer.rules.opening.is_ended:
        return Verdict.UNMET
    periods = _periods(offer)
    if not periods:
        return Verdict.MET
    return any_of(
        Verdict.MET if not period.area else in_area(firm.municipality_code, period.area, context)
        for period in periods
        if _holds(period, context.on)
    )


def _periods(offer: Offer) -> tuple[OpenPeriod, ...]:
    opening = offer.rules.opening
    if opening.periods or not opening.is_known or not (offer.open_from or offer.open_until):
        return opening.periods
    return (_period_of_row(offer.open_from, offer.open_until),)


@lru_cache(maxsize=1024)
def _period_of_row(first: date | None, last: date | None) -> OpenPeriod:
    """Return the dates of a row as a period: the years the offer is there, not a round."""
    return OpenPeriod(first=first, last=last, is_programme=True)


def _holds(period: OpenPeriod, on: date) -> bool:
    return holds_on(on, period.first, period.last)


def _why_closed(offer: Offer, on: date) -> OpeningReason:
    if offer.rules.opening.is_ended:
        return OpeningReason.ENDED
    periods = _periods(offer)
    if any(_holds(period, on) for period in periods):
        return OpeningReason.OTHER_AREA
    if all(period.first is not None and on < period.first for period in periods):
        return OpeningReason.NOT_YET
    return OpeningReason.OUTSIDE_PERIOD


def _doubt(offer: Offer, context: EligibilityContext) -> OpeningReason | None:
    """Return what keeps an offer from being known to be open on a day; None: nothing does."""
    opening, on = offer.rules.opening, context.on
    holding = [period for period in _periods(offer) if _holds(period, on)]
    seen = _span_seen(offer, context)
    has_start = any(period.first is not None for period in holding)
    is_before_seen = not has_start and seen is not None and on < seen[0]
    if is_before_seen and opening.seen_year is not None:
        return OpeningReason.NOT_TOLD
    if opening.deadlines:
        return None if on <= max(opening.deadlines) else OpeningReason.DEADLINES_PASSED
    if opening.in_rounds:
        is_in_round = any(p.first and p.last and not p.is_programme for p in holding)
        return None if is_in_round else OpeningReason.IN_ROUNDS_UNKNOWN
    has_end = any(period.last is not None for period in holding)
    if has_end or (seen is not None and not is_before_seen and on <= seen[1]):
        return None
    return _never_or_long_ago(seen, on)


def _never_or_long_ago(seen: tuple[date, date] | None, on: date) -> OpeningReason:
    if seen is None:
        return OpeningReason.NEVER_CONFIRMED
    return OpeningReason.SEEN_LONG_AGO if on > seen[1] else OpeningReason.NOT_TOLD


def _span_seen(offer: Offer, context: EligibilityContext) -> tuple[date, date] | None:
    """Return the first and the last day that the source is known to tell of; None: never seen.

    A check never makes the span shorter than the year that is known without it.
    """
    constants = context.constants
    lives = ShelfLives() if constants is None else constants.shelf_lives
    life = timedelta(days=lives.days(SORT_OF_OFFER[offer.kind]))
    spans = [
        (checked, checked + life)
        for checked in (offer.checked, offer.rules.checked)
        if checked is not None
    ]
    if (year := offer.rules.opening.seen_year) is not None:
        spans.append((date(year, 1, 1), date(year, 12, 31) + life))
    if not spans:
        return None
    return min(first for first, _ in spans), max(last for _, last in spans)
