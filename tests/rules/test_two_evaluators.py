"""Every shipped offer is judged alike for one firm with reasons and for all firms as columns.

The firms stand on both sides of the limits that the shipped rules state, with facts left out; the
days lie on both sides of what opens, ends and changes.
"""

from datetime import date, timedelta
from functools import cache
from random import Random

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import (
    eligibility_context,
    judge_all_offers,
    judge_offer,
    offer_verdict,
    size_ceilings_dkk,
    verdict_codes,
)
from ecosystem.analysis.kleene import NO, UNKNOWN, YES
from ecosystem.model.firms import LIST_OF, Firm, MeasuredFact, TruthFact
from ecosystem.model.offers import AllOf, AnyOf, Between, MustAsk
from ecosystem.sources.register.reading import read_register

REGISTER = cache(read_register)
DAYS = [
    date(2027, 1, 1),
    *(pytest.param(day, marks=pytest.mark.slow) for day in (date(2022, 4, 1), date(2023, 5, 12))),
]
WORD_OF = {NO: "unmet", UNKNOWN: "unknown", YES: "met"}
LISTED = ("positions", *LIST_OF)
CODES = ("municipality_code", "industry_code", "legal_form", "cvr", *LISTED)
TRUTHS = TruthFact.__args__
NUMBERS = MeasuredFact.__args__


def _limits(criteria):
    """Each number a rule states, by fact."""
    for criterion in criteria:
        if isinstance(criterion, AllOf | AnyOf):
            yield from _limits(criterion.parts)
        elif isinstance(criterion, Between | MustAsk):
            ends = (criterion.at_least, criterion.at_most)
            yield from ((criterion.fact, end) for end in ends if end is not None)


@cache
def _values():
    """For each fact the limits of all shipped rules, and one on either side of each."""
    register = REGISTER()
    stated = [
        pair for offer in register.catalogue.values() for pair in _limits(offer.rules.criteria)
    ]
    for size in ("micro", "small", "medium"):
        people, turnover, balance = size_ceilings_dkk(size, register.constants)
        stated += [("employees", people), ("turnover_dkk", turnover), ("balance_dkk", balance)]
    values = {fact: [0.0] for fact in NUMBERS}
    for fact, limit in set(stated):
        values[fact] += [max(limit - 1, 0), limit, limit + 1]
    values["technology_readiness_level"] = list(range(1, 10))
    return values


def random_firm(random, on):
    """A firm at or beside the limits; every fact may be missing."""
    drawn = {fact: random.choice(values) for fact, values in _values().items()}
    age = random.choice([0, 1, 3, 3, 20])
    drawn["founded"] = date(on.year - age, on.month, min(on.day, 28)) + timedelta(
        days=random.choice([-1, 0, 1])
    )
    drawn["partner_count"] = int(drawn["partner_count"])
    drawn["municipality_code"] = random.choice([*_codes("municipalities", "municipality_code")])
    positions = _codes("strength_positions", "position_id")
    drawn["positions"] = tuple(random.sample(positions, random.choice([0, 1, 2])))
    drawn["industry_code"] = random.choice(["281300", "011100", "620100"])
    drawn["legal_form"] = random.choice(["ApS", "A/S", "ENK"])
    drawn |= {fact: random.random() < 0.7 for fact in TRUTHS}
    drawn |= {
        fact: tuple(random.sample(list(choices), random.choice([0, 1, 2])))
        for fact, choices in LIST_OF.items()
    }
    drawn["cvr"] = "10103940"
    share = random.choice([0.02, 0.2, 0.6])
    return {fact: value for fact, value in drawn.items() if random.random() >= share}


@cache
def _codes(table, column):
    return sorted(getattr(REGISTER(), table)[column])


def _frame(firms):
    """The same firms as columns, written as ``judge_all`` wants them."""
    facts = [*NUMBERS, *CODES, *TRUTHS, "founded"]
    rows = [{fact: getattr(firm, fact) for fact in facts} for firm in firms]
    for row in rows:
        row |= {fact: None if row[fact] is None else ";".join(row[fact]) for fact in LISTED}
    kinds = {
        **dict.fromkeys(NUMBERS, "float64"),
        **dict.fromkeys(CODES, "str"),
        **dict.fromkeys(TRUTHS, "boolean"),
        "founded": "datetime64[s]",
    }
    return pd.DataFrame(rows, columns=facts).astype(kinds)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_both_evaluators_agree_on_every_shipped_offer(on):
    """Every offer and 50 firms a day; the short ways to verdicts without reasons agree too."""
    random, context = Random(on.toordinal()), eligibility_context(OnDay(REGISTER(), on))
    firms = [Firm(**random_firm(random, on)) for _ in range(50)]
    catalogue = REGISTER().catalogue
    frame = _frame(firms)
    lazy = nw.from_native(duckdb.connect().from_df(frame))

    verdicts = judge_all_offers(catalogue, lazy, context).collect().to_pandas()
    codes = verdict_codes(catalogue, frame, context)

    words = np.array([WORD_OF[code] for code in (NO, UNKNOWN, YES)])[codes]
    assert (words == verdicts[list(catalogue)].to_numpy()).all()
    for column, (offer_id, offer) in enumerate(catalogue.items()):
        one_by_one = [judge_offer(offer, firm, context).verdict.value for firm in firms]
        assert list(verdicts[offer_id]) == one_by_one, offer_id
        assert [offer_verdict(offer, firm, context).value for firm in firms] == one_by_one
        assert [WORD_OF[code] for code in codes[:, column]] == one_by_one, offer_id
