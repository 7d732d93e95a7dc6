"""Carrying official registers into a register folder."""

import csv
import shutil
import time
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ecosystem.analysis.cluster_projects import cluster_project_ids
from ecosystem.model.errors import (
    EcosystemError,
    RegisterError,
    UnknownIdError,
    UnreadableFileError,
)
from ecosystem.model.tables import TABLES
from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.imports.importing import import_files
from ecosystem.sources.matching.import_records import ImportReport
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.seals import seal
from tests.sources.import_builders import (
    BROKEN,
    FIELDS,
    FUNDS_2007,
    FUNDS_2014,
    ORGANISATIONS,
    PROJECTS,
    SHARED,
    a_folder,
    all_bytes,
    rows_of,
)

DAY = date(2026, 3, 1)
MAPPING = Path("mapping") / "organisations.csv"


def _import(
    folder: Path, *files: Path, source: str = "structural-funds", **more: Any
) -> ImportReport:
    return import_files(source, files, folder, on=DAY, **more)


def _decide(folder: Path, name: str, decision: str) -> None:
    path = folder / MAPPING
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        if row["name"] == name:
            row["decision"] = decision
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small register, sealed."""
    folder = a_folder(tmp_path_factory.mktemp("small") / "register")
    seal(folder, DAY, "small")
    return folder


@pytest.fixture(scope="module")
def first(small: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImportReport]:
    """The small register after its first import, to be read only, and the report of it."""
    folder = tmp_path_factory.mktemp("first") / "register"
    shutil.copytree(small, folder)
    return folder, _import(folder, FUNDS_2007)


@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    """A small register of one's own."""
    shutil.copytree(small, tmp_path / "register")
    return tmp_path / "register"


@pytest.fixture
def imported(first: tuple[Path, ImportReport], tmp_path: Path) -> Path:
    """One's own copy of the register after its first import."""
    shutil.copytree(first[0], tmp_path / "register")
    return tmp_path / "register"


def test_projects_leads_and_partners_stand_in_the_register_afterwards(
    first: tuple[Path, ImportReport],
):
    """Six projects, each lead under its number, partners met or made."""
    folder, report = first

    assert (report.read, report.added, report.updated, report.unchanged) == (6, 6, 0, 0)
    assert report.tables["projects"] == 6
    register = read_register(folder)
    assert register.row_counts["projects"] == 6
    actors = rows_of(folder, "actors").set_index("actor_id")
    assert actors.loc["cvr-90000004", "name"] == "Vesterby Varmeværk A.m.b.a."
    assert actors.loc["cvr-90000004", "municipality_code"] == "0851"
    assert actors.loc["cvr-90000004", "kind"] == "firm"


def test_a_second_import_changes_nothing_at_all(imported: Path):
    """Nothing is added or updated, and no file is written."""
    before = all_bytes(imported)

    report = _import(imported, FUNDS_2007)

    assert (report.added, report.updated, report.unchanged) == (0, 0, 6)
    assert all_bytes(imported) == before


def test_a_dry_run_tells_the_same_and_writes_nothing(folder: Path):
    """What it would do is what is done afterwards."""
    before = all_bytes(folder)

    preview = _import(folder, FUNDS_2007, dry_run=True)

    assert all_bytes(folder) == before
    assert preview.is_dry_run
    report = _import(folder, FUNDS_2007)
    assert (preview.added, preview.tables) == (report.added, report.tables)


def test_a_dry_run_into_a_new_folder_makes_none(tmp_path: Path):
    """The folder is not there afterwards."""
    report = _import(tmp_path / "new", FUNDS_2007, dry_run=True)

    assert report.added == 6
    assert not (tmp_path / "new").exists()
    assert list(tmp_path.iterdir()) == []


def test_a_partner_meets_the_lead_of_another_project(first: tuple[Path, ImportReport]):
    """Three spellings of the heating plant are one actor, the one with the number."""
    folder, _ = first

    actors = rows_of(folder, "actors")
    assert actors["name"].str.lower().str.contains("varmeværk").sum() == 1
    participations = rows_of(folder, "participations").query("actor_id == 'cvr-90000004'")
    assert sorted(participations["role"]) == ["lead", "partner", "partner"]


def test_a_municipality_is_the_authority_not_its_office(folder: Path):
    """A municipality in a project is a public authority in its own municipality."""
    _import(folder, FUNDS_2014)

    actors = rows_of(folder, "actors").set_index("actor_id")
    assert actors.loc["nordlunde_kommune", "kind"] == "public_authority"
    assert actors.loc["nordlunde_kommune", "municipality_code"] == "0851"


def test_partners_that_stand_twice_take_part_once(first: tuple[Path, ImportReport]):
    """A university named two times in a list is one participation."""
    folder, _ = first

    participations = rows_of(folder, "participations")
    assert not participations.duplicated(["actor_id", "project_id"]).any()
    assert (participations["actor_id"] == "aau").sum() == 1


def test_an_organisation_of_two_sources_is_one_actor(imported: Path):
    """The VAT number of CORDIS holds the CVR number of the structural funds."""
    _import(imported, ORGANISATIONS, PROJECTS, source="cordis")

    actors = rows_of(imported, "actors")
    assert (actors["cvr"] == "90000004").sum() == 1
    participations = rows_of(imported, "participations").query("actor_id == 'cvr-90000004'")
    assert {project.split("-")[0] for project in participations["project_id"]} == {"sf", "cordis"}
    assert inspect_register(imported).is_usable


def test_the_order_of_sources_does_not_matter_for_who_is_one(tmp_path: Path):
    """CORDIS first or last: the same numbers, one actor each."""
    first, last = a_folder(tmp_path / "first"), a_folder(tmp_path / "last")
    cordis = (ORGANISATIONS, PROJECTS)
    _import(first, *cordis, source="cordis")
    _import(first, FUNDS_2007)
    _import(last, FUNDS_2007)
    _import(last, *cordis, source="cordis")

    numbers = [sorted(filter(None, rows_of(f, "actors")["cvr"])) for f in (first, last)]
    assert numbers[0] == numbers[1]
    assert len(set(numbers[0])) == len(numbers[0])


def test_foreign_partners_are_actors_of_their_country_without_a_municipality(folder: Path):
    """They are told apart from Danish actors nobody has placed."""
    _import(folder, ORGANISATIONS, PROJECTS, source="cordis")

    actors = rows_of(folder, "actors").set_index("actor_id")
    assert actors.loc["pic-900000002", "country"] == "DE"
    assert actors.loc["pic-900000002", "municipality_code"] == ""


def test_a_later_file_completes_projects_that_were_known_by_name_only(folder: Path):
    """Participations first, projects later: the title comes, nothing is doubled."""
    _import(folder, ORGANISATIONS, source="cordis")

    report = _import(folder, ORGANISATIONS, PROJECTS, source="cordis")

    titles = rows_of(folder, "projects").set_index("project_id")["title"]
    assert titles["cordis-900001"] == "Heat networks that learn"
    assert report.updated > 0
    again = _import(folder, ORGANISATIONS, source="cordis")
    assert (again.added, again.updated) == (0, 0)
    assert rows_of(folder, "projects").set_index("project_id")["title"].equals(titles)


def test_the_rules_that_gave_positions_and_kinds_are_counted(first: tuple[Path, ImportReport]):
    """The report says how many projects each rule placed, and how many none did."""
    folder, report = first

    assert report.positions["title_heat_and_power"] == 1
    assert report.positions["title_points_to_two"] == 1
    assert sum(report.positions.values()) == 6
    assert report.kinds["name_firm"] >= 2
    placed = rows_of(folder, "projects").set_index("title")["position_rule"]
    assert placed["Ny teknik til fjernvarme"] == "title_heat_and_power"


def test_a_position_the_register_does_not_hold_is_left_empty_and_told(tmp_path: Path):
    """A register of other positions takes the project without one."""
    folder = a_folder(
        tmp_path / "other",
        strength_positions=[
            {"position_id": "lunde", "name_da": "x", "name_en": "x", "status": "strength"}
        ],
    )

    report = _import(folder, FUNDS_2007)

    assert (rows_of(folder, "projects")["position_id"] == "").all()
    assert any("lacks energiteknologi" in note for note in report.notes)


def test_contact_persons_never_reach_the_folder(folder: Path):
    """No file holds a name, telephone number or address of the contact column."""
    report = _import(folder, FUNDS_2014)

    assert report.dropped_contacts == 2
    everything = b"".join(all_bytes(folder).values())
    assert b"Kontaktsen" not in everything
    assert b"87654321" not in everything
    assert b"example.dk" not in everything


# --- what a user wrote stays ----------------------------------------------------------------


def test_cells_a_user_corrected_stay_as_they_are(imported: Path):
    """A kind, a name or a position given by a person is not overwritten by a second import."""
    actors, projects = rows_of(imported, "actors"), rows_of(imported, "projects")
    actors.loc[actors["actor_id"] == "cvr-90000004", ["kind", "name"]] = ["association", "Min egen"]
    mine = projects["title"] == "Ny teknik til fjernvarme"
    projects.loc[mine, ["position_id", "position_rule"]] = ["turisme", "by hand"]
    actors.to_csv(imported / "actors.csv", index=False)
    projects.to_csv(imported / "projects.csv", index=False)

    report = _import(imported, FUNDS_2007)

    assert (report.added, report.updated) == (0, 0)
    after = rows_of(imported, "actors").set_index("actor_id").loc["cvr-90000004"]
    assert (after["kind"], after["name"]) == ("association", "Min egen")
    placed = rows_of(imported, "projects").set_index("title").loc["Ny teknik til fjernvarme"]
    assert (placed["position_id"], placed["position_rule"]) == ("turisme", "by hand")


def test_tables_that_lie_in_parquet_stay_there_and_take_new_rows(imported: Path, tmp_path: Path):
    """Dates come out as dates, so that the folder is sound and a second import changes nothing."""
    for name in ("actors", "projects", "participations"):
        rows_of(imported, name).replace("", None).to_parquet(imported / f"{name}.parquet")
        (imported / f"{name}.csv").unlink()
    table_file = tmp_path / "actors.csv"
    table_file.write_text(
        "actor_id,kind,name,founded,source\nny,firm,Ny Lunde ApS,2019-05-01,mig\n", encoding="utf-8"
    )

    import_files("table", [table_file], imported, on=DAY)
    _import(imported, FUNDS_2014)

    assert inspect_register(imported).is_usable
    assert not (imported / "actors.csv").exists()
    assert _import(imported, FUNDS_2007, FUNDS_2014).unchanged == 8
    actors = pd.read_parquet(imported / "actors.parquet").set_index("actor_id")
    assert actors.loc["ny", "founded"] == date(2019, 5, 1)


def test_rows_of_the_user_are_never_lost(folder: Path):
    """An actor, a project and a participation of one's own stand after an import, cell by cell."""
    tables = {
        "projects": {
            "project_id": "mit",
            "title": 'Mit "eget", projekt\nmed linje',
            "source": "mig",
        },
        "participations": {"actor_id": "aau", "project_id": "mit", "role": "lead", "source": "mig"},
    }
    for name, row in tables.items():
        frame = pd.DataFrame([dict.fromkeys(TABLES[name].columns, "") | row])
        frame.to_csv(folder / f"{name}.csv", index=False)
    before = {name: rows_of(folder, name) for name in ("actors", *tables)}

    _import(folder, FUNDS_2007)

    for name, rows in before.items():
        after = rows_of(folder, name)
        standing = after.iloc[: len(rows)][rows.columns]
        changed = {column for column in rows if (standing[column] != rows[column]).any()}
        assert changed <= {"country", "legal_form"}, name


def test_a_newer_export_updates_what_the_import_wrote(imported: Path, tmp_path: Path):
    """A new budget is an update of one row, not a second project."""
    newer = tmp_path / "newer.csv"
    text = FUNDS_2007.read_text(encoding="utf-8").replace("1234567,89", "2000000")
    newer.write_text(text, encoding="utf-8")

    report = _import(imported, newer)

    assert (report.added, report.updated, report.unchanged) == (0, 1, 5)
    budget = (
        rows_of(imported, "projects")
        .set_index("title")
        .loc["Ny teknik til fjernvarme", "budget_dkk"]
    )
    assert budget == "2000000"


# --- decisions ------------------------------------------------------------------------------


def test_doubtful_pairs_are_listed_for_a_person(first: tuple[Path, ImportReport]):
    """Two legal forms under one name stand in the mapping file, undecided."""
    folder, report = first

    pairs = {(pair.name, pair.actor_name) for pair in report.doubtful_pairs}
    assert ("Sønderlunde Teknik ApS", "Sønderlunde Teknik A/S") in pairs
    listed = pd.read_csv(folder / MAPPING, dtype="str", keep_default_na=False)
    assert report.pending_pairs == (listed["decision"] == "").sum()
    assert list(listed.columns[:3]) == ["name", "actor_id", "decision"]


def test_same_joins_the_pair_and_takes_its_stray_actor_away(imported: Path):
    """The next import moves the participation, removes the actor it had made, and settles."""
    _decide(imported, "Sønderlunde Teknik ApS", "same")

    _import(imported, FUNDS_2007)

    actors = rows_of(imported, "actors")
    assert "Sønderlunde Teknik ApS" not in set(actors["name"])
    assert inspect_register(imported).is_usable
    again = _import(imported, FUNDS_2007)
    assert (again.added, again.updated) == (0, 0)


def test_different_parts_a_name_from_an_actor(imported: Path):
    """A person says that the institute of the list is another one."""
    path = imported / MAPPING
    with path.open("a", encoding="utf-8") as lines:
        lines.write("Teknologisk Institut,teknologisk,forskellig,,\n")

    _import(imported, FUNDS_2007)

    participations = rows_of(imported, "participations")
    assert "teknologisk" not in set(participations["actor_id"])
    assert "teknologisk_institut" in set(participations["actor_id"])
    assert "teknologisk" in set(rows_of(imported, "actors")["actor_id"])
    again = _import(imported, FUNDS_2007)
    assert (again.added, again.updated) == (0, 0)


def test_undoing_a_merge_takes_back_the_number_that_came_with_it(tmp_path: Path):
    """The actor of the register is as it was before, and saying same again merges them again."""
    sure = {"actor_id": "varme", "name": "Vesterby Varmeværk", "kind": "firm"}
    folder = a_folder(tmp_path / "register", [sure])
    _import(folder, FUNDS_2007)
    assert _cells(folder, "varme") == ("90000004", "A.m.b.a.")
    (folder / MAPPING).parent.mkdir(exist_ok=True)

    for decision, cells, led in (("different", ("", ""), "cvr-90000004"), ("same", None, "varme")):
        text = f"name,actor_id,decision\nVesterby Varmeværk A.m.b.a.,varme,{decision}\n"
        (folder / MAPPING).write_text(text, encoding="utf-8")
        _import(folder, FUNDS_2007)

        assert _cells(folder, "varme") == (cells or ("90000004", "A.m.b.a."))
        assert led in set(rows_of(folder, "projects")["lead_actor_id"])
        assert inspect_register(folder).is_usable
        again = _import(folder, FUNDS_2007)
        assert (again.added, again.updated) == (0, 0)
    assert "cvr-90000004" not in set(rows_of(folder, "actors")["actor_id"])


def _cells(folder: Path, actor_id: str) -> tuple[str, str]:
    actors = rows_of(folder, "actors").set_index("actor_id")
    return str(actors.loc[actor_id, "cvr"]), str(actors.loc[actor_id, "legal_form"])


def test_a_mapping_file_that_cannot_be_followed_stops_the_import(imported: Path):
    """Every wrong line is told, and nothing is written."""
    with (imported / MAPPING).open("a", encoding="utf-8") as lines:
        lines.write("Lunde,aau,maybe,,\nLunde,aau,same,,\nLunde,teknologisk,same,,\n")
    before = all_bytes(imported)

    with pytest.raises(EcosystemError, match="cannot be followed") as refusal:
        _import(imported, FUNDS_2014)

    assert "'maybe'" in str(refusal.value)
    assert "aau and teknologisk" in str(refusal.value)
    assert all_bytes(imported) == before


# --- refusals -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "file", ["empty.csv", "web_page.csv", "archive.csv", "funds_nul.csv", "funds_open_quote.csv"]
)
def test_a_file_that_cannot_be_read_leaves_the_folder_alone(folder: Path, file: str):
    """Nothing is written when it fails."""
    before = all_bytes(folder)

    with pytest.raises(UnreadableFileError):
        _import(folder, BROKEN / file)

    assert all_bytes(folder) == before


def test_a_header_without_rows_is_told(folder: Path):
    """An export of no projects is likely the wrong file."""
    with pytest.raises(UnreadableFileError, match="has a header and no rows"):
        _import(folder, BROKEN / "funds_header_only.csv")


def test_a_register_with_faults_is_not_imported_into(folder: Path):
    """The fault of the user's own table is told, with its line."""
    actors = rows_of(folder, "actors")
    actors.loc[0, "kind"] = "wizard"
    actors.to_csv(folder / "actors.csv", index=False)
    before = all_bytes(folder)

    with pytest.raises(RegisterError, match="wizard"):
        _import(folder, FUNDS_2007)

    assert all_bytes(folder) == before


def test_other_places_are_refused_in_words(tmp_path: Path):
    """The shipped register, a file, a folder of other things, and an unknown source."""
    file = tmp_path / "file.txt"
    file.write_text("x", encoding="utf-8")

    with pytest.raises(EcosystemError, match="shipped register"):
        _import(shipped_folder(), FUNDS_2007)
    with pytest.raises(EcosystemError, match="shipped register"):
        _import(shipped_folder() / "register", FUNDS_2007)
    with pytest.raises(EcosystemError, match="is a file"):
        _import(file, FUNDS_2007)
    with pytest.raises(EcosystemError, match="holds no register"):
        _import(tmp_path, FUNDS_2007)
    with pytest.raises(UnknownIdError, match="structural-funds"):
        _import(tmp_path / "new", FUNDS_2007, source="structural-fund")
    with pytest.raises(EcosystemError, match="No file is named"):
        _import(tmp_path / "new")


def test_nothing_is_left_beside_the_folder(folder: Path):
    """Neither success nor failure leaves a half-written copy behind."""
    _import(folder, FUNDS_2007)
    with pytest.raises(UnreadableFileError):
        _import(folder, BROKEN / "web_page.csv")

    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


# --- the shipped register and the real files ------------------------------------------------


def test_a_new_folder_begins_as_the_register_of_denmark(tmp_path: Path):
    """Positions, hubs and offers stand in it, no example data, and its questions are answered."""
    folder = tmp_path / "new"

    _import(folder, FUNDS_2007)

    register = read_register(folder)
    shipped = read_register()
    assert register.is_synthetic is False
    assert register.row_counts["offers"] == shipped.row_counts["offers"]
    assert register.label == "new"
    actor_ids = set(rows_of(folder, "actors")["actor_id"])
    assert {"aau", "teknologisk", "censec"} <= actor_ids


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the real registers are not here")
def test_the_clusters_of_the_time_lead_26_projects_of_the_list(tmp_path: Path):
    """Read before the list, in the order of their own document, none of their rows kept out."""
    folder, home = tmp_path / "real", SHARED / "theme_analysis"
    for table in ("actors", "links"):
        file = home / f"cluster_organisations_{table}.csv"
        report = _import(folder, file, source="table", table=table)
        assert report.rejected == []
    _import(folder, SHARED / "structural_funds" / "projektdatabase-2007-2013.csv")

    register = read_register(folder)
    assert len(cluster_project_ids(register, "lead")) == 26
    assert len(cluster_project_ids(register, "any")) == 40


@pytest.mark.skipif(not SHARED.exists(), reason="the real registers are not here")
def test_the_real_registers_meet_in_one_folder(tmp_path: Path):
    """598 projects, 271 lead numbers, within 10 s; then 2014-20 and CORDIS.

    A lead that nothing shows to be an organisation loses its number with its name.
    """
    folder = tmp_path / "real"
    file = SHARED / "structural_funds" / "projektdatabase-2007-2013.csv"
    leads = set(pd.read_csv(file, dtype="str")["cvr"])

    start = time.process_time()
    first = _import(folder, file)
    took = time.process_time() - start
    second = _import(folder, file)
    sample = SHARED / "structural_funds" / "eu-projekt-eksport-2014-2020-sample.csv"
    third = _import(folder, sample)
    cordis = [SHARED / "cordis" / name for name in ("organization.csv", "project.csv")]
    fourth = _import(folder, *cordis, source="cordis")

    assert (first.read, first.added) == (598, 598)
    assert took < 10
    assert (second.added, second.updated, second.unchanged) == (0, 0, 598)
    assert third.added == 40
    assert (fourth.read, fourth.rejected) == (735, [])
    actors = rows_of(folder, "actors")
    is_office = actors["kind"] == "municipal_office"
    numbers = [number for number in actors.loc[~is_office, "cvr"] if number]
    assert len(leads) == 271
    assert len(leads - set(numbers)) <= 12
    assert len(set(numbers)) == len(numbers)
    organisations = pd.read_csv(cordis[0], sep=";", dtype="str", keep_default_na=False)
    danish = organisations.query("country == 'DK' and vatNumber != ''")["vatNumber"].str[2:]
    assert set(danish) <= set(numbers)
    assert len(set(danish) & leads) >= 5
    assert inspect_register(folder).is_usable


def test_science_fields_may_come_with_the_other_files(folder: Path):
    """Three files of CORDIS in one command."""
    report = _import(folder, ORGANISATIONS, PROJECTS, FIELDS, source="cordis")

    assert report.positions["field_food_and_agriculture"] == 1
