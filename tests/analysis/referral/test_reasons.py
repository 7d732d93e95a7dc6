"""Why an offer stands where it stands, what speaks against it and what would change it."""

import pytest

from ecosystem.model.offers import AnyOf, Between, IsTrue, Opening, Rules, SizeClass
from ecosystem.model.vocabulary import Verdict
from tests.analysis.referral.makers import ids, numbers, small, suggest
from tests.builders import a_firm, an_offer


def test_an_unmet_offer_is_not_suggested_but_told_with_what_is_missing():
    """By how much the firm misses the limit stands beside it."""
    offer = an_offer(criteria=(Between(fact="employees", at_most=249),))

    referral = suggest(small(offer), a_firm(employees=300))

    assert referral.suggestions == ()
    shortfall = referral.not_suitable[0].shortfalls[0]
    assert (shortfall.observed, shortfall.limit, shortfall.missing_by) == (300, 249, 51)


@pytest.mark.parametrize(
    ("employees", "shortfalls"),
    [
        (249, []),
        (250, [("1.between", 249, 1)]),
        (300, [("1.between", 249, 51), ("2.size_class", 250, 50)]),
    ],
)
def test_each_limit_that_is_missed_is_told_once_beside_its_own_criterion(employees, shortfalls):
    """An SME is under 250 by one demand and at most 249 by the other; a ceiling reached is none."""
    criteria = (Between(fact="employees", at_most=249), SizeClass(at_most="medium"))
    offer = an_offer(criteria=criteria)

    referral = suggest(small(offer), a_firm(employees=employees, turnover_dkk=1, balance_dkk=1))

    missed = [s for suggestion in referral.not_suitable for s in suggestion.shortfalls]
    assert [(s.criterion, s.limit, s.missing_by) for s in missed] == shortfalls


def test_a_limit_of_a_leg_that_decides_nothing_is_not_told():
    """A firm that exports meets the first demand, whatever its headcount."""
    either = AnyOf(parts=(Between(fact="employees", at_most=9), IsTrue(fact="is_exporting")))
    offer = an_offer(criteria=(either, Between(fact="employees", at_most=249)))

    referral = suggest(small(offer), a_firm(employees=300, is_exporting=True))

    assert [s.limit for s in referral.not_suitable[0].shortfalls] == [249]


def test_every_leg_of_a_choice_that_fails_tells_its_own_limit():
    """Neither small nor mature: headcount, both sums and the level, each against its limit."""
    ripe = Between(fact="technology_readiness_level", at_least=5)
    offer = an_offer(criteria=(AnyOf(parts=(SizeClass(at_most="small"), ripe)),))
    firm = a_firm(employees=60, turnover_dkk=1e9, balance_dkk=1e9, technology_readiness_level=2)

    referral = suggest(small(offer), firm)

    missing_by = {s.fact: s.missing_by for s in referral.not_suitable[0].shortfalls}
    rate = numbers().eur_dkk
    assert missing_by == {
        "employees": 10,
        "turnover_dkk": pytest.approx(1e9 - 10e6 * rate),
        "balance_dkk": pytest.approx(1e9 - 10e6 * rate),
        "technology_readiness_level": 3,
    }


def test_an_unknown_offer_stays_in_the_list_and_is_marked():
    """Nobody is ruled out for a question that was never asked."""
    offer = an_offer(criteria=(Between(fact="employees", at_most=249),))

    referral = suggest(small(offer), a_firm())

    assert referral.suggestions[0].verdict is Verdict.UNKNOWN
    assert referral.suggestions[0].facts_to_ask == ("employees",)
    assert referral.next_question.fact == "employees"


def test_the_smallest_change_of_what_can_be_changed_is_named():
    """A partner can be found; the number of employees is what it is."""
    consortium = an_offer(criteria=(Between(fact="partner_count", at_least=2),))
    few = an_offer(offer_id="few", criteria=(Between(fact="employees", at_most=9),))
    firm = a_firm(partner_count=0, employees=50)

    by_offer = {s.offer_id: s for s in suggest(small(consortium, few), firm).not_suitable}

    change = by_offer["innobooster"].becomes_suitable_if
    assert [(c.fact, c.now, c.wanted) for c in change] == [("partner_count", "0", "2")]
    assert by_offer["few"].becomes_suitable_if == ()


def test_nothing_makes_a_closed_offer_suitable():
    """No partner opens a scheme that has ended."""
    rules = Rules(
        offer_id="innobooster",
        source="t",
        opening=Opening(is_ended=True),
        criteria=(Between(fact="partner_count", at_least=2),),
    )

    referral = suggest(small(an_offer(rules=rules)), a_firm(partner_count=0))

    assert referral.not_suitable[0].becomes_suitable_if == ()


def test_each_suggestion_says_what_puts_it_before_the_next():
    """The field parts two; where nobody knows a part of the next, that is said; a tie is a tie."""
    of_field = an_offer(offer_id="own", name_da="B", position_ids=("lyd",), provider_actor_id="b")
    general = an_offer(offer_id="general", name_da="A")
    same = an_offer(offer_id="same", name_da="C", provider_actor_id="c")
    unclear = an_offer(
        offer_id="unclear", name_da="D", provider_actor_id="d",
        rules=Rules(offer_id="unclear", source="t", opening=Opening(is_known=False)),
    )  # fmt: skip
    register = small(of_field, general, same, unclear)

    suggestions = suggest(register, a_firm(positions=("lyd",))).suggestions

    assert ids(suggestions) == ["own", "general", "same", "unclear"]
    sentences = [(s.why_not_next.key, s.why_not_next.values["next"]) for s in suggestions[:-1]]
    assert sentences == [
        ("refer.next.position", "A"),
        ("refer.next.tie", "C"),
        ("refer.next.unknown", "D"),
    ]
    assert suggestions[-1].why_not_next is None


def test_only_the_fields_that_an_offer_is_for_are_named_as_its_reason():
    """A firm of two fields is not told that the sound cluster is for tourism."""
    offer = an_offer(position_ids=("lyd",))

    (suggestion,) = suggest(small(offer), a_firm(positions=("turisme", "lyd"))).suggestions

    assert [r.values["positions"] for r in suggestion.reasons if "positions" in r.values] == ["lyd"]
