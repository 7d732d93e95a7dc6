"""One gap by its id: the same as among all, found by looking through its position alone."""

from datetime import date

import pytest

from ecosystem.analysis.gaps import detection, find_gaps, gap_context, gap_of, search_of
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.gaps import GapThresholds
from ecosystem.sources.register.reading import read_register

ON = date(2026, 3, 1)
POSITION = "maritime_logistik"


@pytest.fixture(scope="module")
def search():
    """The shipped register, laid out for a search."""
    return search_of(gap_context(read_register(), ON, GapThresholds()))


def test_every_gap_of_a_position_is_found_by_its_id_and_is_the_same(search, monkeypatch):
    """Also what the rest of the country decides, such as how a position does against others."""
    every = {gap.gap_id: gap for gap in find_gaps(read_register(), ON)}
    gap_ids = [gap_id for gap_id, gap in every.items() if gap.position_id == POSITION]
    narrow = detection.narrowed(search, POSITION)
    monkeypatch.setattr(detection, "narrowed", lambda *_: narrow)

    assert gap_ids
    assert [gap_of(search, gap_id) for gap_id in gap_ids] == [every[gap_id] for gap_id in gap_ids]


@pytest.mark.parametrize("gap_id", ["", ":", "actor", f"actor:{POSITION}:-:clusters", "x:y:z:w:v"])
def test_an_id_that_is_none_is_refused(search, gap_id):
    """Whatever its form."""
    with pytest.raises(UnknownIdError, match="gap"):
        gap_of(search, gap_id)
