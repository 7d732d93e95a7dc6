"""Cached doors to gaps: the ground is laid once for each register, day and reader's question."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ecosystem.app import open_data
from ecosystem.briefings.gap_matrix import Columns, MatrixBriefing, brief_matrix
from ecosystem.briefings.gaps import GapsBriefing, StepBriefing, brief_search, brief_step
from ecosystem.model.gaps import Step
from ecosystem.model.register import for_another_thread
from ecosystem.sources.thresholds import read_thresholds

if TYPE_CHECKING:
    from ecosystem.analysis.gaps.search import Search


def gaps(on: date, position_id: str) -> GapsBriefing:
    """Give the gaps of a position with the steps that would close them.

    Raises:
        EcosystemError: The register lacks what the question needs.
    """
    return _gaps(open_data.folder(), open_data.age(), on, position_id)


def matrix(on: date, columns: Columns, limit: int, position_id: str | None) -> MatrixBriefing:
    """Give needs by region, hub or kind of actor.

    Raises:
        EcosystemError: The register lacks what the question needs.
    """
    held = _search(open_data.folder(), open_data.age(), on, None)
    return brief_matrix(held, columns, limit, position_id)


def try_out(on: date, position_id: str, step: Step) -> StepBriefing:
    """Try a step in the sandbox, on a connection of this reader's own."""
    from dataclasses import replace  # noqa: PLC0415

    held = _search(open_data.folder(), open_data.age(), on, position_id)
    register = for_another_thread(held.ground.register)
    ground = held.ground.with_register(register, are_ties_new=False)
    return brief_step(replace(held, ground=ground), step)


@st.cache_resource(max_entries=32, show_spinner=False)
def _gaps(chosen: str, changed: float, on: date, position_id: str) -> GapsBriefing:
    return brief_search(_search(chosen, changed, on, position_id), position_id)


@st.cache_resource(max_entries=32, show_spinner=False)
def _search(
    chosen: str,
    changed: float,
    on: date,
    position_id: str | None,
) -> "Search":
    from ecosystem.analysis.gaps import lay_ground, search_of  # noqa: PLC0415  slow to import

    if position_id is not None:
        every = _search(chosen, changed, on, None)
        return search_of(every.ground, position_id, supply=every.supply)
    limits = read_thresholds(Path(chosen))
    return search_of(lay_ground(open_data.register(), on, limits))
