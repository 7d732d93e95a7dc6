"""Answer how many actors help with which need where: the matrix that gaps are seen in.

Each of two axes is needs, regions on the day, business hubs, municipalities or kinds of actors. A
cell counts the actors whose offer the firms can use there, or tells them per 1,000 firms. It is
one of four things that never look alike: enough, under the limit, none, or no data.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from ecosystem.analysis.kleene import UNKNOWN, YES
from ecosystem.briefings.gaps.axes import (
    EVERYWHERE,
    MAX_AXIS_MEMBERS,
    PLACES,
    AxisMember,
    MatrixQuestion,
    asked_positions,
    axis_member,
    axis_members,
    check_question,
    joined,
    mask_of,
)
from ecosystem.briefings.gaps.matrix_records import (
    CellBriefing,
    CellState,
    MatrixBriefing,
    MatrixCell,
    OfferRow,
)
from ecosystem.model.closed_lists import complete
from ecosystem.model.danish import sort_key
from ecosystem.model.errors import EcosystemError
from ecosystem.model.gaps import FirmRange
from ecosystem.model.vocabulary import ActorKind, Freshness, GapConfidence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ecosystem.analysis.gaps.search import Search
    from ecosystem.analysis.gaps.supply import OfferReach
    from ecosystem.model.offers import Offer

    Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Offered:
    """One offer with the kind of actor behind it; ``None``: not recorded."""

    line: "OfferReach"
    actor: str
    kind: str | None


def brief_matrix(search: "Search", question: MatrixQuestion) -> MatrixBriefing:
    """Count the actors whose offers can be used, by two axes.

    Args:
        search: A search laid out over the register.
        question: Axes, what is shown, the limit and the position.

    Raises:
        EcosystemError: The question has no answer; the message says what to ask instead.
    """
    check_question(search, question)
    rows, columns = (
        axis_members(search, axis, question) for axis in (question.rows, question.columns)
    )
    beyond = sum(max(0, len(axis) - MAX_AXIS_MEMBERS) for axis in (rows, columns))
    offered = _offered(search, question)
    fresh = _Freshness(search)
    cells = {
        row.key: {
            column.key: _cell(fresh, question, offered, joined(row, column))
            for column in columns[:MAX_AXIS_MEMBERS]
        }
        for row in rows[:MAX_AXIS_MEMBERS]
    }
    register = search.context.register
    return MatrixBriefing(
        question=question,
        on=search.context.on,
        rows={member.key: member.name for member in rows[:MAX_AXIS_MEMBERS]},
        columns={member.key: member.name for member in columns[:MAX_AXIS_MEMBERS]},
        cells=cells,
        left_out=beyond,
        without_rate=_without_rate(
            search, question, [*rows[:MAX_AXIS_MEMBERS], *columns[:MAX_AXIS_MEMBERS]]
        ),
        has_needs=register.needs is not None and not register.needs.empty,
        has_offers=register.offers is not None,
        has_firms=search.context.firms is not None,
        rests_on_example_data=question.shown == "per_1000" and _has_examples(cells),
    )


def _has_examples(cells: dict[str, dict[str, MatrixCell]]) -> bool:
    ranges = (cell.firms for row in cells.values() for cell in row.values())
    return any(firms is not None and firms.examples > 0 for firms in ranges)


def cell_id(question: MatrixQuestion, row: str, column: str) -> str:
    """Return the id of a cell, by which it is kept, explained and found again.

    Examples:
        >>> cell_id(MatrixQuestion(), "finance", "1081")
        'cell:-:need=finance:region=1081'
    """
    position = question.position_id or "-"
    return f"cell:{position}:{question.rows}={row}:{question.columns}={column}"


def cell_of(search: "Search", identifier: str, question: MatrixQuestion) -> CellBriefing | None:
    """Open the cell of a name; ``None`` when it is not one of this position's."""
    parts = identifier.split(":")
    if parts[0] != "cell" or len(parts) != 4 or parts[1] != (question.position_id or "-"):  # noqa: PLR2004
        return None
    (rows, row), (columns, column) = (part.split("=", 1) for part in parts[2:])
    towns = [key for axis, key in ((rows, row), (columns, column)) if axis == "municipality"]
    cell_question = question.model_copy(
        update={"rows": rows, "columns": columns, "municipality_codes": tuple(towns)}
    )
    try:
        return brief_cell(search, cell_question, row, column)
    except EcosystemError:
        return None


def brief_cell(search: "Search", question: MatrixQuestion, row: str, column: str) -> CellBriefing:
    """Open one cell: its actors, their offers, and where each row is from.

    Raises:
        UnknownIdError: The matrix has no such row or column.
        EcosystemError: The question has no answer.
    """
    check_question(search, question)
    across = axis_member(search, question, question.rows, row)
    down = axis_member(search, question, question.columns, column)
    member = joined(across, down)
    offered = _offered(search, question)
    where = mask_of(search, member)
    axis = question.rows if question.rows in PLACES else question.columns
    place = None if member.where is None or axis == "hub" else member.key
    return CellBriefing(
        cell_id=cell_id(question, row, column),
        question=question,
        row_name=across.name,
        column_name=down.name,
        cell=_cell(_Freshness(search), question, offered, member),
        offers=_offer_rows(search, [o for o in offered if _is_relevant(o, member)], where),
        place_code=place,
        municipality_codes=() if member.where is None else search.places(where),
        need_id=None if member.need is None else search.context.needs[member.need],
        kind=member.kind,
    )


def _offered(search: "Search", question: MatrixQuestion) -> list[_Offered]:
    """List every offer line for the position asked about, with its actor and the actor's kind."""
    positions = set(asked_positions(search, question))
    lines = [line for line in search.supply.all_reaches if positions & set(line.positions)]
    firms = search.context.firms
    firm_ids = set() if firms is None else set(firms.table["actor_id"])
    offered = []
    for line in lines:
        actor = line.provider or line.offer_id
        kind = ActorKind.FIRM if actor in firm_ids else search.context.kind_of(actor)
        offered.append(_Offered(line, actor, None if kind is None else kind.value))
    return offered


def _is_relevant(offered: _Offered, member: AxisMember) -> bool:
    is_need = member.need is None or member.need in offered.line.needs
    return is_need and member.kind in {None, offered.kind}


def _cell(
    fresh: "_Freshness", question: MatrixQuestion, offered: Sequence[_Offered], member: AxisMember
) -> MatrixCell:
    search = fresh.search
    where = mask_of(search, member)
    relevant = [offer for offer in offered if _is_relevant(offer, member)]
    usable = [offer for offer in relevant if ((offer.line.usable == YES) & where).any()]
    reaches = [offer.line.usable == YES for offer in usable]
    unserved = where & ~np.any(reaches, axis=0) if reaches else where
    actors = {offer.actor for offer in usable}
    firms = _range(search, question, where)
    value = _value(search, question, len(actors), firms)
    is_open = _is_open(search, offered, member, where, actors)
    state = _state(question, len(actors), value, is_open=is_open)
    freshness = fresh.of(relevant)
    known_share = _known_share(relevant, where)
    towns = search.context.day.names
    return MatrixCell(
        actors=tuple(sorted(actors)),
        value=value,
        state=state,
        firms=firms,
        without=tuple(towns.municipality(code) for code in search.places(unserved)),
        known=known_share,
        confidence=_confidence(state, freshness, is_open=is_open),
        freshness=fresh.of(usable) if usable else freshness,
    )


def _known_share(relevant: Sequence[_Offered], where: "Truths") -> float | None:
    """Return the share of the answers, offer by municipality, that are known."""
    if not relevant or not where.any():
        return None
    reach = np.stack([offer.line.usable for offer in relevant])
    return float(np.mean((reach[:, where] != UNKNOWN).mean(axis=1)))


def _value(
    search: "Search", question: MatrixQuestion, actors: int, firms: FirmRange | None
) -> float | None:
    if question.shown == "count":
        return float(actors)
    if firms is None or firms.firms < search.context.limits.small_count:
        return None
    return 1000 * actors / firms.firms


def _is_open(
    search: "Search",
    offered: Iterable[_Offered],
    member: AxisMember,
    where: "Truths",
    actors: Collection[str],
) -> bool:
    """Return whether it is not known of another actor that it has an offer there or none.

    An actor whose kind is not recorded may be of any kind, so it leaves a kind open.
    """
    if search.context.register.offers is None or not where.any():
        return True
    for offer in offered:
        is_of_kind = member.kind is None or offer.kind in {member.kind, None}
        is_of_need = member.need is None or member.need in offer.line.needs
        if offer.actor in actors or not (is_of_kind and is_of_need):
            continue
        reach = offer.line.usable[where]
        is_kind_unknown = member.kind is not None and offer.kind is None
        if (reach == UNKNOWN).any() or (is_kind_unknown and (reach == YES).any()):
            return True
    return False


def _state(
    question: MatrixQuestion, actors: int, value: float | None, *, is_open: bool
) -> CellState:
    if not actors:
        return CellState.NO_DATA if is_open else CellState.ZERO
    if value is None:
        return CellState.NO_DATA
    return CellState.UNDER if value < question.limit else CellState.ENOUGH


def _confidence(
    state: CellState, freshness: Freshness | None, *, is_open: bool
) -> GapConfidence | None:
    """Return how sure a gap in a cell is: as sure as the least sure offer looked at."""
    if state is CellState.ENOUGH:
        return None
    if is_open or state is CellState.NO_DATA:
        return GapConfidence.NOT_RECORDED
    return GapConfidence.UNCONFIRMED if freshness is None else _SURE_AS[freshness]


_SURE_AS: Final = complete(
    Freshness,
    {
        Freshness.CONFIRMED: GapConfidence.REAL,
        Freshness.OUT_OF_DATE: GapConfidence.OUT_OF_DATE,
        Freshness.NEVER_CONFIRMED: GapConfidence.UNCONFIRMED,
        Freshness.NOT_RECORDED: GapConfidence.NOT_RECORDED,
    },
    name="_SURE_AS",
)


@dataclass(frozen=True, slots=True)
class _Freshness:
    """The state of the least sure of some offers; of none, of the whole table."""

    search: "Search"
    by_offers: dict[frozenset[str], Freshness | None] = field(default_factory=dict)
    """By offers: the cells of a row ask of the same."""

    def of(self, offered: Sequence[_Offered]) -> Freshness | None:
        from ecosystem.analysis.gaps.evidence import offers_freshness

        offer_ids = frozenset(offer.line.offer_id for offer in offered)
        if offer_ids not in self.by_offers:
            self.by_offers[offer_ids] = offers_freshness(self.search.context, offer_ids)
        return self.by_offers[offer_ids]


def _range(search: "Search", question: MatrixQuestion, where: "Truths") -> FirmRange | None:
    """Count the firms of the asked positions; a firm of two positions is counted in each."""
    counts = search.context.firm_counts
    if counts is None:
        return None
    parts = [counts.range(position, where) for position in asked_positions(search, question)]
    return FirmRange(
        firms=sum(part.firms for part in parts),
        low=sum(part.low for part in parts),
        high=sum(part.high for part in parts),
        examples=sum(part.examples for part in parts),
    )


def _without_rate(
    search: "Search", question: MatrixQuestion, members: Sequence[AxisMember]
) -> tuple[str, ...]:
    if question.shown == "count":
        return ()
    places = [place for place in members if place.where is not None]
    if not places:
        places = [AxisMember("-", EVERYWHERE)]
    few = search.context.limits.small_count
    names = []
    for place in places:
        firms = _range(search, question, mask_of(search, place))
        if firms is None or firms.firms < few:
            names.append(place.name[0])
    return tuple(names)


def _offer_rows(
    search: "Search", offered: Sequence[_Offered], where: "Truths"
) -> tuple[OfferRow, ...]:
    catalogue = search.context.register.catalogue
    reach: dict[tuple[str, str], Truths] = {}
    kinds = {}
    for offer_line in offered:
        can = (offer_line.line.usable == YES) & where
        if can.any():
            key = offer_line.actor, offer_line.line.offer_id
            reach[key] = reach.get(key, np.zeros(len(where), dtype=bool)) | can
            kinds[offer_line.actor] = offer_line.kind
    rows = [
        _offer_row(search, actor, kinds[actor], catalogue[offer_id], int(can.sum()))
        for (actor, offer_id), can in reach.items()
    ]
    return tuple(sorted(rows, key=lambda row: (sort_key(row.actor), row.offer_id)))


def _offer_row(
    search: "Search", actor: str, kind: str | None, offer: "Offer", municipalities: int
) -> OfferRow:
    return OfferRow(
        actor_id=actor,
        actor=search.context.name_of(actor),
        kind=kind,
        offer_id=offer.offer_id,
        name_da=offer.name_da,
        name_en=offer.name_en or offer.name_da,
        municipalities=municipalities,
        source=offer.source,
        checked=offer.checked,
    )
