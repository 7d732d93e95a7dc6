"""The embedded engine that large tables lie in: how much memory it takes, and where it spills.

It takes a share of the machine's memory, or what ``ECOSYSTEM_MEMORY`` says; what does not fit is
laid aside in a folder of the computer's own scratch, which is gone when the process ends.
"""

import os
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ecosystem.model.errors import EcosystemError
from ecosystem.sources.tables.text_cells import clean_in

if TYPE_CHECKING:
    import duckdb

MEMORY: Final = "ECOSYSTEM_MEMORY"
"""Name in the environment of the memory that large tables may take, such as ``8GB``."""
SHARE: Final = "40%"
"""Of the machine's memory, where nothing else is said."""
LEAST_MB: Final = 100

_AMOUNT: Final = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?) ?([MGT])i?B", re.IGNORECASE)
_MEGABYTES: Final = {"M": 1, "G": 1000, "T": 1_000_000}


def connect() -> "duckdb.DuckDBPyConnection":
    """Open an embedded DuckDB that keeps to its memory and reads nothing from the internet.

    Raises:
        EcosystemError: ``ECOSYSTEM_MEMORY`` says no amount of memory.
    """
    import duckdb

    memory = memory_limit(os.environ.get(MEMORY))
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    connection.execute("SET enable_progress_bar=false")
    connection.execute(f"SET memory_limit='{memory}'")
    scratch = str(_spill_folder()).replace("'", "''")
    connection.execute(f"SET temp_directory='{scratch}'")
    clean_in(connection)
    return connection


def memory_limit(amount: str | None) -> str:
    """Return the memory the engine may take, as it is told to the engine.

    Args:
        amount: What the user says, in MB, GB or TB; nothing: a share of the machine's.

    Raises:
        EcosystemError: It is no amount of memory, or too little to work with.

    Examples:
        >>> memory_limit(None), memory_limit("8 gb")
        ('40%', '8GB')
    """
    if amount is None or not amount.strip():
        return SHARE
    parts = _AMOUNT.fullmatch(amount.strip())
    if parts is None or float(parts[1]) * _MEGABYTES[parts[2].upper()] < LEAST_MB:
        message = (
            f"{MEMORY} is {amount!r}, which is no amount of memory to work with. Write a number "
            f"with MB, GB or TB, such as 8GB, at least {LEAST_MB}MB; without it large tables take "
            f"{SHARE} of the machine's memory."
        )
        raise EcosystemError(message)
    return amount.strip().upper().replace(" ", "").replace("IB", "iB")


@cache
def _scratch() -> "tempfile.TemporaryDirectory[str]":
    """Make the folder of this process; it is removed when the process ends."""
    return tempfile.TemporaryDirectory(prefix="ecosystem-", ignore_cleanup_errors=True)


def _spill_folder() -> Path:
    """Return a folder of its own for a connection; the engine makes it when it needs it."""
    return Path(_scratch().name) / os.urandom(8).hex()
