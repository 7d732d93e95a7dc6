"""Importing one of our own tables as a user saved it."""

import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ecosystem.model.errors import EcosystemError, UnknownIdError, UnreadableFileError
from ecosystem.sources.imports.importing import import_files
from ecosystem.sources.imports.table_file import read_table_file
from ecosystem.sources.matching.import_records import ImportReport
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.seals import seal
from tests.sources.import_builders import BROKEN, a_folder, all_bytes, rows_of

DAY = date(2026, 3, 1)
WRITTEN = datetime(2001, 2, 3)  # noqa: DTZ001  # as a workbook gives it
HOSTILE = "</script><img src=x onerror=alert(1)> href"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small register, sealed."""
    folder = a_folder(tmp_path_factory.mktemp("small") / "register")
    seal(folder, DAY, "small")
    return folder


@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    """A small register of one's own."""
    shutil.copytree(small, tmp_path / "register")
    return tmp_path / "register"


def _file(tmp_path: Path, text: str, name: str = "actors.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def _sheet(tmp_path: Path, rows: list[list[Any]], name: str = "actors.xlsx") -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / name)
    return tmp_path / name


def _import(folder: Path, *files: Path, **more: Any) -> ImportReport:
    return import_files("table", files, folder, on=DAY, **more)


def _cells(path: Path, name: str | None = None) -> list[dict[str, str]]:
    return read_table_file(path, name).cells.to_dict("records")


# --- how the file is written ----------------------------------------------------------------

PLAIN = (
    "actor_id,name,kind,employees,founded,source\nlunde,Lunde ApS på Ærø,firm,12.5,2001-02-03,mig\n"
)
DANISH = (
    "actor_id;name;kind;employees;founded;source\r\n"
    "lunde;Lunde ApS på Ærø;firm;12,5;03.02.2001;mig\r\n"
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (PLAIN, "utf-8"),
        (PLAIN, "utf-8-sig"),
        (PLAIN, "cp1252"),
        (PLAIN.replace(",", "\t"), "utf-8"),
        (PLAIN, "utf-16"),
        (DANISH, "utf-8"),
        (DANISH, "utf-8-sig"),
        (DANISH, "cp1252"),
        (DANISH.replace("\r\n", "\r"), "utf-8"),
    ],
)
def test_the_same_table_in_many_forms_is_read_alike(tmp_path: Path, text: str, encoding: str):
    """Comma, semicolon or tab; UTF-8, its mark, UTF-16 or Windows-1252; Danish or ISO."""
    assert _cells(_file(tmp_path, text, encoding=encoding)) == [
        {
            "actor_id": "lunde",
            "name": "Lunde ApS på Ærø",
            "kind": "firm",
            "employees": "12.5",
            "founded": "2001-02-03",
            "source": "mig",
        }
    ]


def test_a_sheet_is_read_like_a_file(tmp_path: Path):
    """Numbers, days and truth values of a workbook come out as the register writes them."""
    path = _sheet(
        tmp_path,
        [
            [
                "actor_id",
                "name",
                "municipality_code",
                "employees",
                "founded",
                "is_embedded",
                "source",
            ],
            ["lunde", "Lunde ApS", 851, 12.5, WRITTEN, True, "mig"],
            ["oester", "Øster", 101, 3, "04.11.2026", "nej", "mig", None, None],
            [None, None, None, None, None, None, None],
        ],
    )

    first, second = _cells(path)
    assert (first["municipality_code"], first["employees"]) == ("0851", "12.5")
    assert (first["founded"], first["is_embedded"]) == ("2001-02-03", "true")
    assert (second["founded"], second["is_embedded"], second["employees"]) == (
        "2026-11-04",
        "false",
        "3",
    )


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("1.234.567,5", "1234567.5"),
        ("1234567,5", "1234567.5"),
        ("-", "-"),
        ("", ""),
        ("omkring 5", "omkring 5"),
    ],
)
def test_a_decimal_comma_tells_that_points_part_thousands(tmp_path: Path, cell: str, read: str):
    """What is no number stays as it is, to be told as a fault with its own words."""
    text = f"actor_id;name;turnover_dkk;source\na;A;12,5;mig\nb;B;{cell};mig\n"

    assert _cells(_file(tmp_path, text))[1]["turnover_dkk"] == read


def test_one_point_in_a_danish_file_is_settled_by_the_range_or_asked_about(tmp_path: Path):
    """A latitude of 55.676 is no 55,676; a turnover of 15.414 may be either."""
    text = "site_id;actor_id;municipality_code;kind;latitude;source\ns;aau;0851;office;55.676;mig\n"
    assert _cells(_file(tmp_path, text, "sites.csv"))[0]["latitude"] == "55.676"

    text = "actor_id;name;turnover_dkk;source\na;A;15.414;mig\n"
    assert _cells(_file(tmp_path, text))[0]["turnover_dkk"] == "15.414?"


# --- which table, which columns -------------------------------------------------------------


def test_the_table_is_told_by_name_by_file_or_by_header(tmp_path: Path):
    """A name that is given wins, then the file's own, then the columns."""
    assert read_table_file(_file(tmp_path, PLAIN)).table.name == "actors"
    assert read_table_file(_file(tmp_path, PLAIN, "mine.csv"), "actors").table.name == "actors"
    header = "actor_id,year,funding_source,amount_dkk,source\n"
    assert read_table_file(_file(tmp_path, header, "mine.csv")).table.name == "finances"


def test_a_table_that_cannot_be_told_is_asked_for(tmp_path: Path):
    """The message names the tables there are."""
    with pytest.raises(EcosystemError, match="--table NAME"):
        read_table_file(_file(tmp_path, "a,b\n1,2\n", "mine.csv"))
    with pytest.raises(UnknownIdError, match="actors"):
        read_table_file(_file(tmp_path, PLAIN), "actor")


def test_all_faults_of_a_header_are_told_at_once(tmp_path: Path):
    """Missing, unknown and doubled columns, and the columns there should be."""
    path = _file(tmp_path, "actor_id,navn,kind,kind,source\nlunde,Lunde ApS,firm,firm,mig\n")

    with pytest.raises(EcosystemError) as refusal:
        read_table_file(path)

    for words in (
        "3 fault(s)",
        "column name is missing",
        "'navn' is not known",
        "'kind' stands twice",
    ):
        assert words in str(refusal.value)


def test_columns_that_are_not_given_are_not_recorded_and_told(folder: Path, tmp_path: Path):
    """A table without websites is imported, and the report says so."""
    report = _import(folder, _file(tmp_path, PLAIN))

    assert report.added == 1
    assert any("not in the file" in note and "website" in note for note in report.notes)


def test_a_table_without_source_gets_the_name_of_its_file(folder: Path, tmp_path: Path):
    """Each row names where it comes from; the report tells that it was filled in."""
    report = _import(folder, _file(tmp_path, "actor_id,name\nlunde,Lunde ApS\n"))

    assert rows_of(folder, "actors").set_index("actor_id").loc["lunde", "source"] == "actors.csv"
    assert any("no column source" in note for note in report.notes)


# --- rows -----------------------------------------------------------------------------------


def test_every_faulty_row_is_told_and_kept_out_and_the_rest_is_read(folder: Path, tmp_path: Path):
    """Each with its line: fields, form, range, closed list, key, reference, Christiansø."""
    path = _file(
        tmp_path,
        "actor_id,name,kind,municipality_code,employees,founded,parent_actor_id,source\n"
        "good,God ApS,firm,0851,5,,,mig\n"
        "many,Mange ApS,firm,0851,5,,,mig,x,y,z\n"
        "few,Få,firm\n"
        "Bad Id,Dårlig ApS,firm,0851,5,,,mig\n"
        "noname,,firm,0851,5,,,mig\n"
        "wizard,Troldmand,wizard,0851,5,,,mig\n"
        "minus,Minus ApS,firm,0851,-5,,,mig\n"
        "words,Ord ApS,firm,0851,fem,,,mig\n"
        "future,Fremtid ApS,firm,0851,5,20214-01-01,,mig\n"
        "nowhere,Ingensteds ApS,firm,0999,5,,,mig\n"
        "island,Ø ApS,firm,411,5,,,mig\n"
        "orphan,Forældreløs ApS,firm,0851,5,,nobody,mig\n"
        "good,Igen ApS,firm,0851,5,,,mig\n",
    )

    report = _import(folder, path)

    problem_of_row = {fault.row: fault.problem for fault in report.rejected}
    assert problem_of_row == {
        3: "the row has 3 field(s) too many",
        4: "the row has 5 field(s) too few",
        5: "not allowed here",
        6: "the cell is empty",
        7: "not allowed here",
        8: "not allowed here",
        9: "not a number with a decimal point",
        10: "not a date between 1100 and 2100",
        11: "not in municipalities",
        12: "Christiansø (0411) is no municipality",
        13: "not in actors",
        14: "the key stands twice",
    }
    assert (report.read, report.added) == (13, 1)
    assert "good" in set(rows_of(folder, "actors")["actor_id"])
    assert inspect_register(folder).is_usable


def test_two_actors_share_a_number_only_when_the_parent_is_named(folder: Path, tmp_path: Path):
    """An embedded unit names its parent; another actor with the number is kept out."""
    path = _file(
        tmp_path,
        "actor_id,name,cvr,parent_actor_id,is_embedded,source\n"
        "parent,Forælder ApS,90000004,,nej,mig\n"
        "unit,Enhed ApS,90000004,parent,ja,mig\n"
        "other,Anden ApS,90000004,,nej,mig\n",
    )

    report = _import(folder, path)

    assert {"parent", "unit"} <= set(rows_of(folder, "actors")["actor_id"])
    assert [(fault.row, fault.column) for fault in report.rejected] == [(4, "cvr")]


def test_the_row_of_a_fault_is_told_although_cells_hold_line_breaks(folder: Path, tmp_path: Path):
    """Rows and lines part company; the line that is told is that of the user's file."""
    path = _file(
        tmp_path,
        "project_id,title,lead_actor_id,source\n"
        '"p1","en\nto\ntre",aau,mig\n'
        '"p2","fire\nfem",nobody,mig\n'
        "p3,seks,aau,mig\n",
        "projects.csv",
    )

    report = _import(folder, path)

    assert [(fault.row, fault.column) for fault in report.rejected] == [(5, "lead_actor_id")]
    assert list(rows_of(folder, "projects")["project_id"]) == ["p1", "p3"]


def test_hostile_names_and_cells_that_begin_with_equals_are_text(folder: Path, tmp_path: Path):
    """They come out of the register as they went in."""
    path = _file(
        tmp_path, f'actor_id,name,kind,note,source\nlunde,{HOSTILE},association,"=1+1",mig\n'
    )

    _import(folder, path)

    actor = rows_of(folder, "actors").set_index("actor_id").loc["lunde"]
    assert (actor["name"], actor["note"]) == (HOSTILE, "=1+1")
    table_file = read_register(folder).actors.collect().to_pandas().set_index("actor_id")
    assert table_file.loc["lunde", "name"] == HOSTILE


def test_a_row_that_comes_updates_cells_and_takes_nothing_away(folder: Path, tmp_path: Path):
    """An empty cell says nothing; a second import changes nothing."""
    first = _file(
        tmp_path, "actor_id,name,kind,website,source\nlunde,Lunde ApS,firm,https://x.dk,mig\n"
    )
    _import(folder, first)
    second = _file(tmp_path, "actor_id,name,kind,website,source\nlunde,Lunde A/S,,,mig\n")

    report = _import(folder, second)
    again = _import(folder, second)

    assert (report.added, report.updated) == (0, 1)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 1)
    actor = rows_of(folder, "actors").set_index("actor_id").loc["lunde"]
    assert (actor["name"], actor["kind"], actor["website"]) == ("Lunde A/S", "firm", "https://x.dk")


def test_a_header_alone_records_that_there_are_none(folder: Path, tmp_path: Path):
    """An absent table is not recorded; one with a header and no rows is none."""
    assert "activities" not in read_register(folder).row_counts

    report = _import(
        folder, _file(tmp_path, "activity_id,actor_id,date,source\n", "activities.csv")
    )

    assert (report.read, report.tables["activities"]) == (0, 0)
    assert read_register(folder).row_counts["activities"] == 0


def test_two_tables_that_need_each_other_come_in_one_command(folder: Path, tmp_path: Path):
    """A site of an actor that comes in the same import is no stray."""
    sites = _file(
        tmp_path,
        "site_id,actor_id,municipality_code,kind,source\ns1,lunde,0851,office,mig\ns2,no,0851,office,mig\n",
        "sites.csv",
    )

    report = _import(folder, _file(tmp_path, PLAIN), sites)

    assert report.rows_added == {"actors": 1, "sites": 1}
    assert [(fault.row, fault.value) for fault in report.rejected] == [(3, "no")]


def test_a_dry_run_writes_nothing(folder: Path, tmp_path: Path):
    """The report is the same as that of the import."""
    before = all_bytes(folder)

    report = _import(folder, _file(tmp_path, PLAIN), dry_run=True)

    assert report.added == 1
    assert all_bytes(folder) == before


# --- workbooks ------------------------------------------------------------------------------


def test_a_formula_without_a_result_is_a_fault_and_is_not_evaluated(tmp_path: Path):
    """The row is kept out with line, column and formula; the others are read."""
    path = _sheet(
        tmp_path,
        [
            ["actor_id", "name", "employees", "source"],
            ["lunde", "Lunde ApS", "=1+1", "mig"],
            ["oester", "Øster", 3, "mig"],
        ],
    )

    table_file = read_table_file(path)

    assert [(f.row, f.column, f.value) for f in table_file.rejected] == [(2, "employees", "=1+1")]
    assert table_file.cells["actor_id"].tolist() == ["oester"]


def test_text_in_a_sheet_that_begins_with_equals_stays_text(tmp_path: Path):
    """Only a real formula is one."""
    book = openpyxl.Workbook()
    book.active.append(["actor_id", "name", "source"])
    book.active.append(["lunde", "x", "mig"])
    book.active["B2"].value = "=Lunde"
    book.active["B2"].data_type = "s"
    book.save(tmp_path / "actors.xlsx")

    assert _cells(tmp_path / "actors.xlsx")[0]["name"] == "=Lunde"


def test_the_sheet_named_as_the_table_is_read(tmp_path: Path):
    """Other sheets of the workbook are not; the note says which one was."""
    book = openpyxl.Workbook()
    book.active.append(["something", "else"])
    sheet = book.create_sheet("actors")
    sheet.append(["actor_id", "name", "source"])
    sheet.append(["lunde", "Lunde ApS", "mig"])
    book.save(tmp_path / "mine.xlsx")

    table_file = read_table_file(tmp_path / "mine.xlsx", "actors")

    assert table_file.cells["actor_id"].tolist() == ["lunde"]
    assert any("sheet actors was read" in note for note in table_file.notes)


def test_a_row_of_a_sheet_that_is_longer_than_the_header_is_kept_out(tmp_path: Path):
    """Three cells beyond the header."""
    path = _sheet(
        tmp_path,
        [
            ["actor_id", "name", "source"],
            ["lunde", "Lunde ApS", "mig", "x", "y", "z"],
            ["a", "A", "mig"],
        ],
    )

    assert [f.problem for f in read_table_file(path).rejected] == [
        "the row has 3 field(s) too many"
    ]


def test_what_only_looks_like_a_workbook_is_refused(tmp_path: Path):
    """A renamed text file, another archive, a cut-off file, an empty one."""
    good = _sheet(
        tmp_path, [["actor_id", "name", "source"], ["lunde", "Lunde ApS", "mig"]]
    ).read_bytes()
    cases = {"text.xlsx": b"actor_id,name\n", "cut.xlsx": good[: len(good) // 2], "empty.xlsx": b""}
    for name, data in cases.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(UnreadableFileError):
            read_table_file(tmp_path / name, "actors")
    with pytest.raises(UnreadableFileError, match="no workbook"):
        read_table_file(BROKEN / "archive.csv", "actors")


def test_a_workbook_that_unpacks_to_hundreds_of_megabytes_is_refused_unread(tmp_path: Path):
    """A small file can hold a great deal of nothing."""
    path = tmp_path / "actors.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(210):
                part.write(b" " * 1_000_000)

    with pytest.raises(UnreadableFileError, match="unpacks to 210 MB"):
        read_table_file(path)


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path):
    """The message says how large a file may be."""
    path = tmp_path / "actors.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    with pytest.raises(UnreadableFileError, match="has 200 MB; at most 64 MB"):
        read_table_file(path)
