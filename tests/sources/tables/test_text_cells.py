"""Text at the door of a register: what is cleaned and told, what is refused and where."""

import csv
import shutil

import pytest

from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.errors import RegisterError
from ecosystem.model.tables import TABLES
from ecosystem.model.vocabulary import FaultLevel
from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.imports.table_file import read_table_file
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.rules.offers import read_rules_and_faults
from ecosystem.sources.tables.text_cells import MAY_HOLD_TELEPHONE, TELEPHONE_IS_TOLD, verdicts

TEXT = sorted(
    {
        (table.name, use.column)
        for table in TABLES.values()
        for use in table.uses
        if COLUMNS[use.column].kind is Kind.TEXT and COLUMNS[use.column].pattern is None
    }
)


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped register whose seal is kept."""
    return shutil.copytree(shipped_folder(), tmp_path / "register")


def write(folder, table, line, **cells):
    """Write cells into a line of a table of a folder."""
    path = folder / "register" / f"{table}.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    for column, cell in cells.items():
        if column not in rows[0]:
            rows = [[*row, column if place == 0 else ""] for place, row in enumerate(rows)]
        rows[line - 1][rows[0].index(column)] = cell
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def test_a_soft_line_break_is_told_and_read_as_a_blank(folder):
    """A vertical tab of Word or Excel in a name: nothing behind the door meets it."""
    write(folder, "strength_positions", 3, name_da="Energi\x0bteknologi")
    write(folder, "actors", 5, name="Klynge\u2028Æ\u200b")

    inspection = inspect_register(folder)
    register = read_register(folder)

    assert inspection.is_usable
    assert [(f.table, f.row, f.column, f.level) for f in inspection.faults] == [
        ("strength_positions", 3, "name_da", FaultLevel.WARNING),
        ("actors", 5, "name", FaultLevel.WARNING),
    ]
    assert "U+000B as a blank" in inspection.faults[0].problem
    assert "U+2028 as a blank, U+200B as nothing" in inspection.faults[1].problem
    assert register.strength_positions["name_da"].iloc[1] == "Energi teknologi"
    assert register.actors.collect("pandas").to_native()["name"].iloc[3] == "Klynge Æ"


def test_every_kind_of_fault_of_a_text_is_told_with_its_place(folder):
    """All at once, with line, column and the character; personal data is not repeated."""
    write(folder, "needs", 2, name_en="A\x1bB")
    write(folder, "actors", 6, name="Klynge \u202eA", note="Spørg jens@firma.dk, 010203-1234")
    write(folder, "actors", 7, website="javascript:alert(1)//https://www.kl.dk")
    write(folder, "offers", 8, url="javascript:alert(1)", name_da="Ring 20 12 34 56")
    write(folder, "offers", 9, next_step="Ring til kontoret på 20 12 34 56")

    faults = {(f.table, f.row, f.column): f for f in inspect_register(folder).faults}

    assert set(faults) == {
        ("needs", 2, "name_en"),
        ("actors", 6, "name"),
        ("actors", 6, "note"),
        ("actors", 7, "website"),
        ("offers", 8, "url"),
        ("offers", 8, "name_da"),
    }
    addresses = {("actors", 7, "website"), ("offers", 8, "url")}
    for place, fault in faults.items():
        assert fault.level is (FaultLevel.WARNING if place in addresses else FaultLevel.ERROR)
    assert "U+001B (character 2)" in faults["needs", 2, "name_en"].problem
    assert "U+202E (character 8)" in faults["actors", 6, "name"].problem
    assert "1234" not in str(faults["actors", 6, "note"])
    assert "address on the web" in faults["offers", 8, "url"].hint
    with pytest.raises(RegisterError, match=r"U\+001B"):
        read_register(folder)


@pytest.mark.parametrize(("table", "column"), TEXT)
def test_every_column_of_text_is_held_to_the_gate(table, column):
    """Of every table: characters, CPR number, e-mail; a telephone by what the column is for."""
    assert [verdict.level for verdict in verdicts(column, "A\x00B")] == [FaultLevel.ERROR]
    assert [verdict.level for verdict in verdicts(column, "A 010203-1234 B")] == [FaultLevel.ERROR]
    assert [verdict.level for verdict in verdicts(column, "A jens@firma.dk B")] == [
        FaultLevel.ERROR
    ]
    assert verdicts(column, "A kontakt@firma.dk, CVR 10103940, 2014-2020 B") == []
    levels = [verdict.level for verdict in verdicts(column, "A tlf. 20 12 34 56 B")]
    if column in MAY_HOLD_TELEPHONE:
        assert levels == []
    else:
        is_told = column in TELEPHONE_IS_TOLD
        assert levels == [FaultLevel.WARNING if is_told else FaultLevel.ERROR]


def test_a_cpr_number_in_a_key_is_a_fault(folder):
    """Keys stand in addresses and in names of files."""
    write(folder, "actors", 5, actor_id="jens_010203_1234")

    (fault,) = [f for f in inspect_register(folder).faults if f.column == "actor_id"][:1]

    assert (fault.table, fault.row, fault.value) == ("actors", 5, "jens_[…]")


def test_a_rule_file_is_held_to_the_gate(tmp_path):
    """Its texts stand on the same pages; what can be cleaned is read cleaned."""
    (tmp_path / "a.yaml").write_text(
        'offer_id: a\nsource: "se\\u001bher"\ntarget_group_da: Ring til jens@x.dk\n', "utf-8"
    )
    (tmp_path / "b.yaml").write_text(
        'offer_id: b\nsource: "https://x.dk"\nis_for_everybody: true\n'
        'target_group_da: "Al\\xadle\\u2028her"\ntarget_group_en: All\n',
        "utf-8",
    )

    rules, faults = read_rules_and_faults(tmp_path)

    assert {(f.table, f.row) for f in faults} == {("rules/a.yaml", 2), ("rules/a.yaml", 3)}
    assert rules["b"].target_group_da == "Alle\nher"


def test_an_import_cleans_and_tells(tmp_path):
    """What was cleaned is a note of the import, with the lines."""
    file = tmp_path / "actors.csv"
    file.write_text('actor_id,name,source\na,"A\x0bB",mig\nb,B,mig\nc,"C\u200b",mig\n', "utf-8")

    read = read_table_file(file)

    assert list(read.cells["name"]) == ["A B", "B", "C"]
    assert [note for note in read.notes if note.startswith("name:")] == [
        "name: 2 cell(s) cleaned of U+000B, U+200B, which no document can hold (line 2, 4)"
    ]
