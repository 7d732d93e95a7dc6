"""The page of gaps on a folder of one's own: what it lacks is told, with what to do."""

import csv
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import ecosystem
from ecosystem.app.shared.cached_data import STARTED_WITH
from ecosystem.model.tables import TABLES
from ecosystem.sources.user.own_folder import FOLDER_NAME

PAGE = Path(ecosystem.__file__).parent / "app" / "pages" / "huller.py"
ROWS = {
    "actors": {"actor_id": "klynge", "kind": "cluster", "name": "Klyngen"},
    "offers": {
        "offer_id": "raad",
        "provider_actor_id": "klynge",
        "kind": "service",
        "name_da": "Råd",
        "need_ids": "finance",
        "area": "national",
        "channel": "online",
    },
    "strength_positions": {
        "position_id": "lyd",
        "name_da": "Lyd",
        "name_en": "Sound",
        "status": "strength",
    },
}


def opened(folder, names):
    """The page on a folder that holds some tables, each with one row."""
    (folder / "rules").mkdir(parents=True)
    for name in names:
        row = {**ROWS[name], "source": "os"}
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, TABLES[name].columns)
            writer.writeheader()
            writer.writerow(row)
    page = AppTest.from_file(str(PAGE), default_timeout=120)
    return page.run()


@pytest.mark.parametrize(
    ("names", "file"),
    [
        (("actors", "offers"), "strength_positions.csv"),
        (("actors", "offers", "strength_positions"), "municipalities.csv"),
    ],
)
def test_a_folder_without_positions_or_places_is_told_which_file_to_add(
    names, file, tmp_path, monkeypatch
):
    """A sentence and the next step, and nothing below it."""
    monkeypatch.setenv(STARTED_WITH, str(tmp_path / "r"))
    monkeypatch.setenv(FOLDER_NAME, str(tmp_path / "own"))
    page = opened(tmp_path / "r", names)

    (notice,) = page.info
    assert not page.exception
    assert file in notice.value
    assert "Registret har ingen" in notice.value
