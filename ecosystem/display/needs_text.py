"""Say the needs of a position's firms: lines of text, and the document that scripts read."""

from ecosystem.briefings.needs import NeedsBriefing, NeedSize
from ecosystem.display.demand_text import activity_lines, demand_lines
from ecosystem.display.wording import Language, say, t
from ecosystem.model.vocabulary import Band


def needs_lines(briefing: NeedsBriefing, language: Language = "da") -> list[str]:
    """Write the needs band by band, within a band in their published order."""
    lines = [t(f"demand_kind.{briefing.demand_kind.value}", language)]
    if briefing.reason is not None:
        lines.append(f"▨ {say(briefing.reason, language)}")
    for band in Band:
        needs = [need for need in briefing.needs if need.band is band]
        if needs:
            lines += ["", t(f"band.{band.value}", language)]
            lines += [f"- {_line(need, briefing, language)}" for need in needs]
    if briefing.coverage is not None:
        lines += ["", t("needs.coverage", language, share=round(100 * briefing.coverage))]
    lines += ["", *demand_lines(briefing.states, briefing.maturity, language)]
    lines += ["", *activity_lines(briefing.activities, language)]
    return [*lines, "", *(say(caveat, language) for caveat in briefing.caveats)]


def _line(need: NeedSize, briefing: NeedsBriefing, language: Language) -> str:
    """Write one need: how many its offers are known to have reached; example figures are marked."""
    parts = [_size(need, language)]
    if need.unknown_offers:
        parts.append(t("needs.line.unknown_offers", language, n=need.unknown_offers))
    if briefing.rests_on_example_data and need.served is not None:
        parts = ["▨", *parts, t("needs.line.example", language)]
    return " ".join(parts)


def _size(need: NeedSize, language: Language) -> str:
    name = need.name_da if language == "da" else need.name_en
    if need.gap is None or need.served is None:
        return t("needs.line.unknown", language, need=name)
    values = {
        "served": round(100 * need.served),
        "low": round(100 * (need.served_low or 0)),
        "high": round(100 * (need.served_high or 0)),
        "gap": round(need.gap),
        "gap_low": round(need.gap_low or 0),
        "gap_high": round(need.gap_high or 0),
        "chance": round(100 * (need.top_three or 0)),
    }
    return t("needs.line", language, need=name, **values)


def needs_document(briefing: NeedsBriefing) -> dict[str, object]:
    """Return the briefing with its sentences said, as one JSON document."""
    document = briefing.model_dump(mode="python")
    document["reason"] = None if briefing.reason is None else say(briefing.reason)
    document["caveats"] = [say(caveat) for caveat in briefing.caveats]
    return document
