"""Run the tests that stand next to what changed, for as long as an author waits.

``make quick`` runs style, types and contracts, and then this: the doctests of every changed room,
the tests that changed, those that import a changed room by name, and those of its folder. After
``QUICK_SECONDS`` (35) it stops and says how many tests were left to ``make check``, which alone
decides. ``SINCE=COMMIT`` counts everything since a commit as changed; without it, what is not
committed, or else the last commit.
"""

import ast
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SECONDS = float(os.environ.get("QUICK_SECONDS", "35"))
BESIDE = {
    "ecosystem/display/wording/": "tests/display/test_keys.py",
    "ecosystem/app/pages/": "tests/app/test_pages.py",
    "data/register/": "tests/data",
    "data/rules/": "tests/rules",
    "docs/": "tests/test_docs.py",
    "README.md": "tests/test_docs.py",
    "CONTRIBUTING.md": "tests/test_docs.py",
    "pyproject.toml": "tests/test_packaging.py",
}
"""Tests of what is no module, by where it lies."""


class Limit:
    """Stop a run of tests after some seconds and count what was not run."""

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds
        self.left = 0
        self.has_stopped = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count the tests that have been run."""
        self.left -= report.when == "teardown"

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Count the tests that there are."""
        self.left = len(session.items)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        """Stop before a test that would begin too late."""
        if time.monotonic() > self.until:
            self.has_stopped = not item.session.testsfailed
            item.session.shouldstop = f"{self.left} tests are left to make check"


def git(*words: str) -> list[str]:
    """Return the lines that git answers with."""
    answer = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return answer.stdout.split("\n")[:-1]


def changed_files() -> list[str]:
    """List the paths that changed: since a commit, or what is not committed, or the last commit."""
    base = os.environ.get("SINCE") or "HEAD"
    paths = [*git("diff", "--name-only", base), *git("ls-files", "--others", "--exclude-standard")]
    return paths or git("diff", "--name-only", "HEAD~1")


def module_of(path: str) -> str:
    """Return the dotted name of a module's path."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports_of(path: Path) -> Iterator[str]:
    """Yield every module of the package that a test imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def tests_beside(changed: list[str]) -> list[str]:
    """List the tests of what changed, nearest first.

    Args:
        changed: Paths from the root of the project.

    Returns:
        Paths to hand to pytest: tests that changed, doctests of changed rooms, tests of other
        files, tests named after a changed room, tests that import one, and the folder of tests
        that mirrors its own.
    """
    there = [path for path in changed if (ROOT / path).exists()]
    tests = [p for p in there if p.startswith("tests/") and Path(p).name.startswith("test_")]
    rooms = [p for p in there if p.startswith("ecosystem/") and p.endswith(".py")]
    rooms = [p for p in rooms if "/pages/" not in p]
    beside = (test for path in there for start, test in BESIDE.items() if path.startswith(start))
    other = [test for test in beside if (ROOT / test).exists()]
    modules = {module_of(path) for path in rooms}
    near = {f"test_{module.rsplit('.', 1)[1]}" for module in modules if "." in module}
    importing = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "tests").rglob("test_*.py"), key=lambda p: p.stem not in near)
        if modules & set(imports_of(path))
    ]
    folders = [(Path("tests") / Path(p).parent.relative_to("ecosystem")).as_posix() for p in rooms]
    mirrors = [folder for folder in folders if folder != "tests" and (ROOT / folder).exists()]
    return list(dict.fromkeys([*tests, *rooms, *other, *importing, *mirrors]))


def main() -> int:
    """Run the tests beside what changed and return the exit code of pytest."""
    tests = tests_beside(changed_files())
    if not tests:
        sys.stdout.write("Nothing changed that has tests beside it.\n")
        return 0
    options = ["-q", "-x", "-p", "no:cacheprovider", "-m", "not browser and not slow"]
    limit = Limit(SECONDS)
    code = pytest.main([*options, *tests], plugins=[limit])
    is_good = code in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED} or limit.has_stopped
    return 0 if is_good else int(code)


if __name__ == "__main__":
    sys.exit(main())
