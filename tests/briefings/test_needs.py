"""What a position's firms need, and how much of it nobody serves."""

import random
from datetime import date

import pytest

from ecosystem.briefings.needs import brief_needs
from ecosystem.sources.register import read_register
from tests.analysis.gaps.plain import DAY, whole_register

ON = date.fromisoformat(DAY)


@pytest.fixture
def made():
    """A register in which every need is served everywhere."""
    return whole_register(random.Random(6), firms_each=4)


def told(made, folder):
    """The briefing of the first position."""
    return brief_needs(read_register(made.write(folder)), ON, made.positions[0])


def test_a_need_that_everybody_can_have_served_leaves_no_gap(made, tmp_path):
    """Nothing is left, so no need is among the three largest gaps; without a survey: hatched."""
    briefing = told(made, tmp_path / "r")

    assert briefing.is_hatched
    assert briefing.reason.key == "needs.hatched.no_survey"
    assert briefing.demand_kind.value == "inferred"
    assert briefing.coverage == pytest.approx(1)
    assert {(n.gap, n.top_three) for n in briefing.needs} == {(0, 0)}


def test_what_nobody_reaches_is_counted_by_firms_and_importance(made, tmp_path):
    """Offers for one need stop at a border: the firms behind it, times the band's weight."""
    position, need = made.positions[0], made.needs[1]
    behind = made.codes[1:]
    for row in made.rows("offers", need_ids=need, position_ids=position):
        row["area"] = made.codes[0]
    (found,) = [n for n in told(made, tmp_path / "r").needs if n.need_id == need]
    firms = 4 * len(made.codes)

    assert found.firms == firms
    assert found.served == pytest.approx(1 / len(made.codes))
    assert found.gap == pytest.approx(4 * len(behind) * found.importance)
    assert found.top_three == 1


def test_a_survey_of_the_positions_own_firms_is_weighted_and_shown_plainly(tmp_path):
    """Who says 4 or 5 has the need; of four needs the one nobody has is not among three."""
    made = whole_register(random.Random(9), firms_each=4)
    position, (first, *others, second) = made.positions[0], made.needs
    assert len(others) == 2
    for row in made.tables["offers"]:
        row["open_until"] = "2026-02-01"
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
    from ecosystem.display.needs_text import needs_document, needs_lines

    briefing = told(made, tmp_path / "r")

    for language in ("da", "en"):
        assert "{" not in "".join(needs_lines(briefing, language))
    assert needs_document(briefing)["reason"].startswith("Ingen af positionens")
