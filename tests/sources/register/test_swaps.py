"""Readers during writes see one register or another, never a mix of two."""

import multiprocessing
from datetime import date

import pytest

from ecosystem.model.register import collect
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.seals import seal
from ecosystem.sources.register.snapshots import restore
from tests.sources.register.test_register import HUB, PLACES, write

DAY = date(2026, 3, 1)


def swap(folder, sources, times, is_done):
    """Put one register and the other in place, by turns."""
    for number in range(times):
        restore(sources[number % 2], folder)
    is_done.set()


def marks(register):
    """The mark of a register in every one of its tables, small and large."""
    return {
        *collect(register.actors)["name"],
        *register.municipalities["name"],
        *register.needs["name_da"],
        register.label,
    }


@pytest.fixture
def two(tmp_path):
    """Two sealed registers, each with its mark in every table."""
    made = []
    for mark in ("A", "B"):
        home = tmp_path / mark
        home.mkdir()
        write(home, "municipalities", [{**place, "name": mark} for place in PLACES])
        write(home, "actors", [{**HUB, "name": mark}])
        write(
            home,
            "needs",
            [{"need_id": "n", "rank": 1, "band": "medium", "name_da": mark, "name_en": mark}],
        )
        seal(home, DAY, mark)
        made.append(home)
    return made


@pytest.mark.parametrize(
    "times", [pytest.param(40, id="40"), pytest.param(1000, id="1000", marks=pytest.mark.slow)]
)
def test_a_reading_during_a_swap_is_of_one_register(two, tmp_path, times):
    """As many readings as swaps, in two processes: none mixed, none with an error."""
    folder = tmp_path / "register"
    restore(two[0], folder)
    context = multiprocessing.get_context("forkserver")
    is_done = context.Event()
    writer = context.Process(target=swap, args=(folder, two, times, is_done))
    writer.start()

    readings = []
    while not is_done.is_set() or len(readings) < times:
        readings.append(marks(read_register(folder)))
    writer.join()

    assert writer.exitcode == 0
    assert len(readings) >= times
    assert {frozenset(reading) for reading in readings} == {frozenset("A"), frozenset("B")}
