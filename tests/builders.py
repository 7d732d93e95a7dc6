"""Valid records with unremarkable defaults, so a test shows only the value it is about."""

from datetime import date
from functools import cache
from typing import Any

import narwhals as nw
import pandas as pd

from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.firms import Firm
from ecosystem.model.offers import Offer, Rules
from ecosystem.model.register import Register
from ecosystem.model.tables import TABLES

_DTYPES = {
    Kind.WHOLE: "Int64",
    Kind.NUMBER: "float64",
    Kind.FLAG: "boolean",
    Kind.DATE: "datetime64[s]",
}


def a_firm(**known: Any) -> Firm:
    """A small firm in Skive that nobody has asked anything yet, but for what is given."""
    return Firm(**known)


def a_table(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """A table with every column of its kind; what a row leaves out is empty."""
    filled = [{"source": "test", **row} for row in rows]
    frame = pd.DataFrame(filled, columns=list(TABLES[name].columns))
    return frame.astype({c: _DTYPES.get(COLUMNS[c].kind, "str") for c in frame.columns})


def a_lazy_table(name: str, rows: list[dict[str, Any]]) -> Any:
    """The same over DuckDB, as the register holds its large tables."""
    frame = a_table(name, rows)
    types = {Kind.WHOLE: "BIGINT", Kind.NUMBER: "DOUBLE", Kind.FLAG: "BOOLEAN", Kind.DATE: "DATE"}
    cells = ", ".join(
        f'"{c}"::{types.get(COLUMNS[c].kind, "VARCHAR")} AS "{c}"' for c in frame.columns
    )
    return nw.from_native(_connection().from_df(frame).project(cells))


@cache
def _connection() -> Any:
    """One connection for all tables, as of a register that was read: two of them can be joined."""
    import duckdb

    return duckdb.connect()


def a_register(
    catalogue: dict[str, Offer] | None = None, **tables: list[dict[str, Any]]
) -> Register:
    """A register that holds just the given tables; the others are not recorded."""
    held = {
        name: a_lazy_table(name, rows) if TABLES[name].is_big else a_table(name, rows)
        for name, rows in tables.items()
    }
    return Register(
        label="test",
        folder="test",
        catalogue=catalogue or {},
        into_engine=lambda table: nw.from_native(_connection().from_df(table)),
        **held,
    )


def an_offer(**stated: Any) -> Offer:
    """A national scheme for innovation projects, open for a century, for every firm."""
    offer_id = stated.get("offer_id", "innobooster")
    rules = stated.pop("rules", None) or Rules(
        offer_id=offer_id,
        source="https://example.dk",
        criteria=stated.pop("criteria", ()),
        is_for_everybody=True,
        target_group_da="Alle virksomheder",
        target_group_en="All firms",
    )
    defaults: dict[str, Any] = {
        "offer_id": offer_id,
        "provider_actor_id": "innovationsfonden",
        "kind": "scheme",
        "name_da": "Innobooster",
        "name_en": "Innobooster",
        "need_ids": ("innovation_projects",),
        "position_ids": (),
        "area": ("national",),
        "channel": "online",
        "open_from": date(2000, 1, 1),
        "open_until": date(2099, 12, 31),
        "amount_min_dkk": None,
        "amount_max_dkk": None,
        "support_rate_pct": None,
        "next_step": None,
        "url": None,
        "source": "https://example.dk",
        "checked": None,
        "confidence": None,
        "rules": rules,
    }
    return Offer(**{**defaults, **stated})
