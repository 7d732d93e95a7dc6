"""What the theme report tells, in the order of the summary of 2019."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ecosystem.briefings.theme.brief import AnalysisBriefing, TableUse
from ecosystem.briefings.theme.report import ThemeReportBriefing
from ecosystem.display.documents.elements import Cell, Table
from ecosystem.display.figures import Medium
from ecosystem.display.report.blocks import Block, Paragraph, Report, Section
from ecosystem.display.report.statements import statement_paragraphs
from ecosystem.display.report.theme_figures import ThemeFigures
from ecosystem.display.report.theme_tables import ThemeTables
from ecosystem.display.tables import UNKNOWN
from ecosystem.display.theme.document import Document, analysis_document
from ecosystem.display.wording import Language, t
from ecosystem.display.wording.formats import day, number
from ecosystem.model.analysis import Part, PartState
from ecosystem.model.scorecards import INDICATORS_OF, Recommendation

_MOST_SOURCES: Final = 4
_ADDRESS: Final = re.compile(r"https?://(?:www\.)?([^/\s;,)]+)[^\s;,)]*")


def theme_report(
    answer: ThemeReportBriefing,
    command: str,
    language: Language = "da",
    medium: Medium = "paper",
) -> Report:
    """Build the report of a theme analysis.

    Args:
        answer: The analysis; a part that was not asked for is left out.
        command: The line that makes the report again; it stands on the front page.
        language: Language of the words.
        medium: What the figures are drawn for.
    """
    theme, briefing = _Theme(answer, language, medium), answer.analysis
    on = day(briefing.on, language, is_long=True)
    return Report(
        title=t("analysis.title", language),
        subtitle=t("paper.theme.subtitle", language, on=on),
        facts=theme.facts(command),
        foot=t("brief.foot", language, label=briefing.label, on=on),
        example=t("frame.example_data", language) if briefing.is_synthetic else None,
        sections=tuple(section for section in theme.sections() if section.blocks),
        on=briefing.on,
        language=language,
    ).printable()


@dataclass(frozen=True)
class _Theme:
    answer: ThemeReportBriefing
    language: Language
    medium: Medium

    @property
    def briefing(self) -> AnalysisBriefing:
        return self.answer.analysis

    @cached_property
    def document(self) -> Document:
        return analysis_document(self.briefing)

    @cached_property
    def tables(self) -> ThemeTables:
        return ThemeTables(self.document, self.language, self.figures.need)

    @cached_property
    def figures(self) -> ThemeFigures:
        return ThemeFigures(self.answer, self.document, self.language, self.medium)

    # --- front page -----------------------------------------------------------------------

    def facts(self, command: str) -> tuple[tuple[str, str], ...]:
        """Return the lines of the front page."""
        briefing, language = self.briefing, self.language
        facts = {
            "period": ", ".join(self._periods()) or UNKNOWN,
            "register": briefing.label,
            "sources": "; ".join(map(self._source, self._dated())) or UNKNOWN,
            "computed": self._parts(is_computed=True),
            "missing": self._parts(is_computed=False),
            "version": t(
                "paper.fact.version.text",
                language,
                register=briefing.version,
                settings=briefing.settings_version,
            ),
            "command": command,
        }
        return tuple(
            (t(f"paper.fact.{name}", language), text) for name, text in facts.items() if text
        )

    def _periods(self) -> list[str]:
        if self.briefing.parameters.periods:
            return list(self.briefing.parameters.periods)
        parts = self.document["parts"]
        projects = parts.get("projects", {}) if isinstance(parts, dict) else {}
        named = (period.get("period") for period in projects.get("periods", ()))
        return [period for period in named if period]

    def _dated(self) -> list[TableUse]:
        return [use for use in self.briefing.tables.values() if use.first is not None]

    def _source(self, use: TableUse) -> str:
        """Write a table, its days and where its rows are from."""
        return t(
            "paper.fact.source",
            self.language,
            table=t(f"table.{use.table}", self.language),
            first=_day(use.first, self.language),
            last=_day(use.last, self.language),
            sources=", ".join(source_names(use)),
        )

    def _parts(self, *, is_computed: bool) -> str:
        """Write the parts that are worked out, or those that are not."""
        return ", ".join(
            t(f"analysis.part.{part.value}", self.language)
            for part, answer in self.briefing.parts.items()
            if (answer.state is PartState.COMPUTED) is is_computed
        )

    # --- sections -------------------------------------------------------------------------

    def sections(self) -> Iterator[Section]:
        """Yield the eight sections; one of parts that were not asked for is empty."""
        table, figure = self.tables, self.figures
        yield self._section(
            "projects",
            self._said(Part.PROJECTS),
            table.areas(),
            table.bounds(),
            self._said(Part.CONCENTRATION),
            figure.lorenz(),
        )
        yield self._section(
            "funding",
            self._said(Part.FUNDING),
            table.funding(),
            self._said(Part.COST),
            table.cost(),
        )
        yield self._section(
            "participants",
            self._said(Part.LINKED),
            table.sources(),
            self._said(Part.PARTICIPANTS),
            figure.differences(),
            table.earlier(),
            self._said(Part.FIRST_TIMERS),
            table.first_timers(),
        )
        yield self._section(
            "journeys", self._said(Part.JOURNEYS), table.journeys(), figure.journeys()
        )
        yield self._section("needs", self._said(Part.NEEDS), figure.ranks(), table.needs())
        yield self._section("system", self._said(Part.SYSTEM), figure.system())
        yield self._section("recommendations", self._recommendations())
        yield self._section("method", self._method())

    def _section(self, name: str, *blocks: Sequence[Block]) -> Section:
        title = t(f"paper.section.{name}", self.language)
        return Section(title, tuple(block for some in blocks for block in some))

    def _said(self, part: Part) -> list[Block]:
        return statement_paragraphs(self.briefing, part, self.language)

    def _recommendations(self) -> list[Block]:
        """Return the ten recommendations, a line each, and where their figures stand."""
        lines = [self._recommendation(one) for one in Recommendation]
        about = t("paper.recommendations", self.language)
        return [Paragraph(about), *(Paragraph(line, look="bullet") for line in lines)]

    def _recommendation(self, recommendation: Recommendation) -> str:
        """Write a recommendation and by how many figures it is measured."""
        name = t(f"scorecard.rec.{recommendation.value}", self.language)
        n = len(INDICATORS_OF[recommendation])
        return t("paper.recommendation", self.language, at=recommendation.value, name=name, n=n)

    # --- method ---------------------------------------------------------------------------

    def _method(self) -> list[Block]:
        """Return how the numbers came about, what they rest on, and what cannot be worked out."""
        language = self.language
        few = self.briefing.parameters.small
        lines = [
            t("paper.method.parts", language),
            t("paper.method.intervals", language, draws=self.briefing.parameters.draws),
            t("paper.method.small", language, small=few),
            t("paper.method.observed", language),
            t("paper.method.causes", language),
            t("analysis.not_recomputed", language),
        ]
        bullets = [Paragraph(line, look="bullet") for line in lines]
        return [*bullets, *self._uses()]

    def _uses(self) -> list[Block]:
        """Return the tables that the figures rest on."""
        names = ("table", "rows", "first_last", "sources")
        rows = tuple(self._use(use) for use in self.briefing.tables.values())
        if not rows:
            return []
        headings = tuple(t(f"paper.column.{name}", self.language) for name in names)
        about = t("paper.table.uses", self.language)
        return [Table(about, headings, rows, (0.22, 0.12, 0.24, 0.42))]

    def _use(self, use: TableUse) -> tuple[Cell, ...]:
        language = self.language
        rows = (
            t("paper.not_recorded", language) if use.rows is None else number(use.rows, language, 0)
        )
        days = [_day(end, language) for end in (use.first, use.last) if end is not None]
        return (
            Cell(t(f"table.{use.table}", language)),
            Cell(rows, is_figure=True),
            Cell(" – ".join(dict.fromkeys(days)) or UNKNOWN),
            Cell("; ".join(source_names(use)) or UNKNOWN),
        )


def source_names(use: TableUse) -> list[str]:
    """List where the rows of a table are from, the most used first, addresses by their host."""
    names = (_ADDRESS.sub(r"\1", source).strip(" ;") for source in use.sources)
    return list(dict.fromkeys(part for name in names for part in name.split("; ")))[:_MOST_SOURCES]


def _day(value: object, language: Language) -> str:
    from datetime import date

    return day(value, language) if isinstance(value, date) else UNKNOWN
