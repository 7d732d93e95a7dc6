"""The part participants: both groups, what is compared, and what cannot be."""

from datetime import date

import pytest

from ecosystem.briefings.theme.brief import brief_analysis
from ecosystem.display.theme.document import analysis_document
from ecosystem.model.analysis import AnalysisParameters, Part
from ecosystem.sources.register.reading import read_register
from tests.builders import a_register

DAY = date(2026, 3, 1)
PLACES = [
    {"municipality_code": "0101", "name": "København", "is_outer": False,
     "group": "Hovedstadskommuner"},
    {"municipality_code": "0825", "name": "Læsø", "is_outer": True, "group": "Landkommuner"},
    {"municipality_code": "0773", "name": "Morsø", "is_outer": False, "group": "Landkommuner"},
]  # fmt: skip
WASHED_IN = "2010-01-01"


def a_country(count=40, leave_out=(), **more):
    """Firms in pairs: one in the cluster's project, far out, large; one elsewhere, near, small."""
    firms = [
        {"actor_id": f"{group}{n}", "name": f"F{n}", "kind": "firm", "cvr": f"{start}{n:07}",
         "municipality_code": town, "employees": size * (1 + n % 3),
         "founded": f"{2000 + n % 5}-06-01"}
        for group, town, size, start in (("a", "0825", 20.0, 1), ("b", "0101", 10.0, 2))
        for n in range(count)
    ]  # fmt: skip
    uses = [
        {"actor_id": f"{group}{n}", "project_id": project, "role": "partner", "start": "2015-06-01"}
        for group, project in (("a", "ours"), ("b", "theirs"))
        for n in range(count)
    ]
    tables = {
        "actors": [{"actor_id": "wind", "name": "Wind", "kind": "cluster"}, *firms],
        "municipalities": PLACES,
        "projects": [
            {"project_id": "ours", "title": "O", "lead_actor_id": "wind", "start": "2015-06-01"},
            {"project_id": "theirs", "title": "T", "start": "2015-06-01"},
            {"project_id": "early", "title": "E", "start": "2008-01-01"},
        ],
        "participations": uses,
    }
    for name, rows in more.items():
        tables[name] = [*tables.get(name, ()), *rows]
    return a_register(**{name: rows for name, rows in tables.items() if name not in leave_out})


def early(*actors, day="2008-01-01"):
    """Participations long before."""
    return [
        {"actor_id": actor, "project_id": "early", "role": "partner", "start": day}
        for actor in actors
    ]


def asked(register, **parameters):
    """The part, its measures by name, and its statements by number."""
    stated = AnalysisParameters(draws=300, **parameters)
    document = analysis_document(brief_analysis(register, DAY, [Part.PARTICIPANTS], stated))
    part = document["parts"]["participants"]
    measures = {one["measure"]: one for one in part.get("compare", ())}
    return part, measures, {one["id"]: one for one in document["statements"]}


def test_both_groups_measure_by_measure():
    """Twice the size, all far out against none, as old as each other."""
    part, measures, told = asked(a_country())

    assert part["groups"] == [
        {"group": "cluster", "organisations": 40, "participations": 40},
        {"group": "other", "organisations": 40, "participations": 40},
        {"group": "both", "organisations": 0, "participations": 0},
    ]
    size, outer, age = (measures[name] for name in ("employees", "outer", "age_years"))
    assert (size["cluster"]["value"], size["other"]["value"]) == (40, 20)
    assert size["difference"] == pytest.approx(2)
    assert size["low"] < 2 < size["high"]
    assert (outer["cluster"], outer["other"]["x"]) == ({"n": 40, "x": 40, "value": 1.0}, 0)
    assert (outer["difference"], outer["interval"].value) == (1.0, "newcombe")
    assert (age["difference"], age["equivalence"]) == (0, {"margin": 1, "is_equivalent": True})
    assert max(size["p_holm"], outer["p_holm"]) < 0.001
    assert told["S8"]["text_da"].startswith("Det typiske antal ansatte er 2 gange så stort")
    assert told["S9"]["text_da"].endswith("også når alle målene ses under ét.")
    assert "Forskellen er under 1 år" in told["S10"]["text_da"]
    assert (told["S8"]["unit"], told["S9"]["unit"], told["S10"]["unit"]) == (
        "ratio",
        "share_difference",
        "years",
    )
    assert "For 80 er det antallet i dag." in told["S8"]["caveat_da"]


def test_a_firm_that_was_ever_with_a_cluster_is_one_of_its_and_counts_once():
    """It counts in neither twice, and its age is that of its first day with the cluster."""
    both = early("a0", "a1", "a2") + [
        {"actor_id": f"a{n}", "project_id": "theirs", "role": "partner", "start": "2020-01-01"}
        for n in range(3)
    ]
    part, measures, _ = asked(a_country(participations=both))

    assert [row["organisations"] for row in part["groups"]] == [37, 40, 3]
    assert (measures["outer"]["cluster"]["n"], measures["outer"]["other"]["n"]) == (40, 40)
    assert measures["age_years"]["difference"] == 0


def test_size_is_that_of_the_year_they_started_where_it_is_recorded():
    """Today's where it is not, and firms without employees are left out of both."""
    years = [
        {"actor_id": f"a{n}", "year": 2015, "employees_fte": 0 if n < 4 else 7.0} for n in range(40)
    ]
    years += [{"actor_id": "a5", "year": 2016, "employees_fte": 999.0}]
    _, measures, told = asked(a_country(actor_years=years))

    assert measures["employees"]["cluster"] == {"n": 36, "x": None, "value": 7.0}
    assert "For 40 er det antallet i dag." in told["S8"]["caveat_da"]
    assert "Tallet er for 76 af 80 organisationer." in told["S8"]["caveat_da"]


def test_the_host_of_an_embedded_unit_is_left_out_of_size_and_age():
    """What is recorded of it is not its unit's."""
    unit = {
        "actor_id": "unit", "name": "U", "kind": "cluster", "parent_actor_id": "a0",
        "is_embedded": True,
    }  # fmt: skip
    _, measures, _ = asked(a_country(actors=[unit]))

    counts = {name: measures[name]["cluster"]["n"] for name in ("employees", "outer", "age_years")}
    assert counts == {"employees": 39, "outer": 40, "age_years": 39}


def test_a_workplace_tells_the_municipality_before_a_head_office():
    """And a site before the actor's own row."""
    sites = [
        {"actor_id": f"b{n}", "site_id": f"s{n}-{kind}", "name": "S", "municipality_code": town,
         "kind": kind}
        for n in range(10)
        for kind, town in (("headquarters", "0101"), ("workplace", "0825"))
    ]  # fmt: skip
    sites += [
        {"actor_id": "a0", "site_id": "a0-h", "name": "S", "municipality_code": "0101",
         "kind": "headquarters"}
    ]  # fmt: skip
    _, measures, _ = asked(a_country(sites=sites))

    assert (measures["outer"]["cluster"]["x"], measures["outer"]["other"]["x"]) == (39, 10)


def test_the_group_of_municipalities_may_tell_instead():
    """Rural municipalities that are no outer ones count there."""
    moved = [{"actor_id": "b0", "site_id": "s", "name": "S", "municipality_code": "0773",
              "kind": "workplace"}]  # fmt: skip
    _, outer, _ = asked(a_country(sites=moved))
    _, rural, told = asked(a_country(sites=moved), typology="group")

    assert [one["outer"]["other"]["x"] for one in (outer, rural)] == [0, 1]
    assert "landkommunerne" in told["S9"]["caveat_da"]


def test_earlier_participations_make_experience_and_first_times():
    """Ten had been there before: with K of 1 they are experienced, and none is first-time then."""
    register = a_country(participations=early(*(f"a{n}" for n in range(10)), day="2013-01-01"))
    part, measures, told = asked(register, experienced=1, wash_in=1)
    counted = {name: measures[name]["cluster"] for name in ("experienced", "first_time")}

    assert counted["experienced"] == {"n": 40, "x": 10, "value": 0.25}
    assert (measures["experienced"]["other"]["n"], measures["experienced"]["other"]["x"]) == (50, 0)
    assert counted["first_time"]["n"] == 40
    assert part["earlier"] == [
        {"class": "0", "cluster": 30, "other": 50},
        {"class": "1-2", "cluster": 10, "other": 0},
        {"class": "3-9", "cluster": 0, "other": 0},
        {"class": "10+", "cluster": 0, "other": 0},
    ]
    assert "fra 2013" in told["S11"]["caveat_da"]
    _, later, _ = asked(register, wash_in=3)
    assert later["first_time"]["state"].value == "no_basis"


def test_fewer_organisations_than_the_limit_give_no_figure():
    """Two with the cluster: nothing of them is shown, and the words say why."""
    part, measures, told = asked(a_country(count=2))

    assert all(one["state"].value == "no_basis" for one in measures.values())
    assert all(one["cluster"]["n"] is None for one in measures.values())
    assert part["groups"][0]["organisations"] is None
    assert told["S9"]["text_da"].startswith("En af grupperne har færre end 3 organisationer")
    assert part["state"] == "no_basis"
    _, shown, _ = asked(a_country(count=2), small=1)
    assert shown["outer"]["state"].value == "computed"


def test_a_table_fewer_silences_what_rests_on_it_alone():
    """Its name is said; the others are as they were."""
    _, whole, _ = asked(a_country())
    _, fewer, told = asked(a_country(leave_out=("municipalities",)))

    assert fewer["outer"]["state"].value == "not_recorded"
    assert "kommuner" in told["S9"]["text_da"]
    same = ("employees", "age_years", "experienced", "first_time")
    assert [fewer[name]["difference"] for name in same] == [
        whole[name]["difference"] for name in same
    ]

    part, measures, told = asked(a_country(leave_out=("participations",)))
    assert (part["state"], measures) == ("not_recorded", {})
    assert {one["state"] for one in told.values()} == {"not_recorded"}
    assert "deltagelser" in told["S8"]["text_da"]


def test_nobody_took_part():
    """A table without rows is none: no basis, and nothing is missing."""
    register = a_register(actors=[], participations=[])
    part, _, told = asked(register)

    assert (part["state"], told["S8"]["state"]) == ("no_basis", "no_basis")


def test_the_real_projects_and_the_example_firms():
    """Place and experience of the real ones; all of the example ones, each marked."""
    _, measures, told = asked(read_register("projects"))
    states = {name: one["state"].value for name, one in measures.items()}
    assert states == {
        "employees": "not_recorded",
        "outer": "computed",
        "age_years": "not_recorded",
        "experienced": "computed",
        "first_time": "computed",
    }
    briefing = brief_analysis(read_register("projects"), DAY, [Part.FIRST_TIMERS])
    alone = briefing.parts[Part.FIRST_TIMERS].content
    both = [measures["first_time"][group] for group in ("cluster", "other")]
    assert sum(group["n"] for group in both) == alone.participations
    assert sum(group["x"] for group in both) == alone.first_time
    assert "aktørernes størrelse pr. år" in told["S8"]["text_da"]
    assert "eksempeldata" not in told["S9"]["text_da"]

    _, measures, told = asked(read_register())
    assert all(one["state"].value == "computed" for one in measures.values())
    assert all("(eksempeldata)" in one["text_da"] for one in told.values())
