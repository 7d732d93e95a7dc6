"""Add up where clusters' money came from, year by year, and how much of it is the EU's.

Accounts are the organisations' own, and only of those that have handed them in. Years stand
apart: who has an account differs from year to year.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class SourceFunding:
    """What one source of funding gave in a year."""

    funding_source: str
    is_eu: bool
    amount_dkk: float
    share: float | None
    """Of the year's total, 0-1; None where the total is nothing."""


@dataclass(frozen=True, slots=True)
class YearFunding:
    """The funding of the organisations that have an account of a year."""

    year: int
    actor_ids: tuple[str, ...]
    sources: tuple[SourceFunding, ...]
    """The largest first."""
    left_out: int
    """Rows under zero or without an amount: corrections, not funding."""

    @property
    def total_dkk(self) -> float:
        """All funding, in DKK."""
        return sum(source.amount_dkk for source in self.sources)

    @property
    def eu_dkk(self) -> float:
        """Funding from the EU, in DKK."""
        return sum(source.amount_dkk for source in self.sources if source.is_eu)

    @property
    def eu_share(self) -> float | None:
        """The EU's share of all funding, 0-1; None where there is no funding."""
        return min(1.0, self.eu_dkk / self.total_dkk) if self.total_dkk > 0 else None


def is_eu_source(funding_source: str, prefixes: Sequence[str]) -> bool:
    """Check whether a source of funding begins with the name of an EU source, in any case.

    Examples:
        >>> is_eu_source("Interreg Øresund", ("eu", "interreg"))
        True
        >>> is_eu_source("Region Midtjylland", ("eu", "interreg"))
        False
    """
    name = funding_source.casefold().strip()
    return name.startswith(tuple(prefix.casefold() for prefix in prefixes))


def funding_by_year(
    finances: pd.DataFrame, actor_ids: Collection[str], prefixes: Sequence[str]
) -> tuple[YearFunding, ...]:
    """Return the funding of some organisations by year, the earliest first.

    Sources that differ by case and blanks only are one.

    Args:
        finances: The register's table.
        actor_ids: The organisations that count.
        prefixes: How the name of an EU source begins.
    """
    rows = finances[finances["actor_id"].isin(list(actor_ids)) & finances["year"].notna()]
    years = sorted(rows["year"].unique())
    return tuple(_year(int(year), rows[rows["year"] == year], prefixes) for year in years)


def _year(year: int, rows: pd.DataFrame, prefixes: Sequence[str]) -> YearFunding:
    is_funding = rows["amount_dkk"] >= 0  # an unknown amount is not
    funding = rows[is_funding]
    spelling = [" ".join(str(name).split()) for name in funding["funding_source"]]
    folded = [name.casefold() for name in spelling]
    by_name = funding.assign(spelling=spelling, folded=folded).groupby("folded")
    total = float(funding["amount_dkk"].sum())
    sources = [
        _source(str(of_source["spelling"].min()), of_source["amount_dkk"].sum(), total, prefixes)
        for _, of_source in by_name
    ]
    return YearFunding(
        year=year,
        actor_ids=tuple(sorted(rows["actor_id"].unique())),
        sources=tuple(sorted(sources, key=lambda one: (-one.amount_dkk, one.funding_source))),
        left_out=int((~is_funding).sum()),
    )


def _source(name: str, amount: float, total: float, prefixes: Sequence[str]) -> SourceFunding:
    return SourceFunding(
        funding_source=name,
        is_eu=is_eu_source(name, prefixes),
        amount_dkk=float(amount),
        share=min(1.0, float(amount) / total) if total > 0 else None,
    )
