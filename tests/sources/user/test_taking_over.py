"""What earlier versions kept in files is there after an update, once, and nothing of it is lost."""

import hashlib
import json
import os
import stat
import time
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.model.drafts import KEPT_DAYS, ReferralDraft
from ecosystem.model.errors import StoreError
from ecosystem.model.gaps import GapEvent
from ecosystem.model.referrals import DeadEnd
from ecosystem.sources.user.store import new_token, open_store

NOTE = GapEvent(gap_id="x", kind="explained", on=date(2026, 3, 1), reason="dækkes", by="Hubben")
SEARCH = {
    "on": "2026-03-16",
    "need_id": "finance",
    "position_id": None,
    "industry_division": None,
    "municipality_code": None,
    "size_class": None,
    "why": [],
}
TODAY = datetime.now().astimezone().date()


def a_line(reason="dækkes"):
    """A note as earlier versions wrote it: nothing but ASCII is escaped."""
    return NOTE.model_copy(update={"reason": reason}).model_dump_json() + "\n"


def reasons(folder):
    """What the notes of a folder say."""
    return [event.reason for event in open_store(folder).notes.read()]


def old_draft(folder, text, token=None, days=0):
    """A draft's file as earlier versions named it, last changed some days ago."""
    token = token or new_token()
    (folder / "drafts").mkdir(exist_ok=True)
    file = folder / "drafts" / f"{hashlib.sha256(token.encode()).hexdigest()[:32]}.json"
    file.write_text(text, encoding="utf-8")
    changed = time.time() - days * 86_400
    os.utime(file, (changed, changed))
    return token


def test_all_of_it_is_there_after_the_update_and_once(tmp_path):
    """Notes, searches, the draft behind its old address; the files say that they were taken."""
    (tmp_path / "gap_events.jsonl").write_text(a_line("en") + a_line("to"), encoding="utf-8")
    (tmp_path / "dead_ends.jsonl").write_text(f"{json.dumps(SEARCH)}\n" * 3, encoding="utf-8")
    token = old_draft(tmp_path, ReferralDraft(need_text="en maskine").model_dump_json())

    for _ in range(3):
        store = open_store(tmp_path)

    assert reasons(tmp_path) == ["en", "to"]
    assert store.dead_ends.read() == (DeadEnd.model_validate(SEARCH),) * 3
    assert store.drafts.read(token, TODAY).draft.need_text == "en maskine"
    assert {file.name for file in tmp_path.iterdir()} == {
        "words.db",
        "gap_events.jsonl.taken-over",
        "dead_ends.jsonl.taken-over",
    }
    assert stat.S_IMODE((tmp_path / "gap_events.jsonl.taken-over").stat().st_mode) == 0o600
    assert store.put_aside() == ()


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_whatever_stands_in_a_reason_one_line_is_one_note(tmp_path_factory, reason):
    """U+2028, U+0085 and their like end no line."""
    folder = tmp_path_factory.mktemp("old")
    text = a_line("før") + a_line(f"a\u2028b\x85c{reason}") + a_line("efter")
    (folder / "gap_events.jsonl").write_bytes(text.encode())

    assert reasons(folder) == ["før", f"a\u2028b\x85c{reason}", "efter"]


@pytest.mark.parametrize(
    "strange", [b'{"gap_id": "x", "ki', b"\xff\xfe", b"{}", b"[" * 5000, b"\0" * 50, b"x"]
)
@pytest.mark.parametrize("is_last", [True, False])
def test_a_strange_line_stands_aside_and_hides_no_other(tmp_path, strange, is_last):
    """It is counted, and it stands in the file until somebody has looked."""
    lines = [a_line("en").encode(), strange + b"\n", a_line("to").encode()]
    old = b"".join([lines[0], lines[2], strange] if is_last else lines)
    (tmp_path / "gap_events.jsonl").write_bytes(old)

    assert reasons(tmp_path) == ["en", "to"]
    (aside,) = open_store(tmp_path).put_aside()
    assert (aside.lines, aside.strange) == (3, 1)
    assert aside.path.read_bytes() == old
    aside.path.unlink()
    assert open_store(tmp_path).put_aside() == ()


def test_what_an_earlier_version_adds_later_is_taken_as_well(tmp_path):
    """Two versions side by side for a while: the same search twice is two searches."""
    for number in range(3):
        (tmp_path / "gap_events.jsonl").write_text(a_line(str(number)), encoding="utf-8")
        (tmp_path / "dead_ends.jsonl").write_text(f"{json.dumps(SEARCH)}\n", encoding="utf-8")
        open_store(tmp_path)

    assert reasons(tmp_path) == ["0", "1", "2"]
    assert len(open_store(tmp_path).dead_ends.read()) == 3
    assert len(list(tmp_path.glob("gap_events.jsonl.taken-over*"))) == 3


def test_what_is_no_draft_stands_aside_and_goes_when_drafts_go(tmp_path):
    """Counted, kept ninety days as any draft, then deleted by itself."""
    old_draft(tmp_path, "{", days=KEPT_DAYS - 1)

    (aside,) = open_store(tmp_path, TODAY).put_aside()

    assert aside.path.read_text() == "{"
    store = open_store(tmp_path, TODAY + timedelta(days=3))
    assert not aside.path.exists()
    assert store.put_aside() == ()


def test_an_old_draft_is_as_old_as_its_file(tmp_path):
    """An update of the tool makes no draft younger."""
    young = old_draft(tmp_path, "{}", days=KEPT_DAYS - 1)
    old = old_draft(tmp_path, "{}", days=KEPT_DAYS + 1)

    store = open_store(tmp_path, TODAY)

    assert store.drafts.read(young, TODAY) is not None
    assert store.drafts.read(old, TODAY) is None


def test_half_a_draft_of_a_killed_writer_goes_and_other_files_stay(tmp_path):
    """What a user keeps in a folder of that name is none of our business."""
    token = old_draft(tmp_path, '{"need_text": "en maskine"}')
    (tmp_path / "drafts" / "tmpab12_x9z.part").write_text("Jensen Hydraulik")
    (tmp_path / "drafts" / "mine.json").write_text("mine")
    (tmp_path / "drafts" / "movie.part").write_text("mine")

    store = open_store(tmp_path)

    assert store.drafts.read(token, TODAY).draft.need_text == "en maskine"
    assert {file.name for file in (tmp_path / "drafts").iterdir()} == {"mine.json", "movie.part"}


def test_a_later_text_of_an_earlier_version_wins_and_an_older_one_does_not(tmp_path):
    """Whichever window wrote last."""
    token = old_draft(tmp_path, '{"need_text": "ældst"}', days=2)
    open_store(tmp_path)
    old_draft(tmp_path, '{"need_text": "nyest"}', token)
    open_store(tmp_path)
    old_draft(tmp_path, '{"need_text": "ældre"}', token, days=1)

    stored = open_store(tmp_path).drafts.read(token, TODAY)

    assert (stored.draft.need_text, stored.version) == ("nyest", 2)


def test_a_folder_or_a_link_of_the_old_name_does_no_harm(tmp_path):
    """A link's target stays where it is, as it is."""
    elsewhere = tmp_path / "share.jsonl"
    elsewhere.write_text(a_line("en"), encoding="utf-8")
    elsewhere.chmod(0o644)
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "gap_events.jsonl").symlink_to(elsewhere)
    (folder / "dead_ends.jsonl").mkdir()

    assert reasons(folder) == ["en"]
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o644
    assert (folder / "dead_ends.jsonl").is_dir()


def test_a_store_that_cannot_be_used_takes_nothing_over(tmp_path):
    """The old files stay as they were until the store is in order."""
    (tmp_path / "words.db").write_bytes(b"no data base" * 400)
    (tmp_path / "gap_events.jsonl").write_text(a_line("en"), encoding="utf-8")

    with pytest.raises(StoreError):
        open_store(tmp_path)

    assert (tmp_path / "gap_events.jsonl").read_text(encoding="utf-8") == a_line("en")
    (tmp_path / "words.db").unlink()
    assert reasons(tmp_path) == ["en"]
