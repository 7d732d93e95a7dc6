"""What firms need, and how much of it nobody serves."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.analysis import needs
from ecosystem.analysis.day import OnDay
from ecosystem.model.errors import EcosystemError, NotRecordedError
from tests.builders import a_register

DAY = date(2026, 3, 1)
NEEDS = [
    {"need_id": "export", "rank": 1, "band": "most_important", "name_da": "E", "name_en": "E"},
    {"need_id": "finance", "rank": 2, "band": "medium", "name_da": "F", "name_en": "F"},
    {"need_id": "network", "rank": 3, "band": "least_important", "name_da": "N", "name_en": "N"},
]
POSITION = {"position_id": "p", "name_da": "P", "name_en": "P", "status": "strength"}
shares = st.floats(0, 1)


def answers(by_need, people=40, **more):
    """A survey in which every respondent answers alike, apart from what is spread."""
    return [
        {"respondent_id": f"r{i}", "need_id": need, "importance": scores[i % len(scores)], **more}
        for need, scores in by_need.items()
        for i in range(people)
    ]


def test_without_a_survey_the_bands_of_the_theme_analysis_stand():
    """Three bands and no interval: more is not known."""
    table = needs.importance_of_needs(a_register(needs=NEEDS))

    assert table["importance"].round(3).tolist() == [1.0, 0.667, 0.333]
    assert table["low"].isna().all()
    assert not table["is_surveyed"].any()


def test_a_survey_stands_above_the_bands():
    """A mean of 5 is 1, a mean of 3 is a half, and the order may turn round."""
    survey = answers({"export": [3], "finance": [5], "network": [3]})
    table = needs.importance_of_needs(a_register(needs=NEEDS, need_answers=survey), draws=50)

    assert table["importance"].tolist() == [0.5, 1.0, 0.5]
    assert table["band"].tolist() == ["medium", "most_important", "medium"]
    assert table["answers"].tolist() == [40, 40, 40]


def test_weights_count_a_respondent_as_often_as_stated():
    """One that stands for three moves the mean as three would."""
    survey = answers({"export": [5, 1]}, weight=None)
    for row in survey:
        row["weight"] = 3.0 if row["importance"] == 5 else 1.0
    table = needs.importance_of_needs(a_register(needs=NEEDS, need_answers=survey), draws=50)

    assert table.loc["export", "importance"] == 0.75


def test_a_need_that_nobody_was_asked_about_keeps_its_published_band():
    """Not asked is not unimportant."""
    survey = answers({"export": [5, 4]})
    table = needs.importance_of_needs(a_register(needs=NEEDS, need_answers=survey), draws=50)

    assert table.loc["network", "band"] == "least_important"
    assert not table.loc["network", "is_surveyed"]


@pytest.mark.parametrize(("people", "is_told"), [(4, False), (5, True)])
def test_fewer_than_five_respondents_are_not_told_of(people, is_told):
    """So few could be recognised, and say nothing."""
    survey = answers({"export": [5, 4]}, people=people)
    table = needs.importance_of_needs(a_register(needs=NEEDS, need_answers=survey), draws=50)

    assert bool(table.loc["export", "is_surveyed"]) is is_told


def test_the_interval_covers_the_true_mean_as_often_as_it_says():
    """Of 200 surveys of 60 firms some 95 % hold the mean the answers were drawn from."""
    rng = np.random.default_rng(3)
    chances = [0.1, 0.1, 0.2, 0.3, 0.3]
    truth = (np.arange(1, 6) @ chances - 1) / 4
    hits = 0
    for seed in range(200):
        drawn = rng.choice(np.arange(1, 6), size=60, p=chances)
        survey = pd.DataFrame(
            {
                "respondent_id": [f"r{i}" for i in range(60)],
                "need_id": "export",
                "importance": drawn,
                "weight": np.nan,
            }
        )
        row = needs._bootstrap(survey, ["export"], 400, seed).iloc[0]
        hits += row["low"] <= truth <= row["high"]

    assert 180 <= hits <= 199


def test_the_same_seed_gives_the_same_interval():
    """A figure in a report can be made again."""
    register = a_register(needs=NEEDS, need_answers=answers({"export": [5, 2, 1]}))

    first, second = (needs.importance_of_needs(register, seed=4) for _ in range(2))

    assert first.equals(second)


def test_a_position_without_answers_of_its_own_is_hatched_and_says_why():
    """What others answered is not the position's need."""
    register = a_register(
        needs=NEEDS,
        strength_positions=[POSITION],
        actors=[{"actor_id": "f", "name": "F", "kind": "firm"}],
        need_answers=answers({"export": [5]}),
    )

    view = needs.needs_view(OnDay(register, DAY), "p")

    assert view.is_hatched
    assert view.reason.key == "needs.hatched.other_firms"
    assert view.demand_kind.value == "inferred"


def test_a_register_without_a_survey_is_hatched_too():
    """The theme analysis is not about this position."""
    view = needs.needs_view(OnDay(a_register(needs=NEEDS, strength_positions=[POSITION]), DAY), "p")

    assert view.is_hatched
    assert view.reason.key == "needs.hatched.no_survey"


def test_a_survey_of_the_positions_own_firms_is_shown_plainly():
    """Its members were asked."""
    firms = [{"actor_id": f"f{i}", "name": "F", "kind": "firm"} for i in range(6)]
    active = [
        {"actor_id": firm["actor_id"], "position_id": "p", "role": "active_in"} for firm in firms
    ]
    survey = [
        {"respondent_id": f"r{i}", "need_id": "export", "actor_id": f"f{i}", "importance": 5}
        for i in range(6)
    ]
    register = a_register(
        needs=NEEDS,
        strength_positions=[POSITION],
        actors=firms,
        actor_positions=active,
        need_answers=survey,
    )

    view = needs.needs_view(OnDay(register, DAY), "p")

    assert not view.is_hatched
    assert view.demand_kind.value == "expressed"


def test_a_register_without_needs_says_so():
    """Not recorded is not none."""
    with pytest.raises(NotRecordedError, match="needs"):
        needs.needs_view(OnDay(a_register(), DAY), None)


@given(st.lists(st.tuples(shares, shares), max_size=6), shares, shares)
def test_one_more_actor_never_serves_less(actors, fit, reach):
    """The bound stays below the share, and both only grow."""
    fits, reaches = [a for a, _ in actors], [b for _, b in actors]

    before = needs.served_share(fits, reaches)
    after = needs.served_share([*fits, fit], [*reaches, reach])

    assert after >= before - 1e-12
    assert needs.served_bound(fits, reaches) <= before + 1e-12


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_outside_nought_to_one_is_refused(share):
    """Shares are told as parts, not per cent."""
    with pytest.raises(EcosystemError, match="0 to 1"):
        needs.gap_size(10, share, 0.5)


def test_negative_firms_are_refused():
    """There are no fewer than none."""
    with pytest.raises(EcosystemError, match="0 or more"):
        needs.gap_size(-1, 0.5, 0.5)


def test_what_is_not_known_for_sure_shows_in_the_chance_of_being_among_the_three():
    """Four needs of which three stand clear; the fourth is nearly never among them."""
    ids = list("abcd")
    weight = pd.DataFrame(
        {"importance": [0.9, 0.8, 0.7, 0.3], "low": [0.8, 0.7, 0.6, 0.2]}, index=ids
    ).assign(high=lambda t: t["importance"] + 0.1)
    share = pd.DataFrame({"low": 0.1, "likely": 0.2, "high": 0.3}, index=ids)

    sizes = needs.gap_sizes(pd.Series(50.0, index=ids), weight, share)

    assert sizes["top_three"].iloc[3] < 0.05
    assert sizes["top_three"].sum() == pytest.approx(3)
    assert (sizes["gap_low"] <= sizes["gap"]).all()
    assert (sizes["gap"] <= sizes["gap_high"]).all()


def test_the_three_kinds_of_demand_have_no_sum():
    """A view has one kind of demand, and no function of the room takes two."""
    from ecosystem.model.vocabulary import DemandKind

    view = needs.needs_view(OnDay(a_register(needs=NEEDS), DAY), None)

    assert isinstance(view.demand_kind, DemandKind)
    assert "total" not in view.needs
