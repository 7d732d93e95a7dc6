"""Which actors are there on a day, and how many firms of each industry in each municipality."""

from datetime import date

import pytest

from ecosystem.analysis.day import OnDay, actors
from tests.builders import a_register

TODAY = date(2026, 3, 1)


def a_firm(actor_id, code="351100", place="0851", **cells):
    """A firm in Aalborg that makes electricity."""
    plain = {"actor_id": actor_id, "kind": "firm", "name": actor_id, "municipality_code": place}
    return {**plain, "industry_code": code, "industry_scheme": "DB07", **cells}


FIRMS = [
    a_firm("a"),
    a_firm("b"),
    a_firm("uden", place=None),
    a_firm("lukket", closed="2026-02-28"),
    {"actor_id": "klynge", "kind": "cluster", "name": "Klynge", "municipality_code": "0851"},
]


def actors_of(rows):
    """The actors of a register on the day."""
    return OnDay(a_register(actors=rows), TODAY).actors


def test_firms_are_counted_by_place_and_industry():
    """The closed one and the cluster are not among them; one without a place has a cell too."""
    cells = actors_of(FIRMS).firm_cells

    counted = {
        (place if isinstance(place, str) else None, code): count
        for place, code, count in zip(
            cells["municipality_code"], cells["industry_code"], cells["count"], strict=True
        )
    }
    assert counted == {("0851", "351100"): 2, (None, "351100"): 1}


@pytest.mark.parametrize("few", [0, 1500])
def test_firms_are_found_among_actors_however_many_are_asked_for(monkeypatch, few):
    """By id where few are asked for, by reading all where many are: the same firms."""
    monkeypatch.setattr(actors, "_FEW_IDS", few)

    rows = actors_of(FIRMS).firms_among(["a", "lukket", "klynge"], ["actor_id", "employees"])

    assert rows["actor_id"].tolist() == ["a"]
    assert list(rows.columns) == ["actor_id", "employees"]


def test_a_place_of_registration_is_as_sure_as_the_row_of_its_actor():
    """Where no site is recorded, the actor's own row says where it is met."""
    rows = [{**FIRMS[-1], "checked": "2026-02-01", "is_synthetic": True}]
    towns = [{"municipality_code": "0851", "name": "Aalborg", "latitude": 57, "longitude": 9.9}]
    day = OnDay(a_register(actors=rows, municipalities=towns), TODAY)

    (place,) = day.places.meeting_places.to_dict("records")

    assert place["is_registered"]
    assert place["is_synthetic"]
    assert place["checked"].date() == date(2026, 2, 1)
