"""Read how the theme analysis counts: ``rules/_analysis.yaml`` of a register."""

from pathlib import Path
from typing import Final

from ecosystem.model.analysis import AnalysisSettings
from ecosystem.sources.files.folders import rules_folder, shipped_folder
from ecosystem.sources.rules.rule_text import read_record

FILE: Final = "_analysis.yaml"


def read_analysis_settings(folder: Path | str | None = None) -> AnalysisSettings:
    """Read a register's settings of the theme analysis, else those that came along.

    Args:
        folder: A register folder; ``None`` reads the shipped settings.

    Raises:
        RuleError: The file is no YAML, or a setting makes no sense; every one, with its place.
    """
    path = rules_folder(shipped_folder() if folder is None else Path(folder)) / FILE
    stated = path if path.exists() else rules_folder(shipped_folder()) / FILE
    return read_record(stated, AnalysisSettings)
