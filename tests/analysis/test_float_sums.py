"""Sums of fractions stay within the bounds they cannot pass, however they are rounded.

A share added up from parts may come out as 1.0000000000000002, a variance of nothing as
0.00000000000000006. No answer stops at that, and no figure is bent by it.
"""

from datetime import date
from fractions import Fraction

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ecosystem.analysis import needs, network, presence
from ecosystem.analysis.coverage.chance import dissimilarity, follows_firms
from ecosystem.analysis.coverage.shares import coverage_rate, reach_curve
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility.state_aid import de_minimis_counted
from ecosystem.analysis.gaps.served_share import share_between
from ecosystem.analysis.network.null_models import against_chance
from ecosystem.analysis.ties.relatedness import density
from ecosystem.briefings.needs import brief_needs
from ecosystem.model.errors import EcosystemError
from ecosystem.sources.register.reading import read_register
from tests.builders import a_register

ON = date(2026, 11, 23)
REGISTER = read_register()
tenths = st.integers(1, 60).map(lambda n: n / 10)
parts = st.floats(0, 1)
amounts = st.lists(st.floats(0.01, 1000), min_size=1, max_size=12)
states = st.sampled_from(["covered", "overlap", "unknown", "uncovered"])


# --- shares of firms that are served, reached or asked -------------------------------------


@pytest.mark.parametrize("position_id", sorted(REGISTER.strength_positions["position_id"]))
def test_every_position_tells_its_needs(position_id):
    """No position's page of needs stops at a share of 1.0000000000000002."""
    told = brief_needs(REGISTER, ON, position_id)

    assert len(told.needs) == 12
    for need in told.needs:
        assert need.served is None or 0 <= need.served_low <= need.served <= need.served_high <= 1
        assert need.gap is None or need.gap >= 0


@given(st.tuples(parts, parts), st.tuples(parts, parts), parts)
@example((1.0, 0.2), (1.0, 1.0), 1.0)
def test_no_more_firms_are_served_than_there_are(fits, reach, unknown):
    """However shares fall, at least is no more than likely, likely no more than at most, or all."""
    low, likely, high = share_between(fits, reach, unknown)

    assert 0 <= low <= likely <= high <= 1
    weight = pd.DataFrame({"importance": [1.0]}, index=["export"])
    share = pd.DataFrame({"low": low, "likely": likely, "high": high}, index=["export"])
    assert needs.gap_sizes(pd.Series(10.0, index=["export"]), weight, share)["gap"].min() >= 0


@given(st.lists(st.floats(0.01, 50), min_size=5, max_size=40))
def test_those_who_say_yes_are_never_more_than_those_asked(weights):
    """All respondents call a need important: nobody does not, and nobody less than nobody."""
    row = {"need_id": "export", "importance": 5}
    asked = [{"respondent_id": f"r{i}", "weight": w, **row} for i, w in enumerate(weights)]
    told = needs.stated_counts(a_register(need_answers=asked)).loc["export"]

    assert told["yes"] <= len(weights)
    assert told["no"] >= 0
    assert told["yes"] + told["no"] == pytest.approx(len(weights))


@given(st.lists(st.tuples(st.floats(0.01, 500), states), min_size=1, max_size=20))
def test_no_more_firms_are_reached_than_there_are(places):
    """Also where firms are weighed, so that their numbers are fractions."""
    firms, told = pd.Series([f for f, _ in places]), pd.Series([s for _, s in places])
    rate = coverage_rate(firms, told)
    curve = reach_curve(firms, pd.Series(range(len(firms))))

    assert 0 <= rate["coverage_rate"] <= rate["coverage_rate_high"] <= 1
    assert curve.between(0, 1).all()


@given(amounts, amounts)
@example([0.1] * 7, [0.3] * 7)
def test_no_more_activities_have_to_move_than_there_are(held, firms):
    """Activities in some places, firms in others: all have to move, and no more than all."""
    moved = dissimilarity(
        pd.Series([*held, *(0.0 for _ in firms)]), pd.Series([*(0.0 for _ in held), *firms])
    )

    assert moved <= 1
    assert moved == pytest.approx(1)


@pytest.mark.parametrize("areas", range(2, 12))
def test_where_chance_leaves_no_choice_nothing_is_beyond_it(areas):
    """One activity among areas with equally many firms lies as far off wherever it falls."""
    firms = pd.Series([10] * areas)
    told = follows_firms(pd.Series([1] + [0] * (areas - 1)), firms)

    assert told["z"] is None
    assert told["beyond_chance"] == 0
    assert not told["is_beyond_chance"]


# --- parts of an area ----------------------------------------------------------------------


@given(amounts)
@example([0.1, 0.2])
def test_a_part_that_is_the_whole_is_no_more_than_the_whole(jobs):
    """All jobs of an area are of the position; they were added up the other way round."""
    count, total = pd.Series([sum(jobs), 1.0]), pd.Series([sum(reversed(jobs)), 10.0])
    told = presence.location_quotient(count, total)

    assert told["location_quotient"].notna().all()
    assert told["lq_low"].notna().all()


@given(st.floats(1, 1000), st.floats(1e-6, 1))
def test_a_part_that_is_truly_larger_than_the_whole_is_refused(whole, more):
    """Rounding is let pass, wrong figures are not."""
    with pytest.raises(EcosystemError, match="no part is larger than the whole"):
        presence.location_quotient(pd.Series([whole * (1 + more)]), pd.Series([whole]))


def test_statistics_whose_parts_add_up_to_the_published_total_are_told():
    """Jobs of .1 and .2 with a published total of .3: all of the area is of the position."""
    row = {"municipality_code": "0851", "industry_scheme": "DB07", "year": 2023}
    register = a_register(
        strength_positions=[{"position_id": "food", "name_da": "F", "name_en": "F"}],
        municipalities=[{"municipality_code": "0851", "name": "Aalborg"}],
        industry_positions=[
            {"scheme": "DB07", "code_prefix": "10", "position_id": "food", "role": "core"}
            | {"weight": 1.0}
        ],
        firm_statistics=[
            {**row, "industry_code": "101100", "jobs_fte": 0.1},
            {**row, "industry_code": "102000", "jobs_fte": 0.2},
            {**row, "industry_code": "TOT", "jobs_fte": 0.3},
        ],
    )
    told = presence.statistics_by_municipality(OnDay(register, ON), "food", "jobs_fte").loc["0851"]

    assert (told["count"], told["total"]) == (0.3, 0.3)


@given(st.floats(0.01, 1000))
@example(355.5443586510218)
def test_all_in_one_plant_has_no_measure_of_concentration(size):
    """The square of the one plant over the square of the whole may miss 1 by a hair."""
    alone = size * size / size**2

    told = presence.ellison_glaeser(pd.Series([1.0, 0.0]), pd.Series([0.3, 0.7]), alone)

    assert told is None


# --- networks ------------------------------------------------------------------------------


@given(st.floats(-1, 1), st.floats(-1, 1), st.integers(2, 600))
@example(0.3, 1 / 3, 500)
def test_where_chance_gives_one_figure_there_is_no_distance_from_it(observed, same, draws):
    """Every random network says the same: no figure lies standard deviations away from that."""
    assert against_chance(observed, np.full(draws, same)).z is None


@given(amounts)
@example([0.1] * 5)
def test_the_largest_have_no_more_than_all(held):
    """Shares of the largest, Gini's coefficient and Lorenz' curve stay where they belong."""
    told = network.concentration(held)
    curve = network.lorenz(held)

    assert told.largest_1 <= told.largest_3 <= told.largest_5 <= 1
    assert 0 <= told.gini < 1
    assert curve.iloc[-1] == 1
    assert curve.is_monotonic_increasing


@given(st.lists(st.floats(0, 100), min_size=2, max_size=9))
@example([1, 1, 1, 1, 1])
@example([5e-324, 100.0])
def test_nothing_is_more_even_than_even(counts):
    """Pielou's J of equal parts is 1."""
    assume(sum(counts) > 0)

    assert 0 <= network.pielou_evenness(counts) <= 1


@given(st.lists(st.lists(st.booleans(), min_size=8, max_size=8), min_size=4, max_size=12))
def test_a_firm_belongs_to_no_more_neighbours_than_there_are(rows):
    """Density is a share."""
    told = density(pd.DataFrame([[True] * 8, *rows], columns=list("abcdefgh"))).to_numpy()

    assert ((told >= 0) & (told <= 1) | np.isnan(told)).all()


@st.composite
def stars(draw):
    """Groups of actors, each around one in the middle."""
    graph = nx.Graph()
    for number, size in enumerate(draw(st.lists(st.integers(1, 9), min_size=1, max_size=6))):
        names = [f"{number}.{place}" for place in range(size)]
        graph.add_nodes_from(names)
        graph.add_edges_from((names[0], other) for other in names[1:])
    assume(len(graph) > 2)
    return graph


def pairs_in_groups(graph):
    """Ordered pairs of actors that reach each other."""
    return sum(len(group) * (len(group) - 1) for group in nx.connected_components(graph))


@given(stars(), st.integers(1, 99).map(lambda n: Fraction(n, 100)))
@example(nx.disjoint_union(nx.star_graph(3), nx.path_graph(6)), Fraction(5, 100))
def test_a_loss_of_just_the_limit_is_of_the_limit(graph, limit):
    """A rule that begins at 5 per cent takes a loss of exactly 5 per cent."""
    n = len(graph)
    told = network.loss_of_each(graph)["loss"]

    for actor in graph:
        rest = graph.subgraph([other for other in graph if other != actor])
        before = Fraction(pairs_in_groups(graph), n * (n - 1))
        loss = before - Fraction(pairs_in_groups(rest), (n - 1) * (n - 2))
        assert (told[actor] >= float(limit)) == (loss >= limit)


# --- rules ---------------------------------------------------------------------------------


@given(st.lists(tenths, min_size=1, max_size=6))
def test_positions_that_share_just_the_limit_are_neighbours(weights):
    """Half the weight of each is shared, and the limit is half: whatever the order of adding."""
    rows = [
        {"scheme": "DB07", "code_prefix": f"{place}{own}", "position_id": position, "weight": w}
        for place, w in enumerate(weights)
        for position in ("food", "bio")
        for own in ("0", {"food": "1", "bio": "2"}[position])
    ]
    day = OnDay(a_register(industry_positions=rows), ON)

    assert day.membership.neighbours(0.5) == {
        "food": frozenset({"bio"}),
        "bio": frozenset({"food"}),
    }


@given(st.lists(st.integers(1, 6_000_000), min_size=1, max_size=4))
@example([2379965, 76581, 241652, 123199])
def test_aid_that_adds_up_to_the_ceiling_is_not_above_it(cents):
    """Awards of 300,000 euro in all leave just nothing under a ceiling of 300,000."""
    last = 30_000_000 - sum(cents)
    assume(last > 0)
    awards = [(date(2026, 1, 1), amount / 100) for amount in [*cents, last]]

    assert de_minimis_counted(awards, ON) == 300_000
