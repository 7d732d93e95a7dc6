"""A reader without a browser: opens pages of the running app over its websocket, and answers.

It speaks the protobuf of the installed Streamlit and keeps messages as a browser does, so that
what the browser holds is sent by reference. A reader has one page open at a time; widgets are
found by their label, as people find them.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.app.conftest import START, free_port, serve, stop

LONGEST: Final = 300.0
"""Seconds after which an answer is given up."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one run of a page."""

    seconds: float
    sent: int
    """Bytes over the wire."""


@dataclass
class Reader:
    """One browser tab."""

    socket: ClientConnection
    pages: dict[str, str] = field(default_factory=dict)
    """Hash of each page by its address."""
    page: str = ""
    query: dict[str, str] = field(default_factory=dict)
    states: dict[str, WidgetState] = field(default_factory=dict)
    widgets: dict[str, Any] = field(default_factory=dict)
    """What each widget on the page was sent as, by its label."""
    kept: dict[str, ForwardMsg] = field(default_factory=dict)

    def open(self, page: str, **query: str) -> Answer:
        """Go to a page; the first call of a reader also learns where the pages are."""
        if not self.pages:
            self._run()
        if page != self.page:
            self.states.clear()
        self.page, self.query = page, query
        return self._run()

    def again(self, **query: str) -> Answer:
        """Run the page again, with choices that stand in the address changed."""
        self.query = {name: value for name, value in {**self.query, **query}.items() if value}
        return self._run()

    def change(self, label: str, **value: Any) -> Answer:  # noqa: ANN401 - as the protobuf has it
        """Change a widget, such as ``change("CVR", string_value="1")``."""
        widget = self.widgets[label]
        state = WidgetState(id=widget.id)
        for name, content in value.items():
            if name.endswith("_array_value"):
                getattr(state, name).data.extend(content)
            else:
                setattr(state, name, content)
        self.states[widget.id] = state
        answer = self._run()
        if "trigger_value" in value:
            del self.states[widget.id]
        return answer

    def _run(self) -> Answer:
        message = BackMsg()
        client = message.rerun_script
        client.query_string = urlencode(self.query)
        client.page_script_hash = self.pages.get(self.page, "")
        client.cached_message_hashes.extend(self.kept)
        client.widget_states.widgets.extend(self.states.values())
        began, sent = time.perf_counter(), 0
        self.widgets.clear()
        self.socket.send(message.SerializeToString())
        while True:
            wire = self.socket.recv(timeout=LONGEST, decode=False)
            sent += len(wire)
            if self._take(ForwardMsg.FromString(wire)):
                return Answer(time.perf_counter() - began, sent)

    def _take(self, message: ForwardMsg) -> bool:
        """Keep what a message tells; True when it was the last of its run."""
        if message.WhichOneof("type") == "ref_hash":
            message = self.kept[message.ref_hash]
        elif message.metadata.cacheable:
            self.kept[message.hash] = message
        match message.WhichOneof("type"):
            case "navigation":
                self.pages = {
                    "" if page.is_default else page.url_pathname: page.page_script_hash
                    for page in message.navigation.app_pages
                }
            case "page_info_changed":
                told = message.page_info_changed.query_string
                self.query = dict(part.split("=", 1) for part in told.split("&") if "=" in part)
            case "delta" if message.delta.WhichOneof("type") == "new_element":
                self._see(message.delta.new_element)
            case "script_finished":
                return message.script_finished in {
                    ForwardMsg.FINISHED_SUCCESSFULLY,
                    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
                }
        return False

    def _see(self, element: Any) -> None:  # noqa: ANN401 - one of Streamlit's many elements
        kind = element.WhichOneof("type")
        if kind == "alert" and element.alert.format == Alert.ERROR:
            raise AssertionError(element.alert.body)
        shown = getattr(element, kind)
        if getattr(shown, "id", "") and getattr(shown, "label", ""):
            self.widgets[shown.label] = shown


@contextmanager
def served(
    start: str = START, *words: str, tree: Path | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Serve the app; give the process and the address of its websocket.

    Args:
        start: What Python is told to run.
        words: What is handed over to it.
        tree: Another working copy whose app is served, to be measured in the same way.
    """
    port = free_port()
    command = [sys.executable, "-c", start, *words, "--port", str(port)]
    path = {"PYTHONPATH": str(tree)} if tree else {}
    with tempfile.TemporaryDirectory() as state:
        server = serve(
            command, port, Path(state) / "log", cwd=tree, ECOSYSTEM_USER_DATA=state, **path
        )
        try:
            yield server, f"ws://localhost:{port}/_stcore/stream"
        finally:
            stop(server)


@contextmanager
def reader(address: str) -> Iterator[Reader]:
    """Open a tab."""
    with connect(
        address, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None
    ) as socket:
        yield Reader(socket)


def worked(pid: int) -> float:
    """Tell the seconds the processors have worked for a process; 0 when it has ended."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    fields = told.rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
