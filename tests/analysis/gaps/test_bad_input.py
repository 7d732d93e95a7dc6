"""Whatever a register lacks, gaps, matrix and needs answer in sentences and claim no more.

Each table is taken away in turn, each column that may be empty is emptied, and the day is set
before and after every date. What cannot be answered is refused in words, never by a traceback.
"""

import json
import random
from datetime import date

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.gaps import gap_context_on_day, search_of
from ecosystem.briefings.gaps.axes import MatrixQuestion
from ecosystem.briefings.gaps.brief import brief_search
from ecosystem.briefings.gaps.matrix import brief_matrix
from ecosystem.briefings.gaps.matrix_records import CellState
from ecosystem.briefings.needs import brief_needs
from ecosystem.cli.output import plain
from ecosystem.display.gaps.matrix import matrix_finding
from ecosystem.display.gaps.text import gap_document, gap_lines
from ecosystem.display.needs_text import needs_document, needs_lines
from ecosystem.model.errors import EcosystemError
from ecosystem.model.gaps import GapThresholds
from ecosystem.model.tables import TABLES
from ecosystem.model.vocabulary import ClosingKind
from ecosystem.sources.register.reading import read_register
from tests.analysis.gaps.plain import COLUMNS, DAY, WAYS, plant, whole_register

ON = date.fromisoformat(DAY)
ALWAYS = {"actor_positions", "actors", "municipalities", "offers", "sites", "strength_positions"}
TABLES_IN_TURN = [
    table if table in ALWAYS else pytest.param(table, marks=pytest.mark.slow)
    for table in sorted(COLUMNS)
]
"""Tables that every rule asks for in every run, all of them for ``make check-all``."""


def a_register_with_gaps(seed):
    """A register in which a gap of two kinds is planted, some rows never checked."""
    rng = random.Random(seed)
    made = whole_register(rng, firms_each=6)
    for kind in rng.sample(sorted(WAYS), 2):
        plant(made, kind, rng)
    for rows in made.tables.values():
        for row in rows:
            row["checked"] = rng.choice([row["checked"], ""])
    return made


def answers(register, on):
    """What every face tells of gaps, matrix and needs; what is refused is told in its words."""
    texts = []
    try:
        search = search_of(gap_context_on_day(OnDay(register, on), GapThresholds()))
        briefing = brief_search(search, search.context.positions[0])
        texts += [text for language in ("da", "en") for text in gap_lines(briefing, language)]
        texts.append(json.dumps(plain(gap_document(briefing))))
        for axes in ({}, {"columns": "kind"}, {"columns": "municipality", "shown": "per_1000"}):
            matrix = brief_matrix(search, MatrixQuestion(**axes))
            texts += [matrix_finding(matrix, language) for language in ("da", "en")]
        needs = brief_needs(register, on, search.context.positions[0], day=search.context.day)
        texts += [text for language in ("da", "en") for text in needs_lines(needs, language)]
        texts.append(json.dumps(plain(needs_document(needs))))
    except EcosystemError as error:
        texts.append(str(error))
    return texts


@pytest.mark.parametrize("table", TABLES_IN_TURN)
def test_a_table_that_is_not_there_leaves_sentences(table, tmp_path):
    """A folder without the file: every face still answers, or says what is not recorded."""
    made = a_register_with_gaps(5)
    made.tables.pop(table, None)

    texts = answers(read_register(made.write(tmp_path / "r")), ON)

    assert texts


def may_be_empty(table):
    """The columns of a table that may be empty."""
    return [use.column for use in TABLES[table].uses if not use.is_required]


def answers_without(columns, table, folder):
    """What every face tells when the cells of some columns of a table are emptied."""
    made = a_register_with_gaps(6)
    for row in made.tables.get(table, []):
        row.update(dict.fromkeys(columns, ""))
    try:
        return answers(read_register(made.write(folder)), ON)
    except EcosystemError as error:  # refused at the door, in words
        return [str(error)]


@pytest.mark.parametrize("table", TABLES_IN_TURN)
def test_columns_that_are_empty_leave_sentences(table, tmp_path):
    """All columns of a table that may be empty are emptied at once."""
    assert answers_without(may_be_empty(table), table, tmp_path / "r")


@pytest.mark.slow
@pytest.mark.parametrize(("table", "column"), [(t, c) for t in COLUMNS for c in may_be_empty(t)])
def test_a_column_that_is_empty_leaves_sentences(table, column, tmp_path):
    """Each column that may be empty is emptied in turn."""
    assert answers_without([column], table, tmp_path / "r")


@pytest.mark.parametrize("on", [date(1990, 1, 1), date(2021, 1, 1), date(2060, 1, 1)])
def test_a_day_before_or_after_every_date_leaves_sentences(on, tmp_path):
    """Nobody is there yet, or everything is long ago."""
    made = a_register_with_gaps(7)

    assert answers(read_register(made.write(tmp_path / "r")), on)


# --- nothing is claimed where the table behind it is absent --------------------------------

ADVICE = {
    "offers": {ClosingKind.EXTEND_AREA, ClosingKind.GO_ONLINE, ClosingKind.OPEN_CRITERION},
    "sites": {ClosingKind.ADD_STAFFED_DAY},
    "links": {ClosingKind.INTRODUCE},
    "board_seats": set(),
    "participations": set(),
    "activities": set(),
}
"""Steps that cannot be named without a table."""


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in (1, 2))])
@pytest.mark.parametrize("table", sorted(ADVICE))
def test_taking_a_table_away_takes_its_percentages_and_its_advice_away(table, seed, tmp_path):
    """What rests on it is not known: no share, no count of zero, no step."""
    made = a_register_with_gaps(seed)
    made.tables.pop(table, None)
    register = read_register(made.write(tmp_path / "r"))
    search = search_of(gap_context_on_day(OnDay(register, ON), GapThresholds()))
    gaps = [
        gap for position in search.context.positions for gap in brief_search(search, position).gaps
    ]
    behind = [gap for gap in gaps if any(rows.table == table for rows in gap.evidence)]
    cells = [
        cell
        for row in brief_matrix(search, MatrixQuestion()).cells.values()
        for cell in row.values()
    ]
    needs = brief_needs(register, ON, search.context.positions[0], day=search.context.day)

    assert {gap.confidence.value for gap in behind} <= {"not_recorded"}
    assert not [gap for gap in behind if gap.closing_steps]
    assert not {s.step.kind for gap in gaps for s in gap.closing_steps} & ADVICE[table]
    if table == "offers":
        assert {(cell.state, cell.known) for cell in cells} == {(CellState.NO_DATA, None)}
        assert {need.served for need in needs.needs} == {None}
    if table in {"participations", "links"}:
        shares = [r for gap in gaps for r in gap.remarks if r.key == "gap.remark.tied"]
        assert shares == []
    if table == "participations":
        assert "reach" not in {gap.kind.value for gap in gaps}


def test_a_folder_of_actors_and_offers_alone_is_told_what_is_missing(tmp_path):
    """Not a crash: the table that the question needs, by its name."""
    made = a_register_with_gaps(8)
    made.tables = {name: made.tables[name] for name in ("actors", "offers")}
    for row in made.tables["actors"]:
        row["municipality_code"] = ""
    for row in made.tables["offers"]:
        row.update(position_ids="", area="national")

    (message,) = answers(read_register(made.write(tmp_path / "r")), ON)

    assert "strength_positions" in message
