"""A card says what an adviser has to be able to defend."""

import re
from datetime import date

import pytest

from ecosystem.briefings.referral.firm import brief_firm, brief_offer
from ecosystem.display.referral.cards import suggestion_cards
from ecosystem.display.referral.lines import contact_words, state_words
from ecosystem.display.referral.tables import comparison_rows
from ecosystem.display.referral.way import path_steps
from ecosystem.display.referral.words import (
    firm_line,
    firm_warnings,
    freshness_words,
    own_value,
    question_words,
    required_words,
    shown_fact,
    with_names,
)
from ecosystem.display.wording import say, texts
from ecosystem.model.drafts import NotFitting
from ecosystem.model.firms import FIRM_FACTS
from ecosystem.model.referrals import Contact
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import Freshness, OfferState, StepKind
from ecosystem.sources.register.reading import read_register, shipped_folder
from tests.builders import a_firm

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def register():
    """The shipped register, with its real rules."""
    return read_register(shipped_folder())


@pytest.fixture(scope="module")
def names(register):
    """Names of municipalities and positions, as the page gives them."""
    places = register.municipalities.set_index("municipality_code")["name"].to_dict()
    positions = register.strength_positions.set_index("position_id")["name_da"].to_dict()
    return {**places, **positions}


@pytest.fixture(scope="module")
def briefing(register):
    """A firm of twelve on Bornholm that wants into innovation projects."""
    firm = a_firm(
        employees=12,
        municipality_code="0400",
        turnover_dkk=3_000_000,
        founded=date(2015, 1, 1),
        has_cvr=True,
        partner_count=0,
        positions=("maritime_logistik",),
    )
    return brief_firm(register, firm, ["innovation_projects", "finance"], TODAY)


@pytest.fixture(scope="module")
def cards(briefing, names):
    """Every card of that answer, by its offer."""
    suggestions = (*briefing.suggestions, *briefing.not_suitable)
    return {
        card.offer_id: card
        for card in suggestion_cards(suggestions, len(briefing.suggestions), names)
    }


def test_a_met_demand_stands_beside_the_firms_own_value(cards):
    """An adviser reads 12 employees and the limit in one line."""
    assert "Ansatte: 12 (krav: højst 249 ansatte)" in cards["innobooster"].met


def test_an_unmet_demand_says_by_how_much(cards):
    """No partners where one is demanded: one is missing."""
    line = next(line for line in cards["grand_solutions"].unmet if "Partnere" in line)

    assert "0 (krav: mindst 1 partner" in line
    assert line.endswith("; mangler 1)")


def test_an_unmet_offer_says_what_would_make_it_suitable(cards):
    """The smallest change is named with the value now; whether a round is open is left to ask."""
    becomes = cards["grand_solutions"].becomes

    assert becomes == (
        "Kan blive egnet (nogle svar mangler), hvis der er mindst 1 med i projektet ud over "
        "virksomheden (nu: 0)."
    )


def test_what_opens_with_a_cvr_number_says_so_and_promises_no_more(register, names):
    """Whether the firm is let in then depends on its other answers, which the card still asks."""
    firm = a_firm(has_cvr=False, employees=0, municipality_code="0751")
    mendable = brief_firm(register, firm, ["finance"], TODAY).mendable
    guarantee = next(
        suggestion for suggestion in mendable if suggestion.offer_id == "eifo_vaekstkaution"
    )

    (card,) = suggestion_cards([guarantee], 0, names)

    assert card.status == "→ Åbner, når virksomheden har et CVR-nummer"
    assert card.becomes is None
    assert card.is_shut
    assert card.unknown


def test_what_is_not_known_says_who_can_tell(cards):
    """A missing fact is the firm's to tell, an unknown opening the provider's."""
    by_firm = [line for card in cards.values() for line in card.unknown if "ikke oplyst" in line]
    by_provider = [line for card in cards.values() for line in card.unknown if "Åbning" in line]

    assert by_firm
    assert by_provider
    assert all("Virksomheden kan svare." in line for line in by_firm)
    assert all("Udbyderen ved" in line for line in by_provider)


def test_demands_of_which_one_is_enough_stand_together(cards):
    """Gross profit or outside capital: one line, not two."""
    line = next(line for line in cards["innobooster"].unknown if "Bruttofortjeneste" in line)

    assert line == (
        "Ét af disse er nok: Bruttofortjeneste: ikke oplyst (krav: mindst 250.000 kr.) eller "
        "Udefrakommende kapital de seneste tre år: ikke oplyst (krav: mindst 100.000 kr.). "
        "Virksomheden kan svare."
    )


def test_no_card_shows_a_code_or_an_id(cards, names):
    """Places and fields are written as names."""
    texts = [
        text
        for card in cards.values()
        for text in (*card.met, *card.unmet, *card.unknown, card.line, card.opening or "")
    ]

    ids = {identifier for identifier in names if identifier != "turisme"}
    texts_with_ids = [
        text for text in texts for word in re.findall(r"[a-z0-9_]+", text) if word in ids
    ]
    assert texts_with_ids == []
    assert [text for text in texts if re.search(r"DK0\d\d", text)] == []


def test_every_card_names_its_source_and_whether_anybody_checked_it(cards):
    """The day of its page, or that nobody has checked."""
    assert all(card.source for card in cards.values())
    assert {card.checked.split(" (")[0] for card in cards.values()} == {
        "Aldrig bekræftet",
        "Bekræftelsen er gammel",
    }
    assert cards["innobooster"].checked == "Bekræftelsen er gammel (1.6.2026)"


@pytest.mark.parametrize(
    ("freshness", "checked", "words"),
    [
        (Freshness.CONFIRMED, date(2026, 11, 3), "Bekræftet 3.11.2026"),
        (Freshness.OUT_OF_DATE, date(2026, 5, 3), "Bekræftelsen er gammel (3.5.2026)"),
        (Freshness.NEVER_CONFIRMED, None, "Aldrig bekræftet"),
    ],
)
def test_a_card_says_in_the_words_of_every_page_what_a_check_is_worth(freshness, checked, words):
    """The state and the day stand there; never confirmed is neither fresh nor old."""
    assert freshness_words(freshness, checked) == words


def test_the_points_of_a_card_add_up(cards):
    """The last row is the sum of those above, as shown, to the rounding."""
    for card in cards.values():
        values = [float(row["Point"].replace(",", ".")) for row in card.points]
        assert sum(values[:-1]) == pytest.approx(values[-1], abs=0.5)


def test_a_comparison_has_a_row_for_each_demand_and_a_column_for_each_offer(briefing, names):
    """Cells hold the verdict's mark, the firm's own value and the demand."""
    of = {suggestion.offer_id: suggestion for suggestion in briefing.suggestions}
    rows = comparison_rows([of["innobooster"], of["virksomhedsguiden"]], names)
    employees = next(row for row in rows if row["Krav"] == "Ansatte")

    assert list(employees) == ["Krav", "Innobooster", "Virksomhedsguiden"]
    assert employees["Innobooster"].startswith("✓ 12 (højst 249 ansatte)")
    assert employees["Virksomhedsguiden"] == "intet krav"


def test_two_offers_of_the_same_name_keep_a_column_each(briefing, names):
    """A column is never lost to another of the same name."""
    first = briefing.suggestions[0]
    second = first.model_copy(update={"offer_id": "other", "provider_name": "En anden"})

    rows = comparison_rows([first, second], names)

    assert all(len(row) == 3 for row in rows)


def test_the_way_ahead_is_told_in_order_with_who_hands_over(briefing):
    """Whom to ring comes first; the hub opens the door to what comes after it, never to itself."""
    steps = path_steps(briefing)
    hub = "Erhvervshus Hovedstaden"

    places = [place for place, (text, _) in enumerate(steps) if hub in text]
    handed = [place for place, (_, lines) in enumerate(steps) if f"{hub} formidler" in str(lines)]

    assert places
    assert handed
    assert min(handed) > min(places)
    assert set(handed).isdisjoint(places)


def test_only_an_application_has_a_day_it_can_be_ready_on(register, briefing):
    """Everybody can be rung today; a day beside that would keep a firm from doing it."""
    referral = brief_firm(
        register, briefing.firm, ["innovation_projects"], TODAY, chosen=["innobooster"]
    )
    applied = [place for place, step in enumerate(referral.path) if step.kind is StepKind.APPLY]

    steps = path_steps(referral)

    dated = [place for place, (_, lines) in enumerate(steps) if "Ansøgning klar" in str(lines)]
    assert len(applied) == 1
    assert dated == applied


def test_everything_is_said_in_english_too(briefing, names):
    """No Danish label is left on an English card."""
    cards = suggestion_cards(briefing.suggestions, len(briefing.suggestions), names, "en")

    innobooster = next(card for card in cards if card.offer_id == "innobooster")
    assert "Employees: 12 (required: at most 249 employees)" in innobooster.met


@pytest.mark.parametrize(
    ("fact", "observed", "text"),
    [
        ("employees", "24.5", "24,5"),
        ("turnover_dkk", "1250000", "1,25 mio. kr."),
        ("turnover_dkk", "999999", "999.999 kr."),
        ("gross_profit_dkk", "-100000", "-100.000 kr."),
        ("de_minimis_3y_eur", "300000", "300.000 euro"),
        ("founded", "2024-02-29", "29.2.2024"),
        ("has_cvr", "false", "nej"),
        ("municipality_code", "0779", "Skive"),
        ("industry_code", "281200", "281200"),
    ],
)
def test_a_value_is_written_as_a_dane_writes_it(fact, observed, text):
    """Numbers, money, days, yes and no, and names for codes."""
    assert own_value(fact, observed, {"0779": "Skive"}) == text


def test_the_table_of_rules_keeps_an_amount_in_full():
    """A limit is met or not by the krone; the card beside it says millions."""
    assert own_value("turnover_dkk", "372999999", {}) == "373 mio. kr."
    assert own_value("turnover_dkk", "372999999", {}, in_full=True) == "372.999.999 kr."


def test_a_long_list_of_places_is_cut_and_counted():
    """Seven places: five are named, two are counted."""
    text = with_names("0101, 0147, 0151, 0153, 0155, 0157, 0159", {"0101": "København"})

    assert text == "København, 0147, 0151, 0153, 0155 og 2 andre"


def test_a_long_list_that_is_cut_keeps_the_firms_own_place(register, names):
    """Thisted is one of 57; it is not among those that are only counted."""
    firm = a_firm(municipality_code="0787")
    suggestions = brief_firm(register, firm, ["finance"], TODAY).suggestions
    group = next(suggestion for suggestion in suggestions if suggestion.offer_id == "lag")

    (card,) = suggestion_cards([group], len(suggestions), names)

    assert any("krav: Thisted, " in line for line in card.met)


def test_what_is_not_known_of_a_firm_is_left_out_of_its_line():
    """No zero employees for a firm nobody has asked."""
    assert firm_line(a_firm(), {}) == ""
    assert firm_line(a_firm(employees=0), {}) == "0 ansatte"


def test_a_made_up_number_of_example_data_is_not_held_against_it(briefing):
    """Only a real firm's check digit is worth a warning."""
    real = briefing.firm.model_copy(update={"cvr": "12345678"})
    made_up = real.model_copy(update={"is_synthetic": True})
    warning = next(sentence for sentence in _cvr_warnings())

    real_firm = briefing.model_copy(update={"points_to_check": (warning,), "firm": real})
    unsaid = briefing.model_copy(update={"points_to_check": (warning,), "firm": made_up})

    assert firm_warnings(real_firm)
    assert firm_warnings(unsaid) == []


def _cvr_warnings():
    from ecosystem.briefings.referral.firm import points_to_check

    return points_to_check(a_firm(cvr="12345678"), TODAY)


def test_a_question_says_what_its_answer_settles(briefing):
    """The number is whole; nobody counts suggestions in hundredths."""
    _, settles, why = question_words(briefing.next_question)

    assert re.search(r"afgøre \d+ af \d+ forslag", settles)
    assert why


@pytest.mark.parametrize("fact", FIRM_FACTS)
def test_every_fact_has_a_label_on_the_form(fact):
    """A new fact cannot be asked for without words."""
    assert f"intake.fact.{fact}" in texts("da")


@pytest.mark.parametrize("why", NotFitting)
def test_every_reason_to_leave_out_has_words(why):
    """A new reason cannot be offered without words."""
    assert f"not_fitting.{why.value}" in texts("da")


@pytest.mark.parametrize("state", OfferState)
def test_every_state_has_a_mark_and_a_word_and_a_tick_where_nothing_is_in_doubt(briefing, state):
    """Never colour alone, never a mark alone; no tick beside a word of doubt."""
    suggestion = briefing.suggestions[0].model_copy(update={"state": state, "is_contact": False})

    mark, _, words = state_words(suggestion).partition(" ")

    assert words
    assert (mark == "✓") is (state is OfferState.SUITABLE)


def unmet_of(register, names, firm, need, offer_id):
    """What one offer's card says is not met."""
    not_suitable = brief_firm(register, firm, [need], TODAY).not_suitable
    (card,) = suggestion_cards(
        [suggestion for suggestion in not_suitable if suggestion.offer_id == offer_id], 0, names
    )
    return card.unmet


def test_a_firm_of_no_field_is_said_to_have_none(register, names):
    """Its own value beside the requirement is a word and no hole in the line."""
    firm = a_firm(positions=(), employees=12, municipality_code="0787")

    unmet = unmet_of(register, names, firm, "innovation_projects", "gudp")

    assert unmet == ("Styrkeposition: ingen (krav: Fødevarer og bioressourcer)",)


def test_one_limit_on_size_is_told_once_with_its_own_distance(register, names):
    """At most 20 employees and a size class: the nearer limit stands there, 280 too many of it."""
    firm = a_firm(employees=300, municipality_code="0657")

    unmet = unmet_of(register, names, firm, "staff_skills", "bliv_digital")

    assert [line for line in unmet if "Ansatte" in line] == [
        "Ansatte: 300 (krav: 1–20 ansatte; 280 for mange)"
    ]


def test_a_missing_cluster_is_told_once(register, names):
    """The offer demands one and somebody has to carry it out: one thing to a reader."""
    firm = a_firm(positions=("turisme",), municipality_code="0741")

    unmet = unmet_of(register, names, firm, "branding", "cluster_membership")

    assert unmet == (
        "Styrkeposition: Turisme (krav: en styrkeposition med udpeget klynge på dagen)",
    )


@pytest.mark.parametrize(
    ("employees", "line"), [(0, "0 ansatte"), (1, "1 ansat"), (2, "2 ansatte")]
)
def test_one_employee_is_one(employees, line):
    """A firm of one has 1 ansat."""
    assert firm_line(a_firm(employees=employees), {}) == line


@pytest.mark.parametrize("key", ["refer.reason.employees", "refer.reason.partner_count"])
def test_a_reason_counts_one_as_one(key):
    """One employee or partner is not told in the plural."""
    sentence = Sentence(key=key, values={"own": 1, "required": "-"})

    assert re.search(r"1 (ansat|partner) \(", say(sentence))


def test_nothing_is_said_to_differ_in_kind_from_what_it_resembles(register):
    """Two courses in a row: the second is one more of its kind, and that is what is said."""
    firm = a_firm(
        municipality_code="0657",
        employees=300,
        positions=("foedevarer_bioressourcer",),
        has_cvr=False,  # leaves no scheme between the courses
    )
    first, second = brief_firm(register, firm, ["staff_skills"], TODAY).suggestions[:2]

    assert first.offer_id.endswith(".efteruddannelse")
    assert second.offer_id.endswith(".efteruddannelse")
    assert say(first.why_not_next) == (
        f"Står før {second.name}, som har flere forslag af samme slags over sig på listen."
    )


def test_a_comparison_says_a_limit_once(register, names):
    """At most 20 and a size class stand in one cell as one limit."""
    firm = a_firm(employees=300, municipality_code="0657")
    not_suitable = brief_firm(register, firm, ["staff_skills"], TODAY).not_suitable
    (offer,) = [suggestion for suggestion in not_suitable if suggestion.offer_id == "bliv_digital"]

    (row,) = [r for r in comparison_rows([offer], names) if r["Krav"] == "Ansatte"]

    assert row["Bliv:Digital"] == "✗ 300 (1–20 ansatte)"


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_demand_does_not_name_its_fact_twice(register, names, language):
    """The part of the country stands before the requirement, and not in it as well."""
    firm = a_firm(municipality_code="0657", employees=10)
    judgement = brief_offer(register, "jtf", firm, TODAY)
    finding = next(finding for finding in judgement.findings if shown_fact(finding) == "nuts3_code")

    required = required_words(finding, names, language).lower()

    assert ("landsdel" if language == "da" else "part of the country") not in required


def test_a_card_says_how_the_provider_is_reached():
    """Telephone in pairs, then the mailbox; without either there is no line."""
    both = Contact(website="https://lunde.dk", mailbox="kontakt@lunde.dk", telephone="+45 12345678")

    assert contact_words(both, "da") == "Kontakt: 12 34 56 78 · kontakt@lunde.dk"
    assert contact_words(Contact(mailbox="kontakt@lunde.dk"), "en") == "Contact: kontakt@lunde.dk"
    assert contact_words(Contact(website="https://lunde.dk"), "da") is None
