"""The network page: four questions, a picture that stays where it is, the same as a table."""

import pytest

from tests.app.screen import axe, settled, shot

pytestmark = pytest.mark.browser

PLACES = """() => {
  const find = root => root.querySelector('.canvas') ?? [...root.querySelectorAll('*')]
    .map(e => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
  const canvas = find(document);
  if (!canvas?.network) return null;
  return {places: canvas.network.getPositions(), scale: canvas.network.getScale(),
          at: canvas.network.getViewPosition(), mounted: canvas.dataset.mounted,
          drawn: canvas.dataset.drawn};
}"""
ON_SCREEN = """id => {
  const find = root => root.querySelector('.canvas') ?? [...root.querySelectorAll('*')]
    .map(e => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
  const canvas = find(document), box = canvas.getBoundingClientRect();
  const spot = canvas.network.canvasToDOM(canvas.network.getPosition(id));
  return {x: box.left + spot.x, y: box.top + spot.y};
}"""


def drawn(page):
    """Wait for the picture and tell where everything is."""
    page.wait_for_function(f"({PLACES})() !== null")
    return page.evaluate(PLACES)


def click(page, actor_id):
    """Click an actor in the picture."""
    page.locator(".canvas").scroll_into_view_if_needed()
    spot = page.evaluate(ON_SCREEN, actor_id)
    page.mouse.click(spot["x"], spot["y"])


def test_the_page_opens_with_a_picture_and_its_table(visit):
    """An adviser sees who is tied to whom, and reads the same in rows."""
    page = visit("/netvaerk?tema=energiteknologi")
    held = drawn(page)
    shot(page, "netvaerk")

    assert "energy_cluster_denmark" in held["places"]
    assert page.get_by_text("Forbindelserne som tabel").count() == 1
    assert axe(page) == []


def test_a_click_chooses_and_moves_nothing(visit):
    """The panel tells about the actor; zoom and places are as before, mounted once."""
    page = visit("/netvaerk?tema=energiteknologi")
    before = drawn(page)

    click(page, "energy_cluster_denmark")
    page.wait_for_url("**id=energy_cluster_denmark**", timeout=3000)
    settled(page)

    assert drawn(page) == before
    assert page.locator("h3", has_text="Energy Cluster Denmark").count() == 1
