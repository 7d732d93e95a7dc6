"""Say gaps: lines of text, and the document that scripts read."""

from collections.abc import Sequence
from typing import Any

from ecosystem.briefings.gaps import GapsBriefing, StepBriefing
from ecosystem.display.wording import Language, say, t
from ecosystem.model.gaps import Gap, GapEvent, GapEvidence
from ecosystem.model.vocabulary import GapKind


def gap_lines(briefing: GapsBriefing, language: Language = "da") -> list[str]:
    """Tell gaps by kind; each with how sure it is and the smallest step."""
    lines = []
    for kind in GapKind:
        own = [gap for gap in briefing.gaps if gap.kind is kind]
        if own:
            lines += ["", t(f"gap_kind.{kind.value}", language)]
            lines += [line for gap in own for line in _told(gap, briefing, language)]
    if not lines:
        lines = [t("gaps.none", language)]
    return [*lines, "", *(say(sentence, language) for sentence in briefing.cannot_say)]


def _told(gap: Gap, briefing: GapsBriefing, language: Language) -> list[str]:
    sure = t(f"gap_confidence.{gap.confidence.value}", language)
    why = " ".join(say(reason, language) for reason in gap.reasons)
    lines = [f"- {say(gap.sentence, language)} [{sure}] {why}".rstrip()]
    if (said := briefing.explained.get(gap.gap_id)) is not None:
        lines.append(f"    {event_line(said, language)}")
    elif gap.closing_steps:
        lines.append(f"    {say(gap.closing_steps[0].sentence, language)}")
    return lines


def event_line(event: GapEvent, language: Language = "da") -> str:
    """Tell what happened to a gap: the day, what, and why or what was done, by whom."""
    what = t(f"gap_event_kind.{event.kind.value}", language)
    line = t("gaps.event", language, on=event.on, what=what)
    if event.reason is not None:
        line += t("gaps.event.reason", language, reason=event.reason, by=event.by)
    if event.changes:
        line += t("gaps.event.changes", language, changes=", ".join(event.changes))
    return line


def life_lines(gap_id: str, events: Sequence[GapEvent], language: Language = "da") -> list[str]:
    """Tell the life of a gap, oldest first."""
    told = [event_line(event, language) for event in events]
    return [gap_id, *(told or [t("gaps.life.none", language)])]


def tried_lines(gap_id: str, tried: Sequence[StepBriefing], language: Language = "da") -> list[str]:
    """Tell of each step what it would close, open and change."""
    lines = [gap_id]
    for one in tried:
        if one.told is not None:
            lines.append(f"- {say(one.told.sentence, language)}")
        counts = {"closed": len(one.closed), "opened": len(one.opened), "changed": len(one.changed)}
        lines.append("    " + t("gaps.tried", language, **counts))
    return lines if tried else [gap_id, t("gaps.no_step", language)]


def tried_document(gap_id: str, tried: Sequence[StepBriefing]) -> dict[str, Any]:
    """Give the same as one document: the steps, and ids of the gaps each closes and opens."""
    return {
        "gap_id": gap_id,
        "steps": [
            {
                "step": one.step,
                "sentence": None if one.told is None else say(one.told.sentence),
                "closed": [gap.gap_id for gap in one.closed],
                "opened": [gap.gap_id for gap in one.opened],
                "changed": [gap.gap_id for gap in one.changed],
                "gaps_after": one.gaps_after,
            }
            for one in tried
        ],
    }


def evidence_lines(gap: Gap, language: Language = "da") -> list[str]:
    """Tell the rows behind a gap, table by table."""
    return [_evidence(one, language) for one in gap.evidence]


def _evidence(one: GapEvidence, language: Language) -> str:
    table = t(f"table.{one.table}", language).capitalize()
    if one.rows is None:
        return t("gaps.evidence.absent", language, table=table)
    told = [t("gaps.evidence.rows", language, table=table, rows=one.rows)]
    for key, share in (("complete", one.complete), ("checked", one.checked)):
        if share is not None:
            told.append(t(f"gaps.evidence.{key}", language, share=round(100 * share)))
    return ", ".join(told) + "."


def gap_document(briefing: GapsBriefing) -> dict[str, Any]:
    """Give the briefing with its sentences said, as one JSON document."""
    document = briefing.model_dump(mode="python", exclude={"life"})
    document["gaps"] = [
        {**_spoken(gap), "life": briefing.life.get(gap.gap_id, ())} for gap in briefing.gaps
    ]
    document["cannot_say"] = [say(sentence) for sentence in briefing.cannot_say]
    return document


def _spoken(gap: Gap) -> dict[str, Any]:
    told = gap.model_dump(mode="python")
    told |= {
        "sentence": say(gap.sentence),
        "sentence_en": say(gap.sentence, "en"),
        "rule": say(gap.rule),
        "rule_en": say(gap.rule, "en"),
        "reasons": [say(reason) for reason in gap.reasons],
    }
    told["closing_steps"] = [
        {**step.model_dump(mode="python"), "sentence": say(step.sentence)}
        for step in gap.closing_steps
    ]
    return told
