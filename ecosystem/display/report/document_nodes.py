"""Read an answer's JSON document node by node: what is absent is empty, never an error."""

from collections.abc import Mapping
from typing import TypeAlias

Node: TypeAlias = Mapping[str, object]


def node_at(node: Node, *names: str) -> Node:
    """Return the record that names lead to; an empty one where there is none."""
    for name in names:
        inner = node.get(name)
        if not isinstance(inner, Mapping):
            return {}
        node = inner
    return node


def rows_at(node: Node, *names: str) -> list[Node]:
    """Return the list of records that names lead to; an empty one where there is none."""
    *before, last = names
    rows = node_at(node, *before).get(last)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def value_at(node: Node, *names: str) -> float | None:
    """Return the number that names lead to; None where it is not known."""
    *before, last = names
    value = node_at(node, *before).get(last)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number and isinstance(value, (int, float)) else None


def text_at(node: Node, *names: str) -> str | None:
    """Return the text that names lead to; None where there is none."""
    *before, last = names
    value = node_at(node, *before).get(last)
    return value if isinstance(value, str) else None


def points_at(node: Node, *names: str) -> list[tuple[float, float]]:
    """Return the list of pairs of numbers that names lead to."""
    *before, last = names
    pairs = node_at(node, *before).get(last)
    return [(float(x), float(y)) for x, y in pairs] if isinstance(pairs, list) else []
