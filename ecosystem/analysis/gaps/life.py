"""The life of a gap: opened, explained as no gap, acted on, closed, opened again.

What happened is kept as events, oldest first, and never rewritten. Between two dated registers
the gaps that came and went are found, each with the changes of the register it goes with.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from ecosystem.model.changes import Change
from ecosystem.model.errors import EcosystemError
from ecosystem.model.gaps import Gap, GapEvent
from ecosystem.model.own_words import keepable
from ecosystem.model.vocabulary import ChangeSubject, GapEventKind

_OF_ACTORS: Final = frozenset({ChangeSubject.TIE, ChangeSubject.SITE})
"""Changes whose key names the actors they are of."""


def explain(gap_id: str, reason: str, by: str, on: date, events: Sequence[GapEvent]) -> GapEvent:
    """Build the event that explains a gap away.

    Args:
        gap_id: The gap.
        reason: Why it is none, in words.
        by: Who says so: a role or unit.
        on: The day.
        events: What happened before.

    Raises:
        RefusedTextError: The reason or who says so holds personal data.
        EcosystemError: One of them is empty, or the gap is explained already.
    """
    if (before := standing(gap_id, events)) is not None:
        message = (
            f"{gap_id} was explained already on {before.on.isoformat()} by {before.by}: "
            f"{before.reason!r}. Reopen it first to give another reason."
        )
        raise EcosystemError(message)
    return _event(gap_id, GapEventKind.EXPLAINED, reason, by, on)


def act_on(gap_id: str, what: str, by: str, on: date) -> GapEvent:
    """Build the event of what was done about a gap; the next register shows if it closes.

    Raises:
        RefusedTextError: What was done or who says so holds personal data.
        EcosystemError: One of them is empty.
    """
    return _event(gap_id, GapEventKind.ACTED_ON, what, by, on)


def reopen(gap_id: str, reason: str, by: str, on: date, events: Sequence[GapEvent]) -> GapEvent:
    """Build the event that takes an explanation back: it is a gap after all.

    Raises:
        RefusedTextError: The reason or who says so holds personal data.
        EcosystemError: One of them is empty, or no explanation stands.
    """
    if standing(gap_id, events) is None:
        message = f"{gap_id} is not explained, so there is nothing to take back."
        raise EcosystemError(message)
    return _event(gap_id, GapEventKind.REOPENED, reason, by, on)


def _event(gap_id: str, kind: GapEventKind, reason: str, by: str, on: date) -> GapEvent:
    reason, by = keepable(reason, is_one_line=True), keepable(by, is_one_line=True)
    if not reason or not by:
        message = "Say why or what, and who says so (a role or unit): both are kept with the gap."
        raise EcosystemError(message)
    return GapEvent(gap_id=gap_id, kind=kind, on=on, reason=reason, by=by)


def life_of(gap_id: str, events: Sequence[GapEvent]) -> tuple[GapEvent, ...]:
    """List what happened to a gap, oldest first; of one day in the order it was kept."""
    return tuple(sorted((e for e in events if e.gap_id == gap_id), key=lambda e: e.on))


def standing(gap_id: str, events: Sequence[GapEvent]) -> GapEvent | None:
    """Return the explanation that holds; ``None``: there is none, or it was taken back."""
    last: GapEvent | None = None
    for event in life_of(gap_id, events):
        if event.kind is GapEventKind.EXPLAINED:
            last = event
        elif event.kind is GapEventKind.REOPENED:
            last = None
    return last


def follow(
    before: Iterable[Gap],
    after: Iterable[Gap],
    changes: Sequence[Change],
    on: date,
    events: Sequence[GapEvent] = (),
) -> tuple[GapEvent, ...]:
    """List which gaps opened, closed or opened again, and the changes each goes with.

    A gap that is open again after it closed, or after it was explained and gone, is reopened.
    """
    old, new = ({gap.gap_id: gap for gap in gaps} for gaps in (before, after))
    ended = {gap_id for gap_id in new if _has_closed(gap_id, events)}
    turns = []
    for gap_id in sorted(old.keys() - new.keys()):
        keys = tuple(c.key for c in changes if touches(c, old[gap_id]))
        turns.append(GapEvent(gap_id=gap_id, kind=GapEventKind.CLOSED, on=on, changes=keys))
    for gap_id in sorted(new.keys() - old.keys()):
        kind = GapEventKind.REOPENED if gap_id in ended else GapEventKind.OPENED
        keys = tuple(c.key for c in changes if touches(c, new[gap_id]))
        turns.append(GapEvent(gap_id=gap_id, kind=kind, on=on, changes=keys))
    return tuple(turns)


def _has_closed(gap_id: str, events: Sequence[GapEvent]) -> bool:
    """Return whether the last that is known of a gap is that it closed."""
    turns = {GapEventKind.OPENED, GapEventKind.REOPENED, GapEventKind.CLOSED}
    kinds = [event.kind for event in life_of(gap_id, events) if event.kind in turns]
    return bool(kinds) and kinds[-1] is GapEventKind.CLOSED


def touches(change: Change, gap: Gap) -> bool:
    """Return whether a change of the register is about what a gap is about.

    It is when it concerns one of the gap's actors or a row behind it, or the same position (or
    all), need (or none) and place (or none).
    """
    keys = {key for evidence in gap.evidence for key in evidence.keys}
    parts = change.key.split("|") if change.subject in _OF_ACTORS else ()
    if {change.key, *change.former_keys, *parts} & {*gap.actors, *keys}:
        return True
    if not (change.position_ids or change.need_ids):
        return False
    is_position = not change.position_ids or gap.position_id in change.position_ids
    is_need = gap.need_id is None or not change.need_ids or gap.need_id in change.need_ids
    places = set(change.municipality_codes)
    is_place = not places or not gap.municipality_codes or places & set(gap.municipality_codes)
    return is_position and is_need and bool(is_place)
