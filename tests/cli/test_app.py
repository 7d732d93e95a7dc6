"""``ecosystem app`` as a new user starts it: a port is found, said and held to; a browser opens."""

import os
import pty
import re
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from urllib.request import urlopen

import pytest

from ecosystem.cli import ports
from ecosystem.cli.app import USUAL, has_screen
from tests.app.conftest import free_port, stop

COMMAND = [sys.executable, "-m", "ecosystem.cli", "app"]
NO_SCREEN = {"CI": "1", "PYTHONUNBUFFERED": "1"}


@contextmanager
def a_listener(port, family=socket.AF_INET, host="127.0.0.1"):
    """Be another program that listens on a port of this computer."""
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
        yield listener


def lines_until(stream, pattern):
    """Read lines until one matches; give all that was read."""
    read = []
    for line in stream:
        read.append(line)
        if re.search(pattern, line):
            break
    return "".join(read)


@contextmanager
def an_app(*words, **environment):
    """Start the app as a user does, and end it."""
    process = subprocess.Popen(
        [*COMMAND, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **NO_SCREEN, **environment},
    )
    try:
        yield process
    finally:
        stop(process)
        process.stdout.close()


def in_time(holds):
    """Wait until something holds; at most 40 seconds."""
    until = time.monotonic() + 40
    while not (is_met := holds()) and time.monotonic() < until:
        time.sleep(0.05)
    return is_met


def answers(address):
    """Tell whether the app answers at an address."""
    try:
        with urlopen(f"{address}/_stcore/health", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.mark.parametrize(
    ("family", "host"),
    [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::1")],
)
def test_a_port_that_another_program_listens_on_is_not_free(family, host):
    """Under every address by which a browser would find that program instead of the app."""
    port = free_port()
    if not socket.has_ipv6 and family is socket.AF_INET6:
        pytest.skip("no IPv6 here")
    assert ports.is_free(port)

    with a_listener(port, family, host):
        assert not ports.is_free(port)
        assert ports.next_free(port) > port

    assert ports.is_free(port)


def test_a_port_just_left_is_free_again():
    """Who stops the app and starts it again finds it at the same address."""
    port = free_port()
    with a_listener(port) as app, socket.create_connection(("127.0.0.1", port)) as reader:
        accepted, _ = app.accept()
        accepted.close()  # the server closes first, so that its end waits for a while
        reader.recv(1)

    assert ports.is_free(port)


def test_there_is_no_port_after_the_last():
    """Nothing is proposed that cannot be."""
    assert ports.next_free(ports.LAST) is None


def test_a_named_port_that_is_taken_is_refused_with_the_next_free_one():
    """A script waits at the port it named: another one would leave it waiting."""
    port = free_port()
    with a_listener(port):
        finished = subprocess.run(
            [*COMMAND, "--port", str(port)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **NO_SCREEN},
        )

    assert finished.returncode == 1
    assert finished.stdout == ""
    message = re.fullmatch(
        rf"Port {port} of this computer is in use or reserved\. Port (\d+) is free: "
        r"ecosystem app --port (\d+)\n",
        finished.stderr,
    )
    assert message is not None, finished.stderr
    assert int(message[1]) > port


def test_without_a_port_the_next_free_one_is_taken_and_told():
    """Somebody who starts the app twice, or beside another, gets an address that works."""
    with ExitStack() as stack:
        if ports.is_free(USUAL):
            stack.enter_context(a_listener(USUAL))
        app = stack.enter_context(an_app())
        lines = lines_until(app.stdout, "^http://")
        address = lines.split()[-1]

        assert f"Port {USUAL} is in use by another program" in lines
        assert int(address.rsplit(":", 1)[1]) > USUAL
        assert in_time(lambda: answers(address))


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made by pty")
def test_a_browser_opens_on_the_page_as_soon_as_it_can_be_seen(tmp_path):
    """In a terminal with a screen the page opens by itself, when the server answers."""
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}.new && mv {opened}.new {opened}\n')
    browser.chmod(0o755)
    our_end, terminal = pty.openpty()
    port = str(free_port())
    process = subprocess.Popen(
        [*COMMAND, "--port", port],
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "CI": "", "DISPLAY": ":9", "BROWSER": str(browser)},
    )
    try:
        assert in_time(opened.exists)
        assert in_time(lambda: answers(f"http://localhost:{port}"))
        assert opened.read_text() == f"http://localhost:{port}\n"
    finally:
        stop(process)
        os.close(our_end)
        os.close(terminal)


@pytest.mark.parametrize(
    ("environment", "is_terminal", "platform", "expected"),
    [
        ({"DISPLAY": ":0"}, True, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True, "linux", True),
        ({}, True, "linux", False),
        ({}, True, "win32", True),
        ({}, True, "darwin", True),
        ({"CI": "true"}, True, "darwin", False),
        ({"DISPLAY": ":0", "CI": "true"}, True, "linux", False),
        ({"DISPLAY": ":0"}, False, "linux", False),
        ({}, False, "win32", False),
    ],
)
def test_no_browser_opens_where_nobody_sits(
    monkeypatch, environment, is_terminal, platform, expected
):
    """A server, a script and a test start the app in peace."""
    for name in ("CI", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.setenv(name, environment.get(name, ""))
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr("sys.stdout.isatty", lambda: is_terminal)

    assert has_screen() is expected
