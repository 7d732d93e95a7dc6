"""What a scheme demands of those who apply together, as data; and the seats of a consortium.

A demand stands in the rule file of the offer (``consortium``), each with its source and how sure it
is. What is not listed is not known: neither demanded nor free.
"""

from datetime import date
from enum import StrEnum
from typing import Final

from pydantic import Field, model_validator

from ecosystem.model.records import StrictRecord
from ecosystem.model.vocabulary import SourceConfidence


class ConsortiumRule(StrEnum):
    """What a scheme may demand of those who apply together."""

    LEAST_PARTIES = "least_parties"
    LEAST_COUNTRIES = "least_countries"
    PARTY_IN_EU = "party_in_eu"
    SME_LEADS = "sme_leads"
    FIRM_TAKES_PART = "firm_takes_part"
    KNOWLEDGE_TAKES_PART = "knowledge_takes_part"
    LEAST_SME_SHARE = "least_sme_share"
    MOST_PARTY_SHARE = "most_party_share"
    MOST_COUNTRY_SHARE = "most_country_share"


COUNTED_RULES: Final = frozenset({ConsortiumRule.LEAST_PARTIES, ConsortiumRule.LEAST_COUNTRIES})
"""Rules whose limit is a number of parties or countries, the applicant counted in."""
SHARE_RULES: Final = frozenset(
    {
        ConsortiumRule.LEAST_SME_SHARE,
        ConsortiumRule.MOST_PARTY_SHARE,
        ConsortiumRule.MOST_COUNTRY_SHARE,
    }
)
"""Rules whose limit is a share of the budget, 0 to 1."""


class ConsortiumRole(StrEnum):
    """A seat in a consortium, in the order they are filled."""

    LEAD_FIRM = "lead_firm"
    KNOWLEDGE = "knowledge"
    FIRM = "firm"
    USER = "user"
    ABROAD = "abroad"
    CLUSTER = "cluster"


class MatchGround(StrEnum):
    """What speaks for an actor, strongest first."""

    OWN_WORDS = "own_words"
    RELATED_WORDS = "related_words"
    FIELD = "field"


class SeatState(StrEnum):
    """Whether the register holds somebody for a seat; not recorded is not missing.

    Where the field alone speaks for those who could take it, nothing says that they work with it.
    """

    FILLED = "filled"
    FIELD_ONLY = "field_only"
    MISSING = "missing"
    NOT_RECORDED = "not_recorded"


class ConsortiumDemand(StrictRecord):
    """One demand of a scheme on those who apply together, with its source."""

    rule: ConsortiumRule
    limit: float | None = Field(
        default=None, description="Number of parties or countries, or share of the budget, 0 to 1."
    )
    is_demanded: bool = Field(
        default=True, description="False: the source says that it is not demanded."
    )
    source: str = Field(description="Page that states the demand.")
    checked: date | None = Field(default=None, description="Day somebody last read the page.")
    confidence: SourceConfidence
    note_da: str | None = None
    note_en: str | None = None

    @model_validator(mode="after")
    def _has_its_limit(self) -> "ConsortiumDemand":
        if self.limit is not None and not self.is_demanded:
            message = f"{self.rule.value} is not demanded and takes no limit"
            raise ValueError(message)
        is_limited = self.rule in COUNTED_RULES | SHARE_RULES
        if self.is_demanded and is_limited != (self.limit is not None):
            message = f"{self.rule.value} {'needs a' if is_limited else 'takes no'} limit"
            raise ValueError(message)
        if self.limit is not None and not _is_within(self.rule, self.limit):
            message = f"{self.limit:g} is no limit of {self.rule.value}"
            raise ValueError(message)
        return self


class ConsortiumRules(StrictRecord):
    """What a scheme demands of those who apply together; what is not listed is not known."""

    demands: tuple[ConsortiumDemand, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _lists_each_rule_once(self) -> "ConsortiumRules":
        rules = [demand.rule for demand in self.demands]
        if repeated := sorted({rule.value for rule in rules if rules.count(rule) > 1}):
            message = f"{', '.join(repeated)}: listed more than once"
            raise ValueError(message)
        return self

    @property
    def not_recorded(self) -> tuple[ConsortiumRule, ...]:
        """Rules of which no source is read."""
        recorded = {demand.rule for demand in self.demands}
        return tuple(rule for rule in ConsortiumRule if rule not in recorded)

    def limit(self, rule: ConsortiumRule) -> float | None:
        """Return the limit of a demanded rule; ``None``: not demanded, without one or not known."""
        return next((demand.limit for demand in self.demands if demand.rule is rule), None)

    def demands_rule(self, rule: ConsortiumRule) -> bool | None:
        """Return whether a rule is demanded; ``None``: not known."""
        return next((demand.is_demanded for demand in self.demands if demand.rule is rule), None)


def _is_within(rule: ConsortiumRule, limit: float) -> bool:
    return 0 < limit <= 1 if rule in SHARE_RULES else limit >= 1 and limit == int(limit)
