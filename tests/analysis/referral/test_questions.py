"""Which question comes first: what its answer settles, by the chance that it can be answered."""

import pytest

from ecosystem.analysis.referral.context import Enquiry
from ecosystem.analysis.referral.likelihood import answerable_share, answers_of
from ecosystem.model.firms import FIRM_FACTS, Firm
from ecosystem.model.offers import Between, MustAsk
from tests.analysis.referral.kinds_of_firms import FIRMS, NEEDS
from tests.analysis.referral.makers import CONTEXT, NEED, ON, refer, small, suggest
from tests.builders import a_firm, an_offer

READY = Between(fact="technology_readiness_level", at_least=5)
SMALL = Between(fact="employees", at_most=249)
FARM = "011300"


def first(*offers, need=NEED, **facts):
    """The fact that is asked first of a firm that these offers wait for."""
    return suggest(small(*offers), a_firm(**facts), (need,)).next_question.fact


def test_a_farm_is_asked_what_it_can_tell_although_more_waits_for_another_answer():
    """Two wait for the technology readiness level, which hardly any farm can tell."""
    offers = (
        an_offer(offer_id="a", criteria=(READY,)),
        an_offer(offer_id="b", criteria=(READY,)),
        an_offer(offer_id="c", criteria=(SMALL,)),
    )

    assert first(*offers, industry_code=FARM) == "employees"
    assert first(*offers) == "technology_readiness_level"


@pytest.mark.parametrize("need", NEEDS)
def test_a_vegetable_farm_is_never_asked_for_its_technology_readiness_first(need):
    """Whatever it asks for: an adviser would not."""
    question = refer(FIRMS["vegetable farm on Samsø"], need).next_question

    assert question is None or question.fact != "technology_readiness_level"


@pytest.mark.parametrize("name", FIRMS)
def test_the_questions_come_best_first_and_each_once(name):
    """What is settled falls from the first on; nothing known is asked."""
    for need in NEEDS:
        referral = refer(FIRMS[name], need)
        settled = [question.settles for question in referral.questions]
        facts = [question.fact for question in referral.questions]

        assert settled == sorted(settled, reverse=True)
        assert len(facts) == len(set(facts))
        assert all(getattr(FIRMS[name], fact) is None for fact in facts)
        assert referral.next_question in {None, *referral.questions[:1]}


def test_who_asks_for_an_innovation_project_likely_has_an_idea():
    """How firms would answer depends on what they came for."""
    shares = {}
    for need in (NEED, "finance"):
        enquiry = Enquiry(Firm(), (need,), CONTEXT(ON), frozenset())
        answers = answers_of("has_innovative_idea", enquiry)
        shares[need] = sum(answer.share for answer in answers if answer.value is True)
        assert sum(answer.share for answer in answers) == pytest.approx(1)

    assert shares[NEED] > 0.5 > shares["finance"]


def test_every_fact_can_be_told_by_some_share_of_every_kind_of_firm():
    """A share is a share; nothing is asked that nobody can tell."""
    for firm in FIRMS.values():
        for need in NEEDS:
            enquiry = Enquiry(firm, (need,), CONTEXT(ON), frozenset())
            assert all(0 < answerable_share(fact, enquiry) <= 1 for fact in FIRM_FACTS)


def test_what_hardly_any_firm_of_the_sort_meets_is_counted_and_not_listed():
    """Four answers in a row that hardly anybody gives: no adviser would name it."""
    unlikely = (
        MustAsk(fact="is_preparing_horizon_application", text_da="a", text_en="a"),
        MustAsk(fact="has_research_loss", text_da="b", text_en="b"),
    )
    register = small(an_offer(offer_id="a", criteria=unlikely), an_offer(offer_id="b"))

    untold = suggest(register, a_firm())
    answered = suggest(
        register, a_firm(is_preparing_horizon_application=True, has_research_loss=True)
    )

    assert [suggestion.offer_id for suggestion in untold.suggestions] == ["b"]
    assert untold.left_out == {"unlikely": 1}
    assert {suggestion.offer_id for suggestion in answered.suggestions} == {"a", "b"}
