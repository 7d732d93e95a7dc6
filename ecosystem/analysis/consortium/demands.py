"""Hold the seats of a consortium against what a scheme demands; what is not known stays so."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ecosystem.analysis.consortium.candidates import DENMARK, Candidate
from ecosystem.analysis.eligibility import EligibilityContext, judge_criterion
from ecosystem.model.closed_lists import complete
from ecosystem.model.consortia import (
    ConsortiumDemand,
    ConsortiumRole,
    ConsortiumRule,
    ConsortiumRules,
)
from ecosystem.model.offers import SizeClass
from ecosystem.model.vocabulary import ActorKind, Verdict

_PARTIES: Final = frozenset(ConsortiumRole) - {ConsortiumRole.CLUSTER}
_SEATS: Final[Mapping[ConsortiumRule, frozenset[ConsortiumRole]]] = complete(
    ConsortiumRule,
    {
        ConsortiumRule.LEAST_PARTIES: _PARTIES,
        ConsortiumRule.LEAST_COUNTRIES: frozenset({ConsortiumRole.ABROAD}),
        ConsortiumRule.PARTY_IN_EU: _PARTIES,
        ConsortiumRule.SME_LEADS: frozenset({ConsortiumRole.LEAD_FIRM}),
        ConsortiumRule.FIRM_TAKES_PART: frozenset({ConsortiumRole.LEAD_FIRM}),
        ConsortiumRule.KNOWLEDGE_TAKES_PART: frozenset({ConsortiumRole.KNOWLEDGE}),
        ConsortiumRule.LEAST_SME_SHARE: frozenset(),
        ConsortiumRule.MOST_PARTY_SHARE: frozenset(),
        ConsortiumRule.MOST_COUNTRY_SHARE: frozenset(),
    },
    name="_SEATS",
)
"""The seats whose actors could meet a rule."""


@dataclass(frozen=True, slots=True)
class DemandCheck:
    """One demand, and whether these parties meet it."""

    demand: ConsortiumDemand
    verdict: Verdict
    observed: int | None = None
    """Parties or countries that are known; ``None``: the demand is of another sort."""


def check_demands(
    rules: ConsortiumRules,
    lead: Candidate | None,
    members: Sequence[Candidate],
    context: EligibilityContext,
    unrecorded: Collection[ConsortiumRole] = (),
) -> tuple[DemandCheck, ...]:
    """Check each demand of a scheme against the parties of a consortium.

    Args:
        rules: What the scheme demands.
        lead: The firm that would lead; ``None``: none is found.
        members: All parties, the lead among them.
        context: What holds on the day.
        unrecorded: Seats for which the register holds no actors of the kind at all: what they
            would meet is not known.

    Returns:
        One check a demand, in their order; a share of the budget is never known beforehand.
    """
    checks = (_check(demand, lead, members, context) for demand in rules.demands)
    return tuple(
        replace(check, verdict=Verdict.UNKNOWN)
        if check.verdict is Verdict.UNMET and _SEATS[check.demand.rule] & set(unrecorded)
        else check
        for check in checks
    )


def is_small(candidate: Candidate, context: EligibilityContext) -> Verdict:
    """Judge whether an actor is an SME on its own figures: headcount and turnover or balance."""
    return judge_criterion(SizeClass(at_most="medium"), candidate.firm, context)[0]


def _check(
    demand: ConsortiumDemand,
    lead: Candidate | None,
    members: Sequence[Candidate],
    context: EligibilityContext,
) -> DemandCheck:
    limit = int(demand.limit or 0)
    if demand.is_demanded and demand.rule is ConsortiumRule.LEAST_COUNTRIES:
        return _countries(demand, members, limit)
    if demand.is_demanded and demand.rule is ConsortiumRule.LEAST_PARTIES:
        return DemandCheck(demand, _met(len(members) >= limit), len(members))
    if not demand.is_demanded:
        return DemandCheck(demand, Verdict.MET)
    return DemandCheck(demand, _verdict(demand.rule, lead, members, context))


def _verdict(
    rule: ConsortiumRule,
    lead: Candidate | None,
    members: Sequence[Candidate],
    context: EligibilityContext,
) -> Verdict:
    """Judge a rule without a number; a share of the budget nobody knows beforehand."""
    match rule:
        case ConsortiumRule.PARTY_IN_EU:
            is_danish = any(member.country == DENMARK for member in members)
            return Verdict.MET if is_danish else Verdict.UNKNOWN
        case ConsortiumRule.SME_LEADS:
            return Verdict.UNMET if lead is None else is_small(lead, context)
        case ConsortiumRule.FIRM_TAKES_PART:
            return _has(ActorKind.FIRM, members)
        case ConsortiumRule.KNOWLEDGE_TAKES_PART:
            return _has(ActorKind.KNOWLEDGE_INSTITUTION, members)
        case _:
            return Verdict.UNKNOWN


def _countries(demand: ConsortiumDemand, members: Sequence[Candidate], limit: int) -> DemandCheck:
    """Count the countries that are known; one that is not recorded may be any."""
    countries = {member.country for member in members if member.country is not None}
    unknown = sum(member.country is None for member in members)
    if len(countries) >= limit:
        verdict = Verdict.MET
    else:
        verdict = Verdict.UNKNOWN if len(countries) + unknown >= limit else Verdict.UNMET
    return DemandCheck(demand, verdict, len(countries))


def _has(kind: ActorKind, members: Sequence[Candidate]) -> Verdict:
    return _met(any(member.kind is kind for member in members))


def _met(holds: bool) -> Verdict:  # noqa: FBT001 - an answer, not a switch
    return Verdict.MET if holds else Verdict.UNMET
