"""Reading the files of CORDIS."""

from pathlib import Path

import pytest

from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.vocabulary import ActorKind, Role
from ecosystem.sources.imports.cordis import read_cordis
from ecosystem.sources.matching.import_records import ProjectRecord
from tests.sources.import_builders import (
    BROKEN,
    FIELDS,
    FUNDS_2007,
    ORGANISATIONS,
    PROJECTS,
    SHARED,
)


def _by_id(files: list[Path]) -> dict[str, ProjectRecord]:
    return {p.cells["project_id"]: p for p in read_cordis(files).projects}


def test_the_files_are_told_apart_by_their_headers():
    """Their order does not matter."""
    in_order = _by_id([ORGANISATIONS, PROJECTS, FIELDS])
    reversed_order = _by_id([FIELDS, PROJECTS, ORGANISATIONS])

    assert {k: p.cells for k, p in in_order.items()} == {
        k: p.cells for k, p in reversed_order.items()
    }


def test_amounts_are_turned_into_kroner_at_the_central_rate():
    """674,081.25 euro at 7.46038; decimal comma and point are both read."""
    project = _by_id([ORGANISATIONS, PROJECTS])["cordis-900001"].cells

    assert project["budget_dkk"] == pytest.approx(674_081.25 * 7.46038, abs=0.01)
    assert project["eu_grant_dkk"] == pytest.approx(500_000.5 * 7.46038, abs=0.01)
    assert "7.46038" in project["note"]


def test_a_cost_of_zero_is_not_known():
    """A lump sum has no recorded total; that is not the same as free of charge."""
    project = _by_id([ORGANISATIONS, PROJECTS])["cordis-900004"].cells

    assert project["budget_dkk"] is None
    assert project["eu_grant_dkk"] == pytest.approx(150_000 * 7.46038, abs=0.01)


def test_a_danish_organisation_has_its_cvr_number_kind_and_place():
    """The VAT number holds the CVR number; the postcode may have a country before it."""
    parts = _by_id([ORGANISATIONS])["cordis-900001"].parts

    plant, works, town = (part.mention for part in parts)
    assert (plant.cvr, plant.kind, plant.postcode) == ("90000004", ActorKind.FIRM, "9000")
    assert (town.cvr, town.kind, town.postcode) == (None, ActorKind.PUBLIC_AUTHORITY, "DK-3700")
    assert (works.cvr, works.country, works.postcode) == (None, "DE", None)
    assert [part.role for part in parts] == [Role.LEAD, Role.PARTNER, Role.PARTNER]


def test_a_number_shows_no_organisation_and_the_kind_of_a_body_does(tmp_path: Path):
    """A private participant needs more than a VAT number; a public body is one, as CORDIS says."""
    header, *rows = ORGANISATIONS.read_text(encoding="utf-8").splitlines()
    lead = rows[0].replace("VESTERBY VARMEVARK AMBA", "JENS EFTERNAVN")
    town = rows[2].replace("NORDLUNDE KOMMUNE", "ANNE EFTERNAVN")
    path = tmp_path / "organization.csv"
    path.write_text("\n".join([header, lead, town]), encoding="utf-8")

    mentions = [part.mention for part in _by_id([path])["cordis-900001"].parts]

    assert [(m.kind, m.is_evident) for m in mentions] == [
        (ActorKind.FIRM, False),
        (ActorKind.PUBLIC_AUTHORITY, True),
    ]


def test_two_departments_are_one_partner():
    """An organisation that stands twice in a project keeps its strongest role."""
    parts = _by_id([ORGANISATIONS])["cordis-900002"].parts

    assert [(p.mention.name, p.role) for p in parts] == [
        ("OSTERBY FISKEFORENING", Role.PARTNER),
        ("ETAIREIA POTAMOU", Role.LEAD),
    ]
    assert parts[1].mention.country == "GR"


def test_a_participation_without_its_project_is_kept_and_told():
    """The project stands under its acronym, and the note says what is missing."""
    records = read_cordis([ORGANISATIONS, PROJECTS])

    fish = next(p for p in records.projects if p.cells["project_id"] == "cordis-900002")
    assert fish.cells["title"] == "FISKNET"
    assert fish.is_titled is False
    assert "not recorded" in fish.cells["note"]
    assert any("3 participation row(s) of 1 project(s)" in note for note in records.notes)


def test_a_project_with_foreign_participants_only_is_left_out_and_counted():
    """Its two rows are counted; a project nobody is recorded for is kept, for it may be Danish."""
    records = read_cordis([ORGANISATIONS, PROJECTS])

    assert records.left_out == {"project without a Danish organisation": 2}
    assert {p.cells["project_id"] for p in records.projects} == {
        "cordis-900001",
        "cordis-900002",
        "cordis-900004",
    }
    assert records.read == 10


def test_the_programme_part_a_science_field_or_the_title_gives_a_position():
    """Fields come first; two fields that disagree leave the word to the title."""
    without = _by_id([ORGANISATIONS, PROJECTS])
    with_fields = _by_id([ORGANISATIONS, PROJECTS, FIELDS])

    assert without["cordis-900001"].cells["position_rule"] == "programme_energy"
    assert without["cordis-900002"].cells["position_id"] is None
    assert with_fields["cordis-900002"].cells["position_rule"] == "field_food_and_agriculture"
    assert with_fields["cordis-900004"].cells["position_rule"] == "title_health"


def test_another_file_is_refused_by_its_header():
    """The message names the columns that were looked for."""
    with pytest.raises(UnreadableFileError, match="is no CORDIS file"):
        read_cordis([FUNDS_2007])


@pytest.mark.parametrize(
    ("file", "row", "words"),
    [
        ("cordis_project_id_in_words.csv", 2, "projectID is not a number"),
        ("cordis_country_in_words.csv", 3, "not a country code"),
        ("cordis_year_20214.csv", 2, "startDate: not a date between 1100 and 2100"),
        ("cordis_cost_in_words.csv", 2, "totalCost: not a number"),
    ],
)
def test_a_row_that_cannot_be_used_is_kept_out_and_told(file: str, row: int, words: str):
    """Line and problem are told; the other rows are read."""
    records = read_cordis([BROKEN / file])

    assert [fault.row for fault in records.rejected] == [row]
    assert words in records.rejected[0].problem
    assert records.projects


def test_the_real_files_keep_every_participation():
    """638 rows of 42 projects, 97 projects that share none of their ids."""
    folder = SHARED / "cordis"
    if not folder.exists():
        pytest.skip("the real registers are not here")

    records = read_cordis([folder / "organization.csv", folder / "project.csv"])

    assert (records.read, len(records.projects)) == (735, 139)
    assert sum(len(project.parts) for project in records.projects) == 638
    assert records.rejected == []
