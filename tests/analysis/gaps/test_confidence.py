"""How sure a gap is: silence is never taken for absence."""

import random
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.gaps import find_gaps
from ecosystem.analysis.gaps.confidence import MOST_ASKED as ASKED
from ecosystem.model.errors import EcosystemError, NotRecordedError, UnknownIdError
from ecosystem.model.gaps import GapThresholds
from ecosystem.sources.register.reading import read_register, shipped_folder
from tests.analysis.gaps.maker import CODES, DAY, complete_register, plant
from tests.builders import a_register

ROUNDS = 6


@cache
def of_the_shipped(position_id):
    """The shipped register, and its gaps of a position."""
    register = read_register(shipped_folder())
    return register, find_gaps(register, DAY, position_id)


def real_places(register, kinds=("need", "place", "actor")):
    """Kind, position, need and municipality of every real gap."""
    return {
        (g.kind.value, g.position_id, g.need_id, g.detail, code)
        for g in find_gaps(register, DAY)
        if g.confidence.value == "real" and g.kind.value in kinds
        for code in g.municipality_codes or ("-",)
    }


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_removing_a_record_never_makes_a_real_gap(seed):
    """A row, a field or a table that is gone leaves something unknown, not something missing."""
    rng = random.Random(seed)
    made = complete_register(seed)
    complete = made.register()
    table = rng.choice(["offers", "sites", "actor_positions", "board_seats"])
    frame = getattr(complete, table)
    match seed % 3:
        case 0:
            less = replace(complete, **{table: None})
        case 1:
            less = replace(
                complete, **{table: frame.drop(frame.sample(3, random_state=seed).index)}
            )
        case _:
            row = made.offers[rng.choice(list(made.offers))]
            row[rng.choice(["area", "channel", "provider_actor_id"])] = None
            less = made.register()

    assert real_places(less) == set()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_adding_a_fact_never_hides_a_gap_that_it_does_not_close(seed):
    """An offer for another need, a site elsewhere, a firm's number: the gap stays."""
    rng = random.Random(seed)
    made = complete_register(seed)
    planted = plant(made, "need", rng)
    before = real_places(made.register(), ("need",))
    other_need = next(n for n in ("export", "finance", "network") if n != planted.need)
    made.offers["nyt"] = {
        **made.offers[f"klynge.{planted.position}.{other_need}"],
        "offer_id": "nyt",
        "channel": "online",
    }
    made.tables["actors"].append({"actor_id": "ny", "kind": "investor", "name": "Ny"})
    made.tables["sites"].append(
        {"site_id": "ny.1", "actor_id": "ny", "municipality_code": "0101", "kind": "office"}
    )

    assert before
    assert real_places(made.register(), ("need",)) == before


def test_a_silent_actor_is_asked_before_anything_is_missing():
    """The position's cluster has no offer recorded: that is a question, not a gap."""
    made = complete_register()
    made.offers = {k: v for k, v in made.offers.items() if "havbrug" not in v["position_ids"]} | {
        "gammel": {
            **made.offers["klynge.havbrug.export"],
            "offer_id": "gammel",
            "provider_actor_id": "test.havbrug",
            "open_until": "2025-12-31",
        }
    }
    gaps = [
        g for g in find_gaps(made.register(), DAY, "havbrug", "export") if g.kind.value == "need"
    ]

    assert {g.confidence.value for g in gaps} == {"not_recorded"}
    assert "klynge.havbrug" in gaps[0].who_to_ask


def test_nobody_is_asked_who_has_closed_or_whose_offer_is_known():
    """Only a provider whose offer is in doubt, and who is still there, can settle it."""
    made = complete_register()
    mine = made.offers["klynge.havbrug.export"]
    doubtful = {"uklar": "test.havbrug", "lukket": "klynge.vindkraft"}
    made.offers = {"sikker": mine | {"offer_id": "sikker"}} | {
        name: mine | {"offer_id": name, "provider_actor_id": provider, "area": None}
        for name, provider in doubtful.items()
    }
    for row in made.rows("actors", actor_id="klynge.vindkraft"):
        row["closed"] = "2025-01-01"
    (gap,) = [
        g
        for g in find_gaps(made.register(), DAY, "havbrug", "export")
        if g.kind.value == "fragility"
    ]

    assert (gap.actors, gap.who_to_ask) == (("klynge.havbrug",), ("test.havbrug",))


@pytest.mark.parametrize(
    ("position_id", "kinds"),
    [
        ("finansiel_teknologi", {"cluster", "knowledge_institution", "association"}),
        ("turisme", {"association"}),
    ],
)
def test_a_role_that_is_rarely_recorded_is_asked_of_those_who_would_know(position_id, kinds):
    """The position's own actors, such as the destination companies of tourism."""
    register, gaps = of_the_shipped(position_id)
    (gap,) = [g for g in gaps if g.detail == "test_facility"]
    actors = register.actors.collect().to_dict(as_series=False)
    kind = dict(zip(actors["actor_id"], actors["kind"], strict=True))
    kinds_to_ask = [kind[actor] for actor in gap.who_to_ask]

    assert 0 < len(gap.who_to_ask) <= ASKED
    assert set(kinds_to_ask) <= kinds


def test_what_concerns_a_whole_position_comes_before_as_many_firms_in_some_places():
    """A cluster that is on no record, before institutions that are far from some."""
    _, gaps = of_the_shipped("turisme")
    actors = [g for g in gaps if g.kind.value == "actor"]

    assert [g.detail for g in actors] == ["cluster", "test_facility", "knowledge_institution"]
    assert actors[0].firms_affected.firms == actors[2].firms_affected.firms


def test_a_cluster_that_ended_is_missing_from_the_day_after():
    """The last day of a designation still has a cluster."""
    made = complete_register()
    for row in made.rows("actor_positions", position_id="havbrug", role="designated_cluster"):
        row["valid_to"] = "2022-03-31"
    register = made.register()
    on_last = [g for g in find_gaps(register, date(2022, 3, 31)) if g.detail == "cluster"]
    (gap,) = [g for g in find_gaps(register, date(2022, 4, 1)) if g.detail == "cluster"]

    assert on_last == []
    assert (gap.since, gap.actors) == (date(2022, 4, 1), ("klynge.havbrug",))


def test_a_register_without_firms_says_so_and_counts_none():
    """Not recorded is not zero."""
    from ecosystem.briefings.gaps.brief import brief_gaps

    made = complete_register(firms_each=0)
    plant(made, "need", random.Random(1))
    briefing = brief_gaps(made.register(), DAY)

    assert "gap.cannot_say.firms" in {s.key for s in briefing.cannot_say}
    assert all(g.firms_affected is None for g in briefing.gaps)
    assert briefing.gaps


def test_the_actor_whose_loss_splits_most_is_told_first():
    """In a chain of firms the middle ones hold most together, whatever they are called."""
    made = complete_register()
    chain = [f"firma.havbrug.{CODES[0]}.{n}" for n in range(6)]
    chain += [f"firma.havbrug.{CODES[1]}.{n}" for n in range(6)]
    made.tables["participations"] = []
    made.tables["links"] = [
        {
            "from_actor_id": start,
            "to_actor_id": end,
            "kind": "partner",
            "position_id": "havbrug",
            "evidence": "claimed",
        }
        for start, end in pairwise(chain)
    ]
    losses = [
        gap.sentence.values["loss"]
        for gap in find_gaps(made.register(), DAY, "havbrug", thresholds=GapThresholds(loss_from=0))
        if gap.kind.value == "fragility" and "loss" in gap.sentence.values
    ]

    assert len(set(losses)) > 1
    assert losses == sorted(losses, reverse=True)


@pytest.mark.parametrize("table", ["offers", "needs", "participations", "sites"])
def test_a_register_without_a_table_says_what_cannot_be_said(table):
    """And is searched for all the rest."""
    from ecosystem.analysis.gaps import find_on, gap_context, search_of

    register = replace(complete_register().register(), **{table: None})
    findings = find_on(search_of(gap_context(register, DAY, GapThresholds())))

    assert f"gap.cannot_say.{table}" in {s.key for s in findings.cannot_say}


def test_a_register_without_positions_or_municipalities_is_refused_in_words():
    """There is nothing to look at."""
    with pytest.raises(NotRecordedError, match="strength_positions"):
        find_gaps(a_register(municipalities=[]), DAY)


def test_an_unknown_position_or_need_is_refused_with_the_nearest():
    """A slip of the pen is mended, not searched for."""
    register = complete_register().register()

    with pytest.raises(UnknownIdError, match="havbrug"):
        find_gaps(register, DAY, "havbrg")
    with pytest.raises(UnknownIdError, match="export"):
        find_gaps(register, DAY, None, "eksport")


@pytest.mark.parametrize("name", ["within_km", "min_firms", "loss_from"])
def test_a_negative_limit_is_refused(name):
    """A distance below nothing has no sense."""
    with pytest.raises(ValueError, match="greater than or equal"):
        GapThresholds(**{name: -1})


def test_the_shipped_register_shows_that_two_positions_lack_a_cluster():
    """The maritime one since 1 April 2022; tourism never had one."""
    from ecosystem.sources.register.reading import read_register

    gaps = [g for g in find_gaps(read_register(), DAY) if g.detail == "cluster"]

    assert {(g.position_id, g.since) for g in gaps} == {
        ("maritime_logistik", date(2022, 4, 1)),
        ("turisme", date(2020, 3, 5)),
    }
    assert all(g.evidence for g in gaps)


def test_place_gaps_agree_with_the_map():
    """Where the map says uncovered three times over, and only there, is a real place gap."""
    from ecosystem.analysis.coverage import CoverageCriteria, coverage_states, measure_reach

    made = complete_register()
    planted = plant(made, "place", random.Random(2))
    register = made.register()
    states = coverage_states(
        measure_reach(OnDay(register, DAY), planted.position, CoverageCriteria(served="position"))
    )
    columns = ["office_state", "activity_state", "online_state"]
    bare = set(states.index[(states[columns] == "uncovered").all(axis=1)])
    (gap,) = [g for g in find_gaps(register, DAY, planted.position) if g.kind.value == "place"]

    assert set(gap.municipality_codes) == bare


def test_firms_are_counted_as_everywhere_else():
    """The gaps of a position are about the firms that the day counts, in the three cuts."""
    from ecosystem.analysis.gaps import gap_context

    register = read_register(shipped_folder())
    context = gap_context(register, DAY, GapThresholds())

    for number, position_id in enumerate(context.positions):
        counted = context.day.membership.counts(position_id)
        firms = context.firms.range(number)
        assert (firms.firms, firms.low, firms.high) == counted[:3]


def test_a_gap_is_explained_away_once():
    """The second reason needs the first to be taken back."""
    from ecosystem.analysis.gaps.life import explain, standing
    from ecosystem.model.gaps import GapEvent

    explanation = explain("need:a:b:-", "Dækkes af nabokommunen", "Klyngen", DAY, [])

    with pytest.raises(EcosystemError, match="already"):
        explain("need:a:b:-", "En anden grund", "Huset", DAY, [explanation])
    with pytest.raises(EcosystemError, match="why"):
        explain("need:a:c:-", " ", "Huset", DAY, [explanation])
    again = GapEvent(gap_id="need:a:b:-", kind="reopened", on=date(2026, 4, 1))
    assert standing("need:a:b:-", [explanation]) == explanation
    assert standing("need:a:b:-", [explanation, again]) is None


@pytest.mark.parametrize(
    ("reason", "by"), [("Aftalt med 010190-1234", "Huset"), ("x", "0101901234")]
)
def test_a_note_on_a_gap_keeps_no_cpr_number(reason, by):
    """It is refused whoever writes it, page or program, and not repeated."""
    from ecosystem.analysis.gaps.life import act_on, explain

    for note in (
        lambda: explain("need:a:b:-", reason, by, DAY, []),
        lambda: act_on("x", reason, by, DAY),
    ):
        with pytest.raises(EcosystemError, match="CPR") as refused:
            note()
        assert "1234" not in str(refused.value)


def test_a_closed_gap_is_tied_to_the_change_that_closed_it():
    """A new designation closes the actor gap, and the life of the gap names it."""
    from ecosystem.analysis.changes import compare_registers
    from ecosystem.analysis.gaps.life import follow

    old, new = complete_register(), complete_register()
    planted = plant(old, "need", random.Random(5))
    before, after = old.register(), new.register()
    changes = compare_registers(before, after).changes
    events = follow(find_gaps(before, DAY), find_gaps(after, DAY), changes, DAY)

    (event,) = [e for e in events if e.gap_id.startswith(f"need:{planted.position}")]
    assert event.kind.value == "closed"
    assert f"klynge.{planted.position}.{planted.need}" in event.changes


def test_a_cluster_is_there_on_the_day_it_closes():
    """Bankrupt on the last of March, missing from the first of April."""
    made = complete_register()
    (row,) = made.rows("actors", actor_id="klynge.havbrug")
    row["closed"] = "2022-03-31"
    register = made.register()
    on_last = [g for g in find_gaps(register, date(2022, 3, 31)) if g.detail == "cluster"]
    (gap,) = [g for g in find_gaps(register, date(2022, 4, 1)) if g.detail == "cluster"]

    assert on_last == []
    assert gap.since == date(2022, 4, 1)
