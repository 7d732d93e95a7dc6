"""Official statistics as a user saved them: codes or texts, BULK or CSV, suppressed cells."""

from datetime import date

import pytest

from ecosystem.model.errors import UnreadableFileError
from ecosystem.sources.imports.importing import import_files
from ecosystem.sources.imports.statbank import read_statbank

GF12 = """\ufeffKOMK;BRANCHEDB0710TIL127;TID;INDHOLD
000;TOT;2023;300000
101;TOT;2023;60000
101;26001;2023;120
101;27001;2023;..
411;TOT;2023;3
851;26001;2023;
851;2;2023;900
851;TOT;2023;0
"""
ERHV2 = """\ufeffOMRÅDE;BRANCHEDB0710;TAL;TID;INDHOLD
851;TOT;ARBSTED;2023;9000
851;TOT;ANSATTE;2023;110000
084;TOT;ARBSTED;2023;99
"""


def saved(tmp_path, text, name="fil.csv", encoding="utf-8"):
    """A file as it was saved."""
    path = tmp_path / name
    path.write_text(text, encoding=encoding)
    return path


def rows_of(file, *columns):
    """Cells of the given columns, row by row."""
    return [tuple(row) for row in file.cells[list(columns)].itertuples(index=False)]


def test_firms_by_municipality_and_industry_are_read(tmp_path):
    """Codes get their leading zero; suppressed is empty and zero is zero."""
    file = read_statbank(saved(tmp_path, GF12))

    assert rows_of(file, "municipality_code", "industry_code", "firms") == [
        ("0101", "TOT", "60000"),
        ("0101", "26001", "120"),
        ("0101", "27001", ""),
        ("0851", "26001", ""),
        ("0851", "TOT", "0"),
        ("0851", "27001", "0"),
    ]
    assert set(file.cells["industry_scheme"]) == {"DB07"}
    assert file.read == 8


def test_an_industry_that_bulk_leaves_out_is_zero(tmp_path):
    """Where the place's total stands; of a place without one nothing is known, and it is told."""
    file = read_statbank(saved(tmp_path, GF12 + "751;26001;2023;7\n"))
    cells = file.cells.set_index(["municipality_code", "industry_code"])["firms"]

    assert cells["0851", "27001"] == "0"
    assert ("0751", "27001") not in cells.index
    assert "1 figure(s) that the file leaves out are 0, as StatBank's BULK means." in file.notes


def test_what_is_left_out_is_told(tmp_path):
    """The country, Christiansø, and groups too coarse to split."""
    notes = " ".join(read_statbank(saved(tmp_path, GF12)).notes)

    assert "2 row(s) left out: country, region or no municipality" in notes
    assert "1 row(s) left out: a group of industries too coarse" in notes


def test_workplaces_and_jobs_of_one_place_stand_in_one_row(tmp_path):
    """ERHV2 has a row for each measure; jobs are heads in November, and the note says so."""
    file = read_statbank(saved(tmp_path, ERHV2))

    assert rows_of(file, "workplaces", "jobs_fte") == [("9000", "110000")]
    assert "ikke omregnet til fuldtid" in file.cells["note"].iloc[0]


def test_texts_are_read_like_codes(tmp_path):
    """A file saved with texts, commas and another encoding is the same table."""
    text = (
        "OMRÅDE,BRANCHE (DB07 10-grp.),TAL,TID,INDHOLD\n"
        "Århus,I alt,Arbejdssteder,2023,20000\n"
        "Høje-Taastrup,TOT Total,Ansatte,2023,30000\n"
    )
    file = read_statbank(
        saved(tmp_path, text.replace("Arbejdssteder", "ARBSTED"), encoding="cp1252")
    )

    assert rows_of(file, "municipality_code", "workplaces", "jobs_fte") == [
        ("0751", "20000", ""),
        ("0169", "", "30000"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("OMRÅDE;KØN;ALDER;TID;INDHOLD\n101;TOT;TOT;2023;1\n", "is not StatBank's GF12 or ERHV2"),
        ("OMRÅDE;BRANCHEDB0710;TID;INDHOLD\n101;TOT;2023;1\n", "column TAL is missing"),
        ("KOMK;BRANCHE;FORM;TID;INDHOLD\n101;TOT;A;2023;1\n101;TOT;B;2023;2\n", "split by 'FORM'"),
    ],
)
def test_another_table_is_refused(tmp_path, text, words):
    """Population, a table without its measure, a table split by one thing more."""
    with pytest.raises(UnreadableFileError, match=words):
        read_statbank(saved(tmp_path, text))


@pytest.mark.parametrize(
    "cells", ["101;TOT;2023;-5", "101;TOT;2023;x", "101;TOT;2023K1;5", "101;TOT"]
)
def test_a_row_that_cannot_be_is_kept_out(tmp_path, cells):
    """Negative, no number, a quarter, cut off; the rest is read."""
    text = f"KOMK;BRANCHEDB0710TIL127;TID;INDHOLD\n{cells}\n851;TOT;2023;5\n"
    file = read_statbank(saved(tmp_path, text))

    assert [rejection.row for rejection in file.rejected] == [2]
    assert len(file.cells) == 1


def test_a_second_import_adds_nothing(tmp_path):
    """The same file twice leaves the register as it was."""
    path = saved(tmp_path, GF12)
    into = tmp_path / "register"

    first = import_files("statbank", [path], into, on=date(2026, 3, 1))
    second = import_files("statbank", [path], into, on=date(2026, 3, 1))

    assert first.source == "statbank"
    assert (first.added, first.updated) == (6, 0)
    assert (second.added, second.updated, second.unchanged) == (0, 0, 6)
    assert first.tables["firm_statistics"] == 6
