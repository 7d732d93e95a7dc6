"""A register is written as a whole or not at all, and what a user edits by hand counts."""

import shutil
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ecosystem.model.errors import EcosystemError, UnreadableFileError
from ecosystem.model.register import collect
from ecosystem.sources.register import edition_writing
from ecosystem.sources.register.edition_writing import new_edition, undo
from ecosystem.sources.register.editions import EDITIONS, place_of, pointer_of, version_of
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.snapshots import list_editions, restore
from tests.sources.register.test_register import HUB, PLACES, write
from tests.unchanged import unchanged, whole_tree


class KilledError(BaseException):
    """The run ends here."""


@pytest.fixture
def folder(tmp_path):
    """A register of one hub, with a file of the user's own in it."""
    home = tmp_path / "place" / "register"
    (home / "rules").mkdir(parents=True)
    write(home, "municipalities", PLACES)
    write(home, "actors", [HUB])
    (home / "rules" / "house-rules.txt").write_text("mine", encoding="utf-8")
    return home


def rename(folder, name):
    """Write the hub under another name, as an import would."""
    with new_edition(folder, "test") as draft:
        write(draft.folder, "actors", [{**HUB, "name": name}])


def name_in(folder):
    """The hub's name as a reader sees it."""
    (name,) = collect(read_register(folder).actors)["name"]
    return name


def test_a_write_shows_in_the_plain_files_and_leaves_the_users_own(folder):
    """Spreadsheet, git and share see what the tool wrote; nothing else is touched."""
    rename(folder, "Nyt")

    assert "Nyt" in (folder / "actors.csv").read_text(encoding="utf-8")
    assert (folder / "rules" / "house-rules.txt").read_text(encoding="utf-8") == "mine"
    assert name_in(folder) == "Nyt"
    assert pointer_of(folder).over is None


def everything_in(folder):
    """All bytes below a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_write_that_takes_a_name_back_keeps_no_edition_that_holds_it(folder):
    """What must not be kept is not kept under another name either."""
    rename(folder, "Fornavn Efternavn")
    rename(folder, "Two")

    with new_edition(folder, "test") as draft:
        write(draft.folder, "actors", [{**HUB, "name": "Three"}])
        draft.forgets = True

    assert b"Efternavn" not in everything_in(folder)
    assert name_in(folder) == "Three"
    with pytest.raises(EcosystemError, match="nothing to undo"):
        undo(folder)


@pytest.mark.parametrize("is_edited", [False, True])
def test_earlier_editions_are_forgotten_when_a_user_says_so(folder, is_edited):
    """The register as it stands is what is left, also as it was edited by hand."""
    rename(folder, "Fornavn Efternavn")
    rename(folder, "Two")
    if is_edited:
        write(folder, "actors", [{**HUB, "name": "Three"}])

    gone = edition_writing.forget_editions(folder)

    assert gone >= 2
    assert b"Efternavn" not in everything_in(folder)
    assert name_in(folder) == ("Three" if is_edited else "Two")
    rename(folder, "Four")
    assert name_in(folder) == "Four"


def test_a_copy_without_the_editions_is_a_register_like_any_other(folder, tmp_path):
    """A clone from git, a mail, a zip: the plain files are all that is needed."""
    rename(folder, "Nyt")
    shutil.copytree(folder, tmp_path / "clone", ignore=shutil.ignore_patterns(EDITIONS))

    clone, here = read_register(tmp_path / "clone"), read_register(folder)

    assert clone.version == here.version
    assert clone.files == str(tmp_path / "clone")
    assert here.files == str(folder / EDITIONS / here.version)
    assert (folder / EDITIONS / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_run_that_fails_leaves_every_byte_and_no_litter(folder):
    """In the folder, in its editions, beside it."""

    def spoil():
        with new_edition(folder, "test") as copy:
            (copy.folder / "actors.csv").write_text("half", encoding="utf-8")
            message = "the power went"
            raise RuntimeError(message)

    with unchanged(folder.parent), pytest.raises(RuntimeError):
        spoil()
    rename(folder, "Nyt")
    with unchanged(folder.parent), pytest.raises(RuntimeError):
        spoil()


def test_a_run_into_a_new_folder_that_fails_makes_none(tmp_path):
    """Nor the folders above it."""

    def spoil():
        with new_edition(tmp_path / "a" / "b", "test"):
            message = "no"
            raise RuntimeError(message)

    with unchanged(tmp_path), pytest.raises(RuntimeError):
        spoil()


def test_two_runs_never_write_a_folder_at_once(folder):
    """The later one would take the earlier one's rows away, and neither would know."""
    with new_edition(folder, "first") as copy:
        write(copy.folder, "actors", [{**HUB, "name": "First"}])
        with pytest.raises(EcosystemError, match="Another run"):
            rename(folder, "Second")

    assert name_in(folder) == "First"


def test_a_file_edited_while_a_run_works_is_not_lost(folder):
    """The run says which file, writes nothing, and can be run again."""

    def work():
        with new_edition(folder, "test") as copy:
            write(copy.folder, "actors", [{**HUB, "name": "Import"}])
            write(folder, "actors", [{**HUB, "name": "By hand"}])

    with pytest.raises(EcosystemError, match=r"edited while this ran \(actors.csv\)"):
        work()

    assert name_in(folder) == "By hand"
    assert not (folder / EDITIONS).exists()


def test_undo_goes_back_one_write_after_the_other(folder):
    """To the first state, and no further; what is undone can be put back by its name."""
    first = whole_tree(folder)
    rename(folder, "Two")
    rename(folder, "Three")
    three = read_register(folder).version

    undo(folder)
    assert name_in(folder) == "Two"
    undo(folder)
    assert {n: b for n, b in whole_tree(folder).items() if not n.startswith(EDITIONS)} == first
    with pytest.raises(EcosystemError, match="nothing to undo"):
        undo(folder)
    restore(folder / three, folder)
    assert name_in(folder) == "Three"


def test_undo_never_takes_an_edit_by_hand_away(folder):
    """It says which file was edited and how to drop the edit; nothing is written."""
    rename(folder, "Two")
    write(folder, "actors", [{**HUB, "name": "By hand"}])

    with unchanged(folder), pytest.raises(EcosystemError, match=r"by hand .*actors.csv.*restore"):
        undo(folder)


def test_a_write_on_top_of_an_edit_by_hand_can_be_undone_to_it(folder):
    """The edit is kept as an edition of its own."""
    rename(folder, "Two")
    write(folder, "actors", [{**HUB, "name": "By hand"}])
    rename(folder, "Three")

    undo(folder)

    assert name_in(folder) == "By hand"


def test_a_folder_where_nothing_was_written_has_nothing_to_undo(folder):
    """Told; and no folder of editions is made by asking."""
    with unchanged(folder), pytest.raises(EcosystemError, match="no editions"):
        undo(folder)


def test_the_last_ten_editions_are_kept(folder):
    """Older ones go, but for those that somebody may still be reading."""
    with patch.object(edition_writing, "READ_GRACE", -edition_writing.READ_GRACE):
        for number in range(15):
            rename(folder, f"Name {number}")

    names = [record.edition for record in list_editions(folder).records]

    assert len(names) == 10
    assert names[0] == read_register(folder).version
    assert {p.name for p in (folder / EDITIONS).iterdir() if len(p.name) == 16} == set(names)


def test_an_edition_that_may_be_read_still_is_kept_beside_the_ten(folder):
    """A reader that found it a moment ago reads it to its end."""
    for number in range(13):
        rename(folder, f"Name {number}")

    assert len(list_editions(folder).records) == 14


def test_editions_share_the_files_that_did_not_change(folder):
    """Ten editions of a large register are not ten copies of it."""
    rename(folder, "Two")
    rename(folder, "Three")

    names = [record.edition for record in list_editions(folder).records]
    places = [(folder / EDITIONS / name / "municipalities.csv").stat().st_ino for name in names]

    assert len(set(places)) == 1


def test_a_link_is_not_replaced(folder, tmp_path):
    """A table that is shared by a link would silently stay behind; told, and nothing is written."""
    shared = tmp_path / "shared.csv"
    (folder / "actors.csv").rename(shared)
    (folder / "actors.csv").symlink_to(shared)

    with unchanged(tmp_path), pytest.raises(EcosystemError, match=r"actors.csv is a link"):
        rename(folder, "Nyt")


def test_a_named_pipe_is_told_and_stops_nothing(folder):
    """Reading it would wait for ever."""
    import os

    os.mkfifo(folder / "rules" / "a.yaml")

    with pytest.raises(UnreadableFileError, match=r"a.yaml is not a file"):
        read_register(folder)
    with unchanged(folder), pytest.raises(UnreadableFileError, match=r"a.yaml is not a file"):
        rename(folder, "Nyt")


def test_a_folder_with_a_loop_is_written_like_any_other(folder):
    """Only the register's own files are copied."""
    (folder / "loop").symlink_to(folder)
    (folder / "rules" / "loop").symlink_to(folder)

    rename(folder, "Nyt")

    assert name_in(folder) == "Nyt"


def test_a_file_that_another_program_holds_is_told_before_anything_is_written(folder):
    """Windows does not let a file be replaced that a spreadsheet has open."""
    denied = PermissionError(13, "Permission denied", str(folder / "actors.csv"))
    with (
        unchanged(folder.parent),
        patch("ecosystem.sources.files.may_write.open_to_replace", side_effect=denied),
        pytest.raises(EcosystemError, match=r"actors.csv cannot be replaced .*another program"),
    ):
        rename(folder, "Nyt")


def test_a_file_that_is_taken_in_the_last_moment_is_told_and_read_right(folder):
    """The edition counts, readers read it, and the next write brings the file up."""
    from pathlib import Path

    replace = Path.replace

    def refuse(self, target):
        if Path(target) == folder / "actors.csv":
            raise PermissionError(13, "Permission denied", str(target))
        return replace(self, target)

    with patch.object(Path, "replace", refuse), new_edition(folder, "test") as draft:
        write(draft.folder, "actors", [{**HUB, "name": "Nyt"}])
        write(draft.folder, "sites", [])
    assert draft.left == ["actors.csv"]
    assert "Nyt" not in (folder / "actors.csv").read_text(encoding="utf-8")
    assert name_in(folder) == "Nyt"

    restore(folder / read_register(folder).version, folder)

    assert "Nyt" in (folder / "actors.csv").read_text(encoding="utf-8")
    assert pointer_of(folder).over is None
    undo(folder)
    assert name_in(folder) == HUB["name"]


@pytest.mark.parametrize("at", range(1, 12))
def test_a_full_disk_at_any_moment_loses_nothing(folder, at):
    """Told in words with every byte as before, or written."""
    from pathlib import Path

    rename(folder, "Two")
    calls = iter(range(1, 1000))

    def full(function):
        def call(*args, **more):
            if next(calls) == at:
                raise OSError(28, "No space left on device")
            return function(*args, **more)

        return call

    before = whole_tree(folder.parent)
    words = ""
    try:
        with (
            patch("shutil.copyfile", full(shutil.copyfile)),
            patch("os.fsync", full(lambda handle: None)),
            patch.object(Path, "write_text", full(Path.write_text)),
        ):
            rename(folder, "Three")
    except EcosystemError as error:
        words = str(error)

    assert ("No space left" in words) == (whole_tree(folder.parent) == before)
    assert name_in(folder) == ("Two" if words else "Three")


def test_what_a_damaged_pointer_says_counts_for_nothing(folder):
    """The plain files are the register then."""
    rename(folder, "Two")
    (folder / EDITIONS / "current.json").write_text("{", encoding="utf-8")

    assert name_in(folder) == "Two"
    assert read_register(folder).files == str(folder)


def test_an_edition_that_somebody_deleted_is_not_missed(folder):
    """The plain files are the register then, and the next write begins from them."""
    rename(folder, "Two")
    shutil.rmtree(folder / EDITIONS / read_register(folder).version)

    assert name_in(folder) == "Two"
    rename(folder, "Three")
    assert name_in(folder) == "Three"


def test_every_write_is_another_version_for_caches_also_one_that_brings_back_what_was(folder):
    """What was read in between must not pass for what was read before."""
    seen = [version_of(folder)]
    for step in (lambda: rename(folder, "Two"), lambda: rename(folder, "Three")):
        step()
        seen.append(version_of(folder))
    undo(folder)
    seen.append(version_of(folder))

    assert len(set(seen)) == 4


NAMES = ("actors.csv", "needs.csv", "rules/a.yaml", "rules/b.yaml", "mapping/organisations.csv")
SOME = st.dictionaries(st.sampled_from(NAMES), st.booleans(), min_size=1)


class EditedByHand(RuleBasedStateMachine):
    """Writes that end well, fail, or stop half-way, and edits by hand in between, in any order."""

    @initialize(names=st.sets(st.sampled_from(NAMES[1:])))
    def begin(self, names):
        """Some plain files, edited by nobody yet."""
        import tempfile
        from pathlib import Path

        self.above = Path(tempfile.mkdtemp())
        self.home, self.number, self.files = self.above / "register", 0, {}
        self.home.mkdir()
        for name in ("actors.csv", *sorted(names)):
            self._put(self.home, name)

    def teardown(self):
        """Leave nothing."""
        shutil.rmtree(self.above)

    def _put(self, folder, name):
        self.number += 1
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(f"contents {self.number}", encoding="utf-8")
        self.files[name] = f"contents {self.number}"

    def _change(self, folder, changes):
        for name, is_kept in changes.items():
            if is_kept or name == "actors.csv":
                self._put(folder, name)
            else:
                (folder / name).unlink(missing_ok=True)
                self.files.pop(name, None)

    @rule(changes=SOME)
    def write(self, changes):
        """The tool writes."""
        with new_edition(self.home, "test") as draft:
            self._change(draft.folder, changes)

    @rule(changes=SOME, count=st.integers(0, 4))
    def stop_while_bringing_up(self, changes, count):
        """The tool is stopped after the write counts, with some plain files brought up."""
        bring_up = edition_writing._bring_up

        def stopped(home, base, ready, names):
            bring_up(home, base, ready, names[:count])
            raise KilledError

        with patch.object(edition_writing, "_bring_up", stopped):
            try:
                self.write(changes)
            except KilledError:
                return

    @rule(changes=SOME)
    def stop_before_it_counts(self, changes):
        """The tool is stopped before."""
        files = dict(self.files)
        with patch.object(edition_writing, "_point", side_effect=KilledError):
            try:
                self.write(changes)
            except KilledError:
                self.files = files

    @rule(name=st.sampled_from(NAMES))
    def edit(self, name):
        """A user saves a file by hand."""
        self._put(self.home, name)

    @rule(name=st.sampled_from(NAMES[1:]))
    def remove(self, name):
        """A user deletes a file by hand.

        One that came with a write that was stopped looks as if it had not been brought up yet.
        """
        pointer = pointer_of(self.home)
        is_half_up = pointer is not None and pointer.over is not None and name not in pointer.over
        if (self.home / name).exists() and not is_half_up:
            (self.home / name).unlink()
            self.files.pop(name, None)

    @invariant()
    def readers_see_every_write_that_counts_and_every_edit(self):
        """Nothing is lost, nothing is mixed."""
        if not hasattr(self, "home"):
            return
        place = place_of(self.home)
        read = {name: (place.folder / name).read_text(encoding="utf-8") for name in place.files}
        assert read == self.files


TestEditedByHand = EditedByHand.TestCase
TestEditedByHand.settings = settings(
    max_examples=25,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
