"""Cached doors to the data: the only caches of the app.

A register is read once for each folder and shared by all readers, who never write to it. A folder
whose files have changed is read again.
"""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

import streamlit as st

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.overview import OverviewBriefing, brief_overview
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import Register
from ecosystem.sources.register import read_register, shipped_folder

FOLDER: Final = "register_folder"
"""Key of the session: which register this reader looks at."""
STARTED_WITH: Final = "ECOSYSTEM_REGISTER"
"""Name in the environment under which ``ecosystem app --register DIR`` hands over the folder."""

ENDINGS: Final = (".csv", ".parquet", ".yaml", ".json")


def shipped() -> str:
    """Tell which folder the app opens on."""
    return os.environ.get(STARTED_WITH) or str(shipped_folder())


def folder() -> str:
    """Tell which folder this reader looks at."""
    chosen: str = st.session_state.get(FOLDER) or shipped()
    return chosen


def use(chosen: str) -> None:
    """Look at another folder from now on."""
    st.session_state[FOLDER] = chosen


def register() -> Register:
    """Give the register this reader looks at.

    Raises:
        EcosystemError: The folder is not a register; the words are meant for the reader.
    """
    return read(folder(), age())


@st.cache_resource(max_entries=4, show_spinner=False)
def read(chosen: str, changed: float) -> Register:  # noqa: ARG001 - a new age is a new reading
    """Give the register of a folder as it was at an age."""
    return read_register(Path(chosen))


def on_day(on: date) -> OnDay:
    """Give the register this reader looks at as it is on a day, worked out once for all readers."""
    return day_of(folder(), age(), on)


def overview(on: date, position_id: str | None, region_code: str | None) -> OverviewBriefing:
    """Give the counts of the overview; they are the same for every reader of the folder."""
    return _overview(folder(), age(), on, position_id, region_code)


def warm_up() -> None:
    """Read the register the app opens on before anybody asks for a page."""
    with suppress(EcosystemError):  # the page tells what is wrong
        read(shipped(), age(shipped()))


def try_folder(chosen: str) -> None:
    """Read a folder that is not looked at yet.

    Raises:
        EcosystemError: It is not a register; the words are meant for the reader.
    """
    read(chosen, age(chosen))


def may_choose_folder() -> bool:
    """Tell whether a reader may name a folder: only where the server is the reader's computer."""
    return st.get_option("server.address") in {"localhost", "127.0.0.1", "::1"}


def age(chosen: str | None = None) -> float:
    """Tell when a table or rule of a folder last changed, in seconds; 0 when there is none.

    Args:
        chosen: The folder; the one this reader looks at when not given.
    """
    chosen = chosen or folder()
    folders = [Path(chosen), Path(chosen) / "register", Path(chosen) / "rules"]
    files = [file for one in folders for end in ENDINGS for file in one.glob(f"*{end}")]
    return max((file.stat().st_mtime for file in files), default=0.0)


@st.cache_resource(max_entries=4, show_spinner=False)
def day_of(chosen: str, changed: float, on: date) -> OnDay:
    """Give the register of a folder as it was at an age, on a day."""
    return OnDay(read(chosen, changed), on)


@st.cache_resource(max_entries=256, show_spinner=False)
def _overview(
    chosen: str, changed: float, on: date, position_id: str | None, region_code: str | None
) -> OverviewBriefing:
    day = day_of(chosen, changed, on)
    return brief_overview(
        day.register, on, position_id=position_id, region_code=region_code, day=day
    )
