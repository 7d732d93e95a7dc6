"""Events: which organisation took part in what, and from which day.

A participation is an organisation in a project, or its use of an offer that began on a day. Uses
and projects are kept apart as far as may be: a use is its day, and only in a project an
organisation's rows may tell of several. Everything here is an expression over the lazy tables:
what is asked of millions of participations is reduced where they lie, and only the answer is
collected.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

import narwhals as nw
import pandas as pd

from ecosystem.analysis.journeys.organisations import numbered_actors
from ecosystem.analysis.journeys.undertakings import (
    NOT_KNOWN,
    SEVERAL,
    SchemeBy,
    Undertakings,
    undertakings,
)
from ecosystem.model.errors import NotRecordedError
from ecosystem.model.register import Register, big_table, collect, lazy_copy
from ecosystem.model.vocabulary import ActorKind, Role

if TYPE_CHECKING:
    from ecosystem.model.register import LazyTable

CLASSES: Final = ("0", "1-2", "3-9", "10+")
"""How many days with an event an organisation had before."""
EXPERIENCE_YEARS: Final = 10
EVENT_COLUMNS: Final = (
    "organisation",
    "undertaking",
    "actor_id",
    "project_id",
    "offer_id",
    "start",
    "scheme_number",
    "fund",
    "is_cluster",
    "kind",
    "role",
    "source",
    "is_synthetic",
)
_CLASS_FROM: Final = (1, 3, 10)
_ONCE: Final = ("organisation", "undertaking")
_DATED: Final = ("organisation", "start", "scheme_number")


@dataclass(frozen=True, slots=True)
class EventChoice:
    """Which participations are events, and how they are told apart."""

    is_lead_only: bool = False
    """Only who leads, by ``projects.lead_actor_id`` or a row of the participations."""
    is_firms_only: bool = True
    """Only firms and organisations whose kind is not known."""
    scheme_by: SchemeBy = "fund_area"
    cluster_project_ids: frozenset[str] = frozenset()
    """Projects that a cluster leads or is partner in."""
    is_observed_only: bool = False
    """Without example rows."""


@dataclass(frozen=True, slots=True)
class EventSpan:
    """Days of the first and the last start; ``None``: there is no event."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, eq=False)
class EventRows:
    """Who took part in what, as the sources have it: a participation may stand in several rows.

    The columns are those of an event, ``has_cvr`` and ``is_lead``. ``organisation`` is a number of
    ``organisations``, ``undertaking`` (what it took part in) and ``scheme_number`` are numbers of
    ``undertakings``.
    """

    uses: "LazyTable | None"
    """Uses of offers; ``None``: no participations are recorded."""
    in_projects: "LazyTable | None"
    """Organisations in projects; ``None``: there are participations, and no project is in them."""
    schemes: Mapping[int, str]
    """The name of each scheme by its number; ``SEVERAL`` is ``several``."""

    @property
    def every(self) -> "LazyTable":
        """All rows; for what is first it is no matter that a participation has several."""
        return nw.concat([table for table in (self.uses, self.in_projects) if table is not None])

    @property
    def has_any(self) -> bool:
        """There is at least one row."""
        return not collect(self.every.select("organisation").head(1)).empty

    def changed(self, change: "Callable[[LazyTable], LazyTable]") -> "EventRows":
        """Return the rows after a change that leaves their columns."""
        return replace(
            self,
            uses=None if self.uses is None else change(self.uses),
            in_projects=None if self.in_projects is None else change(self.in_projects),
        )

    def once_by(self, keys: Sequence[str], *more: "nw.Expr") -> "LazyTable":
        """Return one row for each value of some keys and use; a project starts with its first row.

        Args:
            keys: Columns, the undertaking among them.
            more: What else is to be told of the rows that are one.

        Returns:
            The keys, ``start`` and what is told.
        """
        tables = []
        if self.uses is not None:
            tables.append(self.uses.group_by(*keys, "start").agg(*more))
        if self.in_projects is not None:
            tables.append(self.in_projects.group_by(*keys).agg(nw.col("start").min(), *more))
        return nw.concat([table.select(sorted(table.columns)) for table in tables])

    def each_once(self) -> "LazyTable":
        """Return the participations: one row an organisation and project, or use of an offer.

        Returns:
            ``EVENT_COLUMNS``; ``role`` is ``lead`` where any of its rows is one.
        """
        once = self.once_by(
            _ONCE,
            nw.col(
                "actor_id", "project_id", "offer_id", "scheme_number", "fund", "kind", "source"
            ).min(),
            nw.col("role").max().alias("other_role"),
            nw.col("is_lead", "is_cluster", "is_synthetic").any(),
        )
        role = nw.when(nw.col("is_lead")).then(nw.lit(Role.LEAD.value))
        named = once.with_columns(role=role.otherwise(nw.col("other_role")))
        return named.select(*EVENT_COLUMNS)

    def dated(self, *, is_each_once: bool) -> "LazyTable":
        """Return the days on which participations began, and in what.

        Args:
            is_each_once: A participation has one row; else a use has those that it is told in,
                which is as good where days are asked for and not how many began on them.

        Returns:
            ``organisation, start, scheme_number``.
        """
        tables = []
        if self.uses is not None:
            uses = self.uses.unique([*_ONCE, "start"]) if is_each_once else self.uses
            tables.append(uses.select(*_DATED))
        if self.in_projects is not None:
            in_projects = replace(self, uses=None).once_by(_ONCE, nw.col("scheme_number").min())
            tables.append(in_projects.select(*_DATED))
        return nw.concat(tables)


def source_rows(register: Register, choice: EventChoice) -> EventRows:
    """Return who took part in what.

    Whoever leads a project takes part in it, a row of ``participations`` or not; a lead without
    name is one organisation, once. In a project an organisation's start is the first of its rows,
    else the project's. A start that is not recorded is missing.

    Raises:
        NotRecordedError: The register records no actors, or neither projects nor participations.
    """
    if register.participations is None and register.projects is None:
        raise NotRecordedError.from_table("participations", "who took part in what")
    joined = undertakings(register, choice.scheme_by, choice.cluster_project_ids)
    sources = _Sources(register, choice, joined)
    return EventRows(sources.uses(), sources.in_projects(), joined.schemes)


def observed_rows(
    register: Register, choice: EventChoice, is_seen: "nw.Expr | None" = None
) -> tuple[EventRows, bool]:
    """Return the observed rows among those that are seen; where there is none, the example rows.

    Args:
        register: The register.
        choice: Which participations are events.
        is_seen: Which rows are asked for; ``None``: all.

    Returns:
        The rows, and whether none of them is observed.

    Raises:
        NotRecordedError: As :func:`source_rows`.
    """
    every = _seen(source_rows(register, choice), is_seen)
    if not register.is_synthetic:
        return every, False
    observed = _seen(source_rows(register, replace(choice, is_observed_only=True)), is_seen)
    return (observed, False) if _has_observed(register) and observed.has_any else (every, True)


def _seen(rows: EventRows, is_seen: "nw.Expr | None") -> EventRows:
    return rows if is_seen is None else rows.changed(lambda table: table.filter(is_seen))


def _has_observed(register: Register) -> bool:
    """Return whether a project or a participation is observed; nothing is joined to see it."""
    projects, participations = register.projects, register.participations
    if projects is not None and not projects["is_synthetic"].fillna(value=False).all():
        return True
    if participations is None:
        return False
    is_observed = nw.col("is_synthetic").is_null() | ~nw.col("is_synthetic")
    return not collect(participations.filter(is_observed).select("is_synthetic").head(1)).empty


def event_span(rows: EventRows) -> EventSpan:
    """Return the days of the first and the last start of some rows."""
    start = nw.col("start")
    days = collect(rows.dated(is_each_once=False).select(first=start.min(), last=start.max()))
    known = pd.to_datetime(days.iloc[0]).dropna()
    if known.empty:
        return EventSpan(None, None)
    return EventSpan(known.min().date(), known.max().date())


def organisation_days(events: "LazyTable") -> "LazyTable":
    """Return one row an organisation and start day: what it took part in from that day.

    Returns:
        ``organisation, start, participations``, and ``scheme_number``, which is ``SEVERAL`` where
        there is more than one.
    """
    days = events.group_by("organisation", "start").agg(
        participations=nw.len(),
        first_scheme=nw.col("scheme_number").min(),
        last_scheme=nw.col("scheme_number").max(),
    )
    first, last = nw.col("first_scheme"), nw.col("last_scheme")
    scheme = nw.when(first < last).then(nw.lit(SEVERAL)).otherwise(first)
    return days.with_columns(scheme_number=scheme).drop("first_scheme", "last_scheme")


def with_history(
    days: "LazyTable", wash_in_years: int, at_least: Sequence[int] = ()
) -> "LazyTable":
    """Add what an organisation had done before each of its days, that day not counted.

    Args:
        days: ``organisation, start``, each pair once; other columns are left as they are.
        wash_in_years: Years without an event that make a participation a first one.
        at_least: Numbers of earlier days that a column ``earlier_<number>`` is to tell of.

    Returns:
        ``previous`` (day of the event before, of whatever year), ``is_first_time`` (none in the
        wash-in years before), ``earlier_class`` and ``earlier_<number>`` (over 10 years).
    """
    lags = sorted({*_CLASS_FROM, *at_least})
    lagged = days.with_columns(
        **{
            f"earlier_{lag}": nw.col("start").shift(lag).over("organisation", order_by="start")
            for lag in lags
        }
    ).with_columns(previous=nw.col("earlier_1"))
    since = _years_before(EXPERIENCE_YEARS)
    flagged = lagged.with_columns(
        (nw.col(f"earlier_{lag}") >= since).fill_null(value=False) for lag in lags
    )
    washed_in = nw.col("previous") < _years_before(wash_in_years)
    drop = [f"earlier_{lag}" for lag in lags if lag not in at_least]
    return flagged.with_columns(
        is_first_time=washed_in.fill_null(value=True), earlier_class=_earlier_class()
    ).drop(*drop)


def with_earlier(
    events: "LazyTable", wash_in_years: int, at_least: Sequence[int] = ()
) -> "LazyTable":
    """Add the columns of :func:`with_history` to each event."""
    days = with_history(events.select("organisation", "start").unique(), wash_in_years, at_least)
    return events.join(days, on=["organisation", "start"], how="inner")


@dataclass(frozen=True, slots=True, eq=False)
class _Sources:
    """The tables that tell who took part in what."""

    register: Register
    choice: EventChoice
    undertakings: Undertakings

    def uses(self) -> "LazyTable | None":
        """Return the uses of offers, each as its row has it."""
        if self.register.participations is None:
            return None
        offers = self.undertakings.offers
        rows = self._participations().filter(nw.col("project_id").is_null())
        named = rows.join(self._actors(), on="actor_id", how="inner")
        joined = named.join(lazy_copy(self.register, offers), on="offer_id", how="left")
        return self._rows(
            joined.with_columns(
                fund=nw.lit(NOT_KNOWN),
                is_cluster=nw.col("is_cluster_offer"),
                is_synthetic=nw.any_horizontal("is_example", "is_actor_example", ignore_nulls=True),
            )
        )

    def in_projects(self) -> "LazyTable | None":
        """Return who leads a project, and whoever else takes part in it."""
        if self.undertakings.projects.empty and self.register.participations is not None:
            return None
        projects = _with_day(lazy_copy(self.register, self.undertakings.projects), "project_start")
        rows = [_leads(projects)]
        if self.register.participations is not None:
            taking_part = self._participations().filter(~nw.col("project_id").is_null())
            rows.append(taking_part.select(*_PARTICIPATION))
        named = nw.concat(rows).join(self._actors(), on="actor_id", how="inner")
        if (unnamed := self._unnamed_leads()) is not None:
            named = nw.concat([named.select(*_NAMED), unnamed.select(*_NAMED)])
        joined = named.join(projects.drop("lead_actor_id"), on="project_id", how="left")
        if self.choice.is_observed_only:
            joined = joined.filter(~nw.col("is_project_example").fill_null(value=False))
        examples = ("is_example", "is_actor_example", "is_project_example")
        return self._rows(
            joined.with_columns(
                start=nw.coalesce(nw.col("start"), nw.col("project_start")),
                is_cluster=nw.col("is_cluster_project"),
                is_synthetic=nw.any_horizontal(*examples, ignore_nulls=True),
            )
        )

    def _rows(self, joined: "LazyTable") -> "LazyTable":
        return joined.select(
            *(column for column in EVENT_COLUMNS if column not in {"scheme_number", "is_cluster"}),
            nw.coalesce(nw.col("scheme_number"), nw.lit(self.undertakings.not_known)),
            nw.col("is_cluster").fill_null(value=False),
            "has_cvr",
            is_lead=nw.col("role") == Role.LEAD.value,
        )

    def _participations(self) -> "LazyTable":
        rows = big_table(self.register, "participations", "who took part in what").select(
            "actor_id",
            "project_id",
            "offer_id",
            "role",
            nw.col("start").cast(nw.Date),
            "source",
            nw.col("is_synthetic").fill_null(value=False).alias("is_example"),
        )
        if self.choice.is_observed_only:
            rows = rows.filter(~nw.col("is_example"))
        is_lead = nw.col("role") == Role.LEAD.value
        return rows.filter(is_lead) if self.choice.is_lead_only else rows

    def _actors(self) -> "LazyTable":
        actors = numbered_actors(self.register, "which organisations took part")
        if self.choice.is_firms_only:
            kind = nw.col("kind")
            actors = actors.filter(kind.is_null() | (kind == ActorKind.FIRM.value))
        if self.choice.is_observed_only:
            actors = actors.filter(~nw.col("is_synthetic").fill_null(value=False))
        return actors.select(
            "actor_id",
            "organisation",
            (~nw.col("cvr").is_null()).alias("has_cvr"),
            nw.col("kind").fill_null(NOT_KNOWN),
            nw.col("is_synthetic").fill_null(value=False).alias("is_actor_example"),
        )

    def _unnamed_leads(self) -> "LazyTable | None":
        """Return the leads whose names are not recorded: an organisation each, in one project."""
        projects = self.register.projects
        if projects is None or "unnamed_participants" not in projects:
            return None
        is_unnamed = projects["lead_actor_id"].isna() & projects["unnamed_participants"].notna()
        ids = projects.loc[is_unnamed, ["project_id", "source"]].astype("str")
        if ids.empty:
            return None
        numbers = pd.Series(range(-len(ids), 0), index=ids.index, dtype="int32")
        frame = ids.assign(organisation=numbers, role=Role.LEAD.value)
        return lazy_copy(self.register, frame).with_columns(
            actor_id=nw.lit(None, dtype=nw.String),
            offer_id=nw.lit(None, dtype=nw.String),
            has_cvr=nw.lit(value=False),
            kind=nw.lit(NOT_KNOWN),
            start=nw.lit(None, dtype=nw.Date),
            is_example=nw.lit(value=False),
            is_actor_example=nw.lit(value=False),
        )


_PARTICIPATION: Final = (
    "actor_id",
    "project_id",
    "offer_id",
    "role",
    "start",
    "source",
    "is_example",
)
_NAMED: Final = (*_PARTICIPATION, "organisation", "has_cvr", "kind", "is_actor_example")


def _leads(projects: "LazyTable") -> "LazyTable":
    """Return who leads the projects, as rows of participations."""
    return projects.filter(~nw.col("lead_actor_id").is_null()).select(
        nw.col("lead_actor_id").alias("actor_id"),
        "project_id",
        nw.lit(None, dtype=nw.String).alias("offer_id"),
        nw.lit(Role.LEAD.value).alias("role"),
        nw.lit(None, dtype=nw.Date).alias("start"),
        nw.col("project_source").alias("source"),
        nw.lit(value=False).alias("is_example"),
    )


def _years_before(years: int) -> "nw.Expr":
    return nw.col("start").dt.offset_by(f"-{years}y")


def _earlier_class() -> "nw.Expr":
    label = nw.lit(CLASSES[0])
    for lag, name in zip(_CLASS_FROM, CLASSES[1:], strict=True):
        label = nw.when(nw.col(f"earlier_{lag}")).then(nw.lit(name)).otherwise(label)
    return label


def _with_day(table: "LazyTable", column: str) -> "LazyTable":
    return table.with_columns(nw.col(column).cast(nw.Date))
