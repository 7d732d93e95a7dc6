"""Where a position's firms are: counts, quotients, shrinkage and bands."""

from datetime import date
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.presence import (
    FirmsLeftOut,
    PositionFirms,
    PresenceBand,
    by_group,
    ellison_glaeser,
    exact_limits,
    firms_by_municipality,
    firms_left_out,
    firms_of_every_position,
    hoover_index,
    jobs_by_municipality,
    krugman_index,
    location_quotient,
    locational_gini,
    log_delta_limits,
    plant_herfindahl,
    presence,
    shrink,
    standardised_quotient,
    statistics_by_municipality,
    statistics_over_time,
)
from ecosystem.model.errors import EcosystemError, NotRecordedError, UnknownIdError
from ecosystem.model.vocabulary import FirmCut, IndustryScheme
from ecosystem.sources.register import read_register
from tests.builders import a_register

TODAY = date(2026, 3, 1)
PLACES = [
    {"municipality_code": "0101", "name": "København"},
    {"municipality_code": "0851", "name": "Aalborg"},
]
POSITIONS = [
    {"position_id": "energi", "name_da": "Energi", "name_en": "Energy", "status": "strength"},
    {"position_id": "lyd", "name_da": "Lyd", "name_en": "Sound", "status": "strength"},
]


def an_industry(prefix, position="energi", role="core", weight=1.0, scheme="DB07", **more):
    """A code prefix of a position."""
    plain = {"scheme": scheme, "code_prefix": prefix, "position_id": position}
    return {**plain, "role": role, "weight": weight, **more}


def a_firm_row(actor_id, code=None, place="0851", scheme="DB07", **more):
    """An active firm."""
    plain = {"actor_id": actor_id, "kind": "firm", "name": actor_id, "municipality_code": place}
    return {**plain, "industry_code": code, "industry_scheme": scheme, **more}


def a_country(firms, **tables):
    """Two municipalities and two positions with some firms."""
    plain = {"municipalities": PLACES, "strength_positions": POSITIONS, "actors": firms}
    return a_register(**{**plain, **tables})


def test_firms_are_counted_by_how_close_their_industry_is():
    """Core, related and enabling industries give a narrow, a plain and a wide count."""
    industries = [
        an_industry("27"),
        an_industry("28", role="related", weight=0.5),
        an_industry("62", role="enabling", weight=0.25),
    ]
    firms = [a_firm_row("a", "271100"), a_firm_row("b", "281100"), a_firm_row("c", "620100")]

    register = a_country(firms, industry_positions=industries)
    counted = firms_by_municipality(OnDay(register, TODAY), "energi")

    cuts = counted.loc["0851", ["firms_low", "firms", "firms_high", "firms_weighted"]]
    assert cuts.tolist() == [1, 2, 3, 1.75]
    assert counted.loc["0101", "firms"] == 0
    assert counted.loc["0851", "all_firms"] == 3


def test_the_longest_prefix_decides():
    """A rule for 2712 outweighs one for 27, whatever its role."""
    industries = [an_industry("27", role="enabling", weight=0.25), an_industry("2712")]
    register = a_country([a_firm_row("a", "271200")], industry_positions=industries)

    assert firms_by_municipality(OnDay(register, TODAY), "energi").loc["0851", "firms_low"] == 1


def test_codes_of_two_editions_never_mix():
    """A DB25 code is not held against DB07 prefixes."""
    firm = a_firm_row("a", "271100", scheme="DB25")
    register = a_country([firm], industry_positions=[an_industry("27")])

    assert firms_by_municipality(OnDay(register, TODAY), "energi").loc["0851", "firms_high"] == 0


def test_a_firm_with_a_tie_counts_once_whatever_its_code():
    """Found by code, by tie and by both: the union, with what each source found."""
    industries = [an_industry("27"), an_industry("62", role="enabling", weight=0.25)]
    firms = [a_firm_row("a", "271100"), a_firm_row("b", "620100"), a_firm_row("c", "999999")]
    cluster = {"actor_id": "klynge", "kind": "cluster", "name": "Klynge"}
    role = {"actor_id": "klynge", "position_id": "energi", "role": "designated_cluster"}
    members = [
        {"from_actor_id": firm, "to_actor_id": "klynge", "kind": "member_of", "evidence": "member"}
        for firm in ("a", "b", "c")
    ]
    register = a_country(
        [*firms, cluster], industry_positions=industries, actor_positions=[role], links=members
    )

    row = firms_by_municipality(OnDay(register, TODAY), "energi").loc["0851"]

    assert row[["firms_low", "firms", "firms_high"]].tolist() == [3, 3, 3]
    assert row[["found_by_code", "found_by_tie", "found_by_both"]].tolist() == [0, 1, 2]
    assert row["firms_weighted"] == 3


def test_a_participant_in_a_project_of_the_position_has_a_tie():
    """Only from the day the project began for it."""
    project = {"project_id": "p", "title": "P", "position_id": "energi"}
    participation = {"actor_id": "a", "project_id": "p", "role": "partner", "start": "2026-03-01"}
    register = a_country([a_firm_row("a")], projects=[project], participations=[participation])

    assert firms_by_municipality(OnDay(register, TODAY), "energi").loc["0851", "firms"] == 1
    assert (
        firms_by_municipality(OnDay(register, date(2026, 2, 28)), "energi").loc["0851", "firms"]
        == 0
    )


def test_a_firm_in_two_positions_is_split():
    """The weights of a firm can be made to add to one over its positions."""
    industries = [an_industry("27"), an_industry("27", "lyd", "related", 0.5)]
    register = a_country([a_firm_row("a", "271100")], industry_positions=industries)

    split = firms_of_every_position(OnDay(register, TODAY))["firms_split"]

    assert split["energi", "0851"] == pytest.approx(2 / 3)
    assert split["lyd", "0851"] == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("founded", "closed", "count"),
    [
        (None, None, 1),
        ("2026-03-01", None, 1),
        ("2026-03-02", None, 0),
        (None, "2026-03-01", 1),
        (None, "2026-02-28", 0),
    ],
)
def test_only_firms_active_on_the_day_count(founded, closed, count):
    """From the day of foundation to its last day, both counted in."""
    firm = a_firm_row("a", "271100", founded=founded, closed=closed)
    register = a_country([firm], industry_positions=[an_industry("27")])

    assert firms_by_municipality(OnDay(register, TODAY), "energi").loc["0851", "firms"] == count


def test_without_firms_nothing_is_counted():
    """A register that records no firm at all has no number of firms, not zero."""
    hub = {"actor_id": "hub", "kind": "business_hub", "name": "Hub"}

    for register in (a_country([hub]), a_country([])):
        counted = firms_by_municipality(OnDay(register, TODAY), "energi")
        assert counted["firms"].isna().all()
        assert firms_left_out(OnDay(register, TODAY)) is None


def test_what_could_not_be_placed_is_told():
    """Firms without a municipality or an industry are counted apart."""
    firms = [a_firm_row("a", None), a_firm_row("b", "271100", place=None)]
    register = a_country(firms, industry_positions=[an_industry("27")])

    assert firms_left_out(OnDay(register, TODAY)) == FirmsLeftOut(1, 1)
    assert firms_by_municipality(OnDay(register, TODAY), "energi")["firms"].sum() == 0


CUT_OF = {
    "firms_low": FirmCut.NARROW,
    "firms": FirmCut.STANDARD,
    "firms_high": FirmCut.BROAD,
}
SHIPPED = cache(lambda: OnDay(read_register(), date(2026, 11, 23)))


def test_every_cut_of_every_position_counts_the_firms_that_the_list_names():
    """On the map and in the list: the same firms in each municipality, and those in none."""
    day = SHIPPED()
    counted = PositionFirms(day)

    for position in day.membership.position_ids:
        assert counted.count(position) == day.membership.counts(position), position
        table = counted.by_municipality(position)
        for column, cut in CUT_OF.items():
            listed = day.membership.firms_of(position, cut)["municipality_code"].value_counts()
            assert table[column].to_dict() == listed.reindex(table.index, fill_value=0).to_dict()


CODES = st.sampled_from(["271100", "271200", "281100", "620100", "999999", None])
TIES = st.sets(st.sampled_from(["member", "active", "project", "both"]), max_size=2)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(CODES, TIES, st.sampled_from(["0101", "0851", None])), max_size=8))
def test_adding_up_cells_gives_what_looking_at_each_firm_gives(drawn):
    """Whatever the codes and ties: the three cuts, firms of no municipality, and members alone."""
    firms = [a_firm_row(f"f{at}", code, place) for at, (code, _, place) in enumerate(drawn)]
    tied = [(f"f{at}", ties) for at, (_, ties, _) in enumerate(drawn)]
    cluster = {"actor_id": "klynge", "kind": "cluster", "name": "Klynge"}
    roles = [
        {"actor_id": "klynge", "position_id": "energi", "role": "designated_cluster"},
        *(
            {"actor_id": firm, "position_id": "energi", "role": "active_in"}
            for firm, ties in tied
            if ties & {"active", "both"}
        ),
    ]
    links = [
        {"from_actor_id": firm, "to_actor_id": "klynge", "kind": "member_of"}
        for firm, ties in tied
        if ties & {"member", "both"}
    ]
    participations = [
        {"actor_id": firm, "project_id": "p", "role": "partner"}
        for firm, ties in tied
        if "project" in ties
    ]
    industries = [
        an_industry("27", role="related", weight=0.5),
        an_industry("2712"),
        an_industry("28", role="enabling", weight=0.25),
    ]
    register = a_country(
        [*firms, cluster],
        actor_positions=roles,
        links=links,
        participations=participations,
        projects=[{"project_id": "p", "title": "P", "position_id": "energi"}],
        industry_positions=industries,
    )
    day = OnDay(register, TODAY)

    assert PositionFirms(day).count("energi") == day.membership.counts("energi")


def test_an_unknown_position_is_told():
    """With the nearest ids."""
    with pytest.raises(UnknownIdError, match="energi"):
        firms_by_municipality(OnDay(a_country([]), TODAY), "energy")


# --- official statistics -------------------------------------------------------------------


def a_statistic(code, year=2023, scheme="DB07", place="0851", workplaces=10):
    """A row of official statistics."""
    plain = {"municipality_code": place, "industry_code": code, "industry_scheme": scheme}
    return {**plain, "year": year, "workplaces": workplaces}


def test_statistics_of_the_latest_year_are_counted():
    """Weights apply, TOT is the total, a suppressed cell is not known and not zero."""
    rows = [
        a_statistic("27", workplaces=30),
        a_statistic("TOT", workplaces=1000),
        a_statistic("27", place="0101", workplaces=None),
        a_statistic("TOT", place="0101", workplaces=5000),
        a_statistic("27", year=2022, workplaces=99),
    ]
    industries = [an_industry("27", role="related", weight=0.5)]
    register = a_country([], industry_positions=industries, firm_statistics=rows)

    statistics = statistics_by_municipality(OnDay(register, TODAY), "energi")

    assert statistics.loc["0851"].tolist() == [15, 1000]
    assert np.isnan(statistics.loc["0101", "count"])
    assert statistics.attrs == {"year": 2023, "scheme": "DB07", "unit": "workplaces"}


def test_a_year_in_two_editions_is_refused_unless_one_is_chosen():
    """Counting across the break would compare unlike things."""
    rows = [a_statistic("27"), a_statistic("27", scheme="DB25")]
    industries = [an_industry("27"), an_industry("27", scheme="DB25")]
    register = a_country([], industry_positions=industries, firm_statistics=rows)

    with pytest.raises(EcosystemError, match="DB07 and DB25"):
        statistics_by_municipality(OnDay(register, TODAY), "energi")


def test_a_sum_with_a_suppressed_part_is_not_known():
    """What is left of it would look like a fact; the total is then the row TOT alone."""
    rows = [
        a_statistic("27", workplaces=30),
        a_statistic("28", workplaces=None),
        a_statistic("62", workplaces=5),
        a_statistic("27", place="0101", workplaces=7),
        a_statistic("28", place="0101", workplaces=0),
    ]
    industries = [an_industry("27"), an_industry("28")]
    register = a_country([], industry_positions=industries, firm_statistics=rows)

    statistics = statistics_by_municipality(OnDay(register, TODAY), "energi")

    assert statistics.loc["0851"].isna().all()
    assert statistics.loc["0101"].tolist() == [7, 7]


def test_a_series_never_crosses_the_break_between_editions():
    """2024 in DB07 and 2025 in DB25 are no series; within one edition they are."""
    rows = [a_statistic("27", year=2023), a_statistic("27", year=2024, workplaces=12)]
    after = a_statistic("27", year=2025, scheme="DB25", workplaces=40)
    industries = [an_industry("27"), an_industry("27", scheme="DB25")]
    register = a_country([], industry_positions=industries, firm_statistics=[*rows, after])

    with pytest.raises(EcosystemError, match="DB07 and DB25, whose figures cannot be compared"):
        statistics_over_time(OnDay(register, TODAY), "energi")
    series = statistics_over_time(OnDay(register, TODAY), "energi", scheme=IndustryScheme.DB07)
    assert series["count"].xs("0851", level="municipality_code").to_dict() == {2023: 10, 2024: 12}


def test_statistics_that_are_not_recorded_are_told():
    """Not recorded is not zero."""
    with pytest.raises(NotRecordedError):
        statistics_by_municipality(OnDay(a_country([]), TODAY), "energi")


# --- quotients -----------------------------------------------------------------------------

X = pd.Series([4, 18, 90, 388], index=list("ABCD"))
N = pd.Series([40, 200, 1760, 8000], index=list("ABCD"))


def test_the_worked_case_of_the_location_quotient():
    """Area A by exact limits, area B by the log-delta ones (methods, 2.2, case 1)."""
    quotients = location_quotient(X, N)

    assert quotients.loc["A"].round(2).tolist() == [2.00, 0.54, 5.12, 2.0]
    assert quotients.loc["B"].round(2).tolist() == [1.80, 1.17, 2.78, 10.0]


def test_both_kinds_of_limits_can_be_asked_for():
    """A: log-delta .79-5.05 (se .473), exact .54-5.12; B: exact 1.07-2.84 (methods, 2.2)."""
    wide = log_delta_limits(X, N)
    exact = exact_limits(X, location_quotient(X, N)["expected"])

    assert wide.loc["A"].round(3).tolist() == [0.792, 5.05, 0.473]
    assert wide.loc["B", ["low", "high"]].round(2).tolist() == [1.17, 2.78]
    assert wide.loc["B", "se"] == pytest.approx(0.221, abs=0.001)
    assert exact.loc["A"].round(3).tolist() == [0.545, 5.121]
    assert exact.loc["B"].round(2).tolist() == [1.07, 2.84]


def test_none_at_all_has_an_upper_limit():
    """No firm where 10 are expected: a quotient of 0, at most .369."""
    quotients = location_quotient(pd.Series([0, 100]), pd.Series([1000, 9000]))

    assert quotients.loc[0, "location_quotient"] == 0
    assert quotients.loc[0, "lq_low"] == 0
    assert quotients.loc[0, "lq_high"] == pytest.approx(3.69 / 10, abs=0.001)


def test_an_area_without_units_has_no_quotient():
    """There is nothing to take a share of."""
    quotients = location_quotient(pd.Series([0, 5]), pd.Series([0, 50]))

    assert quotients.loc[0, ["location_quotient", "lq_low", "lq_high"]].isna().all()


@pytest.mark.parametrize(("x", "n"), [(-1, 10), (11, 10)])
def test_counts_that_cannot_be_are_refused(x, n):
    """Negative firms, or more of the position than there are."""
    with pytest.raises(EcosystemError, match="a: "):
        location_quotient(pd.Series([x], index=["a"]), pd.Series([n], index=["a"]))


def test_the_worked_case_of_shrinkage():
    """A 1.019 (.836-1.220), B 1.070 (.889-1.268): neither is present (methods, 2.2, case 2)."""
    shrunk = shrink(X, location_quotient(X, N)["expected"]).round(3)

    assert shrunk.loc["A"].tolist() == [1.019, 0.836, 1.220, 0.019]
    assert shrunk.loc["B"].tolist() == [1.070, 0.889, 1.268, 0.088]


def test_shrinkage_agrees_with_esda():
    """Marshall's estimator with the expected number as exposure."""
    from esda.smoothing import Empirical_Bayes

    dice = np.random.default_rng(5)
    expected = pd.Series(dice.uniform(1, 40, 60))
    observed = pd.Series(dice.poisson(expected * dice.gamma(20, 1 / 20, 60)))

    shrunk = shrink(observed, expected)["lq_shrunk"]

    oracle = Empirical_Bayes(observed.to_numpy(), expected.to_numpy()).r.flatten()
    assert shrunk.to_numpy() == pytest.approx(oracle)


def test_areas_that_differ_by_chance_alone_have_no_interval():
    """Nothing between the areas: each gets the whole's rate and no claim is made."""
    shrunk = shrink(pd.Series([10, 10]), pd.Series([10.0, 10.0]))

    assert shrunk["lq_shrunk"].tolist() == [1, 1]
    assert shrunk["shrunk_low"].isna().all()


def test_bands_need_five_and_an_interval_clear_of_one():
    """Over, as expected, too few to say, and no data."""
    count = pd.Series([60.0, 100, 4, np.nan], index=list("abcd"))
    total = pd.Series([200.0, 5000, 200, 100], index=list("abcd"))

    bands = presence(pd.DataFrame({"count": count, "total": total}))["band"]

    assert bands.tolist() == [
        PresenceBand.OVER.value,
        PresenceBand.UNDER.value,
        PresenceBand.TOO_FEW.value,
        PresenceBand.UNKNOWN.value,
    ]


def test_chance_alone_rarely_makes_an_area_stand_out():
    """98 areas without specialisation: after shrinkage at most one is called over or under."""
    dice = np.random.default_rng(1)
    total = pd.Series(dice.integers(300, 20_000, 98)).astype(float)
    claims = []
    for _ in range(20):
        count = pd.Series(dice.binomial(total.astype(int), 0.02)).astype(float)
        bands = presence(pd.DataFrame({"count": count, "total": total}))["band"]
        claims.append(bands.isin(["over", "under"]).sum())

    assert np.mean(claims) < 1


def test_plants_that_chose_at_random_are_not_concentrated():
    """Ellison and Glaeser's measure is zero in the mean of random placements."""
    dice = np.random.default_rng(3)
    area = pd.Series(dice.dirichlet(np.ones(20)))
    drawn = dice.multinomial(50, area, size=800) / 50

    gamma = [ellison_glaeser(pd.Series(row), area, 1 / 50) for row in drawn]

    assert np.mean(gamma) == pytest.approx(0, abs=0.003)


def test_a_group_with_an_unknown_count_is_unknown():
    """A sum that leaves out what nobody knows would look like a fact."""
    table = pd.DataFrame({"firms": [1.0, np.nan, 3.0]}, index=["a", "b", "c"])

    sums = by_group(table, {"a": "vest", "b": "vest", "c": "øst"})

    assert np.isnan(sums.loc["vest", "firms"])
    assert sums.loc["øst", "firms"] == 3


# --- the whole country ---------------------------------------------------------------------


def test_the_indices_of_one_worked_case():
    """Shares .5 .4 .1 against .6 .3 .1: Krugman .2, Hoover .1, Gini .11 (methods, 4, case 1)."""
    count, total = pd.Series([10, 8, 2]), pd.Series([60, 30, 10])

    assert krugman_index(count, total) == pytest.approx(0.2)
    assert hoover_index(count, total) == pytest.approx(0.1)
    assert locational_gini(count, total) == pytest.approx(0.11)
    assert krugman_index(count * 0, total) is None


def test_the_gini_agrees_with_the_package_inequality():
    """Over areas of equal size the locational Gini is the ordinary one."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from inequality.gini import Gini

    count = pd.Series(np.random.default_rng(4).integers(0, 50, 40))

    gini = locational_gini(count, pd.Series(np.full(40, 100)))

    assert gini == pytest.approx(Gini(count.to_numpy()).g)


def test_one_plant_alone_has_no_concentration_beyond_itself():
    """Four equal plants: H is a quarter. All in one plant: nothing is left to be concentrated."""
    assert plant_herfindahl(pd.Series([10, 10, 10, 10])) == 0.25
    assert plant_herfindahl(pd.Series([], dtype=float)) is None
    assert ellison_glaeser(pd.Series([1.0, 0]), pd.Series([0.5, 0.5]), 1.0) is None


def test_a_worked_case_of_ellison_and_glaeser():
    """Shares (.6, .4, 0) of the position, (.5, .3, .2) of all, ten equal plants.

    G = .06, 1 - sum x^2 = .62, H = .1: gamma = (.06/.62 - .1)/.9 = -.0036.
    """
    s, x = pd.Series([0.6, 0.4, 0.0]), pd.Series([0.5, 0.3, 0.2])

    assert ellison_glaeser(s, x, 0.1) == pytest.approx(-0.00358, abs=1e-5)


def test_standardised_quotients_compare_areas():
    """Mean 0 and standard deviation 1 over the areas."""
    quotients = standardised_quotient(X, N)

    assert quotients.mean() == pytest.approx(0)
    assert quotients.std(ddof=1) == pytest.approx(1)
    assert quotients.idxmax() == "A"


def test_jobs_are_added_up_over_the_same_firms():
    """By code and by tie, each firm once; a size nobody recorded is counted apart."""
    industries = [an_industry("27"), an_industry("62", role="enabling", weight=0.25)]
    firms = [
        a_firm_row("a", "271100", employees=30),
        a_firm_row("b", "271100", employees=None),
        a_firm_row("c", "620100", employees=8),
        a_firm_row("d", "620100", employees=100),
        a_firm_row("e", "271100", employees=5, place="0101"),
    ]
    active = [
        {"actor_id": firm, "position_id": "energi", "role": "active_in"} for firm in ("a", "c")
    ]
    register = a_country(firms, industry_positions=industries, actor_positions=active)

    jobs = jobs_by_municipality(OnDay(register, TODAY), "energi")

    names = ["jobs", "all_jobs", "largest", "squares", "sized", "unsized"]
    assert jobs.loc["0851", names].tolist() == [38, 138, 30, 900 + 64, 2, 1]
    assert jobs.loc["0101", names].tolist() == [5, 5, 5, 25, 1, 0]
    assert jobs_by_municipality(OnDay(a_country([]), TODAY), "energi")["jobs"].isna().all()
