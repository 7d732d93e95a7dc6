"""What a position's firms need, and how much of it nobody serves."""

import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecosystem.briefings.needs import brief_needs
from ecosystem.display.needs_text import needs_lines
from ecosystem.sources.register.reading import read_register
from tests.analysis.gaps.plain import DAY, whole_register
from tests.thorough import tries

ON = date.fromisoformat(DAY)


@pytest.fixture
def made():
    """A register in which every need is served everywhere."""
    return whole_register(random.Random(6), firms_each=4)


def told(made, folder):
    """The briefing of the first position."""
    return brief_needs(read_register(made.write(folder)), ON, made.positions[0])


def with_instrument(made, offer_id, instrument):
    """Say what an offer is: a grant, a general talk."""
    made.instruments[offer_id] = instrument


def used(made, need, share=1.0, instrument="grant"):
    """Let a share of the first position's firms have used the cluster's offer for a need."""
    position = made.positions[0]
    offer_id = f"k-{position}.{need}"
    firms = [
        r["actor_id"] for r in made.tables["actors"] if r["actor_id"].startswith(f"f-{position}-")
    ]
    with_instrument(made, offer_id, instrument)
    made.drop("participations", offer_id=offer_id)
    for firm in firms[: round(share * len(firms))]:
        row = {"actor_id": firm, "offer_id": offer_id, "role": "participant"}
        made.add("participations", **row, start="2025-06-01")


def of_need(briefing, need):
    """One need of a briefing."""
    (size,) = [need_size for need_size in briefing.needs if need_size.need_id == need]
    return size


def test_a_need_is_served_as_far_as_firms_are_known_to_have_used_help_for_it(made, tmp_path):
    """A quarter got a grant; the rest is left, weighed by the band. Without a survey: hatched."""
    need = made.needs[1]
    used(made, need, 0.25)
    briefing = told(made, tmp_path / "r")
    size = of_need(briefing, need)

    assert briefing.is_hatched
    assert briefing.reason.key == "needs.hatched.no_survey"
    assert briefing.demand_kind.value == "inferred"
    assert size.served == pytest.approx(0.25)
    assert size.firms == 4 * len(made.codes)
    assert size.gap == pytest.approx(0.75 * size.firms * size.importance)


@pytest.mark.parametrize(("instrument", "served"), [("grant", 1), ("free advice", 0.2)])
def test_a_general_talk_meets_less_of_a_need_than_a_grant(instrument, served, made, tmp_path):
    """Every firm had it: with a grant the need is met, after a talk it mostly stands."""
    used(made, made.needs[1], 1, instrument)

    assert of_need(told(made, tmp_path / "r"), made.needs[1]).served == pytest.approx(served)


def test_an_offer_open_to_all_whose_use_nobody_recorded_adds_nothing_and_is_listed(made, tmp_path):
    """Both have offers for every need, everywhere, and not one use of two needs is on record."""
    briefing = told(made, tmp_path / "r")
    unknown = of_need(briefing, made.needs[1])
    size = of_need(briefing, made.needs[0])

    assert (unknown.served, unknown.gap, unknown.top_three) == (None, None, None)
    assert unknown.unknown_offers == 2
    assert size.served is not None
    assert size.unknown_offers == 2  # the institution's and the hub's
    assert size.served < size.served_high <= 1
    assert "needs.caveat.use_not_known" in {caveat.key for caveat in briefing.caveats}


@pytest.mark.parametrize("start", ["2023-03-03", "2023-03-02"])
def test_use_counts_three_years_back_to_the_day(start, made, tmp_path):
    """What a firm used longer ago serves it no more; that use was recorded is still known."""
    used(made, made.needs[1])
    for row in made.rows("participations", offer_id=f"k-{made.positions[0]}.{made.needs[1]}"):
        row["start"] = start

    served = of_need(told(made, tmp_path / "r"), made.needs[1]).served

    assert served == pytest.approx(1 if start == "2023-03-03" else 0)


def test_taking_participations_and_activities_away_takes_the_percentages_away(made, tmp_path):
    """Not recorded is not served by nobody, and not by everybody."""
    used(made, made.needs[1])
    for table in ("participations", "activities"):
        del made.tables[table]
    briefing = told(made, tmp_path / "r")

    assert {need.served for need in briefing.needs} == {None}
    assert briefing.coverage is None


def test_example_use_is_marked_and_never_a_headline(made, tmp_path):
    """Invented firms have used it: the figure is shown as an example, the total is not told."""
    used(made, made.needs[1], 0.5)
    for table in ("actors", "participations"):
        for row in made.tables[table]:
            row["is_synthetic"] = "true"
    briefing = told(made, tmp_path / "r")

    assert briefing.rests_on_example_data
    assert briefing.coverage is None
    assert of_need(briefing, made.needs[1]).served == pytest.approx(0.5)
    lines = needs_lines(briefing)
    assert [line for line in lines if "%" in line]
    assert all("▨" in line and "eksempeldata" in line for line in lines if "%" in line)


def test_example_use_counts_for_nothing_beside_real_firms(made, tmp_path):
    """Real firms, invented use: nobody is known to have used anything."""
    used(made, made.needs[1])
    for row in made.tables["participations"]:
        row["is_synthetic"] = "true"
    briefing = told(made, tmp_path / "r")

    assert not briefing.rests_on_example_data
    assert of_need(briefing, made.needs[1]).served is None


@given(st.integers(0, 10_000))
@pytest.mark.thorough
@settings(max_examples=tries(4, 40), deadline=None, suppress_health_check=list(HealthCheck))
def test_no_share_leaves_nought_to_one_and_more_use_never_serves_less(tmp_path_factory, seed):
    """Firms that used many offers, and meetings with more participants than there are firms."""
    rng = random.Random(seed)
    made = whole_register(rng, firms_each=rng.randint(1, 3))
    need = rng.choice(made.needs)
    for code in made.codes:
        activity = {"activity_id": f"m.{code}", "actor_id": f"k-{made.positions[0]}"}
        activity |= {"position_id": made.positions[0], "need_id": need, "is_online": "true"}
        made.add("activities", **activity, date="2026-01-10", participants=rng.randint(0, 40))
    used(made, need, rng.random())
    before = of_need(told(made, tmp_path_factory.mktemp("a") / "r"), need)
    used(made, need)
    after = of_need(told(made, tmp_path_factory.mktemp("b") / "r"), need)

    for size in (before, after):
        assert 0 <= size.served_low <= size.served <= size.served_high <= 1
    assert after.served >= before.served - 1e-12


def test_a_survey_of_the_positions_own_firms_is_weighted_and_shown_plainly(tmp_path):
    """Who says 4 or 5 has the need; of four needs the one nobody has is not among three."""
    made = whole_register(random.Random(9), firms_each=4)
    position, (first, *others, second) = made.positions[0], made.needs
    assert len(others) == 2
    for need in made.needs:
        used(made, need, 0.1)
    firms = [
        r["actor_id"] for r in made.tables["actors"] if r["actor_id"].startswith(f"f-{position}")
    ]
    for number, firm in enumerate(firms[:10]):
        high = 5 if number < 8 else 1
        for need, score in (*((need, high) for need in (first, *others)), (second, 2)):
            made.add(
                "need_answers",
                respondent_id=f"r{number}",
                need_id=need,
                actor_id=firm,
                importance=score,
                weight=2 if number < 8 else 1,
            )
    briefing = told(made, tmp_path / "r")
    sizes = {n.need_id: n for n in briefing.needs}

    assert not briefing.is_hatched
    assert briefing.demand_kind.value == "expressed"
    assert sizes[first].firms == pytest.approx(4 * len(made.codes) * 16 / 18)
    assert sizes[second].firms == 0
    assert sizes[first].gap_low < sizes[first].gap < sizes[first].gap_high
    assert sizes[first].top_three > sizes[second].top_three


def test_without_firms_the_size_is_not_known_and_not_zero(tmp_path):
    """Importance is told; how many it touches is not."""
    briefing = told(whole_register(random.Random(6), firms_each=0), tmp_path / "r")

    assert {n.gap for n in briefing.needs} == {None}
    assert briefing.coverage is None
    assert "needs.caveat.no_firms" in {caveat.key for caveat in briefing.caveats}


def test_the_needs_are_told_in_words_and_as_a_document(made, tmp_path):
    """Every word of it can be said in both languages."""
    from ecosystem.display.needs_text import needs_document

    briefing = told(made, tmp_path / "r")

    for language in ("da", "en"):
        assert "{" not in "".join(needs_lines(briefing, language))
    assert needs_document(briefing)["reason"].startswith("Ingen af positionens")
