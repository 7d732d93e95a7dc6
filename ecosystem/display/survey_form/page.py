"""The form as a page for one firm: boxes to cross, and no question of who answers."""

from ecosystem.briefings.survey import SurveyForm
from ecosystem.display.documents.elements import Cell, Outline, Part, Table, printable_element
from ecosystem.display.documents.word import outline_docx
from ecosystem.display.survey_form.sheet import title
from ecosystem.display.wording import Language, t
from ecosystem.display.wording.formats import day
from ecosystem.model.survey import FIELDS, OTHER_FIELD, SCALE

BOX = "☐"
LINE = "_" * 30


def survey_page(form: SurveyForm, language: Language = "da") -> bytes:
    """Write the form as a Word document for one firm."""
    contents = Outline(
        title=title(form, language),
        subtitle=t("survey.no_names", language),
        foot=t("survey.foot", language, cluster=form.cluster, on=day(form.on, language)),
        example=None,
        parts=(_needs(form, language), _about(language)),
    )
    return outline_docx(printable_element(contents), form.on, language)


def _needs(form: SurveyForm, language: Language) -> Part:
    """Build the table of needs with a box for each step of the scale."""
    low, high = SCALE
    steps = [str(step) for step in range(low, high + 1)]
    rows = tuple(
        (
            Cell(need.name_da if language == "da" else need.name_en),
            *(Cell(BOX) for _ in steps),
        )
        for need in form.needs
    )
    table = Table(
        t("survey.table", language),
        (t("survey.need", language), *steps),
        rows,
        (0.6, *([0.08] * len(steps))),
    )
    return Part(t("survey.question", language), (t("survey.scale", language),), table=table)


def _about(language: Language) -> Part:
    """Build the questions about the firm, and the open one."""
    asked = [(f.da, f.hint_da) if language == "da" else (f.en, f.hint_en) for f in FIELDS[1:]]
    other = OTHER_FIELD.da if language == "da" else OTHER_FIELD.en
    hint = OTHER_FIELD.hint_da if language == "da" else OTHER_FIELD.hint_en
    lines = [f"{heading} ({hint}): {LINE}" for heading, hint in (*asked, (other, hint))]
    return Part(t("survey.about", language), tuple(lines))
