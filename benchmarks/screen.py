"""The app in Chromium: the first page, the map, the network drawn and still, a click answered.

Seconds are those of the clock, from asking for the page until it is drawn; server and browser share
the machine. Each page is asked for once before it is measured, because the first visit after a
start also imports and places. Without Chromium (``/usr/bin/chromium`` or ``CHROMIUM=...``) it says
so and measures nothing.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import networkx as nx
from PIL import Image, ImageChops
from playwright.sync_api import Page, sync_playwright

from tests.app.conftest import FLAGS, START, free_port, serve, stop
from tests.app.screen import follow_runs, settled, until
from tests.app.test_map import SHAPES, relabelled

MANY: Final = int(os.environ.get("BENCH_ACTORS", "40000"))
CHROMIUM: Final = os.environ.get("CHROMIUM", "/usr/bin/chromium")
DRAWING: Final = Path(__file__).parent / "drawing.py"
CANVAS: Final = """() => {
  const find = root => root.querySelector('.canvas') ?? [...root.querySelectorAll('*')]
    .map(e => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
  const canvas = find(document);
  return canvas?.network ? {drawn: Number(canvas.dataset.drawn ?? 0), canvas} : null;
}"""
HELD: Final = f"""() => {{
  const found = ({CANVAS})();
  return found && found.drawn
    ? {{places: found.canvas.network.getPositions(), scale: found.canvas.network.getScale(),
        drawn: found.drawn, mounted: found.canvas.dataset.mounted}} : null;
}}"""
SPOT: Final = f"""id => {{
  const {{canvas}} = ({CANVAS})(), box = canvas.getBoundingClientRect();
  const at = canvas.network.canvasToDOM(canvas.network.getPosition(id));
  return {{x: box.left + at.x, y: box.top + at.y}};
}}"""


def run() -> None:
    """Print the seconds."""
    if not Path(CHROMIUM).exists():
        print(f"  no Chromium at {CHROMIUM}; set CHROMIUM to the path of one")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="da-DK")
        follow_runs(page)
        _first_page(page)
        with _served(["-c", START]) as home:
            _map(page, home)
        with _served(["-m", "streamlit", "run", str(DRAWING), "--server.headless", "true"]) as home:
            for actors, most in ((300, 3), (1000, 5)):
                _drawing(page, home, actors, most)
        with _served(["-c", START]) as home:
            _click(page, home)
        with _served(["-c", START, "--register", str(_register())]) as home:
            _grouped(page, home)
        _pyvis(page)
        browser.close()


@contextmanager
def _served(words: list[str]) -> Iterator[str]:
    port = free_port()
    name = "--server.port" if "streamlit" in words else "--port"
    with tempfile.TemporaryDirectory() as state:
        command = [sys.executable, *words, name, str(port)]
        server = serve(command, port, Path(state) / "log", ECOSYSTEM_USER_DATA=state)
        try:
            yield f"http://localhost:{port}"
        finally:
            stop(server)


def _first_page(page: Page) -> None:
    """Start a server and ask it for its first page, twice."""
    taken = []
    for _ in range(2):
        began = time.perf_counter()
        with _served(["-c", START]) as home:
            page.goto(home)
            page.locator(".tile-number").first.wait_for()
            numbers = time.perf_counter() - began
            settled(page)
            taken.append((numbers, time.perf_counter() - began))
        page.goto("about:blank")
    told = ", ".join(f"{numbers:.1f} and {whole:.1f} s" for numbers, whole in taken)
    print(f"  from the server's start to the first page's numbers and the whole page: {told}")
    print("  (at most 5; two starts)")


def _map(page: Page, home: str) -> None:
    """Choose another view of the map; the best of three."""
    page.goto(f"{home}/kort?tema=energiteknologi")
    settled(page)
    taken = []
    for name in ("Antal virksomheder", "Andel af virksomhederne", "Pr. 1.000 virksomheder"):
        page.locator(SHAPES).first.wait_for(state="attached")
        old = page.locator(SHAPES).first.get_attribute("aria-label")
        page.get_by_role("combobox", name="Vis", exact=True).click()
        option = page.get_by_role("option", name=name, exact=True)
        option.wait_for()
        began = time.perf_counter()
        option.click()
        until(page, relabelled(old))
        taken.append(time.perf_counter() - began)
        settled(page)
    print(f"  98 shapes of another view of the map in {min(taken):.2f} s (at most 2; best of 3)")


def _open(page: Page, address: str) -> tuple[float, dict[str, Any]]:
    """Give the seconds until the picture is drawn, at the second visit, and what it holds."""
    seconds = 0.0
    for _ in range(2):
        page.goto("about:blank")
        began = time.perf_counter()
        page.goto(address)
        until(page, f"() => ({HELD})() !== null", 600)
        seconds = time.perf_counter() - began
        page.wait_for_timeout(500)
    held: dict[str, Any] = page.evaluate(HELD)
    return seconds, held


def _drawing(page: Page, home: str, actors: int, most: int) -> None:
    seconds, held = _open(page, f"{home}/?actors={actors}")
    page.wait_for_timeout(500)
    one = _picture(page)
    page.wait_for_timeout(2000)
    moved = ImageChops.difference(one, _picture(page)).getbbox()
    still = "still" if moved is None else "MOVING"
    print(
        f"  {held['drawn']} actors drawn in {seconds:.1f} s (at most {most}), then {still} for 2 s"
    )


def _picture(page: Page) -> Image.Image:
    taken = page.locator(".canvas").screenshot(animations="disabled")
    return Image.open(BytesIO(taken)).convert("L")


def _click(page: Page, home: str) -> None:
    """Click an actor of a position of the shipped register."""
    centre = "energy_cluster_denmark"
    _, before = _open(page, f"{home}/netvaerk?tema=energiteknologi&centrum={centre}")
    page.locator(".canvas").scroll_into_view_if_needed()
    spot = page.evaluate(SPOT, centre)
    began = time.perf_counter()
    page.mouse.click(spot["x"], spot["y"])
    page.locator("h3", has_text="Energy Cluster Denmark").wait_for()
    seconds = time.perf_counter() - began
    page.wait_for_timeout(1000)
    after = page.evaluate(HELD)
    same = "nothing moved" if after == before else "SOMETHING MOVED"
    print(f"  a click answered in {seconds:.2f} s (at most 1); {same}")


def _grouped(page: Page, home: str) -> None:
    seconds, held = _open(page, f"{home}/netvaerk")
    print(
        f"  a register of {MANY:,} example firms opens in {seconds:.1f} s (at most 3), "
        f"{held['drawn']} groups drawn"
    )


def _register() -> Path:
    """Make the register once and keep it in the computer's own scratch."""
    home = Path(tempfile.gettempdir()) / "ecosystem-benchmarks" / f"network-{MANY}"
    if not (home / "datapackage.json").exists():
        words = ["demo", "--into", str(home), "--firms", str(MANY)]
        words += ["--participations", str(4 * MANY)]
        command = [sys.executable, "-c", "from ecosystem.cli import main; main()", *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return home


def _pyvis(page: Page) -> None:
    """Time what a user would write instead: bare pyvis, which lays out in the browser."""
    from pyvis.network import Network  # noqa: PLC0415

    net = Network(cdn_resources="in_line")
    net.from_nx(nx.barabasi_albert_graph(300, 2, seed=1))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bare.html"
        file.write_text(net.generate_html(), encoding="utf-8")
        began = time.perf_counter()
        page.goto(file.as_uri())
        page.evaluate(
            "() => new Promise(done => network.once('stabilizationIterationsDone', done))"
        )
        seconds = time.perf_counter() - began
    print(f"  beside it bare pyvis: 300 actors laid out in the browser in {seconds:.1f} s")
