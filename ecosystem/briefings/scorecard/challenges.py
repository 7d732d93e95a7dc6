"""Recommendation 3: few challenges, named by the trade, that projects work on."""

from dataclasses import replace
from typing import Final

from ecosystem.briefings.scorecard.basis import ScorecardBasis
from ecosystem.briefings.scorecard.figures import Subject
from ecosystem.briefings.scorecard.projects import PROJECT_TABLES, kinds_of, projects_of_cluster
from ecosystem.model.days import has_begun
from ecosystem.model.scorecards import Indicator, IndicatorKey
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind

MOST_CHALLENGES: Final = 7
"""More active challenges than this are no longer few: our judgement."""


def challenge_indicators(basis: ScorecardBasis, position_id: str) -> tuple[Indicator, ...]:
    """Return how many challenges of a position are active, and who named them."""
    subject = Subject(
        tables=("challenges",),
        caveat=Sentence(key="scorecard.caveat.challenges"),
        position_id=position_id,
        names={"position": basis.day.names.position(position_id)},
        is_example=basis.holds_examples("challenges"),
    )
    if lacking := basis.lacking("challenges"):
        keys = (IndicatorKey.ACTIVE_CHALLENGES, IndicatorKey.NAMED_BY_TRADE)
        return tuple(subject.absent(key, lacking) for key in keys)
    challenges = basis.register.challenges
    assert challenges is not None
    is_active = (challenges["position_id"] == position_id) & has_begun(challenges, basis.day.on)
    namers = challenges.loc[is_active, "named_by_actor_id"]
    return (
        _active(subject, len(namers)),
        _named_by_trade(basis, subject, namers.dropna().tolist(), len(namers)),
    )


def _active(subject: Subject, count: int) -> Indicator:
    many = ".many" if count > MOST_CHALLENGES else ""
    ending = many if count else ".none"
    values = {"count": count, "most": MOST_CHALLENGES}
    key = IndicatorKey.ACTIVE_CHALLENGES
    return subject.figure(key, count, count, values, f"scorecard.said.active_challenges{ending}")


def _named_by_trade(
    basis: ScorecardBasis, subject: Subject, namers: list[str], active: int
) -> Indicator:
    """Return the share named by an association, of those of whom it is recorded who named them."""
    kinds = {} if basis.register.actors is None else kinds_of(basis.register, set(namers))
    known = [kinds[actor] for actor in namers if actor in kinds]
    unknown = active - len(known)
    remark = Sentence(key="scorecard.remark.unknown_namers", values={"n": unknown})
    subject = replace(subject, tables=(*subject.tables, "actors"))
    count = known.count(ActorKind.ASSOCIATION.value)
    return subject.noting([remark] if unknown else []).share(
        IndicatorKey.NAMED_BY_TRADE, count, len(known)
    )


def linked_projects(basis: ScorecardBasis, actor_id: str) -> Indicator:
    """Return the share of a cluster's projects that are recorded with a challenge."""
    subject = Subject(
        tables=("challenges", *PROJECT_TABLES),
        caveat=Sentence(key="scorecard.caveat.linked"),
        is_example=basis.holds_examples(*PROJECT_TABLES),
    )
    key = IndicatorKey.PROJECTS_LINKED
    if lacking := basis.lacking("challenges", *PROJECT_TABLES):
        return subject.absent(key, lacking)
    projects, rows = basis.observed.projects, projects_of_cluster(basis, actor_id)
    assert projects is not None
    if len(rows) and projects["challenge_id"].isna().all():
        why = Sentence(key="scorecard.why.no_challenge_of_projects")
        return subject.not_recorded(key, why)
    if rows.empty:
        return subject.without(key, "scorecard.why.no_projects")
    return subject.share(key, int(rows["challenge_id"].notna().sum()), len(rows))
