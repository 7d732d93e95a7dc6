"""What an output costs in projects led by clusters and by others: inside one cell only (S6, S7).

A cell is a fund, priority area, indicator, unit, basis and status. Without enough projects and
leads on both sides there is no basis for comparing. Over all areas nothing is pooled.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.cost_cells import (
    ComparisonRow,
    CostCellRow,
    CostContent,
    Pooled,
    StandardisedRow,
    area_of,
    cell_row,
    comparison_row,
    pairs,
    standardised_rows,
)
from ecosystem.briefings.theme.statements import (
    Frame,
    answer,
    chained,
    no_project,
    not_recorded,
    note,
)
from ecosystem.model.analysis import Interval, Part, PartAnswer, PartState, Statement
from ecosystem.model.indicator_words import indicator_names
from ecosystem.model.sentences import Sentence, Value

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.analysis.costs import CostCell, FoldedOutputs

_TABLES: Final = ("outputs", "projects", "actors")
_CAVEAT: Final = Sentence(key="analysis.cost.caveat")
_S6: Final = Frame(id="S6", part=Part.COST, caveat=_CAVEAT, tables=_TABLES)
_S7: Final = Frame(
    id="S7", part=Part.COST, caveat=Sentence(key="analysis.cost.s7.caveat"), tables=_TABLES
)
_POOLED: Final = Sentence(key="analysis.cost.pooled")
_UNKNOWN_KIND: Final = "analysis.cost.unknown_kind"
_BASES: Final = {"achieved": "analysis.cost.achieved", "target": "analysis.cost.target"}
_STATUSES: Final[Mapping[str | None, str]] = {
    None: "analysis.cost.status.unknown",
    "running": "analysis.cost.status.running",
    "finished": "analysis.cost.status.finished",
    "stopped": "analysis.cost.status.stopped",
}
_COSTS: Final = {
    "budget": "analysis.cost.budget",
    "eu_grant": "analysis.cost.eu_grant",
    "total_grant": "analysis.cost.total_grant",
}
_WHOLE_FROM: Final = 100
"""Amounts from here on are said in whole kroner."""


def part_answer(basis: ThemeBasis) -> PartAnswer:
    """Return costs per output by cell, compared where there is a basis."""
    outputs, projects = basis.register.outputs, basis.register.projects
    if outputs is None or projects is None or basis.lacking(*_TABLES):
        return not_recorded([_S6, _S7], basis.lacking(*_TABLES))
    ground = Ground(basis, outputs, projects)
    content = _content(ground)
    if not content.cells:
        state, why = ground.why_no_cells()
        without = [frame.noting(*ground.notes).without(state, why) for frame in (_S6, _S7)]
        return answer(without, content)
    return answer(_statements(ground, content), content)


def _content(ground: "Ground") -> CostContent:
    asked, cells = ground.basis.parameters, ground.cells
    beside = pairs(cells)
    return CostContent(
        cells=tuple(cell_row(cell, asked) for cell in cells),
        comparisons=tuple(comparison_row(pair, asked) for pair in beside),
        pooled=Pooled(why=_POOLED),
        standardised=standardised_rows(beside, asked),
    )


# What the cells are made of, and what had to be left out.


@dataclass(frozen=True, eq=False)
class Ground:
    """The outputs and costs that are compared."""

    basis: ThemeBasis
    recorded: "pd.DataFrame"
    """Rows of ``outputs``."""
    every: "pd.DataFrame"
    """Rows of ``projects``."""

    @cached_property
    def projects(self) -> "pd.DataFrame":
        """Projects of the periods asked for."""
        periods = self.basis.parameters.periods
        return self.every[self.every["period"].isin(periods)] if periods else self.every

    @cached_property
    def outputs(self) -> "FoldedOutputs":
        """Outputs of these projects, each pair of project and indicator once."""
        from ecosystem.analysis.costs import fold_outputs

        is_of_project = self.recorded["project_id"].isin(self.projects["project_id"])
        names = indicator_names(self.basis.settings.indicators)
        return fold_outputs(self.recorded[is_of_project], names)

    @cached_property
    def with_output(self) -> "pd.DataFrame":
        """Projects that have an output, zero counted in."""
        is_counted = self.projects["project_id"].isin(self.outputs.rows["project_id"])
        return self.projects[is_counted]

    @cached_property
    def costs(self) -> "pd.Series[float]":
        """Cost of each project with an output; missing where it is not known."""
        from ecosystem.analysis.costs import project_costs

        return project_costs(self.with_output, self.basis.parameters.cost)

    @cached_property
    def cells(self) -> "tuple[CostCell, ...]":
        """Cells of the projects with an output and a known cost."""
        from ecosystem.analysis.costs import cost_cells

        kinds = _kinds(self.basis, self.with_output["lead_actor_id"])
        return cost_cells(self.outputs.rows, self.with_output, self.costs, kinds)

    def why_no_cells(self) -> tuple[PartState, Sentence]:
        """Return why there is nothing to compute."""
        periods = self.basis.parameters.periods
        if self.projects.empty and periods:
            known = tuple(sorted(self.every["period"].dropna().unique()))
            return PartState.NO_BASIS, no_project(", ".join(periods), known)
        if self.with_output.empty:
            return PartState.NO_BASIS, Sentence(key="analysis.cost.none")
        values = {"projects": len(self.with_output)}
        words = {"cost": _COSTS[self.basis.parameters.cost]}
        why = Sentence(key="analysis.cost.no_costs", values=dict(values), words=words)
        return PartState.NOT_RECORDED, why

    @cached_property
    def notes(self) -> tuple[Sentence | None, ...]:
        """What was left out or kept apart."""
        from ecosystem.analysis.costs import negative_costs

        cost, outputs = self.basis.parameters.cost, self.outputs
        is_loose = ~self.recorded["project_id"].isin(self.every["project_id"])
        unknown = int(self.costs.isna().sum())
        names = "; ".join(outputs.apart)
        same = "; ".join(f"{name} = {indicator}" for name, indicator in outputs.renamed)
        return (
            Sentence(key="analysis.cost.is", words={"cost": _COSTS[cost]}),
            note("analysis.cost.unknown_costs", unknown, projects=len(self.with_output)),
            note("analysis.cost.negative", negative_costs(self.with_output, cost)),
            note("analysis.cost.without_project", int(is_loose.sum())),
            note("analysis.cost.without_figures", outputs.without_figures),
            note("analysis.cost.renamed", len(outputs.renamed), names=same),
            note("analysis.cost.contradictory", outputs.contradictory),
            note("analysis.cost.apart", len(outputs.apart), names=names),
        )


def _kinds(basis: ThemeBasis, leads: "pd.Series[str]") -> dict[str, str]:
    """Return the kind of each lead whose kind is known."""
    import narwhals as nw

    from ecosystem.model.register import big_table, collect

    actors = big_table(basis.register, "actors", "of which kind the leads are")
    is_lead = nw.col("actor_id").is_in(sorted(set(leads.dropna())))
    rows = collect(actors.filter(is_lead).select("actor_id", "kind")).dropna()
    return dict(zip(rows["actor_id"], rows["kind"], strict=True))


# S6 and S7 in words.


def _statements(ground: Ground, content: CostContent) -> list[Statement]:
    """Return each comparison that has a basis, what is refused, and how much has no basis."""
    comparable = [row for row in content.comparisons if row.state is PartState.COMPUTED]
    s6 = _S6.noting(*ground.notes, _several(len(comparable) + len(content.standardised)))
    compared = [_comparison(ground, s6, row, content.cells) for row in comparable]
    standardised = [_standardised(ground, s6, row) for row in content.standardised]
    none = s6.without(PartState.NO_BASIS, _limits(ground, "analysis.cost.no_comparison"))
    return [
        *(compared or [none]),
        *standardised,
        s6.about(figure="pooled").without(PartState.REFUSED, _POOLED),
        _without_basis(ground, content, comparable),
    ]


def _several(comparisons: int) -> Sentence | None:
    return note("analysis.cost.several", comparisons if comparisons > 1 else 0)


def _limits(ground: Ground, key: str, **values: int) -> Sentence:
    asked = ground.basis.parameters
    limits = {"projects": asked.min_projects, "actors": max(asked.min_actors, asked.small)}
    return Sentence(key=key, values={**limits, **values})


def _without_basis(
    ground: Ground, content: CostContent, comparable: list[ComparisonRow]
) -> Statement:
    """Return in how many cells clusters and others cannot be compared."""
    every = {_key(row) for row in content.cells}
    without = len(every - {_key(row) for row in comparable})
    sentence = _limits(ground, "analysis.cost.s7", without=without, cells=len(every))
    frame = _S7.noting(*ground.notes)
    return frame.counted(_marked(ground, sentence), without, "cells", len(every))


def _key(row: CostCellRow | ComparisonRow) -> tuple[str | None, ...]:
    return (
        *(row.period, row.fund, row.priority_area, row.indicator),
        *(row.unit, row.basis, row.status),
    )


def _comparison(
    ground: Ground, frame: Frame, row: ComparisonRow, cells: tuple[CostCellRow, ...]
) -> Statement:
    """Return the two costs per unit of one cell and their ratio."""
    sides = {cell.actor_kind: cell for cell in cells if _key(cell) == _key(row)}
    a, b = sides[row.a], sides[row.b]
    empty = len(a.without_output) + len(b.without_output)
    sentence = Sentence(
        key="analysis.cost.s6",
        values={"area": _place(row), **_costs(a.cost_per_unit, b.cost_per_unit, row)},
        words=_words(row, row.b),
    )
    noted = frame.noting(note("analysis.cost.without_output", empty))
    cell = noted.about(figure="comparison", fund=row.fund, priority_area=row.priority_area)
    return _ratio(ground, cell, sentence, row)


def _standardised(ground: Ground, frame: Frame, row: StandardisedRow) -> Statement:
    """Return the two costs per unit over several areas, each weighed by the joint output."""
    sentence = Sentence(
        key="analysis.cost.standardised",
        values={
            "count": len(row.areas),
            "areas": "; ".join(row.areas),
            **_costs(row.a_cost_per_unit, row.b_cost_per_unit, row),
            **({} if row.period is None else {"indicator": f"{row.period}, {row.indicator}"}),
        },
        words=_words(row, row.b),
    )
    return _ratio(ground, frame.about(figure="standardised"), sentence, row)


def _place(row: ComparisonRow) -> str:
    return area_of(row) if row.period is None else f"{row.period}, {area_of(row)}"


def _costs(
    a: float | None, b: float | None, row: ComparisonRow | StandardisedRow
) -> dict[str, Value]:
    known: dict[str, Value] = {} if row.unit is None else {"unit": row.unit}
    figures: dict[str, Value] = {"a": _dkk(a), "b": _dkk(b), "ratio": row.ratio}
    return {"indicator": row.indicator, **known, **figures}


def _dkk(amount: float | None) -> float | None:
    """Return an amount as it is read: whole kroner, but for the smallest."""
    return amount if amount is None or amount < _WHOLE_FROM else round(amount)


def _words(row: ComparisonRow | StandardisedRow, kind: str | None) -> dict[str, str]:
    return {
        "basis": _BASES[row.basis],
        "status": _STATUSES.get(row.status, _STATUSES[None]),
        "kind": _UNKNOWN_KIND if kind is None else f"actor_kinds.{kind}",
        **({} if row.unit else {"unit": "analysis.cost.no_unit"}),
    }


def _ratio(
    ground: Ground, frame: Frame, sentence: Sentence, row: ComparisonRow | StandardisedRow
) -> Statement:
    """Return the statement of a ratio with its interval, or why it has none."""
    frame = frame.about(
        period=row.period,
        indicator=row.indicator,
        unit=row.unit,
        basis=row.basis,
        status=row.status,
        a=row.a,
        b=row.b,
    )
    if row.ratio is None:
        return frame.without(PartState.NO_BASIS, Sentence(key="analysis.cost.free"))
    whole = chained(_marked(ground, sentence), _holds_one(row))
    statement = frame.counted(whole, row.ratio, "ratio", row.projects)
    if row.low is None or row.high is None:
        why = Sentence(key="analysis.cost.no_interval")
        return statement.model_copy(update={"why_no_interval": why})
    return frame.between(statement, (row.low, row.high), Interval.BOOTSTRAP)


def _holds_one(row: ComparisonRow | StandardisedRow) -> Sentence | None:
    """Return whether the two could be equal by what the interval holds."""
    if row.low is None or row.high is None:
        return None
    is_held = row.low <= 1 <= row.high
    return Sentence(key="analysis.cost.holds_one" if is_held else "analysis.cost.not_one")


def _marked(ground: Ground, sentence: Sentence) -> Sentence:
    """Return a sentence marked where it rests on example projects."""
    return sentence.model_copy(update={"is_example": ground.basis.is_example("projects")})
