"""Work out every position before anybody asks, in a process of its own at the lowest priority.

A position opened for the first time takes seconds, and in the server's own process everybody
would wait meanwhile, since Python works on one thing at a time. The other process reads the
register itself, hands over one position after the other, and ends: with the last one, or when the
register has changed. Nothing here knows of pages.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from ecosystem.briefings.basis.day import OnDay
from ecosystem.briefings.coverage.brief import CoverageBriefing
from ecosystem.briefings.gaps.brief import GapsBriefing
from ecosystem.briefings.network.records import NetworkBriefing
from ecosystem.display.network.graph_view import GraphView
from ecosystem.model.errors import EcosystemError
from ecosystem.model.referrals import DeadEnd
from ecosystem.sources.register.editions import version_of
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.rules.thresholds import read_thresholds
from ecosystem.sources.user.dead_ends import with_dead_ends

if TYPE_CHECKING:
    from ecosystem.briefings.basis.gaps import Search

LOWEST: Final = 19
"""How far this process steps back for every other."""
_PACKAGES: Final = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Errand:
    """Which register is worked through, and as of when."""

    folder: str
    version: str
    """As ``version_of`` tells it; in another version nothing is worked out."""
    on: date
    dead_ends: tuple[DeadEnd, ...]


@dataclass(frozen=True, slots=True)
class PositionAnswers:
    """What pages ask of a position first; ``None``: not in this part, or it cannot be said."""

    position_id: str
    gaps: GapsBriefing | None = None
    coverage: CoverageBriefing | None = None
    network: NetworkBriefing | None = None
    view: GraphView | None = None


def positions(errand: Errand) -> Iterator[PositionAnswers]:
    """List the answers of every position as they come from the other process.

    It ends early when the register stands in another version or the process fails; when the
    caller stops asking, the process is ended.
    """
    with subprocess.Popen(
        [sys.executable, "-c", f"from {__name__} import serve; serve({LOWEST})"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(_PACKAGES), *sys.path])},
        creationflags=getattr(subprocess, "IDLE_PRIORITY_CLASS", 0),
    ) as process:
        try:
            yield from _received(process, errand)
        finally:
            process.kill()


def work_out(errand: Errand) -> Iterator[PositionAnswers]:
    """Work out every position of a register, one after the other, while it stands as asked.

    The gaps of all come first, then how they are covered, then their networks, which take longest.

    Raises:
        EcosystemError: The folder is not a register, or has no positions.
    """
    day = OnDay(read_register(Path(errand.folder)), errand.on)
    if version_of(Path(errand.folder)) != errand.version:
        return
    search = lay_search(day, Path(errand.folder), errand.dead_ends)
    for part in (partial(_gaps, search), partial(_coverage, day), partial(_network, day)):
        for position_id in day.names.positions:
            with suppress(EcosystemError):  # the page tells what is wrong
                answers = part(position_id)
                if version_of(Path(errand.folder)) != errand.version:
                    return
                yield answers


def serve(back: int) -> None:
    """Be the other process: step back for others, read the errand, write answers as they come."""
    if hasattr(os, "nice"):
        os.nice(back)
    errand = pickle.load(sys.stdin.buffer)
    Thread(target=_end_with_the_server, daemon=True).start()
    with suppress(EcosystemError, BrokenPipeError):
        for answers in work_out(errand):
            pickle.dump(answers, sys.stdout.buffer)
            sys.stdout.flush()


def _end_with_the_server() -> None:
    """End this process when the server has ended, however it did."""
    sys.stdin.buffer.read()
    os._exit(0)


def lay_search(day: OnDay, folder: Path, dead_ends: tuple[DeadEnd, ...]) -> "Search":
    """Begin the search for gaps over a register; searches that led nowhere are demand.

    Raises:
        EcosystemError: The register lacks what the question needs.
    """
    from ecosystem.briefings.basis.gaps import search_on

    register = with_dead_ends(day.register, dead_ends)
    return search_on(day.with_register(register), read_thresholds(folder))


def _gaps(search: "Search", position_id: str) -> PositionAnswers:
    from ecosystem.briefings.basis.gaps import narrowed
    from ecosystem.briefings.gaps.brief import brief_search

    gaps = brief_search(narrowed(search, position_id), position_id)
    return PositionAnswers(position_id, gaps=gaps)


def _coverage(day: OnDay, position_id: str) -> PositionAnswers:
    from ecosystem.briefings.coverage.brief import brief_coverage

    coverage = brief_coverage(day.register, position_id, day.on, day=day)
    return PositionAnswers(position_id, coverage=coverage)


def _network(day: OnDay, position_id: str) -> PositionAnswers:
    from ecosystem.briefings.basis.network import graph_on_day
    from ecosystem.briefings.network.brief import brief_graph
    from ecosystem.display.network.view_building import view_of

    graph = graph_on_day(day, position_id)
    view = view_of(graph, is_synthetic=day.register.is_synthetic)
    return PositionAnswers(position_id, network=brief_graph(day, graph), view=view)


def _received(process: subprocess.Popen[bytes], errand: Errand) -> Iterator[PositionAnswers]:
    if process.stdin is None or process.stdout is None:
        return
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        pickle.dump(errand, process.stdin)
        process.stdin.flush()  # it stays open: when it closes, the other process ends
        while True:
            answers: PositionAnswers = pickle.load(process.stdout)
            yield answers
