"""Cells of a report's tables: figures as the language writes them, small counts as "under 3"."""

from ecosystem.display.documents.elements import Cell
from ecosystem.display.report.document_nodes import Node, text_at, value_at
from ecosystem.display.tables import UNKNOWN
from ecosystem.display.wording import Language, t
from ecosystem.display.wording.formats import number

MILLION = 1_000_000


class CellWriter:
    """Write the cells of a table in a language.

    Args:
        language: Language of the words.
        small: Fewer organisations are written as "under" this number.
    """

    def __init__(self, language: Language, small: int) -> None:
        self.language = language
        self.small = small

    def words(self, node: Node, name: str) -> Cell:
        """Return a text as it is recorded; a dash where there is none."""
        return Cell(text_at(node, name) or UNKNOWN)

    def count(self, node: Node, *names: str) -> Cell:
        """Return a count of projects or participations; a dash where it is not known."""
        return self._figure(value_at(node, *names), 0)

    def organisations(self, node: Node, *names: str) -> Cell:
        """Return a count that may tell of few organisations; a small or absent one is not told."""
        value = value_at(node, *names)
        if value is None or 0 < value < self.small:
            return Cell(t("brief.few", self.language, n=self.small), is_figure=True)
        return self._figure(value, 0)

    def millions(self, node: Node, *names: str) -> Cell:
        """Return an amount in millions, with one decimal."""
        value = value_at(node, *names)
        return self._figure(None if value is None else value / MILLION, 1)

    def amount(self, node: Node, *names: str) -> Cell:
        """Return an amount in whole kroner."""
        return self._figure(value_at(node, *names), 0)

    def decimal(self, node: Node, *names: str, decimals: int = 2) -> Cell:
        """Return a number with some decimals."""
        return self._figure(value_at(node, *names), decimals)

    def percent(self, node: Node, *names: str) -> Cell:
        """Return a share, 0 to 1, in per cent with one decimal."""
        value = value_at(node, *names)
        return self._figure(None if value is None else 100 * value, 1)

    def interval(self, node: Node, low: str = "low", high: str = "high", times: float = 1) -> Cell:
        """Return an interval as "low – high"; a dash where it has none."""
        ends = [value_at(node, name) for name in (low, high)]
        if None in ends:
            return Cell(UNKNOWN, is_figure=True)
        text = " – ".join(number((end or 0) * times, self.language, 1) for end in ends)
        return Cell(text, is_figure=True)

    def _figure(self, value: float | None, decimals: int) -> Cell:
        text = UNKNOWN if value is None else number(value, self.language, decimals)
        return Cell(text, is_figure=True)
