"""What every page is, without a browser: listed once, and thin; the words of the app are keys."""

import ast
import re
from html import unescape
from pathlib import Path

import pytest

from ecosystem.app.shared.menu import FOLDER, PAGES
from ecosystem.display.wording import texts

ROOT = Path(__file__).parents[2]
APP = ROOT / "ecosystem" / "app"
FILES = sorted(FOLDER.glob("*.py"))
MODULES = sorted(path for path in APP.rglob("*.py") if "components" not in path.parts)
MAY_IMPORT = ("streamlit", "ecosystem.app", "ecosystem.display.wording", "ecosystem.model")
MAKERS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
CONDITIONAL = (ast.If, ast.IfExp, ast.While)
SHOWN_BY_STREAMLIT = {
    f"st.{name}"
    for name in (
        "button",
        "caption",
        "checkbox",
        "download_button",
        "error",
        "expander",
        "form_submit_button",
        "header",
        "info",
        "link_button",
        "markdown",
        "popover",
        "radio",
        "selectbox",
        "spinner",
        "subheader",
        "success",
        "text_area",
        "text_input",
        "title",
        "toggle",
        "warning",
        "write",
    )
}
NOT_FOR_READERS = {
    "shared/ahead.py": "the line that starts the other process",
    "shared/cached_data.py": "an error, read as it stands like every fault of a file",
}
"""Modules with sentences that are no words of a page."""


# --- one list ------------------------------------------------------------------------------


def test_every_file_of_a_page_is_in_the_menu_and_every_page_of_the_menu_has_a_file():
    """A page that is not listed could not be opened, and no browser test would see it."""
    assert {path.stem for path in FILES} == {page.stem for page in PAGES}


def test_a_page_has_its_name_and_what_it_answers_in_both_languages():
    """The menu and the heading say both."""
    keys = {key for page in PAGES for key in (f"page.{page.stem}", f"page.{page.stem}.answers")}

    assert keys <= texts("da").keys() & texts("en").keys()


def test_one_page_opens_first_and_no_two_share_an_address():
    """The first is what opens at ``/``."""
    assert [page.is_first for page in PAGES] == [True] + [False] * (len(PAGES) - 1)
    assert len({page.address for page in PAGES}) == len(PAGES)


def test_the_readme_lists_the_pages_of_the_menu_in_its_order_with_their_addresses():
    """A reader who types or follows an address gets that page, not "not found"."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    row = r"^\| \[(/[a-z-]*)\]\(http://localhost:8501(/[a-z-]*)\) \| `(\w+)`"

    assert re.findall(row, readme, re.MULTILINE) == [
        (page.address, page.address, page.stem) for page in PAGES
    ]


# --- a page asks, briefs, shows ------------------------------------------------------------


def imports_of(tree):
    """Modules that a script imports; relative imports are named as such."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def is_answer(condition):
    """A condition that asks nothing itself: see ``test_a_page_asks_briefs_and_shows``."""
    match condition:
        case ast.BoolOp(values=parts):
            return all(map(is_answer, parts))
        case ast.UnaryOp(op=ast.Not(), operand=inner) | ast.NamedExpr(value=inner):
            return is_answer(inner) or isinstance(inner, ast.Call)
        case ast.Compare(left=ast.Attribute(value=ast.Name()), ops=[ast.Eq() | ast.Is()]):
            return all(isinstance(side, ast.Constant) for side in condition.comparators)
        case ast.Name() | ast.Attribute(value=ast.Name()):
            return True
    return False


def faults_of(source):
    """What a page holds that belongs into a room of its own, by line."""
    tree = ast.parse(source)
    faults = [f"imports {name}" for name in imports_of(tree) if not may_import(name)]
    for node in ast.walk(tree):
        if isinstance(node, MAKERS):
            faults.append(f"line {node.lineno}: {type(node).__name__}")
        conditions = [node.test] if isinstance(node, CONDITIONAL) else []
        conditions += node.ifs if isinstance(node, ast.comprehension) else []
        faults += [
            f"line {condition.lineno}: if {ast.unparse(condition)}"
            for condition in conditions
            if not is_answer(condition)
        ]
    return faults


def may_import(name):
    """Whether a page may import a module."""
    return any(name == room or name.startswith(f"{room}.") for room in MAY_IMPORT)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_page_asks_briefs_and_shows(path):
    """A page defines nothing, imports neither pandas nor a briefing, and decides nothing.

    An ``if`` of a page may look at an answer: a name, a field of one (``draft.is_confirmed``), a
    field that equals a constant (``draft.step == 1``), the answer of a call that it names on the
    spot (``if missing := view.cannot_search(register)``), or several of these. It may not compare
    two answers, count, look into tables or call and drop the answer: then a rule of the domain
    stands on the page, where no other face finds it.
    """
    assert faults_of(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "def show(): ...",
        "class Page: ...",
        "rows = sorted(rows, key=lambda row: row.name)",
        "import pandas as pd",
        "from ecosystem.briefings.overview import brief_overview",
        "from ecosystem.analysis.day import OnDay",
        "if len(briefing.gaps) > 3: pass",
        "if briefing.actors < briefing.actors_in_all: pass",
        "if view.is_missing(register): pass",
        "names = [gap.name for gap in gaps if gap.kind == GapKind.ACTOR]",
        "label = 'a' if register.actors.empty else 'b'",
    ],
)
def test_what_belongs_elsewhere_is_seen_on_a_page(line):
    """A test that cannot fail guards nothing."""
    assert len(faults_of(line)) == 1


# --- words are keys ------------------------------------------------------------------------


def literals(tree):
    """Texts of a module that are no docstrings, with their lines."""
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.lineno, node.value


def is_sentence(text):
    """Words beside each other, or Danish letters: what a reader would read."""
    plain = unescape(re.sub(r"<[^>]*>?|^[^<]*>", " ", text))
    return re.search(r"[æøåÆØÅ]|[A-Za-z]{2,} [A-Za-z]{2,}", plain) is not None


def words_of(source):
    """Sentences in a module, and words that are handed to Streamlit as they stand."""
    tree = ast.parse(source)
    yield from (f"line {line}: {text}" for line, text in literals(tree) if is_sentence(text))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in SHOWN_BY_STREAMLIT:
            texts = [text.value for text in node.args[:1] if isinstance(text, ast.Constant)]
            yield from (f"line {node.lineno}: {text}" for text in texts)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(APP).as_posix())
def test_words_for_readers_are_keys_and_stand_in_wording(path):
    """A sentence in code is said in one language, and no translator ever sees it."""
    is_excused = path.relative_to(APP).as_posix() in NOT_FOR_READERS

    assert bool(list(words_of(path.read_text(encoding="utf-8")))) is is_excused


@pytest.mark.parametrize(
    "line",
    [
        "st.header('Behov')",
        "st.write(t('a') + 'Ingen aktører')",
        "label = f'Se alle {n} huller'",
        "html = '<p>There are none</p>'",
    ],
)
def test_words_in_code_are_seen(line):
    """A test that cannot fail guards nothing."""
    assert list(words_of(line))
    assert not list(words_of("st.write(t('overview.none')); st.html('<p class=\"wide note\">')"))
