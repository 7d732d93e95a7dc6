"""Commands of a cluster's own survey of its firms."""

from pathlib import Path
from typing import Annotated

import typer

from ecosystem.cli.options import JsonOption, LanguageChoice, OnOption, RegisterOption, day_of


def add_to(app: typer.Typer) -> None:
    """Add ``survey``."""
    survey = typer.Typer(
        help="Ask a cluster's firms what they need; 'import survey' reads the answers.",
        no_args_is_help=True,
    )
    survey.command("form")(form)
    app.add_typer(survey, name="survey")


def form(
    cluster: Annotated[str, typer.Option(help="Whose firms are asked, an actor_id.", metavar="ID")],
    out: Annotated[
        Path,
        typer.Option(help=".xlsx or .csv, one answer a row; .docx, a page a firm.", metavar="FILE"),
    ],
    register: RegisterOption = None,
    on: OnOption = None,
    language: Annotated[
        LanguageChoice, typer.Option(help="Language of the questions.")
    ] = LanguageChoice.DA,
    as_json: JsonOption = False,
) -> None:
    """Write the form: the needs from 1 to 5, and what tells who answered without a name."""
    from ecosystem.briefings.survey import brief_survey
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.survey_form import survey_file
    from ecosystem.display.wording import t
    from ecosystem.sources.files.may_write import answer_file, refuse_answer_file
    from ecosystem.sources.register.reading import read_register, shipped_folder

    asked = brief_survey(read_register(register or shipped_folder()), day_of(on), cluster)
    content = survey_file(asked, out.suffix.lower(), language.value)
    refuse_answer_file(out)
    with answer_file(out) as file:
        file.write_bytes(content)
    if as_json:
        print_json({"file": out, "form": asked})
    else:
        words = {"file": str(out), "needs": len(asked.needs)}
        print_lines([t("survey.written", language.value, **words)])
