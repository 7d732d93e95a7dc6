"""The closed lists behind the keys that the code puts together, pattern by pattern.

A key such as ``actor_kind.{kind}`` is put together where it is said, and its words stand in another
room. Each such pattern is named here with the lists its parts come from.
"""

import re
from importlib import import_module
from itertools import product
from pkgutil import iter_modules
from typing import get_args

from ecosystem.analysis.coverage.criteria import ProviderSet
from ecosystem.analysis.day import TravelBasis
from ecosystem.analysis.evaluation.comparison import Verdict as Comparison
from ecosystem.analysis.evaluation.rankings import MODELS
from ecosystem.analysis.gaps.context import DRAWN_FROM
from ecosystem.analysis.gaps.unreached_firms import SizeBand
from ecosystem.analysis.network.broker_roles import BrokerRole
from ecosystem.analysis.network.rank_uncertainty import BrokerBand
from ecosystem.analysis.presence import PresenceBand
from ecosystem.app.gaps.gap_notes import REASONS
from ecosystem.app.map.view import FILES
from ecosystem.app.network.question import Question
from ecosystem.app.report.view import KINDS
from ecosystem.briefings import theme
from ecosystem.briefings.coverage.presence import Unit
from ecosystem.briefings.gaps.axes import Axis, Shown
from ecosystem.briefings.gaps.matrix_records import CellState
from ecosystem.briefings.network.recorded import TIES
from ecosystem.briefings.network.records import EvidenceLevel
from ecosystem.briefings.referral.intake import CvrState
from ecosystem.display.documents import ENDINGS
from ecosystem.display.maps import MEASURES
from ecosystem.display.maps.rows import COLUMNS as MAP_COLUMNS
from ecosystem.display.network.graph_files import WRITERS
from ecosystem.display.network.graph_view import ACTOR_LOOKS, TIE_LOOKS, Counts
from ecosystem.display.own_words import LABELLED_FIELDS
from ecosystem.display.provenance_text import ON_CHECKS, ON_ROWS
from ecosystem.display.referral.groups import TOLD_LEFT_OUT, Group
from ecosystem.display.report.writers import ENDINGS as REPORT_ENDINGS
from ecosystem.display.theme.rows import STATEMENT_COLUMNS
from ecosystem.display.theme.text import MEASURED
from ecosystem.model.analysis import Interval, Part
from ecosystem.model.columns import COLUMNS, ReadingMethod
from ecosystem.model.consortia import ConsortiumRole, ConsortiumRule
from ecosystem.model.drafts import Despite, NotFitting, ReferralDraft
from ecosystem.model.firms import FIRM_FACTS, TruthFact
from ecosystem.model.gaps import GapThresholds
from ecosystem.model.records import Record
from ecosystem.model.referrals import Meaning
from ecosystem.model.scorecards import (
    INDICATORS_OF,
    IndicatorKey,
    IndicatorUnit,
    Recommendation,
    ScorecardState,
)
from ecosystem.model.tables import TABLES
from ecosystem.model.text import PersonalDatumKind
from ecosystem.model.vocabulary import (
    ActorKind,
    Band,
    ChangeKind,
    ChangeSubject,
    ClosingKind,
    CoverageState,
    DeadEndReason,
    DemandKind,
    Evidence,
    FirmClass,
    FirmCut,
    Freshness,
    GapConfidence,
    GapEventKind,
    GapKind,
    LabourKind,
    LinkKind,
    MemberEvidence,
    MemberRole,
    MissingRole,
    OfferKind,
    OfferState,
    OpeningReason,
    PositionRole,
    Role,
    ScorePart,
    SiteKind,
    SourceConfidence,
    StoreProblem,
    Theme,
    TieKind,
    Verdict,
)
from ecosystem.sources.files.shipped import NAMES
from ecosystem.sources.register.reading import read_register
from tests.display.keys_in_code import HOME, TEXTS, passed_to

UNITS = ("km", "minutes")
SPANS = ("year", "days")
PLACES_OF = ("", ".theme")
PAGES = [path.stem for path in (HOME / "app" / "pages").glob("*.py")]
BESIDE_CHANCE = (IndicatorKey.OFFICES_BEYOND_CHANCE, IndicatorKey.ACTIVITIES_BEYOND_CHANCE)
TURNS = (ChangeKind.CAME, ChangeKind.WENT, ChangeKind.CHANGED)


def each(*lists):
    """Pair every member of the first list with every member of the others."""
    return list(product(*lists))


def each_marked(*details):
    """List details of a gap that counts firms, and the same where they are example firms."""
    return [f".{detail}{mark}" for detail in details for mark in ("", ".example")]


def gap_keys():
    """List the keys of every kind of gap, with the detail that some kinds have."""
    details = {
        GapKind.NEED: [""],
        GapKind.PLACE: [""],
        GapKind.SIZE_OR_STAGE: [f".{size}" for size in FirmClass],
        GapKind.ACTOR: [f".{role}" for role in MissingRole if role is not MissingRole.CLUSTER]
        + [f".{MissingRole.CLUSTER}.{since}" for since in ("ended", "never")],
        GapKind.TIE: [*each_marked("no_way", "no_tie"), ".seldom"],
        GapKind.FRAGILITY: [".single", ".split"],
        GapKind.OVERLAP: [""],
        GapKind.REACH: each_marked(*SizeBand),
        GapKind.DEMAND: [""],
    }
    ends = ("found", "unknown", "rule")
    return [
        f"gap.{kind}{detail}.{end}"
        for kind in GapKind
        for detail in details.get(kind, [""])
        for end in ends
    ]


def change_keys():
    """List the keys of every change that two registers can show: not all can change a name."""
    kinds = {
        ChangeSubject.ACTOR: ChangeKind,
        ChangeSubject.OFFER: TURNS,
        ChangeSubject.TIE: TURNS,
        ChangeSubject.SITE: TURNS,
        ChangeSubject.PROJECT: TURNS,
        ChangeSubject.COVERAGE: (ChangeKind.CAME, ChangeKind.WENT),
        ChangeSubject.GAP: TURNS,
    }
    words = {ChangeSubject.TIE: [f".{kind}" for kind in LinkKind]}
    return [
        f"changes.{subject}.{kind}{word}"
        for subject in ChangeSubject
        for kind in kinds.get(subject, TURNS)
        for word in words.get(subject, [""])
    ]


def step_keys():
    """List the keys of every step; who fills a role and who introduces is said as well."""
    ends = {
        ClosingKind.FILL_ROLE: [
            *(f".{role}" for role in MissingRole),
            f".{MissingRole.KNOWLEDGE_INSTITUTION}.near",
        ],
        ClosingKind.INTRODUCE: ["", ".through"],
    }
    return [
        f"gap.step.{kind}{end}{counted}"
        for kind in ClosingKind
        for end in ends.get(kind, [""])
        for counted in ("", ".uncounted")
    ]


def rate_keys():
    """List the keys of how many of the firms that have a municipality are reached."""
    return ["coverage.rate.placed", "coverage.rate_between.placed"]


def choice_keys():
    """List the keys of the choices that a firm's facts are told by."""
    return [*(f"theme.{theme}" for theme in Theme), *(f"labour_kind.{kind}" for kind in LabourKind)]


def help_keys():
    """List the keys of the tasks of Hjælp and of their answers: every task has one."""
    tasks = [key for key in TEXTS if re.fullmatch(r"help\.task\.\w+", key)]
    return [*tasks, *(f"{task}.answer" for task in tasks)]


def field_names():
    """List the fields of the parts of the analysis, as their rows are told on the page."""
    names = {room.name for room in iter_modules(theme.__path__)} - {"brief", "report"}
    rooms = [import_module(f"{theme.__name__}.{name}") for name in sorted(names)]
    kinds = {kind for room in rooms for kind in vars(room).values() if isinstance(kind, type)}
    fields = {
        (field.serialization_alias or field.alias or name): field
        for kind in kinds
        if issubclass(kind, Record) and kind.__module__.startswith("ecosystem.briefings.theme.")
        for name, field in kind.model_fields.items()
    }
    is_told = {name for name, field in fields.items() if "Sentence" not in str(field.annotation)}
    return sorted(is_told | {"of"})


LIMITS = [
    name for name, value in GapThresholds().model_dump().items() if isinstance(value, (int, float))
]
LISTS = {
    "actor_kind.{}": [*ActorKind, "unknown"],
    "actor_kinds.{}": ActorKind,
    "actors.cut.{}": FirmCut,
    "actors.links.{}": ["current", "members", "examples", "past"],
    "actors.relation.{}.{}": each(("in", "out"), LinkKind),
    "analysis.column.{}": STATEMENT_COLUMNS,
    "analysis.field.{}": field_names(),
    "analysis.interval.{}": [kind for kind in Interval if kind is not Interval.NONE],
    "analysis.part.{}": Part,
    "analysis.unit.{}": MEASURED,
    "band.{}": Band,
    "brief.about.limit.{}": get_args(Shown),
    "brief.about.{}": ["source", "on", "position", "filters", "limit", "marks", "empty"],
    "brief.column.{}": [
        *("kind", "gap", "sure", "firms", "firms_low", "firms_high", "places", "place_names"),
        *("step", "reason", "ask", "since", "complete", "age", "rule", "sources", "explained"),
        *("cell", "offered", "without", "example", "remark"),
    ],
    "brief.headline.{}": ["sure", "likely", "both"],
    "brief.heat.title.{}": ["zero", "under"],
    "brief.limit.{}": LIMITS,
    "brief.matrix.{}": ["counted", "rate", "zero", "under"],
    "cards.becomes.{}": [*get_args(TruthFact), "at_least", "at_most"],
    "cards.go.{}": OfferKind,
    "cards.group.{}": Group,
    "cards.kind.{}": [*OfferKind, "contact"],
    "cards.left_out.{}": sorted({group for group in TOLD_LEFT_OUT.values() if group}),
    "cards.opens.{}": [rule.fact for rule in read_register().constants.mendable_facts],
    "cards.short.{}": Verdict,
    "change.{}": ["closed", "opened", "no_longer_known"],
    "changes.cell.{}": [*COLUMNS, "criteria"],
    "changes.gap.{}": TURNS,
    "changes.summary.{}": ChangeSubject,
    "closing_effort.{}": ClosingKind,
    "column.{}": COLUMNS,
    "consortium.demand.counted.{}": Verdict,
    "consortium.demand.plain.{}": Verdict,
    "consortium.demand.{}": Verdict,
    "consortium.role.{}": ConsortiumRole,
    "consortium.rule.{}": ConsortiumRule,
    "consortium.scheme.{}": ["open", "closed", "unknown"],
    "country.column.{}": ["hub", "cluster"],
    "country.{}": ["lacks", "has_several"],
    "coverage.basis.{}": TravelBasis,
    "coverage.follow.{}.{}": each(["offices", "activities"], ["better", "chance", "worse"]),
    "coverage.freshness.{}": [state for state in Freshness if state is not Freshness.NOT_RECORDED],
    "coverage.served.{}": get_args(ProviderSet),
    "coverage_state.{}": CoverageState,
    "dead_end_reason.{}": DeadEndReason,
    "demand_kind.{}": DemandKind,
    "despite.{}": Despite,
    "evaluation.column.{}": [
        *("model", "hr_1", "hr_3", "hr_5", "recall_5", "ndcg_5", "mrr", "coverage_5", "novelty"),
        *("ndcg_5_ruled", "difference", "p_holm", "verdict", "group", "items", "ratio"),
        *("gain_in_truth", "organisations", "dates"),
    ],
    "evaluation.group.{}": ["national", "less_used", "more_used"],
    "evaluation.heading.task.{}": ["all", "new"],
    "evaluation.heading.{}": ["title", "window", "counts", "chance"],
    "evaluation.hit.{}": ["1", "2", "3"],
    "evaluation.left_out.{}": ["example_data", "no_item", "no_day"],
    "evaluation.model.{}": MODELS,
    "evaluation.shipped.{}.{}": each(["few", "same", *get_args(Comparison)], ["all", "new"]),
    "evaluation.stratum.{}": ["first", "second", "third_or_later"],
    "evaluation.verdict.{}": get_args(Comparison),
    "evidence.{}": Evidence,
    "frame.part.{}": ["ord", "metode", "privatliv", "tilgaengelighed"],
    "firm_cut.{}": FirmCut,
    "freshness.{}": Freshness,
    "gap.cannot_say.{}": [
        *("offers", "needs", "sites", "activities", "participations", "links"),
        *("board_seats", "dead_ends"),
    ],
    "gap.place.{}": ["office_alone", "offer_alone"],
    "gap.reason.{}": passed_to("not_recorded")
    | passed_to("_reason", "analysis/gaps/confidence.py"),
    "gap_confidence.{}": GapConfidence,
    "gap_event_kind.{}": GapEventKind,
    "gap_kind.{}": GapKind,
    "gap_kind_counted.{}": GapKind,
    "help.{}": ["ord", "metode", "privatliv", "tilgaengelighed"],
    "huller.axis.{}": get_args(Axis),
    "huller.by_position.{}": ["real", "likely", "unsure"],
    "huller.cell.rule.{}": get_args(Shown),
    "huller.cell.{}": CellState,
    "huller.legend.{}": get_args(Shown),
    "huller.limit.{}": get_args(Shown),
    "huller.look.{}": CellState,
    "huller.matrix.{}": get_args(Shown),
    "huller.reason.{}": REASONS,
    "huller.report{}": ENDINGS,
    "huller.show.{}": get_args(Shown),
    "intake.cvr.{}": [state for state in CvrState if state is not CvrState.FOUND],
    "intake.fact.{}": FIRM_FACTS,
    "intake.step.{}": get_args(ReferralDraft.model_fields["step"].annotation),
    "intake.text.{}": get_args(Meaning.model_fields["kind"].annotation),
    "judge.open.{}": Verdict,
    "look.{}": ACTOR_LOOKS,
    "look_short.{}": ACTOR_LOOKS,
    "loss.cut_off{}": ["", ".one", ".all"],
    "map.column.{}": MAP_COLUMNS,
    "map.compare.{}": ["firms", "places", "mean", "worst"],
    "map.file{}": FILES,
    "map.finding.none.{}": ["firms", "nearest_km"],
    "map.finding.{}": [measure for measure in MEASURES if measure != "state"],
    "map.finding.{}.unknown": ["activity_state", "online_state"],
    "map.legend.{}": MEASURES,
    "map.measure.{}": MEASURES,
    "map.served.{}": get_args(ProviderSet),
    "map.unit.{}": UNITS,
    "map.{}": ["way", "sure"],
    "map.value.{}": [measure for measure in MEASURES if not measure.endswith(("state", "km"))],
    "map.value.{}.{}": each([measure for measure in MEASURES if measure.endswith("km")], UNITS),
    "member_evidence.{}": MemberEvidence,
    "network.band.{}": BrokerBand,
    "member_role.{}": MemberRole,
    "network.brokers{}": ["", ".one"],
    "network.concentration.first{}": ["", ".shared"],
    "network.count.{}": Counts._fields,
    "network.cut.{}": [cut for cut in FirmCut if cut is not FirmCut.STANDARD],
    "network.download{}": WRITERS,
    "network.empty{}": ["", ".proven"],
    "network.firms.{}": ["position", "members"],
    "network.kinds.{}": ActorKind,
    "network.left_out.{}": [
        *("unknown_actor", "self_tie", "reversed_dates", "not_of_the_position"),
        "not_there_on_the_day",
    ],
    "network.no_way.{}": ["none", "tied", "untied", "some"],
    "network.not_counted.{}": ["projects", "offers", "industry_positions"],
    "network.not_recorded.{}": [
        *get_args(EvidenceLevel),
        *{table for tables in TIES.values() for table in (*tables, "actor_positions")},
    ],
    "network.picture.{}": ["zoom_in", "zoom_out", "fit", "walk", "walk_label", "label"],
    "network.question.{}": get_args(Question),
    "network.likeness.{}": ["fewer", "more", "chance"],
    "network.mixing.{}": ["fewer", "more", "chance"],
    "network.reach.{}": ["industry", "membership", "ties", "register"],
    "network.size{}": ["", ".no_members", ".proven"],
    "network.users.{}": ["drawn", "left_out"],
    "network.role.{}": [role for role in BrokerRole if role is not BrokerRole.REPRESENTATIVE],
    "network.{}": passed_to("phrase", "briefings/network"),
    "not_fitting.{}": NotFitting,
    "nuts3.{}": sorted(read_register().municipalities["nuts3_code"].dropna().unique()),
    "offer_kind.{}": OfferKind,
    "path.between{}": ["", ".one", ".many", ".example"],
    "path.steps{}": ["", ".one", ".many", ".example"],
    "overview.not_recorded.{}": ["actors", "position"],
    "overview.register.about.{}": NAMES,
    "overview.register.use.{}": NAMES,
    "overview.rule.alone.{}": ["all", "links"],
    "overview.thing.checked.{}": SPANS,
    "overview.thing.places{}": PLACES_OF,
    "offer_state.{}": OfferState,
    "opening_reason.{}": OpeningReason,
    "own.refused.{}": PersonalDatumKind,
    "page.{}": PAGES,
    "page.{}.answers": PAGES,
    "paper.column.after_{}": (1, 2, 3),
    "paper.column.{}": [
        *("table", "rows", "first_last", "sources", "recommendation", "state", "figures"),
    ],
    "paper.fact.{}": [
        *(
            "period",
            "register",
            "sources",
            "computed",
            "missing",
            "version",
            "command",
            "edition",
            "clusters",
        ),
    ],
    "paper.figure.{}": ("lorenz", "differences", "journeys", "ranks"),
    "paper.figure.{}.x": ("lorenz", "differences", "journeys", "ranks"),
    "paper.group.{}": ("all", "cluster", "other", "several", "not_known"),
    "paper.measure.{}": ("outer", "experienced", "first_time"),
    "paper.role.{}": ("lead", "any"),
    "paper.section.{}": [
        *("projects", "funding", "participants", "journeys", "needs", "system"),
        *("recommendations", "method"),
    ],
    "position_role.{}": PositionRole,
    "presence.unit.{}": get_args(Unit),
    "presence.{}": [PresenceBand.OVER, PresenceBand.UNDER],
    "presence_band.{}": PresenceBand,
    "proposal.applied_by.{}": ["operator", "firm"],
    "proposal.payer.{}": ["scheme", "open", "applied_by", "page"],
    "refer.interpret.{}": get_args(Meaning.model_fields["kind"].annotation),
    "refer.next.{}": [*ScorePart, "tie", "unknown"],
    "refer.reason.{}": ["founded", "technology_readiness_level", "partner_count", "employees"],
    "reading_method.{}": ReadingMethod,
    "refer.receiver.{}": passed_to("_sentence", "briefings/referral/receiver.py"),
    "refer.sensitive.{}": ["less", "more"],
    "relation.{}": TieKind,
    "relation.{}{}": each(TieKind, ["", ".reversed"]),
    "report.file{}": REPORT_ENDINGS,
    "report.kind.{}": KINDS,
    "role.{}": Role,
    "score_part.{}": ScorePart,
    "site_kind.{}": SiteKind,
    "siting.{}": ["mean", "worst"],
    "scorecard.answer.{}": ["yes", "no"],
    "scorecard.column.{}": [
        *("cluster", "number", "recommendation", "indicator", "state", "value", "unit", "low"),
        *("high", "n", "before", "says", "remarks", "caveat", "definition", "example"),
    ],
    "scorecard.definition.{}": IndicatorKey,
    "scorecard.in.{}": [unit for unit in IndicatorUnit if unit is not IndicatorUnit.YES_NO],
    "scorecard.indicator.{}": IndicatorKey,
    "scorecard.rec.{}": Recommendation,
    "scorecard.remark.{}": passed_to("_remark", "briefings/scorecard/projects.py")
    | passed_to("_remarks_if", "briefings/scorecard/projects.py"),
    "scorecard.said.active_challenges{}": ["", ".many", ".none"],
    "scorecard.said.knowledge_seat.{}": ["yes", "no"],
    "scorecard.said.{}": [
        key
        for key in IndicatorKey
        if key not in INDICATORS_OF[Recommendation.REFERRAL]
        and key is not IndicatorKey.KNOWLEDGE_SEAT
        and key not in BESIDE_CHANCE
    ],
    "scorecard.said.{}.{}": each(BESIDE_CHANCE, ["chance", "farther", "nearer"]),
    "scorecard.state.{}": ScorecardState,
    "scorecard.unit.{}": IndicatorUnit,
    "source_confidence.{}": SourceConfidence,
    "store_problem.{}": StoreProblem,
    "sources.column.{}": [*ON_ROWS, *ON_CHECKS],
    "table.{}": [*TABLES, DRAWN_FROM],
    "tie_kind.{}": TieKind,
    "tie_look.{}": TIE_LOOKS,
    "windows.name.{}": [*LABELLED_FIELDS, "firm", "cannot_tell", "other"],
    "windows.{}": ["field", "mine", "theirs"],
}
"""Patterns, with the closed list that each of their parts comes from."""

JOINED = {
    "analysis/gaps/missing_roles.py {}.{}": gap_keys,
    "analysis/gaps/search.py .{}": gap_keys,
    "analysis/gaps/search.py {}.found": gap_keys,
    "analysis/gaps/search.py {}.rule": gap_keys,
    "analysis/gaps/search.py {}.unknown": gap_keys,
    "analysis/gaps/steps.py .{}": step_keys,
    "analysis/gaps/steps.py .{}.near": step_keys,
    "analysis/gaps/steps.py {}.uncounted": step_keys,
    "analysis/gaps/unreached_firms.py {}.example": gap_keys,
    "app/help/view.py {}.answer": help_keys,
    "briefings/changes.py .{}": change_keys,
    "briefings/coverage/sentences.py {}.placed": rate_keys,
    "changes.{}.{}": change_keys,
    "display/maps/figures.py {}.one": lambda: ["map.value.firms.one"],
    "display/referral/words.py {}.{}": choice_keys,
    "gap.step.{}{}": step_keys,
    "gap.{}": gap_keys,
}
"""Patterns that are parts of longer keys, or whose parts do not all go together: the whole keys."""

NO_KEYS = {
    "analysis/eligibility/criteria.py {}.{}": "a criterion",
    "analysis/eligibility/one_firm.py {}.to_confirm": "a criterion",
    "analysis/eligibility/one_firm.py {}.{}": "a criterion",
    "analysis/gaps/sandbox.py {}.{}.{}": "the id of a row that a step adds",
    "analysis/referral/reasons.py {}.{}": "a criterion",
    "analysis/referral/score.py {}.{}": "a criterion",
    "app/actors/listing.py {}.xlsx": "a file",
    "app/map/question.py {}.csv": "a file",
    "app/report/own_tables.py {}.xlsx": "a file",
    "app/shared/menu.py {}.py": "a file",
    "briefings/coverage/parts.py {}.csv": "a file",
    "display/maps/figures.py {}.csv": "a file",
    "display/theme/rows.py {}.{}": "where a list stands in the document",
    "cli/__init__.py {}.{}": "a room of commands",
    "cli/app.py {}.py": "a file",
}
"""Texts of the same form that are no keys."""
OPTIONAL = {"cards.becomes.{}.{}": each(FIRM_FACTS, ("at_least", "at_most"))}
"""Patterns whose members are said in general words where they have none of their own."""
FILES_OF_THE_PROGRAM = {"coverage.gpkg", "network.css", "network.js"}
