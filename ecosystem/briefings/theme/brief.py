"""Redo the theme analysis: every part that can be worked out, and why the others cannot."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from pydantic import Field

from ecosystem.briefings.theme import (
    concentration,
    cost,
    first_timers,
    funding,
    journeys,
    linked,
    needs,
    participants,
    projects,
    system,
)
from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.statements import told_apart
from ecosystem.model.analysis import (
    AnalysisParameters,
    AnalysisSettings,
    Part,
    PartAnswer,
    Statement,
)
from ecosystem.model.closed_lists import complete
from ecosystem.model.linkage import JudgedBand
from ecosystem.model.records import Record
from ecosystem.model.register import Register, collect

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.model.register import LazyTable

_Answer: TypeAlias = Callable[[ThemeBasis], PartAnswer]
_MOST_SOURCES: Final = 10
_DAYS: Final = {"projects": "start", "participations": "start", "activities": "date"}
"""The day that tells when a row of what happened is of."""
_PARTS: Final[Mapping[Part, _Answer]] = complete(
    Part,
    {
        Part.PROJECTS: projects.part_answer,
        Part.CONCENTRATION: concentration.part_answer,
        Part.FUNDING: funding.part_answer,
        Part.COST: cost.part_answer,
        Part.LINKED: linked.part_answer,
        Part.PARTICIPANTS: participants.part_answer,
        Part.FIRST_TIMERS: first_timers.part_answer,
        Part.JOURNEYS: journeys.part_answer,
        Part.NEEDS: needs.part_answer,
        Part.SYSTEM: system.part_answer,
    },
    name="_PARTS",
)


class TableUse(Record):
    """A table that a statement rests on: how much of it there is, and from where."""

    table: str
    rows: int | None = Field(description="None: not recorded.")
    sources: tuple[str, ...]
    first: date | None = None
    last: date | None = None


class AnalysisBriefing(Record):
    """The theme analysis of a register on a day."""

    label: str
    on: date
    version: str
    is_synthetic: bool
    parameters: AnalysisParameters
    settings_version: str
    parts: Mapping[Part, PartAnswer]
    tables: Mapping[str, TableUse]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement, in the order of the parts."""
        return tuple(one for part in self.parts.values() for one in part.statements)


def brief_analysis(  # noqa: PLR0913 - of what, on which day, and how it counts
    register: Register,
    on: date,
    parts: Sequence[Part] = (),
    parameters: AnalysisParameters | None = None,
    settings: AnalysisSettings | None = None,
    *,
    judged: Sequence[JudgedBand] = (),
) -> AnalysisBriefing:
    """Work out parts of the theme analysis; a part that lacks a table does not stop the others.

    Args:
        register: Of any folder; without example rows where they shall not count.
        on: The day of the analysis.
        parts: Which parts; none are all.
        parameters: What is asked; None: the settings' defaults.
        settings: Codings and defaults; None: those in code, equal to the shipped file.
        judged: Pairs of names that people have judged; none: how well they are linked is not
            measured.

    Raises:
        EcosystemError: A parameter makes no sense, such as a last day before the first.
    """
    stated = AnalysisSettings() if settings is None else settings
    asked = stated.defaults if parameters is None else parameters
    basis = ThemeBasis.of(register, on, asked, stated, judged)
    answers = {part: _answer(basis, part) for part in Part if not parts or part in parts}
    return AnalysisBriefing(
        label=register.label,
        on=on,
        version=register.version,
        is_synthetic=register.is_synthetic,
        parameters=asked,
        settings_version=stated.version,
        parts=answers,
        tables=_tables(basis, answers),
    )


def _answer(basis: ThemeBasis, part: Part) -> PartAnswer:
    answer = _PARTS[part](basis)
    return answer.model_copy(update={"statements": told_apart(answer.statements)})


def joined(briefings: Sequence[AnalysisBriefing]) -> AnalysisBriefing:
    """Return analyses of the same register, day and parameters, made part by part, as one."""
    parts = {part: answer for made in briefings for part, answer in made.parts.items()}
    tables = {name: use for made in briefings for name, use in made.tables.items()}
    return briefings[0].model_copy(update={"parts": parts, "tables": tables})


def _tables(basis: ThemeBasis, answers: Mapping[Part, PartAnswer]) -> dict[str, TableUse]:
    named = {name for part in answers.values() for one in part.statements for name in one.tables}
    return {name: _table_use(getattr(basis.register, name), name) for name in sorted(named)}


def _table_use(table: "pd.DataFrame | LazyTable | None", name: str) -> TableUse:
    import narwhals as nw

    if table is None:
        return TableUse(table=name, rows=None, sources=())
    lazy = nw.from_native(table, pass_through=False).lazy()
    day = _DAYS.get(name)
    grouped = lazy.group_by("source").agg(
        rows=nw.len(),
        **({} if day is None else {"first": nw.col(day).min(), "last": nw.col(day).max()}),
    )
    by_source = collect(grouped).sort_values(["rows", "source"], ascending=[False, True])
    return TableUse(
        table=name,
        rows=int(by_source["rows"].sum()),
        sources=tuple(by_source["source"].head(_MOST_SOURCES)),
        first=None if day is None else _day(by_source["first"].min()),
        last=None if day is None else _day(by_source["last"].max()),
    )


def _day(stamp: "pd.Timestamp") -> date | None:
    return None if str(stamp) == "NaT" else stamp.date()
