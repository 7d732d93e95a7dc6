"""An adviser in a live talk: from a CVR number to a list that can be defended.

Steps are tried with Streamlit's own test of a script; what is on the screen, with a browser.
"""

import ast
import json
import re
import sqlite3
import sys
from contextlib import closing
from dataclasses import fields

import pytest
from streamlit.testing.v1 import AppTest

from ecosystem.display.referral.cards import Card
from ecosystem.display.referral.groups import Group
from ecosystem.display.wording import t
from ecosystem.model.drafts import Despite, NotFitting
from ecosystem.model.vocabulary import DeadEndReason
from ecosystem.sources.synthetic import write_demo
from ecosystem.sources.user.own_folder import FOLDER_NAME
from ecosystem.sources.user.store import open_store
from tests.app.conftest import ROOT, START, chromium, free_port, serve, stop
from tests.app.screen import (
    FOCUSED,
    axe,
    english_words,
    pick,
    settled,
    shot,
    sideways,
    small_targets,
    tab_stops,
    until,
    wrong_formats,
)
from tests.builders import a_table

PAGE = ROOT / "ecosystem" / "app" / "pages" / "ny_henvisning.py"
IN_THISTED = "00000101"
"""CVR number of an example firm, which no real firm can have."""
PERSON_ON_BORNHOLM = "00000119"
FINANCE = "Adgang til finansiering"
INNOVATION = "Deltagelse i innovationsprojekter"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A register with example firms."""
    folder = tmp_path_factory.mktemp("register") / "demo"
    write_demo(folder, 400, 3, None)
    return folder


@pytest.fixture
def drafts(tmp_path, monkeypatch, demo):
    """The folder drafts are written to."""
    monkeypatch.setenv(FOLDER_NAME, str(tmp_path / "own"))
    monkeypatch.setenv("ECOSYSTEM_REGISTER", str(demo))
    return tmp_path / "own"


@pytest.fixture
def page(drafts):
    """The page as it opens."""
    return a_page()


def a_page(**address):
    """Open the page at an address; it must not fail."""
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in address.items():
        page.query_params[name] = value
    return ran(page)


def ran(page):
    """Run the page; it must not fail."""
    page.run()
    assert not page.exception
    return page


def press(page, label):
    """Press the first button of a name."""
    next(button for button in page.button if button.label == label).click()
    return ran(page)


def look_up(page, number):
    """Write a number and press Find."""
    page.text_input(key="referral_cvr").input(number)
    return press(page, "Find")


def by_hand(page):
    """Go on without a number."""
    return press(page, "Fortsæt uden CVR-nummer")


def need(page, *need_ids):
    """Choose what is needed."""
    page.button_group(key="referral_needs").set_value(list(need_ids))
    return ran(page)


def tell(page, fact, value):
    """Write a number, a day or a text into the field of a fact."""
    for kind in (page.number_input, page.date_input, page.text_input, page.selectbox):
        for field in kind:
            if field.key == f"fact_{fact}":
                field.set_value(value)
                return ran(page)
    raise AssertionError(fact)


def listed(page):
    """Titles of the cards on the page."""
    titles = [plain(head) for head in page.subheader]
    return [title for title in titles if title not in {"Spørg om dette først", "Sammenligning"}]


def group(page, name):
    """Show one group of suggestions."""
    page.button_group(key="referral_group").set_value(Group(name))
    return ran(page)


def group_names(page):
    """The groups that hold anything, with their counts."""
    return page.button_group(key="referral_group").options


def plain(element):
    """The words of a text of the page, as they are shown."""
    return unmarked(element.value)


def unmarked(words):
    """Words without the marks that keep Markdown away."""
    return str(words).replace("\\", "").replace("\u2060", "")


def html_of(page):
    """What the page shows as HTML."""
    return "".join(element.proto.body for element in page.get("html"))


def token(page):
    """What the address holds."""
    token_in_address = page.query_params["kladde"]
    return token_in_address if isinstance(token_in_address, str) else token_in_address[0]


def bodies(folder):
    """The texts of all drafts on disk, the newest last."""
    with closing(sqlite3.connect(folder / "words.db")) as store:
        rows = store.execute("SELECT body FROM drafts ORDER BY changed_at, rowid").fetchall()
    return [body for (body,) in rows]


def saved(drafts):
    """The one draft on disk."""
    (body,) = bodies(drafts)
    return json.loads(body)


def on_disk(folder):
    """Every byte of the folder."""
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


# --- which firm ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1234567", "CVR-nummer skal have 8 cifre. Du har skrevet 7."),
        ("123456789", "CVR-nummer skal have 8 cifre. Du har skrevet 9."),
        ("Jensen", "Et CVR-nummer består kun af cifre."),
        ("", "Et CVR-nummer består kun af cifre."),
        ("10103941", "Kontrolcifferet passer ikke"),
        ("10103940", "Vi fandt ikke 10103940 i registret."),
    ],
)
def test_a_wrong_number_is_told_with_what_to_do(page, typed, words):
    """A number that is too short is not called unknown, and one can go on by hand."""
    look_up(page, typed)

    assert words in page.error[0].value
    assert "Skriv oplysningerne selv" in [button.label for button in page.button]


@pytest.mark.parametrize("typed", [IN_THISTED, "0000 0101", "DK00000101", " 00000101 "])
def test_a_number_is_found_however_it_is_written(page, typed):
    """Spaces and DK before the number do not matter."""
    look_up(page, typed)

    assert "Thisted" in "".join(text.value for text in page.markdown)


def test_a_firm_that_is_not_it_can_be_put_away(page, drafts):
    """Nothing is saved of a firm the adviser did not mean."""
    look_up(page, IN_THISTED)

    press(page, "Ikke den rigtige")

    assert not drafts.exists()
    assert page.text_input(key="referral_cvr").value == ""


def test_a_number_that_is_not_in_the_register_is_kept_with_the_facts(page, drafts):
    """The firm has a number, so no rule asks whether it has one."""
    look_up(page, "10103940")
    press(page, "Skriv oplysningerne selv")

    assert saved(drafts)["firm"]["has_cvr"] is True
    assert saved(drafts)["firm"]["cvr"] == "10103940"


def test_a_mistyped_number_is_not_kept(page, drafts):
    """With a wrong check digit the number itself is in doubt."""
    look_up(page, "10103941")
    press(page, "Skriv oplysningerne selv")

    assert saved(drafts)["firm"]["cvr"] is None


def test_a_register_without_firms_says_so(drafts, monkeypatch, tmp_path):
    """A number is not unknown where no firm is known."""
    a_table("actors", [{"actor_id": "clean", "kind": "cluster", "name": "CLEAN"}]).to_csv(
        tmp_path / "actors.csv", index=False
    )
    monkeypatch.setenv("ECOSYSTEM_REGISTER", str(tmp_path))
    page = look_up(a_page(), "10103940")

    assert "Dette register har ingen virksomheder" in page.error[0].value


# --- what it needs, and what is known ----------------------------------------------------------


def test_no_list_without_a_need(page):
    """The one field that has to be filled in is named."""
    press(by_hand(page), "Find forslag")

    assert page.error[0].value == "Vælg mindst ét behov."


def test_a_fourth_need_is_refused_and_the_three_stay(page):
    """At most three needs; the reader is told how to choose another."""
    need(by_hand(page), "finance", "branding", "qualified_labour")
    need(page, "finance", "branding", "qualified_labour", "staff_skills")

    assert page.error[0].value.startswith("Vælg højst 3 behov.")
    assert len(page.button_group(key="referral_needs").value) == 3


@pytest.mark.parametrize(
    "text", ["Ejeren er 010203-1234.", "0102031234", "ring 010203 1234 i morgen"]
)
def test_a_cpr_number_is_refused_with_the_reason_and_saved_nowhere(page, drafts, text):
    """The text stays on the screen to be mended; no list is made before that."""
    need(by_hand(page), "finance")
    page.text_area(key="referral_text").set_value(text)
    ran(page)

    press(page, "Find forslag")

    assert any("ligner et CPR-nummer: »" in plain(error) for error in page.error)
    assert page.text_area(key="referral_text").value == text
    assert saved(drafts)["need_text"] == ""
    assert saved(drafts)["step"] == 1


def test_a_cpr_number_is_no_name_of_a_firm(page, drafts):
    """The field of the name is free text too: what looks like one is told and saved nowhere."""
    by_hand(page)

    page.text_input(key="referral_name").input("Hansen 010203-1234")
    ran(page)

    assert any("»Hansen [01…]«" in plain(error) for error in page.error)
    assert b"010203" not in on_disk(drafts)
    page.text_input(key="referral_name").input("Hansen")
    ran(page)
    assert not page.error
    assert b"Hansen" in on_disk(drafts)


@pytest.mark.parametrize(("length", "is_kept"), [(500, True), (501, False), (10_000, False)])
def test_a_text_is_at_most_500_characters_long(page, drafts, length, is_kept):
    """A longer one is not cut off behind the writer's back."""
    by_hand(page)
    page.text_area(key="referral_text").set_value("x" * length)
    ran(page)

    assert (saved(drafts)["need_text"] == "x" * length) is is_kept
    assert bool(page.error) is not is_kept


def test_own_words_propose_needs_and_positions_that_the_reader_confirms(page, drafts):
    """Nothing counts before it has been chosen."""
    by_hand(page)
    page.text_area(key="referral_text").set_value("Vi vil eksportere måleudstyr til vindmøller")
    ran(page)
    assert saved(drafts)["need_ids"] == []

    proposals = [button for button in page.button if str(button.key).startswith("propose_")]
    label = proposals[0].label.replace("\\", "")
    assert label == "Tilføj behov: Adgang til globale markeder (»eksportere«)"
    proposals[0].click()
    ran(page).button(key="propose_position_energiteknologi").click()
    ran(page)

    assert saved(drafts)["need_ids"] == ["global_markets"]
    assert saved(drafts)["firm"]["positions"] == ["energiteknologi"]


@pytest.mark.parametrize(
    ("fact", "typed", "words"),
    [
        ("employees", -1.0, "Tallet kan ikke være negativt."),
        ("turnover_dkk", -3, "Tallet kan ikke være negativt."),
        ("turnover_dkk", 10**14, "Tallet er for stort."),
    ],
)
def test_what_cannot_be_is_told_at_the_field_and_counts_as_not_known(
    page, drafts, fact, typed, words
):
    """Nothing is refused silently, and nothing wrong is used."""
    tell(by_hand(page), fact, typed)

    assert words in page.error[0].value
    assert saved(drafts)["firm"][fact] is None


def test_a_loss_is_a_gross_profit(page, drafts):
    """Of all amounts this one may be below zero."""
    tell(by_hand(page), "gross_profit_dkk", -50_000)

    assert not page.error
    assert saved(drafts)["firm"]["gross_profit_dkk"] == -50_000


def test_facts_that_do_not_go_together_are_told_and_not_refused(page, drafts):
    """No employees and three million in turnover: a question, not an error."""
    tell(by_hand(page), "employees", 0.0)
    tell(page, "turnover_dkk", 3_000_000)

    assert "Ingen ansatte, men en omsætning" in page.warning[0].value
    assert saved(drafts)["firm"]["turnover_dkk"] == 3_000_000


def test_a_founding_day_to_come_is_told(page, drafts):
    """It may be a typing error or a firm that is being founded."""
    import datetime as dt

    need(by_hand(page), "finance")
    tell(page, "founded", dt.date(2100, 1, 1))

    assert "1. januar 2100" in page.warning[0].value
    assert saved(drafts)["firm"]["founded"] == "2100-01-01"


def test_a_choice_from_a_list_is_kept_as_it_was_made(page, drafts):
    """Two kinds of staff, then none of them, then not known again."""
    need(by_hand(page), "qualified_labour")
    field = page.multiselect(key="fact_labour_sought")

    for choice, saved_fact in [
        (["skilled", "graduate"], ["skilled", "graduate"]),
        (["skilled", "-"], []),
        ([], None),
    ]:
        field.set_value(choice)
        ran(page)
        assert saved(drafts)["firm"]["labour_sought"] == saved_fact
        field = page.multiselect(key="fact_labour_sought")


def test_a_yes_or_no_is_kept_and_taken_back(page, drafts):
    """Whether the firm does research: yes, then nobody knows."""
    need(by_hand(page), "finance")

    for choice, saved_fact in [("true", True), ("unknown", None)]:
        next(g for g in page.button_group if g.key == "fact_does_research").set_value(choice)
        ran(page)
        assert saved(drafts)["firm"]["does_research"] is saved_fact


def test_only_facts_that_rules_use_are_asked_for(page):
    """No rule of these needs asks for exports, so the form does not."""
    need(by_hand(page), "staff_skills")

    assert [f.key for f in page.button_group if f.key == "fact_is_exporting"] == []
    assert [f.key for f in page.number_input if f.key == "fact_employees"]


# --- the list --------------------------------------------------------------------------------


def a_list(page):
    """A small firm in Thisted, by hand, that needs finance."""
    need(by_hand(page), "finance")
    tell(page, "municipality_code", "0787")
    tell(page, "employees", 24.0)
    return press(page, "Find forslag")


def test_not_knowing_is_not_failing(page):
    """What hangs on the turnover stands under facts missing, and under suitable once told."""
    a_list(page)

    group(page, "missing")
    waiting = listed(page)
    group(page, "not_suitable")

    assert "Vækstkaution" in waiting
    assert "Vækstkaution" not in listed(page)


def test_every_group_counts_what_it_holds_and_an_empty_one_is_not_named(page):
    """The number in the name is the number of cards; all suggestions are one of the groups."""
    a_list(page)
    counts = {name: int(re.search(r"\((\d+)\)", name)[1]) for name in group_names(page)}
    called = {t(f"cards.group.{member.value}", "da"): member for member in Group}

    assert 0 not in counts.values()
    for name, count in counts.items():
        group(page, called[name.rpartition(" (")[0]])
        more = [b for b in page.button if re.fullmatch(r"Vis \d+ (mere|flere)", b.label)]
        hidden = int(re.search(r"\d+", more[0].label)[0]) if more else 0
        assert len(listed(page)) + hidden == count


def test_with_little_that_suits_the_list_opens_whole_with_the_state_on_each_card(page):
    """Fewer than three suitable are no choice; the two or three deciding questions stand there."""
    a_list(page)

    assert page.button_group(key="referral_group").value == Group.ALL
    marks = set(re.findall(r'class="badge ">([^<]*)<', html_of(page)))
    assert {"Kontakt", "✓ Egnet", "? Mangler oplysninger"} <= marks
    fields = (*page.number_input, *page.date_input, *page.button_group, *page.multiselect)
    assert 1 < len([field for field in fields if str(field.key).startswith("fact_")]) <= 3


def test_with_enough_that_suits_the_list_opens_with_that(page):
    """Three that suit, contacts and the own organisation not counted, are a choice."""
    need(by_hand(page), "regulation_overview", "global_markets", "finance")
    for fact, value in (("municipality_code", "0461"), ("employees", 24.0)):
        tell(page, fact, value)
    page.button_group(key="fact_has_cvr").set_value("true")
    tell(ran(page), "turnover_dkk", 8_000_000)
    page.multiselect(key="fact_positions").set_value(["robot_drone"])
    ran(page)

    press(page, "Find forslag")

    assert page.button_group(key="referral_group").value == Group.SUITABLE


def test_what_a_firm_without_a_number_can_mend_stands_in_a_group_of_its_own(page):
    """Not among what does not fit; choosing it all the same asks for a reason."""
    need(by_hand(page), "finance")
    tell(page, "municipality_code", "0787")
    page.button_group(key="fact_has_cvr").set_value("false")
    press(ran(page), "Find forslag")

    assert any(
        name.startswith("Åbner, når virksomheden har et CVR-nummer (") for name in group_names(page)
    )
    group(page, "mendable")
    assert "Vækstkaution" in listed(page)
    assert not [b for b in page.button if b.key == "choose_eifo_vaekstkaution"]


def test_a_tick_stands_only_where_nothing_is_in_doubt(page):
    """What is to be asked, or is a contact, has another mark than what is known to suit."""
    a_list(page)

    badges = re.findall(r'class="badge ">([^<]*)<', html_of(page).replace("\\", ""))

    assert badges
    assert all(mark == "✓ Egnet" for mark in badges if "✓" in mark)


def test_every_card_leads_to_the_offers_own_page(page):
    """The link stands beside the next step and names what it leads to."""
    a_list(page)

    links = [link.proto for link in page.get("link_button")]

    assert len(links) == len(listed(page))
    assert {link.label for link in links} <= {"Gå til ordningen", "Gå til tilbuddet"}
    assert all(link.url.startswith("http") for link in links)


def test_every_field_of_a_card_is_shown():
    """A field that is filled and never read is a promise that nobody sees kept."""
    rooms = [ROOT / "ecosystem" / "app" / "referral" / f"{room}.py" for room in ("card", "ending")]
    trees = [ast.parse(room.read_text(encoding="utf-8")) for room in rooms]
    read = {
        node.attr
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", None) == "card"
    }

    assert {field.name for field in fields(Card)} - read == set()


def test_the_order_is_written_above_the_list(page):
    """Why the first stands first can be read before it is read; every rule is one step away."""
    a_list(page)

    assert any(text.value == "Bedste match først." for text in page.caption)
    assert any(text.value.startswith("Rækkefølgen er efter point") for text in page.markdown)


def test_what_holds_for_all_cards_is_said_once_above_them(page):
    """That suggestions are not confirmed, and what no deadline means."""
    a_list(page)

    captions = [text.value for text in page.caption if "aldrig bekræftet" in text.value]

    assert len(captions) == 1
    assert "Spørg udbyderen, før du lover noget." in captions[0]
    assert "Står der ingen frist på et kort, kender vi ingen." in captions[0]


def test_the_question_is_answered_where_it_stands(page, drafts):
    """An answer settles suggestions at once; the list is made again."""
    a_list(page)
    question = next(text.value for text in page.markdown if text.value.startswith("**"))
    before = group_names(page)

    tell(page, "turnover_dkk", 8_000_000) if "omsætning" in question else _answer(page)

    assert group_names(page) != before


def _answer(page):
    """Say no, or none of them, to whatever stands first."""
    for field in (*page.button_group, *page.multiselect):
        if str(field.key).startswith("fact_"):
            field.set_value(["-"] if field in list(page.multiselect) else "false")
            ran(page)
            return
    raise AssertionError([field.key for field in page.button_group])


def test_a_question_the_firm_cannot_answer_is_not_asked_again(page, drafts):
    """That it does not know counts neither for nor against, and the next question comes."""
    a_list(page)
    first = next(text.value for text in page.markdown if text.value.startswith("**"))
    before = group_names(page)

    press(page, "Virksomheden ved det ikke")

    second = next(text.value for text in page.markdown if text.value.startswith("**"))
    assert second != first
    assert group_names(page) == before
    assert len(saved(drafts)["cannot_tell"]) == 1


def test_a_suggestion_is_left_out_with_a_reason_and_taken_back(page, drafts):
    """It leaves the list and the way; the reason stays with the draft."""
    first = listed(a_list(page))[0]
    whynot = next(g for g in page.button_group if str(g.key).startswith("whynot_"))
    whynot.set_value(NotFitting.RULE_OLD)
    ran(page)

    assert first not in listed(page)
    assert list(saved(drafts)["left_out"].values()) == ["rule_old"]

    press(page, f"Tag {first} med igen".replace("(", "\\(").replace(")", "\\)").replace("-", "\\-"))

    assert first in listed(page)
    assert saved(drafts)["left_out"] == {}


def test_two_suggestions_are_compared_and_a_fourth_is_not(page):
    """One tick asks for another, two or three make a table, more cannot be ticked."""
    a_list(page)
    group(page, "missing")
    ticks = [box.key for box in page.checkbox]

    page.checkbox(key=ticks[0]).check()
    ran(page)
    assert any("et forslag mere" in text.value for text in page.markdown)

    for key in ticks[1:3]:
        page.checkbox(key=key).check()
        ran(page)

    assert page.table[0].value.shape[1] == 4
    assert page.checkbox(key=ticks[3]).disabled


def test_an_unmet_suggestion_can_be_chosen_all_the_same(page, drafts):
    """The adviser decides and says why; both are kept, and both go when the choice does."""
    a_list(page)
    group(page, "not_suitable")

    why = next(g for g in page.button_group if str(g.key).startswith("whydespite_"))
    why.set_value(Despite.AGREED)
    ran(page)

    (offer_id,) = saved(drafts)["chosen"]
    assert saved(drafts)["chosen_despite"] == {offer_id: "agreed"}
    assert any(head.value == "Du har valgt" for head in page.header)
    assert any("Udbyderen har sagt ja" in text.value for text in page.markdown)

    press(page, "Fortryd valg")
    assert saved(drafts)["chosen_despite"] == {}


def test_the_advisers_own_organisation_is_marked_and_kept(page, drafts):
    """Who suggests themselves is seen to, also in the next referral."""
    a_list(page)
    page.selectbox(key="own_organisation").set_value("ehnord")
    ran(page)

    assert saved(drafts)["own_actor_id"] == "ehnord"
    assert "Din egen organisation" in html_of(page)

    press(page, "Begynd en ny henvisning")
    by_hand(page)
    assert json.loads(bodies(drafts)[-1])["own_actor_id"] == "ehnord"


def test_a_dead_end_is_written_to_the_ledger_once_and_without_the_firm(page, drafts):
    """A large hotel that wants branding: field, place and size class, and nothing else."""
    need(by_hand(page), "branding")
    for fact, value in (("municipality_code", "0101"), ("employees", 420.0)):
        tell(page, fact, value)
    page.multiselect(key="fact_positions").set_value(["turisme"])
    ran(page)
    for fact, value in (("turnover_dkk", 640_000_000), ("balance_dkk", 820_000_000)):
        tell(page, fact, value)
    tell(page, "partner_count", 0)

    press(page, "Find forslag")
    press(page, "Ret virksomhed og behov")
    press(page, "Find forslag")

    assert any("forgæves søgninger" in warning.value for warning in page.warning)
    (record,) = open_store(drafts).dead_ends.read()
    assert (record.need_id, record.size_class) == ("branding", "250+")
    assert record.municipality_code == "0101"


def test_an_adviser_notes_that_nothing_on_the_list_helped(page, drafts):
    """A reason is enough: one line in the ledger, and the page says so, also when it comes back."""
    need(by_hand(page), "finance")
    tell(page, "municipality_code", "0779")
    press(page, "Find forslag")

    page.button_group(key="no_help_reason").set_value(DeadEndReason.TOO_FAR)
    ran(page)

    (record,) = open_store(drafts).dead_ends.read()
    assert (record.need_id, record.reason) == ("finance", DeadEndReason.TOO_FAR)
    assert any("forgæves søgninger" in notice.value for notice in page.success)
    press(page, "Ret virksomhed og behov")
    press(page, "Find forslag")
    assert len(open_store(drafts).dead_ends.read()) == 1
    assert any("for langt væk" in notice.value for notice in page.success)


def test_where_there_is_nothing_at_all_the_way_goes_to_the_hub(drafts, monkeypatch, tmp_path):
    """A register without an offer for the need names no empty group and sends nobody searching."""
    needs = [
        {"need_id": need_id, "rank": rank, "band": "medium", "name_da": need_id, "name_en": need_id}
        for rank, need_id in enumerate(("finance", "branding"), start=1)
    ]
    offers = [{"offer_id": "x", "kind": "scheme", "name_da": "X", "need_ids": "branding"}]
    for name, rows in (("needs", needs), ("offers", offers)):
        a_table(name, rows).to_csv(tmp_path / f"{name}.csv", index=False)
    monkeypatch.setenv("ECOSYSTEM_REGISTER", str(tmp_path))

    page = press(need(by_hand(a_page()), "finance"), "Find forslag")

    assert [need_id.value for need_id in page.info] == [
        "Vi har ingen forslag til det behov. Tag fat i erhvervshuset."
    ]


def test_who_is_not_wanted_is_not_offered_under_another_name(page):
    """The firm does not want an institution: its other services stay away too."""
    need(by_hand(page), "knowledge_cooperation", "qualified_labour")
    tell(page, "municipality_code", "0787")
    page.multiselect(key="fact_positions").set_value(["energiteknologi"])
    ran(page)
    press(page, "Find forslag")
    group(page, "suitable")
    first = next(g for g in page.button_group if str(g.key).startswith("whynot_teknologisk"))
    assert [title for title in listed(page) if title.startswith("Teknologisk Institut")]

    first.set_value(NotFitting.NOT_WANTED)
    ran(page)

    assert not [title for title in listed(page) if title.startswith("Teknologisk Institut")]


def test_a_list_can_be_made_again(page, drafts):
    """Day, facts, needs, rules and register are kept with what was shown."""
    a_list(page)

    (run,) = saved(drafts)["runs"]
    assert run["firm"]["employees"] == 24
    assert run["need_ids"] == ["finance"]
    assert re.fullmatch(r"[0-9a-f]{12}", run["edition"]["rules"])
    assert run["edition"]["register_label"]
    assert len(run["suggested"]) > 3


# --- the draft -------------------------------------------------------------------------------


def test_who_was_meant_to_receive_is_told_where_it_stands(drafts):
    """Coming from an actor's page: the wish is kept, out of the address, and its place is said."""
    page = a_list(a_page(modtager="ehnord"))

    assert set(page.query_params) == {"kladde"}
    assert saved(drafts)["receiver_id"] == "ehnord"
    sentences = [text.value for text in page.markdown if "Du ville henvise til" in text.value]
    assert len(sentences) == 1
    assert "Erhvervshus Nordjylland" in sentences[0]


def test_a_draft_opens_again_where_it_was_left(page, drafts):
    """The browser was closed; the address opens step 2 with all values."""
    a_list(page)

    again = a_page(kladde=token(page))
    press(again, "Ret virksomhed og behov")

    assert again.number_input(key="fact_employees").value == 24
    assert again.selectbox(key="fact_municipality_code").value == "0787"
    assert again.button_group(key="referral_needs").value == ["finance"]


def test_the_address_tells_nothing_of_the_firm(page):
    """Only a token that nobody can guess."""
    look_up(page, IN_THISTED)
    press(page, "Det er den")

    assert set(page.query_params) == {"kladde"}
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", token(page))


@pytest.mark.parametrize("token", ["x" * 22, "../../etc/passwd", "", "æøå"])
def test_a_draft_that_is_gone_is_said_to_be(drafts, token):
    """An old address begins anew, with words."""
    page = a_page(kladde=token)

    assert page.info[0].value.startswith("Kladden findes ikke længere.")
    assert "kladde" not in page.query_params


def test_a_draft_can_be_deleted(page, drafts):
    """Nothing is left on disk or on the page."""
    by_hand(page)
    page.text_input(key="referral_name").input("Jensen Hydraulik")
    ran(page)
    assert b"Jensen" in on_disk(drafts)

    press(page, "Slet kladden")

    assert bodies(drafts) == []
    assert b"Jensen" not in on_disk(drafts)
    assert page.info[0].value == "Kladden er slettet."
    assert page.text_input(key="referral_cvr").value == ""


def test_an_update_of_the_tool_hides_no_draft(page, drafts):
    """What another version wrote is told, kept, and the rest is there."""
    need(by_hand(page), "finance")
    body = {"need_text": "en maskine", "is_confirmed": True, "step": 4, "accept": "ja"}
    with closing(sqlite3.connect(drafts / "words.db")) as store:
        store.execute("UPDATE drafts SET body = ?", (json.dumps(body),))
        store.commit()

    again = a_page(kladde=token(page))
    need(again, "branding")

    assert again.text_area(key="referral_text").value == "en maskine"
    assert any("skrevet af en anden version" in caption.value for caption in again.caption)
    assert (saved(drafts)["accept"], saved(drafts)["step"]) == ("ja", 4)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Ring til Jens på 20 12 34 56", "Ring til Jens på [20 12 34 56]"),
        ("Skriv til jens@x.dk", "Skriv til [jens@x.dk]"),
    ],
)
def test_a_telephone_or_mail_address_is_refused_with_the_place_marked(page, drafts, text, marked):
    """As a CPR number is: the text stays on the screen, nothing of it is saved."""
    by_hand(page)
    page.text_area(key="referral_text").set_value(text)
    ran(page)

    assert f"»{marked}«" in plain(page.error[0])
    assert page.text_area(key="referral_text").value == text
    assert saved(drafts)["need_text"] == ""


def test_hidden_line_marks_in_a_text_are_written_anew_and_that_is_told(page, drafts):
    """Copied from the web."""
    by_hand(page)
    page.text_area(key="referral_text").set_value("en maskine\u2028og folk")
    ran(page)

    assert saved(drafts)["need_text"] == "en maskine\nog folk"
    assert "U+2028" in plain(page.info[0])


def test_a_damaged_store_is_told_where_it_lies_and_nothing_is_written_over_it(page, drafts):
    """The page works on."""
    need(by_hand(page), "finance")
    damaged = b"no data base" * 400
    (drafts / "words.db").write_bytes(damaged)

    need(page, "branding")

    assert "words.db er beskadiget" in plain(page.warning[0])
    assert (drafts / "words.db").read_bytes() == damaged


def test_a_firm_of_a_person_is_marked(page):
    """What is known of a sole proprietor is personal data, before the yes and after."""
    look_up(page, PERSON_ON_BORNHOLM)
    before = html_of(page)
    press(page, "Det er den")

    for html in (before, html_of(page)):
        assert "Personligt ejet" in html
        assert "Eksempeldata" in html
        assert "Reklamebeskyttet" in html


def test_a_folder_that_cannot_be_written_is_told(drafts, monkeypatch, tmp_path):
    """The page works on; the reader knows that the draft is not kept."""
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setenv(FOLDER_NAME, str(file))

    page = by_hand(a_page())

    assert "kan ikke gemmes" in page.warning[0].value


def test_a_hostile_name_is_shown_and_not_obeyed(page):
    """Markdown and HTML in a name are text."""
    by_hand(page)
    page.text_input(key="referral_name").set_value("![](http://x) <img src=x>")
    ran(page)

    texts = [text.value for text in page.markdown if "img" in text.value]
    assert texts
    assert all("\\!\\[\\]\\(" in text and "\\<img" in text for text in texts)


# --- on the screen ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo_url(tmp_path_factory, demo):
    """Address of the app on a register with example firms."""
    chromium()
    port = free_port()
    folder = tmp_path_factory.mktemp("served")
    environment = {"ECOSYSTEM_REGISTER": str(demo), FOLDER_NAME: str(folder)}
    command = [sys.executable, "-c", START, "--port", str(port)]
    process = serve(command, port, folder / "server.log", **environment)
    yield f"http://localhost:{port}"
    stop(process)


CUT_SHORT = """() => [...document.querySelectorAll('[data-testid=stButtonGroup] button *')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflow !== 'visible')
  .map(e => e.innerText)"""
"""Choices of which a reader sees the beginning only."""


def faults(page):
    """What is wrong with the page as it stands."""
    return [*axe(page), *english_words(page), *wrong_formats(page), *sideways(page)]


def open_firm(page, number):
    """First and second interaction: the number, and yes."""
    page.get_by_label("CVR-nummer (8 cifre)").fill(number)
    page.keyboard.press("Enter")
    settled(page)
    page.get_by_role("button", name="Det er den").click()
    return settled(page)


def find_list(page, need_name):
    """Third and fourth interaction: the need, and the list."""
    page.get_by_role("button", name=need_name).click()
    settled(page)
    page.get_by_role("button", name="Find forslag").click()
    return settled(page)


@pytest.mark.browser
def test_the_list_is_four_interactions_from_the_number(visit, demo_url):
    """Number, yes, need, find: then cards with reasons, and focus on the step's heading."""
    page = open_firm(visit("/ny-henvisning", base=demo_url), IN_THISTED)
    shot(page, "ny-henvisning-1")
    assert faults(page) == []
    assert small_targets(page) == []

    find_list(page, FINANCE)
    shot(page, "ny-henvisning-2")

    assert faults(page) == []
    assert small_targets(page) == []
    assert page.evaluate("document.activeElement.innerText").startswith("Trin 2 af 2")
    card = page.locator("[class*=st-key-card_]").first.inner_text()
    for heading in (
        "Derfor passer den",
        "Krav, der er opfyldt",
        "Næste skridt",
        "Gå til ordningen",
    ):
        assert heading in card
    assert page.get_by_text("aldrig bekræftet, eller bekræftelsen er gammel").is_visible()
    assert IN_THISTED not in page.url
    assert "Eksempel" not in page.url


@pytest.mark.browser
def test_the_draft_survives_another_page_and_a_reload(visit, demo_url):
    """Whatever the adviser looks up in between, the talk goes on where it was."""
    page = find_list(open_firm(visit("/ny-henvisning", base=demo_url), IN_THISTED), FINANCE)
    heading = page.locator(".st-key-step h2").inner_text()

    page.get_by_role("link", name="Aktører").click()
    settled(page)
    assert "kladde" not in page.url
    page.get_by_role("link", name="Ny henvisning").click()
    settled(page)
    assert page.locator(".st-key-step h2").inner_text() == heading

    page.reload()
    settled(page)
    assert page.locator(".st-key-step h2").inner_text() == heading


@pytest.mark.browser
@pytest.mark.parametrize("size", ["phone", "narrow"])
def test_both_steps_fit_a_phone(visit, demo_url, size):
    """Nothing is cut off, at 390 and at 320 pixels; comparing works there too."""
    page = open_firm(visit("/ny-henvisning", size=size, base=demo_url), PERSON_ON_BORNHOLM)
    assert faults(page) == []
    assert page.evaluate(CUT_SHORT) == []

    find_list(page, INNOVATION)
    for place in (0, 1):
        page.get_by_text("Sammenlign", exact=True).nth(place).click()
        settled(page)
    shot(page, f"ny-henvisning-2-{size}")

    assert page.get_by_role("heading", name="Sammenligning").is_visible()
    assert faults(page) == []


@pytest.mark.browser
def test_leaving_out_and_refusing_are_free_of_faults(visit, demo_url):
    """The small window of reasons and the red messages can be read by everybody."""
    page = open_firm(visit("/ny-henvisning", base=demo_url), IN_THISTED)
    page.get_by_label("Fortæl kort om behovet").fill("Ejeren er 010203-1234")
    page.get_by_role("button", name="Find forslag").click()
    settled(page)
    assert page.get_by_text("ligner et CPR-nummer: »Ejeren er [01…]«").is_visible()
    assert faults(page) == []

    page.get_by_label("Fortæl kort om behovet").fill("")
    find_list(page, FINANCE)
    page.get_by_role("button", name="Passer ikke").first.click()
    settled(page)

    assert page.get_by_role("radio", name="Reglen er forældet").is_visible()
    assert axe(page) == []


@pytest.mark.browser
def test_the_keyboard_is_seen_on_the_list(visit, demo_url):
    """Every stop of the list has a mark that can be seen."""
    page = find_list(open_firm(visit("/ny-henvisning", base=demo_url), IN_THISTED), FINANCE)
    page.set_viewport_size({"width": 1366, "height": 3600})
    page.wait_for_timeout(300)

    stops = tab_stops(page, most=24)

    weak = [stop for stop in stops if stop["pixels"] is not None and stop["pixels"] < 60]
    assert [stop["name"] for stop in weak if stop["testid"] != "stMain"] == []


def tab_to(page, name, most=60):
    """Press Tab until something is reached whose name begins so; focus is always somewhere."""
    for _ in range(most):
        page.keyboard.press("Tab")
        place = page.evaluate(FOCUSED)
        if place["name"].startswith(name):
            assert not place["covered"]
            return
    pytest.fail(f"{name} was not reached with Tab")


def focused_after(page, key):
    """Press a key, wait for the page, and tell where the focus is then."""
    page.keyboard.press(key)
    settled(page)
    until(page, "document.activeElement !== document.body")
    return page.evaluate(FOCUSED)["name"]


@pytest.mark.browser
def test_the_talk_is_led_by_keyboard_alone(visit, demo_url):
    """From the top of the page to a list with one left out; no choice throws the focus away."""
    page = visit("/ny-henvisning", base=demo_url)
    tab_to(page, "Adgang til lokale")
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    assert focused_after(page, "Space") == FINANCE
    tab_to(page, "CVR-nummer (8 cifre)", most=3)
    page.keyboard.type(IN_THISTED)
    assert focused_after(page, "Enter") == "CVR-nummer (8 cifre)"
    tab_to(page, "Det er den", most=3)
    assert focused_after(page, "Enter") == "Fortæl lidt om virksomheden"
    tab_to(page, "Find forslag", most=20)
    assert focused_after(page, "Enter").startswith("Trin 2 af 2")

    tab_to(page, "Passer ikke", most=15)
    page.keyboard.press("Enter")
    until(page, "document.activeElement.innerText === 'Reglen er forkert'")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED)["name"].startswith("Passer ikke")
    page.keyboard.press("Escape")
    until(page, "!document.querySelector('[data-testid=stPopoverBody]')")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.innerText === 'Reglen er forkert'")
    left_out = page.locator("[class*=st-key-card_] h3").first.inner_text()
    focused = focused_after(page, "Space")
    assert focused != left_out
    assert focused == page.locator("[class*=st-key-card_] h3").first.inner_text()[:60]


@pytest.mark.browser
def test_tab_goes_through_the_facts_as_they_are_read(visit, demo_url):
    """Row by row, at the window's width and one below the other on a phone."""
    page = visit("/ny-henvisning", base=demo_url)
    page.get_by_role("button", name="Fortsæt uden CVR-nummer").click()
    settled(page)

    stops = tab_stops(page, most=40)

    fields = [
        stop for stop in stops if stop["tag"] == "INPUT" and stop["name"] != "Navn (valgfrit)"
    ]
    places = [(round(stop["box"][1] / 40), stop["box"][0]) for stop in fields]
    assert len(places) >= 5
    assert places == sorted(places)


@pytest.mark.browser
def test_focus_that_one_page_asked_for_is_not_kept_from_the_next(visit, demo_url):
    """After a list of suggestions, an actor that is chosen gets the focus as ever."""
    page = find_list(open_firm(visit("/ny-henvisning", base=demo_url), IN_THISTED), FINANCE)
    page.get_by_role("link", name="Aktører").click()
    settled(page)

    box = page.get_by_role("combobox", name="Vælg en aktør")
    box.fill("CLEAN")
    pick(box, page.get_by_role("option", name="CLEAN", exact=True))
    settled(page)

    until(page, "document.activeElement.tagName === 'H2'")
    assert page.evaluate(FOCUSED)["name"] == "CLEAN"


@pytest.mark.browser
def test_the_list_is_printed_without_menu_and_buttons(visit, demo_url):
    """On paper stand the cards and the way ahead, and nothing that can only be pressed."""
    page = find_list(open_firm(visit("/ny-henvisning", base=demo_url), IN_THISTED), FINANCE)

    page.emulate_media(media="print")

    assert page.locator(".card-body").first.is_visible()
    assert page.get_by_role("heading", name="Vej frem").is_visible()
    assert not page.locator("[data-testid=stSidebar]").is_visible()
    assert [button for button in page.get_by_role("button").all() if button.is_visible()] == []
