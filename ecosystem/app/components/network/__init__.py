"""The picture of a network on the page: drawn by vis-network, told by Python, clicks come back.

Two components: the library is sent once a visit, in one that never changes; the drawing waits
for it, so that a choice sends the drawing's data alone. The library is the file that pyvis brings
along (vis-network, Apache 2.0 or MIT), found without importing pyvis and loaded as a module:
nothing is evaluated and nothing comes from another server.
"""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import streamlit as st

HERE: Final = Path(__file__).parent
LIBRARY: Final = "templates/lib/vis-9.1.2/vis-network.min.js"
READY: Final = """
export default function () {
  window.ecosystemVis = globalThis.vis ?? window.vis;
  dispatchEvent(new Event('ecosystem-vis'));
}"""
HTML: Final = """
<div class="picture">
  <div class="bar">
    <button class="in" type="button"></button>
    <button class="out" type="button"></button>
    <button class="all" type="button"></button>
    <div class="walk" tabindex="0" role="group">
      <span class="help"></span><span class="walked" aria-hidden="true"></span></div>
  </div>
  <ul class="legend"></ul>
  <div class="canvas" role="img"></div>
  <div class="said" aria-live="polite"></div>
</div>"""


@cache
def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    spec = find_spec("pyvis")
    if spec is None or spec.origin is None:
        message = "pyvis is not installed, so the picture cannot be drawn. Install it again."
        raise FileNotFoundError(message)
    return (Path(spec.origin).parent / LIBRARY).read_text(encoding="utf-8") + READY


def draw_network(
    key: str,
    data: dict[str, Any],
    on_selected: Callable[[], None],
    on_expand: Callable[[], None],
) -> None:
    """Draw a network; ``st.session_state[key]`` then tells ``selected`` and ``expand``.

    Args:
        key: Key of the picture in the session; one picture keeps one key.
        data: What ``display.network_browser.for_browser`` gives.
        on_selected: Called after a click, or Enter in the list.
        on_expand: Called after a double click.
    """
    picture: Any = st.components.v2.component(
        "ecosystem_network", html=HTML, css=_text("network.css"), js=_text("network.js")
    )
    picture(
        key=key,
        data=data,
        default={"selected": None},
        on_selected_change=on_selected,
        on_expand_change=on_expand,
        height="content",
    )


def load_library() -> None:
    """Send the library; last on the page, so that its empty box leaves no gap."""
    library: Any = st.components.v2.component("ecosystem_network_library", js=_library())
    with st.container(key="network_library"):
        library(key="network_library_once")
