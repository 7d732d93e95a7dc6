"""Compare two dated registers: what came, what went, what changed.

An actor counts while it is there: from the day it was founded to the day it closed, each register
on its own day. A tie or a site counts while it holds, so that what ended years ago and is entered
today is no news. A renamed or merged actor is not one loss and one gain. An id that is gone is
followed in two ways: along stated successor links (``successor_of``), then by its CVR number,
unless it shares that with a parent. Only an id that leads nowhere is a loss. Ties and sites of an
actor with a new id are compared under the new id.

A table that one of the registers does not record is told apart: that nobody wrote ties down
last year does not mean that all of today's are new.

``succession`` follows actors, ``actors`` says what became of them, ``tables`` what became of
offers, ties, sites and projects; ``cells`` compares rows, ``comparison`` puts it together.
"""

from ecosystem.analysis.changes.comparison import COMPARED, NO_DAYS, compare_registers
from ecosystem.analysis.changes.succession import Succession, follow_actors, successor_circles

__all__ = [
    "COMPARED",
    "NO_DAYS",
    "Succession",
    "compare_registers",
    "follow_actors",
    "successor_circles",
]
