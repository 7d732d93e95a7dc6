"""Cached doors to the theme analysis: a part is worked out once for each register and question."""

from datetime import date

import streamlit as st

from ecosystem.app.shared import cached_data
from ecosystem.briefings.theme.brief import AnalysisBriefing, brief_analysis
from ecosystem.model.analysis import AnalysisParameters, AnalysisSettings, Part
from ecosystem.model.register import Register
from ecosystem.sources.rules.analysis_settings import read_analysis_settings


def looked_at() -> tuple[str, str]:
    """Return the folder that the report is made of, and the version in which it stands."""
    return cached_data.folder(), cached_data.version_now()


def settings(folder: str) -> AnalysisSettings:
    """Return how a register counts.

    Raises:
        EcosystemError: Its settings make no sense; the words are meant for the reader.
    """
    return _settings(folder, cached_data.version_now(folder))


def part(
    register_of: tuple[str, str], on: date, asked: Part, parameters: AnalysisParameters
) -> AnalysisBriefing:
    """Return one part of the analysis.

    Raises:
        EcosystemError: The parameters make no sense.
    """
    return _part(*register_of, on, asked, parameters.model_dump_json(by_alias=True))


def register(register_of: tuple[str, str]) -> Register:
    """Return the register that a report is made of."""
    return cached_data.read(*register_of)


@st.cache_resource(max_entries=8, show_spinner=False)
def _settings(folder: str, version: str) -> AnalysisSettings:  # noqa: ARG001 - part of the key
    return read_analysis_settings(folder)


@st.cache_resource(max_entries=128, show_spinner=False)
def _part(folder: str, version: str, on: date, asked: Part, parameters: str) -> AnalysisBriefing:
    stated = AnalysisParameters.model_validate_json(parameters)
    return brief_analysis(cached_data.read(folder, version), on, (asked,), stated, settings(folder))
