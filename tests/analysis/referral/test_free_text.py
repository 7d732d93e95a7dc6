"""What free text is about: proposed from words, never concluded."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.analysis.referral.free_text import interpret, meaning_index, refuse_text
from ecosystem.model.errors import EcosystemError
from ecosystem.sources.register.reading import read_register

INDEX = cache(lambda: meaning_index(read_register()))


def _first(text, kind="need"):
    return next((m.identifier for m in interpret(text, INDEX()) if m.kind == kind), None)


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("Banken tøver med at låne os penge til en ny maskine", "finance"),
        ("Vi har ledt længe efter en smed og kan ikke ansætte nogen", "qualified_labour"),
        ("En tysk grossist har vist interesse, men vi har aldrig eksporteret", "global_markets"),
        ("We want to export to Germany", "global_markets"),
        ("Medarbejderne mangler kurser i svejsning", "staff_skills"),
        ("Hvilke regler gælder for CE-mærkning?", "regulation_overview"),
        ("Vi vil udvikle et nyt produkt og afprøve en prototype", "innovation_projects"),
        ("Kan et universitet hjælpe os med forskning?", "knowledge_cooperation"),
        ("Synlighed og markedsføring af vores brand", "branding"),
        ("Vi vil byde sammen med andre underleverandører", "firm_cooperation"),
        ("Automatisering og digitalisering af forretningen", "business_models"),
        ("Hvordan byder vi på kommunens udbud?", "public_cooperation"),
        ("Flere forhandlere og kunder i Danmark", "local_national_markets"),
    ],
)
def test_a_need_told_in_own_words_is_proposed_first(text, need):
    """Inflected words are known by their stem, in Danish and in English."""
    assert _first(text) == need


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Vi bygger satellitter", "forsvar_rum_sikkerhed"),
        ("Et værft med færger", "maritime_logistik"),
        ("Højttalere og mikrofoner", "lyd"),
        ("hydrogen and wind", "energiteknologi"),
        ("Vognmand med 20 lastbiler", "maritime_logistik"),
        ("Producerer ost på egen gård", "foedevarer_bioressourcer"),
        ("Vi laver sofaer og stole", "design_mode_moebler"),
        ("Dele til kampfly", "forsvar_rum_sikkerhed"),
        ("We build wooden houses", "byggeri_anlaeg"),
    ],
)
def test_a_field_is_proposed_beside_the_need(text, position):
    """What a firm makes points to its strength position."""
    assert _first(text, "position") == position


def test_the_words_that_led_to_a_proposal_are_told():
    """The adviser sees why, and can strike it."""
    proposal = interpret("banken siger nej til lån", INDEX())[0]

    assert proposal.identifier == "finance"
    assert set(proposal.words) == {"banken", "lån"}


def test_words_nobody_knows_lead_nowhere():
    """No proposal is better than a wrong one."""
    assert interpret("xyzzy qwerty", INDEX()) == ()
    assert interpret("", INDEX()) == ()


@pytest.mark.parametrize("text", ["Ring til 010190-1234", "3112991234 vil låne", "010190 1234"])
def test_a_cpr_number_is_refused_without_being_repeated(text):
    """Personal numbers are never needed to refer a firm."""
    with pytest.raises(EcosystemError, match="CPR") as caught:
        refuse_text(text)

    assert "1234" not in str(caught.value)


@pytest.mark.parametrize("text", ["CVR 10103940", "omsætning 1234567890123", "tlf. 9912345678"])
def test_other_numbers_are_let_through(text):
    """A CVR number, an amount and a number that is no date are no CPR number."""
    refuse_text(text)


def test_a_very_long_text_is_refused():
    """Two thousand characters are let through, one more is not."""
    refuse_text("a" * 2000)
    with pytest.raises(EcosystemError, match="2001"):
        refuse_text("a" * 2001)


@given(st.text(max_size=300))
def test_any_text_gives_proposals_or_a_reason(text):
    """At most three of each kind, best first."""
    try:
        proposals = interpret(text, INDEX())
    except EcosystemError:
        return
    scores = [p.score for p in proposals]
    assert scores == sorted(scores, reverse=True)
    assert len(proposals) <= 9


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Måleudstyr til vindmøllevinger", "energiteknologi"),
        ("Et særligt fjernvarmerør", "energiteknologi"),
        ("En spilvirksomhed", "spil_animation_film"),
    ],
)
def test_a_compound_is_read_by_its_parts(text, position):
    """Danish writes words together that the list of words holds apart."""
    assert _first(text, "position") == position


def test_a_part_of_a_compound_counts_less_than_a_word_of_its_own():
    """What is read out of a longer word is less sure."""
    whole, part = (
        next(m for m in interpret(text, INDEX()) if m.identifier == "global_markets")
        for text in ("eksport", "eksporthjælp")
    )

    assert part.score == pytest.approx(whole.score / 2, abs=0.001)
    assert part.words == ("eksporthjælp",)


@pytest.mark.parametrize("text", ["Vi mangler noget nyt", "Hjælp os med flere små ting"])
def test_words_that_say_nothing_lead_to_no_need(text):
    """Everybody lacks something; that is no need."""
    assert _first(text) is None


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("Kan I skaffe en ingenør?", "qualified_labour"),
        ("Likvidtet", "finance"),
        ("Komptenceudvikling", "staff_skills"),
        ("opkvalifisering", "staff_skills"),
        ("grøn omstiling", "business_models"),
        ("eksprothjælp, certifisering", "regulation_overview"),
    ],
)
def test_a_word_with_one_wrong_letter_is_read_as_what_was_meant(text, need):
    """A talk is noted in haste; a letter too few, too many, wrong or out of place is no matter."""
    assert _first(text) == need


def test_a_misspelt_word_counts_less_than_the_right_one():
    """What is guessed is less sure, and the word as it was written is told."""
    right, wrong = (
        next(m for m in interpret(text, INDEX()) if m.identifier == "finance")
        for text in ("likviditet", "likvidtet")
    )

    assert wrong.score == pytest.approx(right.score / 2, abs=0.001)
    assert wrong.words == ("likvidtet",)


@pytest.mark.parametrize("text", ["ekspert", "lager", "messing", "hænger"])
def test_a_word_that_means_something_else_is_not_bent_into_a_known_one(text):
    """A short word with another letter is another word."""
    assert _first(text) is None


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("Vi vil søge puljemidler", "finance"),
        ("Ingen kender os, vi skal være mere synlige", "branding"),
        ("A student could write a thesis with us", "knowledge_cooperation"),
        ("Vi kan ikke finde nye elever", "qualified_labour"),
        ("Hvordan starter jeg egen virksomhed? Forretningsplan", "business_models"),
        ("We cannot find skilled workers", "qualified_labour"),
        ("Det tyske marked", "global_markets"),
    ],
)
def test_words_of_everyday_are_known(text, need):
    """Firms and hubs say it otherwise than the list of needs does."""
    assert need in [m.identifier for m in interpret(text, INDEX()) if m.kind == "need"]
