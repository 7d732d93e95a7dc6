"""Draw pictures in a process of their own: what draws is native code, and native code may abort.

One warm child draws for all threads of this process. When it ends or takes too long, the picture
is an error in words, the next one gets a new child, and this process goes on.
"""

import json
import os
import re
import subprocess
import sys
from atexit import register as at_exit
from pathlib import Path
from threading import Event, Lock, Timer
from typing import Final

from ecosystem.model.errors import EcosystemError
from ecosystem.model.text import printable

SECONDS: Final = 120.0
"""A picture takes a second or two, the first one some more; whatever takes this long hangs."""
FONTS: Final = Path(__file__).with_name("fonts")
"""IBM Plex Sans, as what draws and what sets a page reads it."""
FINE: Final = 2.0
"""Points of a picture to a point of the page."""

_WORKER: Final = Path(__file__).with_name("worker.py")
_ESCAPED: Final = re.compile(r"\\(?:[bfr]|u(?:00[01]|007f|00[89a]|[2d-f]))", re.IGNORECASE)
"""What a JSON text holds when a string in it may hold what no document can."""


def vegalite_png(chart: str, scale: float = FINE) -> bytes:
    """Draw a Vega-Lite chart as PNG.

    Args:
        chart: The chart as JSON; its texts may hold anything.
        scale: Points of the picture to a point of the chart.

    Raises:
        EcosystemError: The picture cannot be drawn.
    """
    return render("vegalite_to_png", _printable_json(chart).encode(), scale)


def vegalite_svg(chart: str) -> str:
    """Draw a Vega-Lite chart as SVG, which is well-formed XML whatever its texts hold.

    Raises:
        EcosystemError: The picture cannot be drawn.
    """
    return render("vegalite_to_svg", _printable_json(chart).encode()).decode()


def svg_png(svg: bytes, scale: float = FINE) -> bytes:
    """Draw an SVG as PNG.

    Raises:
        EcosystemError: The picture cannot be drawn.
    """
    return render("svg_to_png", svg, scale)


def render(kind: str, source: bytes, scale: float | None = None, seconds: float = SECONDS) -> bytes:
    """Let the child draw; what it is given is drawn as it is.

    A child that ended since the last picture is replaced, and the picture is tried once more.

    Args:
        kind: Function of the drawing library.
        source: What it draws, in UTF-8.
        scale: Points of the picture to a point of the page; ``None`` for forms without points.
        seconds: Time after which the child is ended.

    Raises:
        EcosystemError: The child refuses the source, ends while it draws, or takes too long.
    """
    with _LOCK:
        for _ in range(2):
            child, is_new = _child()
            try:
                return child.draw(kind, source, scale, seconds)
            except _EndedError as error:
                _forget(child)
                if is_new or error.is_late:
                    raise EcosystemError(str(error)) from error
    message = "The picture could not be drawn: the drawing program ended twice. Try again."
    raise EcosystemError(message)


def process_id() -> int:
    """Return the number of the process that draws; it is started when there is none."""
    with _LOCK:
        return _child()[0].process.pid


def _printable_json(chart: str) -> str:
    if not _ESCAPED.search(chart) and chart.isascii():
        return chart
    return json.dumps(_printable(json.loads(chart)))


def _printable(value: object) -> object:
    match value:
        case str():
            return printable(value)
        case list():
            return [_printable(member) for member in value]
        case dict():
            return {printable(key): _printable(member) for key, member in value.items()}
        case _:
            return value


# --- the child -------------------------------------------------------------------------------


class _EndedError(Exception):
    """The child ended before its picture was whole."""

    def __init__(self, message: str, *, is_late: bool) -> None:
        super().__init__(message)
        self.is_late = is_late


class _Child:
    """A process that draws one picture after the other."""

    def __init__(self) -> None:
        path = os.pathsep.join(folder for folder in sys.path if folder)
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def draw(self, kind: str, source: bytes, scale: float | None, seconds: float) -> bytes:
        is_late = Event()
        timer = Timer(seconds, self._stop, [is_late])
        timer.daemon = True
        timer.start()
        try:
            answer = self._exchange(kind, source, scale)
        except (OSError, ValueError) as error:
            code = self._end()
            words = _words(code, seconds if is_late.is_set() else None)
            raise _EndedError(words, is_late=is_late.is_set()) from error
        finally:
            timer.cancel()
        is_drawn, content = answer
        if not is_drawn:
            message = f"The picture cannot be drawn: {content.decode()[:300]}"
            raise EcosystemError(message)
        return content

    def _stop(self, is_late: Event) -> None:
        is_late.set()
        self.process.kill()

    def _exchange(self, kind: str, source: bytes, scale: float | None) -> tuple[bool, bytes]:
        pipe_in, pipe_out = self.process.stdin, self.process.stdout
        if pipe_in is None or pipe_out is None:
            raise ValueError
        head = json.dumps({"kind": kind, "scale": scale, "bytes": len(source)})
        pipe_in.write(head.encode() + b"\n" + source)
        pipe_in.flush()
        answer = json.loads(pipe_out.readline())
        content = pipe_out.read(answer["bytes"])
        if len(content) < answer["bytes"]:
            raise ValueError
        return bool(answer["is_drawn"]), content

    def _end(self) -> int:
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                pass  # it holds what the child never read
        return self.process.wait()

    def close(self) -> None:
        self._end()


def _words(code: int, seconds: float | None) -> str:
    if seconds is not None:
        return (
            f"The picture could not be drawn within {seconds:.0f} seconds, and drawing it was "
            "stopped. Choose fewer actors or places."
        )
    return (
        f"The picture could not be drawn: the drawing program ended by itself (code {code}). "
        "The rest of the answer is whole; a table holds the same figures."
    )


_LOCK: Final = Lock()
_CHILDREN: Final[dict[int, _Child]] = {}
"""The child of this process; a forked copy of the process starts its own."""


def _child() -> tuple[_Child, bool]:
    child_of_process = _CHILDREN.get(os.getpid())
    if child_of_process is not None and child_of_process.process.poll() is None:
        return child_of_process, False
    if child_of_process is not None:
        _forget(child_of_process)
    try:
        child = _CHILDREN[os.getpid()] = _Child()
    except OSError as error:
        message = f"The picture could not be drawn: no process could be started ({error})."
        raise EcosystemError(message) from error
    return child, True


def _forget(child: _Child) -> None:
    _CHILDREN.pop(os.getpid(), None)
    child.close()


@at_exit
def _end_child() -> None:
    if (child := _CHILDREN.pop(os.getpid(), None)) is not None:
        child.close()
