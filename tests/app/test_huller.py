"""The page of gaps: what is missing, how sure, and the smallest step."""

import re

import pytest

from tests.app.screen import axe, settled, shot, until

pytestmark = pytest.mark.browser

CHOSEN = "/huller?tema=maritime_logistik"


def test_the_matrix_tells_three_things_apart(visit):
    """Zero, under the limit and no data look and read differently."""
    page = visit("/huller?graense=10")
    text = page.locator("[data-testid=stApp]").inner_text()

    assert "▨ 0: ingen" in text
    assert "– ?: ingen data" in text
    cells = page.locator(".matrix td").all_text_contents()
    assert any(re.fullmatch(r"▨ \d", cell) for cell in cells)


def test_a_cell_opens_with_its_count_its_firms_and_its_ways_on(visit):
    """The same choice as two boxes; the address keeps it."""
    page = visit("/huller?behov=branding&kolonne=1081")
    detail = page.locator(".st-key-detail").inner_text()

    assert "×" in detail
    assert "aktører" in detail
    assert "Virksomheder i målgruppen" in detail


def test_a_position_shows_its_gaps_by_kind_with_rule_and_rows(visit):
    """The maritime position lacks a cluster since April 2022."""
    page = visit(CHOSEN)
    until(page, "document.body.innerText.includes('ingen udpeget klynge')")
    shot(page, "huller-maritime")
    text = page.locator("[data-testid=stApp]").inner_text()
    page.get_by_text("Hvorfor et hul?").first.click()
    settled(page)
    opened = page.locator("[data-testid=stApp]").inner_text()

    assert "siden 1. april 2022" in text
    assert "Reelt hul" in text
    assert "Det mindste skridt" in opened
    assert axe(page) == []


def test_a_gap_is_explained_with_a_reason_and_a_unit(visit):
    """Without a reason nothing is kept; with one the gap is struck through."""
    page = visit(CHOSEN)
    until(page, "document.body.innerText.includes('ingen udpeget klynge')")
    page.get_by_text("Hvorfor et hul?").first.click()
    settled(page)
    page.get_by_role("button", name="Det er ikke et hul").first.click()
    settled(page)

    assert "Skriv både årsagen" in page.locator("[data-testid=stApp]").inner_text()
    page.get_by_label("Hvorfor er det ikke et hul?").first.fill("Dækkes af rederiernes forening")
    page.get_by_label("Hvem siger det?").first.fill("Sekretariatet")
    page.get_by_role("button", name="Det er ikke et hul").first.click()
    until(page, "document.body.innerText.includes('Forklaret som ikke et hul')")
    assert page.locator("del, s").count() >= 1
