"""Importing a scheme's list of participants."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

import ecosystem
from ecosystem.analysis.referral.free_text import interpret, meaning_index
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.model.firms import Firm
from ecosystem.sources.imports.importing import import_files
from ecosystem.sources.matching.import_records import ImportReport
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.register.seals import seal
from tests.sources.import_builders import a_folder, all_bytes, rows_of

DAY = date(2026, 3, 1)
ACTORS: list[dict[str, Any]] = [
    {"actor_id": "aau", "name": "Aalborg Universitet", "kind": "knowledge_institution"},
    {"actor_id": "lunde", "name": "Lunde Maskin A/S", "cvr": "10000009", "employees": 7.0},
    {"actor_id": "unit", "name": "Lundes Enhed", "cvr": "10000009", "is_embedded": True}
    | {"parent_actor_id": "lunde"},
    {"actor_id": "invented", "name": "Opdigtet ApS", "cvr": "20000018", "is_synthetic": True},
]
HEADER = "CVR-nummer;Virksomhed;Startdato;Slutdato;Ansatte;Projekt;Beløb;Rolle;Stiftet;Branchekode"
LIST = f"""{HEADER};Kommunekode;Postnummer
10000009;Lunde Maskin A/S;01.03.2014;31.12.2014;12,5;Ny robot;250.000;deltager;01-06-1998;62.01.00;;
10103940;Nordby Skole;2015-01-15;;;;1.500.000,50 kr.;Partner;;;851;
30629809;Fornavn Efternavn;15-02-2015;;1;;;;;;;
;Vesterby Kirkeskole;2016-01-01;;;;;;;;;9000
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small register with an offer, sealed."""
    offer = {
        "offer_id": "innobooster",
        "kind": "scheme",
        "name_da": "Innobooster",
        "need_ids": "finance",
    }
    need = {"need_id": "finance", "rank": 1, "band": "medium", "name_da": "f", "name_en": "f"}
    folder = tmp_path_factory.mktemp("small") / "register"
    a_folder(folder, ACTORS, offers=[offer], needs=[need])
    (folder / "rules").mkdir()
    (folder / "rules" / "innobooster.yaml").write_text("offer_id: innobooster\nsource: test\n")
    seal(folder, DAY, "small")
    return folder


@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    """A small register of one's own."""
    shutil.copytree(small, tmp_path / "register")
    return tmp_path / "register"


def _list(folder: Path, text: str, name: str = "liste.csv") -> Path:
    path = folder.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def _import(folder: Path, text: str = LIST, **more: Any) -> ImportReport:
    how = more if "offer" in more else {"scheme": "Nordpuljen", **more}
    return import_files("participants", [_list(folder, text)], folder, on=DAY, **how)


def _actors(folder: Path) -> "pd.DataFrame":
    return rows_of(folder, "actors").set_index("actor_id")


def test_each_row_becomes_a_participation_of_the_scheme(folder: Path):
    """By number the legal unit, by name a known or new organisation, else a firm by its number."""
    report = _import(folder)

    assert (report.read, report.added, report.updated, report.unchanged) == (4, 4, 0, 0)
    assert report.rejected == []
    taken = rows_of(folder, "participations")
    assert taken[["actor_id", "offer_id", "role", "start", "end"]].to_numpy().tolist() == [
        ["lunde", "scheme:nordpuljen", "participant", "2014-03-01", "2014-12-31"],
        ["cvr-10103940", "scheme:nordpuljen", "partner", "2015-01-15", ""],
        ["cvr-30629809", "scheme:nordpuljen", "participant", "2015-02-15", ""],
        ["vesterby_kirkeskole", "scheme:nordpuljen", "participant", "2016-01-01", ""],
    ]
    assert taken["note"].tolist()[:2] == [
        "Projekt: Ny robot; Beløb: 250.000 kr.",
        "Beløb: 1.500.000,50 kr.",
    ]
    assert set(taken["source"]) == {"deltagerliste: liste.csv"}
    assert inspect_register(folder).faults == ()


def test_firms_are_completed_and_nobody_s_name_is_kept(folder: Path):
    """Empty cells are filled; a firm that may be a person's stands by its number alone."""
    report = _import(folder)

    actors = _actors(folder)
    known, new = actors.loc["lunde"], actors.loc["cvr-10103940"]
    assert (known["founded"], known["industry_code"], known["employees"]) == (
        "1998-06-01",
        "620100",
        "7",
    )
    assert (new["name"], new["municipality_code"]) == ("Nordby Skole", "0851")
    assert actors.loc["cvr-30629809", "name"] == "Virksomhed med CVR-nummer 30629809"
    assert report.participants_without_name == 1
    assert not any(b"Efternavn" in content for content in all_bytes(folder).values())
    assert actors.loc["vesterby_kirkeskole", "municipality_code"] == "0851"


def test_employees_stand_at_the_year_of_the_start(folder: Path):
    """The size of today stays what it is."""
    _import(folder)

    sizes = rows_of(folder, "actor_years")
    assert sizes[["actor_id", "year", "employees_fte"]].to_numpy().tolist() == [
        ["lunde", "2014", "12.5"],
        ["cvr-30629809", "2015", "1"],
    ]


def test_a_second_import_changes_nothing_and_a_changed_row_is_updated(folder: Path):
    """Each row counts by what became of it; a dry run writes nothing."""
    _import(folder)
    before = all_bytes(folder)
    again = _import(folder)
    tried = _import(folder, LIST.replace("Ny robot", "Anden robot"), dry_run=True)

    assert (again.added, again.updated, again.unchanged) == (0, 0, 4)
    assert (tried.added, tried.updated, tried.unchanged) == (0, 1, 3)
    assert all_bytes(folder) == before


def test_what_stands_is_never_overwritten(folder: Path):
    """A later list with another age, industry or size of a firm changes neither."""
    _import(folder)
    other = LIST.replace("01-06-1998", "01-01-2001").replace("62.01.00", "10.11.00")
    _import(folder, other.replace("12,5", "99"), scheme="Sydpuljen")

    actors = _actors(folder)
    assert tuple(actors.loc["lunde", ["founded", "industry_code"]]) == ("1998-06-01", "620100")
    assert rows_of(folder, "actor_years")["employees_fte"].tolist() == ["12.5", "1"]
    assert rows_of(folder, "participations")["offer_id"].value_counts().to_dict() == {
        "scheme:nordpuljen": 4,
        "scheme:sydpuljen": 4,
    }


def test_a_number_goes_to_the_one_actor_without_number_of_that_name(folder: Path):
    """A number of the example data was invented, and stands for nobody."""
    text = "cvr,name,start\n29102384,Aalborg Universitet,2015-01-01\n20000018,Ny ApS,2015-01-01\n"
    report = _import(folder, text)

    assert _actors(folder).loc["aau", "cvr"] == "29102384"
    assert report.added == 1
    assert "eksempelvirksomhed" in report.rejected[0].problem


def test_rows_that_stand_twice_keep_every_project(folder: Path):
    """One firm, one role and one start are one participation."""
    text = (
        "cvr,start,project,role\n10000009,2015-01-01,A,\n10000009,2015-01-01,B,\n"
        "10000009,2015-01-01,C,lead\n"
    )
    report = _import(folder, text)

    assert (report.read, report.added, report.left_out) == (3, 2, {"row that stands twice": 1})
    assert rows_of(folder, "participations")["note"].tolist() == [
        "Projekt: A | Projekt: B",
        "Projekt: C",
    ]


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("1010394;;2015-01-01;;;;", "cvr", "ikke et CVR-nummer / not a CVR number"),
        ("10000009;;31.02.2015;;;;", "start", "ikke en dag / not a day"),
        ("10000009;;;;;;", "start", "startdagen mangler / the start is missing"),
        ("10000009;;2015-01-02;2015-01-01;;;", "end", "slutter før det begynder / ends before it"),
        ("10000009;;2015-01-01;;-1;;", "employees", "ikke et tal på mindst nul / not a number"),
        ("10000009;;2015-01-01;;;hest;", "role", "ikke en rolle, der kendes / not a role"),
        (";Nordby A/S;2015-01-01;;;;", "cvr", "hverken CVR-nummer eller navn og postnummer"),
        (";Fornavn Efternavn;2015-01-01;;;;9000", "name", "intet viser, at det er en organisation"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_in_two_languages(folder, row, column, problem):
    """The others are read; no message repeats what may be a name."""
    text = f"cvr;navn;start;slut;ansatte;rolle;postnr\n{row}\n10000009;;2016-01-01;;;;\n"
    report = _import(folder, text)

    (fault,) = report.rejected
    assert (fault.row, fault.column) == (2, column)
    assert problem in fault.problem
    assert " / " in fault.hint
    assert "Efternavn" not in str(fault)
    assert (report.added, report.unchanged) == (1, 0)


def test_mail_telephone_and_cpr_numbers_are_dropped_and_counted(folder: Path):
    """In columns of their own and in others, read or not."""
    text = (
        "cvr;start;projekt;Kontaktperson;Sagsnote\n"
        "10000009;2015-01-01;Spørg fornavn@firma.dk;Fornavn;Ring 20 12 34 56\n"
        "010190-1234;2015-01-01;;;\n"
    )
    report = _import(folder, text)

    assert report.dropped_contacts == 1
    assert report.personal_data_removed == {"email": 1, "telephone": 1, "cpr": 1}
    assert "not read: Kontaktperson, Sagsnote" in report.notes[0]
    assert rows_of(folder, "participations")["note"].tolist() == ["Projekt: Spørg […]"]
    assert report.rejected[0].value is None


def test_an_offer_of_the_register_can_be_named(folder: Path):
    """One that is not there is told with the nearest; both ways, or none, are refused."""
    _import(folder, offer="innobooster")
    assert set(rows_of(folder, "participations")["offer_id"]) == {"innobooster"}

    with pytest.raises(UnknownIdError, match="innobooster"):
        _import(folder, offer="innoboster")
    for how in ({"offer": "innobooster", "scheme": "N"}, {"offer": None, "scheme": None}):
        with pytest.raises(EcosystemError, match=r"skriv enten --offer(?s:.*)write either --offer"):
            _import(folder, **how)


def test_another_source_has_no_scheme(folder: Path):
    """Told in two languages, before any file is read."""
    with pytest.raises(EcosystemError, match=r"Udelad dem(?s:.*)Leave them out"):
        import_files("table", [_list(folder, LIST)], folder, on=DAY, scheme="Nordpuljen")


@pytest.mark.parametrize("name", ["  ", "!!!", "fornavn@firma.dk"])
def test_a_scheme_has_a_name(folder: Path, name: str):
    """With letters or digits, and nobody's address."""
    with pytest.raises(EcosystemError, match="--scheme: skriv ordningens navn"):
        _import(folder, scheme=name)


def test_a_header_that_lacks_columns_is_told_at_once(folder: Path):
    """In Danish and English, before any folder is touched."""
    before = all_bytes(folder)
    with pytest.raises(EcosystemError) as told:
        _import(folder, "virksomhed;firma\nNordby A/S;x\n")

    for words in ("startdato mangler", "cvr is missing", "betyder begge name", "--template"):
        assert words in str(told.value)
    assert all_bytes(folder) == before


def test_a_list_of_which_nothing_can_be_used_leaves_the_register_as_it_was(folder: Path):
    """No offer without participants is left behind."""
    before = all_bytes(folder)
    report = _import(folder, "cvr;start\n123;2015-01-01\n")

    assert (report.read, report.added, len(report.rejected)) == (1, 0, 1)
    assert all_bytes(folder) == before


def test_a_workbook_is_read_with_its_days_and_numbers(folder: Path):
    """Numbers lose no digit, days are days."""
    book = openpyxl.Workbook()
    book.active.append(["CVR-nr.", "Startdato", "Ansatte"])
    book.active.append([10000009, date(2014, 3, 1), 12.5])
    book.save(folder.parent / "liste.xlsx")
    report = import_files(
        "participants", [folder.parent / "liste.xlsx"], folder, on=DAY, scheme="Nordpuljen"
    )

    assert (report.added, report.rejected) == (1, [])
    assert rows_of(folder, "actor_years")["employees_fte"].tolist() == ["12.5"]


def test_nobody_is_ever_referred_to_a_scheme_known_by_its_list(tmp_path: Path):
    """For no need, no field and no words; its participants count all the same."""
    home = tmp_path / "register"
    text = "cvr;start\n29102384;2015-01-01\n"
    import_files("participants", [_list(home, text)], home, on=DAY, scheme="Nordpuljen")
    register = ecosystem.read_register(home)

    assert inspect_register(home).is_usable
    assert (home / "rules" / "scheme+nordpuljen.yaml").exists()
    assert register.catalogue["scheme:nordpuljen"].rules.opening.is_ended
    briefing = ecosystem.brief_firm(register, Firm(), list(register.needs["need_id"]), on=DAY)
    assert "scheme:" not in briefing.model_dump_json()
    found = interpret("Nordpuljen", meaning_index(register), most=50)
    assert "scheme:nordpuljen" not in {meaning.identifier for meaning in found}
    assert register.row_counts["participations"] == 1


def test_many_bad_numbers_are_all_told(folder: Path):
    """Every twentieth of some thousand rows; the others are read."""
    rows = [
        f"{'123' if n % 20 == 0 else 10_000_000 + n};Nordby {n} ApS;2015-01-01"
        for n in range(4_000)
    ]
    report = _import(folder, "\n".join(["cvr;navn;start", *rows]))

    assert (report.added, len(report.rejected)) == (3_800, 200)
    assert [fault.row for fault in report.rejected[:2]] == [2, 22]
