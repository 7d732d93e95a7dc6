"""Each rule of a column finds the cell that was planted against it, and says what it allows."""

import csv

import pytest

from ecosystem.model.tables import TABLES
from ecosystem.sources.tables.column_rules import MAX_FAULTS_PER_CHECK, frame_faults
from ecosystem.sources.tables.engine import connect
from ecosystem.sources.tables.small_tables import read_small_table

NEED = {
    "need_id": "finance",
    "name_da": "Kapital",
    "name_en": "Capital",
    "rank": "1",
    "source": "test",
    "band": "medium",
}
TOWN = {
    "municipality_code": "0101",
    "name": "København",
    "hub_id": "hus",
    "latitude": "55.6",
    "longitude": "12.5",
    "source": "test",
}


def faults_of(folder, table, rows):
    """Faults of a small table with these rows, as lines of text."""
    path = folder / f"{table}.csv"
    names = TABLES[table].columns
    cells = [[row.get(name, "") for name in names] for row in rows]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([names, *cells])
    frame, faults = read_small_table(TABLES[table], path)
    assert faults == []
    return [str(fault) for fault in frame_faults(connect(), TABLES[table], frame)]


@pytest.mark.parametrize(
    ("table", "row", "fault"),
    [
        ("needs", NEED | {"name_da": ""}, "needs, line 2, name_da: the cell is empty. Fill it in."),
        (
            "needs",
            NEED | {"rank": "0"},
            "needs, line 2, rank: not allowed here ('0'). Place in the published order of needs. "
            "Allowed: at least 1 and at most 99.",
        ),
        (
            "needs",
            NEED | {"band": "top"},
            "needs, line 2, band: not allowed here ('top'). Allowed: most_important, medium, "
            "least_important.",
        ),
        (
            "municipalities",
            TOWN | {"municipality_code": "101"},
            "municipalities, line 2, municipality_code: not allowed here ('101'). Municipality "
            "codes have four digits, such as 0101.",
        ),
        (
            "municipalities",
            TOWN | {"latitude": "12.5"},
            "municipalities, line 2, latitude: not allowed here ('12.5'). Latitude, WGS 84. "
            "Allowed: at least 54.4 and at most 58.",
        ),
        (
            "needs",
            NEED | {"name_da": "skriv til jens@x.dk"},
            "needs, line 2, name_da: the cell holds a person's e-mail address (character 11) "
            "('skriv til […]'). Remove it, or write the mailbox of the office, such as kontakt@ "
            "or info@.",
        ),
    ],
)
def test_a_planted_fault_is_told_in_the_same_words_as_ever(tmp_path, table, row, fault):
    """Line, column, cell, what is allowed, and what to do."""
    assert faults_of(tmp_path, table, [row]) == [fault]


def test_a_key_on_two_rows_is_told_on_the_later(tmp_path):
    """The first row with a key is right, and each further one is told."""
    rows = [NEED, NEED | {"need_id": "export"}, NEED, NEED]

    assert faults_of(tmp_path, "needs", rows) == [
        f"needs, line {line}, need_id: the key stands twice ('finance'). Keep one row for each "
        "key, or give one of the rows another key."
        for line in (4, 5)
    ]


def test_two_empty_keys_are_empty_cells_and_no_double(tmp_path):
    """What is not there cannot stand twice."""
    rows = [NEED | {"need_id": ""}, NEED | {"need_id": ""}]

    assert faults_of(tmp_path, "needs", rows) == [
        f"needs, line {line}, need_id: the cell is empty. Fill it in." for line in (2, 3)
    ]


def test_every_fault_of_a_small_table_is_told(tmp_path):
    """Only of a large table the rest is counted: a person mends a small one line by line."""
    rows = [NEED | {"need_id": f"n{n}", "band": "top"} for n in range(MAX_FAULTS_PER_CHECK + 5)]

    assert len(faults_of(tmp_path, "needs", rows)) == MAX_FAULTS_PER_CHECK + 5


def test_a_sound_table_has_no_fault(tmp_path):
    """The rows that the faults above are planted in are right."""
    assert faults_of(tmp_path, "needs", [NEED]) == []
    assert faults_of(tmp_path, "municipalities", [TOWN]) == []
