"""What each scheme means, in cases an adviser can read and write.

A case names a firm, a day and a verdict. ``deciding`` are, for unmet, the facts that failed, for
unknown, the facts to ask for (``open``: the provider can tell), both in full; for met, facts that
the verdict has to rest on.
"""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import (
    eligibility_context,
    judge_criterion,
    judge_offer,
    opening_on,
)
from ecosystem.model.firms import FIRM_FACTS, Firm
from ecosystem.model.offers import AllOf, AnyOf, MustAsk, SizeClass
from ecosystem.model.vocabulary import OfferKind, OfferState, Verdict
from ecosystem.sources.register.reading import read_register
from tests.rules.test_two_evaluators import random_firm

HERE = Path(__file__).parent
OUTSIDE = HERE.parents[2] / "shared" / "data" / "cases" / "eligibility.yaml"
REGISTER = cache(read_register)
CONTEXT = cache(lambda on: eligibility_context(OnDay(REGISTER(), on)))
TODAY = date(2026, 3, 16)
DAYS = (date(2026, 11, 29), date(2027, 1, 1), date(2029, 6, 1))
"""Today, the day the regions merge, and a day that nobody has looked at."""
INSIDE = Firm(
    has_cvr=True,
    employees=12,
    turnover_dkk=30e6,
    balance_dkk=20e6,
    gross_profit_dkk=5e6,
    founded=date(2026, 1, 1),
    municipality_code="0851",
    industry_code="620100",
    positions=("lyd", "energiteknologi"),
    technology_readiness_level=6,
    partner_count=4,
    de_minimis_3y_eur=0,
    is_exporting=True,
    amount_sought_dkk=1_500_000,
    themes=("green_transition", "digitalisation", "intellectual_property"),
    labour_sought=("skilled", "graduate", "researcher"),
    staff_to_train=("skilled",),
    does_research=True,
    has_research_loss=True,
    has_innovative_idea=True,
    is_in_difficulty=False,
    founder_has_higher_education=True,
    founder_is_from_outside_eu=True,
    has_private_investor=True,
    is_preparing_horizon_application=True,
)
"""A firm that fits nearly everything, so that the day alone decides."""


def _read(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{number}")
    for path in sorted(HERE.glob("*.yaml"))
    for number, case in enumerate(_read(path), start=1)
]


def _judge(offer_id, firm, on):
    judgement = judge_offer(REGISTER().catalogue[offer_id], Firm(**firm), CONTEXT(on))
    match judgement.verdict:
        case Verdict.UNMET:
            facts = {f.fact for f in judgement.findings if f.verdict is Verdict.UNMET}
        case Verdict.UNKNOWN:
            facts = set(judgement.facts_to_ask)
        case Verdict.MET:
            facts = {f.fact for f in judgement.findings}
    return judgement.verdict, facts


@pytest.mark.parametrize(("offer_id", "case"), CASES)
def test_the_scheme_means_what_the_case_says(offer_id, case):
    """A firm gets the verdict an adviser would give it, for the same reasons."""
    verdict, facts = _judge(offer_id, case["firm"], case["day"])

    deciding = set(case.get("deciding", ()))
    assert verdict == case["verdict"], case["name"]
    assert facts >= deciding if verdict is Verdict.MET else facts == deciding, case["name"]


def test_every_scheme_has_cases():
    """A scheme lands with its cases, at least two of them."""
    schemes = {i for i, o in REGISTER().catalogue.items() if o.kind is OfferKind.SCHEME}
    counted = {path.stem: len(_read(path)) for path in HERE.glob("*.yaml")}

    assert {i for i in schemes if counted.get(i, 0) < 2} == set()
    assert set(counted) <= schemes


def _facts_of(criterion):
    """Facts of the firm that a criterion asks for."""
    match criterion:
        case AllOf() | AnyOf():
            return set().union(*(_facts_of(part) for part in criterion.parts))
        case SizeClass():
            return {"employees", "turnover_dkk", "balance_dkk"}
        case _ if criterion.fact in {"nuts3_code", "region_code"}:
            return {"municipality_code"}
        case _:
            return {criterion.fact}


def _never_keeps_out(criterion):
    """Whether no answer makes a criterion unmet: its sources leave something open."""
    match criterion:
        case AnyOf():
            never = any(map(_never_keeps_out, criterion.parts))
        case AllOf():
            never = all(map(_never_keeps_out, criterion.parts))
        case _:
            never = False
    return never or not criterion.is_settled


def _tried(offer_id):
    """By verdict, the facts that decided at least one case."""
    tried = {verdict: set() for verdict in Verdict}
    for case in _read(HERE / f"{offer_id}.yaml"):
        verdict, facts = _judge(offer_id, case["firm"], case["day"])
        tried[verdict] |= facts
    return tried


SCHEMES = sorted(path.stem for path in HERE.glob("*.yaml"))


@pytest.mark.parametrize("offer_id", SCHEMES)
def test_every_fact_is_tried_on_both_sides_and_missing(offer_id):
    """For each fact a scheme asks for: a firm it lets in, one it keeps out, one nobody asked."""
    rules = REGISTER().catalogue[offer_id].rules
    facts = set().union(*(_facts_of(criterion) for criterion in rules.criteria))
    deciding = [criterion for criterion in rules.criteria if not _never_keeps_out(criterion)]
    keeps_out = set().union(*(_facts_of(criterion) for criterion in deciding))
    tried = _tried(offer_id)

    if rules.opening.is_ended:
        assert tried[Verdict.UNMET] == {"open"}
        return
    assert keeps_out - tried[Verdict.UNMET] == set()
    assert facts - tried[Verdict.UNKNOWN] == set()
    if rules.opening.is_known:
        assert facts - tried[Verdict.MET] == set()
    else:
        assert "open" in tried[Verdict.UNKNOWN]


@pytest.mark.parametrize("offer_id", SCHEMES)
def test_a_scheme_with_dates_is_tried_on_a_closed_day(offer_id):
    """Outside its days a scheme is closed, whatever the firm."""
    if REGISTER().catalogue[offer_id].rules.opening.periods:
        assert "open" in _tried(offer_id)[Verdict.UNMET]


def test_every_rule_has_a_source():
    """No rule file, and no criterion of a scheme, is without the page that states it."""
    for offer in REGISTER().catalogue.values():
        assert offer.rules.source, offer.offer_id
        if offer.kind is OfferKind.SCHEME:
            assert all(c.source for c in offer.rules.criteria), offer.offer_id


def _every_part(criteria):
    for criterion in criteria:
        yield criterion
        yield from _every_part(getattr(criterion, "parts", ()))


def test_a_doubtful_point_says_what_the_doubt_is():
    """A criterion that sources disagree on carries a note in both languages."""
    for offer in REGISTER().catalogue.values():
        for criterion in _every_part(offer.rules.criteria):
            if not criterion.is_settled:
                assert criterion.note_da, offer.offer_id
                assert criterion.note_en, offer.offer_id


def test_no_offer_is_for_everybody_by_saying_nothing():
    """A firm of which nothing is known is let in by a source's word alone."""
    for offer_id, offer in REGISTER().catalogue.items():
        judgement = judge_offer(offer, Firm(), CONTEXT(TODAY))
        if judgement.criteria_verdict is Verdict.MET:
            assert offer.rules.is_for_everybody, offer_id
            assert offer.rules.criteria == (), offer_id


@pytest.mark.parametrize("on", [date(2026, 11, 29), date(2027, 1, 1)])
def test_a_condition_in_words_is_unknown_until_it_is_told(on):
    """No must_ask of a shipped rule lets in a firm of which nothing is known."""
    for offer_id, offer in REGISTER().catalogue.items():
        for criterion in _every_part(offer.rules.criteria):
            if isinstance(criterion, MustAsk):
                verdict, _ = judge_criterion(criterion, Firm(), CONTEXT(on))
                assert verdict is Verdict.UNKNOWN, offer_id


def test_positions_that_stand_in_for_themes_are_those_of_the_ranking():
    """One list of fields fits a scheme's themes, in its order and in its criterion."""
    for offer in REGISTER().catalogue.values():
        for criterion in _every_part(offer.rules.criteria):
            if getattr(criterion, "position_ids", ()):
                assert criterion.position_ids == offer.rules.theme_position_ids


def test_grants_under_the_block_exemption_ask_whether_the_firm_is_in_difficulty():
    """Article 1(4)(c) shuts such firms out, but where small amounts are de minimis aid instead."""
    for offer_id, offer in REGISTER().catalogue.items():
        aid = set(offer.rules.state_aid)
        last = max((p.last for p in offer.rules.opening.periods if p.last), default=None)
        if "gber_2014" not in aid or any("de_minimis" in rule_set for rule_set in aid) or last:
            continue
        to_confirm = {condition.fact for condition in offer.rules.to_confirm}
        assert "is_in_difficulty" in to_confirm, offer_id


CONFIRMED = [
    pytest.param(offer_id, condition.fact, id=f"{offer_id}-{condition.fact}")
    for offer_id in SCHEMES
    for condition in REGISTER().catalogue[offer_id].rules.to_confirm
]


@pytest.mark.parametrize(("offer_id", "fact"), CONFIRMED)
def test_what_the_firm_has_to_confirm_keeps_the_word_suitable_back(offer_id, fact):
    """Untold, the verdict on the stated limits stands, and it is asked; who fails it is out."""
    offer = REGISTER().catalogue[offer_id]
    cases = [(case["day"], case["firm"]) for case in _read(HERE / f"{offer_id}.yaml")]
    judged = [(day, firm, judge_offer(offer, Firm(**firm), CONTEXT(day))) for day, firm in cases]
    day, facts = next(
        (day, firm) for day, firm, judgement in judged if judgement.criteria_verdict is Verdict.MET
    )
    firm = {name: value for name, value in facts.items() if name != fact}
    passes = next(c.wanted for c in offer.rules.to_confirm if c.fact == fact)

    untold, failing = (
        judge_offer(offer, Firm(**firm, **answers), CONTEXT(day))
        for answers in ({}, {fact: not passes})
    )

    assert untold.criteria_verdict is Verdict.MET
    assert untold.state in (OfferState.FACTS_MISSING, OfferState.CLOSED)
    assert fact in untold.facts_to_ask or untold.verdict is not Verdict.MET
    assert failing.verdict is failing.criteria_verdict is Verdict.UNMET
    assert failing.state in (OfferState.NOT_SUITABLE, OfferState.CLOSED)


def test_what_only_operators_apply_for_is_never_an_option_of_a_firm():
    """A regional fund or a cluster programme is reached through whoever carries it out."""
    by_operator = [o for o in REGISTER().catalogue.values() if o.rules.applied_by == "operator"]

    assert {"erdf_deb", "esf_deb", "jtf", "klyngeprogram_2528"} <= {o.offer_id for o in by_operator}
    for offer in by_operator:
        for on in DAYS:
            state = judge_offer(offer, INSIDE, CONTEXT(on)).state
            assert state in (OfferState.THROUGH_OPERATOR, OfferState.CLOSED), offer.offer_id


@pytest.mark.parametrize(("on", "most"), [(DAYS[0], 260), (DAYS[1], 260), (DAYS[2], 0)])
def test_hardly_anything_is_known_to_be_open_years_from_now(on, most):
    """What was seen in 2026 says nothing of June 2029."""
    still_open = [
        offer_id
        for offer_id, offer in REGISTER().catalogue.items()
        if opening_on(offer, INSIDE, CONTEXT(on)) is True
    ]

    assert (len(still_open) > most / 2) == (most > 0)
    assert len(still_open) <= most


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.data())
@settings(max_examples=60, deadline=None)
def test_no_offer_is_suitable_on_a_day_without_a_period_known_for_it(on, data):
    """A stated end, a deadline ahead or a source seen lately: else the word is not said."""
    offer = data.draw(st.sampled_from(list(REGISTER().catalogue.values())))
    opening = offer.rules.opening
    life = timedelta(days=90 if offer.kind is OfferKind.SCHEME else 365)
    ends = [p.last for p in opening.periods if p.last is not None and not p.is_programme]
    known_until = [*ends, *opening.deadlines, *([offer.open_until] if offer.open_until else [])]
    if opening.seen_year is not None and not opening.in_rounds:
        known_until.append(date(opening.seen_year, 12, 31) + life)

    state = judge_offer(offer, INSIDE, CONTEXT(on)).state

    if state is OfferState.SUITABLE:
        assert known_until
        assert on <= max(known_until)


STOOD_IN_FOR = {"themes", "founded", "has_cvr"}
"""A position, a missing CVR number and a number that is told stand in for them until they are."""


@given(st.data(), st.sets(st.sampled_from(FIRM_FACTS), max_size=8))
@settings(max_examples=150, deadline=None)
def test_learning_a_fact_overturns_no_settled_verdict_but_by_that_fact(data, forgotten):
    """Of every shipped offer: what is met or unmet stays so, unless the new fact itself decides."""
    offer = data.draw(st.sampled_from(list(REGISTER().catalogue.values())))
    firm = Firm(**random_firm(Random(data.draw(st.integers(0, 999))), DAYS[0]))
    before = firm.model_copy(update=dict.fromkeys(forgotten))

    earlier = judge_offer(offer, before, CONTEXT(DAYS[0]))
    later = judge_offer(offer, firm, CONTEXT(DAYS[0]))

    if earlier.criteria_verdict not in (Verdict.UNKNOWN, later.criteria_verdict):
        assert forgotten & STOOD_IN_FOR & {finding.fact for finding in later.findings}


@pytest.mark.skipif(not OUTSIDE.exists(), reason="the advisers' cases are not in this folder")
def test_the_cases_of_advisers_get_their_verdicts():
    """Cases written by somebody else from the same tables agree."""
    wrong = []
    for case in _read(OUTSIDE):
        on = date.fromisoformat(case["day"])
        verdict, facts = _judge(case["offer_id"], case["firm"], on)
        expected, deciding = case["verdict"], set(case["deciding_facts"])
        is_same = facts >= deciding if verdict is Verdict.MET else facts == deciding
        if verdict != expected or not is_same:
            wrong.append((case["case_id"], verdict, facts))

    assert wrong == []
