"""Read the limits behind the rules of gaps: ``rules/_thresholds.yaml`` of a register."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import yaml
from pydantic import ValidationError

from ecosystem.model.errors import RuleError, UnreadableFileError
from ecosystem.model.gaps import GapThresholds
from ecosystem.sources.folders import rules_folder, shipped_folder

FILE: Final = "_thresholds.yaml"


def read_thresholds(folder: Path | str | None = None) -> GapThresholds:
    """Read a register's limits, else those that came along.

    Args:
        folder: A register folder; ``None`` reads the shipped limits.

    Raises:
        RuleError: A limit is missing its sense: negative, not a number, or no limit we know.
        UnreadableFileError: The file is no YAML.
    """
    path = rules_folder(shipped_folder() if folder is None else Path(folder)) / FILE
    if not path.exists():
        path = rules_folder(shipped_folder()) / FILE
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        message = f"{path} cannot be read as YAML: {error}"
        raise UnreadableFileError(message) from error
    if isinstance(told, dict) and "source" in told:
        told.setdefault("source_da", told["source"])
    try:
        return GapThresholds.model_validate(told)
    except ValidationError as error:
        message = f"{path} does not state the limits of gaps.\n" + "\n".join(_problems(error))
        raise RuleError(message) from error


def changed_thresholds(limits: GapThresholds, changed: Sequence[str]) -> GapThresholds:
    """Change some limits, each written as ``name=value``.

    Raises:
        RuleError: A limit is not known, or its value has no sense: negative or not a number.

    Examples:
        >>> changed_thresholds(GapThresholds(), ["within_km=30"]).within_km
        30.0
    """
    given = dict(one.partition("=")[::2] for one in changed)
    told = {"version", "source", "source_da"}
    names = [name for name in GapThresholds.model_fields if name not in told]
    if strangers := [name for name in given if name not in names]:
        message = f"{strangers[0]!r} is no limit of gaps. There are: {', '.join(names)}."
        raise RuleError(message)
    if not given:
        return limits
    own = {"version": f"{limits.version}+" + ",".join(sorted(changed))}
    try:
        return GapThresholds.model_validate({**limits.model_dump(), **own, **given})
    except ValidationError as error:
        message = "A limit of gaps has no sense.\n" + "\n".join(_problems(error))
        raise RuleError(message) from error


def _problems(error: ValidationError) -> list[str]:
    return [
        f"{'.'.join(map(str, fault['loc'])) or 'file'}: {fault['msg']} ({fault['input']!r})"
        for fault in error.errors()
    ]
