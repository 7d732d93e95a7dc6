"""What the services of actors mean: hand-written cases, and each one against its actor."""

from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import narwhals as nw
import pytest
import yaml

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import eligibility_context, judge_offer
from ecosystem.model.firms import Firm
from ecosystem.model.register import collect
from ecosystem.model.vocabulary import OfferKind, OfferState, Verdict
from ecosystem.sources.register.reading import read_register

REGISTER = cache(read_register)
CONTEXT = cache(lambda on: eligibility_context(OnDay(REGISTER(), on)))
TODAY = date(2026, 3, 16)
CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted((Path(__file__).parent / "services").glob("*.yaml"))
    for number, case in enumerate(
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), start=1
    )
]


def _judge(offer_id, on, **facts):
    return judge_offer(REGISTER().catalogue[offer_id], Firm(**facts), CONTEXT(on))


def _deciding(judgement):
    if judgement.verdict is Verdict.UNKNOWN:
        return set(judgement.facts_to_ask)
    return {f.fact for f in judgement.findings if f.verdict is judgement.verdict}


@cache
def _services():
    return {i: o for i, o in REGISTER().catalogue.items() if o.kind is OfferKind.SERVICE}


@cache
def _own_fields():
    """Positions by actor, from the table of actors' positions."""
    fields = defaultdict(set)
    rows = REGISTER().actor_positions
    for actor_id, position_id in zip(rows["actor_id"], rows["position_id"], strict=True):
        fields[actor_id].add(position_id)
    return fields


@cache
def _own_area():
    """Municipalities by hub and by municipal office, from the table of municipalities."""
    rows = REGISTER().municipalities
    area = {f"komm_{code}": {code} for code in rows["municipality_code"]}
    for code, hub_id in zip(rows["municipality_code"], rows["hub_id"], strict=True):
        area.setdefault(hub_id, set()).add(code)
    return area


@cache
def _providers(kind):
    rows = REGISTER().actors.filter(nw.col("kind") == kind).select("actor_id")
    providers = {offer.provider_actor_id for offer in _services().values()}
    return set(collect(rows)["actor_id"]) & providers


@pytest.mark.parametrize("case", CASES)
def test_the_service_means_what_the_case_says(case):
    """A firm gets the verdict an adviser would give it, for the same reasons."""
    judgement = _judge(case["offer_id"], case["day"], **case["firm"])

    deciding = set(case.get("deciding", ()))
    assert judgement.verdict == case["verdict"], case["name"]
    if judgement.verdict is Verdict.MET:
        assert _deciding(judgement) >= deciding, case["name"]
    else:
        assert _deciding(judgement) == deciding, case["name"]


def test_each_kind_of_service_has_a_case():
    """No kind lands without one: the part of the id behind the actor is the kind."""
    tried = {param.values[0]["offer_id"] for param in CASES}

    assert tried <= set(_services())
    assert {i.split(".")[-1] for i in _services()} == {i.split(".")[-1] for i in tried}


def test_each_service_of_a_field_is_for_the_fields_of_its_actor():
    """Let in by one's own field, kept out by every other and by none, asked when not known."""
    every = set(REGISTER().strength_positions["position_id"])
    clusters = _providers("cluster")
    tried = set()
    for offer_id, offer in _services().items():
        if not any(getattr(c, "fact", "") == "positions" for c in offer.rules.criteria):
            continue
        if offer.provider_actor_id in _providers("association"):
            continue
        tried.add(offer.provider_actor_id)
        on = offer.open_until or TODAY
        fields = _own_fields()[offer.provider_actor_id]
        for position_id in every:
            verdict = _judge(offer_id, on, positions=(position_id,)).verdict
            assert verdict is (Verdict.MET if position_id in fields else Verdict.UNMET), offer_id
        assert _judge(offer_id, on, positions=()).verdict is Verdict.UNMET
        assert _judge(offer_id, on).facts_to_ask == ("positions",)
        if offer.open_until is not None:
            closed = _judge(offer_id, on + timedelta(1), positions=tuple(fields))
            assert [f.fact for f in closed.findings] == ["open"]
    assert tried == clusters


def test_each_service_of_a_place_is_for_the_area_of_its_actor():
    """Let in from the area, kept out from anywhere else, asked when the place is not known."""
    codes = set(REGISTER().municipalities["municipality_code"])
    tried = set()
    for offer_id, offer in _services().items():
        if not any(getattr(c, "fact", "") == "municipality_code" for c in offer.rules.criteria):
            continue
        if offer.provider_actor_id in _providers("association"):
            continue
        tried.add(offer.provider_actor_id)
        area = _own_area()[offer.provider_actor_id]
        let_in = {
            code
            for code in codes
            if _judge(offer_id, TODAY, municipality_code=code).verdict is Verdict.MET
        }
        assert let_in == area, offer_id
        assert _judge(offer_id, TODAY).facts_to_ask == ("municipality_code",)
    assert tried == set(_own_area())


def test_a_destination_is_for_firms_of_tourism_in_its_municipalities():
    """Never for another trade or place; no municipality is surely of two destinations."""
    codes = set(REGISTER().municipalities["municipality_code"])
    sure = []
    for provider in _providers("association"):
        (offer,) = (o for o in _services().values() if o.provider_actor_id == provider)
        on = date(offer.rules.opening.seen_year, 12, 1)
        verdict_of = {
            code: _judge(offer.offer_id, on, positions=("turisme",), municipality_code=code).verdict
            for code in codes
        }
        let_in = {code for code, verdict in verdict_of.items() if verdict is Verdict.MET}
        possible = {code for code, verdict in verdict_of.items() if verdict is not Verdict.UNMET}
        elsewhere = _judge(offer.offer_id, on, positions=("lyd",), municipality_code=min(let_in))
        assert let_in, offer.offer_id
        assert offer.area in (None, tuple(sorted(possible))), offer.offer_id
        assert elsewhere.verdict is Verdict.UNMET
        sure += let_in

    assert len(sure) == len(set(sure))


def test_a_service_without_requirements_is_for_everybody_by_its_source_alone():
    """Where the source says that all may use it, nothing is asked; else it is for nobody known."""
    free = [
        offer
        for offer in _services().values()
        if not offer.rules.criteria and (offer.open_until is None or offer.open_until >= TODAY)
    ]

    assert {offer.rules.is_for_everybody for offer in free} == {True, False}
    for offer in free:
        judged = _judge(offer.offer_id, TODAY)
        is_for_all = offer.rules.is_for_everybody
        assert judged.verdict is (Verdict.MET if is_for_all else Verdict.UNKNOWN), offer.offer_id
        assert judged.facts_to_ask == ()
        if not is_for_all:
            assert judged.state is OfferState.NO_REQUIREMENTS
