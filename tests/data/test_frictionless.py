"""Other programs read what is written: frictionless checks every kind of register for real."""

import json
import shutil
from datetime import date

import pytest

from ecosystem.model.tables import TABLES
from ecosystem.sources.files.folders import shipped_folder, table_files
from ecosystem.sources.imports.importing import import_files
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.seals import is_sealed, seal, sealed_rows
from ecosystem.sources.register.snapshots import write_snapshot
from ecosystem.sources.synthetic import write_demo
from ecosystem.sources.tables.parquet_tables import write_parquet
from ecosystem.sources.tables.small_tables import read_small_table
from tests.sources.import_builders import FUNDS_2007

frictionless = pytest.importorskip("frictionless", reason="make setup installs frictionless")

DAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """A register with a few example firms."""
    folder = tmp_path_factory.mktemp("example") / "register"
    write_demo(folder, firms=60)
    return folder


@pytest.fixture(scope="module")
def parquet(tmp_path_factory, example):
    """The same with its actors in Parquet, while other tables refer to them."""
    folder = shutil.copytree(example, tmp_path_factory.mktemp("parquet") / "register")
    as_parquet(folder, "actors")
    seal(folder, DAY)
    return folder


def as_parquet(folder, name):
    """Put the Parquet form of a table in the place of its CSV file."""
    path = folder / f"{name}.csv"
    write_parquet(
        TABLES[name], read_small_table(TABLES[name], path)[0], path.with_suffix(".parquet")
    )
    path.unlink()


def errors(folder):
    """List what frictionless finds wrong with the package of a folder."""
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    return [*report.errors, *(error for task in report.tasks for error in task.errors)]


def resources(folder):
    """Read the resources of a package by name."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def is_accepted(folder):
    """Whether frictionless finds nothing wrong with any table of a folder."""
    assert [error.message for error in errors(folder)] == []
    return resources(folder).keys() == table_files(folder).keys()


def test_the_shipped_register_and_a_snapshot_of_it_are_accepted(tmp_path):
    """Columns, their order, types, limits, keys, references, sizes and hashes all hold."""
    assert is_accepted(shipped_folder())
    assert is_accepted(write_snapshot(shipped_folder(), tmp_path, DAY).folder)


def test_an_imported_register_is_accepted(tmp_path):
    """A fresh folder with a file of the structural funds in it."""
    import_files("structural-funds", [FUNDS_2007], tmp_path / "register", on=DAY)

    assert is_accepted(tmp_path / "register")


def test_a_register_with_example_data_is_accepted(example):
    """As ``ecosystem demo`` writes it."""
    assert is_accepted(example)


@pytest.mark.slow
def test_a_large_register_with_example_data_is_accepted(tmp_path):
    """So many firms that their tables are written as Parquet."""
    write_demo(tmp_path / "register", firms=60_000)

    assert is_accepted(tmp_path / "register")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (",ferry,", ",boat,", "constraint-error"),
        (",9.745,", ",3.2,", "constraint-error"),
        ("\nstorebaelt,", "\nlillebaelt,", "primary-key"),
        ("crossing_id,name,", "name,crossing_id,", "incorrect-label"),
    ],
)
def test_frictionless_finds_what_the_package_says_must_not_be(before, after, kind, tmp_path):
    """The package says so much of a table that a slip in it is seen."""
    path = tmp_path / "crossings.csv"
    shutil.copyfile(shipped_folder() / "register" / "crossings.csv", path)
    seal(tmp_path, DAY)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(before, after, 1), encoding="utf-8")

    assert before in text
    assert kind in {error.type for error in errors(tmp_path)}


def test_a_reference_to_nobody_is_found(example, tmp_path):
    """An id is looked up in the table it refers to, its own too."""
    folder = shutil.copytree(example, tmp_path / "register")
    path = folder / "sites.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",clean,", ",nobody,"), "utf-8")

    assert "foreign-key" in {error.type for error in errors(folder)}
    references = resources(folder)["actors"]["schema"]["foreignKeys"]
    assert {
        "fields": ["parent_actor_id"],
        "reference": {"resource": "", "fields": ["actor_id"]},
    } in (references)


def test_a_parquet_table_stands_as_a_file_that_nothing_refers_to(parquet, tmp_path):
    """Its size and hash are checked; its rows are counted by the register's own reader."""
    folder = shutil.copytree(parquet, tmp_path / "register")
    actors = resources(folder)["actors"]

    assert (actors["type"], actors["format"], "rows" in actors) == ("file", "parquet", False)
    assert sealed_rows(folder)["actors"] == read_register(folder).row_counts["actors"] > 60
    assert is_accepted(folder)
    (folder / "actors.parquet").write_bytes(b"PAR1")
    assert {"byte-count", "hash-count"} & {error.type for error in errors(folder)}


def test_a_package_of_an_earlier_version_still_seals_and_counts(parquet, tmp_path):
    """Its schemas list every column there may be, and a Parquet table stands as a table."""
    folder = shutil.copytree(parquet, tmp_path / "register")
    rows = sealed_rows(folder)
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        columns = TABLES[resource["name"]].columns
        resource["schema"] = {"fields": [{"name": name, "type": "string"} for name in columns]}
        resource["rows"] = resource.pop("ecosystem_rows", resource.get("rows"))
        resource["type"] = "table"
    path.write_text(json.dumps(package), encoding="utf-8")

    assert is_sealed(folder, table_files(folder))
    assert sealed_rows(folder) == rows
    assert read_register(folder).row_counts == rows
