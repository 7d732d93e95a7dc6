"""A cluster's own survey as a form: a sheet with a row for each answer, or a page for a firm."""

from typing import Final

from ecosystem.briefings.survey import SurveyForm
from ecosystem.display.wording import Language
from ecosystem.model.errors import EcosystemError

ENDINGS: Final = (".xlsx", ".csv", ".docx")


def survey_file(form: SurveyForm, ending: str, language: Language = "da") -> bytes:
    """Return the form as the content of a file.

    Args:
        form: What is asked.
        ending: ``.xlsx`` and ``.csv`` take one answer a row; ``.docx`` is a page for one firm.
        language: Language of the questions.

    Raises:
        EcosystemError: The ending is none of ours.
    """
    match ending:
        case ".xlsx":
            from ecosystem.display.survey_form.sheet import survey_workbook

            return survey_workbook(form, language)
        case ".csv":
            from ecosystem.display.survey_form.sheet import survey_csv

            return survey_csv(form, language)
        case ".docx":
            from ecosystem.display.survey_form.page import survey_page

            return survey_page(form, language)
        case _:
            message = f"{ending or 'no ending'}: choose one of {' '.join(ENDINGS)}."
            raise EcosystemError(message)
