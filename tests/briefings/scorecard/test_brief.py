"""A whole scorecard: its states, its past, its order, and what a table that is absent changes."""

from datetime import date

import pytest

from ecosystem.briefings.scorecard.brief import brief_scorecard, brief_scorecards, state_of
from ecosystem.display.scorecard_text import (
    machine_rows,
    scorecard_document,
    scorecard_file,
    scorecard_lines,
    table_rows,
)
from ecosystem.display.wording import say, texts
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.scorecards import INDICATORS_OF, Recommendation, ScorecardState
from tests.analysis.coverage.ecosystems import ROLE
from tests.briefings.scorecard.made import PROJECTS, TODAY, WHOLE, a_register
from tests.builders import a_register as only

CAUSAL = ("skyldes", "fører til", "medfører", "effekt", "virkning", "på grund af", "bevirker")
CAUSAL_EN = ("because of", "leads to", "impact", "effect", "caused by", "due to")
TAKEN = (
    *("board_seats", "projects", "activities", "offers", "strength_positions"),
    *(
        pytest.param(table, marks=pytest.mark.slow)
        for table in (
            *("challenges", "finances", "participations", "sites", "links", "needs", "regions"),
            "actor_positions",
        )
    ),
)


def figures(card):
    """Every indicator without what is said beside it."""
    return {
        (one.key, one.position_id): (one.state, one.value, one.n, one.low, one.high)
        for answer in card.recommendations
        for one in answer.indicators
    }


@pytest.fixture(scope="module")
def card():
    """The scorecard of the made cluster."""
    return brief_scorecard(a_register(), TODAY, "klynge", events=())


def test_every_recommendation_has_its_indicators_in_order(card):
    """All ten, and none left out where nothing is recorded."""
    for answer in card.recommendations:
        keys = [one.key for one in answer.indicators]
        assert keys == list(INDICATORS_OF[answer.rec_id])
        assert answer.state == state_of(one.state for one in answer.indicators)
        for one in answer.indicators:
            is_computed = one.state is ScorecardState.COMPUTED
            assert (one.value is not None) == is_computed == (one.sentence is not None)
            assert (one.why is None) == is_computed
    states = {answer.rec_id.value: answer.state.value for answer in card.recommendations}
    assert (states["4"], states["9"]) == ("computed", "not_recorded")
    assert [rec.value for rec in Recommendation] == list(states)


@pytest.mark.parametrize("table", TAKEN)
def test_a_table_that_is_taken_away_changes_only_what_rests_on_it(card, table):
    """No other figure moves, and whoever lacks it names it or stays as it was."""
    less = brief_scorecard(a_register(without=[table]), TODAY, "klynge", events=())
    rests = {
        (one.key, one.position_id)
        for answer in card.recommendations
        for one in answer.indicators
        if table in one.tables
    }
    before, after = figures(card), figures(less)
    gone = {"actor_positions", "strength_positions"}  # then nothing is of any position
    changed = {key for key in before if after.get(key) != before[key]}

    assert changed <= rests | ({key for key in before if key[1]} if table in gone else set())
    assert changed, table


def test_a_position_that_the_register_does_not_hold_is_none():
    """A role in a position that is no more: the figures of a position say why there are none."""
    card = brief_scorecard(
        only(actors=[WHOLE["actors"][0]], strength_positions=[], actor_positions=[ROLE]),
        TODAY,
        "klynge",
    )

    assert card.positions == ()
    assert card.recommendations[0].state == "not_computable"
    assert "ikke registreret i nogen styrkeposition" in say(card.recommendations[0].sentence)


def test_what_is_not_recorded_names_its_table(card):
    """In both languages, by the name that readers know."""
    less = brief_scorecard(a_register(without=["board_seats"]), TODAY, "klynge")
    board = less.recommendations[3]

    assert board.state == "not_recorded"
    assert "bestyrelsesposter" in say(board.sentence)
    assert "board seats" in say(board.sentence, "en")
    assert "ikke det samme som nul" in say(board.sentence)


def test_the_past_stands_beside_each_figure():
    """One seat of a firm fewer and one project fewer at the snapshot."""
    seats = WHOLE["board_seats"]
    earlier = a_register(
        board_seats=[{**seats[0], "affiliation": "public"}, *seats[1:]], projects=PROJECTS[:1]
    )
    since = date(2026, 1, 1)
    card = brief_scorecard(a_register(), TODAY, "klynge", earlier, since=since, events=())
    found = {one.key.value: one for a in card.recommendations for one in a.indicators}

    assert (card.since, found["firm_seats"].value, found["firm_seats"].before) == (since, 0.5, 0.25)
    assert found["projects_per_year"].before == pytest.approx(1 / 3)
    assert found["referrals_given"].before is None
    text = "\n".join(scorecard_lines(card))
    assert "Sammenlignet med registret, som det var 1. januar 2026." in text
    assert "Før: 25 %." in text


def test_a_register_that_did_not_change_is_its_own_past(card):
    """Each figure then is what it is now, and a missing one stays missing."""
    same = brief_scorecard(a_register(), TODAY, "klynge", a_register(), events=())

    assert figures(same) == figures(card)
    for answer in same.recommendations:
        assert [one.before for one in answer.indicators] == [one.value for one in answer.indicators]


def test_a_cluster_that_the_snapshot_lacks_has_no_past():
    """Not known is not zero."""
    rows = [row for row in WHOLE["actors"] if row["actor_id"] != "klynge"]
    earlier = a_register(actors=rows, projects=[], participations=[])
    card = brief_scorecard(a_register(), TODAY, "klynge", earlier, since=TODAY, events=())

    assert {one.before for a in card.recommendations for one in a.indicators} == {None}


def test_an_id_that_is_no_cluster_is_told_with_the_nearest():
    """A firm is none either."""
    for name in ("klyngen", "f1"):
        with pytest.raises(UnknownIdError, match="No cluster with id"):
            brief_scorecard(a_register(), TODAY, name)
    with pytest.raises(UnknownIdError) as error:
        brief_scorecard(a_register(), TODAY, "klyngen")
    assert "klynge" in error.value.nearest


def test_clusters_stand_from_a_to_aa_each_alone():
    """Å last, closed ones left out; a cluster's card is the same alone and among others."""
    names = {"aa": "Aarhus Klynge", "ae": "Ærø Klynge", "z": "Zealand Klynge"}
    more = [{"actor_id": a, "kind": "cluster", "name": name} for a, name in names.items()]
    gone = {"actor_id": "x", "kind": "cluster", "name": "Borte", "closed": "2025-12-31"}
    clusters = [row for row in WHOLE["actors"] if row.get("kind") == "cluster"]
    register = only(actors=[*clusters, *more, gone], board_seats=WHOLE["board_seats"])
    cards = brief_scorecards(register, TODAY, events=())

    assert [card.name for card in cards] == [
        "Anden klynge",
        "Klynge",
        "Zealand Klynge",
        "Ærø Klynge",
        "Aarhus Klynge",
    ]
    assert brief_scorecard(register, TODAY, "klynge", events=()) == cards[1]
    closed = brief_scorecard(register, TODAY, "x", events=())
    assert "Klyngen lukkede 31. december 2025." in scorecard_lines(closed)


def test_the_document_says_everything_in_both_languages(card):
    """No causal word, a caveat at each figure, and the same bytes a second time."""
    document = scorecard_document(card)
    again = brief_scorecard(a_register(), TODAY, "klynge", events=())

    assert scorecard_document(again) == document
    assert table_rows([card], "da") == table_rows([again], "da")
    assert scorecard_file([card], ".csv") == scorecard_file([again], ".csv")
    assert document["cluster"]["position_ids"] == ["energi"]
    for answer in document["recommendations"]:
        assert answer["sentence_da"]
        assert answer["sentence_en"]
        for one in answer["indicators"]:
            assert all(
                one[f"{name}_{language}"]
                for name in ("name", "definition", "caveat")
                for language in ("da", "en")
            )
            assert (one["why_da"] is None) == (one["value"] is not None)


def test_no_word_of_a_scorecard_is_causal():
    """A figure describes; it says nothing of why."""
    for language, words in (("da", CAUSAL), ("en", CAUSAL_EN)):
        said = {k: v for k, v in texts(language).items() if k.startswith("scorecard.")}
        assert [k for k, v in said.items() for word in words if word in v.lower()] == []


def test_rows_for_machines_hold_every_figure(card):
    """One row a figure, with ids and no words."""
    rows = machine_rows([card])

    assert len(rows) == sum(len(keys) for keys in INDICATORS_OF.values())
    assert {row["actor_id"] for row in rows} == {"klynge"}
    firm_seats = next(row for row in rows if row["key"] == "firm_seats")
    assert (firm_seats["value"], firm_seats["n"], firm_seats["tables"]) == (0.5, 4, "board_seats")
