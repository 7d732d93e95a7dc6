"""Whether those who answered are like those who take part: size, place and age (S14)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.statements import Frame, absent, chained
from ecosystem.briefings.theme.window import ANY_TABLES, event_window
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
_COLUMNS: Final = {"size": "employees", "outer": "is_outer", "age": "age"}


class MirrorRow(Record):
    """A variable of those who answered beside that of all participants."""

    variable: str = Field(description="size (employees), outer (share) or age (years).")
    sample: float | None = Field(description="Mean of respondents with a CVR number.")
    population: float | None = Field(description="Mean of all participants.")
    difference: float | None = Field(description="In standard deviations; above .1 out of balance.")


@dataclass(frozen=True, slots=True)
class Mirror:
    """The variables, and how many respondents could be held against the participants."""

    rows: tuple[MirrorRow, ...]
    respondents: int
    lacking: tuple[str, ...] = ()
    """Tables that are not recorded."""
    is_example: bool = False


def mirror(basis: ThemeBasis, answers: "pd.DataFrame") -> Mirror:
    """Compare respondents with a CVR number with all participants, as they are on the day."""
    from ecosystem.analysis.participants.facts import organisation_facts
    from ecosystem.analysis.participants.histories import organisations_of

    if lacking := basis.lacking(*ANY_TABLES):
        return Mirror((), 0, lacking)
    typology = basis.parameters.typology
    ids = answers["actor_id"].dropna().unique()
    sample = organisation_facts(basis.day, ids, typology).dropna(subset=["cvr"])
    window = event_window(basis)
    population = organisations_of(basis.day, window.events, typology)
    rows = tuple(_row(basis, name, sample, population) for name in _COLUMNS)
    is_example = window.is_example or bool(sample["is_synthetic"].any())
    return Mirror(rows, len(sample), is_example=is_example)


def _row(
    basis: ThemeBasis, name: str, sample: "pd.DataFrame", population: "pd.DataFrame"
) -> MirrorRow:
    from ecosystem.analysis.comparison import standardised_difference

    small = max(basis.parameters.small, 1)
    a, b = (_figures(basis, rows, name) for rows in (sample, population))
    if min(len(a), len(b)) < small:
        return MirrorRow(variable=name, sample=None, population=None, difference=None)
    return MirrorRow(
        variable=name,
        sample=float(a.mean()),
        population=float(b.mean()),
        difference=standardised_difference(a, b),
    )


def _figures(basis: ThemeBasis, rows: "pd.DataFrame", name: str) -> "NDArray[np.float64]":
    """Return the figures that are known."""
    import numpy as np
    import pandas as pd

    from ecosystem.analysis.participants.facts import age_in_years

    column = _COLUMNS[name]
    if column == "age":
        figures = age_in_years(rows["founded"], pd.Timestamp(basis.on))
    else:
        figures = rows[column].astype(float)
    return np.asarray(figures.dropna(), dtype=np.float64)


def mirror_statement(basis: ThemeBasis, reflected: Mirror) -> Statement:
    """Return the largest difference between respondents and participants (S14)."""
    known = [row for row in reflected.rows if row.difference is not None]
    if reflected.lacking:
        return MIRROR.without(PartState.NOT_RECORDED, absent(reflected.lacking))
    if not known:
        few = Sentence(
            key="analysis.needs.s14.few", values={"fewest": max(basis.parameters.small, 1)}
        )
        return MIRROR.without(PartState.NO_BASIS, few)
    largest = max(abs(row.difference or 0) for row in known)
    flagged = [_flagged(row) for row in known if abs(row.difference or 0) > FLAG_FROM]
    said = Sentence(
        key="analysis.needs.s14", values={"n": reflected.respondents, "largest": round(largest, 2)}
    )
    alike = [] if flagged else [Sentence(key="analysis.needs.s14.alike")]
    statement = MIRROR.counted(
        chained(said, *flagged, *alike), largest, "standard_deviations", reflected.respondents
    )
    return statement.model_copy(
        update={"why_no_interval": Sentence(key="analysis.needs.s14.no_interval")}
    )


def _flagged(row: MirrorRow) -> Sentence:
    difference = {"difference": round(row.difference or 0, 2)}
    return Sentence(key=_FLAGS[row.variable], values={**difference})


_FLAGS: Final = {
    "size": "analysis.needs.s14.size",
    "outer": "analysis.needs.s14.outer",
    "age": "analysis.needs.s14.age",
}
