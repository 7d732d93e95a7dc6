"""Suggestions as tables: beside each other, and each with its rules and points."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ecosystem.display.referral.lines import (
    deadline_words,
    distance_of,
    is_repeated,
    source_words,
    state_words,
    title_of,
)
from ecosystem.display.referral.words import (
    demand_label,
    freshness_words,
    full_demand,
    own_value,
    required_words,
    shown_fact,
)
from ecosystem.display.wording import Language, t
from ecosystem.display.wording.formats import day, number
from ecosystem.model.firms import FIRM_FACTS
from ecosystem.model.judgements import Finding
from ecosystem.model.referrals import Suggestion
from ecosystem.model.vocabulary import Verdict


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
            (state_words(s, language) for s in suggestions),
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
            (distance_of(s, language) or "–" for s in suggestions),
        ),
        row(
            t("cards.compare.deadline", language),
            (deadline_words(s, language) for s in suggestions),
        ),
        row(
            t("cards.compare.source", language),
            (freshness_words(s.freshness, s.checked, language) for s in suggestions),
        ),
        row(t("cards.compare.next", language), (s.next_step or "–" for s in suggestions)),
    ]


def rule_rows(
    suggestion: Suggestion, names: Mapping[str, str], language: Language
) -> Iterator[dict[str, str]]:
    """List every requirement with the firm's own value, its verdict, source and remark."""
    for finding in _all_findings(suggestion):
        fact = shown_fact(finding)
        is_open = finding.fact == "open"
        label = t("cards.fact.open", language) if is_open else demand_label(fact, language)
        firm_value = "–" if is_open or finding.observed is None else finding.observed
        checked = _checked(finding.checked, language)
        yield {
            t("cards.rules.demand", language): f"{label}: {full_demand(finding, names, language)}",
            t("cards.rules.own", language): firm_value
            if firm_value == "–"
            else own_value(fact, firm_value, names, language, in_full=True),
            t("cards.rules.verdict", language): t(f"cards.short.{finding.verdict.value}", language),
            t(
                "cards.rules.source", language
            ): f"{source_words(finding.source, language)} ({checked})",
            t("cards.rules.note", language): (
                finding.note_da if language == "da" else finding.note_en
            )
            or "–",
        }


def point_rows(suggestion: Suggestion, language: Language) -> Iterator[dict[str, str]]:
    """List what each part adds to the points, and their sum."""
    part_head, value_head = t("cards.rules.part", language), t("cards.rules.value", language)
    note_head = t("cards.rules.note", language)
    for part, points in suggestion.contributions.items():
        if points == 0 and part not in suggestion.not_known:
            continue
        yield {
            part_head: t(f"score_part.{part.value}", language),
            value_head: number(100 * points, language),
            note_head: t("cards.rules.default", language) if part in suggestion.not_known else "–",
        }
    yield {
        part_head: t("cards.rules.sum", language),
        value_head: number(100 * suggestion.score, language),
        note_head: "–",
    }


def _titles(suggestions: Sequence[Suggestion], language: Language) -> list[str]:
    """Column heads, no two alike."""
    plain = [title_of(suggestion, language) for suggestion in suggestions]
    return [
        title
        if plain.count(title) == 1
        else f"{title} ({suggestion.provider_name or suggestion.offer_id})"
        for title, suggestion in zip(plain, suggestions, strict=True)
    ]


def _all_findings(suggestion: Suggestion) -> tuple[Finding, ...]:
    return (*suggestion.findings, *suggestion.other_findings)


def _cell(suggestion: Suggestion, fact: str, names: Mapping[str, str], language: Language) -> str:
    of_fact = [f for f in _all_findings(suggestion) if f.fact == fact]
    alike = {v: [f for f in of_fact if f.verdict is v] for v in Verdict}
    findings = [f for f in of_fact if not is_repeated(f, alike[f.verdict])]
    if not findings:
        return t("cards.no_demand", language)
    return "; ".join(dict.fromkeys(_short(f, names, language) for f in findings))


def _short(finding: Finding, names: Mapping[str, str], language: Language) -> str:
    mark = t(f"cards.short.{finding.verdict.value}", language).split(" ")[0]
    required = required_words(finding, names, language)
    if finding.observed is None:
        return f"{mark} ({required})"
    return (
        f"{mark} {own_value(shown_fact(finding), finding.observed, names, language)} ({required})"
    )


def _opening_cell(suggestion: Suggestion, language: Language) -> str:
    finding = next((f for f in suggestion.findings if f.fact == "open"), None)
    if finding is None:
        return "–"
    mark = t(f"cards.short.{finding.verdict.value}", language).split(" ")[0]
    return f"{mark} {finding.required if language == 'da' else finding.required_en}"


def _checked(checked: date | None, language: Language) -> str:
    """Write when the page behind one requirement was read."""
    if checked is None:
        return t("cards.not_checked", language)
    return t("cards.checked", language, day=day(checked, language))
