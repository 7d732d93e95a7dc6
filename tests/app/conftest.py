"""The app as a reader sees it: a real server, a real browser, no internet.

How to write a test of a page
-----------------------------
::

    from ecosystem.app.shared.menu import PAGES
from tests.app.screen import axe, settled, shot, sideways

    @pytest.mark.browser
    def test_the_map_names_every_municipality(visit):
        \"\"\"An adviser finds all 98 municipalities on the map.\"\"\"
        page = visit("/kort?tema=energiteknologi")              # or visit("/kort", size="phone")

        page.get_by_role("button", name="Hent Excel").click()
        settled(page)                                           # after whatever makes a new run

        assert axe(page) == []
        shot(page, "kort")                                      # shots/kort.png, to be looked at

``visit(path, size="laptop", language="da")`` gives a Playwright page that is already drawn.
Sizes: laptop 1366 x 768, phone 390 x 844, narrow 320 x 640. One server and one browser serve all
tests; every test has tabs of its own. **When a test ends, it fails if any of its pages asked
another host for anything, wrote an error to the console, or showed our error message.**
``outside_requests`` is the list of such requests. Every page of the menu gets the common tests of
``test_every_page.py``: axe, Danish words, formats, width, pictures, keys.
``server_log`` is the path of what the server wrote.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ecosystem.app.shared.menu import PAGES
from tests.app.screen import SIZES, follow_runs, settled

ALL_PAGES = [page.address for page in PAGES]
"""Addresses of every page of the menu, for the common tests."""

ROOT = Path(__file__).parents[2]
START = "import typer; from ecosystem.cli.app import open_app; typer.run(open_app)"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
Visit = Callable[..., Page]


def chromium() -> str:
    """Give the path of Chromium, or skip: with REQUIRE_BROWSER=1, fail."""
    path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    if not Path(path).exists():
        why = f"no Chromium at {path}; set CHROMIUM to the path of one"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(why)
        pytest.skip(why)
    return path


def free_port() -> int:
    """Find a port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def serve(
    command: list[str], port: int, log: Path, cwd: Path | None = None, **environment: str
) -> subprocess.Popen[bytes]:
    """Start a server and wait until it answers."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=cwd or ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment, "PYTHONUNBUFFERED": "1"},
        )
    until = time.monotonic() + 40
    while time.monotonic() < until:
        try:
            address = f"http://localhost:{port}/_stcore/health"
            with urllib.request.urlopen(address, timeout=1):
                return process
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
    stop(process)
    pytest.fail(f"the app did not start:\n{log.read_text()[-2000:]}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server that was started here."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=10)


@pytest.fixture(scope="session")
def server_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server's own words end up."""
    return tmp_path_factory.mktemp("app") / "server.log"


@pytest.fixture(scope="session")
def app_url(server_log: Path) -> Iterator[str]:
    """Address of the app on the shipped register, started as a user starts it."""
    chromium()
    port = free_port()
    command = [sys.executable, "-c", START, "--port", str(port)]
    user_folder = str(server_log.parent)  # what a reader notes stays in the test
    process = serve(command, port, server_log, ECOSYSTEM_USER_DATA=user_folder)
    yield f"http://localhost:{port}"
    stop(process)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Windows by size, kept open so that the browser's cache is warm."""
    contexts: dict[str, BrowserContext] = {}
    yield contexts
    for window in contexts.values():
        window.close()


@pytest.fixture
def outside_requests() -> list[str]:
    """Requests of this test that went to another host; they are refused as well as noted."""
    return []


@pytest.fixture
def complaints() -> list[str]:
    """Errors the browser's console told of in this test."""
    return []


@pytest.fixture
def visit(
    app_url: str,
    browser: Browser,
    windows: dict[str, BrowserContext],
    outside_requests: list[str],
    complaints: list[str],
) -> Iterator[Visit]:
    """Open pages of the app; at the end nothing may have gone outside or wrong."""
    opened: list[Page] = []

    def go(
        path: str = "/", size: str = "laptop", language: str = "da", base: str = app_url
    ) -> Page:
        page = _window(browser, windows, size).new_page()
        _watch(page, outside_requests, complaints)
        opened.append(page)
        mark = "&" if "?" in path else "?"
        page.goto(base + path + (f"{mark}sprog=en" if language == "en" else ""))
        return settled(page)

    yield go
    errors = [page.url for page in opened if page.get_by_text("fejlnummeret").count()]
    for page in opened:
        page.close()
    assert outside_requests == []
    assert complaints == []
    assert errors == []


def _window(browser: Browser, windows: dict[str, BrowserContext], size: str) -> BrowserContext:
    if size not in windows:
        width, height = SIZES[size]
        windows[size] = browser.new_context(
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            viewport={"width": width, "height": height},
            accept_downloads=True,
        )
    return windows[size]


def _watch(page: Page, outside: list[str], complaints: list[str]) -> None:
    def note(url: str) -> None:
        if not url.startswith(("http://localhost:", "ws://localhost:", "blob:", "data:")):
            outside.append(url)

    follow_runs(page)
    page.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
