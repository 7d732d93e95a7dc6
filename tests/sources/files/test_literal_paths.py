"""A path is never a pattern: a folder is read, whatever marks its name holds."""

import shutil
import string
from pathlib import Path

import pandas as pd
import pytest

from ecosystem.model.register import collect
from ecosystem.model.tables import TABLES
from ecosystem.sources.register.edition_writing import new_edition
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.snapshots import open_snapshot, write_snapshot
from ecosystem.sources.tables import big_tables, engine
from ecosystem.sources.tables.boundaries import find_boundaries
from tests.sources.register.test_register import HUB, PLACES, write
from tests.sources.register.test_snapshots import DAY

MARKS = [mark for mark in string.punctuation if mark not in "/."]
NAMES = [
    *[f"reg{mark}1" for mark in MARKS],
    "[1]",
    "reg[1]",
    "reg[!a]",
    "*",
    "**",
    "?",
    "~x",
    "{a,b}",
    "%20",
    "year=2020",
    "a\nb",
    "a\tb",
    "-x",
    "æ ø",
    "x.zip",
    "http:",
]


@pytest.fixture(scope="module")
def beside(tmp_path_factory):
    """Registers that a pattern would lead to instead."""
    place = tmp_path_factory.mktemp("place")
    for name in ("reg1", "rega", "regx", "a", "b", "1"):
        _register(place / name, "another")
    return place


def _register(home, name):
    home.mkdir()
    write(home, "municipalities", PLACES)
    write(home, "actors", [{**HUB, "name": name}])
    return home


@pytest.mark.parametrize("name", NAMES)
def test_the_folder_that_is_named_is_the_one_that_is_read(beside, monkeypatch, name):
    """Also by a path that is relative to where the user stands."""
    _register(beside / name, name)
    monkeypatch.chdir(beside)

    for folder in (beside / name, Path(name)):
        connection = engine.connect()
        table, _ = big_tables.open_big_table(connection, TABLES["actors"], folder / "actors.csv")
        rows = connection.execute(f"SELECT name FROM {table.typed_view}").fetchall()
        assert rows == [(name,)]

    shutil.rmtree(beside / name)


@pytest.mark.parametrize("name", ["reg[1]", "*", "a'b", "~x"])
def test_writing_and_copying_take_the_folder_that_is_named(beside, monkeypatch, name):
    """Import, snapshot and boundaries: none of them expands a name."""
    monkeypatch.chdir(beside)
    home = _register(beside / name, "old")
    (home / "boundaries").mkdir()
    (home / "boundaries" / "mine.geojson").write_text("{}", encoding="utf-8")

    with new_edition(home, "test") as draft:
        write(draft.folder, "actors", [{**HUB, "name": "new"}])
    copies = beside / f"copies {name}"
    copy = write_snapshot(home, copies, DAY)

    assert collect(read_register(home).actors)["name"].tolist() == ["new"]
    assert open_snapshot(copies) == copy
    assert collect(read_register(copy.folder).actors)["name"].tolist() == ["new"]
    assert find_boundaries(home) == home / "boundaries" / "mine.geojson"
    assert collect(read_register(beside / "reg1").actors)["name"].tolist() == ["another"]
    shutil.rmtree(home)


@pytest.mark.parametrize("name", ["reg[1]", "*?[", "year=2020", "a'b"])
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_heavy_table_is_read_where_it_lies(beside, monkeypatch, name, form):
    """It is not held in memory: each question reads the file that the folder's name says."""
    monkeypatch.setattr(big_tables, "HEAVY_BYTES", 1)
    home = _register(beside / name, name)
    if form == "parquet":
        pd.read_csv(home / "actors.csv", dtype="str").to_parquet(home / "actors.parquet")
        (home / "actors.csv").unlink()

    actors = collect(read_register(home).actors)

    assert actors["name"].tolist() == [name]
    assert "year" not in actors
    shutil.rmtree(home)
