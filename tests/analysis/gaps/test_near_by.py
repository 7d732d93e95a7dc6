"""Who is near: every place of an actor counts, and what is not recorded is not far."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.gaps import find_gaps
from ecosystem.display.wording import say
from ecosystem.model.gaps import GapThresholds
from tests.analysis.gaps.maker import CODES, DAY, complete_register, plant
from tests.thorough import tries

MANY = settings(max_examples=tries(6, 100))


def knowledge_gaps(made, **limits):
    """The gaps of havbrug's knowledge institution, by how sure they are."""
    gaps = find_gaps(made.register(), DAY, "havbrug", thresholds=GapThresholds(**limits))
    return {g.confidence.value: g for g in gaps if g.detail == "knowledge_institution"}


def met_at(made, actor, *places):
    """Let an actor be met at these places alone: each a code and a kind."""
    made.tables["sites"] = [r for r in made.tables["sites"] if r["actor_id"] != actor]
    for code, kind in places:
        row = {"site_id": f"{actor}.{code}.{kind}", "actor_id": actor, "kind": kind}
        made.tables["sites"].append({**row, "municipality_code": code})


def test_of_an_institution_with_a_head_office_alone_it_is_not_known_whether_it_is_elsewhere():
    """It may have a campus that nobody wrote down: near by it is there, far off we do not know."""
    made = complete_register()
    met_at(made, "test.havbrug", (CODES[0], "headquarters"))

    (gap,) = knowledge_gaps(made).values()

    assert gap.confidence.value == "not_recorded"
    assert gap.municipality_codes == CODES[2:]
    assert {reason.key for reason in gap.reasons} == {"gap.reason.head_office_alone"}
    assert gap.who_to_ask == ("test.havbrug",)


@pytest.mark.parametrize("kind", ["office", "workplace", "test_facility"])
def test_every_place_of_an_institution_counts_and_makes_the_rest_known(kind):
    """A campus or a test facility at the other end serves there; between the two nobody is."""
    made = complete_register()
    met_at(made, "test.havbrug", (CODES[0], "headquarters"), (CODES[-1], kind))

    (gap,) = knowledge_gaps(made).values()

    assert gap.confidence.value == "real"
    assert gap.municipality_codes == CODES[2:-2]


def test_where_no_site_of_an_institution_is_recorded_it_is_met_where_it_is_registered():
    """Elsewhere it is not known; its own row is among those the gap rests on."""
    made = complete_register()
    met_at(made, "test.havbrug")

    (gap,) = knowledge_gaps(made).values()

    assert gap.confidence.value == "not_recorded"
    assert gap.municipality_codes == CODES[2:]
    assert "actors" in {rows.table for rows in gap.evidence}


@pytest.mark.parametrize(("within_km", "near"), [(35.1, 0), (35.3, 1), (40.4, 1)])
def test_municipalities_just_beyond_the_limit_are_told(within_km, near):
    """The neighbour is 40.5 km off: within 15 % of 35.3 km, not of 35.1."""
    made = complete_register()
    met_at(made, "test.havbrug", (CODES[0], "headquarters"), (CODES[0], "office"))

    (gap,) = knowledge_gaps(made, within_km=within_km).values()
    remarks = [remark for remark in gap.remarks if remark.key == "gap.remark.near_limit"]

    assert gap.municipality_codes == CODES[1:]
    assert [remark.model_dump()["values"]["places"] for remark in remarks] == [1] * near


# --- what is there all the same ------------------------------------------------------------

places = st.lists(st.sampled_from(range(len(CODES))), max_size=3, unique=True)


@given(places, places, places, places)
@MANY
@pytest.mark.thorough
def test_a_place_gap_never_denies_an_office_or_an_offer_that_is_there(
    cluster_offices, cluster_area, school_offices, school_area
):
    """Who is there, and whose offer holds there, stands beside it, counted apart from the code."""
    made = complete_register()
    areas = {"klynge.havbrug": cluster_area, "test.havbrug": school_area}
    offices = {"klynge.havbrug": cluster_offices, "test.havbrug": school_offices}
    for actor, at in offices.items():
        met_at(made, actor, *((CODES[number], "office") for number in at))
        for row in made.rows("actors", actor_id=actor):
            row["municipality_code"] = None
        for offer in made.offers.values():
            if offer["provider_actor_id"] == actor:
                offer["area"] = tuple(CODES[number] for number in areas[actor])
    made.tables["activities"] = [
        row for row in made.tables["activities"] if row["actor_id"] not in areas
    ]
    gaps = [g for g in find_gaps(made.register(), DAY, "havbrug") if g.kind.value == "place"]

    for gap in gaps:
        counts = {r.key.rpartition(".")[2]: r.model_dump()["values"]["places"] for r in gap.remarks}
        if gap.confidence.value == "not_recorded":
            continue
        for key, codes in (("office_alone", _near(offices)), ("offer_alone", _in(areas))):
            assert counts.get(key, 0) == len(codes & set(gap.municipality_codes))
        for language in ("da", "en"):
            assert "kontor" not in say(gap.sentence, language)
            assert "office" not in say(gap.sentence, language)


def _near(offices):
    """Municipalities next to an office or with one: neighbours on the line are within 50 km."""
    numbers = {number for at in offices.values() for number in at}
    reached = {near for number in numbers for near in (number - 1, number, number + 1)}
    return {CODES[number] for number in reached if 0 <= number < len(CODES)}


def _in(areas):
    return {CODES[number] for area in areas.values() for number in area}


def test_the_sentence_of_a_place_gap_can_be_read_aloud():
    """What is missing, then what is there."""
    made = complete_register()
    plant(made, "place", random.Random(3))

    (gap,) = [g for g in find_gaps(made.register(), DAY) if g.kind.value == "place"]
    text = " ".join(say(sentence) for sentence in (gap.sentence, *gap.remarks))

    assert "kan virksomhederne ikke få hjælp af positionens aktører" in text
    assert "gælder et tilbud fra en af aktørerne, men aktøren har intet kontor" in text
