"""Compute what an output costs, within cells where projects can be compared and nowhere else.

A cell is a period, fund, priority area, indicator, unit, basis (achieved or planned), status and
kind of the lead. The cost per unit is the sum of costs over the sum of outputs: the mean of the
projects' own ratios would be led by those that delivered little (methods 7.3). Projects, not
firms, are drawn again for the interval. Across areas nothing is pooled; a pooled figure can say
the opposite of every area (Simpson 1951, Journal of the Royal Statistical Society B 13:238).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np
import pandas as pd

from ecosystem.analysis.comparison import drawn_sums, percentile_interval
from ecosystem.model.indicator_words import fold_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CostBasis = Literal["budget", "eu_grant", "total_grant"]
"""Which amount of a project is its cost."""
_AMOUNTS: Final[Mapping[CostBasis, tuple[str, ...]]] = {
    "budget": ("budget_dkk",),
    "eu_grant": ("eu_grant_dkk",),
    "total_grant": ("eu_grant_dkk", "other_grant_dkk"),
}
_MOST_EMPTY_DRAWS: Final = 0.05
"""With a larger share of draws without output there is no interval."""


class Cell(NamedTuple):
    """What projects share that can be compared, but for the kind of their lead."""

    period: str | None
    fund: str | None
    priority_area: str | None
    indicator: str
    unit: str | None
    basis: str
    """``achieved`` where the project has reported, else ``target``; never mixed."""
    status: str | None


@dataclass(frozen=True, slots=True)
class FoldedOutputs:
    """Outputs by project and indicator, with what could not be read."""

    rows: pd.DataFrame
    """``project_id, indicator, unit, basis, output``; a pair of the first two stands once."""
    without_figures: int
    """Rows with neither a planned nor a reached output, one under zero, or no indicator."""
    contradictory: int
    """Rows of a project that has several figures for an indicator, left out."""
    apart: tuple[str, ...]
    """Indicators recorded in more than one unit; the units are kept apart."""
    renamed: tuple[tuple[str, str], ...]
    """Names that count as an indicator of another name, with that one."""


@dataclass(frozen=True, slots=True)
class CostFigure:
    """A cost per unit in DKK, or one over another, with its interval."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, eq=False)
class CostCell:
    """The projects of one cell led by one kind of organisation."""

    cell: Cell
    actor_kind: str | None
    project_ids: tuple[str, ...]
    actors: int
    """Leads, each counted once; unnamed ones count as one each."""
    costs: "Floats"
    outputs: "Floats"

    @property
    def cost_dkk(self) -> float:
        """Sum of the costs, in DKK."""
        return float(self.costs.sum())

    @property
    def output(self) -> float:
        """Sum of the outputs."""
        return float(self.outputs.sum())

    @property
    def without_output(self) -> tuple[str, ...]:
        """Projects that have the indicator and no output."""
        return tuple(p for p, n in zip(self.project_ids, self.outputs, strict=True) if n == 0)

    def has_basis(self, min_projects: int, min_actors: int) -> bool:
        """Check whether there are enough projects and leads, and any output at all."""
        is_enough = len(self.project_ids) >= min_projects and self.actors >= min_actors
        return is_enough and self.output > 0


def fold_outputs(outputs: pd.DataFrame, names: Mapping[str, str] | None = None) -> FoldedOutputs:
    """Return one figure per project, indicator and unit: the reached one, else the planned.

    Indicators and units that differ by case and blanks only are one, under their most usual
    spelling. Units that differ are kept apart, also where two names mean one indicator.

    Args:
        outputs: Rows of the table.
        names: The indicator that a name counts as, by its folded words; none: each for itself.
    """
    rows = outputs[["project_id", "indicator", "unit", "target", "achieved"]].copy()
    stated = rows["indicator"]
    rows["indicator"] = _usual_spelling(stated, names or {})
    rows["unit"] = _usual_spelling(rows["unit"], {})
    rows["basis"] = np.where(rows["achieved"].notna(), "achieved", "target")
    rows["output"] = rows["achieved"].fillna(rows["target"]).astype("float64")
    is_figure = (rows["output"] >= 0) & np.isfinite(rows["output"])
    is_known = is_figure & rows["indicator"].notna()
    figures = rows.loc[is_known, ["project_id", "indicator", "unit", "basis", "output"]]
    figures = figures.drop_duplicates()
    is_twice = figures.duplicated(["project_id", "indicator", "unit"], keep=False)
    units = figures.groupby("indicator")["unit"].nunique(dropna=False)
    return FoldedOutputs(
        rows=figures[~is_twice].reset_index(drop=True),
        without_figures=int((~is_known).sum()),
        contradictory=int(is_twice.sum()),
        apart=tuple(sorted(units.index[units > 1])),
        renamed=_renamed(stated[is_known], rows.loc[is_known, "indicator"]),
    )


def _usual_spelling(texts: "pd.Series[str]", names: Mapping[str, str]) -> "pd.Series[str]":
    """Return texts under the name they count as, else their most frequent spelling.

    Those that fold alike are one; blank is missing.
    """
    spelled = [" ".join(text.split()) for text in texts.astype("str").fillna("")]
    by_count = sorted(Counter(spelled).items(), key=lambda one: (one[1], one[0]))
    # The most frequent comes last.
    usual = {fold_words(spelling): spelling for spelling, _ in by_count} | dict(names)
    words = [usual[fold_words(one)] or None for one in spelled]
    return pd.Series(words, index=texts.index, dtype="str")


def _renamed(stated: "pd.Series[str]", counted: "pd.Series[str]") -> tuple[tuple[str, str], ...]:
    """Return each name that counts as an indicator of another name, with that one."""
    pairs = {(" ".join(a.split()), b) for a, b in zip(stated, counted, strict=True)}
    return tuple(sorted((a, b) for a, b in pairs if fold_words(a) != fold_words(b)))


def project_costs(projects: pd.DataFrame, basis: CostBasis) -> "pd.Series[float]":
    """Return each project's cost by project_id, in DKK; missing where a part of it is not known.

    An unknown grant is not zero: where other public grants are not recorded, the total is not
    known either. An amount under zero is no cost and counts as not known.
    """
    amounts = _amounts(projects, basis)
    return amounts.where(amounts >= 0).sum(axis=1, skipna=False)


def negative_costs(projects: pd.DataFrame, basis: CostBasis) -> int:
    """Count the projects that have an amount under zero among those that their cost is made of."""
    return int((_amounts(projects, basis) < 0).any(axis=1).sum())


def _amounts(projects: pd.DataFrame, basis: CostBasis) -> pd.DataFrame:
    return projects.set_index("project_id")[list(_AMOUNTS[basis])].astype("float64")


def cost_cells(
    outputs: pd.DataFrame,
    projects: pd.DataFrame,
    costs: "pd.Series[float]",
    kinds: Mapping[str, str],
) -> tuple[CostCell, ...]:
    """Return the cells of all projects that have an output and a known cost.

    Args:
        outputs: ``project_id, indicator, unit, basis, output``.
        projects: The register's table.
        costs: By project_id; missing ones are left out.
        kinds: Kind of an organisation by actor_id.
    """
    columns = ["project_id", "period", "fund", "priority_area", "status", "lead_actor_id"]
    rows = outputs.merge(projects[columns], on="project_id").assign(
        cost=lambda table: table["project_id"].map(costs)
    )
    rows = rows[rows["cost"].notna()].sort_values("project_id")
    rows["kind"] = rows["lead_actor_id"].map(dict(kinds))
    groups = rows.groupby([*Cell._fields, "kind"], dropna=False, sort=False)
    cells = [_cost_cell([_text(part) for part in key], of_cell) for key, of_cell in groups]
    return tuple(sorted(cells, key=_place))


def _cost_cell(key: Sequence[str | None], rows: pd.DataFrame) -> CostCell:
    *shared, kind = key
    leads = rows["lead_actor_id"]
    return CostCell(
        cell=Cell(*shared),  # type: ignore[arg-type]
        actor_kind=kind,
        project_ids=tuple(rows["project_id"]),
        actors=int(leads.nunique() + leads.isna().sum()),
        costs=rows["cost"].to_numpy("float64"),
        outputs=rows["output"].to_numpy("float64"),
    )


def _text(part: object) -> str | None:
    return None if pd.isna(part) else str(part)  # type: ignore[call-overload]


def _place(cell: CostCell) -> list[str]:
    return [part or "" for part in (*cell.cell, cell.actor_kind)]


def unit_cost(costs: Iterable[float], outputs: Iterable[float]) -> float:
    """Compute the sum of costs over the sum of outputs; not a number without any output.

    Examples:
        >>> round(unit_cost([2e6, 3e6, 1e6, 4e6, 5e5], [10, 5, 4, 20, 0]))
        269231
    """
    total = sum(outputs)
    return sum(costs) / total if total > 0 else float("nan")


def median_of_ratios(costs: "Floats", outputs: "Floats") -> float | None:
    """Compute the median of the projects' own ratios, of those with an output; None without any.

    Examples:
        >>> median_of_ratios(np.array([2.0, 3, 1]), np.array([10.0, 5, 0]))
        0.4
    """
    has_output = outputs > 0
    return float(np.median(costs[has_output] / outputs[has_output])) if has_output.any() else None


def draw_unit_costs(cell: CostCell, draws: int, seed: int) -> "Floats | None":
    """Draw a cell's projects again and return the cost per unit of each draw.

    A draw without output is drawn again; over 5 % of such draws there is no interval (None).
    """
    figures = np.column_stack([cell.costs, cell.outputs])
    drawn = drawn_sums(figures, draws, seed)
    is_empty = drawn[:, 1] <= 0
    if is_empty.mean() > _MOST_EMPTY_DRAWS:
        return None
    while is_empty.any():
        seed += 1
        drawn[is_empty] = drawn_sums(figures, int(is_empty.sum()), seed)
        is_empty = drawn[:, 1] <= 0
    unit_costs: Floats = drawn[:, 0] / drawn[:, 1]
    return unit_costs


def percentiles(drawn: "Floats | None") -> tuple[float | None, float | None]:
    """Return the ends of the 95 % percentile interval; None for both without draws.

    Examples:
        >>> percentiles(np.full(100, 4.0))
        (4.0, 4.0)
    """
    if drawn is None or not np.isfinite(drawn).all():
        return None, None
    low, high = percentile_interval(drawn)
    return float(low), float(high)


def cost_figure(cell: CostCell, draws: int, seed: int) -> CostFigure:
    """Return a cell's cost per unit with its percentile bootstrap over projects."""
    low, high = percentiles(draw_unit_costs(cell, draws, seed))
    return CostFigure(unit_cost(cell.costs, cell.outputs), low, high)


def cost_ratio(a: CostCell, b: CostCell, draws: int, seed: int) -> CostFigure | None:
    """Compute how many times b's cost per unit a's is; None where b's is nothing.

    Raises:
        ValueError: The two are not of one cell.
    """
    if a.cell != b.cell:
        message = "costs per unit are compared inside one cell only"
        raise ValueError(message)
    return _ratio(*_standards([(a, b)], draws, seed))


@dataclass(frozen=True, slots=True)
class StandardisedCost:
    """Costs per unit of two kinds, weighed by the joint output of the areas that both have."""

    cells: tuple[Cell, ...]
    a_cost_per_unit: float
    b_cost_per_unit: float
    ratio: CostFigure | None


def standardised_costs(
    pairs: Sequence[tuple[CostCell, CostCell]], draws: int, seed: int
) -> StandardisedCost:
    """Compare two kinds over areas: each area weighs by what both kinds delivered there.

    Args:
        pairs: The two kinds' projects in each area, of one indicator, unit, basis and status.
        draws: Of the bootstrap, made within each area.
        seed: Of the bootstrap.
    """
    a, b = _standards(pairs, draws, seed)
    return StandardisedCost(tuple(pair[0].cell for pair in pairs), a.value, b.value, _ratio(a, b))


class _Standard(NamedTuple):
    value: float
    drawn: "Floats | None"


def _standards(
    pairs: Sequence[tuple[CostCell, CostCell]], draws: int, seed: int
) -> tuple[_Standard, _Standard]:
    joint = np.array([a.output + b.output for a, b in pairs])
    weights = joint / joint.sum()
    seeds = np.random.SeedSequence(seed).generate_state(2)
    sides = zip(zip(*pairs, strict=True), seeds, strict=True)
    first, second = (_standard(cells, weights, draws, int(own)) for cells, own in sides)
    return first, second


def _standard(cells: Sequence[CostCell], weights: "Floats", draws: int, seed: int) -> _Standard:
    seeds = np.random.SeedSequence(seed).generate_state(len(cells))
    values = np.array([unit_cost(cell.costs, cell.outputs) for cell in cells])
    drawn = [draw_unit_costs(cell, draws, int(own)) for cell, own in zip(cells, seeds, strict=True)]
    known = [one for one in drawn if one is not None]
    is_whole = len(known) == len(cells)
    return _Standard(float(weights @ values), weights @ np.array(known) if is_whole else None)


def _ratio(a: _Standard, b: _Standard) -> CostFigure | None:
    if b.value <= 0:
        return None
    is_drawn = a.drawn is not None and b.drawn is not None and bool((b.drawn > 0).all())
    low, high = percentiles(a.drawn / b.drawn if is_drawn else None)  # type: ignore[operator]
    return CostFigure(a.value / b.value, low, high)
