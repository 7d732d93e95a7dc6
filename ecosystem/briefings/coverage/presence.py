"""Answer where a strength position stands stronger than elsewhere, and how concentrated it is.

By municipality, landsdel, region on the day, or hub; counted in firms of the register or in the
units of official statistics, one year and one edition of the classification at a time. A quotient
stands beside its count, its interval and its band, never alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

import pandas as pd

from ecosystem.analysis import presence as standing
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.presence import PositionFirms, PresenceBand
from ecosystem.briefings.coverage.parts import (
    FirmCounts,
    marked,
    named_actors,
    number,
    share,
)
from ecosystem.briefings.coverage.presence_records import (
    AreaPresence,
    PresenceBriefing,
    YearPresence,
)
from ecosystem.briefings.coverage.presence_sentences import presence_caveats, presence_findings
from ecosystem.briefings.records import Fields
from ecosystem.model.errors import EcosystemError, NotRecordedError
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import IndustryScheme

Level = Literal["municipality", "landsdel", "region", "hub"]
Unit = Literal["firms", "workplaces", "jobs_fte", "statistics_firms"]


def brief_presence(  # noqa: PLR0913 - each is named where it is asked
    register: Register,
    position_id: str,
    on: date,
    *,
    level: Level = "landsdel",
    unit: Unit = "firms",
    year: int | None = None,
    scheme: IndustryScheme | None = None,
    day: OnDay | None = None,
) -> PresenceBriefing:
    """Return where a position stands stronger or weaker than in the country.

    Args:
        register: The register.
        position_id: The strength position.
        on: Day on which firms are active, codes and ties hold, and regions are what they are.
        level: What an area is; the landsdel is the default, for municipalities are small.
        unit: ``firms`` of the register, or ``workplaces``, ``jobs_fte`` or ``statistics_firms``
            of official statistics.
        year: Of the statistics; ``None`` takes the latest.
        scheme: Edition of the classification; ``None`` takes the only one there is.
        day: The register on that day, where it is made already.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register lacks the municipalities, the statistics or the regions,
            or no municipality has an area of the level.
        EcosystemError: The statistics stand in several editions and none was chosen.
    """
    if level not in get_args(Level):
        message = f"{level!r} is no level. Choose {', '.join(get_args(Level))}."
        raise EcosystemError(message)
    day = day or OnDay(register, on)
    firms = PositionFirms(day)
    counts = FirmCounts.of(day, firms, position_id)
    units = _units(day, firms, position_id, unit, year, scheme)
    groups, names = _groups(day, level)
    _check_areas(day, level, groups)
    is_compared = unit != "firms" or counts.is_comparable
    table = _quotients(_added(units.table, groups), is_compared=is_compared)
    jobs = _jobs(day, position_id, groups)
    name = day.names.position(position_id)
    answer: Fields = {
        **counts.model_dump(),
        "position_id": position_id,
        "name_da": name.da,
        "name_en": name.en,
        "on": on,
        "level": level,
        "unit": unit,
        "year": units.year,
        "scheme": units.scheme,
        "is_synthetic": register.is_synthetic,
        "count": units.count,
        "total": units.total if is_compared else None,
        "areas": _areas(table, jobs, names),
        "bands": {band.value: int((table["band"] == band.value).sum()) for band in PresenceBand},
        **_found_by(firms.found(position_id), counts),
        **_indices(table, jobs, is_compared=is_compared),
        "few": standing.MIN_COUNT_FOR_QUOTIENT,
        "years": () if unit == "firms" else _years(day, position_id, unit, scheme),
    }
    is_example = unit == "firms" and register.is_synthetic
    caveats = marked(presence_caveats(day, answer), is_example=is_example)
    briefing = PresenceBriefing(**answer, sentences=(), caveats=caveats)
    sentences = marked(presence_findings(briefing), is_example=is_example)
    return briefing.model_copy(update={"sentences": sentences})


@dataclass(frozen=True, slots=True)
class _Units:
    """What is counted: by municipality, in the whole country, and of when."""

    table: pd.DataFrame
    count: float | None
    total: float | None
    year: int | None = None
    scheme: str | None = None


def _units(  # noqa: PLR0913, PLR0917 - what is counted, and of when
    day: OnDay,
    firms: PositionFirms,
    position_id: str,
    unit: Unit,
    year: int | None,
    scheme: IndustryScheme | None,
) -> _Units:
    """Count the units of a position; firms of no municipality are in the sum and in no area."""
    if unit == "firms":
        counted = firms.by_municipality(position_id)
        table = pd.DataFrame({"count": counted["firms"], "total": counted["all_firms"]})
        count = firms.count(position_id)
        if count is None:
            return _Units(table=table, count=None, total=None)
        total = float(day.actors.firm_cells["count"].sum())
        return _Units(table=table, count=float(count.firms), total=total)
    table = standing.statistics_by_municipality(day, position_id, _column(unit), year, scheme)
    count_in_all, total_in_all = (
        number(table[name].sum(skipna=False)) for name in ("count", "total")
    )
    return _Units(
        table=table,
        count=count_in_all,
        total=total_in_all,
        year=table.attrs["year"],
        scheme=table.attrs["scheme"],
    )


def _column(unit: Unit) -> str:
    return "firms" if unit == "statistics_firms" else unit


def _groups(day: OnDay, level: Level) -> tuple[pd.Series, Mapping[str, str]]:
    """Return which area each municipality belongs to, and what the areas are called."""
    codes = pd.Series(day.places.codes, index=list(day.places.codes), dtype="str")
    match level:
        case "municipality":
            return codes, day.names.municipalities
        case "landsdel":
            return codes.map(day.places.landsdel_of), {}
        case "region":
            return codes.map(day.places.region_of), day.names.regions
        case "hub":
            hubs = codes.map(day.places.hub_of)
            actors = named_actors(day, sorted(set(hubs.dropna())))
            return hubs, {hub.actor_id: hub.name for hub in actors}


def _check_areas(day: OnDay, level: Level, groups: pd.Series) -> None:
    """Refuse a level that is recorded of no municipality: its areas are not none.

    Raises:
        NotRecordedError: The message names the table or the column.
    """
    if groups.notna().any() or groups.empty:
        return
    question = f"which {level} a municipality lies in"
    if level == "region" and "regions" in day.places.not_recorded:
        raise NotRecordedError.from_table("regions", question)
    where = "regions" if level == "region" else "municipalities"
    column = {"landsdel": "nuts3_code", "hub": "hub_id"}.get(level, "region_code")
    message = (
        f"No municipality has a {column} on {day.on.isoformat()} in the table {where}, so "
        f"{question} is not recorded. Fill the column, or choose another level with --by."
    )
    raise NotRecordedError(message)


def _added(table: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    return standing.by_group(table, groups.dropna())


def _quotients(table: pd.DataFrame, *, is_compared: bool) -> pd.DataFrame:
    """Counts with their quotients, where they can be held against the country."""
    if is_compared:
        return standing.presence(table)
    bare = standing.presence(table * float("nan"))
    return bare.assign(count=table["count"])


def _jobs(day: OnDay, position_id: str, groups: pd.Series) -> pd.DataFrame:
    jobs = standing.jobs_by_municipality(day, position_id)
    added = _added(jobs, groups)
    return added.assign(largest=jobs["largest"].groupby(groups).max().reindex(added.index))


def _found_by(recall: pd.Series, counts: FirmCounts) -> Fields:
    """Count what codes and ties found of the firms, as numbers and as shares."""
    sums = {name.removeprefix("found_by_"): number(recall[name]) for name in standing.FOUND}
    return {
        "firms_found": sums,
        "found_share": {name: share(count, counts.firms) for name, count in sums.items()},
        "code_recall": share(sums["both"], (sums["both"] or 0) + (sums["tie"] or 0)),
    }


def _indices(table: pd.DataFrame, jobs: pd.DataFrame, *, is_compared: bool) -> Fields:
    """Measures of the whole; none where nothing can be compared."""
    whole = table[["count", "total"]] * (1.0 if is_compared else float("nan"))
    concentration = _concentration(jobs)
    if not is_compared:
        concentration |= {"ellison_glaeser": None, "plant_herfindahl": None}
    return {
        "locational_gini": standing.locational_gini(whole["count"], whole["total"]),
        "krugman_index": standing.krugman_index(whole["count"], whole["total"]),
        "hoover_index": standing.hoover_index(whole["count"], whole["total"]),
        **concentration,
    }


def _areas(
    table: pd.DataFrame, jobs: pd.DataFrame, names: Mapping[str, str]
) -> tuple[AreaPresence, ...]:
    sizes = jobs[["jobs", "largest"]].reindex(table.index)
    rows = table.drop(columns="trust").join(sizes)
    return tuple(
        AreaPresence(
            area=str(code),
            name=names.get(str(code)),
            **{str(name): number(row[name]) for name in row.keys() - {"band", "largest"}},
            band=PresenceBand(row["band"]),
            largest_share=share(number(row["largest"]), number(row["jobs"])),
        )
        for code, row in rows.to_dict("index").items()
    )


def _concentration(jobs: pd.DataFrame) -> Fields:
    """Ellison and Glaeser's measure over the areas, from employees of firms of known size."""
    jobs_in_all, every, sized, unsized = (
        number(jobs[name].sum(skipna=False)) for name in ("jobs", "all_jobs", "sized", "unsized")
    )
    measures = {
        "ellison_glaeser": None,
        "plant_herfindahl": None,
        "firms_sized": None if sized is None else int(sized),
        "firms_unsized": None if unsized is None else int(unsized),
    }
    if not jobs_in_all or not every:
        return measures
    H = float(jobs["squares"].sum()) / float(jobs_in_all) ** 2
    shares, areas = jobs["jobs"] / jobs_in_all, jobs["all_jobs"] / every
    gamma = standing.ellison_glaeser(shares, areas, H)
    return {**measures, "ellison_glaeser": gamma, "plant_herfindahl": H}


def _years(
    day: OnDay, position_id: str, unit: Unit, scheme: IndustryScheme | None
) -> tuple[YearPresence, ...]:
    """List the country year by year in one edition; a sum with an unknown part is not known."""
    series = standing.statistics_over_time(day, position_id, _column(unit), scheme)
    years = []
    for year in series.index.unique("year"):
        rows = series[series.index.get_level_values("year") == year]
        count, total = (number(rows[name].sum(skipna=False)) for name in ("count", "total"))
        years.append(
            YearPresence(year=int(year), count=count, total=total, share=share(count, total))
        )
    return tuple(years)
