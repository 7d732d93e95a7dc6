"""Brief a position's gaps for a board: what leaves the house in a document, and nothing more.

Firms owned by a person are counted and not named, one or two firms read "under 3", and who has
explained a gap is left out. The same briefing feeds Word, PowerPoint and Excel.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.briefings.coverage.brief import CoverageBriefing, brief_coverage
from ecosystem.briefings.gaps.axes import MatrixQuestion
from ecosystem.briefings.gaps.brief import brief_search, explained
from ecosystem.briefings.gaps.matrix import brief_matrix, cell_id, cell_of
from ecosystem.briefings.gaps.matrix_records import CellBriefing, MatrixBriefing
from ecosystem.model.danish import sort_key
from ecosystem.model.gaps import Gap, GapEvent, GapThresholds
from ecosystem.model.records import Record
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import GapConfidence

if TYPE_CHECKING:
    from ecosystem.analysis.day import OnDay
    from ecosystem.analysis.gaps.search import Search

SOMEBODY: Final = ("en personligt ejet virksomhed", "a firm owned by a person")
"""What a firm is called whose name is a person's own affair."""
FIRM_COUNTS: Final = frozenset({"firms", "firms_low", "firms_high", "shared"})
"""Placeholders of sentences that count firms."""
_COUNTED: Final = re.compile(r"\((\d+)\)")
"""A count behind the name of a municipality."""


class GapForBoard(Record):
    """A gap as a document may tell it."""

    gap: Gap = Field(description="Names of persons' firms and small counts taken out.")
    ask: tuple[str, ...] = Field(description="Who to ask, by name.")
    places: tuple[str, ...] = Field(description="Municipalities, by name, in Danish order.")
    not_a_gap: str | None = Field(description="Why it is none, where somebody has said so.")
    explained_on: date | None


class StruckCell(Record):
    """A cell of the matrix that somebody has explained as no gap."""

    row: str
    column: str
    reason: str
    on: date


class GapBrief(Record):
    """The gaps of one position on a day, ready to be written down."""

    label: str
    on: date
    position_id: str
    name_da: str
    name_en: str
    is_synthetic: bool
    thresholds: GapThresholds
    gaps: tuple[GapForBoard, ...] = Field(description="By kind, the surest and largest first.")
    left_out: int = Field(description="Gaps that the reader did not choose.")
    matrix: MatrixBriefing = Field(description="As it was asked for on the page.")
    struck: tuple[StruckCell, ...] = Field(description="Cells of it explained as no gap.")
    cells: tuple[CellBriefing, ...] = Field(description="Cells that the reader chose.")
    by_hub: MatrixBriefing = Field(description="Needs by business hub, for a picture.")
    coverage: CoverageBriefing = Field(description="Whose offices reach which municipality.")
    cannot_say: tuple[Sentence, ...]
    completeness: dict[str, float | None] = Field(description="Share of cells filled, by table.")

    @property
    def open_gaps(self) -> tuple[GapForBoard, ...]:
        """Gaps that nobody has explained as none."""
        return tuple(row for row in self.gaps if row.not_a_gap is None)

    def of_confidence(self, confidence: GapConfidence) -> int:
        """Count the open gaps of a confidence."""
        return sum(row.gap.confidence is confidence for row in self.open_gaps)


def brief_position_gaps(  # noqa: PLR0913
    register: Register,
    on: date,
    position_id: str,
    thresholds: GapThresholds | None = None,
    *,
    question: MatrixQuestion | None = None,
    events: Sequence[GapEvent] = (),
    kept: Iterable[str] = (),
    day: "OnDay | None" = None,
) -> GapBrief:
    """Return the gaps of one position, ready for a document.

    Args:
        register: The register.
        on: The day.
        position_id: The position.
        thresholds: Limits behind the rules; ``None`` takes the stated ones.
        question: Axes and limit of the matrix; needs by region where not given.
        events: What has happened to gaps; an explained one is told as explained.
        kept: Ids of the gaps and cells to tell; none tells all gaps.
        day: The register on the day where it is made already.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register has no municipalities or positions.
    """
    from ecosystem.analysis.day import OnDay
    from ecosystem.analysis.gaps import gap_context_on_day, search_of

    ground = gap_context_on_day(day or OnDay(register, on), thresholds or GapThresholds())
    search = search_of(ground, position_id)
    return brief_gaps_of(search, position_id, question=question, events=events, chosen_ids=kept)


def brief_gaps_of(
    search: "Search",
    position_id: str,
    *,
    question: MatrixQuestion | None = None,
    events: Sequence[GapEvent] = (),
    chosen_ids: Iterable[str] = (),
) -> GapBrief:
    """Return the same of a search that is laid out already."""
    from ecosystem.analysis.coverage import CoverageCriteria

    briefing = brief_search(search, position_id)
    selection = set(chosen_ids)
    gaps = [gap for gap in briefing.gaps if not selection or gap.gap_id in selection]
    position_question = (question or MatrixQuestion()).model_copy(
        update={"position_id": position_id}
    )
    by_hub = MatrixQuestion(columns="hub", limit=position_question.limit, position_id=position_id)
    matrix = brief_matrix(search, position_question)
    cells = [cell_of(search, identifier, position_question) for identifier in sorted(selection)]
    ground = search.context
    name = search.position_names[position_id]
    terms = CoverageCriteria(within=ground.limits.within_km, served="position")
    return GapBrief(
        label=briefing.label,
        on=briefing.on,
        position_id=position_id,
        name_da=name.da,
        name_en=name.en,
        is_synthetic=briefing.is_synthetic,
        thresholds=briefing.thresholds,
        gaps=gaps_for_board(search, gaps, explained(gaps, events)),
        left_out=len(briefing.gaps) - len(gaps),
        matrix=matrix,
        struck=struck_cells(matrix, events),
        cells=tuple(cell for cell in cells if cell is not None),
        by_hub=brief_matrix(search, by_hub),
        coverage=_covered(
            brief_coverage(ground.register, position_id, ground.on, terms),
            ground.limits.small_count,
        ),
        cannot_say=briefing.cannot_say,
        completeness=briefing.completeness,
    )


def struck_cells(matrix: MatrixBriefing, events: Sequence[GapEvent]) -> tuple[StruckCell, ...]:
    """Find the cells of a matrix that somebody has explained as no gap."""
    from ecosystem.analysis.gaps.life import standing

    struck = []
    for row, cells in matrix.cells.items():
        for column in cells:
            event = standing(cell_id(matrix.question, row, column), events) if events else None
            if event is not None and event.reason is not None:
                struck.append(StruckCell(row=row, column=column, reason=event.reason, on=event.on))
    return tuple(struck)


def gaps_for_board(
    search: "Search", gaps: Sequence[Gap], events: dict[str, GapEvent]
) -> tuple[GapForBoard, ...]:
    """Return gaps as a document may tell them: no person's firm by name, no small count."""
    towns = search.context.towns["name"].astype(str).to_dict()
    private = _names_of_persons(search, gaps)
    few = search.context.limits.small_count
    rows = []
    for gap in gaps:
        event, names = events.get(gap.gap_id), map(search.context.name_of, gap.who_to_ask)
        places = (towns.get(code, code) for code in gap.municipality_codes)
        rows.append(
            GapForBoard(
                gap=_guarded(gap, private, few),
                ask=tuple(name for name in names if name not in private),
                places=tuple(sorted(places, key=sort_key)),
                not_a_gap=None if event is None else event.reason,
                explained_on=None if event is None else event.on,
            )
        )
    return tuple(rows)


def _names_of_persons(search: "Search", gaps: Iterable[Gap]) -> tuple[str, ...]:
    """Names of firms owned by a person that the gaps or their steps are about."""
    from ecosystem.analysis.day import is_personally_owned

    firms = search.context.firms
    if firms is None:
        return ()
    ids: set[object] = set()
    for gap in gaps:
        ids |= {*gap.actors, *gap.who_to_ask}
        for step in gap.closing_steps:
            ids |= {value for value in step.step.model_dump().values() if isinstance(value, str)}
    table = firms.table[firms.table["actor_id"].isin(ids)]
    owned = table["legal_form"].map(
        lambda form: isinstance(form, str) and is_personally_owned(form)
    )
    return tuple(sorted(table.loc[owned.astype(bool), "name"].astype(str), key=len, reverse=True))


def _guarded(gap: Gap, private: Sequence[str], few: int) -> Gap:
    steps = tuple(
        step.model_copy(update={"sentence": guarded(step.sentence, private, few)})
        for step in gap.closing_steps
    )
    return gap.model_copy(
        update={
            "sentence": guarded(gap.sentence, private, few),
            "rule": guarded(gap.rule, private, few),
            "reasons": tuple(guarded(reason, private, few) for reason in gap.reasons),
            "remarks": tuple(guarded(remark, private, few) for remark in gap.remarks),
            "closing_steps": steps,
        }
    )


def _covered(coverage: CoverageBriefing, few: int) -> CoverageBriefing:
    sentences = tuple(guarded(sentence, few=few) for sentence in coverage.sentences)
    return coverage.model_copy(update={"sentences": sentences})


def guarded(sentence: Sentence, private: Sequence[str] = (), few: int = 3) -> Sentence:
    """Take out of a sentence what may not leave the house: persons' firms and small counts.

    Examples:
        >>> guarded(Sentence(key="k", values={"firms": 2, "one": "A"}), ["A"]).values
        {'firms': 'under 3', 'one': 'en personligt ejet virksomhed'}
    """
    values, values_en = dict(sentence.values), dict(sentence.values_en)
    for name, value in sentence.values.items():
        if name in FIRM_COUNTS and isinstance(value, (int, float)) and 0 < value < few:
            values[name] = f"under {few}"
        elif name == "names" and isinstance(value, str):
            values[name] = _COUNTED.sub(lambda match: _few(match[1], few), value)
        elif isinstance(value, str) and any(person in value for person in private):
            values[name] = _without(value, private, SOMEBODY[0])
            values_en[name] = _without(values_en.get(name, value), private, SOMEBODY[1])
    return sentence.model_copy(update={"values": values, "values_en": values_en})


def _few(count: str, few: int) -> str:
    return f"(under {few})" if 0 < int(count) < few else f"({count})"


def _without(text: str, private: Sequence[str], instead: str) -> str:
    for name in private:
        text = text.replace(name, instead)
    return text
