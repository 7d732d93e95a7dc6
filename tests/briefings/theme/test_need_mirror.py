"""The mirror of the part needs: whether those who answered are like those who take part."""

from dataclasses import replace

import pytest

from tests.briefings.theme.test_needs import NEEDS, a_survey, needs_of
from tests.builders import a_register

PLACES = [
    {"municipality_code": "0101", "name": "København", "is_outer": False},
    {"municipality_code": "0825", "name": "Læsø", "is_outer": True},
]
FIRMS = [
    {"actor_id": f"f{n}", "name": f"F{n}", "kind": "firm", "cvr": f"{n:08}",
     "municipality_code": "0101" if n % 2 else "0825",
     "employees": 10.0 + 90 * (n % 2), "founded": f"{1980 + 20 * (n % 2)}-01-01"}
    for n in range(30)
]  # fmt: skip
"""Firms with a number, half of them old, small and far out."""


def mirrored(survey, *more_actors):
    """A survey, beside thirty firms that all take part in something."""
    return a_register(
        needs=NEEDS,
        need_answers=survey,
        actors=[*FIRMS, *more_actors],
        municipalities=PLACES,
        participations=[
            {"actor_id": f"f{n}", "offer_id": "o", "role": "user", "start": "2020-01-01"}
            for n in range(30)
        ],
    )


def answered_by(numbers):
    """A survey answered by some of the thirty firms."""
    return [
        row | {"actor_id": f"f{numbers[int(row['respondent_id'][1:])]}"}
        for row in a_survey(people=len(numbers))
    ]


def answered_outside(people, **own):
    """A survey answered by firms that the register does not know, each with what it tells."""
    return [row | {"respondent_id": f"x{row['respondent_id']}", **own} for row in a_survey(people)]


def by_variable(part, field):
    """Return one field of the mirror."""
    return {row["variable"]: row[field] for row in part["mirror"]}


def test_who_answered_is_held_against_all_participants():
    """All of them are like all; the large and near ones alone are not."""
    part, told = needs_of(mirrored(answered_by(range(30))))
    assert by_variable(part, "difference") == {"size": 0.0, "outer": 0.0, "age": 0.0}
    assert told["S14"]["text_da"].endswith("Ingen af de kendte forhold afviger mere end 0,1.")

    part, told = needs_of(mirrored(answered_by([*range(1, 30, 2), 0])))
    differences = by_variable(part, "difference")
    assert differences["size"] > 0.1 > -0.1 > differences["outer"]
    assert "Færre af dem, der har svaret, ligger i yderkommuner" in told["S14"]["text_da"]
    assert "De, der har svaret, er yngre" in told["S14"]["text_da"]
    assert "have more employees" in told["S14"]["text_en"]


def test_a_firm_outside_the_register_is_mirrored_by_what_it_answered():
    """Its size and place fill in, its age stays unknown, and how many of each is told."""
    survey = [
        *answered_by(range(30)),
        *answered_outside(20, employees=400, municipality_code="0825"),
    ]
    part, told = needs_of(mirrored(survey))

    assert by_variable(part, "from_register") == {"size": 30, "outer": 30, "age": 30}
    assert by_variable(part, "from_answers") == {"size": 20, "outer": 20, "age": 0}
    assert by_variable(part, "unknown") == {"size": 0, "outer": 0, "age": 20}
    assert by_variable(part, "sample")["size"] == pytest.approx((30 * 55 + 20 * 400) / 50)
    assert by_variable(part, "sample")["outer"] == pytest.approx(35 / 50)
    assert by_variable(part, "difference")["age"] == 0
    assert told["S14"]["n"] == 50
    caveat = told["S14"]["caveat_da"]
    assert "Antal ansatte: 30 fra registret, 20 fra eget svar, 0 ukendt." in caveat
    assert "30 fra registret, 20 ukendt" in caveat


def test_the_register_goes_before_the_answer_and_an_answer_fills_a_gap():
    """A firm without recorded employees is as large as it says; others as the register says."""
    bare = [
        {"actor_id": f"b{n}", "name": "B", "kind": "firm", "cvr": f"9{n:07}"} for n in range(20)
    ]
    survey = [row | {"employees": 900.0} for row in answered_by(range(30))]
    survey += [
        row | {"respondent_id": f"b-{name}", "actor_id": f"b{name[1:]}", "employees": 40.0}
        for row in a_survey(20)
        for name in [row["respondent_id"]]
    ]
    part, _ = needs_of(mirrored(survey, *bare))

    assert by_variable(part, "sample")["size"] == pytest.approx((30 * 55 + 20 * 40) / 50)
    assert by_variable(part, "from_answers") == {"size": 20, "outer": 0, "age": 0}
    assert by_variable(part, "unknown") == {"size": 0, "outer": 20, "age": 20}


def test_a_firm_that_answered_twice_counts_once_with_its_last_answer():
    """An earlier answer fills in what the last one leaves out."""
    firm = {"actor_id": "b", "name": "B", "kind": "firm"}
    first = {
        "actor_id": "b",
        "employees": 10.0,
        "municipality_code": "0825",
        "asked_on": "2024-01-01",
    }
    last = {"actor_id": "b", "employees": 30.0, "asked_on": "2025-01-01"}
    survey = [
        {"respondent_id": name, "need_id": "finance", "importance": 4, **row}
        for name, row in (("late", last), ("early", first))
    ]
    part, _ = needs_of(mirrored([*answered_by(range(30)), *survey], firm))

    assert by_variable(part, "sample")["size"] == pytest.approx((30 * 55 + 30) / 31)
    assert by_variable(part, "sample")["outer"] == pytest.approx(16 / 31)


def test_a_host_of_embedded_units_has_a_place_but_neither_size_nor_age():
    """What it answers of its size is not its unit's."""
    unit = {"actor_id": "u", "name": "U", "kind": "cluster", "parent_actor_id": "f0",
            "is_embedded": True}  # fmt: skip
    part, _ = needs_of(mirrored(answered_by(range(30)), unit))

    assert by_variable(part, "from_register") == {"size": 29, "outer": 30, "age": 29}


def test_few_of_a_kind_are_not_counted_out():
    """Two firms that told their size themselves read as under three, and as nothing in JSON."""
    part, told = needs_of(mirrored([*answered_by(range(30)), *answered_outside(2, employees=5)]))

    assert by_variable(part, "from_answers")["size"] is None
    assert "30 fra registret, under 3 fra eget svar" in told["S14"]["caveat_da"]


def test_answers_of_unknown_firms_alone_are_compared_on_what_they_tell():
    """Nobody in the register answered: size is compared, place and age are not."""
    part, told = needs_of(mirrored(answered_outside(20, employees=55)))

    assert by_variable(part, "sample") == {"size": 55, "outer": None, "age": None}
    assert told["S14"]["state"] == "computed"
    part, told = needs_of(mirrored(answered_outside(20)))
    assert (told["S14"]["state"], told["S15"]["state"]) == ("no_basis", "computed")


def test_example_participations_mark_the_mirror_alone():
    """What firms answered does not rest on who takes part."""
    register = a_register(
        needs=NEEDS,
        need_answers=answered_by(range(30)),
        actors=FIRMS,
        municipalities=PLACES,
        participations=[
            {"actor_id": f"f{n}", "offer_id": "o", "role": "user", "start": "2020-01-01",
             "is_synthetic": True}
            for n in range(30)
        ],
    )  # fmt: skip
    _, told = needs_of(replace(register, is_synthetic=True))

    assert told["S14"]["text_da"].count("(eksempeldata)") == 1
    assert "(eksempeldata)" not in told["S15"]["text_da"]


def test_without_participations_the_mirror_names_the_table_and_the_rest_is_computed():
    """One table fewer silences one statement."""
    register = a_register(needs=NEEDS, need_answers=a_survey(), actors=FIRMS)
    part, told = needs_of(register)

    states = {key: one["state"] for key, one in told.items()}
    assert (part["state"], part["mirror"], states["S14"]) == ("computed", [], "not_recorded")
    assert states["S15"] == "computed"


def test_nobody_takes_part_and_nobody_is_there():
    """An empty table and a position without its table are said, not raised."""
    register = a_register(
        needs=NEEDS, need_answers=a_survey(actor_id="f1"), actors=FIRMS, participations=[]
    )
    part, told = needs_of(register)
    assert (part["state"], told["S14"]["state"]) == ("computed", "no_basis")

    part, told = needs_of(register, position="wind")
    assert part["state"] == "not_recorded"
    assert "styrkepositioner" in part["why_da"]
