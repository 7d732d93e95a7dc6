"""Say where a position stands: how many units, which areas stand out, what to bear in mind."""

from typing import Final

from ecosystem.analysis import presence as standing
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.presence import PresenceBand
from ecosystem.briefings.coverage.parts import left_out_caveats, three_cuts, whose
from ecosystem.briefings.coverage.presence_records import PresenceBriefing
from ecosystem.briefings.records import Fields
from ecosystem.model.sentences import Sentence

MAX_AREAS_NAMED: Final = 5
"""Areas named in a sentence."""


def presence_findings(briefing: PresenceBriefing) -> tuple[Sentence, ...]:
    """Write how many units there are, which areas stand out, and how concentrated they are."""
    sentences = [_count(briefing)]
    if briefing.unit == "firms" and briefing.firms_without_municipality:
        lost = {"firms": briefing.firms_without_municipality}
        sentences.append(Sentence(key="presence.unplaced", values=dict(lost)))
    return (*sentences, *_bands(briefing), *_measures(briefing))


def _count(briefing: PresenceBriefing) -> Sentence:
    """Write how many units there are, or in how many areas that is known."""
    areas = len(briefing.areas)
    if briefing.unit == "firms":
        if briefing.firms is None:
            return Sentence(key="presence.firms_not_recorded")
        key = "presence.unit.firms" if briefing.is_comparable else "presence.unit.members"
        total = {"total": briefing.total} if briefing.is_comparable else {}
        values = {**three_cuts(briefing), **total, "areas": areas}
        return Sentence(key=key, values=dict(values), words={"whose": whose(briefing)})
    if briefing.count is None:
        areas_counted = sum(area.count is not None for area in briefing.areas)
        return Sentence(key="presence.not_known", values={"known": areas_counted, "areas": areas})
    values = {"count": briefing.count, "total": briefing.total, "areas": areas}
    return Sentence(key=f"presence.unit.{briefing.unit}", values=dict(values))


def _bands(briefing: PresenceBriefing) -> list[Sentence]:
    """Write which areas stand out; nothing where there is nothing to compare them with."""
    bands = briefing.bands
    if bands[PresenceBand.UNKNOWN] == len(briefing.areas):
        return []
    out = (PresenceBand.OVER, PresenceBand.UNDER)
    sentences = [_band(briefing, band) for band in out if bands[band]]
    if bands[PresenceBand.TOO_FEW]:
        values = {"too_few": bands[PresenceBand.TOO_FEW], "few": briefing.few}
        sentences.append(Sentence(key="presence.too_few", values=dict(values)))
    if not bands[PresenceBand.OVER]:
        sentences.append(Sentence(key="presence.none_over"))
    return sentences


def _band(briefing: PresenceBriefing, band: PresenceBand) -> Sentence:
    """Write the areas of a band with count and quotient side by side."""
    areas = [area for area in briefing.areas if area.band is band]
    is_under = band is PresenceBand.UNDER
    areas.sort(key=lambda area: (-(area.lq_shrunk or 0), area.area), reverse=is_under)
    values = {"n": len(areas), "areas": ";".join(area.area for area in areas[:MAX_AREAS_NAMED])}
    return Sentence(key=f"presence.{band.value}", values=dict(values))


def _measures(briefing: PresenceBriefing) -> list[Sentence]:
    sentences = []
    is_of_firms = briefing.unit == "firms"
    if is_of_firms and briefing.found_share["code"] is not None:
        shares = {f"{name}_pct": 100 * (part or 0) for name, part in briefing.found_share.items()}
        sentences.append(Sentence(key="presence.found", values=dict(shares)))
    gini, hoover = briefing.locational_gini, briefing.hoover_index
    if gini is not None and hoover is not None and briefing.count is not None:
        values = {"gini": gini, "move_pct": 100 * hoover}
        sentences.append(Sentence(key="presence.spread", values=dict(values)))
    if briefing.ellison_glaeser is not None and is_of_firms:
        values = {"gamma": briefing.ellison_glaeser, "sized": briefing.firms_sized or 0}
        sentences.append(Sentence(key="presence.ellison_glaeser", values=dict(values)))
    return sentences


def presence_caveats(day: OnDay, answer: Fields) -> tuple[Sentence, ...]:
    """Write what has to be read beside the figures."""
    caveats = [Sentence(key="presence.reading", values={"few": answer["few"]})]
    if answer["unit"] == "firms":
        caveats.append(Sentence(key="coverage.firms_defined"))
        if answer["is_members_only"]:
            caveats.append(Sentence(key="coverage.members_only"))
        caveats.extend(left_out_caveats(day, standing.firms_left_out(day)))
        if answer["firms_unsized"]:
            values = {"unsized": answer["firms_unsized"]}
            caveats.append(Sentence(key="presence.unsized", values=values))
    else:
        values = {"year": answer["year"], "scheme": answer["scheme"]}
        caveats.append(Sentence(key="presence.statistics", values=values))
    if answer["is_synthetic"]:
        caveats.append(Sentence(key="coverage.synthetic"))
    return tuple(caveats)
