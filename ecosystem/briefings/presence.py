"""Answer where a strength position stands stronger than elsewhere, and how concentrated it is.

By municipality, landsdel, region on the day, or hub; counted in firms of the register or in the
units of official statistics, one year and one edition of the classification at a time. A quotient
stands beside its count, its interval and its band, never alone.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, get_args

import pandas as pd
from pydantic import Field

from ecosystem.analysis import presence as standing
from ecosystem.analysis.presence import PresenceBand
from ecosystem.briefings.coverage import (
    Record,
    hub_names,
    municipalities_of,
    number,
    region_names,
    regions_on,
    say_left_out,
    share,
)
from ecosystem.model.errors import EcosystemError, NotRecordedError
from ecosystem.model.register import Register, small_table
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import IndustryScheme

Level = Literal["municipality", "landsdel", "region", "hub"]
Unit = Literal["firms", "workplaces", "jobs_fte", "statistics_firms"]
NAMED: Final = 5
"""Areas named in a sentence."""


class AreaPresence(Record):
    """How a position stands in one area; ``None`` is not recorded, never zero."""

    area: str = Field(description="Code or id of the area.")
    name: str | None
    count: float | None = Field(description="Units of the position.")
    total: float | None = Field(description="All units.")
    expected: float | None = Field(description="Units at the country's share.")
    location_quotient: float | None
    lq_low: float | None
    lq_high: float | None
    lq_shrunk: float | None
    shrunk_low: float | None
    shrunk_high: float | None
    band: PresenceBand
    jobs: float | None = Field(description="Employees of the position's firms of known size.")
    largest_share: float | None = Field(description="Of these, the largest firm's share.")


class YearPresence(Record):
    """The country in one year of official statistics."""

    year: int
    count: float | None
    total: float | None
    share: float | None


class PresenceBriefing(Record):
    """Where a position stands, on a day and at a level."""

    position_id: str
    name_da: str
    name_en: str
    on: date
    level: str
    unit: str
    year: int | None = Field(description="Of the statistics; none for the register's firms.")
    scheme: str | None = Field(description="Edition of the classification of the statistics.")
    is_synthetic: bool
    count: float | None
    total: float | None
    areas: tuple[AreaPresence, ...]
    bands: dict[str, int]
    firms_found: dict[str, float | None]
    found_share: dict[str, float | None]
    code_recall: float | None
    locational_gini: float | None
    krugman_index: float | None
    hoover_index: float | None
    ellison_glaeser: float | None = Field(description="Over the level's areas, from employees.")
    plant_herfindahl: float | None
    firms_sized: int | None = Field(description="Firms of known size behind the last two.")
    firms_unsized: int | None
    few: int = Field(description="Fewest units of which something is said.")
    years: tuple[YearPresence, ...]
    sentences: tuple[Sentence, ...]
    caveats: tuple[Sentence, ...]


def brief_presence(  # noqa: PLR0913 - each is named where it is asked
    register: Register,
    position_id: str,
    on: date,
    *,
    level: Level = "landsdel",
    unit: Unit = "firms",
    year: int | None = None,
    scheme: IndustryScheme | None = None,
) -> PresenceBriefing:
    """Tell where a position stands stronger or weaker than in the country.

    Args:
        register: The register.
        position_id: The strength position.
        on: Day on which firms are active, codes and ties hold, and regions are what they are.
        level: What an area is; the landsdel is the default, for municipalities are small.
        unit: ``firms`` of the register, or ``workplaces``, ``jobs_fte`` or ``statistics_firms``
            of official statistics.
        year: Of the statistics; ``None`` takes the latest.
        scheme: Edition of the classification; ``None`` takes the only one there is.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register lacks the municipalities, the statistics or the regions,
            or no municipality has an area of the level.
        EcosystemError: The statistics stand in several editions and none was chosen.
    """
    if level not in get_args(Level):
        message = f"{level!r} is no level. Choose {', '.join(get_args(Level))}."
        raise EcosystemError(message)
    firms = standing.firms_by_municipality(register, position_id, on)
    jobs = standing.jobs_by_municipality(register, position_id, on)
    counts, about = _counts(register, position_id, firms, unit, year, scheme)
    groups, names = _groups(register, level, on)
    _check_areas(register, level, groups, on)
    table = standing.presence(_added(counts, groups))
    sized = _added(jobs, groups)
    sized["largest"] = jobs["largest"].groupby(groups).max().reindex(sized.index)
    found = _found(firms)
    held = {
        "position_id": position_id,
        **_position_names(register, position_id),
        "on": on,
        "level": level,
        "unit": unit,
        **about,
        "is_synthetic": register.is_synthetic,
        "count": number(counts["count"].sum(skipna=False)),
        "total": number(counts["total"].sum(skipna=False)),
        "areas": _areas(table, sized, names),
        "bands": {band.value: int((table["band"] == band.value).sum()) for band in PresenceBand},
        **found,
        "locational_gini": standing.locational_gini(table["count"], table["total"]),
        "krugman_index": standing.krugman_index(table["count"], table["total"]),
        "hoover_index": standing.hoover_index(table["count"], table["total"]),
        **_concentration(sized),
        "few": standing.FEW_TO_SAY,
        "years": () if unit == "firms" else _years(register, position_id, unit, scheme),
    }
    return PresenceBriefing(**held, sentences=_sentences(held), caveats=_caveats(register, held))


def _counts(  # noqa: PLR0913, PLR0917 - what is counted, and of when
    register: Register,
    position_id: str,
    firms: pd.DataFrame,
    unit: Unit,
    year: int | None,
    scheme: IndustryScheme | None,
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Count and total by municipality, and what they are of."""
    if unit == "firms":
        counts = pd.DataFrame({"count": firms["firms"], "total": firms["all_firms"]})
        return counts, {"year": None, "scheme": None}
    found = standing.statistics_by_municipality(register, position_id, _column(unit), year, scheme)
    return found, {"year": found.attrs["year"], "scheme": found.attrs["scheme"]}


def _column(unit: Unit) -> str:
    return "firms" if unit == "statistics_firms" else unit


def _groups(register: Register, level: Level, on: date) -> tuple[pd.Series, Mapping[str, str]]:
    """Which area each municipality belongs to, and what the areas are called."""
    known = municipalities_of(register)
    match level:
        case "municipality":
            return known.index.to_series(), {str(c): str(n) for c, n in known["name"].items()}
        case "landsdel":
            return known["nuts3_code"], {}
        case "region":
            return regions_on(register, on).reindex(known.index), region_names(register, on)
        case "hub":
            return known["hub_id"], hub_names(register, known["hub_id"])


def _check_areas(register: Register, level: Level, groups: pd.Series, on: date) -> None:
    """Refuse a level that is recorded of no municipality: its areas are not none.

    Raises:
        NotRecordedError: The message names the table or the column.
    """
    if groups.notna().any() or groups.empty:
        return
    question = f"which {level} a municipality lies in"
    if level == "region" and register.regions is None:
        raise NotRecordedError.from_table("regions", question)
    where = "regions" if level == "region" else "municipalities"
    column = {"landsdel": "nuts3_code", "hub": "hub_id"}.get(level, "region_code")
    message = (
        f"No municipality has a {column} on {on.isoformat()} in the table {where}, so {question} "
        "is not recorded. Fill the column, or choose another level with --by."
    )
    raise NotRecordedError(message)


def _added(table: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    return standing.by_group(table, groups.dropna())


def _position_names(register: Register, position_id: str) -> dict[str, str]:
    held = small_table(register, "strength_positions", "what positions are called")
    row = held.set_index("position_id").loc[position_id]
    return {name: str(row[name]) for name in ("name_da", "name_en")}


def _found(firms: pd.DataFrame) -> dict[str, Any]:
    """What codes and ties found of the firms, as numbers and as shares."""
    found = {
        name.removeprefix("found_by_"): number(firms[name].sum(skipna=False))
        for name in standing.FOUND
    }
    whole = number(firms["firms"].sum(skipna=False))
    return {
        "firms_found": found,
        "found_share": {name: share(count, whole) for name, count in found.items()},
        "code_recall": share(found["both"], (found["both"] or 0) + (found["tie"] or 0)),
    }


def _areas(
    table: pd.DataFrame, jobs: pd.DataFrame, names: Mapping[str, str]
) -> tuple[AreaPresence, ...]:
    sizes = jobs[["jobs", "largest"]].reindex(table.index)
    told = table.drop(columns="trust").join(sizes)
    return tuple(
        AreaPresence(
            area=str(code),
            name=names.get(str(code)),
            **{str(name): number(row[name]) for name in row.keys() - {"band", "largest"}},
            band=PresenceBand(row["band"]),
            largest_share=share(number(row["largest"]), number(row["jobs"])),
        )
        for code, row in told.to_dict("index").items()
    )


def _concentration(jobs: pd.DataFrame) -> dict[str, Any]:
    """Ellison and Glaeser's measure over the areas, from employees of firms of known size."""
    jobs_in_all, every, sized, unsized = (
        number(jobs[name].sum(skipna=False)) for name in ("jobs", "all_jobs", "sized", "unsized")
    )
    told = {
        "ellison_glaeser": None,
        "plant_herfindahl": None,
        "firms_sized": None if sized is None else int(sized),
        "firms_unsized": None if unsized is None else int(unsized),
    }
    if not jobs_in_all or not every:
        return told
    H = float(jobs["squares"].sum()) / float(jobs_in_all) ** 2
    shares, areas = jobs["jobs"] / jobs_in_all, jobs["all_jobs"] / every
    gamma = standing.ellison_glaeser(shares, areas, H)
    return {**told, "ellison_glaeser": gamma, "plant_herfindahl": H}


def _years(
    register: Register, position_id: str, unit: Unit, scheme: IndustryScheme | None
) -> tuple[YearPresence, ...]:
    """The country year by year in one edition; a sum with an unknown part is not known."""
    series = standing.statistics_over_time(register, position_id, _column(unit), scheme)
    told = []
    for year in series.index.unique("year"):
        rows = series.xs(year, level="year")
        count, total = (number(rows[name].sum(skipna=False)) for name in ("count", "total"))
        told.append(
            YearPresence(year=int(year), count=count, total=total, share=share(count, total))
        )
    return tuple(told)


# --- what it says --------------------------------------------------------------------------


def _sentences(held: Mapping[str, Any]) -> tuple[Sentence, ...]:
    key, count = f"presence.unit.{held['unit']}", held["count"]
    if count is None:
        known = [area.count for area in held["areas"] if area.count is not None]
        values = {"known": len(known), "areas": len(held["areas"])}
        said = [Sentence(key="presence.not_known", values=values)]
    else:
        values = {"count": count, "total": held["total"], "areas": len(held["areas"])}
        said = [Sentence(key=key, values=values)]
    bands = held["bands"]
    said += [_band(held, band) for band in (PresenceBand.OVER, PresenceBand.UNDER) if bands[band]]
    if bands[PresenceBand.TOO_FEW]:
        values = {"too_few": bands[PresenceBand.TOO_FEW], "few": held["few"]}
        one = ".one" if bands[PresenceBand.TOO_FEW] == 1 else ""
        said.append(Sentence(key=f"presence.too_few{one}", values=values))
    if not bands[PresenceBand.OVER]:
        said.append(Sentence(key="presence.none_over"))
    if held["unit"] == "firms" and held["found_share"]["code"] is not None:
        shares = {f"{name}_pct": 100 * part for name, part in held["found_share"].items()}
        said.append(Sentence(key="presence.found", values=shares))
    if held["locational_gini"] is not None and count is not None:
        told = {"gini": held["locational_gini"], "move_pct": 100 * held["hoover_index"]}
        said.append(Sentence(key="presence.spread", values=told))
    if held["ellison_glaeser"] is not None and held["unit"] == "firms":
        told = {"gamma": held["ellison_glaeser"], "sized": held["firms_sized"]}
        said.append(Sentence(key="presence.ellison_glaeser", values=told))
    return tuple(said)


def _band(held: Mapping[str, Any], band: PresenceBand) -> Sentence:
    """Name the areas of a band with count and quotient side by side."""
    found = [area for area in held["areas"] if area.band is band]
    found.sort(key=lambda area: (-(area.lq_shrunk or 0), area.area), reverse=band == "under")
    values = {"n": len(found), "areas": ";".join(area.area for area in found[:NAMED])}
    return Sentence(key=f"presence.{band.value}", values=values)


def _caveats(register: Register, held: Mapping[str, Any]) -> tuple[Sentence, ...]:
    told = [Sentence(key="presence.reading", values={"few": held["few"]})]
    if held["unit"] == "firms":
        told.append(Sentence(key="coverage.firms_defined"))
        left_out = standing.firms_left_out(register, held["on"])
        told.extend(say_left_out(register, left_out))
        if held["firms_unsized"]:
            values = {"unsized": held["firms_unsized"]}
            told.append(Sentence(key="presence.unsized", values=values))
    else:
        values = {"year": held["year"], "scheme": held["scheme"]}
        told.append(Sentence(key="presence.statistics", values=values))
    if held["is_synthetic"]:
        told.append(Sentence(key="coverage.synthetic"))
    return tuple(told)
