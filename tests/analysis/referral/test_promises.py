"""What holds for every list, whatever the firm and its needs."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
import yaml
from hypothesis import given

from ecosystem.analysis.referral import suggest_referrals
from ecosystem.analysis.referral.candidates import (
    find_candidates,
    judge_for_referral,
    provider_for,
    verdict_for_referral,
)
from ecosystem.analysis.referral.context import Enquiry
from ecosystem.analysis.referral.likelihood import (
    answer_of,
    answerable_share,
    answers_of,
    chance,
    try_answers,
)
from ecosystem.analysis.referral.reasons import becomes_suitable_if
from ecosystem.analysis.referral.score import OWN_PARTS
from ecosystem.model.firms import FIRM_FACTS, Firm
from ecosystem.model.offers import Opening
from ecosystem.model.vocabulary import OfferKind, Verdict
from tests.analysis.referral.makers import CONTEXT, FIRMS, NEEDS, ON, SHIPPED, SLOW, refer

pytestmark = pytest.mark.thorough


@given(facts=FIRMS, needs=NEEDS)
@SLOW
def test_every_list_keeps_its_promises(facts, needs):
    """Nothing unmet, highest first, parts add up, one per provider, the same twice."""
    firm = Firm(**facts)

    referral = refer(firm, *needs)

    scores = [s.score for s in referral.suggestions]
    assert all(a >= b - 1e-9 for a, b in pairwise(scores))
    assert all(s.verdict is not Verdict.UNMET for s in referral.suggestions)
    assert all(s.verdict is Verdict.UNMET for s in referral.not_suitable)
    assert all(
        sum(s.contributions.values()) == pytest.approx(s.score, abs=1e-8)
        for s in referral.suggestions
    )
    services = Counter(
        s.provider_actor_id for s in referral.suggestions if s.kind is OfferKind.SERVICE
    )
    assert all(count == 1 for count in services.values())
    assert refer(firm, *needs) == referral
    if "municipality_code" in facts:
        first_five = [s.provider_actor_id for s in referral.suggestions[:5]]
        assert referral.local_hub in first_five


@given(facts=FIRMS, needs=NEEDS)
@SLOW
def test_taking_a_reason_away_lowers_the_score(facts, needs):
    """Each fact named as a reason is one: without it the offer scores lower or is gone."""
    firm = Firm(**facts)
    for suggestion in refer(firm, *needs).suggestions[:4]:
        base = _base(suggestion)
        for reason in suggestion.reasons:
            fact = reason.values["fact"]
            again = suggest_referrals(
                SHIPPED(),
                firm.model_copy(update={fact: None}) if fact in FIRM_FACTS else firm,
                needs,
                ON,
                context=_without(fact, suggestion.offer_id),
            )
            left = {s.offer_id: _base(s) for s in again.suggestions if not s.is_contact}
            assert left.get(suggestion.offer_id, 0) < base, (suggestion.offer_id, fact)


def test_a_founding_day_is_no_reason_where_a_missing_cvr_number_says_as_much():
    """A firm without a CVR number, for the programme for entrepreneurs."""
    facts = {"employees": 0, "de_minimis_3y_eur": 0, "has_cvr": False}
    facts["founded"] = date(2023, 4, 1)
    check = test_taking_a_reason_away_lowers_the_score.hypothesis.inner_test

    check(facts, ["finance"])


def test_a_theme_that_a_field_stands_for_is_asked_for_where_it_settles_most():
    """A maritime firm of energy, for Innobooster."""
    facts = {"municipality_code": "0101", "positions": ("maritime_logistik", "energiteknologi")}
    check = test_no_other_question_settles_more.hypothesis.inner_test

    check(facts, ["staff_skills", "finance"])


def _base(suggestion):
    return sum(suggestion.contributions[part] for part in OWN_PARTS)


def _without(fact, offer_id):
    """The day's context when nobody knows that an offer answers the need, or when it is open."""
    context = CONTEXT(ON)
    offer = SHIPPED().catalogue[offer_id]
    if fact == "need_ids":
        changed_offer = None
    elif fact == "open":
        rules = offer.rules.model_copy(update={"opening": Opening(is_known=False)})
        changed_offer = offer.model_copy(
            update={"rules": rules, "open_from": None, "open_until": None}
        )
    else:
        return context
    swapped = {
        need: tuple(
            answering
            for o in offers
            if (answering := changed_offer if o.offer_id == offer_id else o) is not None
        )
        for need, offers in context.offers_by_need.items()
    }
    return replace(context, offers_by_need=swapped)


@given(facts=FIRMS, needs=NEEDS)
@SLOW
def test_no_other_question_settles_more(facts, needs):
    """Every fact is tried in full; the one that is asked settles at least as many.

    An offer is settled when it is ruled out, or suitable with nothing left to confirm.
    """
    firm, context = Firm(**facts), CONTEXT(ON)
    enquiry = Enquiry(firm, tuple(needs), context)
    candidates, _ = find_candidates(enquiry)
    trials = try_answers(candidates, enquiry)
    still_open = [
        candidate
        for candidate in candidates
        if candidate.waits_for_facts and chance(candidate, trials) >= context.weights.least_likely
    ]

    def is_settled(candidate, firm):
        offer = candidate.offer
        judgement = judge_for_referral(offer, provider_for(offer, firm, context), firm, context)
        return not replace(candidate, judgement=judgement).waits_for_facts

    def settled(fact):
        if getattr(firm, fact) is not None:
            return 0.0
        total = 0.0
        for answer in answers_of(fact, enquiry):
            answered = firm.model_copy(update={fact: answer_of(fact, answer.value, ON)})
            total += answer.share * sum(is_settled(candidate, answered) for candidate in still_open)
        return total * answerable_share(fact, enquiry)

    question = refer(firm, *needs).next_question

    best = max(settled(fact) for fact in FIRM_FACTS)
    if question is None:
        assert best == pytest.approx(0, abs=0.005)
    else:
        assert settled(question.fact) == pytest.approx(best)
        assert question.settles == pytest.approx(best, abs=0.006)
        assert question.of == len(still_open)


@given(facts=FIRMS, needs=NEEDS)
@SLOW
def test_trying_answers_out_gives_the_verdict_of_the_full_judgement(facts, needs):
    """The fast verdict and the one with findings are the same."""
    firm, context = Firm(**facts), CONTEXT(ON)

    for offer in SHIPPED().catalogue.values():
        if set(needs) & set(offer.need_ids) and not offer.offer_id.startswith("komm_"):
            provider = provider_for(offer, firm, context)
            full = judge_for_referral(offer, provider, firm, context)
            assert verdict_for_referral(offer, provider, firm, context) is full.verdict


@given(facts=FIRMS, needs=NEEDS)
@SLOW
def test_the_change_that_is_named_makes_the_offer_suitable(facts, needs):
    """Whoever does what the list says is no longer ruled out."""
    firm, context = Firm(**facts), CONTEXT(ON)
    for suggestion in refer(firm, *needs).not_suitable:
        if suggestion.becomes_suitable_if:
            offer = SHIPPED().catalogue[suggestion.offer_id]
            changes = {c.fact: yaml.safe_load(c.wanted) for c in suggestion.becomes_suitable_if}
            changed_firm = Firm.model_validate({**firm.model_dump(), **changes})
            provider = provider_for(offer, changed_firm, context)
            after = judge_for_referral(offer, provider, changed_firm, context)
            assert after.verdict is not Verdict.UNMET
            assert becomes_suitable_if(offer, changed_firm, context) == ()
