"""What ties those who belong, as rows: taking part, providing, being part of, sharing a place."""

from typing import Final

import numpy as np
import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.graph.node_types import OFFER, PROJECT
from ecosystem.analysis.graph.rows import TIE_COLUMNS, dated, no_rows, rows_of
from ecosystem.model.days import has_begun
from ecosystem.model.vocabulary import ActorKind, Evidence, Role, TieKind

_DAYS: Final = ("start", "end")
_TAKEN: Final = (
    "actor_id",
    "project_id",
    "offer_id",
    "role",
    "start",
    "end",
    "source",
    "is_synthetic",
)


def project_parties(day: OnDay, projects: pd.DataFrame) -> pd.DataFrame:
    """Tie each actor to the projects it leads or takes part in, begun by the day, each once."""
    parts = [_leads(projects)]
    participations = _taken(day, "project_id", set(projects["project_id"]))
    if len(participations):
        by_project = projects.set_index("project_id")
        days = {
            end: participations[end].fillna(participations["project_id"].map(by_project[end]))
            for end in _DAYS
        }
        parts.append(_tie_to(PROJECT, participations.assign(**days)))
    rows = pd.concat([part for part in parts if len(part)] or parts)
    lead_first = rows["role"].ne(Role.LEAD.value).argsort(kind="stable")
    return rows.iloc[lead_first].drop_duplicates(["start", "end"])


def offer_uses(day: OnDay, offers: pd.DataFrame) -> pd.DataFrame:
    """Tie each actor to the offers it has used by the day, each once."""
    participations = _taken(day, "offer_id", set(offers["offer_id"]))
    return _tie_to(OFFER, participations).drop_duplicates(["start", "end"])


def _taken(day: OnDay, column: str, ids: set[str]) -> pd.DataFrame:
    """Read the participations in some projects or offers that had begun by the day."""
    table = day.register.participations
    if table is None:
        return no_rows(*_TAKEN)
    rows = dated(rows_of(table, column, ids, list(_TAKEN)), _DAYS)
    return rows[has_begun(rows, day.on, "start")]


def _tie_to(kind: str, participations: pd.DataFrame) -> pd.DataFrame:
    is_project = kind == PROJECT
    return pd.DataFrame(
        {
            "start": participations["actor_id"],
            "end": f"{kind}/" + participations[f"{kind}_id"].astype("str"),
            "kind": (TieKind.TAKES_PART if is_project else TieKind.USES).value,
            "evidence": (Evidence.JOINT_PROJECT if is_project else Evidence.CLAIMED).value,
            "source": participations["source"],
            "valid_from": participations["start"],
            "valid_to": participations["end"],
            "position_id": None,
            "role": participations["role"],
            "is_synthetic": participations["is_synthetic"],
        }
    )


def _leads(projects: pd.DataFrame) -> pd.DataFrame:
    led = projects[projects["lead_actor_id"].notna()]
    rows = led.rename(columns={"lead_actor_id": "actor_id"}).assign(role=Role.LEAD.value)
    return _tie_to(PROJECT, rows)


def providers(offers: pd.DataFrame) -> pd.DataFrame:
    """Tie each offer to the actor that runs it."""
    run = offers[offers["provider_actor_id"].notna()]
    return pd.DataFrame(
        {
            "start": run["provider_actor_id"],
            "end": f"{OFFER}/" + run["offer_id"].astype("str"),
            "kind": TieKind.OFFERS.value,
            "evidence": Evidence.CLAIMED.value,
            "source": run["source"],
            "valid_from": run["open_from"],
            "valid_to": run["open_until"],
            "position_id": None,
            "role": None,
            "is_synthetic": False,
        }
    )


def parents_of(actors: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Tie each actor to its parent, unless a link says so already."""
    children = actors[actors["parent_actor_id"].notna()]
    linked = links[links["kind"] == TieKind.PART_OF.value]
    pairs = set(zip(linked["start"], linked["end"], strict=True))
    ends = zip(children["actor_id"], children["parent_actor_id"], strict=True)
    is_new = np.fromiter((pair not in pairs for pair in ends), bool, len(children))
    children = children[is_new]
    return pd.DataFrame(
        {
            "start": children["actor_id"],
            "end": children["parent_actor_id"],
            "kind": TieKind.PART_OF.value,
            "evidence": Evidence.CLAIMED.value,
            "source": children["source"],
            "valid_from": pd.NaT,
            "valid_to": pd.NaT,
            "position_id": None,
            "role": None,
            "is_synthetic": children["is_synthetic"],
        }
    )


def same_place(day: OnDay, actors: pd.DataFrame) -> pd.DataFrame:
    """Tie supporters with a site in the same municipality, each pair once."""
    supporters = set(actors.loc[actors["kind"] != ActorKind.FIRM.value, "actor_id"])
    sites = day.places.sites
    if sites is None:
        return no_rows(*TIE_COLUMNS)
    sites = sites[sites["actor_id"].isin(supporters)]
    sites = sites.drop_duplicates(["actor_id", "municipality_code"])
    pairs = sites.merge(sites, on="municipality_code", suffixes=("", "_other"))
    pairs = pairs[pairs["actor_id"] < pairs["actor_id_other"]]
    pairs = pairs.drop_duplicates(["actor_id", "actor_id_other"])
    first = pairs[["valid_from", "valid_from_other"]].max(axis=1)
    last = pairs[["valid_to", "valid_to_other"]].min(axis=1)
    return pd.DataFrame(
        {
            "start": pairs["actor_id"],
            "end": pairs["actor_id_other"],
            "kind": TieKind.SAME_PLACE.value,
            "evidence": Evidence.CO_LOCATED.value,
            "source": pairs["source"],
            "valid_from": first,
            "valid_to": last,
            "position_id": None,
            "role": None,
            "is_synthetic": False,
        }
    )
