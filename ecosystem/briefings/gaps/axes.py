"""Lay out the axes of the matrix of gaps: the question, and what a row and a column narrow it to.

An axis is needs, regions on the day, business hubs, municipalities or kinds of actors. Two axes of
places would say nothing of each other, so at most one of them is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
from pydantic import Field

from ecosystem.model.danish import sort_key
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.model.records import Record
from ecosystem.model.vocabulary import ActorKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ecosystem.analysis.gaps.search import Search

    Truths = NDArray[np.bool_]

Axis = Literal["need", "region", "hub", "municipality", "kind"]
Shown = Literal["count", "per_1000"]
Pair = tuple[str, str]
"""Danish and English name."""

PLACES: Final[frozenset[Axis]] = frozenset({"region", "hub", "municipality"})
MAX_AXIS_MEMBERS: Final = 12
"""Rows and columns that a reader can take in at once."""
EVERYWHERE: Final[Pair] = ("Hele landet", "The whole country")


class MatrixQuestion(Record):
    """What is asked of the matrix."""

    rows: Axis = "need"
    columns: Axis = "region"
    shown: Shown = "count"
    limit: float = Field(default=3, description="Fewer than this are under the limit.")
    position_id: str | None = Field(default=None, description="None takes an offer for any.")
    municipality_codes: tuple[str, ...] = Field(
        default=(), description="Of a municipality axis; none: those with the most firms."
    )


@dataclass(frozen=True, slots=True)
class AxisMember:
    """What one row or column narrows the question to."""

    key: str
    name: Pair
    need: int | None = None
    where: "Truths | None" = None
    kind: str | None = None


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
    if len(question.municipality_codes) > MAX_AXIS_MEMBERS:
        count = len(question.municipality_codes)
        message = f"{count} municipalities are chosen. Choose {MAX_AXIS_MEMBERS}."
        raise EcosystemError(message)
    for code in question.municipality_codes:
        if code not in search.context.codes:
            kind = "municipality"
            raise UnknownIdError.from_available(kind, code, search.context.codes)


def axis_members(search: "Search", axis: Axis, question: MatrixQuestion) -> list[AxisMember]:
    """List the rows or columns of an axis, in the order they are read in."""
    ground = search.context
    match axis:
        case "need":
            return [
                AxisMember(need_id, search.need_names[need_id], need=place)
                for place, need_id in enumerate(ground.needs)
            ]
        case "kind":
            return [AxisMember(kind, (kind, kind), kind=kind) for kind in _kinds(search)]
        case "municipality":
            return _towns(search, question)
        case _:
            places = ground.day.places
            of = places.region_of if axis == "region" else places.hub_of
            regions = ground.day.names.regions if axis == "region" else {}
            names = {key: regions.get(key) or ground.name_of(key) for key in set(of.values())}
            return [
                AxisMember(key, (names[key], names[key]), where=_where(search, of, key))
                for key in sorted(names, key=lambda key: sort_key(names[key]))
            ]


def _kinds(search: "Search") -> list[str]:
    kinds = set(search.context.supporters["kind"].dropna())
    return [kind.value for kind in ActorKind if kind.value in kinds]


def _where(search: "Search", of: Mapping[str, str], key: str) -> "Truths":
    return np.array([of.get(code) == key for code in search.context.codes], dtype=bool)


def _towns(search: "Search", question: MatrixQuestion) -> list[AxisMember]:
    """Take the chosen municipalities; without a choice those with the most firms."""
    ground, positions = search.context, asked_positions(search, question)
    names = {code: ground.day.names.municipality(code) for code in ground.codes}
    codes = list(question.municipality_codes)
    if not codes:
        counts = ground.firm_counts
        firms = np.zeros(ground.size) if counts is None else counts.standard[positions].sum(axis=0)
        many = dict(zip(ground.codes, firms.tolist(), strict=True))
        codes = sorted(names, key=lambda code: (-many.get(code, 0), sort_key(names[code])))[
            :MAX_AXIS_MEMBERS
        ]
    ordered = sorted(codes, key=lambda code: sort_key(names[code]))
    every = np.array(ground.codes)
    return [AxisMember(c, (names[c], names[c]), where=every == c) for c in ordered]


def axis_member(search: "Search", question: MatrixQuestion, axis: Axis, key: str) -> AxisMember:
    """Return one row or column of an axis.

    Raises:
        UnknownIdError: The axis has no such row or column.
    """
    members = {member.key: member for member in axis_members(search, axis, question)}
    if key not in members:
        raise UnknownIdError.from_available(axis, key, members)
    return members[key]


def joined(row: AxisMember, column: AxisMember) -> AxisMember:
    """Return what a cell narrows the question to: what its row and its column do together."""
    place = row if row.where is not None else column
    return AxisMember(
        key=place.key,
        name=place.name,
        need=column.need if row.need is None else row.need,
        where=place.where,
        kind=column.kind if row.kind is None else row.kind,
    )


def asked_positions(search: "Search", question: MatrixQuestion) -> list[int]:
    """List the places of the positions asked about in the search; without a choice all of them."""
    ids = search.context.positions
    return [
        place
        for place, position_id in enumerate(ids)
        if question.position_id in {None, position_id}
    ]


def mask_of(search: "Search", member: AxisMember) -> "Truths":
    """Mark the municipalities of a row, column or cell; without a place all of them."""
    return np.ones(search.context.size, dtype=bool) if member.where is None else member.where
