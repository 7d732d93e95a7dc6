"""How Danish names are put in order and found.

Æ, Ø and Å end the alphabet and Aa counts as Å, so Aabenraa, Aalborg and Aarhus end every list.
A reader who types ``århus``, ``aarhus`` or ``arhus`` means the same town.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import narwhals as nw

_ORDER: Final = (("aa", "å"), ("æ", "{"), ("ä", "{"), ("ø", "|"), ("ö", "|"), ("å", "}"))
"""Letters and what they are sorted as; ``{``, ``|`` and ``}`` follow ``z``."""
_FOLDED: Final = (("aa", "a"), ("å", "a"), ("é", "e"), ("è", "e"), ("ä", "æ"), ("ö", "ø"))
"""Spellings that are not told apart when a name is looked for."""
_PLAIN: Final = (("ü", "y"), ("é", "e"), ("è", "e"), ("á", "a"), ("ô", "o"))


def sort_key(name: str) -> str:
    """Return what a name is sorted by.

    Examples:
        >>> sorted(["Aarhus", "Ærø", "Vejle", "Aabenraa", "Øster", "Allerød"], key=sort_key)
        ['Allerød', 'Vejle', 'Ærø', 'Øster', 'Aabenraa', 'Aarhus']
    """
    return _replaced(name.lower(), _PLAIN + _ORDER)


def search_key(text: str) -> str:
    """Return what a name is looked for by: equal for all spellings of one name.

    Examples:
        >>> {search_key(typed) for typed in ("Århus", "aarhus", "ARHUS")}
        {'arhus'}
    """
    return " ".join(_replaced(text.lower(), _FOLDED).split())


def both_spellings(name: str) -> str:
    """Write a name with Aa so that a box finds it by Å as well.

    Examples:
        >>> both_spellings("Aarhus"), both_spellings("Vejle")
        ('Aarhus (Århus)', 'Vejle')
    """
    respelled = name.replace("Aa", "Å").replace("aa", "å")
    return name if respelled == name else f"{name} ({respelled})"


def sort_expression(column: str) -> "nw.Expr":
    """Return :func:`sort_key` as an expression over a column of a lazy table."""
    return _expression(column, _PLAIN + _ORDER)


def search_expression(column: str) -> "nw.Expr":
    """Return :func:`search_key` as an expression over a column of a lazy table."""
    return _expression(column, _FOLDED)


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def _expression(column: str, pairs: Iterable[tuple[str, str]]) -> "nw.Expr":
    import narwhals as nw

    expression = nw.col(column).str.to_lowercase()
    for old, new in pairs:
        expression = expression.str.replace_all(old, new, literal=True)
    return expression
