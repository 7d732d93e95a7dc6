"""How many people the firms of a strength position employ, municipality by municipality."""

import numpy as np
import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.presence.counts import CODE
from ecosystem.analysis.presence.quotients import no_more_than
from ecosystem.model.register import check_position, collect
from ecosystem.model.vocabulary import IndustryRole

_SUMS = ["jobs", "squares", "sized", "unsized"]


def jobs_by_municipality(day: OnDay, position_id: str) -> pd.DataFrame:
    """Add up the employees of a position's firms in each municipality.

    Core and related firms and those with a tie, as ``firms`` of :class:`PositionFirms`; firms
    whose size is not recorded are left out and counted.

    Returns:
        Indexed by all ``municipality_code``, ascending: ``jobs`` of the position's firms,
        ``all_jobs`` of every firm, ``largest`` (the largest firm's), ``squares`` (sum of squared
        sizes, for :func:`plant_herfindahl`'s H), ``sized`` and ``unsized`` (firms of the position
        with and without a size). All missing when the register records no firms.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register has no municipalities.
    """
    check_position(day.register, position_id)
    codes = pd.Index(day.places.codes, name="municipality_code")
    if not day.actors.has_firms:
        columns = ["jobs", "all_jobs", "largest", "squares", "sized", "unsized"]
        return pd.DataFrame(np.nan, index=codes, columns=columns)
    cells = _job_cells(day)
    near = _near_codes(day, position_id)
    rows = pd.concat([cells.merge(near, on=CODE), _tied_beside(day, position_id, near)])
    grouped = rows.groupby("municipality_code")
    table = grouped[_SUMS].sum().reindex(codes, fill_value=0.0).astype(float)
    table["largest"] = grouped["largest"].max().reindex(codes)
    table["all_jobs"] = cells.groupby("municipality_code")["jobs"].sum().reindex(codes).fillna(0.0)
    table["jobs"] = no_more_than(table["jobs"], table["all_jobs"])
    return table


def _job_cells(day: OnDay) -> pd.DataFrame:
    """Sum the employment of active firms by municipality and industry."""
    import narwhals as nw

    by = ("municipality_code", *CODE)
    sized = day.actors.firms().select(*by, "employees")
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


def _near_codes(day: OnDay, position_id: str) -> pd.DataFrame:
    """Return the codes that the position has as core or related industries."""
    roles = day.membership.code_roles
    is_near = roles["role"] != IndustryRole.ENABLING.value
    return roles.loc[(roles["position_id"] == position_id) & is_near, CODE]


def _tied_beside(day: OnDay, position_id: str, near: pd.DataFrame) -> pd.DataFrame:
    """Return firms with a tie whose own code, core or related, does not count them already."""
    pairs = day.membership.tied_pairs
    ids = pairs.loc[pairs["position_id"] == position_id, "actor_id"].unique()
    columns = ["actor_id", "municipality_code", *CODE, "employees"]
    firms = day.actors.firms_among(ids, columns)
    coded = firms.merge(near.assign(is_coded=True), on=CODE, how="left")["is_coded"].notna()
    beside = firms[~coded.to_numpy()]
    size = beside["employees"].astype(float)
    return pd.DataFrame(
        {
            "municipality_code": beside["municipality_code"],
            "jobs": size.fillna(0.0),
            "squares": (size**2).fillna(0.0),
            "largest": size,
            "sized": size.notna().astype(float),
            "unsized": size.isna().astype(float),
        }
    )
