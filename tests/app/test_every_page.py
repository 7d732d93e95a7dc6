"""What holds for every page of the app, in both languages and at every width."""

import re

import pytest

from ecosystem.display.wording import texts
from tests.app.conftest import ALL_PAGES
from tests.app.screen import (
    axe,
    english_words,
    settled,
    shot,
    sideways,
    small_targets,
    tab_stops,
    wrong_formats,
)

pytestmark = pytest.mark.browser


def picture_name(path: str) -> str:
    """Name the picture of a page after its address."""
    return path.split("?", maxsplit=1)[0].strip("/").replace("/", "-") or "overblik"


@pytest.mark.parametrize("path", ALL_PAGES)
def test_a_page_reads_well_on_a_laptop(visit, path):
    """No fault of accessibility, no English of Streamlit's, no foreign number, no tiny button."""
    page = visit(path)
    shot(page, picture_name(path))

    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "da"
    assert axe(page) == []
    assert english_words(page) == []
    assert wrong_formats(page) == []
    assert small_targets(page) == []
    assert sideways(page) == []


@pytest.mark.parametrize("path", ALL_PAGES)
def test_a_page_reads_well_on_a_phone(visit, path):
    """In a hand nothing is cut; at 320 pixels, 1280 at 400 per cent, nothing scrolls sideways."""
    page = visit(path, size="phone")
    shot(page, f"{picture_name(path)}-phone")

    assert axe(page) == []
    assert english_words(page) == []
    assert sideways(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    page.wait_for_timeout(300)
    assert sideways(page) == []


@pytest.mark.parametrize("path", ALL_PAGES)
def test_a_page_speaks_english_when_asked(visit, path):
    """With ?sprog=en the page says so, is called by its English name, and shows no text's key."""
    page = visit(path, language="en")
    text = page.locator("[data-testid=stApp]").inner_text()
    rooms = {key.split(".")[0] for key in texts("en")}

    assert page.locator("html").get_attribute("lang") == "en"
    name = picture_name(path).replace("-", "_")
    assert page.locator("h1").inner_text() == texts("en")[f"page.{name}"]
    assert re.findall(rf"\b(?:{'|'.join(rooms)})\.[a-z_]+\b", text) == []
    assert axe(page) == []


@pytest.mark.parametrize("path", ALL_PAGES)
def test_the_keyboard_shows_where_it_is(visit, path):
    """Tab begins at "Gå til indhold", and every stop has a mark that can be seen."""
    stops = tab_stops(visit(path))

    weak = [stop for stop in stops if stop["pixels"] < 60 and stop["testid"] != "stMain"]
    assert stops[0]["name"] == "Gå til indhold"
    assert len(stops) > 5
    assert [stop["name"] for stop in weak] == []
    assert [stop["name"] for stop in stops if stop["covered"]] == []


@pytest.mark.parametrize("path", ALL_PAGES)
def test_bare_letters_do_nothing(visit, path):
    """Typing r or c outside a field neither runs the page again nor opens a dialog."""
    page = visit(path)
    page.evaluate(
        """() => {
          const send = WebSocket.prototype.send;
          window.sent = 0;
          WebSocket.prototype.send = function (...all) { window.sent += 1; send.apply(this, all); };
          document.activeElement.blur();
        }"""
    )

    page.keyboard.press("r")
    page.keyboard.press("c")
    page.wait_for_timeout(200)
    sent_by_letters = page.evaluate("window.sent")
    page.get_by_role("radio", name="English").click(force=True)
    settled(page)

    assert sent_by_letters == 0
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate("window.sent") > 0
