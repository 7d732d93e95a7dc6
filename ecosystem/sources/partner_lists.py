"""Lists of partners in free text: one cell to the organisations it names.

The exports put a full stop between partners, and names hold full stops too (*P. Fournaise A/S*,
*Th. Langs HF*, *afd. 4*). A piece that cannot stand alone is joined to its neighbour; what is left
and names no organisation is kept out with the reason. Persons are never kept.
"""

import re
from typing import Final, NamedTuple

from ecosystem.sources.linkage import places
from ecosystem.sources.organisation_names import (
    cleaned,
    initials,
    looks_like_person,
    name_of,
    why_no_organisation,
    wordbook,
)

PERSON_HINT: Final = "Persons are not stored."
MONTHS: Final = frozenset(
    {
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    }
)
_INITIALS: Final = re.compile(r"(?:A/S )?[A-ZÆØÅ](?:\.?[A-ZÆØÅ])*")
_JOINS_NEXT: Final = re.compile(r"(?:^|\s)(?:Th|Chr|Sdr|Ndr|Nr|St|Skt|Dr|v)$")
_PERSON_INITIAL: Final = re.compile(r"(\S+) [A-ZÆØÅ]")
_DEPARTMENT: Final = re.compile(r"\bafd$", re.IGNORECASE)


class Kept(NamedTuple):
    """A partner: how it is written, once what surrounds the name is gone."""

    name: str


class Refused(NamedTuple):
    """A piece that names no organisation, and why."""

    piece: str
    problem: str
    hint: str


def partners_of(cell: str, separator: str) -> list[Kept | Refused]:
    """Take a list of partners apart.

    Args:
        cell: The cell.
        separator: What stands between two partners: a stop, and a space or a line break.

    Returns:
        Each partner once, in order, and each piece that is none.

    Examples:
        >>> [partner.name for partner in partners_of("P. Nordby A/S. Nordby Havn.", ". ")]
        ['P. Nordby A/S', 'Nordby Havn']
    """
    found: dict[str, Kept | Refused] = {}
    for piece in _joined(cell.split(separator)):
        told = _judged(piece)
        if told is not None:
            key = told.name if isinstance(told, Kept) else f"\0{told.piece}"
            found.setdefault(key, told)
    return list(found.values())


def _joined(pieces: list[str]) -> list[str]:
    whole: list[str] = []
    for piece in (" ".join(piece.split()) for piece in pieces):
        if whole and _belong_together(whole[-1], piece):
            whole[-1] = f"{whole[-1]}. {piece}"
        else:
            whole.append(piece)
    return whole


def _belong_together(before: str, after: str) -> bool:
    """Tell whether the stop between two pieces is part of a name."""
    if not before or not after:
        return False
    if _INITIALS.fullmatch(before) and not _is_known_abbreviation(before):
        return True
    person = _PERSON_INITIAL.fullmatch(before)
    if person and person[1].casefold() in wordbook().given_names:
        return True
    if _JOINS_NEXT.search(before) or (_DEPARTMENT.search(before) and after[0].isdigit()):
        return True
    if before[-1].isdigit() and after.split(maxsplit=1)[0].casefold() in MONTHS:
        return True
    is_lone_form = not name_of(after).normal and name_of(after).legal_form is not None
    return is_lone_form and name_of(before).legal_form is None and after[0] != "("


def _is_known_abbreviation(piece: str) -> bool:
    """Tell DSB, PBS or SKAT, which are organisations, from the initials P or P.L."""
    letters = piece.replace(".", "")
    return len(letters) > 2 and "." not in piece and "/" not in piece  # noqa: PLR2004


def _judged(piece: str) -> Kept | Refused | None:
    if not piece.strip(" .,;:"):
        return None
    name = cleaned(piece)
    if not name and piece.strip():
        return Refused(initials(piece), "a person's name alone", PERSON_HINT)
    reason = why_no_organisation(name, places())
    if reason is None:
        return Kept(name)
    shown = initials(name) if looks_like_person(name) else name
    return Refused(shown[:120], *reason)
