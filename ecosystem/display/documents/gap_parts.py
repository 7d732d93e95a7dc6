"""Parts of a document that tell a position's gaps, one kind a table."""

from collections.abc import Iterator, Sequence
from typing import Final

from ecosystem.briefings.gaps.position_gaps import GapBrief, GapForBoard
from ecosystem.display.documents.elements import Cell, Part, Table
from ecosystem.display.gaps.text import evidence_lines, said_beside
from ecosystem.display.wording import Language, say, t
from ecosystem.display.wording.formats import day, number
from ecosystem.model.closed_lists import by_word, complete
from ecosystem.model.vocabulary import GapConfidence, GapKind

MAX_GAPS_FIRST: Final = 3


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


def position_name(brief: GapBrief, language: Language) -> str:
    """Return the name of the position in the language."""
    return brief.name_da if language == "da" else brief.name_en


def headline(brief: GapBrief, language: Language) -> str:
    """Write how many gaps are certain, how many probable, and how many cannot be settled."""
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


def has_kind(brief: GapBrief, kind: GapKind) -> bool:
    """Return whether there is a gap of a kind, explained ones among them."""
    return any(row.gap.kind is kind for row in brief.gaps)


def first_gaps(brief: GapBrief, language: Language) -> Part:
    """Write the surest and largest gap of each kind, then more."""
    gaps = sorted(brief.open_gaps, key=lambda row: _RANK[row.gap.confidence])
    of_kind = {row.gap.kind: row for row in reversed(gaps)}
    largest = sorted(of_kind.values(), key=gaps.index)
    first = [*largest, *(row for row in gaps if row not in largest)][:MAX_GAPS_FIRST]
    lines = tuple(_with_remarks(row, language) for row in first)
    about = t("brief.first.lines", language)
    return Part(
        title=headline(brief, language),
        lines=lines or (t("gaps.none", language),),
        notes=(about, *left_out_lines(brief, language)),
        is_list=True,
    )


_RANK: Final = {level: rank for rank, level in enumerate(GapConfidence)}


def _with_remarks(row: GapForBoard, language: Language) -> str:
    """Write a gap, what belongs beside it, and how sure it is."""
    remarks = (say(remark, language) for remark in row.gap.remarks)
    mark = [t("gaps.example", language)] if row.gap.rests_on_example_data else []
    parts = [say(row.gap.sentence, language), *remarks, *mark, f"{sure(row, language)}."]
    return " ".join(parts)


def left_out_lines(brief: GapBrief, language: Language) -> tuple[str, ...]:
    """Write how many gaps the reader did not choose; nothing where all are told."""
    return (t("brief.only", language, n=brief.left_out),) if brief.left_out else ()


def sure(row: GapForBoard, language: Language) -> str:
    """Write how sure a gap is, with its sign."""
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


def gaps_of_kind(brief: GapBrief, kind: GapKind, language: Language) -> Part:
    """Build the table of the gaps of a kind; its title is the first open one."""
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
    """Write what to do first: the smallest step, whom to ask, or why it is no gap."""
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
    """Write each rule once, then why a gap is not sure and the rows behind it."""
    rules = dict.fromkeys(say(row.gap.rule, language) for row in gaps)
    yield from (t("brief.rule", language, rule=rule) for rule in rules)
    for row in gaps:
        beside = said_beside(row.gap, language)
        rows = t("brief.rows", language, rows=" ".join(evidence_lines(row.gap, language)))
        yield " ".join([say(row.gap.sentence, language), *beside, rows])
