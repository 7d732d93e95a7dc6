"""The command that makes a proposal for a new effort from chosen gaps."""

from pathlib import Path
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
    """Add ``proposal``."""
    app.command("proposal")(proposal)


def proposal(
    gap_ids: Annotated[
        list[str], typer.Argument(help="Gaps, as 'gaps --json' names them.", metavar="GAP_ID...")
    ],
    out: Annotated[
        Path | None, typer.Option(help="Document to write: .docx or .html.", metavar="FILE")
    ] = None,
    register: RegisterOption = None,
    on: OnOption = None,
    language: LanguageOption = LanguageChoice.DA,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Make a proposal from gaps: what, for whom, who may pay on the day, what it would close."""
    from ecosystem.briefings.gaps.proposal import brief_proposal
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.proposal import proposal_file
    from ecosystem.display.proposal.document import proposal_document
    from ecosystem.display.wording import t
    from ecosystem.sources.files.may_write import answer_file, refuse_answer_file
    from ecosystem.sources.register.reading import shipped_folder
    from ecosystem.sources.rules.thresholds import read_thresholds

    if out is None and not as_json:
        message = "Name a document to write, or ask for --json."
        raise typer.BadParameter(message, param_hint="--out")
    folder = register or shipped_folder()
    tables = read_asked(folder, examples=examples)
    briefing = brief_proposal(tables, day_of(on), gap_ids, read_thresholds(folder))
    if out is not None:
        content = proposal_file(briefing, out.suffix.lower(), language.value)
        refuse_answer_file(out)
        with answer_file(out) as file:
            file.write_bytes(content)
    if as_json:
        print_json(proposal_document(briefing))
    else:
        counts = {"n": len(briefing.gaps), "payers": len(briefing.payers)}
        print_lines([t("proposal.written", language.value, file=str(out), **counts)])
