"""The network page: four questions, a picture that stays where it is, the same as a table."""

import re
import sys
from dataclasses import replace

import pandas as pd
import pytest

from ecosystem.display.network.html_file import export_html
from ecosystem.model.tables import TABLES
from tests.app.conftest import START, free_port, serve, stop
from tests.app.screen import axe, settled, shot, until
from tests.display.test_network_files import HOSTILE, a_view

pytestmark = pytest.mark.browser

CLUSTER = "/netvaerk?tema=energiteknologi&centrum=energy_cluster_denmark"
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
    until(page, f"() => ({PLACES})() !== null")
    return page.evaluate(PLACES)


def click(page, actor_id):
    """Click an actor in the picture."""
    page.locator(".canvas").scroll_into_view_if_needed()
    spot = page.evaluate(ON_SCREEN, actor_id)
    page.mouse.click(spot["x"], spot["y"])


def test_the_page_opens_with_a_picture_and_its_table(visit):
    """An adviser sees who is tied to whom, and reads the same in rows."""
    page = visit(CLUSTER)
    drawing = drawn(page)
    shot(page, "netvaerk")

    assert "energy_cluster_denmark" in drawing["places"]
    assert page.get_by_text("Forbindelserne som tabel").count() == 1
    assert axe(page) == []


def test_a_click_chooses_and_moves_nothing(visit):
    """The panel tells about the actor; zoom and places are as before, mounted once."""
    page = visit(CLUSTER)
    before = drawn(page)

    click(page, "energy_cluster_denmark")
    page.wait_for_url("**id=energy_cluster_denmark**", timeout=30_000)
    settled(page)

    assert drawn(page) == before
    assert page.locator("h3", has_text="Energy Cluster Denmark").count() == 1


def test_keys_walk_through_the_actors_and_choose_one(visit):
    """Without a mouse: the list speaks name, type and number of ties; Enter opens the panel."""
    page = visit(CLUSTER)
    drawn(page)
    page.locator(".walk").focus()

    page.keyboard.press("ArrowRight")
    first = page.locator(".said").inner_text()
    page.keyboard.press("ArrowRight")
    second = page.locator(".said").inner_text()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.wait_for_url("**id=**", timeout=30_000)
    settled(page)

    assert first.startswith("Energy Cluster Denmark, Klynge eller netværk, ")
    assert " forbindelser" in first
    assert second != first
    assert page.get_by_role("link", name="Åbn aktørens side").count() == 1


def test_the_loss_of_an_actor_is_shown_in_picture_and_words(visit):
    """The maritime cluster of 2021: without it the business hubs are cut off from the position."""
    page = visit("/netvaerk?tema=maritime_logistik&dag=2022-01-01&id=marlog")
    before = drawn(page)

    page.get_by_text("Hvad hvis den forsvinder?").click()
    settled(page)
    shot(page, "netvaerk-uden")

    assert page.get_by_text("står tilbage uden forbindelser").count() >= 1
    assert drawn(page)["places"] == before["places"]
    assert axe(page) == []


@pytest.mark.parametrize("question", ["path&id=ehnord&til=dtu", "brokers", "alone"])
def test_the_other_questions_are_answered_in_words_first(visit, question):
    """A way as a sentence with a year, bands without ranks, a list of those alone."""
    page = visit(f"/netvaerk?tema=energiteknologi&spoergsmaal={question}")
    shot(page, f"netvaerk-{question[:5]}")
    text = page.locator("[data-testid=stMain]").inner_text()

    answers = {
        "path": "Erhvervshus Nordjylland henviser til",
        "brok": "bindeled",
        "alon": "står alene",
    }
    assert answers[question[:4]] in text
    assert axe(page) == []


def test_many_actors_are_shown_together_and_a_group_opens(visit):
    """Above 150 the reader gets types and regions, is told why, and finds single actors there."""
    page = visit("/netvaerk")
    drawing = drawn(page)
    shot(page, "netvaerk-samlet")

    assert all(key.startswith("group|") for key in drawing["places"])
    assert page.get_by_text("samlet pr. type og region").count() == 1
    click(page, next(key for key in drawing["places"] if "|cluster|" in key))
    until(page, "() => document.querySelectorAll('.st-key-network_panel button').length > 1")


def test_types_fade_and_nothing_moves(visit):
    """Switching a type off keeps every place and the zoom."""
    page = visit(CLUSTER)
    before = drawn(page)

    page.get_by_text("★ Ordning, ydelse eller projekt").click()
    settled(page)

    assert drawn(page) == before


def test_proven_ties_that_are_not_recorded_are_a_sentence_and_no_picture(visit):
    """The shipped register holds no projects: no white box, no 0 %, no advice."""
    page = visit("/netvaerk?tema=energiteknologi&dokumenteret=1")
    settled(page)
    shot(page, "netvaerk-ikke-registreret")
    text = page.locator("[data-testid=stMain]").inner_text()

    assert "Fælles projekter er ikke registreret" in text
    assert page.locator(".canvas").count() == 0
    assert "%" not in text
    assert axe(page) == []


def test_the_wide_network_is_a_filter_that_stands_in_the_address(visit):
    """Broadly counted, and with users of offers; the three numbers stay the same."""
    narrow = visit("/netvaerk?tema=energiteknologi&virksomheder=narrow")
    settled(narrow)
    few = narrow.locator("[data-testid=stMain]").inner_text()
    page = visit("/netvaerk?tema=energiteknologi&virksomheder=broad&brugere=1")
    settled(page)
    many = page.locator("[data-testid=stMain]").inner_text()

    figures = re.compile(r"Styrkepositionens virksomheder: (\d+ \(snævert \d+, bredt \d+\))")
    assert figures.search(few)[1] == figures.search(many)[1]
    assert "der hører snævert til" in few
    assert "der hører bredt til" in many
    assert "De vises, men er ikke talt med" in many


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory):
    """The app on a register whose every name and source is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = {
        "actors": [
            {"actor_id": actor, "name": HOSTILE, "kind": "cluster" if actor == "a" else "firm"}
            for actor in "abc"
        ],
        "links": [
            {"from_actor_id": firm, "to_actor_id": "a", "kind": "member_of", "evidence": "member"}
            for firm in "bc"
        ],
        "participations": [],
    }
    for name, records in rows.items():
        table = pd.DataFrame(records, columns=list(TABLES[name].columns)).assign(source=HOSTILE)
        table.to_csv(folder / f"{name}.csv", index=False)
    port = free_port()
    command = [sys.executable, "-c", START, "--port", str(port), "--register", str(folder)]
    state = tmp_path_factory.mktemp("state")
    server = serve(command, port, state / "log", ECOSYSTEM_USER_DATA=str(state))
    yield f"http://localhost:{port}"
    stop(server)


@pytest.mark.parametrize("question", ["who&id=a&centrum=a", "path&id=b&til=c", "brokers"])
def test_a_hostile_name_on_the_page_runs_nothing_and_asks_for_nothing(visit, hostile_app, question):
    """Pointing at every actor changes nothing; the name is read as it stands, in tables too."""
    page = visit(f"/netvaerk?spoergsmaal={question}", base=hostile_app)
    drawing = drawn(page)
    page.locator(".canvas").scroll_into_view_if_needed()
    for actor in drawing["places"]:
        spot = page.evaluate(ON_SCREEN, actor)
        page.mouse.move(spot["x"], spot["y"])
        page.wait_for_timeout(200)

    assert page.evaluate("window.__x") is None
    assert page.title().startswith("Netværk")
    text = page.locator("[data-testid=stMain]").inner_text()
    assert "![](https://example.org/x.png)" in text.replace("\u2060", "")


def test_a_hostile_name_in_the_file_runs_nothing(browser, tmp_path):
    """The downloaded page is opened from disk; pointing at every actor does nothing."""
    file = tmp_path / "network.html"
    view = replace(a_view((HOSTILE, HOSTILE, "c")), title=HOSTILE)
    file.write_text(export_html(view), encoding="utf-8")
    page = browser.new_page()
    urls, faults = [], []
    page.on("request", lambda request: urls.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))

    page.goto(file.as_uri())
    page.wait_for_selector("canvas")
    for number in range(3):
        spot = page.evaluate(f"network.canvasToDOM(network.getPosition('a{number}'))")
        box = page.locator("canvas").bounding_box()
        page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
        page.wait_for_timeout(400)
    ran = page.evaluate("window.__x")
    violations = axe(page)
    page.close()

    assert ran is None
    assert faults == []
    assert [url for url in urls if not url.startswith(("file:", "data:", "blob:"))] == []
    assert violations == []
