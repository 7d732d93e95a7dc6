"""How long a check tells: one file states it, and nothing else."""

from functools import cache

import pytest

from ecosystem.model.shelf_lives import DAYS, SORT_OF_TABLE
from ecosystem.model.tables import TABLES
from ecosystem.model.vocabulary import FactSort
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.rules.offers import read_shelf_lives

SHIPPED = cache(read_register)


def test_every_table_with_a_day_of_a_check_has_a_sort():
    """No row of any table is without a shelf life; an offer's is that of its kind."""
    checked = {name for name, table in TABLES.items() if "checked" in table.columns}

    assert checked - set(SORT_OF_TABLE) - {"offers", "dead_ends"} == set()
    assert set(SORT_OF_TABLE) <= set(TABLES)


@pytest.mark.parametrize("sort", FactSort)
def test_the_file_states_each_shelf_life_with_its_reason(sort):
    """The shipped file names every sort of fact, with the days that hold without a file too."""
    stated = SHIPPED().constants.shelf_lives.sorts[sort]

    assert stated.days == DAYS[sort]
    assert stated.reason
    assert stated.reason_da


def test_a_register_may_state_its_own(tmp_path):
    """A sort that the file leaves out keeps the usual days."""
    path = tmp_path / "_shelf_lives.yaml"
    path.write_text(
        "version: mine\nsource: us\nsource_da: os\n"
        "sorts:\n  scheme: {days: 30, reason: r, reason_da: r}\n"
    )

    shelf_lives = read_shelf_lives(path)

    assert shelf_lives.days(FactSort.SCHEME) == 30
    assert shelf_lives.days(FactSort.SITE) == DAYS[FactSort.SITE]
