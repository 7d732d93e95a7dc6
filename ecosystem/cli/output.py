"""What commands print: one JSON document on stdout, or lines of text; the rest on stderr."""

import json
import math
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from ecosystem.model.errors import RegisterError, RuleError, UnknownIdError
from ecosystem.model.text import UNWRITABLE, printable

_COMMANDS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of a text: a terminal may let them run on over other lines."""


def print_json(document: object) -> None:
    """Print one JSON document: dates as ISO, missing values and NaN as null."""
    sys.stdout.write(json.dumps(plain(document), ensure_ascii=False, indent=2) + "\n")


def print_error(words: str, kind: str, error: Exception | None = None) -> None:
    """Print why a command did not finish as the one JSON document a program waits for.

    Args:
        words: What is wrong, and what to do.
        kind: Name of the error; ``UsageError`` when the line itself is wrong.
        error: The error, for the nearest ids or the faults it carries.
    """
    document: dict[str, object] = {"error": words, "kind": kind}
    if isinstance(error, UnknownIdError):
        document["nearest"] = error.nearest
    if isinstance(error, (RegisterError, RuleError)):
        document["faults"] = error.faults
    print_json(document)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines of text on stdout, without what would command a terminal or turn its text."""
    for line in lines:
        sys.stdout.write(f"{seen(line)}\n")


def seen(text: str) -> str:
    """Return a text without what would command a terminal, turn its text or not be seen.

    Examples:
        >>> seen("Ener" + chr(0x200B) + "gi" + chr(27) + "[31m" + chr(0x202E) + "x" + chr(0xFFFE))
        'Energi[31mx'
    """
    return _COMMANDS.sub("", printable(text)).replace(UNWRITABLE, "")


def tell(text: str) -> None:
    """Write progress or a warning to stderr, so that stdout stays one document."""
    sys.stderr.write(f"{seen(text)}\n")


def plain(value: object) -> Any:  # noqa: ANN401, PLR0911
    """Turn records, dates, numpy scalars and missing values into what JSON knows."""
    if isinstance(value, BaseModel):
        return plain(value.model_dump(mode="python"))
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(inner) for inner in value]
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, date):
        return None if str(value) == "NaT" else value.isoformat()[:10]
    if isinstance(value, Path):
        return str(value)
    if hasattr(value, "item"):
        return plain(value.item())
    return None if str(value) in {"<NA>", "NaT"} else str(value)


def table_lines(rows: Iterable[Mapping[str, object]], columns: Mapping[str, str]) -> list[str]:
    """Write rows in columns for a terminal.

    Args:
        rows: One mapping a row.
        columns: Key in the row to heading, in order.
    """
    cells = [list(columns.values())]
    cells += [[_cell(row.get(name)) for name in columns] for row in rows]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]


def _cell(value: object) -> str:
    plain_value = plain(value)
    text = "–" if plain_value is None else str(plain_value)
    return " ".join(text.split())[:60]
