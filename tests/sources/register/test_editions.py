"""The edition of the rules changes with any letter of any rule, and with nothing else."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.register.editions import edition_of
from tests.builders import a_register


@pytest.fixture
def register(tmp_path):
    """A register with the shipped rules of two offers, and a seal."""
    (tmp_path / "rules").mkdir()
    for name in ("innobooster.yaml", "_constants.yaml"):
        shutil.copy(shipped_folder() / "rules" / name, tmp_path / "rules" / name)
    (tmp_path / "datapackage.json").write_text('{"created": "2026-11-23T00:00:00Z"}')
    return _at(tmp_path)


def _at(folder: Path):
    from dataclasses import replace

    return replace(a_register(needs=[]), folder=str(folder))


def test_the_same_files_are_the_same_edition(register):
    """Twelve digits, the same each time, with the day the register was sealed."""
    edition = edition_of(register)

    assert edition == edition_of(register)
    assert len(edition.rules) == 12
    assert edition.register_created == date(2026, 11, 23)


def test_one_letter_of_one_rule_is_another_edition(register):
    """A limit of 250 instead of 249 cannot pass unseen."""
    before = edition_of(register).rules
    file = Path(register.folder) / "rules" / "innobooster.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("249", "250"), encoding="utf-8")

    assert edition_of(register).rules != before


def test_a_rule_that_moves_to_another_file_is_another_edition(register):
    """The name of the file is part of it."""
    before = edition_of(register).rules
    file = Path(register.folder) / "rules" / "innobooster.yaml"
    file.rename(file.with_name("other.yaml"))

    assert edition_of(register).rules != before


@pytest.mark.parametrize("package", ["", "[]", "{}", '{"created": "yesterday"}', '{"created": 1}'])
def test_a_register_without_a_day_has_none(tmp_path, package):
    """Not known, and no fault."""
    (tmp_path / "datapackage.json").write_text(package)

    assert edition_of(_at(tmp_path)).register_created is None
