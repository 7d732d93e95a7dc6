"""Held-back years: what is learned from, what is foretold, and how it is judged."""

from dataclasses import replace
from datetime import date

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.evaluation import Settings, evaluate
from ecosystem.analysis.evaluation import measures as m
from ecosystem.analysis.evaluation import rankings as r
from ecosystem.analysis.evaluation.comparison import paired_differences
from ecosystem.analysis.evaluation.history import (
    cut,
    history_of,
    home_areas,
    shuffled_dates,
    shuffled_organisations,
    usual_split,
)
from ecosystem.analysis.evaluation.shipped import register_as_it_stood, score_by_referral
from ecosystem.analysis.referral import referral_context, suggest_referrals
from ecosystem.model.errors import EcosystemError, NotRecordedError
from ecosystem.model.firms import Firm
from ecosystem.sources.register.reading import shipped_folder
from ecosystem.sources.rules.offers import read_constants
from tests.builders import a_register

CUT = date(2010, 12, 31)
CONSTANTS = read_constants(shipped_folder() / "rules" / "_constants.yaml")
NORTH, SOUTH = "1081", "1083"
QUICK = Settings(draws=1000)


def a_history(*uses, actors=(), projects=None, **tables):
    """A history of uses told as (actor, area or project, day)."""
    areas = sorted({area for _, area, _ in uses if area is not None})
    project_rows = projects or [
        {"project_id": f"p-{area}", "title": area, "fund": "ERDF", "area": area} for area in areas
    ]
    participations = [
        {"actor_id": actor, "project_id": f"p-{area}", "role": "partner", "start": day}
        for actor, area, day in uses
    ]
    people = {actor for actor, _, _ in uses}
    rows = [
        *actors,
        *({"actor_id": a, "name": a} for a in people - {x["actor_id"] for x in actors}),
    ]
    register = a_register(
        actors=rows, projects=project_rows, participations=participations, **tables
    )
    return replace(register, constants=CONSTANTS)


def two_regions(count=60):
    """A register of what ``two_regions_rows`` tells, with the shipped weights."""
    return replace(a_register(**two_regions_rows(count)), constants=CONSTANTS)


def two_regions_rows(count=60, noise=3, seed=5):
    """Organisations of two regions that use their own region's four schemes, mostly."""
    random = np.random.default_rng(seed)
    schemes = {area: [f"{fund} {area}" for fund in "ABCD"] for area in (NORTH, SOUTH)}
    weights = [0.45, 0.3, 0.15, 0.1]
    projects, uses = [], []
    for area, names in schemes.items():
        for name in names:
            fund = name[0]
            projects += [
                {"project_id": f"p-{area}-{fund.lower()}-{year}", "title": name, "fund": fund,
                 "area": area, "start": f"{year}-06-01"}
                for year in (2009, 2011)
            ]  # fmt: skip
    for number in range(count):
        home = NORTH if number % 2 else SOUTH
        for year in (2009, 2011):
            drawn = random.choice(list("ABCD"), size=2, replace=False, p=weights)
            uses += [(f"o{number}", f"p-{home}-{fund.lower()}-{year}") for fund in drawn]
        if number % noise == 0:
            away = SOUTH if home == NORTH else NORTH
            uses.append((f"o{number}", f"p-{away}-a-2011"))
    rows = [{"actor_id": a, "project_id": p, "role": "partner"} for a, p in uses]
    actors = [{"actor_id": f"o{n}", "name": f"O{n}", "kind": "firm"} for n in range(count)]
    return {"actors": actors, "projects": projects, "participations": rows}


def test_what_comes_after_the_cut_is_not_learned_from():
    """A ranking is the same whatever the later years brought, as long as the same items do."""
    before = [("a", NORTH, "2009-01-01"), ("b", SOUTH, "2009-01-01"), ("b", NORTH, "2010-12-31")]
    short_future = [*before, ("a", NORTH, "2011-01-01"), ("a", SOUTH, "2011-01-01")]
    long_future = [
        *before,
        *(("a", SOUTH, f"2012-01-0{n}") for n in range(1, 9)),
        ("a", NORTH, "2011-02-01"),
    ]

    first, second = (cut(history_of(a_history(*uses)), CUT) for uses in (short_future, long_future))

    assert (first.before == second.before).all()
    for name, scores in r.score_all(first, CONSTANTS, 10.0, 1).items():
        assert (scores == r.score_all(second, CONSTANTS, 10.0, 1)[name]).all(), name


def test_the_last_day_belongs_to_what_is_learned_from():
    """A use on the cut is known, the next day's is foretold."""
    uses = [("a", NORTH, "2010-12-31"), ("a", SOUTH, "2011-01-01")]

    trial = cut(history_of(a_history(*uses)), CUT)

    assert trial.items == (f"ERDF ·  · {NORTH}", f"ERDF ·  · {SOUTH}")
    assert trial.used_before.tolist() == [[True, False]]
    assert trial.later.tolist() == [[False, True]]


def test_lead_and_partner_of_one_project_is_one_use():
    """A party named twice took part once."""
    rows = [
        {"actor_id": "a", "project_id": "p", "role": role, "start": "2009-01-01"}
        for role in ("lead", "partner")
    ]
    projects = [{"project_id": "p", "title": "P", "fund": "ERDF", "area": NORTH}]
    register = a_register(
        actors=[{"actor_id": "a", "name": "A"}], projects=projects, participations=rows
    )

    assert len(history_of(register).uses) == 1


def test_an_offer_is_an_item_of_its_own():
    """A participation that names an offer is a use of it, with the offer's area."""
    rows = [
        {"actor_id": "a", "offer_id": "innobooster", "role": "participant", "start": "2009-01-01"}
    ]
    register = a_register(
        actors=[{"actor_id": "a", "name": "A"}],
        offers=[{"offer_id": "innobooster", "name_da": "I", "area": NORTH}],
        participations=rows,
    )

    history = history_of(register)

    assert history.uses["item_id"].tolist() == ["innobooster"]
    assert history.areas == {"innobooster": NORTH}


def test_home_is_where_most_earlier_uses_were():
    """Most uses decide, then the later one; the whole country is nobody's home."""
    uses = [
        ("a", NORTH, "2008-01-01"), ("a", NORTH, "2008-02-01"), ("a", SOUTH, "2010-01-01"),
        ("b", NORTH, "2008-01-01"), ("b", SOUTH, "2009-01-01"),
        ("c", "national", "2009-01-01"), ("d", SOUTH, "2011-01-01"),
    ]  # fmt: skip
    trial = cut(history_of(a_history(*uses)), CUT)
    history = history_of(a_history(*uses))

    homes = home_areas(history, history.uses[history.uses["day"] <= "2010-12-31"], CUT)

    assert homes == {"a": NORTH, "b": SOUTH}
    assert trial.home.tolist() == [""]


def test_home_is_the_address_where_there_are_no_earlier_uses():
    """A municipality that is an area of its own comes before its region; own uses before both."""
    regions = [
        {"region_code": "1084", "municipality_code": code, "name": "H"} for code in ("0400", "0101")
    ]
    actors = [
        {"actor_id": a, "name": a, "municipality_code": code}
        for a, code in (("a", "0400"), ("b", "0101"), ("c", "0400"))
    ]
    uses = [
        ("c", "1084", "2009-01-01"), ("x", "0400", "2009-01-01"),
        ("a", "0400", "2011-01-01"), ("b", "1084", "2011-01-01"), ("c", "0400", "2011-01-01"),
    ]  # fmt: skip

    trial = cut(history_of(a_history(*uses, actors=actors, regions=regions)), CUT)

    assert dict(zip(trial.organisations, trial.home, strict=True)) == {
        "a": "0400", "b": "1084", "c": "1084",
    }  # fmt: skip


def test_equal_scores_are_settled_by_the_country_and_then_the_name():
    """More users before the cut first, then the name."""
    uses = [
        ("x", "1083", "2009-01-01"), ("y", "1083", "2009-01-01"), ("x", "1085", "2009-01-01"),
        *(("a", area, "2011-01-01") for area in ("1081", "1082", "1083", "1085")),
    ]  # fmt: skip
    trial = cut(history_of(a_history(*uses)), CUT)

    places = m.places_of(np.zeros(trial.used_before.shape), trial)

    assert [i[-4:] for i in trial.items] == ["1081", "1082", "1083", "1085"]
    assert places.tolist() == [[3, 4, 1, 2]]


def test_closed_items_and_own_items_are_not_ranked():
    """What nobody used after the cut is no candidate; for new items the own ones are none."""
    uses = [
        ("a", "1081", "2009-01-01"), ("a", "1082", "2009-01-01"), ("b", "1083", "2009-01-01"),
        ("a", "1082", "2011-01-01"), ("a", "1083", "2011-01-01"),
    ]  # fmt: skip
    trial = cut(history_of(a_history(*uses)), CUT)
    scores = np.array([[9.0, 5.0, 1.0]])

    assert m.places_of(scores, trial).tolist() == [[0, 1, 2]]
    assert m.places_of(scores, trial, trial.used_before).tolist() == [[0, 0, 1]]


@given(
    used=st.lists(st.booleans(), min_size=1, max_size=12),
    seed=st.integers(0, 1000),
    most=st.integers(1, 6),
)
@settings(max_examples=60, deadline=None)
def test_measures_equal_what_a_loop_gives(used, seed, most):
    """Hits, recall, gain and reciprocal place by their definitions, item by item."""
    places = np.random.default_rng(seed).permutation(len(used)) + 1
    mine = sorted(int(p) for p, is_used in zip(places, used, strict=True) if is_used)
    row, flags = places[None, :], np.array([used])
    best = sum(1 / np.log2(1 + n) for n in range(1, min(most, len(mine)) + 1))

    assert m.hits(row, flags, most)[0] == (bool(mine) and mine[0] <= most)
    if not mine:
        assert np.isnan([m.gains(row, flags)[0], m.recalls(row, flags)[0]]).all()
        return
    gained = sum(1 / np.log2(1 + p) for p in mine if p <= most)
    assert m.gains(row, flags, most)[0] == pytest.approx(gained / best)
    assert m.recalls(row, flags, most)[0] == pytest.approx(sum(p <= most for p in mine) / len(mine))
    assert m.reciprocal_places(row, flags)[0] == pytest.approx(1 / mine[0])


def test_ease_is_the_ridge_regression_it_solves():
    """The closed form equals a search for the least squares with nothing on the diagonal."""
    random = np.random.default_rng(3)
    trial = replace(
        cut(history_of(two_regions(12)), CUT), before=random.random((20, 4)) < 0.5,
        used_before=np.eye(4, dtype=bool), items=tuple("abcd"),
    )  # fmt: skip
    links, penalty = trial.before.astype(float), 2.0

    def loss(flat, item):
        weights = np.insert(flat, item, 0.0)
        return ((links[:, item] - links @ weights) ** 2).sum() + penalty * (weights**2).sum()

    weights = r.ease(trial, penalty)  # the rows of own are single items: the weights themselves

    for item in range(4):
        solved = minimize(loss, np.zeros(3), args=(item,), tol=1e-12)
        assert np.delete(weights[:, item], item) == pytest.approx(solved.x, abs=1e-5)
        assert weights[item, item] == 0


def test_pagerank_equals_that_of_networkx():
    """The walker of a single organisation visits items as often as networkx says."""
    trial = cut(history_of(two_regions(16)), CUT)
    graph = nx.Graph()
    seen = [f"o{n}" for n in sorted(range(16), key=lambda n: f"o{n}")]
    for row, actor in enumerate(seen):
        graph.add_edges_from((actor, ("item", i)) for i in np.flatnonzero(trial.before[row]))

    scores = r.pagerank(trial)

    for row, actor in enumerate(trial.organisations[:5]):
        walked = nx.pagerank(
            graph, alpha=r.DAMPING, personalization={actor: 1}, tol=1e-12, max_iter=500
        )
        by_networkx = [walked.get(("item", i), 0.0) for i in range(len(trial.items))]
        assert scores[row] == pytest.approx(by_networkx, abs=1e-8)


def test_item_knn_adds_up_cosines_with_what_was_used():
    """Item by item, by the definition of the cosine."""
    trial = cut(history_of(two_regions(16)), CUT)
    links = trial.before.astype(float)

    scores = r.item_knn(trial)

    for item in range(len(trial.items)):
        total = 0.0
        for used_item in np.flatnonzero(trial.used_before[0]):
            length = np.linalg.norm(links[:, item]) * np.linalg.norm(links[:, used_item])
            total += (
                0.0
                if used_item == item or not length
                else links[:, item] @ links[:, used_item] / length
            )
        assert scores[0, item] == pytest.approx(total)


def test_rules_put_what_is_allowed_first_and_keep_the_order():
    """Own area and the whole country before the rest, whatever the scores."""
    uses = [
        ("a", NORTH, "2009-01-01"), ("b", SOUTH, "2009-01-01"), ("c", "national", "2009-01-01"),
        *(("a", area, "2011-01-01") for area in (NORTH, SOUTH, "national")),
    ]  # fmt: skip
    trial = cut(history_of(a_history(*uses)), CUT)

    ruled = r.rules_first(trial, np.array([[1.0, 9.0, 2.0]]))  # north, south, national

    assert m.places_of(ruled, trial).tolist() == [[2, 3, 1]]


def test_nobody_of_unknown_home_is_ruled_out():
    """Not knowing where an organisation belongs rules nothing out."""
    uses = [("b", NORTH, "2009-01-01"), ("new", NORTH, "2011-01-01"), ("new", SOUTH, "2011-01-01")]
    trial = cut(history_of(a_history(*uses)), CUT)

    assert trial.is_allowed.all()


def test_the_shipped_ranking_is_what_the_referral_answers():
    """The place of each item is the rank that suggest_referrals gives it on that day."""
    trial = cut(history_of(two_regions()), CUT)
    register = register_as_it_stood(trial, CONSTANTS)
    context = referral_context(OnDay(register, date(2011, 1, 1)))
    referral = suggest_referrals(
        register, Firm(municipality_code="0001"), ["not_told"], date(2011, 1, 1), context=context
    )
    home = sorted({*trial.home, *trial.before_home} - {""})[0]
    row = trial.home.tolist().index(home)

    scores = score_by_referral(trial, CONSTANTS)

    order = [trial.items[i] for i in np.argsort(-scores[row])]
    assert order == [suggestion.name for suggestion in referral.suggestions]
    assert len(order) == 8


def test_the_shipped_ranking_reads_the_weights_of_the_register():
    """With a prior of a million earlier cases a region counts for nothing."""
    trial = cut(history_of(two_regions()), CUT)
    heavy = CONSTANTS.model_copy(
        update={"referral": CONSTANTS.referral.model_copy(update={"use_prior": 1e9})}
    )

    by_region, country = score_by_referral(trial, CONSTANTS), score_by_referral(trial, heavy)

    assert {tuple(row) for row in by_region} != {tuple(row) for row in country}
    assert len({tuple(row) for row in country}) == 1


def test_where_the_home_is_not_known_the_country_decides():
    """The referral gives an organisation of unknown home the country's most used."""
    uses = [
        ("x", "1085", "2009-01-01"), ("y", "1085", "2009-01-01"), ("x", "1081", "2009-01-01"),
        ("new", "1081", "2011-01-01"), ("new", "1085", "2011-01-01"),
    ]  # fmt: skip
    trial = cut(history_of(a_history(*uses)), CUT)

    scores = score_by_referral(trial, CONSTANTS)

    assert trial.home.tolist() == [""]
    assert scores[0, 1] > scores[0, 0]  # 1085 before 1081


def test_planted_regions_are_found_and_shuffling_hides_them():
    """Where regions decide, home beats country; dealt out anew, nothing does."""
    evaluation = evaluate(two_regions(80), CUT, settings=QUICK)
    by_model = {x.model: x for x in evaluation.measured if (x.task, x.stratum) == ("all", "known")}
    gains = {(c.kind, c.model): c.gain for c in evaluation.controls}
    verdicts = {
        (c.task, c.model): c.verdict for c in evaluation.compared if c.against == r.SIMPLE[2]
    }

    assert by_model["regional_popularity"].ndcg_5 > by_model["popularity"].ndcg_5 + 0.1
    assert by_model["shipped"].ndcg_5 > by_model["popularity"].ndcg_5 + 0.1
    assert verdicts["all", "popularity"] == "worse"
    assert all(gain < 0.06 for (kind, _), gain in gains.items() if kind == "organisations")
    assert gains["dates", "regional_popularity"] > 0.1


def test_the_same_seed_gives_the_same_digits():
    """Twice the same question, twice the same answer; another seed draws anew."""
    first, again, other_seed = (
        evaluate(two_regions(40), CUT, settings=Settings(seed=seed, draws=200))
        for seed in (1, 1, 2)
    )

    assert first.measured == again.measured
    assert first.compared == again.compared
    assert first.exposed == again.exposed
    assert first.controls == again.controls
    assert first.compared != other_seed.compared


def test_too_few_organisations_decide_nothing():
    """However far apart rankings are, ten organisations are no proof; thirty may be."""
    few = evaluate(two_regions(29), CUT, settings=QUICK)
    enough = evaluate(two_regions(30), CUT, settings=QUICK)

    assert {row.verdict for row in few.compared} == {"undecided"}
    assert few.controls == ()
    assert "worse" in {row.verdict for row in enough.compared}


def test_strata_count_earlier_uses():
    """Never, once, twice or more; the first is not part of what was seen before."""
    uses = [
        ("b", NORTH, "2009-01-01"), ("c", NORTH, "2009-01-01"), ("c", NORTH, "2010-01-01"),
        *((a, area, "2011-01-01") for a in "abc" for area in (NORTH, SOUTH)),
    ]  # fmt: skip

    evaluation = evaluate(a_history(*uses), CUT, settings=QUICK)
    counts = {x.stratum: x.organisations for x in evaluation.measured if x.task == "all"}

    assert counts == {"known": 2, "first": 1, "second": 1, "third_or_later": 1}
    assert "first" not in {x.stratum for x in evaluation.measured if x.task == "new"}


def test_the_usual_cut_leaves_a_third_to_foretell():
    """The end of the year that has nearly two thirds of the uses up to it."""
    uses = [(f"a{n}", NORTH, f"{year}-05-01") for n, year in enumerate([2008, 2009, 2010, 2011])]

    assert usual_split(history_of(a_history(*uses))) == date(2010, 12, 31)


def test_shuffling_keeps_how_often_each_item_and_organisation_stands():
    """Only who used what when changes."""
    history = history_of(two_regions(30))

    for shuffled in (shuffled_dates(history, 4), shuffled_organisations(history, 4)):
        for column in ("actor_id", "item_id", "day"):
            assert sorted(shuffled.uses[column]) == sorted(history.uses[column])
        assert not shuffled.uses.equals(history.uses)


def test_the_interval_of_a_difference_is_about_as_wide_as_theory_says():
    """1.96 standard errors each way, within a tenth."""
    random = np.random.default_rng(0)
    figures = {"a": random.normal(0.1, 0.3, 400), "b": np.zeros(400)}
    apart = paired_differences(figures, "b", 2000, 1)["a"]

    assert apart.half_width == pytest.approx(1.96 * figures["a"].std() / 20, rel=0.1)
    assert apart.low < apart.mean < apart.high


def test_example_data_is_refused_and_a_part_of_it_left_out():
    """What invented firms used is no evidence; rows that are real still count."""
    uses = [("a", NORTH, "2009-01-01"), ("a", SOUTH, "2011-01-01")]
    real = history_of(a_history(*uses))
    rows = [
        {"actor_id": "a", "project_id": "p", "role": "partner", "start": "2009-01-01",
         "is_synthetic": True}
    ]  # fmt: skip
    register = a_register(
        actors=[{"actor_id": "a", "name": "A"}],
        projects=[{"project_id": "p", "title": "P", "fund": "ERDF"}],
        participations=rows,
    )

    assert real.left_out["example_data"] == 0
    with pytest.raises(EcosystemError, match="example data"):
        history_of(register)


def test_uses_without_a_day_or_an_item_are_told():
    """They are counted as left out; a register with nothing else is refused."""
    projects = [
        {"project_id": "dated", "title": "P", "fund": "ERDF", "start": "2009-01-01"},
        {"project_id": "undated", "title": "P", "fund": "ERDF"},
        {"project_id": "nameless", "title": "P", "start": "2009-01-01"},
    ]

    def told(*ids):
        rows = [{"actor_id": "a", "project_id": i, "role": "partner"} for i in ids]
        return a_register(
            actors=[{"actor_id": "a", "name": "A"}], projects=projects, participations=rows
        )

    history = history_of(told("dated", "undated", "nameless"))

    assert dict(history.left_out) == {"example_data": 0, "no_item": 1, "no_day": 1}
    with pytest.raises(EcosystemError, match="Without days nothing"):
        history_of(told("undated", "nameless"))


def test_a_register_without_participations_says_so():
    """Not recorded is not the same as none."""
    with pytest.raises(NotRecordedError, match="participations"):
        evaluate(a_register(actors=[{"actor_id": "a", "name": "A"}]))


@pytest.mark.parametrize("day", [date(2008, 12, 31), date(2011, 1, 1), date(1999, 1, 1)])
def test_a_cut_with_nothing_on_one_side_names_the_days_there_are(day):
    """The message tells the first and the last day."""
    uses = [("a", NORTH, "2009-01-01"), ("a", SOUTH, "2011-01-01")]

    with pytest.raises(EcosystemError, match="2009-01-01 and end on 2011-01-01"):
        evaluate(a_history(*uses), day)


def test_nobody_on_both_sides_cannot_be_decided():
    """Organisations before and others after foretell nothing of each other."""
    uses = [("a", NORTH, "2009-01-01"), ("b", SOUTH, "2011-01-01")]

    with pytest.raises(EcosystemError, match="cannot be decided"):
        evaluate(a_history(*uses), CUT)


def test_without_weights_the_rest_is_still_compared():
    """A register that carries no numbers of the order has no shipped ranking to try."""
    register = replace(two_regions(30), constants=None)

    evaluation = evaluate(register, CUT, settings=QUICK)

    assert "shipped" not in {x.model for x in evaluation.measured}
    assert "pagerank" in {x.model for x in evaluation.measured}


def test_projects_whose_area_nobody_recorded_leave_the_home_to_the_address():
    """A register made before projects had areas is tried all the same."""
    rows = two_regions_rows()
    rows["projects"] = [{**project, "area": None} for project in rows["projects"]]
    rows["actors"] = [{**rows["actors"][0], "municipality_code": "0851"}, *rows["actors"][1:]]
    rows["regions"] = [
        {"region_code": NORTH, "municipality_code": "0851", "name": "N", "valid_from": "2007-01-01"}
    ]
    history = history_of(replace(a_register(**rows), constants=CONSTANTS))

    homes = home_areas(history, history.uses[history.uses["day"] <= str(CUT)], CUT)

    assert homes == {rows["actors"][0]["actor_id"]: NORTH}
