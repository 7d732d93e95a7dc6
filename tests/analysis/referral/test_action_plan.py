"""The way ahead: its steps, in order, each with what has to hold before it."""

from datetime import timedelta

import pytest

from ecosystem.model.offers import Opening, OpenPeriod, Rules
from ecosystem.model.vocabulary import StepKind
from tests.analysis.referral.makers import NEED, ON, refer, small, suggest
from tests.builders import a_firm, an_offer


@pytest.mark.parametrize(("days", "is_proposed"), [(89, False), (90, True)])
def test_a_scheme_that_closes_before_it_can_be_reached_is_no_step(days, is_proposed):
    """At the stated pace a firm can apply after ninety days."""
    window = OpenPeriod(first=ON, last=ON + timedelta(days))
    rules = Rules(offer_id="innobooster", source="t", opening=Opening(periods=(window,)))

    referral = suggest(small(an_offer(rules=rules)), a_firm())

    assert bool(referral.path) is is_proposed
    assert [left.offer_id for left in referral.path_left_out] == (
        [] if is_proposed else ["innobooster"]
    )


def test_a_scheme_whose_last_deadline_comes_too_early_is_no_step():
    """A deadline next month cannot be met in three."""
    rules = Rules(
        offer_id="innobooster", source="t", opening=Opening(deadlines=(ON + timedelta(30),))
    )

    referral = suggest(small(an_offer(rules=rules)), a_firm())

    assert referral.path == ()
    assert referral.path_left_out[0].why.key == "refer.path.closes"


def test_the_way_goes_from_the_hub_over_the_cluster_and_an_institute_to_the_scheme():
    """Each step is handed over by the one before it."""
    firm = a_firm(
        employees=35, turnover_dkk=62e6, balance_dkk=38e6, municipality_code="0787",
        positions=("energiteknologi",), technology_readiness_level=6, has_cvr=True,
    )  # fmt: skip

    path = refer(firm, NEED).path

    assert [step.kind for step in path] == [
        StepKind.CLARIFY, StepKind.JOIN, StepKind.PROJECT, StepKind.APPLY,
    ]  # fmt: skip
    assert [step.handed_over_by for step in path] == [None, *(s.actor_id for s in path[:-1])]
    assert [step.reached_on for step in path] == sorted(step.reached_on for step in path)


@pytest.mark.parametrize(
    ("instrument", "kind"), [("cooperation", StepKind.PROJECT), ("course", StepKind.USE)]
)
def test_only_what_projects_are_made_of_is_a_project_step(instrument, kind):
    """A course is used; nobody prepares a project for it."""
    actors = [{"actor_id": "k", "kind": "knowledge_institution", "name": "K"}]
    rules = Rules(offer_id="k.x", source="t", instrument=instrument)
    offer = an_offer(offer_id="k.x", provider_actor_id="k", kind="service", rules=rules)

    path = suggest(small(offer, actors=actors), a_firm()).path

    assert [step.kind for step in path] == [kind]


@pytest.mark.parametrize("instrument", ["paid service", "operator grant", "free advice", "permit"])
def test_what_a_firm_never_applies_for_is_no_last_step(instrument):
    """A firm buys a test and joins an operator's project; a founder seeks a permit to stay."""
    rules = Rules(offer_id="x", source="t", instrument=instrument)

    assert suggest(small(an_offer(offer_id="x", rules=rules)), a_firm()).path == ()
