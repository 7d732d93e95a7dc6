"""Tell how the names of output indicators in a table that comes in are going to be counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from ecosystem.model.indicator_words import fold_words, indicator_names
from ecosystem.sources.imports.table_file import TableFile
from ecosystem.sources.rules.analysis_settings import FILE, read_analysis_settings

MOST_NAMES: Final = 8
"""Names that a note lists; of more it says how many."""


def indicator_notes(file: TableFile, folder: Path) -> list[str]:
    """Write which names count as another, which stand for themselves, and whose units differ.

    The cells are kept as they came: the analysis reads the list anew each time, so that a name
    that is added or taken back needs no second import.

    Args:
        file: A table of outputs.
        folder: The register it goes to; its ``rules/_analysis.yaml`` lists the names.

    Raises:
        RuleError: The list makes no sense.
    """
    names = indicator_names(read_analysis_settings(folder).indicators)
    stated = Counter(" ".join(name.split()) for name in file.cells["indicator"])
    return [
        *_counted_as_another(stated, names, file.file or ""),
        *_for_themselves(stated, names, file.file or ""),
        *_units_apart(file, names),
    ]


def _counted_as_another(
    stated: Mapping[str, int], names: Mapping[str, str], file: str
) -> Iterator[str]:
    same = [
        f"{name} = {meant} ({count})"
        for name, count in sorted(stated.items())
        if (meant := names.get(fold_words(name))) and fold_words(meant) != fold_words(name)
    ]
    if same:
        yield (
            f"{file}: indicators counted under another name, by rules/{FILE}: {_some(same)}. / "
            "indikatorer, der tælles under et andet navn"
        )


def _for_themselves(
    stated: Mapping[str, int], names: Mapping[str, str], file: str
) -> Iterator[str]:
    alone = [
        f"{name} ({count})"
        for name, count in sorted(stated.items())
        if name and fold_words(name) not in names
    ]
    if alone:
        yield (
            f"{file}: indicators that stand for themselves: {_some(alone)}. Where two mean the "
            f"same, list them under indicators in rules/{FILE}. / indikatorer, der står for sig "
            f"selv; betyder to det samme, så skriv dem under indicators i rules/{FILE}"
        )


def _units_apart(file: TableFile, names: Mapping[str, str]) -> Iterator[str]:
    if "unit" not in file.cells:
        return
    units: dict[str, set[str]] = {}
    for name, unit in zip(file.cells["indicator"], file.cells["unit"], strict=True):
        meant = names.get(fold_words(name)) or " ".join(name.split())
        units.setdefault(meant, set()).add(fold_words(unit) or "–")
    several = [
        f"{name} ({', '.join(sorted(of))})" for name, of in sorted(units.items()) if len(of) > 1
    ]
    if several:
        yield (
            f"{file.file}: indicators in several units, which are kept apart: {_some(several)}. / "
            "indikatorer i flere enheder; de holdes adskilt"
        )


def _some(told: Iterable[str]) -> str:
    """Write the first of a list, and how many more there are."""
    every = list(told)
    more = len(every) - MOST_NAMES
    return "; ".join(every[:MOST_NAMES]) + (f"; ... {more} more / flere" if more > 0 else "")
