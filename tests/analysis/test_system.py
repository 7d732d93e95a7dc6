"""Who is of which level on a day, what they offer, and who refers to whom."""

from datetime import date

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.system import offers_by_actor, place_actors, referral_links
from ecosystem.model.errors import UnknownIdError
from tests.builders import a_register

DAY = date(2026, 11, 30)
LAYERS = [
    {"layer_id": layer, "level": level, "name_da": layer, "name_en": layer, "order": order}
    for order, (layer, level) in enumerate(
        (
            ("offices", "municipal"),
            ("jobs", "municipal"),
            ("hubs", "cross_municipal"),
            ("clusters", "national_sector"),
            ("universities", "knowledge"),
            ("fund", "national"),
        )
    )
]
ACTORS = [
    {"actor_id": "komm", "kind": "municipal_office", "name": "Kommune"},
    {"actor_id": "hub", "kind": "business_hub", "name": "Hus"},
    {"actor_id": "hubs", "kind": "association", "name": "Husene"},
    {"actor_id": "made", "kind": "cluster", "name": "MADE"},
    {"actor_id": "old", "kind": "cluster", "name": "Innovationsnetværk"},
    {"actor_id": "ku", "kind": "knowledge_institution", "name": "KU"},
    {"actor_id": "lab", "kind": "knowledge_institution", "name": "Laboratorium"},
    {"actor_id": "fond", "kind": "public_authority", "name": "Fond"},
    {"actor_id": "who", "kind": "association", "name": "Forening"},
    {"actor_id": "firm", "kind": "firm", "name": "Firma"},
]
PLACES = [
    {"actor_id": "hubs", "layer_id": "hubs"},
    {"actor_id": "ku", "layer_id": "universities"},
    {"actor_id": "fond", "layer_id": "fund"},
]
LINKS = [
    {"from_actor_id": "hub", "to_actor_id": "hubs", "kind": "member_of", "evidence": "member"},
]
ROLES = [{"actor_id": "made", "position_id": "produktion", "role": "designated_cluster"}]
POSITIONS = [
    {"position_id": name, "name_da": name, "name_en": name, "status": "strength"}
    for name in ("produktion", "mad")
]


def a_day(on=DAY, **tables):
    """A small system on a day; a table can be given anew, or left out with None."""
    rows = {
        "actors": ACTORS,
        "system_layers": LAYERS,
        "actor_layers": PLACES,
        "links": LINKS,
        "actor_positions": ROLES,
        "strength_positions": POSITIONS,
    } | tables
    return OnDay(a_register(**{name: r for name, r in rows.items() if r is not None}), on)


def places(day, position=None):
    """Level and layer of each actor; an empty cell is None."""
    frame = place_actors(day, position).astype(object)
    rows = frame.where(frame.notna(), None)
    return {row.actor_id: (row.level, row.layer_id) for row in rows.itertuples()}


def counted(day):
    """Actors that are counted in their layer."""
    frame = place_actors(day)
    return set(frame.loc[frame["is_counted"], "actor_id"])


def test_the_kind_tells_the_level_and_the_table_the_rest():
    """Firms are of none; who is neither told by kind nor by table has no level, and is there."""
    assert places(a_day()) == {
        "komm": ("municipal", "offices"),
        "hub": ("cross_municipal", "hubs"),
        "hubs": ("cross_municipal", "hubs"),
        "made": ("national_sector", "clusters"),
        "old": ("national_sector", None),
        "ku": ("knowledge", "universities"),
        "lab": ("knowledge", None),
        "fond": ("national", "fund"),
        "who": (None, None),
    }


def test_a_body_that_stands_for_its_members_is_not_counted_beside_them():
    """The six hubs as one are no seventh hub; without its members recorded it is one."""
    assert "hubs" not in counted(a_day())
    assert "hubs" in counted(a_day(links=[]))


def test_without_designations_every_cluster_is_of_the_layer():
    """Nobody recorded who is designated: that is no reason to leave all out."""
    for roles in (None, []):
        assert places(a_day(actor_positions=roles))["old"] == ("national_sector", "clusters")


def test_a_place_ends_on_its_last_day():
    """And so do a layer and an actor; the next day the kind alone says nothing."""
    last = {"valid_to": date(2026, 11, 30)}
    next_day = date(2026, 12, 1)
    placed = [{**PLACES[1], **last}]
    layers = [{**row, **(last if row["layer_id"] == "hubs" else {})} for row in LAYERS]
    actors = [{**row, **({"closed": last["valid_to"]} if row["actor_id"] == "made" else {})}
              for row in ACTORS]  # fmt: skip

    assert places(a_day(actor_layers=placed))["ku"] == ("knowledge", "universities")
    assert "ku" not in places(a_day(next_day, actor_layers=placed))
    assert places(a_day(system_layers=layers))["hub"][1] == "hubs"
    assert places(a_day(next_day, system_layers=layers))["hub"] == ("cross_municipal", None)
    assert "made" in places(a_day(actors=actors))
    assert "made" not in places(a_day(next_day, actors=actors))


def test_example_actors_and_those_of_other_countries_are_left_out():
    """Neither is of the system."""
    others = [
        {"actor_id": "x", "kind": "cluster", "name": "X", "is_synthetic": True},
        {"actor_id": "lund", "kind": "knowledge_institution", "name": "Lund", "country": "SE"},
        {"actor_id": "dk", "kind": "knowledge_institution", "name": "DK", "country": "DK"},
    ]
    placed = places(a_day(actors=[*ACTORS, *others]))
    assert {"x", "lund"}.isdisjoint(placed)
    assert "dk" in placed


def test_a_position_keeps_its_own_and_who_serves_all():
    """Of another position's cluster, nobody; of who works across positions, all."""
    roles = [*ROLES, {"actor_id": "ku", "position_id": "mad", "role": "knowledge_field"}]
    offers = [{"offer_id": "o", "provider_actor_id": "lab", "kind": "service", "name_da": "O",
               "need_ids": "finance", "position_ids": "mad"}]  # fmt: skip
    day = a_day(actor_positions=roles, offers=offers)

    assert set(places(day, "produktion")) == {"komm", "hub", "hubs", "made", "lab", "fond", "who"}
    assert set(places(day, "mad")) == {"komm", "hub", "hubs", "ku", "lab", "fond", "who"}
    with pytest.raises(UnknownIdError):
        place_actors(day, "turisme")


def test_offers_are_those_of_the_day_and_of_the_position():
    """One row a need; an offer that names no position is for all."""
    both = {"kind": "scheme", "name_da": "O", "provider_actor_id": "fond"}
    offers = [
        {**both, "offer_id": "all", "need_ids": "finance;branding"},
        {**both, "offer_id": "mad", "need_ids": "finance", "position_ids": "mad"},
        {**both, "offer_id": "shut", "need_ids": "finance", "open_until": date(2026, 11, 29)},
    ]
    day = a_day(offers=offers)

    def listed(position=None):
        rows = offers_by_actor(day, position)
        return set(zip(rows["offer_id"], rows["need_id"], strict=True))

    assert listed() == {("all", "finance"), ("all", "branding"), ("mad", "finance")}
    assert listed("produktion") == {("all", "finance"), ("all", "branding")}
    assert offers_by_actor(a_day()) is None


def test_referrals_are_told_by_their_surest_evidence():
    """A shared address is no agreement; within a level nothing flows; a member refers to nobody."""

    def link(start, end, kind, evidence, **more):
        return {"from_actor_id": start, "to_actor_id": end, "kind": kind, "evidence": evidence,
                **more}  # fmt: skip

    links = [
        link("komm", "hub", "refers_to", "claimed"),
        link("komm", "hub", "partner", "accepted_referral"),
        link("hub", "made", "refers_to", "joint_project"),
        link("made", "ku", "partner", "co_located"),
        link("hub", "fond", "refers_to", "claimed", valid_to=date(2026, 11, 29)),
        link("made", "old", "refers_to", "claimed"),
        link("ku", "made", "member_of", "member"),
        link("who", "made", "refers_to", "claimed"),
    ]
    day = a_day(links=links)
    rows = referral_links(day, place_actors(day))
    found = {(r.from_level, r.to_level): r.evidence for r in rows.itertuples()}

    assert found == {
        ("municipal", "cross_municipal"): "accepted",
        ("cross_municipal", "national_sector"): "agreed",
        ("national_sector", "knowledge"): "claimed",
    }
    assert referral_links(a_day(links=None), place_actors(day)) is None
