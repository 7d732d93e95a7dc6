"""A register of the members of a cluster is told apart from one of firms."""

import random
from datetime import date

import pytest

from ecosystem.analysis.gaps import find_on, gap_context, search_of
from ecosystem.model.gaps import GapThresholds
from ecosystem.sources.register.reading import read_register
from tests.analysis.gaps.plain import DAY, whole_register

ON = date.fromisoformat(DAY)
KEY = "gap.cannot_say.members_only"


@pytest.mark.parametrize(
    ("emptied", "is_told"), [((), False), (("industry_positions", "participations"), True)]
)
def test_a_position_of_which_only_members_are_known_is_told(emptied, is_told, tmp_path):
    """Where no industry and no project counts, members are left: nothing is said of the country."""
    made = whole_register(random.Random(1))
    for table in emptied:
        made.tables[table] = []
    register = read_register(made.write(tmp_path / "register"))
    search = search_of(gap_context(register, ON, GapThresholds()))
    counts = [
        sentence.values["n"] for sentence in find_on(search).cannot_say if sentence.key == KEY
    ]

    assert counts == [len(search.context.positions)] * is_told
