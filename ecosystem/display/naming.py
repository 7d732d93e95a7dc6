"""Write several names in a sentence: all that share a place are named, and none is left unsaid."""

from collections.abc import Sequence
from typing import Final

from ecosystem.display.wording import Language, t

MAX_NAMES: Final = 4
"""Names that are written out; of one more than these all are, of others the number."""


def name_all(names: Sequence[str], language: Language = "da", most: int = MAX_NAMES) -> str:
    """Write names one after another; of many the first, and how many more there are.

    Examples:
        >>> name_all(["Læsø"]), name_all(["Læsø", "Samsø", "Ærø"])
        ('Læsø', 'Læsø, Samsø og Ærø')
        >>> name_all(["Læsø", "Samsø", "Ærø", "Fanø"], "en", most=2)
        'Læsø, Samsø and 2 more'
    """
    if len(names) > most + 1:
        return ", ".join(names[:most]) + t("coverage.more", language, n=len(names) - most)
    *first, last = names
    return f"{', '.join(first)} {t('cards.and', language)} {last}" if first else last
