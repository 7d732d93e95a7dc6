"""Answer who reaches the firms of a strength position, where nobody does, and where to begin.

Sentences carry their figures, and every figure stands in the answer as well. An office, an
activity and help online stand apart; a way that is not recorded is unknown, never a no.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from ecosystem.analysis import coverage as covering
from ecosystem.analysis import presence as standing
from ecosystem.analysis.coverage import ACTIVE_DAYS, SHELF_LIFE_DAYS, WITHIN_KM, Served, Terms
from ecosystem.analysis.geography import ROAD_FACTOR, SPEED_KMH, TravelBasis
from ecosystem.analysis.presence import PresenceBand
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import Register, collect, small_table
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import CoverageState

LIMITS_KM: Final = (10, 20, 30, 45, 60, 75, 90, 120)
"""Distances at which the reach curve is told."""
FEWEST_MOVED: Final = 2
"""Of one office nothing is said about whether offices follow the firms."""
NAMED: Final = 5
"""Municipalities named in a sentence."""
GROUP: Final = "Kommunegrupper v1:2018, Danmarks Statistik"
"""The typology of municipalities: the theme analysis used an older one of four groups."""
OUTER: Final = "Yderkommuner, ligningslovens § 9 C, 2019"
"""What counts as an outer municipality: the list of the deduction for travel."""


class Record(BaseModel):
    """Part of an answer; it is never changed."""

    model_config = ConfigDict(frozen=True)


class MunicipalityCoverage(Record):
    """How one municipality stands; ``None`` is not recorded, never zero."""

    municipality_code: str
    name: str
    nuts3_code: str | None
    region_code: str | None
    hub_id: str | None
    group: str | None
    is_outer: bool | None
    population: int | None
    firms: float | None = Field(description="Core and related firms, and those with a tie.")
    firms_low: float | None = Field(description="Core firms, and those with a tie.")
    firms_high: float | None = Field(description="All that an industry connects with it.")
    all_firms: float | None
    location_quotient: float | None
    lq_low: float | None
    lq_high: float | None
    lq_shrunk: float | None
    shrunk_low: float | None
    shrunk_high: float | None
    band: PresenceBand
    state: CoverageState = Field(description="By an office; the others stand apart.")
    activity_state: CoverageState
    online_state: CoverageState
    offices: int | None = Field(description="Offices in the municipality.")
    activities: int | None = Field(description="Activities held there in the period.")
    nearest_km: float | None = Field(description="Way to the nearest office; see unit and basis.")
    nearest_activity_km: float | None
    offices_per_1000_firms: float | None = Field(description="Floating catchment (E2SFCA).")
    actor_ids: tuple[str, ...] = Field(description="Whose office reaches it.")


class Follows(Record):
    """Whether places follow the firms, held against chance."""

    n: int
    dissimilarity: float | None
    dissimilarity_expected: float | None
    expected_low: float | None
    expected_high: float | None
    beyond_chance: float | None
    beyond_low: float | None
    beyond_high: float | None
    z: float | None
    is_beyond_chance: bool | None


class GroupCoverage(Record):
    """Coverage of a group of municipalities."""

    group: str
    name: str | None = Field(default=None, description="As the register calls it.")
    municipalities: int
    firms: float | None
    coverage_rate: float | None
    coverage_rate_high: float | None
    covered: int
    uncovered: int
    overlap: int
    unknown: int


class Actor(Record):
    """Somebody whose reach is asked about."""

    actor_id: str
    name: str


class CoverageBriefing(Record):
    """How a position is covered on a day."""

    position_id: str
    name_da: str
    name_en: str
    on: date
    within: float
    unit: str = Field(description="km, or minutes.")
    basis: str = Field(description="crossings, straight_line or matrix.")
    road_factor: float | None = Field(description="Way over straight line; none with a matrix.")
    speed_kmh: float | None = Field(description="At which a ferry's minutes are ways.")
    served: str
    active_days: int = Field(description="How far back an activity counts.")
    shelf_life_days: int = Field(description="Older confirmations leave it unknown.")
    label: str
    is_synthetic: bool
    actors: tuple[Actor, ...]
    municipalities: tuple[MunicipalityCoverage, ...]
    states: dict[str, dict[str, int]] = Field(description="Municipalities by way and state.")
    firms: float | None
    firms_low: float | None
    firms_high: float | None
    firms_found: dict[str, float | None] = Field(
        description="By code alone, by tie alone, by both."
    )
    found_share: dict[str, float | None] = Field(description="The same as shares of the firms.")
    code_recall: float | None = Field(
        description="Of the firms with a tie, the share that the industry codes find as well."
    )
    firms_without_municipality: int | None
    firms_without_code: int | None
    coverage_rate: float | None = Field(description="Share of firms within reach of an office.")
    coverage_rate_high: float | None = Field(description="With unknown municipalities counted in.")
    coverage_rate_by_way: dict[str, float | None]
    dissimilarity: float | None = Field(description="Of offices against firms.")
    dissimilarity_expected: float | None
    offices_follow_firms: Follows
    activities_follow_firms: Follows
    locational_gini: float | None
    reach_curve: tuple[dict[str, float], ...] = Field(
        description="Share of firms within each distance at which it rises; see unit."
    )
    reach_at: tuple[dict[str, float], ...] = Field(description="The same at round distances.")
    access_of_bottom_fifth: float | None = Field(
        description="Offices per 1,000 firms, mean of the fifth of the firms with least."
    )
    groups: tuple[GroupCoverage, ...]
    group_typology: str
    outer: GroupCoverage | None
    outer_typology: str
    landsdele: tuple[GroupCoverage, ...] = Field(description="NUTS 3, the default level.")
    regions: tuple[GroupCoverage, ...] = Field(description="As they are on the day.")
    hubs: tuple[GroupCoverage, ...]
    bands: dict[str, int]
    sentences: tuple[Sentence, ...]
    caveats: tuple[Sentence, ...]


def brief_coverage(
    register: Register, position_id: str, on: date, terms: Terms | None = None
) -> CoverageBriefing:
    """Tell of every municipality where a position's firms are and who reaches them.

    Args:
        register: The register.
        position_id: The strength position.
        on: The day asked about.
        terms: What counts as reached; see :class:`ecosystem.analysis.coverage.Terms`.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register has no positions or no municipalities.
    """
    terms = terms or Terms()
    reach = covering.measure_reach(register, position_id, on, terms)
    states = covering.coverage_states(reach)
    firms = standing.firms_by_municipality(register, position_id, on)
    found = _presence(firms)
    access = covering.access_to_offices(register, reach, firms["firms"], on, terms)
    table = _table(register, states, found, access, on)
    follows = covering.follows_firms(reach.offices, firms["firms"])
    active = covering.follows_firms(reach.activities, firms["firms"])
    rate = covering.coverage_rate(firms["firms"], states["office_state"])
    left_out = standing.firms_left_out(register, on)
    briefing = {
        "position_id": position_id,
        **_names(register, position_id),
        "on": on,
        "within": terms.within,
        "unit": unit_of(terms),
        "basis": reach.basis.value,
        **factors_of(reach.basis),
        "served": terms.served,
        "active_days": terms.active_days,
        "shelf_life_days": terms.shelf_life_days,
        "label": register.label,
        "is_synthetic": register.is_synthetic,
        "actors": named_actors(register, reach.actor_ids),
        "municipalities": tuple(MunicipalityCoverage(**row) for row in _rows(table)),
        "states": _counts_of_states(states),
        **_firms(firms, left_out),
        **rate,
        "coverage_rate_by_way": _rates(firms["firms"], states),
        "dissimilarity": follows["dissimilarity"],
        "dissimilarity_expected": follows["dissimilarity_expected"],
        "offices_follow_firms": Follows(**follows),
        "activities_follow_firms": Follows(**active),
        "locational_gini": standing.locational_gini(firms["firms"], firms["all_firms"]),
        "reach_curve": _curve(firms["firms"], states["nearest_km"], None),
        "reach_at": _curve(firms["firms"], states["nearest_km"], LIMITS_KM),
        "access_of_bottom_fifth": _bottom_fifth(access, firms["firms"]),
        "groups": _groups(table["group"], table),
        "group_typology": GROUP,
        "outer": _outer(table),
        "outer_typology": OUTER,
        "landsdele": _groups(table["nuts3_code"], table),
        "regions": _groups(table["region_code"], table, region_names(register, on)),
        "hubs": _groups(table["hub_id"], table, hub_names(register, table["hub_id"])),
        "bands": {band.value: int((table["band"] == band.value).sum()) for band in PresenceBand},
    }
    typology = Sentence(key="coverage.typology", values={"groups": GROUP, "outer": OUTER})
    caveats = (*caveats_of(reach, terms, is_synthetic=register.is_synthetic), typology)
    caveats = (*say_left_out(register, left_out), *caveats)
    return CoverageBriefing(**briefing, sentences=_sentences(briefing, table), caveats=caveats)


# --- parts of the answer -------------------------------------------------------------------


def _presence(firms: pd.DataFrame) -> pd.DataFrame:
    """Firms with their quotients; without firms nothing is said."""
    counts = pd.DataFrame({"count": firms["firms"], "total": firms["all_firms"]})
    return firms.join(standing.presence(counts).drop(columns=["count", "total"]))


def _table(
    register: Register,
    states: pd.DataFrame,
    found: pd.DataFrame,
    access: pd.Series | None,
    on: date,
) -> pd.DataFrame:
    known = municipalities_of(register)
    columns = ["name", "nuts3_code", "hub_id", "group", "is_outer", "population"]
    table = known[columns].join(found).join(states)
    table["region_code"] = regions_on(register, on).reindex(table.index)
    table["offices_per_1000_firms"] = float("nan") if access is None else access
    return table


def municipalities_of(register: Register) -> pd.DataFrame:
    """Give the municipalities by code, ascending."""
    question = "which municipalities there are"
    held = small_table(register, "municipalities", question)
    return held.set_index("municipality_code").sort_index()


def regions_on(register: Register, on: date) -> pd.Series:
    """Give the region of each municipality on a day; none where it is not recorded."""
    table = register.regions
    if table is None:
        return pd.Series(dtype="str")
    day = pd.Timestamp(on)
    now = table[
        (table["valid_from"] <= day) & (table["valid_to"].isna() | (table["valid_to"] >= day))
    ]
    return now.drop_duplicates("municipality_code").set_index("municipality_code")["region_code"]


def region_names(register: Register, on: date) -> dict[str, str]:
    """Give what regions are called that there were by a day."""
    table = register.regions
    if table is None:
        return {}
    held = table[table["valid_from"] <= pd.Timestamp(on)].dropna(subset=["name"])
    return {
        str(code): str(name) for code, name in zip(held["region_code"], held["name"], strict=True)
    }


def hub_names(register: Register, hubs: pd.Series) -> dict[str, str]:
    """Give what hubs are called."""
    return {one.actor_id: one.name for one in named_actors(register, sorted(set(hubs.dropna())))}


_WHOLE: Final = ("offices", "activities", "population")
_PLAIN: Final = (
    "name",
    "nuts3_code",
    "region_code",
    "hub_id",
    "group",
    "is_outer",
    "firms",
    "firms_low",
    "firms_high",
    "all_firms",
    "location_quotient",
    "lq_low",
    "lq_high",
    "lq_shrunk",
    "shrunk_low",
    "shrunk_high",
    "band",
    "activity_state",
    "online_state",
    "nearest_km",
    "nearest_activity_km",
    "offices_per_1000_firms",
)


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """One mapping a municipality, missing values as ``None``."""
    kept = table[[*_PLAIN, *_WHOLE, "office_state", "actors"]].astype(object)
    told = kept.where(table[kept.columns].notna(), None).to_dict("index")
    rows = []
    for code, row in told.items():
        whole = {name: None if row[name] is None else int(row[name]) for name in _WHOLE}
        ids = tuple(part for part in str(row["actors"] or "").split(";") if part)
        plain = {name: row[name] for name in _PLAIN}
        keyed = {"municipality_code": code, "state": row["office_state"], "actor_ids": ids}
        rows.append({**keyed, **plain, **whole})
    return rows


def _names(register: Register, position_id: str) -> dict[str, str]:
    question = "what positions are called"
    held = small_table(register, "strength_positions", question).set_index("position_id")
    return {name: str(held.loc[position_id, name]) for name in ("name_da", "name_en")}


def named_actors(register: Register, actor_ids: Iterable[str]) -> tuple[Actor, ...]:
    """Give the names of actors; one that the register does not hold is called by its id."""
    import narwhals as nw  # noqa: PLC0415 - only with a register over DuckDB

    wanted = list(actor_ids)
    if register.actors is None or not wanted:
        return tuple(Actor(actor_id=one, name=one) for one in wanted)
    held = register.actors.filter(nw.col("actor_id").is_in(wanted)).select("actor_id", "name")
    names = collect(held).set_index("actor_id")["name"]
    return tuple(Actor(actor_id=one, name=str(names.get(one, one))) for one in wanted)


def _counts_of_states(states: pd.DataFrame) -> dict[str, dict[str, int]]:
    return {
        way.value: {
            state.value: int((states[f"{way.value}_state"] == state.value).sum())
            for state in CoverageState
        }
        for way in covering.Way
    }


def _rates(firms: pd.Series, states: pd.DataFrame) -> dict[str, float | None]:
    return {
        way.value: covering.coverage_rate(firms, states[f"{way.value}_state"])["coverage_rate"]
        for way in covering.Way
    }


def _firms(firms: pd.DataFrame, left_out: tuple[int, int] | None) -> dict[str, Any]:
    def total(column: str) -> float | None:
        return number(firms[column].sum(skipna=False))

    found = {name.removeprefix("found_by_"): total(name) for name in standing.FOUND}
    firms_in_all = total("firms")
    return {
        "firms": firms_in_all,
        "firms_low": total("firms_low"),
        "firms_high": total("firms_high"),
        "firms_found": found,
        "found_share": {name: share(count, firms_in_all) for name, count in found.items()},
        "code_recall": share(found["both"], (found["both"] or 0) + (found["tie"] or 0)),
        "firms_without_municipality": None if left_out is None else left_out[0],
        "firms_without_code": None if left_out is None else left_out[1],
    }


def _curve(
    firms: pd.Series, km: pd.Series, limits: Iterable[float] | None
) -> tuple[dict[str, float], ...]:
    if firms.isna().any() or firms.sum() == 0:
        return ()
    curve = covering.reach_curve(firms, km, limits)
    return tuple(
        {"within": float(limit), "share": float(part)}
        for limit, part in zip(curve.index.to_numpy(), curve, strict=True)
    )


def _bottom_fifth(access: pd.Series | None, firms: pd.Series) -> float | None:
    """Mean access of the fifth of the firms that have least."""
    if access is None or firms.sum() == 0:
        return None
    order = access.sort_values().index
    share = (firms[order].cumsum() / firms.sum()).clip(upper=0.2)
    part = share.diff().fillna(share.iloc[0])
    return float((part * access[order]).sum() / part.sum())


def _groups(
    groups: pd.Series, table: pd.DataFrame, names: Mapping[str, str] | None = None
) -> tuple[GroupCoverage, ...]:
    told = covering.share_covered_by(groups.dropna(), table["firms"], table["office_state"])
    return tuple(
        GroupCoverage(
            group=str(name),
            name=(names or {}).get(str(name)),
            municipalities=int(row["municipalities"]),
            firms=number(row["firms"]),
            coverage_rate=number(row["coverage_rate"]),
            coverage_rate_high=number(row["coverage_rate_high"]),
            **{state.value: int(row[state.value]) for state in CoverageState},
        )
        for name, row in told.iterrows()
    )


def _outer(table: pd.DataFrame) -> GroupCoverage | None:
    flags = table["is_outer"].dropna()
    named = flags[flags.astype(bool)].map(lambda _: "outer")
    found = _groups(named.astype("str"), table)
    return found[0] if found else None


def number(value: Any) -> float | None:  # noqa: ANN401 - a cell of any table
    """Give a cell as a number; an empty one as ``None``."""
    return None if value is None or pd.isna(value) else float(value)


def share(part: float | None, whole: float | None) -> float | None:
    """Give a part as a share of the whole; ``None`` when one is not known or there is nothing."""
    return part / whole if part is not None and whole else None


def factors_of(basis: TravelBasis) -> dict[str, float | None]:
    """Tell the stated proxies that distances rest on; none with a user's own matrix."""
    if basis is TravelBasis.MATRIX:
        return {"road_factor": None, "speed_kmh": None}
    speed = SPEED_KMH if basis is TravelBasis.CROSSINGS else None
    return {"road_factor": ROAD_FACTOR, "speed_kmh": speed}


def unit_of(terms: Terms) -> str:
    """Tell what distances are in."""
    return "km" if terms.times is None else "minutes"


# --- what it says --------------------------------------------------------------------------


def _sentences(held: Mapping[str, Any], table: pd.DataFrame) -> tuple[Sentence, ...]:
    states = held["states"]["office"]
    reach = {"within": held["within"], "unit": held["unit"]}
    values = {
        "reached": states["covered"] + states["overlap"],
        "total": len(table),
        "within": held["within"],
        "uncovered": states["uncovered"],
    }
    how = "states"
    if states["unknown"]:
        values["unknown"] = states["unknown"]
    else:
        how = "states_known"
    said = [Sentence(key=f"coverage.{how}.{held['unit']}", values=values)]
    if states["overlap"]:
        key = "coverage.overlap.one" if states["overlap"] == 1 else "coverage.overlap"
        said.append(Sentence(key=key, values={"overlap": states["overlap"]}))
    if held["coverage_rate"] is not None:
        said += _firm_sentences(held, table, reach)
    elif held["firms"] == 0:
        said.append(Sentence(key="coverage.no_firms"))
    else:
        said.append(Sentence(key="coverage.firms_not_recorded"))
    said += _follow_sentences(held)
    return tuple(said)


def _firm_sentences(
    held: Mapping[str, Any], table: pd.DataFrame, reach: Mapping[str, Any]
) -> list[Sentence]:
    rate, high = 100 * held["coverage_rate"], 100 * held["coverage_rate_high"]
    key = "coverage.rate" if rate == high else "coverage.rate_between"
    values = {
        "rate_pct": rate,
        "firms": held["firms"],
        "firms_low": held["firms_low"],
        "firms_high": held["firms_high"],
        "within": reach["within"],
    }
    if rate != high:
        values["high_pct"] = high
    said = [Sentence(key=f"{key}.{reach['unit']}", values=values)]
    bare = table[(table["office_state"] == CoverageState.UNCOVERED.value) & (table["firms"] > 0)]
    most = bare.sort_values(["firms", "name"], ascending=[False, True]).head(NAMED)
    if len(most):
        names = ", ".join(f"{row['name']} ({row['firms']:.0f})" for _, row in most.iterrows())
        said.append(Sentence(key="coverage.most_unreached", values={"names": names}))
    over = int((table["band"] == PresenceBand.OVER.value).sum())
    few = int((table["band"] == PresenceBand.TOO_FEW.value).sum())
    how = {0: "coverage.over.none", 1: "coverage.over.one"}.get(over, "coverage.over")
    said.append(Sentence(key=how, values={"few": few, **({"over": over} if over else {})}))
    return [*said, *_outer_sentences(held["outer"])]


def _outer_sentences(outer: GroupCoverage | None) -> list[Sentence]:
    if outer is None or outer.coverage_rate is None or outer.coverage_rate_high is None:
        return []
    rate, high = 100 * outer.coverage_rate, 100 * outer.coverage_rate_high
    told = {"rate_pct": rate, "firms": outer.firms}
    if rate == high:
        return [Sentence(key="coverage.outer", values=told)]
    return [Sentence(key="coverage.outer.between", values={**told, "high_pct": high})]


def _follow_sentences(held: Mapping[str, Any]) -> list[Sentence]:
    said = []
    for what in ("offices", "activities"):
        found: Follows = held[f"{what}_follow_firms"]
        if found.dissimilarity is None or found.n < FEWEST_MOVED:
            continue
        how = "beyond" if found.is_beyond_chance else "chance"
        values = {
            "n": found.n,
            "move_pct": 100 * found.dissimilarity,
            "expected_pct": 100 * (found.dissimilarity_expected or 0),
            "low_pct": 100 * (found.expected_low or 0),
            "high_pct": 100 * (found.expected_high or 0),
        }
        said.append(Sentence(key=f"coverage.follow.{what}.{how}", values=values))
    return said


def caveats_of(reach: covering.Reach, terms: Terms, *, is_synthetic: bool) -> tuple[Sentence, ...]:
    """Say what has to be read beside the figures."""
    told = [Sentence(key=f"coverage.basis.{reach.basis.value}", values=_factors(reach.basis))]
    told.append(Sentence(key=f"coverage.served.{terms.served}"))
    if reach.is_nobody_designated:
        told.append(Sentence(key="coverage.nobody_designated"))
    elif not reach.actor_ids:
        told.append(Sentence(key="coverage.designation_not_recorded"))
    told.append(Sentence(key="coverage.firms_defined"))
    ages = {"active": terms.active_days, "age": terms.shelf_life_days}
    told.append(Sentence(key="coverage.ages", values=ages))
    told.append(Sentence(key="coverage.border"))
    if is_synthetic:
        told.append(Sentence(key="coverage.synthetic"))
    return tuple(told)


def say_left_out(register: Register, left_out: tuple[int, int] | None) -> tuple[Sentence, ...]:
    """Say which firms could not be counted: without a place, or without an industry to tell by.

    Args:
        register: Whether it says which industries belong to a position.
        left_out: Firms without a municipality and without an industry; ``None`` without firms.
    """
    if left_out is None:
        return ()
    unplaced, uncoded = left_out
    told = []
    if register.industry_positions is None:
        told.append(Sentence(key="coverage.industries_not_recorded"))
    elif uncoded:
        told.append(Sentence(key="coverage.firms_without_code", values={"n": uncoded}))
    if unplaced:
        told.append(Sentence(key="coverage.firms_without_place", values={"n": unplaced}))
    return tuple(told)


def _factors(basis: TravelBasis) -> dict[str, str | int | float | bool | date | None]:
    told = {"factor": factors_of(basis)["road_factor"], "speed": factors_of(basis)["speed_kmh"]}
    return {name: value for name, value in told.items() if value is not None}


def terms_of(  # noqa: PLR0913 - each is named where it is asked
    *,
    km: float | None = None,
    minutes: float | None = None,
    times: pd.DataFrame | None = None,
    served: Served = "cluster",
    active_days: int = ACTIVE_DAYS,
    shelf_life_days: int = SHELF_LIFE_DAYS,
) -> Terms:
    """Say what counts as reached, from what a user asks for.

    Without travel times a minute is a kilometre (60 km/h), so minutes may be asked for too.

    Raises:
        EcosystemError: Both kilometres and minutes are given, or kilometres with travel times.
    """
    if km is not None and minutes is not None:
        message = "Give --km or --minutes, not both."
        raise EcosystemError(message)
    if km is not None and times is not None:
        message = "With travel times the distance is in minutes. Give --minutes instead of --km."
        raise EcosystemError(message)
    within = next((limit for limit in (km, minutes) if limit is not None), WITHIN_KM)
    return Terms(
        within=within,
        served=served,
        times=times,
        active_days=active_days,
        shelf_life_days=shelf_life_days,
    )
