"""Who took part in what from which day, and what they had done before."""

import datetime as dt
from dataclasses import replace

import narwhals as nw
import pandas as pd
import pytest

from ecosystem import read_register
from ecosystem.analysis.journeys.events import (
    EVENT_COLUMNS,
    EventChoice,
    EventSpan,
    event_span,
    observed_rows,
    organisation_days,
    source_rows,
    with_earlier,
    with_history,
)
from ecosystem.analysis.journeys.organisations import numbered_actors
from ecosystem.model.errors import NotRecordedError
from ecosystem.model.register import collect
from tests.builders import a_register

ALL = EventChoice(is_firms_only=False)
FIRMS = [
    {"actor_id": "a", "kind": "firm", "name": "A", "cvr": "10000001"},
    {"actor_id": "a2", "kind": "firm", "name": "A, a second row", "cvr": "10000001"},
    {"actor_id": "b", "name": "B"},
    {"actor_id": "c", "kind": "cluster", "name": "C"},
]


def project(number, start=None, **cells):
    """A project of the regional fund."""
    day = None if start is None else pd.Timestamp(start)
    return {"project_id": f"p{number}", "title": "T", "start": day, **cells}


def dated_rows(register, choice=ALL):
    """The rows whose day is recorded."""
    has_day = ~nw.col("start").is_null()
    return source_rows(register, choice).changed(lambda table: table.filter(has_day))


def events_of(register, choice=ALL):
    """The events, in an order of their own; organisations by number or id, schemes by name."""
    rows = dated_rows(register, choice)
    frame = named(collect(rows.each_once()), rows, register)
    return frame.sort_values(["organisation", "start", "scheme"], ignore_index=True)


def named(frame, rows, register):
    """A table with the names of schemes and organisations for their numbers."""
    actors = collect(numbered_actors(register, "").select("organisation", "cvr", "actor_id"))
    names = actors.assign(name=actors["cvr"].fillna(actors["actor_id"]))
    of_number = names.drop_duplicates("organisation").set_index("organisation")["name"]
    organisations = frame["organisation"].map(of_number).fillna(frame["organisation"].astype(str))
    return frame.assign(organisation=organisations, scheme=frame["scheme_number"].map(rows.schemes))


@pytest.fixture(scope="module")
def projects_register():
    """The register of real projects."""
    return read_register("projects")


def test_first_timers_among_those_who_led_2007_to_2013(projects_register):
    """120 of 282, and 22 of 57 in 2010: the count that the data's own page tells."""
    choice = EventChoice(is_lead_only=True, is_firms_only=False)
    events = dated_rows(projects_register, choice).each_once()
    events = events.filter(nw.col("start") <= dt.date(2013, 12, 31))
    days = with_history(organisation_days(events), 3)
    late = days.filter(nw.col("start") >= dt.date(2010, 1, 1)).with_columns(
        year=nw.col("start").dt.year()
    )
    counts = collect(late.group_by("year", "is_first_time").agg(nw.col("participations").sum()))
    first = counts[counts["is_first_time"]].set_index("year")["participations"]
    assert (first.sum(), counts["participations"].sum()) == (120, 282)
    of_2010 = counts.loc[counts["year"] == 2010, "participations"].sum()
    assert (first[2010], of_2010) == (22, 57)


def test_an_organisation_is_its_number_and_takes_part_in_a_project_once():
    """Two rows with one number are one; a lead is there without a row of its own."""
    register = a_register(
        actors=FIRMS,
        projects=[project(1, "2010-05-01", lead_actor_id="a", fund="ERDF", priority_area="Vækst")],
        participations=[
            {"actor_id": "a2", "project_id": "p1", "role": "partner"},
            {"actor_id": "b", "project_id": "p1", "role": "partner"},
        ],
    )
    rows = events_of(register)
    assert list(rows.columns) == [*EVENT_COLUMNS, "scheme"]
    assert rows["organisation"].tolist() == ["10000001", "b"]
    assert rows["role"].tolist() == ["lead", "partner"]
    assert set(rows["scheme"]) == {"ERDF · Vækst"}
    assert set(rows["start"]) == {pd.Timestamp("2010-05-01")}
    leads = events_of(register, EventChoice(is_lead_only=True))
    assert leads["organisation"].tolist() == ["10000001"]


def test_uses_of_an_offer_are_events_each_day_and_those_of_a_cluster_are_its_group():
    """The same offer on two days is two events; a service of a cluster is of the group cluster."""
    use = {"actor_id": "a", "offer_id": "o1", "role": "participant"}
    register = a_register(
        actors=FIRMS,
        offers=[
            {"offer_id": "o1", "provider_actor_id": "c", "kind": "service", "name_da": "O"},
            {"offer_id": "o2", "provider_actor_id": "b", "kind": "scheme", "name_da": "O"},
        ],
        participations=[
            {**use, "start": "2010-01-01"},
            {**use, "start": "2011-01-01"},
            {**use, "start": "2011-01-01", "role": "beneficiary"},
            {**use, "start": "2011-01-01", "offer_id": "o2"},
            {**use, "offer_id": "o2"},
        ],
    )
    rows = events_of(register)
    assert rows["scheme"].tolist() == ["o1", "o1", "o2"]
    assert rows["is_cluster"].tolist() == [True, True, False]
    assert len(collect(source_rows(register, ALL).each_once())) == 4
    dated = dated_rows(register)
    days = collect(organisation_days(dated.each_once())).sort_values("start")
    assert days["scheme_number"].map(dated.schemes).tolist() == ["o1", "several"]
    assert days["participations"].tolist() == [1, 2]


def test_a_lead_without_name_is_one_organisation_in_each_project():
    """Nobody can be followed from one project to the next."""
    register = a_register(
        actors=FIRMS,
        projects=[
            project(1, "2010-01-01", unnamed_participants="participant.1;participant.2"),
            project(2, "2011-01-01", unnamed_participants="participant.1"),
            project(3, "2011-01-01", unnamed_participants="participant.1", lead_actor_id="b"),
        ],
    )
    assert events_of(register)["organisation"].nunique() == 3


def test_earlier_days_are_counted_back_to_the_same_day_of_the_year():
    """That day is not counted, the day exactly three years before is."""
    starts = ["2010-01-01", "2010-01-01", "2013-01-01", "2016-01-02", "2016-06-01"]
    register = a_register(
        actors=FIRMS,
        projects=[project(n, start, lead_actor_id="a") for n, start in enumerate(starts)],
    )
    events = with_earlier(dated_rows(register).each_once(), 3, at_least=(2,))
    rows = collect(events).sort_values("start")
    assert rows["is_first_time"].tolist() == [True, True, False, True, False]
    assert rows["earlier_class"].tolist() == ["0", "0", "1-2", "1-2", "3-9"]
    assert rows["earlier_2"].tolist() == [False, False, False, True, True]


@pytest.mark.parametrize("marked", ["actors", "projects", "participations"])
def test_example_rows_never_count_with_observed(marked):
    """An event is an example when any row behind it is; alone, examples are computed and said."""
    tables = {
        "actors": [{**FIRMS[0]}, {**FIRMS[2]}],
        "projects": [project(1, "2010-01-01"), project(2, "2011-01-01")],
        "participations": [
            {"actor_id": "a", "project_id": "p1", "role": "partner"},
            {"actor_id": "b", "project_id": "p2", "role": "partner"},
        ],
    }
    tables[marked][0]["is_synthetic"] = True
    register = replace(a_register(**tables), is_synthetic=True)
    rows, is_example = observed_rows(register, ALL, ~nw.col("actor_id").is_null())
    seen = named(collect(rows.each_once()), rows, register)
    assert (seen["organisation"].tolist(), is_example) == (["b"], False)
    only, is_example = observed_rows(register, ALL, nw.col("actor_id") == "a")
    assert (len(collect(only.each_once())), is_example) == (1, True)


def test_a_register_without_projects_and_participations_has_no_events():
    """Not recorded is told, and is not none."""
    with pytest.raises(NotRecordedError, match="participations"):
        source_rows(a_register(actors=FIRMS), ALL)
    nobody = a_register(actors=FIRMS, participations=[])
    assert collect(source_rows(nobody, ALL).each_once()).empty
    empty = source_rows(a_register(actors=FIRMS, projects=[]), ALL)
    assert collect(empty.each_once()).empty
    assert event_span(empty) == EventSpan(None, None)


def test_what_no_table_records_is_numbered_as_the_participations_name_it():
    """Two projects without a table of projects are two; an organisation begins on its first day."""
    register = a_register(
        actors=FIRMS,
        participations=[
            {"actor_id": "a", "project_id": "p1", "role": "partner", "start": "2012-01-01"},
            {"actor_id": "a2", "project_id": "p1", "role": "lead", "start": "2011-01-01"},
            {"actor_id": "a", "project_id": "p2", "role": "partner", "start": "2012-01-01"},
            {"actor_id": "a", "offer_id": "o1", "role": "participant", "start": "2012-01-01"},
        ],
    )
    rows = events_of(register)
    assert rows["scheme"].tolist() == ["not_known", "not_known", "o1"]
    assert rows["role"].tolist() == ["lead", "partner", "participant"]
    assert rows["start"].dt.year.tolist() == [2011, 2012, 2012]
