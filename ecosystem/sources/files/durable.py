"""Write so that what is said to be written survives a power cut."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path


def flush(file: Path) -> None:
    """Wait until the contents of a file are on disk.

    Raises:
        OSError: They cannot be brought there, such as on a full disk.
    """
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_names(folder: Path) -> None:
    """Wait until the names in a folder are on disk, where the system has a call for that.

    Windows has none, nor have some shares: they keep names in a journal of their own.
    """
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def flush_all(files: Iterable[Path]) -> None:
    """Wait until many files, and the folders that name them, are on disk."""
    paths = list(files)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(flush, paths))
    for folder in {path.parent for path in paths}:
        flush_names(folder)


def write_at_once(path: Path, content: bytes) -> None:
    """Write a file so that whoever reads it finds the whole of the old one or of the new one.

    Raises:
        OSError: It cannot be written; what stood there stands as it was.
    """
    with _beside(path, content) as partial:
        partial.chmod(_mode(path))
        take_place(partial, path)


def write_new(path: Path, content: bytes) -> None:
    """Write a new file that its owner alone can read; one that stands there already stays.

    Raises:
        OSError: It cannot be written.
    """
    with _beside(path, content) as partial:
        flush(partial)
        try:
            os.link(partial, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            partial.replace(path)


@contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    """Write what is to take the place of a file; it is gone at the end unless it was moved."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        yield partial
    finally:
        with suppress(OSError):
            partial.unlink()


def take_place(partial: Path, path: Path) -> None:
    """Let a file that is written take the place of another, flushed.

    Raises:
        OSError: It cannot; what stood there stands.
    """
    flush(partial)
    partial.replace(path)
    flush_names(path.parent)


def _mode(path: Path) -> int:
    """Return the rights a file has, or those a new one would get."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
