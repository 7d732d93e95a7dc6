"""Which strength position a project of an official register belongs to, and the rule that says so.

The rules are data (``data/import/position_rules.yaml``): science fields, parts of the framework
programme, topics and words of titles. A project that no rule fits, or that two positions fit
equally well, has none: not known is an answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

import yaml

from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.matching.organisation_names import has_word

AMBIGUOUS: Final = "title_points_to_two"
"""Told in the report for titles that fit two positions; such a project has no position."""


class Placed(NamedTuple):
    """A position and the rule that gave it; no position when the title points to two."""

    position_id: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class PositionRule:
    """One rule: words of a title, or beginnings of a code."""

    rule: str
    position_id: str
    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Sources the rule is for; empty: all."""


@cache
def position_rules() -> Mapping[str, tuple[PositionRule, ...]]:
    """Read the rules that ship with the house, by what they look at."""
    path = shipped_folder() / "import" / "position_rules.yaml"
    groups: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        group: tuple(
            PositionRule(
                rule=rule["rule"],
                position_id=rule["position_id"],
                words=tuple(rule.get("words", ())),
                not_words=tuple(rule.get("not_words", ())),
                begins=tuple(rule.get("begins", ())),
                sources=tuple(rule.get("sources", ())),
            )
            for rule in rules
        )
        for group, rules in groups.items()
    }


def position_of(
    source: str,
    *,
    title: str | None = None,
    legal_basis: str | None = None,
    topic: str | None = None,
    science_fields: Iterable[str] = (),
) -> Placed | None:
    """Return the strength position of a project by the first group of rules that settles it.

    Args:
        source: Where the project comes from, such as ``structural-funds``.
        title: Its title, if the source tells one.
        legal_basis: Code of the part of the framework programme.
        topic: Code of the call's topic.
        science_fields: Paths of euroSciVoc.

    Returns:
        The position and its rule, or ``None`` when no rule fits.

    Examples:
        >>> position_of("structural-funds", title="Ny teknik til fjernvarme")
        Placed(position_id='energiteknologi', rule='title_heat_and_power')
        >>> position_of("structural-funds", title="Robotter i landbruget").position_id is None
        True
    """
    fields = [_longest("science_fields", field) for field in science_fields]
    rule_of_position = {rule.position_id: rule for rule in fields if rule is not None}
    if len(rule_of_position) == 1:
        rule = next(iter(rule_of_position.values()))
        return Placed(rule.position_id, rule.rule)
    for group, code in (("legal_basis", legal_basis), ("topic", topic)):
        if code and (coded := _longest(group, code)):
            return Placed(coded.position_id, coded.rule)
    return _of_title(source, title) if title else None


def _longest(group: str, code: str) -> PositionRule | None:
    """Return the rule with the longest beginning of a code."""
    fits = [
        (len(begin), rule)
        for rule in position_rules()[group]
        for begin in rule.begins
        if code.startswith(begin)
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def _of_title(source: str, title: str) -> Placed | None:
    fits: dict[str, str] = {}
    for rule in position_rules()["title_words"]:
        if rule.sources and source not in rule.sources:
            continue
        if has_word(title, rule.words) and not has_word(title, rule.not_words):
            fits.setdefault(rule.position_id, rule.rule)
    if len(fits) > 1:
        return Placed(None, AMBIGUOUS)
    return next((Placed(position_id, rule) for position_id, rule in fits.items()), None)
