"""Every position of the shipped register: all municipalities, and every number that is said."""

import re
from datetime import date

import pytest

from ecosystem.analysis.siting import Plan
from ecosystem.briefings.coverage.brief import brief_coverage
from ecosystem.briefings.coverage.siting import brief_siting
from ecosystem.cli.coverage import spoken
from ecosystem.sources.register.reading import read_register

ON = date(2026, 11, 23)
REGISTER = read_register()
POSITIONS = sorted(REGISTER.strength_positions["position_id"])
WORDS = {"sentences", "sentences_en", "sentence_values", "caveats", "caveats_en", "caveat_values"}


def numbers_of(document):
    """Every number in a document, however deep."""
    match document:
        case bool() | None:
            return []
        case int() | float():
            return [float(document)]
        case dict():
            return [number for value in document.values() for number in numbers_of(value)]
        case list() | tuple():
            return [number for value in document for number in numbers_of(value)]
        case _:
            return []


def said_in(sentence):
    """Numbers of a Danish sentence, and how exactly each is written."""
    for digits in re.findall(r"\d[\d.]*(?:,\d+)?", sentence):
        decimals = len(digits.split(",")[1]) if "," in digits else 0
        yield float(digits.rstrip(".").replace(".", "").replace(",", ".")), 0.5 * 10**-decimals


def unfounded(briefing):
    """Numbers that are said and do not stand in the document, as themselves or as a share."""
    document = spoken(briefing)
    recorded = numbers_of({name: document[name] for name in document.keys() - WORDS})
    return [
        (number, sentence)
        for sentence in document["sentences"]
        for number, off in said_in(sentence)
        if not any(
            min(abs(number - figure), abs(number - 100 * figure)) <= off + 1e-9
            for figure in recorded
        )
    ]


@pytest.mark.parametrize("position_id", POSITIONS)
def test_every_number_that_is_said_stands_in_the_answer(position_id):
    """Coverage of 98 municipalities, and two more places, in words and in figures."""
    coverage = brief_coverage(REGISTER, position_id, ON)
    sited = brief_siting(REGISTER, position_id, ON, Plan(add=2, within=50))

    assert len(coverage.municipalities) == 98
    assert sum(coverage.states["office"].values()) == 98
    assert len(sited.chosen) == 2
    assert sited.covered_after >= sited.covered_before
    assert unfounded(coverage) == []
    assert unfounded(sited) == []
