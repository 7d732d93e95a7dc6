"""The pages of the app: the one list that menu, links, README and browser tests share.

A page is a file of ``ecosystem/app/pages``, and the stem of that file names it everywhere: its
name in the menu is the text ``page.<stem>``, the line under its heading ``page.<stem>.answers``,
and its address the stem with hyphens. A new page is a file and a line below.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parents[1] / "pages"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the menu."""

    stem: str
    """Name of its file without the ending."""
    is_first: bool = False
    """The page that opens at ``/``."""

    @property
    def file(self) -> Path:
        """Return where its script lies."""
        return FOLDER / f"{self.stem}.py"

    @property
    def address(self) -> str:
        """Return what the browser shows behind the server's name: ``/ny-henvisning``."""
        return "/" if self.is_first else f"/{self.stem.replace('_', '-')}"


PAGES: Final = (
    Page("overblik", is_first=True),
    Page("huller"),
    Page("kort"),
    Page("netvaerk"),
    Page("aktoerer"),
    Page("ny_henvisning"),
    Page("rapport"),
    Page("hjaelp"),
)
"""In the order of the menu."""
PAGE_OF: Final = {page.stem: page for page in PAGES}
