"""Recommendation 10: how much of the cluster's public money is free to be used as firms need?

The share of a basic grant in all public grants stands in for it. Where money came from is free
text: what it says is neither known as public nor as the cluster's own leaves a range.
"""

from typing import TYPE_CHECKING, Final

from ecosystem.briefings.scorecard.basis import ScorecardBasis
from ecosystem.briefings.scorecard.figures import Subject, percent
from ecosystem.model.analysis import AnalysisSettings, Interval
from ecosystem.model.scorecards import Indicator, IndicatorKey
from ecosystem.model.sentences import Sentence, Value

if TYPE_CHECKING:
    import pandas as pd

TABLES: Final = ("finances",)
BASIC: Final = (
    "basis",
    "basic",
    "grundbev",
    "grundtil",
    "driftstil",
    "klyngeprogram",
    "innovationskraft",
)
"""A source that begins with one of these, in any case, is the basic grant of a cluster."""
PUBLIC: Final = (
    *AnalysisSettings().eu_sources,
    *("stat", "ministeri", "styrelse", "kommun", "region", "erhvervsfremme", "innovationsfond"),
    *("offentlig", "public", "government", "municipal", "tilskud", "eudp", "gudp", "mudp"),
)
"""A source that begins with one of these is public."""
NOT_PUBLIC: Final = (
    *("medlem", "kontingent", "member", "salg", "sale", "privat", "private", "erhverv"),
    *("virksomhed", "firm", "fonde", "foundation", "egen", "own", "deltager", "sponsor"),
)
"""A source that begins with one of these is not public."""


def grant_indicators(basis: ScorecardBasis, actor_id: str) -> tuple[Indicator, ...]:
    """Return the share of a basic grant in the public grants of the last recorded year."""
    subject = Subject(tables=TABLES, caveat=Sentence(key="scorecard.caveat.grants"))
    key, finances = IndicatorKey.FREE_GRANT_SHARE, basis.register.finances
    if finances is None:
        return (subject.without(key, "scorecard.why.no_terms"),)
    is_past = finances["year"] <= basis.day.on.year
    rows = finances[(finances["actor_id"] == actor_id) & is_past & (finances["amount_dkk"] > 0)]
    if rows.empty:
        return (subject.not_recorded(key, Sentence(key="scorecard.why.no_finances")),)
    return (_share(subject, rows[rows["year"] == rows["year"].max()]),)


def _share(subject: Subject, rows: "pd.DataFrame") -> Indicator:
    """Return the share; what is neither public nor not makes it a range."""
    sums = rows.groupby(rows["funding_source"].map(_sort))["amount_dkk"].sum()
    basic, public, unsorted = (float(sums.get(part, 0.0)) for part in ("basic", "public", "open"))
    key, year = IndicatorKey.FREE_GRANT_SHARE, str(rows["year"].max())
    if not basic + public:
        return subject.without(key, "scorecard.why.no_public_grants", year=year)
    low, high = basic / (basic + public + unsorted), basic / (basic + public)
    names = sorted(set(rows.loc[rows["funding_source"].map(_sort) == "open", "funding_source"]))
    remark = Sentence(key="scorecard.remark.sources", values={"names": ", ".join(names)})
    values: dict[str, Value] = {"percent": percent(low), "high": percent(high), "year": year}
    is_open = percent(high) > percent(low)
    return subject.noting([remark] if names else []).figure(
        key,
        low,
        len(rows),
        values,
        "scorecard.said.free_grant_share.open" if is_open else None,
        low=low,
        high=high,
        interval=Interval.BOUNDS,
    )


def _sort(source: str) -> str:
    """Return whether a source of money is the basic grant, public, not public, or not known."""
    folded = source.casefold().strip()
    sorts = {"basic": BASIC, "public": PUBLIC, "private": NOT_PUBLIC}
    return next((sort for sort, begins in sorts.items() if folded.startswith(begins)), "open")
