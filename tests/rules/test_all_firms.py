"""A hundred thousand random firms get the same verdict one by one and all together."""

from datetime import date

import numpy as np
import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import eligibility_context, offer_verdict, verdict_codes
from ecosystem.analysis.kleene import NO, UNKNOWN, YES
from ecosystem.model.firms import LIST_OF, Firm
from ecosystem.model.vocabulary import Verdict
from tests.rules.test_two_evaluators import (
    CODES,
    LISTED,
    NUMBERS,
    REGISTER,
    TRUTHS,
    _codes,
    _values,
)

FIRMS = 100_000
ON = date(2026, 3, 16)
CODE_OF = {Verdict.UNMET: NO, Verdict.UNKNOWN: UNKNOWN, Verdict.MET: YES}


def random_firms(count, seed):
    """Firms at the limits of the shipped rules and beside them; each fact missing now and then."""
    random = np.random.default_rng(seed)
    positions = _codes("strength_positions", "position_id")
    pairs = ["", *positions, *(f"{a};{b}" for a in positions for b in positions if a < b)]
    choices = {
        **{fact: np.array(values, dtype=float) for fact, values in _values().items()},
        "municipality_code": np.array(_codes("municipalities", "municipality_code")),
        "industry_code": np.array(["281300", "011100", "620100"]),
        "legal_form": np.array(["ApS", "A/S", "ENK"]),
        "positions": np.array(pairs),
        **{
            fact: np.array(["", *choices, ";".join(list(choices)[:2])])
            for fact, choices in LIST_OF.items()
        },
        "cvr": np.array(["10103940"]),
        **{fact: np.array([True, False]) for fact in TRUTHS},
        "founded": np.array(
            ["2026-03-16", "2023-03-15", "2023-03-16", "2023-03-17", "2025-06-01", "2000-01-01"],
            dtype="datetime64[s]",
        ),
    }
    kinds = {**dict.fromkeys(CODES, "str"), **dict.fromkeys(TRUTHS, "boolean")}
    drawn = {
        fact: pd.Series(random.choice(values, count), dtype=kinds.get(fact))
        for fact, values in choices.items()
    }
    share = random.choice([0.02, 0.2, 0.6], count)
    return pd.DataFrame(
        {fact: cells.mask(random.random(count) < share) for fact, cells in drawn.items()}
    )


def one_by_one(table):
    """The same firms as records; nothing is checked again, since the table was made here."""
    whole = {"technology_readiness_level", "partner_count"}
    columns = {}
    for fact in table.columns:
        cells = table[fact].astype(object).where(table[fact].notna(), None).tolist()
        if fact == "founded":
            cells = [None if cell is None else cell.date() for cell in cells]
        if fact in LISTED:
            cells = [None if c is None else tuple(filter(None, c.split(";"))) for c in cells]
        if fact in whole:
            cells = [None if cell is None else int(cell) for cell in cells]
        columns[fact] = cells
    return [
        Firm.model_construct(**dict(zip(columns, row, strict=True)))
        for row in zip(*columns.values(), strict=True)
    ]


def test_a_hundred_thousand_firms_are_judged_alike():
    """Each random firm against one shipped offer, every offer with some 300 firms."""
    register = REGISTER()
    context = eligibility_context(OnDay(register, ON))
    offers = list(register.catalogue.values())
    table = random_firms(FIRMS, seed=11)

    together = verdict_codes(register.catalogue, table, context)

    offer_rows = np.arange(FIRMS) % len(offers)
    alone = [
        CODE_OF[offer_verdict(offers[place], firm, context)]
        for place, firm in zip(offer_rows, one_by_one(table), strict=True)
    ]
    codes = together[np.arange(FIRMS), offer_rows]
    assert set(NUMBERS) <= set(table.columns)
    assert together.shape == (FIRMS, len(offers))
    assert (codes == np.array(alone)).all()
    assert all((codes == code).sum() > 1000 for code in (NO, UNKNOWN, YES))


def test_a_table_of_no_firms_has_no_verdicts():
    """Nothing in, nothing out; and no offers give no columns."""
    register = REGISTER()
    context = eligibility_context(OnDay(register, ON))

    assert verdict_codes(register.catalogue, random_firms(0, seed=1), context).shape == (
        0,
        len(register.catalogue),
    )
    assert verdict_codes({}, random_firms(3, seed=1), context).shape == (3, 0)
