"""Costs per output as records: cells, comparisons inside a cell, and standardised over areas."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from ecosystem.model.analysis import AnalysisParameters, PartState
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind

if TYPE_CHECKING:
    from ecosystem.analysis.costs import Cell, CostCell, CostFigure

CLUSTER = ActorKind.CLUSTER.value


class CellKey(Record):
    """What projects share that can be compared, but for the kind of their lead."""

    period: str | None
    fund: str | None
    priority_area: str | None
    indicator: str
    unit: str | None
    basis: str = Field(description="achieved where reported, else target; never mixed.")
    status: str | None


class CostCellRow(CellKey):
    """Cost per unit of output of the projects of a cell that one kind of organisation leads."""

    actor_kind: str | None = Field(description="null: the kind of the lead is not known.")
    projects: int
    actors: int | None = Field(description="null: fewer than are shown.")
    cost_dkk: float | None = None
    output: float | None = None
    cost_per_unit: float | None = Field(default=None, description="Sum over sum, DKK.")
    low: float | None = None
    high: float | None = None
    median_of_ratios: float | None = None
    without_output: tuple[str, ...] = Field(description="Projects counted in without an output.")
    state: PartState


class ComparisonRow(CellKey):
    """Cost per unit of one kind over that of another, inside one cell."""

    a: str | None
    b: str | None
    projects: int = Field(description="Of both kinds.")
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    state: PartState


class StandardisedRow(Record):
    """Costs per unit of two kinds, weighed by the joint output of the areas both have."""

    period: str | None
    indicator: str
    unit: str | None
    basis: str
    status: str | None
    areas: tuple[str, ...] = Field(description="Fund and priority area of each.")
    projects: int
    a: str | None
    b: str | None
    a_cost_per_unit: float
    b_cost_per_unit: float
    ratio: float | None
    low: float | None
    high: float | None
    state: PartState = PartState.COMPUTED


class Pooled(Record):
    """A cost per unit over all areas: never worked out."""

    state: PartState = PartState.REFUSED
    why: Sentence


class CostContent(Record):
    """The part cost."""

    cells: tuple[CostCellRow, ...]
    comparisons: tuple[ComparisonRow, ...]
    pooled: Pooled
    standardised: tuple[StandardisedRow, ...]


class Pair(NamedTuple):
    """Projects of one cell led by clusters (a) and by another kind (b)."""

    a: "CostCell"
    b: "CostCell"


def cell_row(cell: "CostCell", asked: AnalysisParameters) -> CostCellRow:
    """Return a cell as a record; without a basis it has no figures."""
    from ecosystem.analysis.costs import cost_figure, median_of_ratios

    row = CostCellRow(
        **cell.cell._asdict(),
        actor_kind=cell.actor_kind,
        projects=len(cell.project_ids),
        actors=cell.actors if cell.actors >= asked.small else None,
        without_output=cell.without_output,
        state=PartState.NO_BASIS,
    )
    if not has_basis(cell, asked):
        return row
    figure = cost_figure(cell, asked.draws, asked.seed)
    figures = {
        "cost_dkk": cell.cost_dkk,
        "output": cell.output,
        "cost_per_unit": figure.value,
        "low": figure.low,
        "high": figure.high,
        "median_of_ratios": median_of_ratios(cell.costs, cell.outputs),
        "state": PartState.COMPUTED,
    }
    return row.model_copy(update=figures)


def has_basis(cell: "CostCell", asked: AnalysisParameters) -> bool:
    """Check whether a cell has enough projects and leads to have a figure."""
    return cell.has_basis(asked.min_projects, max(asked.min_actors, asked.small))


def pairs(cells: Sequence["CostCell"]) -> tuple[Pair, ...]:
    """List clusters beside each other kind that leads projects of the same cell."""
    by_cell = groupby(sorted(cells, key=_order), key=lambda cell: cell.cell)
    return tuple(pair for _, of_cell in by_cell for pair in _pairs_of(list(of_cell)))


def _order(cell: "CostCell") -> list[str]:
    return [part or "" for part in (*cell.cell, cell.actor_kind)]


def _pairs_of(cells: list["CostCell"]) -> Iterable[Pair]:
    by_kind = {cell.actor_kind: cell for cell in cells}
    clusters = by_kind.pop(CLUSTER, None)
    return [] if clusters is None else [Pair(clusters, other) for other in by_kind.values()]


def is_comparable(pair: Pair, asked: AnalysisParameters) -> bool:
    """Check whether both sides of a pair have a basis."""
    return has_basis(pair.a, asked) and has_basis(pair.b, asked)


def comparison_row(pair: Pair, asked: AnalysisParameters) -> ComparisonRow:
    """Return a comparison as a record; without a basis on both sides it has no figures."""
    from ecosystem.analysis.costs import cost_ratio

    ratio = cost_ratio(*pair, asked.draws, asked.seed) if is_comparable(pair, asked) else None
    return ComparisonRow(
        **pair.a.cell._asdict(),
        a=pair.a.actor_kind,
        b=pair.b.actor_kind,
        projects=_projects([pair]),
        **_ends(ratio),
        state=PartState.NO_BASIS if ratio is None else PartState.COMPUTED,
    )


def _ends(ratio: "CostFigure | None") -> dict[str, float | None]:
    if ratio is None:
        return {"ratio": None, "low": None, "high": None}
    return {"ratio": ratio.value, "low": ratio.low, "high": ratio.high}


def _projects(of_pairs: Sequence[Pair]) -> int:
    return sum(len(side.project_ids) for pair in of_pairs for side in pair)


def standardised_rows(
    of_pairs: Sequence[Pair], asked: AnalysisParameters
) -> tuple[StandardisedRow, ...]:
    """List kinds beside clusters over the areas that both have: two areas at least."""
    comparable = [pair for pair in of_pairs if is_comparable(pair, asked)]
    by_indicator = groupby(sorted(comparable, key=_indicator_order), key=_indicator)
    groups = [(key, list(members)) for key, members in by_indicator]
    return tuple(
        _standardised_row(key, members, asked) for key, members in groups if len(members) > 1
    )


def _indicator(pair: Pair) -> tuple[str | None, ...]:
    cell = pair.a.cell
    return (cell.period, cell.indicator, cell.unit, cell.basis, cell.status, pair.b.actor_kind)


def _indicator_order(pair: Pair) -> list[str]:
    return [part or "" for part in (*_indicator(pair), pair.a.cell.fund, pair.a.cell.priority_area)]


def _standardised_row(
    key: tuple[str | None, ...], members: Sequence[Pair], asked: AnalysisParameters
) -> StandardisedRow:
    from ecosystem.analysis.costs import standardised_costs

    standard = standardised_costs(members, asked.draws, asked.seed)
    period, indicator, unit, basis, status, b = key
    return StandardisedRow(
        period=period,
        indicator=indicator or "",
        unit=unit,
        basis=basis or "",
        status=status,
        areas=tuple(map(area_of, (pair.a.cell for pair in members))),
        projects=_projects(members),
        a=CLUSTER,
        b=b,
        a_cost_per_unit=standard.a_cost_per_unit,
        b_cost_per_unit=standard.b_cost_per_unit,
        **_ends(standard.ratio),
    )


def area_of(cell: "Cell | CellKey") -> str:
    """Return the name of a cell's priority area with its fund."""
    return f"{cell.priority_area or '–'} ({cell.fund or '–'})"
