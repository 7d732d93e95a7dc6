"""Lines of text for a referral and for a judgement, as a terminal or a letter shows them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel

from ecosystem.display.referral.lines import (
    becomes_suitable,
    before_next_words,
    contact_words,
    distance_of,
    opens_words,
    state_words,
    through_words,
    title_of,
)
from ecosystem.display.referral.way import path_steps
from ecosystem.display.referral.words import (
    firm_warnings,
    freshness_words,
    own_value,
    question_words,
)
from ecosystem.display.wording import Language, say, t
from ecosystem.display.wording.formats import day, number
from ecosystem.model.closed_lists import complete
from ecosystem.model.fact_words import FACT_WORDS
from ecosystem.model.firms import LIST_OF
from ecosystem.model.judgements import Finding
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import Verdict

if TYPE_CHECKING:
    from ecosystem.briefings.referral.firm import FirmBriefing, OfferBriefing
    from ecosystem.model.referrals import DeadEnd, Meaning, Suggestion

MAX_SUGGESTIONS_SHOWN: Final = 8
"""Suggestions a terminal shows when nobody asks for more or fewer."""
MARKS: Final[Mapping[Verdict, str]] = complete(
    Verdict,
    {
        Verdict.MET: "✓",
        Verdict.UNMET: "✗",
        Verdict.UNKNOWN: "?",
    },
    name="MARKS",
)


def referral_lines(
    briefing: "FirmBriefing",
    needs: Mapping[str, str],
    local_rank: int,
    most: int = MAX_SUGGESTIONS_SHOWN,
    language: Language = "da",
) -> Iterator[str]:
    """Write a referral: suggestions with reasons, what does not fit, the question, the way.

    Args:
        briefing: The referral.
        needs: Names of the needs by need_id.
        local_rank: The place the local hub never stands below, for the sentence on the order.
        most: Suggestions to show.
        language: Danish or English.
    """
    who = briefing.firm.name or t("refer.this_firm", language)
    if briefing.firm.is_synthetic:
        who = t("frame.marked", language, sentence=who)
    need_names = "; ".join(needs.get(n, n) for n in briefing.need_ids)
    yield t("refer.heading", language, firm=who, day=briefing.on, needs=need_names)
    yield from firm_warnings(briefing, language)
    for sentence in briefing.statements:
        yield say(sentence, language)
    if briefing.local_hub_name is not None:
        yield t("refer.hub", language, hub=briefing.local_hub_name)
    if question := briefing.next_question:
        question_text, settles, _ = question_words(question, language)
        yield t("refer.question", language, question=question_text, settles=settles)
    yield ""
    yield t("refer.suitable", language)
    yield t("refer.order", language, local_rank=local_rank)
    for suggestion in briefing.suggestions[:most]:
        yield from _suggestion_lines(suggestion, language)
    if (more := len(briefing.suggestions) - most) > 0:
        yield t("refer.more", language, n=more)
    yield from _mendable_lines(briefing.mendable, language)
    yield from _unsuitable_lines(briefing.not_suitable, language)
    yield from _path_lines(briefing, language)
    for way in briefing.warm_ways or ():
        yield say(way.sentence, language)
    for sentence in briefing.sensitivity:
        yield say(sentence, language)


def judgement_lines(briefing: "OfferBriefing", language: Language = "da") -> Iterator[str]:
    """Write how a firm stands to one offer: each finding, what to ask, what to check."""
    state = t(f"offer_state.{briefing.state.value}", language)
    yield t("judge.heading", language, name=briefing.name, state=state, day=briefing.on)
    for sentence in briefing.points_to_check:
        yield say(sentence, language)
    if briefing.problem is not None:
        yield briefing.problem
    for finding in briefing.findings:
        yield _finding_line(finding, language, with_source=True)
    if briefing.other_findings:
        yield t("judge.would_demand", language)
        for finding in briefing.other_findings:
            yield _finding_line(finding, language, with_source=True)
    if facts := [fact for fact in briefing.facts_to_ask if fact != "open"]:
        yield t("judge.ask", language, facts=", ".join(fact_name(f, language) for f in facts))
    note = briefing.aid_note_da if language == "da" else briefing.aid_note_en
    if note is not None:
        yield note
    for check in briefing.to_check:
        text = check.text_da if language == "da" else check.text_en
        yield t("judge.to_check", language, text=text)
    if briefing.next_step is not None and briefing.verdict is not Verdict.UNMET:
        yield t("refer.next_step", language, text=briefing.next_step)


def dead_end_lines(
    records: Sequence["DeadEnd"], needs: Mapping[str, str], language: Language = "da"
) -> Iterator[str]:
    """Write what was noted of a list that did not help; of an example firm nothing is."""
    if not records:
        yield t("dead_end.example", language)
        return
    yield t("dead_end.noted", language, n=len(records))
    for record in records:
        reason = t(f"dead_end_reason.{record.reason.value}", language)
        need = needs.get(record.need_id, record.need_id)
        yield t("dead_end.noted.line", language, need=need, reason=reason)


def meaning_lines(meanings: Iterable["Meaning"], language: Language = "da") -> Iterator[str]:
    """Write what a text seems to be about, for a person to confirm."""
    proposals = list(meanings)
    if not proposals:
        yield t("refer.interpret.nothing", language)
        return
    yield t("refer.interpret.confirm", language)
    for meaning in proposals:
        yield t(
            "refer.interpret.line",
            language,
            kind=t(f"refer.interpret.{meaning.kind}", language),
            name=meaning.name_da if language == "da" else meaning.name_en,
            identifier=meaning.identifier,
            words=", ".join(meaning.words),
        )


def fact_name(fact: str, language: Language = "da") -> str:
    """Return the name of a fact; one without words of its own stands as it is."""
    words = {str(name): phrases.name for name, phrases in FACT_WORDS.items()}
    return getattr(words[fact], language) if fact in words else fact


def spoken(document: object) -> object:
    """Put the words beside every sentence of a document, so that JSON reads without a table."""
    if isinstance(document, Sentence):
        texts = {"text_da": say(document, "da"), "text_en": say(document, "en")}
        return {**document.model_dump(), **texts}
    if isinstance(document, BaseModel):
        fields = type(document).model_fields
        return {name: spoken(getattr(document, name)) for name in fields}
    if isinstance(document, Mapping):
        return {getattr(key, "value", key): spoken(value) for key, value in document.items()}
    if isinstance(document, (list, tuple)):
        return [spoken(value) for value in document]
    return document


def _suggestion_lines(suggestion: "Suggestion", language: Language) -> Iterator[str]:
    labels = "; ".join(_labels(suggestion, language))
    yield f"{suggestion.rank}. {title_of(suggestion, language)}  [{labels}]"
    for sentence in suggestion.reasons:
        yield f"     + {say(sentence, language)}"
    for sentence in suggestion.speaks_against:
        yield f"     – {say(sentence, language)}"
    if (through := through_words(suggestion, language)) is not None:
        yield f"     {through}"
    if (before_next := before_next_words(suggestion, language)) is not None:
        yield f"     {before_next}"
    if suggestion.next_step is not None:
        yield f"     {t('refer.next_step', language, text=suggestion.next_step)}"
    if (contact := contact_words(suggestion.contact, language)) is not None:
        yield f"     {contact}"


def _labels(suggestion: "Suggestion", language: Language) -> Iterator[str]:
    yield state_words(suggestion, language)
    yield t("refer.points", language, points=number(100 * suggestion.score, language, 0))
    if suggestion.provider_name is not None:
        yield t("refer.by", language, actor=suggestion.provider_name)
    if suggestion.is_own_organisation:
        yield t("refer.own_organisation", language)
    if (distance := distance_of(suggestion, language)) is not None:
        yield distance
    if suggestion.deadline is not None:
        key = "refer.open_until" if suggestion.is_last_day else "refer.deadline"
        yield t(key, language, day=day(suggestion.deadline, language))
    yield freshness_words(suggestion.freshness, suggestion.checked, language).lower()


def _mendable_lines(suggestions: Iterable["Suggestion"], language: Language) -> Iterator[str]:
    by_what = sorted(suggestions, key=lambda suggestion: suggestion.opens_when)
    for facts, group in groupby(by_what, key=lambda suggestion: suggestion.opens_when):
        yield ""
        yield opens_words(facts, language)
        yield from (f"  {title_of(suggestion, language)}" for suggestion in group)


def _unsuitable_lines(suggestions: Iterable["Suggestion"], language: Language) -> Iterator[str]:
    unsuitable = list(suggestions)
    if not unsuitable:
        return
    yield ""
    yield t("refer.not_suitable", language)
    for suggestion in unsuitable:
        yield f"  {title_of(suggestion, language)}"
        for finding in suggestion.findings:
            if finding.verdict is Verdict.UNMET:
                yield f"   {_finding_line(finding, language)}"
        if suggestion.becomes_suitable_if:
            yield f"     {becomes_suitable(suggestion, language)}"


def _path_lines(briefing: "FirmBriefing", language: Language) -> Iterator[str]:
    if not briefing.path:
        return
    yield ""
    yield t("refer.path", language)
    for place, (text, lines) in enumerate(path_steps(briefing, language), start=1):
        yield f"{place}. {text}"
        yield from (f"     {line}" for line in lines)
    for passed in briefing.path_left_out:
        why = say(passed.why, language)
        yield t("refer.path.left_out", language, name=passed.offer_id, why=why)


def _finding_line(finding: Finding, language: Language, *, with_source: bool = False) -> str:
    required = finding.required if language == "da" else finding.required_en
    if finding.fact == "open":
        words = t(f"judge.open.{finding.verdict.value}", language, when=required)
    elif finding.observed is None:
        words = t("refer.not_observed", language, required=required)
    else:
        firm_value = _observed_words(finding.observed, language)
        if finding.fact in LIST_OF:
            firm_value = own_value(finding.fact, finding.observed, {}, language)
        words = t("refer.observed", language, own=firm_value, required=required)
    name = "" if finding.fact == "open" else f"{fact_name(finding.fact, language)}: "
    line = f"  {MARKS[finding.verdict]} {name}{words}"
    notes = []
    if not finding.is_settled:
        remark = finding.note_da if language == "da" else finding.note_en
        doubt = t("judge.unsettled", language)
        notes.append(doubt if remark is None else f"{doubt}: {remark.removesuffix('.')}")
    if with_source:
        notes.append(t("judge.source", language, source=finding.source))
        if finding.checked is not None:
            notes.append(t("judge.checked", language, day=day(finding.checked, language)))
    return f"{line}  ({'; '.join(notes)})" if notes else line


def _observed_words(observed: str, language: Language) -> str:
    if not observed:
        return t("cards.none_of_them", language)
    if observed in ("true", "false"):
        return {"true": {"da": "ja", "en": "yes"}, "false": {"da": "nej", "en": "no"}}[observed][
            language
        ]
    has_leading_zero = observed.startswith("0") and len(observed) > 1
    if observed.removeprefix("-").replace(".", "", 1).isdigit() and not has_leading_zero:
        return number(float(observed), language)
    return observed
