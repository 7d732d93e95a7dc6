"""The page of gaps: what is missing, how sure, the smallest step, and the report."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from ecosystem.sources.user.store import open_store
from tests.app.screen import MAIN, axe, pick, settled, shot, sideways, until

pytestmark = pytest.mark.browser

CHOSEN = "/huller?tema=maritime_logistik"
MARLOG = "MARLOG - Maritime & Logistics Innovation Denmark"
FOCUSED = "document.activeElement.shadowRoot?.activeElement?.ariaLabel ?? ''"


def words(page):
    """All text of the page."""
    return page.locator("[data-testid=stApp]").inner_text()


def looks(page):
    """Text, ground and frame of the cells, by their look."""
    return page.locator("td[role=gridcell]").evaluate_all(
        """cells => Object.fromEntries(cells.map(cell => [cell.className, {
          text: cell.innerText, label: cell.ariaLabel,
          ground: getComputedStyle(cell).backgroundImage,
          frame: getComputedStyle(cell).borderStyle}]))"""
    )


def grey(page, state):
    """How dark a cell of a look is on the whole, in grey: the mean of its pixels."""
    cell = page.locator(f"td.{state}").first
    cell.scroll_into_view_if_needed()
    picture = Image.open(BytesIO(cell.screenshot())).convert("L")
    return sum(at * many for at, many in enumerate(picture.histogram())) / sum(picture.histogram())


def test_zero_under_the_limit_and_no_data_look_and_read_differently(visit):
    """Marks, words, grounds and frames differ, and they are told apart in grey."""
    page = visit("/huller?kolonner=kind")
    seen = looks(page)
    dark = {state: grey(page, state) for state in ("under", "zero", "no_data", "enough")}

    assert set(seen) == {"enough", "under", "zero", "no_data"}
    assert re.fullmatch(r"▨ \d", seen["under"]["text"])
    assert (seen["zero"]["text"], seen["no_data"]["text"]) == ("▨ 0", "– ?")
    assert seen["under"]["label"].endswith("under grænsen")
    assert seen["zero"]["label"] == "0, ingen"
    assert "ikke det samme som nul" in seen["no_data"]["label"]
    assert len({look["ground"] for look in seen.values()}) == 3
    assert {look["frame"] for look in seen.values()} == {"solid", "dashed"}
    assert dark["zero"] < dark["under"] - 10
    assert "▨ 0: ingen" in words(page)
    assert axe(page) == []


def test_a_cell_is_chosen_by_keys_by_mouse_and_in_boxes_and_the_address_keeps_it(visit):
    """Arrows walk, Shift and Space choose, focus stays; table and boxes show one choice."""
    page = visit(CHOSEN)
    page.locator("td[role=gridcell]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+Space")
    settled(page)
    by_keys, focus = page.url, page.evaluate(FOCUSED)
    page.locator("td.under").first.click()
    settled(page)

    assert "raekke=qualified_labour&kolonne=1082" in by_keys
    assert focus
    assert "raekke=branding&kolonne=1084" in page.url
    assert page.locator("td[aria-selected=true]").get_attribute("data-row") == "branding"
    assert page.get_by_role("combobox", name="Behov").input_value().startswith("Branding")
    detail = page.locator(".st-key-detail").inner_text()
    assert "Branding af virksomheden eller branchen × Region Hovedstaden" in detail
    for part in ("Aktører: 2.", "Regel: færre end 3", "kender vi svaret", "Sikkerhed:", "skridt"):
        assert part in detail


def test_a_cell_leads_to_its_rows_and_to_map_network_and_actors(visit):
    """The rows name actor, offer and source; the links keep the filters."""
    page = visit(f"{CHOSEN}&raekke=branding&kolonne=1081")
    page.get_by_text("Rækkerne bag").click()
    settled(page)
    detail = page.locator(".st-key-detail")
    links = {
        link.inner_text().strip(): link.get_attribute("href")
        for link in detail.get_by_role("link").all()
    }

    assert "Brandingkonsortierne" in detail.locator("table").inner_text()
    assert "tema=maritime_logistik" in links["Se på kort"]
    assert "tema=maritime_logistik" in links["Se i netværk"]
    assert "sted=1081" in links["Se aktører"]
    assert any(name.startswith("Åbn Branding") for name in links)


def test_twelve_municipalities_at_most_and_per_1000_says_where_it_cannot(visit):
    """Columns are those with the most firms, or those in the address; too few firms are told."""
    page = visit(f"{CHOSEN}&kolonner=municipality&vis=per_1000&kommuner=0751,0741,0461")
    heads = page.locator("[role=grid] thead th").all_text_contents()
    text = words(page)
    page.goto(page.url.replace("kommuner=0751,0741,0461", "kommuner="))
    settled(page)

    assert heads == ["Behov", "Odense", "Samsø", "Aarhus"]
    assert "Vi kan ikke beregne pr. 1.000" in text
    assert page.locator("[role=grid] thead th").count() == 13


def test_a_high_limit_marks_more_and_no_gap_says_what_to_try(visit):
    """With one actor enough everywhere, the page proposes a higher limit."""
    few, many = (
        visit(f"{CHOSEN}&graense={limit}").locator("td.under").count() for limit in (3, 25)
    )
    none = visit(f"{CHOSEN}&graense=1")

    assert 0 < few < many
    assert "Ingen huller i tabellen med denne grænse. Prøv en højere grænse." in words(none)


def test_a_position_shows_its_gaps_by_kind_with_rule_rows_and_sandbox(visit):
    """The maritime position lacks a cluster since April 2022; a step is tried on a copy."""
    page = visit(CHOSEN)
    text = words(page)
    shot(page, "huller-maritime")
    page.get_by_text("Hvorfor et hul?").first.click()
    page.get_by_text("De mindste skridt (").first.click()
    settled(page)
    page.get_by_role("button", name="Prøv skridtet").first.click()
    until(page, "document.body.innerText.includes('Prøven viser')")
    opened = words(page)
    links = [link.inner_text() for link in page.locator("[class*=st-key-gap_] a").all()]

    assert "siden 1. april 2022" in text
    assert f"Åbn {MARLOG}" in links
    assert not [link for link in links if link.endswith(MARLOG) and link.startswith("Se, hvem")]
    assert "Se, hvem du kan spørge: Danmarks Tekniske Universitet" in links
    assert "◌ Sandsynligt hul, aldrig bekræftet · ▨ 71 eksempelvirksomheder" in text
    assert "Oplysningerne er aldrig kontrolleret: styrkepositioner (1 af 1 række)" in text
    assert "? Måske et hul, ikke registreret" in text
    assert "Undersøg det først" in text
    assert "Skridtet lukker 1 hul. Andre skal beslutte det." in opened
    assert "Prøven viser: 1 hul lukkes, og ingen nye opstår." in opened
    assert "Aktørernes roller: 1 række" in opened
    assert "Registret er ikke ændret" in opened
    assert axe(page) == []


def explain(page, container, kind, reason, by):
    """Fill in why something is no gap, and save."""
    form = page.locator(container)
    form.get_by_text("Det er ikke et hul").click()
    if kind:
        pick(form.get_by_role("combobox", name="Årsag"), page.get_by_role("option", name=kind))
    form.get_by_label("Forklar kort").fill(reason)
    form.get_by_label("Hvem siger det?").fill(by)
    form.get_by_role("button", name="Gem forklaring").click()
    settled(page)


def test_a_gap_is_explained_with_a_reason_and_a_unit_and_opened_again(visit, server_log):
    """Without a reason, or with a CPR number, nothing is kept; with one the gap is struck."""
    page = visit("/huller?tema=turisme")
    gap = ".st-key-gap_actor_turisme___cluster_not_recorded"
    store = open_store(Path(server_log).parent)
    explain(page, gap, "", "Dækkes af andre", "Sekretariatet")
    until(page, "document.body.innerText.includes('Vælg en årsag')")
    page.reload()
    settled(page)
    explain(page, gap, "Andre", "Ring til 010203-1234", "Sekretariatet")
    until(page, "document.body.innerText.includes('ligner et CPR-nummer')")
    refused = words(page)
    page.reload()
    settled(page)
    explain(page, gap, "Andre", "Visit-selskaberne dækker", "Sekretariatet")
    until(page, "document.body.innerText.includes('Forklaret som ikke et hul')")
    struck = page.locator(f"{gap} del, {gap} s").count()
    last_note = store.notes.read()[-1]
    page.get_by_role("button", name="Åbn hullet igen").click()
    until(page, "!document.body.innerText.includes('Forklaret som ikke et hul')")

    assert "»Andre hjælper allerede: Ring til [01…]«" in refused
    assert struck >= 1
    assert last_note.reason == "Andre hjælper allerede: Visit-selskaberne dækker"
    assert page.locator(f"{gap} del, {gap} s").count() == 0


def test_two_readers_who_explain_one_gap_are_both_kept_and_the_second_is_told(visit, server_log):
    """Both saw a gap; the second reads who explained it too, when and why."""
    gap = ".st-key-gap_actor_turisme___cluster_not_recorded"
    first, second = visit("/huller?tema=turisme"), visit("/huller?tema=turisme")
    form = second.locator(gap)
    form.get_by_text("Det er ikke et hul").click()
    explain(first, gap, "Andre", "Visit-selskaberne dækker", "Sekretariatet")
    until(first, "document.body.innerText.includes('Forklaret som ikke et hul')")
    kind = form.get_by_role("combobox", name="Årsag")
    pick(kind, second.get_by_role("option", name="Der er ikke brug"))
    form.get_by_label("Forklar kort").fill("Hubben klarer det")
    form.get_by_label("Hvem siger det?").fill("Erhvervshuset")
    form.get_by_role("button", name="Gem forklaring").click()
    settled(second)
    until(second, "document.body.innerText.includes('forklarede også hullet')")
    text = words(second)
    shot(second, "huller-two-explain")
    wrong = axe(second)
    noted = open_store(Path(server_log).parent).notes.read()
    second.get_by_role("button", name="Åbn hullet igen").click()
    settled(second)

    assert wrong == []
    assert "Sekretariatet forklarede også hullet kl." in text
    assert "Visit-selskaberne dækker«. Begge forklaringer er gemt." in text
    assert [event.by for event in noted[-2:]] == ["Sekretariatet", "Erhvervshuset"]


def test_an_explained_cell_is_struck_in_the_matrix(visit):
    """The cell reads as struck, on the screen and aloud."""
    page = visit("/huller?tema=lyd&graense=25&raekke=finance&kolonne=1081")
    explain(page, ".st-key-detail", "Der er ikke brug", "Banker klarer det", "Sekretariatet")
    until(page, "document.body.innerText.includes('Forklaret som ikke et hul')")
    cell = page.locator("td[aria-selected=true]")

    assert cell.locator("s").count() == 1
    assert cell.get_attribute("aria-label").endswith("forklaret: ikke et hul")


def test_what_is_kept_goes_into_the_documents_and_they_are_made_when_asked(visit):
    """One gap and one cell: Word, PowerPoint and Excel hold them and no others."""
    page = visit(f"{CHOSEN}&raekke=branding&kolonne=1081")
    page.locator(".st-key-detail").get_by_text("Føj til rapport").click()
    settled(page)
    page.locator(".st-key-gap_actor_maritime_logistik___cluster").get_by_text("Føj til").click()
    settled(page)
    text = words(page)
    files = {}
    for name in ("Word", "PowerPoint", "Excel"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Hent {name}").click()
        made = BytesIO(Path(download.value.path()).read_bytes())
        files[name] = (download.value.suggested_filename, made)

    assert "valgt til rapporten: 2" in text
    assert files["Word"][0] == "huller-maritime_logistik.docx"
    titles = [
        slide.shapes.title.text_frame.text for slide in Presentation(files["PowerPoint"][1]).slides
    ]
    assert any("× Region Nordjylland: ▨ 2" in title for title in titles)
    assert any("ingen udpeget klynge" in title for title in titles)
    assert load_workbook(files["Excel"][1])["Huller"].max_row == 2
    assert len(Document(files["Word"][1]).inline_shapes) == 2


def test_a_chosen_cell_fits_every_width(visit):
    """On a phone, at 320 pixels and at 200 per cent nothing scrolls the page sideways."""
    page = visit(f"{CHOSEN}&kolonner=municipality&raekke=branding&kolonne=0751", size="phone")
    shot(page, "huller-phone-chosen")
    wide = {}
    for size in ((390, 844), (320, 640), (683, 384)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.wait_for_timeout(250)
        wide[size] = sideways(page)

    assert wide == {size: [] for size in wide}
    assert page.evaluate(f"document.querySelector('{MAIN}').scrollHeight") > 0
