"""Cached doors to networks: tied together, placed and measured once for all readers.

They stand beside ``cached_data`` and are kept for each folder and its version, like the register.
"""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from ecosystem.app.shared import cached_data
from ecosystem.app.shared.ahead import Errand
from ecosystem.briefings.network.brief import brief_graph
from ecosystem.briefings.network.measures import ASKABLE
from ecosystem.briefings.network.paths import PathBriefing, brief_path
from ecosystem.briefings.network.records import EvidenceLevel, NetworkBriefing
from ecosystem.display.network.graph_view import GraphView
from ecosystem.display.network.view_building import grouped, view_of
from ecosystem.display.wording import Language
from ecosystem.model.vocabulary import FirmCut

if TYPE_CHECKING:
    from ecosystem.briefings.basis.network import EcosystemGraph


class Choice(NamedTuple):
    """Which network is looked at."""

    position_id: str | None
    """None: the whole register."""
    on: date
    evidence: EvidenceLevel = "claimed"
    cut: FirmCut = FirmCut.STANDARD
    with_users: bool = False


def network(choice: Choice) -> "EcosystemGraph":
    """Return a network, tied together once for all readers; nobody may write to it."""
    return _network(*_now(), choice)


def network_view(choice: Choice) -> GraphView:
    """Return the picture of a network with the place of every actor, worked out once.

    Places are those of all ties, so that leaving out some of them moves nobody.
    """
    return _graded(*_now(), choice)


def connected(choice: Choice) -> GraphView:
    """Return the picture of those that have a tie of the grade."""
    return _connected(*_now(), choice)


def together(choice: Choice, language: Language) -> GraphView:
    """Return the same with actors drawn together by type and region."""
    return _together(_now(), choice, language)


def network_briefing(choice: Choice, measures: tuple[str, ...] = ASKABLE) -> NetworkBriefing:
    """Return a network with the measures that are asked for, all of them or some by name."""
    return _network_briefing(*_now(), choice, measures)


def ways(choice: Choice, start: str, end: str) -> PathBriefing:
    """Return the ways between two actors across the whole register.

    Raises:
        UnknownIdError: The register holds no such actor.
    """
    return _ways(*_now(), choice, start, end)


def keep(errand: Errand, position_id: str, made: NetworkBriefing, view: GraphView) -> None:
    """Keep the measures and the picture of a position that were worked out elsewhere."""
    choice = Choice(position_id, errand.on)
    _network_briefing(errand.folder, errand.version, choice, ASKABLE, _made=made)
    _network_view(errand.folder, errand.version, choice, _made=view)


@st.cache_resource(max_entries=32, show_spinner=False)
def _network(
    register_folder: str,
    version: str,
    choice: Choice,
) -> "EcosystemGraph":
    from ecosystem.briefings.basis.network import graph_on_day

    return graph_on_day(
        cached_data.day_of(register_folder, version, choice.on),
        choice.position_id,
        choice.evidence,
        cut=choice.cut,
        with_users=choice.with_users,
    )


@st.cache_resource(max_entries=32, show_spinner=False)
def _network_view(
    register_folder: str, version: str, choice: Choice, _made: GraphView | None = None
) -> GraphView:
    """Keep the picture of a network; ``_made`` is no part of the key."""
    if _made is not None:
        return _made
    graph = _network(register_folder, version, choice)
    return view_of(graph, is_synthetic=cached_data.read(register_folder, version).is_synthetic)


@st.cache_resource(max_entries=32, show_spinner=False)
def _graded(register_folder: str, version: str, choice: Choice) -> GraphView:
    full_view = _network_view(register_folder, version, choice._replace(evidence="claimed"))
    return full_view.graded(choice.evidence)


@st.cache_resource(max_entries=32, show_spinner=False)
def _connected(register_folder: str, version: str, choice: Choice) -> GraphView:
    return _graded(register_folder, version, choice).connected()


@st.cache_resource(max_entries=32, show_spinner=False)
def _together(now: tuple[str, str], choice: Choice, language: Language) -> GraphView:
    regions = cached_data.day_of(*now, choice.on).names.regions
    return grouped(_connected(*now, choice), regions, language)


@st.cache_resource(max_entries=32, show_spinner=False)
def _network_briefing(
    register_folder: str,
    version: str,
    choice: Choice,
    measures: tuple[str, ...],
    _made: NetworkBriefing | None = None,
) -> NetworkBriefing:
    """Keep the measures of a network; ``_made`` is no part of the key."""
    if _made is not None:
        return _made
    graph = _network(register_folder, version, choice)
    return brief_graph(cached_data.day_of(register_folder, version, choice.on), graph, measures)


@st.cache_resource(max_entries=256, show_spinner=False)
def _ways(register_folder: str, version: str, choice: Choice, start: str, end: str) -> PathBriefing:
    everywhere = Choice(None, choice.on, choice.evidence)
    day = cached_data.day_of(register_folder, version, choice.on)
    graph = _network(register_folder, version, everywhere)
    return brief_path(day.register, start, end, choice.on, choice.evidence, day=day, graph=graph)


def _now() -> tuple[str, str]:
    return cached_data.folder(), cached_data.version_now()
