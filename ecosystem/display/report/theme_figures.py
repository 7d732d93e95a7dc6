"""Figures of the theme report, each from the JSON document."""

from dataclasses import dataclass

from ecosystem.briefings.theme.brief import AnalysisBriefing
from ecosystem.display.report.blocks import Drawing
from ecosystem.display.report.document_nodes import Node
from ecosystem.display.wording import Language, t
from ecosystem.model.analysis import Part


@dataclass(frozen=True)
class ThemeFigures:
    """Draw the figures of a theme analysis; one without data is left out."""

    briefing: AnalysisBriefing
    document: Node
    language: Language

    def lorenz(self) -> list[Drawing]:
        """Return how unevenly projects lie on clusters."""
        return []

    def differences(self) -> list[Drawing]:
        """Return the differences between clusters' participants and others."""
        return []

    def journeys(self) -> list[Drawing]:
        """Return how many have gone on, day by day."""
        return []

    def ranks(self) -> list[Drawing]:
        """Return the places that each need may take."""
        return []

    def system(self) -> list[Drawing]:
        """Return who does what in the system."""
        from ecosystem.briefings.theme.system import SystemBriefing
        from ecosystem.display.system_figure import system_alt, system_figure

        answer = self.briefing.parts.get(Part.SYSTEM)
        system = None if answer is None else answer.content
        if not isinstance(system, SystemBriefing):
            return []
        svg = system_figure(system, self.language).encode()
        title = t("report.figure.system", self.language)
        return [Drawing(title, system_alt(system, self.language), svg)]
