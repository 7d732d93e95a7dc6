"""Personal data in a text, as far as it can be seen: CPR numbers, e-mail, telephone numbers.

A name is not looked for: no list of names knows Ahmed as well as it knows Jens. Reach it as
``ecosystem.model.text``, the one gate for text.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from stdnum.dk import cvr

HIDDEN: Final = "[…]"
"""Stands where personal data was."""


class PersonalDatumKind(StrEnum):
    """What sort of personal data a text holds."""

    CPR = "cpr"
    EMAIL = "email"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """Where personal data stands in a text; the data itself is not repeated."""

    kind: PersonalDatumKind
    start: int
    end: int


class _Folding(dict[int, str | None]):
    """What a character is read as: digits of other scripts, dashes, blanks; ``None``: nothing."""

    def __missing__(self, code: int) -> str | None:
        self[code] = read = _read(chr(code))
        return read


def _read(character: str) -> str | None:
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    category = unicodedata.category(character)
    if category in {"Pd"} or character in "\u2212\u00af\u02d7":
        return "-"
    if category in {"Zs", "Zl", "Zp", "Cc"}:
        return " "
    if category == "Cf":
        return None
    wide = unicodedata.normalize("NFKC", character)
    return wide if len(wide) == 1 and "!" <= wide <= "~" else character


_FOLDING: Final = _Folding()

_CPR: Final = re.compile(
    r"""(?<!\d)
    (?: (?P<day>0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01]) (?P<by>[./-][ ]?|[ ])?
        (?P<month>0[1-9]|1[0-2]) (?:(?(by)(?P=by))|[ -])
      | (?P<short_day>[1-9]|[12]\d|3[01]) (?P<short_by>[./-][ ]?)
        (?P<short_month>[1-9]|1[0-2]) (?P=short_by) )
    (?P<year>(?:1[89]|20)\d\d|\d\d) (?P<last>[ ]?[-/.]?[ ]?) \d{4} (?!\d)""",
    re.VERBOSE,
)
_TOWN_FOLLOWS: Final = re.compile(r" +[A-ZÆØÅ][a-zæøå]+")
_BEFORE_CPR: Final = re.compile(r"(?i)(?:cpr|personn(?:umme)?r)[\W_]*(?:n(?:umme)?r|no)?[\W_]*$")
_BEFORE_TEN: Final = re.compile(
    r"(?i)(?:\bp-?(?:nr|nummer|enhed)|produktionsenhed(?:snummer)?|isbn|ean|gln|issn|doi|konto(?:nr)?"
    r"|\b(?:kr|dkk|eur|usd)|[€$£])[^\w\n]*(?:nr|no|nummer|number)?[^\w\n]*(?:10)?$"
)
_MONEY_FOLLOWS: Final = re.compile(r"(?i)[.,]?-? ?(?:(?:kr|dkk|eur|euro|usd|mio|mia|tkr)\b|[€$£%])")

_EMAIL: Final = re.compile(
    r"[\w.+%'&~-]{0,63}[\w+%&~-](?: ?@ ?| ?[(\[]at[)\]] ?| snabel-?a )[^\W_][\w-]*"
    r"(?:(?:\.| ?[(\[](?:dot|punktum)[)\]] ?)[^\W_][\w-]*)*"
    r"(?:\.| ?[(\[](?:dot|punktum)[)\]] ?)[^\W\d_]{2,}",
    re.IGNORECASE,
)
_SIGNS: Final = re.compile(
    r"[@\ufe6b\uff20]|[(\[\uff08\uff3b]at|snabel|\d(?:\D{0,6}\d){5}", re.IGNORECASE
)
"""Without one of these a text holds no personal data that is looked for."""
_AT: Final = re.compile(r" ?@ ?| ?[(\[]at[)\]] ?| snabel-?a ", re.IGNORECASE)

_CUED: Final = re.compile(
    r"(?i)(?<![^\W\d_])(?:tlf|telefon|tel|telephone|phone|mobil|mobile|mob|ring|sms|fax|lokal|direkte"
    r"|call(?= (?:me|us|on)\b))(?:nr|nummer|number)?\b[ .:]*(?:til|på|on|me|os|us)?\b[ .:]*"
    r"(?:nr|no|nummer)?\b[ .:]*"
    r"(?P<number>[(]?(?:\+|00)?(?:45[)]?[ .-]*)?\d(?:[ .-]{0,2}\d){7})(?!\d)"
)
_ABROAD: Final = re.compile(
    r"(?<![\w+])(?:\+[1-9]|00(?:4[4-9]|3[0-9]|29))(?:[ .()/-]{0,2}\d){7,12}(?!\d)"
)
_GROUPED: Final = re.compile(
    r"(?<![\w+/=#-])(?<!\d[ .,:])[2-9]\d(?:(?P<by>[ .-])\d\d(?:(?P=by)\d\d){2}|\d\d[ -]\d{4})"
    r"(?![\w]|[ ./:,-]\d)"
)
_TOGETHER: Final = re.compile(r"(?<![\w+/=#-])(?<!\d[.,:])[2-9]\d{7}(?![\w/-]|[.,:]\d)")
_BEFORE_NUMBER: Final = re.compile(
    r"(?i)(?:cvr|\bse|\bp|isbn|ean|gln|issn|doi|\bnr|\bno|nummer|number|\bsag|journal|projekt|project"
    r"|\bid|grant|agreement|konto|postnr|\b(?:kr|dkk|eur|usd)|[€$£])[^\w\n]*"
    r"(?:nr|no|nummer|number|id)?[^\w\n]*(?:dk)?[^\w\n]*$"
)
_PERIOD: Final = re.compile(r"(?:19|20)\d\d ?- ?(?:19|20)\d\d")
_THOUSANDS: Final = re.compile(r"\+\d{1,3}(?:\.\d{3})+")
_LOOK_BACK: Final = 40
"""Characters before a number in which a word says what it is."""
_YEARS: Final = range(1900, 2101)
_URL: Final = re.compile(r"(?i)\b(?:https?://|www\.)\S+")

_FUNCTIONS: Final = frozenset(
    """
    adm admin administration ansogning arbejdsmarked beskaeftigelse bestyrelse bib bibliotek
    bogholderi booking borger borgerservice business butik by byg byraad center cluster contact
    data databeskyttelse desk dpo drift ec english erhverv erhvervscenter erhvervshus
    erhvervsguide erhvervskontor erhvervsservice eu event events export faktura finance firma fond
    forening forskning forum gdpr grants hallo hej hello help helpdesk hi hotline hovedpostkasse
    hr hub idv info infocenter information innovation international invest it iværksætter job
    jobcenter jobs kommune kommunen kommunikation konference kontakt kontaktcenter kontor
    kundeservice kurser lab legal mail mailbox mailbx marketing medlem medlemskab member members
    nationalt newsletter no noreply nyheder nyhedsbrev office onestop orders ordre post postkasse
    postmaster press presse privacy project projekt projekter puljer raadgivning raadhus raadhuset
    reception regnskab reply sales salg sekretariat sekretariatet service shop sikkerpost start
    startup stoette support team tilmelding tilskud turisme udbud uddannelse us vaekst vaeksthus
    virk virksomhed virksomheder virksomhedsservice vækst væksthus webmaster webshop welcome
    """.split()  # noqa: SIM905 - a list of words is read as words
)
"""Words of which the mailbox of an office, and not of a person, is made."""


def personal_data(text: str) -> tuple[PersonalDatum, ...]:
    """List the CPR numbers, persons' e-mail addresses and telephone numbers of a text.

    A CPR number is seen in every spelling (dots, dashes, blanks, four-digit years, digits of
    full width, replacement numbers). A mailbox of an office is no person's. A telephone
    number is seen with a cue, with a country code, and as 2-2-2-2, 4-4 or eight digits; CVR
    and P numbers, ISBN, years, days, amounts and numbers of cases are none.

    Examples:
        >>> [datum.kind.value for datum in personal_data("Ring til Jens 2012 3456, jens@x.dk")]
        ['telephone', 'email']
        >>> [datum.kind.value for datum in personal_data("cpr 01.02.1903-1234")]
        ['cpr']
        >>> personal_data("CVR 10103940, 2014-2020, kontakt@erhvervshus.dk, 12.500.000 kr.")
        ()
    """
    if not _SIGNS.search(text):
        return ()
    read, offsets = _folded(text)
    claimed = bytearray(len(read))
    data: list[PersonalDatum] = []
    for kind, spans in (
        (PersonalDatumKind.CPR, _cpr_spans),
        (PersonalDatumKind.EMAIL, _email_spans),
        (PersonalDatumKind.TELEPHONE, _telephone_spans),
    ):
        for start, end in spans(read):
            if not any(claimed[start:end]):
                claimed[start:end] = b"\1" * (end - start)
                data.append(PersonalDatum(kind, offsets[start], offsets[end - 1] + 1))
    return tuple(sorted(data, key=lambda datum: datum.start))


def without_personal_data(text: str) -> str:
    """Return a text with ``[…]`` where personal data stood.

    Examples:
        >>> without_personal_data("Ring til Jens 2012 3456, jens@x.dk")
        'Ring til Jens […], […]'
    """
    parts, at = [], 0
    for datum in personal_data(text):
        parts += [text[at : datum.start], HIDDEN]
        at = datum.end
    return "".join([*parts, text[at:]])


def is_function_mailbox(address: str) -> bool:
    """Return whether an e-mail address is an office's, by the words before its @.

    Every word has to be one of an office (kontakt, info, post ...) or of the address's own
    domain; whatever else may be a name.

    Examples:
        >>> is_function_mailbox("kontakt@erhvervshus.dk"), is_function_mailbox("aarhus@aarhus.dk")
        (True, True)
        >>> is_function_mailbox("jens@aarhus.dk"), is_function_mailbox("info.jensen@aarhus.dk")
        (False, False)
    """
    local, _, domain = _AT.sub("@", address.strip().lower()).partition("@")
    labels = set(re.split(r"[.-]", domain.removeprefix("mailto:"))[:-1])
    words = [word for word in re.split(r"[._+\d-]+", local.removeprefix("mailto:")) if word]
    return bool(domain) and bool(words) and all(w in _FUNCTIONS or w in labels for w in words)


def _folded(text: str) -> tuple[str, range | list[int]]:
    """Return a text as it is read aloud, and where each of its characters stood."""
    if text.isascii() and text.isprintable():
        return text, range(len(text))
    read = [(at, _FOLDING[ord(character)]) for at, character in enumerate(text)]
    read_aloud = [(at, character) for at, character in read if character is not None]
    return "".join(character for _, character in read_aloud), [at for at, _ in read_aloud]


# --- CPR -----------------------------------------------------------------------------------


def _cpr_spans(text: str) -> Iterator[tuple[int, int]]:
    within_url = _url_mask(text)
    at = 0
    while match := _CPR.search(text, at):
        if _is_day(match) and _is_cpr(text, match, is_within_url=bool(within_url[match.start()])):
            yield match.span()
            at = match.end()
        else:
            at = match.start() + 1


def _is_day(match: re.Match[str]) -> bool:
    """Return whether the day exists in its month; a replacement number has 60 added to the day."""
    day = int(match["day"] or match["short_day"])
    month = int(match["month"] or match["short_month"])
    return (day - 60 if day > 60 else day) <= monthrange(2000, month)[1]  # noqa: PLR2004


def _is_cpr(text: str, match: re.Match[str], *, is_within_url: bool) -> bool:
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if _BEFORE_CPR.search(before):
        return True
    by = match["by"] or match["short_by"]
    if not by and not match["last"]:
        is_number = _BEFORE_TEN.search(before) or _MONEY_FOLLOWS.match(text, match.end())
        return not (is_number or is_within_url or before[-1:].isalpha())
    is_day_and_postcode = by and match["last"] == " "
    return not (is_day_and_postcode and _TOWN_FOLLOWS.match(text, match.end()))


# --- e-mail --------------------------------------------------------------------------------


def _email_spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _EMAIL.finditer(text):
        if not is_function_mailbox(match[0]):
            yield match.span()


# --- telephone -----------------------------------------------------------------------------


def _telephone_spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _CUED.finditer(text):
        is_money = _MONEY_FOLLOWS.match(text, match.end())
        if not (is_money or _PERIOD.fullmatch(match["number"])):
            yield match.span("number")
    for match in _ABROAD.finditer(text):
        if not (_MONEY_FOLLOWS.match(text, match.end()) or _THOUSANDS.fullmatch(match[0])):
            yield match.span()
    within_url = _url_mask(text)
    for pattern in (_GROUPED, _TOGETHER):
        for match in pattern.finditer(text):
            if not within_url[match.start()] and _is_telephone(text, match):
                yield match.span()


def _is_telephone(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    digits = "".join(character for character in match[0] if character.isdecimal())
    is_together = match[0] == digits
    return not (
        _BEFORE_NUMBER.search(before)
        or _MONEY_FOLLOWS.match(text, match.end())
        or {int(digits[:4]), int(digits[4:])} <= set(_YEARS)
        or (is_together and (digits.endswith("0000") or cvr.is_valid(digits) or _is_date(digits)))
    )


def _is_date(digits: str) -> bool:
    """Return whether eight digits are a day, written from the year or from the day."""
    for year, month, day in (
        (digits[:4], digits[4:6], digits[6:]),
        (digits[4:], digits[2:4], digits[:2]),
    ):
        try:
            day_read = date(int(year), int(month), int(day))
        except ValueError:
            continue
        if day_read.year in _YEARS:
            return True
    return False


def _url_mask(text: str) -> bytearray:
    """Mark the characters that stand within an address on the web."""
    mask = bytearray(len(text))
    for url in _URL.finditer(text):
        mask[url.start() : url.end()] = b"\1" * (url.end() - url.start())
    return mask
