"""What an offer is to a firm: one word from the criteria and the day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.analysis.eligibility import EligibilityContext, judge_offer
from ecosystem.model.offers import (
    AidRuleSet,
    Between,
    Constants,
    IsTrue,
    MendableFact,
    MustAsk,
    Opening,
    OpenPeriod,
    Rules,
)
from ecosystem.model.vocabulary import OfferState, Verdict
from tests.builders import a_firm, an_offer

TODAY = date(2026, 11, 29)
AID = AidRuleSet(
    name_da="Regler", name_en="Rules", valid_from=date(2014, 1, 1), valid_to=TODAY, source="t"
)
CONSTANTS = Constants(
    eur_dkk=7.5,
    eur_dkk_source="test",
    size_source="test",
    size_ceilings={},
    aid_rule_sets={"aid": AID},
    mendable_facts=(MendableFact(fact="has_cvr", reason="t", reason_da="t"),),
)
OPEN = Opening(periods=(OpenPeriod(first=date(2026, 1, 1), last=date(2026, 12, 31)),))
SMALL = Between(fact="employees", at_most=249)
CVR = IsTrue(fact="has_cvr")


def judged(*criteria, on=TODAY, opening=OPEN, stated=None, **facts):
    """The judgement of an offer with these criteria."""
    rules = Rules(
        offer_id="innobooster", source="t", criteria=criteria, opening=opening, **(stated or {})
    )
    context = EligibilityContext(on=on, constants=CONSTANTS)
    return judge_offer(an_offer(rules=rules), a_firm(**facts), context)


def test_suitable_needs_the_criteria_and_the_day():
    """Known to fit and known to be open: only then the word."""
    assert judged(SMALL, employees=5).state is OfferState.SUITABLE
    rounds = judged(SMALL, opening=Opening(in_rounds=True), employees=5)
    assert (rounds.verdict, rounds.state) == (Verdict.MET, OfferState.ASK_IF_OPEN)


def test_a_missing_fact_and_a_closed_day_have_words_of_their_own():
    """One is asked for, the other is waited for."""
    assert judged(SMALL).state is OfferState.FACTS_MISSING
    assert judged(SMALL, employees=400).state is OfferState.NOT_SUITABLE
    closed = judged(SMALL, on=date(2027, 1, 1), employees=400)
    assert (closed.state, closed.criteria_verdict) == (OfferState.CLOSED, Verdict.UNMET)


def test_an_offer_for_everybody_says_so_in_its_source():
    """A public web page suits a firm nobody has asked anything."""
    words = {"target_group_da": "Alle virksomheder", "target_group_en": "All firms"}

    assert judged(stated={"is_for_everybody": True, **words}).state is OfferState.SUITABLE


def test_a_cvr_number_can_be_got_in_a_day_or_two():
    """A founder without a number is told what opens it; one who also is too large is not."""
    mendable = judged(CVR, SMALL, has_cvr=False, employees=2)

    assert (mendable.verdict, mendable.state) == (Verdict.UNMET, OfferState.MENDABLE)
    assert mendable.opens_when == ("has_cvr",)
    assert judged(CVR, SMALL, has_cvr=False).state is OfferState.MENDABLE
    too_large = judged(CVR, SMALL, has_cvr=False, employees=400)
    assert (too_large.state, too_large.opens_when) == (OfferState.NOT_SUITABLE, ())
    assert judged(CVR).state is OfferState.FACTS_MISSING


def test_what_cannot_be_mended_in_a_day_rules_out():
    """Research is not begun over night."""
    research = MustAsk(fact="does_research", text_da="forskning", text_en="research")

    assert judged(research, does_research=False).state is OfferState.NOT_SUITABLE


def test_what_an_operator_applies_for_is_no_option_of_the_firm():
    """A regional fund is reached through a hub or a cluster, however well the firm fits."""
    through = judged(SMALL, stated={"applied_by": "operator"}, employees=5)

    assert (through.verdict, through.state) == (Verdict.MET, OfferState.THROUGH_OPERATOR)
    assert through.applied_by == "operator"


def test_after_its_aid_rules_an_offer_is_asked_about():
    """The criteria are met; whether the scheme lives on, the provider can tell."""
    on = date(2026, 11, 30)

    assert judged(SMALL, stated={"state_aid": ("aid",)}, employees=5).state is OfferState.SUITABLE
    after = judged(SMALL, on=on, stated={"state_aid": ("aid",)}, employees=5)
    assert (after.verdict, after.state) == (Verdict.UNKNOWN, OfferState.ASK_IF_OPEN)


def test_rules_that_cannot_be_read_register_no_requirements():
    """A broken rule file never lets anybody in."""
    broken = judged(stated={"problem": "line 3 is not YAML"})

    assert (broken.state, broken.verdict) == (OfferState.NO_REQUIREMENTS, Verdict.UNKNOWN)


@pytest.mark.parametrize(
    "stated", [{"source": " "}, {"is_for_everybody": True}, {"applied_by": "anybody"}]
)
def test_rules_without_their_source_are_refused(stated):
    """That all may use an offer is somebody's word, and the word stands beside it."""
    with pytest.raises(ValueError, match=r"source|target_group|applied_by"):
        Rules(**{"offer_id": "x", "source": "t", **stated})


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
KNOWN_FACTS = st.fixed_dictionaries(
    {}, optional={"employees": st.sampled_from([5, 400]), "has_cvr": st.booleans()}
)
CRITERIA = st.lists(
    st.sampled_from([SMALL, CVR]), max_size=2, unique_by=lambda criterion: criterion.test
)
OPENINGS = st.sampled_from(
    [
        OPEN,
        Opening(),
        Opening(seen_year=2026),
        Opening(in_rounds=True),
        Opening(in_rounds=True, deadlines=(TODAY,)),
        Opening(is_known=False),
        Opening(is_ended=True),
    ]
)


@given(criteria=CRITERIA, opening=OPENINGS, facts=KNOWN_FACTS, on=DAYS)
def test_each_state_says_what_it_promises(criteria, opening, facts, on):
    """Whatever the offer, the firm and the day."""
    judgement = judged(*criteria, opening=opening, on=on, **facts)

    assert (judgement.state is OfferState.CLOSED) == (judgement.is_open is False)
    if judgement.state is OfferState.SUITABLE:
        assert (judgement.is_open, judgement.criteria_verdict, bool(criteria)) == (
            True,
            Verdict.MET,
            True,
        )
    if judgement.state is OfferState.ASK_IF_OPEN:
        assert (judgement.is_open, judgement.criteria_verdict) == (None, Verdict.MET)
    if judgement.state in (OfferState.NOT_SUITABLE, OfferState.MENDABLE):
        assert judgement.criteria_verdict is Verdict.UNMET
    is_too_large = SMALL in criteria and facts.get("employees") == 400
    assert bool(judgement.opens_when) == (
        judgement.criteria_verdict is Verdict.UNMET and not is_too_large
    )
