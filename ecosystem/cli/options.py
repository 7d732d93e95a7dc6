"""Options that many commands share, and the days and facts they take."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from ecosystem.model.errors import EcosystemError

RegisterOption = Annotated[
    Path | None,
    typer.Option("--register", help="Folder of a register; else the shipped one of Denmark."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
OnOption = Annotated[
    str | None, typer.Option("--on", help="The day that is asked about, such as 2026-03-31.")
]


def day_of(text: str | None, option: str = "--on") -> date:
    """Give the day a command asks about; without one, today.

    Raises:
        EcosystemError: The text is not an ISO date.
    """
    if text is None:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{option} {text!r} is not a date. Write it as 2026-03-31."
        raise EcosystemError(message) from error
