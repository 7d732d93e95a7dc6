"""Answer who reaches the firms of a strength position, where nobody does, and where to begin.

Sentences carry their figures, and every figure stands in the answer as well. An office, an
activity and help online stand apart; a way that is not recorded is unknown, never a no. Beside
each state stands what the checks of the rows behind it are worth.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import pandas as pd

from ecosystem.analysis import coverage as covering
from ecosystem.analysis import presence as standing
from ecosystem.analysis.coverage import (
    ACTIVE_DAYS,
    WITHIN_KM,
    AccessMode,
    CoverageCriteria,
    ProviderSet,
    Reach,
)
from ecosystem.analysis.day import NEAR_LIMIT_SHARE, OnDay
from ecosystem.analysis.presence import PresenceBand
from ecosystem.briefings.coverage.parts import (
    FirmCounts,
    caveats_of,
    factors_of,
    left_out_caveats,
    marked,
    named_actors,
    number,
    share,
    unit_of,
)
from ecosystem.briefings.coverage.records import (
    CoverageBriefing,
    Follows,
    GroupCoverage,
    MunicipalityCoverage,
)
from ecosystem.briefings.coverage.sentences import findings
from ecosystem.briefings.records import Fields
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import Register, small_table
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import CoverageState, Freshness

LIMITS_KM: Final = (10, 20, 30, 45, 60, 75, 90, 120)
"""Distances at which the reach curve is told."""
GROUP: Final = "Kommunegrupper v1:2018, Danmarks Statistik"
"""The typology of municipalities: the theme analysis used an older one of four groups."""
OUTER: Final = "Yderkommuner, ligningslovens § 9 C, 2019"
"""What counts as an outer municipality: the list of the deduction for travel."""

__all__ = [
    "GROUP",
    "LIMITS_KM",
    "OUTER",
    "CoverageBriefing",
    "Follows",
    "GroupCoverage",
    "MunicipalityCoverage",
    "brief_coverage",
    "terms_of",
]


def brief_coverage(
    register: Register,
    position_id: str,
    on: date,
    terms: CoverageCriteria | None = None,
    *,
    day: OnDay | None = None,
) -> CoverageBriefing:
    """Return for every municipality where a position's firms are and who reaches them.

    Args:
        register: The register.
        position_id: The strength position.
        on: The day asked about.
        terms: What counts as reached; see :class:`ecosystem.analysis.coverage.CoverageCriteria`.
        day: The register on that day, where it is made already.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register has no positions or no municipalities.
    """
    day, terms = day or OnDay(register, on), terms or CoverageCriteria()
    reach = covering.measure_reach(day, position_id, terms)
    firms = standing.PositionFirms(day)
    counts = FirmCounts.of(day, firms, position_id)
    table = _table(day, reach, firms.by_municipality(position_id), counts)
    table["example_firms"] = _examples(table, firms.examples(position_id))
    left_out = standing.firms_left_out(day)
    typology = Sentence(key="coverage.typology", values={"groups": GROUP, "outer": OUTER})
    caveats = (
        *left_out_caveats(day, left_out),
        *caveats_of(reach, terms, counts, is_synthetic=register.is_synthetic),
        typology,
    )
    briefing = CoverageBriefing(
        **counts.model_dump(),
        **_question(day, position_id, reach, terms),
        **_of_municipalities(reach, table),
        **_of_firms(firms.found(position_id), table, counts),
        all_firms_without_municipality=None if left_out is None else left_out.without_municipality,
        firms_without_code=None if left_out is None else left_out.without_industry,
        **_of_offices(reach, table),
        **_of_groups(day, table, is_known=reach.is_known(AccessMode.OFFICE)),
        sentences=(),
        caveats=marked(caveats, is_example=register.is_synthetic),
    )
    sentences = marked(findings(briefing), is_example=bool(briefing.example_firms))
    return briefing.model_copy(update={"sentences": sentences})


# --- parts of the answer -------------------------------------------------------------------


def _question(day: OnDay, position_id: str, reach: Reach, terms: CoverageCriteria) -> Fields:
    name = day.names.position(position_id)
    return {
        "position_id": position_id,
        "name_da": name.da,
        "name_en": name.en,
        "on": day.on,
        "within": terms.within,
        "unit": unit_of(terms),
        "basis": reach.basis.value,
        **factors_of(reach.basis),
        "near_limit_pct": 100 * NEAR_LIMIT_SHARE,
        "served": terms.served,
        "active_days": terms.active_days,
        "label": day.register.label,
        "is_synthetic": day.register.is_synthetic,
        "actors": named_actors(day, reach.actor_ids),
        "not_recorded": {way.value: tables for way, tables in reach.not_recorded.items()},
        "is_serving_recorded": reach.is_serving_recorded,
    }


def _table(day: OnDay, reach: Reach, firms: pd.DataFrame, counts: FirmCounts) -> pd.DataFrame:
    """Build one row a municipality: where it lies, its firms and quotients, and who reaches it."""
    places = day.places
    municipalities = small_table(day.register, "municipalities", "which municipalities there are")
    municipalities = municipalities.set_index("municipality_code").sort_index()
    table = municipalities[["name", "is_outer", "population"]].join(_quotients(firms, counts))
    table = table.join(covering.coverage_states(reach)).join(covering.ways_to_nearest(day, reach))
    codes = table.index.to_series()
    access = covering.access_to_offices(reach, firms["firms"])
    return table.assign(
        nuts3_code=codes.map(places.landsdel_of),
        region_code=codes.map(places.region_of),
        hub_id=codes.map(places.hub_of),
        group=codes.map(places.group_of),
        offices_per_1000_firms=float("nan") if access is None else access,
    )


def _examples(table: pd.DataFrame, examples: pd.Series) -> pd.Series:
    """Example firms of each municipality; missing where no firms are recorded."""
    return examples.reindex(table.index, fill_value=0).astype(float).where(table["firms"].notna())


def _quotients(firms: pd.DataFrame, counts: FirmCounts) -> pd.DataFrame:
    """Firms with their quotients, where they can be held against the country."""
    total = firms["all_firms"] * (1.0 if counts.is_comparable else float("nan"))
    count = firms["firms"].where(total.notna())
    quotients = standing.presence(pd.DataFrame({"count": count, "total": total}))
    return firms.join(quotients.drop(columns=["count", "total"]))


_WHOLE: Final = ("offices", "activities", "population")
_OFFICE: Final = {"state": "office_state", "freshness": "office_freshness"}
"""Fields of a municipality that stand in the table under the name of their way."""


def _rows(table: pd.DataFrame) -> tuple[MunicipalityCoverage, ...]:
    """One record a municipality, missing values as ``None``."""
    cells = table.astype(object).where(table.notna(), None)
    records = []
    for code, row in cells.to_dict("index").items():
        ids = tuple(part for part in str(row["actors"] or "").split(";") if part)
        of_office = {field: row[column] for field, column in _OFFICE.items()}
        whole = {name: None if row[name] is None else int(row[name]) for name in _WHOLE}
        plain = {name: row[name] for name in MunicipalityCoverage.model_fields if name in row}
        values = {**plain, **whole, **of_office, "municipality_code": str(code), "actor_ids": ids}
        records.append(MunicipalityCoverage(**values))
    return tuple(records)


def _of_municipalities(reach: Reach, table: pd.DataFrame) -> Fields:
    def counted(column: str, words: Iterable[str]) -> dict[str, int]:
        return {word: int((table[column] == word).sum()) for word in words}

    return {
        "municipalities": _rows(table),
        "states": {way.value: counted(f"{way.value}_state", CoverageState) for way in AccessMode},
        "freshness": {
            way.value: counted(f"{way.value}_freshness", Freshness) for way in AccessMode
        },
        "near_limit": int(table["is_near_limit"].sum()),
        "by_ferry": int(table["ferry"].notna().sum()),
        "bands": counted("band", PresenceBand),
        "activities_follow_firms": Follows(
            **covering.follows_firms(reach.activities, table["firms"])
        ),
    }


def _of_firms(recall: pd.Series, table: pd.DataFrame, counts: FirmCounts) -> Fields:
    sums = {name.removeprefix("found_by_"): number(recall[name]) for name in standing.FOUND}
    gini = standing.locational_gini(table["firms"], table["all_firms"])
    return {
        "firms_placed": number(table["firms"].sum(skipna=False)),
        "firms_found": sums,
        "found_share": {name: share(count, counts.firms) for name, count in sums.items()},
        "code_recall": share(sums["both"], (sums["both"] or 0) + (sums["tie"] or 0)),
        "locational_gini": gini if counts.is_comparable else None,
    }


def _of_offices(reach: Reach, table: pd.DataFrame) -> Fields:
    """Compute how many firms are reached; nothing where a table that it takes is absent."""
    firms, is_known = table["firms"], reach.is_known(AccessMode.OFFICE)
    follows = covering.follows_firms(reach.offices, firms)
    rates = {way: _rate(table, reach, way) for way in AccessMode}
    access = table["offices_per_1000_firms"]
    return {
        **rates[AccessMode.OFFICE],
        "coverage_rate_by_way": {way.value: rate["coverage_rate"] for way, rate in rates.items()},
        "dissimilarity": follows["dissimilarity"],
        "dissimilarity_expected": follows["dissimilarity_expected"],
        "offices_follow_firms": Follows(**follows),
        "reach_curve": _curve(firms, table["nearest_km"], None) if is_known else (),
        "reach_at": _curve(firms, table["nearest_km"], LIMITS_KM) if is_known else (),
        "access_of_bottom_fifth": _bottom_fifth(access, firms) if is_known else None,
    }


def _rate(table: pd.DataFrame, reach: Reach, way: AccessMode) -> dict[str, float | None]:
    """Share of the firms reached in a way; ``None`` where nothing is known of any municipality."""
    states = table[f"{way.value}_state"]
    if not reach.is_known(way) or (states == CoverageState.UNKNOWN.value).all():
        return {"coverage_rate": None, "coverage_rate_high": None}
    return covering.coverage_rate(table["firms"], states)


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


def _bottom_fifth(access: pd.Series, firms: pd.Series) -> float | None:
    """Mean access of the fifth of the firms that have least."""
    if access.isna().all() or firms.sum() == 0:
        return None
    order = access.sort_values().index
    cumulated = (firms[order].cumsum() / firms.sum()).clip(upper=0.2)
    part = cumulated.diff().fillna(cumulated.iloc[0])
    return float((part * access[order]).sum() / part.sum())


def _of_groups(day: OnDay, table: pd.DataFrame, *, is_known: bool) -> Fields:
    hubs = {hub.actor_id: hub.name for hub in named_actors(day, set(table["hub_id"].dropna()))}
    outer = table["is_outer"].astype("boolean").fillna(value=False)
    flags = pd.Series("outer", index=table.index[outer.astype(bool)], dtype="str")
    groups = _groups(flags, table, {}, is_known=is_known)
    return {
        "groups": _groups(table["group"], table, {}, is_known=is_known),
        "group_typology": GROUP,
        "outer": groups[0] if groups else None,
        "outer_typology": OUTER,
        "landsdele": _groups(table["nuts3_code"], table, {}, is_known=is_known),
        "regions": _groups(table["region_code"], table, day.names.regions, is_known=is_known),
        "hubs": _groups(table["hub_id"], table, hubs, is_known=is_known),
    }


def _groups(
    groups: pd.Series, table: pd.DataFrame, names: Mapping[str, str], *, is_known: bool
) -> tuple[GroupCoverage, ...]:
    covered = covering.share_covered_by(groups.dropna(), table["firms"], table["office_state"])
    return tuple(
        GroupCoverage(
            group=str(group),
            name=names.get(str(group)),
            municipalities=int(row["municipalities"]),
            firms=number(row["firms"]),
            coverage_rate=number(row["coverage_rate"]) if is_known else None,
            coverage_rate_high=number(row["coverage_rate_high"]) if is_known else None,
            **{state.value: int(row[state.value]) for state in CoverageState},
        )
        for group, row in covered.iterrows()
    )


def terms_of(
    *,
    km: float | None = None,
    minutes: float | None = None,
    times: pd.DataFrame | None = None,
    served: ProviderSet = "cluster",
    active_days: int = ACTIVE_DAYS,
) -> CoverageCriteria:
    """Return what counts as reached, from what a user asks for.

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
    return CoverageCriteria(within=within, served=served, times=times, active_days=active_days)
