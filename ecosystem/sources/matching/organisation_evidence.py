"""What shows that a name is an organisation's: a legal form, an organisation word, a known name.

A name without any of it may be a person's, whoever the person is. No list of persons' names
decides: it would know some citizens and not others. The forms and words are data
(``data/import/organisation_evidence.yaml``), with their sources.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import yaml

from ecosystem.model.firms import SOLE_FORMS
from ecosystem.model.personal_data import HIDDEN
from ecosystem.model.text import without_personal_data
from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.matching.linkage import places
from ecosystem.sources.matching.organisation_names import (
    cleaned,
    fold,
    name_of,
    person_behind,
    skeleton_of,
    wordbook,
)

_DOTTED: Final = re.compile(r"(?<!\w)(?:[a-z]\.){1,4}[a-z]\.?(?=\W*$)")
"""Initials, or a legal form with stops, at the end of a name."""
_CVR: Final = re.compile(
    r"(?<![\s,;(])[\s,;(]*\bcvr\b[\s.:-]*(?:nr|nummer|no)?[\s.:-]*(?:DK)?((?:\d[ .]?){7}\d)\b\)?",
    re.IGNORECASE,
)
_NOT_A_PERSONS: Final = re.compile(
    r"\d|[&+]|-$|\b(?:afd|og|for|i|af|på|til|ved|med|and|of|the|in|und|et)\b"
)
"""A number or a small word, as no person's name holds it."""
_LONGEST_PERSON: Final = 5
_LONGEST_TEXT: Final = 2_000
"""Characters; a longer piece of text names nobody, and what stands behind shows nothing."""
_ADDRESS: Final = re.compile(r"(?<!\S)\S*@\S*")
_STROKE: Final = re.compile(r"(?<=\w{3})/(?=\w{3})")
_BRACKETS: Final = re.compile(r"(?<!\s)\s*\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class WordList:
    """Words, ends of words and phrases, in plain letters."""

    words: frozenset[str]
    ends: tuple[str, ...]
    phrases: tuple[str, ...]

    def stands_in(self, text: str) -> bool:
        """Return whether one of them stands in a text in plain letters."""
        words = re.findall(r"[\w/]+", text)
        if any(word in self.words for word in words):
            return True
        if any(word.endswith(self.ends) for word in words):
            return True
        spaced = f" {' '.join(words)} "
        return any(f" {phrase} " in spaced for phrase in self.phrases)


@dataclass(frozen=True, slots=True)
class EvidenceBook:
    """Everything that shows that a name is an organisation's."""

    forms: WordList
    with_vat: Mapping[str, frozenset[str]]
    """Country to forms that are somebody's name or initials somewhere."""
    words: WordList
    not_words: frozenset[str]
    abbreviations: frozenset[str]
    person_marks: WordList
    company_forms: frozenset[str]
    known_names: frozenset[str]
    """Normal forms of names of organisations that everybody knows as such."""


@cache
def evidence_book() -> EvidenceBook:
    """Read what ships with the house."""
    path = shipped_folder() / "import" / "organisation_evidence.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where it is built
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), loader)
    by_country: Mapping[str, Mapping[str, list[str]]] = data["legal_forms"]
    distinct = [form for forms in by_country.values() for form in forms.get("distinct", ())]
    return EvidenceBook(
        forms=_word_list([*distinct, *data["glued_forms"]]),
        with_vat={land: frozenset(forms.get("with_vat", ())) for land, forms in by_country.items()},
        words=_word_list(word for words in data["words"].values() for word in words),
        not_words=frozenset(map(_plain, data["not_words"])),
        abbreviations=frozenset(data["abbreviations"]),
        person_marks=_word_list(data["person_marks"]),
        company_forms=frozenset(map(_form, [*data["company_forms"], *distinct])),
        known_names=frozenset(name_of(name).normal for name in data["known"]),
    )


def _word_list(words: Iterable[str]) -> WordList:
    ends: set[str] = set()
    others: set[str] = set()
    for word in words:
        (ends if word.startswith("*") else others).add(_plain(word.removeprefix("*")))
    phrases = tuple(sorted(word for word in others if " " in word))
    return WordList(frozenset(others.difference(phrases)), tuple(sorted(ends)), phrases)


def _plain(text: str) -> str:
    """Write a text in plain small letters, a form with stops at the end as one word."""
    apart = _STROKE.sub(" ", _ADDRESS.sub(" ", fold(text[:_LONGEST_TEXT])))
    return skeleton_of(_DOTTED.sub(lambda form: form[0].replace(".", ""), apart))


def _form(legal_form: str) -> str:
    return re.sub(r"[\s.]", "", legal_form).casefold()


@lru_cache(maxsize=8192)
def is_organisation(name: str, country: str | None = None, *, has_vat: bool = False) -> bool:
    """Return whether something in a name shows that it is an organisation's.

    A CVR number shows nothing, for a person's firm has one too; neither does a trade, nor a line
    of business.

    Args:
        name: A name.
        country: Two letters, where the source tells; with ``has_vat`` short legal forms of that
            country count, which are initials or somebody's name elsewhere.
        has_vat: The source gives a VAT number.

    Examples:
        >>> is_organisation("Nordby Skole"), is_organisation("Nordby ApS")
        (True, True)
        >>> is_organisation("Nordby Consult"), is_organisation("NORDBY SA")
        (False, False)
        >>> is_organisation("NORDBY SA", "FR", has_vat=True)
        True
    """
    book, text = evidence_book(), _plain(name)
    if book.person_marks.stands_in(text):
        return False
    words = re.findall(r"[\w/]+", text)
    if book.not_words.intersection(words):
        text = " ".join(word for word in words if word not in book.not_words)
    if book.forms.stands_in(text) or book.words.stands_in(text):
        return True
    if has_vat and country and _has_short_form(name, country):
        return True
    if not name.isupper() and book.abbreviations.intersection(re.findall(r"\w+", name)):
        return True
    return _is_known(name_of(name).words)


def _has_short_form(name: str, country: str) -> bool:
    """Return whether one of a country's short forms stands in a name, and not as a family name.

    In the North they are written without stops; with stops they are initials.
    """
    forms = evidence_book().with_vat.get(country, frozenset())
    text = name.casefold()
    words = re.findall(r"\w+", text if country in _WITHOUT_STOPS else text.replace(".", ""))
    pairs = zip(["", *words], words, strict=False)
    return any(word in forms and before not in _PARTICLES for before, word in pairs)


_WITHOUT_STOPS: Final = frozenset({"DK", "NO", "SE", "FI", "IS", "EE"})
_PARTICLES: Final = frozenset({"", "de", "da", "do", "dos", "di", "van", "von", "e", "y"})
"""What stands before a family name; the first word of a name is no form either."""


def _is_known(words: tuple[str, ...]) -> bool:
    """Return whether words are a known name, with or without a place behind it."""
    known_names = evidence_book().known_names
    while words:
        if " ".join(words) in known_names:
            return True
        if words[-1] not in places():
            return False
        words = words[:-1]
    return False


def is_personal_form(legal_form: str) -> bool:
    """Return whether a legal form is that of a firm that one person owns.

    Examples:
        >>> is_personal_form("ENK"), is_personal_form("ApS")
        (True, False)
    """
    return _form(legal_form).upper() in SOLE_FORMS


def is_company_form(legal_form: str) -> bool:
    """Return whether a legal form is one of a body, whatever its name.

    Examples:
        >>> is_company_form("A/S"), is_company_form("ENK"), is_company_form("")
        (True, False, False)
    """
    return _form(legal_form) in evidence_book().company_forms


def without_cvr(text: str) -> tuple[str, str | None]:
    """Part a name from a CVR number that is written into it.

    Examples:
        >>> without_cvr("Nordby A/S, CVR-nr. 20 00 00 18")
        ('Nordby A/S', '20000018')
    """
    number = _CVR.search(text)
    if number is None:
        return text, None
    digits = re.sub(r"\D", "", number[1])
    return f"{text[: number.start()]} {text[number.end() :]}".strip(), digits


@lru_cache(maxsize=8192)
def organisation_in(piece: str) -> str | None:
    """Return the organisation that a piece of text names; ``None`` where nothing shows one.

    What stands beside it and may be a person (``X v/ somebody``, ``somebody, X``,
    ``X (somebody)``) is left out, and so are e-mail addresses and telephone numbers.

    Examples:
        >>> organisation_in("Nordby Skole v/ Fornavn Efternavn")
        'Nordby Skole'
        >>> organisation_in("Fornavn Efternavn, Nordby Skole")
        'Nordby Skole'
        >>> organisation_in("Fornavn Efternavn") is None
        True
    """
    if len(piece) > _LONGEST_TEXT:
        return None
    text, behind = person_behind(_without_personal_data(piece))
    if behind is None and evidence_book().person_marks.stands_in(_plain(piece)):
        return None
    text, is_shown = _without_persons(text)
    return cleaned(text) or None if is_shown else None


def _without_personal_data(piece: str) -> str:
    text = without_personal_data(piece)
    return " ".join(text.replace(HIDDEN, " ").split()) if text != piece else text


def _without_persons(text: str) -> tuple[str, bool]:
    """Leave out each part of a name that may be a person's, where another part shows more.

    Returns:
        What is left, and whether it shows an organisation.
    """
    if _is_known(name_of(text).words):
        return text, True
    text = _BRACKETS.sub(lambda inside: "" if _may_be_person(inside[1]) else inside[0], text)
    is_shown = is_organisation(text)
    for mark, joined in ((_COMMA, ", "), (_STROKE, "/"), (_DASH, " - ")):
        parts = [part for piece in mark.split(text) if (part := piece.strip(" .,"))]
        if is_shown and len(parts) > 1 and not _is_firm_with_its_place(parts):
            evident_parts = _evident(parts)
            text, is_shown = joined.join(evident_parts), bool(evident_parts)
    return text, is_shown


_COMMA: Final = re.compile(r"[,;](?![^(]*\))")
_DASH: Final = re.compile(r"\s[-–|]\s")


def _evident(parts: list[str]) -> list[str]:
    """Return the parts that show an organisation, and those that can be no person."""
    if not any(map(is_organisation, parts)):
        return parts  # only all of it together shows one
    if _may_be_person(parts[0]) and not any(map(has_organisation_word, parts)):
        return []  # the form may be that of a company beside a person
    if not any(name_of(part).normal for part in parts if is_organisation(part)):
        return parts  # a form alone
    return [part for part in parts if is_organisation(part) or not _may_be_person(part)]


def has_organisation_word(part: str) -> bool:
    """Return whether a word or a known name, and not a legal form alone, shows an organisation."""
    return evidence_book().words.stands_in(_plain(part)) or _is_known(name_of(part).words)


def _may_be_person(part: str) -> bool:
    """Return whether nothing in a part of a name says that it is no person's."""
    words = part.split()
    if not 1 <= len(words) <= _LONGEST_PERSON or _NOT_A_PERSONS.search(part):
        return False
    if is_organisation(part) or _is_place(part):
        return False
    is_abbreviation = len(words) == 1 and sum(letter.isupper() for letter in part) > 1
    return not is_abbreviation


def _is_place(part: str) -> bool:
    normal = name_of(part).normal
    return normal in places() or all(word in places() for word in normal.split())


def _is_firm_with_its_place(parts: list[str]) -> bool:
    """Return whether a legal form that stands last belongs to the name before it.

    *Vognmand Fornavn Efternavn, Nordby A/S* and *Hotel Nordby, Skagen ApS* are one company each,
    and the form says that it is no person.
    """
    first, *rest = parts
    has_trade = first.partition(" ")[0].casefold() in wordbook().occupations
    has_place = all(map(_is_place, rest))
    has_form = any(evidence_book().forms.stands_in(_plain(part)) for part in rest)
    return has_form and (has_trade or has_place)
