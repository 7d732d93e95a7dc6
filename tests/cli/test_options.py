"""An option that several commands share is spelled once."""

import ast
from collections import Counter
from pathlib import Path

from ecosystem import cli

FOLDER = Path(cli.__file__).parent


def spelled(text):
    """List every option and argument that a file spells out, as Python writes it."""
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Annotated"
    ]


def test_no_option_is_spelled_twice():
    """Shared ones stand in ``options`` or ``theme_options``."""
    files = sorted(FOLDER.glob("*.py"))
    count = Counter(one for file in files for one in spelled(file.read_text(encoding="utf-8")))
    assert len(count) > 100
    assert [one for one, n in count.items() if n > 1] == []


def test_an_option_that_stood_twice_would_be_seen():
    """However its lines are broken."""
    twice = 'a: Annotated[str, Option(help="x")]\nb: Annotated[\n    str, Option(help="x")\n]'
    assert len(set(spelled(twice))) == 1
