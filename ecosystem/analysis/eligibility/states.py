"""Judge in one word what an offer is to a firm on a day."""

from ecosystem.analysis.eligibility.opening import limited_to
from ecosystem.model.offers import Offer
from ecosystem.model.vocabulary import OfferState, Verdict


def has_requirements(offer: Offer) -> bool:
    """Return whether anything is known about whom an offer is for.

    A criterion or an area tells, and so does a source that says that it is for everybody. An
    offer without any of them is for nobody knows whom, never for everybody.
    """
    return (
        bool(offer.rules.criteria) or limited_to(offer) is not None or offer.rules.is_for_everybody
    )


def state_of(
    offer: Offer,
    criteria_verdict: Verdict,
    is_open: bool | None,  # noqa: FBT001 - an answer, not a switch
    *,
    is_mendable: bool = False,
    is_aid_lapsed: bool = False,
) -> OfferState:
    """Return what an offer is to a firm on a day.

    Args:
        offer: The offer.
        criteria_verdict: Its criteria and area, and whatever else must hold for this firm.
        is_open: Whether it is open to the firm on the day; None: nobody can tell.
        is_mendable: Nothing is unmet but what the firm can bring about in a day or two.
        is_aid_lapsed: The aid rules it rests on do not hold on the day, so that it may have ended.
    """
    if is_open is False:
        return OfferState.CLOSED
    if offer.rules.applied_by == "operator":
        return OfferState.THROUGH_OPERATOR
    if criteria_verdict is Verdict.UNMET:
        return OfferState.MENDABLE if is_mendable else OfferState.NOT_SUITABLE
    if not has_requirements(offer) or offer.rules.problem is not None:
        return OfferState.NO_REQUIREMENTS
    if criteria_verdict is not Verdict.MET:
        return OfferState.FACTS_MISSING
    is_sure = is_open is True and not is_aid_lapsed
    return OfferState.SUITABLE if is_sure else OfferState.ASK_IF_OPEN
