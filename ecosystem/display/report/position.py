"""The report of one strength position: its gaps, its network, and where its help reaches."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ecosystem.briefings.coverage.brief import MunicipalityCoverage
from ecosystem.briefings.gaps.position_gaps import GapBrief
from ecosystem.briefings.network.records import NetworkBriefing
from ecosystem.display.documents.elements import (
    Cell,
    Outline,
    Part,
    Picture,
    Table,
    printable_element,
)
from ecosystem.display.documents.gap_parts import firms_of
from ecosystem.display.documents.outline import outline
from ecosystem.display.maps import finding
from ecosystem.display.network.graph_files import to_png
from ecosystem.display.network.graph_view import GraphView
from ecosystem.display.network.network_rows import shows
from ecosystem.display.network.text import say_sentences
from ecosystem.display.report.blocks import Block, Paragraph, ParagraphLook, Report, Section
from ecosystem.display.report.writers import check_report_ending
from ecosystem.display.tables import UNKNOWN, Row
from ecosystem.display.wording import Language, say, t
from ecosystem.display.wording.formats import number
from ecosystem.model.vocabulary import CoverageState

if TYPE_CHECKING:
    import geopandas as gpd

MOST_PLACES: Final = 12


@dataclass(frozen=True)
class PositionAnswers:
    """What a report of a position tells.

    Attributes:
        gaps: Its gaps, with its matrix and its coverage.
        network: Who is connected; measures that name firms are left out.
        view: The network as it is drawn, firms owned by a person left out.
        shapes: Municipalities for the map; ``None``: there is no map.
        command: The line that makes the report again.
    """

    gaps: GapBrief
    network: NetworkBriefing
    view: GraphView
    shapes: "gpd.GeoDataFrame | None"
    command: str


def position_file(answers: PositionAnswers, ending: str, language: Language = "da") -> bytes:
    """Return the report of a position as the content of a file.

    Raises:
        EcosystemError: The ending is none of ours, or what writes it is not installed.
    """
    check_report_ending(ending)
    on = answers.gaps.on
    match ending:
        case ".xlsx":
            from ecosystem.display.documents.excel import to_xlsx

            return to_xlsx(answers.gaps, language, _sheets(answers, language))
        case ".docx":
            from ecosystem.display.documents.word import outline_docx

            return outline_docx(position_outline(answers, language), on, language)
        case ".pptx":
            from ecosystem.display.documents.powerpoint import outline_pptx

            return outline_pptx(position_outline(answers, language), on, language)
        case _:
            from ecosystem.display.report.writers import report_file

            return report_file(position_report(answers, language), ending)


def position_outline(answers: PositionAnswers, language: Language = "da") -> Outline:
    """Return the document about the gaps, with the network and the coverage before the method."""
    document = outline(answers.gaps, answers.shapes, language)
    *parts, method = document.parts
    command = f"{t('paper.fact.command', language)}: {answers.command}"
    places = [_places(answers, language)] if _uncovered(answers) else []
    added = (*places, _network(answers, language))
    last = replace(method, notes=(*method.notes, command))
    return replace(document, parts=(*parts, *printable_element(added), last))


def position_report(answers: PositionAnswers, language: Language = "da") -> Report:
    """Return the same as blocks, for a page and for paper."""
    document = position_outline(answers, language)
    return Report(
        title=document.title,
        subtitle=document.subtitle,
        facts=(),
        foot=document.foot,
        example=document.example,
        sections=tuple(_section(part, document) for part in document.parts),
        on=answers.gaps.on,
        language=language,
    ).printable()


def _section(part: Part, document: Outline) -> Section:
    """Return a part as a section; the first one's title is the document's own."""
    is_first = part is document.parts[0]
    look: ParagraphLook = "bullet" if part.is_list else "plain"
    blocks: list[Block] = [Paragraph(line, look=look) for line in part.lines]
    blocks += [block for block in (part.table, part.picture) if block is not None]
    alt = "" if part.picture is None else part.picture.alt
    notes = [
        note for note in part.notes if note not in part.lines and not note.endswith(alt or "\0")
    ]
    blocks += [Paragraph("", note) for note in notes]
    return Section("" if is_first else part.title, tuple(blocks))


# --- coverage --------------------------------------------------------------------------------


def _places(answers: PositionAnswers, language: Language) -> Part:
    """Return the municipalities that no office reaches, those with most firms first."""
    coverage = answers.gaps.coverage
    far = _uncovered(answers)
    listed = far[:MOST_PLACES]
    title = t("paper.places", language, n=len(far), all=len(coverage.municipalities))
    return Part(
        title=title,
        lines=(finding(coverage, language),),
        table=_places_table(answers, listed, len(far), language),
    )


def _uncovered(answers: PositionAnswers) -> list[MunicipalityCoverage]:
    places = answers.gaps.coverage.municipalities
    far = [place for place in places if place.state is CoverageState.UNCOVERED]
    return sorted(far, key=lambda place: (-(place.firms or 0), place.name))


def _places_table(
    answers: PositionAnswers, listed: list[MunicipalityCoverage], count: int, language: Language
) -> Table:
    few = answers.gaps.thresholds.small_count
    names = ("municipality", "firms", "nearest")
    return Table(
        about=t("paper.places.about", language, n=len(listed), all=count),
        headings=tuple(t(f"brief.column.{name}", language) for name in names),
        rows=tuple(
            (
                Cell(place.name),
                Cell(firms_of(place.firms, few, language), is_figure=True),
                Cell(_kilometres(place, language), is_figure=True),
            )
            for place in listed
        ),
        widths=(0.5, 0.25, 0.25),
    )


def _kilometres(place: MunicipalityCoverage, language: Language) -> str:
    return UNKNOWN if place.nearest_km is None else number(place.nearest_km, language, 0)


# --- network ---------------------------------------------------------------------------------


def _network(answers: PositionAnswers, language: Language) -> Part:
    """Return who is connected, and the picture of those who are."""
    lines = tuple(dict.fromkeys(say_sentences(answers.network, language)))
    caveats = tuple(say(caveat, language) for caveat in answers.network.caveats)
    title = t("paper.network.title", language)
    if not answers.view.ties:
        return Part(title, lines, notes=caveats, is_list=True)
    alt = t("paper.network.alt", language, shows=shows(answers.view, language))
    picture = Picture(to_png(answers.view, language), alt)
    return Part(title, lines, picture=picture, notes=caveats, is_list=True)


def _sheets(answers: PositionAnswers, language: Language) -> dict[str, list[Row]]:
    """Return what the workbook about the gaps does not have: the network in words."""
    column = t("paper.column.text", language)
    caveats = (say(caveat, language) for caveat in answers.network.caveats)
    lines = dict.fromkeys((*say_sentences(answers.network, language), *caveats))
    command = f"{t('paper.fact.command', language)}: {answers.command}"
    return {t("paper.sheet.network", language): [{column: line} for line in (*lines, command)]}
