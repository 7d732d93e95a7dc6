"""What the tests of the app look for on the screen; fixtures that use it stand in conftest."""

import re
import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page, WebSocket
from playwright.sync_api import TimeoutError as NotInTime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SHOTS = Path(__file__).parents[2] / "shots"
SIZES = {"laptop": (1366, 768), "phone": (390, 844), "narrow": (320, 640)}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ENGLISH = re.compile(
    r"\b(Choose|Upload|Browse|required|Search|Fullscreen|Rerun|Connecting|Running|No results|"
    r"Press Enter|Skip to|Download as|Show data|Clear value|Open menu)\b"
)
"""Words Streamlit shows by itself; none may stand on a Danish page."""

MAIN = "[data-testid=stMain]"
DRAWN = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  return app && app.dataset.testScriptState === 'notRunning'
    && document.querySelector('h1') && document.documentElement.lang
    && !document.querySelector('[data-testid=stSkeleton]')
    && document.fonts.status === 'loaded';
}"""


IDLE = "() => new Promise(ready => requestIdleCallback(ready, {timeout: 1000}))"


@dataclass
class Runs:
    """What a page asked its server to run, and how far the server has come with the last of it.

    A click is followed by a run, but the page says "running" only once the server has answered:
    on a busy machine that is later than any fixed wait. So the messages themselves are read.
    """

    is_asked: bool = False
    begun: bool = False

    def sent(self, frame: str | bytes) -> None:
        """Note a message to the server: a run is asked for."""
        if BackMsg.FromString(_bytes(frame)).HasField("rerun_script"):
            self.is_asked, self.begun = True, False

    def received(self, frame: str | bytes) -> None:
        """Note a message from the server: the run has begun, or one that had begun has ended."""
        kind = ForwardMsg.FromString(_bytes(frame)).WhichOneof("type")
        if kind == "new_session":
            self.begun = True
        elif kind == "script_finished" and self.begun:
            self.is_asked = self.begun = False


RUNS: WeakKeyDictionary[Page, Runs] = WeakKeyDictionary()


def follow_runs(page: Page) -> None:
    """Read what page and server tell each other, so that ``settled`` knows what is awaited."""

    def opened(socket: WebSocket) -> None:
        if not socket.url.endswith("/_stcore/stream"):
            return
        runs = RUNS[page] = Runs()
        socket.on("framesent", runs.sent)
        socket.on("framereceived", runs.received)

    page.on("websocket", opened)


def settled(page: Page, seconds: float = 60) -> Page:
    """Wait until the page is drawn: what it asked of the server has come, and nothing is coming."""
    ends = time.monotonic() + seconds
    quiet = 0
    while quiet < 2:
        page.wait_for_timeout(100)
        page.evaluate(IDLE)
        runs = RUNS.get(page)
        awaited = runs is not None and runs.is_asked
        quiet = quiet + 1 if not awaited and page.evaluate(DRAWN) else 0
        if time.monotonic() > ends:
            message = f"{page.url} is not drawn after {seconds} seconds ({runs})"
            raise TimeoutError(message)
    return page


def until(page: Page, holds: str, seconds: float = 60) -> Page:
    """Ask the page again and again until a JavaScript expression holds.

    Playwright's own ``wait_for_function`` uses ``eval`` inside the page, which our policy stops.
    """
    ends = time.monotonic() + seconds
    while not page.evaluate(holds):
        if time.monotonic() > ends:
            message = f"{page.url}: {holds} does not hold after {seconds} seconds"
            raise TimeoutError(message)
        page.wait_for_timeout(50)
    return page


def pick(box: Locator, option: Locator) -> None:
    """Choose an option of a box; open its list anew when a scroll has closed it.

    Streamlit closes a list when what the box stands in scrolls, and an expander scrolls while it
    is opening: a list opened in that tenth of a second, as only a test does, closes again.
    """
    for _ in range(4):
        if not option.is_visible():
            box.click()
        try:
            option.click(timeout=5000)
        except NotInTime:
            continue
        return
    option.click()


def axe(page: Page) -> list[str]:
    """List what axe finds wrong: rule, what it means, and the places."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{fault['id']} ({fault['impact']}): {fault['help']}: "
        + "; ".join(str(node["html"])[:160] for node in fault["nodes"][:4])
        for fault in results.response["violations"]
    ]


def shot(page: Page, name: str) -> Path:
    """Photograph the whole page into ``shots/`` (not kept in git), as long as it is."""
    size = page.viewport_size
    assert size is not None
    height = page.evaluate(f"document.querySelector('{MAIN}').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": min(max(height, 200), 6000)})
    page.wait_for_timeout(250)
    SHOTS.mkdir(exist_ok=True)
    path = SHOTS / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    page.set_viewport_size(size)
    return path


def sideways(page: Page) -> list[str]:
    """Name what makes the page wider than the window; empty when nothing does."""
    return (
        page.evaluate(
            """main => {
          const root = document.querySelector(main), wide = document.documentElement.clientWidth;
          const scrolls = root.scrollWidth > root.clientWidth + 1
            || document.documentElement.scrollWidth > wide + 1;
          if (!scrolls) return [];
          return [...root.querySelectorAll('*')]
            .filter(e => e.getBoundingClientRect().right > wide + 1)
            .map(e => `${e.tagName} ${e.dataset.testid ?? e.className}`.slice(0, 80)).slice(0, 8);
        }""",
            MAIN,
        )
        or []
    )


def english_words(page: Page) -> list[str]:
    """List Streamlit's own English words in texts, names, placeholders and titles of the page."""
    texts: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('body *')].flatMap(e => [
          ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.nodeValue),
          ...['aria-label', 'placeholder', 'title', 'alt'].map(n => e.getAttribute(n))
        ]).filter(text => text && text.trim() && text.length < 300)"""
    )
    return [text for text in texts if ENGLISH.search(text)]


def wrong_formats(page: Page) -> list[str]:
    """List numbers and dates in the page's text that a Danish reader would not write."""
    text: str = page.evaluate(f"document.querySelector('{MAIN}').innerText")
    return re.findall(r"\b\d{1,3},\d{3}\b|\b\d{4}-\d{2}-\d{2}\b", text)


def small_targets(page: Page) -> list[str]:
    """List our own buttons and links outside running text that are under 24 x 24 pixels."""
    return page.evaluate(
        """() => [...document.querySelectorAll('button, a, [role=button]')].filter(e => {
          const box = e.getBoundingClientRect();
          const hidden = box.width === 0 || e.dataset.testid === 'stSkipToContent';
          return !hidden && (box.width < 24 || box.height < 24)
            && !e.closest('p, li, td, [data-testid=stSelectbox], [data-testid=stMultiSelect]');
        }).map(e => e.outerHTML.slice(0, 120))"""
    )


FOCUSED = """() => {
  let e = document.activeElement;
  while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  let seen = e;                       // the input of a radio is hidden; its ring is on the label
  while (seen.parentElement && Math.min(seen.offsetWidth, seen.offsetHeight) < 16)
    seen = seen.parentElement;
  const box = seen.getBoundingClientRect();
  const name = e.getAttribute('aria-label') || e.innerText || e.placeholder || e.tagName;
  return {tag: e.tagName, name: name.replace(/\\s+/g, ' ').trim().slice(0, 60),
          testid: e.dataset.testid ?? '',
          covered: box.bottom <= 0 || box.top >= innerHeight,
          box: [box.left - 6, box.top - 6, box.right + 6, box.bottom + 6]};
}"""


def tab_stops(page: Page, most: int = 80) -> list[dict[str, Any]]:
    """Press Tab through a page; tell each stop's name and how many pixels mark it.

    Each stop is photographed with the focus, and the page before the first stop and after the
    last one: a table keeps the mark of its cell when the focus leaves it, so the untouched page
    is what its stop is held against. The window is made tall, so that the page does not scroll.
    """
    size = page.viewport_size
    assert size is not None
    height = page.evaluate(f"document.querySelector('{MAIN}').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": min(max(height + 50, 700), 6000)})
    page.wait_for_timeout(250)
    page.evaluate("document.activeElement.blur()")
    everything = [0, 0, size["width"], page.viewport_size["height"]]  # type: ignore[index]
    untouched = _picture(page, everything)
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        page.wait_for_timeout(40)
        place = page.evaluate(FOCUSED)
        if place["tag"] == "BODY":
            break
        stops.append({**place, "picture": _picture(page, place["box"])})
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(1, 1)
    page.wait_for_timeout(250)
    left = _picture(page, everything)
    for stop in stops:
        picture, area = stop.pop("picture"), _area(stop["box"])
        stop["pixels"] = max(_changed(picture, whole.crop(area)) for whole in (untouched, left))
    page.set_viewport_size(size)
    return stops


def _area(box: list[float]) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    return max(0, round(left)), max(0, round(top)), round(right), round(bottom)


def _picture(page: Page, box: list[float]) -> Image.Image:
    left, top, right, bottom = _area(box)
    clip = {"x": left, "y": top, "width": max(1, right - left), "height": max(1, bottom - top)}
    png = page.screenshot(caret="hide", animations="disabled", clip=clip)  # type: ignore[arg-type]
    return Image.open(BytesIO(png)).convert("L")


def _changed(before: Image.Image, after: Image.Image) -> int:
    size = min(before.width, after.width), min(before.height, after.height)
    difference = ImageChops.difference(before.crop((0, 0, *size)), after.crop((0, 0, *size)))
    return sum(difference.histogram()[50:])


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode("latin-1") if isinstance(frame, str) else frame
