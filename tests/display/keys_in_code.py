"""The keys of texts that the code writes out or puts together, read from its syntax trees."""

import ast
import re
from functools import cache
from pathlib import Path

import ecosystem
from ecosystem.display.wording import texts

HOME = Path(ecosystem.__file__).parent
ROOMS = ("analysis", "app", "briefings", "cli", "display")
TEXTS = texts("da")
ROOTS = {key.split(".")[0] for key in TEXTS}
HELPERS = {
    f"briefings/network/{room}.py": ("phrase", "network.")
    for room in ("brief", "figures", "groups", "measures", "projects", "structure")
}
"""Functions that put the beginning before a key, by the room they stand in."""


@cache
def trees():
    """The code of the rooms that say something, by its path."""
    paths = sorted(path for room in ROOMS for path in (HOME / room).rglob("*.py"))
    paths = [path for path in paths if HOME / "display" / "wording" not in path.parents]
    return {path.relative_to(HOME).as_posix(): ast.parse(path.read_text()) for path in paths}


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


@cache
def patterns():
    """Every text with holes that has the form of a key: pattern, and where it stands."""
    return tuple(_patterns())


def _patterns():
    for path, tree in trees().items():
        for text, is_whole, line in texts_in(tree, path):
            if not is_whole and has_form_of_key(text):
                is_begun = text.split(".")[0] in ROOTS
                yield text if is_begun else f"{path} {text}", f"{path}:{line}"


@cache
def written_keys():
    """Every text without holes that has the form of a key, and where it stands."""
    return tuple(_written_keys())


def _written_keys():
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
