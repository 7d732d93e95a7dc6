"""Where the firms of a strength position are, and whether there are more than elsewhere.

A firm belongs to a position by its industry code (``industry_positions``), by a tie (membership
of the position's cluster, participation in one of its projects, a row in ``actor_positions``), or
both. Codes do not see a technology, ties do not see who never took part: the union is counted,
and how many each source found is told. Three counts are given, for nobody knows the true edge of a
position: core firms, core and related ones, and all that an industry connects with it.

A quotient stands beside its count and its interval, never alone: with 98 areas some exceed any
limit by chance. Municipalities are told in bands, after shrinkage.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from ecosystem.model.days import holding
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import (
    Register,
    big_table,
    check_position,
    collect,
    small_table,
)
from ecosystem.model.vocabulary import (
    ActorKind,
    IndustryRole,
    IndustryScheme,
    LinkKind,
    PositionRole,
)

if TYPE_CHECKING:
    from ecosystem.model.register import LazyTable

FEW_TO_SAY: Final = 5
"""Below this many units in an area nothing is said of it (methods: at least 5 workplaces)."""
NORMAL_95: Final = 1.959963984540054
"""97.5 % point of the standard normal distribution."""
ROUNDING: Final = 1e-9
"""Sums of fractions that differ by no more than this share of themselves are the same."""
_FEW_IDS: Final = 1500
"""Up to here rows are asked for by id; above it the column is read whole, which is faster."""
COUNTS: Final = ("firms", "firms_low", "firms_high", "firms_weighted", "firms_split")
FOUND: Final = ("found_by_code", "found_by_tie", "found_by_both")


class PresenceBand(StrEnum):
    """How a position stands in an area, against the country."""

    OVER = "over"
    AS_EXPECTED = "as_expected"
    UNDER = "under"
    TOO_FEW = "too_few"
    UNKNOWN = "unknown"


# --- counting ------------------------------------------------------------------------------


def firms_by_municipality(register: Register, position_id: str, on: date) -> pd.DataFrame:
    """Count the firms of a strength position in each municipality.

    Args:
        register: With actors of kind firm; industry_positions and ties as far as recorded.
        position_id: The strength position.
        on: Day on which firms are active and codes and ties hold.

    Returns:
        Indexed by all ``municipality_code``, ascending. ``firms``: core and related firms and
        those with a tie; ``firms_low``: core firms and those with a tie; ``firms_high``: enabling
        ones too; ``firms_weighted``: weights of ``industry_positions`` added, a tie counts 1;
        ``firms_split``: the same, each firm's weights made to add to 1 over its positions;
        ``found_by_code``, ``found_by_tie``, ``found_by_both``: of ``firms``, by what; the first
        and the last are missing when the register has no industry_positions;
        ``all_firms``: firms of any industry. All missing when the register records no firms.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register has no municipalities.
    """
    check_position(register, position_id)
    counted = firms_of_every_position(register, on)
    own = counted[counted.index.get_level_values("position_id") == position_id]
    return own.droplevel("position_id")


def firms_of_every_position(register: Register, on: date) -> pd.DataFrame:
    """Count the firms of every strength position in each municipality, in one reading.

    Returns:
        Columns as in :func:`firms_by_municipality`, indexed by (``position_id``,
        ``municipality_code``): every position and every municipality, also where there is none.

    Raises:
        NotRecordedError: The register has no positions or no municipalities.
    """
    positions = small_table(register, "strength_positions", "which positions there are")
    municipalities = small_table(register, "municipalities", "where firms are")
    codes = sorted(municipalities["municipality_code"])
    every = pd.MultiIndex.from_product(
        [sorted(positions["position_id"]), codes], names=["position_id", "municipality_code"]
    )
    cells = _firm_cells(register, on)
    if cells is None:
        columns = [*COUNTS, *FOUND, "all_firms"]
        return pd.DataFrame(np.nan, index=every, columns=columns)
    coded = _add_positions(cells, code_positions(cells, register, on))
    tied = _tied_firms(register, on, code_positions)
    counted = _count(pd.concat([coded, tied], ignore_index=True))
    table = counted.reindex(every, fill_value=0.0)
    all_firms = cells.groupby("municipality_code")["count"].sum().reindex(codes, fill_value=0)
    table["all_firms"] = all_firms.reindex(table.index.get_level_values(1)).to_numpy(float)
    if register.industry_positions is None:  # nobody has said which industries are of a position
        table[["found_by_code", "found_by_both"]] = np.nan
    return table


def jobs_by_municipality(register: Register, position_id: str, on: date) -> pd.DataFrame:
    """Add up the employees of a position's firms in each municipality.

    Core and related firms and those with a tie, as ``firms`` in :func:`firms_by_municipality`;
    firms whose size is not recorded are left out and counted.

    Returns:
        Indexed by all ``municipality_code``, ascending: ``jobs`` of the position's firms,
        ``all_jobs`` of every firm, ``largest`` (the largest firm's), ``squares`` (sum of squared
        sizes, for :func:`plant_herfindahl`'s H), ``sized`` and ``unsized`` (firms of the position
        with and without a size). All missing when the register records no firms.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register has no municipalities.
    """
    check_position(register, position_id)
    codes = sorted(small_table(register, "municipalities", "where firms are")["municipality_code"])
    cells = _job_cells(register, on)
    if cells is None:
        names = ["jobs", "all_jobs", "largest", "squares", "sized", "unsized"]
        return pd.DataFrame(np.nan, index=pd.Index(codes, name="municipality_code"), columns=names)
    positions = code_positions(cells, register, on)
    near = positions[
        (positions["position_id"] == position_id)
        & (positions["role"] != IndustryRole.ENABLING.value)
    ]
    coded = cells.merge(near, on=["industry_scheme", "industry_code"])
    tied = _tied_beside(register, on, position_id, near)
    rows = pd.concat([coded, tied], ignore_index=True)
    grouped = rows.groupby("municipality_code")
    added = grouped[["jobs", "squares", "sized", "unsized"]].sum()
    table = added.reindex(codes, fill_value=0.0).astype(float)
    table["largest"] = grouped["largest"].max().reindex(codes)
    table["all_jobs"] = cells.groupby("municipality_code")["jobs"].sum().reindex(codes).fillna(0.0)
    table["jobs"] = _no_more_than(table["jobs"], table["all_jobs"])
    return table


def _job_cells(register: Register, on: date) -> pd.DataFrame | None:
    """Employment of active firms by municipality and industry; ``None`` without firms."""
    import narwhals as nw  # noqa: PLC0415 - only with a register over DuckDB

    if _firm_cells(register, on) is None:
        return None
    by = ("municipality_code", "industry_scheme", "industry_code")
    sized = _active_firms(register, on).select(*by, "employees")
    sized = sized.with_columns(square=nw.col("employees") * nw.col("employees"))
    cells = collect(
        sized.group_by(*by).agg(
            jobs=nw.col("employees").sum(),
            squares=nw.col("square").sum(),
            largest=nw.col("employees").max(),
            sized=nw.col("employees").count(),
            firms=nw.len(),
        )
    )
    numbers = ["jobs", "squares", "largest", "sized", "firms"]
    cells[numbers] = cells[numbers].astype(float)
    cells[["jobs", "squares"]] = cells[["jobs", "squares"]].fillna(0.0)
    return cells.assign(unsized=cells["firms"] - cells["sized"])


def _tied_beside(
    register: Register, on: date, position_id: str, near: pd.DataFrame
) -> pd.DataFrame:
    """Firms with a tie that no core or related code of theirs counts already, one row each."""
    pairs = tied_pairs(register, on)
    ids = pairs.loc[pairs["position_id"] == position_id, "actor_id"].unique().tolist()
    firms = _firms_of(register, on, ids, more=("employees",))
    by = ["industry_scheme", "industry_code"]
    coded = set(near[by].itertuples(index=False, name=None))
    is_coded = pd.Series(
        [pair in coded for pair in firms[by].itertuples(index=False, name=None)],
        index=firms.index,
        dtype=bool,
    )
    size = firms.loc[~is_coded, "employees"].astype(float)
    return pd.DataFrame(
        {
            "municipality_code": firms.loc[~is_coded, "municipality_code"],
            "jobs": size.fillna(0.0),
            "squares": (size**2).fillna(0.0),
            "largest": size,
            "sized": size.notna().astype(float),
            "unsized": size.isna().astype(float),
        }
    )


def firms_left_out(register: Register, on: date) -> tuple[int, int] | None:
    """Count active firms without a municipality, and those without an industry.

    Returns:
        The two counts; ``None`` where no firms are recorded.
    """
    cells = _firm_cells(register, on)
    if cells is None:
        return None
    missing = cells[["municipality_code", "industry_code"]].isna().mul(cells["count"], axis=0).sum()
    return int(missing["municipality_code"]), int(missing["industry_code"])


def _active_firms(register: Register, on: date) -> "LazyTable":
    import narwhals as nw  # noqa: PLC0415 - only with a register over DuckDB

    day = pd.Timestamp(on).to_pydatetime()
    actors = big_table(register, "actors", "where firms are")
    return actors.filter(
        nw.col("kind") == ActorKind.FIRM.value,
        nw.col("founded").is_null() | (nw.col("founded") <= nw.lit(day)),
        nw.col("closed").is_null() | (nw.col("closed") >= nw.lit(day)),
    )


def _firm_cells(register: Register, on: date) -> pd.DataFrame | None:
    """Active firms by municipality and industry; ``None`` when no firm is recorded at all."""
    import narwhals as nw  # noqa: PLC0415 - only with a register over DuckDB

    if register.actors is None:
        return None
    by = ("municipality_code", "industry_scheme", "industry_code")
    grouped = _active_firms(register, on).group_by(*by).agg(count=nw.len())
    cells = collect(grouped)
    if cells.empty:
        firms = register.actors.filter(nw.col("kind") == ActorKind.FIRM.value)
        if collect(firms.select("actor_id").head(1)).empty:
            return None
    return cells


def code_positions(cells: pd.DataFrame, register: Register, on: date) -> pd.DataFrame:
    """Give the positions of each industry code: of several prefixes for one, the longest.

    Args:
        cells: ``industry_scheme, industry_code``.
        register: With industry_positions; without them nothing belongs anywhere.
        on: Day on which the assignment holds.

    Returns:
        ``industry_scheme, industry_code, position_id, role, weight``, each pair once.
    """
    columns = ["industry_scheme", "industry_code", "position_id", "role", "weight"]
    table = register.industry_positions
    if table is None or table.empty:
        return pd.DataFrame(columns=columns)
    held = table[holding(table, on)]
    codes = cells[["industry_scheme", "industry_code"]].dropna().drop_duplicates()
    pairs = list(codes.itertuples(index=False, name=None))
    begun = pd.DataFrame(
        [
            (scheme, code, code[:length], length)
            for length in sorted(set(held["code_prefix"].str.len()))
            for scheme, code in pairs
            if len(code) >= length
        ],
        columns=["industry_scheme", "industry_code", "code_prefix", "length"],
    ).astype({"industry_scheme": "str", "industry_code": "str", "code_prefix": "str"})
    merged = begun.merge(
        held.rename(columns={"scheme": "industry_scheme"}), on=["industry_scheme", "code_prefix"]
    )
    merged = merged.sort_values("length", kind="stable")
    return merged.drop_duplicates(columns[:3], keep="last")[columns]


def _add_positions(cells: pd.DataFrame, positions: pd.DataFrame) -> pd.DataFrame:
    """One row a municipality, industry and position, with the share each position has."""
    merged = cells.merge(positions, on=["industry_scheme", "industry_code"])
    by_code = positions.groupby(["industry_scheme", "industry_code"])["weight"]
    total = by_code.sum().rename("total").reset_index()
    merged = merged.merge(total, on=["industry_scheme", "industry_code"])
    split = merged["weight"] / merged["total"].where(merged["total"] > 0)
    return merged.assign(split=split.fillna(0.0), is_coded=True, is_tied=False)


def _tied_firms(register: Register, on: date, code_positions: Any) -> pd.DataFrame:  # noqa: ANN401
    """Correct the counts by code for firms with a tie: one row a tied firm and position.

    Such a firm was counted under its code's role, if any; the row takes that back (count -1)
    and a second one counts it as tied.
    """
    columns = ["position_id", "municipality_code", "role", "weight", "split", "count"]
    pairs = tied_pairs(register, on)
    if pairs.empty:
        return pd.DataFrame(columns=[*columns, "is_coded", "is_tied"])
    firms = _firms_of(register, on, pairs["actor_id"].unique().tolist())
    tied = pairs.merge(firms, on="actor_id")
    codes = code_positions(tied, register, on)
    tied = tied.merge(codes, on=["industry_scheme", "industry_code", "position_id"], how="left")
    total = codes.groupby(["industry_scheme", "industry_code"])["weight"].sum().rename("total")
    tied = tied.merge(total.reset_index(), on=["industry_scheme", "industry_code"], how="left")
    was_coded = tied["role"].notna()
    split = (tied["weight"] / tied["total"]).fillna(0.0)
    back = tied[was_coded].assign(count=-1, split=split[was_coded], is_coded=True, is_tied=False)
    ahead = tied.assign(count=1, weight=1.0, split=split.where(was_coded, 1.0))
    ahead = ahead.assign(is_coded=was_coded, is_tied=True)
    return pd.concat([back, ahead], ignore_index=True)


def tied_pairs(register: Register, on: date) -> pd.DataFrame:
    """List actors with a tie to a position: members, active ones, participants in its projects.

    Returns:
        ``actor_id, position_id``, each pair once. Actors of every kind.
    """
    found = [_members(register, on), _active_in(register, on), _participants(register, on)]
    pairs = pd.concat(found, ignore_index=True)
    return pairs.dropna().drop_duplicates(ignore_index=True)


_PAIR: Final = ("actor_id", "position_id")


def _members(register: Register, on: date) -> pd.DataFrame:
    """Members of a cluster, in the position of the tie, else in the cluster's own."""
    links = register.links
    if links is None:
        return pd.DataFrame(columns=list(_PAIR), dtype="str")
    held = links[(links["kind"] == LinkKind.MEMBER_OF.value) & holding(links, on)]
    own = designated_clusters(register, on).groupby("actor_id")["position_id"].agg(list)
    named = held["position_id"].map(lambda one: [one], na_action="ignore")
    position = named.where(held["position_id"].notna(), held["to_actor_id"].map(own))
    pairs = pd.DataFrame({"actor_id": held["from_actor_id"], "position_id": position})
    return pairs.explode("position_id", ignore_index=True)


def _active_in(register: Register, on: date) -> pd.DataFrame:
    table = register.actor_positions
    if table is None:
        return pd.DataFrame(columns=list(_PAIR), dtype="str")
    held = table[(table["role"] == PositionRole.ACTIVE_IN.value) & holding(table, on)]
    return held[list(_PAIR)]


def _participants(register: Register, on: date) -> pd.DataFrame:
    """Those who took part in a project of the position that began by the day."""
    import narwhals as nw  # noqa: PLC0415 - only with a register over DuckDB

    projects = register.projects
    none = pd.DataFrame(columns=list(_PAIR), dtype="str")
    if register.participations is None or projects is None:
        return none
    placed = projects.dropna(subset=["position_id"]).set_index("project_id")["position_id"]
    if placed.empty:
        return none
    day = pd.Timestamp(on).to_pydatetime()
    taken = register.participations.filter(
        ~nw.col("project_id").is_null(),
        nw.col("start").is_null() | (nw.col("start") <= nw.lit(day)),
    )
    if len(placed) <= _FEW_IDS:
        taken = taken.filter(nw.col("project_id").is_in(placed.index.tolist()))
    pairs = collect(taken.select("actor_id", "project_id").unique())
    position = pairs["project_id"].map(placed)
    return pd.DataFrame({"actor_id": pairs["actor_id"], "position_id": position}).dropna()


def _firms_of(
    register: Register, on: date, actor_ids: list[str], more: tuple[str, ...] = ()
) -> pd.DataFrame:
    import narwhals as nw  # noqa: PLC0415 - only with a register over DuckDB

    columns = ["actor_id", "municipality_code", "industry_scheme", "industry_code"]
    if register.actors is None:
        return pd.DataFrame(columns=[*columns, *more])
    firms = _active_firms(register, on).select(*columns, *more)
    is_wanted = nw.col("actor_id").is_in(actor_ids)
    if len(actor_ids) <= _FEW_IDS:
        return collect(firms.filter(is_wanted))
    found = firms.collect().filter(is_wanted).to_pandas()
    return found.astype(dict.fromkeys(columns, "str"))


def designated_clusters(register: Register, on: date) -> pd.DataFrame:
    """List which clusters are designated for which positions on a day.

    Returns:
        ``actor_id, position_id``; no rows when actor_positions is not recorded.
    """
    table = register.actor_positions
    if table is None:
        return pd.DataFrame(columns=list(_PAIR), dtype="str")
    held = table[(table["role"] == PositionRole.DESIGNATED_CLUSTER.value) & holding(table, on)]
    return held[list(_PAIR)].drop_duplicates(ignore_index=True)


def _count(rows: pd.DataFrame) -> pd.DataFrame:
    """Add up the counts of each position and municipality."""
    tied = rows["is_tied"].astype(bool)
    coded = rows["is_coded"].astype(bool)
    core = rows["role"] == IndustryRole.CORE.value
    near = core | (rows["role"] == IndustryRole.RELATED.value)
    count = rows["count"].astype(float)
    counted = rows[["position_id", "municipality_code"]].assign(
        firms=count.where(tied | near, 0.0),
        firms_low=count.where(tied | core, 0.0),
        firms_high=count,
        firms_weighted=count * rows["weight"].astype(float),
        firms_split=count * rows["split"].astype(float),
        found_by_code=count.where(~tied & near, 0.0),
        found_by_tie=count.where(tied & ~coded, 0.0),
        found_by_both=count.where(tied & coded, 0.0),
    )
    return counted.groupby(["position_id", "municipality_code"]).sum()


# --- official statistics -------------------------------------------------------------------


def statistics_by_municipality(
    register: Register,
    position_id: str,
    unit: str = "workplaces",
    year: int | None = None,
    scheme: IndustryScheme | None = None,
) -> pd.DataFrame:
    """Count a position's units in each municipality from ``firm_statistics``.

    Rows of one edition of the classification and one year are counted, never a mixture. An
    industry counts when its code begins with a prefix of the position, the weight of its role
    applied; an industry coarser than the prefixes cannot be split and is left out. The total is
    the row ``TOT``, else the sum of the industries. A sum with a suppressed part is not known: the
    rest of it would look like a fact.

    Args:
        register: With firm_statistics and industry_positions.
        position_id: The strength position.
        unit: ``firms``, ``workplaces`` or ``jobs_fte``.
        year: ``None`` takes the latest.
        scheme: ``None`` takes the only edition of that year.

    Returns:
        Indexed by every ``municipality_code``: ``count`` and ``total``, in the unit; missing
        where the statistics have no row or a suppressed one. ``attrs`` names year, scheme, unit.

    Raises:
        NotRecordedError: A table is not recorded.
        EcosystemError: There are no statistics of that year and edition, or several editions
            stand in the year and none was chosen.
    """
    import narwhals as nw  # noqa: PLC0415 - only with a register over DuckDB

    check_position(register, position_id)
    table = big_table(register, "firm_statistics", f"how many {unit} there are")
    editions = collect(table.select("year", "industry_scheme").unique())
    year, scheme = _edition(editions, year, scheme)
    rows = collect(
        table.filter(nw.col("year") == year, nw.col("industry_scheme") == scheme.value).select(
            "municipality_code", "industry_code", unit
        )
    )
    places = small_table(register, "municipalities", "where firms are")["municipality_code"]
    rows = rows.assign(industry_scheme=scheme.value, amount=rows[unit].astype(float))
    of_code = code_positions(rows, register, date(year, 12, 31))
    own = of_code[of_code["position_id"] == position_id]
    mine = rows.merge(own, on=["industry_scheme", "industry_code"])
    mine = mine.assign(part=mine["amount"] * mine["weight"].astype(float))
    codes = sorted(places)
    total = _totals(rows)
    count = _no_more_than(_whole_sum(mine, "part").reindex(codes), total.reindex(codes))
    known = pd.DataFrame({"count": count, "total": total}).reindex(codes)
    known.index.name = "municipality_code"
    known.attrs = {"year": year, "scheme": scheme.value, "unit": unit}
    return known


def _edition(
    editions: pd.DataFrame, year: int | None, scheme: IndustryScheme | None
) -> tuple[int, IndustryScheme]:
    held = editions if scheme is None else editions[editions["industry_scheme"] == scheme.value]
    if year is not None:
        held = held[held["year"] == year]
    if held.empty:
        asked = " ".join(str(word) for word in (scheme, year) if word is not None) or "any year"
        message = f"The register has no firm statistics of {asked}."
        raise EcosystemError(message)
    latest = int(held["year"].max())
    schemes = sorted(held.loc[held["year"] == latest, "industry_scheme"].unique())
    if len(schemes) > 1:
        message = (
            f"The statistics of {latest} stand in {' and '.join(schemes)}, which cannot be "
            "compared. Say which edition to use."
        )
        raise EcosystemError(message)
    return latest, IndustryScheme(schemes[0])


def _totals(rows: pd.DataFrame) -> pd.Series:
    is_total = rows["industry_code"] == "TOT"
    return _whole_sum(rows[is_total], "amount").combine_first(_whole_sum(rows[~is_total], "amount"))


def _whole_sum(rows: pd.DataFrame, column: str) -> pd.Series:
    """Sum by municipality; missing where a part is."""
    parts = rows.groupby("municipality_code")[column]
    return parts.sum(min_count=1).where(parts.count() == parts.size())


def _no_more_than(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Take off what rounding alone has put a sum above the sum it is a part of."""
    return part.mask((part > whole) & (part <= whole * (1 + ROUNDING)), whole)


def statistics_over_time(
    register: Register,
    position_id: str,
    unit: str = "workplaces",
    scheme: IndustryScheme | None = None,
) -> pd.DataFrame:
    """Follow a position's units over the years of ``firm_statistics``, in one edition.

    Args:
        register: With firm_statistics and industry_positions.
        position_id: The strength position.
        unit: ``firms``, ``workplaces`` or ``jobs_fte``.
        scheme: Edition of the classification; ``None`` takes the only one there is.

    Returns:
        ``count`` and ``total`` as in :func:`statistics_by_municipality`, indexed by ``year`` and
        ``municipality_code``.

    Raises:
        NotRecordedError: A table is not recorded.
        EcosystemError: The years stand in several editions and none was chosen: figures on both
            sides of the break cannot be compared without weights from units coded twice.
    """
    table = big_table(register, "firm_statistics", f"how many {unit} there were")
    editions = collect(table.select("year", "industry_scheme").unique())
    schemes = sorted(editions["industry_scheme"].unique())
    if scheme is None and len(schemes) > 1:
        message = (
            f"The years stand in {' and '.join(schemes)}, whose figures cannot be compared in one "
            "series. Say which edition to use."
        )
        raise EcosystemError(message)
    held = editions if scheme is None else editions[editions["industry_scheme"] == scheme.value]
    years = {
        int(year): statistics_by_municipality(register, position_id, unit, int(year), scheme)
        for year in sorted(held["year"].unique())
    }
    if not years:
        _edition(editions, None, scheme)
    return pd.concat(years, names=["year", "municipality_code"])


# --- quotients -----------------------------------------------------------------------------


def location_quotient(count: pd.Series, total: pd.Series) -> pd.DataFrame:
    """Compare an area's share of units in a position with the country's.

    ``LQ = (x/n)/(X/N)``: 1 is the national share. The interval is the log-delta one with the
    area a part of the nation; below 5 units exact Poisson limits on observed over expected
    (Garwood 1936).

    Args:
        count: Units of the position, x, by area; missing where not known.
        total: All units, n, by area, with the same index.

    Returns:
        ``location_quotient, lq_low, lq_high`` (dimensionless, 95 %), ``expected`` (units).
        Missing where an area has no units at all or its count is not known.

    Raises:
        EcosystemError: A count is negative or larger than its total.

    Examples:
        Four areas with 4, 18, 90 and 388 of 40, 200, 1760 and 8000 workplaces:

        >>> x = pd.Series([4, 18, 90, 388], index=list("ABCD"))
        >>> n = pd.Series([40, 200, 1760, 8000], index=list("ABCD"))
        >>> location_quotient(x, n).round(2).loc["A"].tolist()
        [2.0, 0.54, 5.12, 2.0]
        >>> location_quotient(x, n).round(2).loc["B"].tolist()
        [1.8, 1.17, 2.78, 10.0]
    """
    x, n = count.astype(float), total.astype(float)
    is_wrong = (x < 0) | (n < 0) | (x > n * (1 + ROUNDING))
    if is_wrong.any():
        area = x.index[is_wrong.to_numpy()][0]
        message = (
            f"{area}: {x[area]:g} units of the position among {n[area]:g}. Counts are 0 or more, "
            "and no part is larger than the whole."
        )
        raise EcosystemError(message)
    known = x.notna() & n.notna()
    X, N = x[known].sum(), n[known].sum()
    expected = (n * X / N if N > 0 else n * np.nan).where(known & (n > 0))
    wide, exact = log_delta_limits(x, n), exact_limits(x, expected)
    is_few = x < FEW_TO_SAY
    return pd.DataFrame(
        {
            "location_quotient": x / expected.where(expected > 0),
            "lq_low": wide["low"].where(~is_few, exact["low"]),
            "lq_high": wide["high"].where(~is_few, exact["high"]),
            "expected": expected,
        }
    )


def log_delta_limits(count: pd.Series, total: pd.Series) -> pd.DataFrame:
    """Give 95 % limits of location quotients by the delta method on their logarithm.

    ``Var(ln LQ) = (1-p)/x + (1-P)/X - 2(1-p)/X`` with p = x/n and P = X/N: the area is a part of
    the country (delta method for a ratio of two dependent shares).

    Args:
        count: Units of the position, x, by area.
        total: All units, n, by area.

    Returns:
        ``low, high`` (dimensionless) and ``se`` (of the logarithm); not finite where x is 0.

    Examples:
        >>> x = pd.Series([4, 18, 90, 388], index=list("ABCD"))
        >>> n = pd.Series([40, 200, 1760, 8000], index=list("ABCD"))
        >>> log_delta_limits(x, n).round(3).loc["A"].tolist()
        [0.792, 5.05, 0.473]
    """
    x, n = count.astype(float), total.astype(float)
    known = x.notna() & n.notna()
    X, N = x[known].sum(), n[known].sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = (1 - x / n) / x + (1 - X / N) / X - 2 * (1 - x / n) / X
        se = np.sqrt(variance.clip(lower=0))
        quotient = (x / n) / (X / N)
        spread = np.exp(NORMAL_95 * se)
        return pd.DataFrame({"low": quotient / spread, "high": quotient * spread, "se": se})


def exact_limits(observed: pd.Series, expected: pd.Series) -> pd.DataFrame:
    """Give exact 95 % Poisson limits of observed over expected numbers (Garwood 1936).

    ``chi2(.025; 2x)/(2E)`` and ``chi2(.975; 2x+2)/(2E)``; conservative. None observed has the
    lower limit 0 and the upper limit 3.69/E.

    Args:
        observed: Units found, x, by area.
        expected: Units expected, E, by area.

    Returns:
        ``low, high`` (dimensionless); missing where one of the two is.

    Examples:
        >>> exact_limits(pd.Series([4, 0]), pd.Series([2.0, 10.0])).round(3).to_numpy().tolist()
        [[0.545, 5.121], [0.0, 0.369]]
    """
    from scipy.special import gammaincinv  # noqa: PLC0415 - scipy.stats takes over a second

    known = observed.fillna(0).astype(float)
    low = pd.Series(gammaincinv(known.where(known > 0, 1.0), 0.025), index=observed.index)
    high = pd.Series(gammaincinv(known + 1, 0.975), index=observed.index)
    by = expected.where(expected > 0)
    told = pd.DataFrame({"low": low.where(known > 0, 0.0) / by, "high": high / by})
    return told.where(observed.notna())


def standardised_quotient(count: pd.Series, total: pd.Series) -> pd.Series:
    """Tell how far an area's quotient lies from the mean of all areas' (O'Donoghue, Gleave 2004).

    The quotient minus the mean of the quotients, over their standard deviation (n - 1). It
    compares areas; whether a small area's quotient is chance it does not tell.

    Examples:
        >>> x, n = pd.Series([4, 18, 90, 388]), pd.Series([40, 200, 1760, 8000])
        >>> standardised_quotient(x, n).round(2).tolist()
        [1.04, 0.67, -0.81, -0.9]
    """
    quotient = location_quotient(count, total)["location_quotient"]
    spread = quotient.std(ddof=1)
    return (quotient - quotient.mean()) / (spread if spread > 0 else np.nan)


def shrink(observed: pd.Series, expected: pd.Series) -> pd.DataFrame:
    """Draw quotients of small areas towards the whole (empirical Bayes, Marshall 1991).

    ``r = O/E``, ``m = sum O/sum E``, ``A = max(0, sum E (r-m)^2/sum E - m/mean(E))``,
    ``C = A/(A + m/E)``, shrunk ``m + C (r - m)``: the mean of a gamma distribution with shape
    ``m^2/A + O`` and rate ``m/A + E``, whose quantiles give the interval. When the areas differ
    no more than chance lets them (A = 0), every area gets the whole's m and no interval.

    Returns:
        ``lq_shrunk, shrunk_low, shrunk_high`` (95 %), ``trust`` (C, 0 to 1).

    Examples:
        >>> x = pd.Series([4, 18, 90, 388], index=list("ABCD"))
        >>> n = pd.Series([40, 200, 1760, 8000], index=list("ABCD"))
        >>> shrink(x, n * 500 / 10000).round(3).loc["B"].tolist()
        [1.07, 0.889, 1.268, 0.088]
    """
    from scipy.special import gammaincinv  # noqa: PLC0415 - scipy.stats takes over a second

    known = observed.notna() & expected.notna() & (expected > 0)
    O, E = observed[known].astype(float), expected[known].astype(float)  # noqa: E741
    columns = ["lq_shrunk", "shrunk_low", "shrunk_high", "trust"]
    if O.sum() == 0:
        return pd.DataFrame(np.nan, index=observed.index, columns=columns)
    r, m = O / E, O.sum() / E.sum()
    A = max(0.0, float((E * (r - m) ** 2).sum() / E.sum() - m / E.mean()))
    trust = A / (A + m / E)
    shrunk = pd.DataFrame({"lq_shrunk": m + trust * (r - m), "trust": trust})
    if A > 0:
        shape, rate = m**2 / A + O, m / A + E
        shrunk["shrunk_low"] = gammaincinv(shape, 0.025) / rate
        shrunk["shrunk_high"] = gammaincinv(shape, 0.975) / rate
    return shrunk.reindex(index=observed.index, columns=columns)


def presence_bands(observed: pd.Series, shrunk: pd.DataFrame) -> pd.Series:
    """Say of each area whether the position is over, as, or under what is expected.

    Over and under need at least 5 units expected or found and an interval clear of 1. Without
    an interval (the areas differ no more than chance) every area is as expected.

    Args:
        observed: Units of the position, by area.
        shrunk: From :func:`shrink`.

    Returns:
        Members of :class:`PresenceBand`, as text.
    """
    band = pd.Series(PresenceBand.AS_EXPECTED.value, index=observed.index, dtype="str")
    band[shrunk["shrunk_low"] > 1] = PresenceBand.OVER.value
    band[shrunk["shrunk_high"] < 1] = PresenceBand.UNDER.value
    band[(observed < FEW_TO_SAY) & (band != PresenceBand.UNDER.value)] = PresenceBand.TOO_FEW.value
    band[observed.isna()] = PresenceBand.UNKNOWN.value
    return band


def presence(counts: pd.DataFrame) -> pd.DataFrame:
    """Put counts, quotients, shrinkage and bands side by side.

    Args:
        counts: ``count`` and ``total`` by area.

    Returns:
        The two with the columns of :func:`location_quotient` and :func:`shrink`, and ``band``.
    """
    quotient = location_quotient(counts["count"], counts["total"])
    shrunk = shrink(counts["count"], quotient["expected"])
    band = presence_bands(counts["count"], shrunk).rename("band")
    return counts.join([quotient, shrunk, band])


# --- one number for the country ------------------------------------------------------------


def ellison_glaeser(
    shares: pd.Series, area_shares: pd.Series, plant_herfindahl: float
) -> float | None:
    """Measure how concentrated a position is beyond chance and plant size (Ellison, Glaeser 1997).

    ``gamma = (G/(1 - sum x^2) - H)/(1 - H)``, ``G = sum (s - x)^2``: 0 is as if plants chose
    their places at random.

    Args:
        shares: Each area's share of the position's employment, s; adds to 1.
        area_shares: Each area's share of all employment, x; adds to 1.
        plant_herfindahl: Sum of squared shares of the position's plants in its employment, H.

    Returns:
        Dimensionless; ``None`` when all lies in one area or in one plant, but for rounding.

    Examples:
        Two areas of equal size, all of an industry of ten equal plants in one of them:
        G = .5, so (.5/.5 - .1)/.9 = 1.

        >>> ellison_glaeser(pd.Series([1.0, 0.0]), pd.Series([0.5, 0.5]), 0.1)
        1.0
    """
    spread = 1 - float((area_shares**2).sum())
    if spread <= ROUNDING or plant_herfindahl >= 1 - ROUNDING:
        return None
    G = float(((shares - area_shares) ** 2).sum())
    return (G / spread - plant_herfindahl) / (1 - plant_herfindahl)


def plant_herfindahl(sizes: pd.Series) -> float | None:
    """Measure how much of a position's employment lies in its largest plants: H.

    Sum of squared shares (Herfindahl 1950): 1 over the number of plants when all are equal, 1 with
    one plant alone.

    Args:
        sizes: Employment of each plant; those without a known size are left out.

    Returns:
        0 to 1; ``None`` without employment.

    Examples:
        >>> plant_herfindahl(pd.Series([10, 10, 10, 10]))
        0.25
    """
    total = float(sizes.sum())
    return float(((sizes / total) ** 2).sum()) if total > 0 else None


def krugman_index(count: pd.Series, total: pd.Series) -> float | None:
    """Add up how far each area's share of a position lies from its share of all (Krugman 1991).

    ``sum |s - x|``: 0 spread like all units, near 2 where there are no others.

    Examples:
        >>> krugman_index(pd.Series([10, 8, 2]), pd.Series([60, 30, 10]))
        0.2
    """
    known = count.notna() & total.notna()
    x, n = count[known].astype(float), total[known].astype(float)
    if x.sum() <= 0 or n.sum() <= 0:
        return None
    return round(float((x / x.sum() - n / n.sum()).abs().sum()), 12)


def hoover_index(count: pd.Series, total: pd.Series) -> float | None:
    """Tell which share of a position would have to move to be spread like all units (Hoover 1936).

    ``1/2 sum |s - x|``, half of :func:`krugman_index`; also called dissimilarity.

    Returns:
        0 to 1; ``None`` without units.

    Examples:
        >>> hoover_index(pd.Series([10, 8, 2]), pd.Series([60, 30, 10]))
        0.1
    """
    found = krugman_index(count, total)
    return None if found is None else found / 2


def locational_gini(count: pd.Series, total: pd.Series) -> float | None:
    """Measure how unlike the spread of all units a position is spread (Krugman 1991).

    One minus twice the area under the Lorenz curve of the position's units over all units, the
    areas in the order of their quotient. 0 is in proportion; near 1 all in a small area.

    Returns:
        0 to 1; ``None`` without units.

    Examples:
        >>> locational_gini(pd.Series([10, 8, 2]), pd.Series([60, 30, 10]))
        0.11
    """
    known = count.notna() & total.notna() & (total > 0)
    x, n = count[known].astype(float), total[known].astype(float)
    if x.sum() == 0:
        return None
    order = (x / n).sort_values(kind="stable").index
    up = np.concatenate([[0.0], (x[order] / x.sum()).cumsum()])
    along = np.concatenate([[0.0], (n[order] / n.sum()).cumsum()])
    return round(float(1 - (np.diff(along) * (up[1:] + up[:-1])).sum()), 12)


def by_group(table: pd.DataFrame, group_of: Mapping[str, str] | pd.Series) -> pd.DataFrame:
    """Add up counts over groups of municipalities: landsdel, region, hub, typology.

    Args:
        table: Counts by ``municipality_code``.
        group_of: Group of each code; a code without one is left out.

    Returns:
        The numeric columns added up, indexed by group; a group with an unknown count is unknown.
    """
    groups = pd.Series(group_of).reindex(table.index)
    numbers = table.select_dtypes("number")
    added = numbers.groupby(groups).sum(min_count=1)
    return added.mask(numbers.isna().groupby(groups).any())
