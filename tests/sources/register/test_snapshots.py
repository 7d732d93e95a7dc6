"""Dated copies of a register."""

import json
from datetime import date

import pytest

from ecosystem.model.errors import EcosystemError, RegisterError, UnreadableFileError
from ecosystem.model.register import collect
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.snapshots import open_snapshot, read_two, restore, write_snapshot
from tests.sources.register.test_register import HUB, PLACES, write

DAY = date(2026, 3, 1)


@pytest.fixture
def folder(tmp_path):
    """A sound register of one hub, two municipalities and one offer."""
    home = tmp_path / "register"
    (home / "rules").mkdir(parents=True)
    write(home, "municipalities", PLACES)
    write(home, "actors", [HUB])
    return home


def test_a_snapshot_is_a_register_like_any_other(folder, tmp_path):
    """Any command reads it."""
    copy = write_snapshot(folder, tmp_path / "copies", DAY)

    assert copy.folder == tmp_path / "copies" / "2026-03-01"
    assert collect(read_register(copy.folder).actors)["name"].tolist() == ["Hub"]
    assert copy.tables == {"municipalities": 2, "actors": 1}


def test_the_shipped_register_lies_flat_in_its_snapshot(tmp_path):
    """Its tables and rules lie in two folders; in the copy they are read as they were."""
    from ecosystem.sources.files.folders import shipped_folder

    copy = write_snapshot(shipped_folder(), tmp_path / "copies", DAY)
    copied, was = read_register(copy.folder), read_register()

    assert copied.row_counts == was.row_counts
    assert copied.catalogue == was.catalogue


def test_a_second_copy_of_a_day_does_not_overwrite_the_first(folder, tmp_path):
    """The day before an import and the day of it may be the same."""
    first = write_snapshot(folder, tmp_path / "copies", DAY)
    second = write_snapshot(folder, tmp_path / "copies", DAY)

    assert second.folder != first.folder
    assert open_snapshot(tmp_path / "copies").folder == second.folder


def test_the_latest_of_a_folder_of_snapshots_is_meant(folder, tmp_path):
    """A folder of snapshots stands for the newest one in it."""
    write_snapshot(folder, tmp_path / "copies", date(2026, 3, 2))
    write_snapshot(folder, tmp_path / "copies", date(2025, 12, 31))

    assert open_snapshot(tmp_path / "copies").day == date(2026, 3, 2)


def test_a_faulty_register_is_not_copied(folder, tmp_path):
    """A snapshot can always be read."""
    write(folder, "actors", [HUB, HUB])

    with pytest.raises(RegisterError):
        write_snapshot(folder, tmp_path / "copies", DAY)

    assert not (tmp_path / "copies").exists()


def test_a_snapshot_inside_its_own_register_is_refused(folder):
    """It would hold itself the next time."""
    with pytest.raises(EcosystemError, match="outside"):
        write_snapshot(folder, folder / "copies", DAY)


def test_two_versions_of_the_tables_are_not_compared(folder, tmp_path):
    """A column one of them could not have had would look like news."""
    old = write_snapshot(folder, tmp_path / "copies", DAY).folder
    document = json.loads((old / "snapshot.json").read_text(encoding="utf-8"))
    document["ecosystem_schema"] = "0123456789abcdef"
    (old / "snapshot.json").write_text(json.dumps(document), encoding="utf-8")

    with pytest.raises(EcosystemError, match="version 0123456789abcdef"):
        read_two(old, folder)


@pytest.mark.parametrize("text", ["{", "[]", '{"day": "yesterday"}', '{"day": "2026-01-01"}'])
def test_what_a_snapshot_tells_of_itself_must_be_readable(folder, tmp_path, text):
    """Guessing the day would date every change wrongly."""
    (folder / "snapshot.json").write_text(text, encoding="utf-8")

    with pytest.raises(UnreadableFileError, match=r"snapshot\.json"):
        open_snapshot(folder)


def test_a_folder_without_a_register_is_refused_in_words(tmp_path):
    """It says how a snapshot is made."""
    (tmp_path / "empty").mkdir()

    with pytest.raises(UnreadableFileError, match="ecosystem snapshot"):
        open_snapshot(tmp_path / "empty")
    with pytest.raises(UnreadableFileError, match="not a folder"):
        open_snapshot(tmp_path / "nowhere")


def test_an_import_is_undone_by_putting_the_snapshot_back(folder, tmp_path):
    """Tables that came since are gone again, others are as they were."""
    copy = write_snapshot(folder, tmp_path / "copies", DAY)
    write(folder, "actors", [HUB, {**HUB, "actor_id": "new"}])
    write(folder, "sites", [])

    restore(copy.folder, folder)

    assert read_register(folder).row_counts == {"municipalities": 2, "actors": 1}
