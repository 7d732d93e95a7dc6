"""The tables that the theme analysis and the scorecard read, most of them a user's own."""

from typing import Final

from ecosystem.model.analysis_lists import SystemLevel
from ecosystem.model.table_forms import DATED, PROVENANCE, Table, may, may_lack, must

ANALYSIS_TABLES: Final = (
    Table(
        "outputs",
        "What projects set out to reach and reached.",
        ("project_id", "indicator"),
        (
            must("project_id", refers_to="projects"),
            must("indicator"),
            may("unit"),
            may("target"),
            may("achieved"),
            may("as_of"),
            *PROVENANCE,
        ),
    ),
    Table(
        "finances",
        "Where an actor's money came from, by year.",
        ("actor_id", "year", "funding_source"),
        (
            must("actor_id", refers_to="actors"),
            must("year"),
            must("funding_source"),
            must("amount_dkk"),
            *PROVENANCE,
        ),
    ),
    Table(
        "need_answers",
        "Answers to a survey of firms' needs.",
        ("respondent_id", "need_id"),
        (
            must("respondent_id"),
            must("need_id", refers_to="needs"),
            may("actor_id", refers_to="actors"),
            must("importance"),
            may("weight"),
            may("is_first_time"),
            may_lack("survey_id"),
            may_lack("asked_on"),
            may_lack("position_id", refers_to="strength_positions"),
            may_lack("employees"),
            may_lack("municipality_code", refers_to="municipalities"),
            *PROVENANCE,
        ),
    ),
    Table(
        "challenges",
        "Innovation challenges a trade has named.",
        ("challenge_id",),
        (
            must("challenge_id"),
            may("position_id", refers_to="strength_positions"),
            must("name"),
            may("named_by_actor_id", refers_to="actors"),
            may("valid_from"),
            *PROVENANCE,
        ),
    ),
    Table(
        "board_seats",
        "Who the seats of an actor's board are filled from (never a person's name).",
        ("actor_id", "seat"),
        (
            must("actor_id", refers_to="actors"),
            must("seat"),
            may("affiliation"),
            may("firm_size"),
            *PROVENANCE,
        ),
    ),
    Table(
        "actor_years",
        "How large an actor was in a year; a participation is held against its start year.",
        ("actor_id", "year"),
        (
            must("actor_id", refers_to="actors"),
            must("year"),
            may("employees_fte"),
            may("turnover_dkk"),
            may("balance_dkk"),
            *PROVENANCE,
        ),
    ),
    Table(
        "system_layers",
        "Who does what in the business-promotion system: groups of actors, by level.",
        ("layer_id",),
        (
            must("layer_id"),
            must("level", words=SystemLevel),
            must("name_da"),
            must("name_en"),
            may("role_da"),
            may("role_en"),
            must("order"),
            *DATED,
        ),
        periods=(("valid_from", "valid_to"),),
    ),
    Table(
        "actor_layers",
        "Which layer of the system an actor is of, where its kind does not tell.",
        ("actor_id", "layer_id"),
        (
            must("actor_id", refers_to="actors"),
            must("layer_id", refers_to="system_layers"),
            *DATED,
        ),
        periods=(("valid_from", "valid_to"),),
    ),
)
"""Outputs, finances, answers, challenges, seats, sizes by year, and the layers of the system."""
