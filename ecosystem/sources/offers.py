"""Read rule files: YAML with one offer's criteria in each, and the figures they share.

YAML is read by version 1.1, which turns some plain words into something else: ``no`` into a
truth value, ``0461`` into the number 305, ``12:30`` into 750. Here such a word is a fault with
the line it stands on, never a silent change. So are keys that stand twice and aliases. All
faults of all files are collected before anything is refused.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from ecosystem.model.errors import RuleError
from ecosystem.model.faults import Fault
from ecosystem.model.fit import OfferFit
from ecosystem.model.offers import Constants, Rules
from ecosystem.model.shelf_lives import ShelfLives
from ecosystem.model.text import cleaned
from ecosystem.model.ways import Ways
from ecosystem.model.weights import ReferralWeights, Synonyms
from ecosystem.sources.text_cells import verdicts

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LARGEST_FILE: Final = 200_000
"""Bytes; a rule file of an offer has some two thousand."""
WEIGHTS_FILE: Final = "_weights.yaml"
SYNONYMS_FILE: Final = "_synonyms.yaml"
SHELF_LIVES_FILE: Final = "_shelf_lives.yaml"
WAYS_FILE: Final = "_ways.yaml"
FIT_FILE: Final = "_fit.yaml"
DEEPEST: Final = 40
"""Levels of lists and fields within each other; a criterion needs some eight."""

_Record = TypeVar("_Record", bound=BaseModel)
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


class _Place(NamedTuple):
    """Where in a file a fault stands."""

    column: str | None = None
    row: int | None = None
    value: str | None = None


_Trap = tuple[str, str, _Place]
_WHOLE_FILE: Final = _Place()
_MAY_BE_TEXT: Final = re.compile(r"[^!-~]|@|^\d.{9}")
"""A word of a rule file that is more than one word of a closed list."""
_WHERE_TELEPHONES_MAY_BE: Final = "next_step"
"""Rules tell whom to ring, as the next step of an offer does."""


def read_rules(folder: Path) -> dict[str, Rules]:
    """Read every rule file of a folder.

    Args:
        folder: Holds ``<offer_id>.yaml`` files; names that begin with ``_`` are left alone.

    Returns:
        Rules by offer_id, in the order of the file names; empty when there is no such folder.

    Raises:
        RuleError: At least one file is faulty; every fault of every file is named.
    """
    rules, faults = read_rules_and_faults(folder)
    if faults:
        raise RuleError.from_faults(folder, faults)
    return rules


def read_rules_and_faults(folder: Path) -> tuple[dict[str, Rules], tuple[Fault, ...]]:
    """Read every rule file; a faulty one becomes an offer that cannot be judged.

    Returns:
        Rules by offer_id, where a faulty file gives rules with a ``problem`` and no criteria,
        and the faults of all files. One broken file so never stops the others.
    """
    rules: dict[str, Rules] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("[!_.]*.yaml")):
        try:
            rules[path.stem] = read_rule_file(path)
        except RuleError as error:
            faults.extend(error.faults)
            if stand_in := _stand_in(path, error):
                rules[path.stem] = stand_in
    return rules, tuple(faults)


def read_rule_file(path: Path) -> Rules:
    """Read the rules of one offer; the file is named after the offer.

    Raises:
        RuleError: Every wrong field, with what was expected and what to do.
    """
    rules = _read_record(path, Rules)
    if rules.offer_id != path.stem:
        problem = f"the file is named {path.stem} but holds the rules of {rules.offer_id}"
        hint = "Let the name of the file and offer_id agree."
        raise RuleError.from_faults(path.name, [_fault(path, problem, hint, _Place("offer_id"))])
    return rules


def read_constants(path: Path, beside: Path | None = None) -> Constants:
    """Read the figures many rules share: size ceilings, exchange rate, aid rule sets.

    Args:
        path: The file.
        beside: Folder of ``_weights.yaml``, ``_synonyms.yaml``, ``_ways.yaml``,
            ``_shelf_lives.yaml`` and ``_fit.yaml``, the numbers of the ranking, the words of
            firms, the way ahead for each need, how long a check tells and how far an offer meets
            a need; without it, they lie beside the file.

    Raises:
        RuleError: Every wrong field, with what was expected and what to do.
    """
    constants = _read_record(path, Constants)
    folder = beside or path.parent
    found: dict[str, BaseModel] = {}
    weights, synonyms = folder / WEIGHTS_FILE, folder / SYNONYMS_FILE
    shelf_lives, ways = folder / SHELF_LIVES_FILE, folder / WAYS_FILE
    if constants.referral is None and weights.exists():
        found["referral"] = read_weights(weights)
    if constants.synonyms is None and synonyms.exists():
        found["synonyms"] = read_synonyms(synonyms)
    if constants.ways is None and ways.exists():
        found["ways"] = read_ways(ways)
    if "shelf_lives" not in constants.model_fields_set and shelf_lives.exists():
        found["shelf_lives"] = read_shelf_lives(shelf_lives)
    if "fit" not in constants.model_fields_set and (folder / FIT_FILE).exists():
        found["fit"] = read_fit(folder / FIT_FILE)
    return constants.model_copy(update=found)


def read_weights(path: Path) -> ReferralWeights:
    """Read the numbers of the ranking of referrals.

    Raises:
        RuleError: Every wrong field, or weights that do not add up to 1.
    """
    return _read_record(path, ReferralWeights)


def read_synonyms(path: Path) -> Synonyms:
    """Read the words firms use for needs and fields.

    Raises:
        RuleError: Every wrong field, with what was expected and what to do.
    """
    return _read_record(path, Synonyms)


def read_ways(path: Path) -> Ways:
    """Read the way ahead for each need.

    Raises:
        RuleError: Every wrong field, with what was expected and what to do.
    """
    return _read_record(path, Ways)


def read_fit(path: Path) -> OfferFit:
    """Read how far the use of an offer meets a need, by what it is.

    Raises:
        RuleError: Every wrong field, or a grade outside 0 to 1.
    """
    return _read_record(path, OfferFit)


def read_shelf_lives(path: Path) -> ShelfLives:
    """Read how long a check of each sort of fact tells.

    Raises:
        RuleError: Every wrong field, or a sort of fact without a shelf life.
    """
    return _read_record(path, ShelfLives)


def _read_record(path: Path, kind: type[_Record]) -> _Record:
    content = _read_yaml(path)
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        faults = [_fault_of_field(path, problem) for problem in error.errors(include_url=False)]
        raise RuleError.from_faults(path.name, faults) from None


def _read_yaml(path: Path) -> dict[str, Any]:
    text = _read_text(path)
    try:
        _refuse_depth(path, text)
        loader = yaml.CSafeLoader(text)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            problem, hint = "the file is empty or not a list of fields", "Begin with offer_id: ..."
            raise RuleError.from_faults(path.name, [_fault(path, problem, hint)])
        if faults := [_fault(path, *told) for told in _traps(node)]:
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
            place = _Place(row=None if mark is None else mark.line + 1)
            raise RuleError.from_faults(
                path.name, [_fault(path, problem, "Close the brackets before that line.", place)]
            )


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            problem = f"the file is larger than {LARGEST_FILE} bytes"
            raise RuleError.from_faults(
                path.name, [_fault(path, problem, "Is it a rule file? Remove what is not a rule.")]
            )
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"the file is not UTF-8 text (byte {error.start})"
        hint = "Save it as UTF-8."
    except OSError as error:
        problem = f"the file cannot be opened ({error.strerror})"
        hint = "Check that it is there and may be read."
    raise RuleError.from_faults(path.name, [_fault(path, problem, hint)])


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
                yield "an alias (*) is used", "Write the part out.", _Place(field or None, line)
                continue
            seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            yield from _doubled_keys(node, field)
            todo.extend((value, f"{field}.{key.value}".lstrip(".")) for key, value in node.value)
            todo.extend((key, f"{field}.{key.value}".lstrip(".")) for key, _ in node.value)
        elif isinstance(node, yaml.SequenceNode):
            todo.extend((part, f"{field}[{i}]") for i, part in enumerate(node.value))
        elif changed := _changed(node):
            place = _Place(field, line, str(node.value))
            yield changed, "Write it in quotes, or in plain digits.", place
        elif _MAY_BE_TEXT.search(node.value):
            node.value = cleaned(str(node.value)).text
            for verdict in verdicts(_WHERE_TELEPHONES_MAY_BE, node.value):
                yield verdict.problem, verdict.hint, _Place(field, line, verdict.shown)


def _doubled_keys(node: yaml.MappingNode, field: str) -> Iterator[_Trap]:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        name = str(key.value)
        line = key.start_mark.line + 1
        if name in lines:
            where = f"{field}.{name}".lstrip(".")
            problem = f"the field stands twice, also in line {lines[name]}"
            yield problem, "Keep one of them.", _Place(where, line)
        lines.setdefault(name, line)


def _changed(node: yaml.Node) -> str | None:
    """Say what YAML 1.1 would make of a plain word that looks like text."""
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


def _fault(path: Path, problem: str, hint: str, place: _Place = _WHOLE_FILE) -> Fault:
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
    told = getattr(error, "problem", None) or str(error) or "it cannot be read"
    return _fault(
        path,
        f"the file is not YAML: {told}",
        "Check indentation, colons and quotes in that line and the one above.",
        _Place(row=None if mark is None else mark.line + 1),
    )


def _fault_of_field(path: Path, problem: "ErrorDetails") -> Fault:
    parts = [part for part in problem["loc"] if part not in _TESTS]
    field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    message = str(problem["msg"]).removeprefix("Value error, ")
    told, hint = _EXPECTED.get(problem["type"], (message, "See data/README.md, section Rules."))
    given = problem.get("input")
    shown = None if isinstance(given, (dict, list, tuple)) else str(given)
    return _fault(path, told, hint, _Place(field.lstrip(".") or None, None, shown))


def _stand_in(path: Path, error: RuleError) -> Rules | None:
    try:
        return Rules(offer_id=path.stem, source="", problem=str(error))
    except ValidationError:
        return None
