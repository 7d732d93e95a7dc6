"""Danish names in order, and found in every spelling."""

import narwhals as nw
import pytest

from ecosystem.model.danish import (
    both_spellings,
    search_expression,
    search_key,
    sort_expression,
    sort_key,
)
from tests.builders import a_lazy_table

NAMES = ["Aarhus", "Ærø", "Vejle", "Aabenraa", "Ølgod", "Allerød", "Aalborg", "Zealand", "Åby"]


def test_the_alphabet_ends_with_ae_oe_aa():
    """Ærø comes after Z, and Aabenraa, Aalborg and Aarhus end the list with Å."""
    assert sorted(NAMES, key=sort_key) == [
        "Allerød",
        "Vejle",
        "Zealand",
        "Ærø",
        "Ølgod",
        "Aabenraa",
        "Åby",
        "Aalborg",
        "Aarhus",
    ]


@pytest.mark.parametrize("typed", ["århus", "aarhus", "arhus", "ÅRHUS"])
def test_every_spelling_finds_the_town(typed):
    """Nobody has to know how a town spells its Å."""
    assert search_key(typed) in search_key("Aarhus Kommune")


def test_large_tables_are_ordered_and_searched_alike():
    """The expressions over a database give what the plain functions give."""
    rows = [{"actor_id": f"a{n}", "name": name} for n, name in enumerate(NAMES)]
    table = a_lazy_table("actors", rows)

    keys = table.select(
        "name", order=sort_expression("name"), found=search_expression("name")
    ).collect()

    assert isinstance(keys, nw.DataFrame)
    for name, order, searched in keys.iter_rows():
        assert order == sort_key(name)
        assert searched == search_key(name)


def test_a_name_without_aa_is_left_alone():
    """Only names with two spellings are written with both."""
    assert [both_spellings(n) for n in ("Skive", "Aabenraa")] == ["Skive", "Aabenraa (Åbenrå)"]
