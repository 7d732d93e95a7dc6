"""Answer how the whole country is covered: for every position, for a hub, for a cluster, over time.

The matrix of positions and municipalities holds a state and a number of firms in each cell. From it
come a list for each hub (what its area lacks, what it has several of) and for each cluster (where
its position's firms are and it is not), most firms first.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
from pydantic import Field

from ecosystem.analysis import coverage as covering
from ecosystem.analysis import presence as standing
from ecosystem.analysis.coverage import Terms
from ecosystem.briefings.coverage import (
    Record,
    municipalities_of,
    named_actors,
    number,
    unit_of,
)
from ecosystem.model.register import Register, small_table
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import CoverageState


class Cell(Record):
    """One municipality for one position."""

    position_id: str
    municipality_code: str
    state: CoverageState
    firms: float | None


class HubBriefing(Record):
    """What the area of a hub lacks and what it has several of."""

    hub_id: str
    name: str
    lacks: tuple[Cell, ...] = Field(description="Firms and no office near; most firms first.")
    has_several: tuple[Cell, ...] = Field(description="Several actors, and few firms for each.")


class ClusterBriefing(Record):
    """Where the firms of a cluster's position are and the cluster is not."""

    actor_id: str
    name: str
    position_id: str
    absent_from: tuple[Cell, ...] = Field(description="Most firms first.")
    firms_out_of_reach: float | None
    firms: float | None


class CountryBriefing(Record):
    """Every position in every municipality on a day."""

    on: date
    within: float
    unit: str
    served: str
    is_synthetic: bool
    position_names: dict[str, tuple[str, str]] = Field(description="Danish and English.")
    municipality_names: dict[str, str]
    cells: tuple[Cell, ...]
    hubs: tuple[HubBriefing, ...]
    clusters: tuple[ClusterBriefing, ...]


def brief_country(register: Register, on: date, terms: Terms | None = None) -> CountryBriefing:
    """Tell of every position and municipality the state and the firms, and for whom it matters.

    Raises:
        NotRecordedError: The register has no positions or no municipalities.
    """
    terms = terms or Terms()
    states = covering.every_position(register, on, terms)
    firms = standing.firms_of_every_position(register, on)["firms"].to_dict()
    cells = {
        (str(code), str(position)): Cell(
            position_id=str(position),
            municipality_code=str(code),
            state=CoverageState(states.loc[code, position]),
            firms=number(firms[position, code]),
        )
        for position in states.columns
        for code in states.index
    }
    return CountryBriefing(
        on=on,
        within=terms.within,
        unit=unit_of(terms),
        served=terms.served,
        is_synthetic=register.is_synthetic,
        position_names=_position_names(register),
        municipality_names={
            str(code): str(name) for code, name in municipalities_of(register)["name"].items()
        },
        cells=tuple(cells.values()),
        hubs=_hubs(register, cells),
        clusters=_clusters(register, cells, on),
    )


def _position_names(register: Register) -> dict[str, tuple[str, str]]:
    held = small_table(register, "strength_positions", "what positions are called")
    rows = held[["position_id", "name_da", "name_en"]].astype("str")
    return {one: (da, en) for one, da, en in rows.itertuples(index=False)}


def _hubs(register: Register, cells: Mapping[tuple[str, str], Cell]) -> tuple[HubBriefing, ...]:
    hub_of = municipalities_of(register)["hub_id"].dropna()
    names = {one.actor_id: one.name for one in named_actors(register, sorted(set(hub_of)))}
    found = []
    for hub_id, codes in hub_of.groupby(hub_of).groups.items():
        own = [cell for (code, _), cell in cells.items() if code in set(codes)]
        found.append(
            HubBriefing(
                hub_id=str(hub_id),
                name=names.get(str(hub_id), str(hub_id)),
                lacks=_most_firms(own, CoverageState.UNCOVERED),
                has_several=_most_firms(own, CoverageState.OVERLAP)[::-1],
            )
        )
    return tuple(found)


def _clusters(
    register: Register, cells: Mapping[tuple[str, str], Cell], on: date
) -> tuple[ClusterBriefing, ...]:
    designated = standing.designated_clusters(register, on)
    names = {
        one.actor_id: one.name
        for one in named_actors(register, sorted(set(designated["actor_id"])))
    }
    found = []
    for actor_id, position_id in designated.itertuples(index=False):
        own = [cell for (_, position), cell in cells.items() if position == position_id]
        absent = _most_firms(own, CoverageState.UNCOVERED)
        total = [cell.firms for cell in own if cell.firms is not None]
        found.append(
            ClusterBriefing(
                actor_id=actor_id,
                name=names.get(actor_id, actor_id),
                position_id=position_id,
                absent_from=absent,
                firms_out_of_reach=sum(cell.firms or 0 for cell in absent) if total else None,
                firms=sum(total) if total else None,
            )
        )
    return tuple(found)


def _most_firms(cells: Iterable[Cell], state: CoverageState) -> tuple[Cell, ...]:
    """Cells in a state with a firm or an unknown number of them, most first."""
    kept = [cell for cell in cells if cell.state is state and cell.firms != 0]
    return tuple(sorted(kept, key=lambda c: (-(c.firms or 0), c.municipality_code, c.position_id)))


class CoverageChange(Record):
    """What changed between two days."""

    position_id: str
    before: date
    after: date
    coverage_rate_before: float | None
    coverage_rate_after: float | None
    opened: tuple[str, ...] = Field(description="Codes that had reach and no longer have.")
    closed: tuple[str, ...] = Field(description="Codes that gained reach.")
    no_longer_known: tuple[str, ...]
    within: float
    unit: str
    firms_before: float | None
    firms_after: float | None
    counts: dict[str, int] = Field(description="How many codes each list holds.")
    sentences: tuple[Sentence, ...]


def brief_change(
    register: Register, position_id: str, before: date, after: date, terms: Terms | None = None
) -> CoverageChange:
    """Tell which municipalities gained and lost an office within reach between two days.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register has no positions or no municipalities.
    """
    terms = terms or Terms()
    states, rates, counts = [], [], []
    for day in (before, after):
        reach = covering.measure_reach(register, position_id, day, terms)
        states.append(covering.coverage_states(reach)["office_state"])
        firms = standing.firms_by_municipality(register, position_id, day)["firms"]
        rates.append(covering.coverage_rate(firms, states[-1])["coverage_rate"])
        counts.append(number(firms.sum(skipna=False)))
    reached = [CoverageState.COVERED.value, CoverageState.OVERLAP.value]
    had, has = (one.isin(reached) for one in states)
    is_open = states[1] == CoverageState.UNKNOWN.value
    held: dict[str, Any] = {
        "before": before,
        "after": after,
        "coverage_rate_before": rates[0],
        "coverage_rate_after": rates[1],
        "opened": _codes(had & ~has & ~is_open),
        "closed": _codes(~had & has),
        "no_longer_known": _codes(had & is_open),
        "within": terms.within,
        "unit": unit_of(terms),
        "firms_before": counts[0],
        "firms_after": counts[1],
    }
    lists = ("opened", "closed", "no_longer_known")
    held["counts"] = {name: len(held[name]) for name in lists}
    return CoverageChange(position_id=position_id, **held, sentences=_said_of_change(held))


def _said_of_change(held: Mapping[str, Any]) -> tuple[Sentence, ...]:
    said = []
    days = {"before": held["before"], "after": held["after"]}
    if held["coverage_rate_before"] is not None and held["coverage_rate_after"] is not None:
        shares = {f"{when}_pct": 100 * held[f"coverage_rate_{when}"] for when in days}
        values = {**days, **shares, "within": held["within"]}
        said.append(Sentence(key=f"change.firms.{held['unit']}", values=values))
    counts = held["counts"]
    values = {
        "before": held["before"],
        "closed": counts["closed"],
        "opened": counts["opened"],
        "unknown": counts["no_longer_known"],
    }
    said.append(Sentence(key="change.municipalities", values=values))
    return tuple(said)


def _codes(mask: pd.Series) -> tuple[str, ...]:
    return tuple(str(code) for code in mask.index[mask])
