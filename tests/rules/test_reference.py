"""The rules against the reference table they were made from, read a second time by other means.

The table's columns and the plain thresholds of its free text are turned into verdicts here
without the rule files and without the engine; both must agree on firms and days drawn around
every limit. What a row or its page states in words is read a second time here too, as is what a
column says that its source does not bear out, and what a page says that was read after the table
(``READ_SINCE``).
"""

import csv
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import eligibility_context, judge_offer
from ecosystem.model.firms import Firm, TruthFact
from ecosystem.model.vocabulary import LabourKind, OfferKind, Theme
from ecosystem.sources.register.reading import read_register

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
    "eurostars": [
        {
            "employees": (250, None),
            "turnover_dkk": (2e6, None),
            "outside_capital_3y_dkk": (500e3, None),
        }
    ],
    "smv_digital_25": [{"de_minimis_3y_eur": (None, 200e3)}],
    "smv_digital_100": [{"turnover_dkk": (2e6, None)}, {"de_minimis_3y_eur": (None, 200e3)}],
    "smv_digital_250": [{"turnover_dkk": (2e6, None)}],
    "eksportraadet_sme": [{"turnover_dkk": (None, 375e6)}],
}
"""Sentences of ``other_eligibility`` that are plain thresholds; one leg of each is enough."""
_NEW = {"has_innovative_idea": True}
_SOUND = {"is_in_difficulty": False}
_DIGITAL = {"themes": {"digitalisation"}}
_GREEN = {"themes": {"green_transition", "energy_savings"}}
_GREEN_OR_HEALTH = {"green_transition", "energy_savings", "life_science_health"}
IN_WORDS = {
    "beyond_beta": _NEW,
    "bliv_digital": _DIGITAL,
    "edih": {"themes": {"digitalisation", "digital_technology"}},
    "eic_accelerator": _NEW,
    "eifo_vaekstkaution": {"amount_sought_dkk": (None, 2e6), **_SOUND},
    "eifo_vaekstlaan": {"amount_sought_dkk": (1e6, None), **_SOUND},
    "erhvervspuljen": {"themes": {"energy_savings"}, **_SOUND},
    "eudp": {**_NEW, **_SOUND},
    "euopstart_horizon": {"is_preparing_horizon_application": True},
    "fou_fradrag": {"does_research": True},
    "grand_solutions": {"amount_sought_dkk": (5e6, None), **_SOUND},
    "gudp": {**_NEW, **_SOUND},
    "industrial_phd": {"labour_sought": {"researcher"}},
    "industrial_postdoc": {"labour_sought": {"researcher"}},
    "innobooster": {"themes": {*_GREEN_OR_HEALTH, "digital_technology", "defence_technology"}},
    "innobooster_2024": {"themes": {*_GREEN_OR_HEALTH, "digital_technology"}},
    "innofounder": {"founder_has_higher_education": True, **_NEW},
    "mudp_fyrtaarn": {**_NEW, **_SOUND},
    "mudp_utd": {**_NEW, **_SOUND},
    "skattekredit": {"has_research_loss": True},
    "sme_fund": {"themes": {"intellectual_property"}},
    "smv_digital_2026": _DIGITAL,
    "smv_groen_2026": _GREEN,
    "smv_groenne_kompetencer": _GREEN,
    "startup_denmark": {"founder_is_from_outside_eu": True, **_NEW},
    "veu": {"staff_to_train": {"unskilled", "skilled"}},
    "vf_ba_matching": {"has_private_investor": True},
    "workindenmark": {"labour_sought": {"skilled", "graduate", "researcher"}},
}
"""Conditions in words, by the fact behind each: an answer, a choice, or a range."""
_FIELDS = {"miljoeteknologi", "energiteknologi", "life_science_velfaerdsteknologi"}
_FIELDS |= {"digitale_teknologier", "robot_drone"}
FIELDS_OF_THEMES = {
    "innobooster": {*_FIELDS, "forsvar_rum_sikkerhed"},
    "innobooster_2024": _FIELDS,
}
BRANDED_FIELDS = {"miljoeteknologi", "energiteknologi", "foedevarer_bioressourcer"}
BRANDED_FIELDS |= {"life_science_velfaerdsteknologi", "design_mode_moebler", "spil_animation_film"}
ANYWHERE = frozenset()
FUNEN = {"0420", "0430", "0440", "0450", "0461", "0479", "0480", "0482", "0492"}
LAG_NAMES = """
Thisted, Morsø, Skive, Viborg, Hjørring, Frederikshavn, Brønderslev, Jammerbugt,
Vesthimmerlands, Rebild, Mariagerfjord, Lemvig, Ringkøbing-Skjern, Struer, Holstebro, Syddjurs,
Norddjurs, Randers, Favrskov, Odder, Hedensted, Ikast-Brande, Middelfart, Assens, Nordfyns,
Kerteminde, Faaborg-Midtfyn, Svendborg, Nyborg, Langeland, Læsø, Samsø, Ærø, Haderslev, Tønder,
Billund, Vejen, Sønderborg, Aabenraa, Fanø, Varde, Lejre, Holbæk, Sorø, Odsherred, Kalundborg,
Faxe, Næstved, Vordingborg, Slagelse, Stevns, Lolland, Guldborgsund, Halsnæs, Gribskov,
Bornholm, Frederikssund
"""
"""Municipalities with a local action group: 56 since 2014, and Frederikssund since 2023."""
WINDOWS = {
    "innobooster_2021": (date(2021, 2, 16), date(2021, 6, 1)),
    "euopstart_edf": (date(2024, 1, 24), date(2024, 9, 24)),
    "smv_groen_2023": (date(2023, 4, 26), date(2023, 5, 10)),
    "innobooster_2024": (date(2024, 1, 8), date(2024, 9, 5)),
    "sme_fund": (date(2026, 2, 2), date(2026, 12, 4)),
}
"""Windows that ``deadline_type`` spells out, or that a page read since the table does."""
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
    answers = list(verdicts)
    return False if False in answers else None if None in answers else True


def _any(verdicts):
    answers = list(verdicts)
    return True if True in answers else None if None in answers else False


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
    years = [int(year) for year in re.findall(r"20\d\d", words)]
    return (min(years), max(years)) if years else None


def _is_open(row, firm, on):  # noqa: PLR0911 - one answer a state
    scheme_id, status, years = row["scheme_id"], row["status"], _years(row["rules_year"])
    if scheme_id not in WINDOWS and (status.startswith("check") or status == "yearly"):
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
    if on.year < 2021:
        return False
    if position_id == "maritime_logistik":
        return on <= date(2022, 3, 31)
    return position_id != "turisme"


def _told(fact, holds):
    """What is known of one fact: whether it holds, and the fact where it does not."""
    return holds, set() if holds is True else {fact}


UNSETTLED = None, set()
"""What the sources leave open: unknown, and no firm can be asked for it."""


def _both(*nodes):
    holds = _all(answer for answer, _ in nodes)
    return holds, set().union(
        *(facts for answer, facts in nodes if answer is holds and answer is not True)
    )


def _either(*nodes):
    holds = _any(answer for answer, _ in nodes)
    return holds, set().union(
        *(facts for answer, facts in nodes if answer is holds and answer is not True)
    )


def _range(row, name):
    return [float(row[f"{name}_{end}"]) if row[f"{name}_{end}"] else None for end in ("min", "max")]


def _of(firm, fact, low, high):
    return _told(fact, _within(firm.get(fact), low, high))


def _size(firm, employees, turnover_eur, balance_eur):
    turnover, balance = turnover_eur * EUR, balance_eur * EUR
    money = _either(
        _of(firm, "turnover_dkk", None, turnover), _of(firm, "balance_dkk", None, balance)
    )
    return _both(_of(firm, "employees", None, employees), money)


def _aged(firm, years, on):
    """A firm known to have no CVR number is not founded until somebody tells the day."""
    if firm.get("founded") is None and firm.get("has_cvr") is False:
        return True, set()
    return _told("founded", _young(firm.get("founded"), years, on))


def _thresholds(row, firm, on):
    for legs in THRESHOLDS.get(row["scheme_id"], []):
        yield _either(*(_of(firm, fact, *limit) for fact, limit in legs.items()))
    if row["scheme_id"] == "mudp_forprojekt" and on.year >= 2024:
        # The row says "de minimis"; the ceiling is that of Regulation (EU) 2023/2831.
        yield _of(firm, "de_minimis_3y_eur", None, 300e3)


TO_CONFIRM = {
    **{scheme: {"is_in_difficulty"} for scheme in ("erhvervspuljen", "eudp", "grand_solutions")},
    **{scheme: {"is_in_difficulty"} for scheme in ("mudp_fyrtaarn", "mudp_utd")},
    "gudp": {"is_in_difficulty", "has_innovative_idea"},
}
"""Conditions of the law or the purpose, not of the row: they rule out who says that they fail."""


def _in_words(scheme_id, firm):
    """Conditions that the row or its page states in words, held against the answer."""
    for fact, fits in IN_WORDS.get(scheme_id, {}).items():
        value = firm.get(fact)
        if value is None and fact in TO_CONFIRM.get(scheme_id, ()):
            continue
        if value is None:
            fields = set(firm.get("positions") or ()) & FIELDS_OF_THEMES.get(scheme_id, set())
            yield (True, set()) if fact == "themes" and fields else (None, {fact})
        elif isinstance(fits, tuple):
            yield _of(firm, fact, *fits)
        else:
            holds = bool(set(value) & fits) if isinstance(fits, set) else value is fits
            yield _told(fact, holds)


def _place_in(firm, sure, possible):
    """Sure in some municipalities, possible in others, and out of the question elsewhere."""
    code = firm.get("municipality_code")
    if code is None or code in sure:
        return _told("municipality_code", None if code is None else True)
    is_possible = possible is ANYWHERE or code in possible
    return UNSETTLED if is_possible else (False, {"municipality_code"})


def _branded(firm):
    positions = firm.get("positions")
    return _told("positions", None if positions is None else bool(set(positions) & BRANDED_FIELDS))


def _clustered(firm, on):
    positions = firm.get("positions")
    return _told(
        "positions", None if positions is None else any(_has_cluster(p, on) for p in positions)
    )


def _in_trade(firm):
    code = firm.get("industry_code")
    return _told("industry_code", None if code is None else code[:2] not in {"47", "56"})


@cache
def _lag_municipalities():
    names = {name.strip() for name in re.split(r"[,\n]", LAG_NAMES)} - {""}
    rows = _table("municipalities", "municipality_code").items()
    codes = {code.zfill(4) for code, row in rows if row["name"] in names}
    assert len(codes) == len(names)
    return codes


def _two_sets(firm, on):
    """The two sets of limits that the page of 2021 lists."""
    old = _aged(firm, 3, on), _of(firm, "turnover_dkk", 2e6, None)
    capital = _of(firm, "outside_capital_3y_dkk", 500e3, None)
    profit = _of(firm, "gross_profit_dkk", 250e3, None)
    less_capital = _of(firm, "outside_capital_3y_dkk", 100e3, None)
    every = _either(*old, capital, profit, less_capital)
    both = _both(_either(*old, capital), _either(profit, less_capital))
    return [every, _either(both, UNSETTLED)]


INSTEAD = {
    "beyond_beta": lambda firm, on: [_either(_aged(firm, 3, on), UNSETTLED)],
    "eudp": lambda firm, on: [_either(_of(firm, "technology_readiness_level", 4, 8), UNSETTLED)],
    "faelles_fremstoed": lambda firm, on: [
        _of(firm, "partner_count", 1, None),
        _either(_of(firm, "partner_count", 4, None), UNSETTLED),
    ],
    "ivaerksaetterprogram_bred": lambda firm, on: [
        _either(_told("has_cvr", firm.get("has_cvr")), UNSETTLED)
    ],
    "eksportraadet_sme": lambda firm, on: [
        _either(_told("is_exporting", firm.get("is_exporting")), UNSETTLED)
    ],
    "industry_branding": lambda firm, on: [_either(_branded(firm), UNSETTLED)],
    "cluster_membership": lambda firm, on: [_clustered(firm, on)],
    "lag": lambda firm, on: [
        _either(_size(firm, 49, 10e6, 10e6), _both(_size(firm, 249, 50e6, 43e6), UNSETTLED)),
        _place_in(firm, _lag_municipalities(), {"0561", "0615", "0851"}),
    ],
    "bliv_digital": lambda firm, on: [_place_in(firm, FUNEN, ANYWHERE)],
    "innobooster_2021": _two_sets,
    "sme_fund": lambda firm, on: [_told("has_cvr", firm.get("has_cvr"))],
    "startup_denmark": lambda firm, on: [_in_trade(firm)],
    "erhvervsfyrtaarne": lambda firm, on: [UNSETTLED],
    "eic_accelerator": lambda firm, on: [
        _of(firm, "employees", None, 499),
        _either(
            _of(firm, "technology_readiness_level", 6, 9),
            _both(_of(firm, "technology_readiness_level", 5, 5), UNSETTLED),
        ),
    ],
}
"""What is read where a column is only a judgement, or the row says more than its columns."""
WITHOUT_THE_COLUMN = {
    "age": {"beyond_beta"},
    "level": {"eudp", "eic_accelerator"},
    "size": {"eurostars", "eic_accelerator"},
    "partners": {"faelles_fremstoed"},
    "registered": {"innofounder", "virksomhedsguiden", "ivaerksaetterprogram_bred"},
}
"""Columns that a scheme's source does not bear out."""
READ_SINCE = {"fou_fradrag": 2026, "gudp": 2026, "innofounder": 2026, "sme_fund": 2026}
"""Last year for which a page read after the table tells the state of a scheme."""


def _criteria(row, firm, on):
    """Each criterion of a row: whether it holds, and the facts that decide it where it does not."""
    scheme_id = row["scheme_id"]
    for column, read in COLUMNS.items():
        if scheme_id not in WITHOUT_THE_COLUMN.get(column, ()):
            yield from read(row, firm, on)
    yield from _in_words(scheme_id, firm)
    yield from INSTEAD.get(scheme_id, lambda firm, on: [])(firm, on)


def _employees_and_size(row, firm, on):
    if _range(row, "employees") != [None, None]:
        yield _of(firm, "employees", *_range(row, "employees"))
    if row["sme_only"].startswith("yes"):
        yield _size(firm, 249, 50e6, 43e6)


def _most_age(row, firm, on):
    if row["firm_age_max_years"]:
        yield _aged(firm, int(row["firm_age_max_years"]), on)


def _fields(row, firm, on):
    position_ids = row["strength_position_ids"]
    if position_ids == "all with a designated cluster":
        yield _clustered(firm, on)
    elif position_ids:
        positions = firm.get("positions")
        fits = None if positions is None else bool(set(positions) & set(position_ids.split(";")))
        yield _told("positions", fits)


def _level(row, firm, on):
    if row["trl_min"] or row["trl_max"]:
        yield _of(firm, "technology_readiness_level", *_range(row, "trl"))


def _registered(row, firm, on):
    if row["location_rule"] == "Danish CVR":
        yield _told("has_cvr", firm.get("has_cvr"))


def _landsdele(row, firm, on):
    if codes := re.findall(r"DK\d{3}", row["location_rule"]):
        place = _place(firm)
        yield _told("municipality_code", None if place is None else place["nuts3"] in codes)


def _partners(row, firm, on):
    if int(row["min_partners"] or 1) > 1:
        yield _of(firm, "partner_count", int(row["min_partners"]) - 1, None)


COLUMNS = {
    "size": _employees_and_size,
    "age": _most_age,
    "fields": _fields,
    "level": _level,
    "registered": _registered,
    "landsdele": _landsdele,
    "partners": _partners,
    "thresholds": _thresholds,
}


def _expected(row, firm, on):
    is_open = _is_open(row, firm, on)
    if is_open is False:
        return "unmet", {"open"}
    nodes = list(_criteria(row, firm, on))
    verdict = _all([is_open, *(answer for answer, _ in nodes)])
    facts = set().union(
        *(facts for answer, facts in nodes if answer is verdict and answer is not True)
    )
    word = {True: "met", False: "unmet", None: "unknown"}[verdict]
    if verdict is None and is_open is None:
        facts |= {"municipality_code" if row["scheme_id"] in WINDOWS else "open"}
    return word, facts


def _days():
    turns = [date(year, 1, 1) for year in range(2015, 2028)]
    turns += [date(2021, 2, 16), date(2021, 6, 2), date(2022, 4, 1), date(2023, 4, 26)]
    turns += [date(2023, 5, 11), date(2023, 5, 18), date(2024, 5, 23), date(2024, 9, 25)]
    turns += [date(2024, 1, 8), date(2024, 1, 24), date(2024, 9, 6)]
    turns += [date(2026, 2, 2), date(2026, 12, 5)]
    before = [day - timedelta(days=1) for day in turns]
    rules_end = date(2026, 12, 31)
    return sorted({d for d in (*turns, *before, date(2026, 3, 16)) if d <= rules_end})


LIMITS = {
    "employees": [0, 1, 2, 3, 20, 21, 49, 50, 100, 101, 249, 250, 251, 499, 500],
    "turnover_dkk": [
        *(0, 1_999_999, 2e6, 10e6 * EUR, 10e6 * EUR + 1),
        *(50e6 * EUR, 50e6 * EUR + 1, 375e6, 375e6 + 1),
    ],
    "balance_dkk": [0, 10e6 * EUR, 10e6 * EUR + 1, 43e6 * EUR, 43e6 * EUR + 1],
    "gross_profit_dkk": [-1, 249_999, 250_000],
    "outside_capital_3y_dkk": [0, 99_999, 100_000, 499_999, 500_000],
    "de_minimis_3y_eur": [0, 200_000, 200_001, 300_000, 300_001],
    "technology_readiness_level": list(range(1, 10)),
    "partner_count": [0, 1, 2, 3, 4],
    "has_cvr": [True, True, True, False],
    "is_exporting": [True, False],
    "industry_code": ["620100", "620100", "471100", "561110"],
    "amount_sought_dkk": [999_999, 1e6, 2e6, 2_000_001, 4_999_999, 5e6],
    "themes": [(), *[(theme,) for theme in Theme], ("green_transition", "digitalisation")],
    "labour_sought": [(), *[(kind,) for kind in LabourKind]],
    "staff_to_train": [(), *[(kind,) for kind in LabourKind]],
    **{
        fact: [True, True, False]
        for fact in TruthFact.__args__
        if fact not in ("has_cvr", "is_exporting")
    },
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
    """Every scheme of the table, firms on both sides of each limit, days of each date.

    A scheme that was added after the table was made has its cases alone.
    """
    register, random = read_register(), Random(seed)
    rows = _table("schemes", "scheme_id")
    days = _days()

    wrong = []
    for on in days:
        context = eligibility_context(OnDay(register, on))
        for _ in range(3):
            firm = _firm(random, on)
            for scheme_id, row in rows.items():
                judged = judge_offer(register.catalogue[scheme_id], Firm(**firm), context)
                verdict = judged.verdict.value
                failed = {f.fact for f in judged.findings if f.verdict.value == "unmet"}
                facts = {"unmet": failed, "unknown": set(judged.facts_to_ask), "met": set()}
                if (verdict, facts[verdict]) != (expected := _expected(row, firm, on)):
                    wrong.append((scheme_id, on, firm, verdict, facts[verdict], expected))

    assert set(rows) <= {i for i, o in register.catalogue.items() if o.kind is OfferKind.SCHEME}
    assert wrong == []


def test_every_scheme_says_of_which_year_its_state_is():
    """That a scheme is open is as old as the page that said so; of a closed one it is no matter."""
    catalogue = read_register().catalogue
    seen_years = {i: catalogue[i].rules.opening.seen_year for i in _table("schemes", "scheme_id")}

    for scheme_id, row in _table("schemes", "scheme_id").items():
        is_over = row["status"].startswith(("closed", "superseded"))
        year = int(row["status_year"]) if row["status_year"] and not is_over else None
        year = READ_SINCE.get(scheme_id, year)
        assert seen_years[scheme_id] == year, scheme_id
