"""What lives long is not looked through at every click, and garbage is found all the same."""

import gc
import subprocess
import sys
import weakref

import pytest

from ecosystem.app.server import long_lived
from ecosystem.app.server.long_lived import (
    FREEZES_BETWEEN_THAWS,
    MOST_LOOKED_THROUGH,
    keep_out_of_collections,
)

MOST_AFTER_WARM_UP = 2 * MOST_LOOKED_THROUGH
WARMED_UP = """
import gc
from unittest.mock import patch
from ecosystem.app.gaps import cached_gaps
from ecosystem.app.server import warm_up
from ecosystem.app.shared import ahead

with patch.object(ahead, "positions", lambda asked: iter(())):
    with patch.object(cached_gaps, "warm_up"):  # the register and the libraries are most of it
        warm_up.warm_up()
import altair, openpyxl  # what a page brings along at its first visit
gc.collect()
print(len(gc.get_objects()), gc.get_freeze_count())
"""


class Knot:
    """Something that refers to itself, so that counting references never frees it."""

    def __init__(self):
        self.self = self


@pytest.fixture(autouse=True)
def _as_before():
    """Leave the collector of the other tests as it was."""
    freezer = long_lived._freezer
    was_there, freezer.freezes = freezer in gc.callbacks, 0
    yield
    if not was_there and freezer in gc.callbacks:
        gc.callbacks.remove(freezer)
    gc.unfreeze()
    gc.collect()


def lists(count):
    """So many objects that a collection looks through."""
    return [[number] for number in range(count)]


def looked_through():
    """How many objects a whole collection looks through now."""
    return len(gc.get_objects())


def test_after_the_warm_up_a_click_looks_through_little():
    """Register, rules, words and libraries, 230,000 objects, wait for nobody."""
    finished = subprocess.run(
        [sys.executable, "-c", WARMED_UP], check=True, capture_output=True, text=True
    )

    seen, frozen = map(int, finished.stdout.split())
    assert seen < MOST_AFTER_WARM_UP
    assert frozen > 100_000


def test_a_large_answer_that_is_kept_is_looked_through_once():
    """The collection after the click that worked it out is the last that pays for it."""
    keep_out_of_collections()

    answer = lists(3 * MOST_LOOKED_THROUGH)
    gc.collect()

    assert looked_through() < MOST_LOOKED_THROUGH
    assert len(answer) == 3 * MOST_LOOKED_THROUGH


def test_few_new_objects_are_left_where_garbage_is_looked_for():
    """Sessions come and go; freezing them at each click would keep what they leave behind."""
    keep_out_of_collections()
    gc.collect()
    before = gc.get_freeze_count()

    answer = lists(MOST_LOOKED_THROUGH // 10)
    gc.collect()

    assert gc.get_freeze_count() <= before
    assert len(answer) == MOST_LOOKED_THROUGH // 10


def test_what_falls_out_of_use_after_it_was_frozen_is_found_in_the_end():
    """A register that nobody looks at any more does not fill the memory for good."""
    keep_out_of_collections()
    knot = Knot()
    gone = weakref.ref(knot)
    answers = [lists(2 * MOST_LOOKED_THROUGH)]
    gc.collect()

    del knot
    for _ in range(FREEZES_BETWEEN_THAWS + 2):
        answers.append(lists(2 * MOST_LOOKED_THROUGH))
        gc.collect()

    assert gone() is None


def test_garbage_is_collected_before_anything_is_frozen():
    """What is garbage at that moment is not kept for good."""
    keep_out_of_collections()
    gone = weakref.ref(Knot())

    answer = lists(2 * MOST_LOOKED_THROUGH)
    gc.collect()

    assert gone() is None
    assert answer
