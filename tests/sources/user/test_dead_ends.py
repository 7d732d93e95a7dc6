"""The ledger of dead ends: added to, read back, never the firm itself."""

import json
from datetime import date

import pytest

from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.referrals import DeadEnd
from ecosystem.model.vocabulary import DeadEndReason
from ecosystem.sources.user.dead_ends import append_dead_ends, read_dead_ends, with_dead_ends
from tests.builders import a_register

ONE = DeadEnd(
    on=date(2026, 3, 16),
    need_id="branding",
    position_id="turisme",
    industry_division="55",
    municipality_code="0101",
    size_class="250+",
    why=("sme_fund: employees",),
)


def test_a_line_of_an_earlier_version_is_read_as_a_search_that_nothing_matched(tmp_path):
    """Before there were reasons, only that was written."""
    path = tmp_path / "dead_ends.jsonl"
    older = ONE.model_dump(mode="json", exclude={"reason", "suggested"})
    path.write_text(json.dumps(older) + "\n", encoding="utf-8")

    assert read_dead_ends(path) == (ONE,)


def test_the_reason_an_adviser_gave_stands_in_the_table(tmp_path):
    """What nothing helped with, and why, is demand of the register."""
    dead_end = ONE.model_copy(update={"reason": DeadEndReason.TOO_FAR})
    needs = [{"need_id": "branding", "rank": 1, "band": "medium", "name_da": "B", "name_en": "B"}]
    register = a_register(
        needs=needs,
        strength_positions=[
            {"position_id": "turisme", "name_da": "T", "name_en": "T", "status": "strength"}
        ],
        municipalities=[{"municipality_code": "0101", "name": "K"}],
    )

    table = with_dead_ends(register, [dead_end]).dead_ends

    assert table["reason"].tolist() == ["too_far"]


def test_what_is_added_is_read_back(tmp_path):
    """A second search adds to the first."""
    path = tmp_path / "ledger" / "dead_ends.jsonl"

    assert append_dead_ends(path, [ONE]) == 1
    assert append_dead_ends(path, [ONE, ONE]) == 2
    assert read_dead_ends(path) == (ONE, ONE, ONE)


def test_nothing_to_add_makes_no_file(tmp_path):
    """A referral that led somewhere leaves no trace."""
    path = tmp_path / "dead_ends.jsonl"

    assert append_dead_ends(path, []) == 0
    assert not path.exists()
    assert read_dead_ends(path) == ()


@pytest.mark.parametrize("line", ["x", "{}", "[" * 5000, '{"on": "2026-03-16"}'])
def test_a_line_that_is_no_dead_end_is_told(tmp_path, line):
    """With its number, so that it can be removed."""
    path = tmp_path / "dead_ends.jsonl"
    append_dead_ends(path, [ONE])
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")

    with pytest.raises(UnreadableFileError, match="line 2"):
        read_dead_ends(path)


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    """A folder is no file."""
    with pytest.raises(UnreadableFileError, match="cannot be written"):
        append_dead_ends(tmp_path, [ONE])
