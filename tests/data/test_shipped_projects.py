"""The shipped register of real projects: what it holds, and whom it does not name."""

import importlib.util
import json
import os
import re
from pathlib import Path

import pandas as pd
import pytest

from ecosystem.model.errors import EcosystemError
from ecosystem.model.firms import SOLE_FORMS
from ecosystem.model.member_facts import BODIES
from ecosystem.sources.files.folders import table_files
from ecosystem.sources.files.shipped import PROJECTS, named_folder
from ecosystem.sources.matching.organisation_evidence import is_organisation
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.seals import is_sealed
from ecosystem.sources.register.snapshots import write_snapshot
from ecosystem.sources.register.transaction import seal_register
from ecosystem.sources.user.own_folder import FOLDER_NAME

ROOT = Path(__file__).parents[2]
LISTS = ROOT.parent / "shared" / "data"
FOLDER = named_folder(PROJECTS)
TABLES = ("actors", "links", "projects", "participations")
ANEW = "run data/build/projects.py again (data/build/README.md)"


@pytest.fixture(scope="module")
def rows():
    """What the folder adds to the register of Denmark, as text."""
    return {
        name: pd.read_csv(FOLDER / f"{name}.csv", dtype="str", keep_default_na=False)
        for name in TABLES
    }


@pytest.fixture(scope="module")
def register():
    """The register by its name."""
    return read_register(PROJECTS)


@pytest.fixture(scope="module")
def package():
    """What the folder says of itself."""
    return json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))


def test_it_is_read_with_denmarks_register_without_examples_and_without_a_fault(register):
    """Positions, municipalities and schemes are Denmark's; nothing in it is made up."""
    inspected = inspect_register(FOLDER)

    assert register.label == "Rigtige projekter 2007-2016"
    assert inspected.faults == register.warnings == ()
    assert not register.is_synthetic
    assert len(register.municipalities) == 98
    assert len(register.catalogue) == len(read_register().catalogue)
    assert register.row_counts["projects"] == 721
    assert register.row_counts["participations"] == 3284


def test_every_project_of_the_lists_is_in_it(rows):
    """598 of 2007-13, the 40 of the sample, and CORDIS until 2016 or without a day."""
    projects = rows["projects"]
    by_list = projects["project_id"].str.extract(r"^(sf-0713|sf-1420|cordis)")[0].value_counts()

    assert by_list.to_dict() == {"sf-0713": 598, "cordis": 83, "sf-1420": 40}
    assert projects["start"].str[:4].max() == "2016"


def test_the_clusters_of_the_time_lead_as_many_projects_as_were_counted_by_hand(register, rows):
    """26 of 598 projects and 200 of 3,665 million DKK; lead or partner in 40; hosts lead 56."""
    actors = register.actors.collect().to_pandas()
    is_embedded = actors["is_embedded"].fillna(value=False).astype(bool)
    is_cluster = actors["kind"] == "cluster"
    clusters = set(actors.loc[is_cluster & ~is_embedded, "actor_id"])
    hosts = set(actors.loc[is_cluster & is_embedded, "parent_actor_id"])
    projects = register.projects[register.projects["period"] == "2007-2013"]
    led = projects[projects["lead_actor_id"].isin(clusters)]
    parties = rows["participations"]
    with_cluster = set(parties.loc[parties["actor_id"].isin(clusters), "project_id"])

    assert round(projects["eu_grant_dkk"].sum()) == 3_665_372_950
    assert len(led) == 26
    assert round(led["eu_grant_dkk"].sum()) == 200_117_533
    assert led["fund"].value_counts().to_dict() == {"ERDF": 19, "ESF": 7}
    assert projects["project_id"].isin(with_cluster).sum() == 40
    assert projects["lead_actor_id"].isin(clusters | hosts).sum() == 56


def test_nobody_is_named_who_may_be_a_person(rows):
    """A public body or cluster by its kind, another by its name; none is of a firm of one."""
    actors = rows["actors"]
    others = actors[~actors["kind"].isin([*BODIES, "cluster"])]
    may_be_persons = [
        row.name
        for row in others.itertuples(index=False)
        if not is_organisation(
            row.name, row.country or None, has_vat=row.source.startswith("CORDIS")
        )
    ]

    assert may_be_persons == []
    assert not {form.casefold() for form in SOLE_FORMS} & set(actors["legal_form"].str.casefold())
    assert not actors["name"].str.contains(r"\bv/|\bENK\b|\bPMV\b", regex=True).any()


def test_it_holds_no_contact_and_no_page_on_the_web(rows):
    """No mail, no telephone, no CPR number and no address in any cell."""
    contact = re.compile(
        r"[\w.]+@\w|(?:tlf|telefon|phone|mobil)\W*\d|\+45|\b\d{6}-\d{4}\b|"
        r"(?<![\w.,-])\d{2} \d{2} \d{2} \d{2}(?!\d)"
    )
    cells = [
        f"{name}.{column}: {cell}"
        for name, table in rows.items()
        for column in table.columns.drop("source")
        for cell in table[column].unique()
        if contact.search(cell) or "http" in cell
    ]

    assert cells == []
    assert "website" not in rows["actors"]


def test_participants_without_a_name_are_numbered_and_can_be_told_by_nothing_else(rows):
    """A number within the project; a hash would be the same in two of them. Such a lead's title
    is left out too."""
    projects = rows["projects"]
    unnamed = projects.loc[projects["unnamed_participants"] != "", "unnamed_participants"]
    expected = unnamed.map(
        lambda cell: ";".join(f"participant.{n + 1}" for n in range(cell.count(";") + 1))
    )
    without_lead = projects[(projects["lead_actor_id"] == "") & projects["fund"].ne("")]

    assert unnamed.tolist() == expected.tolist()
    assert unnamed.str.count("participant").sum() == 89
    assert without_lead["title"].str.startswith("Titel udeladt").tolist() == [True] * 10


def test_every_row_has_a_source_and_the_package_tells_under_which_terms(rows, package):
    """The lists that must be published, CORDIS under CC BY 4.0; the hashes are of these files."""
    assert all((table["source"] != "").all() for table in rows.values())
    assert [licence.get("name", licence["path"]) for licence in package["licenses"]] == [
        "https://eur-lex.europa.eu/eli/reg/2006/1828/oj",
        "https://eur-lex.europa.eu/eli/reg/2013/1303/oj",
        "CC-BY-4.0",
    ]
    for resource in package["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        assert columns == list(rows[resource["name"]].columns)
        assert "foreignKeys" not in resource["schema"]
    stated = {resource["name"]: resource["rows"] for resource in package["resources"]}
    assert stated == {name: len(table) for name, table in rows.items()}


def test_its_seal_holds_and_only_its_script_writes_it(package):
    """``python data/build/projects.py --seal`` was run after the last change to the columns."""
    assert is_sealed(FOLDER, table_files(FOLDER)), ANEW
    with pytest.raises(EcosystemError, match=r"projects\.py --seal"):
        seal_register(FOLDER, pd.Timestamp("2026-11-30").date())
    assert json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8")) == package


def test_the_readme_tells_the_rows_and_bytes_there_are(rows):
    """The table of its tables is what a reader counts."""
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")

    for name, table in rows.items():
        size = (FOLDER / f"{name}.csv").stat().st_size
        assert f"| `{name}` | {len(table):,} | {size:,} |" in readme


def test_no_organisation_stands_twice_beside_denmarks(register):
    """A row that Denmark's register has got since would stand beside the same of the lists."""
    actors = register.actors.collect().to_pandas()
    is_embedded = actors["is_embedded"].fillna(value=False).astype(bool)
    own = actors[~is_embedded & actors["cvr"].notna()]

    assert sorted(own.loc[own["cvr"].duplicated(), "cvr"]) == [], ANEW


def test_a_copy_of_ones_own_is_whole(register, tmp_path):
    """A snapshot holds Denmark's tables and rules too, and can be written to."""
    snapshot = write_snapshot(FOLDER, tmp_path / "mine", pd.Timestamp("2026-11-30").date())

    assert inspect_register(snapshot.folder).faults == ()
    assert read_register(snapshot.folder).row_counts == register.row_counts


@pytest.mark.slow
@pytest.mark.skipif(not LISTS.exists(), reason="the official lists are not at hand (../shared)")
def test_it_is_what_the_official_lists_give_to_the_byte(tmp_path, monkeypatch):
    """Built anew, with another key, it is the same."""
    monkeypatch.setitem(os.environ, FOLDER_NAME, str(tmp_path))
    script = ROOT / "data" / "build" / "projects.py"
    spec = importlib.util.spec_from_file_location("build_projects", script)
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)

    build.main(LISTS, tmp_path / "built")

    anew = {file.name: file.read_bytes() for file in sorted((tmp_path / "built").iterdir())}
    assert anew == {name: (FOLDER / name).read_bytes() for name in anew}, ANEW
