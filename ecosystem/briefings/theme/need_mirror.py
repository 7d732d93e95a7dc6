"""Whether those who answered are like those who take part: size, place and age (S14)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.statements import Frame, absent, chained
from ecosystem.briefings.theme.window import ANY_TABLES, event_window, shown
from ecosystem.model.analysis import Part, PartState, Statement
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

MIRROR: Final = Frame(
    id="S14",
    part=Part.NEEDS,
    caveat=Sentence(key="analysis.needs.s14.caveat"),
    tables=("need_answers", *ANY_TABLES),
    published=Sentence(key="analysis.needs.s14.published"),
)
FLAG_FROM: Final = 0.1
"""A standardised difference above this is out of balance."""
_COLUMNS: Final = ("size", "outer", "age")


class MirrorRow(Record):
    """A variable of those who answered beside that of all participants."""

    variable: str = Field(description="size (employees), outer (share) or age (years).")
    sample: float | None = Field(description="Mean of those who answered.")
    population: float | None = Field(description="Mean of all participants.")
    difference: float | None = Field(description="In standard deviations; above .1 out of balance.")
    from_register: int | None = Field(
        default=None, description="Of those who answered, known from the register; null: too few."
    )
    from_answers: int | None = Field(
        default=None, description="Known from their own answer alone; null: too few."
    )
    unknown: int | None = Field(
        default=None, description="Answered, but of unknown size, place or age; null: too few."
    )


@dataclass(frozen=True, slots=True)
class Mirror:
    """The variables, and how many respondents could be held against the participants."""

    rows: tuple[MirrorRow, ...]
    respondents: int
    """Those of whom a variable is known that is compared."""
    lacking: tuple[str, ...] = ()
    """Tables that are not recorded."""
    is_example: bool = False
    """The participants, or a firm that answered, are example data."""
    is_answered_by_examples: bool = False


def mirror(basis: ThemeBasis, answers: "pd.DataFrame") -> Mirror:
    """Compare those who answered with all participants, as they are on the day."""
    from ecosystem.analysis.participants.histories import organisations_of
    from ecosystem.analysis.participants.respondents import respondent_facts

    if lacking := basis.lacking(*ANY_TABLES):
        return Mirror((), 0, lacking)
    typology = basis.parameters.typology
    sample = respondent_facts(basis.day, answers, typology)
    window = event_window(basis)
    population = organisations_of(basis.day, window.events, typology)
    rows = tuple(_row(basis, name, sample, population) for name in _COLUMNS)
    is_known = sample["is_synthetic"] & False
    for row in rows:
        if row.difference is not None:
            is_known |= _figures(basis, sample, row.variable).notna()
    is_answered = bool(sample["is_synthetic"].any())
    return Mirror(
        rows,
        int(is_known.sum()),
        is_example=window.is_example or is_answered,
        is_answered_by_examples=is_answered,
    )


def _row(
    basis: ThemeBasis, name: str, sample: "pd.DataFrame", population: "pd.DataFrame"
) -> MirrorRow:
    from ecosystem.analysis.comparison import standardised_difference

    small = max(basis.parameters.small, 1)
    counts = _counts(basis, name, sample)
    a, b = (_known(_figures(basis, rows, name)) for rows in (sample, population))
    if min(len(a), len(b)) < small:
        return MirrorRow(variable=name, sample=None, population=None, difference=None, **counts)
    return MirrorRow(
        variable=name,
        sample=float(a.mean()),
        population=float(b.mean()),
        difference=standardised_difference(a, b),
        **counts,
    )


def _counts(basis: ThemeBasis, name: str, sample: "pd.DataFrame") -> dict[str, int | None]:
    """Return of how many respondents a variable is known, by where it is known from."""
    from ecosystem.analysis.participants.respondents import ANSWER, REGISTER

    is_known = _figures(basis, sample, name).notna()
    source = sample[f"{_FACTS[name]}_from"].where(is_known)
    counts = {
        "from_register": int((source == REGISTER).sum()),
        "from_answers": int((source == ANSWER).sum()),
        "unknown": int((~is_known).sum()),
    }
    return {key: shown(count, basis.parameters.small) for key, count in counts.items()}


def _figures(basis: ThemeBasis, rows: "pd.DataFrame", name: str) -> "pd.Series[float]":
    """Return the figures; missing where not known, and a host's size and age never count."""
    import pandas as pd

    from ecosystem.analysis.participants.facts import age_in_years

    if name == "outer":
        return rows["is_outer"].astype(float)
    if name == "age":
        figures = age_in_years(rows["founded"], pd.Timestamp(basis.on))
    else:
        figures = rows["employees"].astype(float)
    return figures.mask(rows["is_host"].eq(other=True))


def _known(figures: "pd.Series[float]") -> "NDArray[np.float64]":
    import numpy as np

    return np.asarray(figures.dropna(), dtype=np.float64)


def mirror_statement(basis: ThemeBasis, reflected: Mirror) -> Statement:
    """Return the largest difference between respondents and participants (S14)."""
    known = [row for row in reflected.rows if row.difference is not None]
    if reflected.lacking:
        return MIRROR.without(PartState.NOT_RECORDED, absent(reflected.lacking))
    frame = MIRROR.noting(*(_sources(basis, row) for row in reflected.rows))
    if not known:
        few = Sentence(
            key="analysis.needs.s14.few", values={"fewest": max(basis.parameters.small, 1)}
        )
        return frame.without(PartState.NO_BASIS, few)
    largest = max(abs(row.difference or 0) for row in known)
    flagged = [_flagged(row) for row in known if abs(row.difference or 0) > FLAG_FROM]
    said = Sentence(
        key="analysis.needs.s14", values={"n": reflected.respondents, "largest": round(largest, 2)}
    )
    alike = [] if flagged else [Sentence(key="analysis.needs.s14.alike")]
    statement = frame.counted(
        chained(said, *flagged, *alike), largest, "standard_deviations", reflected.respondents
    )
    return statement.model_copy(
        update={"why_no_interval": Sentence(key="analysis.needs.s14.no_interval")}
    )


def _flagged(row: MirrorRow) -> Sentence:
    difference = row.difference or 0
    more, fewer = _FLAGS[row.variable]
    return Sentence(
        key=more if difference > 0 else fewer, values={"difference": round(abs(difference), 2)}
    )


def _sources(basis: ThemeBasis, row: MirrorRow) -> Sentence:
    """Return of how many a variable is known from the register, from the answer, and not at all."""
    few = f"under {basis.parameters.small}"
    counts = {"register": row.from_register, "own": row.from_answers, "unknown": row.unknown}
    values = {name: few if count is None else count for name, count in counts.items()}
    return Sentence(key=_SOURCES[row.variable], values={**values})


_FACTS: Final = {"size": "employees", "outer": "is_outer", "age": "founded"}
"""The fact of an organisation that a variable is made of."""
_SOURCES: Final = {
    "size": "analysis.needs.s14.known.size",
    "outer": "analysis.needs.s14.known.outer",
    "age": "analysis.needs.s14.known.age",
}
_FLAGS: Final = {
    "size": ("analysis.needs.s14.size.more", "analysis.needs.s14.size.fewer"),
    "outer": ("analysis.needs.s14.outer.more", "analysis.needs.s14.outer.fewer"),
    "age": ("analysis.needs.s14.age.more", "analysis.needs.s14.age.fewer"),
}
