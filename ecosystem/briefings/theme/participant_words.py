"""Who takes part, in words: size, place, age and experience of both groups (S8-S11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.statements import Frame, chained, note, percent
from ecosystem.briefings.theme.window import TABLES, EventWindow
from ecosystem.model.analysis import Part, PartState, Statement
from ecosystem.model.sentences import Sentence, Value

if TYPE_CHECKING:
    from ecosystem.analysis.participants.comparison import Compared

_ALPHA: Final = 0.05
_NO_RATIO, _NO_DIFFERENCE = 1.0, 0.0


def _frame(number: int, caveat: str, published: str, *tables: str) -> Frame:
    return Frame(
        id=f"S{number}",
        part=Part.PARTICIPANTS,
        caveat=Sentence(key=caveat),
        tables=(*TABLES, *tables),
        published=Sentence(key=published),
    )


FRAMES: Final[Mapping[str, Frame]] = {
    "employees": _frame(
        8, "analysis.participants.s8.caveat", "analysis.participants.s8.published", "actor_years"
    ),
    "outer": _frame(
        9,
        "analysis.participants.s9.caveat",
        "analysis.participants.s9.published",
        "municipalities",
        "sites",
    ),
    "age_years": _frame(
        10, "analysis.participants.s10.caveat", "analysis.participants.s10.published"
    ),
    "experienced": _frame(
        11, "analysis.participants.s11.caveat", "analysis.participants.s11.published"
    ),
}
"""What stands beside each statement, by its measure."""
_KEYS: Final = {
    "employees": "analysis.participants.s8",
    "outer": "analysis.participants.s9",
    "age_years": "analysis.participants.s10",
    "experienced": "analysis.participants.s11",
}
_NOT_RECORDED: Final = {
    "employees": "analysis.participants.s8.not_recorded",
    "outer": "analysis.participants.s9.not_recorded",
    "age_years": "analysis.participants.s10.not_recorded",
}
_TYPOLOGIES: Final = {
    "is_outer": "analysis.participants.typology.is_outer",
    "group": "analysis.participants.typology.group",
}
_LACKING: Final = {"employees": "actor_years", "outer": "municipalities", "age_years": "actors"}
"""The table that would tell, where nothing is recorded."""
_UNITS: Final = {
    "employees": "ratio",
    "outer": "share_difference",
    "age_years": "years",
    "experienced": "share_difference",
}


@dataclass(frozen=True, slots=True)
class Known:
    """How much of what is compared is recorded."""

    organisations: int
    """All that take part."""
    today: int
    """Organisations whose size is today's, not that of the year they started."""


def statements_of(
    basis: ThemeBasis, window: EventWindow, compared: "Sequence[Compared]", known: Known
) -> list[Statement]:
    """Return a statement for each measure but the first-timers, who have a part of their own.

    Args:
        basis: The basis of the analysis.
        window: The events that are counted.
        compared: Every measure.
        known: How much is recorded.
    """
    by_measure = {one.measure.value: one for one in compared}
    notes = _notes(basis, window, known)
    return [
        _statement(
            basis,
            window,
            frame.noting(*notes[name], _reach(by_measure[name], known)),
            by_measure[name],
        )
        for name, frame in FRAMES.items()
    ]


def _notes(
    basis: ThemeBasis, window: EventWindow, known: Known
) -> dict[str, tuple[Sentence | None, ...]]:
    """Return what has to be known of this register beside each measure."""
    asked = basis.parameters
    first = {} if window.first is None else {"year": str(window.first.year)}
    margin = {"years": asked.margin_years}
    return {
        "employees": (note("analysis.participants.s8.today", known.today),),
        "outer": (Sentence(key=_TYPOLOGIES[asked.typology]),),
        "age_years": (Sentence(key="analysis.participants.s10.margin", values={**margin}),),
        "experienced": (
            Sentence(
                key="analysis.participants.s11.reach", values={**first, "k": asked.experienced}
            ),
        ),
    }


def _reach(one: "Compared", known: Known) -> Sentence | None:
    """Return of how many organisations a figure of organisations is; of those with figures."""
    count = (one.cluster.n or 0) + (one.other.n or 0)
    if one.measure.value == "experienced" or not count:
        return None
    return Sentence(
        key="analysis.participants.known", values={"count": count, "of": known.organisations}
    )


def _statement(basis: ThemeBasis, window: EventWindow, frame: Frame, one: "Compared") -> Statement:
    measure = one.measure.value
    if one.state is PartState.NOT_RECORDED:
        lacking = window.said(_NOT_RECORDED[measure], table=_LACKING[measure])
        return frame.without(one.state, lacking)
    if one.difference is None or one.low is None or one.high is None:
        few = window.said("analysis.participants.few", small=max(basis.parameters.small, 1))
        return frame.without(PartState.NO_BASIS, few)
    said = window.said(_KEYS[measure], **_figures(basis, one))
    counts = (one.cluster.n or 0) + (one.other.n or 0)
    statement = frame.counted(
        chained(said, _verdict(basis, one)), one.difference, _UNITS[measure], counts
    )
    return frame.between(statement, (one.low, one.high), one.interval)


def _figures(basis: ThemeBasis, one: "Compared") -> dict[str, Value]:
    """Return what fills the sentence of a measure; shares in per cent."""
    is_share = _UNITS[one.measure.value] == "share_difference"
    values = [percent(g.value) if is_share else g.value for g in (one.cluster, one.other)]
    cluster, other = (None if value is None else round(value, 1) for value in values)
    counts: dict[str, Value] = {"n_cluster": one.cluster.n, "n_other": one.other.n}
    more: dict[str, Value] = {"k": basis.parameters.experienced}
    if one.measure.value == "employees":
        more["ratio"] = one.difference and round(one.difference, 2)
    return {"cluster": cluster, "other": other, **counts, **more}


def _verdict(basis: ThemeBasis, one: "Compared") -> Sentence:
    """Return whether there is a difference, none, or whether that cannot be decided."""
    none = _NO_RATIO if one.measure.value == "employees" else _NO_DIFFERENCE
    assert one.low is not None
    assert one.high is not None
    if one.equivalence is not None and one.equivalence.is_equivalent:
        return _no_difference(basis, is_share=_UNITS[one.measure.value] == "share_difference")
    if one.low <= none <= one.high:
        return Sentence(key="analysis.participants.undecided")
    if one.p_holm is not None and one.p_holm < _ALPHA:
        return Sentence(key="analysis.participants.clear")
    return Sentence(key="analysis.participants.alone")


def _no_difference(basis: ThemeBasis, *, is_share: bool) -> Sentence:
    asked = basis.parameters
    if is_share:
        points = {"margin": asked.margin_points}
        return Sentence(key="analysis.participants.none.points", values={**points})
    years = {"margin": asked.margin_years}
    return Sentence(key="analysis.participants.none.years", values={**years})
