"""The report of a theme analysis as the content of a file."""

from collections.abc import Mapping
from typing import Final

from ecosystem.briefings.theme.report import ThemeReportBriefing
from ecosystem.display.figures import Medium
from ecosystem.display.report.theme import theme_report
from ecosystem.display.report.workbook import theme_workbook
from ecosystem.display.report.writers import report_file
from ecosystem.display.wording import Language

_MEDIA: Final[Mapping[str, Medium]] = {".pptx": "slide", ".html": "screen"}
"""What the figures are drawn for, where it is not paper."""


def theme_file(
    answer: ThemeReportBriefing, command: str, ending: str, language: Language = "da"
) -> bytes:
    """Return the report of a theme analysis as a file.

    Args:
        answer: The analysis.
        command: The line that makes the report again.
        ending: One of ``writers.ENDINGS``.
        language: Language of the words.

    Raises:
        EcosystemError: The ending is none of ours, or what writes it is not installed.
    """
    report = theme_report(answer, command, language, _MEDIA.get(ending, "paper"))
    if ending == ".xlsx":
        return theme_workbook(report, answer.analysis)
    return report_file(report, ending)
