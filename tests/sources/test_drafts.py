"""A draft is kept for its adviser, for ninety days, and tells nobody else anything."""

import os
import stat
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from ecosystem.model.drafts import KEPT_DAYS, MOST_RUNS, Edition, NotFitting, ReferralDraft, Run
from ecosystem.sources import dead_ends, gap_events
from ecosystem.sources.drafts import (
    delete_draft,
    delete_old_drafts,
    drafts_folder,
    new_token,
    read_draft,
    save_draft,
)
from ecosystem.sources.own_folder import FOLDER_NAME
from tests.builders import a_firm

TODAY = date(2026, 11, 23)
DRAFT = ReferralDraft(
    step=2,
    firm=a_firm(name="Jensen Hydraulik ApS", employees=24, founded=date(2019, 5, 1), positions=()),
    is_confirmed=True,
    need_ids=("finance",),
    need_text="en ny maskine",
    left_out={"innobooster": NotFitting.RULE_OLD},
)


def a_run(**stated):
    """One list of suggestions, as it is kept."""
    edition = Edition(rules="0123456789ab", register_label="test", register_created=None)
    told = {
        "on": TODAY,
        "edition": edition,
        "weights_version": "1",
        "firm": a_firm(employees=24),
        "need_ids": ("finance",),
        "suggested": ("innobooster",),
        "not_suitable": (),
    }
    return Run(**{**told, **stated})


def _aged(path, days):
    changed = datetime(2026, 11, 23, 12, tzinfo=UTC) - timedelta(days=days)
    os.utime(path, (changed.timestamp(), changed.timestamp()))


def test_a_draft_comes_back_as_it_was(tmp_path):
    """Every value, also what is known to be none and what is not known."""
    token = new_token()
    save_draft(token, DRAFT, tmp_path / "drafts")

    assert read_draft(token, tmp_path / "drafts", date.max) is None
    save_draft(token, DRAFT, tmp_path / "drafts")
    assert read_draft(token, tmp_path / "drafts", TODAY) == DRAFT


def test_nothing_in_the_name_of_a_file_opens_the_draft(tmp_path):
    """The folder alone gives neither the token nor the firm."""
    token = new_token()
    save_draft(token, DRAFT, tmp_path)

    (file,) = tmp_path.iterdir()
    assert token not in file.name
    assert "Jensen" not in file.name


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept elsewhere on Windows")
def test_only_the_owner_can_read_a_draft(tmp_path):
    """Others on the same computer cannot."""
    save_draft(new_token(), DRAFT, tmp_path / "drafts")

    (file,) = (tmp_path / "drafts").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("age", "is_there"), [(0, True), (KEPT_DAYS, True), (KEPT_DAYS + 1, False)]
)
def test_a_draft_is_deleted_ninety_days_after_its_last_change(tmp_path, age, is_there):
    """On the last day it is there, on the next it is gone from the disk."""
    token = new_token()
    save_draft(token, DRAFT, tmp_path)
    (file,) = tmp_path.iterdir()
    _aged(file, age)

    found = read_draft(token, tmp_path, TODAY)

    assert (found is not None) is is_there
    assert file.exists() is is_there


def test_what_was_left_half_written_is_deleted_too(tmp_path):
    """A computer that lost power leaves no firm behind."""
    (tmp_path / "x.part").write_text("Jensen")
    _aged(tmp_path / "x.part", KEPT_DAYS + 1)

    assert delete_old_drafts(tmp_path, TODAY) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("token", ["", "x", "../../../etc/passwd", "æ" * 22, "x" * 22, "x" * 500])
def test_a_token_that_is_none_opens_nothing(tmp_path, token):
    """Whatever stands in an address, no other file is read."""
    save_draft(new_token(), DRAFT, tmp_path)

    assert read_draft(token, tmp_path, TODAY) is None


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b'{"step": 9}', b'{"unknown": 1}', b"[]", b"x" * 2_000_000]
)
def test_a_damaged_draft_is_gone_and_not_an_error(tmp_path, content):
    """The adviser begins anew instead of seeing a fault."""
    token = new_token()
    save_draft(token, DRAFT, tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)

    assert read_draft(token, tmp_path, datetime.now(tz=UTC).date()) is None


def test_a_deleted_draft_is_gone(tmp_path):
    """Deleting twice is no fault."""
    token = new_token()
    save_draft(token, DRAFT, tmp_path)

    delete_draft(token, tmp_path)
    delete_draft(token, tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_tokens_are_never_the_same():
    """A thousand tokens of 22 characters, each another."""
    tokens = {new_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {22}


def test_the_folder_can_be_chosen(monkeypatch, tmp_path):
    """Whoever runs the app decides where drafts and both ledgers lie: one folder for all."""
    monkeypatch.setenv(FOLDER_NAME, str(tmp_path))

    assert drafts_folder() == tmp_path / "drafts"
    assert {dead_ends.own_ledger().parent, gap_events.own_ledger().parent} == {tmp_path}


def test_the_same_question_is_one_run():
    """Looking at a list twice does not make it two; another day or fact does."""
    draft = ReferralDraft().with_run(a_run())

    assert draft.with_run(a_run(suggested=())) is draft
    assert len(draft.with_run(a_run(on=date(2026, 11, 24))).runs) == 2
    assert len(draft.with_run(a_run(firm=a_firm(employees=25))).runs) == 2
    assert len(draft.with_run(a_run(words="en ny maskine")).runs) == 2


def test_old_runs_are_let_go():
    """A long talk does not make a file grow without end."""
    draft = ReferralDraft()
    for employees in range(MOST_RUNS + 5):
        draft = draft.with_run(a_run(firm=a_firm(employees=employees)))

    assert len(draft.runs) == MOST_RUNS
    assert draft.runs[-1].firm.employees == MOST_RUNS + 4


def test_a_draft_with_nothing_in_it_is_empty():
    """Nothing entered, nothing worth keeping."""
    assert ReferralDraft().is_empty
    assert not DRAFT.is_empty
