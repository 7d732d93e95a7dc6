"""Cached doors to the theme analysis: a part is worked out once for each register and question."""

from datetime import date
from pathlib import Path

import streamlit as st

from ecosystem.app.gaps import gap_notes
from ecosystem.app.shared import cached_data
from ecosystem.briefings.scorecard.brief import brief_scorecard, cluster_names_on
from ecosystem.briefings.theme.brief import AnalysisBriefing, brief_analysis
from ecosystem.briefings.theme.report import ThemeReportBriefing, brief_theme_report
from ecosystem.model.analysis import AnalysisParameters, AnalysisSettings, Part
from ecosystem.model.gaps import GapEvent
from ecosystem.model.linkage import JudgedBand
from ecosystem.model.register import Register
from ecosystem.model.scorecards import Scorecard
from ecosystem.sources.matching.linkage_sample import judged_bands, read_sample
from ecosystem.sources.rules.analysis_settings import read_analysis_settings
from ecosystem.sources.rules.thresholds import read_thresholds


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


def report(
    register_of: tuple[str, str], on: date, parameters: AnalysisParameters
) -> ThemeReportBriefing:
    """Return the whole analysis with what its figures need.

    Raises:
        EcosystemError: The parameters make no sense.
    """
    return _report(*register_of, on, parameters.model_dump_json(by_alias=True))


def scorecard(on: date, cluster_id: str) -> Scorecard:
    """Return a cluster's scorecard of the register this reader looks at.

    Raises:
        EcosystemError: There is no such cluster.
    """
    return _scorecard(*looked_at(), on, cluster_id, gap_notes.events())


def cluster_names(on: date) -> dict[str, str]:
    """Return the clusters that are there on the day, by id, A to Å."""
    return cluster_names_on(cached_data.on_day(on))


def register(register_of: tuple[str, str]) -> Register:
    """Return the register that a report is made of."""
    return cached_data.read(*register_of)


@st.cache_resource(max_entries=8, show_spinner=False)
def _settings(folder: str, version: str) -> AnalysisSettings:  # noqa: ARG001 - part of the key
    return read_analysis_settings(folder)


@st.cache_resource(max_entries=128, show_spinner=False)
def _part(folder: str, version: str, on: date, asked: Part, parameters: str) -> AnalysisBriefing:
    stated = AnalysisParameters.model_validate_json(parameters)
    register = cached_data.read(folder, version)
    judged = _judged(folder) if asked is Part.LINKED else ()
    return brief_analysis(register, on, (asked,), stated, settings(folder), judged=judged)


@st.cache_resource(max_entries=16, show_spinner=False)
def _report(folder: str, version: str, on: date, parameters: str) -> ThemeReportBriefing:
    stated = AnalysisParameters.model_validate_json(parameters)
    register, judged = cached_data.read(folder, version), _judged(folder)
    return brief_theme_report(register, on, stated, settings(folder), judged)


def _judged(folder: str) -> tuple[JudgedBand, ...]:
    """Return the pairs of names that people have judged, as they stand in the version asked for."""
    return judged_bands(read_sample(Path(folder)))


@st.cache_resource(max_entries=64, show_spinner=False)
def _scorecard(
    folder: str, version: str, on: date, cluster_id: str, events: tuple[GapEvent, ...]
) -> Scorecard:
    register = cached_data.read(folder, version)
    return brief_scorecard(
        register, on, cluster_id, thresholds=read_thresholds(folder), events=events
    )
