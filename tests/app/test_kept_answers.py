"""What pages keep between clicks: worked out once, and never under the name of another version."""

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from ecosystem.analysis.coverage import CoverageCriteria
from ecosystem.app.actors import cached_actors
from ecosystem.app.gaps import cached_gaps
from ecosystem.app.map import cached_maps
from ecosystem.app.network import cached_networks
from ecosystem.app.server import warm_up
from ecosystem.app.shared import ahead, cached_data
from ecosystem.app.shared.ahead import Errand, PositionAnswers, positions, work_out
from ecosystem.briefings.actors.listing import ActorFilter
from ecosystem.briefings.gaps.axes import MatrixQuestion
from ecosystem.model.errors import EcosystemError
from ecosystem.sources.register.editions import version_of
from ecosystem.sources.synthetic import write_demo
from ecosystem.sources.user.own_folder import FOLDER_NAME

ON = date(2026, 11, 21)  # a day that no other test asks about


@pytest.fixture(autouse=True)
def _own(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_NAME, str(tmp_path / "own"))


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A small register, made once."""
    home = tmp_path_factory.mktemp("small") / "reg"
    write_demo(home, 40, 1, 100)
    return home


@pytest.fixture
def folder(small, tmp_path, monkeypatch):
    """A copy of it that the app opens on."""
    home = tmp_path / "reg"
    shutil.copytree(small, home)
    monkeypatch.setenv(cached_data.STARTED_WITH, str(home))
    return home


def counting(monkeypatch, room, name, calls=None):
    """Count how often a function of a room is called."""
    calls, function = Counter() if calls is None else calls, getattr(room, name)

    def counted(*args, **kwargs):
        calls[name] += 1
        return function(*args, **kwargs)

    monkeypatch.setattr(room, name, counted)
    return calls


def changed(folder):
    """Write to a register as another program would."""
    with (folder / "offers.csv").open("a", encoding="utf-8") as file:
        file.write("\n")


def matrix_page():
    """A page that shows the matrix of gaps."""
    import streamlit as st

    from ecosystem.app.gaps import cached_gaps
    from ecosystem.briefings.gaps.axes import MatrixQuestion
    from tests.app.test_kept_answers import ON

    st.write(len(cached_gaps.matrix(ON, MatrixQuestion(limit=2)).cells))


def test_two_clicks_work_the_matrix_out_once_and_look_the_folder_up_once(monkeypatch):
    """The second click shows what the first one worked out."""
    calls = counting(monkeypatch, cached_gaps, "brief_matrix")
    look_ups = counting(monkeypatch, cached_data, "version_of")
    clock = iter([100.0 + number / 1000 for number in range(900)])
    monkeypatch.setattr(cached_data.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(cached_data, "_versions", {})

    page = AppTest.from_function(matrix_page, default_timeout=120).run()
    page.run()

    assert not page.exception
    assert calls["brief_matrix"] == 1
    assert look_ups["version_of"] <= 2  # once for the pages, once after a reading


def test_a_folder_is_looked_up_again_after_a_second(folder, monkeypatch):
    """Just under a second it is taken to stand; at a second it is looked at."""
    clock = [100.0]
    monkeypatch.setattr(cached_data.time, "monotonic", lambda: clock[0])
    before = cached_data.version_now(str(folder))
    changed(folder)

    clock[0] += cached_data.VERSION_KEPT - 0.001
    just_before = cached_data.version_now(str(folder))
    clock[0] += 0.001
    after = cached_data.version_now(str(folder))

    assert just_before == before
    assert after == version_of(folder) != before


def test_a_register_that_changes_while_it_is_read_is_read_again(folder, monkeypatch):
    """What was read of both is kept under neither version."""
    readings, read = [], cached_data.read_register

    def disturbed(path):
        register = read(path)
        if not readings:
            changed(folder)
        readings.append(register)
        return register

    monkeypatch.setattr(cached_data, "read_register", disturbed)

    register = cached_data.register()

    assert len(readings) == 2
    assert register is readings[1]
    assert cached_data.read(str(folder), version_of(folder)) is register


def test_a_register_that_never_stands_still_is_told_in_words(folder, monkeypatch):
    """No endless reading, no answer from two versions."""
    read = cached_data.read_register

    def disturbed(path):
        changed(folder)
        return read(path)

    monkeypatch.setattr(cached_data, "read_register", disturbed)

    with pytest.raises(EcosystemError, match="being written to"):
        cached_data.register()


def test_a_list_that_was_searched_for_is_not_kept(folder, monkeypatch):
    """What a reader types may be a person's name; a list by filters alone is kept."""
    calls = counting(monkeypatch, cached_actors, "list_actors")

    for filters in (ActorFilter(search="Hansen"), ActorFilter(kind="firm")):
        for _ in range(2):
            cached_actors.listed(filters, ON)

    assert calls["list_actors"] == 2 + 1


# --- worked out ahead ------------------------------------------------------------------------


def asked_of(folder):
    """What is asked ahead of a register."""
    return Errand(str(folder), version_of(folder), ON, ())


def test_the_other_process_answers_as_the_pages_would(folder, monkeypatch):
    """The first that comes over is what a click on the first position works out."""
    monkeypatch.setattr(ahead, "LOWEST", 0)  # other tests would keep it waiting
    answers = positions(asked_of(folder))

    first = next(answers)
    answers.close()

    assert first.position_id == next(iter(cached_data.on_day(ON).names.positions))
    assert first.gaps == cached_gaps.gaps(ON, first.position_id)


def test_working_ahead_ends_when_the_register_changes(folder):
    """Nothing of an old version comes after the change."""
    answers = work_out(asked_of(folder))

    first = next(answers)
    changed(folder)

    assert first.gaps is not None
    assert list(answers) == []


def test_no_answer_of_another_version_is_given(folder):
    """A register that changed before the other process read it is not worked through."""
    errand = replace(asked_of(folder), version="another")

    assert list(work_out(errand)) == []


def test_what_came_from_ahead_is_shown_without_work(folder, monkeypatch):
    """The first reader of a position waits for nothing."""
    day = cached_data.on_day(ON)
    first = next(iter(day.names.positions))
    gaps = next(work_out(asked_of(folder)))
    coverage, network = ahead._coverage(day, first), ahead._network(day, first)
    monkeypatch.setattr(ahead, "positions", lambda errand: iter((gaps, coverage, network)))
    calls = counting(monkeypatch, cached_gaps, "brief_search")
    counting(monkeypatch, cached_networks, "brief_graph", calls)
    counting(monkeypatch, cached_maps, "brief_coverage", calls)
    usual = CoverageCriteria()

    warm_up.take_from_ahead(*cached_gaps.ask_ahead(ON))
    choice = cached_networks.Choice(first, ON)

    assert cached_gaps.gaps(ON, first) is gaps.gaps
    assert cached_maps.coverage(first, ON, usual.within, usual.served) is coverage.coverage
    assert cached_networks.network_briefing(choice) is network.network
    assert cached_networks.network_view(choice) == network.view
    assert not calls


def test_a_new_day_or_another_register_is_worked_out_once(folder, monkeypatch):
    """Nothing is done again while nothing changes."""
    monkeypatch.setattr(warm_up, "keep_out_of_collections", lambda: None)
    monkeypatch.setattr(warm_up, "today", lambda: ON)
    rounds = counting(monkeypatch, warm_up, "take_from_ahead")
    monkeypatch.setattr(ahead, "positions", lambda errand: iter(()))
    monkeypatch.setattr(cached_gaps, "warm_up", lambda on: None)

    first = warm_up.warm_up()
    assert warm_up.warm_up(first) == first
    assert rounds["take_from_ahead"] == 1

    changed(folder)
    cached_data.look_up_version(str(folder))
    second = warm_up.warm_up(first)
    monkeypatch.setattr(warm_up, "today", lambda: ON + timedelta(days=1))
    third = warm_up.warm_up(second)

    assert len({first, second, third}) == 3
    assert rounds["take_from_ahead"] == 3


def test_what_comes_after_the_register_changed_is_not_kept(folder, monkeypatch):
    """The pages already show the new version."""
    made = next(work_out(asked_of(folder)))

    def late(errand):
        changed(folder)
        cached_data.look_up_version(errand.folder)
        yield PositionAnswers(made.position_id, gaps=made.gaps)

    monkeypatch.setattr(ahead, "positions", late)
    keep_calls = counting(monkeypatch, cached_gaps, "keep")

    warm_up.take_from_ahead(*cached_gaps.ask_ahead(ON))

    assert not keep_calls


def test_another_matrix_is_another_answer(folder):
    """The limit is part of the question."""
    low_limit = cached_gaps.matrix(ON, MatrixQuestion(limit=1))
    high_limit = cached_gaps.matrix(ON, MatrixQuestion(limit=25))

    assert low_limit is not high_limit
    assert low_limit is cached_gaps.matrix(ON, MatrixQuestion(limit=1))
