"""The way ahead of a firm, one for each need, as data: ``data/rules/_ways.yaml``.

A way is a list of steps in the order an adviser would tell them. Code knows what a step can lead
to (a contact, some offers, offers of an instrument) and what may be asked of it; whom to ring
first, what has to hold before and in which words it is told stand in the file.
"""

from itertools import chain
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from ecosystem.model.firms import FirmFact
from ecosystem.model.records import StrictRecord
from ecosystem.model.vocabulary import ActorKind, StepKind, WayContact

PLACEHOLDERS: Final = ("actor", "offer", "municipality", "hub")
"""What the words of a step may name in braces."""
Words = Annotated[str, Field(min_length=1)]


_ASKED_ABOUT_OFFERS: Final = (WayContact.BANK, WayContact.ACCOUNTANT)
"""Contacts that see to an offer for the firm."""


class StepWords(StrictRecord):
    """What an adviser says of a step, in two languages."""

    text_da: Words = Field(description="What to do, with {actor}, {offer}, {municipality}, {hub}.")
    text_en: Words
    before_da: Words | None = Field(default=None, description="What has to hold before it.")
    before_en: Words | None = None
    also_da: Words | None = Field(
        default=None, description="What to ask as well, where another need leads there already."
    )
    also_en: Words | None = None

    @model_validator(mode="after")
    def _names_what_is_known(self) -> "StepWords":
        pairs = ((self.before_da, self.before_en), (self.also_da, self.also_en))
        for text in filter(None, (self.text_da, self.text_en, *chain(*pairs))):
            try:
                text.format(**dict.fromkeys(PLACEHOLDERS, ""))
            except (KeyError, IndexError, ValueError):
                message = f"{text!r} names something else than {{{'}, {'.join(PLACEHOLDERS)}}}"
                raise ValueError(message) from None
        if any((danish is None) is not (english is None) for danish, english in pairs):
            message = "before_da and before_en, also_da and also_en go together"
            raise ValueError(message)
        return self


class StepCondition(StrictRecord):
    """What a fact of the firm has to be for a step to be told."""

    fact: FirmFact
    values: tuple[bool | str, ...] = Field(
        default=(), description="One of these; of a list, one in common."
    )
    at_least: float | None = None
    at_most: float | None = None
    must_be_told: bool = Field(
        default=False, description="The step is left out while nobody has told the fact."
    )


class WayStep(StepWords):
    """One step of a way: a contact, or the best of some offers."""

    kind: StepKind
    contact: WayContact | None = None
    offer_ids: tuple[str, ...] = Field(default=(), description="One of these offers.")
    instruments: tuple[str, ...] = Field(
        default=(), description="An offer of one of these instruments, as its rules name them."
    )
    provider_kinds: tuple[ActorKind, ...] = Field(
        default=(), description="Who carries it out is one of these."
    )
    when: tuple[StepCondition, ...] = Field(default=(), description="All have to hold.")
    is_visited: bool = Field(
        default=False, description="One goes there even where it is offered online as well."
    )
    is_research: bool = Field(
        default=False, description="Told only where the firm shows a sign of research."
    )

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "WayStep":
        has_offers = bool(self.offer_ids or self.instruments or self.provider_kinds)
        if not has_offers and self.contact is None:
            message = "a step leads to a contact or to offers; it names neither"
            raise ValueError(message)
        if has_offers and self.contact not in (None, *_ASKED_ABOUT_OFFERS):
            message = f"{self.contact} is asked about no offers; give them a step of their own"
            raise ValueError(message)
        return self


class Way(StrictRecord):
    """The steps for one need."""

    most_km: float = Field(gt=0, description="Km by road and ferry that such help is worth.")
    reason: str
    steps: tuple[WayStep, ...] = Field(min_length=1)


class Unnamed(StrictRecord):
    """What somebody is called while nobody knows who it is."""

    da: Words
    en: Words


class Ways(StrictRecord):
    """The way for every need, and the words for what an adviser chose."""

    version: str
    source: str
    most_steps: int = Field(gt=0, description="No way is told in more steps.")
    first_of_list: int = Field(
        gt=0, description="What to apply for or join comes from so many first suggestions."
    )
    least_likely: float = Field(
        ge=0,
        le=1,
        description="What firms of this sort meet more seldom is no step, unless it was chosen.",
    )
    unnamed: dict[Literal["municipality", "office", "hub"], Unnamed] = Field(
        description="What municipality, its business service and hub are called while unknown."
    )
    called: dict[str, Unnamed] = Field(
        default={}, description="What an actor is called in a sentence, by actor_id."
    )
    places: tuple[str, ...] = Field(
        default=(), description="Instruments of which the place is the help: worth the way or none."
    )
    without_cvr: tuple[WayStep, ...] = Field(
        description="What a firm without a CVR number does first."
    )
    needs: dict[str, Way]
    kind_of_instrument: dict[str, StepKind] = Field(
        description="What choosing an offer of an instrument means; of any other one applies."
    )
    chosen: dict[StepKind, StepWords] = Field(
        description="Words for an offer the adviser chose and no step of the way names."
    )
