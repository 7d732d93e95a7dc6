"""The command line: every question of the house as text or as one JSON document.

A command parses, briefs, prints. Rooms are imported inside the commands that use them, so that
``ecosystem --help`` answers at once.
"""

import sys
from importlib import import_module
from typing import Final

SUBJECTS: Final = (
    "app",
    "lists",
    "network",
    "coverage",
    "gaps",
    "refer",
    "evaluate",
    "imports",
    "downloads",
    "demo",
    "register",
    "changes",
)
"""Modules of this package that add commands, in the order of the help page."""


def main() -> None:
    """Run the command line; the user sees words, never a traceback (but with ``--debug``)."""
    import typer

    from ecosystem.model.errors import EcosystemError

    is_debugging = "--debug" in sys.argv
    arguments = [word for word in sys.argv[1:] if word != "--debug"]
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
    try:
        app(args=arguments, prog_name="ecosystem")
    except EcosystemError as error:
        if is_debugging:
            raise
        if "--json" in arguments:
            import_module(f"{__name__}.output").print_error(error)
        sys.stderr.write(f"{error}\n")
        sys.exit(1)
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(130)
    except Exception as error:
        if is_debugging:
            raise
        sys.stderr.write(
            f"The command could not be finished ({type(error).__name__}: {error}). This is a "
            "fault of the tool, not of your data. Run it again with --debug and report what "
            "it prints.\n"
        )
        sys.exit(1)
