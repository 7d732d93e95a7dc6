"""The map page: shape, box and row are one choice; what is not known looks like nothing else."""

import json
from pathlib import Path

import pytest

from tests.app.screen import axe, pick, settled, shot, until

pytestmark = pytest.mark.browser
PAGE = "/kort?tema=energiteknologi"
SHAPES = "[data-testid=stVegaLiteChart] .mark-shape path[aria-label*=': ']"


FILES = [
    ("Excel", b"PK"),
    ("PNG", b"\x89PNG"),
    ("SVG", b"<svg"),
    ("HTML", b"<!doctype html>"),
    ("GeoJSON", b'{"type"'),
    ("GeoPackage", b"SQLite format 3"),
    ("CSV", b"municipality_code"),
]


def drawn(page):
    """Wait until the map has been drawn, which is after the page has settled."""
    page.locator(SHAPES).first.wait_for(state="attached", timeout=60_000)
    return page


def relabelled(before):
    """Ask in JavaScript whether the shapes are called something else than before."""
    return (
        f'() => {{ const one = document.querySelector("{SHAPES}"); '
        f"return one && one.getAttribute('aria-label') !== {json.dumps(before)}; }}"
    )


def test_every_municipality_is_named_with_its_figure(visit):
    """98 shapes, each called by its municipality and what it shows; none is Christiansø."""
    page = drawn(visit(PAGE))

    names = [shape.get_attribute("aria-label") for shape in page.locator(SHAPES).all()]

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
    panel = page.locator(".st-key-detail").inner_text()
    assert "aldrig bekræftet" in panel
    assert axe(page) == []
    shot(page, "kort-aalborg")


def test_a_way_by_ferry_is_named_in_the_panel(visit):
    """Samsø: the straight line and the way by ferry, with the ferry's name."""
    page = visit(f"{PAGE}&kommune=0741")

    panel = page.locator(".st-key-detail").inner_text()
    assert "43 km i luftlinje, 132 km med færge (Hou-Sælvig)" in panel


def test_a_choice_in_the_address_is_kept(visit):
    """A link opens the page with its municipality chosen."""
    page = visit(f"{PAGE}&kommune=0751")

    assert page.get_by_role("heading", name="Aarhus").is_visible()


def reached(page):
    """How many shapes say that they are covered; one near the limit says that as well."""
    names = [shape.get_attribute("aria-label") for shape in page.locator(SHAPES).all()]
    states = [name.split(": ", 1)[1].removesuffix(", tæt på grænsen") for name in names]
    return sum(state in {"Dækket", "Flere dækker"} for state in states)


def test_a_proposal_is_shown_before_and_after(visit):
    """Two more places: what they reach in words and figures, and the map as it would be."""
    page = drawn(visit(f"{PAGE}&steder=2"))
    before = reached(page)

    assert "steder mere" in page.locator("[data-testid=stApp]").inner_text()
    cells = page.get_by_role("row").filter(has_text="Kommuner inden for 50 km").inner_text().split()
    page.get_by_text("Vis kortet, som det bliver med forslaget").click()
    settled(page)
    page.wait_for_timeout(300)
    drawn(page)

    assert [before, reached(page)] == [int(cell) for cell in cells[-2:]]
    assert "efter=1" in page.url
    assert axe(page) == []
    shot(page, "kort-forslag")


def test_the_keyboard_alone_chooses_a_municipality(visit):
    """By name in the box, with the old spelling too; outline and panel follow."""
    page = drawn(visit(PAGE))
    box = page.get_by_role("combobox", name="Kommune")

    box.focus()
    page.keyboard.type("århus")
    page.keyboard.press("Enter")
    settled(page)

    assert "kommune=0751" in page.url
    assert page.get_by_role("heading", name="Aarhus").is_visible()
    last = page.locator(SHAPES).last
    last.wait_for(state="attached")
    assert last.get_attribute("aria-label").startswith("Aarhus: ")
    assert last.get_attribute("stroke").upper() == "#D35F00"


def test_a_row_is_chosen_by_keyboard_also_after_a_click_on_the_map(visit):
    """Arrows and Shift+Space; the heading of what was chosen gets the focus."""
    page = drawn(visit(PAGE))
    page.locator("path[aria-label^='Aalborg:']").click()
    settled(page)
    drawn(page)
    grid = page.locator("[data-testid=stDataFrame] canvas").first

    grid.focus()
    for key in ("ArrowDown", "ArrowDown", "Shift+Space"):
        page.keyboard.press(key)
        page.wait_for_timeout(150)

    until(page, "() => !location.search.includes('kommune=0851')", 20)
    settled(page)
    municipality = page.locator(".st-key-detail h3").inner_text()
    assert municipality.startswith("A")
    assert municipality != "Aalborg"
    until(page, "() => document.activeElement.tagName === 'H3'", 10)


def test_a_choice_stays_after_reloading(visit):
    """Click, reload: the municipality is still the one chosen."""
    page = drawn(visit(PAGE))
    page.locator("path[aria-label^='Aarhus:']").click()
    settled(page)

    page.reload()
    settled(page)

    assert "kommune=0751" in page.url
    assert page.get_by_role("heading", name="Aarhus").is_visible()


def test_a_place_that_is_no_municipality_is_told(visit):
    """Christiansø in the address: words, no panel, the map all the same."""
    page = drawn(visit(f"{PAGE}&kommune=0411"))

    assert page.get_by_text("Ingen kommune har koden 0411").is_visible()
    assert page.locator(".st-key-detail").count() == 0


@pytest.mark.parametrize("view", ["firms", "per_1000", "share", "nearest_km", "online_state"])
def test_every_view_names_its_shapes_and_states_its_finding(visit, view):
    """New limits, new names, new finding; zero and no data are said differently."""
    page = drawn(visit(f"{PAGE}&vis={view}"))

    names = [shape.get_attribute("aria-label") for shape in page.locator(SHAPES).all()]
    assert len(names) == 98
    assert len(set(names)) == 98
    finding = page.locator("[data-testid=stMarkdown] strong").first.inner_text()
    assert finding.removesuffix(" (eksempeldata)").endswith(".")
    shot(page, f"kort-{view.replace('_', '-')}")


def test_what_is_not_known_looks_like_nothing_else(visit):
    """White and dashed with its own words; 0 is filled."""
    page = drawn(visit("/kort?tema=turisme"))

    shape = page.locator(SHAPES).first
    assert shape.get_attribute("aria-label").endswith("Ved ikke")
    assert shape.get_attribute("fill").lower() == "#ffffff"
    assert shape.get_attribute("stroke-dasharray") == "3,3"


def test_every_file_can_be_taken_away(visit):
    """As a click, each with its own beginning; the picture shows the proposal as well."""
    page = drawn(visit(f"{PAGE}&steder=1"))

    for kind, begins in FILES:
        with page.expect_download() as waiting:
            page.get_by_role("button", name=f"Hent {kind}", exact=True).click()
        content = Path(waiting.value.path()).read_bytes()
        assert content.startswith(begins), kind
        assert kind not in {"SVG", "HTML"} or "★".encode() in content


def test_another_view_draws_the_shapes_anew(visit):
    """Each view gives the municipalities other words; ``make bench`` says how soon."""
    page = drawn(visit(PAGE))
    complaints = []
    for name in ("Antal virksomheder", "Andel af virksomhederne", "Pr. 1.000 virksomheder"):
        box = page.get_by_role("combobox", name="Vis", exact=True)
        before = page.locator(SHAPES).first.get_attribute("aria-label")
        pick(box, page.get_by_role("option", name=name, exact=True))
        settled(page)
        until(page, relabelled(before))
        complaints.append(page.locator(SHAPES).first.get_attribute("aria-label"))

    assert len(set(complaints)) == 3


def test_english_is_spoken_on_the_map(visit):
    """Shapes and legend follow the language."""
    page = drawn(visit(PAGE, language="en"))

    names = [shape.get_attribute("aria-label") for shape in page.locator(SHAPES).all()]
    assert any(": Covered" in name or ": Not covered" in name for name in names)
    assert any(name.endswith(", near the limit") for name in names)
