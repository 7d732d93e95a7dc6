"""Say who could take up a challenge together: lines of text, and the document that scripts read."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from pydantic import BaseModel

from ecosystem.briefings.consortium import (
    ConsortiumBriefing,
    FirmAgainstScheme,
    Member,
    SchemeTold,
    SeatTold,
)
from ecosystem.display.referral.words import fact_label
from ecosystem.display.wording import Language, example_mark, say, t
from ecosystem.model.consortia import ConsortiumRole, MatchGround, SeatState
from ecosystem.model.sentences import Sentence

Document: TypeAlias = dict[str, object]
PAIRS_SHOWN: Final = 10
"""Pairs who worked together that are listed in text; the document has all."""


def consortium_lines(briefing: ConsortiumBriefing, language: Language = "da") -> list[str]:
    """Write the challenge, the seats, who worked together, the schemes' demands, the caveats."""
    lines = [t("consortium.title", language), *_challenge(briefing, language), ""]
    for seat in briefing.seats:
        lines += _seat(seat, language)
    if briefing.earlier_work:
        lines += ["", t("consortium.together", language)]
        lines += [
            "- "
            + t(
                "consortium.together.line",
                language,
                one=work.names[0],
                other=work.names[1],
                n=len(work.project_ids),
            )
            for work in briefing.earlier_work[:PAIRS_SHOWN]
        ]
    lines += ["", t("consortium.schemes", language)]
    for scheme in briefing.schemes:
        lines += _scheme(scheme, language)
    if not briefing.schemes:
        lines.append(t("consortium.schemes.none", language))
    return [*lines, "", *(say(caveat, language) for caveat in briefing.caveats)]


def _challenge(briefing: ConsortiumBriefing, language: Language) -> Iterator[str]:
    challenge = briefing.challenge
    yield t("consortium.challenge", language, text=challenge.text)
    if not challenge.positions:
        yield t("consortium.positions.none", language)
        return
    names = ", ".join(p.name_da if language == "da" else p.name_en for p in challenge.positions)
    key = "consortium.positions.read" if challenge.positions_are_read else "consortium.positions"
    yield t(key, language, names=names)


def _seat(seat: SeatTold, language: Language) -> Iterator[str]:
    """Write a seat: who could take it and why, what is not known, and who else."""
    demanded = [t("consortium.seat.demanded", language)] if seat.is_demanded else []
    yield " ".join([_head(seat, language), *demanded])
    if seat.why is not None:
        yield f"    {say(seat.why, language)}"
    if seat.member is not None:
        yield from (f"    {_reason(reason, language)}" for reason in seat.member.reasons)
        unknown = "; ".join(say(sentence, language) for sentence in seat.member.unknowns)
        yield f"    {t('consortium.unknown', language, text=unknown)}"
    if seat.others:
        others = "; ".join(_other(member, language) for member in seat.others)
        yield f"    {t('consortium.seat.others', language, names=others)}"


def _head(seat: SeatTold, language: Language) -> str:
    role = t(f"consortium.role.{seat.role.value}", language)
    if seat.member is None:
        return t("consortium.seat.line.empty", language, role=role)
    if seat.role is ConsortiumRole.CLUSTER:
        key = "consortium.seat.line.cluster"
    elif seat.state is SeatState.FIELD_ONLY:
        key = "consortium.seat.line.field_only"
    else:
        key = "consortium.seat.line"
    return t(key, language, role=role, name=_name(seat.member))


def _name(member: Member) -> str:
    return member.name + example_mark(int(member.is_example))


def _other(member: Member, language: Language) -> str:
    """Write who else could take a seat, and where the field alone speaks for it."""
    if member.ground is MatchGround.FIELD:
        return t("consortium.seat.other_of_field", language, name=_name(member))
    return _name(member)


def _reason(reason: Sentence, language: Language) -> str:
    return say(reason.model_copy(update={"is_example": False}), language)


def _scheme(scheme: SchemeTold, language: Language) -> Iterator[str]:
    """Write a scheme: open or not, each demand with its source, the firms by its own criteria."""
    state = {True: "open", False: "closed", None: "unknown"}[scheme.is_open]
    name = scheme.name_da if language == "da" else scheme.name_en
    yield t(f"consortium.scheme.{state}", language, name=name)
    for demand in scheme.demands:
        said = t(
            f"consortium.demand.{demand.verdict.value}",
            language,
            text=say(demand.sentence, language),
        )
        yield f"  {said} {t('consortium.demand.source', language, source=demand.demand.source)}"
    if scheme.not_recorded:
        rules = ", ".join(
            t(f"consortium.rule.{rule.value}", language) for rule in scheme.not_recorded
        )
        yield f"  {t('consortium.scheme.not_recorded', language, rules=rules)}"
    yield from (f"  {_firm(firm, language)}" for firm in scheme.firms)


def _firm(firm: FirmAgainstScheme, language: Language) -> str:
    state = t(f"offer_state.{firm.state.value}", language)
    parts = [t("consortium.scheme.firm", language, name=firm.name, state=state)]
    if firm.facts_to_ask:
        facts = ", ".join(fact_label(fact, language).lower() for fact in firm.facts_to_ask)
        parts.append(t("consortium.scheme.ask", language, facts=facts))
    return "; ".join(parts)


def consortium_document(briefing: ConsortiumBriefing) -> Document:
    """Return the briefing as one JSON document, its sentences in Danish and English."""
    return {name: _plain(getattr(briefing, name)) for name in type(briefing).model_fields}


def _plain(value: object) -> object:
    if isinstance(value, Sentence):
        return {"text_da": say(value, "da"), "text_en": say(value, "en")}
    if isinstance(value, (tuple, list)):
        return [_plain(inner) for inner in value]
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    return value
