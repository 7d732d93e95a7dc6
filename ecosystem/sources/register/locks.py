"""Keep two runs from writing one folder, and clear away what a stopped run left there."""

import os
import re
import shutil
import sys
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from ecosystem.model.errors import EcosystemError
from ecosystem.sources.register.editions import EDITIONS, POINTER

LOCK: Final = "lock"


_SCRATCH: Final = re.compile(r"\.new-\w{8}|\.current\.json\.\w{8}\.part")


_PARTIAL: Final = re.compile(r"\.datapackage\.json\.\w{8}\.part")


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Keep other runs from writing a register; what a stopped run left there is cleared away.

    Raises:
        EcosystemError: Another run is writing it.
        OSError: The folder cannot be written.
    """
    editions = home / EDITIONS
    made = [path for path in (editions, home, *home.parents) if not path.exists()]
    try:
        editions.mkdir(parents=True, exist_ok=True)
        with alone(editions / LOCK, home):
            clear_away(editions, _SCRATCH)
            clear_away(home, _PARTIAL)
            yield
    finally:
        if not (editions / POINTER).exists():
            for path in made:
                with suppress(OSError):
                    path.rmdir()


@contextmanager
def alone(lock: Path, what: Path) -> Iterator[None]:
    """Keep other runs away; the system lets go when a run ends, however it ends.

    The lock goes with the run, unless it lies beside editions.

    Raises:
        EcosystemError: Another run holds it.
    """
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    holder = FileLock(lock)
    try:
        holder.acquire(timeout=0)
        is_held_here = lock.exists() and os.path.samestat(os.fstat(handle), lock.stat())
    except Timeout:
        is_held_here = False
    except OSError:  # the drive knows no locks: nobody can be kept away
        is_held_here = True
    finally:
        os.close(handle)
    try:
        if not is_held_here:
            message = f"Another run is writing {what}. Wait until it is done, and run this again."
            raise EcosystemError(message)
        yield
    finally:
        is_kept = not is_held_here or (lock.parent / POINTER).exists()
        if not is_kept and sys.platform != "win32":
            lock.unlink(missing_ok=True)
        holder.release(force=True)
        if not is_kept and sys.platform == "win32":
            with suppress(OSError):
                lock.unlink()


def clear_away(folder: Path, names: re.Pattern[str], except_names: Container[str] = ()) -> None:
    """Remove what is ours and nobody needs."""
    for path in folder.iterdir():
        if not names.fullmatch(path.name) or path.name in except_names:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
