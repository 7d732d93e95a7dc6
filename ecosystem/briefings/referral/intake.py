"""Answer what an adviser asks when a talk begins: is it this firm, and what has to be known?

The number is looked at before the register is: a wrong number is said to be wrong, not to be
unknown. Only facts that some rule of the needs asked for uses are worth asking.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, assert_never

from pydantic import Field

from ecosystem.analysis.day import OnDay, is_personally_owned
from ecosystem.analysis.eligibility import eligibility_context, opening_on
from ecosystem.analysis.referral.free_text import MeaningIndex, interpret
from ecosystem.analysis.text_index import stems
from ecosystem.briefings.actors.listing import ActorFilter, list_actors
from ecosystem.briefings.records import Fields
from ecosystem.briefings.referral.firm import find_firm
from ecosystem.model.cvr import has_check_digit
from ecosystem.model.drafts import ABOUT_THE_ACTOR, NotFitting
from ecosystem.model.errors import EcosystemError
from ecosystem.model.firms import FIRM_FACTS, Firm, FirmFact
from ecosystem.model.offers import (
    AgeBetween,
    AllOf,
    AnyOf,
    Between,
    Criterion,
    DesignatedCluster,
    IsTrue,
    MustAsk,
    NoneOf,
    Offer,
    OneOf,
    SizeClass,
)
from ecosystem.model.records import Record
from ecosystem.model.referrals import Meaning, Question, Referral
from ecosystem.model.register import Register, big_table, collect
from ecosystem.model.vocabulary import ActorKind, OfferKind

ALWAYS_ASKED: Final[tuple[FirmFact, ...]] = ("municipality_code", "positions")
"""Facts that decide who is near and whose field it is, whatever the rules say."""
CVR_DIGITS: Final = 8
_KINDS: Final = ("need", "position", "offer")
MAX_PROPOSALS: Final = 3
"""Proposals of each kind from a text."""


class CvrState(StrEnum):
    """What looking a CVR number up came to."""

    FOUND = "found"
    NOT_DIGITS = "not_digits"
    WRONG_LENGTH = "wrong_length"
    WRONG_CHECK_DIGIT = "wrong_check_digit"
    NOT_FOUND = "not_found"
    NO_FIRMS = "no_firms"


class CvrAnswer(Record):
    """A firm looked up by its number, or why there is none."""

    state: CvrState
    typed: str = Field(description="The number as it was looked up, without spaces.")
    firm: Firm | None = None
    facts_drawn: tuple[str, ...] = ()
    is_advertising_protected: bool = False
    closed: date | None = Field(default=None, description="Day it closed, if it has.")


class AskedFact(Record):
    """A fact that rules use, and how many of the offers that answer the needs use it."""

    fact: FirmFact
    offers: int


def look_up_cvr(register: Register, typed: str, on: date) -> CvrAnswer:
    """Look a firm up by its CVR number.

    A number that the register holds is found even if its check digit does not fit, as in
    example data; elsewhere the check digit is the likeliest reason that it is not found.
    """
    number = re.sub(r"^DK(?=\d)", "", re.sub(r"[\s.-]+", "", typed).upper())[:40]
    if not (number.isascii() and number.isdigit()):
        return CvrAnswer(state=CvrState.NOT_DIGITS, typed=number)
    if len(number) != CVR_DIGITS:
        return CvrAnswer(state=CvrState.WRONG_LENGTH, typed=number)
    try:
        firm, drawn = find_firm(register, number, on)
    except EcosystemError:
        return CvrAnswer(state=_why_not_found(register, number, on), typed=number)
    return CvrAnswer(
        state=CvrState.FOUND,
        typed=number,
        firm=firm,
        facts_drawn=drawn,
        **_standing(register, firm),
    )


def is_sole_proprietor(firm: Firm) -> bool:
    """Return whether what is known of the firm is personal data of its owner."""
    return is_personally_owned(firm.legal_form)


def propose_from_text(
    text: str, index: MeaningIndex, register: Register, on: date
) -> tuple[Meaning, ...]:
    """Propose needs, positions and offers from a firm's own words, for a person to confirm.

    A scheme is proposed when the text has a word of its name and it is not closed on the day;
    words that happen to stand in a description say too little.

    Raises:
        EcosystemError: The text is too long, or seems to hold a CPR number.
    """
    proposed = []
    counts: Counter[str] = Counter()
    context = eligibility_context(OnDay(register, on))
    for meaning in interpret(text, index, len(register.catalogue)):
        if meaning.kind == "offer":
            offer = register.catalogue[meaning.identifier]
            name_stems = {stem for stem, _ in stems(f"{offer.name_da} . {offer.name_en or ''}")}
            text_stems = {
                stem for stem, _ in stems(" ".join(meaning.words), index.words.empty_words)
            }
            is_named = offer.kind is OfferKind.SCHEME and name_stems & text_stems
            if not is_named or opening_on(offer, Firm(), context) is False:
                continue
        counts[meaning.kind] += 1
        if counts[meaning.kind] <= MAX_PROPOSALS:
            proposed.append(meaning)
    return tuple(sorted(proposed, key=lambda meaning: _KINDS.index(meaning.kind)))


def blocked_by(register: Register, left_out: Mapping[str, NotFitting]) -> tuple[str, ...]:
    """Return the offers and actors that cannot be used, from what an adviser left out and why.

    Who does not want an actor's service, has tried it or finds it too far away, is not offered
    the next service of the same actor.
    """
    blocked = dict.fromkeys(left_out)
    for offer_id, why in left_out.items():
        offer = register.catalogue.get(offer_id)
        if offer is None or offer.kind is not OfferKind.SERVICE or why not in ABOUT_THE_ACTOR:
            continue
        if offer.provider_actor_id is not None:
            blocked[offer.provider_actor_id] = None
    return tuple(blocked)


def facts_to_ask(register: Register, need_ids: Collection[str]) -> tuple[AskedFact, ...]:
    """List the facts that rules use, those that most offers use first.

    Args:
        register: The register.
        need_ids: What is needed; empty: whatever the offer is for.

    Returns:
        Every fact that an open offer's rules use; place and field stand first in any case.
    """
    needs = set(need_ids)
    offers = [
        offer
        for offer in register.catalogue.values()
        if (not needs or needs & set(offer.need_ids)) and not offer.rules.opening.is_ended
    ]
    counts = Counter(fact for offer in offers for fact in _facts_of(offer))
    always = [AskedFact(fact=fact, offers=counts[fact]) for fact in ALWAYS_ASKED]
    rest = sorted(
        (fact for fact in FIRM_FACTS if counts[fact] and fact not in ALWAYS_ASKED),
        key=lambda fact: (-counts[fact], FIRM_FACTS.index(fact)),
    )
    return (*always, *(AskedFact(fact=fact, offers=counts[fact]) for fact in rest))


def questions_to_ask(
    briefing: Referral, cannot_tell: Collection[str], at_most: int = 1
) -> tuple[Question, ...]:
    """Return the next best questions; after "cannot tell" the best of those not asked yet.

    Args:
        briefing: The referral.
        cannot_tell: Facts that were asked about and that the firm cannot tell.
        at_most: Questions to ask together.
    """
    if briefing.next_question is None:
        return ()
    unanswered = [question for question in briefing.questions if question.fact not in cannot_tell]
    return (*unanswered[:1], *(question for question in unanswered[1:] if question.settles))[
        :at_most
    ]


def _why_not_found(register: Register, number: str, on: date) -> CvrState:
    if not has_check_digit(number):
        return CvrState.WRONG_CHECK_DIGIT
    if register.actors is None:
        return CvrState.NO_FIRMS
    firms = list_actors(register, on, ActorFilter(kind=ActorKind.FIRM.value), at_most=1)
    return CvrState.NOT_FOUND if firms.found else CvrState.NO_FIRMS


def _standing(register: Register, firm: Firm) -> Fields:
    """Return what a firm is marked with: declined approaches, and the day it closed."""
    import narwhals as nw

    rows = big_table(register, "actors", "which firm has the number").filter(
        nw.col("actor_id") == firm.actor_id
    )
    flags = collect(rows.select("is_advertising_protected", "closed"))
    return {
        "is_advertising_protected": bool(flags["is_advertising_protected"].any()),
        "closed": next((day.date() for day in flags["closed"].dropna()), None),
    }


def _facts_of(offer: Offer) -> set[FirmFact]:
    used = set(_used(offer.rules.criteria))
    if offer.area not in (None, (), ("national",)):
        used.add("municipality_code")
    return used


def _used(criteria: Iterable[Criterion]) -> Iterator[FirmFact]:
    for criterion in criteria:
        match criterion:
            case AllOf() | AnyOf():
                yield from _used(criterion.parts)
            case SizeClass():
                yield from _SIZE
            case OneOf() | NoneOf():
                fact = criterion.fact
                if fact == "nuts3_code" or fact == "region_code":  # noqa: PLR1714 - tells mypy
                    yield "municipality_code"
                else:
                    yield fact
            case Between() | IsTrue() | AgeBetween() | DesignatedCluster() | MustAsk():
                yield criterion.fact
            case _:
                assert_never(criterion)


_SIZE: Final[Sequence[FirmFact]] = ("employees", "turnover_dkk", "balance_dkk")
