"""Short against long horizon, and first-timers against others (S17, S18)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.statements import Frame, chained
from ecosystem.model.analysis import Interval, Part, PartState, Statement
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.analysis.day import Name
    from ecosystem.analysis.need_ranking import Contrast, RankAgreement

_HORIZON: Final = Frame(
    id="S17",
    part=Part.NEEDS,
    caveat=Sentence(key="analysis.needs.s17.caveat"),
    tables=("need_answers", "needs"),
    published=Sentence(key="analysis.needs.s17.published"),
)
_INNOVATION: Final = Frame(
    id="S18a",
    part=Part.NEEDS,
    caveat=Sentence(key="analysis.needs.s18.caveat"),
    tables=("need_answers", "needs"),
    published=Sentence(key="analysis.needs.s18.published.innovation"),
)
_COOPERATION: Final = Frame(
    id="S18b",
    part=Part.NEEDS,
    caveat=Sentence(key="analysis.needs.s18.caveat"),
    tables=("need_answers", "needs"),
    published=Sentence(key="analysis.needs.s18.published.cooperation"),
)
_AGREEMENT: Final = Frame(
    id="S18c",
    part=Part.NEEDS,
    caveat=Sentence(key="analysis.needs.s18.caveat"),
    tables=("need_answers", "needs"),
)
CONTRASTS: Final = (_HORIZON, _INNOVATION, _COOPERATION, _AGREEMENT)
"""What stands beside the statements, in their order."""

_ALPHA: Final = 0.05
_HORIZON_WAYS: Final = {
    "higher": "analysis.needs.s17.higher",
    "lower": "analysis.needs.s17.lower",
    "unclear": "analysis.needs.s17.unclear",
}
_FIRST_TIME_WAYS: Final = {
    "higher": "analysis.needs.s18.higher",
    "lower": "analysis.needs.s18.lower",
    "unclear": "analysis.needs.s18.unclear",
}


class NeedContrast(Record):
    """A difference between needs or between respondents, in points of the scale of 1 to 5."""

    key: str = Field(description="short_long, first_time_innovation, first_time_cooperation.")
    estimate: float | None = Field(description="Null: too few answers.")
    low: float | None
    high: float | None
    p_holm: float | None = Field(description="Adjusted for the three contrasts.")


class NeedOrder(Record):
    """How far two groups of respondents put the needs into the same order."""

    groups: str = Field(default="first_time_others", description="First-timers beside others.")
    tau: float = Field(description="Kendall's tau-b of the groups' means, -1 to 1.")
    chance_low: float = Field(
        description="Where tau begins in 95 % of random divisions of the same respondents."
    )
    chance_high: float = Field(description="Where it ends.")
    needs: int = Field(description="Needs that enough of both groups answered.")
    first_time: int
    others: int


@dataclass(frozen=True, slots=True)
class JudgedContrast:
    """A contrast with its p value among all contrasts; no contrast where too few answered."""

    key: str
    contrast: "Contrast | None"
    p_holm: float | None

    @property
    def is_clear(self) -> bool:
        """The interval lies on one side of none, and the p value among all is under 5 %."""
        one = self.contrast
        is_sure = self.p_holm is None or self.p_holm < _ALPHA
        return one is not None and (one.low > 0 or one.high < 0) and is_sure

    @property
    def record(self) -> NeedContrast:
        """The contrast as it stands in the document."""
        one = self.contrast
        return NeedContrast(
            key=self.key,
            estimate=one and one.estimate,
            low=one and one.low,
            high=one and one.high,
            p_holm=self.p_holm,
        )


def contrasts_of(basis: ThemeBasis, answers: "pd.DataFrame") -> tuple[JudgedContrast, ...]:
    """Return short against long horizon, then first-timers on the two needs, adjusted by Holm."""
    from ecosystem.analysis.comparison import holm
    from ecosystem.analysis.need_ranking import Sampling, first_time_contrast, horizon_contrast

    asked, coding = basis.parameters, basis.settings
    drawn = Sampling(asked.draws, asked.seed, asked.small)
    computed = {
        "short_long": horizon_contrast(answers, coding.short_needs, coding.long_needs, drawn),
        "first_time_innovation": first_time_contrast(answers, coding.innovation_need, drawn),
        "first_time_cooperation": first_time_contrast(answers, coding.cooperation_need, drawn),
    }
    adjusted = holm({key: one.p for key, one in computed.items() if one and one.p is not None})
    return tuple(JudgedContrast(key, one, adjusted.get(key)) for key, one in computed.items())


def horizon_statement(tested: JudgedContrast) -> Statement:
    """Return how much higher needs of the short term are rated than those of the long (S17)."""
    if tested.contrast is None:
        return _HORIZON.without(PartState.NO_BASIS, Sentence(key="analysis.needs.s17.few"))
    return _compared(_HORIZON, _HORIZON_WAYS, tested.contrast, is_clear=tested.is_clear)


def first_time_statements(
    basis: ThemeBasis, tested: Sequence[JudgedContrast]
) -> tuple[Statement, ...]:
    """Return how first-timers rate innovation projects and firm cooperation beside others (S18)."""
    needs = (basis.settings.innovation_need, basis.settings.cooperation_need)
    frames = (_INNOVATION, _COOPERATION)
    return tuple(
        _of_first_timers(basis, frame, need, one)
        for frame, need, one in zip(frames, needs, tested, strict=True)
    )


def order_of_needs(basis: ThemeBasis, answers: "pd.DataFrame") -> NeedOrder | None:
    """Return how far first-timers and others put the needs into the same order.

    Returns:
        ``None`` where too few of one group answered.
    """
    from ecosystem.analysis.need_ranking import Sampling, first_time_agreement

    asked, needs = basis.parameters, basis.register.needs
    assert needs is not None
    drawn = Sampling(asked.draws, asked.seed, asked.small)
    agreed = first_time_agreement(answers, list(needs["need_id"]), drawn)
    return None if agreed is None else _order(agreed)


def _order(agreed: "RankAgreement") -> NeedOrder:
    return NeedOrder(
        tau=agreed.tau,
        chance_low=agreed.chance_low,
        chance_high=agreed.chance_high,
        needs=agreed.needs,
        first_time=agreed.first_time,
        others=agreed.others,
    )


def order_statement(order: NeedOrder | None) -> Statement:
    """Return whether first-timers and others order the needs alike, beside chance (S18)."""
    if order is None:
        return _AGREEMENT.without(PartState.NO_BASIS, Sentence(key="analysis.needs.s18.order.few"))
    frame = _AGREEMENT.noting(
        Sentence(key="analysis.needs.s18.group", values={"n": order.first_time}),
        Sentence(key="analysis.needs.s18.order.caveat"),
    )
    said = Sentence(
        key="analysis.needs.s18.order", values={"needs": order.needs, "tau": round(order.tau, 2)}
    )
    range_of_chance = {"low": round(order.chance_low, 2), "high": round(order.chance_high, 2)}
    beside = Sentence(key=_BESIDE_CHANCE[_way(order)], values={**range_of_chance})
    statement = frame.counted(chained(said, beside), order.tau, "kendall_tau", order.first_time)
    why = Sentence(key="analysis.needs.s18.order.no_interval")
    return statement.model_copy(update={"why_no_interval": why})


_BESIDE_CHANCE: Final = {
    "less": "analysis.needs.s18.order.less",
    "as": "analysis.needs.s18.order.as",
    "more": "analysis.needs.s18.order.more",
}


def _way(order: NeedOrder) -> str:
    if order.tau < order.chance_low:
        return "less"
    return "more" if order.tau > order.chance_high else "as"


def _of_first_timers(
    basis: ThemeBasis, frame: Frame, need_id: str, tested: JudgedContrast
) -> Statement:
    name, contrast = basis.day.names.need(need_id), tested.contrast
    if contrast is None:
        few = Sentence(
            key="analysis.needs.s18.few", values={"need": name.da}, values_en={"need": name.en}
        )
        return frame.without(PartState.NO_BASIS, few)
    noted = frame.noting(Sentence(key="analysis.needs.s18.group", values={"n": contrast.n}))
    return _compared(noted, _FIRST_TIME_WAYS, contrast, name, is_clear=tested.is_clear)


def _compared(
    frame: Frame,
    ways: Mapping[str, str],
    contrast: "Contrast",
    need: "Name | None" = None,
    *,
    is_clear: bool,
) -> Statement:
    """Return a difference in words: higher, lower, or not to be told apart from none."""
    way = "unclear" if not is_clear else "higher" if contrast.estimate > 0 else "lower"
    points = contrast.estimate if way == "unclear" else abs(contrast.estimate)
    sentence = Sentence(
        key=ways[way],
        values={
            "points": round(points, 2),
            "n": contrast.n,
            **({} if need is None else {"need": need.da}),
        },
        values_en={} if need is None else {"need": need.en},
    )
    statement = frame.counted(sentence, contrast.estimate, "points", contrast.n)
    return frame.between(statement, (contrast.low, contrast.high), Interval.BOOTSTRAP)
