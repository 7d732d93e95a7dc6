"""What a report of the theme analysis is made of: the analysis, whole curves, names of needs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from ecosystem.briefings.basis.day import Name
from ecosystem.briefings.theme import journeys
from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.brief import AnalysisBriefing, brief_analysis
from ecosystem.briefings.theme.journeys import HORIZONS, GroupOfJourneys, JourneysContent
from ecosystem.model.analysis import AnalysisParameters, AnalysisSettings
from ecosystem.model.linkage import JudgedBand
from ecosystem.model.records import Record
from ecosystem.model.register import Register

_MONTHS: Final = 36
_DAYS_A_MONTH: Final = 365 / 12
CURVE_DAYS: Final = tuple(round(_DAYS_A_MONTH * month) for month in range(1, _MONTHS + 1))
"""Days after the entry at which a curve is drawn: monthly, those of the statements among them."""


class ThemeReportBriefing(Record):
    """A theme analysis with what its figures need beside its JSON document."""

    analysis: AnalysisBriefing
    curves: tuple[GroupOfJourneys, ...]
    need_names: Mapping[str, tuple[str, str]]


def brief_theme_report(
    register: Register,
    on: date,
    parameters: AnalysisParameters,
    settings: AnalysisSettings,
    judged: Sequence[JudgedBand] = (),
) -> ThemeReportBriefing:
    """Work out the whole analysis, the curves of its journeys month by month, and names.

    Args:
        register: Of any folder.
        on: The day of the analysis.
        parameters: What is asked.
        settings: Codings and defaults.
        judged: Pairs of names that people have judged.

    Raises:
        EcosystemError: A parameter makes no sense.
    """
    analysis = brief_analysis(register, on, parameters=parameters, settings=settings, judged=judged)
    basis = ThemeBasis.of(register, on, parameters, settings)
    answer = journeys.part_answer(basis, tuple(sorted({*HORIZONS, *CURVE_DAYS})))
    is_drawn = isinstance(answer.content, JourneysContent)
    names: Mapping[str, Name] = basis.day.names.needs
    return ThemeReportBriefing(
        analysis=analysis,
        curves=answer.content.groups if is_drawn else (),  # type: ignore[union-attr]
        need_names={need_id: (name.da, name.en) for need_id, name in names.items()},
    )
