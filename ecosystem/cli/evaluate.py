"""The command that tells whether the ranking of referrals works."""

from typing import Annotated

import typer

from ecosystem.cli.options import (
    ExamplesOption,
    JsonOption,
    LanguageChoice,
    LanguageOption,
    RealRegisterOption,
    day_of,
    read_asked,
)


def add_to(app: typer.Typer) -> None:
    """Add ``evaluate``."""
    app.command("evaluate")(evaluate)


def evaluate(
    *,
    register: RealRegisterOption = None,
    split: Annotated[
        str | None,
        typer.Option(
            help="Last day that is learned from, such as 2010-12-31; without it, the end of the "
            "year with nearly two thirds of the uses before it.",
            metavar="DATE",
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(help="Last day of what is foretold; else the last there is.", metavar="DATE"),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed, the same digits.")] = 1,
    draws: Annotated[
        int, typer.Option(min=1000, max=100_000, help="Times organisations are drawn anew.")
    ] = 2000,
    fewest: Annotated[
        int, typer.Option(min=2, help="Organisations under which nothing is decided.")
    ] = 30,
    language: LanguageOption = LanguageChoice.DA,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Compare the ranking of referrals with years that it did not see, beside simpler ones."""
    from ecosystem.briefings.evaluation import brief_evaluation
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.evaluation_text import evaluation_document, evaluation_lines
    from ecosystem.sources.files.shipped import PROJECTS, named_folder

    tables = read_asked(register or named_folder(PROJECTS), examples=examples)
    briefing = brief_evaluation(
        tables,
        None if split is None else day_of(split, "--split"),
        None if until is None else day_of(until, "--until"),
        seed=seed,
        draws=draws,
        fewest=fewest,
    )
    if as_json:
        print_json(evaluation_document(briefing))
    else:
        print_lines(evaluation_lines(briefing, language.value))
