"""Recommendation 7: first-timers and where they go, against plain pandas."""

import pandas as pd
import pytest

from ecosystem.briefings.scorecard.new_firms import new_firm_indicators
from ecosystem.display.wording import say
from tests.briefings.scorecard.made import a_basis, by_key

ROWS = [
    ("f1", "p0", "2015-01-01"),
    ("f1", "p1", "2020-01-01"),
    ("f2", "p1", "2020-01-01"),
    ("f3", "p1", "2020-01-01"),
    ("f3", "px", "2021-01-01"),
    ("f4", "px", "2020-06-01"),
    ("f4", "p2", "2021-06-01"),
    ("f2", "px", "2023-01-01"),
    ("uni", "p1", "2020-01-01"),
]
"""Who was in which project from which day; p1 and p2 are the cluster's."""


def found_in(rows, **changed):
    """The indicators where only these rows took part."""
    days = {project: day for _, project, day in rows}
    projects = [
        {
            "project_id": project,
            "title": project,
            "lead_actor_id": "klynge" if project in {"p1", "p2"} else "anden",
            "programme": project,
            "start": days[project],
        }
        for project in days
    ]
    taken = [
        {"actor_id": actor, "project_id": project, "role": "partner", "start": day}
        for actor, project, day in rows
    ]
    basis = a_basis(projects=projects, participations=taken, **changed)
    return by_key(new_firm_indicators(basis, "klynge"))


def by_pandas(rows):
    """First-time and never-before participations by group, from 2018 on."""
    table = pd.DataFrame(
        [row for row in rows if row[0] != "uni"], columns=["firm", "project", "day"]
    ).assign(day=lambda t: pd.to_datetime(t["day"]))
    counts = {"cluster": [0, 0, 0], "other": [0, 0, 0]}
    for row in table[table["day"] >= "2018-01-01"].itertuples():
        earlier = table[(table["firm"] == row.firm) & (table["day"] < row.day)]["day"]
        near = earlier >= row.day - pd.DateOffset(years=3)
        group = counts["cluster" if row.project in {"p1", "p2"} else "other"]
        group[0] += 1
        group[1] += not near.any()
        group[2] += earlier.empty
    return counts


def test_first_timers_are_those_of_plain_pandas():
    """f1 was there five years before: first in three years, and not for the first time ever."""
    counts, found = by_pandas(ROWS), found_in(ROWS)

    assert counts == {"cluster": [4, 3, 2], "other": [3, 1, 1]}
    first, never = found["first_time_share"], found["never_before_share"]
    assert (first.value, first.n) == (3 / 4, 4)
    assert (never.value, never.n) == (2 / 4, 4)
    difference = found["first_time_difference"]
    assert difference.value == pytest.approx(3 / 4 - 1 / 3)
    assert difference.low < difference.value < difference.high
    assert "3 af 4 deltagelser (75 %)" in say(first.sentence)


def test_onward_is_counted_at_the_same_time_of_follow_up():
    """f2 and f3 are first seen in p1; f3 goes on after a year, f2 after three; f1 was before."""
    rows = [*ROWS, ("f5", "p1", "2020-01-01")]
    actors = [
        {"actor_id": actor, "kind": "firm", "name": actor}
        for actor in ("f1", "f2", "f3", "f4", "f5")
    ]
    clusters = [
        {"actor_id": actor, "kind": "cluster", "name": actor} for actor in ("klynge", "anden")
    ]
    found = found_in(rows, actors=[*actors, *clusters])["onward_24_months"]

    assert (found.value, found.n) == (pytest.approx(1 / 3), 3)
    assert found.interval == "greenwood"
    assert found.low < found.value < found.high


def test_fewer_than_three_firms_are_not_shown():
    """Whose participation it is would be told by so small a figure."""
    found = found_in([row for row in ROWS if row[0] in {"f1", "f2", "uni"}])

    assert {one.state.value for one in found.values()} == {"not_computable"}
    assert {one.value for one in found.values()} == {None}
    assert say(found["first_time_share"].why) == "Færre end 3 virksomheder. Så små tal vises ikke."


def test_without_participations_nothing_is_said_of_firms():
    """An absent table is not recorded; an empty one has nobody."""
    absent = new_firm_indicators(a_basis(without=["participations"]), "klynge")
    none = new_firm_indicators(a_basis(projects=[], participations=[]), "klynge")

    assert {one.state.value for one in absent} == {"not_recorded"}
    assert {one.state.value for one in none} == {"not_computable"}
