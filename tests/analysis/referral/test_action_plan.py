"""The way ahead: its steps, in order, each with what has to hold before it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ecosystem.model.errors import UnknownIdError
from ecosystem.model.offers import Opening, OpenPeriod, Rules
from ecosystem.model.vocabulary import LabourKind, OfferState, PositionFit, StepKind, WayContact
from tests.analysis.referral.kinds_of_firms import FIRMS, NEEDS
from tests.analysis.referral.makers import (
    CONTEXT,
    FOR_ALL,
    NEED,
    ON,
    ids,
    numbers,
    refer,
    small,
    suggest,
)
from tests.builders import a_firm, an_offer

TOLD_ON = date(2026, 11, 29)
RESEARCH = ("industrial_phd", "industrial_postdoc", "horizon_europe", "grand_solutions")


def _kinds(path):
    return [step.kind for step in path]


def _applied_for(referral):
    return [step.offer_id for step in referral.path if step.kind is StepKind.APPLY]


@pytest.mark.parametrize("need", NEEDS)
@pytest.mark.parametrize("name", FIRMS)
def test_what_a_firm_is_told_to_apply_for_or_join_is_among_the_first_five(name, need):
    """Twelve needs of twenty firms: nothing the list does not say, nothing it rules out."""
    referral = refer(FIRMS[name], need, on=TOLD_ON)

    first = ids(referral.suggestions[:5])
    to_do = [s for s in referral.path if s.kind in (StepKind.JOIN, StepKind.APPLY)]
    assert [step.offer_id for step in to_do if step.offer_id not in first] == []
    listed = {suggestion.offer_id: suggestion for suggestion in referral.suggestions}
    led_to = [listed[step.offer_id] for step in referral.path if step.offer_id is not None]
    assert not [s for s in led_to if s.state in (OfferState.NOT_SUITABLE, OfferState.CLOSED)]
    assert not [s for s in led_to if s.position_fit is PositionFit.NEIGHBOURING]
    assert len(referral.path) <= 6


@pytest.mark.parametrize("need", NEEDS)
@pytest.mark.parametrize("name", FIRMS)
def test_no_way_leads_to_research_without_a_sign_of_it(name, need):
    """A hairdresser that lacks staff is not sent to a PhD."""
    firm = FIRMS[name]
    signs = firm.does_research or firm.has_knowledge_partner or firm.has_research_loss

    referral = refer(firm, need, on=TOLD_ON)

    if not signs and need not in ("innovation_projects", "knowledge_cooperation"):
        assert not set(RESEARCH) & {step.offer_id for step in referral.path}


@pytest.mark.parametrize("name", [name for name, firm in FIRMS.items() if firm.has_cvr is False])
@pytest.mark.parametrize("need", NEEDS)
def test_a_firm_without_a_cvr_number_starts_at_its_municipality_and_registers(name, need):
    """The first door for whoever starts, the hub, then virk.dk; then what the need asks for."""
    path = refer(FIRMS[name], need, on=TOLD_ON).path

    contacts = [step.contact for step in path[:3]]
    assert contacts == [WayContact.MUNICIPALITY, WayContact.LOCAL_HUB, WayContact.REGISTRATION]
    assert path[0].actor_id == f"komm_{FIRMS[name].municipality_code}"


@pytest.mark.parametrize("need", NEEDS)
@pytest.mark.parametrize("name", FIRMS)
def test_every_line_of_a_way_is_a_sentence_in_both_languages(name, need):
    """No brace is left, no name is missing, and it ends as a sentence does."""
    for step in refer(FIRMS[name], need, on=TOLD_ON).path:
        for text in (step.text_da, step.text_en):
            assert text.endswith(".")
            assert not set("{}") & set(text)
            assert "  " not in text
            assert " ." not in text
            assert " ," not in text


def test_the_way_follows_what_the_adviser_chose():
    """The contacts stay; what is used, joined and applied for is what was chosen, all of it."""
    firm = FIRMS["machine shop in Skive"]
    offer_ids = ("made.internationalt", "eksportraadet_sme", "smv_digital_2026")

    before = refer(firm, "global_markets", on=TOLD_ON)
    after = refer(firm, "global_markets", on=TOLD_ON, chosen=offer_ids)

    assert [s.contact for s in after.path if s.contact] == [WayContact.LOCAL_HUB]
    assert {s.offer_id for s in after.path if s.offer_id} == set(offer_ids)
    assert ids(after.suggestions) == ids(before.suggestions)


def test_a_chosen_offer_that_no_way_names_is_told_in_its_own_next_step():
    """The step is the offer's own, in Danish; in English the words for its kind."""
    offer = an_offer(
        offer_id="course", name_da="Kursus", name_en="Course", next_step="Ring {nu}.",
        rules=Rules(offer_id="course", source="t", instrument="course"),
    )  # fmt: skip

    (*_, step) = suggest(small(offer), a_firm(), chosen=("course",)).path

    assert (step.kind, step.text_da) == (StepKind.USE, "Ring {nu}.")
    assert step.text_en == "Contact Course about Course."


def test_what_was_chosen_although_it_does_not_fit_is_still_in_the_way():
    """The adviser has a reason; the state says what stands against it."""
    closed = an_offer(
        rules=Rules(offer_id="innobooster", source="t", opening=Opening(is_ended=True))
    )

    path = suggest(small(closed), a_firm(), chosen=("innobooster",)).path

    assert [(s.offer_id, s.state) for s in path if s.offer_id] == [
        ("innobooster", OfferState.CLOSED)
    ]


def test_an_offer_that_is_not_there_cannot_be_chosen():
    """A slip of the pen is told, with what was meant."""
    with pytest.raises(UnknownIdError, match="innobooster"):
        refer(a_firm(), "finance", chosen=("inobooster",))


def test_the_way_of_two_needs_answers_both():
    """Of a farm that wants customers and money, neither is forgotten; the hub is met once."""
    path = refer(
        FIRMS["vegetable farm on Samsø"], "local_national_markets", "finance", on=TOLD_ON
    ).path

    assert {WayContact.MUNICIPALITY, WayContact.BANK} <= {step.contact for step in path}
    assert [step.contact for step in path].count(WayContact.LOCAL_HUB) == 1
    assert len(path) <= 6


def test_who_is_asked_for_two_needs_is_rung_once_and_asked_both():
    """One step, and in it what the second need asks of the same municipality."""
    first, second, both = (
        refer(FIRMS["hairdresser on Læsø"], *needs, on=TOLD_ON).path
        for needs in (
            ("local_national_markets",),
            ("regulation_overview",),
            ("local_national_markets", "regulation_overview"),
        )
    )
    text, added, joined = (
        next(step for step in path if step.contact is WayContact.MUNICIPALITY)
        for path in (first, second, both)
    )

    assert joined.text_da.startswith(f"{text.text_da} Spørg også om tilladelser")
    assert joined.text_en.startswith(f"{text.text_en} Ask about permits")
    assert added.text_da != text.text_da


def test_a_firm_in_difficulty_is_sent_to_early_warning_and_to_no_loan():
    """First the hub, today; nobody is told to borrow or to apply."""
    path = refer(FIRMS["furniture factory in reconstruction in Lemvig"], "finance", on=TOLD_ON).path

    assert [step.contact for step in path] == [WayContact.LOCAL_HUB]
    assert "Early Warning" in path[0].text_da


@pytest.mark.parametrize(
    ("sought", "is_there"),
    [((LabourKind.GRADUATE,), True), ((LabourKind.SKILLED,), False), (None, False)],
)
def test_students_are_looked_for_only_where_graduates_are_sought(sought, is_there):
    """Fitters are no students; while nobody has told, the job centre is the way."""
    robots = FIRMS["robot maker in Odense that exports"]
    firm = robots.model_copy(update={"labour_sought": sought})

    path = refer(firm, "qualified_labour", on=TOLD_ON).path

    assert ("sdu.studerende" in {step.offer_id for step in path}) is is_there


def test_a_blocked_hub_and_a_blocked_municipality_are_no_steps():
    """Who cannot be used now is not told to be rung."""
    firm = FIRMS["machine shop in Skive"]

    referral = refer(firm, "firm_cooperation", on=TOLD_ON, without=("ehmidt", "komm_0779"))

    assert {"ehmidt", "komm_0779"} & {step.actor_id for step in referral.path} == set()


def test_the_hub_opens_the_door_to_what_comes_after_it():
    """Who joins, prepares a project or applies is introduced by the hub they talked to."""
    firm = a_firm(
        employees=35, turnover_dkk=62e6, balance_dkk=38e6, municipality_code="0787",
        positions=("energiteknologi",), technology_readiness_level=6, has_cvr=True,
        has_innovative_idea=True, is_in_difficulty=False,
    )  # fmt: skip

    path = refer(firm, NEED).path

    assert path[0].contact is WayContact.LOCAL_HUB
    assert {StepKind.JOIN, StepKind.PROJECT} <= set(_kinds(path))
    assert {step.handed_over_by for step in path[1:]} == {"ehnord"}
    assert [step.reached_on for step in path] == sorted(step.reached_on for step in path)


@pytest.mark.parametrize(("days", "is_proposed"), [(89, False), (90, True)])
def test_a_scheme_that_closes_before_it_can_be_reached_is_no_step(days, is_proposed):
    """At the stated pace a firm can apply after ninety days."""
    window = OpenPeriod(first=ON, last=ON + timedelta(days))
    rules = Rules(offer_id="innobooster", source="t", opening=Opening(periods=(window,)), **FOR_ALL)

    referral = suggest(small(an_offer(rules=rules)), a_firm())

    assert _applied_for(referral) == (["innobooster"] if is_proposed else [])
    assert [left.offer_id for left in referral.path_left_out] == (
        [] if is_proposed else ["innobooster"]
    )


def test_a_scheme_whose_last_deadline_comes_too_early_is_no_step():
    """A deadline next month cannot be met in three."""
    opening = Opening(deadlines=(ON + timedelta(30),))
    rules = Rules(offer_id="innobooster", source="t", opening=opening, **FOR_ALL)

    referral = suggest(small(an_offer(rules=rules)), a_firm())

    assert _applied_for(referral) == []
    assert referral.path_left_out[0].why.key == "refer.path.closes"


def _with_ways(register, **changed):
    constants = numbers()
    ways = constants.ways.model_copy(update=changed)
    return replace(register, constants=constants.model_copy(update={"ways": ways}))


@pytest.mark.parametrize(("limit", "is_told"), [(10, False), (400, True)])
def test_a_place_is_told_only_as_far_off_as_the_need_bears(limit, is_told):
    """Beyond that it is counted, not listed, and no step."""
    actors = [
        {"actor_id": "park", "kind": "association", "name": "Park", "municipality_code": "0851"}
    ]
    rules = Rules(offer_id="park.x", source="t", instrument="meeting place", **FOR_ALL)
    offer = an_offer(
        offer_id="park.x", provider_actor_id="park", kind="service", channel="local",
        need_ids=("finance",), rules=rules,
    )  # fmt: skip
    way = numbers().ways.needs["firm_cooperation"].model_copy(update={"most_km": limit})
    register = _with_ways(small(offer, actors=actors), needs={"finance": way})

    referral = suggest(register, a_firm(municipality_code="0779"), needs=("finance",))

    assert ("park.x" in {step.offer_id for step in referral.path}) is is_told
    assert referral.left_out == ({} if is_told else {"too_far": 1})


def test_near_the_limit_of_the_way_is_said():
    """Within 15 % of what the need bears the adviser is told how far it is."""
    referral = refer(
        FIRMS["robot maker in Odense that exports"].model_copy(
            update={"municipality_code": "0480"}
        ),
        "qualified_labour",
        on=TOLD_ON,
    )
    km = CONTEXT(TOLD_ON).day.places.km("0480", "sdu")
    (step,) = [s for s in referral.path if s.offer_id == "sdu.studerende"]

    is_near = abs(km - 75) <= 0.15 * 75
    assert ("refer.path.near_limit" in {s.key for s in step.must_hold}) is is_near


def test_without_ways_there_is_no_way():
    """A register of an earlier version has none: the list stands, the way is empty."""
    register = small(an_offer())
    constants = numbers().model_copy(update={"ways": None})

    referral = suggest(replace(register, constants=constants), a_firm())

    assert ids(referral.suggestions) == ["innobooster"]
    assert referral.path == ()


def test_a_step_whose_offer_is_not_in_the_register_is_passed_over():
    """The shipped ways name offers of Denmark; another register has others."""
    path = suggest(small(an_offer()), a_firm(municipality_code="0779"), needs=("finance",)).path

    assert {step.offer_id for step in path} == {None}
    assert WayContact.BANK in {step.contact for step in path}
