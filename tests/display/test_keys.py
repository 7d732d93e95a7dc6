"""Every key that the code puts together has its words, whatever its parts come to be.

A key such as ``actor_kind.{kind}`` is put together where it is said, and its words stand in another
room. Here each such pattern is named with the closed lists its parts come from: a member that
is added to a list, a column to a table or a pattern to the code fails here by its name, and not
in a talk.
"""

import ast
import re
from functools import cache
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

import ecosystem
from ecosystem.analysis.coverage.terms import Served
from ecosystem.analysis.day import TravelBasis
from ecosystem.analysis.evaluation.comparison import Verdict as Comparison
from ecosystem.analysis.evaluation.rankings import MODELS
from ecosystem.analysis.gaps.ground import DRAWN_FROM
from ecosystem.analysis.gaps.unreached_firms import SizeBand
from ecosystem.analysis.network.bands import BrokerBand
from ecosystem.analysis.network.brokerage import BrokerRole
from ecosystem.analysis.presence import PresenceBand
from ecosystem.app.gaps.gap_notes import REASONS
from ecosystem.app.map.view import FILES
from ecosystem.app.network.view import Question
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
from ecosystem.display.referral.groups import TOLD_LEFT_OUT, Group
from ecosystem.display.wording import TEXTS
from ecosystem.model.columns import COLUMNS, TABLES
from ecosystem.model.drafts import Despite, NotFitting, ReferralDraft
from ecosystem.model.firms import FIRM_FACTS, TruthFact
from ecosystem.model.gaps import GapThresholds
from ecosystem.model.referrals import Meaning
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
from ecosystem.sources.register.reading import read_register

HOME = Path(ecosystem.__file__).parent
ROOMS = ("analysis", "app", "briefings", "cli", "display")
ROOTS = {key.split(".")[0] for key in TEXTS}
UNITS = ("km", "minutes")
SPANS = ("year", "days")
PLACES_OF = ("", ".theme")
PAGES = [path.stem for path in (HOME / "app" / "pages").glob("*.py")]
HELPERS = {
    f"briefings/network/{room}.py": ("phrase", "network.")
    for room in ("brief", "figures", "groups", "measures", "projects", "sentences", "structure")
}
"""Functions that put the beginning before a key, by the room they stand in."""
TURNS = (ChangeKind.CAME, ChangeKind.WENT, ChangeKind.CHANGED)


# --- what the code puts together -----------------------------------------------------------


@cache
def trees():
    """The code of the rooms that say something, by its path."""
    paths = sorted(path for room in ROOMS for path in (HOME / room).rglob("*.py"))
    said = [path for path in paths if HOME / "display" / "wording" not in path.parents]
    return {path.relative_to(HOME).as_posix(): ast.parse(path.read_text()) for path in said}


def template(text):
    """A text with holes, each hole as {}."""
    return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in text.values)


def has_form_of_key(pattern):
    """Words with dots between, as in keys; a name of a file or a sentence has another form."""
    return re.fullmatch(r"(\w|\{\})*(\.(\w|\{\})+)+", pattern) is not None


def first_arguments(tree, function):
    """What a function is called with first, in one room."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "id", None) == function and call.args:
            yield call.args[0]


def texts_in(tree, path):
    """Every text of a room, with what a helper of the room puts before it."""
    function, before = HELPERS.get(path, (None, ""))
    helped = {id(one) for given in first_arguments(tree, function) for one in ast.walk(given)}
    formats = {id(one.format_spec) for one in ast.walk(tree) if isinstance(one, ast.FormattedValue)}
    pieces = {
        id(piece)
        for one in ast.walk(tree)
        if isinstance(one, ast.JoinedStr)
        for piece in one.values
    }
    for text in ast.walk(tree):
        is_text = isinstance(text, ast.JoinedStr) or isinstance(getattr(text, "value", None), str)
        if is_text and id(text) not in formats | pieces:
            is_whole = isinstance(text, ast.Constant)
            said = text.value if is_whole else template(text)
            yield (before if id(text) in helped else "") + said, is_whole, text.lineno


def patterns():
    """Every text with holes that has the form of a key: pattern, and where it stands."""
    for path, tree in trees().items():
        for text, is_whole, line in texts_in(tree, path):
            if not is_whole and has_form_of_key(text):
                is_begun = text.split(".")[0] in ROOTS
                yield text if is_begun else f"{path} {text}", f"{path}:{line}"


def written_keys():
    """Every text without holes that has the form of a key, and where it stands."""
    for path, tree in trees().items():
        for text, is_whole, line in texts_in(tree, path):
            if is_whole and text.split(".")[0] in ROOTS and has_form_of_key(text):
                yield text, f"{path}:{line}"


def given_to(function, room=""):
    """The texts without holes that a function is given first, in one room or in all."""
    return {
        text.value
        for path, tree in trees().items()
        if room in path
        for given in first_arguments(tree, function)
        for text in ([given.body, given.orelse] if isinstance(given, ast.IfExp) else [given])
        if isinstance(text, ast.Constant)
    }


# --- the closed lists behind them ----------------------------------------------------------


def each(*lists):
    """Every member of the first list with every member of the others."""
    return list(product(*lists))


def each_marked(*details):
    """Details of a gap that counts firms, and the same where they are example firms."""
    return [f".{one}{mark}" for one in details for mark in ("", ".example")]


def gap_keys():
    """Keys of every kind of gap, with the detail that some kinds have."""
    details = {
        GapKind.NEED: [""],
        GapKind.PLACE: [""],
        GapKind.SIZE_OR_STAGE: [f".{one}" for one in FirmClass],
        GapKind.ACTOR: [f".{one}" for one in MissingRole if one is not MissingRole.CLUSTER]
        + [f".{MissingRole.CLUSTER}.{since}" for since in ("ended", "never")],
        GapKind.TIE: [*each_marked("no_way", "no_tie"), ".seldom"],
        GapKind.FRAGILITY: [".single", ".split"],
        GapKind.OVERLAP: [""],
        GapKind.REACH: each_marked(*SizeBand),
        GapKind.DEMAND: [""],
    }
    ends = ("found", "unknown", "rule")
    return [f"gap.{kind}{one}.{end}" for kind in GapKind for one in details[kind] for end in ends]


def change_keys():
    """Keys of every change that two registers can show: not everything can change its name."""
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
        for kind in kinds[subject]
        for word in words.get(subject, [""])
    ]


def step_keys():
    """Keys of every step; who fills a role and who introduces is said as well."""
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
    """Keys of how many of the firms that have a municipality are reached."""
    return ["coverage.rate.placed", "coverage.rate_between.placed"]


def thing_keys():
    """Keys of the things to look at first, of one alone."""
    chosen = {f"overview.thing.places{part}" for part in PLACES_OF}
    checked = {f"overview.thing.checked.{span}" for span in SPANS}
    named = given_to("_counted", "briefings/gaps/priorities.py")
    return [f"{key}.one" for key in named | chosen | checked]


def choice_keys():
    """Keys of the choices that a firm's facts are told by."""
    return [*(f"theme.{one}" for one in Theme), *(f"labour_kind.{one}" for one in LabourKind)]


def help_keys():
    """Keys of the answers of Hjælp: every task has one."""
    tasks = [key for key in TEXTS if re.fullmatch(r"help\.task\.\w+", key)]
    return [f"{task}.answer" for task in tasks]


LIMITS = [
    name for name, value in GapThresholds().model_dump().items() if isinstance(value, (int, float))
]
LISTS = {
    "actor_kind.{}": [*ActorKind, "unknown"],
    "actor_kinds.{}": ActorKind,
    "actors.cut.{}": FirmCut,
    "actors.links.{}": ["current", "members", "examples", "past"],
    "actors.relation.{}.{}": each(("in", "out"), LinkKind),
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
    "cards.left_out.{}": sorted({one for one in TOLD_LEFT_OUT.values() if one}),
    "cards.opens.{}": [one.fact for one in read_register().constants.mendable_facts],
    "cards.short.{}": Verdict,
    "change.{}": ["closed", "opened", "no_longer_known"],
    "changes.cell.{}": [*COLUMNS, "criteria"],
    "changes.gap.{}": TURNS,
    "changes.summary.{}": ChangeSubject,
    "closing_effort.{}": ClosingKind,
    "country.column.{}": ["hub", "cluster"],
    "country.{}": ["lacks", "has_several"],
    "coverage.basis.{}": TravelBasis,
    "coverage.follow.{}.{}": each(["offices", "activities"], ["better", "chance", "worse"]),
    "coverage.freshness.{}": [one for one in Freshness if one is not Freshness.NOT_RECORDED],
    "coverage.served.{}": get_args(Served),
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
    "frame.part.{}": ["metode", "privatliv", "tilgaengelighed"],
    "firm_cut.{}": FirmCut,
    "freshness.{}": Freshness,
    "gap.cannot_say.{}": [
        *("offers", "needs", "sites", "activities", "participations", "links"),
        *("board_seats", "dead_ends"),
    ],
    "gap.place.{}": ["office_alone", "offer_alone"],
    "gap.reason.{}": given_to("not_recorded") | given_to("_reason", "analysis/gaps/confidence.py"),
    "gap_confidence.{}": GapConfidence,
    "gap_event_kind.{}": GapEventKind,
    "gap_kind.{}": GapKind,
    "gap_kind_counted.{}": GapKind,
    "help.{}": ["metode", "privatliv", "tilgaengelighed"],
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
    "intake.step.{}": map(str, get_args(ReferralDraft.model_fields["step"].annotation)),
    "intake.text.{}": get_args(Meaning.model_fields["kind"].annotation),
    "judge.open.{}": Verdict,
    "look.{}": ACTOR_LOOKS,
    "look_short.{}": ACTOR_LOOKS,
    "loss.cut_off{}": ["", ".one", ".all"],
    "map.column.{}": MAP_COLUMNS,
    "map.compare.{}": ["firms", "places", "mean", "worst"],
    "map.file{}": FILES,
    "map.finding.none.{}": ["firms", "nearest_km"],
    "map.finding.{}": [one for one in MEASURES if one != "state"],
    "map.finding.{}.unknown": ["activity_state", "online_state"],
    "map.legend.{}": MEASURES,
    "map.measure.{}": MEASURES,
    "map.served.{}": get_args(Served),
    "map.unit.{}": UNITS,
    "map.{}": ["way", "sure"],
    "map.value.{}": [one for one in MEASURES if not one.endswith(("state", "km"))],
    "map.value.{}.{}": each([one for one in MEASURES if one.endswith("km")], UNITS),
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
    "network.role.{}": [one for one in BrokerRole if one is not BrokerRole.REPRESENTATIVE],
    "network.{}": given_to("phrase", "briefings/network"),
    "not_fitting.{}": NotFitting,
    "nuts3.{}": sorted(read_register().municipalities["nuts3_code"].dropna().unique()),
    "offer_kind.{}": OfferKind,
    "path.between{}": ["", ".one", ".many", ".example"],
    "path.steps{}": ["", ".one", ".many", ".example"],
    "overview.not_recorded.{}": ["actors", "position"],
    "overview.rule.alone.{}": ["all", "links"],
    "overview.thing.checked.{}": SPANS,
    "overview.thing.places{}": PLACES_OF,
    "offer_state.{}": OfferState,
    "opening_reason.{}": OpeningReason,
    "own.refused.{}": PersonalDatumKind,
    "page.{}": PAGES,
    "page.{}.answers": PAGES,
    "position_role.{}": PositionRole,
    "presence.unit.{}": get_args(Unit),
    "presence.{}": [PresenceBand.OVER, PresenceBand.UNDER],
    "presence_band.{}": PresenceBand,
    "refer.interpret.{}": get_args(Meaning.model_fields["kind"].annotation),
    "refer.next.{}": [*ScorePart, "tie", "unknown"],
    "refer.reason.{}": ["founded", "technology_readiness_level", "partner_count", "employees"],
    "refer.receiver.{}": given_to("_sentence", "briefings/referral/receiver.py"),
    "refer.sensitive.{}": ["less", "more"],
    "relation.{}": TieKind,
    "relation.{}{}": each(TieKind, ["", ".reversed"]),
    "role.{}": Role,
    "score_part.{}": ScorePart,
    "site_kind.{}": SiteKind,
    "siting.{}": ["mean", "worst"],
    "source_confidence.{}": SourceConfidence,
    "store_problem.{}": StoreProblem,
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
    "app/pages/hjaelp.py {}.answer": help_keys,
    "briefings/changes.py .{}": change_keys,
    "briefings/coverage/sentences.py {}.placed": rate_keys,
    "briefings/gaps/priorities.py {}.one": thing_keys,
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
    "app/shared/frame.py {}.py": "a file",
    "app/map/view.py {}.csv": "a file",
    "app/shared/widgets.py {}.py": "a file",
    "briefings/coverage/parts.py {}.csv": "a file",
    "display/maps/figures.py {}.csv": "a file",
    "cards.becomes.{}.{}": "said in general words where a fact has none of its own",
    "cli/__init__.py {}.{}": "a room of commands",
    "cli/app.py {}.py": "a file",
}
"""Texts of the same form that are no keys, or need not have words."""
FILES_OF_THE_PROGRAM = {"coverage.gpkg", "network.css", "network.js"}


# --- the tests -----------------------------------------------------------------------------


@pytest.mark.parametrize("pattern", LISTS)
def test_every_member_of_the_lists_behind_a_key_has_words(pattern):
    """A new member is said in Danish and English, or fails here by its key."""
    parts = [one if isinstance(one, tuple) else (one,) for one in LISTS[pattern]]
    keys = [pattern.format(*map(str, part)) for part in parts]

    assert keys
    assert [key for key in keys if key not in TEXTS] == []


@pytest.mark.parametrize("pattern", JOINED)
def test_every_key_of_several_parts_has_words(pattern):
    """Parts that go together make a key that can be said."""
    keys = JOINED[pattern]()

    assert keys
    assert [key for key in keys if key not in TEXTS] == []


def test_every_key_that_is_put_together_is_named_above():
    """A new pattern fails here with its file and line: name the lists that its parts come from."""
    known = {*LISTS, *JOINED, *NO_KEYS}

    assert [f"{pattern} in {place}" for pattern, place in patterns() if pattern not in known] == []


def test_no_pattern_is_named_above_that_the_code_has_no_more():
    """What is gone from the code goes from here too."""
    found = {pattern for pattern, _ in patterns()}

    assert {*LISTS, *JOINED, *NO_KEYS} - found == set()


def test_every_key_that_is_written_out_has_words():
    """Nor does a key that stands in the code as it is lead nowhere; it may begin others."""
    begun = {key[: dot.start()] for key in TEXTS for dot in re.finditer(r"\.", key)}
    known = {*TEXTS, *begun, *FILES_OF_THE_PROGRAM}

    assert [f"{key} in {place}" for key, place in written_keys() if key not in known] == []


def test_every_column_of_every_table_has_a_name_in_words():
    """A register that is compared with an earlier one says of each cell what it holds."""
    columns = {column for table in TABLES.values() for column in table.columns}

    assert columns <= set(COLUMNS)
    assert [column for column in COLUMNS if f"column.{column}" not in TEXTS] == []
