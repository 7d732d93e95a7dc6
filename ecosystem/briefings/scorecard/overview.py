"""Recommendation 5: is the position's ecosystem known, and are its gaps looked after?

The cells and the gaps are those of the page of gaps. Kinds of gaps are told apart there; here each
counts as one.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ecosystem.briefings.scorecard.basis import ScorecardBasis
from ecosystem.briefings.scorecard.figures import Subject, percent
from ecosystem.briefings.scorecard.role import supporters_of
from ecosystem.model.days import has_begun
from ecosystem.model.examples import real_rows
from ecosystem.model.gaps import Gap
from ecosystem.model.scorecards import Indicator, IndicatorKey
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import GapConfidence, GapEventKind

if TYPE_CHECKING:
    import pandas as pd

YEAR: Final = timedelta(days=365)
CELL_TABLES: Final = (
    "strength_positions",
    "municipalities",
    "regions",
    "needs",
    "offers",
    "actors",
    "sites",
)
GAP_TABLES: Final = (
    *CELL_TABLES,
    "actor_positions",
    "industry_positions",
    "landmasses",
    "crossings",
    "links",
    "projects",
    "participations",
    "activities",
    "board_seats",
    "dead_ends",
)
ROW_TABLES: Final = (
    "actors",
    "actor_positions",
    "offers",
    "sites",
    "links",
    "projects",
    "participations",
)
_GROUPS: Final = {
    IndicatorKey.GAPS_REAL: frozenset({GapConfidence.REAL}),
    IndicatorKey.GAPS_LIKELY: frozenset({GapConfidence.OUT_OF_DATE, GapConfidence.UNCONFIRMED}),
    IndicatorKey.GAPS_NOT_RECORDED: frozenset({GapConfidence.NOT_RECORDED}),
}


def overview_indicators(basis: ScorecardBasis, position_id: str) -> tuple[Indicator, ...]:
    """Return how much of a position is known, how fresh that is, and what becomes of its gaps."""
    return (
        _cells_known(basis, position_id),
        _checked(basis, position_id),
        *_gaps(basis, position_id),
        _acted_on(basis, position_id),
    )


def _cells_known(basis: ScorecardBasis, position_id: str) -> Indicator:
    """Return the share of the cells of need and region of which it is known who helps there."""
    from ecosystem.briefings.gaps.axes import MatrixQuestion
    from ecosystem.briefings.gaps.matrix import brief_matrix
    from ecosystem.briefings.gaps.matrix_records import CellState

    subject = basis.subject(position_id, "huller", "scorecard.caveat.cells", CELL_TABLES)
    if lacking := basis.lacking(
        "strength_positions", "municipalities", "regions", "needs", "offers"
    ):
        return subject.absent(IndicatorKey.CELLS_KNOWN, lacking)
    matrix = brief_matrix(basis.search, MatrixQuestion(position_id=position_id))
    states = [cell.state for row in matrix.cells.values() for cell in row.values()]
    if not states:
        return subject.without(IndicatorKey.CELLS_KNOWN, "scorecard.why.nothing_to_count")
    known = len(states) - states.count(CellState.NO_DATA)
    values = {"count": known, "of": len(states), "percent": percent(known / len(states))}
    return subject.figure(IndicatorKey.CELLS_KNOWN, known / len(states), len(states), values)


# --- how fresh -------------------------------------------------------------------------------


def _checked(basis: ScorecardBasis, position_id: str) -> Indicator:
    """Return the share of the position's rows that somebody confirmed in the year before."""
    import pandas as pd

    subject = basis.subject(position_id, "huller", "scorecard.caveat.checked", ROW_TABLES)
    if lacking := basis.lacking("actors", "actor_positions"):
        return subject.absent(IndicatorKey.CHECKED_WITHIN_YEAR, lacking)
    checks = [real_rows(rows)["checked"] for rows in _rows_of(basis, position_id)]
    checked = pd.concat([pd.to_datetime(part) for part in checks], ignore_index=True)
    is_fresh = checked >= pd.Timestamp(basis.day.on - YEAR)
    return subject.share(IndicatorKey.CHECKED_WITHIN_YEAR, int(is_fresh.sum()), len(checked))


def _rows_of(basis: ScorecardBasis, position_id: str) -> "Iterator[pd.DataFrame]":
    """Yield the rows on the position, on its actors that are no firms, and on their sites."""
    day, register = basis.day, basis.register
    actors = list(supporters_of(basis, position_id))
    yield day.actors.supporters.loc[lambda rows: rows.index.isin(actors)]
    if day.membership.roles is not None:
        yield day.membership.roles[day.membership.roles["position_id"] == position_id]
    if day.places.sites is not None:
        yield day.places.sites[day.places.sites["actor_id"].isin(actors)]
    if register.links is not None:
        yield register.links[register.links["position_id"] == position_id]
    if register.offers is not None:
        names = register.offers["position_ids"].fillna("").str.split(";")
        is_named = names.map({position_id}.issubset).astype(bool)
        yield register.offers[is_named & has_begun(register.offers, day.on, "open_from")]


# --- gaps ------------------------------------------------------------------------------------


def _gaps(basis: ScorecardBasis, position_id: str) -> tuple[Indicator, ...]:
    """Return how many gaps stand, by how sure they are; those explained as none are left out."""
    subject = basis.subject(position_id, "huller", "scorecard.caveat.gaps", GAP_TABLES)
    if lacking := basis.lacking("strength_positions", "municipalities"):
        return tuple(subject.absent(key, lacking) for key in _GROUPS)
    gaps = _open_gaps(basis, position_id)
    return tuple(
        _counted(subject, key, [gap for gap in gaps if gap.confidence in levels])
        for key, levels in _GROUPS.items()
    )


def _open_gaps(basis: ScorecardBasis, position_id: str) -> list[Gap]:
    from ecosystem.analysis.gaps.life import standing

    events = basis.events or ()
    return [gap for gap in basis.gaps(position_id) if standing(gap.gap_id, events) is None]


def _counted(subject: Subject, key: IndicatorKey, gaps: list[Gap]) -> Indicator:
    examples = sum(gap.rests_on_example_data for gap in gaps)
    remark = Sentence(key="scorecard.remark.example_gaps", values={"n": examples})
    figure = subject.noting([remark] if examples else []).figure(
        key, len(gaps), len(gaps), {"count": len(gaps)}
    )
    return figure.model_copy(update={"is_example": examples > 0})


def _acted_on(basis: ScorecardBasis, position_id: str) -> Indicator:
    """Return how many gaps of the position somebody has noted an act on since the snapshot."""
    key = IndicatorKey.GAPS_ACTED_ON
    subject = basis.subject(position_id, "huller", "scorecard.caveat.acted_on", ())
    if basis.events is None:
        return subject.not_recorded(key, Sentence(key="scorecard.why.no_notes"))
    since = basis.since or basis.day.on - YEAR
    acted = {
        event.gap_id
        for event in basis.events
        if event.kind is GapEventKind.ACTED_ON
        and since < event.on <= basis.day.on
        and event.gap_id.split(":")[1:2] == [position_id]
    }
    return subject.figure(key, len(acted), len(acted), {"count": len(acted), "since": since})
