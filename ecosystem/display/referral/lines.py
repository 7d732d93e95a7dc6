"""Lines about one suggestion: its state, its demands met or not, what would change it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from ecosystem.display.referral.words import (
    demand_label,
    distance_words,
    own_value,
    required_words,
    shown_fact,
)
from ecosystem.display.wording import Language, say, t, texts
from ecosystem.display.wording.formats import day, telephone_words
from ecosystem.model.closed_lists import complete
from ecosystem.model.judgements import Finding
from ecosystem.model.member_facts import WRITTEN_TO
from ecosystem.model.referrals import Change, Contact, Shortfall, Suggestion
from ecosystem.model.vocabulary import OfferKind, OfferState, Verdict

_MARKS: Final[Mapping[OfferState, str]] = complete(
    OfferState,
    {
        OfferState.SUITABLE: "✓",
        OfferState.ASK_IF_OPEN: "?",
        OfferState.FACTS_MISSING: "?",
        OfferState.NO_REQUIREMENTS: "–",
        OfferState.MENDABLE: "→",
        OfferState.THROUGH_OPERATOR: "→",
        OfferState.NOT_SUITABLE: "✗",
        OfferState.CLOSED: "✗",
    },
    name="_MARKS",
)
"""The mark beside a state; a tick only where nothing is in doubt."""
_COUNTED: Final = ("employees", "partner_count")
"""Of these there are too many, of the others there is too much."""
_WHO_CARRIES_OUT: Final = "deliverer"
"""Criterion of the demand that somebody exists who carries the offer out."""
_EITHER_SIZE: Final = ("turnover_dkk", "balance_dkk")
"""A size class demands the headcount and one of these two."""


def title_of(suggestion: Suggestion, language: Language) -> str:
    """Return the name of a suggestion."""
    return suggestion.name if language == "da" else suggestion.name_en or suggestion.name


def state_words(suggestion: Suggestion, language: Language = "da") -> str:
    """Write what an offer is to the firm, with a mark; a tick only where nothing is in doubt."""
    if suggestion.problem is not None:
        return t("cards.state.problem", language)
    if suggestion.is_contact:
        return t("cards.state.contact", language)
    if suggestion.state is OfferState.MENDABLE:
        return f"{_MARKS[suggestion.state]} {opens_words(suggestion.opens_when, language)}"
    return f"{_MARKS[suggestion.state]} {t(f'offer_state.{suggestion.state.value}', language)}"


def opens_words(facts: Sequence[str], language: Language = "da") -> str:
    """Write what an offer opens with; of several things that they are the last.

    Examples:
        >>> opens_words(("has_cvr",))
        'Åbner, når virksomheden har et CVR-nummer'
    """
    key = f"cards.opens.{facts[0]}" if len(facts) == 1 else ""
    return t(key if key in texts(language) else "offer_state.mendable", language)


def deadline_words(suggestion: Suggestion, language: Language) -> str:
    """Write the next deadline or the last open day, or that none is recorded."""
    if suggestion.deadline is None:
        return t("cards.no_deadline", language)
    key = "cards.open_until" if suggestion.is_last_day else "cards.deadline"
    return t(key, language, day=day(suggestion.deadline, language))


def has_place(suggestion: Suggestion) -> bool:
    """Return whether a firm goes to see who carries a suggestion out."""
    return suggestion.kind is OfferKind.SERVICE or suggestion.provider_kind not in (
        None,
        *WRITTEN_TO,
    )


def distance_of(suggestion: Suggestion, language: Language) -> str | None:
    """Write how far away who carries it out is; None: not known, or nobody goes there."""
    if suggestion.distance_km is None or not has_place(suggestion):
        return None
    return distance_words(
        suggestion.distance_km, suggestion.straight_km, suggestion.ferries, language
    )


def demand_lines(
    suggestion: Suggestion, verdict: Verdict, names: Mapping[str, str], language: Language
) -> Iterator[str]:
    """Write the demands of one verdict; where one of several is enough, they stand together."""
    short = {(s.criterion, s.fact): s for s in suggestion.shortfalls}
    demands = [f for f in suggestion.findings if f.verdict is verdict and f.fact != "open"]
    distinct = [f for f in demands if not is_repeated(f, demands)]
    seen: set[str] = set()
    for _, group in groupby(distinct, key=_alternatives):
        findings = list(group)
        note = _doubt(findings[0], language) if verdict is Verdict.UNMET else ""
        if len(findings) > 1 and verdict is not Verdict.MET:
            yield _alternatives_line(findings, names, language) + note
            continue
        for finding in findings:
            if verdict is not Verdict.MET or finding.fact not in seen:
                yield (
                    _demand_line(
                        finding, short.get((finding.criterion, finding.fact)), names, language
                    )
                    + note
                )
            seen.add(finding.fact)
    if verdict is not Verdict.MET:
        yield from _opening_line(suggestion, verdict, language)


def is_repeated(finding: Finding, others: Sequence[Finding]) -> bool:
    """Return whether another demand says what a size class or who carries the offer out repeats.

    "At most 249 employees" and "fewer than 250" are one thing to a reader; the table of rules
    keeps both.
    """
    return _is_general(finding) and any(
        demand.fact == finding.fact and not _is_general(demand) for demand in others
    )


def _is_general(finding: Finding) -> bool:
    is_headcount = finding.fact == "employees" and finding.criterion.endswith(".size_class")
    return is_headcount or finding.criterion == _WHO_CARRIES_OUT


def _doubt(finding: Finding, language: Language) -> str:
    """Write what a source leaves open about the demand that rules the firm out."""
    note = finding.note_da if language == "da" else finding.note_en
    return "" if finding.is_settled or note is None else f" {note}"


def _alternatives(finding: Finding) -> str:
    """Return a key shared by demands of which one is enough, and by no others."""
    kind = finding.criterion.rsplit(".", 1)[-1]
    is_either = kind == "any_of" or (kind == "size_class" and finding.fact in _EITHER_SIZE)
    return finding.criterion if is_either else f"{finding.criterion} {finding.fact}"


def _alternatives_line(
    findings: Sequence[Finding], names: Mapping[str, str], language: Language
) -> str:
    alternatives = []
    if len({finding.fact for finding in findings}) == 1 and findings[0].observed is None:
        label = demand_label(shown_fact(findings[0]), language)
        who = t("cards.who.firm", language)
        return t("cards.line.either_answer", language, fact=label, who=who)
    for finding in findings:
        fact, required = shown_fact(finding), required_words(finding, names, language)
        values = {"fact": demand_label(fact, language), "required": required}
        if finding.observed is None:
            alternatives.append(t("cards.line.either_unknown", language, **values))
        else:
            firm_value = own_value(fact, finding.observed, names, language)
            alternatives.append(t("cards.line.known", language, own=firm_value, **values))
    lines = f" {t('cards.or', language)} ".join(alternatives)
    key = "cards.line.one_of"
    if any(finding.observed is None for finding in findings):
        key = "cards.line.one_of_unknown"
    return t(key, language, lines=lines)


def _opening_line(suggestion: Suggestion, verdict: Verdict, language: Language) -> Iterator[str]:
    openings = (f for f in suggestion.findings if f.fact == "open" and f.verdict is verdict)
    if (
        next(openings, None) is not None
        and (words := opening_words(suggestion, language)) is not None
    ):
        yield words


def _demand_line(
    finding: Finding, short: Shortfall | None, names: Mapping[str, str], language: Language
) -> str:
    fact = shown_fact(finding)
    label = demand_label(fact, language)
    required = required_words(finding, names, language)
    if finding.observed is None:
        who = t("cards.who.firm", language)
        return t("cards.line.unknown", language, fact=label, required=required, who=who)
    firm_value = own_value(fact, finding.observed, names, language)
    values = {"fact": label, "own": firm_value, "required": required}
    if short is None or finding.verdict is not Verdict.UNMET:
        return t("cards.line.known", language, **values)
    by = own_value(fact, str(short.missing_by), names, language)
    if short.observed < short.limit:
        return t("cards.line.short", language, by=by, **values)
    key = "cards.line.over_count" if fact in _COUNTED else "cards.line.over"
    return t(key, language, by=by, **values)


def opening_words(suggestion: Suggestion, language: Language) -> str | None:
    """Write what the source tells of the opening, and whether that decides the day."""
    finding = next((f for f in suggestion.findings if f.fact == "open"), None)
    if finding is None:
        return None
    text = finding.required if language == "da" else finding.required_en
    text = text if text.endswith(".") else f"{text}."
    match finding.verdict:
        case Verdict.MET:
            return t("cards.open", language, text=text)
        case Verdict.UNMET:
            return t("cards.open.closed", language, text=text)
        case Verdict.UNKNOWN:
            return t("cards.open.unknown", language, text=text)


def becomes_suitable(suggestion: Suggestion, language: Language = "da") -> str | None:
    """Write the smallest change that makes an offer suitable; None: it is not unsuitable."""
    if suggestion.verdict is not Verdict.UNMET or suggestion.state is OfferState.MENDABLE:
        return None
    if suggestion.is_open is False:
        return t("cards.becomes.closed", language)
    if not suggestion.becomes_suitable_if:
        return t("cards.becomes.none", language)
    joined = f" {t('cards.and', language)} "
    changes = joined.join(_change(change, language) for change in suggestion.becomes_suitable_if)
    has_gaps = any(finding.verdict is Verdict.UNKNOWN for finding in suggestion.findings)
    begins = t("cards.becomes.maybe" if has_gaps else "cards.becomes", language)
    return f"{begins} {changes}."


def _change(change: Change, language: Language) -> str:
    label = demand_label(change.fact, language)
    if change.wanted == "true":
        return t(f"cards.becomes.{change.fact}", language)
    if change.wanted == "false":
        return t("cards.becomes.no", language, fact=label)
    is_more = change.now is None or float(change.now) < float(change.wanted)
    now = "–" if change.now is None else own_value(change.fact, change.now, {}, language)
    required = own_value(change.fact, change.wanted, {}, language)
    end = "at_least" if is_more else "at_most"
    own_words = f"cards.becomes.{change.fact}.{end}"
    if own_words in texts(language):
        return t(own_words, language, wanted=required, now=now)
    return t(f"cards.becomes.{end}", language, fact=label, wanted=required, now=now)


def before_next_words(suggestion: Suggestion, language: Language) -> str | None:
    """Write what puts it before the next; unknown points stand in the table of points."""
    if suggestion.why_not_next is None or suggestion.why_not_next.key == "refer.next.unknown":
        return None
    return say(suggestion.why_not_next, language)


def through_words(suggestion: Suggestion, language: Language) -> str | None:
    """Write what an actor applies for, so that the firm can take part; None: nothing recorded."""
    if not suggestion.through:
        return None
    is_danish = language == "da"
    names = [
        grant.name if is_danish else grant.name_en or grant.name for grant in suggestion.through
    ]
    actor = suggestion.provider_name or suggestion.name
    return t("cards.through", language, actor=actor, offers="; ".join(names))


def contact_words(contact: Contact, language: Language) -> str | None:
    """Write how an actor is reached: telephone, mailbox; None: neither is recorded."""
    telephone = None if contact.telephone is None else telephone_words(contact.telephone)
    ways = [way for way in (telephone, contact.mailbox) if way]
    return t("cards.contact", language, ways=" · ".join(ways)) if ways else None


def source_words(source: str, language: Language) -> str:
    """Write the source of a row; that there is none is said in the reader's language."""
    return t("cards.source.none", language) if source == t("cards.source.none", "da") else source
