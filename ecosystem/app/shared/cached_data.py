"""Cached doors to the data: the only caches of the app.

A register is read once for each folder and shared by all readers, who never write to it. A folder
whose files have changed is read again; whether they have is looked up at most once a second.
"""

import os
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

import streamlit as st

from ecosystem.briefings.basis.day import OnDay
from ecosystem.briefings.overview import OverviewBriefing, brief_overview
from ecosystem.briefings.provenance import ProvenanceBriefing, brief_provenance
from ecosystem.model.errors import EcosystemError
from ecosystem.model.examples import without_examples
from ecosystem.model.register import Register
from ecosystem.sources.files.shipped import UnknownRegisterError, resolve_register
from ecosystem.sources.register.editions import version_of
from ecosystem.sources.register.reading import read_register

FOLDER: Final = "register_folder"
"""Key of the session: which register this reader looks at."""
STARTED_WITH: Final = "ECOSYSTEM_REGISTER"
"""Name in the environment of the register the app opens on: a name, or the folder that
``ecosystem app --register`` hands over."""

EXAMPLES: Final = "shows_examples"
"""Key of the session: whether this reader looks at the register with its example rows."""
WITHOUT_EXAMPLES: Final = "+uden"
"""Ends the version of a register that is read as if it had no example rows."""

VERSION_KEPT: Final = 1.0
"""Seconds for which a folder is taken to stand as it stood when it was looked at."""
READINGS: Final = 3
"""Times a folder that changes while it is read is read again."""

_versions: Final[dict[str, tuple[float, str]]] = {}
"""When each folder was last looked at, and how it stood."""


def shipped() -> str:
    """Return the folder the app opens on; the environment may name a shipped register."""
    started_with = os.environ.get(STARTED_WITH, "")
    with suppress(UnknownRegisterError):  # the page tells that it is no folder
        return str(resolve_register(started_with or None))
    return started_with


def folder() -> str:
    """Return the folder this reader looks at."""
    register_folder: str = st.session_state.get(FOLDER) or shipped()
    return register_folder


def use(register_folder: str) -> None:
    """Look at another folder from now on."""
    st.session_state[FOLDER] = register_folder


class ChangedWhileReadError(EcosystemError):
    """A register was written to while it was read, so that what was read may be of both."""

    @classmethod
    def from_folder(cls, register_folder: str) -> "ChangedWhileReadError":
        """Build the error: which register it is, and what to do."""
        return cls(f"{register_folder}: the register is being written to. Load the page again.")


def register() -> Register:
    """Return the register this reader looks at.

    Raises:
        EcosystemError: The folder is not a register; the words are meant for the reader.
    """
    return _register(folder(), _how())


def shows_examples() -> bool:
    """Return whether this reader looks at the register with its example rows."""
    return bool(st.session_state.get(EXAMPLES, True))


def _how() -> str:
    """Return what a version ends in for the way in which this reader looks at the register."""
    return "" if shows_examples() else WITHOUT_EXAMPLES


def has_examples() -> bool:
    """Return whether the register this reader looks at has example rows, shown or not.

    Raises:
        EcosystemError: The folder is not a register; the words are meant for the reader.
    """
    return _register(folder()).is_synthetic


@st.cache_resource(max_entries=8, show_spinner=False)
def read(register_folder: str, version: str) -> Register:
    """Return the register of a folder as it stood in a version.

    Raises:
        ChangedWhileReadError: The folder stands in another version by now.
        EcosystemError: It is not a register; the words are meant for the reader.
    """
    if version.endswith(WITHOUT_EXAMPLES):
        return without_examples(read(register_folder, version.removesuffix(WITHOUT_EXAMPLES)))
    register = read_register(Path(register_folder))
    if look_up_version(register_folder) != version:
        raise ChangedWhileReadError.from_folder(register_folder)
    return register


def _register(register_folder: str, how: str = "") -> Register:
    """Read a folder, and once more when it changed meanwhile."""
    for _ in range(READINGS - 1):
        with suppress(ChangedWhileReadError):
            return read(register_folder, version_now(register_folder) + how)
    return read(register_folder, version_now(register_folder) + how)


def on_day(on: date) -> OnDay:
    """Return the register this reader looks at as it is on a day, worked out once for all."""
    return day_of(folder(), version_now(), on)


def overview(on: date, position_id: str | None, region_code: str | None) -> OverviewBriefing:
    """Return the counts of the overview; they are the same for every reader of the folder."""
    return _overview(folder(), version_now(), on, position_id, region_code)


def provenance(on: date) -> ProvenanceBriefing:
    """Return what the rows of the register this reader looks at rest on."""
    return _provenance(folder(), version_now(), on)


def warm_up() -> None:
    """Read the register the app opens on before anybody asks for a page."""
    with suppress(EcosystemError):  # the page tells what is wrong
        _register(shipped())


def try_folder(register_folder: str) -> None:
    """Read a folder that is not looked at yet.

    Raises:
        EcosystemError: It is not a register; the words are meant for the reader.
    """
    _register(register_folder)


def may_choose_folder() -> bool:
    """Return whether a reader may name a folder: where the server is the reader's computer."""
    return st.get_option("server.address") in {"localhost", "127.0.0.1", "::1"}


def version_now(register_folder: str | None = None) -> str:
    """Return the version in which a folder stands, as looked up within the last second.

    Args:
        register_folder: The folder; when not given, the one this reader looks at, and the version
            also says whether it is looked at without its example rows.
    """
    if register_folder is None:
        return version_now(folder()) + _how()
    looked_up, version = _versions.get(register_folder, (-VERSION_KEPT, ""))
    if time.monotonic() - looked_up < VERSION_KEPT:
        return version
    return look_up_version(register_folder)


def look_up_version(register_folder: str) -> str:
    """Look up now in which version a folder stands."""
    version = version_of(Path(register_folder))
    _versions[register_folder] = time.monotonic(), version
    return version


@st.cache_resource(max_entries=8, show_spinner=False)
def day_of(register_folder: str, version: str, on: date) -> OnDay:
    """Return the register of a folder as it stood in a version, on a day."""
    return OnDay(read(register_folder, version), on)


@st.cache_resource(max_entries=256, show_spinner=False)
def _overview(
    register_folder: str, version: str, on: date, position_id: str | None, region_code: str | None
) -> OverviewBriefing:
    day = day_of(register_folder, version, on)
    return brief_overview(
        day.register, on, position_id=position_id, region_code=region_code, day=day
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _provenance(register_folder: str, version: str, on: date) -> ProvenanceBriefing:
    day = day_of(register_folder, version, on)
    return brief_provenance(day.register, on, day=day)
