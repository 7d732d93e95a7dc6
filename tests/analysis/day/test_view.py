"""A register on a day: made once, handed down."""

from dataclasses import replace
from datetime import date

from ecosystem.analysis.day import OnDay
from tests.analysis.graph.ecosystems import TODAY, actor, an_ecosystem


def a_day():
    """A day with a hub and a firm."""
    firm = actor("f", industry_scheme="DB07", industry_code="352000", municipality_code="0851")
    towns = [{"municipality_code": "0851", "name": "Aalborg", "hub_id": "hus"}]
    register = an_ecosystem(actors=[actor("hus", "business_hub"), firm], municipalities=towns)
    return OnDay(register, TODAY)


def test_each_part_is_worked_out_once():
    """Whoever asks later gets the same."""
    day = a_day()

    assert day.membership is day.membership
    assert day.membership.ties is day.membership.ties


def test_a_change_in_one_table_leaves_the_other_parts():
    """Trying a step does not read the register again."""
    day = a_day()
    before = day.membership, day.places, day.actors, day.names

    changed = day.with_register(replace(day.register, offers=None, sites=None))

    assert changed.membership is before[0]
    assert changed.places is before[1] or changed.register.sites is not day.register.sites
    moved = day.with_register(replace(day.register, links=day.register.municipalities))
    assert moved.membership is not before[0]
    assert moved.places is before[1]


def test_names_stand_in_two_languages_and_an_id_is_its_own_name():
    """What nobody has named is told by its id."""
    names = a_day().names

    assert names.position("energi") == ("Energi", "Energy")
    assert names.position("ukendt") == ("ukendt", "ukendt")
    assert names.municipality("0851") == "Aalborg"
    assert names.actors(["f", "hus", "ingen"]) == {"f": "F", "hus": "HUS"}


def test_regions_are_those_of_the_day():
    """Two regions become one on a day; the municipality follows."""
    rows = [
        {"region_code": "1084", "name": "Hovedstaden", "valid_to": "2026-12-31"},
        {"region_code": "1090", "name": "Østdanmark", "valid_from": "2027-01-01"},
    ]
    register = an_ecosystem(
        municipalities=[{"municipality_code": "0101", "name": "København"}],
        regions=[{"municipality_code": "0101", **row} for row in rows],
    )

    before, after = (OnDay(register, day) for day in (date(2026, 12, 31), date(2027, 1, 1)))

    assert before.places.region_of["0101"] == "1084"
    assert after.places.municipalities_of_region == {"1090": ("0101",)}
    assert dict(after.names.regions) == {"1090": "Østdanmark"}


def test_firms_are_counted_on_the_day():
    """Those that have closed, and whoever is no firm, are left out."""
    firms = [actor("a"), actor("b", closed="2020-01-01"), actor("k", "cluster")]

    assert OnDay(an_ecosystem(actors=firms), TODAY).actors.firm_count == 1
