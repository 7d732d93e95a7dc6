"""Rule files in: what YAML would change in silence is told, and every fault at once."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import eligibility_context, judge_offer
from ecosystem.model.errors import RuleError
from ecosystem.model.firms import Firm
from ecosystem.model.vocabulary import OfferState, ScorePart, Verdict
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.rules.offers import (
    read_constants,
    read_rule_file,
    read_rules_and_faults,
    read_weights,
)
from ecosystem.sources.synthetic import write_demo

HEAD = "offer_id: test\nsource: https://example.dk\n"
DATA = Path(__file__).parents[3] / "data" / "rules"


def _file(folder, text, name="test"):
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _words(folder, text):
    with pytest.raises(RuleError) as caught:
        read_rule_file(_file(folder, text))
    return str(caught.value)


def test_the_shipped_rules_are_read():
    """Every shipped rule file is whole, and named after its offer."""
    rules, faults = read_rules_and_faults(DATA)

    assert faults == ()
    assert len(rules) >= 65
    assert all(offer_id == offer_rules.offer_id for offer_id, offer_rules in rules.items())


def test_the_shared_figures_are_read():
    """An SME has fewer than 250 employees; the aid rules end with 2026."""
    constants = read_constants(DATA / "_constants.yaml")

    assert constants.size_ceilings["medium"].employees_under == 250
    assert constants.aid_rule_sets["gber_2014"].valid_to.isoformat() == "2026-12-31"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("state_aid: [no, gber]", "true or false"),
        ("rules_year: 0461", "octal"),
        ("rules_year: 12:30", "another number"),
        ("rules_year: 2_026", "another number"),
        ("criteria: [{test: between, fact: employees, at_most: .inf}]", "not a finite one"),
    ],
)
def test_a_word_that_yaml_would_change_is_a_fault(tmp_path, line, fault):
    """The Norwegian country code, a municipality without quotes: told with the line."""
    words = _words(tmp_path, HEAD + line)

    assert fault in words
    assert "line 3" in words


def test_a_key_that_stands_twice_is_a_fault(tmp_path):
    """The second of two limits would silently win."""
    words = _words(
        tmp_path, f"{HEAD}criteria:\n  - {{test: between, fact: employees}}\ncriteria: []\n"
    )

    assert "stands twice, also in line 3" in words


def test_every_wrong_field_is_named_at_once(tmp_path):
    """A misspelt fact, a word for a number, a test that does not exist, a stray field."""
    words = _words(
        tmp_path,
        HEAD
        + "foo: 1\ncriteria:\n"
        + "  - {test: between, fact: employes, at_least: many}\n"
        + "  - {test: betwixt, fact: employees}\n"
        + "  - {test: any_of, parts: []}\n",
    )

    for field in ("criteria[0].fact", "criteria[0].at_least", "criteria[1]", "criteria[2].parts"):
        assert field in words
    assert "foo: is not a field of a rule file" in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("offer_id: test\ncriteria: []\n", "source: is missing"),
        ("offer_id: test\nsource: ' '\n", "source is empty"),
        (HEAD + "is_for_everybody: true\n", "needs the source's words as target_group_da"),
        (
            HEAD
            + "criteria:\n  - {test: must_ask, fact: amount_sought_dkk, text_da: a, text_en: b}",
            "amount_sought_dkk needs at_least or at_most",
        ),
        (
            HEAD + "criteria:\n  - {test: must_ask, fact: themes, values: [bees], text_da: a, "
            "text_en: b}",
            "bees: not among green_transition",
        ),
        (HEAD + "criteria:\n  - {test: must_ask, fact: does_research}", "text_da: is missing"),
        (
            HEAD + "criteria:\n  - {test: must_ask, fact: likes_bees, text_da: a, text_en: b}",
            "fact",
        ),
    ],
)
def test_a_rule_that_cites_nobody_or_asks_for_nothing_is_a_fault(tmp_path, text, words):
    """A rule without a source, and a condition that no answer can settle, never land."""
    assert words in _words(tmp_path, text)


def test_an_offer_without_rules_is_told_and_is_for_nobody(tmp_path):
    """Validate names it; a judgement says that no requirement is registered."""
    folder = tmp_path / "register"
    write_demo(folder, 40, 1, None)
    (folder / "rules" / "jobcenter.yaml").unlink()

    faults = [fault for fault in inspect_register(folder).faults if "jobcenter" in str(fault)]
    register = read_register(folder)
    context = eligibility_context(OnDay(register, date(2026, 11, 29)))
    judged = judge_offer(register.catalogue["jobcenter"], Firm(has_cvr=True), context)

    assert [fault.problem for fault in faults] == ["the offer has no rules"]
    assert (judged.state, judged.verdict) == (OfferState.NO_REQUIREMENTS, Verdict.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "empty"),
        ("- a\n- b", "empty or not a list of fields"),
        ("[" * 90_000, "nested"),
        ("a: {b: [", "not YAML"),
        ("a: 2026-13-45", "not YAML"),
        (HEAD + "instrument: !!python/name:os.system x", "python/name"),
        (HEAD + "state_aid: &a [x]\nto_check: *a", "alias"),
        ("x" * 200_001, "larger than"),
        ("offer_id: other\nsource: x", "the file is named test"),
    ],
)
def test_what_is_no_rule_file_is_told(tmp_path, text, fault):
    """Whatever stands in the file, the reader is told what is wrong."""
    assert fault in _words(tmp_path, text)


def test_a_file_that_is_not_text_is_told(tmp_path):
    """A file saved in another encoding is named as such."""
    path = tmp_path / "test.yaml"
    path.write_bytes(HEAD.encode() + "target_group_da: små".encode("latin-1"))

    with pytest.raises(RuleError, match="not UTF-8"):
        read_rule_file(path)


def test_one_broken_file_does_not_stop_the_others(tmp_path):
    """The offer of the broken file stands with its problem, the other is whole."""
    _file(tmp_path, HEAD.replace("test", "whole"), "whole")
    _file(tmp_path, HEAD + "foo: 1", "broken")

    rules, faults = read_rules_and_faults(tmp_path)

    assert rules["whole"].problem is None
    assert "foo" in rules["broken"].problem
    assert [fault.table for fault in faults] == ["rules/broken.yaml"]


def test_a_folder_that_is_not_there_holds_no_rules(tmp_path):
    """A register may come without rules of its own."""
    assert read_rules_and_faults(tmp_path / "nowhere") == ({}, ())


@given(cut=st.integers(0, 600), put=st.binary(max_size=6))
def test_a_damaged_file_is_read_or_told(cut, put):
    """Damage anywhere gives a clear error or a faithful read, never anything else."""
    import tempfile

    whole = (DATA / "innobooster.yaml").read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "innobooster.yaml"
        path.write_bytes(whole[:cut] + put + whole[cut + len(put) :])
        rules, faults = read_rules_and_faults(Path(folder))

    assert set(rules) == {"innobooster"}
    assert bool(faults) is (rules["innobooster"].problem is not None)


def test_the_weights_of_an_earlier_version_are_read_with_what_was_not_there_as_nothing(tmp_path):
    """A folder keeps its own numbers: retired ones are passed over, newer parts count nothing."""
    content = yaml.safe_load((DATA / "_weights.yaml").read_text(encoding="utf-8"))
    newer = ("topic", "requirements")
    removed_weight = sum(content["parts"].pop(part)["weight"] for part in newer)
    content["parts"]["need"]["weight"] += removed_weight
    for added in ("sorts_of_firms", "least_likely", "answered_by_advice", "topic_without_words"):
        del content[added]
    content |= {"version": "3", "ferry_km": 20, "stale_days": 90}

    weights = read_weights(_file(tmp_path, yaml.safe_dump(content), "_weights"))

    assert weights.version == "3"
    assert [weights.parts[ScorePart(part)].weight for part in newer] == [0, 0]
    assert (weights.sorts_of_firms, weights.least_likely) == ((), 0)
