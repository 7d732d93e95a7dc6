"""Does the ranking work: held-back years, simple and learned rivals, intervals."""

from ecosystem.analysis.evaluation.run import Evaluation, Settings, evaluate

__all__ = ["Evaluation", "Settings", "evaluate"]
