"""What is known beside a closed list names every member of it; a new member fails by its name."""

import ast
import importlib
import inspect
import pkgutil
import shutil
import subprocess
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import pytest

import ecosystem
from ecosystem.model import member_facts
from ecosystem.model.closed_lists import IncompleteTableError, complete
from ecosystem.model.vocabulary import ActorKind, OfferKind

PACKAGE = Path(ecosystem.__file__).parent
PARTLY = {
    "ecosystem.analysis.gaps.admission._CLASS_FACTS": "the plain firm is small; new goes by age",
    "ecosystem.analysis.gaps.sandbox._ROLES": "who sits on a board has no role in a position",
    "ecosystem.analysis.system.LEVEL_OF_KIND": "of the others the table of layers says it",
    "ecosystem.analysis.system._EVIDENCE": "whatever else documents a tie is an agreement",
    "ecosystem.briefings.scorecard.overview._GROUPS": "the indicators that count gaps",
    "ecosystem.briefings.theme.participant_words.FRAMES": "first-timers are a part of their own",
    "ecosystem.briefings.theme.participant_words._KEYS": "first-timers are a part of their own",
    "ecosystem.briefings.theme.participant_words._LACKING": "what counts events lacks no table",
    "ecosystem.briefings.theme.participant_words._NOT_RECORDED": "what counts events is recorded",
    "ecosystem.briefings.theme.participant_words._UNITS": "first-timers are a part of their own",
    "ecosystem.display.report.html._LOOKS": "what has enough is plain",
    "ecosystem.model.scorecards._UNITS": "the others are shares",
    "ecosystem.analysis.network.triple_helix.HELIX": "made of KIND_FACTS",
    "ecosystem.analysis.network.steps._OTHER_SIDE": "only an offer has two sides",
    "ecosystem.display.documents.excel.HATCHED": "what has enough, or no data, is plain",
    "ecosystem.display.documents.powerpoint.PATTERNS": "what has enough, or no data, is plain",
    "ecosystem.display.documents.word.SHADES": "what has enough, or no data, is plain",
    "ecosystem.display.maps.figures.STATE_COLOURS": "what is not known has no colour of its own",
    "ecosystem.sources.tables.column_rules.SQL_TYPES": "other cells are text",
    "ecosystem.sources.tables.column_rules._FORMS": "other cells may hold any text",
    "ecosystem.sources.register.inferred_positions._ROLE": "made of KIND_FACTS",
    "ecosystem.sources.register.data_package._TYPES": "other cells are text",
    "ecosystem.sources.tables.spark._TYPES": "other cells are text",
}
"""Tables that leave members out, and why that is right."""
BY_HAND = {
    "(TieKind.USES.value, TieKind.OFFERS.value)": "the two sides of an offer",
    "{TieKind.PARTNER.value, TieKind.TAKES_PART.value}": "what the measure is made of",
    "(GapKind.PLACE, GapKind.ACTOR)": "the two rules that one remark is like",
    "[ActorKind.CLUSTER.value, ActorKind.BUSINESS_HUB.value]": "who holds made-up activities",
    "{ActorKind.FIRM, ActorKind.KNOWLEDGE_INSTITUTION}": "who may be a partner abroad",
    "{ActorKind.FIRM, ActorKind.KNOWLEDGE_INSTITUTION, ActorKind.PUBLIC_AUTHORITY, "
    "ActorKind.CLUSTER}": "whom a seat of a consortium is looked for among",
    "[Evidence.MEMBER, Evidence.CLAIMED]": "what made-up memberships rest on",
}
"""Members of a list with records that a room picks out itself, and why no record says it."""


def modules():
    """Every module of the package, but for pages, which run when they are imported."""
    rooms = pkgutil.walk_packages(ecosystem.__path__, "ecosystem.")
    names = [n for _, n, _ in rooms if ".pages." not in n and not n.endswith("__main__")]
    return [importlib.import_module(name) for name in names]


MODULES = modules()
LISTS = {
    member
    for module in MODULES
    if not module.__name__.startswith("ecosystem.cli")  # choices of options are no lists of data
    for member in vars(module).values()
    if inspect.isclass(member) and issubclass(member, StrEnum) and member is not StrEnum
}


def is_defined_in(module, name):
    """Return whether a module makes a table, and does not import it."""
    source = inspect.getsource(module)
    return f"\n{name}: " in source or f"\n{name} = " in source


def list_of(table):
    """The closed list whose members, or their words, are the keys of a table, if there is one."""
    kinds = {type(key) for key in table}
    if len(kinds) == 1 and issubclass(next(iter(kinds)), StrEnum):
        return next(iter(kinds))
    if kinds != {str} or len(table) == 1:
        return None
    fitting = [closed for closed in LISTS if table.keys() <= {member.value for member in closed}]
    return min(fitting, key=len, default=None)


def tables_by_member():
    """Every table in the code whose keys are members of one closed list, or their words."""
    tables = {}
    for module in MODULES:
        for name, table in vars(module).items():
            is_table = isinstance(table, Mapping) and table and is_defined_in(module, name)
            if is_table and (closed_list := list_of(table)) is not None:
                tables[f"{module.__name__}.{name}"] = (closed_list, table)
    return tables


TABLES = tables_by_member()


def lacking(name):
    """Words of the members that a table leaves out."""
    closed_list, table = TABLES[name]
    return {member.value for member in closed_list} - {str(key) for key in table}


@pytest.mark.parametrize("name", sorted(TABLES.keys() - PARTLY))
def test_a_table_beside_a_closed_list_leaves_no_member_out(name):
    """A new kind of actor, gap or step is met in every table, or fails here by its name."""
    assert lacking(name) == set()


def test_only_tables_that_leave_something_out_are_excused():
    """A table that was completed, or is gone, needs no excuse."""
    assert {name for name in PARTLY if name not in TABLES or not lacking(name)} == set()


def test_what_is_kept_by_word_is_looked_at_too():
    """A table keyed by plain words of a list is found, not only one keyed by its members."""
    assert list_of({"member_of": 1, "takes_part": 2}).__name__ == "TieKind"
    assert "ecosystem.display.network.graph_view.LOOK_OF_TIE" in TABLES
    assert "ecosystem.model.member_facts.KIND_FACTS" in TABLES


def test_a_member_left_out_is_named():
    """The error says which table lacks which member."""
    with pytest.raises(IncompleteTableError, match=r"^SIDES says nothing of OfferKind\.SERVICE\.$"):
        complete(OfferKind, {OfferKind.SCHEME: 1}, name="SIDES")


def test_a_key_that_is_no_member_is_named():
    """A word is no member of the list, even where it is written the same."""
    facts = {OfferKind.SCHEME: 1, OfferKind.SERVICE: 2, "other": 3}

    with pytest.raises(IncompleteTableError, match=r"SIDES speaks of 'other': no OfferKind"):
        complete(OfferKind, facts, name="SIDES")


def members_by_hand():
    """Collections in the code that list two members or more of a list that has records."""
    with_records = {
        type(next(iter(table))).__name__
        for name, table in vars(member_facts).items()
        if name.endswith("_FACTS")
    }

    def is_member(node):
        owner = node.value if isinstance(node, ast.Attribute) and node.attr == "value" else node
        is_attribute = isinstance(owner, ast.Attribute) and isinstance(owner.value, ast.Name)
        return is_attribute and owner.value.id in with_records

    return {
        ast.unparse(node)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Tuple | ast.Set | ast.List) and sum(map(is_member, node.elts)) > 1
    }


def test_no_room_picks_members_that_a_record_should_pick():
    """A list of kinds within a room would pass a new kind by in silence."""
    assert members_by_hand() == set(BY_HAND)


IMPORT_ALL = """
import importlib, pkgutil, ecosystem
for _, name, _ in pkgutil.walk_packages(ecosystem.__path__, "ecosystem.", onerror=lambda _: None):
    if ".pages." in name or name.endswith("__main__"):
        continue
    try:
        importlib.import_module(name)
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
"""


def test_a_new_kind_of_actor_fails_in_one_place_by_its_name(tmp_path):
    """Every room that cannot be imported says the same, and names the record to write."""
    copy = tmp_path / "ecosystem"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    vocabulary = copy / "model" / "vocabulary.py"
    first = next(iter(ActorKind))
    line = f'    {first.name} = "{first.value}"\n'
    text = vocabulary.read_text(encoding="utf-8")
    assert text.count(line) > 0
    vocabulary.write_text(text.replace(line, f'{line}    UNHEARD_OF = "unheard_of"\n', 1), "utf-8")

    imported = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    failures = imported.stdout.splitlines()
    assert set(failures) == {
        "IncompleteTableError: KIND_FACTS says nothing of ActorKind.UNHEARD_OF."
    }
    assert len(failures) > 50
