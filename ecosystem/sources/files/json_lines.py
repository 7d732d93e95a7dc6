"""Files of one JSON record a line, as users name them: added to, and read however they end.

Only a line feed ends a line: other marks of a line's end may stand inside a text. A line that was
cut off, by a power cut or a full disk, costs itself and no other.
"""

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from ecosystem.model.errors import UnreadableFileError

log = logging.getLogger(__name__)

Record = TypeVar("Record", bound=BaseModel)
_CUT_OFF: Final = (b"{", b"\0")
"""How what is left of a record begins: its own beginning, or the noughts of a power cut."""


def record_of(line: bytes, kind: type[Record]) -> Record | None:
    """Read one record; ``None`` when it is none.

    Examples:
        >>> from ecosystem.model.faults import Fault
        >>> record_of(b"{", Fault) is None
        True
    """
    try:
        return kind.model_validate_json(line)
    except ValidationError:
        return None


def lines_of(data: bytes) -> tuple[bytes, ...]:
    r"""Cut a file into its lines, at line feeds alone.

    Examples:
        >>> len(lines_of("a\u2028b\n\nc".encode()))
        3
    """
    return tuple(data.split(b"\n"))


def read_json_lines(path: Path, kind: type[Record], what: str) -> tuple[Record, ...]:
    """Read the records of a file; one that is not there is empty.

    A line that was cut off is left out and told of as a warning.

    Args:
        path: The file.
        kind: What a line holds.
        what: What a line is, for the error: "an event of a gap".

    Raises:
        UnreadableFileError: The file cannot be read, or a line is another thing; its number is
            told.
    """
    if not path.exists():
        return ()
    try:
        lines = lines_of(path.read_bytes())
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror})."
        raise UnreadableFileError(message) from error
    records = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if (record := record_of(line, kind)) is not None:
            records.append(record)
        elif _is_cut_off(line):
            log.warning("%s, line %d was cut off and is left out.", path, number)
        else:
            message = f"{path}, line {number}: not {what}. Mend or remove the line."
            raise UnreadableFileError(message)
    return tuple(records)


def append_json_lines(path: Path, records: Sequence[BaseModel]) -> None:
    """Add records to a file in one go, making it, for its owner alone, when there is none.

    Raises:
        UnreadableFileError: The file cannot be written.
    """
    if not records:
        return
    text = "".join(f"{record.model_dump_json()}\n" for record in records).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "r+b", buffering=0) as file:
            appended = text if _ends_with_a_line(file.fileno()) else b"\n" + text
            if file.write(appended) != len(appended):
                message = f"{path} cannot be written whole. Is the disk full?"
                raise UnreadableFileError(message)
            os.fsync(file.fileno())
    except OSError as error:
        message = f"{path} cannot be written ({error.strerror}). Choose another place."
        raise UnreadableFileError(message) from error


def _ends_with_a_line(handle: int) -> bool:
    if not (size := os.fstat(handle).st_size):
        return True
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) == b"\n"


def _is_cut_off(line: bytes) -> bool:
    """Return whether a line is the beginning of a record, and not another thing altogether."""
    try:
        from_json(line)
    except ValueError:
        return line.startswith(_CUT_OFF)
    return False
