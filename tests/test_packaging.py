"""What is installed is what was tested, and it starts where there is nothing else."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import venv
from contextlib import contextmanager
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.app.conftest import free_port, stop
from tests.cli.test_app import answers, in_time

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = {"run time": "requirements.lock", "development": "requirements-dev.lock"}


def plain(name):
    """Write a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements):
    """Take the names out of requirements."""
    return {plain(re.match(r"[A-Za-z0-9._-]+", one)[0]) for one in requirements}


def imports(path):
    """List the first names of what a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


def imported():
    """Tell which packages the code imports, each by the names it may be installed under."""
    files = [*(ROOT / "ecosystem").rglob("*.py"), ROOT / "streamlit_app.py"]
    known = packages_distributions()
    outside = {name for file in files for name in imports(file)} - set(sys.stdlib_module_names)
    return {name: set(map(plain, known.get(name, [name]))) for name in outside - {"ecosystem"}}


def pinned(lock):
    """Give version and hashes of each package in a lock."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = [
        re.fullmatch(r"([\w.-]+)==(\S+)( ; [^#]+?)?((?:\s+--hash=sha256:\w{64})+)", one.strip())
        for one in lines
    ]
    assert all(found), lines
    return {plain(one[1]): (one[2], one[4].split()) for one in found}


def test_everything_the_code_imports_is_declared():
    """Nothing is there only because another package happens to bring it."""
    extras = PROJECT["optional-dependencies"]
    declared = names([*PROJECT["dependencies"], *extras["spark"], *extras["pdf"]])

    assert {name for name, packages in imported().items() if not packages & declared} == set()


def test_everything_that_is_declared_is_imported():
    """Nobody installs what nothing uses."""
    used = set().union(*imported().values())

    assert names(PROJECT["dependencies"]) - used == set()


@pytest.mark.parametrize("kind", LOCKS)
def test_a_lock_holds_each_package_to_its_hash_and_names_no_place(kind):
    """Anybody may install from it anywhere: no address of a registry, no path of a computer."""
    text = (ROOT / LOCKS[kind]).read_text(encoding="utf-8")

    assert pinned(LOCKS[kind])
    assert "://" not in text
    assert not re.search(r"(^|\s)/|file:|index-url|find-links", text)


def test_the_locks_hold_what_is_declared_and_agree():
    """The users' packages are a part of the developers', in the same versions."""
    users, developers = (pinned(lock) for lock in LOCKS.values())
    tools = names(PROJECT["optional-dependencies"]["dev"]) - {"ecosystem"}

    assert names(PROJECT["dependencies"]) <= users.keys()
    assert tools <= developers.keys()
    assert not tools & users.keys()
    assert {name: developers.get(name) for name in users} == users


def test_the_python_that_is_stated_is_the_one_that_runs_the_tests():
    """A version is named only where these tests were run with it."""
    stated = [
        mark.rsplit(" ", 1)[1]
        for mark in PROJECT["classifiers"]
        if mark.startswith("Programming Language :: Python :: 3.")
    ]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert f"{sys.version_info.major}.{sys.version_info.minor}" in stated
    assert f"Tested on Linux with\nPython {' and '.join(stated)}" in readme


@contextmanager
def started(command, folder, port):
    """Start the app with no environment at all but a home and a path."""
    environment = {"HOME": str(folder), "PATH": os.defpath}
    process = subprocess.Popen(
        [*command, "app", "--port", str(port)],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        stop(process)
        process.stdout.close()


@pytest.mark.slow
@pytest.mark.parametrize("form", ["the wheel", "the folder"])
def test_an_empty_environment_runs_the_app_from_the_wheel_or_the_folder(tmp_path, form):
    """A new user without ``make``: an empty venv, ``pip install .`` or a wheel, another folder.

    The packages come from where these tests run; what is installed anew is ours.
    """
    home = tmp_path / "home"
    home.mkdir()
    venv.create(tmp_path / "venv", with_pip=True)
    python = str(tmp_path / "venv" / "bin" / "python")
    pip = [python, "-m", "pip", "--disable-pip-version-check"]
    if form == "the wheel":
        subprocess.run([*pip, "wheel", "--no-deps", "-w", tmp_path, str(ROOT)], check=True)
        source = next(tmp_path.glob("ecosystem-*.whl"))
    else:
        source = ROOT
    subprocess.run([*pip, "install", "--no-deps", "--progress-bar=off", str(source)], check=True)
    asked = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    place = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    theirs = [path for path in sys.path if path.endswith("site-packages")]
    Path(place, "packages.pth").write_text("\n".join(theirs), encoding="utf-8")
    command = [str(tmp_path / "venv" / "bin" / "ecosystem")]

    listed = subprocess.run(
        [*command, "positions"],
        cwd=home,
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )
    words = "from ecosystem.display.wording import t; print(t('freshness.confirmed', 'en'))"
    spoken = subprocess.run([python, "-c", words], cwd=home, check=True, stdout=subprocess.PIPE)
    port = free_port()
    with started(command, home, port) as app:
        is_up = in_time(lambda: answers(f"http://localhost:{port}"))
        first = app.stdout.readline()

    assert (listed.returncode, listed.stderr) == (0, "")
    assert "energiteknologi" in listed.stdout
    assert spoken.stdout.decode() == "Confirmed\n"
    assert is_up
    assert first == f"http://localhost:{port}\n"
