"""Say the way of one organisation through the system, a line an event."""

from collections.abc import Iterator

from ecosystem.briefings.participation import ParticipationBriefing, ParticipationEvent
from ecosystem.display.wording import Language, t
from ecosystem.display.wording.formats import day


def participation_lines(briefing: ParticipationBriefing, language: Language = "da") -> list[str]:
    """Write who it is, when it first took part, each event, and what each source covers."""
    name = briefing.name or t("participation.private", language)
    number = "" if briefing.cvr is None else t("participation.cvr", language, cvr=briefing.cvr)
    lines = [f"{name}{number}"]
    if briefing.is_synthetic:
        lines.append(t("participation.example", language))
    return [*lines, *_first(briefing, language), *_rest(briefing, language)]


def _first(briefing: ParticipationBriefing, language: Language) -> Iterator[str]:
    if not briefing.events:
        yield t("participation.none", language)
    elif briefing.first_touch is None:
        yield t("participation.no_day", language)
    else:
        first = briefing.first_touch
        schemes = ", ".join(first.schemes)
        yield t("participation.first", language, on=first.on, schemes=schemes)


def _rest(briefing: ParticipationBriefing, language: Language) -> Iterator[str]:
    for event in briefing.events:
        yield f"- {_event(event, language)}"
    for source in briefing.sources:
        key = "participation.source" if source.first else "participation.source.no_day"
        values = {"source": source.source, "first": source.first, "last": source.last}
        yield t(key, language, **values)


def _event(event: ParticipationEvent, language: Language) -> str:
    when = t("participation.undated", language) if event.on is None else day(event.on, language)
    title = event.title or t("participation.title_withheld", language)
    parts = [f"{when}: {title}", event.scheme, t(f"role.{event.role.value}", language)]
    if event.days_since_previous:
        days = event.days_since_previous
        parts.append(t("participation.since", language, days=days))
    return " · ".join(parts)
