"""A cluster with one office, one offer and one event, and two municipalities far apart."""

from datetime import date

from tests.builders import a_register

TODAY = date(2026, 3, 1)
NEAR, FAR = "0851", "0101"  # the office's own municipality, and one 220 km away
PLACES = [
    {"municipality_code": NEAR, "name": "Aalborg", "latitude": 57.05, "longitude": 9.92},
    {"municipality_code": FAR, "name": "København", "latitude": 55.68, "longitude": 12.57},
]
POSITION = {"position_id": "energi", "name_da": "Energi", "name_en": "Energy", "status": "strength"}
CLUSTER = {"actor_id": "klynge", "kind": "cluster", "name": "Klynge"}
ROLE = {"actor_id": "klynge", "position_id": "energi", "role": "designated_cluster"}


def an_office(**stated):
    """The cluster's head office in Aalborg."""
    plain = {"site_id": "kontor", "actor_id": "klynge", "municipality_code": NEAR}
    return {**plain, "kind": "headquarters", **stated}


def an_offer_row(**stated):
    """A national service of the cluster, on site and online."""
    plain = {"offer_id": "klynge.raad", "provider_actor_id": "klynge", "kind": "service"}
    more = {"name_da": "Råd", "need_ids": "finance", "area": "national", "channel": "both"}
    return {**plain, **more, **stated}


def an_activity(**stated):
    """An event the cluster held on site in Aalborg the day before."""
    plain = {"activity_id": "dag", "actor_id": "klynge", "position_id": "energi"}
    more = {"municipality_code": NEAR, "is_online": False, "date": "2026-02-28"}
    return {**plain, **more, **stated}


def an_ecosystem(without=(), **tables):
    """A cluster with one office, one national service and one event; some tables left out."""
    tables_with_defaults = {
        "municipalities": PLACES,
        "strength_positions": [POSITION],
        "actors": [CLUSTER],
        "actor_positions": [ROLE],
        "sites": [an_office()],
        "offers": [an_offer_row()],
        "activities": [an_activity()],
        **tables,
    }
    return a_register(
        **{name: rows for name, rows in tables_with_defaults.items() if name not in without}
    )
