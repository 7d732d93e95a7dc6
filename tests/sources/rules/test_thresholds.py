"""The limits behind the rules of gaps."""

import shutil

import pytest

from ecosystem.model.errors import RuleError
from ecosystem.model.gaps import GapThresholds
from ecosystem.sources.files.folders import shipped_folder, table_files
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.rules.thresholds import moved_limits, read_thresholds


def test_the_shipped_file_states_the_limits_the_house_goes_by():
    """Without a file the same limits hold, so that a script and the app agree."""
    stated = read_thresholds()

    words = {"source", "source_da"}
    assert stated.model_dump(exclude=words) == GapThresholds().model_dump(exclude=words)
    assert GapThresholds.model_fields.keys() - stated.model_fields_set == set()
    assert stated.source
    assert stated.source_da


def test_a_source_in_one_language_stands_in_for_both(tmp_path):
    """Limits of one's own need not be sourced twice."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "_thresholds.yaml").write_text("source: aftalt i bestyrelsen")

    assert read_thresholds(tmp_path).source_da == "aftalt i bestyrelsen"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("within_km: -1", "within_km"),
        ("min_firms: 0", "min_firms"),
        ("loss_from: many", "loss_from"),
        ("no_such_limit: 3", "no_such_limit"),
    ],
)
def test_a_limit_without_sense_is_refused_by_name(tmp_path, text, words):
    """Negative, none, or no limit we know."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "_thresholds.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(RuleError, match=words):
        read_thresholds(tmp_path)


def test_a_limit_that_has_moved_is_left_out_and_told_where_it_stands_now(tmp_path):
    """A folder of an earlier edition is read as before, and says what it no longer decides."""
    (tmp_path / "rules").mkdir()
    text = "within_km: 30\nshelf_life_days: 90\nsource: os"
    (tmp_path / "rules" / "_thresholds.yaml").write_text(text, encoding="utf-8")

    assert read_thresholds(tmp_path).within_km == 30
    (faults,) = moved_limits(tmp_path)
    assert "shelf_life_days is not read" in faults
    assert "_shelf_lives.yaml" in faults
    assert moved_limits() == ()


def test_a_file_that_is_no_yaml_is_refused(tmp_path):
    """It names the file."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "_thresholds.yaml").write_text("a: [", encoding="utf-8")

    with pytest.raises(RuleError, match="_thresholds"):
        read_thresholds(tmp_path)


@pytest.mark.parametrize("text", ["within_km: -1\nmin_firms: no", "a: [", "x: " + "[" * 5_000, ""])
def test_the_register_is_checked_with_its_own_limits(tmp_path, text):
    """All that is wrong with them is told by validate, and any depth is read or refused."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "_thresholds.yaml").write_text(text, encoding="utf-8")
    shutil.copy(table_files(shipped_folder())["regions"], tmp_path)

    inspection = inspect_register(tmp_path)

    faults = [fault for fault in inspection.faults if fault.table == "rules/_thresholds.yaml"]
    assert faults
    assert not inspection.is_usable
    assert all(fault.problem and fault.hint for fault in faults)
