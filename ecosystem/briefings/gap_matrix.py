"""Answer how many actors help with which need where: the matrix that gaps are seen in.

Each of two axes is needs, regions on the day, business hubs, municipalities or kinds of actors. A
cell counts the actors whose offer the firms can use there, or tells them per 1,000 firms. It is
one of four things that never look alike: enough, under the limit, none, or no data.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from ecosystem.model.danish import sort_key
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.model.gaps import FirmRange
from ecosystem.model.vocabulary import ActorKind, GapConfidence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ecosystem.analysis.gaps.search import Search
    from ecosystem.analysis.gaps.supply import Line

    Truths = NDArray[np.bool_]

Axis = Literal["need", "region", "hub", "municipality", "kind"]
Shown = Literal["count", "per_1000"]
Pair = tuple[str, str]
"""Danish and English name."""

PLACES: Final[frozenset[Axis]] = frozenset({"region", "hub", "municipality"})
MOST: Final = 12
"""Rows and columns that a reader can take in at once."""
EVERYWHERE: Final[Pair] = ("Hele landet", "The whole country")
_YES: Final = 1
_STALE: Final = 3


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class CellState(StrEnum):
    """How a cell of the matrix reads."""

    ENOUGH = "enough"
    UNDER = "under"
    ZERO = "zero"
    NO_DATA = "no_data"


class MatrixQuestion(_Record):
    """What is asked of the matrix."""

    rows: Axis = "need"
    columns: Axis = "region"
    shown: Shown = "count"
    limit: float = Field(default=3, description="Fewer than this are under the limit.")
    position_id: str | None = Field(default=None, description="None takes an offer for any.")
    municipality_codes: tuple[str, ...] = Field(
        default=(), description="Of a municipality axis; none: those with the most firms."
    )


class MatrixCell(_Record):
    """One row in one column: the actors with an offer that can be used there."""

    actors: tuple[str, ...]
    value: float | None = Field(description="What is shown; None: it cannot be said.")
    state: CellState
    firms: FirmRange | None = Field(description="Firms it is for; None: not recorded.")
    without: tuple[str, ...] = Field(description="Municipalities without any, by name.")
    known: float | None = Field(
        description="Share of the answers (offer x municipality) that are known; None: no offer."
    )
    confidence: GapConfidence | None = Field(description="How sure a gap is; None: there is none.")


class MatrixBriefing(_Record):
    """One axis by another, for one position or for all."""

    question: MatrixQuestion
    on: date
    rows: dict[str, Pair] = Field(description="Names by id; a kind of actor is its own word.")
    columns: dict[str, Pair]
    cells: dict[str, dict[str, MatrixCell]] = Field(description="By row id, then column id.")
    left_out: int = Field(description="Rows and columns beyond the most that are shown.")
    without_rate: tuple[str, ...] = Field(
        description="Places too few firms are recorded for, so that nothing is told per 1,000."
    )
    has_needs: bool
    has_offers: bool
    has_firms: bool


class OfferRow(_Record):
    """An offer behind a cell, with where it is from."""

    actor_id: str
    actor: str
    kind: str | None
    offer_id: str
    name_da: str
    name_en: str
    municipalities: int
    source: str
    checked: date | None


class CellBriefing(_Record):
    """One cell with the rows it is counted from."""

    cell_id: str
    question: MatrixQuestion
    row_name: Pair
    column_name: Pair
    cell: MatrixCell
    offers: tuple[OfferRow, ...]
    place_code: str | None = Field(description="Region or municipality of the cell, for a filter.")
    municipality_codes: tuple[str, ...]
    need_id: str | None
    kind: str | None


# --- axes ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Member:
    """What one row or column narrows the question to."""

    key: str
    name: Pair
    need: int | None = None
    where: "Truths | None" = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class _Offered:
    """One offer line with the kind of actor behind it; ``None``: not recorded."""

    line: "Line"
    actor: str
    kind: str | None


def check_question(search: "Search", question: MatrixQuestion) -> None:
    """Refuse a question that has no answer, with what to do instead.

    Raises:
        EcosystemError: The limit is negative, the axes are the same or both places, or more
            municipalities are chosen than can be shown.
        UnknownIdError: A municipality is not in the register.
    """
    if not question.limit >= 0:
        message = f"The limit is {question.limit}. Choose a number from 0 up."
        raise EcosystemError(message)
    axes = {question.rows, question.columns}
    if len(axes) == 1 or axes <= PLACES:
        message = "Rows and columns must differ, and only one of them can be places."
        raise EcosystemError(message)
    if len(question.municipality_codes) > MOST:
        message = f"{len(question.municipality_codes)} municipalities are chosen. Choose {MOST}."
        raise EcosystemError(message)
    for code in question.municipality_codes:
        if code not in search.ground.codes:
            kind = "municipality"
            raise UnknownIdError.from_available(kind, code, search.ground.codes)


def _members(search: "Search", axis: Axis, question: MatrixQuestion) -> list[_Member]:
    ground = search.ground
    match axis:
        case "need":
            return [
                _Member(need_id, search.need_names[need_id], need=place)
                for place, need_id in enumerate(ground.needs)
            ]
        case "kind":
            return [_Member(kind, (kind, kind), kind=kind) for kind in _kinds(search)]
        case "municipality":
            return _towns(search, question)
        case _:
            of = ground.context.region_of if axis == "region" else ground.hub_of
            names = _region_names(search) if axis == "region" else {}
            ids = {one: names.get(one) or ground.name_of(one) for one in set(of.values())}
            return [
                _Member(one, (ids[one], ids[one]), where=_where(search, of, one))
                for one in sorted(ids, key=lambda one: sort_key(ids[one]))
            ]


def _kinds(search: "Search") -> list[str]:
    held = set(search.ground.supporters["kind"].dropna())
    return [kind.value for kind in ActorKind if kind.value in held]


def _where(search: "Search", of: Any, one: str) -> "Truths":  # noqa: ANN401  a mapping by code
    return np.array([of.get(code) == one for code in search.ground.codes], dtype=bool)


def _region_names(search: "Search") -> dict[str, str]:
    table = search.ground.register.regions
    if table is None:
        return {}
    return {str(a): str(b) for a, b in zip(table["region_code"], table["name"], strict=True)}


def _towns(search: "Search", question: MatrixQuestion) -> list[_Member]:
    """Take the chosen municipalities; without a choice those with the most firms."""
    ground = search.ground
    names = dict(zip(ground.codes, ground.towns["name"].astype(str), strict=True))
    chosen = list(question.municipality_codes)
    if not chosen:
        firms = _firms_of(search, question, slice(None))
        many = {} if firms is None else dict(zip(ground.codes, firms[0], strict=True))
        chosen = sorted(names, key=lambda code: (-many.get(code, 0), sort_key(names[code])))[:MOST]
    ordered = sorted(chosen, key=lambda code: sort_key(names[code]))
    every = np.array(ground.codes)
    return [_Member(c, (names[c], names[c]), where=every == c) for c in ordered]


# --- counting ------------------------------------------------------------------------------


def brief_matrix(search: "Search", question: MatrixQuestion) -> MatrixBriefing:
    """Count the actors whose offers can be used, by two axes.

    Args:
        search: A search laid out over the register.
        question: Axes, what is shown, the limit and the position.

    Raises:
        EcosystemError: The question has no answer; the message says what to ask instead.
    """
    check_question(search, question)
    rows, columns = (_members(search, axis, question) for axis in (question.rows, question.columns))
    beyond = sum(max(0, len(axis) - MOST) for axis in (rows, columns))
    offered = _offered(search, question)
    cells = {
        row.key: {
            column.key: _cell(search, question, offered, _joined(row, column))
            for column in columns[:MOST]
        }
        for row in rows[:MOST]
    }
    register = search.ground.register
    return MatrixBriefing(
        question=question,
        on=search.ground.on,
        rows={one.key: one.name for one in rows[:MOST]},
        columns={one.key: one.name for one in columns[:MOST]},
        cells=cells,
        left_out=beyond,
        without_rate=_without_rate(search, question, [*rows[:MOST], *columns[:MOST]]),
        has_needs=register.needs is not None and not register.needs.empty,
        has_offers=register.offers is not None,
        has_firms=search.ground.firms is not None,
    )


def cell_id(question: MatrixQuestion, row: str, column: str) -> str:
    """Name a cell so that it can be kept, explained and found again.

    Examples:
        >>> cell_id(MatrixQuestion(), "finance", "1081")
        'cell:-:need=finance:region=1081'
    """
    position = question.position_id or "-"
    return f"cell:{position}:{question.rows}={row}:{question.columns}={column}"


def cell_of(search: "Search", named: str, question: MatrixQuestion) -> CellBriefing | None:
    """Open the cell of a name; ``None`` when it is not one of this position's."""
    parts = named.split(":")
    if parts[0] != "cell" or len(parts) != 4 or parts[1] != (question.position_id or "-"):  # noqa: PLR2004
        return None
    (rows, row), (columns, column) = (part.split("=", 1) for part in parts[2:])
    towns = [key for axis, key in ((rows, row), (columns, column)) if axis == "municipality"]
    asked = question.model_copy(
        update={"rows": rows, "columns": columns, "municipality_codes": tuple(towns)}
    )
    try:
        return brief_cell(search, asked, row, column)
    except EcosystemError:
        return None


def brief_cell(search: "Search", question: MatrixQuestion, row: str, column: str) -> CellBriefing:
    """Open one cell: its actors, their offers, and where each row is from.

    Raises:
        UnknownIdError: The matrix has no such row or column.
        EcosystemError: The question has no answer.
    """
    check_question(search, question)
    across = _member(search, question, question.rows, row)
    down = _member(search, question, question.columns, column)
    one = _joined(across, down)
    offered = _offered(search, question)
    where = _mask(search, one)
    axis = question.rows if question.rows in PLACES else question.columns
    place = None if one.where is None or axis == "hub" else one.key
    return CellBriefing(
        cell_id=cell_id(question, row, column),
        question=question,
        row_name=across.name,
        column_name=down.name,
        cell=_cell(search, question, offered, one),
        offers=_offer_rows(search, [o for o in offered if _is_asked(o, one)], where),
        place_code=place,
        municipality_codes=() if one.where is None else search.places(where),
        need_id=None if one.need is None else search.ground.needs[one.need],
        kind=one.kind,
    )


def _member(search: "Search", question: MatrixQuestion, axis: Axis, key: str) -> _Member:
    held = {one.key: one for one in _members(search, axis, question)}
    if key not in held:
        raise UnknownIdError.from_available(axis, key, held)
    return held[key]


def _joined(row: _Member, column: _Member) -> _Member:
    place = row if row.where is not None else column
    return _Member(
        key=place.key,
        name=place.name,
        need=column.need if row.need is None else row.need,
        where=place.where,
        kind=column.kind if row.kind is None else row.kind,
    )


def _offered(search: "Search", question: MatrixQuestion) -> list[_Offered]:
    """Every line for the position asked about, with its actor and the actor's kind."""
    asked = set(_asked(search, question))
    lines = [line for line in search.supply.all_lines if asked & set(line.positions)]
    firms = search.ground.firms
    firm_ids = set() if firms is None else set(firms.table["actor_id"])
    told = []
    for line in lines:
        actor = line.provider or line.offer_id
        kind = search.ground.kind_of(actor)
        if kind is None and actor in firm_ids:
            kind = ActorKind.FIRM.value
        told.append(_Offered(line, actor, kind))
    return told


def _asked(search: "Search", question: MatrixQuestion) -> list[int]:
    ids = search.ground.positions
    return [place for place, one in enumerate(ids) if question.position_id in {None, one}]


def _is_asked(offered: _Offered, one: _Member) -> bool:
    is_need = one.need is None or one.need in offered.line.needs
    return is_need and one.kind in {None, offered.kind}


def _mask(search: "Search", one: _Member) -> "Truths":
    return np.ones(search.ground.size, dtype=bool) if one.where is None else one.where


def _cell(
    search: "Search", question: MatrixQuestion, offered: Sequence[_Offered], one: _Member
) -> MatrixCell:
    where = _mask(search, one)
    ours = [line for line in offered if _is_asked(line, one)]
    served, actors = np.zeros(search.ground.size, dtype=bool), set()
    for held in ours:
        can = (held.line.reach == _YES) & where
        if can.any():
            actors.add(held.actor)
            served |= can
    firms = _range(search, question, where)
    value = _value(search, question, len(actors), firms)
    opened = _open_answers(search, offered, one, where, actors)
    state = _state(question, len(actors), value, is_open=bool(opened) or not where.any())
    known = [float((held.line.reach[where] <= _YES).mean()) for held in ours if where.any()]
    bare = search.places(where & ~served)
    return MatrixCell(
        actors=tuple(sorted(actors)),
        value=value,
        state=state,
        firms=firms,
        without=tuple(str(search.ground.towns.loc[code, "name"]) for code in bare),
        known=float(np.mean(known)) if known else None,
        confidence=_confidence(state, opened),
    )


def _value(
    search: "Search", question: MatrixQuestion, actors: int, firms: FirmRange | None
) -> float | None:
    if question.shown == "count":
        return float(actors)
    if firms is None or firms.firms < search.ground.limits.small_count:
        return None
    return 1000 * actors / firms.firms


def _open_answers(
    search: "Search",
    offered: Iterable[_Offered],
    one: _Member,
    where: "Truths",
    actors: set[str],
) -> set[int]:
    """Codes of the answers of other actors that are open: not known, or known too long ago.

    An actor whose kind is not recorded may be of any kind, so it leaves a kind open.
    """
    if search.ground.register.offers is None:
        return {2}
    told: set[int] = set()
    for held in offered:
        is_of_kind = one.kind is None or held.kind in {one.kind, None}
        is_of_need = one.need is None or one.need in held.line.needs
        if held.actor in actors or not (is_of_kind and is_of_need):
            continue
        reach = held.line.reach[where]
        told |= {int(code) for code in np.unique(reach[reach > _YES])}
        if one.kind is not None and held.kind is None and bool((reach == _YES).any()):
            told.add(2)
    return told


def _state(
    question: MatrixQuestion, actors: int, value: float | None, *, is_open: bool
) -> CellState:
    if not actors:
        return CellState.NO_DATA if is_open else CellState.ZERO
    if value is None:
        return CellState.NO_DATA
    return CellState.UNDER if value < question.limit else CellState.ENOUGH


def _confidence(state: CellState, opened: set[int]) -> GapConfidence | None:
    if state is CellState.ENOUGH:
        return None
    if opened == {_STALE}:
        return GapConfidence.OUT_OF_DATE
    is_sure = not opened and state is not CellState.NO_DATA
    return GapConfidence.REAL if is_sure else GapConfidence.NOT_RECORDED


def _firms_of(search: "Search", question: MatrixQuestion, where: Any) -> "list[Any] | None":  # noqa: ANN401
    """Firms of the asked positions by municipality: as meant, core alone, all connected.

    A firm of two positions is counted in each.
    """
    counts = search.ground.firm_counts
    if counts is None:
        return None
    asked = _asked(search, question)
    return [count[asked][:, where].sum(axis=0) for count in counts]


def _range(search: "Search", question: MatrixQuestion, where: "Truths") -> FirmRange | None:
    counted = _firms_of(search, question, where)
    if counted is None:
        return None
    firms, low, high = (float(one.sum()) for one in counted)
    return FirmRange(firms=firms, low=low, high=high)


def _without_rate(
    search: "Search", question: MatrixQuestion, members: Sequence[_Member]
) -> tuple[str, ...]:
    if question.shown == "count":
        return ()
    places = [one for one in members if one.where is not None]
    if not places:
        places = [_Member("-", EVERYWHERE)]
    few = search.ground.limits.small_count
    told = []
    for one in places:
        firms = _range(search, question, _mask(search, one))
        if firms is None or firms.firms < few:
            told.append(one.name[0])
    return tuple(told)


def _offer_rows(
    search: "Search", offered: Sequence[_Offered], where: "Truths"
) -> tuple[OfferRow, ...]:
    catalogue = search.ground.register.catalogue
    reach: dict[tuple[str, str], Any] = {}
    kinds = {}
    for held in offered:
        can = (held.line.reach == _YES) & where
        if can.any():
            key = held.actor, held.line.offer_id
            reach[key] = reach.get(key, np.zeros(len(where), dtype=bool)) | can
            kinds[held.actor] = held.kind
    rows = []
    for (actor, offer_id), can in reach.items():
        offer = catalogue[offer_id]
        rows.append(
            OfferRow(
                actor_id=actor,
                actor=search.ground.name_of(actor),
                kind=kinds[actor],
                offer_id=offer_id,
                name_da=offer.name_da,
                name_en=offer.name_en or offer.name_da,
                municipalities=int(can.sum()),
                source=offer.source,
                checked=offer.checked,
            )
        )
    return tuple(sorted(rows, key=lambda one: (sort_key(one.actor), one.offer_id)))
