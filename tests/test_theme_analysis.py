"""The theme analysis as a whole: the calibration, what a missing table changes, and its words.

The figures of the real projects of 2007-13 were counted from the list itself by other code; see
``data/projects_2007_2016/README.md``.
"""

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
import typer
from typer.testing import CliRunner

from ecosystem.briefings.theme.brief import brief_analysis
from ecosystem.cli import analysis
from ecosystem.display.theme.document import analysis_document
from ecosystem.display.wording import texts
from ecosystem.model.analysis import PART_TABLES, Interval, Part, PartState
from ecosystem.sources.register.reading import read_register

ON = date(2026, 11, 30)
FIRST = ("--from", "2007-01-01", "--until", "2013-12-31", "--role", "lead", "--kinds", "all")
CAUSAL = {
    "da": r"\b(?:effekt(?:en|er)?|virkning(?:en)?|skyldes|fører til|medfører|på grund af)\b",
    "en": r"\b(?:effects?|impacts?|because of|leads? to|causes?|caused|due to|thanks to)\b",
}
"""Words that say that one thing came of another."""
OF_CAUSES_THEMSELVES = {"analysis.not_recomputed"}
"""Texts that say that causes are not told."""


def run(*words):
    """Ask the command as a user would."""
    app = typer.Typer(rich_markup_mode=None)
    app.callback()(lambda: None)
    analysis.add_to(app)
    return CliRunner().invoke(app, ["analysis", *words])


@cache
def asked(*words):
    """Return the document of a command over the register of real projects."""
    return json.loads(run("--register", "projects", "--on", "2026-11-30", "--json", *words).stdout)


@cache
def whole():
    """Return the analysis of the real projects, every part with its defaults."""
    return brief_analysis(read_register("projects"), ON)


def part(document, name):
    """Return what a part of the document is made of."""
    return document["parts"][name]


def told(block):
    """Return the projects of a block and their grants in whole kroner."""
    return block["projects"], round(block["eu_grant_dkk"])


def statements_of(briefing, parts):
    """Return what some parts of an analysis state."""
    return {part: briefing.parts[part].statements for part in parts}


def test_clusters_lead_26_of_598_projects():
    """With the bounds of what embedded clusters may add, and the grants behind."""
    (period,) = part(asked("projects", "--period", "2007-2013"), "projects")["periods"]

    assert told(period["all"]) == (598, 3_665_372_950)
    assert told(period["lead"]) == (26, 200_117_533)
    assert {row["fund"]: row["projects"] for row in period["lead"]["by_fund"]} == {
        "ERDF": 19,
        "ESF": 7,
    }
    assert told(period["lead_or_partner"]) == (40, 324_472_397)
    assert period["attribution"] == {"none": 26, "title": 30, "all": 56}
    assert sorted(row["title_projects"] for row in period["embedded"]) == [1, 1, 2]


def test_120_of_282_participations_are_first_time():
    """Of those that lead a project, wash-in three years; 22 of 57 in 2010."""
    answer = part(asked("first_timers", *FIRST, "--wash-in", "3"), "first_timers")

    assert (answer["first_time"], answer["participations"]) == (120, 282)
    assert answer["share"] == pytest.approx(0.426, abs=5e-4)
    (of_2010,) = [row for row in answer["by_year"] if row["year"] == 2010]
    assert (of_2010["first_time"], of_2010["participations"]) == (22, 57)


def test_55_of_270_organisations_went_on():
    """At equal follow-up less than the naive share at every time."""
    answer = part(asked("journeys", *FIRST, "--wash-in", "0"), "journeys")
    everybody = answer["groups"][0]

    assert (everybody["group"], everybody["organisations"], everybody["onward"]) == ("all", 270, 55)
    assert everybody["naive"] == pytest.approx(0.204, abs=5e-4)
    shares = {row["days"]: row["share"] for row in everybody["km"]}
    assert [round(shares[days], 3) for days in (365, 730, 1095)] == [0.094, 0.131, 0.187]


@pytest.mark.parametrize("register", ["projects", pytest.param("denmark", marks=pytest.mark.slow)])
def test_the_same_command_gives_the_same_bytes(register):
    """Every part of both registers, bootstraps included."""
    words = ("--register", register, "--on", "2026-11-30", "--json")

    assert run(*words).stdout == run(*words).stdout


def test_every_part_answers_or_says_which_table_it_lacks():
    """On the real projects; nothing is left to be built."""
    for name, answer in whole().parts.items():
        assert answer.statements, name
        if answer.state is not PartState.COMPUTED:
            assert answer.why is not None, name


def test_each_statement_has_its_words_its_caveat_and_an_interval_or_the_reason_for_none():
    """Only what was computed has a figure."""
    document = analysis_document(whole())

    for told in document["statements"]:
        assert re.fullmatch(r"S\d{1,2}[a-z]?", told["id"])
        assert told["text_da"]
        assert told["text_en"] != told["text_da"]
        assert told["caveat_da"]
        assert told["caveat_en"]
        if told["state"] != "computed":
            assert told["value"] is told["low"] is told["high"] is None
        elif told["interval"] == Interval.NONE:
            assert told["why_no_interval_da"], told["id"]
        else:
            assert told["low"] <= told["value"] <= told["high"], told["id"]


@pytest.mark.parametrize(
    "table", sorted({name for names in PART_TABLES.values() for name in names})
)
def test_a_table_that_is_taken_away_changes_only_what_rests_on_it(table):
    """Its parts become not recorded and name it; what does not rest on it says the same."""
    register = read_register("projects")
    without = brief_analysis(replace(register, **{table: None}), ON)

    resting = {name for name, tables in PART_TABLES.items() if table in tables}
    for name in resting:
        assert without.parts[name].state is PartState.NOT_RECORDED, name
        assert without.parts[name].why.values.get("table") == table or table in str(
            without.parts[name].why
        )
    others = {
        part
        for part, answer in whole().parts.items()
        if part not in resting and all(table not in one.tables for one in answer.statements)
    }
    assert others or table == "actors"
    assert statements_of(without, others) == statements_of(whole(), others)


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_sentence_says_what_caused_what(language):
    """A figure of the analysis is a count or a comparison."""
    rooms = ("analysis.", "scorecard.", "system.", "report.")
    causal = {
        key: text
        for key, text in texts(language).items()
        if key.startswith(rooms)
        and key not in OF_CAUSES_THEMSELVES
        and re.search(CAUSAL[language], text, re.IGNORECASE)
    }

    assert causal == {}


def test_parts_are_asked_for_by_name_and_the_others_are_left_out():
    """A part does not need the others."""
    document = asked("system", "needs")

    assert list(document["parts"]) == ["needs", "system"]
    assert document["parameters"]["wash_in"] == 3
    assert {Part(one["part"]) for one in document["statements"]} <= {Part.NEEDS, Part.SYSTEM}


def test_statements_of_one_id_are_told_apart_by_what_they_are_of():
    """By period, and by which figure of a part it is; the others need no word."""
    statements = asked()["statements"]
    keys = [(one["id"], one["part"], json.dumps(one["of"], sort_keys=True)) for one in statements]
    periods = ["2007-2013", "2014-2020", None]

    assert len(set(keys)) == len(keys)
    assert [one["of"] for one in statements if one["id"] == "S1"] == [
        {"period": period} for period in periods
    ]
    assert [one["of"] for one in statements if one["id"] == "S13"] == [
        {},
        {"figure": "compared", "a": "cluster", "b": "other"},
    ]
    assert [one["of"] for one in statements if one["id"] == "S12"] == [
        {},
        {"figure": "if_linkage", "recall": 0.9},
    ]
    assert [one["of"] for one in statements if one["id"] == "S16"] == [{}]
