"""Where clusters' money came from, year by year, and the EU's share of it (S5)."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.statements import (
    Frame,
    answer,
    chained,
    not_recorded,
    note,
    percent,
)
from ecosystem.model.analysis import Part, PartAnswer, PartState, Statement
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.analysis.funding import YearFunding

_TABLES: Final = ("finances", "actors")
_FRAME: Final = Frame(
    id="S5",
    part=Part.FUNDING,
    caveat=Sentence(key="analysis.funding.caveat"),
    tables=(*_TABLES, "actor_positions"),
    published=Sentence(key="analysis.funding.published"),
)


class FundingSource(Record):
    """What one source of funding gave in a year."""

    funding_source: str
    is_eu: bool
    amount_dkk: float
    share: float | None = Field(description="Of the year's total, 0-1.")


class FundingYear(Record):
    """Funding of the clusters that have an account of a year."""

    year: int
    organisations: int
    clusters: int = Field(description="Clusters that were or may have been there that year.")
    actor_ids: tuple[str, ...] = Field(description="Organisations with an account.")
    total_dkk: float
    eu_dkk: float
    eu_share: float | None = Field(description="0-1; null: a year without funding.")
    sources: tuple[FundingSource, ...]


class FundingContent(Record):
    """The part funding."""

    years: tuple[FundingYear, ...]


def part_answer(basis: ThemeBasis) -> PartAnswer:
    """Return the EU's share of clusters' funding: every year apart, the latest in words."""
    from ecosystem.analysis.cluster_projects import clusters
    from ecosystem.analysis.funding import funding_by_year

    finances = basis.register.finances
    if finances is None or basis.lacking(*_TABLES):
        return not_recorded([_FRAME], basis.lacking(*_TABLES))
    every = clusters(basis.register)
    examples = example_ids(basis, every["actor_id"])
    counted = _counted(finances, every["actor_id"], examples)
    years = funding_by_year(finances, counted, basis.settings.eu_sources)
    asked = [year for year in years if _is_asked(basis, year.year)]
    records = tuple(_record(basis, every, year) for year in asked)
    content = FundingContent(years=records)
    if not asked:
        return answer([_FRAME.without(PartState.NO_BASIS, _no_year(years))], content)
    is_example = bool(examples.intersection(counted))
    return answer([_statement(asked, records, is_example=is_example)], content)


def example_ids(basis: ThemeBasis, actor_ids: "pd.Series[str]") -> frozenset[str]:
    """Return which of some actors that are no firms are example data."""
    supporters = basis.day.actors.supporters
    is_example = supporters["is_synthetic"].fillna(value=False).astype(bool)
    return frozenset(supporters.index[is_example & supporters.index.isin(actor_ids)])


def _counted(
    finances: "pd.DataFrame", cluster_ids: "pd.Series[str]", examples: frozenset[str]
) -> frozenset[str]:
    """Return the clusters with an account; example ones only where there are no others."""
    with_account = frozenset(finances["actor_id"]).intersection(cluster_ids)
    return with_account - examples or with_account


def _is_asked(basis: ThemeBasis, year: int) -> bool:
    """Return whether a year lies in a period asked for; without one every year does."""
    from ecosystem.analysis.cluster_lives import period_days

    periods = [period_days(period) for period in basis.parameters.periods]
    return not periods or any(
        days is not None and days.first.year <= year <= days.last.year for days in periods
    )


def _record(basis: ThemeBasis, clusters: "pd.DataFrame", year: "YearFunding") -> FundingYear:
    return FundingYear(
        year=year.year,
        organisations=len(year.actor_ids),
        clusters=len(_possible(basis, clusters, year.year, year.actor_ids)),
        actor_ids=year.actor_ids,
        total_dkk=year.total_dkk,
        eu_dkk=year.eu_dkk,
        eu_share=year.eu_share,
        sources=tuple(
            FundingSource(
                funding_source=source.funding_source,
                is_eu=source.is_eu,
                amount_dkk=source.amount_dkk,
                share=source.share,
            )
            for source in year.sources
        ),
    )


def _possible(
    basis: ThemeBasis, clusters: "pd.DataFrame", year: int, with_account: Collection[str]
) -> frozenset[str]:
    """Return the clusters that were there in a year, or of which nothing says they were not."""
    from ecosystem.analysis.cluster_lives import clusters_there, period_days

    of_year = clusters_there(
        clusters, basis.day.membership.roles_ever, period_days(str(year)), with_account
    )
    return of_year.there | of_year.unknown


# S5 in words.


def _no_year(years: "tuple[YearFunding, ...]") -> Sentence:
    """Return that there is no account to add up: none at all, or none of the period asked for."""
    if not years:
        return Sentence(key="analysis.funding.none")
    known = ", ".join(str(year.year) for year in years)
    return Sentence(key="analysis.funding.other_years", values={"known": known})


def _statement(
    years: "list[YearFunding]", records: tuple[FundingYear, ...], *, is_example: bool
) -> Statement:
    """Return the EU's share of the latest year; the other years stand in the table."""
    latest, last = records[-1], years[-1]
    others = ", ".join(str(record.year) for record in records[:-1])
    frame = _FRAME.about(year=str(latest.year)).noting(
        _coverage(latest),
        Sentence(key="analysis.funding.years", values={"years": others}) if others else None,
        note("analysis.funding.left_out", last.left_out),
    )
    if latest.eu_share is None:
        year = str(latest.year)
        nothing = Sentence(key="analysis.funding.nothing", values={"year": year})
        return frame.without(PartState.NO_BASIS, nothing)
    sentence = chained(_share_of(latest), _eu_sources(latest))
    marked = sentence.model_copy(update={"is_example": is_example})
    return frame.counted(marked, latest.eu_share, "share", latest.organisations)


def _share_of(year: FundingYear) -> Sentence:
    return Sentence(
        key="analysis.funding.s5",
        values={
            "year": str(year.year),
            "organisations": year.organisations,
            "total": round(year.total_dkk),
            "eu": round(year.eu_dkk),
            "percent": percent(year.eu_share),
        },
    )


def _coverage(year: FundingYear) -> Sentence:
    values = {"organisations": year.organisations, "clusters": year.clusters}
    return Sentence(key="analysis.funding.coverage", values=dict(values))


def _eu_sources(year: FundingYear) -> Sentence | None:
    """Return which sources count as the EU's, so that the reader can tell."""
    names = "; ".join(source.funding_source for source in year.sources if source.is_eu)
    return Sentence(key="analysis.funding.eu_sources", values={"names": names}) if names else None
