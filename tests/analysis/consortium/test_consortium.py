"""Who could take up a challenge together: numbers by hand on a register of ten actors."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from pydantic import ValidationError

from ecosystem.analysis.consortium import (
    candidates_for,
    challenge_of,
    challenge_of_text,
    check_demands,
    fill_seats,
)
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import eligibility_context
from ecosystem.model.consortia import (
    ConsortiumDemand,
    ConsortiumRole,
    ConsortiumRule,
    ConsortiumRules,
    MatchGround,
    SeatState,
)
from ecosystem.model.errors import EcosystemError, NotRecordedError, UnknownIdError
from ecosystem.model.vocabulary import Verdict
from ecosystem.sources.register.reading import read_register
from tests.builders import a_register

ON = date(2026, 3, 1)
TEXT = "Genbrug af kompositmaterialer fra vindmøllevinger"


def actor(actor_id, kind, **cells):
    """An actor that is called by its id."""
    return {"actor_id": actor_id, "kind": kind, "name": actor_id.upper(), **cells}


def project(number, title, lead, year, position="wind"):
    """A project that began on the first day of a year."""
    return {
        "project_id": f"p{number}",
        "title": title,
        "lead_actor_id": lead,
        "position_id": position,
        "start": f"{year}-01-01",
    }


TABLES = {
    "strength_positions": [
        {"position_id": "wind", "name_da": "Vindenergi", "name_en": "Wind", "status": "strength"},
        {"position_id": "food", "name_da": "Mad", "name_en": "Food", "status": "strength"},
    ],
    "actors": [
        actor("blade", "firm", municipality_code="0851", employees=30, legal_form="ApS"),
        actor("giant", "firm", municipality_code="0851", employees=4000, legal_form="A/S"),
        actor("field", "firm", municipality_code="0851", employees=12, legal_form="ApS"),
        actor("owner", "firm", municipality_code="0851", employees=1, legal_form="ENK"),
        actor("gone", "firm", closed="2020-01-01"),
        actor("baker", "firm", municipality_code="0851"),
        actor("uni", "knowledge_institution", country="DK", topics="vindmøllevinger"),
        actor("abroad", "knowledge_institution", country="DE", topics="kompositmaterialer"),
        actor("town", "public_authority", municipality_code="0851"),
        actor("hub", "cluster", municipality_code="0851"),
        actor("somebody", None),
    ],
    "actor_positions": [
        {"actor_id": "uni", "position_id": "wind", "role": "knowledge_field"},
        {"actor_id": "hub", "position_id": "wind", "role": "designated_cluster"},
    ],
    "projects": [
        project(1, "Kompositmaterialer i nye produkter", "giant", 2024, "food"),
        project(2, "Vindmøllevinger i drift", "uni", 2023),
        project(3, "Drift og uddannelse", "field", 2012),
        project(4, "Kompositmaterialer i anvendelse", "owner", 2025),
        project(5, "Brød", "baker", 2025, "food"),
    ],
    "participations": [
        {"actor_id": who, "project_id": where, "role": "partner"}
        for who, where in [
            ("blade", "p2"),
            ("town", "p2"),
            ("gone", "p2"),
            ("somebody", "p2"),
            ("blade", "p1"),
        ]
    ],
    "challenges": [
        {"challenge_id": "c1", "name": TEXT, "position_id": "wind", "named_by_actor_id": "town"}
    ],
}


@cache
def day_without(*tables):
    """The day over a register that lacks some tables."""
    kept = {name: rows for name, rows in TABLES.items() if name not in tables}
    return OnDay(a_register(**kept), ON)


def found(day=None):
    """Who fits the challenge of the register."""
    day = day or day_without()
    return candidates_for(day, challenge_of(day, "c1"))


def demand(rule, limit=None, **more):
    """A demand with a page behind it."""
    return ConsortiumDemand(
        rule=rule, limit=limit, source="https://x.dk", confidence="high", **more
    )


EUROSTARS = ConsortiumRules(
    demands=(
        demand(ConsortiumRule.LEAST_PARTIES, 2),
        demand(ConsortiumRule.LEAST_COUNTRIES, 2),
        demand(ConsortiumRule.SME_LEADS),
        demand(ConsortiumRule.MOST_PARTY_SHARE, 0.7),
        demand(ConsortiumRule.KNOWLEDGE_TAKES_PART, is_demanded=False),
    )
)


def checked(rules, day):
    """What the seats of a day come to, by rule."""
    seating = fill_seats(day, found(day), rules)
    lead = next(s.member for s in seating.seats if s.role is ConsortiumRole.LEAD_FIRM)
    unrecorded = {s.role for s in seating.seats if s.state is SeatState.NOT_RECORDED}
    checks = check_demands(rules, lead, seating.members, eligibility_context(day), unrecorded)
    return {check.demand.rule: (check.verdict, check.observed) for check in checks}


def test_words_of_the_challenge_speak_before_the_field():
    """Two words within the field, one word in the field, one outside of it, the field alone."""
    grounds = {c.actor_id: (c.ground, len(c.words)) for c in found().candidates}

    assert grounds["blade"] == (MatchGround.OWN_WORDS, 2)
    assert grounds["uni"] == (MatchGround.OWN_WORDS, 1)
    assert grounds["giant"] == (MatchGround.OWN_WORDS, 1)
    assert grounds["field"][0] is MatchGround.FIELD
    firms = [c.actor_id for c in found().candidates if c.kind == "firm"]
    assert firms == ["blade", "giant", "field"]


def test_who_is_closed_of_another_matter_or_of_unknown_kind_is_not_proposed():
    """And a firm owned by a person is counted, never named."""
    candidates = found()

    assert {"gone", "baker", "owner", "somebody"}.isdisjoint(
        c.actor_id for c in candidates.candidates
    )
    assert (candidates.personally_owned, candidates.unknown_kind) == (1, 1)


def test_seats_are_filled_one_actor_each():
    """A firm leads, the institution and the town it worked with, one abroad, the cluster."""
    seating = fill_seats(day_without(), found(), None)
    members = {s.role.value: s.member.actor_id for s in seating.seats if s.member}

    assert members == {
        "lead_firm": "blade",
        "knowledge": "uni",
        "firm": "giant",
        "user": "town",
        "abroad": "abroad",
        "cluster": "hub",
    }
    assert {(work.actor_ids, work.project_ids) for work in seating.joint} == {
        (("blade", "giant"), ("p1",)),
        (("blade", "uni"), ("p2",)),
        (("blade", "town"), ("p2",)),
        (("town", "uni"), ("p2",)),
    }


def test_the_cluster_brings_parties_together_and_is_none():
    """Five parties, of Denmark and Germany."""
    verdicts = checked(EUROSTARS, day_without())

    assert verdicts[ConsortiumRule.LEAST_PARTIES] == (Verdict.MET, 5)
    assert verdicts[ConsortiumRule.LEAST_COUNTRIES] == (Verdict.MET, 2)


def test_a_large_firm_does_not_lead_where_an_sme_has_to():
    """One of unknown turnover may; whether it is an SME then stays unknown."""
    without_blade = [row for row in TABLES["actors"] if row["actor_id"] != "blade"]
    constants = read_register().constants
    register = replace(a_register(**{**TABLES, "actors": without_blade}), constants=constants)
    day = OnDay(register, ON)
    lead = fill_seats(day, found(day), EUROSTARS).seats[0]

    assert (lead.member.actor_id, lead.state) == ("field", SeatState.FIELD_ONLY)
    assert fill_seats(day, found(day), None).seats[0].member.actor_id == "giant"
    assert checked(EUROSTARS, day)[ConsortiumRule.SME_LEADS][0] is Verdict.UNKNOWN


def test_shares_of_a_budget_nobody_has_made_are_unknown_and_what_is_free_is_met():
    """Neither is guessed from the number of parties."""
    verdicts = checked(EUROSTARS, day_without())

    assert verdicts[ConsortiumRule.MOST_PARTY_SHARE] == (Verdict.UNKNOWN, None)
    assert verdicts[ConsortiumRule.KNOWLEDGE_TAKES_PART] == (Verdict.MET, None)


def test_a_role_that_is_missing_is_not_one_that_is_not_recorded():
    """Without any firm in the register nobody knows whether a firm is missing."""
    firmless = [row for row in TABLES["actors"] if row["kind"] != "firm"]
    at_home = [{**row, "country": "DK"} for row in firmless]
    day = OnDay(a_register(**{**TABLES, "actors": at_home}), ON)
    states = {s.role: s.state for s in fill_seats(day, found(day), EUROSTARS).seats}

    assert states[ConsortiumRole.LEAD_FIRM] is SeatState.NOT_RECORDED
    assert states[ConsortiumRole.ABROAD] is SeatState.MISSING
    verdicts = checked(EUROSTARS, day)
    assert verdicts[ConsortiumRule.SME_LEADS][0] is Verdict.UNKNOWN
    assert verdicts[ConsortiumRule.LEAST_COUNTRIES] == (Verdict.UNMET, 1)


def test_example_firms_never_go_before_observed_ones():
    """However well their words fit."""
    example = [
        {**row, "is_synthetic": True} if row["actor_id"] == "blade" else row
        for row in TABLES["actors"]
    ]
    day = OnDay(a_register(**{**TABLES, "actors": example}), ON)

    assert fill_seats(day, found(day), None).seats[0].member.actor_id == "giant"


def test_a_project_that_begins_after_the_day_speaks_for_nobody():
    """On a day in 2022 only the course of 2012 was there."""
    register = a_register(**TABLES)
    early = OnDay(register, date(2022, 1, 1))

    assert set(found(early).earlier.near) == {"p3"}


def test_what_is_absent_is_told():
    """A register without challenges, a challenge and a position it does not hold, no words."""
    with pytest.raises(NotRecordedError, match="challenges"):
        challenge_of(day_without("challenges"), "c1")
    with pytest.raises(UnknownIdError, match="c1"):
        challenge_of(day_without(), "c2")
    with pytest.raises(UnknownIdError, match="wind"):
        challenge_of_text(day_without(), TEXT, "vind")
    with pytest.raises(EcosystemError, match="no words"):
        challenge_of_text(day_without(), "  ")
    with pytest.raises(EcosystemError, match="CPR"):
        challenge_of_text(day_without(), "ring til 010190-1234")


@pytest.mark.parametrize(
    ("rule", "limit", "is_demanded"),
    [
        (ConsortiumRule.LEAST_PARTIES, None, True),
        (ConsortiumRule.LEAST_PARTIES, 1.5, True),
        (ConsortiumRule.LEAST_PARTIES, 2, False),
        (ConsortiumRule.SME_LEADS, 1, True),
        (ConsortiumRule.MOST_PARTY_SHARE, 70, True),
    ],
)
def test_a_demand_that_cannot_be_meant_is_refused(rule, limit, is_demanded):
    """A number where none belongs, none where it does, per cent for a share."""
    with pytest.raises(ValidationError):
        demand(rule, limit, is_demanded=is_demanded)


def test_a_rule_stands_once():
    """Two limits of the same thing would contradict each other."""
    with pytest.raises(ValidationError, match="least_parties"):
        ConsortiumRules(demands=(demand(ConsortiumRule.LEAST_PARTIES, 2),) * 2)


def test_every_demand_of_the_shipped_schemes_has_a_page_behind_it():
    """And Eurostars says what its guidelines say."""
    schemes = {
        offer.offer_id: offer.rules.consortium
        for offer in read_register().catalogue.values()
        if offer.rules.consortium is not None
    }

    assert {"eurostars", "grand_solutions", "horizon_europe", "eudp", "gudp"} <= set(schemes)
    assert all(d.source.startswith("http") for rules in schemes.values() for d in rules.demands)
    assert schemes["eurostars"].limit(ConsortiumRule.MOST_PARTY_SHARE) == 0.7
    assert ConsortiumRule.FIRM_TAKES_PART in schemes["eurostars"].not_recorded
