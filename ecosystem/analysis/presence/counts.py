"""How many firms a strength position has, in the three cuts, municipality by municipality.

Firms are added up by cells of municipality and industry code, so that a country of hundreds of
thousands of firms is counted in one reading; only firms with a tie are looked at one by one.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from ecosystem.analysis.day import FirmCount, OnDay
from ecosystem.model.register import check_position, collect
from ecosystem.model.vocabulary import IndustryRole, MemberEvidence

COUNTS: Final = ("firms", "firms_low", "firms_high", "firms_weighted", "firms_split")
FOUND: Final = ("found_by_code", "found_by_tie", "found_by_both")
CODE: Final = ["industry_scheme", "industry_code"]
_PAIR: Final = ["actor_id", "position_id"]
_NOWHERE: Final = ""
"""Stands for the municipality of a firm of which none is recorded."""


class FirmsLeftOut(NamedTuple):
    """Active firms of the register that could not be counted somewhere, or not by their code."""

    without_municipality: int
    without_industry: int


@dataclass(frozen=True, eq=False)
class PositionFirms:
    """The firms of every strength position on a day, counted once and asked by position."""

    day: OnDay

    @cached_property
    def by_position(self) -> pd.DataFrame:
        """Count the firms of every position in every municipality.

        Returns:
            Indexed by (``position_id``, ``municipality_code``), also where there is none.
            ``firms``: core and related firms and those with a tie; ``firms_low``: core firms and
            those with a tie; ``firms_high``: enabling ones too; ``firms_weighted``: weights of
            ``industry_positions`` added, a tie counts 1; ``firms_split``: the same, each firm's
            weights made to add to 1 over its positions; ``found_by_code``, ``found_by_tie``,
            ``found_by_both``: of ``firms``, by what; the first and the last are missing when the
            register has no industry_positions; ``all_firms``: firms of any industry. All missing
            when the register records no firms.

        Raises:
            NotRecordedError: The register has no positions or no municipalities.
        """
        codes = self.day.places.codes
        cells_of_all = pd.MultiIndex.from_product(
            [self.day.membership.position_ids, codes], names=["position_id", "municipality_code"]
        )
        if not self.day.actors.has_firms:
            return pd.DataFrame(np.nan, index=cells_of_all, columns=[*COUNTS, *FOUND, "all_firms"])
        table = self._counted.reindex(cells_of_all, fill_value=0.0)[[*COUNTS, *FOUND]]
        cells = self.day.actors.firm_cells.groupby("municipality_code")["count"].sum()
        all_firms = cells.reindex(codes, fill_value=0).astype(float)
        table["all_firms"] = all_firms.reindex(cells_of_all.get_level_values(1)).to_numpy()
        return self._without_codes(table)

    def by_municipality(self, position_id: str) -> pd.DataFrame:
        """Return the firms of one position, indexed by all municipalities, ascending.

        Raises:
            UnknownIdError: The register has no such position.
            NotRecordedError: The register has no municipalities.
        """
        check_position(self.day.register, position_id)
        return _of_position(self.by_position, position_id)

    def count(self, position_id: str) -> FirmCount | None:
        """Count the firms of a position in the three cuts, wherever they are.

        The numbers are those of ``day.membership.counts``; ``None``: no firms are recorded.

        Raises:
            UnknownIdError: The register has no such position.
        """
        check_position(self.day.register, position_id)
        if not self.day.actors.has_firms:
            return None
        counts = self._of(position_id)
        total = counts.sum()
        return FirmCount(
            firms=int(total["firms"]),
            narrow=int(total["firms_low"]),
            broad=int(total["firms_high"]),
            without_municipality=int(counts["firms"].get(_NOWHERE, 0)),
            is_members_only=bool(0 < total["firms"] == total["by_membership_alone"]),
        )

    def examples(self, position_id: str) -> pd.Series:
        """Count the example firms of a position in every municipality that has one.

        Indexed by ``municipality_code``, empty where none is recorded; nothing where the register
        has no example data.
        """
        import narwhals as nw

        if not self.day.register.is_synthetic or not self.day.actors.has_firms:
            return pd.Series(dtype="int64")
        is_example = nw.col("is_synthetic").fill_null(value=False)
        is_firm_of = self.day.membership.is_firm_of(position_id)
        examples = self.day.actors.firms().filter(is_firm_of, is_example)
        counts = collect(examples.group_by("municipality_code").agg(n=nw.len()))
        return counts.set_index(counts["municipality_code"].fillna(_NOWHERE))["n"].astype("int64")

    def found(self, position_id: str) -> pd.Series:
        """Count what found the firms of a position, wherever they are: ``FOUND``, as one row."""
        if not self.day.actors.has_firms:
            return pd.Series(np.nan, index=list(FOUND))
        sums = self._of(position_id)[list(FOUND)].sum().to_frame().T
        return self._without_codes(sums).iloc[0]

    def _of(self, position_id: str) -> pd.DataFrame:
        """Return the counts of a position by municipality, those of no municipality among them."""
        return _of_position(self._counted, position_id)

    def _without_codes(self, table: pd.DataFrame) -> pd.DataFrame:
        """Leave open what codes found where nobody says which industries are of a position."""
        if "industry_positions" not in self.day.membership.not_recorded:
            return table
        return table.assign(found_by_code=np.nan, found_by_both=np.nan)

    @cached_property
    def _counted(self) -> pd.DataFrame:
        cells = self._cells_by_role()
        tied = self._tied_by_role()
        return _add_up(pd.concat([cells, tied], ignore_index=True))

    def _cells_by_role(self) -> pd.DataFrame:
        """Return a row a municipality, industry and position, with the share each position has."""
        cells = self.day.actors.firm_cells.merge(self._roles, on=CODE)
        return cells.assign(is_coded=True, is_tied=False, is_member_alone=False)

    @cached_property
    def _roles(self) -> pd.DataFrame:
        """Return the roles of codes, with the part of a firm that each position has."""
        roles = self.day.membership.code_roles
        total = roles.groupby(CODE)["weight"].transform("sum")
        return roles.assign(split=(roles["weight"] / total.where(total > 0)).fillna(0.0))

    def _tied_by_role(self) -> pd.DataFrame:
        """Correct the counts by code for firms with a tie: one row a tied firm and position.

        Such a firm was counted under its code's role, if any; the row takes that back (count -1)
        and a second one counts it as tied.
        """
        ties = self.day.membership.ties
        is_member = ties["evidence"] == MemberEvidence.MEMBERSHIP.value
        pairs = ties.assign(is_member_alone=is_member).groupby(_PAIR)["is_member_alone"].all()
        columns = ["actor_id", "municipality_code", *CODE]
        firms = self.day.actors.firms_among(pairs.index.unique("actor_id"), columns)
        tied = pairs.reset_index().merge(firms, on="actor_id")
        tied = tied.merge(self._roles, on=[*CODE, "position_id"], how="left")
        is_coded = tied["role"].notna()
        back = tied[is_coded].assign(count=-1, is_coded=True, is_tied=False, is_member_alone=False)
        ahead = tied.assign(
            count=1,
            weight=1.0,
            split=tied["split"].where(is_coded, 1.0),
            is_coded=is_coded,
            is_tied=True,
            is_member_alone=tied["is_member_alone"].astype(bool) & ~is_coded,
        )
        return pd.concat([back, ahead], ignore_index=True)


def firms_of_every_position(day: OnDay) -> pd.DataFrame:
    """Count the firms of every strength position in each municipality.

    See :attr:`PositionFirms.by_position`.
    """
    return PositionFirms(day).by_position


def firms_by_municipality(day: OnDay, position_id: str) -> pd.DataFrame:
    """Count the firms of one strength position in each municipality.

    See :attr:`PositionFirms.by_position` and :meth:`PositionFirms.by_municipality`.
    """
    return PositionFirms(day).by_municipality(position_id)


def firms_left_out(day: OnDay) -> FirmsLeftOut | None:
    """Count active firms without a municipality, and those without an industry.

    Returns:
        The two counts; ``None`` where no firms are recorded.
    """
    if not day.actors.has_firms:
        return None
    cells = day.actors.firm_cells
    is_missing = cells[["municipality_code", "industry_code"]].isna()
    missing = is_missing.mul(cells["count"], axis=0).sum()
    return FirmsLeftOut(int(missing["municipality_code"]), int(missing["industry_code"]))


def _of_position(table: pd.DataFrame, position_id: str) -> pd.DataFrame:
    is_own = table.index.get_level_values("position_id") == position_id
    return table[is_own].droplevel("position_id")


def _add_up(rows: pd.DataFrame) -> pd.DataFrame:
    """Add up the counts of each position and municipality, and of no municipality."""
    is_tied, is_coded = rows["is_tied"].astype(bool), rows["is_coded"].astype(bool)
    is_core = rows["role"] == IndustryRole.CORE.value
    is_near = is_core | (rows["role"] == IndustryRole.RELATED.value)
    count = rows["count"].astype(float)
    counted = pd.DataFrame(
        {
            "position_id": rows["position_id"],
            "municipality_code": rows["municipality_code"].fillna(_NOWHERE),
            "firms": count.where(is_tied | is_near, 0.0),
            "firms_low": count.where(is_tied | is_core, 0.0),
            "firms_high": count,
            "firms_weighted": count * rows["weight"].astype(float),
            "firms_split": count * rows["split"].astype(float),
            "found_by_code": count.where(~is_tied & is_near, 0.0),
            "found_by_tie": count.where(is_tied & ~is_coded, 0.0),
            "found_by_both": count.where(is_tied & is_coded, 0.0),
            "by_membership_alone": count.where(rows["is_member_alone"].astype(bool), 0.0),
        }
    )
    return counted.groupby(["position_id", "municipality_code"]).sum()
