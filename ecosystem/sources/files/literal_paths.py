"""Give a file to a program that would take its path for a pattern.

DuckDB reads ``reg[1]/actors.csv`` as "reg1 or so": a folder that a browser numbered would show
another folder's rows. A path with such marks is given a plain name that leads to the same file.
"""

import atexit
import os
import shutil
import tempfile
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final

_MARKS: Final = frozenset("*?[")
_NUMBERS = count(1)


def literal_path(file: Path) -> str:
    """Return a path to a file that no program takes for a pattern, nor for a home folder.

    Args:
        file: A file that is there; the path holds while the program runs.
    """
    path = str(file.absolute())
    if _MARKS.isdisjoint(path):
        return path
    link = _folder() / f"{next(_NUMBERS)}{file.suffix}"
    for lead in (os.symlink, os.link, shutil.copyfile):  # Windows may refuse the first
        try:
            lead(path, link)
        except OSError:
            continue
        break
    return str(link)


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ecosystem-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
