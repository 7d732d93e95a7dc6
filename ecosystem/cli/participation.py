"""The command that tells one organisation's way through the system."""

from typing import Annotated

import typer

from ecosystem.cli.options import ExamplesOption, JsonOption, OnOption, RealRegisterOption


def add_to(app: typer.Typer) -> None:
    """Add ``participation``."""
    app.command("participation")(participation)


def participation(
    *,
    firm: Annotated[
        str | None, typer.Option("--firm", help="The organisation's CVR number.", metavar="CVR")
    ] = None,
    actor: Annotated[
        str | None, typer.Option("--actor", help="The id of one of its actors.", metavar="ID")
    ] = None,
    register: RealRegisterOption = None,
    on: OnOption = None,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """List what one organisation took part in, in order: projects, schemes, and who says so."""
    from ecosystem.briefings.participation import brief_participation
    from ecosystem.cli.options import day_of, read_asked
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.participation_text import participation_lines
    from ecosystem.sources.files.shipped import PROJECTS, named_folder

    if (firm is None) == (actor is None):
        message = "Name one organisation: --firm CVR, or --actor ID."
        raise typer.BadParameter(message)
    tables = read_asked(register or named_folder(PROJECTS), examples=examples)
    briefing = brief_participation(tables, day_of(on), cvr=firm, actor_id=actor)
    if as_json:
        print_json(briefing)
    else:
        print_lines(participation_lines(briefing))
