"""The command that tells what is missing."""

from typing import Annotated

import typer

from ecosystem.cli.options import JsonOption, OnOption, RegisterOption, day_of


def add_to(app: typer.Typer) -> None:
    """Add ``gaps``."""
    app.command("gaps")(gaps)


def gaps(
    position: Annotated[
        str | None, typer.Option(help="Strength position, its id; else all.", metavar="ID")
    ] = None,
    need: Annotated[str | None, typer.Option(help="Need, its id; else all.", metavar="ID")] = None,
    register: RegisterOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what is missing, how sure that is, and the smallest step that closes it."""
    from ecosystem.briefings.gaps import brief_gaps
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.gaps_text import gap_document, gap_lines
    from ecosystem.sources.register import read_register, shipped_folder
    from ecosystem.sources.thresholds import read_thresholds

    folder = register or shipped_folder()
    limits = read_thresholds(folder)
    briefing = brief_gaps(read_register(folder), day_of(on), position, need, limits)
    if as_json:
        print_json(gap_document(briefing))
    else:
        print_lines(gap_lines(briefing))
