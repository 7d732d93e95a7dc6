"""The three stories of docs/stories, walked as they are told; ``make pictures`` keeps what is seen.

Counts change with the day and the register, so the stories' turns are held here, not their numbers.
"""

import os
from pathlib import Path

import pytest

from tests.app.screen import pick, settled

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
FIRM_IN_THISTED = "00000707"
UNMET, MENDABLE = "Opfylder ikke kravene", "Åbner, når virksomheden har et CVR-nummer"


def picture(page, name, at):
    """Photograph the window with something at its top, when ``PICTURES=1`` asks for pictures."""
    if os.environ.get("PICTURES") != "1":
        return
    place = page.locator(at) if isinstance(at, str) else at
    place.first.evaluate("e => e.scrollIntoView({block: 'start'})")
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(1, 1)
    page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


def without_number(visit):
    """A firm that is told by hand."""
    page = visit("/ny-henvisning")
    page.get_by_role("button", name="Fortsæt uden CVR-nummer").click()
    return settled(page)


def needs(page, *names):
    """Choose what the firm needs."""
    for name in names:
        page.get_by_role("button", name=name).click()
        settled(page)


def tell(page, name, value):
    """Fill in a number or a day."""
    field = page.get_by_label(name)
    field.fill(value)
    field.press("Tab")
    settled(page)


def tell_day(page, name, day):
    """Type a day, part by part, where the first part has the focus."""
    page.locator(f"[role=spinbutton][aria-label='dag, {name}']").click()
    page.keyboard.type(day)
    page.keyboard.press("Tab")
    settled(page)


def choose(page, box, option):
    """Choose in a box with a list, too long to be drawn whole: a word of it is typed."""
    combobox = page.get_by_role("combobox", name=box)
    combobox.click()
    combobox.fill(option)
    pick(combobox, page.get_by_role("option", name=option).first)
    page.keyboard.press("Tab")
    settled(page)


def find(page):
    """Ask for the list."""
    page.get_by_role("button", name="Find forslag").click()
    return settled(page)


def counted(page, group):
    """How many offers a group holds, from the words of its button."""
    return int("".join(filter(str.isdigit, page.get_by_text(f"{group} (").first.inner_text())))


def test_a_first_timer_in_thisted_has_no_theme_for_the_project(visit):
    """Two needs, the question that settles most, and an answer that counts neither way."""
    page = visit("/ny-henvisning")
    page.get_by_label("CVR-nummer (8 cifre)").fill(FIRM_IN_THISTED)
    page.keyboard.press("Enter")
    settled(page)
    picture(page, "story_thisted_1", "h1")
    page.get_by_role("button", name="Det er den").click()
    settled(page)
    needs(page, "Udvikling af nye forretningsmodeller", "Kompetenceudvikling")
    find(page)
    question, unmet = page.locator(".st-key-question").inner_text(), counted(page, UNMET)
    picture(page, "story_thisted_2", ".st-key-step")
    page.get_by_role("button", name="Virksomheden ved det ikke").click()
    settled(page)
    picture(page, "story_thisted_3", "[class*=st-key-card_]")
    picture(page, "ny_henvisning", "[class*=st-key-card_]")

    assert "Hvad handler projektet om?" in question
    assert page.locator(".st-key-question").inner_text() != question
    assert counted(page, UNMET) == unmet
    assert "Lokal kontakt: Erhvervshus Nordjylland" in page.locator("body").inner_text()


def test_a_maritime_firm_on_bornholm_has_no_cluster_to_join(visit):
    """The list says so outright, and the comparison tells the crossing."""
    page = without_number(visit)
    needs(page, "Deltagelse i innovationsprojekter", "Adgang til globale markeder")
    choose(page, "Kommune", "Bornholm")
    choose(page, "Styrkeposition", "Maritime erhverv og logistik")
    tell(page, "Ansatte (årsværk)", "18")
    picture(page, "story_bornholm_1", page.get_by_text("Hvad har virksomheden brug for?"))
    find(page)
    body = page.locator("body").inner_text()
    picture(page, "story_bornholm_2", ".st-key-step")
    for place in (0, 1):
        page.get_by_text("Sammenlign", exact=True).nth(place).click()
        settled(page)
    picture(page, "story_bornholm_3", page.get_by_role("heading", name="Sammenligning"))
    compared = page.locator("table").filter(has_text="Afstand").first.inner_text()

    assert "Lokal kontakt: Erhvervshus Hovedstaden" in body
    assert "ingen udpeget klynge" in body
    assert "med færge" in compared


def test_a_start_up_in_aarhus_is_told_what_opens_with_a_number(visit):
    """No CVR number: what opens with one is a group of its own, and the way begins with it."""
    page = without_number(visit)
    needs(page, "Adgang til finansiering")
    choose(page, "Kommune", "Aarhus")
    tell(page, "Ansatte (årsværk)", "0")
    tell(page, "Omsætning (kr. om året)", "0")
    picture(page, "story_aarhus_1", page.get_by_text("Hvad har virksomheden brug for?"))
    page.get_by_text("Flere oplysninger, som enkelte tilbud bruger").click()
    tell_day(page, "Stiftet", "15022026")
    find(page)
    question = page.locator(".st-key-question")
    question_text, unmet = question.inner_text(), counted(page, UNMET)
    picture(page, "story_aarhus_2", ".st-key-step")
    question.locator(".st-key-fact_has_cvr").get_by_text("Nej", exact=True).click()
    settled(page)
    still = counted(page, UNMET)
    page.get_by_text(f"{MENDABLE} (").first.click()
    settled(page)
    picture(page, "story_aarhus_3", page.get_by_text(f"{MENDABLE} (").first)

    assert "Har virksomheden et CVR-nummer?" in question_text
    assert still == unmet
    assert MENDABLE in page.locator("[class*=st-key-card_]").first.inner_text()
    way = page.locator("ol").last.inner_text()
    assert way.startswith("Ring til Aarhus Kommune")
    assert "Registrér virksomheden på virk.dk" in way


def test_the_readme_shows_the_first_page_and_the_matrix(visit):
    """Two pictures of pages as they open."""
    page = visit("/")
    picture(page, "overblik", "h1")
    numbers = page.locator(".tile-number").count()
    page = visit("/huller")
    picture(page, "huller", "h1")

    assert numbers >= 3
    assert page.locator("td[role=gridcell]").count() > 12
