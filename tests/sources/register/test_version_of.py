"""The key of caches: it changes with every change of a register's files, and with nothing else."""

import os
import shutil
import time

import pytest

from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.register.editions import version_of
from tests.sources.register.test_register import HUB, PLACES, write


@pytest.fixture
def folder(tmp_path):
    """A register of one hub with one rule, and files of the user's own beside."""
    home = tmp_path / "reg"
    (home / "rules").mkdir(parents=True)
    write(home, "municipalities", PLACES)
    write(home, "actors", [HUB])
    (home / "rules" / "a.yaml").write_text("offer_id: a\n", encoding="utf-8")
    (home / "notes.docx").write_text("mine", encoding="utf-8")
    return home


def _older(folder):
    path = folder / "actors.csv"
    spare = folder.parent / "older.csv"
    spare.write_bytes(path.read_bytes().replace(b"Hub", b"Hus"))
    os.utime(spare, (1, 1))
    spare.replace(path)


def _same_size_and_time(folder):
    path = folder / "actors.csv"
    was = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Hub", b"Hus"))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


CHANGES = {
    "a table replaced by an older file": _older,
    "a table edited, its size and date as before": _same_size_and_time,
    "a table removed": lambda folder: (folder / "actors.csv").unlink(),
    "a table added": lambda folder: write(folder, "sites", []),
    "boundaries added": lambda folder: (folder / "boundaries.geojson").write_text("{}"),
    "a rule edited": lambda folder: (folder / "rules" / "a.yaml").write_text("offer_id: b\n"),
    "a rule removed": lambda folder: (folder / "rules" / "a.yaml").unlink(),
    "a seal written": lambda folder: (folder / "datapackage.json").write_text("{}"),
    "the folder emptied": shutil.rmtree,
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_a_register_is_another_version(folder, change):
    """Also those that leave the newest date as it was: rsync, git checkout, a table removed."""
    before = version_of(folder)

    CHANGES[change](folder)

    assert version_of(folder) != before


def test_what_is_not_the_registers_changes_no_version(folder):
    """A note saved beside the tables does not make every page read the register again."""
    before = version_of(folder)

    (folder / "notes.docx").write_text("mine, longer", encoding="utf-8")
    (folder / "rules" / "house-rules.txt").write_text("mine", encoding="utf-8")

    assert version_of(folder) == before


def test_a_folder_that_is_no_register_has_a_version_too(tmp_path):
    """The page that says so asks for it like any other; a loop or a dead link stops nothing."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "loop.yaml").symlink_to("loop.yaml")

    assert version_of(tmp_path) != version_of(tmp_path / "absent")


def test_the_tables_folder_alone_stands_for_the_register_around_it():
    """``data/register`` is read with the rules beside it, so it changes with them."""
    shipped = shipped_folder()

    assert version_of(shipped / "register") == version_of(shipped)


def test_asking_costs_less_than_three_milliseconds():
    """It is asked on every click: the best of thirty on the shipped register of 340 files."""
    shipped, seconds = shipped_folder(), []
    for _ in range(30):
        begun = time.perf_counter()
        version_of(shipped)
        seconds.append(time.perf_counter() - begun)

    assert min(seconds) < 0.003
