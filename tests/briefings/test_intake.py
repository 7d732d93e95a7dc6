"""What an adviser asks when a talk begins."""

from datetime import date

import pytest

from ecosystem.analysis.referral.free_text import meaning_index
from ecosystem.briefings.referral.firm import brief_firm
from ecosystem.briefings.referral.intake import (
    CvrState,
    facts_to_ask,
    look_up_cvr,
    propose_from_text,
    questions_to_ask,
)
from ecosystem.model.offers import (
    AgeBetween,
    AllOf,
    AnyOf,
    Between,
    DesignatedCluster,
    IsTrue,
    NoneOf,
    OneOf,
    SizeClass,
)
from ecosystem.sources.register.reading import read_register, shipped_folder
from tests.builders import a_firm, a_register, an_offer

TODAY = date(2026, 11, 23)
FIRM = {
    "actor_id": "f1",
    "kind": "firm",
    "name": "Jensen Hydraulik ApS",
    "cvr": "10103940",
    "municipality_code": "0779",
    "legal_form": "ApS",
}


@pytest.fixture
def register():
    """A register of one firm."""
    return a_register(actors=[FIRM])


@pytest.mark.parametrize("typed", ["10103940", " 1010 3940", "DK10103940", "dk-10.10.39.40"])
def test_a_firm_is_found_however_its_number_is_written(register, typed):
    """Spaces, dots and the country before it are read over."""
    answer = look_up_cvr(register, typed, TODAY)

    assert answer.state is CvrState.FOUND
    assert answer.firm.name == "Jensen Hydraulik ApS"


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("", CvrState.NOT_DIGITS),
        ("DK", CvrState.NOT_DIGITS),
        ("Jensen", CvrState.NOT_DIGITS),
        ("1010394O", CvrState.NOT_DIGITS),
        ("\uff11\uff10\uff11\uff10\uff13\uff19\uff14\uff10", CvrState.NOT_DIGITS),
        ("1010394", CvrState.WRONG_LENGTH),
        ("101039400", CvrState.WRONG_LENGTH),
        ("10103941", CvrState.WRONG_CHECK_DIGIT),
        ("25313763", CvrState.NOT_FOUND),
    ],
)
def test_a_number_that_leads_nowhere_says_why(register, typed, state):
    """A number that is wrong is told apart from one that is not known."""
    assert look_up_cvr(register, typed, TODAY).state is state


def test_a_register_without_firms_knows_of_none():
    """The number may be right; nobody can tell."""
    cluster = {"actor_id": "c1", "kind": "cluster", "name": "CLEAN"}

    for register in (a_register(actors=[cluster]), a_register()):
        assert look_up_cvr(register, "10103940", TODAY).state is CvrState.NO_FIRMS


def test_a_made_up_number_is_found_where_it_is_recorded():
    """Example data have numbers no firm can have; they are found all the same."""
    register = a_register(actors=[{**FIRM, "cvr": "00000101", "is_synthetic": True}])

    assert look_up_cvr(register, "00000101", TODAY).state is CvrState.FOUND


def test_protection_against_advertising_is_told(register):
    """A firm that declined approaches is marked before anybody writes to it."""
    protected = a_register(actors=[{**FIRM, "is_advertising_protected": True}])

    assert look_up_cvr(protected, "10103940", TODAY).is_advertising_protected
    assert not look_up_cvr(register, "10103940", TODAY).is_advertising_protected


def test_a_firm_that_has_closed_is_told_with_the_day(register):
    """Nobody is to refer a firm that is no more without knowing it."""
    closed = a_register(actors=[{**FIRM, "closed": date(2024, 5, 25)}])

    assert look_up_cvr(closed, "10103940", TODAY).closed == date(2024, 5, 25)
    assert look_up_cvr(register, "10103940", TODAY).closed is None


def test_only_facts_that_rules_use_are_asked_for():
    """Place and field always, then what most offers use; what no rule uses is left out."""
    offers = {
        "one": an_offer(
            offer_id="one",
            criteria=(
                Between(fact="employees", at_most=249),
                AnyOf(parts=(IsTrue(fact="has_cvr"), AgeBetween(at_most_years=3))),
            ),
        ),
        "two": an_offer(
            offer_id="two",
            criteria=(
                SizeClass(at_most="small"),
                AllOf(parts=(NoneOf(fact="legal_form", values=("ENK",)), DesignatedCluster())),
            ),
        ),
        "three": an_offer(offer_id="three", need_ids=("finance",), criteria=()),
    }

    facts = facts_to_ask(a_register(catalogue=offers), ["innovation_projects"])

    assert [fact.fact for fact in facts] == [
        "municipality_code",
        "positions",
        "employees",
        "turnover_dkk",
        "balance_dkk",
        "founded",
        "legal_form",
        "has_cvr",
    ]
    assert {fact.fact: fact.offers for fact in facts}["employees"] == 2


@pytest.mark.parametrize("fact", ["nuts3_code", "region_code"])
def test_a_rule_on_a_part_of_the_country_asks_for_the_municipality(fact):
    """The adviser knows the municipality; the rest follows from it."""
    offer = an_offer(criteria=(OneOf(fact=fact, values=("DK050",)),))

    facts = facts_to_ask(a_register(catalogue={"x": offer}), [])

    assert {fact.fact: fact.offers for fact in facts}["municipality_code"] == 1


@pytest.fixture(scope="module")
def briefing():
    """A firm nobody has asked anything, on the shipped register."""
    register = read_register(shipped_folder())
    return brief_firm(register, a_firm(municipality_code="0787"), ["finance"], TODAY)


def test_the_best_question_is_asked_first(briefing):
    """As long as the firm has not said that it cannot tell."""
    assert questions_to_ask(briefing, ()) == (briefing.next_question,)


def test_what_the_firm_cannot_tell_is_not_asked_again(briefing):
    """One question after another, each another, until none is left."""
    skipped = []
    while questions := questions_to_ask(briefing, skipped):
        (question,) = questions
        assert question.fact not in skipped
        assert question.question_da
        skipped.append(question.fact)

    waiting = {fact for s in briefing.suggestions for fact in s.facts_to_ask} - {"open"}
    assert waiting <= set(skipped)


def test_questions_asked_together_are_the_best_ones_that_settle_something(briefing):
    """The first in any case; of the others those whose answer alone decides a suggestion."""
    questions = questions_to_ask(briefing, (), 3)

    assert questions == briefing.questions[: len(questions)]
    assert 1 < len(questions) <= 3
    assert all(question.settles > 0 for question in questions)
    assert questions_to_ask(briefing, (questions[0].fact,), 3)[0] == questions[1]


def test_a_text_proposes_needs_positions_and_schemes_that_are_named():
    """A scheme is proposed by a word of its name, and only while it is not closed."""
    shipped = read_register(shipped_folder())
    text = "Vi vil søge Innobooster og eksportere måleudstyr til vindmøller"

    meanings = propose_from_text(text, meaning_index(shipped), shipped, TODAY)

    of = {kind: [m.identifier for m in meanings if m.kind == kind] for kind in ("need", "position")}
    offers = [m.identifier for m in meanings if m.kind == "offer"]
    assert of["need"][0] == "global_markets"
    assert of["position"] == ["energiteknologi"]
    assert "innobooster" in offers
    assert "innobooster_2021" not in offers
