"""The offers of one actor on a day, and the grants for operators that it gives or carries out."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from pydantic import Field

from ecosystem.analysis.day import SORT_OF_OFFER, OnDay
from ecosystem.briefings.records import Labelled
from ecosystem.model.danish import sort_key
from ecosystem.model.firms import Firm
from ecosystem.model.records import Record
from ecosystem.model.vocabulary import ActorKind, Freshness, OfferKind, OpeningReason

if TYPE_CHECKING:
    from ecosystem.analysis.eligibility import EligibilityContext
    from ecosystem.model.offers import Offer


class Requirement(Record):
    """Something an offer demands, in two languages."""

    text_da: str
    text_en: str


class OfferSummary(Record):
    """An offer of the actor: what it helps with, whom, and how to begin."""

    offer_id: str
    kind: OfferKind
    name_da: str
    name_en: str | None
    needs: tuple[Labelled, ...]
    for_whom_da: str | None
    for_whom_en: str | None
    requirements: tuple[Requirement, ...]
    to_check: tuple[Requirement, ...]
    next_step: str | None
    url: str | None
    is_open: bool | None = Field(description="Open on the day; None: nobody can tell.")
    opening_reason: OpeningReason | None = Field(
        description="Why it is not open, or why nobody can tell; None: it is open."
    )
    source: str
    checked: date | None
    confidence: str | None
    freshness: Freshness


class OperatorGrant(Record):
    """A grant that only operators apply for, with firms taking part through them."""

    offer_id: str
    name_da: str
    name_en: str | None
    is_provider: bool = Field(description="The actor grants it; else it carries it out.")
    is_open: bool | None = Field(description="Open on the day; None: nobody can tell.")
    url: str | None
    freshness: Freshness


def offers_of(day: OnDay, actor_id: str) -> tuple[OfferSummary, ...] | None:
    """List the offers of an actor that firms can use, closed ones last; ``None``: not recorded."""
    from ecosystem.analysis.eligibility import eligibility_context

    if day.register.offers is None:
        return None
    context = eligibility_context(day)
    names = _names_in_demands(day)
    summaries = [
        _summary(day, offer, names, context)
        for offer in day.register.catalogue.values()
        if offer.provider_actor_id == actor_id and not is_for_operators(offer)
    ]
    return tuple(
        sorted(summaries, key=lambda summary: (summary.is_open is False, sort_key(summary.name_da)))
    )


def is_for_operators(offer: "Offer") -> bool:
    """Return whether an offer is a grant that only operators can apply for."""
    return offer.rules.applied_by == "operator"


def _summary(
    day: OnDay, offer: "Offer", names: Mapping[str, Labelled], context: "EligibilityContext"
) -> OfferSummary:
    """Build the summary of an offer; its demands are found with a firm nobody knows anything of."""
    from ecosystem.analysis.eligibility import judge_offer

    judgement = judge_offer(offer, Firm(), context)
    findings = [f for f in (*judgement.findings, *judgement.other_findings) if f.fact != "open"]
    demands = {f.required: _requirement(f.required, f.required_en, names) for f in findings}
    return OfferSummary(
        **{name: getattr(offer, name) for name in _OF_OFFER},
        needs=tuple(Labelled.of(need_id, day.names.need(need_id)) for need_id in offer.need_ids),
        for_whom_da=offer.rules.target_group_da,
        for_whom_en=offer.rules.target_group_en,
        requirements=tuple(demands.values()),
        to_check=tuple(
            Requirement(text_da=requirement.text_da, text_en=requirement.text_en)
            for requirement in judgement.to_check
        ),
        is_open=judgement.is_open,
        opening_reason=judgement.opening_reason,
        freshness=_freshness_of(day, offer),
    )


def _freshness_of(day: OnDay, offer: "Offer") -> Freshness:
    return day.freshness.state(offer.checked, SORT_OF_OFFER[offer.kind])


def _names_in_demands(day: OnDay) -> dict[str, Labelled]:
    """Return the names of ids and codes that a demand may list: positions and municipalities."""
    places = {
        code: Labelled.of(code, (name, name)) for code, name in day.names.municipalities.items()
    }
    positions = {
        position_id: Labelled.of(position_id, name)
        for position_id, name in day.names.positions.items()
    }
    return {**positions, **places}


def _requirement(text_da: str, text_en: str, names: Mapping[str, Labelled]) -> Requirement:
    """Write names where a demand lists ids of positions or codes of municipalities."""

    def named(text: str, language: Literal["name_da", "name_en"]) -> str:
        return re.sub(
            r"[a-z0-9_]+",
            lambda word: getattr(names[word[0]], language) if word[0] in names else word[0],
            text,
        )

    return Requirement(text_da=named(text_da, "name_da"), text_en=named(text_en, "name_en"))


_OF_OFFER: Final = (
    "offer_id",
    "kind",
    "name_da",
    "name_en",
    "next_step",
    "url",
    "source",
    "checked",
    "confidence",
)


def grants_of(day: OnDay, actor_id: str) -> tuple[OperatorGrant, ...]:
    """List the grants for operators that an actor gives, or that are carried out through it.

    One that is closed is carried out by nobody; who gave it is told that it is closed.
    """
    from ecosystem.analysis.eligibility import eligibility_context, opening_on

    if day.register.offers is None:
        return ()
    context, nobody = eligibility_context(day), Firm()
    grants = [
        OperatorGrant(
            **{name: getattr(offer, name) for name in ("offer_id", "name_da", "name_en", "url")},
            is_provider=offer.provider_actor_id == actor_id,
            is_open=opening_on(offer, nobody, context),
            freshness=_freshness_of(day, offer),
        )
        for offer in day.register.catalogue.values()
        if is_for_operators(offer)
        and (offer.provider_actor_id == actor_id or actor_id in _operators(day, offer))
    ]
    usable = [grant for grant in grants if grant.is_provider or grant.is_open is not False]
    return tuple(
        sorted(usable, key=lambda grant: (grant.is_open is False, sort_key(grant.name_da)))
    )


def _operators(day: OnDay, offer: "Offer") -> Iterable[str]:
    """List the actors that carry an offer out on the day, as far as its rules tell."""
    match offer.rules.delivered_by:
        case "designated_cluster":
            return day.actors.without_closed(day.membership.designated["actor_id"])
        case "local_hub":
            return set(day.places.hub_of.values())
        case "own_municipality" | "every_municipality":
            return day.actors.of_kind(ActorKind.MUNICIPAL_OFFICE)
        case None:
            return ()
