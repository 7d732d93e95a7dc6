"""One question of the domain is answered in one room: nothing above ``day`` asks its tables."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "ecosystem"
DAY = PACKAGE / "analysis" / "day"
TABLES = {"regions", "landmasses", "crossings", "industry_positions", "actor_positions", "sites"}
"""Tables that say where something is, and who is of a position."""
ABOVE = sorted(
    path
    for floor in ("analysis", "briefings", "display", "app", "cli")
    for path in (PACKAGE / floor).rglob("*.py")
    if DAY not in path.parents
)
READERS = {"small_table", "big_table", "getattr"}
WAYS = {"arcsin", "asin", "great_circle_km", "haversine"}


def _last(node):
    """The last name of an expression: register of ``day.register``."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", None)


def _is_annotated(node):
    """An argument or a variable that is said to be a register."""
    is_named = isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None
    return is_named and "Register" in ast.unparse(node.annotation).split(" | ")


def _registers(tree):
    """Names that stand for a register: called so, or said to be one."""
    named = (node for node in ast.walk(tree) if _is_annotated(node))
    targets = (
        node.arg if isinstance(node, ast.arg) else ast.unparse(node.target) for node in named
    )
    return {"register", *targets}


def reads_of(source):
    """Lines where a table of the day is read from a register."""
    tree = ast.parse(source)
    registers = _registers(tree)
    reads = []
    for node in ast.walk(tree):
        is_attribute = isinstance(node, ast.Attribute) and node.attr in TABLES
        if is_attribute and _last(node.value) in registers:
            reads.append((node.lineno, node.attr))
        if isinstance(node, ast.Call) and _last(node.func) in READERS:
            tables = [a.value for a in node.args[1:2] if isinstance(a, ast.Constant)]
            reads += [(node.lineno, table) for table in tables if table in TABLES]
    return reads


@pytest.mark.parametrize("path", ABOVE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_tables_of_the_day_are_asked_through_the_day(path):
    """Who is of a position and where something lies is worked out once, in ``analysis/day``."""
    assert reads_of(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "register.sites",
        "search.context.register.regions",
        "small_table(register, 'crossings', 'why')",
        "getattr(self.register, 'actor_positions')",
        "def f(before: Register): before.sites",
    ],
)
def test_the_test_sees_each_way_of_reading(line):
    """A test that cannot fail guards nothing."""
    assert len(reads_of(line)) == 1
    assert reads_of("day.places.sites, briefing.sites, register.links") == []


def test_distances_are_measured_in_one_room():
    """One great circle: a second one would soon give another number."""
    homes = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _last(node.func) in WAYS
    }

    assert homes == {"analysis/day/travel.py"}
