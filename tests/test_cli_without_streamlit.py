"""The core and the command line do without the app."""

import subprocess
import sys

CODE = """
import sys
from ecosystem.cli import main
sys.argv = ["ecosystem", *{arguments!r}]
try:
    main()
except SystemExit as stop:
    assert not stop.code, stop.code
heavy = {forbidden!r} & set(sys.modules)
assert not heavy, heavy
"""


def run(arguments, forbidden):
    """Run a command in a process of its own and fail when it imported what is forbidden."""
    code = CODE.format(arguments=arguments, forbidden=forbidden)
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )


def test_help_imports_nothing_heavy():
    """``ecosystem --help`` answers at once."""
    done = run(["--help"], {"streamlit", "pandas", "duckdb", "networkx", "pydantic"})

    assert done.returncode == 0, done.stderr
    assert "validate" in done.stdout


def test_a_referral_imports_no_app_and_no_map():
    """Three minutes in a live talk are not spent on importing what the answer does not need."""
    arguments = ["refer", "--need", "finance", "--facts", '{"employees": 24}', "--json"]

    done = run(arguments, {"streamlit", "geopandas", "altair", "pyvis", "igraph"})

    assert done.returncode == 0, done.stderr


def test_no_command_shows_a_traceback():
    """A mistake is told in words, on stderr, with exit 1."""
    done = subprocess.run(
        [sys.executable, "-m", "ecosystem.cli", "validate", "no-such-folder"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert "nor a folder here. Write one of the names, or the path" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_usage_is_told_apart_from_faulty_data():
    """Exit 2 says that the call was wrong, not the register."""
    done = subprocess.run(
        [sys.executable, "-m", "ecosystem.cli", "no-such-command"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
