"""No text that is kept holds a person's number or address, however it is spelled."""

import pytest

from ecosystem.model.own_words import RefusedTextError, keepable, refusal_of
from ecosystem.model.text import PersonalDatumKind

CPR = [
    f"{day}{mark}{month}{mark}{year}{tail}1234"
    for day, month in (("01", "02"), ("30", "11"))
    for mark in ("", ".", "-", "/", " ")
    for year in ("03", "1903", "2003")
    for tail in ("-", " ", " - ")
] + ["cpr 010203-1234", "CPR-nr. 0102031234", "010203 – 1234", "61 02 03-1234"]
EMAIL = [
    "jens@x.dk",
    "jens.hansen@firma.dk",
    "JENS@FIRMA.DK",
    "jens+nyt@firma.co.uk",
    "j-h@a-b.dk",
    "<jens@firma.dk>",
    "mailto:jens@firma.dk",
    "jens_hansen@firma.dk",
    "jens@mail.firma.dk",
    "åse.ø@firma.dk",
]
TELEPHONE = [
    f"{before}{number}"
    for before in ("tlf. ", "ring ", "+45 ", "0045 ", "mobil: ")
    for number in ("20123456", "20 12 34 56", "2012 3456", "201 23 456")
] + ["+45-20-12-34-56", "+4520123456", "(+45) 20 12 34 56", "Telefon 20.12.34.56"]
PLANTED = [
    *((text, PersonalDatumKind.CPR) for text in CPR),
    *((text, PersonalDatumKind.EMAIL) for text in EMAIL),
    *((text, PersonalDatumKind.TELEPHONE) for text in TELEPHONE),
]
HARMLESS = [
    "CVR 10103940",
    "P-nummer 1012345678",
    "Der er 12 klynger og 98 kommuner i 2026",
    "Mødet var den 23.11.2026 kl. 14.30",
    "Programmet giver 1.250.000 kr. over 24 måneder",
    "Sekretariatet, enhed 4",
    "Puljen er på 20.123.456 kr.",
]


def test_there_are_a_hundred_spellings_and_more():
    """Enough to be a kind and not a case."""
    assert len(PLANTED) > 100
    assert len({text for text, _ in PLANTED}) == len(PLANTED)


@pytest.mark.parametrize(("planted", "kind"), PLANTED)
def test_personal_data_is_refused_with_the_place_marked(planted, kind):
    """Within a sentence as alone; what is left of the sentence is not marked."""
    with pytest.raises(RefusedTextError) as refused:
        keepable(f"Spørg først, {planted} er det rigtige")

    assert kind in refused.value.kinds
    marked = [piece.text for piece in refused.value.pieces if piece.is_refused]
    assert marked
    assert all(piece.rstrip("…") in planted for piece in marked)
    if kind is PersonalDatumKind.CPR:
        assert planted[-4:] not in str(refused.value)
    assert "[" in str(refused.value)
    assert refusal_of(planted) is not None


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_of_firms_days_and_sums_are_kept(text):
    """A gate that refuses every number would not be used."""
    assert keepable(text) == text


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_line_marks_of_other_programs_become_what_they_mean(mark):
    """Copied from the web or from Word: a blank in a reason, a line break in a text."""
    assert keepable(f"Kopieret{mark}fra et brev", is_one_line=True) == "Kopieret fra et brev"
    assert keepable(f"Kopieret{mark}fra et brev") == "Kopieret\nfra et brev"


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ufffe", "\u202e"])
def test_a_character_no_document_can_hold_is_refused_by_its_number(character):
    """Invisible, so it is written as a number."""
    with pytest.raises(RefusedTextError, match=rf"\[U\+{ord(character):04X}\]"):
        keepable(f"a{character}b")
