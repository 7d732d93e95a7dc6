"""Cached doors to maps: shapes read once, coverage and siting worked out once for all readers.

They stand beside ``cached_data`` and are kept for each folder and its version, like the register.
"""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import streamlit as st

from ecosystem.app.shared import cached_data
from ecosystem.app.shared.ahead import Errand
from ecosystem.briefings.basis.coverage import CoverageCriteria, ProviderSet
from ecosystem.briefings.coverage.brief import CoverageBriefing, brief_coverage
from ecosystem.briefings.coverage.siting import SitingBriefing, brief_siting
from ecosystem.display.maps import Measure, coverage_map, with_proposal
from ecosystem.display.wording.formats import Language

if TYPE_CHECKING:
    import geopandas as gpd


class Drawing(NamedTuple):
    """What a map draws."""

    position_id: str
    within: float
    served: ProviderSet
    measure: Measure
    municipality_code: str | None
    """Code of the municipality to outline."""
    add: int | None = None
    """Places that are proposed; None: nothing is."""
    is_after: bool = False
    """As it would be with the proposal."""


def shapes() -> "tuple[gpd.GeoDataFrame, tuple[str, ...]]":
    """Return the shapes of the municipalities and what is to be told of them.

    Nobody may write to them.

    Raises:
        EcosystemError: The register's own file of shapes cannot be used.
    """
    return _shapes(cached_data.folder(), cached_data.version_now())


def coverage(position_id: str, on: date, within: float, served: ProviderSet) -> CoverageBriefing:
    """Return how a position is covered.

    Raises:
        EcosystemError: The register lacks what the question needs.
    """
    return _coverage(
        cached_data.folder(), cached_data.version_now(), position_id, on, within, served
    )


def siting(
    position_id: str, add: int, on: date, within: float, served: ProviderSet
) -> SitingBriefing:
    """Return where presence could be added.

    Raises:
        EcosystemError: The register lacks what the question needs.
    """
    return _siting(
        cached_data.folder(), cached_data.version_now(), position_id, add, on, within, served
    )


def picture(drawing: Drawing, on: date, language: Language) -> dict[str, Any]:
    """Return the drawing of a map as Vega-Lite reads it; a copy that may be written to.

    Raises:
        EcosystemError: The register lacks what the question needs, or its own file of shapes
            cannot be used.
    """
    spec: dict[str, Any] = json.loads(
        _picture(cached_data.folder(), cached_data.version_now(), drawing, on, language)
    )
    return spec


def keep(errand: Errand, position_id: str, made: CoverageBriefing) -> None:
    """Keep how a position is covered, on the usual terms, that was worked out elsewhere."""
    usual = CoverageCriteria()
    _coverage(
        errand.folder,
        errand.version,
        position_id,
        errand.on,
        usual.within,
        usual.served,
        _made=made,
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def _picture(
    register_folder: str,
    version: str,
    drawing: Drawing,
    on: date,
    language: Language,
) -> str:
    briefing = _coverage(
        register_folder, version, drawing.position_id, on, drawing.within, drawing.served
    )
    proposal = (
        _siting(
            register_folder,
            version,
            drawing.position_id,
            drawing.add,
            on,
            drawing.within,
            drawing.served,
        )
        if drawing.add
        else None
    )
    chart = coverage_map(
        with_proposal(briefing, proposal) if proposal and drawing.is_after else briefing,
        _shapes(register_folder, version)[0],
        drawing.measure,
        language=language,
        outlined=drawing.municipality_code,
        proposal=proposal,
    )
    drawn = chart.to_dict(validate=False)
    for size in ("continuousWidth", "continuousHeight"):  # the page says how wide it is
        drawn["config"]["view"].pop(size, None)
    return json.dumps(drawn)


@st.cache_resource(max_entries=4, show_spinner=False)
def _shapes(
    register_folder: str,
    version: str,  # noqa: ARG001 - a new version is another reading
) -> "tuple[gpd.GeoDataFrame, tuple[str, ...]]":
    from ecosystem.sources.tables.boundaries import read_boundaries

    return read_boundaries(Path(register_folder))


@st.cache_resource(max_entries=64, show_spinner=False)
def _coverage(  # noqa: PLR0913, PLR0917
    register_folder: str,
    version: str,
    position_id: str,
    on: date,
    within: float,
    served: ProviderSet,
    _made: CoverageBriefing | None = None,
) -> CoverageBriefing:
    """Keep how a position is covered; ``_made`` is no part of the key."""
    if _made is not None:
        return _made
    terms = CoverageCriteria(within=within, served=served)
    day = cached_data.day_of(register_folder, version, on)
    return brief_coverage(day.register, position_id, on, terms, day=day)


@st.cache_resource(max_entries=64, show_spinner=False)
def _siting(  # noqa: PLR0913, PLR0917
    register_folder: str,
    version: str,
    position_id: str,
    add: int,
    on: date,
    within: float,
    served: ProviderSet,
) -> SitingBriefing:
    from ecosystem.briefings.basis.coverage import Plan

    plan = Plan(add=add, within=within)
    terms = CoverageCriteria(within=within, served=served)
    day = cached_data.day_of(register_folder, version, on)
    return brief_siting(day.register, position_id, on, plan, terms, day=day)
