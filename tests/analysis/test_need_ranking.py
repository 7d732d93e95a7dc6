"""The order of needs by a survey: places, bands and contrasts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis import need_ranking
from ecosystem.analysis.comparison import kendall_tau, kendall_taus
from ecosystem.analysis.need_ranking import Sampling

NEEDS = [f"n{number}" for number in range(12)]


def a_survey(scores, weights=None, firsts=None):
    """A survey: one row of scores a respondent, one column a need; not a number: no answer."""
    wide = np.asarray(scores, dtype=float)
    people, needs = wide.shape
    rows = pd.DataFrame(
        {
            "respondent_id": np.repeat([f"r{n}" for n in range(people)], needs),
            "need_id": np.tile(NEEDS[:needs], people),
            "importance": wide.ravel(),
            "weight": np.repeat(np.ones(people) if weights is None else weights, needs),
            "is_first_time": pd.array(
                np.repeat([None] * people if firsts is None else firsts, needs), dtype="boolean"
            ),
        }
    )
    return rows.dropna(subset=["importance"])


def test_needs_far_apart_fall_into_three_bands():
    """Four of fives, four of threes, four of ones: places 1-4, 5-8, 9-12, and no nearer."""
    table = need_ranking.rank_needs(
        a_survey([[5] * 4 + [3] * 4 + [1] * 4] * 30), NEEDS, Sampling(200, 1)
    )

    assert table["band"].tolist() == ["A"] * 4 + ["B"] * 4 + ["C"] * 4
    assert table["rank_low"].tolist() == [1] * 4 + [5] * 4 + [9] * 4
    assert table["rank_high"].tolist() == [4] * 4 + [8] * 4 + [12] * 4
    assert table["share_4_5"].tolist() == [1] * 4 + [0] * 8


def test_needs_that_nobody_can_tell_apart_are_all_in_the_middle():
    """Twelve needs with the same mean take any place."""
    table = need_ranking.rank_needs(a_survey([[4] * 12] * 30), NEEDS, Sampling(100, 1))

    assert set(table["band"]) == {"B"}
    assert (table["rank_low"].max(), table["rank_high"].min()) == (1, 12)


def test_weights_count_in_the_mean_and_in_the_share():
    """One that stands for three."""
    table = need_ranking.rank_needs(
        a_survey([[5], [1]], weights=[3, 1]), NEEDS[:1], Sampling(50, 1)
    )

    assert table.loc["n0", ["n", "mean", "share_4_5"]].tolist() == [2, 4.0, 0.75]


def test_a_need_with_too_few_answers_takes_no_place():
    """It is listed with its answers and without figures; the others rank among themselves."""
    scores = [[5, 1, np.nan]] * 9 + [[5, 1, 5]] * 2
    table = need_ranking.rank_needs(a_survey(scores), NEEDS[:4], Sampling(50, 1, fewest=3))

    assert table["n"].tolist() == [11, 11, 2, 0]
    assert table["rank_high"].tolist()[:2] == [1, 2]
    assert table.loc[["n2", "n3"], ["mean", "rank_low", "band"]].isna().all(axis=None)
    nobody = need_ranking.rank_needs(a_survey(scores), ["n2"], Sampling(50, 1, fewest=3))
    assert nobody["mean"].isna().all()


@settings(max_examples=25)
@given(
    scores=st.lists(st.lists(st.integers(1, 5), min_size=5, max_size=5), min_size=2, max_size=25),
    seed=st.integers(0, 50),
)
def test_places_hold_together(scores, seed):
    """No place beyond the needs, and a need that is always above another is never placed below."""
    table = need_ranking.rank_needs(a_survey(scores), NEEDS[:5], Sampling(60, seed))

    assert table["rank_low"].between(1, table["rank_high"]).all()
    assert table["rank_high"].max() <= 5
    ordered = table.sort_values("mean", ascending=False)
    assert (ordered["low"] <= ordered["mean"] + 1e-9).all()
    wide = np.asarray(scores)
    if (wide[:, 0] > wide[:, 1]).all():
        assert table.loc["n0", "rank_high"] < table.loc["n1", "rank_high"]


def test_short_is_compared_with_long_respondent_by_respondent():
    """What one answers higher throughout cancels out."""
    scores = [[5, 4, np.nan], [3, 2, np.nan], [2, 1, 5], [4, 2, 3], [np.nan, 3, 3]]
    apart = need_ranking.horizon_contrast(a_survey(scores), ["n0"], ["n1", "n9"], Sampling(200, 1))

    assert apart.estimate == pytest.approx(1.25)
    assert apart.low < 1.25 < apart.high
    assert need_ranking.horizon_contrast(a_survey(scores), ["n0"], ["n9"], Sampling(200, 1)) is None


def test_first_timers_are_compared_with_those_who_said_they_are_not():
    """Who did not say is left out; without one of the groups there is nothing to compare."""
    survey = a_survey([[1], [2], [4], [5], [3]], firsts=[True, True, False, False, None])

    apart = need_ranking.first_time_contrast(survey, "n0", Sampling(200, 1))
    assert (apart.estimate, apart.n) == (-3, 2)
    assert apart.low <= -3 <= apart.high
    assert need_ranking.first_time_contrast(survey, "n0", Sampling(200, 1, fewest=3)) is None
    alone = a_survey([[1], [2]], firsts=[True] * 2)
    assert need_ranking.first_time_contrast(alone, "n0", Sampling(200, 1)) is None
    assert need_ranking.first_time_contrast(survey, "n5", Sampling(200, 1)) is None


def test_a_group_like_the_others_is_seldom_outside_the_range_of_chance():
    """Of forty surveys in which first-timers want what all want, two in a hundred fall below."""
    random, below, taus = np.random.default_rng(3), 0, []
    for seed in range(40):
        scores = np.clip(np.round(random.normal(np.linspace(4, 3, 12), 1, (60, 12))), 1, 5)
        survey = a_survey(scores, firsts=[number < 20 for number in range(60)])
        agreed = need_ranking.first_time_agreement(survey, NEEDS, Sampling(100, seed, 3))
        below += agreed.tau < agreed.chance_low
        taus.append(agreed.tau)

    assert below <= 4
    assert 0.2 < np.mean(taus) < 0.9


def test_the_order_is_of_needs_that_enough_of_both_groups_answered():
    """A need that first-timers skip is left out; two needs have no order worth telling."""
    firsts = [True] * 5 + [False] * 5
    scores = np.array([[5, 4, 3, 2]] * 10, dtype=float)
    scores[:4, 3] = np.nan
    agreed = need_ranking.first_time_agreement(
        a_survey(scores, firsts=firsts), NEEDS[:4], Sampling(50, 1, 3)
    )
    assert (agreed.tau, agreed.needs, agreed.first_time, agreed.others) == (1, 3, 5, 5)

    scores[:, 2] = np.nan
    survey = a_survey(scores, firsts=firsts)
    assert need_ranking.first_time_agreement(survey, NEEDS[:4], Sampling(50, 1, 3)) is None
    alike = a_survey([[4] * 4] * 10, firsts=firsts)
    assert need_ranking.first_time_agreement(alike, NEEDS[:4], Sampling(50, 1, 3)) is None
    assert need_ranking.first_time_agreement(a_survey(scores), NEEDS, Sampling(50, 1, 3)) is None


def test_tau_of_many_rows_is_scipy_s_of_each():
    """With ties, and with things that a row lacks."""
    random = np.random.default_rng(2)
    a, b = (
        random.integers(0, 6, (50, 9)).astype(float),
        random.integers(0, 6, (50, 9)).astype(float),
    )
    a[::3, 4] = np.nan
    known = [~np.isnan(row) for row in a]
    single = [kendall_tau(x[mask], y[mask]) for x, y, mask in zip(a, b, known, strict=True)]

    assert kendall_taus(a, b) == pytest.approx(single)
    assert np.isnan(kendall_taus(np.ones((1, 3)), b[:1, :3])).all()
