"""Comparing names, and matching what a source mentions to actors."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.model.vocabulary import ActorKind
from ecosystem.sources.matching.actor_index import KnownActor
from ecosystem.sources.matching.actor_matching import Matching, match
from ecosystem.sources.matching.import_records import Mention
from ecosystem.sources.matching.linkage import Blocks, Likeness, blocks_of, compare
from ecosystem.sources.matching.name_decisions import DecidedName, Decision, shipped_aliases
from ecosystem.sources.matching.organisation_names import name_of


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        ("Nordlunde Varme", "NORDLUNDE VARME A/S", "same_words"),
        ("Nordlunde Fødevarer", "NORDLUNDE FODEVARER", "same_letters"),
        ("Akademi Nordlunde", "Nordlunde Akademi", "same_words_in_other_order"),
        ("Lunde Werk", "Lunde Werk (Lunde Plant)", "same_but_for_brackets"),
        ("Maskinfabrikken Lundeby", "Maskinfabriken Lundeby", "spelling"),
    ],
)
def test_two_spellings_of_one_name_are_the_same(left: str, right: str, rule: str):
    """The rule that says so is told."""
    seen = compare(name_of(left), name_of(right))

    assert (seen.likeness, seen.rule) == (Likeness.SAME, rule)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Nordlunde ApS", "Nordlunde A/S"),
        ("Nordlunde Solfabrik", "Nordlunde Solfabrik Avanceret"),
        ("Lundefabrikken Øst", "Lundefabriken Øst ApS og A/S"),
    ],
)
def test_what_cannot_be_settled_is_left_to_a_person(left: str, right: str):
    """Two legal forms, or a name that stands in a longer one."""
    assert compare(name_of(left), name_of(right)).likeness is Likeness.DOUBTFUL


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Vejle Kommune", "Vejen Kommune"),
        ("Nordlunde Skole 1", "Nordlunde Skole 2"),
        ("Nordlunde Holding A/S", "Nordlunde A/S"),
        ("Lundefabrikken Skive", "Lundefabrikken Struer"),
        ("FOA Lunde", "LO Lunde"),
        ("Lundefabrikken", "Lundefabrikken Skive"),
        ("Nordlunde", "ApS"),
    ],
)
def test_a_place_a_number_or_a_unit_keeps_two_names_apart(left: str, right: str):
    """However alike the rest of the names is."""
    assert compare(name_of(left), name_of(right)).likeness is Likeness.DIFFERENT


def test_names_side_by_side_are_each_the_actors_own_when_it_was_written_with_care():
    """The short name of a cluster is sure for the shipped register and doubtful elsewhere."""
    short, long = name_of("LundeSec"), name_of("LundeSec - Center for Security")

    assert compare(short, long, right_is_curated=True).likeness is Likeness.SAME
    assert compare(short, long).likeness is Likeness.DOUBTFUL


def test_two_owners_of_one_place_are_not_sure_to_be_either():
    """A stroke puts two organisations side by side, and only a person knows which is meant."""
    seen = compare(
        name_of("Lunde Park A/S"), name_of("Nordlund / Lunde Park"), right_is_curated=True
    )

    assert seen.likeness is Likeness.DOUBTFUL


@given(st.sampled_from(["Nordlunde A/S", "Fonden Lunde", "Lunde & Søn ApS", "Ærø Kommune"]))
def test_a_name_is_the_same_as_itself_in_capitals(name: str):
    """Comparing does not depend on case."""
    assert compare(name_of(name), name_of(name.upper())).likeness is Likeness.SAME


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_can_be_compared(left: str, right: str):
    """Whatever a cell holds, comparing ends in one of three words, the same both ways."""
    forwards = compare(name_of(left), name_of(right))
    backwards = compare(name_of(right), name_of(left))

    assert forwards.likeness == backwards.likeness


def test_names_share_a_block_by_a_word_or_the_beginning():
    """Only pairs that share a block are compared."""
    assert blocks_of(name_of("Lunde Fisk")) == {"=lunde", "=fisk", "^lundef"}
    blocks = Blocks()
    for spelling in ("Lunde Fisk", "Øster Sten"):
        blocks.add(spelling, name_of(spelling))
    assert blocks.near(name_of("Lunde Kød")) == ["Lunde Fisk"]


def test_a_common_word_makes_no_block():
    """Twenty schools are not compared with each other for being schools."""
    blocks = Blocks()
    for number in range(20):
        blocks.add(str(number), name_of(f"{chr(97 + number) * 6} skolen"))

    assert blocks.near(name_of("zzzzzz skolen")) == []


# --- matching -------------------------------------------------------------------------------

CURATED = KnownActor("aau", "Aalborg Universitet", kind="knowledge_institution", is_curated=True)


def _match(
    mentions: Sequence[Mention],
    actors: Sequence[KnownActor] = (CURATED,),
    decisions: Sequence[DecidedName] = (),
    aliases: dict[str, str] | None = None,
) -> Matching:
    return match(mentions, actors, decisions, aliases)


def _ids(matching: Matching, mentions: Sequence[Mention]) -> list[str]:
    return [matching.actor_of[mention] for mention in mentions]


def test_one_number_is_one_organisation_however_it_is_written():
    """CVR decides before any name."""
    mentions = [Mention("Lunde A/S", 2, cvr="90000004"), Mention("Helt andet", 3, cvr="90000004")]

    assert _ids(_match(mentions), mentions) == ["cvr-90000004", "cvr-90000004"]


def test_two_numbers_are_two_organisations_under_one_name():
    """The institution without a number gains the one that is used most; the other stays apart."""
    mentions = [
        Mention("Aalborg Universitet", 2, cvr="90000012"),
        Mention("Aalborg Universitet", 3, cvr="90000004"),
        Mention("Aalborg Universitet", 4, cvr="90000004"),
    ]

    matching = _match(mentions)

    assert _ids(matching, mentions) == ["cvr-90000012", "aau", "aau"]
    assert matching.rows["aau"]["cvr"] == "90000004"
    assert matching.namesakes == [("Aalborg Universitet", "90000004", "90000012")]


def test_a_name_without_number_meets_the_actor_with_the_same_words():
    """The institution of the register, not a new actor."""
    mentions = [Mention("AALBORG UNIVERSITET.", 2)]

    matching = _match(mentions)

    assert _ids(matching, mentions) == ["aau"]
    assert matching.new == []


def test_a_partner_meets_the_lead_that_has_the_number():
    """A partner in free text is the organisation another row tells the number of."""
    mentions = [Mention("Lunde Varme", 2), Mention("Lunde Varme A.m.b.a.", 3, cvr="90000004")]

    assert _ids(_match(mentions), mentions) == ["cvr-90000004", "cvr-90000004"]


def test_a_doubtful_pair_is_kept_apart_and_listed():
    """Two legal forms may be two legal units."""
    mentions = [
        Mention("Lunde Teknik A/S", 2),
        Mention("Lunde Teknik A/S", 3),
        Mention("Lunde Teknik ApS", 4),
    ]

    matching = _match(mentions)

    assert len(set(_ids(matching, mentions))) == 2
    assert [(p.name, p.actor_id, p.rule) for p in matching.doubtful] == [
        ("Lunde Teknik ApS", "lunde_teknik", "two_legal_forms")
    ]


def test_a_decision_joins_a_doubtful_pair():
    """What a person decided is done, and not asked again."""
    actors = [CURATED, KnownActor("lunde_teknik", "Lunde Teknik A/S")]
    decisions = [DecidedName("Lunde Teknik ApS", "lunde_teknik", Decision.SAME)]
    mentions = [Mention("Lunde Teknik ApS", 2)]

    matching = _match(mentions, actors, decisions)

    assert _ids(matching, mentions) == ["lunde_teknik"]
    assert matching.doubtful == []


def test_a_decision_parts_a_sure_pair():
    """A person may overrule the rules."""
    decisions = [DecidedName("Aalborg Universitet", "aau", Decision.DIFFERENT)]
    mentions = [Mention("Aalborg Universitet", 2)]

    matching = _match(mentions, decisions=decisions)

    assert _ids(matching, mentions) == ["aalborg_universitet"]


def test_a_decision_parts_a_number_that_came_with_the_name():
    """The actor that gained the number from the name loses it to the organisation that has it."""
    actors = [KnownActor("aau", "Aalborg Universitet", cvr="90000004", is_curated=True)]
    decisions = [DecidedName("Aalborg Universitet", "aau", Decision.DIFFERENT)]
    mentions = [Mention("Aalborg Universitet A/S", 2, cvr="90000004")]

    matching = _match(mentions, actors, decisions)

    assert _ids(matching, mentions) == ["cvr-90000004"]
    assert matching.freed == {"aau": {"cvr": "90000004", "legal_form": "A/S"}}
    assert "aau" in matching.withdrawn


def test_a_decision_moves_a_number_to_the_actor_it_names():
    """The actor an import had made of the number gives it to the one a person names."""
    actors = [CURATED, KnownActor("cvr-90000004", "AaU Drift", cvr="90000004")]
    mentions = [Mention("AaU Drift", 2, cvr="90000004")]
    same = [DecidedName("AaU Drift", "aau", Decision.SAME)]

    matching = _match(mentions, actors, same)

    assert _ids(matching, mentions) == ["aau"]
    assert matching.freed == {"cvr-90000004": {"cvr": "90000004"}}
    assert matching.rows["aau"]["cvr"] == "90000004"


def test_a_decision_gives_no_actor_a_second_number():
    """An actor that has a number of its own keeps it, and the other stays another organisation."""
    actors = [KnownActor("aau", "Aalborg Universitet", cvr="90000012", is_curated=True)]
    mentions = [Mention("AaU Drift", 2, cvr="90000004")]
    same = [DecidedName("AaU Drift", "aau", Decision.SAME)]

    assert _ids(_match(mentions, actors, same), mentions) == ["cvr-90000004"]


def test_an_open_pair_is_not_asked_twice():
    """A row that waits for a decision is not found anew."""
    actors = [KnownActor("lunde_teknik", "Lunde Teknik A/S")]
    decisions = [DecidedName("Lunde Teknik ApS", "lunde_teknik", Decision.OPEN)]

    matching = _match([Mention("Lunde Teknik ApS", 2)], actors, decisions)

    assert matching.doubtful == []
    assert matching.new == ["lunde_teknik-" + matching.new[0].removeprefix("lunde_teknik-")]


def test_a_shipped_other_name_leads_to_its_actor():
    """An earlier name of an institution is the institution, if the register holds it."""
    mentions = [Mention("Lunde Seminarium", 2)]

    with_actor = _match(mentions, aliases={"lunde seminarium": "aau"})
    without = _match(mentions, aliases={"lunde seminarium": "not_there"})

    assert _ids(with_actor, mentions) == ["aau"]
    assert _ids(without, mentions) == ["lunde_seminarium"]


def test_foreign_organisations_are_known_by_their_number_only():
    """The same name in another country is another organisation."""
    mentions = [
        Mention("AALBORG UNIVERSITET", 2, pic="900000001", country="DE"),
        Mention("AALBORG UNIVERSITET", 3, pic="900000002", country="DK"),
    ]

    matching = _match(mentions)

    assert _ids(matching, mentions) == ["pic-900000001", "aau"]
    assert matching.rows["pic-900000001"]["country"] == "DE"


def test_the_kind_a_source_states_wins_over_the_name():
    """A research institution with a firm's legal form is what the source says it is."""
    matching = _match([Mention("Lunde ApS", 2, kind=ActorKind.KNOWLEDGE_INSTITUTION)])

    assert matching.rows["lunde"]["kind"] == ActorKind.KNOWLEDGE_INSTITUTION
    assert matching.kinds == {"stated_by_source": 1}


def test_the_municipality_follows_from_the_postcode_given_most_often():
    """9000 and 7800 lie in Aalborg and Skive."""
    mentions = [
        Mention("Lunde", 2, cvr="90000004", postcode="7800"),
        Mention("Lunde", 3, cvr="90000004", postcode="9000"),
        Mention("Lunde", 4, cvr="90000004", postcode="9000"),
    ]

    assert _match(mentions).rows["cvr-90000004"]["municipality_code"] == "0851"


@given(st.permutations([2, 3, 4, 5, 6]))
def test_the_outcome_does_not_depend_on_the_order_of_rows(order: list[int]):
    """The same mentions in any order give the same actors."""
    names = {
        2: "Lunde Varme A/S",
        3: "Lunde Varme",
        4: "Lunde Varme ApS",
        5: "Lunde Varme A/S",
        6: "Øster Havn",
    }
    mentions = [Mention(names[row], row) for row in order]

    matching = _match(mentions)

    assert {m.row: matching.actor_of[m] for m in mentions} == {
        2: "lunde_varme",
        3: "lunde_varme",
        4: matching.actor_of[next(m for m in mentions if m.row == 4)],
        5: "lunde_varme",
        6: "oester_havn",
    }
    assert matching.actor_of[next(m for m in mentions if m.row == 4)].startswith("lunde_varme-")


@pytest.mark.parametrize(
    ("spelling", "actor_id"),
    [
        ("AAU", "aau"),
        ("sdu", "sdu"),
        ("CBS", "cbs"),
        ("Danish Technological Institute", "teknologisk"),
    ],
)
def test_short_and_other_names_of_institutions_are_known(spelling: str, actor_id: str):
    """Partners write the letters that everybody knows; they are no new organisation."""
    assert shipped_aliases()[name_of(spelling).normal] == actor_id
