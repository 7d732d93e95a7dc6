"""A report as a workbook: the statements, every table whole, and what it rests on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ecosystem.briefings.theme.brief import AnalysisBriefing
from ecosystem.display.documents.elements import Table
from ecosystem.display.documents.excel import book_bytes, wrap_sheets
from ecosystem.display.report.blocks import Block, Paragraph, Report
from ecosystem.display.tables import Row, to_book
from ecosystem.display.theme.document import analysis_document
from ecosystem.display.theme.rows import part_tables, statement_rows
from ecosystem.display.wording import t
from ecosystem.model.text import printable

if TYPE_CHECKING:
    from openpyxl import Workbook


def to_xlsx(report: Report) -> bytes:
    """Write a report as a workbook: its texts on one sheet, each table on its own."""
    texts = [
        {
            t("paper.column.section", report.language): section.title,
            t("paper.column.text", report.language): block.whole,
            t("paper.column.beside", report.language): block.beside or None,
        }
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]
    tables = [block for section in report.sections for block in section.blocks]
    sheets: dict[str, list[Row]] = {t("paper.sheet.text", report.language): list(texts)}
    for table in filter(_is_table, tables):
        if isinstance(table, Table):
            sheets[_free_name(table.about, sheets)] = _rows(table)
    return _written(report, sheets)


def theme_workbook(report: Report, briefing: AnalysisBriefing) -> bytes:
    """Write a theme analysis as a workbook: statements, each list of its parts, and about it."""
    document = analysis_document(briefing)
    sheets: dict[str, list[Row]] = {
        t("analysis.sheet.statements", report.language): list(
            statement_rows(document, report.language)
        )
    }
    for name, rows in part_tables(document).items():
        sheets[_free_name(name, sheets)] = list(rows)
    return _written(report, sheets, briefing.parameters.model_dump(by_alias=True, mode="json"))


def _is_table(block: Block) -> bool:
    return isinstance(block, Table)


def _free_name(name: str, sheets: Mapping[str, object]) -> str:
    """Return a sheet's name that no other has in the 31 letters a workbook keeps."""
    taken = {other[:31].casefold() for other in sheets}
    if name[:31].casefold() not in taken:
        return name[:31]
    at = next(n for n in range(2, 1000) if f"{name[:27]} {n}".casefold() not in taken)
    return f"{name[:27]} {at}"


def _rows(table: Table) -> list[Row]:
    return [
        dict(zip(table.headings, (cell.text for cell in row), strict=True)) for row in table.rows
    ]


def _written(
    report: Report, sheets: Mapping[str, list[Row]], parameters: Mapping[str, object] | None = None
) -> bytes:
    about: list[tuple[str, object]] = [(report.title, report.subtitle), *report.facts]
    if report.example:
        about.append((report.example, t("frame.example_data.help", report.language)))
    about += [(name, _plain(value)) for name, value in (parameters or {}).items()]
    last = report.sections[-1].blocks if report.sections else ()
    texts = [block.whole for block in last if isinstance(block, Paragraph)]
    about += [(t("brief.about.method", report.language), text) for text in texts]
    book: Workbook = to_book(sheets, about, t("brief.about", report.language))
    wrap_sheets(book.worksheets)
    book.properties.title = printable(report.title, is_one_line=True)
    book.properties.creator = ""
    return book_bytes(book, report.on)


def _plain(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
