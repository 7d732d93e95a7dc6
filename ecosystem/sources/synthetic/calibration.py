"""What the example data is calibrated to: shares and rates, each with source and confidence."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ecosystem.model.register import Register
from ecosystem.sources.files.folders import shipped_folder

_CODES = dict.fromkeys(("db07_code", "db25_code", "code_prefix", "areas"), "str")


@dataclass(frozen=True, slots=True)
class Calibration:
    """The tables of ``data/calibration``; its README tells their columns."""

    industries: pd.DataFrame
    sizes: pd.DataFrame
    legal_forms: pd.DataFrame
    place_profiles: pd.DataFrame
    regional_specialisation: pd.DataFrame
    rates: dict[str, float]

    @property
    def form_shares(self) -> pd.DataFrame:
        """Legal forms (rows, alphabetical) by smallest size of a class (columns), per cent."""
        return self.legal_forms.pivot_table(
            index="legal_form", columns="employees_from", values="firms_pct"
        ).sort_index()


@dataclass(frozen=True, slots=True)
class Country:
    """What example data is made from: real rows to hang on to, and what it should look like."""

    register: Register
    calibration: Calibration


def read_calibration(folder: Path | None = None) -> Calibration:
    """Read what the example data is calibrated to.

    Args:
        folder: Folder of the six tables; ``None`` takes the shipped one.
    """
    home = folder or shipped_folder() / "calibration"
    names = ("industries", "sizes", "legal_forms", "place_profiles", "regional_specialisation")
    tables = {name: pd.read_csv(home / f"{name}.csv", dtype=_CODES) for name in names}
    rates = pd.read_csv(home / "rates.csv").set_index("rate")["value"]
    return Calibration(**tables, rates={str(name): float(value) for name, value in rates.items()})
