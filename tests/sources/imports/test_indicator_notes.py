"""An import of outputs tells how the names of indicators are going to be counted."""

import json
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from ecosystem.cli import analysis
from ecosystem.sources.imports.importing import import_files
from ecosystem.sources.register.table_writing import write_tables
from tests.briefings.theme.tables import OTHERS, a_project
from tests.builders import a_table

ON = date(2026, 11, 30)
OUTPUTS = """project_id;indicator;unit;target
p0;Antal nye job;antal;4
p1;new_jobs;årsværk;3
p2;new_jobs;;2
p2;Tilfredshed;procent;80
p1;tilfredshed;procent;-1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A register of three projects."""
    lead = OTHERS[0]["actor_id"]
    projects = [a_project(f"p{n}", lead, eu_grant_dkk=100.0, other_grant_dkk=0.0) for n in range(3)]
    tables = {"actors": OTHERS, "projects": projects}
    write_tables(tmp_path / "register", {n: a_table(n, rows) for n, rows in tables.items()})
    (tmp_path / "outputs.csv").write_text(OUTPUTS, encoding="utf-8")
    return tmp_path / "register"


def notes_of(folder: Path) -> str:
    """Import the outputs; return what is told."""
    file = folder.parent / "outputs.csv"
    return "\n".join(import_files("table", [file], into=folder, on=ON, table="outputs").notes)


def test_the_account_tells_what_is_joined_what_stands_alone_and_whose_units_differ(folder: Path):
    """Of the rows that are taken in; the cells stay as they came."""
    told = notes_of(folder)

    assert "Antal nye job = Nye job (1); new_jobs = Nye job (2)" in told
    assert "stand for themselves: Tilfredshed (1)." in told
    assert "kept apart: Nye job (antal, årsværk, –)" in told
    assert "new_jobs" in (folder / "outputs.csv").read_text(encoding="utf-8")


def test_a_list_of_ones_own_takes_the_place_of_ours_and_needs_no_second_import(folder: Path):
    """What the import tells is what the analysis counts."""
    (folder / "rules").mkdir()
    rules = folder / "rules" / "_analysis.yaml"
    rules.write_text("indicators: {Beskæftigelse: [new jobs]}", encoding="utf-8")
    assert "new_jobs = Beskæftigelse (2)" in notes_of(folder)

    rules.write_text("indicators: {Stillinger: [new jobs]}", encoding="utf-8")
    app = typer.Typer(rich_markup_mode=None)
    app.callback()(lambda: None)
    analysis.add_to(app)
    words = ["analysis", "cost", "--register", str(folder), "--on", "2026-11-30", "--json"]
    document = json.loads(CliRunner().invoke(app, words).stdout)

    named = {cell["indicator"] for cell in document["parts"]["cost"]["cells"]}
    assert named == {"Antal nye job", "Stillinger", "Tilfredshed"}
    caveats = " ".join(one["caveat_da"] for one in document["statements"])
    assert "Et navn på indikatorer er talt under et andet: new_jobs = Stillinger." in caveats
