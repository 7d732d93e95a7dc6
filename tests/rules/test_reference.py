"""The rules against the reference table they were made from, read a second time by other means.

The table's columns and the plain thresholds of its free text are turned into verdicts here
without the rule files and without the engine; both must agree on firms and days drawn around
every limit. Points where the rules say more than the columns are named beside the reason.
"""

import csv
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest

from ecosystem.analysis.eligibility import eligibility_context, judge_offer
from ecosystem.model.firms import Firm
from ecosystem.sources.register import read_register

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "reference"
pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="the reference tables are not in this folder"
)
EUR = 7.46038
"""DKK for one EUR: the central rate in ERM II."""
THRESHOLDS = {
    "innobooster": [
        {"gross_profit_dkk": (250e3, None), "outside_capital_3y_dkk": (100e3, None)},
    ],
    "innobooster_2024": [
        {"gross_profit_dkk": (250e3, None), "outside_capital_3y_dkk": (100e3, None)},
    ],
    "missionsbooster": [
        {"gross_profit_dkk": (250e3, None), "outside_capital_3y_dkk": (100e3, None)},
    ],
    "innobooster_2021": [
        {"founded": 3, "turnover_dkk": (2e6, None), "outside_capital_3y_dkk": (500e3, None)},
    ],
    "eurostars": [{"turnover_dkk": (2e6, None), "outside_capital_3y_dkk": (500e3, None)}],
    "smv_digital_25": [{"de_minimis_3y_eur": (None, 200e3)}],
    "smv_digital_100": [{"turnover_dkk": (2e6, None)}, {"de_minimis_3y_eur": (None, 200e3)}],
    "smv_digital_250": [{"turnover_dkk": (2e6, None)}],
    "eksportraadet_sme": [{"turnover_dkk": (None, 375e6)}],
}
"""Sentences of ``other_eligibility`` that are plain thresholds; one leg of each is enough."""
WINDOWS = {
    "innobooster_2021": (date(2021, 2, 16), date(2021, 6, 1)),
    "euopstart_edf": (date(2024, 1, 1), date(2024, 9, 24)),
    "smv_groen_2023": (date(2023, 4, 26), date(2023, 5, 10)),
}
"""Windows that ``deadline_type`` spells out."""
LONGER_IN_SJAELLAND = date(2023, 5, 17)
SPAN_IN_WORDS = {
    "virksomhedsprogrammet": (2022, 2026),
    "ivaerksaetterprogram_bred": (2023, 2026),
    "erdf_deb": (2021, 9999),
    "esf_deb": (2021, 9999),
    "horizon_europe": (2021, 2027),
    "klyngeprogram_2528": (2025, 2028),
}
"""Programmes whose name or deadline tells a span that their state alone does not."""


@cache
def _table(name, key):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


def _place(firm):
    code = firm.get("municipality_code")
    return None if code is None else _table("municipalities", "municipality_code")[str(int(code))]


def _all(verdicts):
    held = list(verdicts)
    return False if False in held else None if None in held else True


def _any(verdicts):
    held = list(verdicts)
    return True if True in held else None if None in held else False


def _within(value, low, high):
    if value is None:
        return None
    return (low is None or value >= low) and (high is None or value <= high)


def _young(founded, years, on):
    if founded is None:
        return None
    last_day = 28 if (founded.month, founded.day) == (2, 29) else founded.day
    return on <= date(founded.year + years, founded.month, last_day)


def _years(words):
    if short := re.search(r"(20\d\d)-(\d\d)\b", words):
        return int(short[1]), 2000 + int(short[2])
    found = [int(year) for year in re.findall(r"20\d\d", words)]
    return (min(found), max(found)) if found else None


def _is_open(row, firm, on):  # noqa: PLR0911 - one answer a state
    scheme_id, status, years = row["scheme_id"], row["status"], _years(row["rules_year"])
    if status.startswith("check") or status == "yearly":
        return None
    if scheme_id in SPAN_IN_WORDS:
        first, last = SPAN_IN_WORDS[scheme_id]
        return first <= on.year <= last
    if scheme_id in WINDOWS:
        first, last = WINDOWS[scheme_id]
        if scheme_id == "smv_groen_2023" and last < on <= LONGER_IN_SJAELLAND:
            place = _place(firm)
            return None if place is None else place["region_code"] == "1085"
        return first <= on <= last
    if status.startswith(("closed", "superseded")):
        return years is not None and years[0] <= on.year <= years[1]
    if status == "closing":
        return on.year <= years[1]
    return years is None or on.year >= years[0]


def _has_cluster(position_id, on):
    if position_id == "maritime_logistik":
        return on <= date(2022, 3, 31)
    return position_id != "turisme"


def _size(firm, employees, turnover_eur, balance_eur):
    return [
        {"employees": _within(firm.get("employees"), None, employees)},
        {
            "turnover_dkk": _within(firm.get("turnover_dkk"), None, turnover_eur * EUR),
            "balance_dkk": _within(firm.get("balance_dkk"), None, balance_eur * EUR),
        },
    ]


def _thresholds(row, firm, on):
    for legs in THRESHOLDS.get(row["scheme_id"], []):
        yield {
            fact: _young(firm.get(fact), limit, on)
            if fact == "founded"
            else _within(firm.get(fact), *limit)
            for fact, limit in legs.items()
        }
    if row["scheme_id"] == "mudp_forprojekt" and on.year >= 2024:
        # The row says "de minimis"; the ceiling is that of Regulation (EU) 2023/2831.
        yield {"de_minimis_3y_eur": _within(firm.get("de_minimis_3y_eur"), None, 300e3)}


def _range(row, name):
    return [float(row[f"{name}_{end}"]) if row[f"{name}_{end}"] else None for end in ("min", "max")]


def _criteria(row, firm, on):
    """Each criterion of a row as the verdict of each fact that would meet it."""
    if _range(row, "employees") != [None, None]:
        yield {"employees": _within(firm.get("employees"), *_range(row, "employees"))}
    if row["sme_only"].startswith("yes"):
        yield from _size(firm, 249, 50e6, 43e6)
    elif row["sme_only"] == "small":
        yield from _size(firm, 49, 10e6, 10e6)
    if row["firm_age_max_years"]:
        yield {"founded": _young(firm.get("founded"), int(row["firm_age_max_years"]), on)}
    if wanted := row["strength_position_ids"]:
        held = firm.get("positions")
        by_day = wanted == "all with a designated cluster"
        fits = [_has_cluster(p, on) if by_day else p in wanted.split(";") for p in held or ()]
        yield {"positions": None if held is None else any(fits)}
    if row["trl_min"] or row["trl_max"]:
        level = firm.get("technology_readiness_level")
        yield {"technology_readiness_level": _within(level, *_range(row, "trl"))}
    if row["location_rule"] == "Danish CVR":
        yield {"has_cvr": firm.get("has_cvr")}
    if codes := re.findall(r"DK\d{3}", row["location_rule"]):
        place = _place(firm)
        yield {"municipality_code": None if place is None else place["nuts3"] in codes}
    if int(row["min_partners"] or 1) > 1:
        yield {
            "partner_count": _within(firm.get("partner_count"), int(row["min_partners"]) - 1, None)
        }
    yield from _thresholds(row, firm, on)


def _expected(row, firm, on):
    is_open = _is_open(row, firm, on)
    if is_open is False:
        return "unmet", {"open"}
    held = [(_any(legs.values()), legs) for legs in _criteria(row, firm, on)]
    verdict = _all([is_open, *(one for one, _ in held)])
    facts = {
        fact
        for one, legs in held
        if one is verdict
        for fact, leg in legs.items()
        if leg is verdict and verdict is not True
    }
    told = {True: "met", False: "unmet", None: "unknown"}[verdict]
    if verdict is None and is_open is None:
        facts |= {"municipality_code" if row["scheme_id"] in WINDOWS else "open"}
    return told, facts


def _days():
    turns = [date(year, 1, 1) for year in range(2015, 2028)]
    turns += [date(2021, 2, 16), date(2021, 6, 2), date(2022, 4, 1), date(2023, 4, 26)]
    turns += [date(2023, 5, 11), date(2023, 5, 18), date(2024, 5, 23), date(2024, 9, 25)]
    before = [day - timedelta(days=1) for day in turns]
    rules_end = date(2026, 12, 31)
    return sorted({d for d in (*turns, *before, date(2026, 3, 16)) if d <= rules_end})


LIMITS = {
    "employees": [0, 1, 2, 3, 20, 21, 49, 50, 100, 101, 249, 250, 251],
    "turnover_dkk": [
        *(0, 1_999_999, 2e6, 10e6 * EUR, 10e6 * EUR + 1),
        *(50e6 * EUR, 50e6 * EUR + 1, 375e6, 375e6 + 1),
    ],
    "balance_dkk": [0, 10e6 * EUR, 10e6 * EUR + 1, 43e6 * EUR, 43e6 * EUR + 1],
    "gross_profit_dkk": [-1, 249_999, 250_000],
    "outside_capital_3y_dkk": [0, 99_999, 100_000, 499_999, 500_000],
    "de_minimis_3y_eur": [0, 200_000, 200_001, 300_000, 300_001],
    "technology_readiness_level": list(range(1, 10)),
    "partner_count": [0, 1, 2, 3],
    "has_cvr": [True, True, True, False],
}


def _firm(random, on):
    """A firm that stands on one side or the other of every limit; some facts are not known."""
    positions = sorted(_table("strength_positions", "position_id"))
    codes = [code.zfill(4) for code in _table("municipalities", "municipality_code")]
    birthday = date(on.year - random.choice([0, 1, 3, 3, 3, 9]), on.month, min(on.day, 28))
    drawn = {fact: random.choice(values) for fact, values in LIMITS.items()}
    drawn["founded"] = min(birthday + timedelta(days=random.choice([-1, 0, 1])), on)
    drawn["municipality_code"] = random.choice(codes)
    drawn["positions"] = tuple(random.sample(positions, random.choice([0, 1, 1, 2])))
    share = random.choice([0, 0.05, 0.3])
    return {fact: value for fact, value in drawn.items() if random.random() >= share}


@pytest.mark.parametrize("seed", range(4))
def test_every_scheme_means_what_its_row_says(seed):
    """65 schemes, firms on both sides of each limit, days on both sides of each date."""
    register, random = read_register(), Random(seed)
    rows = _table("schemes", "scheme_id")
    days = _days()

    wrong = []
    for on in days:
        context = eligibility_context(register, on)
        for _ in range(3):
            firm = _firm(random, on)
            for scheme_id, row in rows.items():
                judged = judge_offer(register.catalogue[scheme_id], Firm(**firm), context)
                verdict = judged.verdict.value
                failed = {f.fact for f in judged.findings if f.verdict.value == "unmet"}
                facts = {"unmet": failed, "unknown": set(judged.facts_to_ask), "met": set()}
                if (verdict, facts[verdict]) != (expected := _expected(row, firm, on)):
                    wrong.append((scheme_id, on, firm, verdict, facts[verdict], expected))

    assert len(rows) == 65
    assert wrong == []


def test_every_scheme_says_of_which_year_its_state_is():
    """That a scheme is open is as old as the page that said so; of a closed one it is no matter."""
    catalogue = read_register().catalogue
    told = {i: catalogue[i].rules.opening.seen_year for i in _table("schemes", "scheme_id")}

    for scheme_id, row in _table("schemes", "scheme_id").items():
        is_over = row["status"].startswith(("closed", "superseded"))
        year = int(row["status_year"]) if row["status_year"] and not is_over else None
        assert told[scheme_id] == year, scheme_id
