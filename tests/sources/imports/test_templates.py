"""Templates of users' tables: filled in, they are read; their help and examples never are."""

import csv
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from ecosystem.cli import command_line
from ecosystem.model.errors import EcosystemError
from ecosystem.model.table_templates import EXAMPLE_MARK, TEMPLATES, template_rows
from ecosystem.model.tables import TABLES
from ecosystem.model.template_help import DANISH_HELP
from ecosystem.sources.imports.importing import import_files
from ecosystem.sources.register.seals import seal
from ecosystem.sources.tables.column_rules import frame_faults
from ecosystem.sources.tables.engine import connect
from ecosystem.sources.tables.small_tables import typed_frame
from tests.sources.import_builders import a_folder, all_bytes, rows_of

DAY = date(2026, 3, 1)
USERS = (
    "finances",
    "outputs",
    "need_answers",
    "board_seats",
    "challenges",
    "actors",
    "links",
    "actor_years",
    "participants",
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small register that holds what the examples point to, sealed."""
    folder = tmp_path_factory.mktemp("small") / "register"
    needs = [
        {"need_id": need, "rank": rank, "band": "medium", "name_da": need, "name_en": need}
        for rank, need in enumerate(("finance", "innovation_projects"), 1)
    ]
    actors = [{"actor_id": a, "name": a, "kind": "cluster"} for a in ("clean", "made")]
    project = {"project_id": "mit_projekt", "title": "Mit projekt"}
    a_folder(folder, actors, needs=needs, projects=[project])
    seal(folder, DAY, "small")
    return folder


@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    """A small register of one's own."""
    shutil.copytree(small, tmp_path / "register")
    return tmp_path / "register"


def _template(name: str, path: Path) -> Path:
    result = CliRunner().invoke(
        command_line(), ["dictionary", "--template", name, "--out", str(path)]
    )
    assert result.exit_code == 0, result.output
    return path


def _filled(name: str) -> list[list[str]]:
    """The two examples as a user's own rows: without the mark."""
    first = TEMPLATES[name].columns[0]
    return [
        [row[c].removeprefix(EXAMPLE_MARK).strip() if c == first else row[c] for c in row]
        for row in template_rows(name)[1:]
    ]


def _append(path: Path, rows: list[list[str]]) -> None:
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        for row in rows:
            book.worksheets[0].append(row)
        book.save(path)
    else:
        with path.open("a", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


def _import(name: str, path: Path, folder: Path) -> Any:
    how = {"scheme": "Nordpuljen"} if name == "participants" else {"table": name}
    source = "participants" if name == "participants" else "table"
    return import_files(source, [path], folder, on=DAY, **how)


@pytest.mark.parametrize(
    ("name", "ending"),
    [*((name, ".csv") for name in USERS), ("need_answers", ".xlsx"), ("participants", ".xlsx")],
)
def test_a_filled_template_is_read_and_its_examples_are_not(folder, tmp_path, name, ending):
    """Two rows come, the help and the examples stay out and are told with their lines."""
    path = _template(name, tmp_path / f"mine{ending}")
    _append(path, _filled(name))
    report = _import(name, path, folder)

    assert (report.read, report.added, report.rejected) == (2, 2, [])
    assert any("line(s) 2, 3, 4 begin with #" in note for note in report.notes)
    assert not any(b"eksempel/example" in content for content in all_bytes(folder).values())


@pytest.mark.parametrize("name", ["board_seats", "participants"])
def test_an_empty_template_says_nothing_not_even_that_there_are_none(folder, tmp_path, name):
    """It is refused in Danish and English, and the register stays as it was."""
    before = all_bytes(folder)
    with pytest.raises(EcosystemError, match=r"rummer kun skabelonens(?s:.*)holds only the help"):
        _import(name, _template(name, tmp_path / "mine.csv"), folder)

    assert all_bytes(folder) == before


@pytest.mark.parametrize("name", TABLES)
def test_the_examples_of_every_table_keep_its_promises(name):
    """A reader who copies them writes a sound table; every column of it is explained."""
    import pandas as pd

    table = TABLES[name]
    rows = pd.DataFrame(_filled(name), columns=list(table.columns), dtype="str")
    typed, faults = typed_frame(table, rows)
    with connect() as connection:
        faults += frame_faults(connection, table, typed)

    assert faults == []
    assert all(len(cell) > 10 for cell in template_rows(name)[0].values())


def test_columns_of_users_tables_are_told_in_danish():
    """A column without a Danish sentence is found here."""
    columns = {column for name in USERS for column in TEMPLATES[name].columns}

    assert columns == set(DANISH_HELP)


def test_a_survey_without_the_newer_columns_still_reads(folder, tmp_path):
    """Survey, day and position may be left out; with them, an answer is known by the same key."""
    old = "respondent_id,need_id,actor_id,importance,weight,is_first_time,source,checked\n"
    path = tmp_path / "need_answers.csv"
    path.write_text(f"{old}s1,finance,clean,4,,,mig,\n", encoding="utf-8")
    first = _import("need_answers", path, folder)
    path.write_text(
        "respondent_id;need_id;importance;survey_id;asked_on;position_id;source\n"
        "s1;finance;4;behov_2026;01.03.2026;energiteknologi;mig\n",
        encoding="utf-8",
    )
    second = _import("need_answers", path, folder)

    assert (first.added, second.updated, second.rejected) == (1, 1, [])
    row = rows_of(folder, "need_answers").iloc[0]
    assert tuple(row[["survey_id", "asked_on", "position_id", "actor_id"]]) == (
        "behov_2026",
        "2026-03-01",
        "energiteknologi",
        "clean",
    )
