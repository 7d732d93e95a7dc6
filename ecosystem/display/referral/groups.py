"""Which suggestions a list shows together, and which of them it opens with."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final, assert_never

from ecosystem.display.referral.lines import opens_words
from ecosystem.display.wording import Language, t
from ecosystem.model.referrals import LeftOutWhy, Suggestion
from ecosystem.model.vocabulary import Freshness, OfferState

if TYPE_CHECKING:
    from ecosystem.briefings.referral.firm import FirmBriefing

ENOUGH_SUITABLE: Final = 3
"""Suitable suggestions that make a choice; with fewer the whole list is shown."""

TOLD_LEFT_OUT: Final[Mapping[LeftOutWhy, str | None]] = {
    "other_field": "other",
    "other_area": "other",
    "field_unknown": "unknown",
    "area_unknown": "unknown",
    "too_far": "too_far",
    "closed": "closed",
    "unlikely": "unlikely",
    "blocked": None,
}
"""The reasons of which a list tells how many offers it left out."""


class Group(StrEnum):
    """Suggestions that are shown together, in the order a page names them."""

    ALL = "all"
    SUITABLE = "suitable"
    ASK_IF_OPEN = "ask_if_open"
    MISSING = "missing"
    CONTACT = "contact"
    MENDABLE = "mendable"
    NOT_SUITABLE = "not_suitable"


Groups = Mapping[Group, tuple[Suggestion, ...]]


def groups_of(briefing: "FirmBriefing") -> Groups:
    """Sort a referral's offers into the groups that hold any; the order within is the list's."""
    offers = all_offers(briefing)
    groups = {group: tuple(s for s in offers if group_of(s) is group) for group in Group}
    groups[Group.ALL] = briefing.suggestions
    return {group: members for group, members in groups.items() if members}


def all_offers(briefing: "FirmBriefing") -> tuple[Suggestion, ...]:
    """Return every offer of a referral, also those that are not open to the firm."""
    return (*briefing.suggestions, *briefing.mendable, *briefing.not_suitable)


def group_of(suggestion: Suggestion) -> Group:
    """Return the group of a suggestion; somebody to ring is neither suitable nor the opposite."""
    if suggestion.is_contact:
        return Group.CONTACT
    match suggestion.state:
        case OfferState.SUITABLE:
            return Group.SUITABLE
        case OfferState.ASK_IF_OPEN:
            return Group.ASK_IF_OPEN
        case OfferState.FACTS_MISSING | OfferState.NO_REQUIREMENTS | OfferState.THROUGH_OPERATOR:
            return Group.MISSING
        case OfferState.MENDABLE:
            return Group.MENDABLE
        case OfferState.NOT_SUITABLE | OfferState.CLOSED:
            return Group.NOT_SUITABLE
        case _:
            assert_never(suggestion.state)


def first_group(groups: Groups) -> Group:
    """Return the group a list opens with: what suits where that is a choice, else all of it.

    The adviser's own organisation is not counted: she knows of it without looking.
    """
    suitable = [
        suggestion
        for suggestion in groups.get(Group.SUITABLE, ())
        if not suggestion.is_own_organisation
    ]
    if len(suitable) >= ENOUGH_SUITABLE:
        return Group.SUITABLE
    return next(iter(groups), Group.ALL)


def group_words(group: Group, groups: Groups, language: Language = "da") -> str:
    """Write a group's name and size; what can be mended is named where it is one thing."""
    members = groups.get(group, ())
    name = t(f"cards.group.{group.value}", language)
    if group is Group.MENDABLE and len({suggestion.opens_when for suggestion in members}) == 1:
        name = opens_words(members[0].opens_when, language)
    return t("cards.group", language, name=name, n=len(members))


def doubt_words(suggestions: Sequence[Suggestion], language: Language = "da") -> str:
    """Write once what is not confirmed of a list, and what no deadline on a card means."""
    unsure = sum(suggestion.freshness is not Freshness.CONFIRMED for suggestion in suggestions)
    sentences = [t("cards.doubt", language, n=unsure, of=len(suggestions))] if unsure else []
    if any(suggestion.deadline is None for suggestion in suggestions):
        sentences.append(t("cards.doubt.deadline", language))
    return " ".join(sentences)


def left_out_words(left_out: Mapping[LeftOutWhy, int], language: Language = "da") -> str:
    """Write how many offers are not on the list, by reason; what was left out by hand is known."""
    counted: Counter[str] = Counter()
    for why, n in left_out.items():
        if (reason := TOLD_LEFT_OUT[why]) is not None:
            counted[reason] += n
    parts = [t(f"cards.left_out.{reason}", language, n=n) for reason, n in counted.items() if n]
    return t("cards.left_out", language, parts="; ".join(parts)) if parts else ""
