"""Stories written by advisers: what a sound referral must and must not contain."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from ecosystem.model.firms import Firm
from ecosystem.model.vocabulary import Verdict
from tests.analysis.referral.makers import CONTEXT, refer

_OUTSIDE = Path(__file__).parents[4] / "shared" / "data" / "cases"
_FILES = (
    Path(__file__).parent / "stories.yaml",
    _OUTSIDE / "referral.yaml",
    _OUTSIDE / "referral_2.yaml",
)
STORIES = [
    case
    for file in _FILES
    if file.exists()
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", STORIES, ids=lambda case: case["case_id"])
def test_a_story_written_by_an_adviser_is_answered(case):
    """Whom the list names, in what order, where the way leads, what is asked, how far it is."""
    firm, on = Firm(**case["firm"]), date.fromisoformat(case["day"])

    referral = refer(firm, *case["need_ids"], on=on, words=case.get("words", ""))

    assert list(_faults(referral, case["expect"], firm, on)) == []


def _faults(referral, expected, firm, on):
    first = _named(referral.suggestions[: expected["top_k"]])
    yield from (f"none of {group}" for group in expected["include_any"] if not set(group) & first)
    yield from (f"{name} is named" for name in sorted(first & set(expected["exclude"])))
    if referral.local_hub != expected["local_hub"] or expected["local_hub"] not in first:
        yield f"the local hub is {referral.local_hub}"
    if referral.dead_end is not expected.get("dead_end", False):
        yield f"dead end: {referral.dead_end}"
    yield from _faults_of_order(referral, expected)
    yield from _faults_of_way(referral, expected)
    yield from _faults_of_distance(referral, expected, firm, on)


def _faults_of_order(referral, expected):
    place = {}
    for number, suggestion in enumerate(referral.suggestions):
        for name in (suggestion.offer_id, suggestion.provider_actor_id):
            place.setdefault(name, number)
    last = len(referral.suggestions)
    for better, worse in expected.get("before", ()):
        if place.get(better, last) >= place.get(worse, last + 1):
            yield f"{better} does not stand before {worse}"
    for worse, better in expected.get("never_above", ()):
        if place.get(worse, last) < place.get(better, last):
            yield f"{worse} stands above {better}"
    met = [s for s in referral.suggestions if s.verdict is Verdict.MET]
    yield from (f"{name} is met" for name in expected.get("not_met", ()) if name in _named(met))


def _faults_of_way(referral, expected):
    way = {step.offer_id for step in referral.path}
    missing = set(expected.get("path_has", ())) - way
    wrong = set(expected.get("path_not", ())) & way
    yield from (f"{name} is not in the way" for name in sorted(missing))
    yield from (f"{name} is in the way" for name in sorted(wrong))
    fact = referral.next_question and referral.next_question.fact
    yield from (f"{name} is asked first" for name in expected.get("ask_not", ()) if name == fact)


def _faults_of_distance(referral, expected, firm, on):
    """The list and the day's places tell the same, and it lies within the bounds."""
    bounds = {
        **{actor: (km, float("inf")) for actor, km in expected.get("km_at_least", {}).items()},
        **{actor: (0, km) for actor, km in expected.get("km_at_most", {}).items()},
    }
    listed = {
        suggestion.provider_actor_id: suggestion.distance_km for suggestion in referral.suggestions
    }
    for actor, (least, most) in bounds.items():
        km = CONTEXT(on).day.places.km(firm.municipality_code, actor)
        if km is None or not least <= km <= most:
            yield f"{actor} is {km} km away"
        if listed.get(actor) not in (None, round(km or 0, 1)):
            yield f"{actor} is {listed[actor]} km away on the list, {km} elsewhere"


def _named(suggestions):
    return {
        name
        for suggestion in suggestions
        for name in (suggestion.offer_id, suggestion.provider_actor_id)
    }
