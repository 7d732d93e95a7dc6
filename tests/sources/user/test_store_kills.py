"""A computer that loses power in the middle of a note loses nothing that was acknowledged."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks for fork")
KILLING = Path(__file__).with_name("killing.py")
ROOT = Path(__file__).parents[3]


def kills(folder, scenario, stride, fine="coarse"):
    """How often a program was killed, each time at a later event, with nothing lost."""
    command = [sys.executable, str(KILLING), str(folder), scenario, str(stride), fine]
    process = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert process.returncode == 0, process.stderr
    return int(process.stdout)


@pytest.mark.parametrize(("scenario", "at_least"), [("write", 10), ("take", 10)])
def test_a_kill_at_every_ninth_event_loses_nothing(tmp_path, scenario, at_least):
    """Of the calls to the file system and the SQL statements of notes, drafts and taking over."""
    assert kills(tmp_path, scenario, 9) >= at_least


@pytest.mark.slow
@pytest.mark.parametrize(("scenario", "at_least"), [("write", 100), ("take", 100)])
def test_a_kill_at_any_event_loses_nothing(tmp_path, scenario, at_least):
    """At each of them."""
    assert kills(tmp_path, scenario, 1) >= at_least


@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["write", "take"])
def test_a_kill_within_a_statement_loses_nothing(tmp_path, scenario):
    """Also between the steps that SQLite takes within one statement."""
    assert kills(tmp_path, scenario, 1, "fine") >= 200
