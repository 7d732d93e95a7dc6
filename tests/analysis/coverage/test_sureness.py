"""How sure each state is, and that no check ever changes one."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.coverage import CoverageCriteria, coverage_states, measure_reach
from ecosystem.analysis.day import OnDay
from ecosystem.model.vocabulary import Freshness
from tests.analysis.coverage.ecosystems import (
    CLUSTER,
    FAR,
    NEAR,
    ROLE,
    TODAY,
    an_activity,
    an_ecosystem,
    an_offer_row,
    an_office,
)
from tests.builders import a_lazy_table, a_table
from tests.thorough import tries

FRESH, OLD, LONG_AGO = "2026-02-01", "2025-02-28", "2020-01-01"
STATES = ["office_state", "activity_state", "online_state"]
ORDER = [state.value for state in Freshness]


def table_of(register, **criteria):
    """What is known of both municipalities."""
    return coverage_states(
        measure_reach(OnDay(register, TODAY), "energi", CoverageCriteria(**criteria))
    )


PLAIN = cache(an_ecosystem)
EVENTS = cache(lambda checked: a_lazy_table("activities", [an_activity(checked=checked)]))


def an_ecosystem_checked(site=None, offer=None, role=None, activity=None, **more):
    """The cluster's ecosystem, each of its rows checked on a day or never."""
    rows = {
        "sites": [an_office(checked=site)],
        "offers": [an_offer_row(checked=offer)],
        "actor_positions": [{**ROLE, "checked": role}],
        **more,
    }
    tables = {
        name: a_table(name, table_rows) for name, table_rows in rows.items() if name != "activities"
    }
    events = more.get("activities")
    activities = a_lazy_table("activities", events) if events else EVENTS(activity)
    return replace(PLAIN(), activities=activities, **tables)


@pytest.mark.parametrize(
    ("site", "offer", "role", "sureness"),
    [
        (FRESH, FRESH, FRESH, "confirmed"),
        ("2025-03-01", FRESH, FRESH, "confirmed"),
        ("2025-02-28", FRESH, FRESH, "out_of_date"),
        (FRESH, LONG_AGO, FRESH, "out_of_date"),
        (FRESH, FRESH, None, "never_confirmed"),
        (None, LONG_AGO, FRESH, "never_confirmed"),
        (None, None, None, "never_confirmed"),
    ],
)
def test_a_covered_municipality_is_as_sure_as_its_least_sure_row(site, offer, role, sureness):
    """Its site, its offer and its role; a site tells for 365 days, counted in."""
    table = table_of(an_ecosystem_checked(site, offer, role))

    assert table.loc[NEAR, "office_freshness"] == sureness
    assert table.loc[NEAR, "office_state"] == "covered"


def test_of_two_places_the_surer_one_is_enough():
    """A second office nobody has checked does not make the first one less sure."""
    both = [an_office(checked=FRESH), an_office(site_id="b", kind="office")]
    table = table_of(an_ecosystem_checked(offer=FRESH, role=FRESH, sites=both))

    assert table.loc[NEAR, "office_freshness"] == "confirmed"


def test_several_are_as_sure_as_the_second_surest():
    """That several reach it takes two: one checked, one never."""
    tables = {
        "actors": [CLUSTER, {**CLUSTER, "actor_id": "anden"}],
        "actor_positions": [{**ROLE, "checked": FRESH}, {**ROLE, "actor_id": "anden"}],
        "sites": [an_office(checked=FRESH), an_office(site_id="b", actor_id="anden")],
        "offers": [
            an_offer_row(checked=FRESH),
            an_offer_row(offer_id="b", provider_actor_id="anden"),
        ],
    }
    table = table_of(an_ecosystem(**tables))

    assert table.loc[NEAR, ["office_state", "office_freshness"]].tolist() == [
        "overlap",
        "never_confirmed",
    ]


def test_a_no_rests_on_all_the_places_and_an_unknown_on_none():
    """Far away is as sure as the least sure office; where nothing is recorded nothing is sure."""
    sites = [an_office(checked=FRESH), an_office(site_id="b", checked=OLD)]
    table = table_of(an_ecosystem_checked(offer=FRESH, role=FRESH, sites=sites))
    unknown = table_of(an_ecosystem(without=["sites"]))

    assert table.loc[FAR, ["office_state", "office_freshness"]].tolist() == [
        "uncovered",
        "out_of_date",
    ]
    assert unknown.loc[FAR, "office_freshness"] == "not_recorded"


def test_each_way_is_as_sure_as_its_own_rows():
    """An event that was checked, an online offer that was not."""
    table = table_of(an_ecosystem_checked(site=OLD, role=FRESH, activity=FRESH))

    assert table.loc[NEAR, "activity_freshness"] == "confirmed"
    assert table.loc[NEAR, "online_freshness"] == "never_confirmed"


def test_example_rows_confirm_nothing_and_are_nothing_to_check():
    """An invented event covers on the map, and nobody is told how sure it is."""
    event = an_activity(is_synthetic=True, checked=FRESH)
    table = table_of(an_ecosystem_checked(role=FRESH, activities=[event]))

    assert table.loc[NEAR, "activity_state"] == "covered"
    assert table["activity_freshness"].isna().tolist() == [True, True]


DAYS = st.sampled_from([None, *(TODAY - timedelta(days=d) for d in (0, 300, 366, 731, 3000))])


def surest_first(table):
    """Rank of each state's sureness, 0 surest; what rests on nothing to check has none."""
    columns = ["office_freshness", "activity_freshness", "online_freshness"]
    return [ORDER.index(cell) for cell in table[columns].to_numpy().ravel()]


@pytest.mark.thorough
@settings(max_examples=tries(6, 100))
@given(
    st.tuples(DAYS, DAYS, DAYS, DAYS),
    st.sampled_from(range(4)),
    st.sampled_from([TODAY, date(2024, 10, 1)]),
)
def test_confirming_a_row_changes_no_state_and_makes_none_less_sure(checks, row, day):
    """Whatever was checked before, and on whatever day the check is made."""
    names = ["site", "offer", "role", "activity"]
    days = dict(zip(names, (c and c.isoformat() for c in checks), strict=True))
    before = table_of(an_ecosystem_checked(**days))
    unchecked = {**days, names[row]: None}
    confirmed = {**days, names[row]: max(day.isoformat(), days[names[row]] or "")}

    after = table_of(an_ecosystem_checked(**confirmed))
    taken_back = table_of(an_ecosystem_checked(**unchecked))

    assert before[STATES].equals(after[STATES])
    assert before[STATES].equals(taken_back[STATES])
    pairs = zip(surest_first(after), surest_first(before), surest_first(taken_back), strict=True)
    assert all(new <= old <= back for new, old, back in pairs)
