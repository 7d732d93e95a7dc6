"""What a draft holds, and how it stays whole between versions of the tool and between windows."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.model.draft_text import draft_of, text_of
from ecosystem.model.drafts import MOST_RUNS, Despite, Edition, NotFitting, ReferralDraft, Run
from tests.builders import a_firm

TODAY = date(2026, 11, 23)
DRAFT = ReferralDraft(
    step=2,
    firm=a_firm(name="Jensen Hydraulik ApS", employees=24, founded=date(2019, 5, 1), positions=()),
    is_confirmed=True,
    need_ids=("finance",),
    need_text="en ny maskine",
    left_out={"innobooster": NotFitting.RULE_OLD},
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
TEXTS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys((*ReferralDraft.model_fields, "later", "also_later"), JSON),
        "need_text": st.text(max_size=20),
        "need_ids": st.lists(st.sampled_from(["a", "b", "c"]), max_size=4),
        "left_out": st.dictionaries(st.sampled_from("xyz"), st.sampled_from([*NotFitting, "new"])),
        "firm": st.fixed_dictionaries({"employees": st.integers(-1, 3), "new_fact": JSON}),
    },
).map(json.dumps)
CHANGES = st.sampled_from(
    [
        {"need_text": "noget andet"},
        {"chosen": ("innobooster",)},
        {"chosen_despite": {"x": Despite.AGREED}},
        {"left_out": {}},
        {"firm": None},
        {"step": 2},
        {},
    ]
)


def a_run(**stated):
    """One list of suggestions, as it is kept."""
    edition = Edition(rules="0123456789ab", register_label="test", register_created=None)
    fields = {
        "on": TODAY,
        "edition": edition,
        "weights_version": "1",
        "firm": a_firm(employees=24),
        "need_ids": ("finance",),
        "suggested": ("innobooster",),
        "not_suitable": (),
    }
    return Run(**{**fields, **stated})


def test_the_same_question_is_one_run():
    """Looking at a list twice does not make it two; another day or fact does."""
    draft = ReferralDraft().with_run(a_run())

    assert draft.with_run(a_run(suggested=())) is draft
    assert len(draft.with_run(a_run(on=date(2026, 11, 24))).runs) == 2
    assert len(draft.with_run(a_run(firm=a_firm(employees=25))).runs) == 2
    assert len(draft.with_run(a_run(words="en ny maskine")).runs) == 2


def test_old_runs_are_let_go():
    """A long talk does not make a file grow without end."""
    draft = ReferralDraft()
    for employees in range(MOST_RUNS + 5):
        draft = draft.with_run(a_run(firm=a_firm(employees=employees)))

    assert len(draft.runs) == MOST_RUNS
    assert draft.runs[-1].firm.employees == MOST_RUNS + 4


def test_a_draft_with_nothing_in_it_is_empty():
    """Nothing entered, nothing worth keeping."""
    assert ReferralDraft().is_empty
    assert not DRAFT.is_empty


def test_two_windows_that_read_the_same_say_the_same():
    """What the page notes by itself is no difference; a word of the adviser is."""
    seen = DRAFT.with_run(a_run())

    assert seen.says_the_same(DRAFT)
    assert not seen.says_the_same(DRAFT.model_copy(update={"need_text": "to maskiner"}))


def test_what_the_other_window_noted_by_itself_is_not_lost():
    """Lists shown and dead ends in the ledger are kept from both windows."""
    mine = DRAFT.with_run(a_run(on=date(2026, 11, 24)))
    theirs = DRAFT.with_run(a_run()).model_copy(update={"dead_ends_noted": ("finance",)})

    joined = mine.with_noted_of(theirs)

    assert [run.on.day for run in joined.runs] == [23, 24]
    assert joined.dead_ends_noted == ("finance",)
    assert joined.says_the_same(mine)


def test_a_draft_comes_back_as_it_was():
    """Every value, also what is known to be none and what is not known."""
    assert draft_of(text_of(DRAFT)) == (DRAFT, ())


@pytest.mark.parametrize(
    ("fields", "unread"),
    [
        ({"later": {"a": 1}}, ()),
        ({"step": 7}, ("step",)),
        ({"firm": {"name": "Jensen", "employees": -1}}, ("firm",)),
        ({"firm": {"name": "Jensen", "new_fact": 3}}, ()),
        ({"left_out": {"x": "new_reason", "y": "rule_old"}}, ("left_out",)),
        ({"need_ids": ["a", "b", "c", "d"]}, ("need_ids",)),
        ({"runs": [{"on": "2026-11-23"}]}, ("runs",)),
    ],
)
def test_what_another_version_wrote_hides_nothing_else(fields, unread):
    """The adviser sees the need and is told of the field that cannot be read."""
    draft, missing = draft_of(json.dumps({"need_text": "en maskine", **fields}))

    assert draft.need_text == "en maskine"
    assert missing == unread
    if "firm" in fields:
        assert draft.firm.name == "Jensen"
    if "left_out" in fields:
        assert draft.left_out == {"y": NotFitting.RULE_OLD}


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '"x"', "[" * 5000, "null"])
def test_what_is_no_draft_at_all_is_told(text):
    """A damaged text is no draft, and no draft of somebody else."""
    with pytest.raises(ValueError):  # noqa: PT011 - any text of any parser
        draft_of(text)


@given(TEXTS, CHANGES)
def test_saving_keeps_what_this_version_does_not_know(before, change):
    """Whatever another version wrote: only what the adviser changed is changed."""
    draft, unread = draft_of(before)
    changed = draft.model_copy(update=change)

    after = text_of(changed, before)

    old, new = json.loads(before), json.loads(after)
    for key in old.keys() - change.keys():
        assert new[key] == old[key]
    assert draft_of(after)[0] == changed
    assert set(draft_of(after)[1]) <= set(unread)
