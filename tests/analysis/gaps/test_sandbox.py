"""A step tried in the sandbox does what was predicted."""

import random
from dataclasses import replace

import pytest

from ecosystem.analysis.gaps import (
    apply_step,
    closing_steps,
    find_on,
    gap_context,
    predict,
    search_of,
    try_step,
)
from ecosystem.model.errors import EcosystemError, NotRecordedError, UnknownIdError
from ecosystem.model.gaps import (
    AddStaffedDay,
    ExtendArea,
    FillRole,
    GapThresholds,
    GoOnline,
    Introduce,
    OpenCriterion,
)
from ecosystem.model.vocabulary import GapKind
from tests.analysis.gaps.maker import (
    CODES,
    DAY,
    NEEDS,
    PLANTERS,
    POSITIONS,
    complete_register,
    plant,
)
from tests.thorough import tries

STEPS = tries(10, 500)


def laid(register):
    """A search over all of a register."""
    return search_of(gap_context(register, DAY, GapThresholds()))


def a_step(made, rng):
    """A random step that the register allows."""
    offer = rng.choice(list(made.offers))
    p = rng.choice(POSITIONS)
    actor = rng.choice([f"klynge.{p}", f"test.{p}", "hub"])
    steps = [
        ExtendArea(offer_id=offer, municipality_codes=tuple(rng.sample(CODES, 2))),
        GoOnline(offer_id=offer),
        AddStaffedDay(actor_id=actor, municipality_code=rng.choice(CODES)),
        Introduce(
            from_actor_id=f"firma.{p}.{rng.choice(CODES)}.0", to_actor_id=actor, position_id=p
        ),
        FillRole(
            actor_id=actor,
            position_id=rng.choice(POSITIONS),
            role=rng.choice(["cluster", "test_facility", "knowledge_institution"]),
        ),
        FillRole(actor_id=f"klynge.{p}", position_id=p, role="business_on_board"),
    ]
    if made.offers[offer]["criteria"]:
        steps += [OpenCriterion(offer_id=offer, criterion=1)] * 3
    return rng.choice(steps)


@pytest.mark.thorough
def test_the_prediction_equals_the_recomputed_result():
    """Random steps in registers with two gaps planted: every field of every gap agrees."""
    moved = 0
    for seed in range(max(1, STEPS // 5)):
        rng = random.Random(seed)
        made = complete_register(seed)
        for kind in rng.sample(list(PLANTERS), 2):
            plant(made, kind, rng)
        register = made.register()
        search = laid(register)
        before = find_on(search).gaps
        for _ in range(5):
            step = a_step(made, rng)
            predicted = find_on(predict(search, step)).gaps
            result = find_on(laid(apply_step(register, step))).gaps
            assert predicted == result, step
            moved += result != before

    assert moved > 0


@pytest.mark.parametrize("kind", ["need", "place", "size_or_stage", "actor"])
def test_the_first_step_named_closes_what_it_says(kind):
    """It was tried before it was named."""
    made = complete_register(4)
    plant(made, kind, random.Random(4))
    search = laid(made.register())
    (gap, *_) = [g for g in find_on(search).gaps if g.kind.value == kind]
    (first, *_) = closing_steps(search, gap)
    _, came_of_it = try_step(search, first.step)

    assert (gap.gap_id in {g.gap_id for g in came_of_it.closed}) is first.is_closing


def without_a_cluster():
    """Havbrug's cluster is no longer designated."""
    made = complete_register()
    for row in made.rows("actor_positions", position_id="havbrug", role="designated_cluster"):
        row["valid_to"] = "2025-06-30"
    return made


def steps_to_a_cluster(made):
    """The steps proposed for havbrug's missing cluster."""
    search = laid(made.register())
    (gap,) = (gap for gap in find_on(search).gaps if gap.gap_id == "actor:havbrug:-:cluster")
    return closing_steps(search, gap)


def test_the_cluster_that_shares_firms_is_asked_and_the_firms_are_counted():
    """Three firms of havbrug are members of vindkraft's cluster as well."""
    made = without_a_cluster()
    for number in range(3):
        tie = {**made.tables["links"][0], "kind": "member_of", "position_id": "vindkraft"}
        ends = {"from_actor_id": f"firma.havbrug.0101.{number}", "to_actor_id": "klynge.vindkraft"}
        made.tables["links"].append({**tie, **ends})

    (step,) = steps_to_a_cluster(made)

    assert step.step.actor_id == "klynge.vindkraft"
    assert step.sentence.values["shared"] == 3


def test_a_cluster_that_shares_no_firm_is_not_proposed():
    """To ask just anybody is no step."""
    assert steps_to_a_cluster(without_a_cluster()) == ()


def test_the_institution_whose_fields_share_firms_is_asked_before_one_that_is_only_near():
    """Both have offices everywhere; one works with vindkraft, where three of the firms belong."""
    made = complete_register()
    for row in made.rows("actor_positions", actor_id="test.havbrug"):
        row["valid_to"] = "2025-06-30"
    school = {"actor_id": "a.skole", "kind": "knowledge_institution", "name": "a.skole"}
    made.tables["actors"].append({**made.rows("actors", actor_id="test.vindkraft")[0], **school})
    for row in made.rows("sites", actor_id="test.vindkraft"):
        here = {"site_id": f"skole.{row['municipality_code']}", "actor_id": "a.skole"}
        made.tables["sites"].append({**row, **here})
    for number in range(3):
        tie = {**made.tables["links"][0], "kind": "member_of", "position_id": "vindkraft"}
        ends = {"from_actor_id": f"firma.havbrug.0101.{number}", "to_actor_id": "klynge.vindkraft"}
        made.tables["links"].append({**tie, **ends})

    search = laid(made.register())
    (gap,) = (g for g in find_on(search).gaps if g.detail == "knowledge_institution")
    first, second, *_ = closing_steps(search, gap)

    assert (first.step.actor_id, second.step.actor_id) == ("test.vindkraft", "a.skole")
    assert first.sentence.values["shared"] == 3
    assert first.sentence.key == "gap.step.fill_role.knowledge_institution"
    assert second.sentence.key == "gap.step.fill_role.knowledge_institution.near"
    (facility,) = (g for g in find_on(search).gaps if g.detail == "test_facility")
    step_values = [step.sentence.values for step in closing_steps(search, facility)]
    assert step_values
    assert not any("shared" in values for values in step_values)


def test_a_requirement_to_relax_is_told_in_words():
    """Not as a number of a list the reader does not see."""
    made = complete_register()
    plant(made, "size_or_stage", random.Random(3))
    search = laid(made.register())
    gaps = [gap for gap in find_on(search).gaps if gap.kind is GapKind.SIZE_OR_STAGE]

    sentences = [step.sentence for gap in gaps for step in closing_steps(search, gap)]

    assert sentences
    assert {step.values["requirement"] for step in sentences} == {"10–249 ansatte"}
    assert {step.values_en["requirement"] for step in sentences} == {"10–249 employees"}


def test_the_register_itself_is_left_as_it_was():
    """The sandbox works on a copy."""
    register = complete_register().register()
    offer = f"klynge.{POSITIONS[0]}.{NEEDS[0]}"
    apply_step(register, GoOnline(offer_id=offer))

    assert register.catalogue[offer].channel.value == "local"
    assert set(register.offers["channel"]) == {"local"}


@pytest.mark.parametrize(
    "step",
    [
        GoOnline(offer_id="intet"),
        ExtendArea(offer_id="klynge.havbrug.export", municipality_codes=("0999",)),
        AddStaffedDay(actor_id="ingen", municipality_code="0101"),
        AddStaffedDay(actor_id="hub", municipality_code="0999"),
        Introduce(from_actor_id="hub", to_actor_id="ingen"),
        FillRole(actor_id="hub", position_id="intet", role="cluster"),
    ],
)
def test_a_step_that_names_what_is_not_there_is_refused(step):
    """With the nearest that is."""
    with pytest.raises(UnknownIdError):
        apply_step(complete_register().register(), step)


def test_a_criterion_the_offer_does_not_have_cannot_be_opened():
    """It says how many there are."""
    with pytest.raises(EcosystemError, match="0 criteria"):
        apply_step(
            complete_register().register(),
            OpenCriterion(offer_id="hub.vejledning", criterion=1),
        )


def test_a_step_into_a_table_that_is_not_recorded_is_refused():
    """One row would make the table look complete."""
    register = replace(complete_register().register(), sites=None)

    with pytest.raises(NotRecordedError, match="sites"):
        apply_step(register, AddStaffedDay(actor_id="hub", municipality_code="0101"))


def test_a_place_that_the_areas_of_offers_leave_out_is_closed_by_a_wider_area():
    """An office is near, but no offer of the position is for the last municipality."""
    made = complete_register()
    for offer in made.offers.values():
        if "havbrug" in offer["position_ids"]:
            offer["area"] = CODES[:-1]
    near = set(CODES[-2:])
    for row in made.rows("activities"):
        if row["municipality_code"] in near:
            row["municipality_code"] = CODES[0]
    search = search_of(gap_context(made.register(), DAY, GapThresholds()))
    (gap,) = [g for g in find_on(search).gaps if g.kind is GapKind.PLACE]
    wider = [s for s in closing_steps(search, gap) if isinstance(s.step, ExtendArea)]

    assert (gap.position_id, gap.municipality_codes) == ("havbrug", CODES[-1:])
    assert wider
    assert all(s.is_closing and s.step.municipality_codes == CODES[-1:] for s in wider)
