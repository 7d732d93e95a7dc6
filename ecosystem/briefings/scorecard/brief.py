"""Answer how a cluster stands on the ten recommendations, beside its own past and beside chance."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.scorecard.basis import ScorecardBasis
from ecosystem.briefings.scorecard.board import board_indicators
from ecosystem.briefings.scorecard.challenges import challenge_indicators, linked_projects
from ecosystem.briefings.scorecard.cohesion import cohesion_indicators
from ecosystem.briefings.scorecard.figures import Subject
from ecosystem.briefings.scorecard.grants import grant_indicators
from ecosystem.briefings.scorecard.local import local_indicators
from ecosystem.briefings.scorecard.new_firms import new_firm_indicators
from ecosystem.briefings.scorecard.overview import overview_indicators
from ecosystem.briefings.scorecard.projects import project_indicators
from ecosystem.briefings.scorecard.referral import referral_indicators
from ecosystem.briefings.scorecard.role import role_indicators
from ecosystem.model.closed_lists import complete
from ecosystem.model.danish import sort_key
from ecosystem.model.days import holding
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.gaps import GapEvent, GapThresholds
from ecosystem.model.register import Register
from ecosystem.model.scorecards import (
    INDICATORS_OF,
    Indicator,
    IndicatorKey,
    Recommendation,
    RecommendationAnswer,
    Scorecard,
    ScorecardPosition,
    ScorecardState,
)
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import LinkKind


@dataclass(frozen=True, slots=True)
class _Question:
    """One cluster on one day, and the snapshot it is compared with."""

    basis: ScorecardBasis
    actor_id: str
    before: ScorecardBasis | None = None

    def by_position(
        self, of: Recommendation, answer: "Callable[[str], Sequence[Indicator]]"
    ) -> tuple[Indicator, ...]:
        """Return the indicators of each of the cluster's positions; why not where it has none."""
        positions = self.basis.positions_of(self.actor_id)
        if not positions:
            return tuple(_without_position(self.basis, key) for key in INDICATORS_OF[of])
        return tuple(one for position_id in positions for one in answer(position_id))


_Answer: TypeAlias = Callable[[_Question], tuple[Indicator, ...]]


def _without_position(basis: ScorecardBasis, key: IndicatorKey) -> Indicator:
    caveat = Sentence(key="scorecard.caveat.position")
    subject = Subject(tables=("strength_positions", "actor_positions"), caveat=caveat)
    if lacking := basis.lacking(*subject.tables):
        return subject.absent(key, lacking)
    return subject.without(key, "scorecard.why.no_position")


def _role(asked: _Question) -> tuple[Indicator, ...]:
    return asked.by_position(Recommendation.ROLE, lambda p: role_indicators(asked.basis, p))


def _challenges(asked: _Question) -> tuple[Indicator, ...]:
    of_position = asked.by_position(
        Recommendation.CHALLENGES, lambda p: challenge_indicators(asked.basis, p)
    )
    own = [one for one in of_position if one.key is not IndicatorKey.PROJECTS_LINKED]
    return (*own, linked_projects(asked.basis, asked.actor_id))


def _overview(asked: _Question) -> tuple[Indicator, ...]:
    return asked.by_position(Recommendation.OVERVIEW, lambda p: overview_indicators(asked.basis, p))


def _cohesion(asked: _Question) -> tuple[Indicator, ...]:
    return asked.by_position(
        Recommendation.COHESION, lambda p: cohesion_indicators(asked.basis, p, asked.before)
    )


def _local(asked: _Question) -> tuple[Indicator, ...]:
    return asked.by_position(
        Recommendation.LOCAL_ACCESS, lambda p: local_indicators(asked.basis, p)
    )


_ANSWERS: Final[Mapping[Recommendation, _Answer]] = complete(
    Recommendation,
    {
        Recommendation.ROLE: _role,
        Recommendation.PROJECTS: lambda q: project_indicators(q.basis, q.actor_id),
        Recommendation.CHALLENGES: _challenges,
        Recommendation.BOARD: lambda q: board_indicators(q.basis, q.actor_id),
        Recommendation.OVERVIEW: _overview,
        Recommendation.COHESION: _cohesion,
        Recommendation.NEW_FIRMS: lambda q: new_firm_indicators(q.basis, q.actor_id),
        Recommendation.LOCAL_ACCESS: _local,
        Recommendation.REFERRAL: lambda _: referral_indicators(),
        Recommendation.FLEXIBILITY: lambda q: grant_indicators(q.basis, q.actor_id),
    },
    name="_ANSWERS",
)


def brief_scorecard(  # noqa: PLR0913
    register: Register,
    on: date,
    actor_id: str,
    before: Register | None = None,
    *,
    since: date | None = None,
    thresholds: GapThresholds | None = None,
    events: Sequence[GapEvent] | None = None,
) -> Scorecard:
    """Return the ten recommendations for one cluster, each with its indicators.

    Args:
        register: The register.
        on: The day.
        actor_id: The cluster.
        before: A snapshot; with it each figure stands beside the same figure then.
        since: Day of the snapshot; ``None``: the same day.
        thresholds: Limits behind the rules of gaps; ``None``: the shipped ones.
        events: What is kept of the life of gaps; ``None``: nobody looked.

    Raises:
        UnknownIdError: The register has no such cluster; the nearest are named.
        NotRecordedError: The register has no actors.
    """
    bases = _bases(register, on, before, since, thresholds, events)
    if actor_id not in bases[0].clusters.index:
        kind = "cluster"
        raise UnknownIdError.from_available(kind, actor_id, bases[0].clusters.index)
    return _scorecard(*bases, actor_id)


def brief_scorecards(  # noqa: PLR0913
    register: Register,
    on: date,
    before: Register | None = None,
    *,
    since: date | None = None,
    thresholds: GapThresholds | None = None,
    events: Sequence[GapEvent] | None = None,
) -> tuple[Scorecard, ...]:
    """Return the same for every cluster that is there on the day, by name; each stands alone.

    Raises:
        NotRecordedError: The register has no actors.
    """
    import pandas as pd

    bases = _bases(register, on, before, since, thresholds, events)
    clusters = bases[0].clusters
    is_there = clusters["closed"].isna() | (clusters["closed"] >= pd.Timestamp(on))
    names = clusters.loc[is_there, "name"]
    ordered = sorted(names.index, key=lambda actor: (sort_key(str(names[actor])), actor))
    return tuple(_scorecard(*bases, actor) for actor in ordered)


def _bases(  # noqa: PLR0913, PLR0917
    register: Register,
    on: date,
    before: Register | None,
    since: date | None,
    thresholds: GapThresholds | None,
    events: Sequence[GapEvent] | None,
) -> tuple[ScorecardBasis, ScorecardBasis | None]:
    """Return what the day and the snapshot are worked out from; both are made once."""
    limits = thresholds or GapThresholds()
    earlier_on = (since or on) if before is not None else None
    basis = ScorecardBasis(OnDay(register, on), limits, events, earlier_on)
    if before is None or earlier_on is None:
        return basis, None
    return basis, ScorecardBasis(OnDay(before, earlier_on), limits, events)


def _scorecard(basis: ScorecardBasis, before: ScorecardBasis | None, actor_id: str) -> Scorecard:
    day, row = basis.day, basis.clusters.loc[actor_id]
    closed = row["closed"].date() if str(row["closed"]) != "NaT" else None
    named = ((position, day.names.position(position)) for position in basis.positions_of(actor_id))
    return Scorecard(
        label=day.register.label,
        version=day.register.version,
        on=day.on,
        since=basis.since,
        is_synthetic=day.register.is_synthetic,
        actor_id=actor_id,
        name=str(row["name"]),
        closed=closed if closed is not None and closed < day.on else None,
        positions=tuple(
            ScorecardPosition(position_id=position, name_da=name.da, name_en=name.en)
            for position, name in named
        ),
        predecessors=_predecessors(day, actor_id),
        recommendations=tuple(
            _recommendation(_Question(basis, actor_id, before), rec) for rec in Recommendation
        ),
    )


def _predecessors(day: OnDay, actor_id: str) -> tuple[str, ...]:
    links = day.register.links
    if links is None:
        return ()
    is_heir = (links["from_actor_id"] == actor_id) & holding(links, day.on)
    ids = links.loc[is_heir & (links["kind"] == LinkKind.SUCCESSOR_OF.value), "to_actor_id"]
    return tuple(sorted(day.names.actors(set(ids)).values(), key=sort_key))


# --- one recommendation ----------------------------------------------------------------------


def _recommendation(asked: _Question, rec_id: Recommendation) -> RecommendationAnswer:
    indicators = _ANSWERS[rec_id](asked)
    if asked.before is not None:
        indicators = _with_before(indicators, _earlier(asked, asked.before, rec_id))
    return RecommendationAnswer(
        rec_id=rec_id,
        state=state_of(one.state for one in indicators),
        sentence=_first(indicators),
        indicators=indicators,
    )


def _earlier(
    asked: _Question, before: ScorecardBasis, rec_id: Recommendation
) -> tuple[Indicator, ...]:
    """Return the indicators at the snapshot; none where it has no such cluster."""
    if before.register.actors is None or asked.actor_id not in before.clusters.index:
        return ()
    return _ANSWERS[rec_id](_Question(before, asked.actor_id))


def _with_before(
    indicators: Iterable[Indicator], earlier: Iterable[Indicator]
) -> tuple[Indicator, ...]:
    values = {(one.key, one.position_id): one.value for one in earlier}
    return tuple(
        one.model_copy(update={"before": values.get((one.key, one.position_id))})
        for one in indicators
    )


def state_of(states: Iterable[ScorecardState]) -> ScorecardState:
    """Return the state of a recommendation from those of its indicators.

    Examples:
        >>> state_of([ScorecardState.COMPUTED, ScorecardState.NOT_RECORDED]).value
        'partly'
        >>> state_of([ScorecardState.NOT_COMPUTABLE, ScorecardState.NOT_RECORDED]).value
        'not_recorded'
    """
    found = set(states)
    if found == {ScorecardState.COMPUTED}:
        return ScorecardState.COMPUTED
    if ScorecardState.COMPUTED in found:
        return ScorecardState.PARTLY
    is_missing = ScorecardState.NOT_RECORDED in found
    return ScorecardState.NOT_RECORDED if is_missing else ScorecardState.NOT_COMPUTABLE


def _first(indicators: Sequence[Indicator]) -> Sentence:
    """Return what the first figure says, else why the first indicator of the state has none."""
    sentences = [one.sentence for one in indicators if one.sentence is not None]
    missing = [one for one in indicators if one.state is ScorecardState.NOT_RECORDED]
    reasons = [one.why for one in (*missing, *indicators) if one.why is not None]
    return (sentences or reasons)[0]
