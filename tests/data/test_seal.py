"""The shipped register carries a seal that holds."""

from ecosystem.sources.files.folders import shipped_folder, table_files
from ecosystem.sources.register.seals import is_sealed


def test_the_shipped_register_is_sealed():
    """``ecosystem seal data`` was run after the last change to its tables or to the columns."""
    assert is_sealed(shipped_folder(), table_files(shipped_folder()))
