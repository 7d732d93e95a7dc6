"""Parts of a document that tell the matrix of gaps: its cells, those chosen, and its picture."""

from ecosystem.briefings.gaps.matrix_records import CellBriefing, CellState, MatrixBriefing
from ecosystem.briefings.gaps.position_gaps import GapBrief
from ecosystem.display.documents.elements import Cell, Part, Picture, Table
from ecosystem.display.documents.gap_parts import SURE, firms_of
from ecosystem.display.gaps.matrix import (
    as_png,
    axis_name,
    cell_name,
    counts,
    heat_map,
    heat_map_alt,
    matrix_finding,
    names_of,
    places_without_rate,
    written,
)
from ecosystem.display.wording import Language, t
from ecosystem.display.wording.formats import day, number


def matrix_table(brief: GapBrief, language: Language) -> Table:
    """Return the matrix as a table whose cells keep their look."""
    matrix, struck = brief.matrix, {(cell.row, cell.column) for cell in brief.struck}
    rows, columns = (
        names_of(matrix, of_rows=is_row, language=language) for is_row in (True, False)
    )
    first = 0.3 if len(columns) <= 6 else 0.22  # noqa: PLR2004
    return Table(
        about=matrix_finding(matrix, language),
        headings=(axis_name(matrix.question.rows, language), *columns.values()),
        rows=tuple(
            (
                Cell(rows[row]),
                *(
                    Cell(written(cell, language), cell.state.value, (row, column) in struck)
                    for column, cell in cells.items()
                ),
            )
            for row, cells in matrix.cells.items()
        ),
        widths=(first, *[(1 - first) / max(1, len(columns))] * len(columns)),
    )


def counted(matrix: MatrixBriefing, language: Language) -> tuple[str, ...]:
    """Write what a cell counts, how the looks read, and what could not be told per 1,000."""
    measure = "rate" if matrix.question.shown == "per_1000" else "counted"
    lines = [
        t(f"brief.matrix.{measure}", language),
        t("brief.legend", language, limit=matrix.question.limit),
    ]
    if bare := places_without_rate(matrix, language):
        lines.append(t("huller.without_rate", language, n=len(bare)) + " " + ", ".join(bare) + ".")
    if matrix.rests_on_example_data:
        lines.append(t("huller.example_firms", language))
    return tuple(lines)


def matrix_part(brief: GapBrief, language: Language) -> Part:
    """Build the table of the matrix, titled by the cells with fewest actors."""
    matrix = brief.matrix
    return Part(
        title=matrix_finding(matrix, language),
        lines=counted(matrix, language),
        table=matrix_table(brief, language) if matrix.cells else None,
        notes=(*counted(matrix, language), *struck_lines(brief, language)),
    )


def struck_lines(brief: GapBrief, language: Language) -> tuple[str, ...]:
    """Write which cells were explained as no gap, why and when."""
    rows, columns = (
        names_of(brief.matrix, of_rows=cell, language=language) for cell in (True, False)
    )
    return tuple(
        f"{rows[cell.row]} × {columns[cell.column]}. "
        + t("brief.explained", language, reason=cell.reason, on=day(cell.on, language))
        for cell in brief.struck
    )


def cells_part(brief: GapBrief, language: Language) -> Part:
    """Build the table of the cells that the reader chose for the report."""
    few = brief.thresholds.small_count
    names = ("cell", "offered", "sure", "firms", "without")
    rows = tuple(
        (
            Cell(cell_name(cell, language)),
            Cell(written(cell.cell, language), cell.cell.state.value),
            Cell(_sure_of_cell(cell, language)),
            Cell(
                firms_of(None if cell.cell.firms is None else cell.cell.firms.firms, few, language)
            ),
            Cell(number(len(cell.cell.without), language, 0)),
        )
        for cell in brief.cells
    )
    first = brief.cells[0]
    return Part(
        title=t(
            "brief.cells",
            language,
            name=cell_name(first, language),
            value=written(first.cell, language),
        ),
        lines=counted(brief.matrix, language)[:2],
        table=Table(
            about=t("brief.cells.about", language, n=len(rows)),
            headings=tuple(t(f"brief.column.{name}", language) for name in names),
            rows=rows,
            widths=(0.44, 0.14, 0.16, 0.12, 0.14),
        ),
        notes=tuple(
            f"{cell_name(cell, language)}: {', '.join(cell.cell.without)}."
            for cell in brief.cells
            if cell.cell.without
        ),
    )


def _sure_of_cell(cell: CellBriefing, language: Language) -> str:
    confidence = cell.cell.confidence
    if confidence is None:
        return t("brief.cells.enough", language)
    return f"{SURE[confidence.value]}\u00a0{t(f'gap_confidence.{confidence.value}', language)}"


def heat_part(matrix: MatrixBriefing, language: Language) -> Part:
    """Build the picture of a matrix, titled by how many cells are empty or under the limit."""
    cell_counts = counts(matrix)
    alt = heat_map_alt(matrix, language)
    picture = (
        Picture(as_png(heat_map(matrix, language)), alt) if sum(cell_counts.values()) else None
    )
    zero_cells = {} if cell_counts[CellState.ZERO] == 0 else {"zero": cell_counts[CellState.ZERO]}
    return Part(
        title=t(
            f"brief.heat.title.{'zero' if cell_counts[CellState.ZERO] else 'under'}",
            language,
            under=cell_counts[CellState.UNDER],
            all=sum(cell_counts.values()),
            limit=matrix.question.limit,
            **zero_cells,
        ),
        lines=(t("brief.legend", language, limit=matrix.question.limit),),
        picture=picture,
        notes=(*counted(matrix, language), t("brief.picture_says", language, alt=alt)),
    )
