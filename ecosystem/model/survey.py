"""The form of a cluster's own survey: what a firm is asked, and what the columns are called.

A row is one answer of one firm: how important each need is, and what helps to compare those who
answered with all firms. No name, no mail, no telephone and no CPR number is asked for.
"""

from dataclasses import dataclass
from typing import Final

RESPONDENT: Final = "respondent"
OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class SurveyField:
    """A column of the form beside the needs."""

    name: str
    da: str
    en: str
    hint_da: str
    hint_en: str


FIELDS: Final = (
    SurveyField(RESPONDENT, "Svar nr.", "Answer no.", "1, 2, 3 ...", "1, 2, 3 ..."),
    SurveyField("asked_on", "Dag", "Day", "dagen for svaret", "the day of the answer"),
    SurveyField("cvr", "CVR-nummer", "CVR number", "må stå tomt", "may be left empty"),
    SurveyField(
        "is_first_time",
        "Første gang i et program",
        "First time in a programme",
        "ja eller nej",
        "yes or no",
    ),
    SurveyField("employees", "Ansatte (årsværk)", "Employees (full-time)", "et tal", "a number"),
    SurveyField("municipality_code", "Kommune", "Municipality", "navn eller kode", "name or code"),
)
"""Columns before the needs, in their order."""
OTHER_FIELD: Final = SurveyField(
    OTHER,
    "Andet, I har brug for",
    "Anything else you need",
    "egne ord, uden navne",
    "own words, without names",
)
"""The open question, after the needs."""
CONTACT_WORDS: Final = ("navn", "name", "mail", "telefon", "phone", "tlf", "cpr", "kontakt")
"""Words of a header that the form never has: columns with them are refused unread."""
SCALE: Final = (1, 5)
