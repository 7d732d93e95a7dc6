"""Where to add presence: what each place adds, and what is nearly as good."""

import numpy as np
import pandas as pd
import pytest

from ecosystem.analysis.siting import (
    Plan,
    site_presence,
)
from ecosystem.model.errors import EcosystemError, NotRecordedError

CODES = ["0101", "0147", "0151", "0153", "0155"]

ON_A_LINE = pd.DataFrame(
    np.abs(np.subtract.outer(np.arange(5) * 10.0, np.arange(5) * 10.0)), index=CODES, columns=CODES
)

FIRMS = pd.Series([10.0, 20, 30, 5, 1], index=CODES)

NOWHERE = pd.Series(data=False, index=CODES)

NO_WAY = pd.Series(np.nan, index=CODES)


def sited(plan, firms=FIRMS, is_reached=NOWHERE, nearest=NO_WAY):
    """Five municipalities on a line, ten kilometres apart."""
    return site_presence(firms, ON_A_LINE, is_reached, nearest, plan)


def test_the_middle_of_the_most_firms_is_chosen():
    """One place within 10 km reaches 60 of 66 firms from the second municipality."""
    siting = sited(Plan(add=1, within=10))

    assert [choice.municipality_code for choice in siting.choices] == ["0147"]
    assert siting.choices[0].firms_newly_reached == 60
    assert siting.covered_before == 0
    assert siting.covered_after == pytest.approx(60 / 66)


def test_each_choice_tells_what_it_adds():
    """The second place is counted by what the first one leaves; the sum is all newly reached."""
    siting = sited(Plan(add=2, within=10))

    gains = [choice.firms_newly_reached for choice in siting.choices]
    assert gains == [60, 6]
    assert siting.covered_after == 1


def test_firms_that_are_reached_already_do_not_count():
    """With an office at the first place only the other end is new."""
    reached = pd.Series([True, True, False, False, False], index=CODES)
    siting = sited(Plan(add=1, within=10), is_reached=reached, nearest=ON_A_LINE["0101"])

    assert siting.covered_before == pytest.approx(30 / 66)
    assert siting.choices[0].municipality_code == "0153"
    assert siting.choices[0].firms_newly_reached == 36


def test_existing_offices_may_be_let_go():
    """Choosing anew forgets where offices are."""
    reached = pd.Series([False, False, False, False, True], index=CODES)
    siting = sited(
        Plan(add=1, within=10, is_fixed=False), is_reached=reached, nearest=ON_A_LINE["0155"]
    )

    assert siting.covered_before == pytest.approx(1 / 66)
    assert siting.covered_after == pytest.approx(60 / 66)


def test_nearly_as_good_places_are_told():
    """Between near-ties people decide."""
    even = pd.Series([10.0, 10, 10, 10, 10], index=CODES)
    siting = sited(Plan(add=1, within=10), firms=even)

    others = {choice.municipality_code for choice in siting.alternatives}
    assert others | {siting.choices[0].municipality_code} == {"0147", "0151", "0153"}
    assert all(choice.loss == 0 for choice in siting.alternatives)


def test_a_place_that_loses_more_than_one_per_cent_is_not_an_alternative():
    """1 of 100 is told, 2 of 100 are not."""
    firms = pd.Series([50.0, 0, 0, 0, 49.5], index=CODES)
    siting = sited(Plan(add=1, within=0), firms=firms)
    worse = sited(Plan(add=1, within=0), firms=firms.replace(49.5, 49.0))

    assert [choice.municipality_code for choice in siting.alternatives] == ["0155"]
    assert worse.alternatives == ()


def test_the_least_way_is_another_question():
    """The median of the firms, not the place that reaches most."""
    siting = sited(Plan(add=1, within=10, goal="distance"))

    assert siting.choices[0].municipality_code == "0151"
    assert siting.mean_km_after == pytest.approx((200 + 200 + 50 + 20) / 66)
    assert siting.mean_km_before is None


def test_adding_nothing_changes_nothing():
    """K may be zero."""
    siting = sited(Plan(add=0, within=10))

    assert siting.choices == ()
    assert siting.covered_after == siting.covered_before


@pytest.mark.parametrize("add", [-1, 6])
def test_more_places_than_municipalities_are_refused(add):
    """And fewer than none."""
    with pytest.raises(EcosystemError, match="ask for 0 to 5"):
        sited(Plan(add=add, within=10))


def test_without_firms_no_place_is_better():
    """None recorded, none in the position, and a negative number."""
    with pytest.raises(NotRecordedError, match="records no firms"):
        sited(Plan(add=1, within=10), firms=FIRMS * np.nan)
    with pytest.raises(EcosystemError, match="no firm in this position"):
        sited(Plan(add=1, within=10), firms=FIRMS * 0)
    with pytest.raises(EcosystemError, match="negative"):
        sited(Plan(add=1, within=10), firms=FIRMS.replace(1.0, -1.0))


def test_the_longest_way_is_a_third_question():
    """One place in the middle; what it costs in firms reached is told beside it."""
    siting = sited(Plan(add=1, within=10, goal="worst"))

    assert [choice.municipality_code for choice in siting.choices] == ["0151"]
    assert (siting.worst_km_before, siting.worst_km_after) == (None, 20)
    assert siting.covered_after < sited(Plan(add=1, within=10)).covered_after


def test_how_many_places_would_reach_all_is_told():
    """Two within 10 km; none more when all is reached; unknown where a place has no way at all."""
    everywhere = pd.Series(data=True, index=CODES)
    islands = pd.DataFrame(np.full((5, 5), np.nan), index=CODES, columns=CODES)

    assert sited(Plan(add=1, within=10)).places_for_all == 2
    assert sited(Plan(add=0, within=10), is_reached=everywhere).places_for_all == 0
    nowhere = site_presence(FIRMS, islands, NOWHERE, NO_WAY, Plan(add=1, within=10))
    assert nowhere.places_for_all is None


def test_a_place_that_adds_nothing_has_no_alternatives():
    """When all is reached, any other place would do as well, and saying so helps nobody."""
    everywhere = pd.Series(data=True, index=CODES)
    siting = sited(Plan(add=2, within=10), is_reached=everywhere, nearest=ON_A_LINE["0101"] * 0)

    assert [choice.firms_newly_reached for choice in siting.choices] == [0, 0]
    assert siting.alternatives == ()
