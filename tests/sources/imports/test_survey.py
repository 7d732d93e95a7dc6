"""A cluster's own survey: the form goes out, answers come back, faults all at once."""

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from ecosystem.briefings.survey import brief_survey
from ecosystem.display.survey_form import survey_file
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.sources.imports.importing import import_files
from ecosystem.sources.imports.survey import SurveyAsked, check_survey
from ecosystem.sources.register.reading import read_register
from tests.sources.import_builders import a_folder

ON = date(2026, 5, 1)
NEEDS = (("branding", "Branding", "Branding"), ("finance", "Adgang til penge", "Finance"))
ASKED = SurveyAsked("klyngen", "turisme", asked_on=date(2026, 4, 1))
HEAD = (
    "Svar nr.;CVR-nummer;Første gang i et program;Ansatte (årsværk);Kommune;2. Branding (1-5);"
    "finance;Andet, I har brug for"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A register with a cluster, a firm and two needs."""
    actors = [
        {"actor_id": "klyngen", "name": "Klyngen", "kind": "cluster"},
        {"actor_id": "kroen", "name": "Kroen ApS", "kind": "firm", "cvr": "10000009"},
    ]
    needs = [
        {"need_id": key, "rank": rank, "band": "medium", "name_da": danish, "name_en": english}
        for rank, (key, danish, english) in enumerate(NEEDS, start=1)
    ]
    return a_folder(tmp_path / "register", actors=actors, needs=needs)


def saved(folder, *rows, head=HEAD):
    """A file of answers, as a Danish spreadsheet saves it."""
    path = folder.parent / "svar.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8-sig")
    return path


def taken(folder, path, asked=ASKED, **options):
    """What became of a file of answers."""
    return import_files("survey", [path], folder, on=ON, survey=asked, **options)


def test_answers_come_back_with_survey_day_and_position(folder):
    """One with a CVR number of the register, one with another, one without; a third is blank."""
    path = saved(
        folder,
        "1;10000009;nej;12,5;0851;5;2;flere gæster om vinteren",
        "2;11111111;ja;;851;4;;",
        "3;;;;;;1;",
        "4;;;;;;;",
    )
    report = taken(folder, path)
    answers = read_register(folder).need_answers.set_index(["respondent_id", "need_id"])

    assert (report.read, report.added, len(report.rejected)) == (4, 4, 0)
    first = answers.loc[("klyngen.turisme.2026.1", "branding")]
    assert (first["importance"], first["actor_id"], first["employees"]) == (5, "kroen", 12.5)
    assert (first["survey_id"], first["position_id"]) == ("klyngen.turisme.2026", "turisme")
    assert str(first["asked_on"])[:10] == "2026-04-01"
    assert first["note"] == "flere gæster om vinteren"
    second = answers.loc[("klyngen.turisme.2026.2", "branding")]
    assert (second["actor_id"] != second["actor_id"], second["municipality_code"]) == (True, "0851")
    assert any("1 CVR number(s) are not in the register" in note for note in report.notes)
    assert any("1 row(s) without an answer" in note for note in report.notes)


def test_a_second_import_changes_nothing_and_a_dry_run_writes_nothing(folder):
    """A corrected answer completes the one that stands."""
    path = saved(folder, "1;;ja;3;0851;5;2;")
    assert taken(folder, path, dry_run=True).added == 2
    assert read_register(folder).need_answers is None

    taken(folder, path)
    again = taken(folder, path)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 2)
    corrected = taken(folder, saved(folder, "1;;ja;3;0851;4;2;"))
    assert (corrected.added, corrected.updated) == (0, 1)


def test_all_faults_of_all_rows_are_told_and_only_sound_rows_are_kept(folder):
    """Outside 1 to 5, no number, no place, no flag, a wrong number; each with its line."""
    path = saved(
        folder,
        "1;123;måske;-4;Atlantis;6;2,5;",
        "2;;;;;3;;",
        "3;;;;;3;;",
        "3;;;;;2;;",
    )
    report = taken(folder, path)
    faults = {(fault.row, fault.column) for fault in report.rejected}

    assert faults == {
        *((2, c) for c in ("cvr", "is_first_time", "employees", "municipality_code")),
        *((2, c) for c in ("branding", "finance")),
        (4, "respondent"),
        (5, "respondent"),
    }
    assert report.added == 1


@pytest.mark.parametrize(
    "words", ["ring 010190-1234", "skriv til jens.hansen@example.dk", "tlf. +45 20 30 40 50"]
)
def test_what_tells_who_somebody_is_is_refused_and_not_repeated(folder, words):
    """Neither in the register nor in the report."""
    report = taken(folder, saved(folder, f"1;;;;;5;2;{words}", "2;;;;;5;;"))

    assert [fault.row for fault in report.rejected] == [2]
    assert words not in report.model_dump_json()
    assert report.added == 1


def test_columns_that_are_not_the_forms_are_refused_together(folder):
    """A column of names is to be deleted; one unknown, one twice."""
    path = saved(folder, "x;y;z;1;2", head="Navn;E-mail;Humør;branding;Branding")
    with pytest.raises(EcosystemError) as error:
        taken(folder, path)

    assert all(word in str(error.value) for word in ("Navn", "E-mail", "Humør", "stands twice"))
    assert str(error.value).count("delete it") == 2


def test_without_a_day_a_cluster_or_a_position_nothing_is_read(folder):
    """Each is named."""
    path = saved(folder, "1;;;;;5;;")
    undated = taken(folder, path, SurveyAsked("klyngen", "turisme"), dry_run=True)
    assert [fault.column for fault in undated.rejected] == ["asked_on"]
    with pytest.raises(UnknownIdError, match="klyngen"):
        taken(folder, path, SurveyAsked("klynge", "turisme"))
    with pytest.raises(UnknownIdError, match="turisme"):
        taken(folder, path, SurveyAsked("klyngen", "turismen"))
    with pytest.raises(EcosystemError, match="--position"):
        check_survey("klyngen", None)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_form_that_is_written_is_the_form_that_is_read(folder, language, tmp_path):
    """Filled in as a workbook, in either language."""
    form = brief_survey(read_register(folder), ON, "klyngen")
    book = openpyxl.load_workbook(BytesIO(survey_file(form, ".xlsx", language)))
    sheet = book["Svar"]
    sheet.append([1, date(2026, 3, 2), None, "ja", 7, "0851", 5, 1, "ro"])
    path = tmp_path / "f.xlsx"
    book.save(path)
    report = taken(folder, path, SurveyAsked("klyngen", "turisme", "s1"))

    assert (report.added, report.rejected) == (2, [])
    assert set(read_register(folder).need_answers["survey_id"]) == {"s1"}
    assert survey_file(form, ".csv", language).decode("utf-8-sig").count(";") == 8


def test_the_page_asks_every_need_and_nobody_s_name(folder):
    """A box for each step of the scale; names of the form's own are no question."""
    from docx import Document

    form = brief_survey(read_register(folder), ON, "klyngen")
    document = Document(BytesIO(survey_file(form, ".docx")))
    (table,) = document.tables
    asked = [paragraph.text for paragraph in document.paragraphs if "___" in paragraph.text]

    assert [row.cells[0].text for row in table.rows[1:]] == ["Branding", "Adgang til penge"]
    assert [cell.text for cell in table.rows[0].cells[1:]] == ["1", "2", "3", "4", "5"]
    assert not any(
        word in line.casefold() for line in asked for word in ("mail", "telefon", "cpr-")
    )
    with pytest.raises(EcosystemError, match="docx"):
        survey_file(form, ".pdf")
    with pytest.raises(UnknownIdError):
        brief_survey(read_register(folder), ON, "kroen")
