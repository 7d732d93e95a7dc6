"""Persons are not kept: what nothing shows to be an organisation is a participant without name."""

import csv
import io
import json
import stat
from datetime import date
from pathlib import Path

import pytest

from ecosystem.cli.imports import _lines
from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.imports.importing import import_files
from ecosystem.sources.matching.import_records import ImportReport
from ecosystem.sources.matching.organisation_evidence import is_organisation, organisation_in
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.user.own_folder import FOLDER_NAME
from tests.sources.import_builders import (
    FUNDS_2007,
    FUNDS_2014,
    ORGANISATIONS,
    PROJECTS,
    SHARED,
    a_folder,
    rows_of,
)
from tests.sources.imports.planted_persons import BESIDE, SHAPES, Person, planted

DAY = date(2026, 11, 30)
MAPPING = Path("mapping") / "participants.csv"


@pytest.fixture(autouse=True)
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's own, so that no test finds another's key."""
    home = tmp_path / "own"
    monkeypatch.setenv(FOLDER_NAME, str(home))
    return home


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small register."""
    return a_folder(tmp_path / "register")


# --- the files ------------------------------------------------------------------------------


def _csv(path: Path, rows: list[list[str]], mark: str, encoding: str = "utf-8") -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator="\n").writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding, "replace"))
    return path


def funds_2007(path: Path, persons: list[Person], title: str = "Projekt {n}") -> Path:
    """An export of 2007-13 in which each project has a person as lead and two as partners."""
    with FUNDS_2007.open(encoding="utf-8", newline="") as lines:
        header = next(csv.reader(lines))
    rows = [header]
    for n in range(0, len(persons) - 2, 3):
        lead, *others = persons[n : n + 3]
        partners = ". ".join([*(person.spelling for person in others), "Nordlunde Kommune."])
        cells = dict.fromkeys(header, "x") | {
            "projekttitel": title.format(n=n),
            "start_dato": "01.02.2008",
            "slut_dato": "31.01.2011",
            "ordning": "ERDFN",
            "budget": "1000",
            "eu": "500",
            "cvr": f"{90000000 + n}",
            "navn": lead.spelling,
            "postnr": "9000",
            "parter": partners,
        }
        rows.append([cells[name] for name in header])
    return _csv(path, rows, ",")


def funds_2014(path: Path, persons: list[Person]) -> Path:
    """An export of 2014-20: a person as contact, as lead and as partner of each project."""
    with FUNDS_2014.open(encoding="latin-1", newline="") as lines:
        header, sample, *_ = list(csv.reader(lines, delimiter=";"))
    rows = [header]
    for n in range(0, len(persons) - 2, 3):
        contact, lead, partner = persons[n : n + 3]
        cells = dict(zip(header, sample, strict=True))
        cells["Projektitel / Operation name"] = f"Projekt {n}"
        cells["Kontaktperson / Contacts"] = contact.spelling
        cells["Kontraktansvarlig partner / Beneficiary name"] = lead.spelling
        cells["Partere / Project partners"] = f"{partner.spelling}.\nNordlunde Kommune."
        rows.append([cells[name] for name in header])
    return _csv(path, rows, ";", "latin-1")


def cordis(path: Path, persons: list[Person]) -> Path:
    """Rows of ``organization.csv`` in which private participants are persons."""
    with ORGANISATIONS.open(encoding="utf-8", newline="") as lines:
        header, sample, *_ = list(csv.reader(lines, delimiter=";"))
    rows = [header]
    for n, person in enumerate(persons):
        cells = dict(zip(header, sample, strict=True))
        cells |= {
            "projectID": f"{700000 + n // 3}",
            "organisationID": f"{600000 + n}",
            "name": person.spelling,
            "activityType": ("PRC", "OTH", "")[n % 3],
            "country": ("DK", "PT", "EE")[n % 3],
            "vatNumber": ("DK90000004", "PT123456789", "")[n % 3],
            "organizationURL": "",
        }
        rows.append([cells[name] for name in header])
    return _csv(path, rows, ";")


def own_table(path: Path, persons: list[Person]) -> Path:
    """A list of firms as a user may have it, with or without a number, the name in the id."""
    rows = [["actor_id", "name", "kind", "cvr", "legal_form", "note", "source"]]
    for n, person in enumerate(persons):
        actor = person.slug if n % 2 and len(person.slug) > 5 else f"m{n}"
        cvr = f"{80000000 + n}" if n % 3 else ""
        form = ("", "ENK", "PMV")[n % 3]
        rows.append(
            [actor, person.spelling, "firm", cvr, form, f"Ring til {person.spelling}", "mig"]
        )
    rows.append(["skole", "Nordlunde Skole", "", "", "", "", "mig"])
    return _csv(path, rows, ",")


def _text(folder: Path) -> str:
    return "\n".join(
        f"{path.relative_to(folder)}\n{path.read_bytes().decode('utf-8', 'replace')}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ).casefold()


def _import(source: str, path: Path, folder: Path, **more: object) -> tuple[ImportReport, str]:
    files = [path, PROJECTS] if source == "cordis" else [path]
    report = import_files(source, files, folder, on=DAY, **more)  # type: ignore[arg-type]
    answers = f"{report.model_dump_json()}\n{json.dumps(report.model_dump(mode='json'))}\n"
    return report, (answers + "\n".join(_lines(report)) + repr(report)).casefold()


DOORS = {
    "funds of 2007-13": ("structural-funds", funds_2007),
    "funds of 2014-20": ("structural-funds", funds_2014),
    "cordis": ("cordis", cordis),
    "own table": ("table", own_table),
}


@pytest.mark.parametrize("door", DOORS)
def test_of_500_planted_persons_of_many_cultures_none_is_kept(
    door: str, folder: Path, tmp_path: Path
):
    """Not in a cell, an id, a mapping file or a message, whatever the name and its spelling."""
    source, write = DOORS[door]
    persons = planted(501)
    path = write(tmp_path / "actors.csv", persons)
    before = _text(folder)

    report, answers = _import(
        source, path, folder, **({"table": "actors"} if source == "table" else {})
    )

    text = _text(folder)
    kept_persons = [
        (person.culture, person.spelling)
        for person in persons
        if any(trace in text + answers and trace not in before for trace in person.traces)
    ]
    assert kept_persons == []
    assert "nordlunde" in text
    assert report.participants_without_name > 0
    assert inspect_register(folder).is_usable


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
@pytest.mark.parametrize("door", DOORS)
def test_whatever_persons_are_planted_none_is_kept(
    door: str, seed: int, folder: Path, tmp_path: Path
):
    """The same with ten other draws of names and spellings."""
    source, write = DOORS[door]
    persons = planted(501, seed)
    before = _text(folder)

    more = {"table": "actors"} if source == "table" else {}
    _, answers = _import(source, write(tmp_path / "actors.csv", persons), folder, **more)

    text = _text(folder) + answers
    assert not [
        person.spelling
        for person in persons
        if any(trace in text and trace not in before for trace in person.traces)
    ]


def test_a_person_beside_an_organisation_is_left_out_and_the_organisation_stays():
    """Contact persons stand before, behind and in brackets."""
    persons = planted(400, shapes=BESIDE)

    organisation_of = {person.spelling: organisation_in(person.spelling) for person in persons}

    assert not [
        (spelling, name)
        for spelling, name in organisation_of.items()
        if name is None or len(name.split()) != 2 or not name.startswith("Nordlunde")
    ]


def test_every_shape_and_culture_is_planted():
    """The test above plants what it says: 30 cultures and more, every shape."""
    persons = planted(501)

    assert len({person.culture for person in persons}) >= 30
    assert len(SHAPES) >= 15


# --- organisations stay ---------------------------------------------------------------------


def _shipped_numbers() -> dict[str, str]:
    """The CVR number of each organisation we ship, empty where it is not recorded, by name."""
    with (shipped_folder() / "register" / "actors.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {row["name"]: row["cvr"] for row in rows if row["is_synthetic"] != "true"}


def _shipped_names() -> list[str]:
    """The organisations we ship, each checked by a person; example firms are none of them."""
    return list(_shipped_numbers())


def _with_own_numbers(path: Path) -> Path:
    """Give each lead of an export the number the register has for it."""
    with path.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    number, name = header.index("cvr"), header.index("navn")
    for row in rows:
        row[number] = _shipped_numbers().get(row[name]) or row[number]
    return _csv(path, [header, *rows], ",")


def test_every_actor_of_the_shipped_register_meets_itself_again(tmp_path: Path):
    """The labelled organisations we ship are all kept when an export names them."""
    names = _shipped_names()
    people = [Person("", name, ()) for name in names]
    path = _with_own_numbers(funds_2007(tmp_path / "funds.csv", people))
    home = tmp_path / "whole"

    report, _ = _import("structural-funds", path, home)

    assert len(names) > 200
    assert report.participants_without_name == 0


def test_what_shows_an_organisation_by_its_name_alone_is_most_of_the_shipped_register():
    """Even unknown, five of six would be kept: recall of the forms and words."""
    names = _shipped_names()

    evident_count = sum(map(is_organisation, names))

    assert evident_count / len(names) > 5 / 6


def test_few_organisations_of_the_real_exports_lose_their_name(folder: Path, tmp_path: Path):
    """Of some 1,600 participants of the exports under six in a hundred wait for a decision."""
    if not SHARED.exists():
        pytest.skip("the real registers are not here")
    funds = sorted((SHARED / "structural_funds").glob("*.csv"))
    files = [SHARED / "cordis" / name for name in ("organization.csv", "project.csv")]
    home = tmp_path / "real"

    for path in funds:
        import_files("structural-funds", [path], home, on=DAY)
    report = import_files("cordis", files, home, on=DAY)

    organisations = len(rows_of(home, "actors")) - len(_shipped_names())
    assert report.participants_to_decide / (organisations + report.participants_to_decide) < 0.06


# --- what stands for them -------------------------------------------------------------------


def test_participants_without_name_are_counted_in_their_project(folder: Path, tmp_path: Path):
    """Money and title stay with the project, which has three participants without name."""
    persons = planted(3, shapes=("{given} {family}",))

    report, _ = _import("structural-funds", funds_2007(tmp_path / "f.csv", persons), folder)

    (project,) = rows_of(folder, "projects").to_dict("records")
    assert project["unnamed_participants"].count("participant.") == 3
    assert (project["budget_dkk"], project["lead_actor_id"]) == ("1000", "")
    assert report.participants_without_name == 3
    assert not [name for name in rows_of(folder, "actors")["actor_id"] if "participant" in name]


def test_the_same_name_has_the_same_hash_and_another_computer_another(
    folder: Path, tmp_path: Path, user_folder: Path
):
    """By the hash a person who takes part twice is counted once; it means nothing elsewhere."""
    person = planted(1, shapes=("{given} {family}",)) * 6
    path = funds_2007(tmp_path / "f.csv", person)

    _import("structural-funds", path, folder)
    here = set(rows_of(folder, "projects")["unnamed_participants"])
    (user_folder / "participants.key").unlink()
    _import("structural-funds", path, folder)
    elsewhere = set(rows_of(folder, "projects")["unnamed_participants"])

    assert len(here) == len(elsewhere) == 1
    assert here.isdisjoint(elsewhere)
    assert len(rows_of(folder, str(MAPPING.with_suffix("")))) == 1


def test_the_key_is_the_users_alone_and_a_dry_run_makes_none(
    folder: Path, tmp_path: Path, user_folder: Path
):
    """Nobody else may read it, and it never stands in the register."""
    path = funds_2007(tmp_path / "f.csv", planted(3))

    _import("structural-funds", path, folder, dry_run=True)
    assert not user_folder.exists()
    _import("structural-funds", path, folder)

    key = user_folder / "participants.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(user_folder.stat().st_mode) == 0o700
    assert key.read_text(encoding="ascii") not in _text(folder)


def test_a_second_import_changes_nothing(folder: Path, tmp_path: Path):
    """Neither tables nor the list to decide from."""
    path = funds_2007(tmp_path / "f.csv", planted(30))
    _import("structural-funds", path, folder)
    before = _text(folder)

    report, _ = _import("structural-funds", path, folder)

    assert (report.added, report.updated) == (0, 0)
    assert _text(folder) == before


# --- deciding -------------------------------------------------------------------------------


def _decide(folder: Path, words: dict[str, str]) -> None:
    path = folder / MAPPING
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    for row in rows:
        for where, decision in words.items():
            if row["where"].endswith(where):
                row["decision"] = decision
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def test_what_a_person_decides_is_an_organisation_gets_its_name_from_the_export(
    folder: Path, tmp_path: Path
):
    """The list says where in the file it stands; the name is read there again, with its number."""
    path = funds_2007(tmp_path / "f.csv", planted(3, shapes=("{given} {family}",)))
    _import("structural-funds", path, folder)
    _decide(folder, {"line 2, navn": "organisation", "parter 1": "person"})

    report, _ = _import("structural-funds", path, folder)

    (project,) = rows_of(folder, "projects").to_dict("records")
    assert project["lead_actor_id"] == "cvr-90000000"
    assert project["unnamed_participants"].count("participant.") == 2
    assert report.participants_to_decide == 1
    assert inspect_register(folder).is_usable


def test_a_decision_can_be_taken_back(folder: Path, tmp_path: Path):
    """Organisation, then person after all: the actor, its name and its number go."""
    persons = planted(3, shapes=("{given} {family}",))
    path = funds_2007(tmp_path / "f.csv", persons)
    _import("structural-funds", path, folder)
    _decide(folder, {"line 2, navn": "organisation"})
    _import("structural-funds", path, folder)
    _decide(folder, {"line 2, navn": "person"})

    _import("structural-funds", path, folder)

    text = _text(folder)
    assert not [trace for trace in persons[0].traces if trace in text]
    assert "cvr-90000000" not in text


def test_a_decided_organisation_outlives_the_key(folder: Path, tmp_path: Path, user_folder: Path):
    """On another computer the decision does not count, and says so; the name that stands stays."""
    path = funds_2007(tmp_path / "f.csv", planted(3, shapes=("{given} {family}",)))
    _import("structural-funds", path, folder)
    _decide(folder, {"line 2, navn": "organisation"})
    _import("structural-funds", path, folder)
    (user_folder / "participants.key").unlink()

    report, _ = _import("structural-funds", path, folder)

    assert rows_of(folder, "projects")["lead_actor_id"].tolist() == ["cvr-90000000"]
    assert any("key of another computer" in note for note in report.notes)


def test_a_name_an_earlier_import_kept_goes(folder: Path, tmp_path: Path):
    """A register made before names needed evidence loses them when its file is imported again."""
    persons = planted(3, shapes=("{given} {family}",))
    path = funds_2007(tmp_path / "f.csv", persons)
    _import("structural-funds", path, folder)
    actors = folder / "actors.csv"
    header, *_ = actors.read_text(encoding="utf-8").splitlines()
    source = rows_of(folder, "projects")["source"][0]
    cells = dict.fromkeys(header.split(","), "") | {
        "actor_id": "cvr-90000000",
        "name": persons[0].spelling,
        "cvr": "90000000",
        "source": f'"{source}"',
    }
    line = ",".join(cells[name] for name in header.split(","))
    actors.write_text(actors.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")

    _import("structural-funds", path, folder)

    text = _text(folder)
    assert not [trace for trace in persons[0].traces if trace in text]


# --- free text ------------------------------------------------------------------------------


def test_personal_data_in_titles_is_left_out_and_counted(folder: Path, tmp_path: Path):
    """E-mail, telephone and CPR number; what is left of the title stays."""
    person = planted(1, shapes=("{mail}",))[0]
    title = f"Vindkraft {person.spelling}, tlf. 20 12 34 56, cpr 010203-1234"
    path = funds_2007(tmp_path / "f.csv", planted(3), title)

    report, answers = _import("structural-funds", path, folder)

    text = _text(folder) + answers
    assert report.personal_data_removed == {"cpr": 1, "email": 1, "telephone": 1}
    assert "1 cell(s): e-mail address left out" in report.notes
    assert rows_of(folder, "projects")["title"][0].startswith("Vindkraft")
    assert not [trace for trace in ("20 12 34 56", "010203-1234", person.spelling) if trace in text]


def test_a_line_break_of_another_program_in_a_title_is_made_plain_and_told(
    folder: Path, tmp_path: Path
):
    """U+000B comes with text copied from a document."""
    path = funds_2007(tmp_path / "f.csv", planted(3), "Vind\x0bkraft")

    report, _ = _import("structural-funds", path, folder)

    assert rows_of(folder, "projects")["title"].tolist() == ["Vind kraft"]
    assert any("were made plain" in note for note in report.notes)
    assert read_register(folder).projects is not None
