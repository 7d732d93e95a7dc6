"""The points of a graph: actors, projects and offers, each with what is known of it."""

from collections.abc import Hashable, Iterable
from datetime import date
from typing import Any

import pandas as pd

from ecosystem.analysis.graph.elements import OFFER, PROJECT, UNKNOWN
from ecosystem.analysis.graph.rows import column_of
from ecosystem.model.days import holding
from ecosystem.model.register import Register


def actor_points(
    register: Register, actors: pd.DataFrame, on: date
) -> Iterable[tuple[str, dict[str, Any]]]:
    """Give each actor with what is known of it on the day."""
    regions = _regions(register, on)
    municipalities = column_of(actors, "municipality_code")
    columns = {
        "kind": [kind or UNKNOWN for kind in column_of(actors, "kind")],
        "name": column_of(actors, "name"),
        "municipality_code": municipalities,
        "region_code": [regions.get(code) for code in municipalities],
        "legal_form": column_of(actors, "legal_form"),
        "parent_actor_id": column_of(actors, "parent_actor_id"),
        "is_embedded": [bool(v) for v in column_of(actors, "is_embedded")],
        "is_synthetic": [bool(v) for v in column_of(actors, "is_synthetic")],
        "is_advertising_protected": [
            bool(v) for v in column_of(actors, "is_advertising_protected")
        ],
        "weight": column_of(actors, "weight"),
        "source": column_of(actors, "source"),
    }
    names = tuple(columns)
    rows = zip(*columns.values(), strict=True)
    return [
        (actor, dict(zip(names, row, strict=True)))
        for actor, row in zip(actors["actor_id"].tolist(), rows, strict=True)
    ]


def _regions(register: Register, on: date) -> dict[Hashable, str]:
    if register.regions is None:
        return {}
    ours = register.regions[holding(register.regions, on)]
    return dict(zip(ours["municipality_code"], ours["region_code"], strict=True))


def project_points(projects: pd.DataFrame) -> Iterable[tuple[str, dict[str, Any]]]:
    """Give each project with its name, days and source."""
    for project, name, first, last, source in zip(
        *(column_of(projects, c) for c in ("project_id", "title", "start", "end", "source")),
        strict=True,
    ):
        known = {"name": name, "valid_from": first, "valid_to": last, "source": source}
        yield f"{PROJECT}/{project}", {"kind": PROJECT, **known}


def offer_points(
    offers: pd.DataFrame, used: set[str], on: date, *, is_whole: bool
) -> Iterable[tuple[str, dict[str, Any]]]:
    """Give the offers that are open or have been used; of the whole register the used ones."""
    for offer, name, last, source in zip(
        *(column_of(offers, c) for c in ("offer_id", "name_da", "open_until", "source")),
        strict=True,
    ):
        point = f"{OFFER}/{offer}"
        is_open = last is None or last >= on
        if point in used or (is_open and not is_whole):
            yield point, {"kind": OFFER, "name": name, "valid_to": last, "source": source}
