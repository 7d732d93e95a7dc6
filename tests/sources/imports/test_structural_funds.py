"""Reading the two official exports of EU structural-fund projects."""

from datetime import date
from pathlib import Path

import pytest

from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.vocabulary import Role
from ecosystem.sources.imports.structural_funds import read_structural_funds
from tests.sources.import_builders import BROKEN, FUNDS_2007, FUNDS_2014, SHARED


def _projects(path: Path) -> dict[str, dict[str, object]]:
    return {
        f"{project.cells['title']} {project.cells['end']}": project.cells
        for project in read_structural_funds([path]).projects
    }


def test_the_export_of_2007_to_2013_is_read_as_it_is_written():
    """Decimal comma, Danish dates, fund and region in one word."""
    project = _projects(FUNDS_2007)["Ny teknik til fjernvarme 2011-01-31"]

    assert project["budget_dkk"] == 1_234_567.89
    assert project["eu_grant_dkk"] == 617_283.94
    assert project["start"] == date(2008, 2, 1)
    assert project["fund"] == "ERDF"
    assert project["note"] == "Region: Nordjylland"
    assert project["area"] == "1081"
    assert project["period"] == "2007-2013"


def test_the_export_of_2014_to_2020_is_read_as_it_is_written():
    """ISO-8859-1, semicolons, points between thousands, line breaks in cells."""
    projects = _projects(FUNDS_2014)

    water = projects["Grønne forretningsmodeller på vandområdet 2017-02-28"]
    assert water["budget_dkk"] == 15_414_794
    assert water["fund"] == "ERDF"
    assert water["priority_area"] == "1 Styrket innovation i SMVer. Innovation og videndeling"
    assert projects["Vækst 3.0 2017-08-31"]["fund"] == "ESF"


def test_contact_persons_are_dropped_and_counted():
    """Nothing that is read holds what stands in the column of contact persons."""
    records = read_structural_funds([FUNDS_2014])

    assert records.dropped_contacts == 2
    assert "Kontaktsen" not in repr(records)
    assert "87654321" not in repr(records)


def test_a_lead_keeps_its_number_and_place():
    """The CVR number and the postcode follow the lead, and the lead alone."""
    project = read_structural_funds([FUNDS_2007]).projects[0]

    lead, *partners = project.parts
    assert lead.role is Role.LEAD
    assert (lead.mention.cvr, lead.mention.postcode) == ("90000004", "9000")
    assert all(partner.mention.cvr is None for partner in partners)


def test_partners_are_taken_apart_without_breaking_names():
    """A full stop inside a name stays inside the name."""
    projects = read_structural_funds([FUNDS_2007]).projects

    assert [p.mention.name for p in projects[0].parts[1:]] == [
        "Teknologisk Institut",
        "Nordlunde Kommune",
        "P. Østerby A/S",
        "Fonden Nordlunde Havn",
    ]
    assert "Th. Vestergårds HF & VUC" in [p.mention.name for p in projects[1].parts]
    assert "Træ-Industri-Byg, afd. 4 - Østlunde" in [p.mention.name for p in projects[5].parts]


def test_what_names_no_organisation_is_kept_out_with_the_reason():
    """Fragments and words that could be anybody are told and not stored."""
    records = read_structural_funds([FUNDS_2007])

    rejections = {(fault.value, fault.problem) for fault in records.rejected}
    assert ("project", "too general to point to one organisation") in rejections
    assert ("SOSU", "too general to point to one organisation") in rejections
    assert all(fault.part == "name" and fault.row is not None for fault in records.rejected)
    assert "Jens Efternavn" not in repr(records)


def test_the_person_who_runs_an_organisation_is_dropped_from_its_name():
    """``X v. somebody`` is the organisation X."""
    robots = read_structural_funds([FUNDS_2007]).projects[4]

    assert "Østerby Fiskeforening" in [part.mention.name for part in robots.parts]


def test_a_title_gives_a_position_with_its_rule_and_two_give_none():
    """Heat is energy; robots in farming are two things at once."""
    heat, tourism, course, _, robots, _ = read_structural_funds([FUNDS_2007]).projects

    assert heat.cells["position_id"] == "energiteknologi"
    assert heat.cells["position_rule"] == "title_heat_and_power"
    assert tourism.cells["position_id"] == "turisme"
    assert course.cells["position_id"] is None
    assert (robots.cells["position_id"], robots.is_ambiguous) == (None, True)


def test_two_grants_under_one_title_are_two_projects():
    """Same title, start, fund and lead, but another end and budget."""
    records = read_structural_funds([FUNDS_2007])

    assert records.read == len(records.projects) == 6
    assert len({project.cells["project_id"] for project in records.projects}) == 6


def test_a_row_that_stands_twice_is_one_project(tmp_path: Path):
    """A doubled row adds nothing and is counted."""
    lines = FUNDS_2007.read_bytes().splitlines(keepends=True)
    path = tmp_path / "twice.csv"
    path.write_bytes(b"".join([*lines, lines[1]]))

    records = read_structural_funds([path])

    assert len(records.projects) == 6
    assert records.left_out == {"row that stands twice": 1}


def test_ids_do_not_depend_on_the_order_of_rows(tmp_path: Path):
    """The same projects in another order have the same ids."""
    header, *rows = FUNDS_2007.read_bytes().splitlines(keepends=True)
    path = tmp_path / "turned.csv"
    path.write_bytes(b"".join([header, *reversed(rows)]))

    ids = [
        {p.cells["project_id"] for p in read_structural_funds([f]).projects}
        for f in (FUNDS_2007, path)
    ]

    assert ids[0] == ids[1]


def test_a_cvr_number_does_not_show_an_organisation(tmp_path: Path):
    """A lead that may be a person stays one, whatever its number: a person's firm has one too."""
    text = FUNDS_2007.read_text(encoding="utf-8").replace(
        "Nordlunde Turistforening", "Jens Efternavn"
    )
    path = tmp_path / "funds.csv"
    path.write_text(text, encoding="utf-8")

    lead = read_structural_funds([path]).projects[1].parts[0].mention

    assert not lead.is_evident
    assert "Efternavn" not in repr(lead)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("empty.csv", "is empty"),
        ("only_spaces.csv", "is empty"),
        ("web_page.csv", "is a web page"),
        ("archive.csv", "zip archive"),
        ("picture.csv", "NUL"),
        ("funds_nul.csv", "2 NUL character(s)"),
        ("funds_other_columns.csv", "lacks the column(s) navn"),
        ("funds_open_quote.csv", "line 2"),
    ],
)
def test_a_file_that_is_no_export_is_refused_in_words(file: str, words: str):
    """The message says what the file is, or which column or line is wrong."""
    with pytest.raises(UnreadableFileError, match=r".") as refusal:
        read_structural_funds([BROKEN / file])

    assert words in str(refusal.value)


@pytest.mark.parametrize(
    ("file", "column", "problem"),
    [
        ("funds_year_20214.csv", "start_dato", "not a date between 1100 and 2100"),
        ("funds_no_such_day.csv", "start_dato", "a day that does not exist"),
        ("funds_ends_before_it_starts.csv", "slut_dato", "lies before the start"),
        ("funds_budget_in_words.csv", "budget", "not a number"),
        ("funds_budget_below_zero.csv", "budget", "an amount below zero"),
        ("funds_short_cvr.csv", "cvr", "not a CVR number"),
        ("funds_three_fields_too_many.csv", None, "the row has 3 field(s) too many"),
        ("funds_no_title.csv", "projekttitel", "the cell is empty"),
        ("funds_unknown_fund.csv", "ordning", "not a fund and region"),
    ],
)
def test_a_row_that_cannot_be_used_is_kept_out_and_told(
    file: str, column: str | None, problem: str
):
    """The first project is kept out with line, column and problem; the other five are read."""
    records = read_structural_funds([BROKEN / file])

    rows = [fault for fault in records.rejected if fault.part == "row"]
    assert [(fault.row, fault.column, fault.problem) for fault in rows] == [(2, column, problem)]
    assert len(records.projects) == 5


def test_a_file_of_two_encodings_is_read_faithfully():
    """One line in Windows-1252 among lines of UTF-8 keeps its letters."""
    records = read_structural_funds([BROKEN / "funds_mixed_encodings.csv"])

    names = {part.mention.name for project in records.projects for part in project.parts}
    assert "Th. Vestergårds HF & VUC" in names
    assert "P. Østerby A/S" in names
    assert any("Windows-1252" in note for note in records.notes)


def test_the_real_list_of_2007_to_2013_is_read_whole():
    """598 projects, 271 lead numbers, no row kept out."""
    path = SHARED / "structural_funds" / "projektdatabase-2007-2013.csv"
    if not path.exists():
        pytest.skip("the real registers are not here")

    records = read_structural_funds([path])

    leads = {part.mention.cvr for project in records.projects for part in project.parts[:1]}
    assert (records.read, len(records.projects), len(leads)) == (598, 598, 271)
    assert all(fault.part == "name" for fault in records.rejected)
