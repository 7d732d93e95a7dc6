"""What the commands of the theme analysis do with tables and options that make no sense."""

import csv
import json
import time
from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from ecosystem.cli import analysis, imports
from ecosystem.model.errors import EcosystemError, RegisterError
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.register.seals import seal
from ecosystem.sources.register.table_writing import write_tables
from tests.briefings.theme.tables import everything
from tests.briefings.theme.test_cost import five, with_costs
from tests.builders import a_table
from tests.sources.import_builders import a_folder, all_bytes, rows_of

NEED = {"need_id": "finance", "rank": 1, "band": "medium", "name_da": "Penge", "name_en": "Finance"}


def run(*words):
    """Ask a command as a user would; what it refuses is raised."""
    app = typer.Typer(rich_markup_mode=None)
    analysis.add_to(app)
    imports.add_to(app)
    answer = CliRunner().invoke(app, list(map(str, words)))
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer


def analysed(folder, *words):
    """Return the document of the analysis of a folder, and its statements by id."""
    asked = ("--register", folder, "--on", "2026-11-30", "--json", *words)
    document = json.loads(run("analysis", *asked).stdout)
    return document, {one["id"]: one for one in reversed(document["statements"])}


def written(folder, tables):
    """Write a register folder."""
    write_tables(folder, {name: a_table(name, rows) for name, rows in tables.items()})
    return folder


@pytest.fixture
def into(tmp_path):
    """A small sealed register with a cluster, a position and a need."""
    cluster = {"actor_id": "klyngen", "name": "Klyngen", "kind": "cluster"}
    folder = a_folder(tmp_path / "register", actors=[cluster], needs=[NEED])
    seal(folder, date(2026, 3, 1), "small")
    return folder


def test_cells_that_cannot_be_are_all_told_before_anything_is_counted(tmp_path):
    """Negative grants and outputs, an output without its project, answers outside 1 to 5."""
    tables = everything()
    tables["projects"][0]["eu_grant_dkk"] = -5.0
    tables["outputs"] = [
        {"project_id": "p1", "indicator": "job", "target": -1.0},
        {"project_id": "gone", "indicator": "job", "target": 5.0},
    ]
    answers = [("r1", 6), ("r2", 0)]
    tables["needs"] = [NEED]
    tables["need_answers"] = [
        {"respondent_id": name, "need_id": "finance", "importance": value}
        for name, value in answers
    ]
    with pytest.raises(RegisterError) as caught:
        analysed(written(tmp_path, tables))

    message = str(caught.value)
    assert "5 fault(s)" in message
    assert "5 fejl" in message
    assert {(fault.table, fault.row, fault.column) for fault in caught.value.faults} == {
        ("projects", 2, "eu_grant_dkk"),
        ("outputs", 2, "target"),
        ("outputs", 3, "project_id"),
        ("need_answers", 2, "importance"),
        ("need_answers", 3, "importance"),
    }


def test_an_amount_below_zero_in_the_accounts_is_left_out_and_told(tmp_path):
    """Accounts may hold a repayment; it is no funding."""
    tables = everything()
    tables["finances"].append(
        {"actor_id": "c1", "year": 2018, "funding_source": "fond", "amount_dkk": -16.0}
    )
    _, told = analysed(written(tmp_path, tables), "funding")

    assert told["S5"]["value"] == pytest.approx(0.16)
    assert "1 beløb under nul eller uden tal er ikke talt med" in told["S5"]["caveat_da"]
    assert "below zero" in told["S5"]["caveat_en"]


def test_two_units_of_one_indicator_are_kept_apart_and_told(tmp_path):
    """Jobs by head and by year of work are never compared."""
    tables = with_costs(*five("c", 200.0, 2.0), *five("f", 300.0, 3.0))
    for row in tables["outputs"][:5]:
        row["unit"] = "årsværk"
    document, told = analysed(written(tmp_path, tables), "cost")

    cells = document["parts"]["cost"]["cells"]
    assert {(cell["unit"], cell["actor_kind"]) for cell in cells} == {
        ("årsværk", "cluster"),
        ("antal", "firm"),
    }
    assert document["parts"]["cost"]["comparisons"] == []
    assert "flere enheder og er holdt adskilt efter enhed: job" in told["S6"]["caveat_da"]


def test_a_survey_with_answers_outside_the_scale_keeps_its_sound_rows_only(into, tmp_path):
    """Every bad answer is told in both languages; of bad rows alone nothing is written."""
    bad = ["0", "6", "-3", "3,5", "fem"]
    path = tmp_path / "svar.csv"
    head = "Svar nr.;Ansatte (årsværk);finance"
    asked = ("--cluster", "klyngen", "--position", "turisme", "--asked-on", "2026-02-01")
    words = ("import", "survey", path, "--into", into, *asked, "--json")
    path.write_text("\n".join([head, *(f"{n};;{cell}" for n, cell in enumerate(bad))]), "utf-8")
    before = all_bytes(into)
    answer = run(*words)
    report = json.loads(answer.stdout)

    assert answer.exit_code == 1
    assert [fault["row"] for fault in report["rejected"]] == [2, 3, 4, 5, 6]
    assert "ikke et helt tal fra 1 til 5 / not a whole" in report["rejected"][0]["problem"]
    assert all_bytes(into) == before

    rows = [f"{n};12;{cell}" for n, cell in enumerate([*bad, "4", "5"])]
    path.write_text("\n".join([head, *rows]), "utf-8")
    report = json.loads(run(*words).stdout)
    assert (report["added"], len(report["rejected"])) == (2, 5)
    document, _ = analysed(into, "needs")
    assert document["parts"]["needs"]["state"] == "no_basis"


def test_an_amount_below_zero_in_a_list_of_participants_keeps_its_row_out(into, tmp_path):
    """The row is told in both languages, the others are read."""
    path = tmp_path / "liste.csv"
    path.write_text("cvr;start;beløb\n29102384;2015-01-01;-5\n10103940;2015-01-01;5\n", "utf-8")
    words = ("import", "participants", path, "--scheme", "Nordpuljen", "--into", into, "--json")
    report = json.loads(run(*words).stdout)

    assert report["added"] == 1
    (fault,) = report["rejected"]
    assert (fault["row"], fault["column"], fault["value"]) == (2, "amount_dkk", "-5")
    assert "ikke et tal på mindst nul / not a number of at least zero" in fault["problem"]


@pytest.mark.parametrize(
    "rows", [2_000, pytest.param(200_000, marks=pytest.mark.slow, id="200000")]
)
def test_a_long_list_with_bad_numbers_is_read_but_for_these(into, tmp_path, rows):
    """One number in twenty is bad: each is told with its line, and the register stands whole."""
    bad = ["123", "abcdefgh", "1234567 8x", "", "12345678,5"]
    path = tmp_path / "liste.csv"
    numbers = [bad[n // 20 % 5] if n % 20 == 0 else 10_000_000 + n % 60_000 for n in range(rows)]
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file, delimiter=";")
        sheet.writerow(["cvr", "navn", "startdato", "ansatte"])
        sheet.writerows(
            [number, f"Nordby {n} ApS", f"{2008 + n // 60_000}-{1 + n % 12:02}-15", n % 300]
            for n, number in enumerate(numbers)
        )
    words = ("import", "participants", path, "--scheme", "Nordpuljen", "--into", into, "--json")
    before, began = all_bytes(into), time.process_time()
    assert json.loads(run(*words, "--dry-run").stdout)["added"] == rows * 19 // 20
    assert all_bytes(into) == before
    report = json.loads(run(*words).stdout)

    assert time.process_time() - began < 120
    assert (report["read"], report["added"]) == (rows, rows * 19 // 20)
    assert [fault["row"] for fault in report["rejected"]] == list(range(2, rows + 2, 20))
    assert len(rows_of(into, "participations")) == rows * 19 // 20
    assert inspect_register(into).is_usable


def test_a_list_of_bad_numbers_alone_changes_nothing(into, tmp_path):
    """All are told, the exit code is one, and no scheme is made."""
    path = tmp_path / "liste.csv"
    path.write_text("cvr;start\n" + "123;2015-01-01\n" * 50, "utf-8")
    before = all_bytes(into)
    answer = run("import", "participants", path, "--scheme", "N", "--into", into, "--json")

    assert (answer.exit_code, len(json.loads(answer.stdout)["rejected"])) == (1, 50)
    assert all_bytes(into) == before


def test_a_period_that_no_project_has_is_named_with_those_that_there_are(tmp_path):
    """Every part that counts by period says so, in both languages."""
    parts = ("projects", "concentration", "cost")
    document, told = analysed(written(tmp_path, everything()), *parts, "--period", "1999-2000")

    assert {document["parts"][part]["state"] for part in parts} == {"no_basis"}
    for one in told.values():
        assert one["value"] is None
        assert "perioden 1999-2000. Registret har 2014-2020" in one["text_da"]
        assert "1999-2000" in one["text_en"]


@pytest.mark.parametrize("part", ["projects", "first_timers", "journeys", "participants"])
def test_a_last_day_before_the_first_is_refused_whatever_is_asked(tmp_path, part):
    """In both languages, with both days, before a file is written."""
    days = ("--from", "2020-01-01", "--until", "2010-01-01")
    with pytest.raises(EcosystemError, match=r"2010-01-01 lies before the first") as caught:
        run("analysis", part, *days, "--out", tmp_path / "x.xlsx")

    assert "(until) 2010-01-01 ligger før den første (from) 2020-01-01" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_wash_in_longer_than_the_register_says_from_when_it_can_be_answered():
    """On the real projects, which begin in 2007; what needs no wash-in is told all the same."""
    document, told = analysed(
        "projects", "first_timers", "journeys", "participants", "--wash-in", 25
    )

    for name in ("S12", "S13"):
        assert told[name]["state"] == "no_basis"
        assert "fra 26. juni 2032" in told[name]["text_da"]
        assert "from 26 June 2032" in told[name]["text_en"]
    assert told["S11"]["state"] == "computed"
    (first,) = [
        row
        for row in document["parts"]["participants"]["compare"]
        if row["measure"] == "first_time"
    ]
    assert (first["state"], first["difference"]) == ("no_basis", None)


@pytest.mark.parametrize(
    ("option", "value", "danish"),
    [("--wash-in", 31, "højst 30"), ("--wash-in", -1, "mindst 0"), ("--draws", 3, "mindst 100")],
)
def test_a_value_out_of_range_is_refused_in_both_languages(option, value, danish):
    """The option is named, and what was expected."""
    with pytest.raises(EcosystemError, match=f"{option}: Input should be") as caught:
        run("analysis", "first_timers", option, value)

    assert f"{option}: der ventes {danish}" in str(caught.value)
