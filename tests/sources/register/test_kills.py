"""kill -9 at any file-system event leaves a register, and nothing that was acknowledged is lost.

``pytest -m slow`` kills at every event; the ordinary run at those around the moment that counts.
"""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from ecosystem.sources.imports.importing import import_files
from ecosystem.sources.register.editions import EDITIONS, place_of, pointer_of
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.seals import seal
from ecosystem.sources.register.snapshots import restore, undo_write, write_snapshot
from ecosystem.sources.register.transaction import seal_register
from ecosystem.sources.synthetic import write_demo
from tests.kills import run_killed
from tests.sources.register.test_register import HUB, PLACES, write

DAY = date(2026, 3, 1)
AROUND = 2
"""Events on each side of the moment that counts, in the ordinary run."""
COUNTS = re.compile(r"rename .*(current|datapackage)\.json$")
LITTER = re.compile(r"\.new-|\.part$|\.ecosystem")


def do_import(folder, file):
    """Import one table."""
    import_files("table", [file], folder, on=DAY, table="actors")


def do_restore(folder, snapshot):
    """Put a snapshot back."""
    restore(snapshot, folder)


def do_undo(folder, _):
    """Undo the last write."""
    undo_write(folder)


def do_seal(folder, _):
    """Seal what was edited by hand."""
    seal_register(folder, DAY, "sealed")


def do_snapshot(folder, into):
    """Copy it."""
    write_snapshot(folder, into, DAY)


def do_demo(folder, _):
    """Write example data."""
    write_demo(folder, 20, 1, 20)


WORK = {
    "import into plain files": (do_import, "plain"),
    "import into an edition": (do_import, "edition"),
    "restore": (do_restore, "edition"),
    "undo": (do_undo, "edition"),
    "seal plain files": (do_seal, "plain"),
    "seal an edition": (do_seal, "edition"),
}


class Scene:
    """A folder with a register in it and what a command needs, made anew for each kill."""

    def __init__(self, above: Path, kind: str):
        self.above, self.kind = above, kind
        self.start, self.root, self.told = above / "start", above / "root", above / "told"
        self._make()

    def _make(self):
        home = self.start / "register"
        (home / "rules").mkdir(parents=True)
        write(home, "municipalities", PLACES)
        write(home, "actors", [HUB])
        (home / "mine.txt").write_text("mine", encoding="utf-8")
        seal(home, DAY, "as it was")
        write_snapshot(home, self.above / "copies", DAY)
        write(self.above, "actors", [{**HUB, "actor_id": "b", "name": "B"}])
        if self.kind == "edition":
            write(self.above / "start", "actors", [{**HUB, "actor_id": "a", "name": "A"}])
            do_import(home, self.start / "actors.csv")

    def fresh(self):
        """The register as it was."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.start, self.root)
        return self.root / "register"

    def given(self, work):
        """What a command is given."""
        file = self.above / ("copies" if work is do_restore else "actors.csv")
        return (self.root / "register", file)


def contents(folder):
    """Every file of the register as a reader gets it, by hash."""
    read_register(folder)
    return dict(place_of(folder).files)


def litter(folder):
    """What no run that ended well would leave."""
    return [p for p in folder.rglob("*") if LITTER.search(p.name)]


def moments(events, is_all):
    """The numbers of the events to be killed at."""
    every = range(1, len(events) + 1)
    if is_all:
        return list(every)
    counts = [
        n for n in every if re.search(r"rename .*(current|datapackage)\.json$", events[n - 1])
    ]
    near = {n + d for n in counts for d in range(1 - AROUND, AROUND + 1)}
    return [n for n in every if n in near]


def kill_at_each(scene, work, *, is_all):
    """Kill the work at each moment, and look at what is left; return how often."""
    folder = scene.fresh()
    before = contents(folder)
    events = run_killed(work, scene.given(work), scene.root, 0, scene.told)
    after = contents(folder)
    assert before != after
    numbers = moments(events, is_all)
    for number in numbers:
        folder = scene.fresh()
        has_ended = run_killed(work, scene.given(work), scene.root, number, scene.told)
        files = contents(folder)
        assert files in (before, after), f"mixed at {number}: {events[number - 1]}"
        assert has_ended is None or files == after, f"lost at {number}: {events[number - 1]}"
        assert (folder / "mine.txt").read_text(encoding="utf-8") == "mine"
        if files == before:
            work(*scene.given(work))
        else:
            seal_register(folder, date(2026, 3, 2), "the next write")
        pointer = pointer_of(folder)
        assert litter(scene.root) == [], f"left at {number}: {events[number - 1]}"
        assert pointer is None or pointer.over is None
        assert files == after or contents(folder) == after
    return len(numbers)


@pytest.mark.parametrize("name", ["seal plain files", "undo"])
def test_a_kill_around_the_moment_that_counts_leaves_the_register_before_or_after(name, tmp_path):
    """Readable at once; the next write clears what is left."""
    work, kind = WORK[name]

    assert kill_at_each(Scene(tmp_path, kind), work, is_all=False) > 2


@pytest.mark.slow
@pytest.mark.parametrize("name", WORK)
def test_a_kill_at_any_event_leaves_the_register_before_or_after(name, tmp_path):
    """At every one of them."""
    work, kind = WORK[name]

    assert kill_at_each(Scene(tmp_path, kind), work, is_all=True) > 5


def kill_snapshots(scene, *, step):
    """Kill a snapshot at its events; a copy is there as a whole or not at all."""
    folder = scene.fresh()
    into = scene.root / "copies"
    events = run_killed(do_snapshot, (folder, into), scene.root, 0, scene.told)
    numbers = list(range(1, len(events) + 1))[::step]
    for number in numbers:
        folder = scene.fresh()
        before = contents(folder)
        run_killed(do_snapshot, (folder, into), scene.root, number, scene.told)
        visible = list(into.glob("[!.]*")) if into.exists() else []
        assert contents(folder) == before
        assert all(read_register(p).row_counts == read_register(folder).row_counts for p in visible)
        do_snapshot(folder, into)
        names = sorted(path.name for path in into.iterdir())
        assert names in (["2026-03-01"], ["2026-03-01", "2026-03-01.2"]), (number, names)
    return len(numbers)


def test_a_snapshot_that_was_killed_leaves_no_half_copy_and_no_lock(tmp_path):
    """The next snapshot of any day clears what is left."""
    assert kill_snapshots(Scene(tmp_path, "edition"), step=6) > 2


@pytest.mark.slow
def test_a_snapshot_that_was_killed_at_any_event_leaves_no_half_copy(tmp_path):
    """At every one of them."""
    assert kill_snapshots(Scene(tmp_path, "edition"), step=1) > 10


@pytest.mark.slow
def test_a_demo_that_was_killed_leaves_no_half_register(tmp_path):
    """Every event near the moment that counts, and one in twenty of the others."""
    root, acknowledged = tmp_path / "root", tmp_path / "told"
    folder = root / "demo"
    root.mkdir()
    events = run_killed(do_demo, (folder, None), root, 0, acknowledged)
    rows, numbers = read_register(folder).row_counts, moments(events, is_all=False)
    for number in sorted({*numbers, *range(1, len(events), 20)}):
        shutil.rmtree(root)
        root.mkdir()
        run_killed(do_demo, (folder, None), root, number, acknowledged)
        if pointer_of(folder) is not None:
            assert read_register(folder).row_counts == rows
        else:
            assert [p.name for p in folder.glob("*")] in ([], [EDITIONS])
        do_demo(folder, None)
        assert read_register(folder).row_counts == rows
        assert litter(root) == []
