"""Cached doors to actors: a list without words typed by a reader, its rows, and one actor.

They stand beside ``cached_data`` and are kept for each folder and its version, like the register.
What a reader typed may be a person's name, so a list that is searched for is worked out anew.
"""

from datetime import date

import streamlit as st

from ecosystem.app.shared import cached_data
from ecosystem.briefings.actors.actor import ActorBriefing, brief_actor
from ecosystem.briefings.actors.listing import ActorFilter, ActorList, list_actors
from ecosystem.briefings.basis.day import Names
from ecosystem.display.tables import actor_rows
from ecosystem.display.wording.formats import Language


def listed(filters: ActorFilter, on: date) -> ActorList:
    """List the actors that fit a filter on a day.

    Raises:
        NotRecordedError: The register has no actors, or not the tables that a filter needs.
    """
    if filters.search is not None:
        day = cached_data.on_day(on)
        return list_actors(day.register, on, filters, day=day)
    return _listed(cached_data.folder(), cached_data.version_now(), filters, on)


def rows(
    answer: ActorList, filters: ActorFilter, on: date, tongue: Language
) -> list[dict[str, object]]:
    """Write the lines of a list that :func:`listed` gave; nobody may write to them."""
    if filters.search is not None:
        names = cached_data.on_day(on).names
        return actor_rows(answer.actors, _position_names(names, tongue), tongue)
    return _rows(cached_data.folder(), cached_data.version_now(), filters, on, tongue)


def actor(actor_id: str, on: date) -> ActorBriefing:
    """Return one actor as it is on a day.

    Raises:
        UnknownIdError: The register has no such actor.
        NotRecordedError: The register has no actors.
    """
    return _actor(cached_data.folder(), cached_data.version_now(), actor_id, on)


@st.cache_resource(max_entries=64, show_spinner=False)
def _listed(register_folder: str, version: str, filters: ActorFilter, on: date) -> ActorList:
    day = cached_data.day_of(register_folder, version, on)
    return list_actors(day.register, on, filters, day=day)


@st.cache_resource(max_entries=64, show_spinner=False)
def _rows(
    register_folder: str, version: str, filters: ActorFilter, on: date, tongue: Language
) -> list[dict[str, object]]:
    answer = _listed(register_folder, version, filters, on)
    names = cached_data.day_of(register_folder, version, on).names
    return actor_rows(answer.actors, _position_names(names, tongue), tongue)


def _position_names(names: Names, tongue: Language) -> dict[str, str]:
    return {
        key: name.da if tongue == "da" or not name.en else name.en
        for key, name in names.positions.items()
    }


@st.cache_resource(max_entries=256, show_spinner=False)
def _actor(register_folder: str, version: str, actor_id: str, on: date) -> ActorBriefing:
    day = cached_data.day_of(register_folder, version, on)
    return brief_actor(day.register, actor_id, on, day=day)
