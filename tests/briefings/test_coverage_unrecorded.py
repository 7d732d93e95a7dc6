"""What is not recorded is not zero: each table taken away, each column emptied, one at a time."""

from dataclasses import replace
from functools import cache

import pytest

from ecosystem.analysis.coverage import TABLES_OF, AccessMode
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.siting import Plan
from ecosystem.briefings.coverage.brief import brief_coverage
from ecosystem.briefings.coverage.country import brief_change, brief_country
from ecosystem.briefings.coverage.presence import brief_presence
from ecosystem.briefings.coverage.siting import brief_siting
from ecosystem.display.coverage.presence_text import presence_lines
from ecosystem.display.coverage.text import (
    change_lines,
    country_lines,
    coverage_lines,
    municipality_lines,
    siting_lines,
)
from ecosystem.display.maps import MEASURES, coverage_rows, finding, legend
from ecosystem.display.wording import say
from ecosystem.model.errors import EcosystemError
from ecosystem.model.tables import TABLES
from tests.analysis.coverage.ecosystems import (
    CLUSTER,
    FAR,
    NEAR,
    PLACES,
    ROLE,
    TODAY,
    an_activity,
    an_ecosystem,
    an_offer_row,
    an_office,
)
from tests.briefings.test_coverage import INDUSTRY, firms
from tests.builders import a_lazy_table, a_table

HUB = {"actor_id": "hus", "kind": "business_hub", "name": "Huset", "municipality_code": NEAR}
ROWS = {
    "municipalities": [
        {**place, "hub_id": "hus", "nuts3_code": nuts, "group": "Landkommuner", "is_outer": outer}
        for place, nuts, outer in zip(PLACES, ["DK050", "DK011"], [True, False], strict=True)
    ],
    "regions": [
        {"region_code": code, "municipality_code": place, "valid_from": "2007-01-01", "name": code}
        for code, place in (("1081", NEAR), ("1084", FAR))
    ],
    "landmasses": [
        {"municipality_code": NEAR, "landmass": "jylland"},
        {"municipality_code": FAR, "landmass": "sjaelland"},
    ],
    "crossings": [
        {
            "crossing_id": "faerge",
            "name": "Færgen",
            "kind": "ferry",
            "from_landmass": "jylland",
            "to_landmass": "sjaelland",
            "from_latitude": 56.15,
            "from_longitude": 10.2,
            "to_latitude": 55.9,
            "to_longitude": 11.4,
            "length_km": 70.0,
            "minutes": 75,
        }
    ],
    "industry_positions": [INDUSTRY],
    "actors": [{**CLUSTER, "municipality_code": NEAR}, HUB, *firms(6, 3)],
    "actor_positions": [ROLE],
    "sites": [an_office(), an_office(site_id="hus", actor_id="hus", kind="office")],
    "offers": [an_offer_row(), an_offer_row(offer_id="hus", provider_actor_id="hus")],
    "activities": [an_activity(), an_activity(activity_id="to", municipality_code=FAR)],
    "links": [{"from_actor_id": "firma0", "to_actor_id": "klynge", "kind": "member_of"}],
    "projects": [{"project_id": "p", "title": "P", "position_id": "energi"}],
    "participations": [{"actor_id": "firma1", "project_id": "p", "role": "partner"}],
}
WHOLE = cache(lambda: an_ecosystem(**ROWS))
COVERED = cache(lambda: brief_coverage(WHOLE(), "energi", TODAY))
PLAN = Plan(add=1, within=50)


LEVELS = ("municipality", "landsdel", "region", "hub")


def questions_of(register):
    """Every question about coverage, each answered in lines of text."""
    day = OnDay(register, TODAY)
    covered = cache(lambda: brief_coverage(register, "energi", TODAY, day=day))
    return {
        "coverage": lambda: [*coverage_lines(covered()), *municipality_lines(covered(), NEAR)],
        "map": lambda: [
            *(finding(covered(), "da", measure) for measure in MEASURES),
            *(text for m in MEASURES for text in legend(covered(), m).text_of.values()),
            *map(str, coverage_rows(covered())),
        ],
        "siting": lambda: siting_lines(brief_siting(register, "energi", TODAY, PLAN, day=day)),
        "country": lambda: country_lines(brief_country(register, TODAY, day=day)),
        "change": lambda: change_lines(
            brief_change(register, "energi", TODAY.replace(year=2025), TODAY), covered()
        ),
        **{
            f"presence.{level}": lambda level=level: presence_lines(
                brief_presence(register, "energi", TODAY, level=level, day=day)
            )
            for level in LEVELS
        },
    }


def asked(register, *names):
    """The answers to some questions, or to all; an error is words meant for the user."""
    lines = {}
    for name, question in questions_of(register).items():
        if names and name not in names:
            continue
        try:
            lines[name] = question()
        except EcosystemError as error:
            lines[name] = [str(error)]
    return lines


def test_the_whole_register_answers_every_question():
    """Nothing is absent: no question is refused."""
    lines = asked(WHOLE())

    assert not any("is not recorded" in line for of in lines.values() for line in of)
    assert lines["coverage"][2].startswith("1 af 2 kommuner har et kontor inden for 50 km")


@pytest.mark.parametrize("table", [*ROWS, "strength_positions"])
def test_every_question_has_an_answer_or_words_without_a_table(table):
    """Whatever table is absent: no other error, no "None" and no "nan" in a line."""
    for name, lines in asked(replace(WHOLE(), **{table: None})).items():
        assert lines, name
        for line in lines:
            assert "nan" not in line.lower().split(), (name, line)
            assert "ukendt" not in line, (name, line)


@pytest.mark.parametrize("table", TABLES_OF[AccessMode.OFFICE])
def test_no_share_stands_on_an_absent_table(table):
    """Not 0 per cent, and not between nothing and all: a sentence with what to add."""
    register = replace(WHOLE(), **{table: None})
    briefing = brief_coverage(register, "energi", TODAY)
    sentences = [say(sentence) for sentence in briefing.sentences]

    assert (briefing.coverage_rate, briefing.coverage_rate_high) == (None, None)
    assert (briefing.reach_curve, briefing.reach_at) == ((), ())
    assert {group.coverage_rate for group in briefing.landsdele} == {None}
    assert briefing.access_of_bottom_fifth is None
    assert f"{table}.csv" in sentences[0]
    assert not any("%" in sentence for sentence in sentences)
    assert not any("Kontorerne følger" in sentence for sentence in sentences)
    assert f"{table}.csv" in country_lines(brief_country(register, TODAY))[0]


@pytest.mark.parametrize("measure", ["activity_state", "online_state"])
def test_a_view_of_an_absent_table_says_what_to_add(measure):
    """Activities and online help each wait for their own table."""
    table = {"activity_state": "activities", "online_state": "offers"}[measure]
    briefing = brief_coverage(replace(WHOLE(), **{table: None}), "energi", TODAY)

    assert f"{table}.csv" in finding(briefing, "da", measure)


def test_absent_firms_are_no_firms_nowhere():
    """A folder of supporters alone: municipalities are told of, firms are not."""
    register = replace(WHOLE(), actors=a_lazy_table("actors", [CLUSTER, HUB]))
    briefing = brief_coverage(register, "energi", TODAY)
    country = country_lines(brief_country(register, TODAY))

    assert (briefing.firms, briefing.coverage_rate) == (None, None)
    assert any("Virksomhederne er ikke registreret" in line for line in country)
    assert not any("0 (snævert" in line for line in country)


EMPTIED = [
    (table, use.column)
    for table in ROWS
    for use in TABLES[table].uses
    if not use.is_required and any(row.get(use.column) is not None for row in ROWS[table])
]


GAP = "uncovered"
STATES = ("state", "activity_state", "online_state")


@pytest.mark.parametrize(("table", "column"), EMPTIED)
def test_an_empty_column_never_makes_a_gap(table, column):
    """What was reached is reached still or not known, and every question is answered."""
    rows = [{**row, column: None} for row in ROWS[table]]
    made = a_lazy_table if TABLES[table].is_big else a_table
    register = replace(WHOLE(), **{table: made(table, rows)})

    briefing = brief_coverage(register, "energi", TODAY)
    lines = asked(register, "siting", "presence.landsdel")

    assert all(lines.values())
    for old, new in zip(COVERED().municipalities, briefing.municipalities, strict=True):
        assert [
            state for state in STATES if getattr(new, state) == GAP != getattr(old, state)
        ] == [], old.name
