"""The map page: shape, box and row are one choice; what is not known looks like nothing else."""

import pytest

from tests.app.screen import axe, settled, shot

pytestmark = pytest.mark.browser
PAGE = "/kort?tema=energiteknologi"
SHAPES = "[data-testid=stVegaLiteChart] .mark-shape path[aria-label*=': ']"


def drawn(page):
    """Wait until the map has been drawn, which is after the page has settled."""
    page.locator(SHAPES).first.wait_for(state="attached", timeout=60_000)
    return page


def test_every_municipality_is_named_with_its_figure(visit):
    """98 shapes, each called by its municipality and what it shows; none is Christiansø."""
    page = drawn(visit(PAGE))

    names = [one.get_attribute("aria-label") for one in page.locator(SHAPES).all()]

    assert len(names) == 98
    assert any(name.startswith("Aalborg: ") for name in names)
    assert not any("Christiansø" in name for name in names)


def test_a_click_on_a_shape_chooses_in_box_and_panel(visit):
    """Clicking Aalborg chooses Aalborg; the address keeps it."""
    page = drawn(visit(PAGE))

    page.locator("path[aria-label^='Aalborg:']").click()
    settled(page)

    assert "kommune=0851" in page.url
    assert page.get_by_role("heading", name="Aalborg").is_visible()
    assert axe(page) == []
    shot(page, "kort-aalborg")


def test_a_choice_in_the_address_is_kept(visit):
    """A link opens the page with its municipality chosen."""
    page = visit(f"{PAGE}&kommune=0751")

    assert page.get_by_role("heading", name="Aarhus").is_visible()


def test_a_proposal_is_drawn_and_said(visit):
    """Two more places: stars on the map and what they reach in words, or why it cannot be told."""
    page = drawn(visit(f"{PAGE}&steder=2"))

    assert "steder mere" in page.locator("[data-testid=stApp]").inner_text()
    assert axe(page) == []
    shot(page, "kort-forslag")


def test_english_is_spoken_on_the_map(visit):
    """Shapes and legend follow the language."""
    page = drawn(visit(PAGE, language="en"))

    names = [one.get_attribute("aria-label") for one in page.locator(SHAPES).all()]
    assert any(name.endswith((": Covered", ": Not covered")) for name in names)
