"""Events: which organisation took part in what, and from which day.

A participation is an organisation in a project, or its use of an offer that began on a day. An
organisation is its CVR number where that is known, else the actor. Everything here is an
expression over the lazy tables: what is asked of millions of participations is reduced where they
lie, and only the answer is collected.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import narwhals as nw
import pandas as pd

from ecosystem.analysis.cluster_projects import clusters
from ecosystem.model.errors import NotRecordedError
from ecosystem.model.register import Register, big_table, collect, lazy_copy
from ecosystem.model.vocabulary import ActorKind, Role

if TYPE_CHECKING:
    from ecosystem.model.register import LazyTable

SchemeBy: TypeAlias = Literal["fund_area", "fund", "programme", "offer"]
CLUSTER: Final = "cluster"
OTHER: Final = "other"
"""After ``CLUSTER`` by the alphabet: where rows that are one differ, the first counts."""
SEVERAL: Final = "several"
"""Stands for the scheme of a day on which an organisation entered more than one."""
NOT_KNOWN: Final = "not_known"
CLASSES: Final = ("0", "1-2", "3-9", "10+")
"""How many days with an event an organisation had before."""
EXPERIENCE_YEARS: Final = 10
EVENT_COLUMNS: Final = (
    "organisation",
    "actor_id",
    "project_id",
    "offer_id",
    "start",
    "scheme",
    "fund",
    "group",
    "kind",
    "role",
    "source",
    "is_synthetic",
)
_CLASS_FROM: Final = (1, 3, 10)
_KEY: Final = ("organisation", "project_id", "offer_id", "use_day")


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


@dataclass(frozen=True, slots=True)
class EventSpan:
    """Days of the first and the last start; ``None``: there is no event."""

    first: date | None
    last: date | None
    is_example: bool
    """There are example events alone."""


def participation_rows(register: Register, choice: EventChoice) -> "LazyTable":
    """Return one row an organisation and project, or an organisation, offer and start day.

    Whoever leads a project takes part in it, a row of ``participations`` or not; a lead without
    name is one organisation, once. In a project an organisation's start is the first of its rows,
    else the project's.

    Returns:
        ``EVENT_COLUMNS``; a start that is not recorded is missing. ``group`` is ``cluster`` or
        ``other``, ``role`` is ``lead`` where any of its rows is one.

    Raises:
        NotRecordedError: The register records no actors, or neither projects nor participations.
    """
    return each_once(source_rows(register, choice))


def event_rows(register: Register, choice: EventChoice) -> "LazyTable":
    """Return the rows of :func:`source_rows` whose start day is recorded.

    An organisation may have several rows for one participation; for what is first that is no
    matter, and for what is counted :func:`each_once` makes them one.

    Raises:
        NotRecordedError: As :func:`participation_rows`.
    """
    return source_rows(register, choice).filter(~nw.col("start").is_null())


def source_rows(register: Register, choice: EventChoice) -> "LazyTable":
    """Return the rows that :func:`participation_rows` is made of, as the sources have them.

    Who leads a project has a row of the project's, and another where the participations say so.

    Returns:
        ``EVENT_COLUMNS``, ``has_cvr`` and ``use_day``, the start of the use of an offer.

    Raises:
        NotRecordedError: As there.
    """
    if register.participations is None and register.projects is None:
        raise NotRecordedError.from_table("participations", "who took part in what")
    projects, offers = _projects(register, choice), _offers(register)
    rows = nw.concat(_named_rows(register, choice, projects))
    rows = rows.join(_actors(register, choice), on="actor_id", how="inner")
    if (unnamed := _unnamed_leads(register)) is not None:
        rows = nw.concat([rows.select(*_ROW_COLUMNS), unnamed.select(*_ROW_COLUMNS)])
    rows = rows.join(projects.drop("lead_actor_id"), on="project_id", how="left")
    rows = rows.join(offers, on="offer_id", how="left")
    return _filled(rows)


def participation_events(register: Register, choice: EventChoice) -> "LazyTable":
    """Return the rows of :func:`participation_rows` whose start day is recorded.

    Raises:
        NotRecordedError: As there.
    """
    return each_once(event_rows(register, choice))


def each_once(rows: "LazyTable") -> "LazyTable":
    """Return one row for all that say that an organisation is in a project, or used an offer.

    Args:
        rows: Rows of :func:`source_rows`.

    Returns:
        ``EVENT_COLUMNS``.
    """
    once = rows.group_by(*_KEY).agg(
        nw.col("actor_id", "start", "scheme", "fund", "kind", "source", "group").min(),
        nw.col("role").max().alias("other_role"),
        nw.col("is_lead").any(),
        nw.col("is_synthetic").any(),
    )
    role = nw.when(nw.col("is_lead")).then(nw.lit(Role.LEAD.value))
    named = once.with_columns(role=role.otherwise(nw.col("other_role")))
    return named.select(*EVENT_COLUMNS)


def organisation_id() -> "nw.Expr":
    """Return an expression over the actors: the CVR number where it is known, else the actor."""
    return nw.coalesce(nw.col("cvr"), nw.col("actor_id"))


def observed_events(register: Register, events: "LazyTable") -> "tuple[LazyTable, bool]":
    """Return the observed events alone; where there is none, the example events.

    Returns:
        The events, and whether they are example data.
    """
    if not register.is_synthetic:
        return events, False
    observed = events.filter(~nw.col("is_synthetic"))
    return (events, True) if collect(observed.head(1)).empty else (observed, False)


def event_span(rows: "LazyTable") -> EventSpan:
    """Return the first and last start of the observed rows; where there is none, of examples."""
    spans = collect(
        rows.group_by("is_synthetic").agg(first=nw.col("start").min(), last=nw.col("start").max())
    ).set_index("is_synthetic")
    if spans.empty:
        return EventSpan(None, None, is_example=False)
    is_example = bool(spans.index.all())
    first, last = (pd.Timestamp(str(spans.loc[is_example, end])) for end in ("first", "last"))
    return EventSpan(first.date(), last.date(), is_example=is_example)


def organisation_days(events: "LazyTable") -> "LazyTable":
    """Return one row an organisation and start day: what it took part in from that day.

    Returns:
        ``organisation, start``; ``participations`` and, of these, ``in_cluster``; ``scheme``, which
        is ``several`` where there is more than one.
    """
    days = events.group_by("organisation", "start").agg(
        participations=nw.len(),
        in_cluster=(nw.col("group") == CLUSTER).cast(nw.Int64).sum(),
        first_scheme=nw.col("scheme").min(),
        last_scheme=nw.col("scheme").max(),
    )
    first, last = nw.col("first_scheme"), nw.col("last_scheme")
    scheme = nw.when(first < last).then(nw.lit(SEVERAL)).otherwise(first)
    return days.with_columns(scheme=scheme).drop("first_scheme", "last_scheme")


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


_ROW_COLUMNS: Final = (
    "organisation",
    "has_cvr",
    "actor_id",
    "project_id",
    "offer_id",
    "kind",
    "role",
    "start",
    "source",
    "is_example",
    "is_actor_example",
)


def _named_rows(
    register: Register, choice: EventChoice, projects: "LazyTable"
) -> "list[LazyTable]":
    """Return those who lead a project, and whoever else takes part."""
    lead_rows = projects.filter(~nw.col("lead_actor_id").is_null()).select(
        nw.col("lead_actor_id").alias("actor_id"),
        "project_id",
        nw.lit(None, dtype=nw.String).alias("offer_id"),
        nw.lit(Role.LEAD.value).alias("role"),
        nw.lit(None, dtype=nw.Date).alias("start"),
        nw.col("project_source").alias("source"),
        nw.lit(value=False).alias("is_example"),
    )
    if register.participations is None:
        return [lead_rows]
    used = _participations(register)
    if choice.is_lead_only:
        used = used.filter(nw.col("role") == Role.LEAD.value)
    return [lead_rows, used]


def _participations(register: Register) -> "LazyTable":
    return big_table(register, "participations", "who took part in what").select(
        "actor_id",
        "project_id",
        "offer_id",
        "role",
        nw.col("start").cast(nw.Date),
        "source",
        nw.col("is_synthetic").fill_null(value=False).alias("is_example"),
    )


def _actors(register: Register, choice: EventChoice) -> "LazyTable":
    actors = big_table(register, "actors", "which organisations took part")
    if choice.is_firms_only:
        kind = nw.col("kind")
        actors = actors.filter(kind.is_null() | (kind == ActorKind.FIRM.value))
    return actors.select(
        "actor_id",
        organisation_id().alias("organisation"),
        (~nw.col("cvr").is_null()).alias("has_cvr"),
        nw.col("kind").fill_null(NOT_KNOWN),
        nw.col("is_synthetic").fill_null(value=False).alias("is_actor_example"),
    )


def _projects(register: Register, choice: EventChoice) -> "LazyTable":
    """Return the projects where the large tables lie: their start, scheme and group."""
    columns = ["project_id", "lead_actor_id", "start", "source", "is_synthetic"]
    columns += ["fund", "priority_area", "programme"]
    table = register.projects
    cells = (pd.DataFrame() if table is None else table).reindex(columns=columns)
    is_example = cells["is_synthetic"].astype("boolean").fillna(value=False).astype(bool)
    frame = pd.DataFrame(
        {
            "project_id": cells["project_id"].astype("str"),
            "lead_actor_id": cells["lead_actor_id"].astype("str"),
            "project_start": cells["start"].astype("datetime64[s]"),
            "project_source": cells["source"].astype("str"),
            "fund": cells["fund"].astype("str"),
            "project_scheme": _schemes(cells, choice.scheme_by),
            "is_cluster_project": cells["project_id"].isin(choice.cluster_project_ids).astype(bool),
            "is_project_example": is_example,
        }
    )
    return _with_day(lazy_copy(register, frame), "project_start")


def _schemes(projects: pd.DataFrame, scheme_by: SchemeBy) -> "pd.Series[str]":
    """Return the scheme of each project: its fund and area, its fund or its programme."""
    programme = projects["programme"].astype("str").fillna(NOT_KNOWN)
    if scheme_by in {"programme", "offer"}:
        return programme
    fund, area = projects["fund"].astype("str"), projects["priority_area"].astype("str")
    named = fund if scheme_by == "fund" else (fund + " · " + area).fillna(fund)
    return named.fillna(programme)


def _offers(register: Register) -> "LazyTable":
    """Return the offers where the large tables lie: whether a cluster provides each."""
    columns = ["offer_id", "provider_actor_id"]
    table = register.offers
    cells = (pd.DataFrame() if table is None else table).reindex(columns=columns).astype("str")
    is_cluster = cells["provider_actor_id"].isin(clusters(register)["actor_id"]).astype(bool)
    return lazy_copy(register, cells[["offer_id"]].assign(is_cluster_offer=is_cluster))


def _unnamed_leads(register: Register) -> "LazyTable | None":
    """Return the leads whose names are not recorded: an organisation each, in one project."""
    projects = register.projects
    if projects is None or "unnamed_participants" not in projects:
        return None
    is_unnamed = projects["lead_actor_id"].isna() & projects["unnamed_participants"].notna()
    ids = projects.loc[is_unnamed, ["project_id", "source"]].astype("str")
    if ids.empty:
        return None
    frame = ids.assign(organisation="unnamed lead of " + ids["project_id"], role=Role.LEAD.value)
    return lazy_copy(register, frame).with_columns(
        actor_id=nw.lit(None, dtype=nw.String),
        offer_id=nw.lit(None, dtype=nw.String),
        has_cvr=nw.lit(value=False),
        kind=nw.lit(NOT_KNOWN),
        start=nw.lit(None, dtype=nw.Date),
        is_example=nw.lit(value=False),
        is_actor_example=nw.lit(value=False),
    )


def _filled(rows: "LazyTable") -> "LazyTable":
    """Fill in what the project or the offer says: start, scheme, group, whether an example."""
    is_cluster = nw.coalesce(nw.col("is_cluster_project"), nw.col("is_cluster_offer"))
    examples = ("is_example", "is_actor_example", "is_project_example")
    return rows.select(
        "organisation",
        "has_cvr",
        "actor_id",
        "project_id",
        "offer_id",
        "kind",
        "role",
        "source",
        nw.col("fund").fill_null(NOT_KNOWN),
        use_day=nw.when(nw.col("project_id").is_null()).then(nw.col("start")),
        start=nw.coalesce(nw.col("start"), nw.col("project_start")),
        scheme=nw.coalesce(nw.col("project_scheme"), nw.col("offer_id"), nw.lit(NOT_KNOWN)),
        group=nw.when(is_cluster).then(nw.lit(CLUSTER)).otherwise(nw.lit(OTHER)),
        is_synthetic=nw.any_horizontal(*examples, ignore_nulls=True),
        is_lead=nw.col("role") == Role.LEAD.value,
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
