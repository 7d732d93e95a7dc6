"""The way ahead as steps: what to do, what has to hold before it, how far and when."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecosystem.display.referral.words import distance_words
from ecosystem.display.wording import Language, say, t
from ecosystem.display.wording.formats import day
from ecosystem.model.referrals import PathStep
from ecosystem.model.vocabulary import StepKind

if TYPE_CHECKING:
    from ecosystem.briefings.referral.firm import FirmBriefing


def path_steps(briefing: "FirmBriefing", language: Language = "da") -> list[tuple[str, list[str]]]:
    """Write the way ahead as steps: what to do, then what has to hold, how far it is and when."""
    actors = {step.actor_id: step.actor_name for step in briefing.path}
    steps = []
    for step in briefing.path:
        before = step.before_da if language == "da" else step.before_en
        lines = [before] if before else []
        lines += [say(sentence, language) for sentence in step.must_hold]
        handing = actors.get(step.handed_over_by)
        lines.append(" · ".join(_times_and_places(step, handing, language)))
        lines = [line for line in lines if line]
        steps.append((step.text_da if language == "da" else step.text_en, lines))
    return steps


def _times_and_places(step: PathStep, handing: str | None, language: Language) -> Iterator[str]:
    if step.kind is StepKind.APPLY:
        yield t("cards.path.earliest", language, day=day(step.reached_on, language))
    if step.deadline:
        key = "cards.open_until" if step.is_last_day else "cards.deadline"
        yield t(key, language, day=day(step.deadline, language))
    if step.distance_km:
        yield distance_words(step.distance_km, step.straight_km, step.ferries, language)
    if handing:
        yield t("cards.path.handed", language, actor=handing)
