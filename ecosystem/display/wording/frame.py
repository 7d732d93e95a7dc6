"""Words of the app's frame: menu, buttons, notices that every page shares."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {}
