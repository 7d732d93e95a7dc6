"""Facts of a firm in: from a file or the command line, every fault told at once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.model.errors import EcosystemError, FactsError, UnreadableFileError
from ecosystem.model.vocabulary import Theme
from ecosystem.sources.user.facts import read_facts, read_facts_and_notes


def _words(facts):
    with pytest.raises(FactsError) as caught:
        read_facts(facts)
    return str(caught.value)


def test_facts_are_read_from_the_line_and_from_a_file(tmp_path):
    """The same facts, written either way, are the same firm."""
    text = '{"employees": 24, "positions": [], "founded": "2019-05-01", "has_cvr": null}'
    path = tmp_path / "facts.json"
    path.write_text(text, encoding="utf-8")

    firm = read_facts(text)

    assert firm == read_facts(str(path))
    assert (firm.employees, firm.positions, firm.founded) == (24, (), date(2019, 5, 1))
    assert firm.has_cvr is None


def test_choices_from_a_list_are_read_as_they_were_made():
    """Several, none of them, and nobody has asked."""
    firm = read_facts('{"themes": ["digitalisation", "green_transition"], "labour_sought": []}')

    assert firm.themes == (Theme.DIGITALISATION, Theme.GREEN_TRANSITION)
    assert firm.labour_sought == ()
    assert firm.staff_to_train is None


def test_a_choice_that_is_not_on_the_list_is_told_with_the_list():
    """The reader need not look the words up."""
    words = _words('{"themes": ["green"], "staff_to_train": "skilled", "does_research": 1}')

    assert "themes should be a list of green_transition, energy_savings" in words
    assert "staff_to_train should be a list of unskilled, skilled, graduate, researcher" in words
    assert "does_research should be true, false or null" in words


def test_every_fault_is_told_at_once():
    """A slip of the pen, a number for a code, a negative number, a date that is none."""
    words = _words(
        '{"employes": 3, "municipality_code": 77, "turnover_dkk": -1, "founded": "2019-13-01",'
        ' "technology_readiness_level": 10, "has_cvr": "ja"}'
    )

    assert "6 fault(s)" in words
    assert "Did you mean employees?" in words
    assert 'municipality_code should be three or four digits, such as "0779"' in words
    for fact in ("turnover_dkk", "founded", "technology_readiness_level", "has_cvr"):
        assert f"{fact} should be" in words


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{employees: 24}", "not JSON"),
        ("[1, 2]", "curly brackets"),
        ('{"employees": 1, "employees": 2}', "stands twice"),
        ('{"employees": NaN}', "not a number that JSON knows"),
        ('{"a":' * 100_000, "nested too deeply"),
        ('{"employees": 1e400}', "employees should be"),
        ('{"positions": "robot_drone"}', "a list of ids"),
        ('{"cvr": "1234567"}', "eight digits"),
        ('{"employees": true}', "employees should be"),
        ('{"de_minimis_awards": [{"day": "i går", "amount_eur": 1}]}', "a list such as"),
    ],
)
def test_what_is_no_fact_is_told(text, fault):
    """The reader is told what was expected."""
    assert fault in _words(text)


@pytest.mark.parametrize("code", ['"0851"', '"851"', "851"])
def test_a_municipality_is_read_in_each_form_its_code_has(code):
    """Four digits in maps, three in the business register and the StatBank."""
    assert read_facts(f'{{"municipality_code": {code}}}').municipality_code == "0851"


def test_a_code_that_was_made_a_number_gets_its_zero_back():
    """A spreadsheet turns 011100 into 11100; a text of five digits may be a prefix."""
    firm = read_facts('{"industry_code": 11100, "cvr": 10103940}')

    assert (firm.industry_code, firm.cvr) == ("011100", "10103940")
    assert read_facts('{"industry_code": "28130"}').industry_code == "28130"


def test_a_fact_that_no_rule_asks_for_is_told_and_left_out():
    """A file with more in it still gets its answer; a slip of the pen is not lost in silence."""
    firm, notes = read_facts_and_notes('{"employees": 3, "employes": 4, "mood": "fine"}')

    assert firm.employees == 3
    assert "Did you mean employees?" in notes[0]
    assert "mood is not a fact that is used" in notes[1]


def test_a_file_that_is_not_there_is_told():
    """The message shows both ways of telling the facts."""
    with pytest.raises(UnreadableFileError, match="cannot be opened"):
        read_facts("nowhere.json")


@given(st.text(max_size=60))
def test_any_text_is_read_or_told(text):
    """Nothing but a firm or a clear message ever comes out."""
    try:
        firm = read_facts("{" + text)
    except EcosystemError as error:
        assert str(error)  # noqa: PT017 - both ways are right, and each is checked
    else:
        assert firm.actor_id is None
