"""Cached doors to gaps: a day is gathered once for each register, day and reader's question.

Searches that led nowhere, kept beside the drafts, count as demand. How many there are is part of
what is remembered, as the register's last change is.
"""

import logging
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ecosystem.app.shared import cached_data
from ecosystem.app.shared.ahead import Errand, lay_search
from ecosystem.briefings.gaps.axes import MatrixQuestion
from ecosystem.briefings.gaps.brief import GapsBriefing, StepBriefing, brief_search, brief_step
from ecosystem.briefings.gaps.counts import PositionCounts, count_gaps
from ecosystem.briefings.gaps.matrix import brief_cell, brief_matrix
from ecosystem.briefings.gaps.matrix_records import CellBriefing, MatrixBriefing
from ecosystem.briefings.gaps.priorities import Priority, gap_priorities
from ecosystem.model.errors import EcosystemError, NotRecordedError, StoreError
from ecosystem.model.gaps import Step
from ecosystem.model.referrals import DeadEnd
from ecosystem.sources.user.store import open_store

if TYPE_CHECKING:
    from ecosystem.briefings.basis.gaps import Search

log = logging.getLogger(__name__)


def gaps(on: date, position_id: str) -> GapsBriefing:
    """Return the gaps of a position with the steps that would close them.

    Raises:
        EcosystemError: The register lacks what the question needs.
    """
    return _gaps(cached_data.folder(), cached_data.version_now(), _searched(), on, position_id)


def matrix(on: date, question: MatrixQuestion) -> MatrixBriefing:
    """Return the matrix of one axis by another.

    Raises:
        EcosystemError: The register lacks what the question needs.
    """
    folder = cached_data.folder()
    return _matrix(folder, cached_data.version_now(), _searched(), on, question)


def cell(on: date, question: MatrixQuestion, row: str, column: str) -> CellBriefing:
    """Open one cell of the matrix.

    Raises:
        EcosystemError: The register lacks what the question needs.
    """
    return brief_cell(search(on), question, row, column)


def try_out(on: date, position_id: str, step: Step) -> StepBriefing:
    """Try a step in the sandbox."""
    return brief_step(search(on, position_id), step)


def priorities(
    on: date, position_id: str | None, region_code: str | None, settled: frozenset[str]
) -> tuple[Priority, ...]:
    """Return the gaps to look at first; none where the register cannot tell of gaps."""
    try:
        looked = _looked(
            cached_data.folder(), cached_data.version_now(), _searched(), on, position_id
        )
        return gap_priorities(looked, region_code=region_code, settled=settled)
    except NotRecordedError:
        return ()


def counts(on: date) -> tuple[PositionCounts, ...]:
    """Count the gaps of every strength position.

    Raises:
        EcosystemError: The register lacks what the question needs.
    """
    return _counts(cached_data.folder(), cached_data.version_now(), _searched(), on)


def search(on: date, position_id: str | None = None) -> "Search":
    """Return the search laid out over the register, for one position or for all."""
    return _search(cached_data.folder(), cached_data.version_now(), _searched(), on, position_id)


def warm_up(on: date) -> None:
    """Look for the gaps of the register the app opens on before anybody asks for them."""
    shipped = cached_data.shipped()
    with suppress(EcosystemError):  # the page tells what is wrong
        _looked(shipped, cached_data.version_now(shipped), _searched(), on, None)


def ask_ahead(on: date) -> tuple[Errand, int]:
    """Return what is asked of the register the app opens on, and when its ledger last changed."""
    shipped, searched = cached_data.shipped(), _searched()
    return Errand(shipped, cached_data.version_now(shipped), on, _dead_ends()), searched


def keep(errand: Errand, searched: int, position_id: str, made: GapsBriefing) -> None:
    """Keep the gaps of a position that were worked out elsewhere."""
    _gaps(errand.folder, errand.version, searched, errand.on, position_id, _made=made)


@st.cache_resource(max_entries=32, show_spinner=False)
def _gaps(
    register_folder: str,
    version: str,
    searched: int,
    on: date,
    position_id: str,
    _made: GapsBriefing | None = None,
) -> GapsBriefing:
    """Keep the gaps of a position; ``_made`` is no part of the key."""
    return _made or brief_search(
        _search(register_folder, version, searched, on, position_id), position_id
    )


@st.cache_resource(max_entries=256, show_spinner=False)
def _matrix(
    register_folder: str, version: str, searched: int, on: date, question: MatrixQuestion
) -> MatrixBriefing:
    return brief_matrix(_search(register_folder, version, searched, on, None), question)


@st.cache_resource(max_entries=32, show_spinner=False)
def _counts(
    register_folder: str, version: str, searched: int, on: date
) -> tuple[PositionCounts, ...]:
    return count_gaps(_search(register_folder, version, searched, on, None))


@st.cache_resource(max_entries=32, show_spinner=False)
def _looked(
    register_folder: str, version: str, searched: int, on: date, position_id: str | None
) -> "Search":
    """Return the search once the gaps to look at first are found; who asks meanwhile waits.

    A search keeps what it finds, so the first page does not look beside the warm-up that looks.
    """
    search = _search(register_folder, version, searched, on, position_id)
    gap_priorities(search)
    return search


@st.cache_resource(max_entries=32, show_spinner=False)
def _search(
    register_folder: str,
    version: str,
    searched: int,
    on: date,
    position_id: str | None,
) -> "Search":
    from ecosystem.briefings.basis.gaps import narrowed

    if position_id is not None:
        return narrowed(_search(register_folder, version, searched, on, None), position_id)
    return lay_search(
        cached_data.day_of(register_folder, version, on), Path(register_folder), _dead_ends()
    )


def _searched() -> int:
    """Return a number that grows with every search that led nowhere; 0 when none can be read."""
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
