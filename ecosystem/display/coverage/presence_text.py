"""Where a position stands, as sentences and lines of text: areas named with count and quotient."""

from ecosystem.briefings.coverage.presence_records import AreaPresence, PresenceBriefing
from ecosystem.display.wording import Language, example_mark, say, t, texts
from ecosystem.display.wording.formats import number
from ecosystem.model.sentences import Sentence


def presence_sentences(briefing: PresenceBriefing, language: Language = "da") -> list[str]:
    """Write the findings; an area stands with its name, count, quotient and interval."""
    areas = {area.area: area for area in briefing.areas}
    return [_say(sentence, areas, language) for sentence in briefing.sentences]


def _say(sentence: Sentence, areas: dict[str, AreaPresence], language: Language) -> str:
    values = dict(sentence.values)
    for name in values.keys() & {"gini", "gamma"}:
        values[name] = _written(values[name], language, 3)
    if isinstance(codes := values.get("areas"), str):
        area_codes, n = codes.split(";"), values["n"]
        names = "; ".join(_area_words(areas[code], language) for code in area_codes)
        more = n - len(area_codes) if isinstance(n, int) else 0
        values["areas"] = names + (t("coverage.more", language, n=more) if more else "")
    return say(sentence.model_copy(update={"values": values}), language)


def area_name(area: AreaPresence, language: Language = "da") -> str:
    """Return the name of an area: of landsdele in both languages, else that of the register."""
    key = f"nuts3.{area.area}"
    return t(key, language) if key in texts(language) else area.name or area.area


def _area_words(area: AreaPresence, language: Language) -> str:
    if area.count is None or area.location_quotient is None:
        unknown = t("frame.not_recorded", language) if area.count is None else area.count
        return t("presence.area.bare", language, name=area_name(area, language), count=unknown)
    return t(
        "presence.area",
        language,
        name=area_name(area, language),
        count=area.count,
        quotient=_written(area.location_quotient, language),
        low=_written(area.lq_low, language),
        high=_written(area.lq_high, language),
    )


def _written(value: object, language: Language, decimals: int = 2) -> str:
    return number(value, language, decimals) if isinstance(value, (int, float)) else "?"


def presence_lines(briefing: PresenceBriefing, language: Language = "da") -> list[str]:
    """Write the findings, each area with its band, the years, and what to read beside them."""
    lines = [briefing.name_da if language == "da" else briefing.name_en, ""]
    lines += [*presence_sentences(briefing, language), ""]
    for area in sorted(briefing.areas, key=lambda area: (-(area.count or 0), area.area)):
        band = t(f"presence_band.{area.band.value}", language)
        mark = example_mark(briefing.is_synthetic and briefing.unit == "firms")
        lines.append(
            f"{_area_words(area, language)}: {band}{mark if area.count is not None else ''}"
        )
    if briefing.years:
        years = [
            t("presence.year", language, year=str(year.year), count=year.count, total=year.total)
            for year in briefing.years
        ]
        lines += ["", t("presence.years", language), *years]
    return [*lines, "", *(say(caveat, language) for caveat in briefing.caveats)]
