"""A position's coverage as a map of the municipalities, as rows and as files.

``figures`` says what a map shows of each municipality, in numbers and words; ``drawing`` draws it,
``rows`` lays it out as a table, ``files`` writes what can be taken away.
"""

from ecosystem.display.maps.drawing import CLICKED, coverage_map, drawable
from ecosystem.display.maps.figures import (
    MEASURES,
    OF_FIRMS,
    OF_THE_COUNTRY,
    Legend,
    Measure,
    class_limits,
    finding,
    hatched,
    in_words,
    legend,
    rank_of,
    shown,
    sureness_in_words,
    value_of,
    values_of,
    way_in_words,
    with_proposal,
)
from ecosystem.display.maps.files import (
    ENDINGS,
    about,
    check_ending,
    coverage_file,
    write_coverage,
)
from ecosystem.display.maps.rows import (
    ON_SCREEN,
    as_word,
    before_and_after,
    columns_on_screen,
    coverage_rows,
    proposal_rows,
)

__all__ = [
    "CLICKED",
    "ENDINGS",
    "MEASURES",
    "OF_FIRMS",
    "OF_THE_COUNTRY",
    "ON_SCREEN",
    "Legend",
    "Measure",
    "about",
    "as_word",
    "before_and_after",
    "check_ending",
    "class_limits",
    "columns_on_screen",
    "coverage_file",
    "coverage_map",
    "coverage_rows",
    "drawable",
    "finding",
    "hatched",
    "in_words",
    "legend",
    "proposal_rows",
    "rank_of",
    "shown",
    "sureness_in_words",
    "value_of",
    "values_of",
    "way_in_words",
    "with_proposal",
    "write_coverage",
]
