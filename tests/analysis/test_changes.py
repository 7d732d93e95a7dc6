"""What is different between two registers."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.changes import compare_registers, follow_actors, successor_circles
from ecosystem.model.register import collect
from tests.builders import a_register

CLUSTER = {"actor_id": "a", "kind": "cluster", "name": "Klynge A", "cvr": "10000009"}
HUB = {"actor_id": "hub", "kind": "business_hub", "name": "Hus"}


def heirs(old, new):
    """A link that says who took over."""
    return {"from_actor_id": new, "to_actor_id": old, "kind": "successor_of", "evidence": "claimed"}


def changes_between(before, after):
    """Subject, kind and key of each change."""
    changes = compare_registers(a_register(**before), a_register(**after)).changes
    return [(c.subject.value, c.kind.value, c.key) for c in changes]


def test_a_register_does_not_differ_from_itself():
    """Nothing came, nothing went."""
    tables = {"actors": [CLUSTER, HUB], "links": [heirs("a", "hub")], "sites": []}

    assert changes_between(tables, tables) == []


def test_an_actor_that_comes_and_one_that_goes():
    """Two that share nothing are one gain and one loss."""
    assert changes_between({"actors": [CLUSTER]}, {"actors": [HUB]}) == [
        ("actor", "went", "a"),
        ("actor", "came", "hub"),
    ]


def test_the_same_cvr_under_a_new_id_is_a_new_name_and_no_loss():
    """The register was keyed anew; the organisation is the same."""
    after = {**CLUSTER, "actor_id": "b", "name": "Klynge B"}
    comparison = compare_registers(a_register(actors=[CLUSTER]), a_register(actors=[after]))

    (change,) = comparison.changes
    assert (change.kind.value, change.key, change.former_keys) == ("renamed", "b", ("a",))
    assert change.former_names == ("Klynge A",)


def test_an_embedded_network_is_not_taken_for_its_parent():
    """Both stand under the parent's CVR number, so the number does not say who it is."""
    embedded = {**CLUSTER, "actor_id": "net", "is_embedded": True}
    parent = {**HUB, "cvr": "10000009"}

    assert ("actor", "went", "net") in changes_between({"actors": [embedded]}, {"actors": [parent]})


def test_two_that_share_an_heir_are_merged():
    """Three clusters became one: no loss of three and gain of one."""
    old = [CLUSTER, {**CLUSTER, "actor_id": "b", "cvr": None}]
    new = [{**CLUSTER, "actor_id": "c", "cvr": None}]
    links = [heirs("a", "c"), heirs("b", "c")]
    before = {"actors": old, "links": []}
    after = {"actors": new, "links": links}
    comparison = compare_registers(a_register(**before), a_register(**after))

    merged = [c for c in comparison.changes if c.subject.value == "actor"]
    assert [(c.kind.value, c.key, c.former_keys) for c in merged] == [("merged", "c", ("a", "b"))]


def test_a_chain_of_successors_is_followed_to_the_one_that_is_there():
    """A became B became C; between the two registers only A and C are seen."""
    new = [{**CLUSTER, "actor_id": "c", "cvr": None}]
    links = [heirs("a", "b"), heirs("b", "c")]

    assert changes_between({"actors": [CLUSTER]}, {"actors": new, "links": links}) == [
        ("actor", "succeeded", "c")
    ]


def test_an_actor_that_closed_is_a_loss_on_the_day_it_closed():
    """It is still in the register, with the day it ceased."""
    closed = {**CLUSTER, "closed": "2022-03-31"}
    comparison = compare_registers(a_register(actors=[CLUSTER]), a_register(actors=[closed]))

    (change,) = comparison.changes
    assert (change.kind.value, change.cells[0].after) == ("went", date(2022, 3, 31))


def test_a_circle_of_successors_is_told_and_followed_by_nobody():
    """A succeeds B and B succeeds A: neither is there, so both are lost."""
    links = [heirs("a", "b"), heirs("b", "a")]
    old = [CLUSTER, {**CLUSTER, "actor_id": "b", "cvr": None}]
    comparison = compare_registers(
        a_register(actors=old, links=[]), a_register(actors=[HUB], links=links)
    )

    assert comparison.successor_circles == (("a", "b"),)
    assert {(c.kind.value, c.key) for c in comparison.changes if c.subject.value == "actor"} == {
        ("went", "a"),
        ("went", "b"),
        ("came", "hub"),
    }


def test_one_that_succeeds_itself_is_a_circle():
    """The smallest circle has one actor."""
    assert successor_circles({"a": ["a"]}) == (("a",),)


def test_ties_and_sites_follow_an_actor_to_its_new_id():
    """A new id is no new membership and no new address."""
    firm = {"actor_id": "f", "kind": "firm", "name": "F"}
    member = {"kind": "member_of", "evidence": "member", "from_actor_id": "f"}
    site = {"site_id": "s1", "municipality_code": "0101", "kind": "office"}
    before = {
        "actors": [CLUSTER, firm],
        "links": [{**member, "to_actor_id": "a"}],
        "sites": [{**site, "actor_id": "a"}],
    }
    after = {
        "actors": [{**CLUSTER, "actor_id": "b"}, firm],
        "links": [{**member, "to_actor_id": "b"}],
        "sites": [{**site, "actor_id": "b", "site_id": "s2"}],
    }

    assert changes_between(before, after) == [("actor", "renamed", "b")]


def test_a_table_that_was_not_recorded_before_is_not_news():
    """Nobody wrote ties down last year; that does not make them new."""
    link = {"from_actor_id": "a", "to_actor_id": "hub", "kind": "partner", "evidence": "claimed"}
    before = a_register(actors=[CLUSTER, HUB])
    after = a_register(actors=[CLUSTER, HUB], links=[link])

    assert compare_registers(before, after).changes == ()
    assert compare_registers(before, after).newly_recorded == ("links",)
    assert compare_registers(after, before).no_longer_recorded == ("links",)


def test_a_row_that_was_only_checked_again_has_not_changed():
    """A confirmation is no change of the thing itself."""
    checked = {**CLUSTER, "checked": "2026-01-01", "note": "ringet op"}

    assert changes_between({"actors": [CLUSTER]}, {"actors": [checked]}) == []


def test_each_cell_that_changed_is_told_with_both_values():
    """Empty before and known now is a change; empty both times is none."""
    offer = {"offer_id": "o", "kind": "scheme", "name_da": "O", "need_ids": "export"}
    before = {"offers": [{**offer, "area": "0101"}]}
    after = {"offers": [{**offer, "area": "0101;0751", "open_until": "2026-12-31"}]}
    (change,) = compare_registers(a_register(**before), a_register(**after)).changes

    assert {(c.column, c.before, c.after) for c in change.cells} == {
        ("area", "0101", "0101;0751"),
        ("open_until", None, date(2026, 12, 31)),
    }
    assert change.need_ids == ("export",)


@pytest.mark.parametrize("column", ["name", "municipality_code"])
def test_a_new_name_is_told_apart_from_other_changes(column):
    """The reader looks for the old name."""
    value = {"name": "Klynge Ny", "municipality_code": "0751"}[column]
    kind = {"name": "renamed", "municipality_code": "changed"}[column]

    assert changes_between({"actors": [CLUSTER]}, {"actors": [{**CLUSTER, column: value}]}) == [
        ("actor", kind, "a")
    ]


ids = st.sampled_from("abcdef")
rosters = st.sets(ids, min_size=1)


@settings(max_examples=25, deadline=None)
@given(rosters, rosters, st.dictionaries(ids, st.lists(ids, min_size=1, max_size=2), max_size=5))
def test_every_actor_that_is_gone_is_accounted_for_once(old, new, successors):
    """Each is a loss or has heirs that are there, whatever the links say, circles too."""
    tables = [
        collect(a_register(actors=[{"actor_id": i, "name": i} for i in sorted(who)]).actors)
        for who in (old, new)
    ]
    before, after = (t.set_index("actor_id") for t in tables)
    succession = follow_actors(before, after, successors)

    assert set(succession.heirs) <= old - new
    assert all(set(heirs) <= new for heirs in succession.heirs.values())


# --- on the days the two are of ------------------------------------------------------------

DAYS = (date(2026, 1, 1), date(2026, 7, 1))


def changes_on(before, after, days=DAYS):
    """Subject, kind and key of each change between two days."""
    changes = compare_registers(a_register(**before), a_register(**after), days).changes
    return [(c.subject.value, c.kind.value, c.key) for c in changes]


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        ("2025-12-31", []),
        ("2026-01-01", [("actor", "went", "a")]),
        ("2026-06-30", [("actor", "went", "a")]),
        ("2026-07-01", []),
        ("2027-01-01", []),
    ],
)
def test_an_actor_goes_between_the_days_and_not_when_its_last_day_is_written_down(closed, expected):
    """On its last day it is still there; what both registers say of it is no change."""
    tables = {"actors": [{**CLUSTER, "closed": closed}]}

    assert changes_on(tables, tables) == expected


@pytest.mark.parametrize(
    ("founded", "expected"),
    [("2026-01-01", []), ("2026-07-01", [("actor", "came", "a")]), ("2026-07-02", [])],
)
def test_an_actor_comes_on_its_first_day(founded, expected):
    """Founded tomorrow is not there yet."""
    tables = {"actors": [{**CLUSTER, "founded": founded}]}

    assert changes_on(tables, tables) == expected


def test_a_last_day_ahead_is_a_change_and_no_loss():
    """It will close next year, and is there until then."""
    after = {**CLUSTER, "closed": "2027-01-01"}
    changes = compare_registers(a_register(actors=[CLUSTER]), a_register(actors=[after]), DAYS)

    (change,) = changes.changes
    assert (change.kind.value, change.cells[0].column) == ("changed", "closed")


def test_what_ended_long_ago_and_is_entered_today_is_no_news():
    """A membership of ten years ago; one that ends between the days has gone."""
    firm = {"actor_id": "f", "kind": "firm", "name": "F"}
    link = {"from_actor_id": "f", "to_actor_id": "a", "kind": "member_of", "evidence": "member"}
    site = {"site_id": "s", "actor_id": "a", "municipality_code": "0101", "kind": "office"}
    actors = {"actors": [CLUSTER, firm]}
    past = {"valid_from": "2010-01-01", "valid_to": "2012-01-01"}
    recent = {"valid_to": "2026-05-01"}
    none = {**actors, "links": [], "sites": []}

    entered = {**actors, "links": [{**link, **past}], "sites": [{**site, **past}]}
    ending = {**actors, "links": [{**link, **recent}], "sites": [{**site, **recent}]}

    assert changes_on(none, entered) == []
    assert [(s, k) for s, k, _ in changes_on(ending, ending)] == [("tie", "went"), ("site", "went")]
