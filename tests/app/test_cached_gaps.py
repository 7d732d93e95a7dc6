"""Searches that led nowhere show as demand on the page of gaps."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from streamlit.testing.v1 import AppTest

from ecosystem.analysis.gaps import detection
from ecosystem.app.gaps import cached_gaps
from ecosystem.model.referrals import DeadEnd
from ecosystem.sources.user.dead_ends import append_dead_ends, own_ledger
from ecosystem.sources.user.own_folder import FOLDER_NAME


def script():
    """Write the kinds of gaps a position has today, as the page asks for them."""
    import streamlit as st

    from ecosystem.app.gaps import cached_gaps
    from ecosystem.app.shared.widgets import today

    st.write(" ".join(gap.kind.value for gap in cached_gaps.gaps(today(), "lyd").gaps))


def kinds():
    """The kinds of gaps of one position, asked for within the app."""
    page = AppTest.from_function(script, default_timeout=120).run()
    assert not page.exception
    return page.markdown[0].value.split()


def searches(times):
    """A search for finance that led nowhere in Skive, so many times."""
    return [
        DeadEnd(
            on=date.today(),  # noqa: DTZ011 - the page reads the clock as well
            need_id="finance",
            position_id="lyd",
            municipality_code="0779",
            industry_division=None,
            size_class=None,
            why=(),
        )
        for _ in range(times)
    ]


def test_five_searches_in_vain_are_demand_and_none_is_not(tmp_path, monkeypatch):
    """What advisers note is there at the next look, without starting the app anew."""
    monkeypatch.setenv(FOLDER_NAME, str(tmp_path))
    before = kinds()

    append_dead_ends(own_ledger(), searches(5))
    after = kinds()

    assert "demand" not in before
    assert sorted(after) == sorted([*before, "demand"])


def test_a_ledger_that_cannot_be_read_hides_no_gap(tmp_path, monkeypatch):
    """A broken line costs the demand and nothing else."""
    monkeypatch.setenv(FOLDER_NAME, str(tmp_path))
    before = kinds()
    own_ledger().parent.mkdir(parents=True, exist_ok=True)
    own_ledger().write_text("not a dead end\n", encoding="utf-8")

    assert kinds() == before


def test_who_asks_while_the_start_looks_for_gaps_waits_and_nothing_is_looked_for_twice(
    tmp_path, monkeypatch
):
    """The first reader comes while the server still looks: each finder works once for both."""
    monkeypatch.setenv(FOLDER_NAME, str(tmp_path))
    on = date(2026, 11, 22)  # a day that no other test asks about
    worked = Counter()

    def counted(finder):
        def find(search):
            worked[finder] += 1
            return finder(search)

        return find

    for kind, finders in list(detection.FINDERS.items()):
        monkeypatch.setitem(detection.FINDERS, kind, tuple(counted(finder) for finder in finders))

    with ThreadPoolExecutor(2) as readers:
        start = readers.submit(cached_gaps.warm_up, on)
        priorities = readers.submit(cached_gaps.priorities, on, None, None, frozenset())

    assert start.exception() is None
    assert priorities.result()
    assert set(worked.values()) == {1}
