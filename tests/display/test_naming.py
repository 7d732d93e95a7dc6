"""A superlative names all that share it, and none that does not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.briefings.coverage.brief import brief_coverage
from ecosystem.briefings.gaps.axes import MatrixQuestion
from ecosystem.briefings.gaps.matrix_records import CellState, MatrixBriefing, MatrixCell
from ecosystem.briefings.gaps.position_gaps import brief_position_gaps
from ecosystem.display.documents.outline import method_lines
from ecosystem.display.gaps.matrix import matrix_finding
from ecosystem.display.maps import finding
from ecosystem.display.naming import MAX_NAMES, name_all
from ecosystem.sources.register.reading import read_register

ON = date(2026, 11, 23)
REGISTER = read_register()


@pytest.fixture(scope="module")
def briefing():
    """How one position of the shipped register is covered."""
    return brief_coverage(REGISTER, "robot_drone", ON)


def with_figures(briefing, column, figures):
    """The same municipalities with figures of our own, the first ones first."""
    rows = [
        municipality.model_copy(update={column: figures[place] if place < len(figures) else 0.0})
        for place, municipality in enumerate(briefing.municipalities)
    ]
    return briefing.model_copy(update={"municipalities": tuple(rows), "firms": sum(figures)})


def a_matrix(values, limit=3):
    """Needs by hubs with so many actors in each cell."""
    rows = {f"need{n}": (f"Behov {n}", f"Need {n}") for n in range(len(values))}
    cells = {
        row: {
            "hub": MatrixCell(
                actors=(),
                value=value,
                state=CellState.ZERO
                if value == 0
                else CellState.UNDER
                if value < limit
                else CellState.ENOUGH,
                firms=None,
                without=(),
                known=1.0,
                confidence=None,
            )
        }
        for row, value in zip(rows, values, strict=True)
    }
    return MatrixBriefing(
        question=MatrixQuestion(rows="need", columns="hub", limit=limit),
        on=ON,
        rows=rows,
        columns={"hub": ("Huset", "The hub")},
        cells=cells,
        left_out=0,
        without_rate=(),
        has_needs=True,
        has_offers=True,
        has_firms=True,
    )


@given(st.lists(st.sampled_from(["Læsø", "Samsø", "Ærø", "Fanø"]), min_size=1, max_size=30))
def test_every_name_is_written_or_counted(names):
    """Whoever shares a place is named, or is one of those that are counted."""
    text = name_all(names)
    parts = [name for part in text.split(", ") for name in part.split(" og ")]
    more = [name for name in parts if name.endswith("flere")]

    assert len(parts) - len(more) + sum(int(name.split()[0]) for name in more) == len(names)
    assert len(parts) <= MAX_NAMES + 1
    assert "og 1 flere" not in text


@pytest.mark.parametrize("column", ["firms", "nearest_km"])
@pytest.mark.parametrize("sharing", [1, 2, 3, 9])
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_map_names_every_municipality_that_has_most(briefing, column, sharing, language):
    """Two that are equal are both named; of nine the first, and how many more there are."""
    changed = with_figures(briefing, column, [7.0] * sharing + [2.0, 1.0])
    first = [place.name for place in changed.municipalities[:sharing]]
    next_one = changed.municipalities[sharing].name

    text = finding(changed, language, column)

    assert name_all(first, language) in text
    assert next_one not in text.split(":")[0]


def test_the_map_says_that_no_way_is_long_where_an_office_is_everywhere(briefing):
    """Nobody is farthest from an office when all have one."""
    assert (
        finding(with_figures(briefing, "nearest_km", []), "da", "nearest_km")
        == "Der er et kontor i alle de kommuner, vi kender vejen fra."
    )


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        ([5, 1, 2], "Færrest aktører: Behov 1 × Huset (1)."),
        ([1, 5, 1], "Færrest aktører: Behov 0 × Huset og Behov 2 × Huset (1)."),
        ([0, 1, 0, 0], "Ingen aktører: Behov 0 × Huset, Behov 2 × Huset og Behov 3 × Huset."),
        ([0, 0, 0, 0, 5], "Ingen aktører: Behov 0 × Huset, Behov 1 × Huset og 2 flere."),
    ],
)
def test_the_matrix_names_every_cell_that_has_fewest(values, cells):
    """Cells that are equal are named alike; of many the first, and how many more there are."""
    assert matrix_finding(a_matrix(values), "da").startswith(cells)


def test_every_table_that_is_filled_least_is_named():
    """Two tables of which half the cells are filled are both the least filled."""
    brief = brief_position_gaps(REGISTER, on=ON, position_id="turisme")
    equal = {"offers": 0.5, "sites": 0.5, "links": 0.9, "activities": None}
    lines = method_lines(brief.model_copy(update={"completeness": equal}), "da")

    assert "Mindst udfyldt bag hullerne: tilbud og adresser, 50 % af felterne." in lines
