"""What each scheme means, in cases an adviser can read and write.

A case names a firm, a day and a verdict. ``deciding`` are, for unmet, the facts that failed, for
unknown, the facts to ask for (``open``: the provider can tell), both in full; for met, facts that
the verdict has to rest on.
"""

from functools import cache
from pathlib import Path

import pytest
import yaml

from ecosystem.analysis.eligibility import eligibility_context, judge_offer
from ecosystem.model.firms import Firm
from ecosystem.model.offers import AllOf, AnyOf, SizeClass
from ecosystem.model.vocabulary import OfferKind, Verdict
from ecosystem.sources.register import read_register

HERE = Path(__file__).parent
OUTSIDE = HERE.parents[2] / "shared" / "data" / "cases" / "eligibility.yaml"
REGISTER = cache(read_register)
CONTEXT = cache(lambda on: eligibility_context(REGISTER(), on))


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

    wanted = set(case.get("deciding", ()))
    assert verdict == case["verdict"], case["name"]
    assert facts >= wanted if verdict is Verdict.MET else facts == wanted, case["name"]


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
    asked = set().union(*(_facts_of(criterion) for criterion in rules.criteria))
    tried = _tried(offer_id)

    if rules.opening.is_ended:
        assert tried[Verdict.UNMET] == {"open"}
        return
    assert asked - tried[Verdict.UNMET] == set()
    assert asked - tried[Verdict.UNKNOWN] == set()
    if rules.opening.is_known:
        assert asked - tried[Verdict.MET] == set()
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


def test_a_doubtful_point_says_what_the_doubt_is():
    """A criterion that sources disagree on carries a note in both languages."""
    for offer in REGISTER().catalogue.values():
        for criterion in offer.rules.criteria:
            if not criterion.is_settled:
                assert criterion.note_da, offer.offer_id
                assert criterion.note_en, offer.offer_id


@pytest.mark.skipif(not OUTSIDE.exists(), reason="the advisers' cases are not in this folder")
def test_the_cases_of_advisers_get_their_verdicts():
    """Cases written by somebody else from the same tables agree."""
    from datetime import date

    wrong = []
    for case in _read(OUTSIDE):
        on = date.fromisoformat(case["day"])
        verdict, facts = _judge(case["offer_id"], case["firm"], on)
        wanted = set(case["deciding_facts"])
        is_same = facts >= wanted if verdict is Verdict.MET else facts == wanted
        if verdict != case["verdict"] or not is_same:
            wrong.append((case["case_id"], verdict, facts))

    assert wrong == []
