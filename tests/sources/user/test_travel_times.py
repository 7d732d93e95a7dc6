"""A user's own travel times: what can be read, and what is told of what cannot."""

import pytest

from ecosystem.model.errors import RegisterError, UnreadableFileError
from ecosystem.sources.user.travel_times import read_travel_times

HEADER = "origin_code,destination_code,minutes\n"


def table(tmp_path, text):
    """A file of travel times."""
    path = tmp_path / "times.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_times_are_read_with_commas_and_with_semicolons(tmp_path):
    """A Danish spreadsheet writes 751;101;92,5; a code gets its leading zero back."""
    plain = read_travel_times(table(tmp_path, f"{HEADER}0751,0101,92.5\n"))
    danish = read_travel_times(table(tmp_path, f"{HEADER.replace(',', ';')}751;101;92,5\n"))

    assert plain.to_dict("list") == danish.to_dict("list")
    assert plain["minutes"].tolist() == [92.5]


def test_every_cell_that_cannot_be_is_told_at_once(tmp_path):
    """Below zero, no number, no code: each with its line and column, as faults of travel times."""
    rows = "0751,0101,-3\n0751,0101,nan\n0751,Aarhus,0\n0751,0851,0\n"

    with pytest.raises(RegisterError) as refused:
        read_travel_times(table(tmp_path, HEADER + rows))

    cells = [(fault.row, fault.column) for fault in refused.value.faults]
    assert cells == [(2, "minutes"), (3, "minutes"), (4, "destination_code")]
    assert "cannot be read as travel times: 3 fault(s)" in str(refused.value)
    assert "validate" not in str(refused.value)


@pytest.mark.parametrize("text", ["from,to,minutes\n", "", "\n", "\ufeff"])
def test_a_file_without_the_columns_is_told_what_the_header_is(tmp_path, text):
    """The header is named, also where nothing stands in the file."""
    with pytest.raises(UnreadableFileError, match="origin_code,destination_code,minutes"):
        read_travel_times(table(tmp_path, text))
