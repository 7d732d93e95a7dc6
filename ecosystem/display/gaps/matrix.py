"""The matrix of gaps in words, marks and colours, for the page and the documents alike.

Four looks are told apart by a mark, by words and by their ground, so that each works alone:
enough is a number; under the limit ``▨`` and a number; none ``▨ 0``; no data ``– ?``.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ecosystem.briefings.gaps.axes import EVERYWHERE, Axis
from ecosystem.briefings.gaps.matrix_records import (
    CellBriefing,
    CellState,
    MatrixBriefing,
    MatrixCell,
)
from ecosystem.display.naming import name_all
from ecosystem.display.rendering import vegalite_png
from ecosystem.display.wording import Language, t
from ecosystem.display.wording.formats import number
from ecosystem.model.closed_lists import complete
from ecosystem.model.text import printable

if TYPE_CHECKING:
    import altair as alt

Channel: TypeAlias = Any
"""A channel or an axis of altair, whose classes are made at run time."""

NO_DATA: Final = "– ?"
MARK: Final = "▨"
COLOURS: Final = complete(
    CellState,
    {
        CellState.ENOUGH: "#e8ebf0",
        CellState.UNDER: "#fee838",
        CellState.ZERO: "#8f3b00",
        CellState.NO_DATA: "#ffffff",
    },
    name="COLOURS",
)
INK: Final = complete(
    CellState,
    {
        CellState.ENOUGH: "#1a1a1a",
        CellState.UNDER: "#1a1a1a",
        CellState.ZERO: "#ffffff",
        CellState.NO_DATA: "#1a1a1a",
    },
    name="INK",
)
LINE: Final = "#454545"
_WORDS_IN_LINE: Final = 30
MAX_CELLS_NAMED: Final = 2
"""Cells named in a heading; of one more than these all are, of others the number."""


def written(cell: MatrixCell, language: Language = "da") -> str:
    """Write a cell so that its mark alone tells what it is.

    Examples:
        >>> none = MatrixCell(actors=(), value=0, state=CellState.ZERO, firms=None, without=(),
        ...                   known=None, confidence=None)
        >>> written(none), written(none.model_copy(update={"state": CellState.NO_DATA}))
        ('▨ 0', '– ?')
    """
    match cell.state:
        case CellState.NO_DATA:
            return NO_DATA
        case CellState.ZERO:
            return f"{MARK} 0"
        case CellState.UNDER:
            return f"{MARK} {number(cell.value or 0, language)}"
        case CellState.ENOUGH:
            return number(cell.value or 0, language)


def names_of(briefing: MatrixBriefing, *, of_rows: bool, language: Language) -> dict[str, str]:
    """Return the names of rows or columns in the language; a kind of actor by its word."""
    axis = briefing.question.rows if of_rows else briefing.question.columns
    pairs = briefing.rows if of_rows else briefing.columns
    return {key: pair_name(axis, pair, language) for key, pair in pairs.items()}


def pair_name(axis: Axis, pair: tuple[str, str], language: Language) -> str:
    """Return the name of one row or column in the language."""
    if axis == "kind":
        return t(f"actor_kind.{pair[0]}", language)
    return pair[0] if language == "da" else pair[1]


def cell_name(cell: CellBriefing, language: Language) -> str:
    """Return the name of a cell: its row and its column."""
    row = pair_name(cell.question.rows, cell.row_name, language)
    column = pair_name(cell.question.columns, cell.column_name, language)
    return f"{row} × {column}"


def axis_name(axis: Axis, language: Language) -> str:
    """Return the name of an axis."""
    return t(f"huller.axis.{axis}", language)


def places_without_rate(briefing: MatrixBriefing, language: Language) -> tuple[str, ...]:
    """List the places nothing is told per 1,000 firms of."""
    whole = EVERYWHERE[0] if language == "da" else EVERYWHERE[1]
    return tuple(whole if name in EVERYWHERE else name for name in briefing.without_rate)


def counts(briefing: MatrixBriefing) -> dict[CellState, int]:
    """Count the cells of each look."""
    cell_counts = dict.fromkeys(CellState, 0)
    for row in briefing.cells.values():
        for cell in row.values():
            cell_counts[cell.state] += 1
    return cell_counts


def matrix_finding(briefing: MatrixBriefing, language: Language) -> str:
    """Write which cells have fewest actors: those with none, else under the limit."""
    cell_counts = counts(briefing)
    every = sum(cell_counts.values())
    limit = briefing.question.limit
    for state, key in ((CellState.ZERO, "zero"), (CellState.UNDER, "under")):
        if cell_counts[state]:
            fewest = _fewest(briefing, state)
            row, column = fewest[0]
            value = {"value": briefing.cells[row][column].value} if key == "under" else {}
            return t(
                f"brief.matrix.{key}",
                language,
                cells=cell_counts[state],
                all=every,
                limit=limit,
                named=_cell_names(briefing, fewest, language),
                **value,
            )
    if cell_counts[CellState.ENOUGH]:
        return t("brief.matrix.enough", language, limit=limit)
    return t("brief.matrix.unknown", language, limit=limit)


def _fewest(briefing: MatrixBriefing, state: CellState) -> list[tuple[str, str]]:
    """List the cells of a look that share the smallest value, those of most firms first."""
    cells = [
        (cell.value or 0, -(cell.firms.firms if cell.firms else 0), row, column)
        for row, across in briefing.cells.items()
        for column, cell in across.items()
        if cell.state is state
    ]
    least = min(value for value, *_ in cells)
    emptiest = sorted((cell for cell in cells if cell[0] == least), key=lambda cell: cell[1])
    return [(row, column) for _, _, row, column in emptiest]


def _cell_names(
    briefing: MatrixBriefing, cells: Sequence[tuple[str, str]], language: Language
) -> str:
    rows, columns = (
        names_of(briefing, of_rows=is_row, language=language) for is_row in (True, False)
    )
    names = [f"{rows[row]} × {columns[column]}" for row, column in cells]
    return name_all(names, language, most=MAX_CELLS_NAMED)


# --- the picture ---------------------------------------------------------------------------


def heat_map(briefing: MatrixBriefing, language: Language = "da") -> "alt.LayerChart":
    """Draw the matrix as a picture: each cell with its ground, its mark and its number."""
    import altair as alt

    rows, columns = (
        _headings(briefing, of_rows=is_row, language=language) for is_row in (True, False)
    )
    values = [
        {
            "row": rows[row],
            "column": columns[column],
            "text": written(cell, language),
            "state": cell.state.value,
        }
        for row, cells in briefing.cells.items()
        for column, cell in cells.items()
    ]
    base = alt.Chart(alt.Data(values=values)).encode(  # type: ignore[no-untyped-call]
        x=_axis(alt.X, "column:N", list(columns.values()), "top"),
        y=_axis(alt.Y, "row:N", list(rows.values()), "left"),
    )
    grounds = base.mark_rect(stroke=LINE, strokeWidth=1).encode(
        color=_scale(alt.Color, COLOURS),
        strokeDash=alt.condition(
            f"datum.state === '{CellState.NO_DATA.value}'", alt.value([4, 3]), alt.value([1, 0])
        ),
    )
    texts = base.mark_text(fontSize=15, fontWeight="bold").encode(
        text="text:N", color=_scale(alt.Color, INK)
    )
    size = {"width": 110 * len(columns), "height": 36 * len(rows)}
    chart: alt.LayerChart = (
        alt.layer(grounds, texts)
        .resolve_scale(color="independent")
        .properties(**size)
        .configure_view(stroke=None)
        .configure(font="IBM Plex Sans, Arial, sans-serif")
    )
    return chart


def _headings(briefing: MatrixBriefing, *, of_rows: bool, language: Language) -> dict[str, str]:
    """Write the names of rows or columns on one line each, as a picture can show them."""
    names = names_of(briefing, of_rows=of_rows, language=language)
    return {key: " ".join(printable(name).split()) for key, name in names.items()}


def _axis(channel: Channel, field: str, names: list[str], orient: str) -> Channel:
    import altair as alt

    across = orient == "top"
    look: dict[str, Any] = {
        "orient": orient,
        "labelFontSize": 13,
        "labelColor": "#1a1a1a",
        "labelLimit": 420,
        "labelAngle": 0,
        "labelExpr": f"split(datum.label, '{_BREAK}')",
        "domain": False,
        "ticks": False,
    }
    if across:
        order = [_broken(heading) for heading in names]
        lines = max((heading.count(_BREAK) for heading in order), default=0)
        look["labelPadding"] = 4 + 16 * lines
        table = ", ".join(f"{_quoted(a)}: {_quoted(b)}" for a, b in zip(names, order, strict=True))
        look["labelExpr"] = f"split({{{table}}}[datum.label] || datum.label, '{_BREAK}')"
    return channel(field, title=None, sort=names, axis=alt.Axis(**look))


_BREAK: Final = "¶"


def _broken(name: str) -> str:
    """Break a heading into lines that fit over a column."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _WORDS_IN_LINE // 2:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return _BREAK.join(lines)


def _quoted(text: str) -> str:
    """Write a text for an expression of Vega, which reads strings as JSON does."""
    return json.dumps(text)


def _scale(channel: Channel, look: Mapping[CellState, str]) -> Channel:
    import altair as alt

    domain = [state.value for state in look]
    return channel(
        "state:N", legend=None, scale=alt.Scale(domain=domain, range=list(look.values()))
    )


def heat_map_alt(briefing: MatrixBriefing, language: Language = "da") -> str:
    """Write what the picture shows, for whoever does not see it."""
    cell_counts = counts(briefing)
    return t(
        "brief.heat.alt",
        language,
        limit=briefing.question.limit,
        under=cell_counts[CellState.UNDER],
        zero=cell_counts[CellState.ZERO],
        no_data=cell_counts[CellState.NO_DATA],
        all=sum(cell_counts.values()),
    )


def as_png(chart: Any) -> bytes:  # noqa: ANN401 - any chart of altair
    """Draw a chart as PNG, without a browser and without the internet."""
    return vegalite_png(chart.to_json())
