"""How often a test of many cases tries: a few times in every run, often in ``make check-all``.

A test that uses ``tries`` carries the marker ``thorough``: ``make check-all`` runs it again.
"""

import os
from collections.abc import Iterable
from typing import Any

import pytest

IS_THOROUGH = bool(os.environ.get("THOROUGH"))
"""``make check-all`` sets it; ``THOROUGH=1 pytest -k ...`` tries one test often."""


def tries(few: int, many: int) -> int:
    """Give how often to try in this run."""
    return many if IS_THOROUGH else few


def every_run(values: Iterable[Any], *chosen: Any) -> list[Any]:
    """List the cases of a test: those chosen for every run, the others marked ``slow``."""
    return [one if one in chosen else pytest.param(one, marks=pytest.mark.slow) for one in values]
