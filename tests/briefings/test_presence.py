"""Answers about presence: landsdele, regions on the day, statistics, and what is said of them."""

from dataclasses import replace
from datetime import date

import pytest

from ecosystem.briefings.coverage.brief import brief_coverage
from ecosystem.briefings.coverage.presence import brief_presence
from ecosystem.display.coverage.presence_text import presence_lines, presence_sentences
from ecosystem.model.errors import EcosystemError, NotRecordedError
from ecosystem.model.vocabulary import IndustryScheme
from tests.analysis.presence.countries import a_firm_row, a_statistic, an_industry
from tests.builders import a_register

TODAY = date(2026, 3, 1)
PLACES = [
    {"municipality_code": "0101", "name": "København", "nuts3_code": "DK011", "hub_id": "ehhs"},
    {"municipality_code": "0851", "name": "Aalborg", "nuts3_code": "DK050", "hub_id": "nord"},
    {"municipality_code": "0820", "name": "Vesthimmerland", "nuts3_code": "DK050"},
]
POSITION = {"position_id": "energi", "name_da": "Energi", "name_en": "Energy", "status": "strength"}
REGIONS = [
    {"region_code": "1084", "municipality_code": "0101", "name": "Region Hovedstaden"}
    | {"valid_from": "2007-01-01", "valid_to": "2026-12-31"},
    {"region_code": "1086", "municipality_code": "0101", "name": "Region Østdanmark"}
    | {"valid_from": "2027-01-01"},
]


def a_country(north, capital, others=100, **tables):
    """So many energy firms in the north and in the capital, among others in each."""
    firms = [
        a_firm_row(f"{place}-{code}-{at}", code, place, employees=10)
        for place, firm_count in (("0851", north), ("0101", capital))
        for code, count in (("271100", firm_count), ("470000", others))
        for at in range(count)
    ]
    all_tables = {"municipalities": PLACES, "strength_positions": [POSITION], "actors": firms}
    industries = {"industry_positions": [an_industry("27")], "regions": REGIONS}
    return a_register(**{**all_tables, **industries, **tables})


def test_landsdele_are_told_with_count_quotient_and_band():
    """60 of 160 firms in the north against 5 of 105: more than in the country, named so."""
    briefing = brief_presence(a_country(60, 5), "energi", TODAY)

    north = next(area for area in briefing.areas if area.area == "DK050")
    assert (north.count, north.total, north.band) == (60, 160, "over")
    assert north.jobs == 600
    assert north.largest_share == pytest.approx(1 / 60)
    text = " ".join(presence_sentences(briefing))
    assert "Over landsgennemsnit (1): Nordjylland (60; kvotient 1,53" in text
    assert "North Jutland (60" in " ".join(presence_sentences(briefing, "en"))
    assert any("Byen København (5" in line for line in presence_lines(briefing))


def test_every_figure_of_the_whole_is_told():
    """Gini, Hoover, Krugman, Ellison and Glaeser, H, and what each source found."""
    briefing = brief_presence(a_country(60, 5), "energi", TODAY)

    assert briefing.krugman_index == pytest.approx(2 * (60 / 65 - 160 / 265))
    assert briefing.hoover_index == briefing.krugman_index / 2
    assert briefing.plant_herfindahl == pytest.approx(1 / 65)
    assert briefing.ellison_glaeser > 0
    assert briefing.found_share == {"code": 1, "tie": 0, "both": 0}
    assert (briefing.firms_sized, briefing.firms_unsized) == (65, 0)


@pytest.mark.parametrize(
    ("day", "region"), [(date(2026, 12, 31), "1084"), (date(2027, 1, 1), "1086")]
)
def test_regions_are_those_of_the_day(day, region):
    """The merger of two regions on 1 January 2027 needs no change of anything here."""
    briefing = brief_presence(a_country(6, 5), "energi", day, level="region")

    assert [area.area for area in briefing.areas] == [region]


def test_hubs_and_municipalities_are_levels_too():
    """A municipality without a hub is in no hub's area."""
    hubs = brief_presence(a_country(6, 5), "energi", TODAY, level="hub")
    places = brief_presence(a_country(6, 5), "energi", TODAY, level="municipality")

    assert [area.area for area in hubs.areas] == ["ehhs", "nord"]
    assert [area.name for area in places.areas] == ["København", "Vesthimmerland", "Aalborg"]
    with pytest.raises(EcosystemError, match="no level"):
        brief_presence(a_country(6, 5), "energi", TODAY, level="sogn")


def test_statistics_are_told_year_by_year_in_one_edition():
    """Workplaces of the latest year; a year of which a part is suppressed has no sum."""
    rows = [
        a_statistic(code, year, place=place, workplaces=count)
        for year in (2022, 2023)
        for place in ("0101", "0851", "0820")
        for code, count in (("27", year - 2012), ("TOT", 1000))
    ]
    rows[0]["workplaces"] = None
    register = a_country(1, 1, firm_statistics=rows)

    briefing = brief_presence(register, "energi", TODAY, level="municipality", unit="workplaces")

    assert (briefing.year, briefing.scheme) == (2023, IndustryScheme.DB07.value)
    assert (briefing.count, briefing.total) == (33, 3000)
    assert [(year.year, year.count) for year in briefing.years] == [(2022, None), (2023, 33)]
    assert any("33 af landets 3.000 arbejdssteder" in line for line in presence_lines(briefing))


def test_a_suppressed_figure_leaves_the_country_unknown():
    """It is said in how many areas the number is known."""
    rows = [
        a_statistic("27", place="0851"),
        a_statistic("27", place="0101", workplaces=None),
        a_statistic("TOT", workplaces=900),
    ]
    register = a_country(1, 1, firm_statistics=rows)

    briefing = brief_presence(register, "energi", TODAY, level="municipality", unit="workplaces")

    assert briefing.count is None
    assert "Tallet kendes i 1 af 3 områder" in presence_sentences(briefing)[0]


def test_a_register_without_firms_says_nothing_of_them():
    """Unknown everywhere, and no index."""
    briefing = brief_presence(a_country(0, 0, others=0), "energi", TODAY)

    assert {area.band.value for area in briefing.areas} == {"unknown"}
    assert briefing.locational_gini is None
    assert briefing.ellison_glaeser is None


def test_a_table_of_industries_that_is_absent_is_not_none_found_by_code():
    """Nobody has said which industries belong to the position; an empty table says none do."""
    tie = {"from_actor_id": "0851-271100-0", "to_actor_id": "k", "position_id": "energi"}
    ties = {"links": [{**tie, "kind": "member_of", "evidence": "member"}]}
    none = a_country(2, 0, industry_positions=[], **ties)
    empty = brief_presence(none, "energi", TODAY)
    absent = brief_presence(replace(none, industry_positions=None), "energi", TODAY)

    assert (absent.count, empty.count) == (1, 1)
    assert absent.found_share == {"code": None, "tie": 1, "both": None}
    assert empty.found_share == {"code": 0, "tie": 1, "both": 0}
    key = "coverage.industries_not_recorded"
    assert [key in {c.key for c in briefing.caveats} for briefing in (absent, empty)] == [
        True,
        False,
    ]
    covered = brief_coverage(replace(none, industry_positions=None), "energi", TODAY)
    assert key in {caveat.key for caveat in covered.caveats}
    assert any("branchekoden" in sentence for sentence in presence_sentences(empty))
    assert not any("branchekoden" in sentence for sentence in presence_sentences(absent))


@pytest.mark.parametrize(
    ("level", "tables", "words"),
    [
        ("region", {"regions": []}, "region_code on 2026-03-01"),
        ("hub", {"municipalities": [{**place, "hub_id": None} for place in PLACES]}, "hub_id"),
        ("landsdel", {"municipalities": [{**p, "nuts3_code": None} for p in PLACES]}, "nuts3_code"),
    ],
)
def test_a_level_that_nobody_recorded_is_not_no_areas(level, tables, words):
    """Sixty firms in 0 areas would be a wrong answer."""
    with pytest.raises(NotRecordedError, match=words):
        brief_presence(a_country(60, 5, **tables), "energi", TODAY, level=level)
    with pytest.raises(NotRecordedError, match="no table 'regions'"):
        brief_presence(replace(a_country(60, 5), regions=None), "energi", TODAY, level="region")
