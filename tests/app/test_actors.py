"""The pages Overblik and Aktører, as an adviser uses them."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.app.screen import axe, english_words, pick, settled, shot, until
from tests.app.test_frame import read_folder
from tests.builders import a_table

pytestmark = pytest.mark.browser

HOSTILE = '</script><img src=x onerror="window.__x=1"> href ![](https://example.org/x.png)'


def search(page, text):
    """Type into the search field and wait for the answer."""
    field = page.get_by_label("Søg navn, CVR eller emne")
    field.fill(text)
    field.press("Enter")
    settled(page)


def detail(page):
    """The box that tells of one actor."""
    return page.locator(".st-key-detail")


def test_a_tile_leads_to_the_list_it_counts(visit):
    """The number on the tile is the number of actors on the page it opens."""
    page = visit("/?tema=energiteknologi")
    counted = page.locator(".st-key-tile_actors .tile-number").inner_text()

    page.get_by_role("link", name=f"{counted} aktører, se listen").click()
    page.get_by_role("heading", level=1, name="Aktører").wait_for()
    settled(page)

    assert "tema=energiteknologi" in page.url
    assert page.get_by_text(f"Viser {counted} af").count() == 1


def test_a_thing_to_look_at_shows_its_rule_and_leads_to_the_gap(visit):
    """What the overview says first stands on the page it links to, with the same filter."""
    page = visit("/")
    priority = page.locator(".st-key-thing_1")
    sentence = priority.locator("strong").first.inner_text().removeprefix("1. ")
    priority.get_by_text("Se hvilke, og efter hvilken regel").click()
    priority.get_by_text("Regel:").wait_for()

    priority.get_by_role("link", name="Se huller").click()
    page.get_by_role("heading", level=1, name="Hvad mangler?").wait_for()
    settled(page)

    assert "tema=" in page.url
    assert page.get_by_text(sentence).count() == 1


def test_what_the_rows_rest_on_stands_at_the_foot_and_leads_to_the_rows(visit):
    """One line tells the shares; opened, it tells them by table, and who is to be checked."""
    page = visit("/")
    page.get_by_text(re.compile(r"^Kilder: [\d.]+ af [\d.]+ oplysninger")).click()
    link = page.get_by_role("link", name="Se de aktører, der skal kontrolleres")
    link.wait_for()
    cells = page.get_by_role("row").filter(has_text="styrkepositioner").first.inner_text()

    assert re.search(r"\d \(\d+ %\)", cells)
    assert "alder=gammel" in link.get_attribute("href")


def test_the_tiles_are_links_in_full_words_that_keep_the_filter(visit):
    """Each says its number and where it leads; the strength position comes along."""
    page = visit("/?tema=lyd")
    links = {
        link.inner_text().strip(): link.get_attribute("href")
        for link in page.locator("[class*=st-key-tile_]").get_by_role("link").all()
    }
    labels = "\n".join(links)

    for part in ("aktører, se listen", "skal kontrolleres, se listen"):
        assert re.search(rf"\d {part}", labels)
    assert {"Se netværket", "Se aktører uden forbindelser", "Se huller"} <= set(links)
    assert all("tema=lyd" in (href or "") for href in links.values())


def test_a_position_says_its_firms_in_three_cuts_and_lists_its_users_apart(visit):
    """The figures of the map stand over the list; users of offers are a list of their own."""
    page = visit("/aktoerer?tema=energiteknologi&type=firm")

    figures = page.get_by_text(re.compile(r"Virksomheder i styrkepositionen: \d+ \(snævert"))
    counted = re.search(r"positionen: (\d+) \(snævert \d+, bredt \d+\)", figures.inner_text())
    assert page.get_by_text(f"Desuden {counted[1]} opdigtede").count() == 1
    page.get_by_text("Kun dem, der har brugt styrkepositionens tilbud").click()
    settled(page)

    assert "brugere=1" in page.url
    assert page.get_by_text("Det gør dem ikke til en del af den.").count() == 1
    assert axe(page) == []


def test_a_folder_without_ties_or_places_gives_sentences_and_no_zeros(visit, tmp_path):
    """Actors alone: what is not recorded is a dash, and the list offers no filter on it."""
    rows = [{"actor_id": "a", "kind": "cluster", "name": "Klyngen"}]
    a_table("actors", rows).to_csv(tmp_path / "actors.csv", index=False)
    page = visit("/")
    read_folder(page, tmp_path)

    page.get_by_text("1 af 1 aktør", exact=True).wait_for()
    numbers = page.locator(".tile-number").all_inner_texts()
    assert numbers == ["1", "–", "–", "1"]
    assert page.get_by_text("Registret har ikke disse tabeller:").count() == 1
    page.get_by_role("link", name="Aktører", exact=True).click()
    page.get_by_role("heading", level=1, name="Aktører").wait_for()
    settled(page)
    assert page.get_by_text("Kun uden forbindelser og projekter").count() == 0


def test_a_folder_without_actors_says_so_on_both_pages(visit, tmp_path):
    """Nothing to count is a sentence with what to do, and no error number."""
    need = {"need_id": "n", "rank": 1, "band": "medium", "name_da": "N", "name_en": "N"}
    a_table("needs", [need]).to_csv(tmp_path / "needs.csv", index=False)
    page = visit("/")
    read_folder(page, tmp_path)

    page.get_by_text("Registret har ingen tabel over aktører").wait_for()
    page.get_by_role("link", name="Aktører", exact=True).click()
    page.get_by_role("heading", level=1, name="Aktører").wait_for()
    settled(page)
    assert page.get_by_text("Registret har ingen tabel over aktører").count() == 1


@pytest.mark.parametrize("typed", ["århus univ", "aarhus univ", "arhus univ"])
def test_every_spelling_finds_aarhus(visit, typed):
    """Nobody has to know how a town spells its Å, and the search stays out of the address."""
    page = visit("/aktoerer")

    search(page, typed)

    assert page.get_by_text(re.compile("^Viser 1 af")).count() == 1
    assert "rhus" not in page.url


def test_a_misspelt_name_is_met_with_the_nearest(visit):
    """The page says that nobody is called so and offers the nearest names."""
    page = visit("/aktoerer")

    search(page, "Odense Robtics")
    page.get_by_text("Ingen aktører hedder »Odense Robtics«").wait_for()
    page.get_by_role("button", name="Odense Robotics").click()
    settled(page)

    assert page.get_by_text(re.compile("^Viser 1 af")).count() == 1


def test_the_box_opens_an_actor_and_its_id_alone_stands_in_the_address(visit):
    """Focus goes to the actor's name; close takes it away again."""
    page = visit("/aktoerer")
    page.get_by_label("Vælg en aktør").click()
    page.get_by_label("Vælg en aktør").fill("CLEAN")
    option = page.get_by_role("option", name="CLEAN", exact=True)
    pick(page.get_by_label("Vælg en aktør"), option)
    detail(page).wait_for()
    settled(page)

    until(page, "document.activeElement.textContent === 'CLEAN'")
    assert page.url.endswith("/aktoerer?id=clean")
    assert detail(page).get_by_text("Næste skridt:").count() > 0
    assert detail(page).get_by_text("Miljøteknologi").count() > 0
    assert axe(page) == []
    page.get_by_role("button", name="Luk aktøren").click()
    settled(page)
    assert detail(page).count() == 0
    assert "id=" not in page.url


def test_an_actor_says_how_it_is_reached_and_where_that_was_read(visit):
    """Telephone and mailbox of a hub stand under its name, each with its source further down."""
    page = visit("/aktoerer?id=ehmidt")

    said = detail(page)
    said.get_by_text("Kontakt: 70 22 00 76 · info@erhvervshusmidtjylland.dk").wait_for()
    said.get_by_text("Hvor oplysningerne er læst").click()
    said.get_by_text("Telefonnummeret: læst på aktørens egen side, dag ikke kendt").wait_for()


def test_a_row_is_chosen_with_the_keyboard(visit):
    """Arrows and Shift with Space choose a row, and the focus goes to the actor's name."""
    page = visit("/aktoerer?type=cluster")
    grid = page.locator("[data-testid=stDataFrame] canvas").first
    grid.focus()
    for key in ("ArrowDown", "ArrowDown", "Shift+Space"):
        page.keyboard.press(key)
        page.wait_for_timeout(150)
    detail(page).wait_for()
    settled(page)

    actor_name = detail(page).locator("h2").inner_text()
    until(page, "document.activeElement.tagName === 'H2'")
    assert page.get_by_role("combobox", name="Vælg en aktør").input_value() == actor_name


def test_the_municipalities_end_with_aa(visit):
    """Ærø comes before Aabenraa, Aalborg and Aarhus, which say both their spellings."""
    page = visit("/aktoerer")
    page.get_by_label("Kommune eller region").click()
    page.keyboard.press("End")
    page.wait_for_timeout(300)
    options = page.get_by_role("option").all_inner_texts()

    assert options[-4:] == ["Ærø", "Aabenraa (Åbenrå)", "Aalborg (Ålborg)", "Aarhus (Århus)"]


def test_a_box_that_finds_nothing_says_so_in_danish(visit):
    """Streamlit's own words for an empty answer are exchanged, names of our own are not."""
    page = visit("/aktoerer")
    page.get_by_role("combobox", name="Styrkeposition").fill("zzzz")

    page.get_by_text("Ingen resultater").first.wait_for()

    assert english_words(page) == []


def test_the_excel_file_is_what_a_danish_excel_wants(visit):
    """Æ, ø and å are right, numbers are numbers, the header is frozen, the source is told."""
    page = visit("/aktoerer?type=cluster")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Hent Excel").click()
    book = load_workbook(BytesIO(Path(coming.value.path()).read_bytes()))
    sheet, about = book["Aktører"], book["Om tallene"]
    rows = list(sheet.values)

    assert rows[0][:3] == ("Navn", "Type", "Kommune")
    assert {row[1] for row in rows[1:]} == {"Klynge"}
    assert all(isinstance(row[4], int) for row in rows[1:])
    assert sheet.freeze_panes == "A2"
    assert {"Kilde", "Vist pr.", "Filtre"} <= {row[0] for row in about.values}
    assert ("Filtre", "Klynge") in {tuple(row[:2]) for row in about.values}


def test_an_unknown_id_is_told_and_the_list_stays(visit):
    """A link to an actor that is gone does not break the page."""
    page = visit("/aktoerer?id=findes_ikke_![x](y)")

    assert page.get_by_text("Registret har ingen aktør med id").count() == 1
    assert page.locator("[data-testid=stDataFrame]").count() == 1


def test_a_hostile_name_is_shown_and_not_obeyed(visit, tmp_path, outside_requests):
    """A name that holds scripts and pictures is text: in the list, the box, the page, the file."""
    actors = [
        {
            "actor_id": "bad",
            "kind": "firm",
            "name": HOSTILE,
            "is_synthetic": True,
            "legal_form": "ENK",
            "is_advertising_protected": True,
            "note": HOSTILE,
            "website": "javascript:window.__x=1",
            "source": HOSTILE,
        },
        {"actor_id": "sum", "kind": "cluster", "name": '=HYPERLINK("http://x")'},
    ]
    links = [
        {
            "from_actor_id": "sum",
            "to_actor_id": "bad",
            "kind": "partner",
            "evidence": "claimed",
            "source": HOSTILE,
        }
    ]
    a_table("actors", actors).to_csv(tmp_path / "actors.csv", index=False)
    a_table("links", links).to_csv(tmp_path / "links.csv", index=False)
    page = visit("/")
    read_folder(page, tmp_path)
    page.get_by_role("link", name="Aktører", exact=True).click()
    page.get_by_role("heading", level=1, name="Aktører").wait_for()
    settled(page)

    pick(page.get_by_label("Vælg en aktør"), page.get_by_role("option").last)
    detail(page).wait_for()
    settled(page)
    pick(page.get_by_label("Vælg en aktør"), page.get_by_role("option").first)
    settled(page)
    shot(page, "hostile")
    for badge in ("Eksempeldata", "Personligt ejet", "Reklamebeskyttet"):
        assert page.locator(".badge", has_text=badge).count() >= 1
    with page.expect_download() as coming:
        page.get_by_role("button", name="Hent Excel").click()
    book = load_workbook(BytesIO(Path(coming.value.path()).read_bytes()))
    cells = [cell for row in book["Aktører"].iter_rows() for cell in row]

    assert page.evaluate("window.__x") is None
    assert (
        page.evaluate("document.querySelectorAll('img[src^=http], a[href^=javascript]').length")
        == 0
    )
    assert outside_requests == []
    assert detail(page).locator("h2").inner_text().replace("\u2060", "") == HOSTILE
    assert detail(page).locator("h2 a").count() == 0
    assert [cell.data_type for cell in cells if str(cell.value).startswith("=")] == ["s"]
    assert any("Eksempeldata" in str(cell.value) for cell in cells)
