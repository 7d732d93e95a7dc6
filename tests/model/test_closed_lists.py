"""What is kept beside a closed list names every member of it."""

import importlib
import pkgutil
from enum import StrEnum

import pytest

import ecosystem

PARTLY = {
    "ecosystem.analysis.gaps.sandbox._ROLES": "who sits on a board has no role in a position",
    "ecosystem.analysis.gaps.admission._CLASS_FACTS": "the plain firm is small; new goes by age",
    "ecosystem.display.documents.excel.HATCHED": "what has enough, or no data, is plain",
    "ecosystem.display.maps.figures.STATE_COLOURS": "what is not known has no colour of its own",
    "ecosystem.sources.tables.big_tables.SQL_TYPES": "other cells are text",
    "ecosystem.sources.tables.big_table_checks._FORMS": "other cells may hold any text",
    "ecosystem.sources.register.reading._FRICTIONLESS": "other cells are text",
    "ecosystem.sources.tables.spark._TYPES": "other cells are text",
}
"""Tables that leave members out, and why that is right."""


def tables_by_member():
    """Every table in the code whose keys are members of one closed list."""
    found = {}
    for room in pkgutil.walk_packages(ecosystem.__path__, "ecosystem."):
        if ".pages." in room.name or room.name.endswith("__main__"):
            continue
        for name, held in vars(importlib.import_module(room.name)).items():
            is_table = isinstance(held, dict) and held
            if is_table and all(isinstance(key, StrEnum) for key in held):
                found.setdefault(id(held), (f"{room.name}.{name}", held))
    return dict(found.values())


TABLES = tables_by_member()


@pytest.mark.parametrize("name", sorted(TABLES.keys() - PARTLY))
def test_a_table_beside_a_closed_list_leaves_no_member_out(name):
    """A new kind of actor, gap or step is met in every table, or fails here by its name."""
    held = TABLES[name]

    assert set(type(next(iter(held)))) - set(held) == set()


def test_only_tables_that_leave_something_out_are_excused():
    """A table that was completed, or is gone, needs no excuse."""
    whole = {n for n, held in TABLES.items() if set(type(next(iter(held)))) == set(held)}

    assert set(PARTLY) - (TABLES.keys() - whole) == set()
