"""Journeys: where organisations first come in (S20), and how many have gone on from there (S13).

All are compared at the same length of follow-up; the share that does not take it into account
(naive) stands beside, so that the difference is seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import sqrt
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.window import (
    TABLES,
    EventWindow,
    event_window,
    missing_tables,
    not_recorded,
    percent,
    shown,
)
from ecosystem.model.analysis import Interval, Part, PartAnswer, PartState, Statement
from ecosystem.model.records import AliasedRecord, Record
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.analysis.journeys.survival import Spells

HORIZONS: Final = (365, 730, 1095)
"""Days after the entry at which shares are told."""
_STATED: Final = 730
"""The horizon that statements tell of, 24 months."""
_MANY_CLOSED: Final = 0.05
"""Above this share of closed organisations, closing is counted as an end of its own."""
_ALL: Final = "all"
_REST: Final = "rest"
_SCHEME_WORDS: Final[Mapping[str, str]] = {
    "several": "analysis.journeys.several",
    "not_known": "analysis.journeys.not_known",
}


class FirstTouch(Record):
    """How many organisations entered in a scheme."""

    scheme: str = Field(description="several: more than one on the entry day.")
    organisations: int | None = Field(description="None: under the smallest cell shown.")


class ShareByDay(Record):
    """The share that has gone on by a day after the entry."""

    days: int
    share: float | None = Field(description="None: nobody was followed that long.")
    low: float | None
    high: float | None
    at_risk: int | None


class GroupOfJourneys(Record):
    """The journeys of a group: how many, how many went on, and when."""

    group: str
    organisations: int | None = Field(description="None: under the smallest cell shown.")
    onward: int | None
    naive: float | None = Field(description="onward / organisations, whatever the follow-up.")
    closed: int | None
    km: tuple[ShareByDay, ...]


class LogRank(Record):
    """The log-rank test that two groups go on as fast."""

    a: str
    b: str
    p: float | None


class Transition(AliasedRecord):
    """How often a scheme's next event is in another, or in the same."""

    from_scheme: str = Field(alias="from")
    to_scheme: str = Field(alias="to", description="rest: schemes of small cells together.")
    n: int | None = Field(description="None: under the smallest cell shown.")
    share: float | None


class JourneysContent(AliasedRecord):
    """Where organisations enter, and where they go on."""

    role: str
    scheme_by: str
    first: date | None = Field(alias="from")
    until: date | None
    wash_in_years: int
    first_touch: tuple[FirstTouch, ...]
    groups: tuple[GroupOfJourneys, ...]
    logrank: LogRank | None
    transitions: tuple[Transition, ...]


def part_answer(basis: ThemeBasis, horizons: tuple[int, ...] = HORIZONS) -> PartAnswer:
    """Return where organisations enter and what share goes on, at the same length of follow-up.

    Args:
        basis: What is asked of which register.
        horizons: Days after the entry at which shares are told.
    """
    if lacking := missing_tables(basis):
        why = not_recorded(lacking)
        return PartAnswer.without(
            PartState.NOT_RECORDED, why, _without(PartState.NOT_RECORDED, why)
        )
    window = event_window(basis)
    if window.is_too_short:
        return _no_basis(basis, window, window.too_short())
    journeys = Journeys.of(basis, window)
    organisations = journeys.spells[_ALL].organisations
    if organisations < basis.parameters.small:
        key = "analysis.journeys.few" if organisations else "analysis.journeys.none"
        return _no_basis(basis, window, window.said(key, small=basis.parameters.small))
    content = _content(basis, window).model_copy(
        update={
            "first_touch": journeys.first_touch(),
            "groups": tuple(journeys.group(name, horizons) for name in journeys.spells),
            "logrank": journeys.log_rank(),
            "transitions": journeys.transitions(),
        }
    )
    statements = _statements(journeys, content)
    return PartAnswer(state=PartState.COMPUTED, statements=statements, content=content)


@dataclass(frozen=True, eq=False)
class Journeys:
    """The journeys of all organisations and of each group, as spells."""

    basis: ThemeBasis
    window: EventWindow
    touches: "pd.DataFrame"
    spells: "Mapping[str, Spells]"
    """All first, then the groups, the largest first."""
    next_schemes: "pd.DataFrame"
    heirs: int
    """Organisations that go on with the way of another."""

    @classmethod
    def of(cls, basis: ThemeBasis, window: EventWindow) -> "Journeys":
        """Count the journeys of a window of events."""
        from ecosystem.analysis.journeys.first_touch import FollowUp, first_touches, spells_of
        from ecosystem.analysis.journeys.predecessors import origins, with_origins
        from ecosystem.analysis.journeys.transitions import transitions

        first, until = window.countable_from, window.until
        if first is None or until is None:
            raise ValueError(window)
        joined = origins(basis.register, window.rows)
        followed = partial(with_origins, basis.register, joined=joined)
        rows = window.rows.changed(followed)
        touches = first_touches(
            basis.register, rows, joined, FollowUp(first, until), basis.parameters.by
        )
        sizes = touches.groupby("label")["organisations"].sum()
        labels = sorted(sizes.index, key=lambda label: (-sizes[label], label))
        groups = {str(label): spells_of(touches[touches["label"] == label]) for label in labels}
        spells = {_ALL: spells_of(touches), **groups}
        heirs = joined["organisation"].nunique()
        following = transitions(
            followed(window.rows.dated(is_each_once=False)), window.rows.schemes
        )
        return cls(basis, window, touches, spells, following, heirs)

    @property
    def is_competing(self) -> bool:
        """Closing is counted as an end of its own: in some group over 5 % closed."""
        from ecosystem.analysis.journeys.survival import CLOSED

        shares = [s.count(CLOSED) / max(s.organisations, 1) for s in self.spells.values()]
        return max(shares) > _MANY_CLOSED

    def is_shown(self, name: str) -> bool:
        """A group of so few that it might tell of somebody is not shown."""
        return self.spells[name].organisations >= self.basis.parameters.small

    def group(self, name: str, horizons: tuple[int, ...]) -> GroupOfJourneys:
        """Return the journeys of a group."""
        from ecosystem.analysis.journeys.survival import CLOSED, ONWARD

        spells, small = self.spells[name], self.basis.parameters.small
        if not self.is_shown(name):
            none = dict.fromkeys(("organisations", "onward", "naive", "closed"))
            return GroupOfJourneys.model_validate({"group": name, "km": (), **none})
        onward = spells.count(ONWARD)
        return GroupOfJourneys(
            group=name,
            organisations=spells.organisations,
            onward=onward,
            naive=onward / spells.organisations,
            closed=shown(spells.count(CLOSED), small),
            km=self.shares(name, horizons),
        )

    def shares(self, name: str, horizons: tuple[int, ...]) -> tuple[ShareByDay, ...]:
        """Return the share of a group that has gone on by each of some days."""
        from ecosystem.analysis.journeys.survival import aalen_johansen, kaplan_meier, shares_at

        spells = self.spells[name]
        curve = (aalen_johansen if self.is_competing else kaplan_meier)(spells)
        return tuple(
            ShareByDay(days=at.days, share=at.share, low=at.low, high=at.high, at_risk=at.at_risk)
            for at in shares_at(spells, curve, horizons)
        )

    def first_touch(self) -> tuple[FirstTouch, ...]:
        """Return how many organisations entered in each scheme, the most first."""
        small = self.basis.parameters.small
        return tuple(
            FirstTouch(scheme=scheme, organisations=shown(count, small))
            for scheme, count in self.entries()
        )

    def entries(self) -> list[tuple[str, int]]:
        """List the schemes of entry and how many entered in each, the most first."""
        counts = self.touches.groupby("scheme")["organisations"].sum()
        pairs = [(str(scheme), int(count)) for scheme, count in counts.items()]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def log_rank(self) -> LogRank | None:
        """Return the log-rank test of two groups; None where there are not two that are shown."""
        from ecosystem.analysis.journeys.survival import log_rank

        groups = sorted(name for name in self.spells if name != _ALL)
        if len(groups) != 2 or not all(map(self.is_shown, groups)):  # noqa: PLR2004
            return None
        a, b = groups
        return LogRank(a=a, b=b, p=log_rank(self.spells[a], self.spells[b]))

    def transitions(self) -> tuple[Transition, ...]:
        """Return which scheme comes after which; small cells of a scheme are put together."""
        small, rows = self.basis.parameters.small, self.next_schemes
        to_scheme = rows["to_scheme"].where(rows["n"] >= small, _REST)
        folded = rows.assign(to_scheme=to_scheme).groupby(
            ["from_scheme", "to_scheme"], sort=True, as_index=False
        )[["n", "share"]]
        cells = folded.sum().itertuples(index=False, name=None)
        return tuple(_transition(cell, small) for cell in cells)


def _transition(cells: tuple[str, str, int, float], small: int) -> Transition:
    from_scheme, to_scheme, n, share = cells
    count = shown(int(n), small)
    return Transition(
        from_scheme=from_scheme,
        to_scheme=to_scheme,
        n=count,
        share=None if count is None else float(share),
    )


def _content(basis: ThemeBasis, window: EventWindow) -> JourneysContent:
    return JourneysContent(
        role=basis.parameters.role,
        scheme_by=basis.parameters.scheme_by,
        first=window.first,
        until=window.until,
        wash_in_years=window.wash_in_years,
        first_touch=(),
        groups=(),
        logrank=None,
        transitions=(),
    )


def _no_basis(basis: ThemeBasis, window: EventWindow, why: Sentence) -> PartAnswer:
    return PartAnswer(
        state=PartState.NO_BASIS,
        why=why,
        statements=_without(PartState.NO_BASIS, why),
        content=_content(basis, window),
    )


def _without(state: PartState, why: Sentence) -> tuple[Statement, ...]:
    return tuple(_statement(name, state, why) for name in ("S13", "S20"))


def _statement(name: str, state: PartState, sentence: Sentence, heirs: int = 0) -> Statement:
    is_onward = name == "S13"
    key = "analysis.journeys.caveat" if is_onward else "analysis.journeys.caveat.schemes"
    if heirs and is_onward:
        key = "analysis.journeys.caveat.heirs"
    published = Sentence(key="analysis.journeys.published") if is_onward else None
    return Statement(
        id=name,
        part=Part.JOURNEYS,
        state=state,
        sentence=sentence,
        why_no_interval=sentence,
        caveat=Sentence(key=key, values={"heirs": heirs} if heirs and is_onward else {}),
        published=published,
        tables=(*TABLES, "links"),
    )


def _statements(journeys: Journeys, content: JourneysContent) -> tuple[Statement, ...]:
    every = _onward(journeys)
    if (test := content.logrank) is None:
        return every, _entry(journeys)
    of = {"figure": "compared", "a": test.a, "b": test.b}
    compared = _compared(journeys, test).model_copy(update={"of": of})
    return every, compared, _entry(journeys)


def _onward(journeys: Journeys) -> Statement:
    """Return what share of all has gone on after 24 months, and the naive one beside it."""
    window, whole = journeys.window, journeys.group(_ALL, (_STATED,))
    at = whole.km[0]
    if at.share is None or whole.naive is None:
        why = window.said("analysis.journeys.not_followed", months=_months(_STATED))
        return _statement("S13", PartState.NO_BASIS, why, journeys.heirs)
    is_competing = journeys.is_competing
    sentence = window.said(
        "analysis.journeys.s13.aj" if is_competing else "analysis.journeys.s13.km",
        n=whole.organisations,
        percent=percent(at.share),
        months=_months(_STATED),
        naive=percent(whole.naive),
    )
    statement = _statement("S13", PartState.COMPUTED, sentence, journeys.heirs)
    why = Sentence(key="analysis.journeys.no_interval")
    return _measured(statement, at.share, whole.organisations, (at.low, at.high), why)


def _compared(journeys: Journeys, test: LogRank) -> Statement:
    """Return the difference between two groups after 24 months, and the test of their curves."""
    window = journeys.window
    groups = [journeys.group(name, (_STATED,)) for name in (test.a, test.b)]
    a, b = (group.km[0] for group in groups)
    naive = [group.naive for group in groups]
    if a.share is None or b.share is None or None in naive:
        why = window.said("analysis.journeys.not_followed", months=_months(_STATED))
        return _statement("S13", PartState.NO_BASIS, why, journeys.heirs)
    p = "?" if test.p is None else f"{test.p:.3f}"
    values = {
        "months": _months(_STATED),
        "a": percent(a.share),
        "b": percent(b.share),
        "naive_a": percent(naive[0] or 0),
        "naive_b": percent(naive[1] or 0),
        "p": p.replace(".", ","),
    }
    names, words = _names({"first": test.a, "second": test.b})
    sentence = Sentence(
        key="analysis.journeys.s13.compared",
        values={**values, **names},
        values_en={"p": p},
        words=words,
        is_example=window.is_example,
    )
    statement = _statement("S13", PartState.COMPUTED, sentence, journeys.heirs)
    n = sum(group.organisations or 0 for group in groups)
    why = Sentence(key="analysis.journeys.no_interval")
    measured = _measured(statement, a.share - b.share, n, _difference(a, b), why)
    return measured.model_copy(update={"unit": "share_difference"})


def _difference(a: ShareByDay, b: ShareByDay) -> tuple[float | None, float | None]:
    """Return the interval of a difference from those of its two shares, as Newcombe puts them."""
    if a.share is None or b.share is None:
        return None, None
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return None, None
    below = sqrt((a.share - a.low) ** 2 + (b.high - b.share) ** 2)
    above = sqrt((a.high - a.share) ** 2 + (b.share - b.low) ** 2)
    return a.share - b.share - below, a.share - b.share + above


def _entry(journeys: Journeys) -> Statement:
    """Return the scheme that most organisations entered in."""
    from ecosystem.analysis.comparison import wilson_share

    window, (scheme, count) = journeys.window, journeys.entries()[0]
    total = journeys.spells[_ALL].organisations
    if shown(count, journeys.basis.parameters.small) is None:
        why = window.said("analysis.journeys.few", small=journeys.basis.parameters.small)
        return _statement("S20", PartState.NO_BASIS, why)
    estimate = wilson_share(count, total)
    names, words = _names({"scheme": scheme}, _offer_names(journeys.basis, scheme))
    values = {"n": count, "total": total, "percent": percent(estimate.value), **names}
    sentence = Sentence(
        key="analysis.journeys.s20", values=values, words=words, is_example=window.is_example
    )
    statement = _statement("S20", PartState.COMPUTED, sentence)
    measured = _measured(statement, estimate.value, total, (estimate.low, estimate.high), None)
    return measured.model_copy(update={"interval": Interval.WILSON})


def _offer_names(basis: ThemeBasis, scheme: str) -> Mapping[str, str]:
    offer = basis.register.catalogue.get(scheme)
    return {} if offer is None else {scheme: offer.name_da}


_GROUP_WORDS: Final[Mapping[str, str]] = {
    "cluster": "analysis.journeys.group.cluster",
    "other": "analysis.journeys.group.other",
    **_SCHEME_WORDS,
}


def _names(
    labels: Mapping[str, str], named: Mapping[str, str] | None = None
) -> tuple[dict[str, str], dict[str, str]]:
    """Return labels as values of a sentence, and those that have words as its words."""
    words = {place: _GROUP_WORDS[name] for place, name in labels.items() if name in _GROUP_WORDS}
    values = {
        place: (named or {}).get(name, name) for place, name in labels.items() if place not in words
    }
    return values, words


def _measured(
    statement: Statement,
    value: float,
    n: int | None,
    ends: Sequence[float | None],
    why: Sentence | None,
) -> Statement:
    low, high = ends
    has_interval = low is not None and high is not None
    return statement.model_copy(
        update={
            "value": value,
            "unit": "share",
            "n": n,
            "low": low,
            "high": high,
            "interval": Interval.GREENWOOD if has_interval else Interval.NONE,
            "why_no_interval": None if has_interval else why,
        }
    )


def _months(days: int) -> int:
    return round(days / 365 * 12)
