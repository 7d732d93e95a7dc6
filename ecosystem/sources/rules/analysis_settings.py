"""Read how the theme analysis counts: ``rules/_analysis.yaml`` of a register."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from ecosystem.model.analysis import AnalysisParameters, AnalysisSettings
from ecosystem.model.errors import EcosystemError
from ecosystem.sources.files.folders import rules_folder, shipped_folder
from ecosystem.sources.rules.rule_text import read_record

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

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


def changed_parameters(
    parameters: AnalysisParameters, changed: Mapping[str, object]
) -> AnalysisParameters:
    """Return parameters with those that somebody states; a value of ``None`` changes nothing.

    Raises:
        EcosystemError: Values make no sense, every one told; or the last day lies before the first.
    """
    stated = {name: value for name, value in changed.items() if value is not None}
    try:
        return AnalysisParameters.model_validate(parameters.model_dump(by_alias=True) | stated)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        english = "; ".join(f"--{_option(fault['loc'])}: {fault['msg']}" for fault in faults)
        danish = "; ".join(f"--{_option(fault['loc'])}: {_in_danish(fault)}" for fault in faults)
        message = (
            f"The analysis cannot be made so. {english}. / Analysen kan ikke laves sådan. {danish}."
        )
        raise EcosystemError(message) from None


_DANISH: Final = {
    "less_than_equal": "højst {le}",
    "greater_than_equal": "mindst {ge}",
    "greater_than": "mere end {gt}",
    "less_than": "mindre end {lt}",
    "literal_error": "en af {expected}",
}
"""What is expected of a value, by pydantic's name of the fault."""


def _in_danish(fault: "ErrorDetails") -> str:
    text = _DANISH.get(fault["type"], "en anden slags værdi")
    return "der ventes " + text.format(**fault.get("ctx", {}))


def _option(place: tuple[int | str, ...]) -> str:
    return str(place[0]).replace("_", "-") if place else "?"
