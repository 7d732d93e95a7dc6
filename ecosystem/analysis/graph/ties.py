"""What ties those who belong, as rows: taking part, providing, being part of, sharing a place."""

from datetime import date

import numpy as np
import pandas as pd

from ecosystem.analysis.graph.elements import OFFER, PROJECT
from ecosystem.analysis.graph.rows import TIE_COLUMNS, dated, no_rows, rows_of
from ecosystem.model.days import holding
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import ActorKind, Evidence, Role, TieKind


def participations(
    register: Register, projects: pd.DataFrame, offers: pd.DataFrame, on: date
) -> pd.DataFrame:
    """Tie each actor to the projects it took part in and the offers it used, begun by the day."""
    columns = ["actor_id", "project_id", "offer_id", "role", "start", "end", "source"]
    table = register.participations
    found = [_leads(projects)]
    for kind, of in (("project_id", projects), ("offer_id", offers)):
        if table is None:
            break
        rows = dated(rows_of(table, kind, set(of[kind]), columns), ("start", "end"))
        rows = rows[rows["start"].isna() | (rows["start"] <= pd.Timestamp(on))]
        if rows.empty:
            continue
        is_project = kind == "project_id"
        if is_project:
            whole = projects.set_index("project_id")
            for day in ("start", "end"):
                rows[day] = rows[day].fillna(rows[kind].map(whole[day]))
        found.append(
            pd.DataFrame(
                {
                    "start": rows["actor_id"],
                    "end": f"{PROJECT if is_project else OFFER}/" + rows[kind].astype("str"),
                    "kind": (TieKind.TAKES_PART if is_project else TieKind.USES).value,
                    "evidence": (Evidence.JOINT_PROJECT if is_project else Evidence.CLAIMED).value,
                    "source": rows["source"],
                    "valid_from": rows["start"],
                    "valid_to": rows["end"],
                    "position_id": None,
                    "role": rows["role"],
                }
            )
        )
    tied = pd.concat([part for part in found if len(part)]) if any(map(len, found)) else found[0]
    return tied.sort_values(
        "role", key=lambda r: r != Role.LEAD.value, kind="stable"
    ).drop_duplicates(["start", "end", "kind"])


def _leads(projects: pd.DataFrame) -> pd.DataFrame:
    led = projects[projects["lead_actor_id"].notna()]
    return pd.DataFrame(
        {
            "start": led["lead_actor_id"],
            "end": f"{PROJECT}/" + led["project_id"].astype("str"),
            "kind": TieKind.TAKES_PART.value,
            "evidence": Evidence.JOINT_PROJECT.value,
            "source": led["source"],
            "valid_from": led["start"],
            "valid_to": led["end"],
            "position_id": None,
            "role": Role.LEAD.value,
        }
    )


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
        }
    )


def parents_of(actors: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Hang each actor on its parent, unless a link says so already."""
    hung = actors[actors["parent_actor_id"].notna()]
    said = links[links["kind"] == TieKind.PART_OF.value]
    pairs = set(zip(said["start"], said["end"], strict=True))
    ends = zip(hung["actor_id"], hung["parent_actor_id"], strict=True)
    is_new = np.fromiter((pair not in pairs for pair in ends), bool, len(hung))
    hung = hung[is_new]
    return pd.DataFrame(
        {
            "start": hung["actor_id"],
            "end": hung["parent_actor_id"],
            "kind": TieKind.PART_OF.value,
            "evidence": Evidence.CLAIMED.value,
            "source": hung["source"],
            "valid_from": pd.NaT,
            "valid_to": pd.NaT,
            "position_id": None,
            "role": None,
        }
    )


def same_place(register: Register, actors: pd.DataFrame, on: date) -> pd.DataFrame:
    """Tie supporters with a site in the same municipality, each pair once."""
    supporters = set(actors.loc[actors["kind"] != ActorKind.FIRM.value, "actor_id"])
    if register.sites is None:
        return no_rows(*TIE_COLUMNS)
    sites = register.sites[holding(register.sites, on)]
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
        }
    )
