"""The shipped register carries a seal that holds, and says what its tables may hold."""

import json
import shutil
from datetime import date

from ecosystem.sources.files.folders import shipped_folder, table_files
from ecosystem.sources.register.seals import is_sealed, seal


def test_the_shipped_register_is_sealed():
    """``ecosystem seal data`` was run after the last change to its tables or to the columns."""
    assert is_sealed(shipped_folder(), table_files(shipped_folder()))


def test_the_seal_tells_the_words_that_the_closed_lists_hold(tmp_path):
    """``ecosystem seal data`` was run after the last change to a closed list: nothing else would
    tell a reader of ``datapackage.json`` that a word is new."""
    folder = shutil.copytree(shipped_folder(), tmp_path / "data")
    stated = (folder / "datapackage.json").read_text(encoding="utf-8")
    seal(folder, date.fromisoformat(json.loads(stated)["created"][:10]))

    assert (folder / "datapackage.json").read_text(encoding="utf-8") == stated
