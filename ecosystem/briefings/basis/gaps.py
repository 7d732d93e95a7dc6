"""The search for gaps over a day, and what becomes of one gap.

A search keeps what it finds: laid out once, it answers for every position and cell. The life of a
gap (opened, explained, acted on, opened again) is told from its events alone.
"""

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.gaps import gap_context_on_day, gap_of, narrowed, search_of
from ecosystem.analysis.gaps.life import act_on, explain, life_of, reopen, standing
from ecosystem.analysis.gaps.search import Search
from ecosystem.model.gaps import GapThresholds

__all__ = [
    "Search",
    "act_on",
    "check_gap",
    "explain",
    "life_of",
    "narrowed",
    "reopen",
    "search_on",
    "standing",
]


def search_on(day: OnDay, limits: GapThresholds) -> Search:
    """Return the search for the gaps of a day, laid out and not begun.

    Raises:
        NotRecordedError: The register lacks what every search needs.
    """
    return search_of(gap_context_on_day(day, limits))


def check_gap(day: OnDay, limits: GapThresholds, gap_id: str) -> None:
    """Raise unless a gap is found on a day.

    Raises:
        UnknownIdError: No such gap is found; with the nearest ids.
        NotRecordedError: The register lacks what every search needs.
    """
    gap_of(search_on(day, limits), gap_id)
