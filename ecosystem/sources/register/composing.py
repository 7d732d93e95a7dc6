"""A shipped register that is kept as an addition to Denmark's, put together to be read.

The folder of the addition holds only the rows that Denmark's register lacks, and cells that fill
its empty ones. Put together they are a register folder like any other, in a folder of this run.
"""

import atexit
import json
import shutil
import tempfile
from pathlib import Path
from threading import Lock
from typing import Final

from ecosystem.sources.files.folders import package_file, shipped_folder, table_files
from ecosystem.sources.register.merging import merge_rows, read_text_table, write_table
from ecosystem.sources.register.table_writing import start_register

_composed: Final[dict[tuple[Path, str], Path]] = {}
_lock: Final = Lock()


def composed(addition: Path, version: str) -> Path:
    """Write Denmark's register with an addition into a folder that lasts as long as the program.

    Args:
        addition: Folder of the addition.
        version: Key of how the two stand; the folder of a version is written once.
    """
    with _lock:
        key = addition, version
        if key not in _composed:
            folder = Path(tempfile.mkdtemp(prefix="ecosystem-"))
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            compose(shipped_folder(), addition, folder)
            _composed[key] = folder
        return _composed[key]


def compose(base: Path, addition: Path, into: Path) -> None:
    """Write a register with an addition: its rows are added, empty cells of the base filled."""
    start_register(into, base)
    for name in table_files(addition):
        table = read_text_table(into, name)
        merge_rows(table, read_text_table(addition, name).cells, lambda *_: False)
        if table.is_changed:
            write_table(into, table)
    package = json.loads(package_file(addition).read_text(encoding="utf-8"))
    text = json.dumps({key: package[key] for key in package if key != "resources"})
    package_file(into).write_text(text, encoding="utf-8")
