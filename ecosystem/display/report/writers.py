"""Write a report as the kind of file its ending names."""

from typing import Final

from ecosystem.display.report.blocks import Report
from ecosystem.model.errors import EcosystemError

ENDINGS: Final = (".docx", ".pdf", ".html", ".pptx", ".xlsx")


def check_report_ending(ending: str) -> None:
    """Refuse a kind of file before any work is done for it.

    Raises:
        EcosystemError: The ending is none of ours, or what writes it is not installed.
    """
    if ending not in ENDINGS:
        endings = " ".join(ENDINGS)
        message = (
            f"{ending or 'no ending'}: choose one of {endings}. / Vælg en af endelserne {endings}."
        )
        raise EcosystemError(message)
    if ending == ".pdf":
        from ecosystem.display.report.pdf import pdf_program

        pdf_program()


def report_file(report: Report, ending: str) -> bytes:
    """Return a report as the content of a file.

    Args:
        report: What is told.
        ending: ``.docx``, ``.pdf``, ``.html``, ``.pptx`` or ``.xlsx``.

    Raises:
        EcosystemError: The ending is none of ours, or what writes it is not installed.
    """
    check_report_ending(ending)
    match ending:
        case ".docx":
            from ecosystem.display.report.word import to_docx

            return to_docx(report)
        case ".pdf":
            from ecosystem.display.report.pdf import to_pdf

            return to_pdf(report)
        case ".html":
            from ecosystem.display.report.html import to_html

            return to_html(report)
        case ".pptx":
            from ecosystem.display.report.slides import to_pptx

            return to_pptx(report)
        case _:
            from ecosystem.display.report.workbook import to_xlsx

            return to_xlsx(report)
