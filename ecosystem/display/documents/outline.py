"""What a document about a position's gaps tells, part by part; a part's title is its finding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeVar, cast

from ecosystem.briefings.gaps.matrix import CellBriefing, CellState, MatrixBriefing
from ecosystem.briefings.gaps.position_gaps import GapBrief, GapForBoard
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
from ecosystem.display.gaps.text import evidence_lines, said_beside
from ecosystem.display.naming import name_all
from ecosystem.display.wording import Language, say, t
from ecosystem.display.wording.formats import day, number
from ecosystem.model.text import printable
from ecosystem.model.vocabulary import GapConfidence, GapKind

if TYPE_CHECKING:
    import geopandas as gpd

Look = Literal["plain", "under", "zero", "no_data", "enough"]
MAX_GAPS_FIRST: Final = 3
MAX_MAP_SENTENCES: Final = 4
SURE: Final = {"real": "●", "out_of_date": "◷", "unconfirmed": "◌", "not_recorded": "?"}
"""A sign beside the word, so that neither stands alone."""
INK: Final = "1A1A1A"
MUTED: Final = "595959"
HEADING: Final = "004D99"
LOCALE: Final = {"da": "da-DK", "en": "en-GB"}
LONGEST_PROPERTY: Final = 255
"""Characters that the properties of an Office document hold."""
_Element = TypeVar("_Element")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text, and how it looks."""

    text: str
    look: Look = "plain"
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what it shows in a sentence; ``widths`` are shares of the page."""

    about: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its alternative text."""

    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part: a slide, or a section of the text."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    picture: Picture | None = None
    notes: tuple[str, ...] = ()
    is_list: bool = field(default=False)


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole document."""

    title: str
    subtitle: str
    foot: str
    example: str | None
    parts: tuple[Part, ...]


def outline(brief: GapBrief, shapes: "gpd.GeoDataFrame | None", language: Language) -> Outline:
    """Lay out the document: first things, each kind of gap, the matrix, the map, the method."""
    on = day(brief.on, language, is_long=True)
    parts = [
        _first(brief, language),
        *(_of_kind(brief, kind, language) for kind in GapKind if _has(brief, kind)),
        *([_cells(brief, language)] if brief.cells else []),
        _matrix(brief, language),
        _heat(brief.by_hub, language),
        _map(brief, shapes, language),
        _method(brief, language),
    ]
    document = Outline(
        title=headline(brief, language),
        subtitle=t("brief.subtitle", language, on=on),
        foot=t("brief.foot", language, label=brief.label, on=on),
        example=t("frame.example_data", language) if brief.is_synthetic else None,
        parts=tuple(parts),
    )
    return _printable(document)


def _printable(value: _Element) -> _Element:
    """Give a part of an outline whose every text a document can hold."""
    if isinstance(value, str):
        return cast("_Element", printable(value, is_one_line=True))
    if isinstance(value, tuple):
        return cast("_Element", tuple(_printable(element) for element in value))
    if is_dataclass(value) and not isinstance(value, type):
        texts = {
            element.name: _printable(getattr(value, element.name)) for element in fields(value)
        }
        return replace(value, **texts)
    return value


def position_name(brief: GapBrief, language: Language) -> str:
    """Name the position in the language."""
    return brief.name_da if language == "da" else brief.name_en


def headline(brief: GapBrief, language: Language) -> str:
    """Say how many gaps are certain, how many probable, and how many cannot be settled."""
    position = position_name(brief, language)
    if not brief.open_gaps:
        return t("brief.headline.none", language, position=position)
    sure = brief.of_confidence(GapConfidence.REAL)
    unsure = brief.of_confidence(GapConfidence.NOT_RECORDED)
    likely = len(brief.open_gaps) - sure - unsure
    counts = {"position": position, "sure": sure, "likely": likely, "unsure": unsure}
    if not sure and not likely:
        return t("brief.headline.unsure_alone", language, **counts)
    key = "both" if sure and likely else "sure" if sure else "likely"
    count_words = t(f"brief.headline.{key}", language, **counts)
    return (
        t("brief.headline.unsure", language, told=count_words, unsure=unsure)
        if unsure
        else count_words
    )


# --- gaps ----------------------------------------------------------------------------------


def _has(brief: GapBrief, kind: GapKind) -> bool:
    return any(row.gap.kind is kind for row in brief.gaps)


def _first(brief: GapBrief, language: Language) -> Part:
    """Say the surest and largest gap of each kind, then more."""
    gaps = sorted(brief.open_gaps, key=lambda row: _RANK[row.gap.confidence])
    of_kind = {row.gap.kind: row for row in reversed(gaps)}
    largest = sorted(of_kind.values(), key=gaps.index)
    first = [*largest, *(row for row in gaps if row not in largest)][:MAX_GAPS_FIRST]
    lines = tuple(_with_remarks(row, language) for row in first)
    about = t("brief.first.lines", language)
    return Part(
        title=headline(brief, language),
        lines=lines or (t("gaps.none", language),),
        notes=(about, *_left_out(brief, language)),
        is_list=True,
    )


_RANK: Final = {level: rank for rank, level in enumerate(GapConfidence)}


def _with_remarks(row: GapForBoard, language: Language) -> str:
    """Say a gap, what belongs beside it, and how sure it is."""
    remarks = (say(remark, language) for remark in row.gap.remarks)
    mark = [t("gaps.example", language)] if row.gap.rests_on_example_data else []
    parts = [say(row.gap.sentence, language), *remarks, *mark, f"{sure(row, language)}."]
    return " ".join(parts)


def _left_out(brief: GapBrief, language: Language) -> tuple[str, ...]:
    return (t("brief.only", language, n=brief.left_out),) if brief.left_out else ()


def sure(row: GapForBoard, language: Language) -> str:
    """Say how sure a gap is, with its sign."""
    value = row.gap.confidence.value
    return f"{SURE[value]}\u00a0{t(f'gap_confidence.{value}', language)}"


def firm_count_words(row: GapForBoard, few: int, language: Language) -> str:
    """Write how many firms a gap touches; example firms are marked."""
    range_ = row.gap.firms_affected
    number_ = firms_of(None if range_ is None else range_.firms, few, language)
    is_example = range_ is not None and range_.examples > 0
    return t("brief.firms.example", language, n=number_) if is_example else number_


def firms_of(value: float | None, few: int, language: Language) -> str:
    """Write a number of firms; one or two read "under 3", and what is not recorded a dash.

    Examples:
        >>> [firms_of(n, 3, "da") for n in (0, 1, 2.0, 3, None)]
        ['0', 'under 3', 'under 3', '3', '–']
    """
    if value is None:
        return "–"
    return t("brief.few", language, n=few) if 0 < value < few else number(value, language, 0)


def _of_kind(brief: GapBrief, kind: GapKind, language: Language) -> Part:
    gaps = [row for row in brief.gaps if row.gap.kind is kind]
    is_open = [row for row in gaps if row.not_a_gap is None]
    title = say((is_open or gaps)[0].gap.sentence, language)
    names = ("gap", "sure", "firms", "places", "step")
    few = brief.thresholds.small_count
    return Part(
        title=title.rstrip("."),
        table=Table(
            about=f"{t(f'gap_kind.{kind.value}', language)}: {len(gaps)}",
            headings=tuple(t(f"brief.column.{name}", language) for name in names),
            rows=tuple(_row(row, few, language) for row in gaps),
            widths=(0.33, 0.14, 0.15, 0.13, 0.25),
        ),
        notes=tuple(_notes(gaps, language)),
    )


def _row(row: GapForBoard, few: int, language: Language) -> tuple[Cell, ...]:
    gap = row.gap
    places = number(len(row.places), language, 0) if row.places else "–"
    sentence = Cell(say(gap.sentence, language), is_struck=row.not_a_gap is not None)
    return (
        sentence,
        Cell(sure(row, language)),
        Cell(firm_count_words(row, few, language)),
        Cell(places),
        Cell(next_step(row, language)),
    )


def next_step(row: GapForBoard, language: Language) -> str:
    """Say what to do first: the smallest step, whom to ask, or why it is no gap."""
    if row.not_a_gap is not None and row.explained_on is not None:
        on = day(row.explained_on, language)
        return t("brief.explained", language, reason=row.not_a_gap, on=on)
    if row.gap.closing_steps:
        return say(row.gap.closing_steps[0].sentence, language)
    if row.gap.confidence is not GapConfidence.NOT_RECORDED:
        return t("brief.no_step", language)
    if not row.ask:
        return t("brief.ask_first.nobody", language)
    return t("brief.ask_first", language, names=", ".join(row.ask))


def _notes(gaps: Sequence[GapForBoard], language: Language) -> Iterator[str]:
    """Each rule once, then why a gap is not sure and the rows behind it."""
    rules = dict.fromkeys(say(row.gap.rule, language) for row in gaps)
    yield from (t("brief.rule", language, rule=rule) for rule in rules)
    for row in gaps:
        beside = said_beside(row.gap, language)
        rows = t("brief.rows", language, rows=" ".join(evidence_lines(row.gap, language)))
        yield " ".join([say(row.gap.sentence, language), *beside, rows])


# --- matrix and map ------------------------------------------------------------------------


def matrix_table(brief: GapBrief, language: Language) -> Table:
    """Give the matrix as a table whose cells keep their look."""
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
    """Say what a cell counts, how the looks read, and what could not be told per 1,000."""
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


def _matrix(brief: GapBrief, language: Language) -> Part:
    matrix = brief.matrix
    return Part(
        title=matrix_finding(matrix, language),
        lines=counted(matrix, language),
        table=matrix_table(brief, language) if matrix.cells else None,
        notes=(*counted(matrix, language), *struck_lines(brief, language)),
    )


def struck_lines(brief: GapBrief, language: Language) -> tuple[str, ...]:
    """Say which cells were explained as no gap, why and when."""
    rows, columns = (
        names_of(brief.matrix, of_rows=cell, language=language) for cell in (True, False)
    )
    return tuple(
        f"{rows[cell.row]} × {columns[cell.column]}. "
        + t("brief.explained", language, reason=cell.reason, on=day(cell.on, language))
        for cell in brief.struck
    )


def _cells(brief: GapBrief, language: Language) -> Part:
    """The cells that the reader chose for the report."""
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


def _heat(matrix: MatrixBriefing, language: Language) -> Part:
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


def _map(brief: GapBrief, shapes: "gpd.GeoDataFrame | None", language: Language) -> Part:
    from ecosystem.display.maps import coverage_file, finding  # noqa: PLC0415 - slow to import

    title = t("brief.map.title", language, told=finding(brief.coverage, language))
    alt = t("brief.map.alt", language, finding=title)
    sentences = tuple(
        say(sentence, language) for sentence in brief.coverage.sentences[1:MAX_MAP_SENTENCES]
    )
    caveats = tuple(say(sentence, language) for sentence in brief.coverage.caveats)
    if shapes is None:
        return Part(title, (t("brief.map.none", language), *sentences), notes=caveats, is_list=True)
    png = coverage_file(brief.coverage, shapes, ".png", "state", language)
    notes = (t("brief.picture_says", language, alt=alt), *caveats)
    return Part(title.rstrip("."), sentences, picture=Picture(png, alt), notes=notes, is_list=True)


# --- method --------------------------------------------------------------------------------


def method_lines(brief: GapBrief, language: Language) -> tuple[str, ...]:
    """Say how the numbers came about and what they cannot carry."""
    limits = brief.thresholds
    source = limits.source_da if language == "da" else limits.source
    lines = [
        t("brief.method.found", language, version=limits.version, source=source.rstrip(".")),
        t("brief.method.sure", language),
        t("brief.method.firms", language, few=limits.small_count),
        t("brief.method.persons", language),
        t("brief.method.causes", language),
    ]
    filled = {
        t(f"table.{table}", language): round(100 * share)
        for table, share in brief.completeness.items()
        if share is not None
    }
    if filled:
        least = min(filled.values())
        tables = name_all([table for table, pct in filled.items() if pct == least], language)
        lines.append(t("brief.method.complete", language, tables=tables, pct=least))
    if brief.is_synthetic:
        lines.append(t("frame.example_data.help", language))
    return tuple(lines)


def _method(brief: GapBrief, language: Language) -> Part:
    cannot = tuple(say(sentence, language) for sentence in brief.cannot_say)
    lines = (*_left_out(brief, language), *method_lines(brief, language), *cannot)
    return Part(t("brief.method", language), lines, is_list=True)
