"""Options that many commands share, and the days and facts they take."""

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from ecosystem.model.register import Register


class LanguageChoice(StrEnum):
    """The language an answer or a document is written in."""

    DA = "da"
    EN = "en"


def folder_of(register: str) -> Path:
    """Return the folder of a register that is named on the command line.

    A name of a shipped register comes before a folder of that name, which is told.
    """
    from ecosystem.cli.output import tell
    from ecosystem.sources.files.shipped import hidden_folder, resolve_register

    if hidden := hidden_folder(register):
        tell(f"{register} is the register that comes along; for the folder here: ./{hidden}")
    return resolve_register(register)


def _register_option(otherwise: str) -> Any:  # noqa: ANN401 - as typer has it
    help_text = (
        "denmark, projects (real projects 2007-2016), or the folder of a register; "
        f"else {otherwise}."
    )
    return typer.Option("--register", help=help_text, metavar="NAME|DIR", parser=folder_of)


RegisterOption = Annotated[Path | None, _register_option("denmark")]
RealRegisterOption = Annotated[Path | None, _register_option("projects")]
"""For a question that example data cannot answer."""
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
OnOption = Annotated[
    str | None, typer.Option("--on", help="The day that is asked about, such as 2026-03-31.")
]

ExamplesOption = Annotated[
    bool,
    typer.Option(
        "--examples/--no-examples", help="With example data, marked as such; or as if it was not."
    ),
]
LanguageOption = Annotated[LanguageChoice, typer.Option(help="Language of the words.")]
FolderArgument = Annotated[Path, typer.Argument(help="Folder of a register.", metavar="DIR")]
PositionOption = Annotated[str, typer.Option(help="Strength position, its id.", metavar="ID")]
AnyPositionOption = Annotated[
    str | None, typer.Option(help="Strength position, its id; else all.", metavar="ID")
]
SinceOption = Annotated[
    Path | None,
    typer.Option(
        help="A snapshot ('ecosystem snapshot'): the same figures then stand beside.",
        metavar="SNAPSHOT",
    ),
]
NotesOption = Annotated[
    Path | None,
    typer.Option("--notes", help="File of notes on gaps; else your own.", metavar="FILE"),
]
LedgerOption = Annotated[
    Path | None,
    typer.Option(help="File of searches that led nowhere; else your own.", metavar="FILE"),
]


def read_asked(register: Path | None, *, examples: bool) -> "Register":
    """Read the register that is asked for, with its example rows or without them.

    Raises:
        EcosystemError: The folder is not a register.
    """
    from ecosystem.model.examples import without_examples
    from ecosystem.sources.register.reading import read_register, shipped_folder

    tables = read_register(register or shipped_folder())
    return tables if examples else without_examples(tables)


def day_of(text: str | None, option: str = "--on") -> date:
    """Return the day a command asks about; without one, today.

    Raises:
        BadParameter: The text is not an ISO date.
    """
    if text is None:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a date. Write it as 2026-03-31."
        raise typer.BadParameter(message, param_hint=option) from error
