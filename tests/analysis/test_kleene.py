"""Three-valued logic by its truth tables, for one answer, for arrays and for columns."""

from functools import reduce
from itertools import product

import narwhals as nw
import numpy as np
import pyarrow as pa
import pytest

from ecosystem.analysis.eligibility import EligibilityContext
from ecosystem.analysis.eligibility.columns import Columns
from ecosystem.analysis.kleene import (
    NO,
    UNKNOWN,
    YES,
    all_codes,
    all_of,
    any_codes,
    any_of,
    code_of,
    everywhere,
    verdict_of,
    where_yes,
)
from tests.analysis.referral.makers import ON

ANSWERS = (False, None, True)
AND = {
    (False, False): False, (False, None): False, (False, True): False,
    (None, False): False, (None, None): None, (None, True): None,
    (True, False): False, (True, None): None, (True, True): True,
}  # fmt: skip
"""Kleene (1952), section 64: strong conjunction; None: not known."""
OR = {
    (False, False): False, (False, None): None, (False, True): True,
    (None, False): None, (None, None): None, (None, True): True,
    (True, False): True, (True, None): True, (True, True): True,
}  # fmt: skip
"""Kleene (1952), section 64: strong disjunction."""
TABLES = [(AND, all_of), (OR, any_of)]


def codes(answers):
    """Answers as an array of codes."""
    return np.array([code_of(answer) for answer in answers], dtype="uint8")


def joined(table, answers):
    """What a table gives for any number of answers, taken two by two."""
    return reduce(lambda first, second: table[first, second], answers)


@pytest.mark.parametrize(("table", "join"), TABLES)
def test_verdicts_join_as_the_tables_say(table, join):
    """All pairs and all threes, also where they come one by one."""
    for answers in [*product(ANSWERS, repeat=2), *product(ANSWERS, repeat=3)]:
        verdicts = [verdict_of(answer) for answer in answers]
        assert join(verdicts) is verdict_of(joined(table, answers))
        assert join(iter(verdicts)) is join(verdicts)


def test_arrays_join_as_the_tables_say():
    """All threes at once, element by element; the kind of number stays small."""
    threes = list(product(ANSWERS, repeat=3))
    columns = [codes(column) for column in zip(*threes, strict=True)]

    both, either = all_codes(*columns), any_codes(columns, len(threes))

    assert both.tolist() == [code_of(joined(AND, answers)) for answers in threes]
    assert either.tolist() == [code_of(joined(OR, answers)) for answers in threes]
    assert both.dtype == either.dtype == np.uint8


def test_columns_join_as_the_tables_say():
    """What the offers demand of a table of firms follows the same logic."""
    threes = list(product(ANSWERS, repeat=3))
    names = ["first", "second", "third"]
    cells = dict(zip(names, map(list, zip(*threes, strict=True)), strict=True))
    frame = nw.from_native(pa.table(cells, pa.schema([(name, pa.bool_()) for name in names])))
    columns = Columns(names, EligibilityContext(on=ON))

    answers = frame.select(
        columns.all([nw.col(name) for name in names]).alias("both"),
        columns.any([nw.col(name) for name in names]).alias("either"),
    )

    assert answers["both"].to_list() == [joined(AND, answers) for answers in threes]
    assert answers["either"].to_list() == [joined(OR, answers) for answers in threes]


def test_of_no_answers_all_hold_and_none_does():
    """Nothing rules out, and nothing lets in."""
    assert all_of([]) is verdict_of(holds=True)
    assert any_of([]) is verdict_of(holds=False)
    assert any_codes([], 2).tolist() == [NO, NO]


def test_unknown_lies_between_no_and_yes():
    """The order that the joins rest on."""
    assert NO < UNKNOWN < YES
    assert [code_of(answer) for answer in ANSWERS] == [NO, UNKNOWN, YES]
    assert everywhere(UNKNOWN, 2).tolist() == [UNKNOWN, UNKNOWN]
    assert where_yes([True, False]).tolist() == [YES, NO]
    assert where_yes([True, False], UNKNOWN).tolist() == [UNKNOWN, NO]
