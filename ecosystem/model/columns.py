"""The dictionary of columns: one name, one meaning, one unit, in every table of a register.

This room and ``tables.py`` are plain data. ``sources/tables/column_rules.py`` makes the checks of
every table from them, and ``data_dictionary.py`` the data dictionary, ``data/README.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

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


MAILBOX_PATTERN: Final = (
    r"^[^\s@,;<>()\[\]\"\\]+@[^\s@,;<>()\[\]\"\\.]+(\.[^\s@,;<>()\[\]\"\\.]+)+$"
)
"""One address, without a name before it."""
TELEPHONE_PATTERN: Final = r"^(\+[1-9][0-9]{0,2} ?)?[0-9]( ?[0-9]){4,13}$"
"""One number, with or without the country's; never letters, nor two numbers in a cell."""


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
    MAILBOX_PATTERN: "one address of a function, such as kontakt@example.dk",
    TELEPHONE_PATTERN: "one number, such as +45 12345678",
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
        "mailbox",
        _TEXT,
        "Mailbox of the actor or of a function of it, such as kontakt@; never a person's.",
        pattern=MAILBOX_PATTERN,
    ),
    Column(
        "telephone",
        _TEXT,
        "Number of the actor's switchboard or of a function of it; never a person's.",
        pattern=TELEPHONE_PATTERN,
    ),
    Column("topics", _TEXT, "Subjects the actor works with, in its own words, ; between."),
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
    Column(
        "need_ids",
        _IDS,
        "Needs the offer answers; empty only for a scheme known by its list of participants alone.",
    ),
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
    Column(
        "indicator",
        _TEXT,
        "Name of an output indicator; rules/_analysis.yaml lists names that mean the same.",
    ),
    Column("unit", _TEXT, "What one of the output is."),
    Column("target", _NUMBER, "Planned output.", unit="see unit", least=0),
    Column("achieved", _NUMBER, "Output reached; empty: not reported.", unit="see unit", least=0),
    Column("as_of", _DATE, "Day the figures refer to."),
    Column("table", _ID, "Table of the register whose value is meant."),
    Column("key", _TEXT, "Key of the row that is meant; the cells of a longer key with | between."),
    Column("column", _TEXT, "Column of the value that is meant."),
    Column("method", _WORD, "Where the value was read."),
    Column("year", _WHOLE, "Calendar year.", unit="year", least=EARLIEST_YEAR, most=LATEST_YEAR),
    Column("funding_source", _TEXT, "Where the money came from."),
    Column("amount_dkk", _NUMBER, "Amount.", unit="DKK"),
    Column("importance", _WHOLE, "Stated importance, 1 low to 5 high.", least=1, most=5),
    Column("is_first_time", _FLAG, "Had not taken part in any programme before."),
    Column("named_by_actor_id", _ID, "Actor of the trade that named the challenge."),
    Column("seat", _TEXT, "Seat on a board, such as chair or member 3 (never a person's name)."),
    Column("affiliation", _TEXT, "What the seat's holder comes from: firm, knowledge, public."),
    Column("firm_size", _TEXT, "Size class of the firm the seat's holder comes from."),
    Column("survey_id", _ID, "Key of a survey; empty: not told apart."),
    Column("asked_on", _DATE, "Day of the answer."),
    Column("employees_fte", _NUMBER, "Employees that year.", unit="full-time equivalents", least=0),
    Column("layer_id", _ID, "Key of a layer of the system."),
    Column("level", _WORD, "Level of the system, from the municipality to the EU."),
    Column("role_da", _TEXT, "What the layer does, in Danish.", is_long=True),
    Column("role_en", _TEXT, "What the layer does, in English.", is_long=True),
    Column("order", _WHOLE, "Place among the layers of its level.", least=0),
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


class ReadingMethod(StrEnum):
    """Where a single value was read."""

    OWN_PAGE = "own_page"
    REGISTER = "register"
    OTHER_PAGE = "other_page"
