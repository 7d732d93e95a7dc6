"""Words of the pages Overblik, Aktører and Hjælp og metode."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {}
