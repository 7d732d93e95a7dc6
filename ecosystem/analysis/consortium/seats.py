"""Fill the seats of a consortium, one actor a seat, with who else could take it.

Among candidates that equally much speaks for, one that has worked with somebody who is seated
already goes first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ecosystem.analysis.consortium.candidates import Candidate, CandidateSet
from ecosystem.analysis.consortium.demands import is_small
from ecosystem.analysis.consortium.projects import joint_projects
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import EligibilityContext, eligibility_context
from ecosystem.model.consortia import (
    ConsortiumRole,
    ConsortiumRule,
    ConsortiumRules,
    MatchGround,
    SeatState,
)
from ecosystem.model.vocabulary import ActorKind, Verdict

SHORTLIST: Final = 5
"""Candidates of a seat among whom earlier work together decides."""
OTHERS: Final = 3
"""Further candidates that are shown beside the one who is seated."""
_KINDS: Final[Mapping[ConsortiumRole, frozenset[ActorKind]]] = {
    ConsortiumRole.LEAD_FIRM: frozenset({ActorKind.FIRM}),
    ConsortiumRole.FIRM: frozenset({ActorKind.FIRM}),
    ConsortiumRole.KNOWLEDGE: frozenset({ActorKind.KNOWLEDGE_INSTITUTION}),
    ConsortiumRole.USER: frozenset({ActorKind.PUBLIC_AUTHORITY}),
    ConsortiumRole.ABROAD: frozenset({ActorKind.FIRM, ActorKind.KNOWLEDGE_INSTITUTION}),
    ConsortiumRole.CLUSTER: frozenset({ActorKind.CLUSTER}),
}


@dataclass(frozen=True, slots=True)
class JointWork:
    """Two candidates of the lists and the projects they had together."""

    actor_ids: tuple[str, str]
    project_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat, who could take it and who else."""

    role: ConsortiumRole
    state: SeatState
    is_demanded: bool | None
    """By the scheme that was asked about; ``None``: none was, or it is not known."""
    member: Candidate | None = None
    others: tuple[Candidate, ...] = ()
    candidates: int = 0
    """How many fit the seat."""


@dataclass(frozen=True, slots=True)
class Seating:
    """The seats of a consortium in their order, and who worked together before."""

    seats: tuple[Seat, ...]
    joint: tuple[JointWork, ...] = ()

    @property
    def members(self) -> tuple[Candidate, ...]:
        """Those who would be parties; the cluster brings them together and is none."""
        return tuple(
            seat.member
            for seat in self.seats
            if seat.member is not None and seat.role is not ConsortiumRole.CLUSTER
        )


def fill_seats(day: OnDay, found: CandidateSet, rules: ConsortiumRules | None) -> Seating:
    """Fill the seats that a consortium has, with the rules of a scheme where one is asked about."""
    context = eligibility_context(day)
    roles = _roles(rules)
    fitting = {role: _fitting(role, found, rules, context) for role in dict.fromkeys(roles)}
    shortlisted = {c.actor_id for listed in fitting.values() for c in listed[: SHORTLIST + 1]}
    joint = joint_projects(day, shortlisted)
    seats: list[Seat] = []
    for role in roles:
        seated = {seat.member.actor_id for seat in seats if seat.member is not None}
        free = [c for c in fitting[role] if c.actor_id not in seated]
        countries = {s.member.country for s in seats if s.member} if _is_abroad(role) else set()
        free = [c for c in free if c.country not in countries]
        seats.append(_seat(role, _by_work(free, seated, joint), day, rules))
    return Seating(tuple(seats), _listed(seats, joint))


def _roles(rules: ConsortiumRules | None) -> list[ConsortiumRole]:
    """List the seats: as many abroad as the scheme's countries ask for, one where none is asked."""
    countries = None if rules is None else rules.limit(ConsortiumRule.LEAST_COUNTRIES)
    abroad = 1 if rules is None else max(0, int(countries or 1) - 1)
    return [
        seat for role in ConsortiumRole for seat in [role] * (abroad if _is_abroad(role) else 1)
    ]


def _is_abroad(role: ConsortiumRole) -> bool:
    return role is ConsortiumRole.ABROAD


def _fitting(
    role: ConsortiumRole,
    found: CandidateSet,
    rules: ConsortiumRules | None,
    context: EligibilityContext,
) -> list[Candidate]:
    """List who could take a seat, best first."""
    of_kind = [
        candidate
        for candidate in found.candidates
        if candidate.kind in _KINDS[role] and candidate.is_abroad == _is_abroad(role)
    ]
    match role:
        case ConsortiumRole.CLUSTER:
            return [c for c in of_kind if c.actor_id in found.clusters]
        case ConsortiumRole.USER | ConsortiumRole.ABROAD:
            return [c for c in of_kind if c.projects or c.ground is not MatchGround.FIELD]
        case ConsortiumRole.LEAD_FIRM if _needs_sme(rules):
            return [c for c in of_kind if is_small(c, context) is not Verdict.UNMET]
        case _:
            return of_kind


def _needs_sme(rules: ConsortiumRules | None) -> bool:
    return rules is not None and rules.demands_rule(ConsortiumRule.SME_LEADS) is True


def _by_work(
    free: Sequence[Candidate],
    seated: Iterable[str],
    joint: Mapping[frozenset[str], tuple[str, ...]],
) -> list[Candidate]:
    """Put who has worked with a seated actor first among the first equals."""
    if not free:
        return []
    equals = [c for c in free[:SHORTLIST] if c.strength == free[0].strength]
    others = list(free[len(equals) :])
    known = [c for c in equals if any(joint.get(frozenset({c.actor_id, s})) for s in seated)]
    return [*known, *(c for c in equals if c not in known), *others]


def _seat(
    role: ConsortiumRole,
    listed: Sequence[Candidate],
    day: OnDay,
    rules: ConsortiumRules | None,
) -> Seat:
    if listed:
        first, *others = listed
        is_field_only = first.ground is MatchGround.FIELD and role is not ConsortiumRole.CLUSTER
        return Seat(
            role,
            SeatState.FIELD_ONLY if is_field_only else SeatState.FILLED,
            _is_demanded(role, rules),
            first,
            tuple(others[:OTHERS]),
            len(listed),
        )
    is_recorded = _is_recorded(role, day)
    state = SeatState.MISSING if is_recorded else SeatState.NOT_RECORDED
    return Seat(role, state, _is_demanded(role, rules))


def _is_recorded(role: ConsortiumRole, day: OnDay) -> bool:
    """Return whether the register records actors of the seat's kind at all."""
    if role is ConsortiumRole.CLUSTER:
        return day.membership.clusters_of is not None
    if role is ConsortiumRole.ABROAD:
        return "country" in day.actors.supporters and bool(
            day.actors.supporters["country"].notna().any()
        )
    kinds = set(day.actors.kinds.values())
    return (ActorKind.FIRM in _KINDS[role] and day.actors.has_firms) or bool(kinds & _KINDS[role])


def _is_demanded(role: ConsortiumRole, rules: ConsortiumRules | None) -> bool | None:
    if rules is None:
        return None
    match role:
        case ConsortiumRole.LEAD_FIRM:
            demanded = {
                rules.demands_rule(ConsortiumRule.SME_LEADS),
                rules.demands_rule(ConsortiumRule.FIRM_TAKES_PART),
            }
            return True if True in demanded else (None if demanded == {None} else False)
        case ConsortiumRole.KNOWLEDGE:
            return rules.demands_rule(ConsortiumRule.KNOWLEDGE_TAKES_PART)
        case ConsortiumRole.ABROAD:
            return (rules.limit(ConsortiumRule.LEAST_COUNTRIES) or 1) > 1
        case _:
            return None


def _listed(
    seats: Sequence[Seat], joint: Mapping[frozenset[str], tuple[str, ...]]
) -> tuple[JointWork, ...]:
    """List the joint projects of the actors that are seated or shown, most first."""
    shown = {c.actor_id for seat in seats for c in (seat.member, *seat.others) if c is not None}
    pairs = [
        JointWork((first, second), projects)
        for (first, second), projects in (
            (tuple(sorted(pair)), projects) for pair, projects in joint.items() if pair <= shown
        )
    ]
    return tuple(sorted(pairs, key=lambda work: (-len(work.project_ids), work.actor_ids)))
