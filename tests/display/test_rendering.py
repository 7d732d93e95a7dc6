"""Pictures are drawn in a process of their own, so that native code ends itself alone."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree as ET

import pytest

from ecosystem.display import rendering
from ecosystem.model.errors import EcosystemError

PNG = b"\x89PNG\r\n"


DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M1 1h5v5z"/></svg>'


def chart(name: str) -> str:
    """A bar of that name, as Vega-Lite."""
    values = [{"name": name, "firms": 28}, {"name": "B", "firms": 55}]
    axes = {
        "x": {"field": "name", "type": "nominal"},
        "y": {"field": "firms", "type": "quantitative"},
    }
    return json.dumps({"data": {"values": values}, "mark": "bar", "encoding": axes})


def test_a_native_abort_is_an_error_in_words_and_the_process_goes_on():
    """A vertical tab given raw makes the drawing library abort: the server must not know."""
    with pytest.raises(EcosystemError, match=r"drawing program ended by itself \(code -?\d+\)"):
        rendering.render("vegalite_to_png", chart("Energi\x0bteknologi").encode(), 2)

    assert rendering.svg_png(DOT).startswith(PNG)


def test_a_child_that_was_killed_is_replaced():
    """Somebody ends it, or the computer does for want of memory: nobody notices."""
    before = rendering.process_id()
    os.kill(before, getattr(signal, "SIGKILL", signal.SIGTERM))

    picture = rendering.svg_png(DOT)

    assert picture.startswith(PNG)
    assert rendering.process_id() != before


def test_a_picture_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    """A time limit, told with what to do; the next picture is drawn."""
    silent = tmp_path / "silent.py"
    silent.write_text("import sys\nsys.stdin.read()\n")
    os.kill(rendering.process_id(), getattr(signal, "SIGKILL", signal.SIGTERM))
    monkeypatch.setattr(rendering, "_WORKER", silent)

    with pytest.raises(EcosystemError, match=r"stopped\. Choose fewer"):
        rendering.render("svg_to_png", DOT, 2, seconds=0.2)

    monkeypatch.undo()
    assert rendering.svg_png(DOT).startswith(PNG)


def test_what_is_no_chart_is_told_and_the_child_lives_on():
    """A mistake of the program's is an error of its own, not an end."""
    child = rendering.process_id()

    with pytest.raises(EcosystemError, match="cannot be drawn"):
        rendering.render("vegalite_to_png", b"{no chart", 2)

    assert rendering.process_id() == child


def test_any_text_can_be_drawn():
    """Also when it holds what no document can: the picture shows that something is there."""
    text = "A\x0bB\x1bC\x85D\u2028E\ufffeF\u202eG\ud800H\\u000b"

    assert rendering.vegalite_png(chart(text)).startswith(PNG)
    words = "".join(ET.fromstring(rendering.vegalite_svg(chart(text))).itertext())
    assert "B\N{REPLACEMENT CHARACTER}C" in words


def test_threads_share_one_child():
    """Several users press at once; each gets the picture asked for."""
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(rendering.vegalite_svg, [chart(f"firma{n}") for n in range(6)]))

    assert all(f"firma{n}" in picture for n, picture in enumerate(pictures))


def test_the_child_ends_with_the_process_that_started_it(tmp_path):
    """A program that draws once leaves nothing behind, and prints nothing of it."""
    program = tmp_path / "draws.py"
    program.write_text(
        "from ecosystem.display import rendering\nprint(rendering.process_id(), flush=True)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    process = subprocess.run(
        [sys.executable, "-W", "error", "-X", "dev", str(program)],
        capture_output=True, text=True, env=environment, cwd=tmp_path, check=True,
    )  # fmt: skip

    assert process.stderr == ""
    with pytest.raises(ProcessLookupError):
        os.kill(int(process.stdout), 0)


@pytest.mark.parametrize("weight", [400, 600])
def test_pictures_are_set_in_the_apps_own_font(weight):
    """Text is drawn in IBM Plex Sans, whatever fonts the computer has."""

    def drawn(family):
        look = f'font-size="24" font-weight="{weight}" font-family="{family}"'
        return rendering.svg_png(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40">'
            f'<text x="5" y="30" {look}>Klynger</text></svg>'.encode()
        )

    assert drawn("IBM Plex Sans, serif") != drawn("serif")
