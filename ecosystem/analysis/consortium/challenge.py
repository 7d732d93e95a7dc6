"""A challenge: its words, and the strength positions it is about."""

from dataclasses import dataclass
from typing import Final

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.referral.free_text import interpret, meaning_index, refuse_text
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.model.register import Register, check_position, small_table

NEARLY_AS_GOOD: Final = 0.6
"""Part of the fit of the best position that another one read from the text has at least."""
MOST_READ: Final = 2
"""Positions that are read from a text at most."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What somebody wants solved, in words."""

    text: str
    position_ids: tuple[str, ...]
    is_read: bool
    """The positions were read from the words; somebody has to confirm them."""
    challenge_id: str | None = None
    named_by: str | None = None
    """Actor of the trade that named it."""


def challenge_of_text(day: OnDay, text: str, position_id: str | None = None) -> Challenge:
    """Read a challenge in free words.

    Raises:
        EcosystemError: The text is empty, too long, or seems to hold personal data.
        UnknownIdError: The register has no such position.
    """
    refuse_text(text)
    if not text.strip():
        message = "The challenge has no words. Write in a few lines what is to be solved."
        raise EcosystemError(message)
    if position_id is not None:
        check_position(day.register, position_id)
        return Challenge(text, (position_id,), is_read=False)
    return Challenge(text, _positions_in(text, day.register), is_read=True)


def challenge_of(day: OnDay, challenge_id: str, position_id: str | None = None) -> Challenge:
    """Find a challenge of the register; its own position counts where none is asked for.

    Raises:
        NotRecordedError: The register has no challenges.
        UnknownIdError: The register has no such challenge or position.
    """
    table = small_table(day.register, "challenges", "which challenges there are")
    rows = table[table["challenge_id"] == challenge_id]
    if rows.empty:
        kind = "challenge"
        raise UnknownIdError.from_available(kind, challenge_id, table["challenge_id"])
    row = rows.astype(object).where(rows.notna(), None).to_dict("records")[0]
    challenge = challenge_of_text(day, str(row["name"]), position_id or row["position_id"])
    return Challenge(
        challenge.text,
        challenge.position_ids,
        challenge.is_read,
        challenge_id,
        row["named_by_actor_id"],
    )


def _positions_in(text: str, register: Register) -> tuple[str, ...]:
    """List the positions that the words are about, best first."""
    meanings = [m for m in interpret(text, meaning_index(register)) if m.kind == "position"]
    least = NEARLY_AS_GOOD * max((meaning.score for meaning in meanings), default=0.0)
    return tuple(m.identifier for m in meanings if m.score >= least)[:MOST_READ]
