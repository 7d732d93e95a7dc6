"""What a document about a position's gaps tells, part by part; a part's title is its finding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeVar, cast

from ecosystem.briefings.gaps.matrix import CellBriefing, CellState, MatrixBriefing
from ecosystem.briefings.gaps.position_gaps import GapBrief, ToldGap
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
from ecosystem.model.closed_lists import by_word, complete
from ecosystem.model.text import printable
from ecosystem.model.vocabulary import GapConfidence, GapKind

if TYPE_CHECKING:
    import geopandas as gpd

Look = Literal["plain", "under", "zero", "no_data", "enough"]
FIRST: Final = 3
NAMED_SENTENCES: Final = 4
SURE: Final = by_word(
    complete(
        GapConfidence,
        {
            GapConfidence.REAL: "●",
            GapConfidence.OUT_OF_DATE: "◷",
            GapConfidence.UNCONFIRMED: "◌",
            GapConfidence.NOT_RECORDED: "?",
        },
        name="SURE",
    )
)
"""A sign beside the word, so that neither stands alone."""
INK: Final = "1A1A1A"
MUTED: Final = "595959"
HEADING: Final = "004D99"
LOCALE: Final = {"da": "da-DK", "en": "en-GB"}
LONGEST_PROPERTY: Final = 255
"""Characters that the properties of an Office document hold."""
_Told = TypeVar("_Told")


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
        *([_chosen_cells(brief, language)] if brief.cells else []),
        _matrix(brief, language),
        _heat(brief.by_hub, language),
        _map(brief, shapes, language),
        _method(brief, language),
    ]
    told = Outline(
        title=headline(brief, language),
        subtitle=t("brief.subtitle", language, on=on),
        foot=t("brief.foot", language, label=brief.label, on=on),
        example=t("frame.example_data", language) if brief.is_synthetic else None,
        parts=tuple(parts),
    )
    return _printable(told)


def _printable(value: _Told) -> _Told:
    """Give a part of an outline whose every text a document can hold."""
    if isinstance(value, str):
        return cast("_Told", printable(value, is_one_line=True))
    if isinstance(value, tuple):
        return cast("_Told", tuple(_printable(one) for one in value))
    if is_dataclass(value) and not isinstance(value, type):
        texts = {one.name: _printable(getattr(value, one.name)) for one in fields(value)}
        return replace(value, **texts)
    return value


def position_name(brief: GapBrief, language: Language) -> str:
    """Name the position in the language."""
    return brief.name_da if language == "da" else brief.name_en


def headline(brief: GapBrief, language: Language) -> str:
    """Say how many gaps are certain, how many probable, and how many cannot be settled."""
    position = position_name(brief, language)
    if not brief.cached_gaps:
        return t("brief.headline.none", language, position=position)
    sure = brief.of_confidence(GapConfidence.REAL)
    unsure = brief.of_confidence(GapConfidence.NOT_RECORDED)
    likely = len(brief.cached_gaps) - sure - unsure
    counts = {"position": position, "sure": sure, "likely": likely, "unsure": unsure}
    if not sure and not likely:
        return t("brief.headline.unsure_alone", language, **counts)
    key = "both" if sure and likely else "sure" if sure else "likely"
    told = t(f"brief.headline.{key}", language, **counts)
    return t("brief.headline.unsure", language, told=told, unsure=unsure) if unsure else told


# --- gaps ----------------------------------------------------------------------------------


def _has(brief: GapBrief, kind: GapKind) -> bool:
    return any(told.gap.kind is kind for told in brief.gaps)


def _first(brief: GapBrief, language: Language) -> Part:
    """Say the surest and largest gap of each kind, then more."""
    gaps = sorted(brief.cached_gaps, key=lambda told: _RANK[told.gap.confidence])
    of_kind = {told.gap.kind: told for told in reversed(gaps)}
    largest = sorted(of_kind.values(), key=gaps.index)
    first = [*largest, *(told for told in gaps if told not in largest)][:FIRST]
    lines = tuple(_with_remarks(told, language) for told in first)
    about = t("brief.first.lines", language)
    return Part(
        title=headline(brief, language),
        lines=lines or (t("gaps.none", language),),
        notes=(about, *_left_out(brief, language)),
        is_list=True,
    )


_RANK: Final = {level: rank for rank, level in enumerate(GapConfidence)}


def _with_remarks(told: ToldGap, language: Language) -> str:
    """Say a gap, what belongs beside it, and how sure it is."""
    remarks = (say(remark, language) for remark in told.gap.remarks)
    mark = [t("gaps.example", language)] if told.gap.rests_on_example_data else []
    parts = [say(told.gap.sentence, language), *remarks, *mark, f"{sure(told, language)}."]
    return " ".join(parts)


def _left_out(brief: GapBrief, language: Language) -> tuple[str, ...]:
    return (t("brief.only", language, n=brief.left_out),) if brief.left_out else ()


def sure(told: ToldGap, language: Language) -> str:
    """Say how sure a gap is, with its sign."""
    value = told.gap.confidence.value
    return f"{SURE[value]}\u00a0{t(f'gap_confidence.{value}', language)}"


def firms_told(told: ToldGap, few: int, language: Language) -> str:
    """Write how many firms a gap touches; example firms are marked."""
    range_ = told.gap.firms_affected
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
    ours = [told for told in brief.gaps if told.gap.kind is kind]
    is_open = [told for told in ours if told.not_a_gap is None]
    title = say((is_open or ours)[0].gap.sentence, language)
    names = ("gap", "sure", "firms", "places", "step")
    few = brief.thresholds.small_count
    return Part(
        title=title.rstrip("."),
        table=Table(
            about=f"{t(f'gap_kind.{kind.value}', language)}: {len(ours)}",
            headings=tuple(t(f"brief.column.{name}", language) for name in names),
            rows=tuple(_row(told, few, language) for told in ours),
            widths=(0.33, 0.14, 0.15, 0.13, 0.25),
        ),
        notes=tuple(_notes(ours, language)),
    )


def _row(told: ToldGap, few: int, language: Language) -> tuple[Cell, ...]:
    gap = told.gap
    places = number(len(told.places), language, 0) if told.places else "–"
    sentence = Cell(say(gap.sentence, language), is_struck=told.not_a_gap is not None)
    return (
        sentence,
        Cell(sure(told, language)),
        Cell(firms_told(told, few, language)),
        Cell(places),
        Cell(next_step(told, language)),
    )


def next_step(told: ToldGap, language: Language) -> str:
    """Say what to do first: the smallest step, whom to ask, or why it is no gap."""
    if told.not_a_gap is not None and told.explained_on is not None:
        on = day(told.explained_on, language)
        return t("brief.explained", language, reason=told.not_a_gap, on=on)
    if told.gap.closing_steps:
        return say(told.gap.closing_steps[0].sentence, language)
    if told.gap.confidence is not GapConfidence.NOT_RECORDED:
        return t("brief.no_step", language)
    if not told.ask:
        return t("brief.ask_first.nobody", language)
    return t("brief.ask_first", language, names=", ".join(told.ask))


def _notes(ours: Sequence[ToldGap], language: Language) -> Iterator[str]:
    """Each rule once, then why a gap is not sure and the rows behind it."""
    rules = dict.fromkeys(say(told.gap.rule, language) for told in ours)
    yield from (t("brief.rule", language, rule=rule) for rule in rules)
    for told in ours:
        beside = said_beside(told.gap, language)
        rows = t("brief.rows", language, rows=" ".join(evidence_lines(told.gap, language)))
        yield " ".join([say(told.gap.sentence, language), *beside, rows])


# --- matrix and map ------------------------------------------------------------------------


def matrix_table(brief: GapBrief, language: Language) -> Table:
    """Give the matrix as a table whose cells keep their look."""
    matrix, struck = brief.matrix, {(one.row, one.column) for one in brief.struck}
    rows, columns = (names_of(matrix, of_rows=one, language=language) for one in (True, False))
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
    shown = "rate" if matrix.question.shown == "per_1000" else "counted"
    told = [
        t(f"brief.matrix.{shown}", language),
        t("brief.legend", language, limit=matrix.question.limit),
    ]
    if bare := places_without_rate(matrix, language):
        told.append(t("huller.without_rate", language, n=len(bare)) + " " + ", ".join(bare) + ".")
    if matrix.rests_on_example_data:
        told.append(t("huller.example_firms", language))
    return tuple(told)


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
        names_of(brief.matrix, of_rows=one, language=language) for one in (True, False)
    )
    return tuple(
        f"{rows[one.row]} × {columns[one.column]}. "
        + t("brief.explained", language, reason=one.reason, on=day(one.on, language))
        for one in brief.struck
    )


def _chosen_cells(brief: GapBrief, language: Language) -> Part:
    """The cells that the reader chose for the report."""
    few = brief.thresholds.small_count
    names = ("cell", "offered", "sure", "firms", "without")
    rows = tuple(
        (
            Cell(cell_name(one, language)),
            Cell(written(one.cell, language), one.cell.state.value),
            Cell(_sure_of_cell(one, language)),
            Cell(firms_of(None if one.cell.firms is None else one.cell.firms.firms, few, language)),
            Cell(number(len(one.cell.without), language, 0)),
        )
        for one in brief.cells
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
            f"{cell_name(one, language)}: {', '.join(one.cell.without)}."
            for one in brief.cells
            if one.cell.without
        ),
    )


def _sure_of_cell(one: CellBriefing, language: Language) -> str:
    held = one.cell.confidence
    if held is None:
        return t("brief.cells.enough", language)
    return f"{SURE[held.value]}\u00a0{t(f'gap_confidence.{held.value}', language)}"


def _heat(matrix: MatrixBriefing, language: Language) -> Part:
    told = counts(matrix)
    alt = heat_map_alt(matrix, language)
    picture = Picture(as_png(heat_map(matrix, language)), alt) if sum(told.values()) else None
    shown = {} if told[CellState.ZERO] == 0 else {"zero": told[CellState.ZERO]}
    return Part(
        title=t(
            f"brief.heat.title.{'zero' if told[CellState.ZERO] else 'under'}",
            language,
            under=told[CellState.UNDER],
            all=sum(told.values()),
            limit=matrix.question.limit,
            **shown,
        ),
        lines=(t("brief.legend", language, limit=matrix.question.limit),),
        picture=picture,
        notes=(*counted(matrix, language), t("brief.picture_says", language, alt=alt)),
    )


def _map(brief: GapBrief, shapes: "gpd.GeoDataFrame | None", language: Language) -> Part:
    from ecosystem.display.maps import coverage_file, finding  # noqa: PLC0415 - slow to import

    title = t("brief.map.title", language, told=finding(brief.coverage, language))
    alt = t("brief.map.alt", language, finding=title)
    said = tuple(say(one, language) for one in brief.coverage.sentences[1:NAMED_SENTENCES])
    caveats = tuple(say(one, language) for one in brief.coverage.caveats)
    if shapes is None:
        return Part(title, (t("brief.map.none", language), *said), notes=caveats, is_list=True)
    png = coverage_file(brief.coverage, shapes, ".png", "state", language)
    notes = (t("brief.picture_says", language, alt=alt), *caveats)
    return Part(title.rstrip("."), said, picture=Picture(png, alt), notes=notes, is_list=True)


# --- method --------------------------------------------------------------------------------


def method_lines(brief: GapBrief, language: Language) -> tuple[str, ...]:
    """Say how the numbers came about and what they cannot carry."""
    limits = brief.thresholds
    source = limits.source_da if language == "da" else limits.source
    told = [
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
        told.append(t("brief.method.complete", language, tables=tables, pct=least))
    if brief.is_synthetic:
        told.append(t("frame.example_data.help", language))
    return tuple(told)


def _method(brief: GapBrief, language: Language) -> Part:
    cannot = tuple(say(one, language) for one in brief.cannot_say)
    lines = (*_left_out(brief, language), *method_lines(brief, language), *cannot)
    return Part(t("brief.method", language), lines, is_list=True)
