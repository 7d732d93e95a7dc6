"""A referral as cards, rows and tables: every word an adviser reads on the list of suggestions.

Each card sets the firm's own value beside what is demanded, keeps met, not met and not known
apart, and names source and day. Codes of places and fields are written as names.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from ecosystem.display.wording import TEXTS, Language, say, t
from ecosystem.display.wording.formats import day, money, number
from ecosystem.model.firms import FIRM_FACTS, LIST_OF, Firm, FirmFact
from ecosystem.model.judgements import Finding
from ecosystem.model.phrases import FACT_WORDS
from ecosystem.model.referrals import Change, Question, Shortfall, Suggestion
from ecosystem.model.vocabulary import (
    ActorKind,
    Freshness,
    LabourKind,
    OfferKind,
    Theme,
    Verdict,
)

if TYPE_CHECKING:
    from ecosystem.briefings.firm import FirmBriefing

MOST_NAMES: Final = 6
"""Places or fields a demand lists before the rest is counted."""
_IDS: Final = re.compile(r"\b(?:DK[0-9]{3}|[a-z0-9_]{3,})\b")
_NO_PLACE: Final = (ActorKind.PUBLIC_AUTHORITY, ActorKind.INVESTOR, None)
"""Providers one writes to; how far away they are says nothing."""


@dataclass(frozen=True, slots=True)
class Card:
    """One suggestion in words."""

    offer_id: str
    title: str
    verdict: Verdict
    status: str
    line: str
    badges: tuple[str, ...]
    reasons: tuple[str, ...]
    unmet: tuple[str, ...]
    unknown: tuple[str, ...]
    met: tuple[str, ...]
    against: tuple[str, ...]
    before_next: str | None
    """What puts it before the one after it."""
    to_check: tuple[str, ...]
    becomes: str | None
    next_step: str | None
    opening: str | None
    source: str
    checked: str
    url: str | None
    note: str | None
    rules: tuple[dict[str, str], ...]
    points: tuple[dict[str, str], ...]
    asks: tuple[str, ...]
    """Facts the firm could tell that would settle it."""


def suggestion_cards(
    suggestions: Iterable[Suggestion],
    ranked: int,
    names: Mapping[str, str],
    language: Language = "da",
) -> tuple[Card, ...]:
    """Write suggestions as cards, in the order they come.

    Args:
        suggestions: What a referral suggests, or what does not fit.
        ranked: How many the referral suggests in all.
        names: Names of municipalities and strength positions by their code or id.
        language: Danish or English.
    """
    return tuple(_card(one, ranked, names, language) for one in suggestions)


def comparison_rows(
    suggestions: Sequence[Suggestion], names: Mapping[str, str], language: Language = "da"
) -> list[dict[str, str]]:
    """Set suggestions beside each other: rows are demands, columns are suggestions."""
    titles = _titles(suggestions, language)
    head = t("cards.compare.criterion", language)

    def row(name: str, cells: Iterable[str]) -> dict[str, str]:
        return {head: name, **dict(zip(titles, cells, strict=True))}

    facts = {f.fact for s in suggestions for f in _all_findings(s)} - {"open"}
    in_order = [fact for fact in FIRM_FACTS if fact in facts]
    rest = sorted(facts - set(in_order))
    return [
        row(
            t("cards.compare.verdict", language),
            (t(f"cards.verdict.{s.verdict.value}", language) for s in suggestions),
        ),
        row(
            t("cards.fact.open", language),
            (_opening_cell(s, language) for s in suggestions),
        ),
        *(
            row(
                demand_label(fact, language), (_cell(s, fact, names, language) for s in suggestions)
            )
            for fact in (*in_order, *rest)
        ),
        row(
            t("cards.compare.points", language),
            (number(100 * s.score, language, 0) for s in suggestions),
        ),
        row(t("cards.compare.provider", language), (s.provider_name or "–" for s in suggestions)),
        row(
            t("cards.compare.distance", language),
            (_distance(s, language) or "–" for s in suggestions),
        ),
        row(t("cards.compare.deadline", language), (_deadline(s, language) for s in suggestions)),
        row(
            t("cards.compare.source", language),
            (freshness_words(s.freshness, s.checked, language) for s in suggestions),
        ),
        row(t("cards.compare.next", language), (s.next_step or "–" for s in suggestions)),
    ]


def path_steps(briefing: "FirmBriefing", language: Language = "da") -> list[tuple[str, list[str]]]:
    """Write the way ahead as steps: what and with whom, then what has to hold and when."""
    actors = {step.actor_id: step.actor_name for step in briefing.path}
    told = []
    for step in briefing.path:
        offer = step.offer_name if language == "da" else step.offer_name_en or step.offer_name
        named = " – ".join(_apart(step.actor_name, offer))
        times = [t("cards.path.earliest", language, day=day(step.reached_on, language))]
        if step.deadline:
            key = "cards.open_until" if step.is_last_day else "cards.deadline"
            times.append(t(key, language, day=day(step.deadline, language)))
        if handing := actors.get(step.handed_over_by):
            times.append(t("cards.path.handed", language, actor=handing))
        kind = t(f"step_kind.{step.kind.value}", language)
        lines = [" · ".join(times), *(say(one, language) for one in step.must_hold)]
        told.append((f"{kind}: {named}", lines))
    return told


def _apart(actor: str | None, offer: str | None) -> Iterator[str]:
    """Name actor and offer; a name that begins with the other is not said twice."""
    if actor and not (offer or "").startswith(actor):
        yield actor
    if offer and not (actor or "").startswith(offer):
        yield offer


def firm_line(firm: Firm, names: Mapping[str, str], language: Language = "da") -> str:
    """Tell a firm in one line: number, place, size and industry, as far as they are known.

    Examples:
        >>> firm = Firm(cvr="12345678", municipality_code="0779", employees=24)
        >>> firm_line(firm, {"0779": "Skive"})
        'CVR 12345678 · Skive · 24 ansatte'
    """
    told = [
        firm.cvr and t("intake.cvr_shown", language, cvr=firm.cvr),
        firm.municipality_code and names.get(firm.municipality_code, firm.municipality_code),
        None if firm.employees is None else t("intake.employees_shown", language, n=firm.employees),
        firm.industry_code
        and t("intake.industry_shown", language, code=_dotted(firm.industry_code)),
        firm.legal_form,
    ]
    return " · ".join(one for one in told if one)


def _dotted(code: str) -> str:
    """Write an industry code in pairs, as lists of industries do."""
    return ".".join(code[place : place + 2] for place in range(0, len(code), 2))


def firm_warnings(briefing: "FirmBriefing", language: Language = "da") -> list[str]:
    """Say what does not go together; a made-up number of example data is not held against it."""
    said = [
        one
        for one in briefing.points_to_check
        if not (briefing.firm.is_synthetic and one.key == "refer.check.cvr_digit")
    ]
    return [say(one, language) for one in said]


def question_words(question: Question, language: Language = "da") -> tuple[str, str, str]:
    """Say a question: itself, what its answer would settle, and why it is asked."""
    is_danish = language == "da"
    asked = question.question_da if is_danish else question.question_en
    why = question.why_da if is_danish else question.why_en
    settled = number(question.settles, language, 0)
    key = "cards.question.some" if settled == "0" else "cards.question.settles"
    return asked, t(key, language, n=settled, of=question.of), why


def fact_label(fact: str, language: Language = "da") -> str:
    """Name a fact as a form does."""
    key = f"intake.fact.{fact}"
    return t(key, language) if key in TEXTS else _fact_name(fact, language)


def demand_label(fact: str, language: Language = "da") -> str:
    """Name a fact before a demand.

    Examples:
        >>> demand_label("has_cvr"), demand_label("nuts3_code", "en")
        ('CVR-nummer', 'Part of the country')
    """
    if fact == "nuts3_code":
        return t("cards.fact.nuts3", language)
    name = _fact_name(fact, language)
    return name[0].upper() + name[1:]


def own_value(fact: str, observed: str, names: Mapping[str, str], language: Language = "da") -> str:
    """Write a firm's own value as a reader writes it.

    Examples:
        >>> own_value("turnover_dkk", "2500000", {}), own_value("founded", "2019-05-01", {})
        ('2.500.000 kr.', '1.5.2019')
        >>> own_value("positions", "robot_drone", {"robot_drone": "Robot og droner"})
        'Robot og droner'
        >>> own_value("positions", "", {})
        'ingen'
    """
    if observed in _SAID:
        return t(_SAID[observed], language).lower()
    if fact == "founded":
        return day(date.fromisoformat(observed), language)
    if fact.endswith("_dkk"):
        return money(float(observed), language)
    if fact.endswith("_eur"):
        amount = number(float(observed), language, 0)
        return f"{amount} euro" if language == "da" else f"EUR {amount}"
    if fact in _NUMBERS:
        return number(float(observed), language)
    chosen = next((choices for listed, choices in LIST_OF.items() if fact == listed), None)
    words = names if chosen is None else member_names(chosen, language)
    return with_names(observed.replace(";", "; "), words, language)


def member_names(
    choices: type[Theme] | type[LabourKind], language: Language = "da"
) -> dict[str, str]:
    """Name the members of a closed list that a firm's answer chooses from.

    Examples:
        >>> member_names(LabourKind)["skilled"]
        'Faglærte'
    """
    prefix = "theme" if choices is Theme else "labour_kind"
    return {member.value: t(f"{prefix}.{member.value}", language) for member in choices}


def with_names(text: str, names: Mapping[str, str], language: Language = "da") -> str:
    """Write names where a demand lists codes; a long list is cut and counted.

    Examples:
        >>> with_names("kommune: 0400", {"0400": "Bornholm"})
        'kommune: Bornholm'
    """
    listed = text.split(", ")
    if len(listed) > MOST_NAMES:
        kept = ", ".join(listed[: MOST_NAMES - 1])
        rest = len(listed) - MOST_NAMES + 1
        text = t("cards.many", language, names=kept, n=rest)
    return _IDS.sub(lambda found: names.get(found[0]) or _nuts3(found[0], language), text)


def _nuts3(code: str, language: Language) -> str:
    key = f"nuts3.{code}"
    return t(key, language) if key in TEXTS else code


def freshness_words(freshness: Freshness, checked: date | None, language: Language = "da") -> str:
    """Say what the last check of a row is worth, with the day of it.

    Examples:
        >>> freshness_words(Freshness.CONFIRMED, date(2026, 11, 3))
        'Bekræftet 3.11.2026'
        >>> freshness_words(Freshness.NEVER_CONFIRMED, None)
        'Aldrig bekræftet'
    """
    state = t(f"freshness.{freshness.value}", language)
    if checked is None:
        return state
    key = "cards.freshness" if freshness is Freshness.CONFIRMED else "cards.freshness.old"
    return t(key, language, state=state, day=day(checked, language))


def distance_words(
    km: float, straight_km: float | None, ferries: Sequence[str], language: Language = "da"
) -> str:
    """Say how far away something is by road and, where water lies between, by which ferry.

    Examples:
        >>> distance_words(31.6, 24.3, ())
        '32 km væk'
        >>> distance_words(132.4, 43.1, ("Hou-Sælvig",))
        '43 km i luftlinje, 132 km med færge (Hou-Sælvig)'
    """
    if round(km) == 0:
        return t("cards.distance.here", language)
    if not ferries or straight_km is None:
        return t("cards.distance", language, km=round(km))
    values = {"straight": round(straight_km), "km": round(km), "ferries": ", ".join(ferries)}
    return t("cards.distance.ferry", language, **values)


# --- one card ------------------------------------------------------------------------------


def _card(one: Suggestion, ranked: int, names: Mapping[str, str], language: Language) -> Card:
    danish = language == "da"
    verdicts = {verdict: tuple(_lines(one, verdict, names, language)) for verdict in Verdict}
    return Card(
        offer_id=one.offer_id,
        title=_title(one, language),
        verdict=one.verdict,
        status=_status(one, language),
        line=_line(one, ranked, language),
        badges=tuple(_badges(one, language)),
        reasons=tuple(say(sentence, language) for sentence in one.reasons),
        unmet=verdicts[Verdict.UNMET],
        unknown=verdicts[Verdict.UNKNOWN],
        met=verdicts[Verdict.MET],
        against=tuple(say(s, language) for s in one.speaks_against if s.key not in _SHOWN_APART),
        before_next=None if one.why_not_next is None else say(one.why_not_next, language),
        to_check=tuple(c.text_da if danish else c.text_en for c in one.to_check),
        becomes=becomes_suitable(one, language),
        next_step=one.next_step,
        opening=_opening(one, language),
        source=_source(one.source, language),
        checked=freshness_words(one.freshness, one.checked, language),
        url=one.url,
        note=one.aid_note_da if danish else one.aid_note_en,
        rules=tuple(_rule_rows(one, names, language)),
        points=tuple(_point_rows(one, language)),
        asks=tuple(fact for fact in one.facts_to_ask if fact != "open"),
    )


_SHOWN_APART: Final = {"refer.against.unknown", "refer.against.to_check"}
"""What a card tells in a part of its own."""
_NUMBERS: Final = ("employees", "technology_readiness_level", "partner_count")
_SAID: Final[Mapping[str, str]] = {
    "": "cards.none_of_them",
    "true": "intake.yes",
    "false": "intake.no",
}
"""Values that are written as a word."""
_COUNTED: Final = ("employees", "partner_count")
"""Of these there are too many, of the others there is too much."""


def _title(one: Suggestion, language: Language) -> str:
    return one.name if language == "da" else one.name_en or one.name


def _titles(suggestions: Sequence[Suggestion], language: Language) -> list[str]:
    """Column heads, no two alike."""
    plain = [_title(one, language) for one in suggestions]
    return [
        title if plain.count(title) == 1 else f"{title} ({one.provider_name or one.offer_id})"
        for title, one in zip(plain, suggestions, strict=True)
    ]


def _status(one: Suggestion, language: Language) -> str:
    if one.problem is not None:
        return t("cards.verdict.problem", language)
    if one.is_contact:
        return t("cards.verdict.contact", language)
    return t(f"cards.verdict.{one.verdict.value}", language)


def _line(one: Suggestion, ranked: int, language: Language) -> str:
    kind = "contact" if one.is_contact else one.kind.value
    told = [
        t(f"cards.kind.{kind}", language),
        one.provider_name if one.provider_name != one.name else None,
        _deadline(one, language),
        _distance(one, language),
        None
        if one.rank is None
        else t(
            "cards.place",
            language,
            n=one.rank,
            of=ranked,
            points=number(100 * one.score, language, 0),
        ),
    ]
    return " · ".join(part for part in told if part)


def _badges(one: Suggestion, language: Language) -> Iterator[str]:
    if one.is_own_organisation:
        yield t("cards.mark.own", language)


def _deadline(one: Suggestion, language: Language) -> str:
    if one.deadline is None:
        return t("cards.no_deadline", language)
    key = "cards.open_until" if one.is_last_day else "cards.deadline"
    return t(key, language, day=day(one.deadline, language))


def has_place(one: Suggestion) -> bool:
    """Whether a firm goes to see who carries a suggestion out."""
    return one.kind is OfferKind.SERVICE or one.provider_kind not in _NO_PLACE


def _distance(one: Suggestion, language: Language) -> str | None:
    if one.distance_km is None or not has_place(one):
        return None
    return distance_words(one.distance_km, one.straight_km, one.ferries, language)


def _lines(
    one: Suggestion, verdict: Verdict, names: Mapping[str, str], language: Language
) -> Iterator[str]:
    """Say the demands of one verdict; where one of several is enough, they stand together."""
    short = {(s.criterion, s.fact): s for s in one.shortfalls}
    held = [f for f in one.findings if f.verdict is verdict and f.fact != "open"]
    told = [f for f in held if not _is_said_by_another(f, held)]
    seen: set[str] = set()
    for _, group in groupby(told, key=_alternatives):
        findings = list(group)
        note = _doubt(findings[0], language) if verdict is Verdict.UNMET else ""
        if len(findings) > 1 and verdict is not Verdict.MET:
            yield _one_of(findings, names, language) + note
            continue
        for finding in findings:
            if verdict is not Verdict.MET or finding.fact not in seen:
                yield (
                    _said(finding, short.get((finding.criterion, finding.fact)), names, language)
                    + note
                )
            seen.add(finding.fact)
    if verdict is not Verdict.MET:
        yield from _opening_line(one, verdict, language)


def _is_said_by_another(finding: Finding, others: Sequence[Finding]) -> bool:
    """Whether a demand of its own says what a size class or who carries the offer out repeats.

    "At most 249 employees" and "fewer than 250" are one thing to a reader; the table of rules
    keeps both.
    """
    return _is_general(finding) and any(
        other.fact == finding.fact and not _is_general(other) for other in others
    )


def _is_general(finding: Finding) -> bool:
    is_headcount = finding.fact == "employees" and finding.criterion.endswith(".size_class")
    return is_headcount or finding.criterion == _WHO_CARRIES_OUT


_WHO_CARRIES_OUT: Final = "deliverer"
"""Criterion of the demand that somebody exists who carries the offer out."""


def _doubt(finding: Finding, language: Language) -> str:
    """What a source leaves open about the demand that rules the firm out."""
    note = finding.note_da if language == "da" else finding.note_en
    return "" if finding.is_settled or note is None else f" {note}"


def _alternatives(finding: Finding) -> str:
    """What is the same for demands of which one is enough, and differs for all others."""
    kind = finding.criterion.rsplit(".", 1)[-1]
    is_either = kind == "any_of" or (kind == "size_class" and finding.fact in _EITHER_SIZE)
    return finding.criterion if is_either else f"{finding.criterion} {finding.fact}"


_EITHER_SIZE: Final = ("turnover_dkk", "balance_dkk")
"""A size class demands the headcount and one of these two."""


def _one_of(findings: Sequence[Finding], names: Mapping[str, str], language: Language) -> str:
    told = []
    for finding in findings:
        fact, required = _shown_fact(finding), _required(finding, names, language)
        values = {"fact": demand_label(fact, language), "required": required}
        if finding.observed is None:
            told.append(t("cards.line.either_unknown", language, **values))
        else:
            own = own_value(fact, finding.observed, names, language)
            told.append(t("cards.line.known", language, own=own, **values))
    lines = f" {t('cards.or', language)} ".join(told)
    key = "cards.line.one_of"
    if any(finding.observed is None for finding in findings):
        key = "cards.line.one_of_unknown"
    return t(key, language, lines=lines)


def _opening_line(one: Suggestion, verdict: Verdict, language: Language) -> Iterator[str]:
    told = (f for f in one.findings if f.fact == "open" and f.verdict is verdict)
    if next(told, None) is not None and (said := _opening(one, language)) is not None:
        yield said


def _said(
    finding: Finding, short: Shortfall | None, names: Mapping[str, str], language: Language
) -> str:
    fact = _shown_fact(finding)
    label = demand_label(fact, language)
    required = _required(finding, names, language)
    if finding.observed is None:
        who = t("cards.who.firm", language)
        return t("cards.line.unknown", language, fact=label, required=required, who=who)
    own = own_value(fact, finding.observed, names, language)
    values = {"fact": label, "own": own, "required": required}
    if short is None or finding.verdict is not Verdict.UNMET:
        return t("cards.line.known", language, **values)
    by = own_value(fact, str(short.missing_by), names, language)
    if short.observed < short.limit:
        return t("cards.line.short", language, by=by, **values)
    key = "cards.line.over_count" if fact in _COUNTED else "cards.line.over"
    return t(key, language, by=by, **values)


def _shown_fact(finding: Finding) -> str:
    is_region = (finding.observed or "").startswith("DK")
    return "nuts3_code" if finding.fact == "municipality_code" and is_region else finding.fact


def _required(finding: Finding, names: Mapping[str, str], language: Language) -> str:
    """The demand without the name of the fact, which stands before it."""
    text = finding.required if language == "da" else finding.required_en
    prefixes = [
        _fact_name(finding.fact, language),
        "området",
        "landsdel",
        "the area",
        "part of the country",
    ]
    for prefix in prefixes:
        text = text.removeprefix(f"{prefix}: ")
    listed = text.split(", ")
    if finding.observed in listed:  # a long list is cut, but never the firm's own place
        text = ", ".join(sorted(listed, key=lambda one: one != finding.observed))
    return with_names(text, names, language)


def _opening(one: Suggestion, language: Language) -> str | None:
    finding = next((f for f in one.findings if f.fact == "open"), None)
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


def _opening_cell(one: Suggestion, language: Language) -> str:
    finding = next((f for f in one.findings if f.fact == "open"), None)
    if finding is None:
        return "–"
    mark = t(f"cards.short.{finding.verdict.value}", language).split(" ")[0]
    return f"{mark} {finding.required if language == 'da' else finding.required_en}"


def becomes_suitable(one: Suggestion, language: Language = "da") -> str | None:
    """Say what the smallest change is that makes an offer suitable; None: it is not unsuitable."""
    if one.verdict is not Verdict.UNMET:
        return None
    if one.is_open is False:
        return t("cards.becomes.closed", language)
    if not one.becomes_suitable_if:
        return t("cards.becomes.none", language)
    joined = f" {t('cards.and', language)} "
    changes = joined.join(_change(change, language) for change in one.becomes_suitable_if)
    has_gaps = any(finding.verdict is Verdict.UNKNOWN for finding in one.findings)
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
    wanted = own_value(change.fact, change.wanted, {}, language)
    end = "at_least" if is_more else "at_most"
    own_words = f"cards.becomes.{change.fact}.{end}"
    if own_words in TEXTS:
        return t(own_words, language, wanted=wanted, now=now)
    return t(f"cards.becomes.{end}", language, fact=label, wanted=wanted, now=now)


def _checked(checked: date | None, language: Language) -> str:
    """Say when the page behind one requirement was read."""
    if checked is None:
        return t("cards.not_checked", language)
    return t("cards.checked", language, day=day(checked, language))


def _source(source: str, language: Language) -> str:
    """The source of a row; that there is none is said in the reader's language."""
    return t("cards.source.none", language) if source == t("cards.source.none", "da") else source


# --- tables --------------------------------------------------------------------------------


def _all_findings(one: Suggestion) -> tuple[Finding, ...]:
    return (*one.findings, *one.other_findings)


def _rule_rows(
    one: Suggestion, names: Mapping[str, str], language: Language
) -> Iterator[dict[str, str]]:
    for finding in _all_findings(one):
        fact = _shown_fact(finding)
        is_open = finding.fact == "open"
        label = t("cards.fact.open", language) if is_open else demand_label(fact, language)
        own = "–" if is_open or finding.observed is None else finding.observed
        checked = _checked(finding.checked, language)
        yield {
            t("cards.rules.demand", language): f"{label}: {_required(finding, names, language)}",
            t("cards.rules.own", language): own
            if own == "–"
            else own_value(fact, own, names, language),
            t("cards.rules.verdict", language): t(f"cards.short.{finding.verdict.value}", language),
            t("cards.rules.source", language): f"{_source(finding.source, language)} ({checked})",
            t("cards.rules.note", language): (
                finding.note_da if language == "da" else finding.note_en
            )
            or "–",
        }


def _point_rows(one: Suggestion, language: Language) -> Iterator[dict[str, str]]:
    part_head, value_head = t("cards.rules.part", language), t("cards.rules.value", language)
    note_head = t("cards.rules.note", language)
    for part, points in one.contributions.items():
        if points == 0 and part not in one.not_known:
            continue
        yield {
            part_head: t(f"score_part.{part.value}", language),
            value_head: number(100 * points, language),
            note_head: t("cards.rules.default", language) if part in one.not_known else "–",
        }
    yield {
        part_head: t("cards.rules.sum", language),
        value_head: number(100 * one.score, language),
        note_head: "–",
    }


def _cell(one: Suggestion, fact: str, names: Mapping[str, str], language: Language) -> str:
    held = [f for f in _all_findings(one) if f.fact == fact]
    alike = {v: [f for f in held if f.verdict is v] for v in Verdict}
    findings = [f for f in held if not _is_said_by_another(f, alike[f.verdict])]
    if not findings:
        return t("cards.no_demand", language)
    return "; ".join(dict.fromkeys(_short(f, names, language) for f in findings))


def _short(finding: Finding, names: Mapping[str, str], language: Language) -> str:
    mark = t(f"cards.short.{finding.verdict.value}", language).split(" ")[0]
    required = _required(finding, names, language)
    if finding.observed is None:
        return f"{mark} ({required})"
    return (
        f"{mark} {own_value(_shown_fact(finding), finding.observed, names, language)} ({required})"
    )


def _fact_name(fact: str, language: Language) -> str:
    words: Mapping[str, tuple[str, str]] = {f: FACT_WORDS[f].name for f in _FACTS}
    return words[fact][language == "en"] if fact in words else fact


_FACTS: Final[tuple[FirmFact, ...]] = FIRM_FACTS
