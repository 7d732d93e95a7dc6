"""The door to a register folder."""

import csv
import json
import shutil
from datetime import date

import pandas as pd
import pytest

from ecosystem.model.errors import EcosystemError, RegisterError, UnreadableFileError
from ecosystem.model.register import collect
from ecosystem.model.tables import TABLES
from ecosystem.sources.files.folders import shipped_folder, table_files
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.seals import clean_tables, is_sealed, seal

DAY = date(2026, 3, 1)
HUB = {"actor_id": "hub", "kind": "business_hub", "name": "Hub", "municipality_code": "0101"}
PLACES = [
    {"municipality_code": "0101", "name": "København", "hub_id": "hub", "valid_from": "2007-01-01"},
    {"municipality_code": "0751", "name": "Aarhus", "hub_id": "hub", "valid_from": "2007-01-01"},
]


OTHER = {"actors": "two", "municipalities": "0751"}
"""Another key than that of the first row."""


def write(folder, name, rows, *, without=()):
    """Write a table as a user's spreadsheet would, every promised column in the header."""
    names = [use.column for use in TABLES[name].uses if not use.is_optional]
    names += [key for row in rows for key in row if key not in names]
    names = [name for name in dict.fromkeys(names) if name not in without]
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names, extrasaction="ignore")
        writer.writeheader()
        writer.writerows({"source": "test", **row} for row in rows)


@pytest.fixture
def folder(tmp_path):
    """A sound register of one hub and two municipalities."""
    write(tmp_path, "municipalities", PLACES)
    write(tmp_path, "actors", [HUB])
    return tmp_path


def problems(folder):
    """Table, line, column and level of every fault of a folder."""
    return [(f.table, f.row, f.column, f.level.value) for f in inspect_register(folder).faults]


def test_a_sound_register_has_no_faults(folder):
    """What is written as promised is read as it stands."""
    register = read_register(folder)

    assert problems(folder) == []
    assert collect(register.actors)["name"].tolist() == ["Hub"]
    assert register.row_counts == {"municipalities": 2, "actors": 1}


def test_an_absent_table_is_not_recorded_and_an_empty_one_is_none(folder):
    """The two are told apart: nobody has looked, or there is nothing."""
    write(folder, "sites", [])
    register = read_register(folder)

    assert register.links is None
    assert len(register.sites) == 0


def test_all_faults_of_all_tables_are_told_at_once(folder):
    """A user mends a register in one go."""
    write(folder, "needs", [{"need_id": "x", "rank": "many", "band": "high", "name_da": "X"}])
    write(folder, "actors", [HUB, {**HUB, "cvr": "12", "founded": "20214-01-01"}])

    actor_faults = problems(folder)

    assert ("needs", 2, "rank", "error") in actor_faults
    assert ("needs", 2, "band", "error") in actor_faults
    assert ("needs", 2, "name_en", "error") in actor_faults
    assert ("actors", 3, "actor_id", "error") in actor_faults
    assert ("actors", 3, "cvr", "error") in actor_faults
    assert ("actors", 3, "founded", "error") in actor_faults
    assert len(actor_faults) == 6


@pytest.mark.parametrize("table", ["actors", "municipalities"])
def test_missing_and_unknown_columns_are_told(folder, table):
    """Large and small tables tell the same of their headers."""
    rows = [HUB] if table == "actors" else PLACES
    write(folder, table, [{**row, "colour": "red"} for row in rows], without=("name",))

    assert {(table, 1, "name", "error"), (table, 1, "colour", "error")} <= set(problems(folder))


@pytest.mark.parametrize("table", ["actors", "municipalities"])
def test_a_row_with_three_fields_too_many_is_told_by_its_line(folder, table):
    """The line in the message is the line in the file."""
    path = folder / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] += ",a,b,c"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert (table, 2) in [(f.table, f.row) for f in inspect_register(folder).faults]


@pytest.mark.parametrize("table", ["actors", "municipalities"])
def test_a_column_that_is_missing_is_told_once(folder, table):
    """Its cells are not told to be empty on every row as well."""
    write(folder, table, [HUB] if table == "actors" else PLACES, without=("name",))

    assert [f for f in problems(folder) if f[2] == "name"] == [(table, 1, "name", "error")]


@pytest.mark.parametrize("table", ["actors", "municipalities"])
def test_the_line_is_the_line_of_the_file_after_broken_rows_and_line_breaks(folder, table):
    """Empty lines, rows with fields too many and cells with a line break come before the fault."""
    write(folder, table, [HUB] if table == "actors" else PLACES[:1])
    path = folder / f"{table}.csv"
    header, first = path.read_text(encoding="utf-8").splitlines()
    key = first.split(",")[0]
    spread = first.replace("test", '"first\n\nsecond"').replace(key, OTHER[table], 1)
    wrong = first.replace(key, "WRONG ID!", 1)
    path.write_text("\n".join([header, first, "", first + ",a,b,c", spread, wrong, ""]), "utf-8")

    assert {(table, 4, None, "error"), (table, 8, table_key(table), "error")} <= set(
        problems(folder)
    )


def table_key(table):
    """The first column of a table's key."""
    return TABLES[table].key[0]


@pytest.mark.parametrize("table", ["actors", "municipalities"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("actor_id;kind;name;municipality_code\nhub;firm;Hub;0101\n", "parted by semicolons"),
        ("navn,by\nHub,København\n", "none of its columns"),
        ("<!DOCTYPE html><html>\n", "none of its columns"),
        ("hub,business_hub,Hub,,,\n", "none of its columns"),
    ],
)
def test_a_file_that_is_another_table_is_told_and_nothing_else_because_of_it(
    folder, table, content, words
):
    """One fault where the cause is, not one for every row that points to the table."""
    (folder / f"{table}.csv").write_text(content, encoding="utf-8")

    faults = [f for f in inspect_register(folder).faults if f.level.value == "error"]

    assert [(f.table, words in f.problem) for f in faults] == [(table, True)]


@pytest.mark.parametrize("table", ["actors", "municipalities"])
def test_a_column_without_a_name_is_told(folder, table):
    """A comma at the end of each line makes one; spreadsheets write such."""
    path = folder / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(f"{line}," for line in lines) + "\n", encoding="utf-8")

    assert [f.problem for f in inspect_register(folder).faults] == ["the column has no name"]


def test_a_folder_in_the_place_of_a_table_is_told(folder):
    """It is not as if the table were not recorded."""
    (folder / "needs.csv").mkdir()

    with pytest.raises(UnreadableFileError, match=r"needs\.csv is not a file"):
        inspect_register(folder)


@pytest.mark.parametrize("name", ["Needs.CSV", "needs.csv.gz", "need.csv", "needs.xlsx"])
def test_a_file_that_is_likely_a_table_and_is_not_read_is_told(folder, name):
    """A table under another name would else look as if nobody had recorded it."""
    (folder / name).write_bytes(b"x")
    (folder / "notes.txt").write_text("x", encoding="utf-8")

    faults = inspect_register(folder).faults

    assert [(f.table, f.value, f.level.value) for f in faults] == [("needs", name, "warning")]


def test_a_day_that_does_not_exist_is_told_as_such(folder):
    """The year is right and the day is not."""
    write(folder, "actors", [{**HUB, "founded": "2019-02-30"}])

    assert [f.problem for f in inspect_register(folder).faults] == ["a day that does not exist"]


def test_a_key_that_does_not_resolve_is_told(folder):
    """A municipality may not name a hub nobody has."""
    write(folder, "municipalities", [{**PLACES[0], "hub_id": "nobody"}])

    assert ("municipalities", 2, "hub_id", "error") in problems(folder)


def test_a_key_that_is_misspelt_is_told_with_the_nearest(folder):
    """What was likely meant stands in the hint."""
    actors = [HUB, {**HUB, "actor_id": "erhvervshus_fyn"}]
    write(folder, "actors", actors)
    write(folder, "municipalities", [{**PLACES[0], "hub_id": "ehrvervshus_fyn"}])

    hints = [f.hint for f in inspect_register(folder).faults]

    assert [hint.endswith("Nearest: erhvervshus_fyn.") for hint in hints] == [True]


def test_christiansoe_is_told_to_be_no_municipality(folder):
    """0411 stands in official files beside the 98."""
    write(folder, "actors", [HUB, {**HUB, "actor_id": "b", "municipality_code": "0411"}])

    fault = next(f for f in inspect_register(folder).faults if f.row == 3)

    assert "Christiansø" in fault.hint


def test_three_digits_are_told_to_want_their_zero(folder):
    """101 is the form of other registers."""
    write(folder, "actors", [{**HUB, "municipality_code": "101"}])

    hints = [f.hint for f in inspect_register(folder).faults if f.column == "municipality_code"]

    assert any("0101" in hint for hint in hints)


def test_a_municipality_that_did_not_exist_on_the_day_is_told(folder):
    """Codes are dated: today's municipalities began in 2007."""
    activity = {"activity_id": "a", "actor_id": "hub", "municipality_code": "0751"}
    write(folder, "activities", [{**activity, "date": "2006-12-31"}])
    assert ("activities", 2, "date", "error") in problems(folder)

    write(folder, "activities", [{**activity, "date": "2007-01-01"}])
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("table", "first", "last", "level"),
    [("sites", "valid_from", "valid_to", "error"), ("actors", "founded", "closed", "warning")],
)
def test_a_time_that_ended_before_the_municipality_began_is_told(folder, table, first, last, level):
    """A time that reaches into the municipality's own is no fault: codes are those of today."""
    site = {"site_id": "s", "actor_id": "hub", "kind": "office"}
    row = site if table == "sites" else {"actor_id": "b", "name": "B", "kind": "firm"}
    row["municipality_code"] = "0751"
    actors = [HUB] if table == "actors" else []
    write(folder, table, [*actors, {**row, first: "1990-01-01", last: "2006-12-31"}])
    actor_faults = (table, 2 + len(actors), "municipality_code", level)
    assert problems(folder) == [actor_faults]

    write(folder, table, [*actors, {**row, first: "1990-01-01", last: "2007-01-01"}])
    assert problems(folder) == []


def test_a_wrong_check_digit_is_a_warning(folder):
    """Registers hold such numbers; the row is used and the number is worth a look."""
    write(folder, "actors", [{**HUB, "cvr": "40084606"}])
    assert problems(folder) == []

    write(folder, "actors", [{**HUB, "cvr": "40084607"}])
    assert problems(folder) == [("actors", 2, "cvr", "warning")]
    assert read_register(folder).warnings[0].column == "cvr"


def test_two_actors_share_a_cvr_number_only_when_the_parent_is_named(folder):
    """An embedded network has its parent's number."""
    parent = {**HUB, "cvr": "40084606"}
    child = {**parent, "actor_id": "net", "kind": "cluster"}
    write(folder, "actors", [parent, child])
    assert ("actors", 3, "cvr", "error") in problems(folder)

    write(folder, "actors", [parent, {**child, "parent_actor_id": "hub", "is_embedded": "true"}])
    assert problems(folder) == []


def test_dates_in_the_wrong_order_are_told(folder):
    """A site cannot close before it opens; on the same day it can."""
    site = {"site_id": "s", "actor_id": "hub", "municipality_code": "0101", "kind": "office"}
    write(folder, "sites", [{**site, "valid_from": "2022-03-31", "valid_to": "2022-03-30"}])
    assert problems(folder) == [("sites", 2, "valid_to", "error")]

    write(folder, "sites", [{**site, "valid_from": "2022-03-31", "valid_to": "2022-03-31"}])
    assert problems(folder) == []


def test_an_offer_without_rules_is_told(folder):
    """An offer nobody can judge is not silently passed."""
    write(
        folder,
        "needs",
        [{"need_id": "n", "rank": 1, "band": "medium", "name_da": "N", "name_en": "N"}],
    )
    write(folder, "offers", [{"offer_id": "o", "kind": "scheme", "name_da": "O", "need_ids": "n"}])
    assert problems(folder) == [("offers", 2, "offer_id", "error")]

    (folder / "rules").mkdir()
    (folder / "rules" / "o.yaml").write_text("offer_id: o\nsource: test\n", encoding="utf-8")
    assert problems(folder) == []
    assert read_register(folder).catalogue["o"].need_ids == ("n",)


def test_rules_taken_from_a_sealed_folder_are_missed(folder):
    """The seal covers the tables; that every offer has rules is looked at each time."""
    test_an_offer_without_rules_is_told(folder)
    seal(folder, DAY)
    (folder / "rules" / "o.yaml").unlink()

    register = read_register(folder)

    assert "missing" in register.catalogue["o"].rules.problem
    assert [w.problem for w in register.warnings] == ["the offer has no rules"]


def test_a_broken_rule_file_stops_no_other_offer(folder):
    """The offer cannot be judged and says why; the rest of the register works."""
    test_an_offer_without_rules_is_told(folder)
    (folder / "rules" / "o.yaml").write_text("offer_id: o\nsource: [", encoding="utf-8")

    assert read_register(folder).catalogue["o"].rules.problem
    assert not inspect_register(folder).is_usable


@pytest.mark.parametrize("text", ["use_of_old: 3\n", "a: [b"])
def test_a_folder_of_an_earlier_version_is_read_with_the_shipped_weights(folder, text):
    """How suggestions are ordered is the program's; the register is not lost with it."""
    shutil.copytree(shipped_folder() / "rules", folder / "rules")
    (folder / "rules" / "_weights.yaml").write_text(text, encoding="utf-8")

    inspection = inspect_register(folder)
    actor_faults = {
        fault.level for fault in inspection.faults if fault.table == "rules/_weights.yaml"
    }

    assert inspection.is_usable
    assert {level.value for level in actor_faults} == {"warning"}
    register = read_register(folder)
    assert register.constants.referral == read_register(None).constants.referral
    assert "rules/_weights.yaml" in {warning.table for warning in register.warnings}


def test_a_seal_holds_until_a_table_changes(folder):
    """A folder this package checked is not checked again; an edited one is."""
    seal(folder, DAY)
    assert is_sealed(folder, table_files(folder))

    write(folder, "actors", [{**HUB, "cvr": "12"}])
    assert not is_sealed(folder, table_files(folder))
    with pytest.raises(RegisterError, match="cvr"):
        read_register(folder)


def test_a_package_names_licence_source_and_schema(folder):
    """The folder is a Frictionless Data Package."""
    seal(folder, DAY, title="Prøve")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))

    assert package["title"] == read_register(folder).label == "Prøve"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    fields = {f["name"] for f in package["resources"][-1]["schema"]["fields"]}
    assert "municipality_code" in fields


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xff\xfe\x00\x00", "UTF-8|not text|cannot be read"),
        ("navn\nKøbenhavn\n".encode("cp1252"), "UTF-8|column is missing|cannot be read"),
        (b'municipality_code,"name\n0101', "cannot be read|column is missing|too few"),
        (b"\x00\x00\x00", "not text|cannot be read|column is missing"),
    ],
)
@pytest.mark.parametrize("table", ["actors", "municipalities"])
def test_a_file_that_is_no_table_is_told_in_words(folder, table, content, words):
    """No traceback: which file, what was expected, what to do."""
    (folder / f"{table}.csv").write_bytes(content)

    with pytest.raises(EcosystemError, match=words):
        read_register(folder)
    assert inspect_register(folder).faults


@pytest.mark.parametrize("name", ["empty", "absent"])
def test_a_folder_without_tables_is_told(tmp_path, name):
    """An empty folder is not an empty register."""
    if name == "empty":
        (tmp_path / name).mkdir()

    with pytest.raises(UnreadableFileError, match=r"ecosystem import|not a folder"):
        read_register(tmp_path / name)


def test_a_hostile_name_is_kept_as_text(folder):
    """Nothing in a cell is run, evaluated or lost."""
    name = '</script><img src=x onerror=alert(1)> href, "=HYPERLINK(1)"'
    write(folder, "actors", [{**HUB, "name": name}])

    assert collect(read_register(folder).actors)["name"].tolist() == [name]


def test_of_very_many_rows_that_cannot_be_read_some_are_told_and_that_there_are_more(folder):
    """A file saved in another form answers soon, and its other faults wait: lines are not sure."""
    head = (folder / "actors.csv").read_text(encoding="utf-8")
    (folder / "actors.csv").write_text(head + "a,b\n" * 5_000, encoding="utf-8")

    faults = inspect_register(folder).faults

    actor_faults = [fault for fault in faults if fault.table == "actors"]
    assert len(actor_faults) <= 3001
    assert {fault.problem for fault in actor_faults} == {
        "the row has too few fields",
        "more rows cannot be read than those that are told",
    }


@pytest.mark.parametrize(
    ("name", "is_clean"), [("Hub", True), (" Hub ", False), ("Hu\u200bb", False)]
)
def test_texts_of_a_sealed_parquet_table_are_cleaned_where_one_needs_it(folder, name, is_clean):
    """A seal says which tables are read as they stand; what is read is the same either way."""
    actors = collect(read_register(folder).actors)
    (folder / "actors.csv").unlink()
    rows = pd.concat([actors, actors.assign(actor_id="hub2", name=name)])
    rows.assign(kind="business_hub").to_parquet(folder / "actors.parquet", index=False)
    seal(folder, DAY)
    assert ("actors" in clean_tables(folder)) == is_clean
    assert set(collect(read_register(folder).actors)["name"]) == {"Hub"}

    rows.assign(name="  Hub").to_parquet(folder / "actors.parquet", index=False)
    assert set(collect(read_register(folder).actors)["name"]) == {"Hub"}


def test_parquet_and_csv_give_the_same_register(folder):
    """A table may lie in either form."""
    as_csv = collect(read_register(folder).actors)
    collect(read_register(folder).actors).to_parquet(folder / "actors.parquet", index=False)
    (folder / "actors.csv").unlink()

    assert collect(read_register(folder).actors).equals(as_csv)


@pytest.mark.parametrize("table", ["actors", "municipalities"])
def test_days_that_another_program_wrote_as_midnights_are_days(folder, table):
    """Another program writes a day as a moment; a moment at noon is no day and is told."""
    write(folder, "actors", [{**HUB, "founded": "2007-01-01"}])
    day = "founded" if table == "actors" else "valid_from"
    frame = pd.read_csv(folder / f"{table}.csv", dtype="str").assign(
        **{day: lambda rows: pd.to_datetime(rows[day])}
    )
    (folder / f"{table}.csv").unlink()
    frame.to_parquet(folder / f"{table}.parquet", index=False)
    assert problems(folder) == []
    assert collect(read_register(folder).actors)["founded"].tolist() == [pd.Timestamp("2007-01-01")]

    noon = frame.assign(**{day: frame[day] + pd.Timedelta(hours=12)})
    noon.to_parquet(folder / f"{table}.parquet", index=False)
    assert (table, 2, day, "error") in problems(folder)


def test_the_same_table_in_two_forms_is_refused(folder):
    """Which of the two would hold is anybody's guess."""
    collect(read_register(folder).actors).to_parquet(folder / "actors.parquet", index=False)

    with pytest.raises(UnreadableFileError, match=r"CSV and as Parquet"):
        read_register(folder)
