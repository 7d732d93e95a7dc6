"""Rows for tables and files."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ecosystem.display.tables import as_text, to_xlsx

ABOUT = {"Kilde": "Danmarks erhvervsfremme", "Vist pr.": "23.11.2026"}


def written(rows, name="Aktører"):
    """The file made of one sheet, opened again."""
    return load_workbook(BytesIO(to_xlsx({name: rows}, ABOUT)))


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+45 12", "-1", "@sum"])
def test_a_text_that_begins_like_a_formula_stays_text(text):
    """Opening the file runs nothing."""
    cell = written([{"Navn": text}])["Aktører"]["A2"]

    assert cell.data_type == "s"
    assert cell.value == text
    assert cell.quotePrefix


def test_numbers_are_numbers_days_are_days_and_unknown_is_empty():
    """A Danish Excel can count with them and shows them its own way."""
    sheet = written([{"Antal": 1234567.5, "Dag": date(2026, 11, 4), "Note": None}])["Aktører"]

    assert sheet["A2"].value == 1234567.5
    assert sheet["B2"].value.date() == date(2026, 11, 4)
    assert sheet["B2"].number_format == "d.m.yyyy"
    assert sheet["C2"].value is None


def test_the_header_is_frozen_and_the_last_sheet_tells_of_the_numbers():
    """Whoever gets the file alone knows where it comes from."""
    book = written([{"Navn": "Ærø Å"}])

    assert book["Aktører"].freeze_panes == "A2"
    assert book["Aktører"]["A2"].value == "Ærø Å"
    assert book.sheetnames[-1] == "Om tallene"
    assert list(book["Om tallene"].values) == list(ABOUT.items())


@pytest.mark.parametrize("text", ["a\x00b", "x" * 40_000, "line\nline", "\x0b"])
def test_no_text_breaks_the_file(text):
    """Signs Excel does not know and endless cells are made harmless."""
    value = written([{"Navn": text}])["Aktører"]["A2"].value

    assert value is None or len(value) <= 32_767


def test_a_sheet_may_be_empty_or_oddly_named():
    """No rows and a name with signs Excel refuses still give a file."""
    book = written([], name="A/B: [c]?*" + "x" * 40)

    assert len(book.sheetnames[0]) <= 31


def test_cells_on_the_screen_are_written_in_the_readers_language():
    """Thousands apart, days as a Dane writes them, unknown as a dash, zero as zero."""
    rows = [{"a": 1234567.5, "b": date(2026, 11, 4), "c": None, "d": 0, "e": True}]

    assert as_text(rows, "da") == [
        {"a": "1.234.567,5", "b": "4.11.2026", "c": "–", "d": "0", "e": "ja"}
    ]
    assert as_text(rows, "en")[0]["b"] == "4/11/2026"
