"""Answer who together could take up a challenge, and which schemes' rules they would meet."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field

from ecosystem.briefings.consortium_sentences import (
    say_demand,
    say_missing,
    say_reasons,
    say_unknowns,
)
from ecosystem.model.consortia import (
    ConsortiumDemand,
    ConsortiumRole,
    ConsortiumRule,
    ConsortiumRules,
    MatchGround,
    SeatState,
)
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.firms import FIRM_FACTS, Firm
from ecosystem.model.offers import Offer
from ecosystem.model.records import Record
from ecosystem.model.register import Register, small_table
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind, OfferState, OpeningReason, Verdict

if TYPE_CHECKING:
    from ecosystem.analysis.consortium import Candidate, CandidateSet, Challenge, Seat, Seating
    from ecosystem.analysis.day import OnDay
    from ecosystem.analysis.eligibility import EligibilityContext


class PositionTold(Record):
    """A strength position by its names."""

    position_id: str
    name_da: str
    name_en: str


class ChallengeTold(Record):
    """The challenge that was asked about."""

    challenge_id: str | None
    text: str
    named_by_actor_id: str | None
    positions: tuple[PositionTold, ...]
    positions_are_read: bool = Field(
        description="The positions were read from the words; somebody has to confirm them."
    )


class Member(Record):
    """An actor that could take a seat: what speaks for it, and what is not known of it."""

    actor_id: str
    name: str
    kind: ActorKind
    country: str | None
    ground: MatchGround
    reasons: tuple[Sentence, ...]
    project_ids: tuple[str, ...] = Field(description="Earlier projects near the challenge.")
    unknowns: tuple[Sentence, ...]
    is_example: bool


class SeatTold(Record):
    """A seat of the consortium: who could take it, and who else."""

    role: ConsortiumRole
    state: SeatState
    is_demanded: bool | None = Field(description="By the scheme asked about; None: not known.")
    member: Member | None
    others: tuple[Member, ...]
    candidates: int
    why: Sentence | None = Field(description="Why nobody is seated, or what weakens who is.")


class DemandTold(Record):
    """A demand of a scheme, and whether these parties meet it."""

    demand: ConsortiumDemand
    verdict: Verdict
    observed: int | None
    sentence: Sentence


class FirmAgainstScheme(Record):
    """A firm of the consortium held against a scheme's own criteria."""

    actor_id: str
    name: str
    state: OfferState
    facts_to_ask: tuple[str, ...]


class SchemeTold(Record):
    """A scheme: whether it is open, and what it demands of those who apply together."""

    offer_id: str
    name_da: str
    name_en: str
    is_open: bool | None
    opening_reason: OpeningReason | None
    demands: tuple[DemandTold, ...]
    not_recorded: tuple[ConsortiumRule, ...] = Field(
        description="Rules of which no source is read: neither demanded nor free."
    )
    firms: tuple[FirmAgainstScheme, ...]


class EarlierWork(Record):
    """Two actors of the lists and the projects they had together."""

    actor_ids: tuple[str, str]
    names: tuple[str, str]
    project_ids: tuple[str, ...]


class ConsortiumBriefing(Record):
    """Who could take up a challenge together; a proposal of whom to ask, never a promise."""

    label: str
    on: date
    challenge: ChallengeTold
    seats: tuple[SeatTold, ...]
    earlier_work: tuple[EarlierWork, ...]
    schemes: tuple[SchemeTold, ...]
    personally_owned: int = Field(description="Firms owned by a person that fit; not named.")
    unknown_kind: int = Field(description="Parties of near projects of unknown kind; not proposed.")
    caveats: tuple[Sentence, ...]
    is_synthetic: bool


def brief_consortium(  # noqa: PLR0913 - the options of the command
    register: Register,
    on: date,
    *,
    text: str | None = None,
    challenge_id: str | None = None,
    offer_id: str | None = None,
    position_id: str | None = None,
) -> ConsortiumBriefing:
    """Return who could take up a challenge together, and which rules of schemes they would meet.

    Args:
        register: The register.
        on: Day that is asked about.
        text: The challenge in free words, where it is not one of the register's.
        challenge_id: The challenge of the register.
        offer_id: The scheme whose rules shape the seats; ``None``: every scheme with rules of
            consortia is shown.
        position_id: Strength position; ``None``: the challenge's own, or read from its words.

    Raises:
        EcosystemError: The text is empty, too long, or seems to hold personal data.
        UnknownIdError: The register has no such challenge, scheme or position.
        NotRecordedError: The register has no actors, or no challenges where one is named.
    """
    from ecosystem.analysis.consortium import (
        candidates_for,
        challenge_of,
        challenge_of_text,
        fill_seats,
    )
    from ecosystem.analysis.day import OnDay

    day = OnDay(register, on)
    if challenge_id is not None:
        challenge = challenge_of(day, challenge_id, position_id)
    else:
        challenge = challenge_of_text(day, text or "", position_id)
    offers = _schemes(day, challenge, offer_id)
    found = candidates_for(day, challenge)
    rules = offers[0].rules.consortium if offer_id is not None else None
    seating = fill_seats(day, found, rules)
    names = _names(seating)
    return ConsortiumBriefing(
        label=register.label,
        on=on,
        challenge=_challenge(challenge, day),
        seats=tuple(_seat(seat, day) for seat in seating.seats),
        earlier_work=tuple(
            EarlierWork(
                actor_ids=work.actor_ids,
                names=(names[work.actor_ids[0]], names[work.actor_ids[1]]),
                project_ids=work.project_ids,
            )
            for work in seating.joint
        ),
        schemes=_told(offers, seating, day, is_asked=offer_id is not None),
        personally_owned=found.personally_owned,
        unknown_kind=found.unknown_kind,
        caveats=_caveats(found, challenge, seating),
        is_synthetic=register.is_synthetic,
    )


def _schemes(day: "OnDay", challenge: "Challenge", offer_id: str | None) -> list[Offer]:
    """List the scheme that is asked about, or those with rules of consortia for the field."""
    from ecosystem.analysis.eligibility import criteria_verdict, eligibility_context

    catalogue = day.register.catalogue
    if offer_id is not None and offer_id in catalogue:
        return [catalogue[offer_id]]
    if offer_id is not None:
        small_table(day.register, "offers", "which schemes there are")
        kind = "scheme"
        raise UnknownIdError.from_available(kind, offer_id, catalogue)
    of_field, context = Firm(positions=challenge.position_ids or None), eligibility_context(day)
    return [
        offer
        for offer in catalogue.values()
        if offer.rules.consortium is not None
        and criteria_verdict(offer, of_field, context) is not Verdict.UNMET
    ]


def _challenge(challenge: "Challenge", day: "OnDay") -> ChallengeTold:
    names = {position: day.names.position(position) for position in challenge.position_ids}
    return ChallengeTold(
        challenge_id=challenge.challenge_id,
        text=challenge.text,
        named_by_actor_id=challenge.named_by,
        positions=tuple(
            PositionTold(position_id=position, name_da=name.da, name_en=name.en)
            for position, name in names.items()
        ),
        positions_are_read=challenge.is_read,
    )


def _names(seating: "Seating") -> dict[str, str]:
    """Return the names of all who are seated or shown."""
    shown = [c for seat in seating.seats for c in (seat.member, *seat.others) if c is not None]
    return {candidate.actor_id: candidate.name for candidate in shown}


def _seat(seat: "Seat", day: "OnDay") -> SeatTold:
    return SeatTold(
        role=seat.role,
        state=seat.state,
        is_demanded=seat.is_demanded,
        member=None if seat.member is None else _member(seat.member, day),
        others=tuple(_member(candidate, day) for candidate in seat.others),
        candidates=seat.candidates,
        why=say_missing(seat),
    )


def _member(candidate: "Candidate", day: "OnDay") -> Member:
    return Member(
        actor_id=candidate.actor_id,
        name=candidate.name,
        kind=candidate.kind,
        country=candidate.country,
        ground=candidate.ground,
        reasons=say_reasons(candidate, day.names),
        project_ids=tuple(project.project_id for project in candidate.projects),
        unknowns=say_unknowns(candidate, day.on),
        is_example=candidate.firm.is_synthetic,
    )


def _told(
    offers: Sequence[Offer], seating: "Seating", day: "OnDay", *, is_asked: bool
) -> tuple[SchemeTold, ...]:
    """Check the parties against the schemes; closed ones only where one is asked about."""
    from ecosystem.analysis.eligibility import eligibility_context

    context = eligibility_context(day)
    told = [_scheme(offer, seating, context) for offer in offers]
    shown = [scheme for scheme in told if is_asked or scheme.is_open is not False]
    return tuple(sorted(shown, key=_by_unmet))


def _by_unmet(scheme: SchemeTold) -> tuple[int, int, str]:
    verdicts = [demand.verdict for demand in scheme.demands]
    states = [firm.state for firm in scheme.firms]
    unmet = verdicts.count(Verdict.UNMET) + states.count(OfferState.NOT_SUITABLE)
    return unmet, verdicts.count(Verdict.UNKNOWN), scheme.offer_id


def _scheme(offer: Offer, seating: "Seating", context: "EligibilityContext") -> SchemeTold:
    from ecosystem.analysis.eligibility import opening_state

    members = seating.members
    firms = [member for member in members if member.kind is ActorKind.FIRM]
    facts = [_as_party(member, members) for member in firms]
    opening = opening_state(offer, facts[0] if facts else Firm(), context)
    return SchemeTold(
        offer_id=offer.offer_id,
        name_da=offer.name_da,
        name_en=offer.name_en or offer.name_da,
        is_open=opening.is_open,
        opening_reason=opening.reason,
        demands=_demands(offer.rules.consortium, seating, context),
        not_recorded=tuple(ConsortiumRule)
        if offer.rules.consortium is None
        else offer.rules.consortium.not_recorded,
        firms=tuple(
            _against(offer, member, firm, context)
            for member, firm in zip(firms, facts, strict=True)
        ),
    )


def _demands(
    rules: ConsortiumRules | None, seating: "Seating", context: "EligibilityContext"
) -> tuple[DemandTold, ...]:
    from ecosystem.analysis.consortium import check_demands

    if rules is None:
        return ()
    lead = next(s.member for s in seating.seats if s.role is ConsortiumRole.LEAD_FIRM)
    unrecorded = {s.role for s in seating.seats if s.state is SeatState.NOT_RECORDED}
    checks = check_demands(rules, lead, seating.members, context, unrecorded)
    return tuple(
        DemandTold(
            demand=check.demand,
            verdict=check.verdict,
            observed=check.observed,
            sentence=say_demand(check),
        )
        for check in checks
    )


def _as_party(member: "Candidate", members: Sequence["Candidate"]) -> Firm:
    """Return a firm's facts as one of these parties."""
    others = [other for other in members if other is not member]
    has_knowledge = any(other.kind is ActorKind.KNOWLEDGE_INSTITUTION for other in others)
    return member.firm.model_copy(
        update={"partner_count": len(others), "has_knowledge_partner": has_knowledge}
    )


def _against(
    offer: Offer, member: "Candidate", firm: Firm, context: "EligibilityContext"
) -> FirmAgainstScheme:
    from ecosystem.analysis.eligibility import judge_offer

    judgement = judge_offer(offer, firm, context)
    return FirmAgainstScheme(
        actor_id=member.actor_id,
        name=member.name,
        state=judgement.state,
        facts_to_ask=tuple(fact for fact in judgement.facts_to_ask if fact in FIRM_FACTS),
    )


def _caveats(
    found: "CandidateSet", challenge: "Challenge", seating: "Seating"
) -> tuple[Sentence, ...]:
    sentences = [Sentence(key="consortium.caveat.no_promise")]
    if challenge.is_read and challenge.position_ids:
        sentences.append(Sentence(key="consortium.caveat.positions_read"))
    if not found.earlier.near:
        sentences.append(Sentence(key="consortium.caveat.no_projects"))
    if found.personally_owned:
        values = {"n": found.personally_owned}
        sentences.append(Sentence(key="consortium.caveat.personally_owned", values=values))
    if found.unknown_kind:
        values = {"n": found.unknown_kind}
        sentences.append(Sentence(key="consortium.caveat.unknown_kind", values=values))
    if any(member.firm.is_synthetic for member in seating.members):
        sentences.append(Sentence(key="consortium.caveat.example"))
    return tuple(sentences)
