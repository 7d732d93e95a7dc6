"""How far a few clusters carry the projects: who was there, with what, and who is unknown."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.briefings.theme.concentration import spread
from ecosystem.briefings.theme.statements import absent
from ecosystem.model.analysis import PartState
from tests.briefings.theme.tables import content, everything, said, statements, without


def test_clusters_that_were_there_count_without_a_project_too():
    """Two of five have none; the worked figures are of 2, 1, 1, 0 and 0 projects."""
    (period,) = content(everything(), "concentration").periods
    projects = period.projects

    assert (period.clusters, period.clusters_unknown, projects.total) == (5, 0, 4)
    assert (projects.hhi, projects.hhi_if_equal) == (pytest.approx(3750), 2000)
    assert (projects.cr1, projects.cr3, projects.cr5) == (0.5, 1, 1)
    assert projects.gini == pytest.approx(0.5)
    assert projects.lorenz[0] == (0, 0)
    assert projects.lorenz[-1] == (1, 1)


def test_clusters_of_unknown_life_are_counted_apart():
    """They change one figure alone: the Gini as if they had been there with nothing."""
    tables = everything()
    tables["actors"] = [
        *tables["actors"],
        {"actor_id": "u", "kind": "cluster", "name": "U"},
        {"actor_id": "late", "kind": "cluster", "name": "L", "founded": "2022-01-01"},
    ]
    (before,), (after,) = (content(t, "concentration").periods for t in (everything(), tables))

    assert (after.clusters, after.clusters_unknown) == (5, 1)
    assert after.projects.gini == before.projects.gini
    assert after.projects.gini_with_unknown > after.projects.gini
    assert (
        "1 klynge uden projekter kan have været der"
        in said(statements(tables, "concentration")["S4"])[1]
    )


def test_successors_are_added_up_only_when_asked_for():
    """They are told of in either case; an embedded one is not merged into anybody."""
    tables = everything()
    tables["links"] = [
        {"from_actor_id": "c4", "to_actor_id": old, "kind": "successor_of", "evidence": "claimed"}
        for old in ("c1", "c2", "robo")
    ]
    apart, merged = (
        content(tables, "concentration", merge_heirs=is_merged).periods[0]
        for is_merged in (False, True)
    )

    assert (apart.clusters, apart.projects.cr1) == (5, 0.5)
    assert (merged.clusters, merged.projects.cr1) == (3, 0.75)
    caveats = [
        said(statements(tables, "concentration", merge_heirs=is_merged)["S4"])[1]
        for is_merged in (False, True)
    ]
    assert "2 klynger er siden gået over i en anden; de er talt hver for sig" in caveats[0]
    assert "2 klynger er siden gået over i en anden og er talt sammen" in caveats[1]


def test_successors_in_a_circle_or_with_two_heirs_stay_apart():
    """Nobody is the last; no heir is chosen."""
    tables = everything()
    pairs = [("c1", "c2"), ("c2", "c1"), ("c3", "c5"), ("c4", "c5")]
    tables["links"] = [
        {"from_actor_id": heir, "to_actor_id": old, "kind": "successor_of", "evidence": "claimed"}
        for heir, old in pairs
    ]

    assert content(tables, "concentration", merge_heirs=True).periods[0].clusters == 5


def test_a_grant_that_is_not_known_is_no_grant_of_zero():
    """The cluster is left out of the spread of grants, and it is told of how many projects."""
    tables = everything()
    tables["projects"][2]["eu_grant_dkk"] = None
    grants = content(tables, "concentration").periods[0].eu_grant_dkk

    assert grants.total == 300
    assert grants.hhi_if_equal == 2500
    assert (
        "For 1 af 4 projekter er tilskuddet ikke oplyst"
        in said(statements(tables, "concentration")["S4"])[1]
    )


def test_a_spread_over_three_or_over_nothing_is_not_told():
    """The three largest of three have all; of no projects nobody has a share."""
    tables = everything()
    few = {**tables, "actors": [one for one in tables["actors"] if one["actor_id"] not in "c4c5"]}
    idle = {**tables, "participations": []}
    idle["projects"] = [one for one in tables["projects"] if one["lead_actor_id"] == "f1"]

    assert statements(few, "concentration")["S4"].state is PartState.NO_BASIS
    assert statements(idle, "concentration")["S4"].state is PartState.NO_BASIS
    assert content(idle, "concentration").periods[0].projects.gini is None


@pytest.mark.parametrize(
    ("table", "asked", "state"),
    [
        ("projects", {}, "not_recorded"),
        ("actors", {}, "not_recorded"),
        ("participations", {}, "not_recorded"),
        ("participations", {"role": "lead"}, "computed"),
        ("actor_positions", {}, "computed"),
        ("links", {}, "computed"),
    ],
)
def test_only_what_it_rests_on_is_missed(table, asked, state):
    """A table that is not recorded is named."""
    told = statements(without(table), "concentration", **asked)["S4"]

    assert told.state.value == state
    assert told.state is PartState.COMPUTED or told.sentence == absent([table])


@settings(max_examples=50)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(0, 4))
def test_more_idle_clusters_never_make_the_spread_more_even(amounts, unknown):
    """Shares lie between none and all and grow; the index is at least what equals would give."""
    told = spread(pd.Series(amounts, dtype="float64"), unknown)

    if told.gini is not None:
        assert told.gini_with_unknown >= told.gini - 1e-12
        assert 0 <= told.cr1 <= told.cr3 <= told.cr5 <= 1
        assert told.hhi >= told.hhi_if_equal - 1e-9
        assert [point[1] for point in told.lorenz] == sorted(point[1] for point in told.lorenz)
