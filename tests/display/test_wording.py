"""Every member of every closed list has words in both languages."""

import inspect
from enum import StrEnum

import pytest

from ecosystem.display.wording import texts
from ecosystem.model import columns, vocabulary


def _snake(name):
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


LISTS = [
    thing
    for room in (vocabulary, columns)
    for _, thing in inspect.getmembers(room, inspect.isclass)
    if issubclass(thing, StrEnum) and thing is not StrEnum and thing is not columns.Kind
]


@pytest.mark.parametrize("closed_list", LISTS, ids=lambda c: c.__name__)
def test_every_member_has_words(closed_list):
    """A word that data may hold can be shown to a Danish and an English reader."""
    missing = [
        member.value
        for member in closed_list
        if f"{_snake(closed_list.__name__)}.{member.value}" not in texts("da")
    ]

    assert missing == []


@pytest.mark.parametrize("key", texts("da"))
def test_both_languages_fill_the_same_placeholders(key):
    """A number shown in Danish is shown in English too."""
    import string

    danish, english = texts("da")[key], texts("en")[key]
    names = [
        {f for _, f, _, _ in string.Formatter().parse(text) if f} for text in (danish, english)
    ]

    assert danish
    assert english
    assert names[0] == names[1]


@pytest.mark.parametrize("table", columns.TABLES)
def test_every_table_has_a_name_in_words(table):
    """A sentence says "bestyrelsesposter", not "board_seats"."""
    from ecosystem.display.wording import say
    from ecosystem.model.sentences import Sentence

    told = say(Sentence(key="gap.reason.table_absent", values={"table": table}))

    assert table not in told or table in texts("da")[f"table.{table}"]
    assert texts("da")[f"table.{table}"] in told
