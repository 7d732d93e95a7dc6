"""Tables that the parts on projects, grants, accounts and costs are tried on."""

from dataclasses import replace
from datetime import date

from ecosystem.briefings.theme.brief import brief_analysis
from ecosystem.display.wording import say
from ecosystem.model.analysis import AnalysisParameters, Part
from tests.builders import a_register

DAY = date(2026, 11, 30)
PERIOD = "2014-2020"
CLUSTERS = [
    {"actor_id": f"c{n}", "kind": "cluster", "name": f"Klynge {n}", "founded": "2010-01-01"}
    for n in range(1, 6)
]
"""Five that were there."""
ROBO = {
    "actor_id": "robo",
    "kind": "cluster",
    "name": "RoboCluster - robotter",
    "parent_actor_id": "sdu",
    "is_embedded": True,
}
OTHERS = [
    {"actor_id": "sdu", "kind": "knowledge_institution", "name": "SDU"},
    *({"actor_id": f"f{n}", "kind": "firm", "name": f"Firma {n}"} for n in range(1, 4)),
]


def a_project(project_id, lead, **stated):
    """A project of the period under ERDF, with an EU grant of 100 and others of as much."""
    return {
        "project_id": project_id,
        "title": f"Projekt {project_id}",
        "period": PERIOD,
        "fund": "ERDF",
        "priority_area": "Innovation",
        "lead_actor_id": lead,
        "eu_grant_dkk": 100.0,
        "other_grant_dkk": 100.0,
        **stated,
    }


def everything():
    """A register with every table that the four parts read."""
    return {
        "actors": [*CLUSTERS, ROBO, *OTHERS],
        "projects": [
            a_project("p1", "c1"),
            a_project("p2", "c1", priority_area="Energi"),
            a_project("p3", "c2", fund="ESF", eu_grant_dkk=50.0),
            a_project("p4", "sdu", title="Vækst i robocluster"),
            a_project("p5", "sdu"),
            a_project("p6", "f1"),
        ],
        "participations": [
            {"actor_id": "c3", "project_id": "p6", "role": "partner"},
            {"actor_id": "c1", "project_id": "p1", "role": "lead"},
        ],
        "actor_positions": [],
        "links": [],
        "outputs": [{"project_id": "p1", "indicator": "job", "unit": "antal", "target": 5.0}],
        "finances": [
            {"actor_id": "c1", "year": 2018, "funding_source": "EU", "amount_dkk": 16.0},
            {"actor_id": "c1", "year": 2018, "funding_source": "stat", "amount_dkk": 84.0},
        ],
    }


def without(*names):
    """The same register without some tables."""
    return {name: rows for name, rows in everything().items() if name not in names}


def analysed(tables, *parts, **asked):
    """Work out parts of a register made of tables."""
    is_synthetic = any(row.get("is_synthetic") for rows in tables.values() for row in rows)
    register = replace(a_register(**tables), is_synthetic=is_synthetic)
    parameters = AnalysisParameters(**asked)
    return brief_analysis(register, DAY, [Part(part) for part in parts], parameters)


def statements(tables, part, **asked):
    """Return the statements of a part, by id; the first of each where there are several."""
    answers = analysed(tables, part, **asked).statements
    return {one.id: one for one in reversed(answers)}


def content(tables, part, **asked):
    """Return what a part is made of."""
    return analysed(tables, part, **asked).parts[Part(part)].content


def said(statement):
    """Say a statement and its caveat in Danish; the English has to fill its places too."""
    say(statement.sentence, "en"), say(statement.caveat, "en")
    return say(statement.sentence), say(statement.caveat)
