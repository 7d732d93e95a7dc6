"""What a text may hold: one gate for every text that comes in, is kept or is written.

A text holds characters that every document can carry, no direction mark without its end, no
formula that a spreadsheet would run, no address that is more than an address, and no personal
data. Each question has one function here; import, ``validate``, notes, drafts and writers ask it.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from ecosystem.model.personal_data import PersonalDatum as PersonalDatum  # noqa: PLC0414
from ecosystem.model.personal_data import PersonalDatumKind as PersonalDatumKind  # noqa: PLC0414
from ecosystem.model.personal_data import is_function_mailbox as is_function_mailbox  # noqa: PLC0414
from ecosystem.model.personal_data import personal_data as personal_data  # noqa: PLC0414
from ecosystem.model.personal_data import without_personal_data as without_personal_data  # noqa: PLC0414

UNWRITABLE: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands in a document where the text holds what no document can: the reader sees that."""

_BREAKS: Final = "\x0b\x0c\x85\u2028\u2029"
"""Line breaks of other programs: Word's and Excel's soft one, a page, and those of web pages."""
_CONTROLS: Final = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_OPENERS: Final = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
"""Marks that turn the direction of a text, each with the mark that ends it."""
_CLOSERS: Final = frozenset(_OPENERS.values())
_NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    chr((plane << 16) + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_SERVES_NOTHING: Final = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001d173-\U0001d17a"
)
"""Invisible everywhere: zero-width blanks, soft hyphens, byte order marks, fillers, notes."""
_SERVES_SOME: Final = "\u061c\u200c-\u200f\U000e0001\U000e0020-\U000e007f"
"""Invisible, but of use inside an emoji, or in a script that is written from the right."""

_CLEANED: Final = re.compile(f"\r(?!\n)|[{_BREAKS}{_SERVES_NOTHING}{_SERVES_SOME}]")
_FAULTY: Final = re.compile(f"[{_CONTROLS}\ud800-\udfff{_NONCHARACTERS}]")
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069\n]")
SUSPECT: Final = (
    f"[{_CONTROLS}\\r{_BREAKS}{_SERVES_NOTHING}{_SERVES_SOME}{_NONCHARACTERS}"
    "\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""A regular expression of every text that :func:`cleaned` or :func:`text_problems` may answer to.

The same serves RE2 without the half characters, which no file can hold.
"""

_ADDRESS: Final = re.compile(r"[^\s\\<>\"'`{}|^]+")
_HOST: Final = re.compile(
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)*[^\W_](?:[\w-]*[^\W_])?|\[[0-9a-fA-F:.]+\]"
)
_MAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+(?:\?(?:subject|body)=[^&]*)?")
_FORMULA: Final = re.compile("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_PLAIN_NUMBER: Final = re.compile(r"[+-]?\d[\d.,\u00a0 ]*(?:[eE][+-]?\d+)?\s?%?")


class TextProblemKind(StrEnum):
    """What is wrong with a character, so that nobody but a person can put it right."""

    CONTROL = "control"
    """Commands a machine and means nothing to a reader, or another character was meant."""
    SURROGATE = "surrogate"
    """Half of a character."""
    NONCHARACTER = "noncharacter"
    """Set aside by Unicode: never a character."""
    DIRECTION = "direction"
    """Turns the direction of the text and is never ended, or ends what never began."""


@dataclass(frozen=True, slots=True)
class TextProblem:
    """One character that a text must not hold."""

    kind: TextProblemKind
    offset: int
    """Characters before it."""
    name: str
    """The character as ``U+XXXX``."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """One character that cleaning replaced."""

    offset: int
    """Characters before it in the text as it was."""
    name: str
    """The character as ``U+XXXX``."""
    replacement: str
    """What stands there now: a line break, a blank or nothing."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text as a reader sees it, and what was replaced."""

    text: str
    changes: tuple[TextChange, ...] = ()


def character_name(character: str) -> str:
    """Write a character as ``U+XXXX``.

    Examples:
        >>> character_name(chr(11)), character_name("å")
        ('U+000B', 'U+00E5')
    """
    return f"U+{ord(character):04X}"


def cleaned(text: str, *, is_one_line: bool = False) -> CleanText:
    """Return a text with what means the same written as every document can carry it.

    Line breaks of other programs (U+000B, U+000C, U+0085, U+2028, U+2029, a bare carriage
    return) become a line break, and invisible characters that serve nothing (U+200B, a soft
    hyphen) go. A no-break space stays, and so does what joins an emoji or a script. What
    :func:`text_problems` tells is left where it is.

    Args:
        text: The text as it came.
        is_one_line: A name or a title: a line break becomes a blank instead.

    Examples:
        >>> cleaned("Energi" + chr(11) + "teknologi", is_one_line=True).text
        'Energi teknologi'
        >>> [change.name for change in cleaned("Ener" + chr(0xAD) + "gi").changes]
        ['U+00AD']
        >>> cleaned("Energi").changes
        ()
    """
    if (text.isascii() and text.isprintable()) or not _CLEANED.search(text):
        return CleanText(text)
    parts, changes, at = [], [], 0
    is_from_right = any(
        letter.isalpha() and unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text
    )
    for match in _CLEANED.finditer(text):
        offset, character = match.start(), match[0]
        if _serves(text, offset, is_from_right=is_from_right):
            continue
        replacement = ""
        if character == "\r" or character in _BREAKS:
            replacement = " " if is_one_line else "\n"
        changes.append(TextChange(offset, character_name(character), replacement))
        parts += [text[at:offset], replacement]
        at = match.end()
    return CleanText("".join([*parts, text[at:]]), tuple(changes)) if changes else CleanText(text)


def _serves(text: str, offset: int, *, is_from_right: bool) -> bool:
    """Return whether an invisible character does something where it stands."""
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    match text[offset]:
        case "\u200c" | "\u200d":
            return _joins(before) and _joins(after)
        case "\u061c" | "\u200e" | "\u200f":
            return is_from_right
        case tag if "\U000e0001" <= tag <= "\U000e007f":
            return before == "\U0001f3f4" or "\U000e0020" <= before <= "\U000e007f"
    return False


def _joins(character: str) -> bool:
    """Return whether it is an emoji, or a letter of a script whose letters are joined."""
    return bool(character) and unicodedata.category(character) in {"So", "Sk", "Lo", "Mn", "Mc"}


def text_problems(text: str) -> tuple[TextProblem, ...]:
    r"""List the characters of a text that no document can hold, or that turn what stands behind.

    What :func:`cleaned` replaces is no problem. Direction marks must be in pairs on their line.

    Examples:
        >>> text_problems("A" + chr(27) + "B")[0].name
        'U+001B'
        >>> [(one.kind.value, one.offset) for one in text_problems("evil" + chr(0x202E) + "gpj")]
        [('direction', 4)]
        >>> text_problems(chr(0x2067) + "abc" + chr(0x2069)), text_problems("Ærø\tog\nFyn")
        ((), ())
    """
    if text.isascii() and text.isprintable():
        return ()
    problems = [
        TextProblem(_kind_of(match[0]), match.start(), character_name(match[0]))
        for match in _FAULTY.finditer(text)
    ]
    problems += [
        TextProblem(TextProblemKind.DIRECTION, offset, character_name(text[offset]))
        for offset in _unpaired(text)
    ]
    return tuple(sorted(problems, key=lambda problem: problem.offset))


def _kind_of(character: str) -> TextProblemKind:
    match unicodedata.category(character):
        case "Cc":
            return TextProblemKind.CONTROL
        case "Cs":
            return TextProblemKind.SURROGATE
        case _:
            return TextProblemKind.NONCHARACTER


def _unpaired(text: str) -> list[int]:
    """List where direction marks stand that have no partner on their line."""
    open_marks: list[int] = []
    lone: list[int] = []
    for match in _TURNS.finditer(text):
        offset, mark = match.start(), match[0]
        if mark == "\n":
            lone += open_marks
            open_marks = []
        elif mark in _OPENERS:
            open_marks.append(offset)
        elif open_marks and _OPENERS[text[open_marks[-1]]] == mark:
            open_marks.pop()
        else:
            lone.append(offset)
    return lone + open_marks


def printable(text: str, *, is_one_line: bool = False) -> str:
    r"""Return a text that every document can hold, whatever it held before.

    The last gate, for writers: a register is checked when it is read, so that this changes
    nothing; a text that came another way is written with U+FFFD for what cannot be written.

    Examples:
        >>> printable("Energi" + chr(11) + "teknologi"), printable("A" + chr(27) + "B")
        ('Energi\nteknologi', 'A�B')
    """
    if text.isascii() and text.isprintable():
        return text
    clean = cleaned(text, is_one_line=is_one_line).text
    lone = set(_unpaired(clean))
    paired = (
        "".join(character for at, character in enumerate(clean) if at not in lone)
        if lone
        else clean
    )
    return _FAULTY.sub(UNWRITABLE, paired)


def safe_address(text: str) -> str | None:
    """Return a text that is one web or mail address and nothing else; ``None`` when it is not.

    Only ``http``, ``https`` and ``mailto`` are addresses that a page may lead to, and a web
    address names its host openly: none that is written behind an @, none without a host.

    Examples:
        >>> safe_address(" https://www.kl.dk/erhverv?a=1 ")
        'https://www.kl.dk/erhverv?a=1'
        >>> safe_address("javascript:alert(1)//https://www.kl.dk"), safe_address("www.kl.dk")
        (None, None)
        >>> safe_address("https://www.kl.dk@evil.example/"), safe_address("mailto:info@kl.dk")
        (None, 'mailto:info@kl.dk')
    """
    address = text.strip()
    if not _ADDRESS.fullmatch(address) or text_problems(address) or cleaned(address).changes:
        return None
    scheme, colon, rest = address.partition(":")
    match scheme.lower() + colon:
        case "mailto:":
            return address if _MAIL.fullmatch(rest) else None
        case "http:" | "https:":
            return address if rest.startswith("//") and _names_host(address) else None
    return None


def _names_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        return False
    host = parts.netloc.rsplit(":", 1)[0] if parts.port is not None else parts.netloc
    return port_is_sound and _HOST.fullmatch(host) is not None


def inert_cell(text: str) -> str:
    """Return the text of a CSV cell so that no spreadsheet runs it as a formula.

    A text that begins like a formula (``=``, ``+``, ``-``, ``@``, a tab, a line break, also
    behind blanks and in full width) gets an apostrophe in front. A number stays a number.

    Examples:
        >>> inert_cell("=HYPERLINK(1)"), inert_cell("@SUM"), inert_cell("Ærø")
        ("'=HYPERLINK(1)", "'@SUM", 'Ærø')
        >>> inert_cell("-12,5"), inert_cell("-2+3")
        ('-12,5', "'-2+3")
    """
    if _FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def bare_cell(cell: str) -> str:
    """Return the text of a cell as it was before :func:`inert_cell`.

    Examples:
        >>> bare_cell(inert_cell("=HYPERLINK(1)")), bare_cell("'t Hart")
        ('=HYPERLINK(1)', "'t Hart")
    """
    text = cell.removeprefix("'")
    return text if inert_cell(text) == cell else cell
