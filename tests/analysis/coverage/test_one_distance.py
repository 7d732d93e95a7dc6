"""Coverage, siting and the places of the day give one way between a municipality and a provider."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from ecosystem.analysis.coverage import CoverageCriteria, measure_reach, ways_to_nearest
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.siting import Plan
from ecosystem.briefings.coverage.brief import brief_coverage
from ecosystem.briefings.coverage.siting import brief_siting
from ecosystem.sources.register.reading import read_register

ON = date(2026, 11, 23)
POSITION = "energiteknologi"


@pytest.fixture(scope="module")
def day():
    """The shipped register on a day."""
    return OnDay(read_register(), ON)


def serving(day, actor_ids):
    """The same day, with these actors and no others designated for a position."""
    rows = pd.DataFrame({"actor_id": actor_ids}).assign(
        position_id=POSITION, role="designated_cluster"
    )
    roles = rows.reindex(columns=day.membership.roles_ever.columns)
    roles = roles.astype(day.membership.roles_ever.dtypes.to_dict())
    return day.with_register(replace(day.register, actor_positions=roles))


def by_places(day, actor_id):
    """The way from every municipality by the places of the day."""
    return [day.places.km(code, actor_id) for code in day.places.codes]


def test_every_way_to_every_provider_is_the_same_in_coverage_and_in_the_places_of_the_day(day):
    """98 municipalities and every actor that offers something."""
    every = sorted(set(day.register.offers["provider_actor_id"].dropna()))
    providers = day.actors.without_closed(every)
    day_of_providers = serving(day, providers)

    km = measure_reach(day_of_providers, POSITION).km

    assert len(providers) > 100
    for provider in providers:
        kilometres = by_places(day, provider)
        assert km[provider].to_numpy() == pytest.approx(
            np.array(kilometres, dtype=float), nan_ok=True
        )


@pytest.mark.parametrize("provider", ["energy_cluster_denmark", "aau", "ehnord", "dtu", "made"])
def test_the_answers_give_the_same_way_as_well(day, provider):
    """The map, the proposal of no place at all, and the places of the day."""
    day_of_provider = serving(day, [provider])

    briefing = brief_coverage(day_of_provider.register, POSITION, ON, day=day_of_provider)
    sited = brief_siting(
        day_of_provider.register, POSITION, ON, Plan(add=0, within=50), day=day_of_provider
    )

    kilometres = by_places(day, provider)
    assert [row.nearest_km for row in briefing.municipalities] == pytest.approx(kilometres)
    assert list(sited.nearest_km_after.values()) == pytest.approx(kilometres)
    assert len(kilometres) == 98


def test_a_ferry_is_named_with_the_straight_line(day):
    """From Samsø to the hub in Skejby one sails; from Silkeborg one drives."""
    ways = ways_to_nearest(day, measure_reach(serving(day, ["ehmidt"]), POSITION))

    assert ways.loc["0741", "ferry"] == "Hou-Sælvig"
    assert ways.loc["0741", "straight_km"] == pytest.approx(
        day.places.distance("0741", "ehmidt").straight_km
    )
    assert ways.loc["0740", "ferry"] is None


def test_with_times_of_ones_own_nobody_knows_what_the_way_leads_over(day):
    """The minutes of a user name no ferry."""
    times = pd.DataFrame([("0741", "0751", 99.0)], columns=TIMES)
    reach = measure_reach(
        serving(day, ["ehmidt"]), POSITION, CoverageCriteria(times=times, within=90)
    )

    assert reach.office_km["0741"] == 99
    assert ways_to_nearest(day, reach).isna().all(axis=None)


TIMES = ["origin_code", "destination_code", "minutes"]
