"""A small register folder to import into, and files in the genuine forms of the sources."""

from pathlib import Path
from typing import Any

import pandas as pd

from ecosystem.sources.register.table_writing import write_tables
from tests.builders import a_table

SAMPLES = Path(__file__).parent / "samples"
BROKEN = Path(__file__).parent / "broken"
SHARED = Path(__file__).parents[3] / "shared" / "data"

FUNDS_2007 = SAMPLES / "funds_2007.csv"
FUNDS_2014 = SAMPLES / "funds_2014.csv"
ORGANISATIONS = SAMPLES / "organization.csv"
PROJECTS = SAMPLES / "project.csv"
FIELDS = SAMPLES / "euroSciVoc.csv"

POSITIONS = (
    "energiteknologi",
    "foedevarer_bioressourcer",
    "turisme",
    "miljoeteknologi",
    "life_science_velfaerdsteknologi",
)
PLACES = ("0101", "0370", "0400", "0621", "0779", "0851", "0860")


def a_folder(folder: Path, actors: list[dict[str, Any]] | None = None, **tables: Any) -> Path:
    """A register of a few municipalities and positions, two institutions and one office."""
    folder.mkdir(parents=True, exist_ok=True)
    shipped_actors = [
        {"actor_id": "aau", "name": "Aalborg Universitet", "kind": "knowledge_institution"},
        {
            "actor_id": "teknologisk",
            "name": "Teknologisk Institut",
            "kind": "knowledge_institution",
        },
        {
            "actor_id": "komm_0851",
            "name": "Nordlunde Kommune, erhvervsservice",
            "kind": "municipal_office",
            "municipality_code": "0851",
        },
    ]
    rows_of_table = {
        "strength_positions": [
            {"position_id": p, "name_da": p, "name_en": p, "status": "strength"} for p in POSITIONS
        ],
        "municipalities": [{"municipality_code": code, "name": code} for code in PLACES],
        "actors": shipped_actors if actors is None else actors,
        **tables,
    }
    write_tables(folder, {name: a_table(name, rows) for name, rows in rows_of_table.items()})
    return folder


def rows_of(folder: Path, table: str) -> pd.DataFrame:
    """The cells of a table as they stand in its file."""
    path = folder / f"{table}.csv"
    return pd.read_csv(path, dtype="str", keep_default_na=False)


def all_bytes(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, to see that nothing was written."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
