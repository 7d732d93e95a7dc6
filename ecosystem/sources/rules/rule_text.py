"""Read one file of rules: YAML that means what it says, or every fault with its line.

YAML is read by version 1.1, which turns some plain words into something else: ``no`` into a
truth value, ``0461`` into the number 305, ``12:30`` into 750. Here such a word is a fault with
the line it stands on, never a silent change. So are keys that stand twice and aliases.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from ecosystem.model.errors import EcosystemError, RuleError
from ecosystem.model.faults import Fault
from ecosystem.model.text import cleaned
from ecosystem.sources.tables.text_cells import verdicts

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LARGEST_FILE: Final = 200_000
"""Bytes; a rule file of an offer has some two thousand."""
DEEPEST: Final = 40
"""Levels of lists and fields within each other; a criterion needs some eight."""

Record = TypeVar("Record", bound=BaseModel)
_TAG: Final = "tag:yaml.org,2002:"
_TESTS: Final = frozenset(
    {
        "between",
        "one_of",
        "none_of",
        "is_true",
        "age_between",
        "size_class",
        "designated_cluster",
        "must_ask",
        "all_of",
        "any_of",
    }
)
_EXPECTED: Final = {
    "missing": ("is missing", "Add it."),
    "extra_forbidden": ("is not a field of a rule file", "Check the spelling, or remove it."),
    "union_tag_not_found": ("has no test", f"Say test: one of {', '.join(sorted(_TESTS))}."),
}


class Place(NamedTuple):
    """Where in a file a fault stands."""

    column: str | None = None
    row: int | None = None
    value: str | None = None


_Trap = tuple[str, str, Place]
WHOLE_FILE: Final = Place()
_MAY_BE_TEXT: Final = re.compile(r"[^!-~]|@|^\d.{9}")
"""A word of a rule file that is more than one word of a closed list."""
_WHERE_TELEPHONES_MAY_BE: Final = "next_step"
"""Rules tell whom to ring, as the next step of an offer does."""


def read_record(path: Path, kind: type[Record]) -> Record:
    """Read a file as a record.

    Raises:
        RuleError: Every wrong field, with what was expected and what to do.
    """
    return record_of(path, read_mapping(path), kind)


def record_of(path: Path, content: Mapping[str, Any], kind: type[Record]) -> Record:
    """Check what a file states, and make a record of it.

    Raises:
        RuleError: Every wrong field, with what was expected and what to do.
    """
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        faults = [_fault_of_field(path, problem) for problem in error.errors(include_url=False)]
        raise RuleError.from_faults(path.name, faults) from None
    except EcosystemError as error:
        fault = fault_of(path, str(error), "See data/README.md, section Rules.")
        raise RuleError.from_faults(path.name, [fault]) from None


def read_mapping(path: Path) -> dict[str, Any]:
    """Read a file as fields, each with what YAML makes of it.

    Raises:
        RuleError: It is no YAML, or says something else than it seems to.
    """
    text = _read_text(path)
    try:
        _refuse_depth(path, text)
        loader = yaml.CSafeLoader(text)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            problem = "the file is empty or not a list of fields"
            hint = "Write one field a line, such as source: ..., and see data/README.md, Rules."
            raise RuleError.from_faults(path.name, [fault_of(path, problem, hint)])
        if faults := [fault_of(path, *trap) for trap in _traps(node)]:
            raise RuleError.from_faults(path.name, faults)
        return dict(loader.construct_document(node))
    except (yaml.YAMLError, ValueError) as error:
        raise RuleError.from_faults(path.name, [_fault_of_yaml(path, error)]) from None


def _refuse_depth(path: Path, text: str) -> None:
    """Stop before the parser does: it recurses in C, where too deep is the end of the process.

    A level takes a bracket, or an indent that at most two levels share; most files are seen to be
    flat without being parsed for it.
    """
    indents = (len(line) - len(line.lstrip(" -?:\t")) for line in text.splitlines())
    if text.count("[") + text.count("{") + 2 * (max(indents, default=0) + 1) <= DEEPEST:
        return
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            problem = f"lists and fields are nested more than {DEEPEST} levels deep"
            mark = event.start_mark
            place = Place(row=None if mark is None else mark.line + 1)
            raise RuleError.from_faults(
                path.name, [fault_of(path, problem, "Close the brackets before that line.", place)]
            )


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            problem = f"the file is larger than {LARGEST_FILE} bytes"
            hint = "Is it a rule file? Remove what is not a rule."
            raise RuleError.from_faults(path.name, [fault_of(path, problem, hint)])
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"the file is not UTF-8 text (byte {error.start})"
        hint = "Save it as UTF-8."
    except OSError as error:
        problem = f"the file cannot be opened ({error.strerror})"
        hint = "Check that it is there and may be read."
    raise RuleError.from_faults(path.name, [fault_of(path, problem, hint)])


def _traps(root: yaml.Node) -> Iterator[_Trap]:
    """Find what YAML 1.1 would change in silence, and what no text may hold; clean the others.

    Yields:
        Problem, hint, field, line, value.
    """
    seen: set[int] = set()
    todo: list[tuple[yaml.Node, str]] = [(root, "")]
    while todo:
        node, field = todo.pop()
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.ScalarNode):
            if id(node) in seen:
                yield "an alias (*) is used", "Write the part out.", Place(field or None, line)
                continue
            seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            yield from _doubled_keys(node, field)
            todo.extend((value, f"{field}.{key.value}".lstrip(".")) for key, value in node.value)
            todo.extend((key, f"{field}.{key.value}".lstrip(".")) for key, _ in node.value)
        elif isinstance(node, yaml.SequenceNode):
            todo.extend((part, f"{field}[{i}]") for i, part in enumerate(node.value))
        elif changed := _changed(node):
            place = Place(field, line, str(node.value))
            yield changed, "Write it in quotes, or in plain digits.", place
        elif _MAY_BE_TEXT.search(node.value):
            node.value = cleaned(str(node.value)).text
            for verdict in verdicts(_WHERE_TELEPHONES_MAY_BE, node.value):
                yield verdict.problem, verdict.hint, Place(field, line, verdict.safe_cell)


def _doubled_keys(node: yaml.MappingNode, field: str) -> Iterator[_Trap]:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        name = str(key.value)
        line = key.start_mark.line + 1
        if name in lines:
            where = f"{field}.{name}".lstrip(".")
            problem = f"the field stands twice, also in line {lines[name]}"
            yield problem, "Keep one of them.", Place(where, line)
        lines.setdefault(name, line)


def _changed(node: yaml.Node) -> str | None:
    """Return what YAML 1.1 would make of a plain word that looks like text."""
    kind = str(node.tag).removeprefix(_TAG)
    word = str(node.value)
    if kind == "bool" and word.lower() not in {"true", "false"}:
        return "YAML reads the word as true or false"
    if kind == "int" and re.fullmatch(r"[-+]?0[0-9_]+", word):
        return "YAML reads a number that begins with 0 as octal"
    if kind in {"int", "float"} and (":" in word or "_" in word or "x" in word or "b" in word):
        return "YAML reads the word as another number"
    if kind == "float" and re.search(r"inf|nan", word, re.IGNORECASE):
        return "the number is not a finite one"
    if kind not in {"str", "int", "float", "bool", "null", "timestamp"}:
        return f"YAML reads the word as {kind or 'something special'}"
    return None


def fault_of(path: Path, problem: str, hint: str, place: Place = WHOLE_FILE) -> Fault:
    """Make a fault of a file, at a place in it."""
    return Fault(
        table=f"rules/{path.name}",
        problem=problem,
        hint=hint,
        row=place.row,
        column=place.column,
        value=None if place.value is None else place.value[:80],
    )


def _fault_of_yaml(path: Path, error: Exception) -> Fault:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error) or "it cannot be read"
    return fault_of(
        path,
        f"the file is not YAML: {problem}",
        "Check indentation, colons and quotes in that line and the one above.",
        Place(row=None if mark is None else mark.line + 1),
    )


def _fault_of_field(path: Path, problem: "ErrorDetails") -> Fault:
    parts = [part for part in problem["loc"] if part not in _TESTS]
    field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    message = str(problem["msg"]).removeprefix("Value error, ")
    summary, hint = _EXPECTED.get(problem["type"], (message, "See data/README.md, section Rules."))
    stated = problem.get("input")
    quoted = None if isinstance(stated, (dict, list, tuple)) else str(stated)
    return fault_of(path, summary, hint, Place(field.lstrip(".") or None, None, quoted))
