"""Draw example firms: trade and place together, then size, legal form and life."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ecosystem.model.cvr import WEIGHTS
from ecosystem.model.register import Register, small_table
from ecosystem.model.vocabulary import ActorKind, IndustryScheme
from ecosystem.sources.synthetic.calibration import Calibration, Country
from ecosystem.sources.synthetic.rows import chosen, example_rows, numbered, padded

if TYPE_CHECKING:
    import pyarrow as pa

AS_OF: Final = date(2026, 10, 31)
"""Last day the example data tells of: a constant, so that the files never change by themselves."""
LAST_DAY: Final = np.datetime64(AS_OF, "D")
FIRST_DAY: Final = np.datetime64("2019-01-01", "D")
"""First day of participations and of closures."""

_DB25_FROM: Final = np.datetime64("2025-01-01", "D")
"""The business register carries the new industry codes from here on."""
_OLD_FORMS: Final = ("A/S", "A.M.B.A.", "Fond")
_MEAN_YEARS_OLD: Final = 24.0
_MEAN_YEARS_YOUNG: Final = 10.0
_MOST_YEARS: Final = 115.0
_SMALL: Final = 5
_MIDDLE: Final = 10
_LARGE: Final = 50
_WORK_OF_NOBODY: Final = 0.35
"""Full-time equivalents whose turnover a firm without employees has."""

Days = NDArray[np.datetime64]
Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Firms:
    """Example firms as columns of equal length; what their rows leave out is known here."""

    industry: Places
    """Row of ``Calibration.industries``."""
    municipality: Places
    """Row of the register's municipalities."""
    legal_form: Places
    """Row of ``Calibration.form_shares``."""
    employees: Numbers
    founded: Days
    closed: Days
    is_db25: Truths
    positions: Mapping[str, Numbers]
    """Weight of each firm in each strength position, 0 for none."""

    def __len__(self) -> int:
        """Count the firms."""
        return len(self.industry)


def pick(rng: np.random.Generator, weights: Numbers, count: int) -> Places:
    """Draw places of a list, each as likely as its weight.

    Examples:
        >>> pick(np.random.default_rng(1), np.array([0.0, 2.0, 0.0]), 3)
        array([1, 1, 1])
    """
    reach = np.cumsum(weights, dtype="float64")
    drawn: Places = np.searchsorted(reach, rng.random(count) * reach[-1], side="right")
    return drawn


def draw_firms(country: Country, count: int, rng: np.random.Generator) -> Firms:
    """Draw firms that look like the country's in the whole."""
    base, calibration = country.register, country.calibration
    places = small_table(base, "municipalities", "where example firms are")
    weights = trade_by_place(places, calibration)
    cell = pick(rng, weights.ravel(), count)
    industry, municipality = cell // weights.shape[1], cell % weights.shape[1]
    size_class, employees = _draw_sizes(calibration, industry, rng)
    legal_form = _draw_forms(calibration, size_class, rng)
    founded, closed = _draw_lives(calibration, legal_form, rng)
    is_db25 = (founded >= _DB25_FROM) | (rng.random(count) < calibration.rates["recoded"])
    return Firms(
        industry=industry,
        municipality=municipality,
        legal_form=legal_form,
        employees=employees,
        founded=founded,
        closed=closed,
        is_db25=is_db25,
        positions=_position_weights(base, calibration, industry, is_db25),
    )


def trade_by_place(places: pd.DataFrame, calibration: Calibration) -> Numbers:
    """Compute the expected firms of each trade (row) in each municipality (column).

    A trade's firms follow the inhabitants, more of them in town or country by the trade's
    profile, and more where ``regional_specialisation`` says so; a trade keeps its share of the
    country's firms.

    Returns:
        Shares of all firms, per cent, that add up to 100.
    """
    people = places["population"].astype("float64")
    people = people.fillna(people.median()).fillna(1.0)
    factors = calibration.place_profiles.pivot_table(
        index="place_profile", columns="group", values="firms_per_person"
    )
    by_group = factors.reindex(columns=places["group"]).fillna(1.0)
    trades = calibration.industries
    weights = people.to_numpy() * by_group.loc[trades["place_profile"]].to_numpy()
    for row in calibration.regional_specialisation.to_dict("records"):
        areas = str(row["areas"]).split(";")
        inside = places["municipality_code"].isin(areas) | places["nuts3_code"].isin(areas)
        trade = trades["db07_code"].str.startswith(row["code_prefix"])
        weights[np.ix_(trade.to_numpy(), inside.to_numpy())] *= float(row["factor"])
    shares: Numbers = trades["firms_pct"].to_numpy()[:, None] * weights
    expected: Numbers = shares / weights.sum(axis=1, keepdims=True)
    return expected


def _draw_sizes(
    calibration: Calibration, industry: Places, rng: np.random.Generator
) -> tuple[Places, Numbers]:
    """Draw each firm's size class, and employees in full-time equivalents within it."""
    profile_of = calibration.industries["size_profile"].to_numpy()[industry]
    size_class = np.zeros(len(industry), dtype="int64")
    employees = np.zeros(len(industry))
    for profile, classes in calibration.sizes.groupby("size_profile"):
        mine = np.flatnonzero(profile_of == profile)
        drawn = pick(rng, classes["firms_pct"].to_numpy(), len(mine))
        low = classes["employees_from"].to_numpy("float64")
        high = classes["employees_below"].to_numpy("float64")
        step = np.divide(high, low, out=np.ones_like(low), where=low > 0)
        between = low[drawn] * step[drawn] ** rng.random(len(mine))
        size_class[mine] = drawn
        employees[mine] = np.where(between < _SMALL, np.floor(between * 10) / 10, between // 1)
    return size_class, employees


def _draw_forms(calibration: Calibration, size_class: Places, rng: np.random.Generator) -> Places:
    shares = calibration.form_shares.to_numpy()
    legal_form = np.zeros(len(size_class), dtype="int64")
    for each in range(shares.shape[1]):
        mine = np.flatnonzero(size_class == each)
        legal_form[mine] = pick(rng, shares[:, each], len(mine))
    return legal_form


def _draw_lives(
    calibration: Calibration, legal_form: Places, rng: np.random.Generator
) -> tuple[Days, Days]:
    """Draw days of foundation and closing; companies limited by shares are older."""
    count = len(legal_form)
    is_old = np.isin(calibration.form_shares.index.to_numpy(), _OLD_FORMS)[legal_form]
    mean_years = np.where(is_old, _MEAN_YEARS_OLD, _MEAN_YEARS_YOUNG)
    years = np.minimum(rng.exponential(mean_years), _MOST_YEARS)
    founded = LAST_DAY - (years * 365.25).astype("timedelta64[D]")
    first = np.maximum(founded, FIRST_DAY)
    room = (LAST_DAY - first).astype("int64")
    day = first + (rng.random(count) * room).astype("timedelta64[D]")
    has_closed = rng.random(count) < calibration.rates["closed"]
    return founded, np.where(has_closed, day, np.datetime64("NaT", "D"))


def _position_weights(
    base: Register, calibration: Calibration, industry: Places, is_db25: Truths
) -> dict[str, Numbers]:
    """Weight of each firm in each position, by the industry table of the register."""
    if base.industry_positions is None:
        return {}
    trades = calibration.industries
    weights = {}
    for position, rows in base.industry_positions.groupby("position_id"):
        by_scheme = np.zeros((len(trades), 2))
        for row in rows.to_dict("records"):
            edition = int(row["scheme"] == IndustryScheme.DB25)
            codes = trades["db25_code" if edition else "db07_code"]
            hit = codes.str.startswith(row["code_prefix"]).to_numpy()
            by_scheme[hit, edition] = np.maximum(by_scheme[hit, edition], float(row["weight"]))
        weights[str(position)] = by_scheme[industry, is_db25.astype("int64")]
    return weights


def impossible_cvr(count: int) -> Places:
    """Number firms so that no number can be a real CVR number.

    A real one has eight digits, does not begin with 0, and its digits weighted 2, 7, 6, 5, 4, 3,
    2, 1 add up to a multiple of 11. These begin with 0 and add up to none.

    Examples:
        >>> impossible_cvr(6)
        array([1, 2, 3, 4, 5, 6])
        >>> 19 in impossible_cvr(40)  # 2 * 1 + 1 * 9 = 11
        False
    """
    numbers = np.arange(1, count * 11 // 10 + 100)
    total = np.zeros_like(numbers)
    for place, weight in enumerate(reversed(WEIGHTS)):
        total += weight * (numbers // 10**place % 10)
    impossible: Places = numbers[total % 11 != 0][:count]
    return impossible


def firm_ids(firm: Places) -> Any:  # noqa: ANN401  # an arrow array
    """Return the ``actor_id`` of firms by their place."""
    return numbered("synthetic-", firm + 1, 7)


def actor_rows(country: Country, firms: Firms, source: str, rng: np.random.Generator) -> "pa.Table":
    """Write firms as rows of ``actors``, with gaps as a register has them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    base, calibration = country.register, country.calibration
    count, rates, trades = len(firms), calibration.rates, calibration.industries
    places = small_table(base, "municipalities", "where example firms are")
    forms = calibration.form_shares.index
    form = chosen(forms, firms.legal_form)
    no_industry = rng.random(count) < rates["industry_unknown"]
    no_place = rng.random(count) < rates["municipality_unknown"]
    codes = pd.concat([trades["db07_code"], trades["db25_code"]])
    schemes = [IndustryScheme.DB07, IndustryScheme.DB25]
    number = np.arange(count)
    turnover, balance = _money(calibration, firms, rng)
    is_sole = (forms == "ENK")[firms.legal_form]
    protected = np.where(is_sole, rates["protected_sole_owner"], rates["protected_other"])
    return example_rows(
        "actors",
        count,
        source,
        actor_id=firm_ids(number),
        kind=ActorKind.FIRM.value,
        name=pc.binary_join_element_wise(numbered("Eksempelvirksomhed ", number + 1, 6), form, " "),
        cvr=padded(impossible_cvr(count), 8),
        is_embedded=False,
        municipality_code=chosen(places["municipality_code"], firms.municipality, no_place),
        industry_code=chosen(codes, firms.industry + firms.is_db25 * len(trades), no_industry),
        industry_scheme=chosen(schemes, firms.is_db25.astype("int64"), no_industry),
        legal_form=form,
        founded=pa.array(firms.founded),
        closed=pa.array(firms.closed),
        employees=pa.array(firms.employees, mask=_is_silent(calibration, firms, rng)),
        turnover_dkk=turnover,
        balance_dkk=balance,
        is_advertising_protected=pa.array(rng.random(count) < protected),
    )


def _is_silent(calibration: Calibration, firms: Firms, rng: np.random.Generator) -> Truths:
    """Draw the firms whose employees nobody knows; firms without any report least."""
    rates = calibration.rates
    share = np.select(
        [firms.employees == 0, firms.employees < _SMALL],
        [rates["employees_unknown_none"], rates["employees_unknown_few"]],
        rates["employees_unknown_many"],
    )
    silent: Truths = rng.random(len(firms)) < share
    return silent


def _money(calibration: Calibration, firms: Firms, rng: np.random.Generator) -> tuple[Any, Any]:
    """Draw turnover and balance, DKK; small firms rarely publish the one, sole owners neither."""
    import pyarrow as pa

    count, rates, trades = len(firms), calibration.rates, calibration.industries
    each = trades["turnover_per_employee_dkk"].to_numpy("float64")[firms.industry]
    is_passive = (trades["size_profile"] == "passive").to_numpy()[firms.industry]
    work = np.maximum(firms.employees, _WORK_OF_NOBODY)
    turnover = each * work * np.exp(rng.normal(0.0, 0.6, count))
    ratio = np.where(is_passive, 5.0, 0.55) * np.exp(rng.normal(0.0, 0.7, count))
    published = calibration.legal_forms.groupby("legal_form")["publishes_balance_pct"].first()
    share = published.sort_index().to_numpy("float64")[firms.legal_form] / 100
    openness = np.select(
        [firms.employees >= _LARGE, firms.employees >= _MIDDLE],
        [rates["turnover_published_large"], rates["turnover_published_middle"]],
        rates["turnover_published_small"],
    )
    has_accounts = rng.random(count) < share
    has_turnover = has_accounts & (rng.random(count) < openness)
    return (
        pa.array(np.round(turnover, -3), mask=~has_turnover),
        pa.array(np.round(turnover * ratio, -3), mask=~has_accounts),
    )
