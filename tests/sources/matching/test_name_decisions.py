"""What people decided about names stands in a file that they open in a spreadsheet."""

import csv

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.sources.matching.name_decisions import (
    FILE,
    DecidedName,
    Decision,
    decisions_text,
    read_decisions,
)

NAMES = ["=HYPERLINK(1)", "@SUM(A1)", "+45 Lab", "-x", "'t Hart", "Nordby A/S", "Ærø"]


def test_a_name_is_no_formula_in_the_file_and_comes_back_as_it_was(tmp_path):
    """A spreadsheet runs nothing, and the next import knows the name again."""
    rows = [DecidedName(name, f"a{n}", Decision.SAME, name) for n, name in enumerate(NAMES)]
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(decisions_text(rows), encoding="utf-8")

    with (tmp_path / FILE).open(encoding="utf-8", newline="") as lines:
        cells = [cell for line in csv.reader(lines) for cell in line]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert {(row.name, row.actor_name) for row in read_decisions(tmp_path)} == {
        (name, name) for name in NAMES
    }


@given(st.text(min_size=1).filter(lambda text: not text.startswith("'")))
def test_what_a_cell_was_is_found_again(text):
    """Whatever it was."""
    from ecosystem.model.text import bare_cell, inert_cell

    assert bare_cell(inert_cell(text)) == text
