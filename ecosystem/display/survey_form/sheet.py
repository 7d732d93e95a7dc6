"""The form as a sheet: one row for each answer, with what each column takes."""

import csv
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Final

from ecosystem.briefings.survey import SurveyForm
from ecosystem.display.wording import Language, t
from ecosystem.model.survey import FIELDS, OTHER_FIELD, SCALE, SurveyField
from ecosystem.model.text import inert_cell, printable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ROWS: Final = 500
"""Rows of the sheet whose cells are checked while they are typed."""
SHEET: Final = "Svar"
"""The sheet that is read back, whatever the language."""
WIDE, NARROW = 24, 14


def headings(form: SurveyForm, language: Language = "da") -> list[str]:
    """List the columns of the form: who answers without a name, the needs, the open question."""
    is_danish = language == "da"
    needs = [f"{need.name_da if is_danish else need.name_en} (1-5)" for need in form.needs]
    return [*(_heading(f, language) for f in FIELDS), *needs, _heading(OTHER_FIELD, language)]


def survey_csv(form: SurveyForm, language: Language = "da") -> bytes:
    """Write the form as CSV for a Danish spreadsheet: semicolons, UTF-8 with its mark."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerow([inert_cell(h) for h in headings(form, language)])
    return text.getvalue().encode("utf-8-sig")


def survey_workbook(form: SurveyForm, language: Language = "da") -> bytes:
    """Write the form as a workbook: the sheet to fill in, and how it is filled in."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = SHEET
    sheet.append([printable(h, is_one_line=True) for h in headings(form, language)])
    for place, cell in enumerate(sheet[1], start=1):
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        width = WIDE if place == sheet.max_column else NARROW
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B2"
    _check_cells(sheet, form, language)
    guide = book.create_sheet(t("survey.sheet.guide", language))
    for line in guide_lines(form, language):
        guide.append([printable(line, is_one_line=True)])
    guide.column_dimensions["A"].width = 4 * WIDE
    book.properties.title = printable(title(form, language), is_one_line=True)
    book.properties.creator = ""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def title(form: SurveyForm, language: Language) -> str:
    """Return what the form is called."""
    return t("survey.title", language, cluster=form.cluster)


def guide_lines(form: SurveyForm, language: Language) -> list[str]:
    """Write how the form is filled in, and how it is read back."""
    hints = [
        f"{_heading(f, language)}: {f.hint_da if language == 'da' else f.hint_en}"
        for f in (*FIELDS, OTHER_FIELD)
    ]
    position = form.position_ids[0] if form.position_ids else "ID"
    back = t("survey.read_back", language, cluster=form.cluster_id, position=position)
    return [
        title(form, language),
        t("survey.row", language),
        t("survey.scale", language),
        t("survey.no_names", language),
        *hints,
        back,
    ]


def _heading(asked: SurveyField, language: Language) -> str:
    return asked.da if language == "da" else asked.en


def _check_cells(sheet: "Worksheet", form: SurveyForm, language: Language) -> None:
    """Let a spreadsheet refuse what is no answer while it is typed."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    low, high = SCALE
    first = len(FIELDS) + 1
    scale = DataValidation(
        type="whole", operator="between", formula1=str(low), formula2=str(high), allow_blank=True
    )
    scale.error = t("survey.scale", language)
    last = first + len(form.needs) - 1
    scale.add(f"{get_column_letter(first)}2:{get_column_letter(last)}{ROWS + 1}")
    sheet.add_data_validation(scale)
