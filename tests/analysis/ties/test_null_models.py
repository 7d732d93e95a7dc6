"""Tables drawn at random have the same sums, each as often; false discovery as published."""

from collections import Counter

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from ecosystem.analysis import ties


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 8)), unique=True, min_size=1),
    st.integers(0, 9),
)
@settings(max_examples=80, deadline=None)
def test_every_draw_keeps_the_sums_of_rows_and_columns(cells, seed):
    """As many parties a project and projects an actor, and no cell twice."""
    rows, columns = (np.array([cell[side] for cell in cells]) for side in (0, 1))

    for drawn in ties.curveball_draws(rows, columns, draws=3, seed=seed):
        assert sorted(drawn.tolist()) == sorted(columns.tolist())
        assert len(set(zip(rows.tolist(), drawn.tolist(), strict=True))) == len(cells)


def test_all_tables_of_a_small_case_are_drawn_equally_often():
    """Three rows of one cell each can hold three columns in six ways: each a sixth of the time."""
    rows = columns = np.array([0, 1, 2])

    drawn = [tuple(d) for d in ties.curveball_draws(rows, columns, draws=3000, seed=4)]

    shares = pd.Series(drawn).value_counts(normalize=True)
    assert len(shares) == 6
    assert shares.between(0.13, 0.20).all()


def test_draws_repeat_with_their_seed():
    """The same seed gives the same tables."""
    rows, columns = np.array([0, 0, 1, 1, 2]), np.array([0, 1, 1, 2, 0])
    first, second = (
        [d.tolist() for d in ties.curveball_draws(rows, columns, 5, seed=7)] for _ in range(2)
    )

    assert first == second


def test_every_table_of_the_same_sums_is_drawn_as_often():
    """Four actors in two projects of two each: 90 tables, none favoured (chi-square)."""
    rows, columns = np.repeat(np.arange(4), 2), np.array([0, 1, 1, 2, 2, 3, 3, 0])

    drawn = ties.curveball_draws(rows, columns, draws=9000, seed=2)
    pairs = [np.sort(cells.reshape(4, 2), axis=1) for cells in drawn]
    tables = Counter(tuple(pair.ravel().tolist()) for pair in pairs)

    assert len(tables) == 90
    assert chisquare(list(tables.values())).pvalue > 0.001


def test_false_discovery_of_the_first_worked_example():
    """Fifteen p-values of which four are rejected at 5 %. Benjamini & Hochberg 1995, section 4."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
         0.4262, 0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip

    assert (ties.false_discovery(np.array(p)) <= 0.05).sum() == 4
