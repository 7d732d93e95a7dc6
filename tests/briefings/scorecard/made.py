"""A cluster with a position, two regions, projects, a board and challenges; all can be left out."""

from datetime import date

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.scorecard.basis import ScorecardBasis
from ecosystem.model.gaps import GapThresholds
from tests.analysis.coverage.ecosystems import an_ecosystem

TODAY = date(2026, 3, 1)
KINDS = {
    "firm": ("f1", "f2", "f3", "f4"),
    "knowledge_institution": ("uni",),
    "association": ("branche",),
    "business_hub": ("hus",),
}
ACTORS = [
    {"actor_id": "klynge", "kind": "cluster", "name": "Klynge", "checked": "2026-01-01"},
    {"actor_id": "anden", "kind": "cluster", "name": "Anden klynge"},
    {"actor_id": "ukendt", "name": "Ukendt"},
    *(
        {"actor_id": actor, "kind": kind, "name": actor.upper()}
        for kind, actors in KINDS.items()
        for actor in actors
    ),
]
PROJECTS = [
    {"project_id": "p1", "title": "1", "lead_actor_id": "f1", "start": "2023-05-01"},
    {"project_id": "p2", "title": "2", "lead_actor_id": "klynge", "start": "2024-05-01"},
    {"project_id": "p3", "title": "3", "lead_actor_id": "klynge", "start": "2020-05-01"},
    {"project_id": "p4", "title": "4", "lead_actor_id": "uni", "start": "2025-05-01"},
]
PARTIES = {
    "p1": ("klynge", "f2", "uni"),
    "p2": ("f1", "uni", "ukendt"),
    "p3": ("f1",),
    "p4": ("f4",),
}


def parties(projects=PARTIES):
    """Rows of partners, one a project and actor."""
    return [
        {"actor_id": actor, "project_id": project, "role": "partner"}
        for project, actors in projects.items()
        for actor in actors
    ]


WHOLE = {
    "actors": ACTORS,
    "projects": PROJECTS,
    "participations": parties(),
    "board_seats": [
        {"actor_id": "klynge", "seat": "formand", "affiliation": "firm", "firm_size": "small"},
        {"actor_id": "klynge", "seat": "2", "affiliation": "Virksomhed", "firm_size": "large"},
        {"actor_id": "klynge", "seat": "3", "affiliation": "knowledge"},
        {"actor_id": "klynge", "seat": "4", "affiliation": "public"},
        {"actor_id": "klynge", "seat": "5"},
    ],
    "challenges": [
        {
            "challenge_id": "u1",
            "position_id": "energi",
            "name": "A",
            "named_by_actor_id": "branche",
        },
        {"challenge_id": "u2", "position_id": "energi", "name": "B", "named_by_actor_id": "f1"},
        {"challenge_id": "u3", "position_id": "energi", "name": "C"},
        {
            "challenge_id": "u4",
            "position_id": "energi",
            "name": "D",
            "named_by_actor_id": "branche",
            "valid_from": "2026-03-02",
        },
    ],
    "finances": [
        {"actor_id": "klynge", "year": 2024, "funding_source": "Basisbevilling", "amount_dkk": 9.0},
        {"actor_id": "klynge", "year": 2025, "funding_source": "Basistilskud", "amount_dkk": 30.0},
        {"actor_id": "klynge", "year": 2025, "funding_source": "Interreg", "amount_dkk": 30.0},
        {"actor_id": "klynge", "year": 2025, "funding_source": "Kontingent", "amount_dkk": 50.0},
        {"actor_id": "klynge", "year": 2025, "funding_source": "Gave", "amount_dkk": 40.0},
    ],
    "links": [],
    "needs": [
        {
            "need_id": "finance",
            "rank": 1,
            "band": "medium",
            "name_da": "Finansiering",
            "name_en": "Finance",
        }
    ],
    "regions": [
        {
            "region_code": region,
            "municipality_code": code,
            "valid_from": "2007-01-01",
            "name": f"Region {region}",
        }
        for region, code in (("1081", "0851"), ("1084", "0101"))
    ],
}


def a_register(without=(), **tables):
    """The whole register with some tables changed or left out."""
    return an_ecosystem(without=without, **{**WHOLE, **tables})


def a_basis(without=(), on=TODAY, events=(), since=None, **tables):
    """A basis over it."""
    return ScorecardBasis(OnDay(a_register(without, **tables), on), GapThresholds(), events, since)


def by_key(indicators):
    """Indicators by the word of their key."""
    return {one.key.value: one for one in indicators}
