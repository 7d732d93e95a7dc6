"""Options that many commands share, and the days and facts they take."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

RegisterOption = Annotated[
    Path | None,
    typer.Option("--register", help="Folder of a register; else the shipped one of Denmark."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
OnOption = Annotated[
    str | None, typer.Option("--on", help="The day that is asked about, such as 2026-03-31.")
]


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
