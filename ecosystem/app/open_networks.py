"""Cached doors to networks: tied together, placed and measured once for all readers.

They stand beside ``open_data`` and are kept for each folder and its age, like the register.
"""

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from ecosystem.app import open_data
from ecosystem.briefings.actor import regions_on
from ecosystem.briefings.network import (
    EvidenceLevel,
    NetworkBriefing,
    brief_graph,
    neighbouring_positions,
)
from ecosystem.display.graph_view import GraphView, grouped, view_of
from ecosystem.display.wording import Language

if TYPE_CHECKING:
    from ecosystem.analysis.graph import EcosystemGraph


def network(position_id: str | None, on: date, evidence: EvidenceLevel) -> "EcosystemGraph":
    """Give the network of a position (or of everything), tied together once for all readers.

    Nobody may write to it.
    """
    return _network(*_now(), position_id, on, evidence)


def network_view(
    position_id: str | None, on: date, evidence: EvidenceLevel = "claimed"
) -> GraphView:
    """Give the picture of a network with the place of every actor, worked out once.

    Places are those of all ties, so that leaving out some of them moves nobody.
    """
    return _graded(*_now(), position_id, on, evidence)


def connected(position_id: str | None, on: date, evidence: EvidenceLevel) -> GraphView:
    """Give the picture of those that have a tie of a grade."""
    return _connected(*_now(), position_id, on, evidence)


def together(
    position_id: str | None, on: date, evidence: EvidenceLevel, language: Language
) -> GraphView:
    """Give the same with actors drawn together by type and region."""
    return _together(_now(), position_id, on, evidence, language)


def network_briefing(position_id: str | None, on: date, evidence: EvidenceLevel) -> NetworkBriefing:
    """Give the measures of a network."""
    return _network_briefing(*_now(), position_id, on, evidence)


@st.cache_resource(max_entries=24, show_spinner=False)
def _network(
    chosen: str,  # noqa: ARG001 - with the age it is the key: a new age is another network
    changed: float,  # noqa: ARG001
    position_id: str | None,
    on: date,
    evidence: EvidenceLevel,
) -> "EcosystemGraph":
    from ecosystem.analysis.graph import build_graph  # noqa: PLC0415  slow to import

    return build_graph(open_data.register(), position_id, on, evidence)


@st.cache_resource(max_entries=24, show_spinner=False)
def _network_view(chosen: str, changed: float, position_id: str | None, on: date) -> GraphView:
    graph = _network(chosen, changed, position_id, on, "claimed")
    return view_of(graph, is_synthetic=open_data.register().is_synthetic)


@st.cache_resource(max_entries=24, show_spinner=False)
def _graded(
    chosen: str, changed: float, position_id: str | None, on: date, evidence: EvidenceLevel
) -> GraphView:
    return _network_view(chosen, changed, position_id, on).graded(evidence)


@st.cache_resource(max_entries=24, show_spinner=False)
def _connected(
    chosen: str, changed: float, position_id: str | None, on: date, evidence: EvidenceLevel
) -> GraphView:
    return _graded(chosen, changed, position_id, on, evidence).connected()


@st.cache_resource(max_entries=24, show_spinner=False)
def _together(
    now: tuple[str, float],
    position_id: str | None,
    on: date,
    evidence: EvidenceLevel,
    language: Language,
) -> GraphView:
    regions = regions_on(open_data.register(), on)
    return grouped(_connected(*now, position_id, on, evidence), regions, language)


@st.cache_resource(max_entries=24, show_spinner=False)
def _network_briefing(
    chosen: str, changed: float, position_id: str | None, on: date, evidence: EvidenceLevel
) -> NetworkBriefing:
    graph, register = _network(chosen, changed, position_id, on, evidence), open_data.register()
    near = neighbouring_positions(register, position_id, on)
    return brief_graph(graph, register.is_synthetic, near)


def _now() -> tuple[str, float]:
    folder = open_data.folder()
    return folder, open_data.age(folder)
