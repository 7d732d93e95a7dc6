"""A condition in words is unknown until the firm tells the fact behind it."""

from datetime import date

import pytest
from pydantic import ValidationError

from ecosystem.analysis.eligibility import (
    EligibilityContext,
    facts_that_may_rule_out,
    judge_criterion,
)
from ecosystem.model.fact_words import FACT_WORDS
from ecosystem.model.firms import FIRM_FACTS, LIST_OF, Firm
from ecosystem.model.offers import AllOf, Between, MustAsk, Rules
from ecosystem.model.vocabulary import Verdict
from tests.builders import a_firm, an_offer

CONTEXT = EligibilityContext(on=date(2026, 11, 29))
MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
WORDS = {"text_da": "en betingelse i ord", "text_en": "a condition in words"}
GREEN = MustAsk(
    fact="themes",
    values=("green_transition", "energy_savings"),
    position_ids=("miljoeteknologi",),
    **WORDS,
)
SMALL = Between(fact="employees", at_most=249, source="https://example.dk/size")


def judged(criterion, **facts):
    """The verdict, and the facts that decided it."""
    verdict, findings = judge_criterion(criterion, a_firm(**facts), CONTEXT)
    return verdict, [finding.fact for finding in findings]


@pytest.mark.parametrize(
    ("criterion", "fits", "fails"),
    [
        (MustAsk(fact="does_research", **WORDS), True, False),
        (MustAsk(fact="is_in_difficulty", wanted=False, **WORDS), False, True),
        (MustAsk(fact="amount_sought_dkk", at_least=1e6, **WORDS), 1e6, 999_999),
        (MustAsk(fact="amount_sought_dkk", at_most=1e6, **WORDS), 1e6, 1_000_001),
        (MustAsk(fact="labour_sought", values=("researcher",), **WORDS), ("researcher",), ()),
        (GREEN, ("energy_savings", "digitalisation"), ("digitalisation",)),
    ],
)
def test_an_answer_settles_what_had_to_be_asked(criterion, fits, fails):
    """Unknown before; met by the one answer and unmet by the other."""
    assert judged(criterion) == (UNKNOWN, [criterion.fact])
    assert judged(criterion, **{criterion.fact: fits}) == (MET, [criterion.fact])
    assert judged(criterion, **{criterion.fact: fails}) == (UNMET, [criterion.fact])


def test_the_finding_says_the_condition_in_both_languages():
    """An adviser reads the source's condition, not the name of a field."""
    _, (finding,) = judge_criterion(GREEN, a_firm(), CONTEXT)

    assert (finding.required, finding.required_en) == tuple(WORDS.values())
    assert finding.observed is None


def test_a_position_stands_in_for_themes_that_nobody_has_told():
    """A water-technology firm fits green themes; one of another field is asked, not refused."""
    assert judged(GREEN, positions=("turisme", "miljoeteknologi")) == (MET, ["positions"])
    assert judged(GREEN, positions=("turisme",)) == (UNKNOWN, ["themes"])
    assert judged(GREEN, positions=()) == (UNKNOWN, ["themes"])


def test_themes_that_are_told_count_before_the_position():
    """The firm knows its project better than its industry does."""
    assert judged(GREEN, positions=("miljoeteknologi",), themes=()) == (UNMET, ["themes"])
    assert judged(GREEN, positions=("turisme",), themes=("green_transition",))[0] is MET


def test_a_theme_met_by_position_may_rule_the_firm_out_until_it_is_told():
    """The field stands in for it; the project may be of another."""
    offer = an_offer(criteria=(GREEN, SMALL))

    def may_rule_out(**facts):
        return facts_that_may_rule_out(offer, a_firm(**facts), CONTEXT)

    assert may_rule_out(positions=("miljoeteknologi",)) == ("themes",)
    assert may_rule_out(positions=("miljoeteknologi",), themes=("green_transition",)) == ()
    assert may_rule_out(positions=("turisme",)) == ()


def test_a_theme_of_a_demand_that_its_sources_do_not_settle_rules_nobody_out():
    """No answer to it settles anything."""
    doubtful = GREEN.model_copy(update={"is_settled": False})
    both = AllOf(parts=(GREEN, SMALL))
    firm = a_firm(positions=("miljoeteknologi",))

    assert facts_that_may_rule_out(an_offer(criteria=(both,)), firm, CONTEXT) == ("themes",)
    assert facts_that_may_rule_out(an_offer(criteria=(doubtful,)), firm, CONTEXT) == ()


def test_what_is_to_be_confirmed_may_rule_the_firm_out_while_something_else_is_unknown():
    """A firm in difficulty is ruled out, whatever it tells beside."""
    healthy = MustAsk(fact="is_in_difficulty", wanted=False, **WORDS)
    rules = Rules(offer_id="x", source="t", criteria=(SMALL,), to_confirm=(healthy,))
    offer = an_offer(offer_id="x", rules=rules)

    assert facts_that_may_rule_out(offer, a_firm(), CONTEXT) == ("is_in_difficulty",)
    assert facts_that_may_rule_out(offer, a_firm(is_in_difficulty=False), CONTEXT) == ()


def test_what_sources_do_not_settle_is_unknown_whatever_the_firm_shows():
    """A judgement of ours neither lets in nor keeps out."""
    doubtful = MustAsk(fact="does_research", is_settled=False, **WORDS)

    for answer in (True, False, None):
        verdict, (finding,) = judge_criterion(doubtful, a_firm(does_research=answer), CONTEXT)
        assert verdict is UNKNOWN
        assert not finding.is_settled


@pytest.mark.parametrize(
    "stated",
    [
        {"fact": "amount_sought_dkk"},
        {"fact": "does_research", "at_least": 1},
        {"fact": "labour_sought"},
        {"fact": "does_research", "values": ("skilled",)},
        {"fact": "labour_sought", "values": ("green_transition",)},
        {"fact": "labour_sought", "values": ("skilled",), "position_ids": ("lyd",)},
        {"fact": "does_research", "text_da": ""},
    ],
)
def test_a_condition_that_cannot_be_judged_is_refused(stated):
    """A rule that asks for nothing, or for what its fact cannot tell, never lands."""
    with pytest.raises(ValidationError):
        MustAsk(**{**WORDS, **stated})


def test_every_fact_has_a_question_and_a_reason():
    """A new fact cannot be asked for without words an adviser would say."""
    assert set(FACT_WORDS) == set(FIRM_FACTS)
    for words in FACT_WORDS.values():
        assert all(text.endswith("?") for text in words.question)
        assert all(text.endswith(".") for text in words.why)


def test_every_listed_fact_chooses_from_its_list():
    """A theme that no scheme names is told to the reader, not kept."""
    for fact, choices in LIST_OF.items():
        assert getattr(Firm(**{fact: tuple(choices)}), fact) == tuple(choices)
        with pytest.raises(ValidationError):
            Firm(**{fact: ("something_else",)})
