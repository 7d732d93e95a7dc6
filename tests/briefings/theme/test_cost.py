"""What an output costs: worked cases through the command, limits, and what is never compared."""

import json

import pytest
import typer
from typer.testing import CliRunner

from ecosystem.cli import analysis
from ecosystem.model.analysis import Interval, PartState
from ecosystem.sources.register.table_writing import write_tables
from tests.briefings.theme.tables import (
    OTHERS,
    a_project,
    analysed,
    content,
    everything,
    said,
    statements,
    without,
)
from tests.builders import a_table

CLUSTERS = [{"actor_id": f"c{n}", "kind": "cluster", "name": f"K {n}"} for n in range(1, 4)]


def with_costs(*projects, outputs=None):
    """Return a register of projects of (lead, cost, output), and more about each."""
    rows, recorded = [], []
    for n, (lead, cost, output, stated) in enumerate(projects):
        usual = {"eu_grant_dkk": cost, "other_grant_dkk": 0.0, "status": "finished"}
        rows.append(a_project(f"p{n}", lead, **usual | stated))
        recorded.append(
            {"project_id": f"p{n}", "indicator": "job", "unit": "antal", "achieved": output}
        )
    return {
        "actors": [*CLUSTERS, *OTHERS],
        "projects": rows,
        "outputs": recorded if outputs is None else [*recorded, *outputs],
    }


def five(kind, cost, output, **stated):
    """Return five projects of three leads of a kind, each with this cost and output."""
    return [(f"{kind}{1 + n % 3}", cost, output, stated) for n in range(5)]


def the_worked_case():
    """Five projects of three clusters; one has no output."""
    figures = [(2e6, 10), (3e6, 5), (1e6, 4), (4e6, 20), (5e5, 0)]
    return with_costs(*((f"c{1 + n % 3}", *pair, {}) for n, pair in enumerate(figures)))


def simpsons_case():
    """Two areas; in each clusters are cheaper, and they are mostly in the dear one."""
    dear = {"priority_area": "Energi"}
    return with_costs(
        *five("c", 200.0, 2.0),
        *five("c", 3600.0, 6.0, **dear),
        *five("f", 720.0, 6.0),
        *five("f", 1400.0, 2.0, **dear),
    )


def through_the_command(folder, tables):
    """Write a register folder and read the part from the command's JSON."""
    write_tables(folder, {name: a_table(name, rows) for name, rows in tables.items()})
    app = typer.Typer(rich_markup_mode=None)
    app.callback()(lambda: None)
    analysis.add_to(app)
    words = ["analysis", "cost", "--register", str(folder), "--on", "2026-11-30", "--json"]
    return json.loads(CliRunner().invoke(app, words).stdout)


def test_the_worked_case_through_the_command(tmp_path):
    """Ratio of sums and median of ratios, the project without output counted in and listed."""
    document = through_the_command(tmp_path, the_worked_case())
    (cell,) = document["parts"]["cost"]["cells"]

    assert (cell["state"], round(cell["cost_per_unit"])) == ("computed", 269_231)
    assert cell["median_of_ratios"] == 225_000
    assert cell["without_output"] == ["p4"]
    assert 195_000 < cell["low"] < 215_000
    assert 540_000 < cell["high"] < 600_000
    assert document["parts"]["cost"]["comparisons"] == []


def test_simpsons_case_through_the_command(tmp_path):
    """Cheaper in each area and standardised; what would turn it around is refused."""
    document = through_the_command(tmp_path, simpsons_case())
    part = document["parts"]["cost"]
    by_area = {
        (cell["priority_area"], cell["actor_kind"]): round(cell["cost_per_unit"])
        for cell in part["cells"]
    }
    (standard,) = part["standardised"]

    assert by_area == {
        ("Innovation", "cluster"): 100,
        ("Innovation", "firm"): 120,
        ("Energi", "cluster"): 600,
        ("Energi", "firm"): 700,
    }
    assert part["pooled"]["state"] == "refused"
    assert "vende forskellen om" in part["pooled"]["why_da"]
    assert (standard["a_cost_per_unit"], standard["b_cost_per_unit"]) == (350, 410)
    assert [row["ratio"] for row in part["comparisons"]] == pytest.approx([6 / 7, 5 / 6])
    refused = [one for one in document["statements"] if one["state"] == "refused"]
    assert [(one["id"], one["value"]) for one in refused] == [("S6", None)]


def test_a_comparison_says_both_costs_their_ratio_and_its_interval():
    """Five equal projects on each side: the ratio has no spread."""
    told = statements(simpsons_case(), "cost")

    assert said(told["S6"])[0] == (
        "2014-2020, Energi (ERDF), job (opnået, afsluttede projekter): 600 kr. pr. enhed (antal) i "
        "projekter ledet af klynger mod 700 kr. i projekter ledet af virksomheder. Forholdet er "
        "0,86. Intervallet rummer ikke 1."
    )
    assert told["S6"].interval is Interval.BOOTSTRAP
    assert told["S6"].low == told["S6"].high == pytest.approx(6 / 7)
    assert "Der er 3 sammenligninger" in said(told["S6"])[1]
    assert (told["S7"].value, told["S7"].n) == (0, 2)


@pytest.mark.parametrize(
    "change",
    [
        {"drop": 1},
        {"lead": "c1"},
        {"asked": {"min_projects": 6}},
        {"asked": {"min_actors": 4}},
        {"asked": {"small": 4}},
    ],
)
def test_one_project_or_lead_fewer_than_the_limit_is_no_basis(change):
    """A cell under a limit has no figures at all."""
    clusters = five("c", 200.0, 2.0)[change.get("drop", 0) :]
    clusters = [(change.get("lead", lead), *rest) for lead, *rest in clusters]
    tables = with_costs(*clusters, *five("f", 300.0, 2.0))
    asked = change.get("asked", {})
    cells = {cell.actor_kind: cell for cell in content(tables, "cost", **asked).cells}
    told = statements(tables, "cost", **asked)

    assert cells["cluster"].state is PartState.NO_BASIS
    assert cells["cluster"].cost_per_unit is cells["cluster"].cost_dkk is None
    assert told["S6"].state is PartState.NO_BASIS
    assert (told["S7"].value, told["S7"].n) == (1, 1)
    assert content(tables, "cost", **asked).comparisons[0].state is PartState.NO_BASIS


@pytest.mark.parametrize(
    "other", [{"fund": "ESF"}, {"priority_area": "2"}, {"status": "running"}, {"period": "x"}]
)
def test_kinds_are_compared_inside_one_cell_only(other):
    """Enough projects on both sides, but of two cells, are no basis."""
    asked = content(with_costs(*five("c", 1.0, 1.0), *five("f", 1.0, 1.0, **other)), "cost")

    assert [cell.state for cell in asked.cells] == [PartState.COMPUTED] * 2
    assert asked.comparisons == asked.standardised == ()


def test_planned_and_reached_outputs_never_mix():
    """Projects that have reported are one cell, those that have not another."""
    tables = with_costs(*five("c", 1.0, 1.0), *five("f", 1.0, 1.0))
    for row in tables["outputs"][5:]:
        row["target"], row["achieved"] = row["achieved"], None

    assert {cell.basis for cell in content(tables, "cost").cells} == {"achieved", "target"}
    assert content(tables, "cost").comparisons == ()


def test_what_cannot_be_read_is_left_out_and_told():
    """Loose outputs, two units, no figure, two figures, an unknown and a negative cost."""
    loose = [
        {"project_id": "nobody", "indicator": "job", "unit": "antal", "achieved": 1.0},
        {"project_id": "p0", "indicator": "timer", "unit": "antal"},
        {"project_id": "p1", "indicator": "mål", "unit": "antal", "achieved": 1.0},
        {"project_id": "p1", "indicator": "MÅL", "unit": "antal", "achieved": 2.0},
        {"project_id": "p2", "indicator": "Job", "unit": "årsværk", "achieved": 2.0},
    ]
    tables = with_costs(*five("c", 200.0, 2.0), outputs=loose)
    tables["projects"][3]["other_grant_dkk"] = None
    tables["projects"][4]["eu_grant_dkk"] = -1.0
    caveat = said(statements(tables, "cost")["S7"])[1]

    assert "2 af 5 projekter med resultater er ude; deres omkostning er ikke oplyst" in caveat
    assert "1 projekt har et beløb under nul" in caveat
    assert "1 resultat hører ikke til et projekt" in caveat
    assert "1 resultat uden brugbart tal" in caveat
    assert "2 tal er ude; samme projekt har flere tal" in caveat
    assert "En indikator har flere enheder og er holdt adskilt efter enhed: job" in caveat
    assert {cell.unit for cell in content(tables, "cost").cells} == {"antal", "årsværk"}


def test_where_no_cost_is_known_that_is_said_and_not_zero():
    """Another amount may be known."""
    tables = with_costs(*five("c", 200.0, 2.0, other_grant_dkk=None))
    told = statements(tables, "cost")["S6"]

    assert (told.state, told.value) == (PartState.NOT_RECORDED, None)
    assert "EU-tilskud og andre offentlige tilskud tilsammen" in said(told)[0]
    assert content(tables, "cost", cost="eu_grant").cells[0].cost_per_unit == 100


def test_no_outputs_are_none_and_an_unknown_period_is_no_basis():
    """An empty table was looked at; a period that no project has is another question."""
    none = statements({**simpsons_case(), "outputs": []}, "cost")["S6"]
    other = statements(simpsons_case(), "cost", periods=("1999",))["S6"]

    assert none.state is other.state is PartState.NO_BASIS
    assert "ingen resultater" in said(none)[0]
    assert "perioden 1999" in said(other)[0]


@pytest.mark.parametrize("table", ["outputs", "projects", "actors"])
def test_a_table_that_is_not_recorded_is_named(table):
    """Every statement of the part says so."""
    tables = {name: rows for name, rows in simpsons_case().items() if name != table}
    told = statements(tables, "cost")

    assert {one.state for one in told.values()} == {PartState.NOT_RECORDED}
    assert {one.sentence.values["table"] for one in told.values()} == {table}


PARTS = ("projects", "concentration", "funding", "cost")


@pytest.mark.parametrize("table", sorted(everything()))
def test_a_table_taken_away_changes_only_the_statements_that_name_it(table):
    """Taken away or emptied: every other statement stays to the letter."""
    whole = analysed(everything(), *PARTS).statements
    emptied = {**everything(), table: []}
    others = [one for one in whole if table not in one.tables]

    for tables in (without(table), emptied):
        changed = analysed(tables, *PARTS).statements
        assert [one for one in changed if table not in one.tables] == others


def test_each_comparison_says_which_cell_it_is_of():
    """Two areas, the two together, and what is refused: four statements S6, none like another."""
    told = [one.of for one in analysed(simpsons_case(), "cost").statements if one.id == "S6"]

    assert [(of.get("figure"), of.get("priority_area")) for of in told] == [
        ("comparison", "Energi"),
        ("comparison", "Innovation"),
        ("standardised", None),
        ("pooled", None),
    ]
    assert {of["indicator"] for of in told[:3]} == {"job"}
