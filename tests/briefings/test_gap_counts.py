"""How many gaps each strength position has, by kind and how sure."""

import pytest

from ecosystem.analysis.gaps import find_on, gap_context, search_of
from ecosystem.briefings.gaps.counts import count_gaps
from ecosystem.model.gaps import GapThresholds
from ecosystem.model.vocabulary import GapConfidence, GapKind
from tests.analysis.gaps.maker import DAY, POSITIONS, complete_register


def search_over(made):
    """Lay the search out over a maker's register."""
    return search_of(gap_context(made.register(), DAY, GapThresholds()))


def test_a_complete_register_has_no_gaps_to_count():
    """Every position stands there, and with nothing under it."""
    counts = count_gaps(search_over(complete_register()))

    assert [position.position_id for position in counts] == list(POSITIONS)
    assert all(not (position.real or position.likely or position.unsure) for position in counts)


def test_a_missing_actor_is_counted_where_it_is_missing():
    """The position whose cluster is no longer designated has a real gap more; the other none."""
    made = complete_register()
    for row in made.rows("actor_positions", position_id="havbrug", role="designated_cluster"):
        row["valid_to"] = "2025-06-30"
    search = search_over(made)
    here, elsewhere = count_gaps(search)

    gaps = [gap for gap in find_on(search).gaps if gap.position_id == "havbrug"]
    real = [gap for gap in gaps if gap.confidence is GapConfidence.REAL]
    assert here.real[GapKind.ACTOR] == sum(gap.kind is GapKind.ACTOR for gap in real) == 1
    assert sum(here.real.values()) + sum(here.unsure.values()) == len(gaps)
    assert not elsewhere.real


@pytest.mark.parametrize("checked", [None, "2010-01-01"])
def test_a_gap_whose_rows_nobody_keeps_up_is_likely_and_not_sure(checked):
    """Checked long ago or never: it is counted between what is sure and what cannot be settled."""
    made = complete_register()
    for row in made.rows("actor_positions", position_id="havbrug", role="designated_cluster"):
        row.update(valid_to="2025-06-30", checked=checked)

    here, _ = count_gaps(search_over(made))

    assert here.likely[GapKind.ACTOR] == 1
    assert GapKind.ACTOR not in {**here.real, **here.unsure}


def test_a_cluster_whose_board_nobody_recorded_is_not_a_sure_gap():
    """What is not recorded of one cluster is counted apart from what is real."""
    made = complete_register()
    made.tables["board_seats"] = made.rows("board_seats", actor_id="klynge.vindkraft")

    here, elsewhere = count_gaps(search_over(made))

    assert (here.real, here.unsure) == ({}, {GapKind.ACTOR: 1})
    assert (elsewhere.real, elsewhere.unsure) == ({}, {})
