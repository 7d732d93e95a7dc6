"""Kill a run at a file-system event of its choice, as a power cut or ``kill -9`` would.

Each run is a process of its own, forked from one that has the package loaded already.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    [
        "ecosystem.sources.imports.importing",
        "ecosystem.sources.synthetic",
        "duckdb",
    ]
)
_CHANGING = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod")


def _below(root: str, *paths: Any) -> bool:
    """Whether an event is about the folder; relative names are those of a folder being cleared."""
    names = [os.fsdecode(p) for p in paths if isinstance(p, (str, bytes, os.PathLike))]
    return any(name.startswith(root) or not Path(name).is_absolute() for name in names)


def _is_write(event: str, args: tuple[Any, ...]) -> bool:
    if event in _CHANGING:
        return True
    if event != "open" or not isinstance(args[2], int):
        return False
    return bool(args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _run(work: Callable[..., Any], given: tuple[Any, ...], root: str, at: int, told: Path) -> None:
    """Do the work and say so; killed before event number ``at`` that changes the folder."""
    count, events = 0, []

    def hook(event: str, args: tuple[Any, ...]) -> None:
        nonlocal count
        if not _is_write(event, args) or not _below(root, *args[:2]):
            return
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)
        events.append(f"{event} {' -> '.join(str(a) for a in args[:2] if isinstance(a, str))}")

    sys.addaudithook(hook)
    work(*given)
    told.write_text("\n".join(events), encoding="utf-8")
    os._exit(0)


def run_killed(
    work: Callable[..., Any], given: tuple[Any, ...], root: Path, at: int, told: Path
) -> list[str] | None:
    """Run work in a process that is killed before an event; 0 lets it end.

    Args:
        work: A function of a module.
        given: Its arguments.
        root: Events of files below this folder count.
        at: Number of the event.
        told: File outside it, in which the run says that it is done.

    Returns:
        The events when the run came to its end; ``None`` when it was killed.
    """
    told.unlink(missing_ok=True)
    process = _CONTEXT.Process(target=_run, args=(work, given, str(root), at, told))
    process.start()
    process.join()
    if told.exists():
        return told.read_text(encoding="utf-8").splitlines()
    assert process.exitcode == -signal.SIGKILL, f"the work failed by itself: {process.exitcode}"
    return None
