"""The EU's share of clusters' funding, by year, of those whose account is known."""

import pytest

from ecosystem.display.wording import say
from ecosystem.model.analysis import PartState
from tests.briefings.theme.tables import content, everything, said, statements, without


def with_accounts(*rows):
    """Return the register with accounts of (actor, year, source, amount)."""
    keys = ("actor_id", "year", "funding_source", "amount_dkk")
    return {**everything(), "finances": [dict(zip(keys, row, strict=True)) for row in rows]}


def test_the_latest_year_is_told_with_how_many_clusters_are_known():
    """16 of 100; the embedded cluster may have been there too."""
    told = statements(everything(), "funding")["S5"]

    assert (told.value, told.n, told.unit) == (0.16, 1, "share")
    assert said(told)[0] == (
        "2018: 16 procent af finansieringen i det ene regnskab kom fra EU, 16 ud af 100 kr. "
        "Som EU-midler er talt: EU."
    )
    assert "Selvrapporteret regnskab. Regnskabet kendes for 1 af 6 klynger." in said(told)[1]
    assert "79 af 494 mio. kr." in say(told.published)


def test_years_are_never_added_up():
    """The others are named; each has its own organisations."""
    tables = with_accounts(
        ("c1", 2016, "EU", 50.0), ("c1", 2017, "stat", 9.0), ("c2", 2017, "Interreg", 1.0)
    )
    years = content(tables, "funding").years

    assert [(year.year, year.organisations, year.eu_share) for year in years] == [
        (2016, 1, 1.0),
        (2017, 2, 0.1),
    ]
    assert (
        "Årene lægges ikke sammen; registret har også 2016"
        in said(statements(tables, "funding")["S5"])[1]
    )


def test_a_period_asked_for_keeps_its_years_only():
    """Without one of them there is no basis, and the years there are stand in the sentence."""
    asked = statements(everything(), "funding", periods=("2007-2013",))["S5"]

    assert asked.state is PartState.NO_BASIS
    assert "det har 2018" in said(asked)[0]
    assert statements(everything(), "funding", periods=("2014-20",))["S5"].value == 0.16


def test_only_clusters_count():
    """A firm's account is not theirs, and nobody's account is no year."""
    told = statements(with_accounts(("f1", 2018, "EU", 5.0)), "funding")["S5"]

    assert told.state is PartState.NO_BASIS
    assert said(told)[0] == "Registret har ingen regnskaber for klynger."


def test_amounts_under_zero_are_told_and_a_year_of_nothing_has_no_share():
    """A correction is no funding."""
    rows = [("c1", 2018, "EU", -3.0), ("c1", 2018, "stat", 10.0)]
    told = statements(with_accounts(*rows), "funding")["S5"]
    nothing = statements(with_accounts(rows[0]), "funding")["S5"]

    assert told.value == 0
    assert "1 beløb under nul" in said(told)[1]
    assert (nothing.state, nothing.value) == (PartState.NO_BASIS, None)


def test_example_accounts_count_where_there_are_no_others_and_are_marked():
    """Beside a real one they are left out."""
    tables = with_accounts(("c1", 2018, "EU", 1.0), ("c2", 2018, "stat", 1.0))
    tables["actors"] = [
        {**actor, "is_synthetic": actor["actor_id"] == "c2"} for actor in tables["actors"]
    ]
    alone = {**tables, "finances": tables["finances"][1:]}

    assert statements(tables, "funding")["S5"].value == 1
    assert statements(alone, "funding")["S5"].sentence.is_example


@pytest.mark.parametrize("table", ["finances", "actors"])
def test_a_table_that_is_not_recorded_is_named(table):
    """Not recorded is not the same as zero."""
    told = statements(without(table), "funding")["S5"]

    assert (told.state, told.value) == (PartState.NOT_RECORDED, None)
    assert told.sentence.values["table"] == table
