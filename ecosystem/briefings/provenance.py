"""Where the rows of a register come from, how sure they are, and what is not settled.

Every table is counted alike: rows that name a page or a register, rows that rest on somebody's own
knowledge or judgement, rows with the day of a check, how sure their source is, and what the check
is worth on a day. Example data is counted apart. A table that is not recorded is left out.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from pydantic import Field

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.records import count_rows, records
from ecosystem.model.offers import AllOf, AnyOf, Criterion
from ecosystem.model.records import Record
from ecosystem.model.register import Register, collect
from ecosystem.model.shelf_lives import SORT_OF_TABLE
from ecosystem.model.tables import TABLES
from ecosystem.model.vocabulary import Freshness, SourceConfidence

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.model.register import LazyTable

OWN_KNOWLEDGE: Final = (
    r"(?i)\b(?:almen viden|vurdering|egen|common knowledge|own|judgement|judgment)\b"
)
"""What a source without an address says of itself when it is nobody's page or register."""
ADDRESS: Final = "://"
OTHER_SOURCE: Final = "Anden kilde:"
"""How a note begins whose row was seen with others than the provider alone."""
COLUMNS_TO_ACT_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "actors": ("cvr", "website", "mailbox", "telephone"),
    "offers": ("url", "next_step", "area"),
}
"""Columns whose empty cells keep an adviser from acting, by table; both tables have kinds."""


class TableProvenance(Record):
    """What the rows of one table rest on."""

    table: str
    rows: int = Field(description="Rows that are no example data; the other counts are of these.")
    examples: int
    sourced: int = Field(description="Rows whose source is a page or a register.")
    own: int = Field(description="Rows that rest on own knowledge or judgement alone.")
    checked: int = Field(description="Rows with the day of a check.")
    high: int
    medium: int
    low: int
    unrated: int = Field(description="Rows that do not say how sure their source is.")
    confirmed: int | None = Field(description="None: no shelf life is stated for such rows.")
    out_of_date: int | None
    never_confirmed: int
    with_other_source: int = Field(
        description="Rows that were seen with others than the provider alone."
    )


class FilledColumn(Record):
    """How many rows of one kind have a cell in a column; example data is left out."""

    table: str
    kind: str | None = Field(description="None: the kind is not recorded.")
    column: str
    rows: int
    filled: int


class UnsettledCriterion(Record):
    """A criterion that sources contradict each other about, or that none states plainly."""

    offer_id: str
    name_da: str
    name_en: str
    note_da: str | None
    note_en: str | None


class OtherSource(Record):
    """A row that was seen with others than the provider alone."""

    table: str
    key: str
    note: str


class ProvenanceBriefing(Record):
    """What a register rests on, on a day."""

    label: str
    on: date
    tables: tuple[TableProvenance, ...] = Field(description="Recorded tables, in their order.")
    filled: tuple[FilledColumn, ...]
    unsettled: tuple[UnsettledCriterion, ...] = Field(description="By offer_id.")
    other_sources: tuple[OtherSource, ...]

    def count(self, figure: str) -> int:
        """Return a figure of :class:`TableProvenance` over all tables."""
        return sum(getattr(table, figure) or 0 for table in self.tables)


def brief_provenance(
    register: Register, on: date, *, day: OnDay | None = None
) -> ProvenanceBriefing:
    """Count what the rows of every recorded table rest on.

    Args:
        register: The register; large tables are counted where they lie.
        on: The day on which checks are judged.
        day: The register on the day, where it has been made already.
    """
    day = day or OnDay(register, on)
    recorded = [real for name in TABLES if (real := _recorded(register, name)) is not None]
    return ProvenanceBriefing(
        label=register.label,
        on=on,
        tables=tuple(_counted(day, real) for real in recorded),
        filled=tuple(column for real in recorded for column in _filled(real)),
        unsettled=tuple(_unsettled(register)),
        other_sources=tuple(row for real in recorded for row in _other_sources(real)),
    )


class _Recorded(NamedTuple):
    """A recorded table: its rows that are no example data, and how many are."""

    name: str
    real: "LazyTable"
    examples: int


def _recorded(register: Register, name: str) -> _Recorded | None:
    import narwhals as nw

    rows = getattr(register, name, None)
    if rows is None or (name == "actor_positions" and register.is_drawn):
        return None
    table = rows if isinstance(rows, nw.LazyFrame) else nw.from_native(rows).lazy()
    if "is_synthetic" not in TABLES[name].columns:
        return _Recorded(name, table, 0)
    is_example = nw.col("is_synthetic").fill_null(value=False)
    return _Recorded(name, table.filter(~is_example), count_rows(table.filter(is_example)))


def _counted(day: OnDay, recorded: _Recorded) -> TableProvenance:
    groups = _grouped(recorded)
    states = _states(day, recorded.name, groups)

    def rows(is_counted: "pd.Series | None" = None) -> int:
        counts = groups["n"] if is_counted is None else groups["n"][is_counted]
        return int(counts.sum())

    rated = {sure.value: rows(groups["confidence"] == sure.value) for sure in SourceConfidence}
    return TableProvenance(
        table=recorded.name,
        rows=rows(),
        examples=recorded.examples,
        sourced=rows(~groups["is_own"]),
        own=rows(groups["is_own"]),
        checked=rows(groups["checked"].notna()),
        **rated,
        unrated=rows() - sum(rated.values()),
        confirmed=None if states is None else rows(states == Freshness.CONFIRMED.value),
        out_of_date=None if states is None else rows(states == Freshness.OUT_OF_DATE.value),
        never_confirmed=rows(groups["checked"].isna()),
        with_other_source=rows(groups["has_other"]),
    )


def _grouped(recorded: _Recorded) -> "pd.DataFrame":
    """Count rows that are alike in what is asked of them, ``n``; few, however large the table."""
    import narwhals as nw

    source, note = nw.col("source"), nw.col("note")
    is_own = source.str.contains(OWN_KNOWLEDGE) & ~source.str.contains(ADDRESS, literal=True)
    marked = recorded.real.with_columns(
        is_own=is_own.fill_null(value=True),
        has_other=note.str.contains(OTHER_SOURCE, literal=True).fill_null(value=False),
    )
    kind = ["kind"] if recorded.name == "offers" else []
    groups = collect(
        marked.group_by("is_own", "has_other", "checked", "confidence", *kind).agg(n=nw.len())
    )
    return groups.astype({"is_own": bool, "has_other": bool})


def _states(day: OnDay, name: str, groups: "pd.DataFrame") -> "pd.Series | None":
    """Return what the checks are worth; ``None``: no shelf life is stated for such rows."""
    has_shelf_life = name == "offers" or name in SORT_OF_TABLE
    return day.freshness.states(groups, name) if has_shelf_life else None


def _filled(recorded: _Recorded) -> list[FilledColumn]:
    """Count the filled cells of the columns to act on, by kind in the order of their names."""
    import narwhals as nw

    table = TABLES[recorded.name]
    columns = [c for c in COLUMNS_TO_ACT_ON.get(table.name, ()) if c in table.columns]
    if not columns:
        return []
    cells = [nw.col(column).count().alias(f"filled_{column}") for column in columns]
    rows = records(collect(recorded.real.group_by("kind").agg(nw.len().alias("rows"), *cells)))
    rows.sort(key=lambda row: (row["kind"] is None, row["kind"]))
    return [
        FilledColumn(
            table=table.name,
            kind=row["kind"],
            column=column,
            rows=row["rows"],
            filled=row[f"filled_{column}"],
        )
        for row in rows
        for column in columns
    ]


def _unsettled(register: Register) -> Iterator[UnsettledCriterion]:
    for offer_id, offer in sorted(register.catalogue.items()):
        for criterion in _all_criteria((*offer.rules.criteria, *offer.rules.to_confirm)):
            if not criterion.is_settled:
                yield UnsettledCriterion(
                    offer_id=offer_id,
                    name_da=offer.name_da,
                    name_en=offer.name_en or offer.name_da,
                    note_da=criterion.note_da,
                    note_en=criterion.note_en,
                )


def _all_criteria(criteria: tuple[Criterion, ...]) -> Iterator[Criterion]:
    """List criteria and the parts they are made of."""
    for criterion in criteria:
        yield criterion
        if isinstance(criterion, AllOf | AnyOf):
            yield from _all_criteria(criterion.parts)


def _other_sources(recorded: _Recorded) -> list[OtherSource]:
    import narwhals as nw

    key = TABLES[recorded.name].key
    has_other = nw.col("note").str.contains(OTHER_SOURCE, literal=True).fill_null(value=False)
    rows = records(collect(recorded.real.filter(has_other).select(*key, "note")))
    found = [
        OtherSource(
            table=recorded.name,
            key=", ".join("" if row[name] is None else _plain(row[name]) for name in key),
            note=row["note"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda row: row.key)


def _plain(cell: object) -> str:
    return cell.isoformat()[:10] if isinstance(cell, date) else str(cell)
