"""A position's units in official statistics, one year and one edition of the industry codes."""

from datetime import date

import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.presence.counts import CODE
from ecosystem.analysis.presence.quotients import no_more_than
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import big_table, check_position, collect
from ecosystem.model.vocabulary import IndustryScheme


def statistics_by_municipality(
    day: OnDay,
    position_id: str,
    unit: str = "workplaces",
    year: int | None = None,
    scheme: IndustryScheme | None = None,
) -> pd.DataFrame:
    """Count a position's units in each municipality from ``firm_statistics``.

    Rows of one edition of the classification and one year are counted, never a mixture. An
    industry counts when its code begins with a prefix of the position, the weight of its role
    applied; an industry coarser than the prefixes cannot be split and is left out. The total is
    the row ``TOT``, else the sum of the industries. A sum with a suppressed part is not known: the
    rest of it would look like a fact.

    Args:
        day: Its register has firm_statistics and industry_positions.
        position_id: The strength position.
        unit: ``firms``, ``workplaces`` or ``jobs_fte``.
        year: ``None`` takes the latest.
        scheme: ``None`` takes the only edition of that year.

    Returns:
        Indexed by every ``municipality_code``: ``count`` and ``total``, in the unit; missing
        where the statistics have no row or a suppressed one. ``attrs`` names year, scheme, unit.

    Raises:
        NotRecordedError: A table is not recorded.
        EcosystemError: There are no statistics of that year and edition, or several editions
            stand in the year and none was chosen.
    """
    import narwhals as nw

    check_position(day.register, position_id)
    statistics = big_table(day.register, "firm_statistics", f"how many {unit} there are")
    editions = collect(statistics.select("year", "industry_scheme").unique())
    year, scheme = _edition(editions, year, scheme)
    rows = collect(
        statistics.filter(nw.col("year") == year, nw.col("industry_scheme") == scheme.value).select(
            "municipality_code", "industry_code", unit
        )
    )
    rows = rows.assign(industry_scheme=scheme.value, amount=rows[unit].astype(float))
    roles = _roles_at_end_of_year(day, rows, year)
    counted = rows.merge(roles[roles["position_id"] == position_id], on=CODE)
    counted = counted.assign(part=counted["amount"] * counted["weight"].astype(float))
    sums = pd.DataFrame({"count": _whole_sum(counted, "part"), "total": _totals(rows)})
    table = sums.reindex(pd.Index(day.places.codes, name="municipality_code"))
    table["count"] = no_more_than(table["count"], table["total"])
    table.attrs = {"year": year, "scheme": scheme.value, "unit": unit}
    return table


def _roles_at_end_of_year(day: OnDay, rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the roles of the industry codes at the end of the year of the figures."""
    membership = OnDay(day.register, date(year, 12, 31)).membership
    membership.check_industries("which industries belong to a position")
    return membership.roles_of_codes(rows)


def _edition(
    editions: pd.DataFrame, year: int | None, scheme: IndustryScheme | None
) -> tuple[int, IndustryScheme]:
    of_scheme = _of_scheme(editions, scheme)
    if year is not None:
        of_scheme = of_scheme[of_scheme["year"] == year]
    if of_scheme.empty:
        what = " ".join(str(word) for word in (scheme, year) if word is not None) or "any year"
        message = f"The register has no firm statistics of {what}."
        raise EcosystemError(message)
    latest = int(of_scheme["year"].max())
    schemes = sorted(of_scheme.loc[of_scheme["year"] == latest, "industry_scheme"].unique())
    if len(schemes) > 1:
        message = (
            f"The statistics of {latest} stand in {' and '.join(schemes)}, which cannot be "
            "compared. Say which edition to use."
        )
        raise EcosystemError(message)
    return latest, IndustryScheme(schemes[0])


def _of_scheme(editions: pd.DataFrame, scheme: IndustryScheme | None) -> pd.DataFrame:
    return editions if scheme is None else editions[editions["industry_scheme"] == scheme.value]


def _totals(rows: pd.DataFrame) -> pd.Series:
    is_total = rows["industry_code"] == "TOT"
    return _whole_sum(rows[is_total], "amount").combine_first(_whole_sum(rows[~is_total], "amount"))


def _whole_sum(rows: pd.DataFrame, column: str) -> pd.Series:
    """Sum by municipality; missing where a part is."""
    parts = rows.groupby("municipality_code")[column]
    return parts.sum(min_count=1).where(parts.count() == parts.size())


def statistics_over_time(
    day: OnDay,
    position_id: str,
    unit: str = "workplaces",
    scheme: IndustryScheme | None = None,
) -> pd.DataFrame:
    """Count a position's units over the years of ``firm_statistics``, in one edition.

    Args:
        day: Its register has firm_statistics and industry_positions.
        position_id: The strength position.
        unit: ``firms``, ``workplaces`` or ``jobs_fte``.
        scheme: Edition of the classification; ``None`` takes the only one there is.

    Returns:
        ``count`` and ``total`` as in :func:`statistics_by_municipality`, indexed by ``year`` and
        ``municipality_code``.

    Raises:
        NotRecordedError: A table is not recorded.
        EcosystemError: The years stand in several editions and none was chosen: figures on both
            sides of the break cannot be compared without weights from units coded twice.
    """
    table = big_table(day.register, "firm_statistics", f"how many {unit} there were")
    editions = collect(table.select("year", "industry_scheme").unique())
    schemes = sorted(editions["industry_scheme"].unique())
    if scheme is None and len(schemes) > 1:
        message = (
            f"The years stand in {' and '.join(schemes)}, whose figures cannot be compared in one "
            "series. Say which edition to use."
        )
        raise EcosystemError(message)
    years = {
        int(year): statistics_by_municipality(day, position_id, unit, int(year), scheme)
        for year in sorted(_of_scheme(editions, scheme)["year"].unique())
    }
    if not years:
        _edition(editions, None, scheme)
    return pd.concat(years, names=["year", "municipality_code"])
