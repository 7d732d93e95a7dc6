"""What each offer is to the firm on the day, and in which part of the answer it stands."""

import pytest

from ecosystem.model.offers import Between, IsTrue, MustAsk, Rules
from ecosystem.model.vocabulary import OfferState, Verdict
from tests.analysis.referral.makers import FOR_ALL, NEED, ids, refer, small, suggest
from tests.builders import a_firm, an_offer

CONFIRMS = MustAsk(
    fact="is_in_difficulty", wanted=False, text_da="ikke kriseramt", text_en="not in difficulty"
)
AT_ITS_HUB = {"municipality_code": "0779"}


def the(referral, offer_id):
    """One offer of a referral, wherever it stands."""
    listed = (*referral.suggestions, *referral.mendable, *referral.not_suitable)
    (match,) = [suggestion for suggestion in listed if suggestion.offer_id == offer_id]
    return match


def grant(**stated):
    """A grant that asks for a CVR number and stands open."""
    criteria = (IsTrue(fact="has_cvr"), *stated.pop("criteria", ()))
    return an_offer(criteria=criteria, **stated)


# --- what the firm can mend ----------------------------------------------------------------


def test_what_fails_on_the_cvr_number_alone_opens_once_the_firm_has_one():
    """It is neither suggested nor ruled out: a group of its own says what it opens with."""
    referral = suggest(small(grant()), a_firm(has_cvr=False))

    assert (referral.suggestions, referral.not_suitable) == ((), ())
    assert ids(referral.mendable) == ["innobooster"]
    assert referral.mendable[0].state is OfferState.MENDABLE
    assert referral.mendable[0].opens_when == ("has_cvr",)
    assert not referral.dead_end


def test_what_fails_on_more_than_the_cvr_number_stays_ruled_out():
    """A number does not make a firm of 300 smaller."""
    large = grant(criteria=(Between(fact="employees", at_most=249),))

    referral = suggest(small(large), a_firm(has_cvr=False, employees=300))

    assert referral.mendable == ()
    assert the(referral, "innobooster").state is OfferState.NOT_SUITABLE
    assert referral.dead_end


def test_no_offer_stands_in_two_groups():
    """Each offer has one state, and each state one group."""
    firm = a_firm(has_cvr=False, employees=4, municipality_code="0751")

    referral = refer(firm, "finance", "business_models")

    groups = (referral.suggestions, referral.mendable, referral.not_suitable)
    listed = [offer_id for group in groups for offer_id in ids(group)]
    assert len(listed) == len(set(listed))
    assert {suggestion.state for suggestion in referral.mendable} == {OfferState.MENDABLE}
    shut = {OfferState.NOT_SUITABLE, OfferState.CLOSED}
    assert {suggestion.state for suggestion in referral.not_suitable} <= shut
    assert shut.isdisjoint(suggestion.state for suggestion in referral.suggestions)


# --- what keeps the word suitable back -----------------------------------------------------


def test_what_the_firm_has_to_confirm_keeps_the_word_suitable_back_and_is_asked():
    """The criteria are met; until the firm has confirmed, the state says that a fact is missing."""
    rules = Rules(offer_id="innobooster", source="t", to_confirm=(CONFIRMS,), **FOR_ALL)
    register = small(an_offer(rules=rules))

    unasked = suggest(register, a_firm())
    confirmed = suggest(register, a_firm(is_in_difficulty=False))
    denied = suggest(register, a_firm(is_in_difficulty=True))

    assert the(unasked, "innobooster").verdict is Verdict.MET
    assert the(unasked, "innobooster").state is OfferState.FACTS_MISSING
    assert unasked.next_question.fact == "is_in_difficulty"
    assert the(confirmed, "innobooster").state is OfferState.SUITABLE
    assert confirmed.next_question is None
    assert the(denied, "innobooster").state is OfferState.NOT_SUITABLE


def test_a_condition_beside_the_criteria_does_not_hide_what_is_still_to_be_confirmed():
    """A field in words that fits leaves the question open, as it was without it."""
    rules = Rules(
        offer_id="innobooster",
        source="t",
        to_confirm=(CONFIRMS,),
        described_position_ids=("lyd",),
        **FOR_ALL,
    )

    referral = suggest(small(an_offer(rules=rules)), a_firm(positions=("lyd",)))

    assert the(referral, "innobooster").state is OfferState.FACTS_MISSING
    assert the(referral, "innobooster").facts_to_ask == ("is_in_difficulty",)


# --- what others apply for -----------------------------------------------------------------


def _with_operator(**firm):
    rules = Rules(offer_id="fund", source="t", applied_by="operator", **FOR_ALL)
    guidance = an_offer(offer_id="hub.guidance", provider_actor_id="hub", kind="service")
    return suggest(small(an_offer(offer_id="fund", rules=rules), guidance), a_firm(**firm))


def test_what_only_an_operator_applies_for_is_a_line_on_the_card_of_its_actor():
    """The firm cannot apply; it takes part through its hub, and the grant is no suggestion."""
    referral = _with_operator(**AT_ITS_HUB)

    every = (*referral.suggestions, *referral.mendable, *referral.not_suitable)
    assert ids(every) == ["hub.guidance"]
    assert [grant.offer_id for grant in referral.suggestions[0].through] == ["fund"]
    assert "fund" not in {step.offer_id for step in referral.path}


def test_what_an_operator_applies_for_does_not_keep_a_search_from_being_a_dead_end():
    """The hub is always there; a grant it may apply for is no help that was found."""
    assert _with_operator(**AT_ITS_HUB).dead_end


# --- contacts ------------------------------------------------------------------------------


@pytest.mark.parametrize("instrument", ["free advice", "free information"])
def test_general_advice_that_is_always_there_does_not_end_a_search(instrument):
    """A page that answers everybody is named, and the need is noted all the same."""
    rules = Rules(offer_id="guide", source="t", instrument=instrument, **FOR_ALL)
    register = small(an_offer(offer_id="guide", rules=rules))

    referral = suggest(register, a_firm())

    assert ids(referral.suggestions) == ["guide"]
    assert referral.dead_end


def test_the_advisers_own_organisation_does_not_end_a_search():
    """Whoever refers to themselves has found nobody."""
    register = small(an_offer(provider_actor_id="fund"))

    assert not suggest(register, a_firm()).dead_end
    assert suggest(register, a_firm(), own="fund").dead_end
    assert ids(suggest(register, a_firm(), own="fund").suggestions) == ["innobooster"]


def test_a_firm_without_a_cvr_number_always_has_its_municipality_as_a_contact():
    """The municipality is the first door for a start-up, whatever it asked for."""
    firm = a_firm(has_cvr=False, employees=0, municipality_code="0751")

    for need in (NEED, "finance", "global_markets"):
        contacts = [
            suggestion for suggestion in refer(firm, need).suggestions if suggestion.is_contact
        ]
        assert "komm_0751" in {suggestion.provider_actor_id for suggestion in contacts}, need
