"""Gaps of a position as a workbook: numbers are numbers, and "Om tallene" tells of them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from ecosystem.briefings.gaps.matrix_records import CellState, MatrixBriefing
from ecosystem.briefings.gaps.position_gaps import GapBrief, GapForBoard
from ecosystem.display.documents.gap_parts import next_step, position_name, sure
from ecosystem.display.documents.matrix_parts import counted, struck_lines
from ecosystem.display.documents.outline import method_lines
from ecosystem.display.documents.timed_archive import timed_archive
from ecosystem.display.gaps.matrix import NO_DATA, axis_name, names_of
from ecosystem.display.gaps.text import reasons_said
from ecosystem.display.tables import Row, to_book, write_cell
from ecosystem.display.wording import Language, say, t
from ecosystem.display.wording.formats import day
from ecosystem.model.danish import sort_key
from ecosystem.model.gaps import Gap
from ecosystem.model.text import printable

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

WIDEST: Final = 50
LETTER: Final = 1.15
"""Width of an average letter beside the sign that widths are counted in."""
LINE_HIGH: Final = 15
HIGHEST: Final = 405
"""Highest row that Excel draws, in points."""
HATCHED: Final[dict[CellState, tuple[Any, str, str]]] = {
    CellState.UNDER: ("lightUp", "C9A400", "FFF6B0"),
    CellState.ZERO: ("darkUp", "E08A45", "FFD9B8"),
}
"""Pattern, its colour and the ground behind it."""


def to_xlsx(
    brief: GapBrief, language: Language = "da", more: Mapping[str, list[Row]] | None = None
) -> bytes:
    """Write the brief as a workbook, with more sheets where some are given."""
    sheets = {
        t("brief.sheet.gaps", language): gap_rows(brief, language),
        t("brief.sheet.matrix", language): matrix_rows(brief.matrix, language),
        t("brief.sheet.places", language): place_rows(brief, language),
        **(more or {}),
    }
    about = about_rows(brief, language)
    book = to_book(sheets, about, t("brief.about", language))
    _hatch(book[t("brief.sheet.matrix", language)], brief)
    wrap_sheets(book.worksheets)
    book.properties.title = printable(position_name(brief, language), is_one_line=True)
    book.properties.creator = ""
    return book_bytes(book, brief.on)


def book_bytes(book: "Workbook", on: date) -> bytes:
    """Return a workbook as a file, the same bytes whenever it is written for a day."""
    file = BytesIO()
    book.properties.created = datetime.combine(on, time())
    book.save(file)
    return timed_archive(file.getvalue(), on)


def gap_rows(brief: GapBrief, language: Language) -> list[Row]:
    """List the gaps, one a row, with rule, rows and next step."""
    return [_gap(row, brief.thresholds.small_count, language) for row in brief.gaps]


def _gap(row: GapForBoard, few: int, language: Language) -> Row:
    gap = row.gap
    range_ = gap.firms_affected
    values: dict[str, object] = {
        "kind": t(f"gap_kind.{gap.kind.value}", language),
        "gap": say(gap.sentence, language),
        "sure": sure(row, language),
        "firms": _firms(None if range_ is None else range_.firms, few, language),
        "firms_low": _firms(None if range_ is None else range_.low, few, language),
        "firms_high": _firms(None if range_ is None else range_.high, few, language),
        "example": _yes(_counts_examples(gap), language),
        "places": len(row.places) or None,
        "place_names": ", ".join(row.places) or None,
        "step": next_step(row, language),
        "remark": " ".join(say(remark, language) for remark in gap.remarks) or None,
        "reason": " ".join(reasons_said(gap, language)) or None,
        "ask": ", ".join(row.ask) or None,
        "since": gap.since,
        "complete": None if gap.completeness is None else round(100 * gap.completeness),
        "age": gap.age_days,
        "rule": say(gap.rule, language),
        "sources": "; ".join(
            dict.fromkeys(s for evidence in gap.evidence for s in evidence.sources)
        )
        or None,
        "explained": row.not_a_gap,
    }
    return {t(f"brief.column.{name}", language): value for name, value in values.items()}


def _counts_examples(gap: Gap) -> bool:
    """Return whether the gap, or the number of firms beside it, counts example data."""
    firms = gap.firms_affected
    return gap.rests_on_example_data or (firms is not None and firms.examples > 0)


def _firms(value: float | None, few: int, language: Language) -> object:
    """Return a number of firms, or "under 3"; ``None`` is not recorded."""
    if value is not None and 0 < value < few:
        return t("brief.few", language, n=few)
    return value


def matrix_rows(matrix: MatrixBriefing, language: Language) -> list[Row]:
    """Return the matrix with numbers as numbers; where there is no data it says so."""
    rows, columns = (
        names_of(matrix, of_rows=is_row, language=language) for is_row in (True, False)
    )
    head = axis_name(matrix.question.rows, language)
    return [
        {
            head: rows[row],
            **{
                columns[column]: NO_DATA
                if cell.state is CellState.NO_DATA
                else round(cell.value or 0, 1)
                for column, cell in cells.items()
            },
        }
        for row, cells in matrix.cells.items()
    ]


def place_rows(brief: GapBrief, language: Language) -> list[Row]:
    """List the municipalities, one a row: firms, and whether an office is near."""
    few = brief.thresholds.small_count
    return [
        {
            t("brief.column.municipality", language): place.name,
            t("brief.column.firms", language): _firms(place.firms, few, language),
            **(
                {t("brief.column.example", language): _yes(bool(place.example_firms), language)}
                if brief.coverage.example_firms
                else {}
            ),
            t("brief.column.office", language): t(f"coverage_state.{place.state.value}", language),
            t("brief.column.nearest", language): None
            if place.nearest_km is None
            else round(place.nearest_km, 1),
        }
        for place in sorted(brief.coverage.municipalities, key=lambda place: sort_key(place.name))
    ]


def _yes(is_so: bool, language: Language) -> str | None:  # noqa: FBT001 - an answer
    return t("frame.yes", language) if is_so else None


def about_rows(brief: GapBrief, language: Language) -> list[tuple[str, object]]:
    """Write source, day, filters, limits, method and caveats."""
    limits, question = brief.thresholds, brief.matrix.question
    filters = (
        t("brief.only", language, n=brief.left_out)
        if brief.left_out
        else t("brief.about.all", language)
    )
    facts: list[tuple[str, object]] = [
        ("source", brief.label),
        ("on", day(brief.on, language)),
        ("position", position_name(brief, language)),
        ("filters", filters),
        ("limit", t(f"brief.about.limit.{question.shown}", language, n=question.limit)),
        ("marks", t("brief.about.marks.sheet", language)),
        ("empty", t("brief.about.empty.text", language)),
    ]
    lines = [(t(f"brief.about.{name}", language), value) for name, value in facts]
    if brief.is_synthetic:
        lines.insert(2, (t("frame.example_data", language), t("frame.yes", language)))
    lines += [
        (t("brief.about.thresholds", language), t(f"brief.limit.{name}", language, n=value))
        for name, value in limits.model_dump().items()
        if isinstance(value, (int, float))
    ]
    method = (counted(brief.matrix, language)[0], *method_lines(brief, language))
    lines += [(t("brief.about.method", language), line) for line in method]
    lines += [
        (t("brief.column.explained", language), line) for line in struck_lines(brief, language)
    ]
    lines += [
        (t("brief.about.caveat", language), say(sentence, language))
        for sentence in brief.coverage.caveats
    ]
    lines += [
        (t("brief.about.cannot_say", language), say(sentence, language))
        for sentence in brief.cannot_say
    ]
    return lines


def _hatch(sheet: "Worksheet", brief: GapBrief) -> None:
    from openpyxl.styles import Font, PatternFill

    struck = {(cell.row, cell.column) for cell in brief.struck}
    for at, (row, cells) in enumerate(brief.matrix.cells.items(), 2):
        for place, (column, cell) in enumerate(cells.items(), 2):
            is_struck = (row, column) in struck
            drawn = sheet.cell(row=at, column=place)
            if cell.state is CellState.NO_DATA:
                write_cell(drawn, NO_DATA)
                drawn.font = Font(italic=True, strike=is_struck)
            elif cell.state in HATCHED:
                pattern, colour, ground = HATCHED[cell.state]
                drawn.fill = PatternFill(pattern, fgColor=colour, bgColor=ground)
                drawn.font = Font(bold=True, strike=is_struck)


def wrap_sheets(sheets: "Sequence[Worksheet]") -> None:
    """Let long texts run over several lines, and make their rows high enough."""
    from openpyxl.styles import Alignment

    for sheet in sheets:
        for column in sheet.column_dimensions.values():
            column.width = min(column.width, WIDEST)
        for at, row in enumerate(sheet.iter_rows(), 1):
            lines = 1
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if isinstance(cell.value, str):
                    width = sheet.column_dimensions[cell.column_letter].width
                    lines = max(lines, ceil(len(cell.value) * LETTER / width))
            sheet.row_dimensions[at].height = min(LINE_HIGH * lines, HIGHEST)
