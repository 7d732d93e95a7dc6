"""How suggestions are put in order: the parts of the score, ties and variety."""

from dataclasses import replace
from datetime import date

import duckdb
import narwhals as nw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.analysis.referral.score import OWN_PARTS, Values, contributions, need_value
from ecosystem.model.offers import Between, OneOf, Opening, Rules, ToCheck
from ecosystem.model.vocabulary import ScorePart, Verdict
from tests.analysis.referral.makers import (
    CONTEXT,
    FOR_ALL,
    NEED,
    ON,
    ids,
    numbers,
    refer,
    small,
    suggest,
)
from tests.builders import a_firm, a_table, an_offer


def test_an_offer_that_answers_the_need_is_suggested_with_its_reason():
    """The need is the first reason."""
    referral = suggest(small(an_offer()), a_firm())

    assert ids(referral.suggestions) == ["innobooster"]
    assert referral.suggestions[0].reasons[0].key == "refer.reason.need"


def test_what_the_parts_contribute_adds_up():
    """Nobody has to trust a number that cannot be taken apart."""
    for suggestion in refer(a_firm(municipality_code="0779", positions=("lyd",)), NEED).suggestions:
        # The score is kept to eight decimals.
        assert sum(suggestion.contributions.values()) == pytest.approx(suggestion.score, abs=1e-8)


def test_an_offer_for_the_firms_field_goes_before_one_for_all():
    """Two offers alike but for the field."""
    general = an_offer(offer_id="general", name_da="A")
    of_field = an_offer(offer_id="own", name_da="B", position_ids=("lyd",), provider_actor_id="b")

    referral = suggest(small(general, of_field), a_firm(positions=("lyd",)))

    assert ids(referral.suggestions) == ["own", "general"]


def test_of_equals_the_name_decides_and_who_is_known_to_fit_stands_before_who_may():
    """The tie rule that stands above the list, in Danish order."""
    asks = (Between(fact="de_minimis_3y_eur", at_most=1),)
    offers = [
        an_offer(offer_id="a", name_da="A", provider_actor_id="a", criteria=asks),
        an_offer(offer_id="d", name_da="Aarhus", provider_actor_id="d"),
        an_offer(offer_id="c", name_da="Ø", provider_actor_id="c"),
        an_offer(offer_id="b", name_da="B", provider_actor_id="b"),
    ]

    referral = suggest(small(*offers), a_firm())

    assert len({s.score for s in referral.suggestions[:3]}) == 1
    assert referral.suggestions[3].contributions[ScorePart.REQUIREMENTS] < 0.1
    assert ids(referral.suggestions) == ["b", "c", "d", "a"]


def test_the_hub_never_stands_lower_than_its_place():
    """With eight better offers the hub is still the fifth."""
    offers = [
        an_offer(offer_id=f"o{n}", provider_actor_id=f"p{n}", name_da=f"O{n}") for n in range(8)
    ]
    guidance = an_offer(
        offer_id="hub.guidance", provider_actor_id="hub", kind="service", need_ids=("finance",)
    )

    referral = suggest(small(*offers, guidance), a_firm(municipality_code="0779"))

    assert referral.suggestions[4].provider_actor_id == "hub"
    scores = [s.score for s in referral.suggestions]
    assert scores == sorted(scores, reverse=True)


def test_one_suggestion_for_each_provider_of_services():
    """Two services of one institute are one suggestion, by the better one."""
    actors = [{"actor_id": "gts", "kind": "knowledge_institution", "name": "GTS"}]
    broad = an_offer(
        offer_id="gts.a", provider_actor_id="gts", kind="service", need_ids=(NEED, "finance")
    )
    narrow = an_offer(offer_id="gts.b", provider_actor_id="gts", kind="service")

    referral = suggest(small(broad, narrow, actors=actors), a_firm())

    assert ids(referral.suggestions) == ["gts.b"]


def test_a_broader_offer_is_worth_less_than_one_made_for_the_need():
    """One need answered alone beats the same need among seven."""
    weights = numbers().referral

    assert need_value({"a"}, {"a"}, weights) == 1
    assert need_value({"a", "b", "c"}, {"a"}, weights) == pytest.approx(1 - 2 * 0.04)
    assert need_value({"a"}, {"a", "b"}, weights) == pytest.approx(0.6 + 0.4 * 0.25)
    assert need_value({"c"}, {"a"}, weights) == 0


def test_a_missing_part_is_named_and_never_nothing():
    """What nobody knows takes the middle, and says so."""
    values = Values(dict.fromkeys(OWN_PARTS), frozenset(), None, None, None)

    points = contributions(values, {}, numbers().referral)

    assert all(value > 0 for value in points.values())
    suggestion = suggest(small(an_offer()), a_firm()).suggestions[0]
    assert ScorePart.TRACK_RECORD in suggestion.not_known


def test_one_success_never_outranks_a_long_record():
    """1 of 1 stands below 45 of 50."""
    from ecosystem.analysis.referral.context import Provider
    from ecosystem.analysis.referral.score import _track_record

    context = replace(CONTEXT(ON), carried_through={"new": (1, 0), "old": (45, 5), "x": (30, 20)})
    new, old = (Provider(name, name, None) for name in ("new", "old"))

    assert _track_record(new, context) < _track_record(old, context)


def test_earlier_use_counts_only_where_it_is_recorded():
    """A register with earlier users puts what the region uses first."""
    offers = [an_offer(offer_id=i, name_da=i, provider_actor_id=i) for i in ("a", "b")]
    firms = [
        {"actor_id": f"f{n}", "kind": "firm", "name": "F", "municipality_code": "0779"}
        for n in range(6)
    ]
    uses = [
        {"actor_id": f"f{n}", "offer_id": "b", "role": "participant", "start": "2025-01-01"}
        for n in range(6)
    ]
    connection = duckdb.connect()
    big = {
        name: nw.from_native(connection.from_df(a_table(name, rows)))
        for name, rows in (("actors", firms), ("participations", uses))
    }
    register = replace(small(*offers), **big)

    used = suggest(register, a_firm(municipality_code="0779"))
    before = suggest(register, a_firm(municipality_code="0779"), on=date(2024, 1, 1))

    nowhere = suggest(register, a_firm())

    assert ids(used.suggestions) == ["b", "a"]
    assert ids(before.suggestions) == ["a", "b"]
    assert ids(nowhere.suggestions) == ["b", "a"]


def test_a_hub_is_near_only_for_its_own_municipalities():
    """A voucher run by another hub is no local offer, and is not counted as its guidance."""
    actors = [
        {"actor_id": "other", "kind": "business_hub", "name": "O", "municipality_code": "0851"}
    ]
    voucher = an_offer(offer_id="voucher", provider_actor_id="other", channel="local")
    guidance = an_offer(offer_id="guidance", provider_actor_id="other", kind="service")
    register = small(voucher, guidance, actors=actors)

    here = {s.offer_id: s for s in suggest(register, a_firm(municipality_code="0851")).suggestions}
    far = {s.offer_id: s for s in suggest(register, a_firm(municipality_code="0779")).suggestions}

    assert set(here) == {"voucher", "guidance"}
    assert here["voucher"].contributions[ScorePart.PLACE] == pytest.approx(0.11)
    assert far["voucher"].contributions[ScorePart.PLACE] < 0.1


def test_an_offer_for_one_field_waits_below_one_for_all_until_the_field_is_told():
    """Few firms are in any one field; the firm's industry is a hint."""
    general = an_offer(offer_id="general", name_da="A")
    narrow = an_offer(
        offer_id="narrow", name_da="B", position_ids=("lyd",), provider_actor_id="b",
        criteria=(OneOf(fact="positions", values=("lyd",)),),
    )  # fmt: skip
    industries = [
        {"scheme": "DB07", "code_prefix": "264", "position_id": "lyd", "role": "core", "weight": 1}
    ]
    register = small(
        general, narrow, industry_positions=[{**row, "valid_from": None} for row in industries]
    )

    def points(**facts):
        by_offer = {s.offer_id: s for s in suggest(register, a_firm(**facts)).suggestions}
        assert ScorePart.POSITION in by_offer["narrow"].not_known
        return by_offer["narrow"].contributions[ScorePart.POSITION]

    assert ids(suggest(register, a_firm()).suggestions) == ["general", "narrow"]
    assert 0 < points() < points(industry_code="264000") == pytest.approx(0.08)
    assert ids(suggest(register, a_firm(positions=("lyd",))).suggestions)[0] == "narrow"


def test_themes_told_in_words_count_for_the_order_and_rule_nobody_out():
    """A firm in a field of the themes comes first, one of no field last, others between."""
    rules = Rules(
        offer_id="themes",
        source="t",
        theme_position_ids=("lyd",),
        **FOR_ALL,
        to_check=(ToCheck(about="sector", text_da="Temaer.", text_en="Themes."),),
    )
    register = small(an_offer(offer_id="themes", rules=rules))

    def told(*positions):
        return suggest(register, a_firm(positions=positions)).suggestions[0]

    inside, elsewhere, nowhere = told("lyd"), told("turisme"), told()
    assert [s.verdict for s in (inside, elsewhere, nowhere)] == [Verdict.MET] * 3
    assert inside.score > elsewhere.score > nowhere.score
    assert inside.reasons[1].key == "refer.reason.position"
    assert ScorePart.POSITION in elsewhere.not_known


def test_a_fitting_stage_counts_less_where_the_target_group_is_told_in_words():
    """A ripe technology is not yet a breakthrough."""
    ripe = (Between(fact="technology_readiness_level", at_least=6),)
    words = (ToCheck(about="target_group", text_da="Gennembrud.", text_en="Breakthroughs."),)
    offers = [
        an_offer(offer_id="plain", criteria=ripe),
        an_offer(
            offer_id="words", provider_actor_id="b",
            rules=Rules(offer_id="words", source="t", criteria=ripe, to_check=words),
        ),
    ]  # fmt: skip

    suggestions = suggest(small(*offers), a_firm(technology_readiness_level=7)).suggestions

    assert ids(suggestions) == ["plain", "words"]
    assert [s.verdict for s in suggestions] == [Verdict.MET, Verdict.MET]


def test_what_is_applied_for_in_rounds_is_not_open_at_any_time():
    """It counts a little less, and no reason says that it can be used at any time."""
    rounds = Rules(offer_id="rounds", source="t", opening=Opening(in_rounds=True))
    offers = [
        an_offer(offer_id="any"),
        an_offer(offer_id="rounds", provider_actor_id="b", rules=rounds),
    ]

    suggestions = suggest(small(*offers), a_firm()).suggestions

    assert ids(suggestions) == ["any", "rounds"]
    assert "refer.reason.rolling" in {r.key for r in suggestions[0].reasons}
    assert "refer.reason.rolling" not in {r.key for r in suggestions[1].reasons}
    assert "refer.against.rounds" in {s.key for s in suggestions[1].speaks_against}


def test_different_kinds_of_help_from_institutions_do_not_press_each_other_down():
    """A test is another kind of help than a research project; two tests are alike."""
    kinds = {"a": "cooperation", "b": "paid service", "c": "paid service"}
    actors = [{"actor_id": i, "kind": "knowledge_institution", "name": i} for i in kinds]
    offers = [
        an_offer(
            offer_id=f"{i}.x", name_da=i, provider_actor_id=i, kind="service",
            rules=Rules(offer_id=f"{i}.x", source="t", instrument=instrument),
        )
        for i, instrument in kinds.items()
    ]  # fmt: skip

    suggestions = suggest(small(*offers, actors=actors), a_firm()).suggestions

    assert [s.contributions[ScorePart.VARIETY] for s in suggestions] == [0, 0, pytest.approx(-0.05)]


def test_variety_never_takes_more_than_its_limit():
    """The ninth of a kind is not pressed down to nothing."""
    actors = [
        {"actor_id": f"k{n}", "kind": "knowledge_institution", "name": f"K{n}"} for n in range(9)
    ]
    offers = [
        an_offer(offer_id=f"k{n}.x", provider_actor_id=f"k{n}", kind="service") for n in range(9)
    ]

    suggestions = suggest(small(*offers, actors=actors), a_firm()).suggestions

    assert min(s.contributions[ScorePart.VARIETY] for s in suggestions) == -0.2


@given(part=st.sampled_from(OWN_PARTS), low=st.floats(0, 1), high=st.floats(0, 1))
def test_more_of_a_part_never_lowers_the_score(part, low, high):
    """Every weight counts in favour."""
    low, high = sorted((low, high))

    def score(value):
        values = Values({**dict.fromkeys(OWN_PARTS, 0.5), part: value}, frozenset(), *[None] * 3)
        return sum(contributions(values, {}, numbers().referral).values())

    assert score(low) <= score(high)
