"""What confirming a row does to gaps: it makes none less sure, and opens and closes none."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.gaps import find_gaps
from ecosystem.model.register import collect
from ecosystem.model.vocabulary import GapConfidence
from ecosystem.sources.register.reading import read_register
from tests.analysis.gaps.maker import DAY, FRESH, PLANTERS, complete_register, plant
from tests.builders import a_lazy_table
from tests.thorough import tries

RANK = {level.value: number for number, level in enumerate(GapConfidence)}
OLD = "2015-01-01"
ANY_DAY = st.dates(date(2000, 1, 1), date(2035, 1, 1))
MANY = settings(max_examples=tries(5, 300))


def levels(register, position_id=None):
    """How sure each gap is, by its id."""
    return {g.gap_id: RANK[g.confidence.value] for g in find_gaps(register, DAY, position_id)}


def every_row(made):
    """Every row of the tables and of the offers, to be changed."""
    return [row for rows in made.tables.values() for row in rows] + list(made.offers.values())


def checked_at_random(made, rng):
    """Confirm the rows of a table all, none, long ago or each as it comes."""
    for rows in [*made.tables.values(), list(made.offers.values())]:
        mode = rng.choice([FRESH, OLD, None, "mixed"])
        for row in rows:
            row["checked"] = rng.choice([FRESH, OLD, None]) if mode == "mixed" else mode


@given(st.integers(0, 10_000), st.sampled_from(sorted(PLANTERS)), ANY_DAY)
@MANY
@pytest.mark.thorough
def test_confirming_a_row_on_any_day_makes_no_gap_less_sure_and_opens_or_closes_none(
    seed, kind, day
):
    """Nor does taking a confirmation away make one surer: both are the same comparison."""
    rng = random.Random(seed)
    made = complete_register(seed, firms_each=rng.choice([1, 6]))
    plant(made, kind, rng)
    checked_at_random(made, rng)
    unconfirmed = [row for row in every_row(made) if row["checked"] is None]
    rows = rng.sample(unconfirmed, rng.randint(0, len(unconfirmed)))

    before = levels(made.register())
    for row in rows:
        row["checked"] = day.isoformat()
    after = levels(made.register())

    assert before.keys() == after.keys()
    assert {gap_id for gap_id in before if after[gap_id] > before[gap_id]} == set()


@given(st.integers(0, 10_000), st.sampled_from(sorted(PLANTERS)))
@MANY
@pytest.mark.thorough
def test_no_day_of_a_check_opens_or_closes_a_gap(seed, kind):
    """The same rows, all fresh and each checked on whatever day or never, have the same gaps."""
    rng = random.Random(seed)
    made = complete_register(seed)
    plant(made, kind, rng)
    fresh = find_gaps(made.register(), DAY)
    checked_at_random(made, rng)
    as_checked = find_gaps(made.register(), DAY)

    assert [
        (g.gap_id, g.municipality_codes) for g in sorted(as_checked, key=lambda g: g.gap_id)
    ] == [(g.gap_id, g.municipality_codes) for g in sorted(fresh, key=lambda g: g.gap_id)]


# --- the word of each gap ------------------------------------------------------------------

WORD = {FRESH: "real", OLD: "out_of_date", None: "unconfirmed"}


def rows_behind(made, planted):
    """The rows a planted gap rests on, told apart from the code that finds it."""
    p, n = planted.position, planted.need
    offers = [
        row
        for row in made.offers.values()
        if n in row["need_ids"] and (p in row["position_ids"] or not row["position_ids"])
    ]
    actors = {f"klynge.{p}", f"test.{p}"}
    sites = made.tables["sites"]
    match planted.kind:
        case "need":
            providers = {row["provider_actor_id"] for row in offers}
            return offers + [row for row in sites if row["actor_id"] in providers]
        case "place":
            offers_of_actors = [
                row for row in made.offers.values() if row["provider_actor_id"] in actors
            ]
            roles, activities = made.tables["actor_positions"], made.tables["activities"]
            tied = [row for row in (*sites, *roles, *activities) if row["actor_id"] in actors]
            return offers_of_actors + tied
        case "fragility":
            return offers
        case "tie":
            return made.tables["links"] + made.tables["participations"]


@given(
    st.integers(0, 10_000),
    st.sampled_from(["need", "place", "fragility", "tie"]),
    st.lists(st.sampled_from([FRESH, OLD, None]), min_size=1, max_size=3),
)
@MANY
@pytest.mark.thorough
def test_a_gap_is_called_by_the_weakest_of_the_rows_it_rests_on(seed, kind, states):
    """All confirmed: certain. One confirmed long ago: old. One never confirmed: never confirmed."""
    rng = random.Random(seed)
    made = complete_register(seed)
    planted = plant(made, kind, rng)
    behind = rows_behind(made, planted)
    states = states[: len(behind)]
    for row, state in zip(rng.sample(behind, len(states)), states, strict=True):
        row["checked"] = state
    weakest = max(map(WORD.get, states), key=RANK.get)

    (gap,) = [
        g
        for g in find_gaps(made.register(), DAY)
        if (g.kind.value, g.position_id, g.need_id) == (kind, planted.position, planted.need)
    ]

    assert gap.confidence.value == weakest
    assert bool(gap.reasons) == (weakest != "real")


@pytest.mark.parametrize("table", ["offers", "sites", "actor_positions", "activities"])
def test_where_a_table_is_missing_it_is_not_recorded_however_fresh_the_others_are(table):
    """The least sure of all: what is not there cannot be confirmed."""
    made = complete_register(3)
    planted = plant(made, "place", random.Random(3))

    (gap,) = [
        g
        for g in find_gaps(replace(made.register(), **{table: None}), DAY, planted.position)
        if g.kind.value == "place"
    ]

    assert gap.confidence.value == "not_recorded"


@pytest.mark.parametrize(
    ("checked", "word"), [("2025-03-01", "real"), ("2025-02-28", "out_of_date")]
)
def test_a_check_of_a_service_tells_for_a_year_to_the_day(checked, word):
    """The last day of its shelf life still tells; a day more does not."""
    made = complete_register()
    planted = plant(made, "need", random.Random(1))
    for offer in made.offers.values():
        offer["checked"] = checked

    (gap,) = [
        g
        for g in find_gaps(made.register(), DAY)
        if g.kind.value == "need" and g.position_id == planted.position
    ]

    assert gap.confidence.value == word


def test_the_reason_says_how_many_rows_of_which_table_nobody_ever_checked():
    """An adviser knows what to look up, and whom to ask."""
    made = complete_register()
    planted = plant(made, "need", random.Random(1))
    offers = [r for r in made.offers.values() if planted.need in r["need_ids"]]
    offers_for_position = [
        r for r in offers if planted.position in r["position_ids"] or not r["position_ids"]
    ]
    offers_for_position[0]["checked"] = None

    (gap,) = [g for g in find_gaps(made.register(), DAY) if g.kind.value == "need"]

    (reason,) = gap.reasons
    assert reason.key == "gap.reason.never_confirmed"
    assert dict(reason)["values"] == {"table": "offers", "rows": 1, "of": len(offers_for_position)}
    assert offers_for_position[0]["provider_actor_id"] in gap.who_to_ask


# --- example data --------------------------------------------------------------------------


def as_examples(made, table):
    """Mark the rows of a table as example data that nobody checked."""
    for row in made.tables[table]:
        row.update(is_synthetic=True, checked=None)


def test_example_rows_are_never_asked_to_be_checked_and_make_no_gap_certain():
    """Invented activities: the gap is marked, and nobody is told to confirm them."""
    made = complete_register(3)
    planted = plant(made, "place", random.Random(3))
    as_examples(made, "activities")

    (gap,) = [g for g in find_gaps(made.register(), DAY, planted.position) if g.kind == "place"]

    assert gap.rests_on_example_data
    assert gap.confidence.value == "unconfirmed"
    assert {reason.key for reason in gap.reasons} == {"gap.reason.only_examples"}
    (activities,) = [rows for rows in gap.evidence if rows.table == "activities"]
    assert (activities.never_confirmed, activities.freshness) == (0, None)
    assert activities.examples == activities.rows


def test_example_firms_are_counted_and_marked_and_stand_in_no_sentence():
    """The sentence says where, not how many."""
    made = complete_register()
    plant(made, "reach", random.Random(2))
    for row in made.rows("actors", kind="firm"):
        row["is_synthetic"] = True

    (gap,) = [g for g in find_gaps(made.register(), DAY) if g.kind.value == "reach"]

    assert gap.firms_affected.examples == gap.firms_affected.firms > 0
    assert gap.rests_on_example_data
    assert gap.sentence.key == "gap.reach.small.example.found"


def test_nobody_who_is_example_data_is_asked():
    """An invented cluster cannot answer."""
    made = complete_register()
    planted = plant(made, "need", random.Random(1))
    cluster = f"klynge.{planted.position}"
    for offer in made.offers.values():
        offer["checked"] = None
    (row,) = made.rows("actors", actor_id=cluster)
    row["is_synthetic"] = True

    (gap,) = [g for g in find_gaps(made.register(), DAY) if g.kind.value == "need"]

    assert cluster in gap.actors
    assert f"test.{planted.position}" in gap.who_to_ask
    assert cluster not in gap.who_to_ask


# --- the register of Denmark ---------------------------------------------------------------

TABLES = ("offers", "sites", "links", "actor_positions", "strength_positions", "actors")


def confirmed_in_part(register, rng, days):
    """Confirm rows of some tables at random, each on one of the days."""
    changed = {}
    for name in rng.sample(TABLES, rng.randint(1, len(TABLES))):
        table = getattr(register, name)
        rows = (collect(table) if name == "actors" else table).copy()
        index = rows.index[[rng.random() < 0.6 for _ in range(len(rows))]]
        drawn = [rng.choice(days) for _ in index]
        rows.loc[index, "checked"] = pd.Series(pd.to_datetime(drawn), index=index)
        rows["checked"] = rows["checked"].astype("datetime64[s]")
        changed[name] = (
            a_lazy_table(name, rows.astype(object).where(rows.notna(), None).to_dict("records"))
            if name == "actors"
            else rows
        )
    return replace(register, **changed)


@pytest.mark.parametrize("seed", range(2))
def test_confirming_rows_of_the_shipped_register_opens_and_closes_no_gap(seed):
    """Nobody pays for confirming: the same gaps, each as sure as before or surer."""
    rng = random.Random(seed)
    register = read_register()
    days = [DAY, DAY - timedelta(days=500), DAY - timedelta(days=4000), date(2024, 10, 1)]

    before, after = levels(register), levels(confirmed_in_part(register, rng, days))

    assert before.keys() == after.keys()
    assert {gap_id for gap_id in before if after[gap_id] > before[gap_id]} == set()
