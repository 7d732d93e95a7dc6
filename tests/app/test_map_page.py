"""What the map page says without a browser: where there is nothing to draw, and what to do."""

from dataclasses import replace

import pytest

from ecosystem.app.map.question import cannot_draw
from ecosystem.display.wording import texts
from tests.analysis.coverage.ecosystems import an_ecosystem
from tests.builders import a_register, a_table


@pytest.mark.parametrize(
    ("register", "file"),
    [
        (a_register(actors=[], offers=[]), "strength_positions.csv"),
        (an_ecosystem(strength_positions=[]), "strength_positions.csv"),
        (replace(an_ecosystem(), municipalities=None), "municipalities.csv"),
        (replace(an_ecosystem(), municipalities=a_table("municipalities", [])), "municipalities"),
    ],
)
def test_a_register_without_a_map_is_told_what_to_add(register, file):
    """A folder with actors and offers alone has no position to show and no place to show it in."""
    key = cannot_draw(register)

    assert key is not None
    assert all(file in texts(language)[key] for language in ("da", "en"))


def test_a_register_with_positions_and_municipalities_has_a_map():
    """Whatever else is absent is said on the map."""
    assert cannot_draw(an_ecosystem(without=["sites", "offers", "activities"])) is None
