"""Names of organisations as people write them: what they are once spelling is set aside.

The words are data (``data/import``): legal forms, abbreviations, words that tell a kind. Danish
letters are kept; ``aa`` and ``å`` are the same letter, as the Danish spelling reform has it.
"""

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import yaml

from ecosystem.model.vocabulary import ActorKind
from ecosystem.sources.files.folders import shipped_folder

LONGEST_NAME: Final = 300
"""Characters; what is longer is a description, not a name."""

_ASCII: Final = str.maketrans(
    {"æ": "a", "ø": "o", "å": "a", "ä": "a", "ö": "o", "ü": "u", "é": "e"}
)
_QUOTES: Final = str.maketrans("\u00b4\u0060\u2019", "'''")
_SLUG: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue"})
_BY_SOMEBODY: Final = re.compile(r"(?:^|[\s,])(?:v/|v\.\s|c/o\b|att\.?:?\s|ved\s)", re.IGNORECASE)
_STOPPED_FORM: Final = re.compile(r"(?:^|\s)(?:[a-zæøå]\.){2,}[a-zæøå]$", re.IGNORECASE)
_AND_OTHERS: Final = re.compile(
    r"(?:^|\s)(?:samt|m\.?\s?fl|m\.?\s?v|og andre|og flere|etc)\.?$|^(?:samt|og)\s", re.IGNORECASE
)
_ADDRESS: Final = re.compile(
    r"\b\w+(?:vej|gade|allé|alle|plads|torv|stræde|boulevard|vænget|parken)\s+\d+\b"
    r"|^\d{4}\s+[A-ZÆØÅ]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart."""

    spelling: str
    normal: str
    """Words in lower case, without legal form, spelling settled, single spaces."""
    legal_form: str | None
    skeleton: str
    """``normal`` in plain ASCII, as sources without Danish letters write it."""
    parts: tuple[str, ...] = ()
    """Normal forms of names that stand side by side: ``X - Y``, ``X / Y``, X of ``X (Y)``."""
    outside: str = ""
    """Normal form of what stands outside brackets."""
    remarks: tuple[str, ...] = ()
    """Normal forms of what stands in brackets or after a comma: an abbreviation, a parent."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the normal form."""
        return tuple(self.normal.split())


@dataclass(frozen=True, slots=True)
class KindRule:
    """One rule that tells a kind from a name."""

    rule: str
    kind: ActorKind
    words: tuple[str, ...]
    first_words: tuple[str, ...]
    not_words: tuple[str, ...]
    legal_forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wordbook:
    """Everything that is known of the words of names."""

    legal_forms: re.Pattern[str]
    form_of: Mapping[str, str]
    forms_at_the_end: Mapping[str, str]
    same_words: Mapping[str, str]
    general_words: frozenset[str]
    counted_words: frozenset[str]
    number_words: frozenset[str]
    unit_words: frozenset[str]
    occupations: frozenset[str]
    kinds: tuple[KindRule, ...]


@cache
def wordbook() -> Wordbook:
    """Read the words of names that ship with the house."""
    folder = shipped_folder() / "import"
    words: dict[str, Any] = yaml.safe_load((folder / "name_words.yaml").read_text(encoding="utf-8"))
    form_of = {s: form for form, spellings in words["legal_forms"].items() for s in spellings}
    longest_first = sorted(form_of, key=len, reverse=True)
    forms = "|".join(re.escape(spelling) for spelling in longest_first)
    return Wordbook(
        legal_forms=re.compile(rf"(?<![\w/])(?:{forms})(?![\w/])"),
        form_of=form_of,
        forms_at_the_end=_inverted(words["forms_at_the_end"]),
        same_words=_inverted(words["same_words"]),
        general_words=frozenset(map(fold, words["general_words"])),
        counted_words=frozenset(map(fold, words["counted_words"])),
        number_words=frozenset(map(fold, words["number_words"])),
        unit_words=frozenset(map(fold, words["unit_words"])),
        occupations=frozenset(word.casefold() for word in words["occupations"]),
        kinds=tuple(_kind_rule(rule) for rule in words["kinds"]),
    )


def _inverted(spellings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {fold(word): fold(meant) for meant, words in spellings.items() for word in words}


def _kind_rule(rule: Mapping[str, Any]) -> KindRule:
    return KindRule(
        rule=rule["rule"],
        kind=ActorKind(rule["kind"]),
        words=tuple(fold(word) for word in rule.get("words", ())),
        first_words=tuple(fold(word) for word in rule.get("first_words", ())),
        not_words=tuple(fold(word) for word in rule.get("not_words", ())),
        legal_forms=tuple(rule.get("legal_forms", ())),
    )


def fold(text: str) -> str:
    """Set case, accents of quotation and the spelling of å aside.

    Examples:
        >>> fold("Aarhus & Ålborg")
        'århus & ålborg'
    """
    plain = unicodedata.normalize("NFC", text).casefold()
    return plain.replace("aa", "å").translate(_QUOTES)


@cache
def name_of(spelling: str) -> Name:
    """Take a name apart.

    Args:
        spelling: The name as a source has it.

    Examples:
        >>> name_of("AgroTech A/S.").normal, name_of("AgroTech A/S.").legal_form
        ('agrotech', 'a/s')
        >>> name_of("Fonden Aarhus & Omegn").normal
        'århus og omegn'
        >>> name_of("VESTRE HØJSKOLE").skeleton
        'vestre hojskole'
    """
    text = fold(spelling[:LONGEST_NAME]).strip(" .,;:\n\t")
    normal, form = _normal(text)
    bare = _without_forms(text)[0]
    unbracketed = re.sub(r"\([^)]*\)?", " ", bare)
    outside = unbracketed.partition(", ")[0]
    parts = {_settled(outside), *map(_settled, re.split(r"\s[-–|]\s|/", outside))} - {"", normal}
    inside = {*re.findall(r"\(([^)]*)", bare), *bare.split(", ")[1:]}
    remarks = set(map(_settled, inside)) - {"", normal}
    return Name(
        spelling,
        normal,
        form,
        skeleton_of(normal),
        tuple(sorted(parts)),
        _settled(unbracketed),
        tuple(sorted(remarks)),
    )


def _normal(text: str) -> tuple[str, str | None]:
    bare, form = _without_forms(text)
    normal = _settled(bare)
    ends = wordbook().forms_at_the_end
    *front, last = normal.split() or [""]
    if front and last in ends:
        return " ".join(front), form or ends[last]
    return normal, form


def _without_forms(text: str) -> tuple[str, str | None]:
    book = wordbook()
    forms = [book.form_of[match[0]] for match in book.legal_forms.finditer(text)]
    return book.legal_forms.sub(" ", text), forms[0] if forms else None


def _settled(text: str) -> str:
    plain = re.sub(r"['\"“”„«»]", "", text).replace("&", " og ").replace("+", " og ")
    spaced = re.sub(r"[^\w]+|_", " ", plain)
    words = re.sub(r"\b(\d) ([a-zæøå])\b", r"\1\2", spaced).split()
    same = wordbook().same_words
    return " ".join(same.get(word, word) for word in words)


def skeleton_of(normal: str) -> str:
    """Write a normal form in plain ASCII, each Danish letter as one letter.

    Examples:
        >>> skeleton_of("fødevarer på ærø")
        'fodevarer pa aro'
    """
    folded = normal.translate(_ASCII)
    for double, single in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")):
        folded = folded.replace(double, single)
    stripped = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in stripped if not unicodedata.combining(letter))


def slug_of(normal: str, longest: int = 80) -> str:
    """Write a normal form as an id: lower-case ASCII, words joined by ``_``.

    Examples:
        >>> slug_of("købmandsgården på ærø")
        'koebmandsgaarden_paa_aeroe'
    """
    plain = unicodedata.normalize("NFKD", normal.translate(_SLUG))
    ascii_only = plain.encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "_", ascii_only)[:longest].strip("_")


def kind_of_name(name: Name) -> KindRule | None:
    """Return the first rule that tells the kind of an organisation from its name.

    Examples:
        >>> rule = kind_of_name(name_of("Nordby Kommune"))
        >>> rule.kind.value if rule else None
        'public_authority'
        >>> kind_of_name(name_of("Nordby Havn")) is None
        True
    """
    text = f" {name.normal} "
    for rule in wordbook().kinds:
        if rule.not_words and _any_of(rule.not_words).search(text):
            continue
        if (
            name.legal_form in rule.legal_forms
            or _any_of(rule.words).search(text)
            or (name.words and name.words[0] in rule.first_words)
        ):
            return rule
    return None


def has_word(text: str, phrases: tuple[str, ...]) -> bool:
    """Return whether a text holds one of some words, phrases or patterns with a star.

    Examples:
        >>> has_word("Ny vindmølle i Thy", ("vindmøl*", "brint"))
        True
        >>> has_word("Vinden vender", ("vind",))
        False
    """
    words = re.sub(r"[^\w]+", " ", fold(text))
    return bool(phrases) and _any_of(phrases).search(f" {words} ") is not None


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    patterns = (re.escape(fold(word)).replace(r"\*", "[^ ]*") for word in phrases)
    return re.compile(f" (?:{'|'.join(patterns)})(?= )")


# --- what is no organisation ----------------------------------------------------------------


def cleaned(name: str) -> str:
    """Strip what surrounds a name: spaces, final stops, and *m.fl.*.

    Examples:
        >>> cleaned("  Nordby  Havn ,. m.fl.")
        'Nordby Havn'
    """
    return _stripped(_AND_OTHERS.sub("", _stripped(name)))


def _stripped(text: str) -> str:
    """Strip spaces and stops, but not the last stop of a form such as A.m.b.a."""
    bare = " ".join(text.split()).strip(" .,;:-")
    return f"{bare}." if _STOPPED_FORM.search(bare) else bare


def person_behind(name: str) -> tuple[str, str | None]:
    """Part a name from the person who runs the firm or is asked for: ``X v/ somebody``.

    Examples:
        >>> person_behind("Nordby Skole v/ Fornavn Efternavn")
        ('Nordby Skole', 'Fornavn Efternavn')
        >>> person_behind("Nordby Skole")
        ('Nordby Skole', None)
    """
    by = _BY_SOMEBODY.search(name)
    if by is None:
        return name, None
    return _stripped(name[: by.start()]), _stripped(name[by.end() :])


def why_no_organisation(piece: str, places: Container[str] = frozenset()) -> tuple[str, str] | None:
    """Return why a piece of text names no organisation; ``None`` when it may.

    Args:
        piece: A piece of a list of partners, as :func:`cleaned` leaves it.
        places: Names of places, in lower case: a place alone is no organisation.

    Returns:
        The problem and what to do, or ``None``.

    Examples:
        >>> why_no_organisation("ApS")[0], why_no_organisation("Nordby ApS")
        ('a legal form alone is no name', None)
    """
    name = name_of(piece)
    is_bare = name.legal_form is None
    cut_off = "It was likely cut off from another name."
    ask = "Find out who is meant, if it matters."
    reasons = (
        (not name.normal and not is_bare, "a legal form alone is no name", cut_off),
        (not name.normal, "no name is left", cut_off),
        (len(piece) > LONGEST_NAME, "too long for a name", "It is likely a description."),
        (piece.startswith("("), "a remark in brackets", "It belongs to the name before it."),
        (len(name.normal.replace(" ", "")) == 1, "a single letter is no name", cut_off),
        (is_bare and name.normal.isdigit(), "a number is no name", ask),
        (is_bare and _ADDRESS.search(piece), "looks like an address", ask),
        (is_too_general(piece), "too general to point to one organisation", ask),
        (is_bare and name.normal in places, "the name of a place alone", ask),
    )
    return next(((problem, hint) for fits, problem, hint in reasons if fits), None)


def is_too_general(piece: str) -> bool:
    """Return whether a name without legal form holds no word of its own, or counts others.

    Examples:
        >>> is_too_general("Tolv selskaber"), is_too_general("Nordby Havn")
        (True, False)
    """
    name = name_of(piece)
    if name.legal_form is not None:
        return False
    book = wordbook()
    first, *rest = name.words or ("",)
    is_count = first.isdigit() or first in book.number_words
    if rest and is_count and all(word in book.counted_words for word in rest):
        return True
    return name.normal in book.general_words or all(w in book.general_words for w in name.words)


def name_by_number(cvr: str) -> str:
    """Write a name for a sole trader from the CVR number, so that no person's name is stored.

    Examples:
        >>> name_by_number("10000009")
        'Virksomhed med CVR-nummer 10000009'
    """
    return f"Virksomhed med CVR-nummer {cvr}"
