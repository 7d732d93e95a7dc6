"""What it means that a table does not name an actor: left out of a cluster, none of others."""

import random

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.gaps import find_gaps
from ecosystem.model.offers import Between
from tests.analysis.gaps.maker import CODES, DAY, complete_register, plant


def an_office_in_every_municipality(made):
    """Municipal offices of which no offer is recorded."""
    for code in CODES:
        row = {"kind": "municipal_office", "name": code, "municipality_code": code}
        made.tables["actors"].append({"actor_id": f"kommune.{code}", **row})


def test_offices_of_which_none_has_an_offer_leave_a_gap_real():
    """A register may know its municipal offices and record no offers of any of them."""
    made = complete_register(2)
    planted = plant(made, "need", random.Random(2))
    an_office_in_every_municipality(made)

    (gap,) = [g for g in find_gaps(made.register(), DAY) if g.kind.value == "need"]

    assert gap.confidence.value == "real"
    assert frozenset(gap.municipality_codes) == planted.codes


def test_an_office_that_is_silent_beside_one_that_is_not_is_asked():
    """One office has its offer recorded: then the others' may be missing."""
    made = complete_register(2)
    planted = plant(made, "need", random.Random(2))
    an_office_in_every_municipality(made)
    spoken = sorted(planted.codes)[0]
    made.offers["vejledning"] = {
        **made.offers["hub.vejledning"],
        "offer_id": "vejledning",
        "provider_actor_id": f"kommune.{spoken}",
        "need_ids": tuple(n for n in ("export", "network") if n != planted.need)[:1],
        "open_until": "2025-12-31",
    }
    gaps = {
        (g.confidence.value, g.municipality_codes)
        for g in find_gaps(made.register(), DAY, planted.position, planted.need)
        if g.kind.value == "need"
    }
    silent = tuple(sorted(planted.codes - {spoken}))

    assert ("real", (spoken,)) in gaps
    assert not silent or ("not_recorded", silent) in gaps


def test_an_institution_without_activities_or_offers_leaves_a_place_gap_real():
    """Holding activities is what a cluster is for; an institution that holds none holds none."""
    made = complete_register(3)
    planted = plant(made, "place", random.Random(3))
    test = f"test.{planted.position}"
    made.tables["activities"] = [r for r in made.tables["activities"] if r["actor_id"] != test]
    made.offers = {k: v for k, v in made.offers.items() if v["provider_actor_id"] != test}

    (gap,) = [g for g in find_gaps(made.register(), DAY) if g.kind.value == "place"]

    assert gap.confidence.value == "real"
    assert frozenset(gap.municipality_codes) == planted.codes


def test_a_cluster_without_activities_leaves_a_place_gap_open():
    """Of a cluster a register that records others' activities has left something out."""
    made = complete_register(3)
    planted = plant(made, "place", random.Random(3))
    cluster = f"klynge.{planted.position}"
    made.tables["activities"] = [r for r in made.tables["activities"] if r["actor_id"] != cluster]

    gaps = [g for g in find_gaps(made.register(), DAY) if g.kind.value == "place"]

    assert {g.confidence.value for g in gaps} == {"not_recorded"}


@pytest.mark.parametrize(
    ("last_activity", "confidence"), [("2024-03-01", "real"), ("2024-02-29", "not_recorded")]
)
def test_of_a_cluster_whose_activities_lie_too_long_back_it_is_not_known(last_activity, confidence):
    """Two years to the day still tells that the cluster holds none now; a day more does not."""
    made = complete_register(3)
    planted = plant(made, "place", random.Random(3))
    for row in made.rows("activities", actor_id=f"klynge.{planted.position}"):
        row["date"] = last_activity

    gaps = [g for g in find_gaps(made.register(), DAY) if g.kind.value == "place"]

    assert {g.confidence.value for g in gaps} == {confidence}


def test_what_is_not_known_of_every_offer_shuts_no_class_of_firm_out():
    """No criterion of theirs differs between classes: the need is in doubt, not a size."""
    made = complete_register()
    for offer in made.offers.values():
        if "export" in offer["need_ids"]:
            criteria = (Between(fact="employees", at_least=1, source="test"),)
            offer.update(area=None, criteria=criteria)

    kinds = {g.kind.value for g in find_gaps(made.register(), DAY, "havbrug", "export")}

    assert "need" in kinds
    assert "size_or_stage" not in kinds


def test_an_area_that_names_a_region_nobody_knows_leaves_a_need_open():
    """The register has no regions: the offer may be for any of its municipalities."""
    made = complete_register()
    for offer in made.offers.values():
        if "export" in offer["need_ids"]:
            offer["area"] = ("1081",)

    gaps = find_gaps(made.register(), DAY, "havbrug", "export")

    assert {g.confidence.value for g in gaps if g.kind.value == "need"} == {"not_recorded"}


def test_a_role_that_was_never_recorded_of_a_position_may_be_missing_from_the_register():
    """The other position's cluster is on record; of this one nobody ever wrote one down."""
    made = complete_register()
    role_rows = made.rows("actor_positions", role="designated_cluster", position_id="havbrug")
    made.tables["actor_positions"] = [
        r for r in made.tables["actor_positions"] if r not in role_rows
    ]

    (gap,) = [g for g in find_gaps(made.register(), DAY) if g.detail == "cluster"]

    assert gap.position_id == "havbrug"
    assert gap.confidence.value == "not_recorded"
    assert "gap.reason.role_never_recorded" in {reason.key for reason in gap.reasons}


def test_a_position_that_nobody_was_ever_recorded_of_is_as_unknown_as_on_the_map():
    """Where the map says unknown, no gap says that nobody is there."""
    from ecosystem.analysis.coverage import CoverageCriteria, coverage_states, measure_reach

    made = complete_register()
    made.tables["actor_positions"] = made.rows("actor_positions", position_id="vindkraft")
    register = made.register()
    reach = measure_reach(OnDay(register, DAY), "havbrug", CoverageCriteria(served="position"))
    gaps = [g for g in find_gaps(register, DAY, "havbrug") if g.kind.value in {"place", "actor"}]

    assert set(coverage_states(reach)["office_state"]) == {"unknown"}
    assert {g.kind.value for g in gaps} == {"place", "actor"}
    assert {g.confidence.value for g in gaps} == {"not_recorded"}
