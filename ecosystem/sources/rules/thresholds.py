"""Read the limits behind the rules of gaps: ``rules/_thresholds.yaml`` of a register."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from ecosystem.model.errors import RuleError
from ecosystem.model.gaps import GapThresholds
from ecosystem.sources.files.folders import rules_folder, shipped_folder
from ecosystem.sources.rules.rule_text import read_mapping, record_of

FILE: Final = "_thresholds.yaml"
MOVED: Final = {
    "shelf_life_days": "How long a check tells stands by sort of fact in rules/_shelf_lives.yaml.",
}
"""Limits that were stated here once, and where they stand now."""
_ABOUT: Final = frozenset({"version", "source", "source_da"})


def read_thresholds(folder: Path | str | None = None) -> GapThresholds:
    """Read a register's limits, else those that came along.

    Args:
        folder: A register folder; ``None`` reads the shipped limits.

    A limit that has moved to another file is left out; :func:`moved_limits` names it.

    Raises:
        RuleError: The file is no YAML, or a limit is missing its sense: negative, not a number, or
            no limit we know; every one of them, with its place.
    """
    path = _path(folder)
    stated = {name: value for name, value in read_mapping(path).items() if name not in MOVED}
    if "source" in stated:
        stated.setdefault("source_da", stated["source"])
    return record_of(path, stated, GapThresholds)


def moved_limits(folder: Path | str | None = None) -> tuple[str, ...]:
    """List the limits that a register states and that have moved, with where each stands now.

    Args:
        folder: A register folder; ``None`` looks at the shipped limits.

    Raises:
        RuleError: The file is no YAML.
    """
    path = _path(folder)
    stated = read_mapping(path)
    names = [name for name in MOVED if name in stated]
    return tuple(f"{path}: {name} is not read. {MOVED[name]}" for name in names)


def _path(folder: Path | str | None) -> Path:
    path = rules_folder(shipped_folder() if folder is None else Path(folder)) / FILE
    return path if path.exists() else rules_folder(shipped_folder()) / FILE


def changed_thresholds(limits: GapThresholds, changed: Sequence[str]) -> GapThresholds:
    """Change some limits, each written as ``name=value``.

    Raises:
        RuleError: A limit is not known, or its value has no sense: negative or not a number.

    Examples:
        >>> changed_thresholds(GapThresholds(), ["within_km=30"]).within_km
        30.0
    """
    values = dict(pair.partition("=")[::2] for pair in changed)
    names = [name for name in GapThresholds.model_fields if name not in _ABOUT]
    if strangers := [name for name in values if name not in names]:
        where = MOVED.get(strangers[0], f"There are: {', '.join(names)}.")
        message = f"{strangers[0]!r} is no limit of gaps. {where}"
        raise RuleError(message)
    if not values:
        return limits
    version = {"version": f"{limits.version}+" + ",".join(sorted(changed))}
    try:
        return GapThresholds.model_validate({**limits.model_dump(), **version, **values})
    except ValidationError as error:
        message = "A limit of gaps has no sense.\n" + "\n".join(_problems(error))
        raise RuleError(message) from error


def _problems(error: ValidationError) -> list[str]:
    return [
        f"{'.'.join(map(str, fault['loc'])) or 'file'}: {fault['msg']} ({fault['input']!r})"
        for fault in error.errors()
    ]
