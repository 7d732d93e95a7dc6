"""Say gaps: lines of text, and the document that scripts read."""

from typing import Any

from ecosystem.briefings.gaps import GapsBriefing
from ecosystem.display.wording import Language, say, t
from ecosystem.model.gaps import Gap, GapEvidence
from ecosystem.model.vocabulary import GapKind


def gap_lines(briefing: GapsBriefing, language: Language = "da") -> list[str]:
    """Tell gaps by kind; each with how sure it is and the smallest step."""
    lines = []
    for kind in GapKind:
        own = [gap for gap in briefing.gaps if gap.kind is kind]
        if own:
            lines += ["", t(f"gap_kind.{kind.value}", language)]
            lines += [line for gap in own for line in _told(gap, language)]
    if not lines:
        lines = [t("gaps.none", language)]
    return [*lines, "", *(say(sentence, language) for sentence in briefing.cannot_say)]


def _told(gap: Gap, language: Language) -> list[str]:
    sure = t(f"gap_confidence.{gap.confidence.value}", language)
    why = " ".join(say(reason, language) for reason in gap.reasons)
    lines = [f"- {say(gap.sentence, language)} [{sure}] {why}".rstrip()]
    if gap.closing_steps:
        lines.append(f"    {say(gap.closing_steps[0].sentence, language)}")
    return lines


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
    document = briefing.model_dump(mode="python")
    document["gaps"] = [_spoken(gap) for gap in briefing.gaps]
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
