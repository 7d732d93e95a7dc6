"""What it means that a table does not name an actor: left out of a cluster, none of others."""

import random

import pytest

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
    found = {
        (g.confidence.value, g.municipality_codes)
        for g in find_gaps(made.register(), DAY, planted.position, planted.need)
        if g.kind.value == "need"
    }
    silent = tuple(sorted(planted.codes - {spoken}))

    assert ("real", (spoken,)) in found
    assert not silent or ("not_recorded", silent) in found


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

    found = [g for g in find_gaps(made.register(), DAY) if g.kind.value == "place"]

    assert {g.confidence.value for g in found} == {"not_recorded"}


@pytest.mark.parametrize(
    ("held", "confidence"), [("2024-03-01", "real"), ("2024-02-29", "out_of_date")]
)
def test_activities_longer_ago_than_the_stated_age_leave_a_place_gap_out_of_date(held, confidence):
    """Two years to the day still tells that the cluster holds none now; a day more does not."""
    made = complete_register(3)
    planted = plant(made, "place", random.Random(3))
    for row in made.rows("activities", actor_id=f"klynge.{planted.position}"):
        row["date"] = held

    found = [g for g in find_gaps(made.register(), DAY) if g.kind.value == "place"]

    assert {g.confidence.value for g in found} == {confidence}


@pytest.mark.parametrize("change", [{"area": None}, {"checked": "2020-01-01"}])
def test_what_is_not_known_of_every_offer_shuts_no_class_of_firm_out(change):
    """No criterion of theirs differs between classes: the need is in doubt, not a size."""
    made = complete_register()
    for offer in made.offers.values():
        if "export" in offer["need_ids"]:
            offer.update(change, criteria=(Between(fact="employees", at_least=1, source="test"),))

    kinds = {g.kind.value for g in find_gaps(made.register(), DAY, "havbrug", "export")}

    assert "need" in kinds
    assert "size_or_stage" not in kinds
