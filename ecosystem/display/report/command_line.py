"""The line of the command that writes a report again, as it stands on its first page."""

import shlex
from collections.abc import Mapping
from datetime import date

from ecosystem.display.wording import Language


def command_words(  # noqa: PLR0913, PLR0917 - what the line is made of
    kind: str,
    file_name: str,
    register: str,
    on: date,
    language: Language,
    stated: Mapping[str, object],
) -> str:
    """Return the line that writes the same report again; folders of this computer are left out.

    Args:
        kind: The command.
        file_name: Name of the file.
        register: Name of the register, or of its folder.
        on: The day.
        language: Of the report.
        stated: Options by name; ``None`` was not stated, True stands without a value.
    """
    words = ["ecosystem", "report", kind, "--register", register, "--on", on.isoformat()]
    for name, value in stated.items():
        for one in value if isinstance(value, list) else [value]:
            option = f"--{name.replace('_', '-')}"
            words += [] if one is None else [option] if one is True else [option, str(one)]
    words += [] if language == "da" else ["--language", language]
    return shlex.join([*words, "--out", file_name])
