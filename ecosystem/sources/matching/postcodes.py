"""From a postcode to its municipality, by the shipped postcode table (GeoNames, CC BY 4.0).

An address is placed by its postcode, never by a polygon. A postcode that the table does not hold
has no municipality: not recorded, which is not the same as outside Denmark.
"""

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ecosystem.model.errors import UnreadableFileError
from ecosystem.sources.files.folders import shipped_folder

COLUMNS: Final = ("postcode", "name", "municipality_code")


def read_postcodes(file: Path | None = None) -> Mapping[str, str]:
    """Read which municipality each postcode lies in.

    Args:
        file: A table with the columns ``postcode, name, municipality_code``; ``None`` reads the
            shipped one.

    Returns:
        Postcode (4 characters) to municipality code (4 characters).

    Raises:
        UnreadableFileError: The file is absent, is not UTF-8 text, or lacks a column.
    """
    return _read(file or shipped_folder() / "postcodes.csv")


def municipality_of(postcode: str | int, postcodes: Mapping[str, str]) -> str | None:
    """Return the municipality of a postcode as somebody wrote it; ``None``: not known.

    Examples:
        >>> municipality_of(" DK-7800 ", {"7800": "0779"})
        '0779'
        >>> municipality_of(800, {"0800": "0169"})
        '0169'
        >>> municipality_of("Udland", {"7800": "0779"}) is None
        True
    """
    digits = str(postcode).strip().upper().removeprefix("DK").lstrip("- ")
    return postcodes.get(digits.zfill(4))


@lru_cache(maxsize=4)
def _read(file: Path) -> Mapping[str, str]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines))
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}."
        raise UnreadableFileError(message) from error
    except (UnicodeDecodeError, csv.Error) as error:
        message = f"{file} is not a table in UTF-8. Save it as CSV with UTF-8."
        raise UnreadableFileError(message) from error
    head = tuple(rows[0]) if rows else ()
    if missing := [column for column in COLUMNS if column not in head]:
        message = f"{file} lacks {', '.join(missing)}. Its header is to be {','.join(COLUMNS)}."
        raise UnreadableFileError(message)
    code, place = head.index("postcode"), head.index("municipality_code")
    full = (row for row in rows[1:] if len(row) == len(head))
    return MappingProxyType({row[code]: row[place] for row in full})
