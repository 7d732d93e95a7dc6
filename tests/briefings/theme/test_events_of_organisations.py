"""First-timers, journeys and linked sources, from tables made for a test and from real ones."""

from datetime import date, timedelta

import pytest

from ecosystem import read_register
from ecosystem.briefings.theme import first_timers, journeys, linked
from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.display.theme.document import fields_of
from ecosystem.display.wording import say
from ecosystem.model.analysis import AnalysisParameters, AnalysisSettings, PartState
from ecosystem.model.errors import EcosystemError
from tests.builders import a_register

ON = date(2026, 11, 30)
LEADS = {
    "role": "lead",
    "kinds": "all",
    "first_start": date(2007, 1, 1),
    "last_start": date(2013, 12, 31),
    "periods": ("2007-2013",),
}
PARTS = (first_timers, journeys, linked)


def asked(register, **parameters):
    """The basis of a question."""
    return ThemeBasis.of(register, ON, AnalysisParameters(**parameters), AnalysisSettings())


@pytest.fixture(scope="module")
def real():
    """The register of real projects."""
    return read_register("projects")


def uses(*rows, **cells):
    """Uses of offers: who, which, from when."""
    return [
        {"actor_id": a, "offer_id": o, "role": "participant", "start": s, **cells}
        for a, o, s in rows
    ]


def register_of(participations, closed=None, **tables):
    """A register of firms that used offers."""
    ids = sorted({row["actor_id"] for row in participations})
    offers = sorted({row["offer_id"] for row in participations})
    return a_register(
        actors=[
            {"actor_id": i, "kind": "firm", "name": i, "closed": (closed or {}).get(i)} for i in ids
        ],
        offers=[{"offer_id": o, "kind": "scheme", "name_da": o} for o in offers],
        participations=participations,
        **tables,
    )


def test_leads_who_are_there_for_the_first_time(real):
    """120 of 282 (.426), 22 of 57 in 2010; and what the share is when links were missed."""
    answer = first_timers.part_answer(asked(real, wash_in_years=3, **LEADS))
    content = answer.content
    assert (content.first_time, content.participations) == (120, 282)
    assert round(content.share, 3) == 0.426
    assert (round(content.low, 3), round(content.high, 3)) == (0.339, 0.517)
    years = {row.year: (row.first_time, row.participations) for row in content.by_year}
    assert years == {2010: (22, 57), 2011: (46, 95), 2012: (33, 86), 2013: (19, 44)}
    assert sum(row.participations for row in content.by_class) == 282
    assert [round(row.share, 3) for row in content.if_linkage] == [0.395, 0.362, 0.282]
    assert "120 af de 282 gange" in say(answer.statements[0].sentence)


def test_leads_who_go_on(real):
    """55 of 270: .094, .131 and .187 after 365, 730 and 1,095 days, not .204."""
    answer = journeys.part_answer(asked(real, wash_in_years=0, **LEADS))
    whole = answer.content.groups[0]
    assert (whole.group, whole.organisations, whole.onward) == ("all", 270, 55)
    assert round(whole.naive, 3) == 0.204
    assert [round(at.share, 3) for at in whole.km] == [0.094, 0.131, 0.187]
    assert sum(group.organisations for group in answer.content.groups[1:]) == 270
    assert sum(row.organisations for row in answer.content.first_touch) == 270
    assert (answer.content.logrank.a, answer.content.logrank.b) == ("cluster", "other")
    said = say(answer.statements[0].sentence)
    assert "13,1 %" in said
    assert "20,4 %" in said


@pytest.mark.parametrize(
    ("closed", "shares"), [(False, (0.167, 0.375, 0.688)), (True, (0.167, 0.333, 0.583))]
)
def test_the_worked_cases_of_the_methods(closed, shares):
    """Onward after 4, 9, 15 months; followed 6, 12, 24, of whom the first may have closed."""
    days = {4: 122, 6: 183, 9: 274, 12: 365, 15: 456, 24: 730}
    end = date(2020, 1, 1)
    rows = []
    for months in (4, 9, 15):
        start = end - timedelta(days=900)
        rows += [(f"onward{months}", "x", start)]
        rows += [(f"onward{months}", "y", start + timedelta(days=days[months]))]
    for months in (6, 12, 24):
        is_closed = closed and months == 6
        start = end - timedelta(days=900 if is_closed else days[months])
        rows += [(f"followed{months}", "x", start)]
    closings = {"followed6": end - timedelta(days=900 - days[6])} if closed else {}
    basis = asked(
        register_of(uses(*rows), closings), wash_in_years=0, last_start=end, first_start=None
    )
    answer = journeys.part_answer(basis, horizons=(183, 365, 730))
    whole = answer.content.groups[0]
    assert whole.naive == 0.5
    assert tuple(round(at.share, 3) for at in whole.km) == shares
    method = "Aalen-Johansen" if closed else "Kaplan-Meier"
    assert method in say(answer.statements[0].sentence)


def test_the_known_share_of_first_timers_comes_out():
    """40 of 100 were there 2 years before, of 60 nobody knows anything; 5 years before is none."""
    rows = [(f"f{n}", "x", "2012-06-01") for n in range(100)]
    rows += [(f"f{n}", "y", "2010-06-01") for n in range(40)]
    rows += [(f"f{n}", "y", "2007-06-01") for n in range(40, 70)]
    basis = asked(register_of(uses(*rows)), first_start=date(2009, 6, 1), last_start=ON)
    content = first_timers.part_answer(basis).content
    assert (content.first_time, content.participations) == (60, 100)
    assert {row.name: row.participations for row in content.by_class} == {
        "0": 30,
        "1-2": 70,
        "3-9": 0,
        "10+": 0,
    }


def test_a_share_that_missed_links_alone_can_explain_is_told_as_such():
    """5 of 100 may all be organisations whose earlier participation was not linked."""
    rows = [(f"f{n}", "x", "2012-06-01") for n in range(100)]
    rows += [(f"f{n}", "y", "2011-06-01") for n in range(92)]
    basis = asked(register_of(uses(*rows)), first_start=date(2009, 6, 1), last_start=ON)
    answer = first_timers.part_answer(basis)
    assert answer.content.participations == 100
    assert [round(row.share, 3) for row in answer.content.if_linkage] == [0.032, 0, 0]
    assert "kan det ikke udelukkes" in say(answer.statements[1].sentence)


@pytest.mark.parametrize("part", [first_timers, journeys])
def test_a_wash_in_longer_than_the_register_says_from_when_it_can_be_answered(part):
    """No figure, and the day."""
    register = register_of(uses(("a", "x", "2010-01-01"), ("b", "x", "2012-01-01")))
    answer = part.part_answer(asked(register, wash_in_years=5))
    assert answer.state is PartState.NO_BASIS
    assert "1. januar 2015" in say(answer.why)
    assert all(one.value is None for one in answer.statements)


def test_no_years_before_make_everybody_a_first_timer_and_are_refused():
    """Any participation would be the first."""
    register = register_of(uses(("a", "x", "2010-01-01")))
    assert first_timers.part_answer(asked(register, wash_in_years=0)).state is PartState.REFUSED


@pytest.mark.parametrize("part", [first_timers, journeys])
def test_a_last_day_before_the_first_is_refused(part):
    """Both days are named."""
    register = register_of(uses(("a", "x", "2010-01-01")))
    days = {"first_start": date(2011, 1, 1), "last_start": date(2010, 1, 1)}
    with pytest.raises(EcosystemError, match=r"2010-01-01.*2011-01-01"):
        part.part_answer(asked(register, **days))


@pytest.mark.parametrize("part", PARTS)
def test_a_table_that_is_absent_is_named_and_an_empty_one_is_none(part):
    """Not recorded is not zero."""
    nobody = {"actors": [], "offers": []}
    absent = part.part_answer(asked(a_register(**nobody)))
    assert absent.state is PartState.NOT_RECORDED
    assert all("deltagelser" in say(one.sentence) for one in absent.statements)
    assert part.part_answer(asked(a_register(participations=[], **nobody))).state is (
        PartState.NO_BASIS
    )


@pytest.mark.parametrize(("firms", "shown"), [(2, None), (3, 15)])
def test_participations_of_fewer_organisations_than_the_limit_are_not_counted_out(firms, shown):
    """Two firms that took part five times each are two, and might be told apart."""
    rows = [(f"a{n}", "x", "2005-01-01") for n in range(firms)]
    rows += [(f"a{n}", "x", f"201{year}-01-01") for n in range(firms) for year in range(5)]
    answer = first_timers.part_answer(asked(register_of(uses(*rows)), last_start=ON))
    assert answer.content.participations == shown
    assert (answer.state is PartState.COMPUTED) == (shown is not None)


def test_small_cells_are_not_shown():
    """Two of a group might be told apart; three are shown."""
    rows = [(f"a{n}", "x", "2010-01-01") for n in range(3)]
    rows += [(f"b{n}", "y", "2010-01-01") for n in range(2)]
    basis = asked(register_of(uses(*rows)), by="scheme", wash_in_years=0, last_start=ON)
    content = journeys.part_answer(basis).content
    assert [(row.scheme, row.organisations) for row in content.first_touch] == [
        ("x", 3),
        ("y", None),
    ]
    assert content.groups[2].model_dump(exclude={"group"}) == {
        "organisations": None,
        "onward": None,
        "naive": None,
        "closed": None,
        "km": (),
    }
    assert content.logrank is None


def test_sources_share_organisations_by_number(real):
    """Three lists; each pair once; what has no number is not linked."""
    content = linked.part_answer(asked(real)).content
    assert len(content.sources) == 3
    assert sum(row.participations for row in content.sources) == 3294
    assert len(content.pairs) == 3
    assert sum(pair.organisations_in_both for pair in content.pairs) == 65
    assert content.quality is None


def test_two_sources_of_one_organisation_are_linked_by_its_number_alone():
    """Two actors with a number are one organisation in both; one without stays apart."""
    participations = [
        *uses(("a", "x", "2010-01-01"), ("c", "x", "2010-01-01"), source="one"),
        *uses(("b", "x", "2011-01-01"), ("c", "x", "2011-01-01"), source="two"),
    ]
    register = a_register(
        actors=[
            {"actor_id": "a", "name": "A", "cvr": "10000001"},
            {"actor_id": "b", "name": "A", "cvr": "10000001"},
            {"actor_id": "c", "name": "C"},
        ],
        offers=[{"offer_id": "x", "kind": "scheme", "name_da": "X"}],
        participations=participations,
    )
    answer = linked.part_answer(asked(register))
    assert [pair.organisations_in_both for pair in answer.content.pairs] == [1]
    assert [source.with_cvr for source in answer.content.sources] == [1, 1]
    assert answer.statements[0].value == 1


def test_the_json_has_the_fields_of_the_document(real):
    """from, to and class are the names a script reads."""
    parameters = {"wash_in_years": 1, **LEADS}
    first = fields_of(first_timers.part_answer(asked(real, **parameters)).content)
    assert {"from", "until", "by_class", "if_linkage"} <= set(first)
    assert set(first["by_class"][0]) == {"class", "participations"}
    onward = fields_of(journeys.part_answer(asked(real, **parameters)).content)
    assert set(onward["transitions"][0]) == {"from", "to", "n", "share"}
    assert set(onward["groups"][0]["km"][0]) == {"days", "share", "low", "high", "at_risk"}


def test_every_statement_has_words_in_both_languages_and_a_caveat(real):
    """And an interval, or why there is none."""
    for part in PARTS:
        for one in part.part_answer(asked(real)).statements:
            texts = [one.sentence, one.caveat, one.why_no_interval]
            assert all(say(text, language) for text in texts if text for language in ("da", "en"))
            assert (one.low is None) == (one.why_no_interval is not None)


def test_next_schemes_add_up_and_small_cells_stand_together():
    """Of twelve that go on from x, five go to y, the others one or two at a time."""
    targets = ["y"] * 5 + ["z"] * 2 + ["u"] * 2 + ["v"] * 2 + ["w"]
    rows = [(f"f{n}", "x", "2010-01-01") for n in range(12)]
    rows += [(f"f{n}", target, "2011-01-01") for n, target in enumerate(targets)]
    basis = asked(register_of(uses(*rows)), wash_in_years=0, last_start=ON)
    found = {row.to_scheme: row.n for row in journeys.part_answer(basis).content.transitions}
    assert found == {"y": 5, "rest": 7}
