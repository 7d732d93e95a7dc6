"""What every part of the theme analysis is handed: the register, the day and what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ecosystem.analysis.day import OnDay
from ecosystem.model.analysis import AnalysisParameters, AnalysisSettings
from ecosystem.model.examples import holds_examples, observed_first
from ecosystem.model.linkage import JudgedBand
from ecosystem.model.register import Register


@dataclass(frozen=True, eq=False)
class ThemeBasis:
    """A register on a day, with the parameters and the settings of an analysis."""

    day: OnDay
    parameters: AnalysisParameters
    settings: AnalysisSettings
    judged: tuple[JudgedBand, ...] = ()
    """Pairs of names of a sample that people have judged; none: not measured."""

    @classmethod
    def of(
        cls,
        register: Register,
        on: date,
        parameters: AnalysisParameters,
        settings: AnalysisSettings,
        judged: Sequence[JudgedBand] = (),
    ) -> "ThemeBasis":
        """Make the basis; example rows of what happened are left out beside observed ones."""
        return cls(OnDay(observed_first(register), on), parameters, settings, tuple(judged))

    @property
    def register(self) -> Register:
        """The register that is counted: example rows never beside observed ones."""
        return self.day.register

    @property
    def on(self) -> date:
        """The day of the analysis."""
        return self.day.on

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The periods that are counted: those asked for, else all that projects have."""
        if self.parameters.periods:
            return self.parameters.periods
        projects = self.register.projects
        return () if projects is None else tuple(sorted(projects["period"].dropna().unique()))

    def is_example(self, *tables: str) -> bool:
        """Return whether a figure of these tables rests on example data."""
        return holds_examples(self.register, *tables)

    def lacking(self, *tables: str) -> tuple[str, ...]:
        """List the tables of these that the register does not record."""
        return tuple(name for name in tables if getattr(self.register, name) is None)
