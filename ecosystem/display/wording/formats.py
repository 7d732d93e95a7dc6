"""Numbers, money and dates as Danish and English readers write them."""

from datetime import date
from functools import lru_cache
from typing import Literal

from babel.dates import format_date
from babel.numbers import format_decimal

Language = Literal["da", "en"]
_LOCALE = {"da": "da_DK", "en": "en_GB"}


@lru_cache(maxsize=4096)
def number(value: float, language: Language = "da", decimals: int = 1) -> str:
    """Write a number: thousands apart, at most ``decimals`` decimals.

    Examples:
        >>> number(1234567.54)
        '1.234.567,5'
        >>> number(12, "en")
        '12'
    """
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return str(format_decimal(value, pattern, locale=_LOCALE[language]))


def day(value: date, language: Language = "da", *, is_long: bool = False) -> str:
    """Write a date: short for tables, long for text.

    Examples:
        >>> day(date(2026, 11, 4))
        '4.11.2026'
        >>> day(date(2026, 11, 4), is_long=True)
        '4. november 2026'
    """
    if is_long:
        pattern = "d. MMMM y" if language == "da" else "d MMMM y"
    else:
        pattern = "d.M.y" if language == "da" else "d/M/y"
    return str(format_date(value, pattern, locale=_LOCALE[language]))


def money(amount_dkk: float, language: Language = "da") -> str:
    """Write an amount in Danish kroner.

    Examples:
        >>> money(1250000)
        '1.250.000 kr.'
    """
    amount = number(amount_dkk, language, 0)
    return f"{amount} kr." if language == "da" else f"DKK {amount}"


def format_value(value: object, language: Language) -> str:
    """Write any value that fills a placeholder."""
    if value is None:
        return "ukendt" if language == "da" else "unknown"
    if isinstance(value, bool):
        words = {"da": ("nej", "ja"), "en": ("no", "yes")}
        return words[language][value]
    if isinstance(value, (int, float)):
        return number(float(value), language, 2 if abs(value) < 10 else 1)  # noqa: PLR2004
    if isinstance(value, date):
        return day(value, language, is_long=True)
    return str(value)


def telephone_words(number: str) -> str:
    """Write a telephone number as it is read aloud: a Danish one in pairs, without its country.

    Examples:
        >>> telephone_words("+45 12345678"), telephone_words("+46 8123456")
        ('12 34 56 78', '+46 8123456')
    """
    digits = "".join(number.removeprefix("+45").split())
    is_danish = digits.isdecimal() and len(digits) == 8  # noqa: PLR2004 - digits of a number
    pairs = (digits[place : place + 2] for place in range(0, len(digits), 2))
    return " ".join(pairs) if is_danish else number
