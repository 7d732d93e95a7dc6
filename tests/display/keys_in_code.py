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
    for room in ("brief", "figures", "groups", "measures", "projects", "sentences", "structure")
}
"""Functions that put the beginning before a key, by the room they stand in."""


@cache
def trees():
    """Parse the code of the rooms that say something, by its path."""
    paths = sorted(path for room in ROOMS for path in (HOME / room).rglob("*.py"))
    paths = [path for path in paths if HOME / "display" / "wording" not in path.parents]
    return {path.relative_to(HOME).as_posix(): ast.parse(path.read_text()) for path in paths}


def template(text):
    """Write a text with holes, each hole as {}."""
    return "".join(
        piece.value if isinstance(piece, ast.Constant) else "{}" for piece in text.values
    )


def has_form_of_key(pattern):
    """Return whether a text is words with dots between, as keys are and sentences are not."""
    return re.fullmatch(r"(\w|\{\})*(\.(\w|\{\})+)+", pattern) is not None


def first_arguments(tree, function):
    """List what a function is called with first, in one room."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "id", None) == function and call.args:
            yield call.args[0]


def texts_in(tree, path):
    """List every text of a room, with what a helper of the room puts before it."""
    function, prefix = HELPERS.get(path, (None, ""))
    prefixed = {
        id(node) for argument in first_arguments(tree, function) for node in ast.walk(argument)
    }
    formats = {
        id(node.format_spec) for node in ast.walk(tree) if isinstance(node, ast.FormattedValue)
    }
    pieces = {
        id(piece)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for piece in node.values
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.JoinedStr) or isinstance(getattr(node, "value", None), str)
        if is_text and id(node) not in formats | pieces:
            is_whole = isinstance(node, ast.Constant)
            text = node.value if is_whole else template(node)
            yield (prefix if id(node) in prefixed else "") + text, is_whole, node.lineno


@cache
def patterns():
    """List every text with holes that has the form of a key: pattern, and where it stands."""
    return tuple(_patterns())


def _patterns():
    for path, tree in trees().items():
        for text, is_whole, line in texts_in(tree, path):
            if not is_whole and has_form_of_key(text):
                is_begun = text.split(".")[0] in ROOTS
                yield text if is_begun else f"{path} {text}", f"{path}:{line}"


@cache
def written_keys():
    """List every text without holes that has the form of a key, and where it stands."""
    return tuple(_written_keys())


def _written_keys():
    for path, tree in trees().items():
        for text, is_whole, line in texts_in(tree, path):
            if is_whole and text.split(".")[0] in ROOTS and has_form_of_key(text):
                yield text, f"{path}:{line}"


def passed_to(function, room=""):
    """Collect the texts without holes that a function takes first, in one room or in all."""
    return {
        text.value
        for path, tree in trees().items()
        if room in path
        for argument in first_arguments(tree, function)
        for text in (
            [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
        )
        if isinstance(text, ast.Constant)
    }
