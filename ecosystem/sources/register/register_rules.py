"""Read the rules of a register folder and the figures they share, its own or the shipped ones."""

from pathlib import Path
from typing import Final

from ecosystem.model.errors import RuleError
from ecosystem.model.faults import Fault
from ecosystem.model.offers import Constants, Rules
from ecosystem.model.vocabulary import FaultLevel
from ecosystem.sources.files.folders import rules_folder, shipped_folder
from ecosystem.sources.rules.offers import (
    SHELF_LIVES_FILE,
    SYNONYMS_FILE,
    WAYS_FILE,
    WEIGHTS_FILE,
    read_constants,
    read_rules_and_faults,
)

CONSTANTS_FILE: Final = "_constants.yaml"


def read_folder_rules(home: Path) -> tuple[dict[str, Rules], list[Fault]]:
    """Read the rules of every offer of a folder, and the faults of their files."""
    rules, faults = read_rules_and_faults(rules_folder(home))
    return rules, list(faults)


def read_folder_constants(home: Path) -> tuple[Constants | None, list[Fault]]:
    """Read the figures many rules share: the folder's own, else the shipped ones.

    The numbers of the ranking and the words of firms are this program's. A folder keeps those of
    the version that made it; when they are no longer understood, the shipped ones are used, and a
    warning says so, so that older folders can still be read.
    """
    beside_register, shipped = (
        rules_folder(place) / CONSTANTS_FILE for place in (home, shipped_folder())
    )
    path = beside_register if beside_register.exists() else shipped
    if not path.exists():
        return None, []
    try:
        return read_constants(path), []
    except RuleError as error:
        if path == shipped or not all(f.table.endswith(_OF_PROGRAM) for f in error.faults):
            raise
        hint = "The shipped file is used instead. Remove this one, or mend it."
        update = {"level": FaultLevel.WARNING, "hint": hint}
        faults = [fault.model_copy(update=update) for fault in error.faults]
        return read_constants(path, shipped.parent), faults


_OF_PROGRAM: Final = (WEIGHTS_FILE, SYNONYMS_FILE, SHELF_LIVES_FILE, WAYS_FILE)
