"""Fetching over the net, from a server of our own that behaves well and badly."""

import json
import socket
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import yaml

from ecosystem.model.errors import EcosystemError
from ecosystem.sources.imports.downloads import Download, fetch, statbank_download

DAY = date(2026, 3, 1)
TABLE = "\ufeffKOMK;BRANCHEDB0710TIL127;TID;INDHOLD\n101;TOT;2023;60000\n".encode()


class Server(HTTPServer):
    """Answers each request with the next of its answers, and keeps what was asked."""

    def __init__(self, answers):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked = list(answers), []

    @property
    def url(self):
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}/v1/data"


class Handler(BaseHTTPRequestHandler):
    """One request: a status, a body, and how long the body is said to be."""

    def do_POST(self):
        """Answer a request with a body."""
        length = int(self.headers.get("Content-Length") or 0)
        self.server.asked.append(self.rfile.read(length))
        status, body, stated_length = self.server.answers.pop(0)
        self.send_response(status)
        self.send_header(
            "Content-Length", str(stated_length if stated_length is not None else len(body))
        )
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST  # noqa: N815 - the server's own name

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def serve():
    """Start servers and stop them after the test."""
    started = []

    def start(*answers):
        server = Server([(*answer, None)[:3] for answer in answers])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        return server

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def test_a_table_is_kept_with_where_it_came_from(tmp_path, serve):
    """Producer, address, licence, day and hash stand beside the file."""
    server, progress = serve((200, TABLE)), []
    download = statbank_download("GF12", server.url)

    file = fetch(download, tmp_path, DAY, lambda come, total: progress.append((come, total)))

    assert file == tmp_path / "danmarks_statistik" / "2026-03-01" / "GF12.csv"
    assert file.read_bytes() == TABLE
    twin = yaml.safe_load(file.with_suffix(".source.yaml").read_text(encoding="utf-8"))
    assert twin["url"] == server.url
    assert twin["date_accessed"] == "2026-03-01"
    assert twin["hash"].startswith("sha256:")
    assert progress[-1] == (len(TABLE), len(TABLE))


def test_every_variable_is_named_in_the_request(tmp_path, serve):
    """The streaming form leaves nothing out by itself."""
    server = serve((200, TABLE))

    fetch(statbank_download("GF12", server.url), tmp_path, DAY)

    request = json.loads(server.asked[0])
    assert request["format"] == "BULK"
    assert [v["code"] for v in request["variables"]] == ["KOMK", "BRANCHEDB0710TIL127", "Tid"]


@pytest.mark.parametrize(("years", "selection"), [(1, "(1)"), (5, "(-n+5)")])
def test_several_years_can_be_asked_for(years, selection):
    """StatBank's own way to say the newest so many."""
    body = json.loads(statbank_download("GF12", years=years).body)

    assert body["variables"][-1] == {"code": "Tid", "values": [selection]}


def test_a_server_that_is_silent_is_given_up(tmp_path):
    """Three tries of a moment each, then words; a socket that listens and never answers."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        download = statbank_download("GF12", f"http://127.0.0.1:{silent.getsockname()[1]}/v1/data")

        with pytest.raises(EcosystemError, match="in 3 tries: timed out"):
            fetch(download, tmp_path, DAY, wait_s=0, time_out_s=0.1)


def test_a_server_that_stumbles_is_asked_again(tmp_path, serve):
    """Twice out of order, then well."""
    server = serve((503, b"later"), (503, b"later"), (200, TABLE))

    file = fetch(statbank_download("GF12", server.url), tmp_path, DAY, wait_s=0)

    assert file.read_bytes() == TABLE
    assert len(server.asked) == 3


def test_a_refusal_is_told_and_not_repeated(tmp_path, serve):
    """StatBank says what is wrong with the request."""
    server = serve((400, b'{"errorTypeCode":"EXTRACT-NOTFOUND"}'))

    with pytest.raises(EcosystemError, match=r"refused the request .400.*EXTRACT-NOTFOUND"):
        fetch(statbank_download("GF12", server.url), tmp_path, DAY, wait_s=0)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((200, b"<!DOCTYPE html><p>closed"), "instead of a table"),
        ((200, b""), "nothing"),
        ((200, TABLE, len(TABLE) + 10), "could not be reached in 3 tries"),
    ],
)
def test_a_page_or_half_a_file_is_never_kept(tmp_path, serve, answer, words):
    """A page with code 200, an empty answer, a connection that breaks off."""
    server = serve(answer, answer, answer)

    with pytest.raises(EcosystemError, match=words):
        fetch(statbank_download("GF12", server.url), tmp_path, DAY, wait_s=0)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_nobody_there_is_told(tmp_path):
    """With what to do instead."""
    download = Download("http://127.0.0.1:9/none", "test", "none", "fil.csv")

    with pytest.raises(EcosystemError, match="save the table by hand"):
        fetch(download, tmp_path, DAY, wait_s=0)


def test_other_tables_and_addresses_are_refused(tmp_path):
    """Only what is read here, and only over the web."""
    with pytest.raises(EcosystemError, match="Choose GF12 or ERHV2"):
        statbank_download("FOLK1A")
    with pytest.raises(EcosystemError, match="no address on the web"):
        fetch(Download("file:///etc/hostname", "test", "none", "fil.csv"), tmp_path, DAY)
