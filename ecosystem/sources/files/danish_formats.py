"""Cells as Danish and European exports write them: numbers, money, dates, CVR numbers.

Each function reads one way of writing strictly. What does not fit raises :class:`UnreadCell` with
the words the user needs; an empty cell is not known and gives ``None``.
"""

import re
import unicodedata
from datetime import date, datetime
from typing import Final

from ecosystem.model.columns import EARLIEST_YEAR, LATEST_YEAR
from ecosystem.model.text import personal_data

_COMMA: Final = re.compile(r"-?\d{1,15}(,\d{1,9})?")
_COMMA_GROUPED: Final = re.compile(r"-?\d{1,3}(\.\d{3}){1,5}(,\d{1,9})?")
_POINT: Final = re.compile(r"-?\d{1,15}(\.\d{1,9})?")
_DANISH_DAY: Final = re.compile(r"(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{1,9})")
_ISO_DAY: Final = re.compile(r"(\d{1,9})-(\d{2})-(\d{2})(?:[T ][\d:.]+)?")


class UnreadCell(ValueError):  # noqa: N818
    """A cell that is not what its column should hold; two words: the problem and the hint."""

    def __init__(self, problem: str, hint: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.hint = hint


def harmless(cell: str) -> str | None:
    """Return a faulty cell for a message; ``None`` where it may hold a name or a CPR number.

    Examples:
        >>> harmless("31.02.2011"), harmless("Fornavn Efternavn")
        ('31.02.2011', None)

        Names of other scripts are short, and half of a letter there may be a mark:

        >>> harmless("\u674e\u5a1c") is None, harmless("\u0b95\u0bbf A.S.") is None
        (True, True)
    """
    is_word = re.search(r"[A-Za-z]{3}", cell) or any(map(_is_letter_of_others, cell))
    may_be_personal = is_word or personal_data(cell)
    return None if may_be_personal else cell[:80]


def _is_letter_of_others(character: str) -> bool:
    """Return whether it is a letter, or a mark of one, outside A to Z."""
    return not character.isascii() and unicodedata.category(character)[0] in "LM"


def danish_number(cell: str) -> float | None:
    """Read a number with decimal comma, thousands apart by points or not at all.

    Examples:
        >>> danish_number("15.414.794"), danish_number("32467,02"), danish_number("")
        (15414794.0, 32467.02, None)
    """
    text = _bare(cell)
    if not text:
        return None
    if _COMMA.fullmatch(text) or _COMMA_GROUPED.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    problem, hint = "not a number", "Expected a form such as 1.234.567,89."
    raise UnreadCell(problem, hint)


def number(cell: str) -> float | None:
    """Read a number with decimal point or comma and nothing between thousands.

    Examples:
        >>> number("674081,25"), number("530453.52"), number("0")
        (674081.25, 530453.52, 0.0)
    """
    text = _bare(cell)
    if not text:
        return None
    if _POINT.fullmatch(text) or _COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    problem, hint = "not a number", "Expected a form such as 1234567.89."
    raise UnreadCell(problem, hint)


def amount(value: float | None) -> float | None:
    """Refuse an amount below nothing.

    Examples:
        >>> amount(12.5)
        12.5
    """
    if value is not None and value < 0:
        problem, hint = "an amount below zero", "Correct it at the source."
        raise UnreadCell(problem, hint)
    return value


def day(cell: str) -> date | None:
    """Read a date, Danish (day first) or ISO.

    Examples:
        >>> day("04.11.2026"), day("2026-11-04"), day(" ")
        (datetime.date(2026, 11, 4), datetime.date(2026, 11, 4), None)
    """
    text = _bare(cell)
    if not text:
        return None
    danish, iso = _DANISH_DAY.fullmatch(text), _ISO_DAY.fullmatch(text)
    if danish:
        day_, month, year = map(int, danish.groups())
    elif iso:
        year, month, day_ = map(int, iso.groups())
    else:
        problem, hint = "not a date", "Expected a form such as 04.11.2026 or 2026-11-04."
        raise UnreadCell(problem, hint)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        problem = f"not a date between {EARLIEST_YEAR} and {LATEST_YEAR}"
        raise UnreadCell(problem, "Correct the year.")
    try:
        return datetime(year, month, day_).date()  # noqa: DTZ001
    except ValueError as error:
        problem, hint = "a day that does not exist", "Correct day or month."
        raise UnreadCell(problem, hint) from error


def cvr_number(cell: str) -> str | None:
    """Read a CVR number: eight digits, also as a VAT number (``DK`` before it).

    Examples:
        >>> cvr_number("DK 29 10 23 84"), cvr_number("")
        ('29102384', None)
    """
    text = re.sub(r"[\s.-]", "", cell).upper().removeprefix("DK")
    if not text:
        return None
    if re.fullmatch(r"\d{8}", text) and text.isascii():
        return text
    problem, hint = "not a CVR number", "A CVR number has eight digits."
    raise UnreadCell(problem, hint)


def _bare(cell: str) -> str:
    return cell.strip().replace("\u00a0", "").replace("\u2212", "-")
