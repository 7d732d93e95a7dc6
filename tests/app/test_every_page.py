"""What holds for every page of the app, in both languages and at every width."""

import pytest

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
    return path.strip("/").replace("/", "-") or "overblik"


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
    """The same page held in a hand: nothing cut, no sideways scroll, no fault of accessibility."""
    page = visit(path, size="phone")
    shot(page, f"{picture_name(path)}-phone")

    assert axe(page) == []
    assert english_words(page) == []
    assert sideways(page) == []


@pytest.mark.parametrize("path", ALL_PAGES)
def test_a_page_fits_the_narrowest_window(visit, path):
    """At 320 pixels, which is 1280 at 400 per cent, nothing scrolls sideways."""
    assert sideways(visit(path, size="narrow")) == []


@pytest.mark.parametrize("path", ALL_PAGES)
def test_a_page_speaks_english_when_asked(visit, path):
    """With ?sprog=en the page says so, its heading changes, and no key of a text is visible."""
    danish, english = visit(path), visit(path, language="en")

    assert english.locator("html").get_attribute("lang") == "en"
    assert english.locator("h1").inner_text() != danish.locator("h1").inner_text()
    text = english.locator("[data-testid=stApp]").inner_text()
    assert "frame." not in text
    assert "page." not in text
    assert axe(english) == []


@pytest.mark.parametrize("path", ALL_PAGES)
def test_the_keyboard_shows_where_it_is(visit, path):
    """Tab begins at "Gå til indhold", and every stop has a mark that can be seen."""
    page = visit(path)
    page.set_viewport_size({"width": 1366, "height": 2600})
    page.wait_for_timeout(300)

    stops = tab_stops(page)

    weak = [stop for stop in stops if stop["pixels"] is not None and stop["pixels"] < 60]
    assert stops[0]["name"] == "Gå til indhold"
    assert [stop["name"] for stop in weak if stop["testid"] != "stMain"] == []
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
    page.wait_for_timeout(300)
    sent_by_letters = page.evaluate("window.sent")
    page.get_by_text("English", exact=True).click()
    settled(page)

    assert sent_by_letters == 0
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate("window.sent") > 0
