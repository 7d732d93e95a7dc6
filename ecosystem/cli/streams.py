"""Standard input, output and errors: UTF-8 into every file and pipe, quiet when one is closed.

A console of Windows, an old ``LC_ALL`` or a ``PYTHONIOENCODING`` may ask for an encoding that
cannot write Danish. What goes into a file or a pipe is UTF-8 all the same; a terminal keeps its
encoding, and shows the code of what it cannot write.
"""

import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

_NAMES: Final = {"stdin": "r", "stdout": "w", "stderr": "w"}


def open_streams() -> None:
    """Write UTF-8, and put nothing at all in the place of a stream that is closed.

    Files are opened in the order of their numbers, so that no table of a register takes the
    number of a closed output and is written into.
    """
    for name, mode in _NAMES.items():
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - to the end
            setattr(sys, name, nowhere)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def close_streams(code: int) -> int:
    """Hand over what is still held back, so that nothing is left to fail at the very end.

    Args:
        code: What the command ends with.

    Returns:
        The same; 1 when the command is done, but nobody got to read what it printed.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            _let_go(stream)
            if not code and not isinstance(error, BrokenPipeError):
                with suppress(OSError):
                    sys.stderr.write(f"The output cannot be written: {error.strerror}.\n")
            code = code or 1
    return code


def _let_go(stream: object) -> None:
    """Lead what a closed or full end has not taken to nowhere; else Python tells it at exit."""
    if isinstance(stream, io.TextIOWrapper):
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
            stream.flush()
