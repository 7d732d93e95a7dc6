"""Who works with the matter: by the firm's own words, its industry and its field."""

from datetime import date
from functools import cache

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.topics import rank_by_topic, topics_of
from ecosystem.model.vocabulary import ActorKind
from ecosystem.sources.register.reading import read_register
from tests.builders import a_register

ON = date(2026, 4, 20)
DAY = cache(lambda: OnDay(read_register(), ON))
TOPICS = cache(lambda: topics_of(DAY()))


def _ranked(**question):
    institutions = DAY().actors.of_kind(ActorKind.KNOWLEDGE_INSTITUTION)
    return [fit.actor_id for fit in rank_by_topic(TOPICS(), institutions, **question)]


@pytest.mark.parametrize(
    ("words", "first", "later"),
    [
        ("brandsikkerhed i batterirum", "dbi", "cbs"),
        ("kunstig intelligens", "alexandra", "aau"),
        ("test af vindmøllevinger", "lorc", "dtu"),
    ],
)
def test_who_works_with_what_a_firm_names_stands_first(words, first, later):
    """The fire institute before a business school of the firm's own field."""
    ranked = _ranked(words=words, position_ids=("maritime_logistik", "energiteknologi", "lyd"))

    assert ranked[0] == first
    assert later not in ranked[:1]


def test_without_own_words_the_industry_and_the_field_speak():
    """A maker of pumps in environmental technology: those of water, before those of society."""
    ranked = _ranked(position_ids=("miljoeteknologi",), industry_code="281300")

    assert set(ranked[:2]) == {"dtu", "dhi"}
    assert ranked.index("ruc") > 1


def test_own_words_count_more_than_the_field():
    """A maker of furniture that asks about fire."""
    firm = {"position_ids": ("design_mode_moebler",), "industry_code": "310900"}

    assert _ranked(**firm)[0] != "dbi"
    assert _ranked(words="brandsikkerhed", **firm)[0] == "dbi"


def test_of_a_firm_nobody_knows_anything_of_nothing_is_said():
    """No words, no field, no industry: nobody is ranked."""
    assert _ranked() == []


def test_only_a_rare_word_names_what_an_actor_works_with():
    """Everybody has knowledge and cooperates; few have fire safety."""
    common = rank_by_topic(TOPICS(), DAY().actors.kinds, words="viden og samarbejde")
    rare = rank_by_topic(TOPICS(), DAY().actors.kinds, words="brandsikkerhed")

    assert not any(fit.is_named for fit in common)
    assert [fit.actor_id for fit in rare if fit.is_named] == ["dbi"]


def test_the_shares_are_of_the_best_of_all_actors():
    """Ranked alone, one that fits little does not become the best."""
    words = {"words": "brandsikkerhed", "position_ids": ("maritime_logistik",)}

    best, *_ = rank_by_topic(TOPICS(), ["dbi"], **words)
    alone, *_ = rank_by_topic(TOPICS(), ["cbs"], **words)

    assert best.share == 1
    assert alone.share < 0.5


def test_who_has_closed_or_serves_everybody_has_no_topic():
    """A closed cluster, a hub and a municipality are not ranked by what they work with."""
    topics = TOPICS()

    assert {"marlog", "ehmidt", "komm_0101"} & set(topics.index.lengths) == set()


def test_a_register_without_roles_and_notes_still_has_its_names():
    """What is not recorded is left out; the name of an institution stands."""
    actors = [
        {"actor_id": "a", "kind": "knowledge_institution", "name": "Vandinstituttet"},
        {"actor_id": "b", "kind": "knowledge_institution", "name": "Lydlaboratoriet"},
    ]
    topics = topics_of(OnDay(a_register(actors=actors), ON))

    assert [fit.actor_id for fit in rank_by_topic(topics, "ab", words="Lydlaboratoriet")] == ["b"]


def test_the_words_of_its_own_page_tell_what_an_institution_works_with():
    """A topic is found although neither name nor note nor field says it."""
    kind = ActorKind.KNOWLEDGE_INSTITUTION.value
    actors = [
        {
            "actor_id": "lunde",
            "name": "Lunde",
            "kind": kind,
            "topics": "overfladebehandling;limning",
        },
        {"actor_id": "birk", "name": "Birk", "kind": kind, "topics": "hydrologi"},
    ]
    topics = topics_of(OnDay(a_register(actors=actors), ON))

    ranked = rank_by_topic(topics, ["birk", "lunde"], words="limning af træ")

    assert [fit.actor_id for fit in ranked] == ["lunde"]
