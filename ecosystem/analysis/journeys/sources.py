"""Which sources tell of the same organisations: participations of all of them, by CVR number."""

from typing import TYPE_CHECKING, Final

import narwhals as nw
import pandas as pd

from ecosystem.analysis.journeys.events import EventChoice, observed_rows
from ecosystem.model.register import Register, collect

if TYPE_CHECKING:
    from ecosystem.model.register import LazyTable

MOST_PAIRED: Final = 10
"""Of the sources with most participations, so many are compared in pairs."""

_KEY: Final = ("organisation", "has_cvr", "source", "undertaking")


def linked_rows(register: Register) -> "tuple[LazyTable, bool]":
    """Return one row an organisation, source, and project or use of an offer.

    Args:
        register: Its participations, and the leads of its projects.

    Returns:
        ``organisation, has_cvr, source, undertaking, start`` of what is observed, else of examples;
        and whether they are examples.

    Raises:
        NotRecordedError: The register records no actors, or neither projects nor participations.
    """
    rows, is_example = observed_rows(register, EventChoice(is_firms_only=False))
    return rows.once_by(_KEY), is_example


def source_counts(rows: "LazyTable") -> pd.DataFrame:
    """Count participations and organisations by source.

    Returns:
        ``source, participations, organisations, with_cvr`` (participations whose organisation has
        a CVR number), ``first, last`` (start days), the largest source first.
    """
    by_organisation = rows.group_by("source", "organisation").agg(
        participations=nw.len(),
        with_cvr=nw.col("has_cvr").cast(nw.Int64).sum(),
        first=nw.col("start").min(),
        last=nw.col("start").max(),
    )
    counts = by_organisation.group_by("source").agg(
        nw.col("participations", "with_cvr").sum(),
        organisations=nw.len(),
        first=nw.col("first").min(),
        last=nw.col("last").max(),
    )
    order = ["participations", "source"]
    return collect(counts).sort_values(order, ascending=[False, True], ignore_index=True)


def organisations_by_sources(rows: "LazyTable") -> pd.DataFrame:
    """Count the organisations with a CVR number by how many sources they stand in.

    Returns:
        ``sources, organisations``.
    """
    each = _with_number(rows).group_by("organisation").agg(sources=nw.len())
    return collect(each.group_by("sources").agg(organisations=nw.len()))


def pair_counts(rows: "LazyTable", sources: "list[str]") -> pd.DataFrame:
    """Count the organisations that two sources share, by CVR number; pairs without one too.

    Returns:
        ``a, b, organisations_in_both``, in the order of the sources.
    """
    numbered = _with_number(rows).filter(nw.col("source").is_in(sources))
    left = numbered.select("organisation", a=nw.col("source"))
    both = left.join(numbered.select("organisation", b=nw.col("source")), on="organisation")
    counted = collect(
        both.filter(nw.col("a") < nw.col("b")).group_by("a", "b").agg(n=nw.len())
    ).itertuples(index=False, name=None)
    shared = {frozenset((a, b)): int(n) for a, b, n in counted}
    pairs = [(a, b) for place, a in enumerate(sources) for b in sources[place + 1 :]]
    return pd.DataFrame(
        [(a, b, shared.get(frozenset((a, b)), 0)) for a, b in pairs],
        columns=["a", "b", "organisations_in_both"],
    )


def _with_number(rows: "LazyTable") -> "LazyTable":
    return rows.filter(nw.col("has_cvr")).select("organisation", "source").unique()
