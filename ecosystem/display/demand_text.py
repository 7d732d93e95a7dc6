"""Say the three kinds of demand beside each other, and an adviser's own judgement."""

from collections.abc import Iterator

from ecosystem.briefings.demand_states import DemandStates, JudgedFirms, JudgedNeed, Maturity
from ecosystem.briefings.held_activities import ActivitiesBriefing, HeldForNeed
from ecosystem.display.wording import Language, example_mark, t
from ecosystem.display.wording.formats import day
from ecosystem.model.latent_needs import LatentNeed


def demand_lines(
    states: tuple[DemandStates, ...], maturity: Maturity, language: Language = "da"
) -> list[str]:
    """Write the needs that were judged, each state beside the others, and the maturity."""
    lines = [t("demand.title", language)]
    judged = [state for state in states if state.latent or state.latent_of_firms]
    for state in judged:
        name = state.name_da if language == "da" else state.name_en
        lines.append(f"- {name}")
        lines += [f"    {line}" for line in _states(state, language)]
    if not judged:
        lines.append(t("demand.nobody_judged", language))
    for line in _judged(maturity.judgements, maturity.of_firms, language):
        lines.append(t("demand.maturity", language, text=line))
    return lines


def _states(state: DemandStates, language: Language) -> Iterator[str]:
    expressed = state.expressed
    if expressed is None:
        yield t("demand.not_expressed", language)
    else:
        percent = round(100 * expressed.importance)
        yield t("demand.expressed", language, percent=percent, n=expressed.answers)
    band = t(f"band.{state.inferred.band.value}", language)
    if state.inferred.firms is None:
        yield t("demand.inferred.uncounted", language, band=band)
    else:
        line = t("demand.inferred", language, band=band, n=state.inferred.firms)
        yield f"{line}{example_mark(int(state.inferred.is_example))}"
    for line in _judged(state.latent, state.latent_of_firms, language):
        yield t("demand.latent", language, text=line)


def _judged(
    judgements: tuple[JudgedNeed, ...], of_firms: JudgedFirms | None, language: Language
) -> Iterator[str]:
    for judgement in judgements:
        values = {"level": judgement.level, "by": judgement.by, "reason": judgement.reason}
        yield t("demand.judged", language, on=day(judgement.on, language), **values)
    if of_firms is not None:
        yield t(
            "demand.judged_firms",
            language,
            n=of_firms.firms,
            low=of_firms.lowest,
            high=of_firms.highest,
        )


def activity_lines(briefing: ActivitiesBriefing, language: Language = "da") -> list[str]:
    """Write what was held for each need, by whom, and the money behind who held it."""
    lines = [t("held.title", language)]
    if not briefing.is_recorded or briefing.first is None or briefing.last is None:
        return [*lines, t("held.not_recorded", language)]
    if not briefing.held:
        period = (day(end, language) for end in (briefing.first, briefing.last))
        return [*lines, t("held.none", language, first=next(period), last=next(period))]
    lines += [f"- {_held(held, language)}" for held in briefing.held]
    return [*lines, t("held.caveat", language)]


def _held(held: HeldForNeed, language: Language) -> str:
    need = held.name_da if language == "da" else held.name_en
    parts = [
        t(
            "held.line",
            language,
            need=need or t("held.no_need", language),
            kind=t(f"actor_kind.{held.kind.value if held.kind else 'unknown'}", language),
            n=held.activities,
            people=held.participants,
        )
    ]
    if held.without_participants:
        parts.append(t("held.uncounted", language, n=held.without_participants))
    if held.money:
        money = ", ".join(f"{m.funding_source} {round(100 * m.share)} %" for m in held.money)
        parts.append(t("held.money", language, money=money, n=held.with_accounts))
    else:
        parts.append(t("held.no_accounts", language))
    return " ".join(parts)


def judgement_line(number: int, judgement: LatentNeed, language: Language = "da") -> str:
    """Write a judgement with its number, of whom it is and what of."""
    return t(
        "demand.kept" if judgement.need_id else "demand.kept.maturity",
        language,
        n=str(number),
        about=judgement.position_id or judgement.actor_id,
        need=judgement.need_id,
        level=judgement.level,
        by=judgement.by,
        on=day(judgement.on, language),
        reason=judgement.reason,
    )
