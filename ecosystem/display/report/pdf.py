"""A report as PDF, set by typst: tagged as PDF/UA-1 asks, with language and alternative texts.

The texts are handed over as data and never as source, so that whatever they hold is text.
"""

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ecosystem.display.documents.elements import Cell, Picture, Table
from ecosystem.display.rendering import FONTS
from ecosystem.display.report.blocks import Block, Drawing, Paragraph, Report
from ecosystem.display.wording import t
from ecosystem.model.errors import EcosystemError

if TYPE_CHECKING:
    from types import ModuleType

STANDARD: Final = "ua-1"
_TEMPLATE: Final = Path(__file__).with_name("report_page.typ")


def to_pdf(report: Report) -> bytes:
    """Write a report as PDF/UA-1.

    Raises:
        EcosystemError: typst is not installed, or cannot set the report.
    """
    typst = pdf_program()
    try:
        content = typst.compile(
            _TEMPLATE.read_bytes(),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"report": json.dumps(report_data(report), ensure_ascii=False)},
            pdf_standards=[STANDARD],
            timestamp=datetime.combine(report.on, time(), tzinfo=UTC),
        )
    except RuntimeError as error:
        message = (
            f"The PDF cannot be set: {error}. Write .docx or .html instead. "
            "/ PDF-filen kan ikke sættes; vælg .docx eller .html."
        )
        raise EcosystemError(message) from error
    return bytes(content)


def pdf_program() -> "ModuleType":
    """Return the program that sets a PDF.

    Raises:
        EcosystemError: It is not installed; the words say how to install it.
    """
    try:
        import typst
    except ImportError:
        message = " / ".join(t("paper.pdf.absent", language) for language in ("da", "en"))
        raise EcosystemError(message) from None
    return typst


def report_data(report: Report) -> dict[str, object]:
    """Return a report as the data that the template sets."""
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "facts": [list(fact) for fact in report.facts],
        "foot": report.foot,
        "example": report.example,
        "language": report.language,
        "page": t("brief.page", report.language, n="\0", of="\0").split("\0"),
        "on": [report.on.year, report.on.month, report.on.day],
        "sections": [
            {
                "title": section.title,
                "begins_page": section.begins_page,
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in report.sections
        ],
    }


def _block(block: Block) -> dict[str, object]:
    match block:
        case Paragraph():
            return {
                "kind": "paragraph",
                "text": block.text,
                "more": block.more,
                "beside": block.beside,
                "look": block.look,
            }
        case Table():
            return {
                "kind": "table",
                "about": block.about,
                "headings": list(block.headings),
                "widths": list(block.widths),
                "figures": [cell.is_figure for cell in block.heading_cells()],
                "rows": [[_cell(cell) for cell in row] for row in block.rows],
            }
        case Drawing():
            svg = block.svg.decode()
            return {"kind": "figure", "title": block.title, "alt": block.alt, "svg": svg}
        case Picture():
            return {"kind": "picture", "alt": block.alt, "png": list(block.png)}


def _cell(cell: Cell) -> dict[str, object]:
    return {"text": cell.text, "look": cell.look, "is_struck": cell.is_struck}
