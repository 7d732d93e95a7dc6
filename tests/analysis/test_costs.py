"""What an output costs: the ratio of sums, within a cell, drawn by project."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.costs import (
    Cell,
    CostCell,
    cost_cells,
    cost_figure,
    cost_ratio,
    draw_unit_costs,
    fold_outputs,
    median_of_ratios,
    percentiles,
    project_costs,
    standardised_costs,
    unit_cost,
)
from ecosystem.model.indicator_words import indicator_names
from tests.builders import a_table

AREA = Cell("2014-2020", "ERDF", "1", "job", "antal", "achieved", "finished")
COSTS = (2e6, 3e6, 1e6, 4e6, 5e5)
OUTPUTS = (10, 5, 4, 20, 0)


def a_cell(costs=COSTS, outputs=OUTPUTS, kind="cluster", cell=AREA):
    """A cell whose projects have these costs and outputs, each with a lead of its own."""
    return CostCell(
        cell=cell,
        actor_kind=kind,
        project_ids=tuple(f"p{n}" for n in range(len(costs))),
        actors=len(costs),
        costs=np.array(costs, dtype="float64"),
        outputs=np.array(outputs, dtype="float64"),
    )


def folded(*rows, names=None):
    """Fold outputs of (project, indicator, unit, target, achieved)."""
    keys = ("project_id", "indicator", "unit", "target", "achieved")
    table = a_table("outputs", [dict(zip(keys, row, strict=True)) for row in rows])
    return fold_outputs(table, names)


def test_the_worked_case():
    """Sum over sum, not the mean or the median of ratios; the project without output counts."""
    cell = a_cell()

    assert round(unit_cost(COSTS, OUTPUTS)) == 269_231
    assert median_of_ratios(cell.costs, cell.outputs) == 225_000
    assert cell.without_output == ("p4",)


def test_the_interval_of_every_possible_draw():
    """All 3,125 resamples of the worked case; 2,000 seeded draws come close to them."""
    picks = np.array(list(product(range(5), repeat=5)))
    costs, outputs = (np.array(row)[picks].sum(axis=1) for row in (COSTS, OUTPUTS))
    exact = percentiles(costs[outputs > 0] / outputs[outputs > 0])
    figure = cost_figure(a_cell(), 2000, 1)

    assert len(picks) == 3125
    assert [round(end) for end in exact] == [203_125, 571_429]
    assert (figure.low, figure.high) == pytest.approx(exact, rel=0.06)
    assert figure == cost_figure(a_cell(), 2000, 1) != cost_figure(a_cell(), 2000, 2)


def test_a_draw_without_output_is_drawn_again():
    """One draw in 256 would have none of four; every one of the 2,000 is a cost per unit."""
    drawn = draw_unit_costs(a_cell([1e6] * 4, [0, 3, 3, 3]), 2000, 1)

    assert len(drawn) == 2000
    assert np.isfinite(drawn).all()


def test_a_cell_that_is_mostly_without_output_has_no_interval():
    """With 1 of 5 projects delivering, 33 of 100 draws have no output."""
    figure = cost_figure(a_cell(outputs=(9, 0, 0, 0, 0)), 500, 1)

    assert (figure.low, figure.high) == (None, None)
    assert figure.value == pytest.approx(10.5e6 / 9)


def test_costs_are_compared_inside_one_cell_only():
    """Another area, unit, basis or status is another question."""
    for change in ({"priority_area": "2"}, {"unit": "timer"}, {"basis": "target"}):
        with pytest.raises(ValueError, match="one cell"):
            cost_ratio(a_cell(), a_cell(cell=AREA._replace(**change)), 100, 1)


def test_the_ratio_of_a_kind_to_an_equal_one_holds_one():
    """The draws of the two are independent: same figures, an interval on both sides of 1."""
    ratio = cost_ratio(a_cell(), a_cell(kind="firm"), 2000, 1)

    assert ratio.value == 1
    assert ratio.low < 1 < ratio.high
    assert ratio.low == pytest.approx(1 / ratio.high, rel=0.2)


def test_simpsons_case_is_turned_by_standardising():
    """Cheaper in each area, dearer pooled; cheaper again with the areas' joint weights."""
    second = AREA._replace(priority_area="2")
    pairs = [
        (a_cell([200] * 5, [2] * 5), a_cell([720] * 5, [6] * 5, "firm")),
        (a_cell([3600] * 5, [6] * 5, cell=second), a_cell([1400] * 5, [2] * 5, "firm", second)),
    ]
    standard = standardised_costs(pairs, 200, 1)

    assert [[round(unit_cost(c.costs, c.outputs)) for c in pair] for pair in pairs] == [
        [100, 120],
        [600, 700],
    ]
    assert (standard.a_cost_per_unit, standard.b_cost_per_unit) == (350, 410)
    assert standard.ratio.value == pytest.approx(350 / 410)


def test_reached_outputs_stand_before_planned_ones_and_never_among_them():
    """A reported zero is a report."""
    rows = folded(("p", "job", "antal", 5, 0), ("q", "job", "antal", 5, None)).rows

    assert rows[["project_id", "basis", "output"]].to_numpy().tolist() == [
        ["p", "achieved", 0.0],
        ["q", "target", 5.0],
    ]


def test_indicators_are_folded_by_case_and_blanks():
    """The most usual spelling names them; another unit is kept apart and told."""
    outputs = folded(
        ("p", "Nye job", "Antal", 1, None),
        ("q", " nye  JOB", "antal", 1, None),
        ("r", "Nye job", "antal", 1, None),
        ("s", "Nye job", "årsværk", 1, None),
    )

    assert set(outputs.rows["indicator"]) == {"Nye job"}
    assert outputs.rows["unit"].tolist() == ["antal", "antal", "antal", "årsværk"]
    assert outputs.apart == ("Nye job",)


def test_what_contradicts_itself_or_says_nothing_is_left_out_and_counted():
    """The same figure twice is one; two figures are none."""
    outputs = folded(
        ("p", "job", "antal", 1, None),
        ("p", "Job", "antal", 1, None),
        ("q", "job", "antal", 1, None),
        ("q", "Job", "antal", 2, None),
        ("r", "job", "antal", None, None),
        ("s", "job", "antal", None, -1),
        ("t", " ", "antal", 1, None),
    )

    assert outputs.rows["project_id"].tolist() == ["p"]
    assert (outputs.contradictory, outputs.without_figures) == (2, 3)
    assert folded(("p", "job", None, 1, None)).rows["unit"].isna().all()


def test_an_unknown_grant_is_not_zero():
    """The total is known where both parts are; an amount under zero is no cost."""
    table = a_table(
        "projects",
        [
            {"project_id": "p", "eu_grant_dkk": 1.0, "other_grant_dkk": 2.0},
            {"project_id": "q", "eu_grant_dkk": 1.0},
            {"project_id": "r", "eu_grant_dkk": -1.0, "other_grant_dkk": 2.0},
        ],
    )

    assert project_costs(table, "total_grant").dropna().to_dict() == {"p": 3.0}
    assert project_costs(table, "eu_grant").dropna().to_dict() == {"p": 1.0, "q": 1.0}


def test_a_cell_counts_each_lead_once_and_unnamed_ones_one_each():
    """The limit is about organisations, not projects."""
    projects = [
        {"project_id": f"p{n}", "lead_actor_id": lead, "budget_dkk": 10.0}
        for n, lead in enumerate(["a", "a", "b", None, None])
    ]
    outputs = folded(
        *((f"p{n}", "job", "antal", 1, None) for n in range(5)), ("x", "job", "a", 1, 1)
    )
    table = a_table("projects", projects)
    costs = project_costs(table, "budget")
    cells = cost_cells(outputs.rows, table, costs, {"a": "cluster", "b": "cluster"})

    assert [(c.actor_kind, len(c.project_ids), c.actors) for c in cells] == [
        (None, 2, 2),
        ("cluster", 3, 2),
    ]


def test_the_interval_holds_a_planted_ratio_in_95_of_100_runs():
    """Costs that lie half as high again, over forty projects a side whose sizes differ."""
    random = np.random.default_rng(5)

    def a_side(price):
        outputs = random.poisson(8, 40)
        return a_cell(price * (outputs + 2) * random.lognormal(0, 0.4, 40), outputs)

    ratios = [cost_ratio(a_side(1.5), a_side(1.0), 400, run) for run in range(400)]

    assert 0.93 <= np.mean([ratio.low <= 1.5 <= ratio.high for ratio in ratios]) <= 0.97


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.floats(1, 1e7), st.integers(0, 50)), min_size=1, max_size=8),
    st.integers(0, 5),
)
def test_a_ratio_of_sums_lies_among_the_ratios(projects, seed):
    """With its interval, where there is one; it cannot be dearer than the dearest project."""
    costs, outputs = zip(*projects, strict=True)
    cell = a_cell(costs, outputs)
    drawn = draw_unit_costs(cell, 100, seed) if sum(outputs) else None
    if drawn is not None and not cell.without_output:
        ratios = cell.costs / cell.outputs
        bounds = (ratios.min() * (1 - 1e-9), ratios.max() * (1 + 1e-9))
        assert bounds[0] <= unit_cost(costs, outputs) <= bounds[1]
        assert bounds[0] <= percentiles(drawn)[0] <= percentiles(drawn)[1] <= bounds[1]


def test_names_that_mean_the_same_are_one_indicator_and_their_units_stay_apart():
    """Under the name of the list; each other name is told, and a project counts once."""
    names = indicator_names({"Nye job": ["antal nye job", "new jobs"]})
    outputs = folded(
        ("p", "Antal nye job", "antal", 1, None),
        ("q", "new_jobs", "antal", 2, None),
        ("r", "NYE JOB", "antal", 3, None),
        ("s", "new jobs", "årsværk", 4, None),
        ("t", "nye job", "antal", 1, None),
        ("t", "antal nye job", "antal", 2, None),
        ("u", "job", "antal", 5, None),
        names=names,
    )

    assert outputs.rows[["project_id", "indicator", "unit"]].to_numpy().tolist() == [
        ["p", "Nye job", "antal"],
        ["q", "Nye job", "antal"],
        ["r", "Nye job", "antal"],
        ["s", "Nye job", "årsværk"],
        ["u", "job", "antal"],
    ]
    assert outputs.apart == ("Nye job",)
    assert outputs.contradictory == 2
    assert dict(outputs.renamed) == dict.fromkeys(
        ["Antal nye job", "antal nye job", "new_jobs", "new jobs"], "Nye job"
    )
