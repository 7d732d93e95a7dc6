"""The folder of what a user writes down: drafts, notes on gaps, searches that led nowhere.

It lies beside no register, so that no register is changed by being used.
"""

import os
import sys
from pathlib import Path
from typing import Final

FOLDER_NAME: Final = "ECOSYSTEM_USER_DATA"
"""Name in the environment of a folder that stands in for the user's own."""


def own_folder() -> Path:
    """Return the folder among the user's own data, as the system keeps such."""
    if folder := os.environ.get(FOLDER_NAME):
        return Path(folder)
    if sys.platform == "win32":
        home = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Application Support"
    else:
        home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "ecosystem"
