"""A register of the members of a cluster is told apart from one of firms."""

import random
from datetime import date

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.gaps.firms import firms_on_day
from ecosystem.sources.register import read_register
from tests.analysis.gaps.plain import DAY, whole_register

ON = date.fromisoformat(DAY)


@pytest.mark.parametrize("emptied", [(), ("industry_positions", "participations")])
@pytest.mark.parametrize("seed", range(2))
def test_the_search_and_the_day_call_the_same_positions_a_list_of_members(seed, emptied, tmp_path):
    """Both from the same ties; where no industry and no project counts, members are left."""
    made = whole_register(random.Random(seed))
    for table in emptied:
        made.tables[table] = []
    day = OnDay(read_register(made.write(tmp_path / "register")), ON)
    firms = firms_on_day(day, day.membership.position_ids)
    counts = [day.membership.counts(position) for position in day.membership.position_ids]
    by_search = [firms.holds_members_only(place) for place in range(len(counts))]

    assert by_search == [count.is_members_only for count in counts]
    assert any(by_search) == bool(emptied)
