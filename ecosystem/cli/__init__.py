"""The command line: every question of the house as text or as one JSON document.

A command parses, briefs, prints. Rooms are imported inside the commands that use them, so that
``ecosystem --help`` answers at once.
"""

import errno
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, Final

import typer

from ecosystem.cli.streams import close_streams, open_streams

SUBJECTS: Final = (
    "app",
    "lists",
    "network",
    "coverage",
    "gaps",
    "refer",
    "evaluate",
    "analysis",
    "consortium",
    "survey",
    "judgements",
    "proposal",
    "report",
    "participation",
    "scorecard",
    "imports",
    "linkage",
    "downloads",
    "demo",
    "register",
    "changes",
)
"""Modules of this package that add commands, in the order of the help page."""
_USAGE: Final = typer.BadParameter.__bases__[0]
"""What typer raises when a line is written wrongly; it gives this class no public name."""
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


def command_line() -> typer.Typer:
    """Gather every command under ``ecosystem``."""
    app = typer.Typer(
        name="ecosystem",
        help="Klynger, erhvervshuse, videninstitutioner og virksomheder pr. styrkeposition: "
        "dækning, huller og henvisninger med begrundelse. Every command takes --debug.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for subject in SUBJECTS:
        import_module(f"{__name__}.{subject}").add_to(app)
    return app


def main() -> None:
    """Run the command line; the user sees words, never a traceback (but with ``--debug``)."""
    is_debugging = "--debug" in sys.argv
    arguments = [word for word in sys.argv[1:] if word != "--debug"]
    open_streams()
    try:
        code = command_line()(args=arguments, prog_name="ecosystem", standalone_mode=False)
    except (BrokenPipeError, KeyboardInterrupt):
        code = 130
    except Exception as error:
        if is_debugging and not isinstance(error, _USAGE):
            raise
        with suppress(OSError):  # nobody is left to tell
            _tell_why(error, as_json="--json" in arguments)
        code = wrong.exit_code if (wrong := _wrong_usage(error)) else 1
    sys.exit(close_streams(code or 0))


def _wrong_usage(error: Exception) -> Any | None:  # noqa: ANN401 - typer names no such class
    return error if isinstance(error, _USAGE) else None


def _tell_why(error: Exception, *, as_json: bool) -> None:
    """Write to stderr why a command did not finish, with --json to stdout too."""
    from ecosystem.cli.output import print_error
    from ecosystem.model.errors import EcosystemError

    if wrong := _wrong_usage(error):
        if as_json:
            print_error(wrong.format_message(), "UsageError")
        wrong.show()
        return
    words = str(error) if isinstance(error, EcosystemError) else _words_of(error)
    sys.stderr.write(f"{words}\n")
    if as_json:
        print_error(words, type(error).__name__, error)


def _words_of(error: Exception) -> str:
    """Return the words for what no room has put into words: the system refused, or we erred."""
    if isinstance(error, OSError) and (error.filename is not None or error.errno in _NO_ROOM):
        place = error.filename or "A file, or the output,"
        return f"{place} cannot be read or written: {error.strerror}. Choose another place."
    return (
        f"The command could not be finished ({type(error).__name__}: {error}). This is a fault of "
        "the tool, not of your data. Run it again with --debug and report what it prints."
    )
