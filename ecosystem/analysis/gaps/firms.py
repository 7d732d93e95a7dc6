"""The firms of a day in arrays: facts, municipality, and the positions they are of.

Who is of a position is answered by ``day.membership`` alone; here its answer is laid out in pairs
of a firm and a position, so that all municipalities and positions are counted at once.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from ecosystem.analysis.day import ROLES_OF, OnDay
from ecosystem.model.gaps import FirmRange
from ecosystem.model.register import collect
from ecosystem.model.vocabulary import FirmCut, MemberRole

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Truths = NDArray[np.bool_]

FACTS: Final = (
    "actor_id",
    "name",
    "cvr",
    "municipality_code",
    "industry_code",
    "industry_scheme",
    "legal_form",
    "founded",
    "employees",
    "turnover_dkk",
    "balance_dkk",
    "is_synthetic",
)
"""What the register may know of a firm and criteria ask for, and whether it is example data."""
_CODE: Final = ["industry_scheme", "industry_code"]
_PAIR: Final = ["firm", "position"]


class FirmCells(NamedTuple):
    """Firms by position (rows) and municipality (columns), in the three cuts."""

    standard: "Floats"
    narrow: "Floats"
    broad: "Floats"
    examples: "Floats"
    """Of ``standard``: example firms."""

    def range(self, position: int, where: "Truths") -> FirmRange:
        """Count the firms of a position in some municipalities."""
        firms, low, high, examples = (float(cells[position][where].sum()) for cells in self)
        return FirmRange(firms=firms, low=low, high=high, examples=examples)


@dataclass(frozen=True, eq=False)
class Firms:
    """Every firm that is there on the day: its facts, where it is, which positions it is of."""

    table: pd.DataFrame
    """``FACTS`` and ``positions`` (ids in the standard cut with ; between; empty text: none)."""
    municipality: "Integers"
    """Number of its municipality, -1 where it is not recorded."""
    pair_firm: "Integers"
    """Firm of each pair of a firm and a position it is of, in the broad cut."""
    pair_position: "Integers"
    pair_is_narrow: "Truths"
    pair_is_standard: "Truths"
    shape: tuple[int, int]
    """Number of positions and of municipalities."""

    @cached_property
    def is_example(self) -> "Truths":
        """Which firms are example data."""
        marked = self.table["is_synthetic"].astype("boolean").fillna(value=False)
        return marked.to_numpy(dtype=bool)

    @cached_property
    def examples(self) -> frozenset[str]:
        """Ids of the firms that are example data."""
        return frozenset(self.table.loc[self.is_example, "actor_id"])

    @cached_property
    def counts(self) -> FirmCells:
        """All firms by position and municipality."""
        return self.cells(np.ones(len(self.pair_firm), dtype=bool))

    def cells(self, is_counted: "Truths") -> FirmCells:
        """Count chosen pairs by position and municipality.

        Args:
            is_counted: Which pairs of a firm and a position count.
        """
        standard = is_counted & self.pair_is_standard
        return FirmCells(
            standard=self._count(standard),
            narrow=self._count(is_counted & self.pair_is_narrow),
            broad=self._count(is_counted),
            examples=self._count(standard & self.is_example[self.pair_firm]),
        )

    def standard(self, is_counted: "Truths") -> "Floats":
        """Count chosen pairs in the standard cut alone, by position and municipality."""
        return self._count(is_counted & self.pair_is_standard)

    def _count(self, is_counted: "Truths") -> "Floats":
        positions, places = self.shape
        where = self.municipality[self.pair_firm]
        placed = is_counted & (where >= 0)
        cells = self.pair_position[placed] * places + where[placed]
        counted = np.bincount(cells, minlength=positions * places)
        return counted.reshape(positions, places).astype(float)

    def range(self, position: int) -> FirmRange:
        """Count the firms of a position, those without a municipality too."""
        is_own = self.pair_position == position
        standard = is_own & self.pair_is_standard
        return FirmRange(
            firms=float(standard.sum()),
            low=float((is_own & self.pair_is_narrow).sum()),
            high=float(is_own.sum()),
            examples=float((standard & self.is_example[self.pair_firm]).sum()),
        )

    def of_any(self, positions: tuple[int, ...]) -> "Integers":
        """List the firms of some positions in the standard cut, each once; of all, every firm."""
        if len(positions) == self.shape[0]:
            return np.arange(len(self.table))
        is_own = np.isin(self.pair_position, positions) & self.pair_is_standard
        return np.unique(self.pair_firm[is_own])

    def of(self, position: int) -> "Integers":
        """List the firms of a position in the standard cut, by their place in the table."""
        firm_rows: Integers = self.pair_firm[
            (self.pair_position == position) & self.pair_is_standard
        ]
        return firm_rows


def firms_on_day(day: OnDay, positions: tuple[str, ...]) -> Firms | None:
    """Return the firms of a day in arrays; ``None``: no firm is recorded on any day."""
    if not day.actors.has_firms:
        return None
    return with_positions(day, collect(day.actors.firms().select(*FACTS)), positions)


def with_positions(day: OnDay, table: pd.DataFrame, positions: tuple[str, ...]) -> Firms:
    """Return the firms in arrays, paired with the positions they are of on the day.

    Args:
        day: Whose membership counts.
        table: ``FACTS`` of the firms.
        positions: Every strength position, in the order that numbers them.
    """
    pairs = _pairs(day, table, positions)
    codes = pd.Index(day.places.codes)
    return Firms(
        table=table.assign(positions=_joined_positions(pairs, positions, len(table))),
        municipality=np.asarray(codes.get_indexer(pd.Index(table["municipality_code"]))),
        pair_firm=pairs["firm"].to_numpy(dtype=np.int64),
        pair_position=pairs["position"].to_numpy(dtype=np.int64),
        pair_is_narrow=pairs["is_narrow"].to_numpy(dtype=bool),
        pair_is_standard=pairs["is_standard"].to_numpy(dtype=bool),
        shape=(len(positions), len(codes)),
    )


def _pairs(day: OnDay, table: pd.DataFrame, positions: tuple[str, ...]) -> pd.DataFrame:
    """Pair each firm with its positions, by industry code and by tie, each pair once."""
    firm = table[_CODE].assign(firm=np.arange(len(table)))
    by_code = firm.merge(day.membership.code_roles, on=_CODE)[["firm", "position_id", "role"]]
    number = pd.Series(np.arange(len(table)), index=pd.Index(table["actor_id"]))
    ties = day.membership.tied_pairs
    tied = ties.assign(firm=ties["actor_id"].map(number), role=MemberRole.TIE.value)
    tables = [by_code, tied.dropna(subset=["firm"])[["firm", "position_id", "role"]]]
    every = pd.concat([pairs for pairs in tables if len(pairs)] or tables[:1], ignore_index=True)
    every = every.assign(
        position=pd.Index(positions).get_indexer(pd.Index(every["position_id"])),
        is_narrow=every["role"].isin(ROLES_OF[FirmCut.NARROW]),
        is_standard=every["role"].isin(ROLES_OF[FirmCut.STANDARD]),
    )
    of_position = every[every["position"] >= 0].astype({"firm": np.int64})
    best = of_position.groupby(_PAIR, as_index=False)[["is_narrow", "is_standard"]].max()
    return best.astype({"is_narrow": bool, "is_standard": bool})


def _joined_positions(pairs: pd.DataFrame, positions: tuple[str, ...], firms: int) -> list[str]:
    """Write each firm's positions with ; between; empty text for one known to have none."""
    standard = pairs[pairs["is_standard"]].sort_values(_PAIR)
    ids: list[list[str]] = [[] for _ in range(firms)]
    numbers = standard["firm"].tolist(), standard["position"].tolist()
    for firm, position in zip(*numbers, strict=True):
        ids[firm].append(positions[position])
    return [";".join(position_ids) for position_ids in ids]
