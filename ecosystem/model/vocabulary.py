"""Closed lists of words that data, rules and findings share.

A list is closed so that code over it can be exhaustive. What is known of a member lies in one
record in ``member_facts.py``: a member without a record stops every room that uses the list from
being imported, and the error names the member. Tables of a single room are kept whole in the same
way (``closed_lists.complete``). The type checker looks into no table; it follows a ``match`` that
ends in ``assert_never``. The Danish and English words for each member lie in the folder
``display/wording``, and a test names the key that is missing.
"""

from enum import StrEnum


class ActorKind(StrEnum):
    """Role of an organisation in the ecosystem; an unrecognised one has none (an empty cell)."""

    CLUSTER = "cluster"
    KNOWLEDGE_INSTITUTION = "knowledge_institution"
    BUSINESS_HUB = "business_hub"
    MUNICIPAL_OFFICE = "municipal_office"
    FIRM = "firm"
    INVESTOR = "investor"
    PUBLIC_AUTHORITY = "public_authority"
    ASSOCIATION = "association"


class SiteKind(StrEnum):
    """What an actor has at a place."""

    HEADQUARTERS = "headquarters"
    OFFICE = "office"
    WORKPLACE = "workplace"
    TEST_FACILITY = "test_facility"


class CrossingKind(StrEnum):
    """How one gets across water."""

    FIXED = "fixed"
    FERRY = "ferry"


class LinkKind(StrEnum):
    """What ties one actor to another."""

    MEMBER_OF = "member_of"
    PARTNER = "partner"
    REFERS_TO = "refers_to"
    FOUNDED = "founded"
    SUCCESSOR_OF = "successor_of"
    PART_OF = "part_of"


class PositionRole(StrEnum):
    """What an actor is to a strength position."""

    DESIGNATED_CLUSTER = "designated_cluster"
    KNOWLEDGE_FIELD = "knowledge_field"
    TEST_FACILITY = "test_facility"
    ACTIVE_IN = "active_in"


class Evidence(StrEnum):
    """How well a tie is documented, weakest first."""

    CLAIMED = "claimed"
    MEMBER = "member"
    CO_LOCATED = "co_located"
    JOINT_PROJECT = "joint_project"
    ACCEPTED_REFERRAL = "accepted_referral"


class TieKind(StrEnum):
    """What ties two points of the ecosystem's graph: a recorded link, or a row that implies one."""

    MEMBER_OF = "member_of"
    PARTNER = "partner"
    REFERS_TO = "refers_to"
    FOUNDED = "founded"
    SUCCESSOR_OF = "successor_of"
    PART_OF = "part_of"
    TAKES_PART = "takes_part"
    OFFERS = "offers"
    USES = "uses"
    SAME_PLACE = "same_place"


class OfferKind(StrEnum):
    """A scheme is applied for; a service is asked for."""

    SCHEME = "scheme"
    SERVICE = "service"


class Channel(StrEnum):
    """Where an offer can be used."""

    LOCAL = "local"
    ONLINE = "online"
    BOTH = "both"


class Verdict(StrEnum):
    """Outcome of holding a criterion against what is known about a firm."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


class SourceConfidence(StrEnum):
    """How sure the source of a row is, as judged when the row was checked."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Freshness(StrEnum):
    """What the last check of a row is worth on a day, surest first."""

    CONFIRMED = "confirmed"
    OUT_OF_DATE = "out_of_date"
    NEVER_CONFIRMED = "never_confirmed"
    NOT_RECORDED = "not_recorded"


class FactSort(StrEnum):
    """A sort of fact that stays true about equally long."""

    SCHEME = "scheme"
    SERVICE = "service"
    ACTOR = "actor"
    SITE = "site"
    TIE = "tie"
    PROJECT = "project"
    BOARD_SEAT = "board_seat"
    POSITION = "position"
    MUNICIPALITY = "municipality"


class GapConfidence(StrEnum):
    """How sure a gap is, surest first: as sure as the least sure of the rows it rests on."""

    REAL = "real"
    OUT_OF_DATE = "out_of_date"
    UNCONFIRMED = "unconfirmed"
    NOT_RECORDED = "not_recorded"


class CoverageState(StrEnum):
    """Whether the firms of a municipality are served; unknown is neither yes nor no."""

    COVERED = "covered"
    UNCOVERED = "uncovered"
    OVERLAP = "overlap"
    UNKNOWN = "unknown"


class GapKind(StrEnum):
    """What sort of thing is missing; kinds are never mixed in one ranking."""

    NEED = "need"
    PLACE = "place"
    SIZE_OR_STAGE = "size_or_stage"
    ACTOR = "actor"
    TIE = "tie"
    FRAGILITY = "fragility"
    OVERLAP = "overlap"
    REACH = "reach"
    DEMAND = "demand"


class Band(StrEnum):
    """Where a need stands among the twelve: three bands, never a league table."""

    MOST_IMPORTANT = "most_important"
    MEDIUM = "medium"
    LEAST_IMPORTANT = "least_important"


class PositionStatus(StrEnum):
    """A national strength position or an emerging one."""

    STRENGTH = "strength"
    EMERGING = "emerging"


class IndustryScheme(StrEnum):
    """Edition of the Danish industrial classification; codes of two editions never mix."""

    DB07 = "DB07"
    DB25 = "DB25"


class IndustryRole(StrEnum):
    """How close an industry is to a strength position."""

    CORE = "core"
    RELATED = "related"
    ENABLING = "enabling"


class MemberRole(StrEnum):
    """What makes an actor one of a strength position's, closest first."""

    CORE = "core"
    TIE = "tie"
    RELATED = "related"
    ENABLING = "enabling"


class MemberEvidence(StrEnum):
    """What shows that an actor is of a strength position."""

    INDUSTRY = "industry"
    MEMBERSHIP = "membership"
    PROJECT = "project"
    REGISTERED = "registered"


class FirmCut(StrEnum):
    """How widely the firms of a strength position are counted, narrowest first."""

    NARROW = "narrow"
    STANDARD = "standard"
    BROAD = "broad"


class Role(StrEnum):
    """What an actor does in a project or scheme."""

    LEAD = "lead"
    PARTNER = "partner"
    PARTICIPANT = "participant"
    BENEFICIARY = "beneficiary"


class FaultLevel(StrEnum):
    """An error stops the register from being used; a warning is shown and lived with."""

    ERROR = "error"
    WARNING = "warning"


class ChangeSubject(StrEnum):
    """What a difference between two dated registers is about."""

    ACTOR = "actor"
    OFFER = "offer"
    TIE = "tie"
    SITE = "site"
    PROJECT = "project"
    COVERAGE = "coverage"
    GAP = "gap"


class ChangeKind(StrEnum):
    """What happened to it; a new name or an heir is not one loss and one gain."""

    CAME = "came"
    WENT = "went"
    CHANGED = "changed"
    RENAMED = "renamed"
    MERGED = "merged"
    SUCCEEDED = "succeeded"


class PositionFit(StrEnum):
    """How an offer's field stands to the firm's positions."""

    OWN = "own"
    NEIGHBOURING = "neighbouring"
    ALL = "all"
    OTHER = "other"


class ScorePart(StrEnum):
    """What the order of suggestions is made of; each part has a weight in a file."""

    NEED = "need"
    POSITION = "position"
    TOPIC = "topic"
    REQUIREMENTS = "requirements"
    PLACE = "place"
    SIZE_STAGE = "size_stage"
    TIMING = "timing"
    EARLIER_USE = "earlier_use"
    TRACK_RECORD = "track_record"
    VARIETY = "variety"
    LOCAL_CONTACT = "local_contact"


class WayContact(StrEnum):
    """Whom a step of a firm's way can lead to without an offer."""

    REGISTRATION = "registration"
    MUNICIPALITY = "municipality"
    LOCAL_HUB = "local_hub"
    BANK = "bank"
    ACCOUNTANT = "accountant"


class StepKind(StrEnum):
    """What a step of a firm's way is, in the order the steps are taken."""

    REGISTER = "register"
    CONTACT = "contact"
    CLARIFY = "clarify"
    JOIN = "join"
    PROJECT = "project"
    USE = "use"
    APPLY = "apply"


class DemandKind(StrEnum):
    """Where a demand is known from; the kinds are never added."""

    EXPRESSED = "expressed"
    INFERRED = "inferred"
    LATENT = "latent"


class MissingRole(StrEnum):
    """A role that a strength position can lack."""

    CLUSTER = "cluster"
    TEST_FACILITY = "test_facility"
    KNOWLEDGE_INSTITUTION = "knowledge_institution"
    BUSINESS_ON_BOARD = "business_on_board"


class FirmClass(StrEnum):
    """A typical firm, to find out whom criteria shut out."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    NEW = "new"
    WITHOUT_PROFIT = "without_profit"
    FIRST_TIMER = "first_timer"


class ClosingKind(StrEnum):
    """What sort of step would close a gap, roughly by effort, least first."""

    INTRODUCE = "introduce"
    GO_ONLINE = "go_online"
    EXTEND_AREA = "extend_area"
    OPEN_CRITERION = "open_criterion"
    ADD_STAFFED_DAY = "add_staffed_day"
    FILL_ROLE = "fill_role"


class GapEventKind(StrEnum):
    """What happens in the life of a gap."""

    OPENED = "opened"
    EXPLAINED = "explained"
    ACTED_ON = "acted_on"
    CLOSED = "closed"
    REOPENED = "reopened"


class DeadEndReason(StrEnum):
    """Why a search for help led nowhere; no firm is named.

    The last six are what an adviser says of a list of which nothing helped.
    """

    NO_MATCH = "no_match"
    DECLINED = "declined"
    NEVER_REACHED = "never_reached"
    NOT_RELEVANT = "not_relevant"
    DOES_NOT_QUALIFY = "does_not_qualify"
    TOO_FAR = "too_far"
    CLOSED_OR_FULL = "closed_or_full"
    TOO_SMALL_OR_SLOW = "too_small_or_slow"
    TRIED_BEFORE = "tried_before"


class Theme(StrEnum):
    """What a project is about, in the themes that schemes name."""

    GREEN_TRANSITION = "green_transition"
    ENERGY_SAVINGS = "energy_savings"
    LIFE_SCIENCE_HEALTH = "life_science_health"
    DIGITAL_TECHNOLOGY = "digital_technology"
    DIGITALISATION = "digitalisation"
    DEFENCE_TECHNOLOGY = "defence_technology"
    INTELLECTUAL_PROPERTY = "intellectual_property"


class LabourKind(StrEnum):
    """A kind of staff, by education."""

    UNSKILLED = "unskilled"
    SKILLED = "skilled"
    GRADUATE = "graduate"
    RESEARCHER = "researcher"


class OfferState(StrEnum):
    """What an offer is to a firm on a day, most useful first."""

    SUITABLE = "suitable"
    ASK_IF_OPEN = "ask_if_open"
    FACTS_MISSING = "facts_missing"
    NO_REQUIREMENTS = "no_requirements"
    MENDABLE = "mendable"
    THROUGH_OPERATOR = "through_operator"
    NOT_SUITABLE = "not_suitable"
    CLOSED = "closed"


class OpeningReason(StrEnum):
    """Why an offer is not open on a day, or why nobody can tell."""

    ENDED = "ended"
    NOT_YET = "not_yet"
    OUTSIDE_PERIOD = "outside_period"
    OTHER_AREA = "other_area"
    AREA_UNKNOWN = "area_unknown"
    IN_ROUNDS_UNKNOWN = "in_rounds_unknown"
    DEADLINES_PASSED = "deadlines_passed"
    SEEN_LONG_AGO = "seen_long_ago"
    NEVER_CONFIRMED = "never_confirmed"
    NOT_TOLD = "not_told"


class StoreProblem(StrEnum):
    """Why the store of users' own words cannot be used."""

    BUSY = "busy"
    FULL = "full"
    NO_PLACE = "no_place"
    DAMAGED = "damaged"
    NEWER = "newer"


NO_HELP_REASONS = (
    DeadEndReason.NOT_RELEVANT,
    DeadEndReason.DOES_NOT_QUALIFY,
    DeadEndReason.TOO_FAR,
    DeadEndReason.CLOSED_OR_FULL,
    DeadEndReason.TOO_SMALL_OR_SLOW,
    DeadEndReason.TRIED_BEFORE,
)
"""Why nothing on a list helped, as an adviser chooses it."""
