"""The frame: headers, language, our own error, the register it opens on."""

import re
import sys
import urllib.request

import pytest

from ecosystem.app.server.headers import mend_page, policy
from tests.app.conftest import START, free_port, serve, stop
from tests.app.screen import axe, follow_runs, settled, shot, until
from tests.builders import a_table

FAILING = """
import streamlit as st
from starlette.middleware import Middleware
from ecosystem.app.shared import frame
from ecosystem.app.components.startup import start_up
from ecosystem.app.server.headers import PageHeaders

if __name__ == "__main__":
    start_up("da")
    st.title("Prøve", anchor=False)
    raise RuntimeError("a secret about 12345678")
else:
    app = st.App(__file__, middleware=[Middleware(PageHeaders)], on_script_error=frame.show_error)
    app.run(config={"server.port": int(__import__("sys").argv[-1])})
"""


def test_the_policy_lets_no_page_make_code():
    """Neither eval nor inline scripts pass, and nothing is loaded from another host."""
    policy_text = policy().decode()

    assert "unsafe-eval" not in policy_text
    assert "unsafe-inline" not in policy_text.split("style-src")[0]
    assert "http" not in policy_text


def test_the_page_itself_says_which_language_it_is_in():
    """A screen reader knows before any script runs; the one inline script passes by its hash."""
    page = b'<html lang="en"><title>Streamlit</title><script>one()</script></html>'

    mended, its_policy = mend_page(page, "da")

    assert b'<html lang="da">' in mended
    assert b"Streamlit" not in mended
    assert len(re.findall(r"'sha256-[^']+'", its_policy.decode())) == 1


@pytest.mark.browser
def test_every_answer_carries_our_headers(app_url):
    """Pages, scripts, fonts and refusals alike."""
    paths = ["/", "/aktoerer", "/_stcore/health", "/app/static/fonts/OFL.txt"]
    for path in paths:
        request = urllib.request.Request(app_url + path, headers={"Accept": "text/html"})
        with urllib.request.urlopen(request) as answer:
            headers = answer.headers
        assert "unsafe-eval" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.browser
def test_the_first_page_of_a_new_server_holds_its_numbers(browser, tmp_path):
    """The first reader after a start sees the overview; ``make bench`` says how soon."""
    port = free_port()
    page = browser.new_context(locale="da-DK").new_page()
    follow_runs(page)
    process = serve([sys.executable, "-c", START, "--port", str(port)], port, tmp_path / "log")
    page.goto(f"http://localhost:{port}/")
    settled(page)
    numbers = page.locator(".tile-number").count()
    page.context.close()
    stop(process)

    assert numbers >= 3


@pytest.mark.browser
def test_our_own_error_shows_a_number_and_nothing_else(browser, tmp_path):
    """The exception stands in the log beside the number, and nowhere in the page."""
    script, log, port = tmp_path / "failing.py", tmp_path / "log", free_port()
    script.write_text(FAILING)
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.argv=[{str(script)!r}, '{port}']; "
        f"sys.path.insert(0, {str(tmp_path)!r}); import failing",
    ]
    process = serve(command, port, log)
    page = browser.new_context(locale="da-DK").new_page()
    page.goto(f"http://localhost:{port}/")
    alert = page.get_by_role("alert").filter(has_text="Siden kunne ikke vises")
    alert.wait_for()
    page.wait_for_timeout(300)
    number = re.search(r"F-[0-9A-F]{4}", alert.inner_text())
    html = page.content()
    faults = axe(page)
    page.context.close()
    stop(process)

    assert number is not None
    assert "secret" not in html
    assert "RuntimeError" not in html
    assert number[0] in log.read_text()
    assert "a secret about 12345678" in log.read_text()
    assert faults == []


@pytest.mark.browser
def test_the_switch_changes_language_and_stays(visit):
    """English goes along to the next page and back to Danish again."""
    page = visit("/")
    page.get_by_role("radio", name="English").click(force=True)
    settled(page)
    page.get_by_role("link", name="Actors", exact=True).click()
    page.get_by_role("heading", level=1, name="Actors").wait_for()
    settled(page)
    assert page.locator("html").get_attribute("lang") == "en"
    assert "sprog=en" in page.url

    page.get_by_role("radio", name="Dansk").click(force=True)
    page.get_by_role("heading", level=1, name="Aktører").wait_for()
    settled(page)
    assert page.locator("html").get_attribute("lang") == "da"
    assert "sprog" not in page.url


@pytest.mark.browser
def test_the_words_are_set_in_our_own_font(visit):
    """The font comes from our own server and is used."""
    page = visit("/")

    assert page.evaluate("document.fonts.check('16px \"IBM Plex Sans\"')")
    assert "IBM Plex Sans" in page.evaluate("getComputedStyle(document.body).fontFamily")


@pytest.mark.browser
def test_a_link_in_the_foot_leads_to_its_part_of_the_help(visit):
    """The link "Privatliv" opens the help page with the focus on that heading."""
    page = visit("/")
    page.get_by_role("link", name="Privatliv").click()
    page.get_by_role("heading", level=1, name="Hjælp og metode").wait_for()
    settled(page)
    until(page, "document.activeElement.textContent === 'Privatliv'")


def read_folder(page, folder):
    """Type a folder into the form at the foot of the overview.

    The key sends it: what is found further up may move the button away from under a click.
    """
    field = page.get_by_role("textbox", name="Mappe på denne computer")
    if not field.is_visible():
        page.get_by_text("Læs en anden mappe").click()
    field.fill(str(folder))
    field.press("Enter")
    settled(page)


@pytest.mark.browser
def test_another_folder_is_read_and_left_again(visit, tmp_path):
    """An adviser looks at own data, marked as example data, and goes back to the shipped."""
    rows = [
        {"actor_id": "a1", "kind": "firm", "name": "Opdigtet ApS", "is_synthetic": True},
        {"actor_id": "a2", "kind": "cluster", "name": "Klyngen"},
    ]
    a_table("actors", rows).to_csv(tmp_path / "actors.csv", index=False)
    page = visit("/")

    read_folder(page, tmp_path)
    counted = page.get_by_text("1 af 1 aktør · ▨ 1 eksempelaktør er ikke talt med.")
    counted.wait_for()

    assert page.locator(".badge.example").count() == 1
    assert page.get_by_text("Det er ikke det samme som nul").count() > 0
    assert page.get_by_text("None", exact=True).count() == 0
    assert axe(page) == []
    page.get_by_role("button", name="Danmark", exact=True).click()
    counted.wait_for(state="detached")


@pytest.mark.browser
def test_the_real_projects_are_one_click_away_and_so_is_the_way_back(visit):
    """The reader sees what the register is, its name on every page, and no example data."""
    page = visit("/")
    foot = page.locator(".st-key-foot")

    page.get_by_role("button", name="Rigtige projekter 2007-2016").click()
    foot.get_by_text("Kilde: Rigtige projekter 2007-2016").wait_for()
    settled(page)
    assert page.get_by_text("register »Rigtige projekter 2007-2016«").count() == 1
    assert page.get_by_text("Personer er ikke nævnt.").count() == 1
    assert page.locator(".badge.example").count() == 0
    assert axe(page) == []
    shot(page, "rigtige_projekter")
    page.get_by_role("link", name="Hjælp og metode", exact=True).click()
    page.get_by_role("heading", level=1, name="Hjælp og metode").wait_for()
    settled(page)
    assert foot.get_by_text("Kilde: Rigtige projekter 2007-2016").count() == 1

    page.get_by_role("link", name="Overblik", exact=True).click()
    page.get_by_role("button", name="Danmark", exact=True).click()
    foot.get_by_text("Kilde: Danmarks erhvervsfremme").wait_for()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("fill", "words"),
    [
        (lambda folder: None, "holds no table of a register"),
        (lambda folder: (folder / "actors.csv").write_text("navn,cvr\nA,1\n"), "actor_id"),
        (lambda folder: (folder / "actors.csv").write_text("navn;cvr\nA;1\n"), "semicolons"),
        (lambda folder: (folder / "actors.csv").write_bytes(b"\x00\xff" * 500), "is not text"),
    ],
)
def test_a_folder_that_is_no_register_is_refused_in_words(visit, tmp_path, fill, words):
    """The reader is told what is wrong, and keeps looking at the register as before."""
    fill(tmp_path)
    page = visit("/")
    before = page.locator(".tile-number").first.inner_text()

    read_folder(page, tmp_path)
    page.get_by_text("kan ikke læses som et register").wait_for()

    assert words in page.locator("[data-testid=stCode]").first.inner_text()
    assert page.locator(".tile-number").first.inner_text() == before
    assert axe(page) == []


@pytest.mark.browser
def test_a_switch_takes_example_data_out_of_every_page_and_puts_it_back(visit):
    """A map of firms becomes a sentence; the choice holds on the next page and in the address."""
    page = visit("/kort?tema=energiteknologi&vis=firms")
    switch = page.get_by_text("Vis eksempelvirksomheder")

    switch.click()
    settled(page)
    assert "opdigtede=skjul" in page.url
    assert page.get_by_text("Ingen virksomheder er registreret, så kortet").is_visible()
    assert page.get_by_text("De er taget ud af alle sider og filer").is_visible()
    assert axe(page) == []

    page.get_by_role("link", name="Aktører", exact=True).click()
    settled(page)
    assert page.get_by_text(re.compile(r"Viser (\d+) af \1 aktører\.")).is_visible()

    switch.click()
    settled(page)
    assert "opdigtede" not in page.url
    assert page.get_by_text(re.compile(r"\d+ aktører passer\.")).is_visible()
