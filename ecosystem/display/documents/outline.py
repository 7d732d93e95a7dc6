"""What a document about a position's gaps tells, part by part; a part's title is its finding."""

from typing import TYPE_CHECKING, Final

from ecosystem.briefings.gaps.position_gaps import GapBrief
from ecosystem.display.documents.elements import Outline, Part, Picture, printable_element
from ecosystem.display.documents.gap_parts import (
    first_gaps,
    gaps_of_kind,
    has_kind,
    headline,
    left_out_lines,
)
from ecosystem.display.documents.matrix_parts import cells_part, heat_part, matrix_part
from ecosystem.display.naming import name_all
from ecosystem.display.wording import Language, say, t
from ecosystem.display.wording.formats import day
from ecosystem.model.vocabulary import GapKind

if TYPE_CHECKING:
    import geopandas as gpd

MAX_MAP_SENTENCES: Final = 4


def outline(brief: GapBrief, shapes: "gpd.GeoDataFrame | None", language: Language) -> Outline:
    """Build the document: first things, each kind of gap, the matrix, the map, the method."""
    on = day(brief.on, language, is_long=True)
    parts = [
        first_gaps(brief, language),
        *(gaps_of_kind(brief, kind, language) for kind in GapKind if has_kind(brief, kind)),
        *([cells_part(brief, language)] if brief.cells else []),
        matrix_part(brief, language),
        heat_part(brief.by_hub, language),
        _map(brief, shapes, language),
        _method(brief, language),
    ]
    document = Outline(
        title=headline(brief, language),
        subtitle=t("brief.subtitle", language, on=on),
        foot=t("brief.foot", language, label=brief.label, on=on),
        example=t("frame.example_data", language) if brief.is_synthetic else None,
        parts=tuple(parts),
    )
    return printable_element(document)


# --- map -----------------------------------------------------------------------------------


def _map(brief: GapBrief, shapes: "gpd.GeoDataFrame | None", language: Language) -> Part:
    from ecosystem.display.maps import coverage_file, finding

    title = t("brief.map.title", language, told=finding(brief.coverage, language))
    alt = t("brief.map.alt", language, finding=title)
    sentences = tuple(
        say(sentence, language) for sentence in brief.coverage.sentences[1:MAX_MAP_SENTENCES]
    )
    caveats = tuple(say(sentence, language) for sentence in brief.coverage.caveats)
    if shapes is None:
        return Part(title, (t("brief.map.none", language), *sentences), notes=caveats, is_list=True)
    png = coverage_file(brief.coverage, shapes, ".png", "state", language)
    notes = (t("brief.picture_says", language, alt=alt), *caveats)
    return Part(title.rstrip("."), sentences, picture=Picture(png, alt), notes=notes, is_list=True)


# --- method --------------------------------------------------------------------------------


def method_lines(brief: GapBrief, language: Language) -> tuple[str, ...]:
    """Write how the numbers came about and what they cannot carry."""
    limits = brief.thresholds
    source = limits.source_da if language == "da" else limits.source
    lines = [
        t("brief.method.found", language, version=limits.version, source=source.rstrip(".")),
        t("brief.method.sure", language),
        t("brief.method.firms", language, few=limits.small_count),
        t("brief.method.persons", language),
        t("brief.method.causes", language),
    ]
    filled = {
        t(f"table.{table}", language): round(100 * share)
        for table, share in brief.completeness.items()
        if share is not None
    }
    if filled:
        least = min(filled.values())
        tables = name_all([table for table, pct in filled.items() if pct == least], language)
        lines.append(t("brief.method.complete", language, tables=tables, pct=least))
    if brief.is_synthetic:
        lines.append(t("frame.example_data.help", language))
    return tuple(lines)


def _method(brief: GapBrief, language: Language) -> Part:
    cannot = tuple(say(sentence, language) for sentence in brief.cannot_say)
    lines = (*left_out_lines(brief, language), *method_lines(brief, language), *cannot)
    return Part(t("brief.method", language), lines, is_list=True)
