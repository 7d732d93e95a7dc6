"""Where no table says which actor is of which position, their ties do."""

import random

import pandas as pd
import pytest

from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.seals import seal
from tests.analysis.gaps.plain import DAY, whole_register


@pytest.fixture
def made():
    """A register without a table of positions."""
    return whole_register(random.Random(4), firms_each=2)


def roles(register):
    """Actor, position and role of each row."""
    table = register.actor_positions
    return set(zip(table["actor_id"], table["position_id"], table["role"], strict=True))


def test_an_actor_is_what_its_kind_says_in_the_positions_its_ties_name(made, tmp_path):
    """A cluster is the cluster, an institution works in the field and may test things too."""
    register = read_register(made.write(tmp_path / "r"))
    first = made.positions[0]

    assert register.is_drawn
    assert {role for actor, _, role in roles(register) if actor == f"k-{first}"} == {
        "designated_cluster"
    }
    assert {(p, r) for a, p, r in roles(register) if a == f"i-{first}"} == {
        (first, "knowledge_field"),
        (first, "test_facility"),
    }
    assert not any(actor.startswith("f-") for actor, _, _ in roles(register))


def test_a_cluster_is_of_the_position_of_its_members_alone(made, tmp_path):
    """That it works with another cluster's position does not make it that position's cluster."""
    first, second = made.positions[:2]
    made.add(
        "links",
        from_actor_id=f"k-{first}",
        to_actor_id=f"k-{second}",
        kind="partner",
        position_id=second,
        evidence="claimed",
    )
    register = read_register(made.write(tmp_path / "r"))

    assert {p for a, p, _ in roles(register) if a == f"k-{first}"} == {first}


def test_what_has_ended_ends_the_role(made, tmp_path):
    """The last day of the last tie is the last day; a tie without an end goes on."""
    first, second = made.positions[:2]
    for row in made.rows("links", kind="member_of", position_id=first):
        row["valid_to"] = "2024-12-31"
    table = read_register(made.write(tmp_path / "r")).actor_positions
    ends = table.set_index(["actor_id", "role"])["valid_to"]

    assert ends[(f"k-{first}", "designated_cluster")] == pd.Timestamp("2024-12-31")
    assert pd.isna(ends[(f"k-{second}", "designated_cluster")])


def test_a_recorded_table_stands_as_it_is(made, tmp_path):
    """Nothing is drawn beside it."""
    folder = made.write(tmp_path / "r")
    (folder / "actor_positions.csv").write_text(
        "actor_id,position_id,role,valid_from,valid_to,source,checked\n", encoding="utf-8"
    )
    register = read_register(folder)

    assert not register.is_drawn
    assert register.actor_positions.empty


def test_a_table_that_was_there_and_is_gone_is_not_drawn_anew(tmp_path):
    """The register said more than its ties do: what, is not known any more."""
    from ecosystem.sources.register.table_writing import start_register

    folder = tmp_path / "r"
    start_register(folder)
    seal(folder, pd.Timestamp(DAY).date())
    (folder / "actor_positions.csv").unlink()
    register = read_register(folder)

    assert register.actor_positions is None
    assert not register.is_drawn


def test_rows_that_went_since_the_seal_are_counted(made, tmp_path):
    """A seal says how many rows there were; a new one says that it was meant."""
    folder = made.write(tmp_path / "r")
    seal(folder, pd.Timestamp(DAY).date())
    path = folder / "sites.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:-2]) + "\n", encoding="utf-8")

    assert read_register(folder).lost_rows == {"sites": 2}
    seal(folder, pd.Timestamp(DAY).date())
    assert read_register(folder).lost_rows == {}
