"""Lists of partners in free text: one cell to the organisations it names.

The exports put a full stop between partners, and names hold full stops too (*P. Fournaise A/S*,
*Th. Langs HF*, *afd. 4*). A piece that cannot stand alone is joined to its neighbour. What names no
organisation is kept out with the reason; what may be a person's name is a participant without name.
"""

import re
from typing import Final, NamedTuple

from ecosystem.sources.matching.linkage import places
from ecosystem.sources.matching.organisation_evidence import (
    has_organisation_word,
    is_organisation,
    organisation_in,
    without_cvr,
)
from ecosystem.sources.matching.organisation_names import (
    cleaned,
    is_too_general,
    name_of,
    why_no_organisation,
)

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
_WORD_AND_INITIAL: Final = re.compile(r"\S+ [A-ZÆØÅ]")
_DEPARTMENT: Final = re.compile(r"\bafd$", re.IGNORECASE)


class Partner(NamedTuple):
    """A partner: how it is written, once what surrounds the name is gone."""

    name: str
    place: int
    """Which piece of the list it is, from 1."""
    is_evident: bool = True
    """Something in the name shows that it is an organisation's."""
    cvr: str | None = None


class RefusedPartner(NamedTuple):
    """A piece that names no organisation, and why."""

    piece: str | None
    """The piece, where it can hold no person's name."""
    problem: str
    hint: str


def partners_of(cell: str, separator: str) -> list[Partner | RefusedPartner]:
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
    partner_of_key: dict[str, Partner | RefusedPartner] = {}
    for place, piece in enumerate(_joined(cell.split(separator)), start=1):
        judged = _judged(piece, place)
        if judged is not None:
            key = judged.name if isinstance(judged, Partner) else f"\0{judged.piece or piece}"
            partner_of_key.setdefault(key, judged)
    return list(partner_of_key.values())


def _joined(pieces: list[str]) -> list[str]:
    joined: list[str] = []
    for piece in (" ".join(piece.split()) for piece in pieces):
        if joined and _belong_together(joined[-1], piece):
            joined[-1] = f"{joined[-1]}. {piece}"
        else:
            joined.append(piece)
    return joined


def _belong_together(before: str, after: str) -> bool:
    """Return whether the stop between two pieces is part of a name."""
    if not before or not after:
        return False
    if _INITIALS.fullmatch(before) and not _is_known_abbreviation(before):
        return True
    if _WORD_AND_INITIAL.fullmatch(before) and not (
        is_organisation(before) or has_organisation_word(after)
    ):
        return True
    if _JOINS_NEXT.search(before) or (_DEPARTMENT.search(before) and after[0].isdigit()):
        return True
    if before[-1].isdigit() and after.split(maxsplit=1)[0].casefold() in MONTHS:
        return True
    is_lone_form = not name_of(after).normal and name_of(after).legal_form is not None
    return is_lone_form and name_of(before).legal_form is None and after[0] != "("


def _is_known_abbreviation(piece: str) -> bool:
    """Return whether it is DSB, PBS or SKAT, which are organisations, and not initials: P, P.L."""
    letters = piece.replace(".", "")
    return len(letters) > 2 and "." not in piece and "/" not in piece  # noqa: PLR2004


def _judged(piece: str, place: int) -> Partner | RefusedPartner | None:
    if not piece.strip(" .,;:"):
        return None
    text, cvr = without_cvr(piece)
    name = organisation_in(text)
    bare = name or cleaned(text)
    reason = why_no_organisation(bare, places())
    if reason is None:
        return Partner(bare, place, is_evident=name is not None, cvr=cvr)
    is_harmless = is_too_general(bare) or name_of(bare).normal in places()
    return RefusedPartner(bare[:120] if is_harmless else None, *reason)
