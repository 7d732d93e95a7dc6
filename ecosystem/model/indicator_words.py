"""Words for output indicators: which spellings are one, and which names mean the same."""

from collections.abc import Iterator, Mapping, Sequence


def fold_words(text: str) -> str:
    """Return a text as indicators are compared: no case, single blanks, none underlined.

    Examples:
        >>> fold_words(" Nye  Job "), fold_words("innovative_products")
        ('nye job', 'innovative products')
    """
    return " ".join(text.casefold().replace("_", " ").split())


def indicator_names(indicators: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the indicator that each name counts as, by its folded words.

    Args:
        indicators: Names that mean the same, by the one that stands for all.

    Examples:
        >>> indicator_names({"Nye job": ["Antal nye job"]})
        {'nye job': 'Nye job', 'antal nye job': 'Nye job'}
    """
    return {fold_words(name): meant for meant, name in _names(indicators)}


def ambiguous_names(indicators: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the names that would count as several indicators, with these."""
    meant: dict[str, list[str]] = {}
    for indicator, name in _names(indicators):
        meant.setdefault(fold_words(name), []).append(indicator)
    several = {name: tuple(dict.fromkeys(those)) for name, those in meant.items()}
    return {name: those for name, those in several.items() if len(those) > 1}


def _names(indicators: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for indicator, names in indicators.items():
        yield indicator, indicator
        yield from ((indicator, name) for name in names)
