"""Example registers of any size, made once and kept between runs in the computer's own scratch."""

import shutil
import tempfile
from pathlib import Path

from benchmarks.measure import measured
from ecosystem.model.errors import EcosystemError
from ecosystem.sources.files.folders import table_files
from ecosystem.sources.register.seals import is_sealed
from ecosystem.sources.synthetic import write_demo

SEED = 1


def example_register(firms: int, participations: int) -> Path:
    """Give a folder with so many example firms, made now unless it stands from an earlier run."""
    home = Path(tempfile.gettempdir()) / "ecosystem-benchmarks" / f"{firms}-{participations}"
    try:
        if is_sealed(home, table_files(home)):
            return home
    except EcosystemError:
        pass
    shutil.rmtree(home, ignore_errors=True)  # made by an earlier version, whose tables differed
    took = measured(make, home, firms, participations)
    print(f"  made {firms:,} example firms with {participations:,} participations: {took}")
    return home


def make(home: str, firms: str, participations: str) -> dict[str, int]:
    """Make, check and seal an example register."""
    return write_demo(Path(home), int(firms), SEED, int(participations))
