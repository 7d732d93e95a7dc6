"""Tables of the theme report, each from the JSON document and with no figure of its own."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from ecosystem.display.documents.elements import Cell, Table
from ecosystem.display.report.cells import CellWriter
from ecosystem.display.report.document_nodes import Node, node_at, rows_at, text_at, value_at
from ecosystem.display.tables import UNKNOWN
from ecosystem.display.wording import Language, t, texts
from ecosystem.model.analysis import PartState

MOST_ROWS: Final = 12
"""Rows of a table in the text; the workbook has all of them."""
_BASIS: Final = {"achieved": "analysis.cost.achieved", "target": "analysis.cost.target"}
Columns: TypeAlias = Sequence[tuple[str, float, Callable[[Node], Cell]]]
"""Of each column: the key of its heading, its share of the width, and how a cell is written."""


class ThemeTables:
    """Make the tables of a theme analysis.

    Args:
        document: The analysis as its JSON document.
        language: Language of the words.
        need_name: Writes the name of a row's need.
    """

    def __init__(
        self, document: Node, language: Language, need_name: Callable[[Node], str]
    ) -> None:
        self.parts = node_at(document, "parts")
        self.parameters = node_at(document, "parameters")
        self.language = language
        self.need_name = need_name
        small = value_at(self.parameters, "small")
        self.cell = CellWriter(language, round(small or 0))

    # --- 1 projects -----------------------------------------------------------------------

    def areas(self) -> list[Table]:
        """Return projects and grants by fund and priority area, a table a period."""
        periods = rows_at(self.parts, "projects", "periods")
        return [table for period in periods for table in self._areas(period)]

    def _areas(self, period: Node) -> list[Table]:
        is_lead = self.parameters.get("role") == "lead" or not period.get("lead_or_partner")
        block = node_at(period, "lead" if is_lead else "lead_or_partner")
        name = self._period(period)
        if not value_at(block, "projects"):
            return []
        role = t(f"paper.role.{'lead' if is_lead else 'any'}", self.language)
        total = {**block, "fund": t("paper.total", self.language)}
        columns: Columns = (
            ("paper.column.fund", 0.16, lambda row: self.cell.words(row, "fund")),
            ("paper.column.area", 0.5, lambda row: self.cell.words(row, "priority_area")),
            ("paper.column.projects", 0.14, lambda row: self.cell.count(row, "projects")),
            ("paper.column.grant", 0.2, lambda row: self.cell.millions(row, "eu_grant_dkk")),
        )
        about = t("paper.table.areas", self.language, role=role, period=name)
        return [self._table(about, columns, rows_at(block, "by_area"), total)]

    def bounds(self) -> list[Table]:
        """Return how many projects clusters lead, by how embedded ones are counted."""
        columns: Columns = (
            ("paper.column.period", 0.2, lambda row: Cell(self._period(row))),
            ("paper.column.all", 0.2, lambda row: self.cell.count(row, "all", "projects")),
            ("paper.column.none", 0.2, lambda row: self.cell.count(row, "attribution", "none")),
            ("paper.column.title", 0.2, lambda row: self.cell.count(row, "attribution", "title")),
            ("paper.column.hosts", 0.2, lambda row: self.cell.count(row, "attribution", "all")),
        )
        periods = rows_at(self.parts, "projects", "periods")
        return self._tables("paper.table.bounds", columns, periods)

    # --- 2 funding and cost ---------------------------------------------------------------

    def funding(self) -> list[Table]:
        """Return the clusters' income by year, and how much of it is from the EU."""
        columns: Columns = (
            ("paper.column.year", 0.2, lambda row: Cell(str(row.get("year")))),
            (
                "paper.column.organisations",
                0.2,
                lambda row: self.cell.organisations(row, "organisations"),
            ),
            ("paper.column.income", 0.2, lambda row: self.cell.millions(row, "total_dkk")),
            ("paper.column.from_eu", 0.2, lambda row: self.cell.millions(row, "eu_dkk")),
            ("paper.column.eu_share", 0.2, lambda row: self.cell.percent(row, "eu_share")),
        )
        return self._tables("paper.table.funding", columns, rows_at(self.parts, "funding", "years"))

    def cost(self) -> list[Table]:
        """Return cost per unit of output in the cells that have enough projects."""
        columns: Columns = (
            ("paper.column.fund", 0.1, lambda row: self.cell.words(row, "fund")),
            ("paper.column.area", 0.2, lambda row: self.cell.words(row, "priority_area")),
            ("paper.column.output", 0.18, self._output),
            ("paper.column.lead_kind", 0.14, lambda row: self._kind(row, "actor_kind")),
            ("paper.column.projects", 0.1, lambda row: self.cell.count(row, "projects")),
            ("paper.column.cost", 0.13, lambda row: self.cell.amount(row, "cost_per_unit")),
            ("paper.column.interval", 0.15, self.cell.interval),
        )
        return self._tables(
            "paper.table.cost", columns, _computed(rows_at(self.parts, "cost", "cells"))
        )

    # --- 3 who takes part -----------------------------------------------------------------

    def sources(self) -> list[Table]:
        """Return how many participations each source has, and how many carry a number."""
        columns: Columns = (
            ("paper.column.source", 0.34, lambda row: self.cell.words(row, "source")),
            (
                "paper.column.participations",
                0.16,
                lambda row: self.cell.count(row, "participations"),
            ),
            (
                "paper.column.organisations",
                0.18,
                lambda row: self.cell.organisations(row, "organisations"),
            ),
            ("paper.column.with_cvr", 0.16, lambda row: self.cell.count(row, "with_cvr")),
            ("paper.column.years", 0.16, _years),
        )
        return self._tables(
            "paper.table.sources", columns, rows_at(self.parts, "linked", "sources")
        )

    def earlier(self) -> list[Table]:
        """Return participations by how often their organisation took part before."""
        columns: Columns = (
            ("paper.column.earlier", 0.4, lambda row: self.cell.words(row, "class")),
            ("paper.column.in_cluster", 0.3, lambda row: self.cell.organisations(row, "cluster")),
            ("paper.column.in_other", 0.3, lambda row: self.cell.organisations(row, "other")),
        )
        return self._tables(
            "paper.table.earlier", columns, rows_at(self.parts, "participants", "earlier")
        )

    def first_timers(self) -> list[Table]:
        """Return how many participations are the first, by year."""
        columns: Columns = (
            ("paper.column.year", 0.25, lambda row: Cell(str(row.get("year")))),
            (
                "paper.column.participations",
                0.25,
                lambda row: self.cell.organisations(row, "participations"),
            ),
            (
                "paper.column.first_time",
                0.25,
                lambda row: self.cell.organisations(row, "first_time"),
            ),
            ("paper.column.share", 0.25, lambda row: self.cell.percent(row, "share")),
        )
        return self._tables(
            "paper.table.first_timers", columns, rows_at(self.parts, "first_timers", "by_year")
        )

    # --- 4 journeys -----------------------------------------------------------------------

    def journeys(self) -> list[Table]:
        """Return what share of each group has gone on after one, two and three years."""
        columns: Columns = (
            ("paper.column.group", 0.26, self._group),
            (
                "paper.column.organisations",
                0.16,
                lambda row: self.cell.organisations(row, "organisations"),
            ),
            ("paper.column.naive", 0.16, lambda row: self.cell.percent(row, "naive")),
            *(
                (f"paper.column.after_{years}", 0.14, self._after(365 * years))
                for years in (1, 2, 3)
            ),
        )
        return self._tables(
            "paper.table.journeys", columns, rows_at(self.parts, "journeys", "groups")
        )

    def _after(self, days: int) -> Callable[[Node], Cell]:
        def cell(row: Node) -> Cell:
            shares = {value_at(one, "days"): one for one in rows_at(row, "km")}
            return self.cell.percent(shares.get(days, {}), "share")

        return cell

    # --- 5 needs --------------------------------------------------------------------------

    def needs(self) -> list[Table]:
        """Return what firms answered about their needs, the most important first."""
        columns: Columns = (
            ("paper.column.need", 0.34, self._need),
            ("paper.column.answers", 0.12, lambda row: self.cell.organisations(row, "n")),
            ("paper.column.mean", 0.14, lambda row: self.cell.decimal(row, "mean", decimals=1)),
            ("paper.column.share_4_5", 0.14, lambda row: self.cell.percent(row, "share_4_5")),
            (
                "paper.column.rank",
                0.14,
                lambda row: self.cell.interval(row, "rank_low", "rank_high"),
            ),
            ("paper.column.band", 0.12, lambda row: self.cell.words(row, "band")),
        )
        return self._tables("paper.table.needs", columns, rows_at(self.parts, "needs", "needs"))

    # --- words ----------------------------------------------------------------------------

    def _period(self, row: Node) -> str:
        return text_at(row, "period") or t("paper.period.unknown", self.language)

    def _output(self, row: Node) -> Cell:
        """Return an output with its unit, and whether it was achieved or is a target."""
        key = _BASIS.get(text_at(row, "basis") or "")
        basis = None if key is None else t(key, self.language)
        beside = ", ".join(word for word in (text_at(row, "unit"), basis) if word)
        name = text_at(row, "indicator") or UNKNOWN
        return Cell(f"{name} ({beside})" if beside else name)

    def _kind(self, row: Node, name: str) -> Cell:
        return Cell(t(f"actor_kind.{text_at(row, name) or 'unknown'}", self.language))

    def _group(self, row: Node) -> Cell:
        return Cell(group_name(text_at(row, "group") or UNKNOWN, self.language))

    def _need(self, row: Node) -> Cell:
        return Cell(self.need_name(row))

    # --- building -------------------------------------------------------------------------

    def _tables(self, about: str, columns: Columns, rows: Sequence[Node]) -> list[Table]:
        return [self._table(t(about, self.language), columns, rows)] if rows else []

    def _table(
        self, about: str, columns: Columns, rows: Sequence[Node], total: Node | None = None
    ) -> Table:
        """Build a table; of many rows the first, and the caption says that there are more."""
        if len(rows) > MOST_ROWS:
            about = t("paper.table.first", self.language, about=about, n=MOST_ROWS)
        listed = [*rows[:MOST_ROWS], *([total] if total is not None else [])]
        return Table(
            about=about,
            headings=tuple(t(key, self.language) for key, _, _ in columns),
            rows=tuple(tuple(write(row) for _, _, write in columns) for row in listed),
            widths=tuple(width for _, width, _ in columns),
        )


def group_name(group: str, language: Language) -> str:
    """Return the name of a group of organisations; a scheme is called what it is called."""
    key = f"paper.group.{group}"
    return texts(language).get(key, group)


def _computed(rows: Sequence[Node]) -> list[Node]:
    return [row for row in rows if row.get("state") == PartState.COMPUTED.value]


def _years(row: Mapping[str, object]) -> Cell:
    ends = [str(row.get(name) or "")[:4] for name in ("first", "last")]
    return Cell("–".join(dict.fromkeys(end for end in ends if end)) or UNKNOWN)
