"""Tell whether an offer can be had: on a day, in a place."""

from collections.abc import Collection

from ecosystem.analysis.eligibility.context import EligibilityContext, holds_on
from ecosystem.analysis.eligibility.truth import MET, UNKNOWN, UNMET, any_of, verdict_of
from ecosystem.model.firms import Firm
from ecosystem.model.offers import Offer
from ecosystem.model.vocabulary import Verdict


def opening_on(offer: Offer, firm: Firm, context: EligibilityContext) -> bool | None:
    """Say whether an offer is open to a firm on the day; None: the source does not tell.

    Windows stated in the rule file come before the dates of the offer's row. A window for one
    part of the country asks where the firm is.
    """
    opening = offer.rules.opening
    if opening.is_ended:
        return False
    spans = [(p.first, p.last, p.area) for p in opening.periods]
    if not spans and opening.is_known and (offer.open_from or offer.open_until):
        spans = [(offer.open_from, offer.open_until, ())]
    if not spans:
        return True if opening.is_known else None
    holding = [
        MET if not area else in_area(firm.municipality_code, area, context)
        for first, last, area in spans
        if holds_on(context.on, first, last)
    ]
    match any_of(holding):
        case Verdict.MET:
            return True if opening.is_known else None
        case Verdict.UNMET:
            return False
        case Verdict.UNKNOWN:
            return None


def limited_to(offer: Offer) -> tuple[str, ...] | None:
    """Give the regions and municipalities an offer is for; None: the country, or not recorded."""
    return None if offer.area is None or "national" in offer.area else offer.area


def names_municipalities(area: Collection[str], context: EligibilityContext) -> bool:
    """Tell whether every code of an area is a municipality's, so that no region is asked for."""
    return all(code in context.nuts3_of for code in area)


def in_area(code: str | None, area: Collection[str], context: EligibilityContext) -> Verdict:
    """Tell whether a municipality, or its region on the day, is one of an area.

    Args:
        code: The municipality_code; None: not known.
        area: Codes of regions and municipalities.
        context: What holds on the day. A municipality whose region is not recorded is unknown;
            where no region is recorded, an area of municipalities alone is judged all the same.
    """
    if code is None:
        return UNKNOWN
    if code in area:
        return MET
    if not context.region_of:
        return UNMET if names_municipalities(area, context) else UNKNOWN
    region = context.region_of.get(code)
    return UNKNOWN if region is None else verdict_of(region in area)
