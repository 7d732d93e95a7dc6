"""Which firms belong to a position by their industry, and how closely."""

from datetime import date

import numpy as np
import pandas as pd

from ecosystem.analysis.graph.rows import ACTOR_COLUMNS, dated, no_rows
from ecosystem.model.days import holding
from ecosystem.model.register import Register, big_table
from ecosystem.model.vocabulary import ActorKind


def firms_of_industries(register: Register, position_id: str | None, on: date) -> pd.DataFrame:
    """Find the firms of a position's industries: actor_id and the weight of the closest industry.

    The longest prefix that fits decides, and codes of one edition are held against prefixes of
    the same edition only.
    """
    import narwhals as nw  # noqa: PLC0415  paid by those who need it

    table = register.industry_positions
    if table is None or position_id is None:
        return no_rows("actor_id", "weight")
    ours = table[holding(table, on) & (table["position_id"] == position_id)]
    if ours.empty:
        return no_rows("actor_id", "weight")
    fits = [
        (nw.col("industry_scheme") == scheme)
        & nw.any_horizontal(
            *(nw.col("industry_code").str.starts_with(prefix) for prefix in rows["code_prefix"]),
            ignore_nulls=True,
        )
        for scheme, rows in ours.groupby("scheme")
    ]
    actors = big_table(register, "actors", "who is in the ecosystem")
    firms = (
        actors.filter(nw.col("kind") == ActorKind.FIRM.value)
        .filter(nw.any_horizontal(*fits, ignore_nulls=True))
        .select(*ACTOR_COLUMNS)
        .collect()
        .to_pandas()
    )
    return firms.assign(weight=_weights(firms, ours))


def firm_positions(register: Register, on: date) -> pd.DataFrame:
    """List the firms of every position with industries: actor_id, position_id, weight.

    A firm belongs by the longest prefix of its industry's code, as in ``build_graph``; firms not
    yet founded or closed on the day are left out.

    Raises:
        NotRecordedError: The register has no actors.
    """
    positions = (
        []
        if register.industry_positions is None
        else sorted(register.industry_positions["position_id"].unique())
    )
    parts = []
    for position in positions:
        firms = firms_of_industries(register, position, on)
        if len(firms):
            firms = dated(firms, ("founded", "closed"))
            there = firms[holding(firms, on, "founded", "closed")]
            parts.append(there[["actor_id", "weight"]].assign(position_id=position))
    return pd.concat(parts) if parts else no_rows("actor_id", "weight", "position_id")


def _weights(firms: pd.DataFrame, industries: pd.DataFrame) -> np.ndarray:
    weights = np.full(len(firms), np.nan)
    codes, schemes = firms["industry_code"].fillna(""), firms["industry_scheme"].fillna("")
    for row in industries.sort_values("code_prefix", key=lambda c: c.str.len()).itertuples():
        fits = codes.str.startswith(str(row.code_prefix)) & (schemes == row.scheme)
        weights[fits.to_numpy(dtype=bool)] = row.weight
    return weights
