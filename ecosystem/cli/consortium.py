"""The command that proposes who together could take up a challenge."""

from typing import Annotated

import typer

from ecosystem.cli.options import (
    ExamplesOption,
    JsonOption,
    LanguageChoice,
    LanguageOption,
    OnOption,
    RegisterOption,
    day_of,
    read_asked,
)


def add_to(app: typer.Typer) -> None:
    """Add ``consortium``."""
    app.command("consortium")(consortium)


def consortium(
    challenge: Annotated[
        str | None, typer.Option(help="Challenge of the register, its id.", metavar="ID")
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(help="The challenge in words, Danish or English; no names.", metavar="WORDS"),
    ] = None,
    scheme: Annotated[
        str | None,
        typer.Option(help="Scheme whose rules shape the seats; else all.", metavar="OFFER_ID"),
    ] = None,
    position: Annotated[
        str | None,
        typer.Option(help="Strength position; else read from the words.", metavar="ID"),
    ] = None,
    register: RegisterOption = None,
    on: OnOption = None,
    language: LanguageOption = LanguageChoice.DA,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Propose who could take up a challenge together, why, and which schemes' rules they meet."""
    from ecosystem.briefings.consortium import brief_consortium
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.consortium_text import consortium_document, consortium_lines
    from ecosystem.sources.register.reading import shipped_folder

    if (challenge is None) == (text is None):
        message = "Name either a challenge of the register or one in words."
        raise typer.BadParameter(message, param_hint="--challenge/--text")
    briefing = brief_consortium(
        read_asked(register or shipped_folder(), examples=examples),
        day_of(on),
        text=text,
        challenge_id=challenge,
        offer_id=scheme,
        position_id=position,
    )
    if as_json:
        print_json(consortium_document(briefing))
    else:
        print_lines(consortium_lines(briefing, language.value))
