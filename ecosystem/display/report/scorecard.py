"""The report of scorecards: two pages a cluster, each recommendation with its figures."""

from collections.abc import Iterator, Sequence

from ecosystem.display.documents.elements import Cell, Table
from ecosystem.display.report.blocks import Block, Paragraph, Report, Section
from ecosystem.display.scorecard_text import (
    indicator_name,
    indicator_words,
    reasons_without,
    scorecard_head,
)
from ecosystem.display.wording import Language, say, t
from ecosystem.display.wording.formats import day
from ecosystem.model.scorecards import RecommendationAnswer, Scorecard, ScorecardState

_WITHOUT = frozenset({ScorecardState.NOT_RECORDED, ScorecardState.NOT_COMPUTABLE})


def scorecard_report(cards: Sequence[Scorecard], command: str, language: Language = "da") -> Report:
    """Build the report of one cluster's scorecard, or of several, each alone on its pages.

    Args:
        cards: At least one, by name.
        command: The line that makes the report again.
        language: Language of the words.
    """
    first = cards[0]
    on = day(first.on, language, is_long=True)
    is_alone = len(cards) == 1
    title = (
        t("paper.scorecard.title", language, name=first.name)
        if is_alone
        else t("paper.scorecard.titles", language, n=len(cards))
    )
    sections = [section for card in cards for section in _sections(card, is_alone, language)]
    return Report(
        title=title,
        subtitle=t("paper.scorecard.subtitle", language, on=on),
        facts=_facts(first, command, language),
        foot=t("brief.foot", language, label=first.label, on=on),
        example=t("frame.example_data", language) if first.is_synthetic else None,
        sections=(*sections, _method(language)),
        on=first.on,
        language=language,
    ).printable()


def _facts(card: Scorecard, command: str, language: Language) -> tuple[tuple[str, str], ...]:
    facts = {
        "register": card.label,
        "edition": card.version,
        "command": command,
    }
    return tuple((t(f"paper.fact.{name}", language), text) for name, text in facts.items())


def _sections(
    card: Scorecard,
    is_alone: bool,  # noqa: FBT001 - the only one of the report
    language: Language,
) -> Iterator[Section]:
    """Yield the overview of a cluster, then a section a recommendation."""
    head = [Paragraph(line) for line in scorecard_head(card, language)]
    yield Section(
        "" if is_alone else card.name, (*head, _overview(card, language)), begins_page=not is_alone
    )
    for answer in card.recommendations:
        yield Section(_name(answer, language), tuple(_blocks(answer, card, language)))


def _overview(card: Scorecard, language: Language) -> Table:
    """Return the ten recommendations with their state, a line each."""
    names = ("recommendation", "state", "figures")
    return Table(
        about=t("paper.scorecard.table", language),
        headings=tuple(t(f"paper.column.{name}", language) for name in names),
        rows=tuple(
            (
                Cell(_name(answer, language)),
                Cell(t(f"scorecard.state.{answer.state.value}", language)),
                Cell(_computed(answer, language), is_figure=True),
            )
            for answer in card.recommendations
        ),
        widths=(0.56, 0.26, 0.18),
    )


def _computed(answer: RecommendationAnswer, language: Language) -> str:
    """Write how many of a recommendation's figures can be given."""
    known = sum(one.state is ScorecardState.COMPUTED for one in answer.indicators)
    return t("paper.scorecard.figures", language, n=known, of=len(answer.indicators))


def _name(answer: RecommendationAnswer, language: Language) -> str:
    name = t(f"scorecard.rec.{answer.rec_id.value}", language)
    return f"{answer.rec_id.value} {name}"


def _blocks(answer: RecommendationAnswer, card: Scorecard, language: Language) -> Iterator[Block]:
    """Yield each figure with its caveat in the same paragraph, then why the others are absent."""
    if answer.state not in _WITHOUT:
        for one in answer.indicators:
            if one.why is None:
                caveat = t("analysis.caveat", language, text=say(one.caveat, language))
                words = indicator_words(one, card, language)
                name = indicator_name(one, card, language)
                yield Paragraph(f"{name}:", caveat, "finding", words)
    for line in reasons_without(answer, language):
        yield Paragraph(line, look="grey")


def _method(language: Language) -> Section:
    """Return what holds for every figure."""
    lines = ("scorecard.alone", "paper.method.observed", "paper.method.causes")
    bullets = tuple(Paragraph(t(key, language), look="bullet") for key in lines)
    return Section(t("paper.section.read", language), bullets)
