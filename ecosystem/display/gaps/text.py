"""Say gaps: lines of text, and the document that scripts read."""

from collections.abc import Sequence
from typing import Final

from ecosystem.briefings.gaps.brief import GapsBriefing, StepBriefing
from ecosystem.display.wording import Language, say, t
from ecosystem.model.gaps import Gap, GapEvent, GapEvidence
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import GapKind


def gap_lines(briefing: GapsBriefing, language: Language = "da") -> list[str]:
    """Write gaps by kind; each with how sure it is and the smallest step."""
    lines = []
    for kind in GapKind:
        gaps = [gap for gap in briefing.gaps if gap.kind is kind]
        if gaps:
            lines += ["", t(f"gap_kind.{kind.value}", language)]
            lines += [line for gap in gaps for line in _gap_lines(gap, briefing, language)]
    if not lines:
        lines = [t("gaps.none", language)]
    return [*lines, "", *(say(sentence, language) for sentence in briefing.cannot_say)]


def _gap_lines(gap: Gap, briefing: GapsBriefing, language: Language) -> list[str]:
    sure = t(f"gap_confidence.{gap.confidence.value}", language)
    beside = said_beside(gap, language)
    lines = [" ".join([f"- {say(gap.sentence, language)} [{sure}]", *beside])]
    if (event := briefing.explained.get(gap.gap_id)) is not None:
        lines.append(f"    {event_line(event, language)}")
    elif gap.closing_steps:
        step = gap.closing_steps[0]
        is_example = gap.rests_on_example_data or step.rests_on_example_data
        example = [t("gaps.example", language)] if is_example else []
        lines.append(" ".join([f"    {say(step.sentence, language)}", *example]))
    return lines


def said_beside(gap: Gap, language: Language = "da") -> list[str]:
    """Write what goes with the sentence of a gap: remarks, reasons, and that it is an example."""
    remarks = [say(remark, language) for remark in gap.remarks]
    example = [t("gaps.example", language)] if gap.rests_on_example_data else []
    return [*remarks, *reasons_said(gap, language), *example]


def reasons_said(gap: Gap, language: Language = "da") -> list[str]:
    """Write why a gap is no surer; rows of several tables with the same fault in one sentence."""
    by_key: dict[str, list[Sentence]] = {}
    for reason in gap.reasons:
        by_key.setdefault(reason.key, []).append(reason)
    return [line for key, reasons in by_key.items() for line in _joined(key, reasons, language)]


def _joined(key: str, reasons: Sequence[Sentence], language: Language) -> list[str]:
    if key not in _OF_ROWS:
        return [say(reason, language) for reason in reasons]
    parts = [
        t(
            "gaps.rows_of_table",
            language,
            table=t(f"table.{reason.values['table']}", language),
            rows=reason.values["rows"],
            of=reason.values["of"],
        )
        for reason in reasons
    ]
    return [t(key, language, tables=", ".join(parts))]


_OF_ROWS: Final = frozenset({"gap.reason.never_confirmed", "gap.reason.out_of_date"})
"""Reasons that count rows of a table."""


def event_line(event: GapEvent, language: Language = "da") -> str:
    """Write what happened to a gap: the day, what, and why or what was done, by whom."""
    what = t(f"gap_event_kind.{event.kind.value}", language)
    line = t("gaps.event", language, on=event.on, what=what)
    if event.reason is not None:
        line += t("gaps.event.reason", language, reason=event.reason, by=event.by)
    if event.changes:
        line += t("gaps.event.changes", language, changes=", ".join(event.changes))
    return line


def life_lines(gap_id: str, events: Sequence[GapEvent], language: Language = "da") -> list[str]:
    """Write the life of a gap, oldest first."""
    lines = [event_line(event, language) for event in events]
    return [gap_id, *(lines or [t("gaps.life.none", language)])]


def tried_lines(gap_id: str, tried: Sequence[StepBriefing], language: Language = "da") -> list[str]:
    """Write of each step what it would close, open and change."""
    lines = [gap_id]
    for step in tried:
        if step.told is not None:
            lines.append(f"- {say(step.told.sentence, language)}")
        counts = {
            "closed": len(step.closed),
            "opened": len(step.opened),
            "changed": len(step.changed),
        }
        lines.append("    " + t("gaps.tried", language, **counts))
    return lines if tried else [gap_id, t("gaps.no_step", language)]


def tried_document(gap_id: str, tried: Sequence[StepBriefing]) -> dict[str, object]:
    """Return the same as one document: the steps, and ids of the gaps each closes and opens."""
    return {
        "gap_id": gap_id,
        "steps": [
            {
                "step": step.step,
                "sentence": None if step.told is None else say(step.told.sentence),
                "closed": [gap.gap_id for gap in step.closed],
                "opened": [gap.gap_id for gap in step.opened],
                "changed": [gap.gap_id for gap in step.changed],
                "gaps_after": step.gaps_after,
            }
            for step in tried
        ],
    }


def evidence_lines(gap: Gap, language: Language = "da") -> list[str]:
    """Write the rows behind a gap, table by table."""
    return [_evidence(evidence, language) for evidence in gap.evidence]


def _evidence(part: GapEvidence, language: Language) -> str:
    table = t(f"table.{part.table}", language).capitalize()
    if part.rows is None:
        return t("gaps.evidence.absent", language, table=table)
    lines = [t("gaps.evidence.rows", language, table=table, rows=part.rows)]
    if part.searched is not None:
        lines.append(t("gaps.evidence.searched", language, rows=part.searched))
    if part.complete is not None:
        lines.append(t("gaps.evidence.complete", language, share=round(100 * part.complete)))
    if part.freshness is not None:
        lines.append(t(f"freshness.{part.freshness.value}", language).lower())
    if part.examples:
        lines.append(t("gaps.evidence.examples", language, n=part.examples))
    return ", ".join(lines) + "."


def gap_document(briefing: GapsBriefing) -> dict[str, object]:
    """Return the briefing with its sentences said, as one JSON document."""
    document = briefing.model_dump(mode="python", exclude={"life"})
    document["gaps"] = [
        {**_spoken(gap), "life": briefing.life.get(gap.gap_id, ())} for gap in briefing.gaps
    ]
    document["cannot_say"] = [say(sentence) for sentence in briefing.cannot_say]
    return document


def _spoken(gap: Gap) -> dict[str, object]:
    document = gap.model_dump(mode="python")
    document |= {
        "sentence": say(gap.sentence),
        "sentence_en": say(gap.sentence, "en"),
        "rule": say(gap.rule),
        "rule_en": say(gap.rule, "en"),
        "reasons": reasons_said(gap),
        "remarks": [say(remark) for remark in gap.remarks],
    }
    document["closing_steps"] = [
        {**step.model_dump(mode="python"), "sentence": say(step.sentence)}
        for step in gap.closing_steps
    ]
    return document
