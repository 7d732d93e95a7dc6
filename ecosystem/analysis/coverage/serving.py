"""Who is asked about: the actors that serve the firms of a strength position on a day."""

from datetime import date
from typing import Final

import pandas as pd

from ecosystem.analysis.coverage.terms import SERVED, Served
from ecosystem.model.days import holding
from ecosystem.model.register import Register, check_position, collect
from ecosystem.model.vocabulary import ActorKind

FOR_ALL_FIRMS: Final = (ActorKind.BUSINESS_HUB, ActorKind.MUNICIPAL_OFFICE)


def serving_actors(
    register: Register, position_id: str, on: date, served: Served = "cluster"
) -> tuple[str, ...] | None:
    """List the actors whose reach is asked about.

    Returns:
        Actor ids, ascending; none when the register says that there is none on the day; ``None``
        when it does not say: no table of positions, or no row that ever named one.

    Raises:
        UnknownIdError: The register has no such position.
    """
    check_position(register, position_id)
    roles = [role.value for role in SERVED[served]]
    table = register.actor_positions
    named: tuple[str, ...] | None = None
    if table is not None:
        ever = table[(table["position_id"] == position_id) & table["role"].isin(roles)]
        if len(ever) or table.empty:
            named = tuple(sorted(set(ever.loc[holding(ever, on), "actor_id"])))
    if served == "system":
        named = tuple(sorted({*(named or ()), *_for_all_firms(register)})) or named
    return _without_closed(register, named, on)


def _for_all_firms(register: Register) -> tuple[str, ...]:
    import narwhals as nw  # noqa: PLC0415 - only with a register over DuckDB

    if register.actors is None:
        return ()
    kinds = [kind.value for kind in FOR_ALL_FIRMS]
    found = register.actors.filter(nw.col("kind").is_in(kinds)).select("actor_id")
    return tuple(collect(found)["actor_id"])


def _without_closed(
    register: Register, actor_ids: tuple[str, ...] | None, on: date
) -> tuple[str, ...] | None:
    import narwhals as nw  # noqa: PLC0415 - only with a register over DuckDB

    if not actor_ids or register.actors is None:
        return actor_ids
    day = pd.Timestamp(on).to_pydatetime()
    gone = register.actors.filter(
        nw.col("actor_id").is_in(list(actor_ids)), nw.col("closed") < nw.lit(day)
    ).select("actor_id")
    closed = set(collect(gone)["actor_id"])
    return tuple(one for one in actor_ids if one not in closed)
