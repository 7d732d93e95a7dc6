"""One organisation's way through the system: what it took part in, in order, and who says so.

An organisation is its CVR number: what several actors with one number took part in is one way. The
name of a firm that is owned by a person is personal data and is left out.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field

from ecosystem.briefings.records import TableRow, records
from ecosystem.model.cvr import DIGITS
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.model.firms import is_personally_owned
from ecosystem.model.records import Record
from ecosystem.model.register import Register, big_table, collect
from ecosystem.model.vocabulary import Role

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.analysis.journeys.undertakings import SchemeBy

_MOST_IDS_COMPARED = 20_000
_ACTOR_COLUMNS = ("actor_id", "name", "cvr", "legal_form", "is_embedded", "is_synthetic")


class ParticipationEvent(Record):
    """A project or an offer that the organisation took part in, from a day."""

    on: date | None = Field(description="Start; None: not recorded.")
    scheme: str
    project_id: str | None
    offer_id: str | None
    title: str | None = Field(description="None: it holds the name of a person's firm.")
    role: Role
    source: str
    days_since_previous: int | None = Field(description="None: the first, or without a day.")


class FirstTouch(Record):
    """The day on which the organisation first took part, and in what."""

    on: date
    schemes: tuple[str, ...]


class SourceSpan(Record):
    """A source that tells of the organisation, and of which days."""

    source: str
    first: date | None
    last: date | None


class ParticipationBriefing(Record):
    """The way of one organisation."""

    actor_id: str
    name: str | None = Field(description="None: the firm is owned by a person.")
    cvr: str | None
    events: tuple[ParticipationEvent, ...] = Field(description="By day; those without one last.")
    first_touch: FirstTouch | None
    sources: tuple[SourceSpan, ...]
    is_synthetic: bool


def brief_participation(
    register: Register,
    on: date,
    *,
    cvr: str | None = None,
    actor_id: str | None = None,
    scheme_by: "SchemeBy" = "fund_area",
) -> ParticipationBriefing:
    """Return what an organisation had taken part in by a day.

    Args:
        register: The register.
        on: The day; what began later is left out.
        cvr: The organisation's CVR number, spaces allowed; or
        actor_id: one of its actors.
        scheme_by: What one scheme is.

    Raises:
        EcosystemError: Neither or both are given, or the number does not have eight digits.
        UnknownIdError: The register has no such organisation; the nearest are named.
        NotRecordedError: The register has no actors, or neither projects nor participations.
    """
    actor = _actor(register, cvr, actor_id)
    rows, is_example = _rows(register, actor, on, scheme_by)
    is_private = is_personally_owned(actor["legal_form"])
    titles = _Titles(register, str(actor["name"]) if is_private else None)
    return ParticipationBriefing(
        actor_id=actor["actor_id"],
        name=None if is_private else actor["name"],
        cvr=actor["cvr"],
        events=_events(rows, titles),
        first_touch=_first_touch(rows),
        sources=_sources(rows),
        is_synthetic=bool(actor["is_synthetic"]) or is_example,
    )


def _actor(register: Register, cvr: str | None, actor_id: str | None) -> TableRow:
    """Return the actor that is asked about; of those with one number the one that is not embedded.

    Raises:
        EcosystemError: As :func:`brief_participation`.
    """
    import narwhals as nw

    if (cvr is None) == (actor_id is None):
        message = "Name one organisation: --firm with its CVR number, or --actor with its id."
        raise EcosystemError(message)
    actors = big_table(register, "actors", "which organisation is asked about")
    column, asked = ("actor_id", actor_id) if cvr is None else ("cvr", _number(cvr))
    found = records(collect(actors.filter(nw.col(column) == asked).select(*_ACTOR_COLUMNS)))
    if not found:
        begins = nw.col(column).str.starts_with(str(asked)[:2])
        near = collect(actors.filter(begins).select(column).unique().head(_MOST_IDS_COMPARED))
        kind = "actor" if cvr is None else "organisation with a CVR number"
        raise UnknownIdError.from_available(kind, asked, near[column])
    return min(found, key=lambda row: (bool(row["is_embedded"]), row["actor_id"]))


def _number(cvr: str) -> str:
    number = "".join(cvr.split())
    if not (number.isascii() and number.isdigit() and len(number) == DIGITS):
        message = f"A CVR number has {DIGITS} digits; {cvr[:40]!r} does not."
        raise EcosystemError(message)
    return number


def _rows(
    register: Register, actor: TableRow, on: date, scheme_by: "SchemeBy"
) -> tuple[list[TableRow], bool]:
    """Return the participations that had begun by the day, in order; and whether examples."""
    import narwhals as nw

    from ecosystem.analysis.journeys.events import EventChoice, observed_rows
    from ecosystem.analysis.journeys.organisations import numbered_actors

    actors = numbered_actors(register, "which organisation is asked about")
    asked = collect(actors.filter(nw.col("actor_id") == actor["actor_id"]).select("organisation"))
    is_own = nw.col("organisation") == int(asked["organisation"].iloc[0])
    choice = EventChoice(is_firms_only=False, scheme_by=scheme_by)
    has_begun = nw.col("start").is_null() | (nw.col("start") <= nw.lit(on))
    rows, is_example = observed_rows(register, choice, is_own & has_begun)
    in_order = _in_order(collect(rows.each_once()), rows.schemes)
    return in_order, is_example and bool(in_order)


def _in_order(events: "pd.DataFrame", schemes: Mapping[int, str]) -> list[TableRow]:
    named = events.assign(scheme=events["scheme_number"].map(schemes))
    order = ["start", "scheme", "project_id", "offer_id"]
    return records(named.sort_values(order, na_position="last", ignore_index=True))


class _Titles:
    """Titles of projects and names of offers; none that holds the name of a person's firm."""

    def __init__(self, register: Register, private_name: str | None) -> None:
        self._register = register
        self._private = None if private_name is None else private_name.casefold()

    def of(self, row: TableRow) -> str | None:
        """Return what the project or offer of a row is called."""
        title = self._project(row["project_id"]) if row["project_id"] else self._offer(row)
        is_private = self._private is not None and self._private in (title or "").casefold()
        return None if is_private else title

    def _project(self, project_id: str) -> str | None:
        projects = self._register.projects
        if projects is None:
            return None
        titles = projects.loc[projects["project_id"] == project_id, "title"]
        return None if titles.empty else str(titles.iloc[0])

    def _offer(self, row: TableRow) -> str | None:
        offers = self._register.offers
        if offers is None:
            return None
        names = offers.loc[offers["offer_id"] == row["offer_id"], "name_da"]
        return None if names.empty else str(names.iloc[0])


def _events(rows: Sequence[TableRow], titles: _Titles) -> tuple[ParticipationEvent, ...]:
    events: list[ParticipationEvent] = []
    previous: date | None = None
    for row in rows:
        day: date | None = row["start"]
        since = None if day is None or previous is None else (day - previous).days
        events.append(
            ParticipationEvent(
                on=day,
                scheme=row["scheme"],
                project_id=row["project_id"],
                offer_id=row["offer_id"],
                title=titles.of(row),
                role=row["role"],
                source=row["source"],
                days_since_previous=since,
            )
        )
        previous = day or previous
    return tuple(events)


def _first_touch(rows: Sequence[TableRow]) -> FirstTouch | None:
    first = next((row["start"] for row in rows if row["start"] is not None), None)
    if first is None:
        return None
    schemes = dict.fromkeys(row["scheme"] for row in rows if row["start"] == first)
    return FirstTouch(on=first, schemes=tuple(schemes))


def _sources(rows: Sequence[TableRow]) -> tuple[SourceSpan, ...]:
    spans = []
    for source in sorted({row["source"] for row in rows}):
        days = [row["start"] for row in rows if row["source"] == source and row["start"]]
        first, last = (min(days), max(days)) if days else (None, None)
        spans.append(SourceSpan(source=source, first=first, last=last))
    return tuple(spans)
