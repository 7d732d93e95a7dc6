"""Text from the data as part of a file: escaped for markup, and without what no file can hold."""

import html
from typing import TypeVar

from ecosystem.model.text import printable

_Value = TypeVar("_Value")


def escape(text: str) -> str:
    """Write a text for HTML or XML: its tags are words, and every parser can read it.

    Examples:
        >>> escape("<b>Energi" + chr(11) + "& co"), escape("A" + chr(27))
        ('&lt;b&gt;Energi &amp; co', 'A�')
    """
    return html.escape(printable(text, is_one_line=True))


def printable_values(row: dict[str, _Value]) -> dict[str, _Value | str]:
    """Return the values of a row; its texts without what no file can hold.

    Examples:
        >>> printable_values({"name": "A" + chr(27), "firms": 3})
        {'name': 'A�', 'firms': 3}
    """
    return {
        key: printable(value) if isinstance(value, str) else value for key, value in row.items()
    }
