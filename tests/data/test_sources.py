"""``data/SOURCES.md`` is what the tables give on the day it bears."""

import re
from datetime import date

from ecosystem.briefings.provenance import brief_provenance
from ecosystem.display.provenance_text import FIGURES, sources_markdown
from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.register.reading import read_register


def test_the_file_of_sources_is_what_the_tables_give():
    """``make sources`` was run after the last change to the tables, the rules or the words."""
    written = (shipped_folder() / "SOURCES.md").read_text(encoding="utf-8")
    words = (shipped_folder() / "sources_text.md").read_text(encoding="utf-8")
    on = date.fromisoformat(re.search(r"--on (\d{4}-\d\d-\d\d)`", written)[1])

    assert FIGURES in words
    assert sources_markdown(brief_provenance(read_register(), on), "en", words) == written
