"""Write the shipped register with example data into a folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ecosystem.model.errors import EcosystemError
from ecosystem.model.tables import TABLES
from ecosystem.sources.files.folders import tables_folder
from ecosystem.sources.files.may_write import is_new, refuse_register_folder
from ecosystem.sources.register.edition_writing import new_edition
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.seals import seal
from ecosystem.sources.register.table_writing import as_text, start_register, write_csv
from ecosystem.sources.synthetic.calibration import Country, read_calibration
from ecosystem.sources.synthetic.events import (
    activity_rows,
    membership_rows,
    organisers,
    participation_rows,
)
from ecosystem.sources.synthetic.firms import AS_OF, actor_rows, draw_firms
from ecosystem.sources.synthetic.rows import typed_cells
from ecosystem.sources.tables.parquet_tables import arrow_schema
from ecosystem.sources.tables.small_tables import csv_cells, read_small_table

if TYPE_CHECKING:
    import pyarrow as pa

SHIPPED_FIRMS: Final = 3000
"""Example firms of the shipped register, made by ``ecosystem demo`` and copied into it."""
SHIPPED_SEED: Final = 1
MOST_FIRMS: Final = 9_000_000
"""There are not many more impossible CVR numbers than this."""
MOST_PARTICIPATIONS: Final = 100_000_000
LARGEST_CSV: Final = 50_000
"""Example rows above which a table is written as Parquet."""


def write_demo(
    into: Path, firms: int, seed: int = 1, participations: int | None = None
) -> dict[str, int]:
    """Write the shipped register with example firms and what they did.

    Args:
        into: Folder to write: absent, empty, or one that holds example data already, which is
            replaced.
        firms: Example firms to make.
        seed: The same seed gives the same files.
        participations: Example participations to make; as many as firms if not given.

    Returns:
        Example rows of each table, count.

    Raises:
        EcosystemError: The folder holds something else, or so many cannot be made.
    """
    uses = firms if participations is None else participations
    if not (0 < firms <= MOST_FIRMS and 0 <= uses <= MOST_PARTICIPATIONS and seed >= 0):
        message = (
            f"{firms} firms with {uses} participations (seed {seed}) cannot be made. Ask for 1 "
            f"to {MOST_FIRMS} firms, 0 to {MOST_PARTICIPATIONS} participations, seed 0 or more."
        )
        raise EcosystemError(message)
    refuse_register_folder(into)
    _refuse_what_is_not_example(into)
    with new_edition(into, "demo", anew=True) as draft:
        start_register(draft.folder)
        country = Country(read_register(draft.folder), read_calibration())
        made = synthetic_tables(country, firms, seed, uses)
        for name, table in made.items():
            _add_rows(draft.folder, name, table)
        seal(draft.folder, AS_OF, f"Danmark med {firms} eksempelvirksomheder")
    return {name: table.num_rows for name, table in made.items()}


def synthetic_tables(
    country: Country, firms: int, seed: int, participations: int
) -> dict[str, "pa.Table"]:
    """Make example rows for four tables of a register.

    Args:
        country: The real rows the example rows hang on to (municipalities, clusters, hubs,
            offers), and what the firms should look like in the whole.
        firms: Firms to make.
        seed: The same seed gives the same rows.
        participations: Participations to make; fewer come out when too few firms fit any offer.

    Returns:
        Arrow tables by name: actors, links, activities, participations.
    """
    source = f"synthetic: ecosystem demo, seed {seed}"
    chance = np.random.default_rng(seed).spawn(5)
    made = draw_firms(country, firms, chance[0])
    holders = organisers(country.register)
    return {
        "actors": actor_rows(country, made, source, chance[1]),
        "links": membership_rows(country, holders, made, source, chance[2]),
        "activities": activity_rows(country, holders, source, chance[3]),
        "participations": participation_rows(country, made, participations, source, chance[4]),
    }


def _refuse_what_is_not_example(into: Path) -> None:
    if is_new(into) or read_register(into).is_synthetic:
        return
    message = (
        f"{into} holds files of its own, without example data. Example firms are not mixed into "
        "real data: give a folder that does not exist yet."
    )
    raise EcosystemError(message)


def _add_rows(folder: Path, name: str, made: "pa.Table") -> None:
    """Write example rows behind the real ones: as CSV, or as Parquet when there are many."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table, home = TABLES[name], tables_folder(folder)
    path = home / f"{name}.csv"
    if made.num_rows > LARGEST_CSV:
        if path.exists():
            real = read_small_table(table, path)[0]
            real_rows = pa.Table.from_pandas(real, schema=arrow_schema(name), preserve_index=False)
            made = pa.concat_tables([real_rows, made])
            path.unlink()
        pq.write_table(made, home / f"{name}.parquet", compression="zstd")
        return
    text = as_text(table, typed_cells(made))
    if path.exists():
        text = pd.concat([csv_cells(table, path)[0], text], ignore_index=True).fillna("")
    used = [
        use.column for use in table.uses if not use.is_optional or (text[use.column] != "").any()
    ]
    write_csv(text[used], path)
