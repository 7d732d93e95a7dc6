"""One distance for all: a referral tells the way that coverage, gaps and maps tell."""

import re

import pytest

from ecosystem.display.referral.words import distance_words
from ecosystem.model.firms import Firm
from tests.analysis.referral.kinds_of_firms import NEEDS
from tests.analysis.referral.makers import CONTEXT, ON, SHIPPED, refer

PLACES = sorted(SHIPPED().municipalities["municipality_code"])
ISLANDS = {
    "0825": "Frederikshavn-Vesterø",
    "0741": "Hou-Sælvig",
    "0492": "Faaborg-Søby",
}


def test_a_provider_is_as_far_off_in_a_referral_as_in_coverage():
    """All 98 municipalities and every provider, to the metre: the same table of the day."""
    context = CONTEXT(ON)
    actors = list(context.providers)
    km = context.day.places.km_to_actors(actors)

    for code in PLACES:
        for actor in actors:
            way = context.distance(code, context.providers[actor])
            coverage_km = km.at[code, actor]
            assert (way is None) is not (coverage_km < float("inf")), (code, actor)
            assert way is None or way.km == coverage_km, (code, actor)


@pytest.mark.parametrize("code", [*ISLANDS, "0400", "0101", "0787"])
def test_the_list_and_the_way_tell_the_distance_of_the_day(code):
    """Whatever the need: what a card, a step and JSON tell is the kilometres of the places."""
    firm = Firm(municipality_code=code, positions=("energiteknologi",), has_cvr=True)
    places = CONTEXT(ON).day.places

    for need in NEEDS:
        referral = refer(firm, need)
        distances = [(s.provider_actor_id, s.distance_km) for s in referral.suggestions]
        distances += [(s.actor_id, s.distance_km) for s in referral.path]
        for actor, km in distances:
            assert km is None or km == round(places.km(code, actor), 1), (need, actor)


@pytest.mark.parametrize(("code", "ferry"), ISLANDS.items())
def test_from_an_island_the_ferry_is_named_with_both_distances(code, ferry):
    """As the crow flies the hub is near; the way there is what the firm has to travel."""
    referral = refer(Firm(municipality_code=code), "finance")
    (hub,) = [s for s in referral.suggestions if s.provider_actor_id == referral.local_hub]

    sentence = distance_words(hub.distance_km, hub.straight_km, hub.ferries)

    assert ferry in hub.ferries
    assert hub.distance_km > 1.5 * hub.straight_km
    assert re.fullmatch(rf"\d+ km i luftlinje, \d+ km med færge \(.*{ferry}.*\)", sentence)
