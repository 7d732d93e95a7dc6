"""Suggestions as cards: every word an adviser reads on the list.

Each card sets the firm's own value beside what is demanded, keeps met, not met and not known
apart, and names source and day. Codes of places and fields are written as names.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ecosystem.display.referral.lines import (
    becomes_suitable,
    before_next_words,
    contact_words,
    deadline_words,
    demand_lines,
    distance_of,
    opening_words,
    source_words,
    state_words,
    through_words,
    title_of,
)
from ecosystem.display.referral.tables import point_rows, rule_rows
from ecosystem.display.referral.words import freshness_words
from ecosystem.display.wording import Language, say, t
from ecosystem.display.wording.formats import number
from ecosystem.model.referrals import Suggestion
from ecosystem.model.vocabulary import OfferKind, OfferState, Verdict

_SHOWN_APART: Final = {
    "refer.against.unknown",
    "refer.against.to_check",
    "refer.against.opening_unknown",
}
"""What a card tells in a part of its own."""
_SHUT: Final = (OfferState.MENDABLE, OfferState.NOT_SUITABLE, OfferState.CLOSED)


@dataclass(frozen=True, slots=True)
class Card:
    """One suggestion in words."""

    offer_id: str
    kind: OfferKind
    title: str
    is_shut: bool
    """Whether something stands against choosing it, so that a reason is asked for."""
    status: str
    """The state in words, with a mark."""
    line: str
    badges: tuple[str, ...]
    reasons: tuple[str, ...]
    unmet: tuple[str, ...]
    unknown: tuple[str, ...]
    met: tuple[str, ...]
    against: tuple[str, ...]
    before_next: str | None
    """What puts it before the one after it."""
    to_check: tuple[str, ...]
    becomes: str | None
    through: str | None
    """What the actor applies for, so that the firm can take part through it."""
    next_step: str | None
    contact: str | None
    """Telephone and mailbox of the provider."""
    opening: str | None
    """When it is open, where that is known to hold; else it stands among what is not."""
    source: str
    checked: str
    url: str | None
    """Page of the offer."""
    note: str | None
    rules: tuple[dict[str, str], ...]
    points: tuple[dict[str, str], ...]


def suggestion_cards(
    suggestions: Iterable[Suggestion],
    ranked: int,
    names: Mapping[str, str],
    language: Language = "da",
) -> tuple[Card, ...]:
    """Write suggestions as cards, in the order they come.

    Args:
        suggestions: What a referral suggests, or what does not fit.
        ranked: How many the referral suggests in all.
        names: Names of municipalities and strength positions by their code or id.
        language: Danish or English.
    """
    return tuple(_card(suggestion, ranked, names, language) for suggestion in suggestions)


def _card(
    suggestion: Suggestion, ranked: int, names: Mapping[str, str], language: Language
) -> Card:
    danish = language == "da"
    verdicts = {
        verdict: tuple(demand_lines(suggestion, verdict, names, language)) for verdict in Verdict
    }
    return Card(
        offer_id=suggestion.offer_id,
        kind=suggestion.kind,
        title=title_of(suggestion, language),
        is_shut=suggestion.state in _SHUT,
        status=state_words(suggestion, language),
        line=_line(suggestion, ranked, language),
        badges=tuple(_badges(suggestion, language)),
        reasons=tuple(say(sentence, language) for sentence in suggestion.reasons),
        unmet=verdicts[Verdict.UNMET],
        unknown=verdicts[Verdict.UNKNOWN],
        met=verdicts[Verdict.MET],
        against=tuple(
            say(s, language) for s in suggestion.speaks_against if s.key not in _SHOWN_APART
        ),
        before_next=before_next_words(suggestion, language),
        to_check=()
        if suggestion.is_contact
        else tuple(c.text_da if danish else c.text_en for c in suggestion.to_check),
        becomes=becomes_suitable(suggestion, language),
        through=through_words(suggestion, language),
        next_step=suggestion.next_step,
        contact=contact_words(suggestion.contact, language),
        opening=_opening(suggestion, language),
        source=source_words(suggestion.source, language),
        checked=freshness_words(suggestion.freshness, suggestion.checked, language),
        url=suggestion.url,
        note=suggestion.aid_note_da if danish else suggestion.aid_note_en,
        rules=tuple(rule_rows(suggestion, names, language)),
        points=tuple(point_rows(suggestion, language)),
    )


def _opening(suggestion: Suggestion, language: Language) -> str | None:
    is_open = any(f.fact == "open" and f.verdict is Verdict.MET for f in suggestion.findings)
    return opening_words(suggestion, language) if is_open else None


def _line(suggestion: Suggestion, ranked: int, language: Language) -> str:
    kind = "contact" if suggestion.is_contact else suggestion.kind.value
    parts = [
        t(f"cards.kind.{kind}", language),
        suggestion.provider_name if suggestion.provider_name != suggestion.name else None,
        None if suggestion.deadline is None else deadline_words(suggestion, language),
        distance_of(suggestion, language),
        None
        if suggestion.rank is None
        else t(
            "cards.place",
            language,
            n=suggestion.rank,
            of=ranked,
            points=number(100 * suggestion.score, language, 0),
        ),
    ]
    return " · ".join(part for part in parts if part)


def _badges(suggestion: Suggestion, language: Language) -> Iterator[str]:
    if suggestion.is_own_organisation:
        yield t("cards.mark.own", language)
