"""How the code reads: names that say which, small functions, small rooms, few unknown types.

``python tests/test_house.py`` prints the figures. The limits are a little above where the code
stands; they go down when it does.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ecosystem"
VAGUE = frozenset(
    re.findall(
        r"\w+",
        "told held found said one other own ours wanted things thing kept shown asked given taken "
        "there named written known chosen done",
    )
)
"""Participles and pronouns: names that say "the thing" and not which."""
OPENINGS = frozenset(("give", "gives", "tell", "tells", "say", "says", "lay", "lays", "hold"))
"""Verbs of a fable, where the field says return, compute, list, build or check."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def trees() -> dict[Path, ast.Module]:
    """Return the syntax tree of every module of the package."""
    return {p: ast.parse(p.read_text("utf-8")) for p in sorted(PACKAGE.rglob("*.py"))}


def functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield every function of the package with its module."""
    for path, tree in trees().items():
        yield from ((path, node) for node in ast.walk(tree) if isinstance(node, FUNCTIONS))


def bindings(tree: ast.Module) -> Iterator[str]:
    """Yield every name that a parameter, an assignment, a loop or a comprehension binds."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.arg not in {"self", "cls"}:
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def names() -> Counter[str]:
    """Count the names that are bound in the package."""
    return Counter(name for tree in trees().values() for name in bindings(tree))


def body_lines(path: Path, function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function that are code: without docstring, comments, empty lines."""
    lines = path.read_text("utf-8").splitlines()
    body = function.body[1:] if ast.get_docstring(function) else function.body
    numbers = {n for part in body for n in range(part.lineno, (part.end_lineno or 0) + 1)}
    return sum(bool(text := lines[n - 1].strip()) and not text.startswith("#") for n in numbers)


@cache
def bodies() -> tuple[int, ...]:
    """Return the length of every function, in lines of code."""
    return tuple(body_lines(path, function) for path, function in functions())


@cache
def sizes() -> dict[str, int]:
    """Return the lines of every room that is more than its first sentence."""
    lines = {p: len(p.read_text("utf-8").splitlines()) for p in trees()}
    return {p.relative_to(ROOT).as_posix(): n for p, n in lines.items() if n > 2}


def share_of_vague_names() -> float:
    """Return the share of all bound names that say no noun."""
    counted = names()
    return sum(n for name, n in counted.items() if name in VAGUE) / counted.total()


def uses_of_any() -> int:
    """Count where the code says ``Any``."""
    nodes = (node for tree in trees().values() for node in ast.walk(tree))
    return sum(isinstance(node, ast.Name) and node.id == "Any" for node in nodes)


def long_rooms() -> list[str]:
    """List the rooms over 450 lines."""
    return [room for room, lines in sizes().items() if lines > 450]


def docstrings_of_a_fable() -> list[str]:
    """List the functions whose docstring begins with a verb that the field does not use."""
    firsts = ((p, f, (ast.get_docstring(f) or "-").split()[0].lower()) for p, f in functions())
    return [f"{p.relative_to(ROOT)}::{f.name}" for p, f, first in firsts if first in OPENINGS]


def test_names_say_which():
    """A name that stands for whatever was found has to be looked up each time."""
    assert share_of_vague_names() < 0.02


def test_functions_are_short():
    """Half of them have seven lines or fewer, nine of ten at most twenty."""
    assert median(bodies()) <= 7
    assert quantiles(bodies(), n=10)[-1] <= 20


def test_rooms_are_small():
    """A room that grows past a reader's patience falls into its subjects."""
    assert long_rooms() == []
    assert median(sizes().values()) < 150


def test_types_are_known():
    """``Any`` switches the type checker off; what a library does not type may say it."""
    assert uses_of_any() < 150


def test_docstrings_say_what_a_function_does_in_the_words_of_the_field():
    """Return, compute, list, build, check: a reader of other packages knows these."""
    assert docstrings_of_a_fable() == []


@pytest.mark.parametrize(("source", "bound"), [("a = 1\nfor b in c: d = lambda e: e", "abde")])
def test_every_way_to_bind_a_name_is_counted(source, bound):
    """Names that are only read are not."""
    assert sorted(bindings(ast.parse(source))) == sorted(bound)


def main() -> None:
    """Print the figures."""
    lines = sizes()
    out = [
        f"{sum(lines.values())} lines in {len(lines)} rooms, median {median(lines.values()):.0f}, "
        f"largest {max(lines.values())}; over 450: {', '.join(long_rooms()) or 'none'}",
        f"{len(bodies())} functions, body median {median(bodies()):.0f}, "
        f"p90 {quantiles(bodies(), n=10)[-1]:.0f}, longest {max(bodies())}",
        f"{share_of_vague_names():.1%} of names say no noun; Any {uses_of_any()}; "
        f"docstrings in other verbs {len(docstrings_of_a_fable())}",
    ]
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
