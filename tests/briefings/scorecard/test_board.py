"""Recommendation 4: seats by what they come from."""

import pytest
from statsmodels.stats.proportion import proportion_confint

from ecosystem.briefings.scorecard.board import board_indicators
from ecosystem.display.wording import say
from tests.briefings.scorecard.made import WHOLE, a_basis, by_key


def test_seats_are_counted_by_hand():
    """Two of four known seats are firms', one of them small; the fifth is not known."""
    found = by_key(board_indicators(a_basis(), "klynge"))

    seats = found["firm_seats"]
    assert (seats.value, seats.n) == (2 / 4, 4)
    assert (seats.low, seats.high) == pytest.approx(proportion_confint(2, 4, method="wilson"))
    assert (found["small_firm_seats"].value, found["small_firm_seats"].n) == (1 / 4, 4)
    assert found["knowledge_seat"].value == 1
    assert "1 post er ikke talt med" in say(seats.remarks[0])


def test_that_knowledge_has_no_seat_is_not_said_while_a_seat_is_unknown():
    """No, unknown, and yes are three things."""
    seats = [row for row in WHOLE["board_seats"] if row.get("affiliation") != "knowledge"]
    unknown = by_key(board_indicators(a_basis(board_seats=seats), "klynge"))["knowledge_seat"]
    known = by_key(board_indicators(a_basis(board_seats=seats[:3]), "klynge"))["knowledge_seat"]

    assert (unknown.state, unknown.value) == ("not_recorded", None)
    assert (known.state, known.value) == ("computed", 0)
    assert say(known.sentence).startswith("Nej, ingen videninstitution")


def test_a_firm_of_unknown_size_may_be_small():
    """It is left out of the share and counted beside it."""
    seats = [{"actor_id": "klynge", "seat": str(n), "affiliation": "firm"} for n in range(2)]
    seats[0]["firm_size"] = "10-49"
    found = by_key(board_indicators(a_basis(board_seats=seats), "klynge"))

    assert (found["small_firm_seats"].value, found["small_firm_seats"].n) == (1, 1)
    assert found["firm_seats"].n == 2


def test_a_board_of_which_no_seat_is_recorded_is_not_recorded():
    """Seats of others say nothing of it; a table without rows has none."""
    silent = board_indicators(a_basis(), "anden")
    absent = board_indicators(a_basis(without=["board_seats"]), "klynge")
    none = board_indicators(a_basis(board_seats=[]), "klynge")

    assert {one.state.value for one in (*silent, *absent)} == {"not_recorded"}
    assert {one.state.value for one in none} == {"not_computable"}
