"""One gate for text: which characters, addresses, formulas and personal data a text may hold."""

import re
import unicodedata
from datetime import date
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.model.text import (
    SUSPECT,
    PersonalDatumKind,
    TextProblemKind,
    cleaned,
    inert_cell,
    is_function_mailbox,
    personal_data,
    printable,
    safe_address,
    text_problems,
    without_personal_data,
)

EVERY_CHARACTER = range(0x110000)
BREAKS = "\x0b\x0c\x85\u2028\u2029"
JOINED = "\u200d"
MARKS = st.sampled_from("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
MESSY = st.text(
    st.one_of(st.characters(), MARKS, st.sampled_from(f"{BREAKS}\r\n\t\x00\u200b\xad\ufffe\ud800"))
)


# --- characters ------------------------------------------------------------------------------


def test_every_character_passes_is_cleaned_or_is_told():
    """Of all of Unicode: what is let through unchanged can stand in any XML document."""
    through = "".join(
        character
        for character in map(chr, EVERY_CHARACTER)
        if not re.search(SUSPECT, character)
        or not (text_problems(character) or cleaned(character).changes)
    )

    document = f"<a>{escape(through)}</a>"

    assert ET.fromstring(document.encode(errors="surrogatepass")).text == through
    assert not {unicodedata.category(character) for character in through} & {"Cs", "Zl", "Zp"}
    assert {character for character in through if unicodedata.category(character) == "Cc"} == {
        "\t",
        "\n",
    }


@pytest.mark.parametrize("character", [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))])
def test_a_control_character_is_a_fault_or_a_line_break(character):
    """Those that other programs write for a new line are mended, the others a person must mend."""
    text = f"Energi{character}teknologi"

    problems, clean = text_problems(text), cleaned(text)

    if character in {"\t", "\n"}:
        assert (problems, clean.text) == ((), text)
    elif character in f"{BREAKS}\r":
        assert problems == ()
        assert clean.text == "Energi\nteknologi"
        assert clean.changes[0].name == f"U+{ord(character):04X}"
        assert cleaned(text, is_one_line=True).text == "Energi teknologi"
    else:
        assert [(problem.kind, problem.offset) for problem in problems] == [
            (TextProblemKind.CONTROL, 6)
        ]
        assert problems[0].name == f"U+{ord(character):04X}"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Ener\xadgi", "Energi"),
        ("Ener\u200bgi\ufeff", "Energi"),
        ("10\u00a0000 kr.", "10\u00a0000 kr."),
        ("\U0001f469\u200d\U0001f52c", "\U0001f469\u200d\U0001f52c"),
        ("\u2764\ufe0f\u200d\U0001f525", "\u2764\ufe0f\u200d\U0001f525"),
        ("En\u200der\u200cgi", "Energi"),
        ("\u0645\u06cc\u200c\u062e\u0648", "\u0645\u06cc\u200c\u062e\u0648"),
        ("Kurs\u200e", "Kurs"),
        ("Kurs\u200f, \u061cÆ", "Kurs, Æ"),
        ("\u05d0\u05d1 A/S\u200f.", "\u05d0\u05d1 A/S\u200f."),
        ("A\r\nB", "A\r\nB"),
    ],
)  # fmt: skip
def test_what_is_invisible_goes_where_it_serves_nothing(text, clean):
    """A soft hyphen goes; what joins an emoji or turns Hebrew the right way stays."""
    assert cleaned(text).text == clean


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("\u202eevil", [0]),
        ("evil\u202c", [4]),
        ("\u2067abc\u2069", []),
        ("\u2067a\u202bb\u202cc\u2069", []),
        ("\u2067a\u202bb\u2069c\u202c", [0, 2, 4, 6]),
        ("\u2067a\nb\u2069", [0, 4]),
    ],
)
def test_direction_marks_stand_in_pairs_on_their_line(text, offsets):
    """A lone one turns what stands behind it: the next name, a file's ending, a sentence."""
    lone = [
        problem.offset
        for problem in text_problems(text)
        if problem.kind is TextProblemKind.DIRECTION
    ]

    if offsets == [0, 2, 4, 6]:  # which of a crossed pair is lone is a matter of taste
        assert lone
    else:
        assert lone == offsets


@given(MESSY)
def test_cleaning_twice_is_cleaning_once(text):
    """And what is printable is clean and without a problem, whatever it was."""
    clean = cleaned(text).text

    assert cleaned(clean).text == clean
    assert not text_problems(printable(text))
    assert not cleaned(printable(text)).changes


@given(MESSY)
def test_the_changes_tell_what_was_changed(text):
    """Undone from the end, they give the text as it came."""
    clean = cleaned(text)

    rebuilt, at = [], 0
    for change in clean.changes:
        rebuilt += [text[at : change.offset], change.replacement]
        assert f"U+{ord(text[change.offset]):04X}" == change.name
        at = change.offset + 1

    assert "".join([*rebuilt, text[at:]]) == clean.text


@given(MESSY)
def test_a_text_that_is_not_suspect_is_sound(text):
    """So that a large table is asked by one regular expression first."""
    if not re.search(SUSPECT, text) and text.isprintable():
        assert not text_problems(text)
        assert not cleaned(text).changes


def test_every_character_that_is_told_is_suspect():
    """The one regular expression of large tables misses none."""
    others = "".join(
        character for character in map(chr, EVERY_CHARACTER) if not re.search(SUSPECT, character)
    )

    assert text_problems(others) == ()
    assert cleaned(others).changes == ()


# --- addresses and formulas --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "is_safe"),
    [
        ("https://www.kl.dk", True),
        ("http://localhost:8501/huller?tema=x#top", True),
        ("HTTPS://virksomhedsguiden.dk/content/ydelser/æøå_1/", True),
        ("https://[2001:db8::1]:8080/", True),
        ("mailto:kontakt@kl.dk", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>1</script>", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("\\\\host\\share", False),
        ("//www.kl.dk", False),
        ("www.kl.dk", False),
        ("https:www.kl.dk", False),
        ("https://", False),
        ("https:///sti", False),
        ("https://a b.dk", False),
        ("https://www.kl.dk@ond.example", False),
        ("https://kl.dk:0x50/", False),
        ('https://kl.dk/"onmouseover=1', False),
        ("https://kl.dk/\u202egpj", False),
        ("mailto:kl.dk", False),
        ("mailto:a@kl.dk?bcc=b@kl.dk", False),
        ("se https://www.kl.dk", False),
        ("", False),
    ],
)
def test_an_address_is_a_web_or_mail_address_and_nothing_else(text, is_safe):
    """Whatever else stands in a cell for an address is shown as text, never as a link."""
    assert (safe_address(text) == text) is is_safe
    assert (safe_address(text) is None) is not is_safe


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\uff1d1",
        "-x",
        "+45 a",
        "--1",
    ],
)
def test_a_formula_is_made_inert(text):
    """A spreadsheet shows it as text."""
    assert inert_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["-12", "-12,5", "+3", "-1.250.000", "-3,4 %", "-1e-05", "", "a=b"]
)
def test_a_number_stays_a_number(text):
    """Also a negative one, as a Dane or a computer writes it."""
    assert inert_cell(text) == text


# --- personal data -------------------------------------------------------------------------------

CPR, EMAIL, TELEPHONE = PersonalDatumKind
DIGITS_OF_FULL_WIDTH = str.maketrans("0123456789", "".join(map(chr, range(0xFF10, 0xFF1A))))
DATES_OF_BIRTH = st.dates(date(1900, 1, 1), date(2026, 12, 31))


@given(
    DATES_OF_BIRTH,
    st.integers(0, 9999),
    st.sampled_from(["", " ", ".", "-", "/"]),
    st.sampled_from(["", "-", " ", " - ", "–", "/", "."]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_a_cpr_number_is_seen_in_every_spelling(
    born, serial, by, last, is_long, is_wide, is_replaced
):
    """Dots, dashes, blanks, a slash, four-digit years, replacement numbers, full-width digits."""
    day = born.day + 60 * is_replaced
    year = born.year if is_long else f"{born:%y}"
    number = f"{day:02}{by}{born:%m}{by}{year}{last}{serial:04}"
    number = number.translate(DIGITS_OF_FULL_WIDTH) if is_wide else number

    kinds = [datum.kind for datum in personal_data(f"cpr {number}, ring ikke")]

    assert kinds == [CPR]
    assert personal_data(f"Ejeren ({number}) er flyttet")[0].kind is CPR


@pytest.mark.parametrize(
    "number", ["1.2.1903-1234", "1-2-03-1234", "01. 02. 1903 - 1234", "1/2 03"]
)
def test_a_day_may_have_one_digit_where_it_is_parted_from_its_month(number):
    """As a person writes a day of birth."""
    assert [datum.kind for datum in personal_data(number)] == ([CPR] if "34" in number else [])


@given(DATES_OF_BIRTH, st.integers(0, 9999), st.sampled_from("\u200b\xad\u2060\u00a0"))
def test_an_invisible_character_hides_no_cpr_number(born, serial, hidden):
    """Pasted text holds such characters, and a reader does not see them."""
    assert personal_data(f"{born:%d%m}{hidden}{born:%y}{hidden}-{serial:04}")[0].kind is CPR


@pytest.mark.parametrize(
    "text",
    [
        "P-nr. 1003456789", "P-nummer: 1003456789", "ISBN 0102031234", "0102031234 kr.",
        "d. 01.02.2019 8000 Aarhus", "01.02.2019-31.12.2020", "31.02.2003", "310203-123",
        "/771/1511/19823118", "PL7811621455", "https://x.dk/sag/0102031234",
        "00102031234", "01020312345",
        "EAN 5798001234567", "990102-1234", "321299-1234",
    ],
)  # fmt: skip
def test_other_numbers_are_no_cpr_number(text):
    """P-numbers, ISBN, amounts, days with a town behind, numbers within an address."""
    assert CPR not in {datum.kind for datum in personal_data(text)}


@pytest.mark.parametrize(
    ("address", "is_office"),
    [
        ("kontakt@erhvervshus.dk", True), ("INFO@kl.dk", True), ("post@aarhus.dk", True),
        ("eu-kontakt@rm.dk", True), ("ibdk@ibdk.dk", True), ("erhverv.service@x.dk", True),
        ("info2@x.dk", True), ("aarhus@aarhus.dk", True), ("mailto:info@kl.dk", True),
        ("raadhuset@x.dk", True), ("kommunen@holstebro.dk", True), ("erhvervsguide@vejle.dk", True),
        ("jens@x.dk", False), ("jens.hansen@firma.dk", False), ("mlk@krogsgaard.dk", False),
        ("ahmed_al-khatib@x.dk", False), ("info.jensen@x.dk", False), ("kl.dk", False),
        ("123@x.dk", False), ("dk@x.dk", False),
    ],
)  # fmt: skip
def test_a_mailbox_of_an_office_is_told_from_a_persons(address, is_office):
    """Only words of an office or of its own domain; whatever else may be a name."""
    assert is_function_mailbox(address) is is_office
    kinds = [datum.kind for datum in personal_data(f"Skriv til {address} i dag")]
    assert kinds == ([EMAIL] if not is_office and "@" in address else [])


@pytest.mark.parametrize(
    "text",
    [
        "jens@x.dk", "Jens.Ø.Hansen@firma-post.co.uk", "søren@møller.dk", "jens(at)x.dk",
        "jens [at] x [dot] dk", "jens @ x.dk", "jens snabel-a x.dk", "jens\uff20x.dk",
    ],
)  # fmt: skip
def test_a_persons_address_is_seen_in_every_spelling(text):
    """As people write it to keep machines out, too."""
    assert [datum.kind for datum in personal_data(f"Skriv til {text}.")] == [EMAIL]


@pytest.mark.parametrize(
    "text",
    [
        "2012 3456", "20 12 34 56", "20-12-34-56", "20.12.34.56", "20123457", "+45 20123456",
        "+4520123456", "+45 20 12 34 56", "0045 20123456", "(+45) 20 12 34 56", "+46 8 123 456 78",
        "tlf. 20123456", "Tlf 12 345 678", "telefon: 45451000", "mobil nr. 20 123 456",
        "Ring til 20 12 34 56", "ring på 20123456", "2012-3456", "2012\u00a03456",
    ],
)  # fmt: skip
def test_a_telephone_number_is_seen_with_and_without_a_cue(text):
    """Danish groupings, a country code, a word in front."""
    assert [datum.kind for datum in personal_data(f"Jens ({text}) ved mere")] == [TELEPHONE]


@pytest.mark.parametrize(
    "text",
    [
        "CVR 20123457", "CVR-nr. 20 12 34 57", "CVR: DK20123457", "10103940", "2014-2020",
        "2014 - 2020", "2014 2020", "perioden 2021–2027", "20140101", "24121998", "12.500.000 kr.",
        "25000000 kr.", "DKK 25000000", "+12.000.000", "ISBN 978-87-12-04567-8", "ELR-20123456",
        "sag nr. 20123456", "https://x.dk/20123457", "6201 6202 6311", "20123456789", "0620.10.00",
        "EAN 5790001234567", "56.12345678", "23.11.2026", "8000 Aarhus", "Horizon call 2020 2021",
        "Mobil 2014-2020", "101070000", "2.500.000.000", "30000000", "pakke@1.0.0",
    ],
)  # fmt: skip
def test_other_numbers_are_no_telephone_number(text):
    """CVR numbers, years, days, amounts, ISBN, EAN, numbers of cases, industry codes."""
    assert personal_data(f"Se {text} i dag") == ()


@given(MESSY, st.sampled_from(["010203-1234", "jens@x.dk", "+45 20 12 34 56"]), MESSY)
def test_what_is_taken_out_is_gone(before, datum, after):
    """The rest of the text stays, and a second look finds nothing more at the same place."""
    text = f"{before} , {datum} , {after}"

    without = without_personal_data(text)

    assert datum not in without
    assert all(text[span.start : span.end] for span in personal_data(text))


@pytest.mark.parametrize("unit", ["a", "1", "20123456 ", "a@", "010203-", "+4", "www.1", "\u200b"])
def test_a_very_long_text_is_read_at_once(unit):
    """A cell of 200 kB, whatever it is made of: no regular expression runs away."""
    from time import process_time

    text = unit * (200_000 // len(unit))
    start = process_time()

    personal_data(text), cleaned(text), text_problems(text), safe_address(text), inert_cell(text)

    assert process_time() - start < 5
