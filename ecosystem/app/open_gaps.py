"""Cached doors to gaps: the ground is laid once for each register, day and reader's question.

Searches that led nowhere, kept beside the drafts, count as demand. How many there are is part of
what is remembered, as the register's last change is.
"""

import logging
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ecosystem.app import open_data
from ecosystem.briefings.gap_axes import MatrixQuestion
from ecosystem.briefings.gap_counts import PositionCounts, count_gaps
from ecosystem.briefings.gap_matrix import CellBriefing, MatrixBriefing, brief_cell, brief_matrix
from ecosystem.briefings.gaps import GapsBriefing, StepBriefing, brief_search, brief_step
from ecosystem.briefings.priorities import Priority, gap_priorities
from ecosystem.model.errors import EcosystemError, NotRecordedError, StoreError
from ecosystem.model.gaps import Step
from ecosystem.model.referrals import DeadEnd
from ecosystem.sources.dead_ends import with_dead_ends
from ecosystem.sources.store import open_store
from ecosystem.sources.thresholds import read_thresholds

if TYPE_CHECKING:
    from ecosystem.analysis.gaps.search import Search

log = logging.getLogger(__name__)


def gaps(on: date, position_id: str) -> GapsBriefing:
    """Give the gaps of a position with the steps that would close them.

    Raises:
        EcosystemError: The register lacks what the question needs.
    """
    return _gaps(open_data.folder(), open_data.age(), _searched(), on, position_id)


def matrix(on: date, question: MatrixQuestion) -> MatrixBriefing:
    """Give one axis by another.

    Raises:
        EcosystemError: The register lacks what the question needs.
    """
    return brief_matrix(search(on), question)


def cell(on: date, question: MatrixQuestion, row: str, column: str) -> CellBriefing:
    """Open one cell of the matrix.

    Raises:
        EcosystemError: The register lacks what the question needs.
    """
    return brief_cell(search(on), question, row, column)


def try_out(on: date, position_id: str, step: Step) -> StepBriefing:
    """Try a step in the sandbox."""
    return brief_step(search(on, position_id), step)


def things(
    on: date, position_id: str | None, region_code: str | None, settled: frozenset[str]
) -> tuple[Priority, ...]:
    """Give the gaps to look at first; none where the register cannot tell of gaps."""
    try:
        looked = _looked(open_data.folder(), open_data.age(), _searched(), on, position_id)
        return gap_priorities(looked, region_code=region_code, settled=settled)
    except NotRecordedError:
        return ()


def counts(on: date) -> tuple[PositionCounts, ...]:
    """Count the gaps of every strength position.

    Raises:
        EcosystemError: The register lacks what the question needs.
    """
    return _counts(open_data.folder(), open_data.age(), _searched(), on)


def search(on: date, position_id: str | None = None) -> "Search":
    """Give the search laid out over the register, for one position or for all."""
    return _search(open_data.folder(), open_data.age(), _searched(), on, position_id)


def warm_up(on: date) -> None:
    """Look for the gaps of the register the app opens on before anybody asks for them."""
    shipped = open_data.shipped()
    with suppress(EcosystemError):  # the page tells what is wrong
        _looked(shipped, open_data.age(shipped), _searched(), on, None)


@st.cache_resource(max_entries=32, show_spinner=False)
def _gaps(chosen: str, changed: float, searched: float, on: date, position_id: str) -> GapsBriefing:
    return brief_search(_search(chosen, changed, searched, on, position_id), position_id)


@st.cache_resource(max_entries=32, show_spinner=False)
def _counts(chosen: str, changed: float, searched: float, on: date) -> tuple[PositionCounts, ...]:
    return count_gaps(_search(chosen, changed, searched, on, None))


@st.cache_resource(max_entries=32, show_spinner=False)
def _looked(
    chosen: str, changed: float, searched: float, on: date, position_id: str | None
) -> "Search":
    """Give the search once the things to look at are found; who asks meanwhile waits for them.

    A search keeps what it finds, so the first page does not look beside the warm-up that looks.
    """
    held = _search(chosen, changed, searched, on, position_id)
    gap_priorities(held)
    return held


@st.cache_resource(max_entries=32, show_spinner=False)
def _search(
    chosen: str,
    changed: float,
    searched: float,
    on: date,
    position_id: str | None,
) -> "Search":
    from ecosystem.analysis.gaps import ground_on_day, narrowed, search_of  # noqa: PLC0415

    if position_id is not None:
        return narrowed(_search(chosen, changed, searched, on, None), position_id)
    limits = read_thresholds(Path(chosen))
    day = open_data.day_of(chosen, changed, on)
    return search_of(
        ground_on_day(day.with_register(with_dead_ends(day.register, _dead_ends())), limits)
    )


def _searched() -> float:
    """Give a number that grows with every search that led nowhere; 0 when none can be read."""
    with suppress(StoreError):
        return open_store().version_of_dead_ends()
    return 0


def _dead_ends() -> tuple[DeadEnd, ...]:
    """Read the ledger; one that cannot be read is left out, as if nobody had searched."""
    try:
        return open_store().dead_ends.read()
    except StoreError as error:
        log.warning("%s", error)
        return ()
