"""The dictionary of columns: one name, one meaning, one unit, in every table of a register.

This room is plain data. ``sources/tables/column_rules.py`` makes the checks of every table from it,
and ``model/tables.py`` the data dictionary, ``data/README.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ecosystem.model import vocabulary as words
from ecosystem.model.closed_lists import complete

EARLIEST_YEAR: Final = 1100
"""No Danish actor is older; a year before it is a slip of the pen."""
LATEST_YEAR: Final = 2100
"""No plan reaches further; a year after it is a slip of the pen."""

ID_PATTERN: Final = r"^[a-z0-9][a-z0-9_.:#-]{0,119}$"
CODE_PATTERN: Final = r"^[0-9]{4}$"
ADDRESS_PATTERN: Final = (
    r"^((?i:https?)://[^\x00-\x20\x7f-\xa0/?#@\\<>\":]+|[^\x00-\x20\x7f-\xa0/?#@\\<>\":.]+"
    r"(\.[^\x00-\x20\x7f-\xa0/?#@\\<>\":.]+)+)(:[0-9]{1,5})?([/?#][^\x00-\x20\x7f-\xa0\\<>\"]*)?$"
)
"""A page on the web, with or without ``https://``; never another scheme, nor a name before an @."""


class Kind(StrEnum):
    """What a cell holds, and how it is written in a file."""

    TEXT = "text"
    ID = "id"
    IDS = "ids"
    CODE = "code"
    WORD = "word"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"


HOW_WRITTEN: Final[Mapping[Kind, str]] = complete(
    Kind,
    {
        Kind.TEXT: "text",
        Kind.ID: "lower-case letters, digits and _ . : # -",
        Kind.IDS: "ids separated by ;",
        Kind.CODE: "an official code, kept as text with its leading zeros",
        Kind.WORD: "one word of a closed list",
        Kind.WHOLE: "a whole number",
        Kind.NUMBER: "a number with a decimal point",
        Kind.FLAG: "true or false",
        Kind.DATE: "an ISO date, such as 2026-03-31",
    },
    name="HOW_WRITTEN",
)


FORMS: Final[Mapping[str, str]] = {
    CODE_PATTERN: "four digits, such as 0101",
    ADDRESS_PATTERN: "an address on the web, such as https://www.example.dk/page",
    r"^[0-9]{8}$": "eight digits, such as 10000009",
    r"^[0-9]{2,6}$": "two to six digits without dots",
    r"^([0-9]{1,6}|TOT)$": "one to six digits without dots, or TOT",
    r"^DK0[1-5][0-9]$": "DK0 and two digits, such as DK011",
    r"^[A-Z]{2}$": "two capital letters, such as DK",
    r"^(national|[0-9]{4}(;[0-9]{4})*)$": "national, or four-digit codes with ; between",
}
"""What a pattern says, in words."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it means and what its cells may hold."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    pattern: str | None = None
    least: float | None = None
    most: float | None = None
    is_long: bool = False
    """A text of several lines; in any other a line break is read as a blank."""


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


def _column_dictionary(*columns: Column) -> dict[str, Column]:
    return {column.name: column for column in columns}


_TEXT, _ID, _IDS, _CODE, _WORD = Kind.TEXT, Kind.ID, Kind.IDS, Kind.CODE, Kind.WORD
_WHOLE, _NUMBER, _FLAG, _DATE = Kind.WHOLE, Kind.NUMBER, Kind.FLAG, Kind.DATE

COLUMNS: Final[Mapping[str, Column]] = _column_dictionary(
    Column("source", _TEXT, "Page or register the row was taken from."),
    Column("checked", _DATE, "Day somebody last confirmed the row; empty: nobody has."),
    Column("confidence", _WORD, "How sure the source of the row is."),
    Column("note", _TEXT, "What a reader has to know about the row.", is_long=True),
    Column(
        "is_synthetic", _FLAG, "The row is example data made by a generator, not an observation."
    ),
    Column("actor_id", _ID, "Key of an actor."),
    Column("position_id", _ID, "Key of a strength position."),
    Column("need_id", _ID, "Key of one of the needs of firms."),
    Column("offer_id", _ID, "Key of an offer (a scheme or an actor's service)."),
    Column("project_id", _ID, "Key of a project."),
    Column("site_id", _ID, "Key of a site."),
    Column("activity_id", _ID, "Key of an activity."),
    Column("challenge_id", _ID, "Key of an innovation challenge."),
    Column("dead_end_id", _ID, "Key of a search for help that led nowhere."),
    Column("reason", _WORD, "Why it led nowhere."),
    Column("respondent_id", _ID, "Key of one who answered a survey."),
    Column(
        "municipality_code",
        _CODE,
        "Municipality, official code with its leading zero.",
        pattern=CODE_PATTERN,
    ),
    Column("region_code", _CODE, "Region, official code.", pattern=CODE_PATTERN),
    Column("nuts3_code", _CODE, "Part of the country (landsdel).", pattern=r"^DK0[1-5][0-9]$"),
    Column("hub_id", _ID, "Business hub that covers the municipality, an actor_id."),
    Column("name", _TEXT, "Name in the language the thing itself uses."),
    Column("name_da", _TEXT, "Danish name."),
    Column("name_en", _TEXT, "English name."),
    Column("title", _TEXT, "Title of a project, as registered."),
    Column("status", _WORD, "State of the thing; the words differ by table."),
    Column("valid_from", _DATE, "First day the row holds; empty: not known."),
    Column("valid_to", _DATE, "Last day the row holds; empty: still holds, or not known."),
    Column("rank", _WHOLE, "Place in the published order of needs.", least=1, most=99),
    Column("band", _WORD, "Band of importance in the theme analysis."),
    Column("group", _TEXT, "Municipality group of Statistics Denmark (Kommunegrupper v1:2018)."),
    Column("is_outer", _FLAG, "Outer municipality (yderkommune, ligningslovens § 9 C, 2019)."),
    Column("population", _WHOLE, "Inhabitants.", unit="persons", least=0),
    Column("latitude", _NUMBER, "Latitude, WGS 84.", unit="degrees", least=54.4, most=58.0),
    Column("longitude", _NUMBER, "Longitude, WGS 84.", unit="degrees", least=7.8, most=15.4),
    Column("scheme", _WORD, "Edition of the industrial classification of code_prefix."),
    Column(
        "code_prefix",
        _CODE,
        "First digits of an industry code, without dots.",
        pattern=r"^[0-9]{2,6}$",
    ),
    Column("role", _WORD, "What the row's thing is to the other; the words differ by table."),
    Column("weight", _NUMBER, "How much the row counts.", unit="1", least=0),
    Column("kind", _WORD, "What sort of thing the row is; the words differ by table."),
    Column("cvr", _CODE, "Number in the business register (CVR).", pattern=r"^[0-9]{8}$"),
    Column("parent_actor_id", _ID, "Actor that this one belongs to."),
    Column("is_embedded", _FLAG, "Part of its parent's legal unit, sharing its CVR number."),
    Column(
        "industry_code",
        _CODE,
        "Industry, up to six digits without dots, or TOT for all.",
        pattern=r"^([0-9]{1,6}|TOT)$",
    ),
    Column("industry_scheme", _WORD, "Edition of the classification of industry_code."),
    Column("legal_form", _TEXT, "Short legal form, such as ApS, A/S, ENK."),
    Column("founded", _DATE, "Day of foundation."),
    Column("closed", _DATE, "Last day the actor was there; empty: active, or not known."),
    Column("employees", _NUMBER, "Employees.", unit="full-time equivalents", least=0),
    Column("turnover_dkk", _NUMBER, "Net turnover, last financial year.", unit="DKK", least=0),
    Column("balance_dkk", _NUMBER, "Balance-sheet total, last year.", unit="DKK", least=0),
    Column(
        "is_advertising_protected",
        _FLAG,
        "Registered as protected against unsolicited approaches (reklamebeskyttet).",
    ),
    Column("website", _TEXT, "Address of the actor's site.", pattern=ADDRESS_PATTERN),
    Column(
        "country",
        _CODE,
        "Country of the actor, two letters of ISO 3166; empty: not recorded.",
        pattern=r"^[A-Z]{2}$",
    ),
    Column("from_actor_id", _ID, "Actor the tie starts from."),
    Column("to_actor_id", _ID, "Actor the tie leads to."),
    Column("evidence", _WORD, "How well the tie is documented."),
    Column("provider_actor_id", _ID, "Actor that runs the offer."),
    Column("need_ids", _IDS, "Needs the offer answers."),
    Column("position_ids", _IDS, "Positions the offer is for; empty: all."),
    Column(
        "area",
        _TEXT,
        "Where an offer may be used, or whose body chose a project: national, or region or "
        "municipality codes with ; between; empty: not recorded.",
        pattern=r"^(national|[0-9]{4}(;[0-9]{4})*)$",
    ),
    Column("channel", _WORD, "Whether the offer is used on site, online or both."),
    Column("open_from", _DATE, "First day the offer can be used; empty: not known."),
    Column("open_until", _DATE, "Last day the offer can be used; empty: no end known."),
    Column("amount_min_dkk", _NUMBER, "Smallest amount; empty: not known.", unit="DKK", least=0),
    Column("amount_max_dkk", _NUMBER, "Largest amount; empty: not known.", unit="DKK", least=0),
    Column(
        "support_rate_pct", _NUMBER, "Largest support rate.", unit="per cent", least=0, most=100
    ),
    Column("next_step", _TEXT, "What the firm should do first, in Danish.", is_long=True),
    Column("url", _TEXT, "Page of the offer.", pattern=ADDRESS_PATTERN),
    Column("is_online", _FLAG, "Held online."),
    Column("date", _DATE, "Day it took place."),
    Column("participants", _WHOLE, "Participants.", unit="persons or firms", least=0),
    Column("programme", _TEXT, "Programme the project belongs to."),
    Column("period", _TEXT, "Programme period, such as 2014-2020."),
    Column("fund", _TEXT, "Fund that paid."),
    Column("priority_area", _TEXT, "Priority area within the fund."),
    Column("lead_actor_id", _ID, "Actor that leads the project."),
    Column("start", _DATE, "First day."),
    Column("end", _DATE, "Last day."),
    Column("budget_dkk", _NUMBER, "Total budget.", unit="DKK", least=0),
    Column("eu_grant_dkk", _NUMBER, "EU grant, as granted (not as spent).", unit="DKK", least=0),
    Column("other_grant_dkk", _NUMBER, "Other public grants.", unit="DKK", least=0),
    Column("position_rule", _TEXT, "Rule that gave the project its position; empty: none did."),
    Column(
        "unnamed_participants",
        _IDS,
        "Participants who may be persons: one keyed hash each, to count by; the name is not kept.",
    ),
    Column("indicator", _TEXT, "Name of an output indicator."),
    Column("unit", _TEXT, "What one of the output is."),
    Column("target", _NUMBER, "Planned output.", unit="see unit", least=0),
    Column("achieved", _NUMBER, "Output reached; empty: not reported.", unit="see unit", least=0),
    Column("as_of", _DATE, "Day the figures refer to."),
    Column("year", _WHOLE, "Calendar year.", unit="year", least=EARLIEST_YEAR, most=LATEST_YEAR),
    Column("funding_source", _TEXT, "Where the money came from."),
    Column("amount_dkk", _NUMBER, "Amount.", unit="DKK"),
    Column("importance", _WHOLE, "Stated importance, 1 low to 5 high.", least=1, most=5),
    Column("is_first_time", _FLAG, "Had not taken part in any programme before."),
    Column("named_by_actor_id", _ID, "Actor of the trade that named the challenge."),
    Column("seat", _TEXT, "Seat on a board, such as chair or member 3 (never a person's name)."),
    Column("affiliation", _TEXT, "What the seat's holder comes from: firm, knowledge, public."),
    Column("firm_size", _TEXT, "Size class of the firm the seat's holder comes from."),
    Column("landmass", _ID, "Land one can drive about on without a bridge, tunnel or ferry."),
    Column("crossing_id", _ID, "Key of a way across water."),
    Column("from_landmass", _ID, "Landmass the crossing starts from; it is used both ways."),
    Column("to_landmass", _ID, "Landmass the crossing leads to."),
    Column(
        "from_latitude", _NUMBER, "Latitude of the start.", unit="degrees", least=54.4, most=58.0
    ),
    Column(
        "from_longitude", _NUMBER, "Longitude of the start.", unit="degrees", least=7.8, most=15.4
    ),
    Column("to_latitude", _NUMBER, "Latitude of the end.", unit="degrees", least=54.4, most=58.0),
    Column("to_longitude", _NUMBER, "Longitude of the end.", unit="degrees", least=7.8, most=15.4),
    Column("length_km", _NUMBER, "Length driven on the way across.", unit="km", least=0),
    Column(
        "minutes",
        _NUMBER,
        "Time on board, without waiting; empty: a bridge or tunnel is driven.",
        unit="minutes",
        least=0,
    ),
    Column("firms", _WHOLE, "Firms (legal units).", unit="firms", least=0),
    Column("workplaces", _WHOLE, "Workplaces (P-enheder).", unit="workplaces", least=0),
    Column("jobs_fte", _NUMBER, "Jobs.", unit="full-time equivalents", least=0),
)
"""Every column of every table, by name."""


class ProjectStatus(StrEnum):
    """Where a project is in its life."""

    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"


def _must(column: str, refers_to: str | None = None, words: type[StrEnum] | None = None) -> Use:
    return Use(column, is_required=True, refers_to=refers_to, words=words)


def _may(column: str, refers_to: str | None = None, words: type[StrEnum] | None = None) -> Use:
    return Use(column, refers_to=refers_to, words=words)


_PROVENANCE = (
    _must("source"),
    _may("checked"),
    Use("confidence", is_optional=True, words=words.SourceConfidence),
    Use("note", is_optional=True),
)
_SYNTHETIC = Use("is_synthetic", is_optional=True)
_VALID = (_may("valid_from"), _may("valid_to"))


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
            *_VALID,
            *_PROVENANCE,
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
            Use("valid_from", is_optional=True),
            Use("valid_to", is_optional=True),
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
            *_VALID,
            *_PROVENANCE,
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
            *_VALID,
            *_PROVENANCE,
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
            Use("country", is_optional=True),
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
            *_VALID,
            *_PROVENANCE,
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
            *_VALID,
            *_PROVENANCE,
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
            *_VALID,
            *_PROVENANCE,
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
            Use("area", is_optional=True),
            Use("position_rule", is_optional=True),
            Use("unnamed_participants", is_optional=True),
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
