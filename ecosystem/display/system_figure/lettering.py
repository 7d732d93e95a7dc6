"""How wide a text is, so that it is broken before it runs over its box.

Each width is that of the wider of IBM Plex Sans and Arial, to two hundredths of the size: whoever
lacks the first draws with the second or one of its measures, and nothing runs over in either.
"""

from collections.abc import Mapping
from typing import Final

_ELLIPSIS: Final = "…"
_UNKNOWN: Final = 1.1
"""Width of a character that the tables do not hold, in the size of the font."""


def _by_character(widths: Mapping[float, str]) -> dict[str, float]:
    return {character: width for width, characters in widths.items() for character in characters}


_REGULAR: Final = _by_character(
    {
        0.24: "'ij",
        0.28: " !,.l\xa0ìíîï",
        0.3: ":;",
        0.32: "[]f|¦·",
        0.34: "(){}¡²³",
        0.36: "rt¹",
        0.38: "/\\",
        0.4: "-IªºÌÍÎÏ",
        0.42: '"',
        0.44: "*",
        0.46: "°",
        0.48: "“”",
        0.5: "csvxyzçýÿ",
        0.52: "Jk",
        0.56: "?L_aeghnou¢«»àáâãäåèéêëðñòóôõöùúûü",
        0.58: "bdpq§µþ–",
        0.6: "$+0123456789<=>^`~£¥¨¬¯±×÷",
        0.62: "FTZ¤¿ø",
        0.64: "ß",
        0.66: "ABEKPSVXY¶ÀÁÂÃÄÅÈÉÊËÝÞ",
        0.7: "&",
        0.72: "#CDHNRUÇÐÑÙÚÛÜ",
        0.74: "®",
        0.76: "w",
        0.78: "GOQ©ÒÓÔÕÖØ",
        0.84: "M¼¾",
        0.88: "m½æ",
        0.92: "%",
        0.94: "W",
        1.0: "Æ—…",
        1.02: "@",
    }
)
_BOLD: Final = _by_character(
    {
        0.26: "'",
        0.28: " ij\xa0ìíîï",
        0.3: ",.l",
        0.34: "!():;[]¡²³·¹",
        0.36: "f",
        0.38: "t{|}¦",
        0.4: "-r",
        0.42: "IºÌÍÎÏ",
        0.44: "/\\ª",
        0.46: "°",
        0.48: '"',
        0.5: "z",
        0.52: "“”",
        0.56: "*J_aceksvxy¢«»àáâãäåçèéêëýÿ",
        0.58: "£§–",
        0.6: "$+0123456789<=>^`~¨¬¯±µ×÷",
        0.62: "?FLTZbdghnopqu¤¿ðñòóôõöøùúûüþ",
        0.64: "¥",
        0.66: "#EPSVXYÈÉÊËÝÞ",
        0.68: "¶ß",
        0.72: "&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜ",
        0.74: "®",
        0.78: "GOQ©ÒÓÔÕÖØ",
        0.82: "w",
        0.84: "M¼¾",
        0.86: "½",
        0.88: "mæ",
        0.94: "W",
        0.96: "%",
        0.98: "@",
        1.0: "Æ—…",
    }
)


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return how wide a text is at most, in the unit of its size.

    Examples:
        >>> round(text_width("Klynger", 10), 1)
        34.8
    """
    widths = _BOLD if is_bold else _REGULAR
    return size * sum(widths.get(character, _UNKNOWN) for character in text)


def break_lines(
    text: str, width: float, size: float, most: int, *, is_bold: bool = False
) -> tuple[str, ...]:
    """Break a text into lines that fit; what is over is cut and ends in an ellipsis.

    Args:
        text: One or more words; a word that is too long for a line is divided.
        width: How wide a line may be.
        size: Size of the font.
        most: Lines at most, at least one.
        is_bold: The text is set in the heavy weight.

    Examples:
        >>> break_lines("Professionshøjskoler og erhvervsakademier", 160, 15, 2)
        ('Professionshøjskoler', 'og erhvervsakademier')
    """
    lines: list[str] = []
    for piece in _pieces(text, width, size, is_bold=is_bold):
        joined = f"{lines[-1]} {piece}" if lines else piece
        if lines and text_width(joined, size, is_bold=is_bold) <= width:
            lines[-1] = joined
        else:
            lines.append(piece)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), width, size, is_bold=is_bold))


def _pieces(text: str, width: float, size: float, *, is_bold: bool) -> list[str]:
    """Return the words, each divided by hyphens until it fits a line."""
    pieces: list[str] = []
    for word in text.split():
        rest = word
        while text_width(rest, size, is_bold=is_bold) > width and len(rest) > 1:
            fitting = _fitting(rest, width - size * 0.45, size, is_bold=is_bold)
            pieces.append(f"{rest[:fitting]}-")
            rest = rest[fitting:]
        pieces.append(rest)
    return pieces


def _fitting(text: str, width: float, size: float, *, is_bold: bool) -> int:
    """Return how many characters fit, at least one."""
    fits = [n for n in range(1, len(text)) if text_width(text[:n], size, is_bold=is_bold) <= width]
    return max(fits, default=1)


def _cut(text: str, width: float, size: float, *, is_bold: bool) -> str:
    kept = text
    while kept and text_width(kept + _ELLIPSIS, size, is_bold=is_bold) > width:
        kept = kept[:-1].rstrip(" -")
    return kept + _ELLIPSIS
