"""Who does what in Denmark: the layers of the system, and who is in which."""

from pathlib import Path

import pandas as pd
import pytest

from ecosystem.analysis.system import LEVEL_OF_KIND
from ecosystem.model.analysis import SystemLevel

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "data" / "reference" / "system_layers.csv"
LEVELS = {level.value for level in SystemLevel}


def rows(name: str) -> pd.DataFrame:
    """A shipped table, cells as text."""
    return pd.read_csv(ROOT / "data" / "register" / f"{name}.csv", dtype=str, keep_default_na=False)


LAYERS, PLACES = rows("system_layers"), rows("actor_layers")


def test_every_level_has_a_layer_with_words_in_both_languages():
    """A level without actors is shown as not recorded; a level without layers would be no level."""
    assert set(LAYERS["level"]) == LEVELS
    words = LAYERS[["name_da", "name_en", "role_da", "role_en"]]
    assert (words != "").all(axis=None)
    assert words["role_da"].str.fullmatch(r"[A-ZÆØÅ].{20,140}\.").all()
    assert words["role_en"].str.fullmatch(r"[A-Z].{20,140}\.").all()
    assert not LAYERS.duplicated(["level", "order"]).any()


def test_every_actor_is_placed_by_its_kind_or_by_the_table():
    """Nobody falls between the levels."""
    actors = rows("actors")
    by_kind = {kind.value for kind in LEVEL_OF_KIND} - {"knowledge_institution"}
    supporters = actors[(actors["kind"] != "firm") & ~actors["kind"].isin(by_kind)]
    assert set(supporters["actor_id"]) <= set(PLACES["actor_id"])


@pytest.mark.parametrize(
    ("layer_id", "day"),
    [
        ("municipal_business_service", "2019-01-01"),
        ("business_hubs", "2019-01-01"),
        ("regions", "2019-01-01"),
        ("board", "2019-01-01"),
        ("national_clusters", "2021-01-01"),
    ],
)
def test_the_days_of_the_reforms(layer_id, day):
    """The act on business promotion began on one day, the designation of clusters on another."""
    assert LAYERS.set_index("layer_id").loc[layer_id, "valid_from"] == day


def test_what_was_not_looked_up_is_not_called_sure():
    """Common knowledge and judgement of ours are medium at most."""
    for table in (LAYERS, PLACES):
        guessed = table[table["source"].str.contains("almen viden|vurdering")]
        assert set(guessed["confidence"]) <= {"medium", "low"}


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the table it was made from is not here")
def test_no_layer_of_the_reference_is_lost():
    """Each row of the reference has its layer; two stand under another name or level."""
    reference = pd.read_csv(REFERENCE, dtype=str).set_index("layer_id")["level"].to_dict()
    renamed = {"deb": "board", "tourism": "destination_companies"}
    ours = LAYERS.set_index("layer_id")["level"].to_dict()
    moved = {
        layer for layer, level in reference.items() if ours[renamed.get(layer, layer)] != level
    }
    assert moved == {"tourism"}  # companies of municipalities that work together
