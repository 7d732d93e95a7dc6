"""What a user writes down: which texts may be kept, and what keeps a text out."""

from dataclasses import dataclass
from typing import Final, Self

from ecosystem.model.errors import EcosystemError
from ecosystem.model.text import (
    PersonalDatumKind,
    cleaned,
    personal_data,
    text_problems,
)

_NAMES: Final = {
    PersonalDatumKind.CPR: "a CPR number",
    PersonalDatumKind.EMAIL: "an e-mail address",
    PersonalDatumKind.TELEPHONE: "a telephone number",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a text, and whether it has to go before the text can be kept."""

    text: str
    is_refused: bool


class RefusedTextError(EcosystemError):
    """A text holds what is never kept; ``pieces`` marks where, ``kinds`` says what."""

    pieces: tuple[Marked, ...] = ()
    kinds: tuple[PersonalDatumKind, ...] = ()
    """Personal data that was found; none: characters that no document can hold."""

    @classmethod
    def from_pieces(cls, pieces: tuple[Marked, ...], kinds: tuple[PersonalDatumKind, ...]) -> Self:
        """Write what was found and where, and what to do."""
        names = [_NAMES[kind] for kind in kinds] or ["a character that no document can hold"]
        marked = "".join(f"[{piece.text}]" if piece.is_refused else piece.text for piece in pieces)
        error = cls(
            f'The text holds {" and ".join(names)}: "{marked}". Take out what stands in brackets: '
            "texts are kept and go into documents. Nothing was noted."
        )
        error.pieces, error.kinds = pieces, kinds
        return error


def keepable(text: str, *, is_one_line: bool = False) -> str:
    """Return a text as it may be kept: cleaned, without blanks around it.

    Raises:
        RefusedTextError: The text holds personal data or characters that no document can hold.

    Examples:
        >>> keepable(" Visit-selskaberne" + chr(0x2028) + "dækker ", is_one_line=True)
        'Visit-selskaberne dækker'
    """
    clean = cleaned(text, is_one_line=is_one_line).text.strip()
    data = personal_data(clean)
    places = [(datum.start, datum.end) for datum in data]
    if not places:
        places = [(fault.offset, fault.offset + 1) for fault in text_problems(clean)]
    if places:
        kinds = tuple(dict.fromkeys(datum.kind for datum in data))
        raise RefusedTextError.from_pieces(_pieces(clean, places), kinds)
    return clean


def refusal_of(text: str) -> RefusedTextError | None:
    """Return why a text cannot be kept; ``None``: it can.

    Examples:
        >>> refusal_of("CVR 10103940") is None
        True
    """
    try:
        keepable(text)
    except RefusedTextError as error:
        return error
    return None


def _pieces(text: str, places: list[tuple[int, int]]) -> tuple[Marked, ...]:
    """Cut a text at the places; an invisible character is written by its number.

    Of a CPR number no more than the beginning is repeated: messages are copied and logged.
    """
    pieces, at = [], 0
    for start, end in sorted(places):
        refused = text[max(start, at) : end]
        repeated = (
            refused if refused.isprintable() else " ".join(f"U+{ord(c):04X}" for c in refused)
        )
        if any(datum.kind is PersonalDatumKind.CPR for datum in personal_data(refused)):
            repeated = f"{refused[:2]}…"
        pieces += [Marked(text[at:start], is_refused=False), Marked(repeated, is_refused=True)]
        at = max(at, end)
    pieces.append(Marked(text[at:], is_refused=False))
    return tuple(piece for piece in pieces if piece.text)
