"""What several parts say alike: figures of everything there is, and why there is none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from ecosystem.model.analysis import Interval, Part, PartAnswer, PartState, Statement
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence, Value

Subject: TypeAlias = str | float | None
"""A word of what a statement is of: a period, an area, which of several figures."""
_NO_VALUE: Final = Sentence(key="analysis.projects.no_value")
_WHOLE_COUNT: Final = Sentence(key="analysis.projects.whole_count")
_NO_PERIOD: Final = "analysis.projects.no_period"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a statement carries whatever its figure: caveat, published figure, tables."""

    id: str
    part: Part
    caveat: Sentence
    tables: tuple[str, ...]
    published: Sentence | None = None
    of: Mapping[str, Subject] = field(default_factory=dict)
    """What tells the statement from others of its id and part."""

    def counted(self, sentence: Sentence, value: float, unit: str, n: int) -> Statement:
        """Return the statement of a figure of all there is: no sample, so no interval."""
        statement = self._with(PartState.COMPUTED, sentence, _WHOLE_COUNT)
        return statement.model_copy(update={"value": value, "unit": unit, "n": n})

    def between(
        self, statement: Statement, bounds: tuple[float, float], interval: Interval
    ) -> Statement:
        """Return a statement of this frame with the ends of its interval."""
        low, high = bounds
        ends = {"low": low, "high": high, "interval": interval, "why_no_interval": None}
        return statement.model_copy(update=ends)

    def without(self, state: PartState, why: Sentence) -> Statement:
        """Return the statement without a figure, and why there is none."""
        return self._with(state, why, _NO_VALUE)

    def noting(self, *notes: Sentence | None) -> "Frame":
        """Return the frame with notes said after its caveat."""
        return replace(self, caveat=chained(self.caveat, *notes))

    def about(self, **subjects: Subject) -> "Frame":
        """Return the frame of one of several statements with this id, by what it is of."""
        return replace(self, of={**self.of, **subjects})

    def _with(self, state: PartState, sentence: Sentence, why_no_interval: Sentence) -> Statement:
        return Statement(
            id=self.id,
            of=self.of,
            part=self.part,
            state=state,
            sentence=sentence,
            why_no_interval=why_no_interval,
            caveat=self.caveat,
            published=self.published,
            tables=self.tables,
        )


def not_recorded(frames: Iterable[Frame], lacking: Sequence[str]) -> PartAnswer:
    """Return the answer of a part whose tables are not recorded: each of its statements says so.

    Args:
        frames: Of the statements of the part.
        lacking: Tables that are not recorded; at least one.
    """
    why = absent(lacking)
    statements = tuple(frame.without(PartState.NOT_RECORDED, why) for frame in frames)
    return PartAnswer.without(PartState.NOT_RECORDED, why, statements)


def absent(lacking: Sequence[str]) -> Sentence:
    """Return that tables are not recorded, each by its name."""
    first, *others = lacking
    also = [Sentence(key="analysis.projects.absent.also", values={"table": t}) for t in others]
    return chained(Sentence(key="analysis.projects.absent", values={"table": first}), *also)


def answer(statements: Sequence[Statement], content: Record) -> PartAnswer:
    """Return a part's answer: computed where one statement is, else what the first one says."""
    is_computed = any(one.state == PartState.COMPUTED for one in statements)
    first = statements[0]
    return PartAnswer(
        state=PartState.COMPUTED if is_computed else first.state,
        why=None if is_computed else first.sentence,
        statements=tuple(statements),
        content=content,
    )


def told_apart(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return a part's statements such that no two of them have the same id and subject.

    What a part says of them stands; those that are alike even so are numbered.
    """
    seen: dict[tuple[str, ...], int] = {}
    told = []
    for one in statements:
        key = (one.id, *map(str, one.of.items()))
        seen[key] = seen.get(key, 0) + 1
        more = {} if seen[key] == 1 else {"number": float(seen[key])}
        told.append(one.model_copy(update={"of": {**one.of, **more}}))
    return tuple(told)


def chained(sentence: Sentence, *after: Sentence | None) -> Sentence:
    """Return a sentence with those that are said after it; None says nothing."""
    then = tuple(one for one in after if one is not None)
    return sentence.model_copy(update={"then": (*sentence.then, *then)})


def note(key: str, count: int, **values: Value) -> Sentence | None:
    """Return a sentence about so many; None where there are none."""
    return Sentence(key=key, values={"count": count, **values}) if count else None


def of_period(key: str, period: str | None, **values: Value) -> Sentence:
    """Return a sentence about a period; one that is not known is called so."""
    if period is None:
        return Sentence(key=key, values=values, words={"period": _NO_PERIOD})
    return Sentence(key=key, values={"period": period, **values})


def no_project(period: str | None, known: Sequence[str]) -> Sentence:
    """Return that no project has a period, and which periods there are."""
    if period is None or not known:
        return Sentence(key="analysis.projects.none")
    return of_period("analysis.projects.no_such_period", period, known=", ".join(known))


def percent(share: float | None) -> float | None:
    """Return a share in per cent, with one decimal; None: not known.

    Examples:
        >>> percent(0.0546), percent(None)
        (5.5, None)
    """
    return None if share is None else round(100 * share, 1)
