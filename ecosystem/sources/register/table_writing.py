"""Write the tables of a register as its files hold them."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.tables import TABLES, Table
from ecosystem.sources.files.folders import rules_folder, shipped_folder, table_files, tables_folder
from ecosystem.sources.tables.parquet_tables import write_parquet
from ecosystem.sources.tables.small_tables import csv_cells

# --- writing -------------------------------------------------------------------------------


def start_register(folder: Path, shipped: Path | None = None) -> None:
    """Fill an empty folder with the shipped register of Denmark, without its example data.

    Args:
        folder: The folder to fill.
        shipped: Where Denmark's register lies; ``None``: where it is shipped.
    """
    shipped = shipped or shipped_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in table_files(shipped).items():
        text, _ = csv_cells(TABLES[name], path)
        if "is_synthetic" in text:
            text = text[text["is_synthetic"].str.lower() != "true"]
            if text.empty and name in {"activities", "participations", "firm_statistics"}:
                continue
        write_csv(text, folder / f"{name}.csv")
    shutil.copytree(rules_folder(shipped), folder / "rules", dirs_exist_ok=True)


def write_tables(folder: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write typed tables into a folder, each where it lay before (CSV unless it was Parquet).

    The caller works on a copy (``edition_writing.new_edition``) and seals it afterwards.
    """
    home = tables_folder(folder) if folder.is_dir() else folder
    home.mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        parquet = home / f"{name}.parquet"
        if parquet.exists():
            write_parquet(TABLES[name], frame, parquet)
        else:
            write_csv(as_text(TABLES[name], frame), home / f"{name}.csv")


def as_text(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Write typed cells as a register's CSV has them: ISO dates, true and false, no trailing .0."""
    columns: dict[str, pd.Series] = {}
    for use in table.uses:
        if use.column not in frame:
            if use.is_optional:
                continue
            columns[use.column] = pd.Series("", index=frame.index, dtype="str")
            continue
        cells = frame[use.column]
        match COLUMNS[use.column].kind:
            case Kind.DATE:
                text = pd.to_datetime(cells).dt.strftime("%Y-%m-%d")
            case Kind.FLAG:
                text = cells.astype("boolean").map({True: "true", False: "false"})
            case Kind.WHOLE:
                text = cells.astype("Int64").astype("str")
            case Kind.NUMBER:
                text = cells.astype("float64").map(_short, na_action="ignore")
            case _:
                text = cells.astype("str")
        columns[use.column] = text.where(cells.notna(), "").astype("str")
    return pd.DataFrame(columns, index=frame.index)


def _short(value: float) -> str:
    return f"{value:.10g}" if value != int(value) else str(int(value))


def write_csv(text: pd.DataFrame, path: Path) -> None:
    """Write cells of text as a register's CSV: UTF-8, commas, one line feed a row."""
    text.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
