"""From a postcode, however it is written, to a municipality."""

import pytest

from ecosystem.model.errors import UnreadableFileError
from ecosystem.sources.matching.postcodes import municipality_of, read_postcodes


def test_the_shipped_table_knows_every_postcode():
    """1,159 postcodes, each in one of the 98 municipalities."""
    postcodes = read_postcodes()

    assert len(postcodes) == 1159
    assert len(set(postcodes.values())) == 98
    assert postcodes["7800"] == "0779"


@pytest.mark.parametrize("cell", ["7800", 7800, " 7800 ", "DK-7800", "dk 7800"])
def test_a_postcode_is_read_however_it_is_written(cell):
    """Registers write the country before it, or drop a leading zero."""
    assert municipality_of(cell, {"7800": "0779"}) == "0779"


def test_a_postcode_nobody_knows_has_no_municipality():
    """Not recorded is not the same as abroad."""
    assert municipality_of("9999", {"7800": "0779"}) is None


@pytest.mark.parametrize(
    ("content", "words"),
    [("postcode,name\n7800,Skive\n", "lacks municipality_code"), ("", "lacks postcode")],
)
def test_a_table_without_its_columns_is_refused(tmp_path, content, words):
    """The message says which column is missing."""
    file = tmp_path / "postcodes.csv"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(UnreadableFileError, match=words):
        read_postcodes(file)


def test_a_table_that_is_not_text_is_refused(tmp_path):
    """A spreadsheet with the wrong ending is told as such."""
    file = tmp_path / "postcodes.csv"
    file.write_bytes(b"PK\x03\x04\xff\xfe\x00\x9d")

    with pytest.raises(UnreadableFileError, match="not a table in UTF-8"):
        read_postcodes(file)
