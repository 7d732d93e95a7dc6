"""The tables of a register: which columns each has, its key, and what its ids refer to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ecosystem.model import vocabulary as words
from ecosystem.model.columns import ProjectStatus, ReadingMethod


@dataclass(frozen=True, slots=True)
class Use:
    """A column as one table uses it."""

    column: str
    is_required: bool = False
    """An empty cell is a fault."""
    is_optional: bool = False
    """The whole column may be left out of the file."""
    words: type[StrEnum] | None = None
    refers_to: str | None = None
    """Table whose key each id of the cell must be."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its key, its columns, the pairs of dates that must not be reversed."""

    name: str
    meaning: str
    key: tuple[str, ...]
    uses: tuple[Use, ...]
    periods: tuple[tuple[str, str], ...] = ()
    is_big: bool = False
    """Held as a lazy frame, because it can have millions of rows."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns, in the order they are written."""
        return tuple(use.column for use in self.uses)


def _must(column: str, refers_to: str | None = None, words: type[StrEnum] | None = None) -> Use:
    return Use(column, is_required=True, refers_to=refers_to, words=words)


def _may(column: str, refers_to: str | None = None, words: type[StrEnum] | None = None) -> Use:
    return Use(column, refers_to=refers_to, words=words)


def _may_lack(column: str) -> Use:
    return Use(column, is_optional=True)


_PROVENANCE = (
    _must("source"),
    _may("checked"),
    Use("confidence", is_optional=True, words=words.SourceConfidence),
    _may_lack("note"),
)
_SYNTHETIC = _may_lack("is_synthetic")
_DATED = (_may("valid_from"), _may("valid_to"), *_PROVENANCE)


def _table_dictionary(*tables: Table) -> dict[str, Table]:
    return {table.name: table for table in tables}


TABLES: Final[Mapping[str, Table]] = _table_dictionary(
    Table(
        "strength_positions",
        "National strength positions and emerging ones.",
        ("position_id",),
        (
            _must("position_id"),
            _must("name_da"),
            _must("name_en"),
            _must("status", words=words.PositionStatus),
            *_DATED,
        ),
        periods=(("valid_from", "valid_to"),),
    ),
    Table(
        "needs",
        "The needs of firms, in the three bands of the theme analysis.",
        ("need_id",),
        (
            _must("need_id"),
            _must("rank"),
            _must("band", words=words.Band),
            _must("name_da"),
            _must("name_en"),
            *_PROVENANCE,
        ),
    ),
    Table(
        "municipalities",
        "The municipalities, with the business hub that covers each.",
        ("municipality_code",),
        (
            _must("municipality_code"),
            _must("name"),
            _may("nuts3_code"),
            _may("hub_id", refers_to="actors"),
            _may("group"),
            _may("is_outer"),
            _may("population"),
            _may("latitude"),
            _may("longitude"),
            *map(_may_lack, ("valid_from", "valid_to")),
            *_PROVENANCE,
        ),
        periods=(("valid_from", "valid_to"),),
    ),
    Table(
        "regions",
        "Which region a municipality belongs to, and when: regions are dated.",
        ("region_code", "municipality_code", "valid_from"),
        (
            _must("region_code"),
            _must("municipality_code", refers_to="municipalities"),
            _must("valid_from"),
            _may("valid_to"),
            _must("name"),
            *_PROVENANCE,
        ),
        periods=(("valid_from", "valid_to"),),
    ),
    Table(
        "landmasses",
        "Which landmass the main town of each municipality lies on.",
        ("municipality_code",),
        (
            _must("municipality_code", refers_to="municipalities"),
            _must("landmass"),
            *_PROVENANCE,
        ),
    ),
    Table(
        "crossings",
        "Bridges, tunnels and ferries that join landmasses.",
        ("crossing_id",),
        (
            _must("crossing_id"),
            _must("name"),
            _must("kind", words=words.CrossingKind),
            _must("from_landmass"),
            _must("to_landmass"),
            _must("from_latitude"),
            _must("from_longitude"),
            _must("to_latitude"),
            _must("to_longitude"),
            _may("length_km"),
            _may("minutes"),
            *_DATED,
        ),
        periods=(("valid_from", "valid_to"),),
    ),
    Table(
        "industry_positions",
        "Which industries belong to which position, how closely.",
        ("scheme", "code_prefix", "position_id"),
        (
            _must("scheme", words=words.IndustryScheme),
            _must("code_prefix"),
            _must("position_id", refers_to="strength_positions"),
            _must("role", words=words.IndustryRole),
            _must("weight"),
            *_DATED,
        ),
        periods=(("valid_from", "valid_to"),),
    ),
    Table(
        "actors",
        "Organisations: clusters, hubs, institutions, offices, firms; one row each.",
        ("actor_id",),
        (
            _must("actor_id"),
            _may("kind", words=words.ActorKind),
            _must("name"),
            _may("cvr"),
            _may("parent_actor_id", refers_to="actors"),
            _may("is_embedded"),
            _may("municipality_code", refers_to="municipalities"),
            _may("industry_code"),
            _may("industry_scheme", words=words.IndustryScheme),
            _may("legal_form"),
            _may("founded"),
            _may("closed"),
            _may("employees"),
            _may("turnover_dkk"),
            _may("balance_dkk"),
            _may("is_advertising_protected"),
            _may("is_synthetic"),
            _may("website"),
            *map(_may_lack, ("mailbox", "telephone", "topics", "country")),
            *_PROVENANCE,
        ),
        periods=(("founded", "closed"),),
        is_big=True,
    ),
    Table(
        "sites",
        "Places where an actor is: head office, offices, workplaces, test facilities.",
        ("site_id",),
        (
            _must("site_id"),
            _must("actor_id", refers_to="actors"),
            _must("municipality_code", refers_to="municipalities"),
            _must("kind", words=words.SiteKind),
            _may("latitude"),
            _may("longitude"),
            *_DATED,
            _SYNTHETIC,
        ),
        periods=(("valid_from", "valid_to"),),
    ),
    Table(
        "links",
        "Dated ties between actors, with their evidence.",
        ("from_actor_id", "to_actor_id", "kind", "position_id", "valid_from"),
        (
            _must("from_actor_id", refers_to="actors"),
            _must("to_actor_id", refers_to="actors"),
            _must("kind", words=words.LinkKind),
            _may("position_id", refers_to="strength_positions"),
            _must("evidence", words=words.Evidence),
            *_DATED,
            _SYNTHETIC,
        ),
        periods=(("valid_from", "valid_to"),),
    ),
    Table(
        "actor_positions",
        "Which positions an actor belongs to, as what, and when.",
        ("actor_id", "position_id", "role", "valid_from"),
        (
            _must("actor_id", refers_to="actors"),
            _must("position_id", refers_to="strength_positions"),
            _must("role", words=words.PositionRole),
            *_DATED,
            _SYNTHETIC,
        ),
        periods=(("valid_from", "valid_to"),),
    ),
    Table(
        "offers",
        "What firms can be referred to: schemes and the services of actors.",
        ("offer_id",),
        (
            _must("offer_id"),
            _may("provider_actor_id", refers_to="actors"),
            _must("kind", words=words.OfferKind),
            _must("name_da"),
            _may("name_en"),
            _must("need_ids", refers_to="needs"),
            _may("position_ids", refers_to="strength_positions"),
            _may("area"),
            _may("channel", words=words.Channel),
            _may("open_from"),
            _may("open_until"),
            _may("amount_min_dkk"),
            _may("amount_max_dkk"),
            _may("support_rate_pct"),
            _may("next_step"),
            _may("url"),
            *_PROVENANCE,
        ),
        periods=(("open_from", "open_until"),),
    ),
    Table(
        "activities",
        "Events and courses an actor has held.",
        ("activity_id",),
        (
            _must("activity_id"),
            _must("actor_id", refers_to="actors"),
            _may("position_id", refers_to="strength_positions"),
            _may("need_id", refers_to="needs"),
            _may("municipality_code", refers_to="municipalities"),
            _may("is_online"),
            _must("date"),
            _may("participants"),
            *_PROVENANCE,
            _SYNTHETIC,
        ),
        is_big=True,
    ),
    Table(
        "projects",
        "Publicly supported projects.",
        ("project_id",),
        (
            _must("project_id"),
            _must("title"),
            _may("programme"),
            _may("period"),
            _may("fund"),
            _may("priority_area"),
            _may("lead_actor_id", refers_to="actors"),
            _may("position_id", refers_to="strength_positions"),
            _may("challenge_id", refers_to="challenges"),
            _may("start"),
            _may("end"),
            _may("status", words=ProjectStatus),
            _may("budget_dkk"),
            _may("eu_grant_dkk"),
            _may("other_grant_dkk"),
            *map(_may_lack, ("area", "position_rule", "unnamed_participants")),
            *_PROVENANCE,
            _SYNTHETIC,
        ),
        periods=(("start", "end"),),
    ),
    Table(
        "participations",
        "Who took part in which project or used which offer; one of the two is named.",
        ("actor_id", "project_id", "offer_id", "role", "start"),
        (
            _must("actor_id", refers_to="actors"),
            _may("project_id", refers_to="projects"),
            _may("offer_id", refers_to="offers"),
            _must("role", words=words.Role),
            _may("start"),
            _may("end"),
            *_PROVENANCE,
            _SYNTHETIC,
        ),
        periods=(("start", "end"),),
        is_big=True,
    ),
    Table(
        "value_sources",
        "Where a single value was read, when the source of its row does not say it.",
        ("table", "key", "column", "source"),
        (
            _must("table"),
            _must("key"),
            _must("column"),
            _must("method", words=ReadingMethod),
            *_PROVENANCE,
        ),
    ),
    Table(
        "outputs",
        "What projects set out to reach and reached.",
        ("project_id", "indicator"),
        (
            _must("project_id", refers_to="projects"),
            _must("indicator"),
            _may("unit"),
            _may("target"),
            _may("achieved"),
            _may("as_of"),
            *_PROVENANCE,
        ),
    ),
    Table(
        "finances",
        "Where an actor's money came from, by year.",
        ("actor_id", "year", "funding_source"),
        (
            _must("actor_id", refers_to="actors"),
            _must("year"),
            _must("funding_source"),
            _must("amount_dkk"),
            *_PROVENANCE,
        ),
    ),
    Table(
        "need_answers",
        "Answers to a survey of firms' needs.",
        ("respondent_id", "need_id"),
        (
            _must("respondent_id"),
            _must("need_id", refers_to="needs"),
            _may("actor_id", refers_to="actors"),
            _must("importance"),
            _may("weight"),
            _may("is_first_time"),
            *_PROVENANCE,
        ),
    ),
    Table(
        "challenges",
        "Innovation challenges a trade has named.",
        ("challenge_id",),
        (
            _must("challenge_id"),
            _may("position_id", refers_to="strength_positions"),
            _must("name"),
            _may("named_by_actor_id", refers_to="actors"),
            _may("valid_from"),
            *_PROVENANCE,
        ),
    ),
    Table(
        "board_seats",
        "Who the seats of an actor's board are filled from (never a person's name).",
        ("actor_id", "seat"),
        (
            _must("actor_id", refers_to="actors"),
            _must("seat"),
            _may("affiliation"),
            _may("firm_size"),
            *_PROVENANCE,
        ),
    ),
    Table(
        "dead_ends",
        "Searches for help that led nowhere: what, in which industry and where, never for whom.",
        ("dead_end_id",),
        (
            _must("dead_end_id"),
            _must("need_id", refers_to="needs"),
            _may("position_id", refers_to="strength_positions"),
            _may("industry_code"),
            _may("industry_scheme", words=words.IndustryScheme),
            _may("municipality_code", refers_to="municipalities"),
            _must("date"),
            _must("reason", words=words.DeadEndReason),
            *_PROVENANCE,
            _SYNTHETIC,
        ),
    ),
    Table(
        "firm_statistics",
        "Firms, workplaces and jobs by municipality and industry, from official statistics.",
        ("municipality_code", "industry_code", "industry_scheme", "year"),
        (
            _must("municipality_code", refers_to="municipalities"),
            _must("industry_code"),
            _must("industry_scheme", words=words.IndustryScheme),
            _must("year"),
            _may("firms"),
            _may("workplaces"),
            _may("jobs_fte"),
            *_PROVENANCE,
            _SYNTHETIC,
        ),
        is_big=True,
    ),
)
"""Every table of a register, by name, in the order they are checked and written."""


def words_of(use: Use) -> tuple[str, ...]:
    """List the words a cell may hold; empty when the column is not a closed list."""
    return () if use.words is None else tuple(member.value for member in use.words)
