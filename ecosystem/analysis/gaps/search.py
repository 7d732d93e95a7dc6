"""One search for gaps: the day, the offers laid out, the networks, and how a gap is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from ecosystem.analysis.day import Name
from ecosystem.analysis.gaps.confidence import (
    SURE,
    Confidence,
    not_recorded,
    of_evidence,
    weakest,
)
from ecosystem.analysis.gaps.context import GapContext
from ecosystem.analysis.gaps.evidence import age_of, completeness_of
from ecosystem.analysis.gaps.networks import Networks
from ecosystem.analysis.gaps.supply import Supply
from ecosystem.analysis.kleene import NO, UNKNOWN, Codes
from ecosystem.model.gaps import FirmRange, Gap, GapEvidence
from ecosystem.model.sentences import Sentence, Value
from ecosystem.model.vocabulary import GapConfidence, GapKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]


Finder: TypeAlias = "Callable[[Search], list[Gap]]"
"""A rule: it lists the gaps of one sort."""


@dataclass(frozen=True, eq=False)
class Search:
    """One search: which positions and needs, on which day."""

    context: GapContext
    supply: Supply
    networks: Networks
    asked_positions: tuple[int, ...]
    asked_needs: tuple[int, ...]
    gaps_by_rule: "dict[Finder, tuple[Gap, ...]]" = field(default_factory=dict)
    """Gaps found so far, by the rule that finds them."""

    @property
    def position_names(self) -> Mapping[str, Name]:
        """Danish and English name by position_id."""
        return self.context.day.names.positions

    @property
    def need_names(self) -> Mapping[str, Name]:
        """Danish and English name by need_id."""
        return self.context.day.names.needs

    def has_enough_firms(self, position: int) -> "Truths":
        """Return where a position has firms enough; all municipalities when none are recorded."""
        counts = self.context.firm_counts
        if counts is None:
            return np.ones(self.context.size, dtype=bool)
        enough: Truths = counts.standard[position] >= self.context.limits.min_firms
        return enough

    def firms(self, position: int | None, codes: Iterable[str]) -> FirmRange | None:
        """Count the firms of a position in some municipalities; all of them where none is given."""
        firms = self.context.firms
        if firms is None or position is None:
            return None
        if not (municipality_codes := tuple(codes)):
            return firms.range(position)
        return firms.counts.range(
            position, np.isin(np.array(self.context.codes), municipality_codes)
        )

    def places(self, holds: "Truths") -> tuple[str, ...]:
        """Return the codes of the municipalities where a truth holds."""
        return tuple(self.context.codes[number] for number in np.flatnonzero(holds))

    def split(
        self,
        missing: "Truths",
        answers: Codes,
        unknown: Confidence | None = None,
        tables_confidence: Confidence = SURE,
    ) -> list[tuple["Truths", Confidence]]:
        """Return the municipalities that nobody is known to serve, by whether that is known.

        Args:
            missing: Municipalities that nobody is known to serve.
            answers: Whether somebody serves them.
            unknown: What to say where that is not known; ``None``: that a field is empty.
            tables_confidence: How sure all of it is; where that is not recorded, there is one part.
        """
        is_no, is_open = missing & (answers == NO), missing & (answers == UNKNOWN)
        doubt = weakest([unknown or not_recorded("field_absent"), tables_confidence])
        if tables_confidence.level is GapConfidence.NOT_RECORDED and is_no.any() and is_open.any():
            return [(is_no | is_open, doubt)]
        parts = ((is_no, tables_confidence), (is_open, doubt))
        return [(where, confidence) for where, confidence in parts if where.any()]


def write_gap(  # noqa: PLR0913
    search: Search,
    kind: GapKind,
    *,
    confidence: Confidence,
    evidence: Sequence[GapEvidence],
    position: int | None = None,
    need: int | None = None,
    codes: tuple[str, ...] = (),
    detail: str | None = None,
    detail_key: str | None = None,
    limits: Sequence[str] = (),
    firms: FirmRange | Literal["all"] | None = "all",
    counts_firms: bool = False,
    ask: Iterable[str] = (),
    values: Mapping[str, Value] | None = None,
    words: Mapping[str, str] | None = None,
    **more: Any,  # noqa: ANN401
) -> Gap:
    """Write a gap down: its id, its rule and sentence with their numbers, its evidence.

    The id tells a part of which it is not recorded whether it is a gap from the rest; how fresh
    the rows are changes no id, so that a gap is the same before and after somebody confirms them.
    Of what is not recorded the sentence says that it is not known, never that there is none.

    Args:
        search: The search it was found by.
        kind: Its kind.
        confidence: How sure it is apart from the freshness of its rows.
        evidence: The rows it rests on; the weakest of them and of ``confidence`` is told.
        position: Number of the position it is about.
        need: Number of the need.
        codes: Municipalities; none: it is not tied to places.
        detail: What it is about besides.
        detail_key: Part of the key of its words.
        limits: Names of the limits of its rule.
        firms: Firms it touches, "all" of the position there; ``None``: not known.
        counts_firms: It is there because of firms, so that example firms make it an example.
        ask: Actors that could confirm its rows.
        values: Values of its sentences.
        words: Texts that fill placeholders, by their keys.
        more: Further fields of the gap.
    """
    context = search.context
    actor_ids = tuple(ask)
    total = weakest([confidence, of_evidence(evidence, actor_ids)])
    range_ = search.firms(position, codes) if firms == "all" else firms
    position_id = None if position is None else context.positions[position]
    need_id = None if need is None else context.needs[need]
    thresholds = {name: getattr(context.limits, name) for name in limits}
    names = _names(search, position_id, need_id)
    filled = {
        **{name: pair.da for name, pair in names.items()},
        **thresholds,
        "places": len(codes),
        "firms": None if range_ is None else range_.firms,
        **(values or {}),
    }

    key = f"gap.{kind.value}" + (f".{detail_key}" if detail_key else "")
    english = {name: pair.en for name, pair in names.items()}
    is_unknown = total.level is GapConfidence.NOT_RECORDED
    texts = {"values": filled, "values_en": english, "words": dict(words or {})}
    return Gap(
        gap_id=_gap_id(kind, position_id, need_id, detail, total.level),
        kind=kind,
        position_id=position_id,
        need_id=need_id,
        municipality_codes=codes,
        detail=detail,
        rule=Sentence(key=f"{key}.rule", **texts),
        thresholds={**thresholds, "version": context.limits.version},
        evidence=tuple(evidence),
        firms_affected=range_,
        confidence=total.level,
        reasons=total.reasons,
        rests_on_example_data=_has_examples(range_ if counts_firms else None, evidence),
        who_to_ask=_reachable(context, total.who_to_ask),
        completeness=completeness_of(evidence),
        age_days=age_of(evidence, context.on),
        sentence=Sentence(key=f"{key}.unknown" if is_unknown else f"{key}.found", **texts),
        **more,
    )


def _gap_id(
    kind: GapKind,
    position_id: str | None,
    need_id: str | None,
    detail: str | None,
    level: GapConfidence,
) -> str:
    parts = [kind.value, position_id or "-", need_id or "-", detail or "-"]
    if level is GapConfidence.NOT_RECORDED:
        parts.append(level.value)
    return ":".join(parts)


def _has_examples(firms: FirmRange | None, evidence: Iterable[GapEvidence]) -> bool:
    return (firms is not None and firms.examples > 0) or any(
        table_evidence.examples for table_evidence in evidence
    )


def _reachable(context: GapContext, actor_ids: Iterable[str]) -> tuple[str, ...]:
    """List those of some actors that somebody can ask: they are there, and no example."""
    return tuple(
        actor
        for actor in actor_ids
        if actor not in context.closed and actor not in context.examples
    )


def _names(search: Search, position_id: str | None, need_id: str | None) -> dict[str, Name]:
    names = {}
    if position_id is not None:
        names["position"] = search.context.day.names.position(position_id)
    if need_id is not None:
        names["need"] = search.context.day.names.need(need_id)
    return names
