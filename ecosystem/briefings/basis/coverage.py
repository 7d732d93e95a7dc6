"""What counts as reached, and what is to be added: the terms and the plan of a question."""

from ecosystem.analysis.coverage import WITHIN_KM, CoverageCriteria, ProviderSet
from ecosystem.analysis.presence import PresenceBand
from ecosystem.analysis.siting import Plan

__all__ = ["WITHIN_KM", "CoverageCriteria", "Plan", "PresenceBand", "ProviderSet"]
