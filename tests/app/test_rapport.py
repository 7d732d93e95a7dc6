"""The page of reports: what can be worked out, a table that is brought, what was made, as files."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.app.screen import axe, settled, shot, sideways

pytestmark = pytest.mark.browser

FINANCES = """actor_id,year,funding_source,amount_dkk,source
made,2018,EU Horizon,100000,Regnskab
made,2018,Medlemmer,300000,Regnskab
"""


def test_a_report_is_made_and_every_figure_opens_to_its_rows(visit):
    """Statements with interval and caveat; the rows behind lie under each part."""
    page = visit("/rapport")
    assert page.get_by_text("Mangler: regnskaber").count()

    page.get_by_role("button", name="Lav temaanalysen").click()
    settled(page, 120)
    part = page.locator(".st-key-part_system")
    assert "6 erhvervshuse binder 98 kommuner til 13 klynger" in part.inner_text()
    part.get_by_text("Vis rækkerne bag").click()
    settled(page)

    assert part.locator("[data-testid=stDataFrame]").count() >= 2
    assert axe(page) == []
    assert sideways(page) == []
    shot(page, "rapport-lavet")


def test_a_report_is_taken_as_a_file(visit):
    """The deck is made when it is asked for, and is one."""
    page = visit("/rapport?lavet=1")
    settled(page, 120)

    with page.expect_download(timeout=120_000) as download:
        page.get_by_role("button", name="Hent PowerPoint").click()

    assert "ppt/presentation.xml" in ZipFile(download.value.path()).namelist()


def test_a_table_that_is_brought_is_used_and_left_out_again(visit):
    """Its template has the table's columns; what was brought counts, and the register stays."""
    page = visit("/rapport")
    page.get_by_text("Tilføj regnskaber").click()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Hent skabelon").first.click()
    template = load_workbook(BytesIO(download.value.path().read_bytes()))
    header = [cell.value for cell in template.worksheets[0][1]]
    assert header[:4] == ["actor_id", "year", "funding_source", "amount_dkk"]

    upload(page, "regnskaber.csv", FINANCES)
    assert page.get_by_text("Rapporten bruger også det, du har læst ind: regnskaber").count()
    assert not page.get_by_text("Mangler: regnskaber").count()

    page.get_by_role("button", name="Brug det ikke").click()
    settled(page)
    assert page.get_by_text("Mangler: regnskaber").count()


def test_a_table_with_faults_is_refused_in_words_and_changes_nothing(visit):
    """Every fault with its row; the part still lacks its table."""
    page = visit("/rapport")
    page.get_by_text("Tilføj regnskaber").click()
    settled(page)

    upload(page, "regnskaber.csv", FINANCES.replace("2018", "i fjor").replace("100000", "mange"))

    assert page.get_by_text("Intet er ændret").count()
    assert page.get_by_text("Mangler: regnskaber").count()
    assert axe(page) == []


def test_a_cluster_stands_beside_the_ten_recommendations(visit):
    """Chosen in the address, alone, with what is not recorded said."""
    page = visit("/rapport?skabelon=scorecard&klynge=made")
    settled(page, 120)
    headings = page.locator("h3").all_inner_texts()

    assert [heading.split(".")[0] for heading in headings] == [str(n) for n in range(1, 11)]
    assert axe(page) == []
    shot(page, "rapport-scorecard")


def test_a_challenge_in_words_gives_parties_and_never_stands_in_the_address(visit):
    """Who could be part of it, what is missing, and what is not known."""
    page = visit("/rapport?skabelon=consortium")
    page.get_by_label("Fortæl om udfordringen").fill("genanvendelse af vingeblade fra vindmøller")
    page.get_by_role("button", name="Foreslå parter").click()
    settled(page, 120)
    answer = page.locator(".st-key-consortium_answer").inner_text()

    assert "Videnpartner" in answer
    assert "Ved vi ikke" in answer
    assert "vingeblade" not in page.url
    assert axe(page) == []


def upload(page, name, text):
    """Hand a file to the box that is open, and wait for what the page makes of it."""
    box = page.locator("[data-testid=stExpander]:has(input[type=file])").first
    file = {"name": name, "mimeType": "text/csv", "buffer": BytesIO(text.encode()).getvalue()}
    box.locator("input[type=file]").set_input_files(file)
    settled(page, 120)
