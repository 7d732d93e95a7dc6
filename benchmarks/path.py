"""Ways between two actors across a whole register: 2,000, 8,000 and 30,000 firms, and the power.

Processor seconds of the command's work beyond reading: tying the register together, searching from
both ends, and naming everybody to begin with. The power is that of the largest against the
smallest: 1 doubles with the firms.
"""

from datetime import date
from math import log
from pathlib import Path
from typing import Final

from benchmarks.measure import cpu_seconds
from benchmarks.registers import example_register
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.graph import graph_on_day
from ecosystem.briefings.network.paths import brief_path
from ecosystem.sources.register.reading import read_register

SIZES: Final = (2_000, 8_000, 30_000)
MOST_POWER: Final = 1.2
ON: Final = date(2026, 10, 31)
ENDS: Final = ("dtu", "made")


def run() -> None:
    """Print the seconds and the power."""
    _seconds(example_register(SIZES[0], 5 * SIZES[0]))  # imports
    taken = {}
    for firms in SIZES:
        runs = [_seconds(example_register(firms, 5 * firms)) for _ in range(3)]
        whole, search = min(runs)
        taken[firms] = whole
        print(f"  {firms:,} firms: {whole:.2f} s, of which the ways {search:.2f}", flush=True)
    power = log(taken[SIZES[-1]] / taken[SIZES[0]]) / log(SIZES[-1] / SIZES[0])
    print(f"  power {power:.2f} (at most {MOST_POWER})")


def _seconds(folder: Path) -> tuple[float, float]:
    """Give the seconds of the whole question, and of the ways alone."""
    day = OnDay(read_register(folder), ON)
    began = cpu_seconds()
    graph = graph_on_day(day, None)
    tied = cpu_seconds()
    brief_path(day.register, *ENDS, ON, day=day, graph=graph)
    ended = cpu_seconds()
    return ended - began, ended - tied
