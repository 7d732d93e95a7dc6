"""Answer how many actors help with which need where: the matrix that gaps are seen in.

A cell is one of four things that never look alike: enough, under the limit, none, or no data.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from ecosystem.model.gaps import FirmRange

if TYPE_CHECKING:
    from ecosystem.analysis.gaps.search import Search

Columns = Literal["region", "hub", "kind"]
MOST_COLUMNS = 12


class CellState(StrEnum):
    """How a cell of the matrix reads."""

    ENOUGH = "enough"
    UNDER = "under"
    ZERO = "zero"
    NO_DATA = "no_data"


class MatrixCell(BaseModel):
    """One need in one column: the actors with an offer that can be used there."""

    model_config = ConfigDict(frozen=True)

    actors: tuple[str, ...]
    state: CellState
    firms: FirmRange | None
    without: tuple[str, ...] = Field(description="Municipalities without any, by name.")


class MatrixBriefing(BaseModel):
    """Needs by region, hub or kind of actor, for one position or for all."""

    model_config = ConfigDict(frozen=True)

    position_id: str | None
    limit: int
    needs: dict[str, tuple[str, str]] = Field(description="Danish and English name by need_id.")
    columns: dict[str, str] = Field(description="Name by id; a kind of actor is its own word.")
    cells: dict[str, dict[str, MatrixCell]] = Field(description="By need_id, then column id.")


def brief_matrix(
    search: "Search", columns: Columns, limit: int, position_id: str | None = None
) -> MatrixBriefing:
    """Count the actors whose offers can be used, by need and column.

    Args:
        search: A search laid out over the register.
        columns: Regions on the day, business hubs, or kinds of actors.
        limit: Fewer actors than this are under the limit.
        position_id: One position; ``None`` takes an offer for any.
    """
    ground = search.ground
    asked = [p for p, one in enumerate(ground.positions) if position_id in {None, one}]
    groups, names = _groups(search, columns)
    cells: dict[str, dict[str, MatrixCell]] = {}
    for need, need_id in enumerate(ground.needs):
        reach, is_open = _by_actor(search, need, asked)
        cells[need_id] = {
            key: _cell(search, reach, is_open, where, kind, limit, asked)
            for key, (where, kind) in groups.items()
        }
    return MatrixBriefing(
        position_id=position_id,
        limit=limit,
        needs=search.need_names,
        columns=names,
        cells=cells,
    )


def _groups(
    search: "Search", columns: Columns
) -> tuple[dict[str, tuple[Any, str | None]], dict[str, str]]:
    """Municipalities of each column and, of a kind of actor, the kind."""
    ground = search.ground
    codes = np.array(ground.codes)
    if columns == "kind":
        kinds = sorted(set(ground.supporters["kind"].dropna()))
        every = np.ones(ground.size, dtype=bool)
        return {kind: (every, kind) for kind in kinds}, {kind: kind for kind in kinds}
    of: Mapping[str, str] = ground.context.region_of if columns == "region" else ground.hub_of
    names = _names(search, columns)
    ids = sorted(set(of.values()), key=lambda one: names.get(one, one))[:MOST_COLUMNS]
    groups: dict[str, tuple[Any, str | None]] = {
        one: (np.array([of.get(code) == one for code in codes], dtype=bool), None) for one in ids
    }
    return groups, {one: names.get(one, one) for one in ids}


def _names(search: "Search", columns: Columns) -> dict[str, str]:
    ground = search.ground
    if columns == "hub":
        return {hub: ground.name_of(hub) for hub in set(ground.hub_of.values())}
    table = ground.register.regions
    if table is None:
        return {}
    return {str(a): str(b) for a, b in zip(table["region_code"], table["name"], strict=True)}


def _by_actor(search: "Search", need: int, asked: list[int]) -> tuple[dict[str, Any], Any]:
    """Where each actor's offer can be used, and where an answer is open."""
    reach: dict[str, Any] = {}
    is_open = np.zeros(search.ground.size, dtype=bool)
    wanted = set(asked)
    for line in search.supply.all_lines:
        if need in line.needs and wanted & set(line.positions):
            is_open |= line.reach > 1
            if (line.reach == 1).any():
                actor = line.provider or line.offer_id
                held = reach.setdefault(actor, np.zeros(search.ground.size, dtype=bool))
                held |= line.reach == 1
    if search.ground.register.offers is None:
        is_open[:] = True
    return reach, is_open


def _cell(  # noqa: PLR0913, PLR0917
    search: "Search",
    reach: dict[str, Any],
    is_open: Any,  # noqa: ANN401  an array of truth values
    where: Any,  # noqa: ANN401
    kind: str | None,
    limit: int,
    asked: list[int],
) -> MatrixCell:
    ground = search.ground
    own = {a: held for a, held in reach.items() if kind is None or ground.kind_of(a) == kind}
    actors = tuple(sorted(a for a, held in own.items() if (held & where).any()))
    served = np.any(list(own.values()), axis=0) if own else np.zeros(ground.size, dtype=bool)
    codes = search.places(where)
    counts = ground.firm_counts
    firms = None
    if counts is not None:
        low, core, high = (float(c[asked][:, where].sum()) for c in counts)
        firms = FirmRange(firms=low, low=core, high=high)
    if not actors:
        is_unknown = not codes or bool((is_open & where).any())
        state = CellState.NO_DATA if is_unknown else CellState.ZERO
    else:
        state = CellState.UNDER if len(actors) < limit else CellState.ENOUGH
    bare = search.places(where & ~served)
    names = tuple(str(ground.towns.loc[code, "name"]) for code in bare)
    return MatrixCell(actors=actors, state=state, firms=firms, without=names)
