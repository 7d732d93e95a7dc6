"""The nodes of a graph: actors, projects and offers, each with what is known of it."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.graph.node_types import OFFER, PROJECT, UNKNOWN, UNNAMED
from ecosystem.analysis.graph.rows import column_of


def actor_nodes(day: OnDay, actors: pd.DataFrame) -> Iterable[tuple[str, dict[str, Any]]]:
    """List each actor with what is known of it on the day."""
    regions = day.places.region_of
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
        "membership": column_of(actors, "membership"),
        "membership_evidence": column_of(actors, "membership_evidence"),
        "source": column_of(actors, "source"),
    }
    names = tuple(columns)
    rows = zip(*columns.values(), strict=True)
    return [
        (actor, dict(zip(names, row, strict=True)))
        for actor, row in zip(actors["actor_id"].tolist(), rows, strict=True)
    ]


def project_nodes(projects: pd.DataFrame) -> Iterable[tuple[str, dict[str, Any]]]:
    """List each project with its name, days and source, and its participants without name."""
    nameless = projects.get("unnamed_participants", pd.Series(index=projects.index, dtype=object))
    columns = ("project_id", "title", "start", "end", "source", "is_synthetic")
    for project, name, first, last, source, is_synthetic, unnamed in zip(
        *(column_of(projects, column) for column in columns), nameless, strict=True
    ):
        attributes = {"name": name, "valid_from": first, "valid_to": last, "source": source}
        attributes["is_synthetic"] = bool(is_synthetic)
        if isinstance(unnamed, str) and unnamed:
            attributes[UNNAMED] = unnamed.count(";") + 1
        yield f"{PROJECT}/{project}", {"kind": PROJECT, **attributes}


def offer_nodes(offers: pd.DataFrame) -> Iterable[tuple[str, dict[str, Any]]]:
    """List each offer with its name, last day and source."""
    for offer, name, last, source in zip(
        *(column_of(offers, c) for c in ("offer_id", "name_da", "open_until", "source")),
        strict=True,
    ):
        attributes = {"name": name, "valid_to": last, "source": source}
        yield f"{OFFER}/{offer}", {"kind": OFFER, **attributes}
