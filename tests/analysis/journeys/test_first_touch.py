"""Where organisations enter, what came of it, and what comes after what."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from ecosystem.analysis.journeys.events import EventChoice, source_rows
from ecosystem.analysis.journeys.first_touch import FollowUp, first_touches, spells_of
from ecosystem.analysis.journeys.predecessors import origins, with_origins
from ecosystem.analysis.journeys.survival import (
    CLOSED,
    FOLLOWED,
    ONWARD,
    kaplan_meier,
    log_rank,
    shares_at,
)
from ecosystem.analysis.journeys.transitions import transitions
from tests.builders import a_register

ALL = EventChoice(is_firms_only=False)
UNTIL = date(2019, 12, 31)


def uses(*rows):
    """Uses of offers: who, which, from when."""
    return [{"actor_id": a, "offer_id": o, "role": "participant", "start": s} for a, o, s in rows]


def register_of(participations, links=(), **actors):
    """A register of actors, their uses of offers, and who follows whom."""
    ids = {row["actor_id"] for row in participations} | set(actors)
    offers = {row["offer_id"] for row in participations}
    return a_register(
        actors=[
            {"actor_id": i, "name": i, "kind": "firm", **actors.get(i, {})} for i in sorted(ids)
        ],
        offers=[{"offer_id": o, "kind": "scheme", "name_da": o} for o in sorted(offers)],
        participations=participations,
        links=[
            {"from_actor_id": h, "to_actor_id": p, "kind": "successor_of", "evidence": "claimed"}
            for h, p in links
        ],
    )


def touches_of(register, first=date(2010, 1, 1), until=UNTIL, by="cluster"):
    """What came of each entry, by organisation counts."""
    rows = source_rows(register, ALL)
    joined = origins(register, rows)
    rows = rows.changed(lambda table: with_origins(register, table, joined))
    return first_touches(register, rows, joined, FollowUp(first, until), by)


def test_going_on_is_the_first_later_event_in_a_scheme_not_entered_in():
    """The same scheme again is none; two schemes on the entry day are both entered in."""
    register = register_of(
        uses(
            ("a", "x", "2010-01-01"),
            ("a", "x", "2010-02-01"),
            ("a", "y", "2010-03-01"),
            ("a", "z", "2010-04-01"),
            ("b", "x", "2011-01-01"),
            ("b", "y", "2011-01-01"),
            ("b", "y", "2012-01-01"),
        )
    )
    touches = touches_of(register, by="scheme")
    assert touches.to_dict("records") == [
        {"scheme": "several", "label": "several", "days": 3286, "state": FOLLOWED,
         "organisations": 1},
        {"scheme": "x", "label": "x", "days": 59, "state": ONWARD, "organisations": 1},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("closed", "state", "days"),
    [
        ("2010-01-31", CLOSED, 30),
        ("2010-03-01", ONWARD, 59),
        ("2010-02-28", CLOSED, 58),
        ("2009-01-01", ONWARD, 59),
        (None, ONWARD, 59),
    ],
)
def test_an_organisation_that_closed_goes_on_no_more(closed, state, days):
    """On its last day it still may; a closing before it came in is no closing."""
    register = register_of(
        uses(("a", "x", "2010-01-01"), ("a", "y", "2010-03-01")), a={"closed": closed}
    )
    row = touches_of(register).iloc[0]
    assert (row["state"], row["days"]) == (state, days)


def test_an_entry_before_the_first_day_is_none_and_hides_later_ones():
    """Who was there before is not new; who came on the day is."""
    register = register_of(
        uses(("a", "x", "2009-12-31"), ("a", "y", "2011-01-01"), ("b", "x", "2010-01-01"))
    )
    assert touches_of(register)["organisations"].sum() == 1


def test_an_heir_goes_on_with_the_way_of_its_predecessors():
    """One that began after they ended; not one that was there beside them."""
    rows = uses(
        ("old", "x", "2010-01-01"),
        ("older", "x", "2010-06-01"),
        ("heir", "y", "2012-01-01"),
        ("beside", "y", "2009-06-01"),
    )
    register = register_of(rows, links=[("heir", "old"), ("heir", "older"), ("beside", "old")])
    joined = origins(register, source_rows(register, ALL))
    # organisations are numbered by the alphabet: beside, heir, old, older
    assert joined.to_numpy().tolist() == [[2, 3], [2, 4]]
    spells = spells_of(touches_of(register, first=date(2009, 1, 1)))
    assert (spells.organisations, spells.count(ONWARD)) == (3, 2)


def test_nothing_is_joined_over_an_embedded_unit():
    """Its number is its parent's, and the parent goes on."""
    rows = uses(("host", "x", "2010-01-01"), ("heir", "y", "2012-01-01"))
    unit = {"cvr": "10000001", "is_embedded": True}
    register = register_of(rows, [("heir", "unit")], unit=unit, host={"cvr": "10000001"})
    assert origins(register, source_rows(register, ALL)).empty


def test_the_next_scheme_is_that_of_the_next_day():
    """Rows add to one; a scheme with fewer next events than the limit is left out."""
    register = register_of(
        uses(
            *((f"f{n}", "x", "2010-01-01") for n in range(10)),
            *((f"f{n}", "y", "2011-01-01") for n in range(7)),
            *((f"f{n}", "x", "2011-01-01") for n in range(6, 10)),
        )
    )
    events = source_rows(register, ALL)
    days = events.dated(is_each_once=False)
    rows = transitions(days, events.schemes)
    counts = {row.to_scheme: row.n for row in rows.itertuples()}
    assert counts == {"several": 1, "x": 3, "y": 6}
    assert rows["share"].sum() == pytest.approx(1)
    assert transitions(days, events.schemes, fewest=11).empty


def test_equal_chances_with_other_years_of_entry_show_no_difference():
    """Those who came early seem to go on more, until all are followed as long."""
    random = np.random.default_rng(7)
    rows = []
    for n in range(800):
        offer, entry_year = ("early", 2010) if n % 2 else ("late", 2016)
        entry = pd.Timestamp(entry_year, 1, 1) + pd.Timedelta(days=int(random.integers(365)))
        onward = entry + pd.Timedelta(days=1 + int(random.exponential(1500)))
        rows += [(f"f{n}", offer, entry), (f"f{n}", "next", onward)]
    touches = touches_of(register_of(uses(*rows)), by="scheme")
    early, late = (spells_of(touches[touches["label"] == s]) for s in ("early", "late"))
    naive = [s.count(ONWARD) / s.organisations for s in (early, late)]
    assert naive[0] - naive[1] > 0.1
    assert log_rank(early, late) > 0.05
    for spells in (early, late):
        at = shares_at(spells, kaplan_meier(spells), (730,))[0]
        assert at.low < 1 - np.exp(-730 / 1500) < at.high
