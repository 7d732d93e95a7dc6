"""One draft in two windows: no text is lost, and whoever saves second is told and chooses."""

import re

import pytest

from tests.app import test_ny_henvisning as referral
from tests.app.screen import settled, shot, until
from tests.app.test_ny_henvisning import (
    a_list,
    a_page,
    bodies,
    by_hand,
    faults,
    need,
    press,
    ran,
    saved,
    tell,
    token,
    unmarked,
)

demo, drafts, page, demo_url = referral.demo, referral.drafts, referral.page, referral.demo_url
CHANGED = r"Kladden blev ændret i et andet vindue kl\. \d\d\.\d\d\."


@pytest.fixture
def two_windows(page, drafts):
    """A draft that two windows have open; the second has saved since the first read it."""
    need(by_hand(page), "finance")
    second = a_page(kladde=token(page))
    second.text_area(key="referral_text").set_value("tekst fra B")
    ran(second)
    page.text_area(key="referral_text").set_value("tekst fra A")
    return ran(page), second


def compared(page):
    """Rows of the table that sets two texts beside each other."""
    return [[unmarked(cell) for cell in row] for row in page.table[0].value.to_numpy()]


def test_a_draft_in_two_windows_loses_no_text_and_tells_the_second(two_windows, drafts):
    """What A wrote stands on the page, what B saved stands on disk, and both are shown."""
    page, _ = two_windows

    assert saved(drafts)["need_text"] == "tekst fra B"
    assert page.text_area(key="referral_text").value == "tekst fra A"
    assert re.match(CHANGED, page.warning[0].value)
    assert compared(page) == [["Behovet fortalt kort", "tekst fra A", "tekst fra B"]]
    assert not any("Kladden er gemt" in caption.value for caption in page.caption)


def test_the_reader_keeps_what_stands_here(two_windows, drafts):
    """Then the other window is told in its turn."""
    page, second = two_windows

    press(page, "Behold det, der står her")

    assert saved(drafts)["need_text"] == "tekst fra A"
    assert not page.warning
    need(second, "branding")
    assert second.warning[0].value.startswith("Kladden blev ændret i et andet vindue")
    assert saved(drafts)["need_text"] == "tekst fra A"


def test_the_reader_takes_what_the_other_window_saved(two_windows, drafts):
    """The page shows it, and goes on from there."""
    page, _ = two_windows

    press(page, "Brug det fra det andet vindue")

    assert page.text_area(key="referral_text").value == "tekst fra B"
    assert not page.warning
    need(page, "branding")
    assert (saved(drafts)["need_text"], saved(drafts)["need_ids"]) == ("tekst fra B", ["branding"])


def test_who_writes_on_before_choosing_is_told_again_and_loses_nothing(two_windows, drafts):
    """Neither the words written before nor those written after."""
    page, second = two_windows

    need(page, "finance", "branding")
    second.text_area(key="referral_text").set_value("mere fra B")
    ran(second)
    press(page, "Behold det, der står her")

    assert page.warning
    press(page, "Behold det, der står her")
    assert saved(drafts)["need_text"] == "tekst fra A"
    assert saved(drafts)["need_ids"] == ["finance", "branding"]


@pytest.mark.parametrize(("choice", "left"), [("Behold det, der står her", 1), ("Slet det", 0)])
def test_a_draft_deleted_in_another_window_does_not_come_back_unasked(page, drafts, choice, left):
    """The reader who wrote on decides."""
    need(by_hand(page), "finance")
    press(a_page(kladde=token(page)), "Slet kladden")

    need(page, "branding")

    assert bodies(drafts) == []
    assert page.warning[0].value.startswith("Kladden blev slettet i et andet vindue")
    press(page, next(button.label for button in page.button if button.label.startswith(choice)))
    assert len(bodies(drafts)) == left


def test_two_windows_that_look_at_one_list_disturb_nobody(page, drafts):
    """What the page notes by itself is kept from both, without a question."""
    a_list(page)
    second = a_page(kladde=token(page))
    tell(press(second, "Ret virksomhed og behov"), "employees", 25)
    tell(second, "employees", 24)
    press(second, "Find forslag")

    press(page, "Ret virksomhed og behov")
    press(page, "Find forslag")

    assert not page.warning
    assert not second.warning


def test_a_draft_that_cannot_be_read_now_keeps_its_address(page, drafts):
    """The store is in order again: the same address opens the draft."""
    need(by_hand(page), "finance")
    whole = (drafts / "words.db").read_bytes()
    (drafts / "words.db").write_bytes(b"no data base" * 400)

    again = a_page(kladde=token(page))
    notices = [unmarked(notice.value) for notice in again.info]
    (drafts / "words.db").write_bytes(whole)
    ran(again)

    assert "words.db er beskadiget" in notices[0]
    assert again.button_group(key="referral_needs").value == ["finance"]


@pytest.mark.browser
def test_both_texts_are_offered_in_the_second_window(visit, demo_url):
    """As an adviser sees it who has the draft open twice: told, compared, chosen, nothing lost."""
    first = visit("/ny-henvisning", base=demo_url)
    first.get_by_role("button", name="Fortsæt uden CVR-nummer").click()
    settled(first)
    until(first, "location.search.includes('kladde=')")
    address = first.url.removeprefix(demo_url)
    second = visit(address, base=demo_url)
    written(second, "Tekst fra det andet vindue")
    until(second, "document.body.innerText.includes('Kladden er gemt')")

    written(first, "Tekst fra det første vindue")
    until(first, "document.body.innerText.includes('ændret i et andet vindue')")
    first.get_by_text("Vis begge").click()
    until(first, "document.querySelectorAll('.st-key-windows td').length > 0")
    shot(first, "two-windows")
    cells = [cell.inner_text() for cell in first.locator(".st-key-windows td").all()]
    wrong = faults(first)
    stays = first.get_by_label("Fortæl kort om behovet").input_value()
    first.get_by_role("button", name="Behold det, der står her").click()
    settled(first)
    again = visit(address, base=demo_url)

    assert cells == [
        "Behovet fortalt kort",
        "Tekst fra det første vindue",
        "Tekst fra det andet vindue",
    ]
    assert wrong == []
    assert stays == "Tekst fra det første vindue"
    need_text = again.get_by_label("Fortæl kort om behovet").input_value()
    assert need_text == "Tekst fra det første vindue"


def written(page, text):
    """Write what is needed and leave the field, which saves it."""
    page.get_by_label("Fortæl kort om behovet").fill(text)
    page.get_by_label("Fortæl kort om behovet").blur()
    settled(page)
