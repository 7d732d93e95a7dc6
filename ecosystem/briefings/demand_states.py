"""The three kinds of demand beside each other: what firms said, what follows, what is judged.

They are never added: a need that few ask for may be judged decisive, and both are told.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field

from ecosystem.model.latent_needs import LatentNeed
from ecosystem.model.records import Record
from ecosystem.model.register import Register, small_table
from ecosystem.model.vocabulary import Band, DemandKind

if TYPE_CHECKING:
    from ecosystem.analysis.day import OnDay
    from ecosystem.analysis.needs import NeedsView


class ExpressedNeed(Record):
    """What the position's own firms said."""

    importance: float = Field(description="0 to 1.")
    low: float | None
    high: float | None
    answers: int


class InferredNeed(Record):
    """What follows from the theme analysis' bands and from how many firms there are."""

    band: Band
    firms: int | None = Field(description="Firms of the position; None: not recorded.")
    is_example: bool = Field(description="They are example firms: to be marked.")


class JudgedNeed(Record):
    """The last judgement of a role of the position's firms."""

    level: int = Field(description="1 slight or just begun, 5 decisive or ahead.")
    on: date
    by: str
    reason: str


class JudgedFirms(Record):
    """Judgements of single firms of the position: how many firms, how far apart; none is named."""

    firms: int
    lowest: int
    highest: int


class DemandStates(Record):
    """One need in its three states; a state is empty where nobody asked, counted or judged."""

    need_id: str
    name_da: str
    name_en: str
    expressed: ExpressedNeed | None
    inferred: InferredNeed
    latent: tuple[JudgedNeed, ...]
    latent_of_firms: JudgedFirms | None


class Maturity(Record):
    """How mature the position's firms are judged to be."""

    judgements: tuple[JudgedNeed, ...]
    of_firms: JudgedFirms | None


def demand_states(
    day: "OnDay",
    position_id: str,
    view: "NeedsView",
    judgements: Sequence[LatentNeed],
    *,
    is_example: bool = False,
) -> tuple[tuple[DemandStates, ...], Maturity]:
    """Return each need in its three states, and how mature the firms are judged to be.

    Args:
        day: The register on the day; later judgements are left out.
        position_id: The strength position.
        view: What firms said, where they were asked.
        judgements: Of this and other positions and firms, in the order they were made.
        is_example: The position's firms are example data.
    """
    near = [j for j in judgements if j.on <= day.on and _is_of(j, day, position_id)]
    bands = _bands(day.register)
    firms = day.membership.counts(position_id)
    count = None if firms is None else firms.firms
    asked = view.needs if view.demand_kind is DemandKind.EXPRESSED else view.needs.head(0)
    states = []
    for need, name in day.names.needs.items():
        of_need = [judgement for judgement in near if judgement.need_id == need]
        states.append(
            DemandStates(
                need_id=need,
                name_da=name.da,
                name_en=name.en,
                expressed=_expressed(asked.loc[need].to_dict()) if need in asked.index else None,
                inferred=InferredNeed(band=bands[need], firms=count, is_example=is_example),
                latent=_latest(of_need),
                latent_of_firms=_of_firms(of_need),
            )
        )
    mature = [judgement for judgement in near if judgement.need_id is None]
    return tuple(states), Maturity(judgements=_latest(mature), of_firms=_of_firms(mature))


def _is_of(judgement: LatentNeed, day: "OnDay", position_id: str) -> bool:
    """Return whether a judgement is of the position or of a firm of it."""
    if judgement.actor_id is None:
        return judgement.position_id == position_id
    columns = ("actor_id", "industry_scheme", "industry_code")
    rows = day.actors.firms_among([judgement.actor_id], columns)
    return position_id in day.membership.positions_of(rows).get(judgement.actor_id, ())


def _bands(register: Register) -> dict[str, Band]:
    """Return the band of each need in the theme analysis."""
    needs = small_table(register, "needs", "which needs firms have")
    return {
        str(need): Band(band) for need, band in zip(needs["need_id"], needs["band"], strict=True)
    }


def _expressed(row: Mapping[Hashable, object]) -> ExpressedNeed | None:
    """Return what firms said of a need; ``None``: none of them answered it."""
    if not row["answers"]:
        return None
    return ExpressedNeed.model_validate(
        {name: row[name] for name in ("importance", "low", "high", "answers")}
    )


def _latest(judgements: Iterable[LatentNeed]) -> tuple[JudgedNeed, ...]:
    """List the last judgement of each role of the position's firms, newest first."""
    last: dict[str, LatentNeed] = {}
    for judgement in judgements:
        stands = last.get(judgement.by)
        if judgement.actor_id is None and (stands is None or stands.on <= judgement.on):
            last[judgement.by] = judgement
    newest = sorted(last.values(), key=lambda judgement: judgement.on, reverse=True)
    return tuple(JudgedNeed(level=j.level, on=j.on, by=j.by, reason=j.reason) for j in newest)


def _of_firms(judgements: Iterable[LatentNeed]) -> JudgedFirms | None:
    """Return how many firms were judged and how far apart, each by its last judgement."""
    last: dict[str, LatentNeed] = {}
    for judgement in judgements:
        if judgement.actor_id is not None:
            stands = last.get(judgement.actor_id)
            is_newer = stands is None or stands.on <= judgement.on
            last |= {judgement.actor_id: judgement} if is_newer else {}
    levels = [judgement.level for judgement in last.values()]
    if not levels:
        return None
    return JudgedFirms(firms=len(levels), lowest=min(levels), highest=max(levels))
