"""Two positions with their industries, and actors and projects to put into them."""

from datetime import date

from tests.builders import a_register

TODAY = date(2026, 11, 23)
POSITIONS = [
    {"position_id": "energi", "name_da": "Energi", "name_en": "Energy", "status": "strength"},
    {"position_id": "mad", "name_da": "Mad", "name_en": "Food", "status": "strength"},
]
INDUSTRIES = [
    {"scheme": "DB07", "code_prefix": "35", "position_id": "energi", "role": "core", "weight": 1},
    {
        "scheme": "DB07",
        "code_prefix": "3511",
        "position_id": "energi",
        "role": "related",
        "weight": 0.5,
    },
    {"scheme": "DB25", "code_prefix": "351", "position_id": "energi", "role": "core", "weight": 1},
]


def an_ecosystem(**tables):
    """Positions and industries of the tests, and the tables a test is about."""
    return a_register(
        **{"strength_positions": POSITIONS, "industry_positions": INDUSTRIES, **tables}
    )


def actor(actor_id, kind="firm", **facts):
    """An actor called by its id."""
    return {"actor_id": actor_id, "kind": kind, "name": actor_id.upper(), **facts}


def a_project(parties=("f", "uni"), **facts):
    """A register with one energy project of a lead and some partners."""
    return an_ecosystem(
        actors=[actor("lead", "cluster"), *(actor(p) for p in parties if p != "lead")],
        projects=[
            {"project_id": "p", "title": "P", "lead_actor_id": "lead", "position_id": "energi",
             "start": "2020-01-01", "end": "2021-12-31", **facts},
        ],
        participations=[
            {"actor_id": party, "project_id": "p", "role": "partner"} for party in parties
        ],
    )  # fmt: skip
