"""The door to a register folder: data is checked here once, and nowhere again.

A folder that this package wrote carries a seal: ``datapackage.json`` names the hash of each
table as it was when it was last checked. A sealed folder is read without being checked again;
a table that was edited since is.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from ecosystem.model.columns import COLUMNS, TABLES, Kind, Table, words_of
from ecosystem.model.errors import RegisterError, RuleError, UnreadableFileError
from ecosystem.model.faults import Fault
from ecosystem.model.offers import Constants, Offer, Rules
from ecosystem.model.register import Register
from ecosystem.model.text import printable
from ecosystem.model.vocabulary import FaultLevel
from ecosystem.sources.files.durable import write_at_once
from ecosystem.sources.files.folders import (
    fingerprint,
    package_file,
    rules_folder,
    shipped_folder,
    table_files,
    tables_folder,
    unread_tables,
)
from ecosystem.sources.register.editions import Place, read_settled
from ecosystem.sources.register.inferred_positions import infer_positions
from ecosystem.sources.rules.offers import (
    SHELF_LIVES_FILE,
    SYNONYMS_FILE,
    WAYS_FILE,
    WEIGHTS_FILE,
    read_constants,
    read_rules_and_faults,
    read_ways,
)
from ecosystem.sources.rules.thresholds import read_thresholds
from ecosystem.sources.tables.big_table_checks import check_cells
from ecosystem.sources.tables.big_tables import BigTable, memory_copy, open_big_table, parquet_copy
from ecosystem.sources.tables.engine import connect
from ecosystem.sources.tables.parquet_tables import write_parquet
from ecosystem.sources.tables.small_tables import (
    MISSING_COLUMN,
    csv_cells,
    read_small_table,
    schema_faults,
)
from ecosystem.sources.tables.thread_tables import ThreadConnection, lazy_frame
from ecosystem.sources.tables.unread_rows import with_file_lines
from ecosystem.sources.tables.validation import cross_faults, rule_faults, way_faults

if TYPE_CHECKING:
    import duckdb

LICENCE: Final = "CC-BY-4.0"
CONSTANTS_FILE: Final = "_constants.yaml"
__all__ = [
    "Inspection",
    "inspect_register",
    "read_register",
    "seal",
    "shipped_folder",
    "start_register",
    "write_tables",
]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What ``validate`` tells of a folder: rows of each table, and every fault."""

    tables: dict[str, int]
    """A table whose file cannot be read is left out: how many rows it has is not known."""
    faults: tuple[Fault, ...]

    @property
    def is_usable(self) -> bool:
        """No fault but warnings."""
        return all(fault.level is FaultLevel.WARNING for fault in self.faults)


@dataclass(slots=True)
class _Opened:
    """A folder whose tables stand in DuckDB."""

    connection: "duckdb.DuckDBPyConnection"
    files: dict[str, Path]
    small: dict[str, pd.DataFrame]
    big: dict[str, BigTable]
    faults: list[Fault]


def read_register(folder: Path | str | None = None) -> Register:
    """Read a register: every table it records, checked, and every offer with its rules.

    Args:
        folder: A register folder; ``None`` reads the shipped register of Denmark.

    Returns:
        The register. A table that is not there is ``None``. An offer whose rules are missing
        or faulty is there and cannot be judged; ``warnings`` tells why.

    Raises:
        UnreadableFileError: The folder or a file in it cannot be read at all.
        RegisterError: The tables break their promises; every fault is told.
    """
    home = shipped_folder() if folder is None else Path(folder)
    return read_settled(home, lambda place: _read(place, home))


def _read(place: Place, folder: Path) -> Register:
    opened = _open(place.folder)
    rules, rule_file_faults = _rules(place.folder)
    faults = opened.faults
    if not is_sealed(place.folder, opened.files, place.files):
        faults = faults + _checked(opened)
    errors = [fault for fault in faults if fault.level is FaultLevel.ERROR]
    if errors:
        raise RegisterError.from_faults(folder, errors)
    faults = faults + rule_file_faults + rule_faults(_offer_lines(opened), rules)
    return _register(place, folder, opened, rules, tuple(faults))


def inspect_register(folder: Path | str) -> Inspection:
    """Check every table and rule of a folder, sealed or not, and tell all faults at once.

    Raises:
        UnreadableFileError: The folder holds no register at all.
    """
    return read_settled(Path(folder), lambda place: _inspect(place.folder))


def _inspect(home: Path) -> Inspection:
    files = table_files(home)
    unreadable: list[Fault] = []
    opened = _open(home, unreadable)
    rules, rule_file_faults = _rules(home)
    faults = unreadable + opened.faults + rule_file_faults + _checked(opened)
    faults += rule_faults(_offer_lines(opened), rules)
    faults += _constants_faults(home) + _thresholds_faults(home)
    faults += _way_faults(home, opened, rules) + _unread(home)
    order = {name: place for place, name in enumerate([*TABLES, "rules"])}
    faults.sort(key=lambda f: (f.level is FaultLevel.WARNING, order.get(f.table, 99), f.row or 0))
    rows = _row_counts(opened)
    return Inspection({name: rows[name] for name in files if name in rows}, tuple(faults))


def _unread(home: Path) -> list[Fault]:
    """Warn of files that are likely meant as tables and are not read as such."""
    return [
        Fault(
            table=name,
            value=path.name,
            problem="the file is not read",
            hint=f"A table lies in {name}.csv or {name}.parquet: rename, unpack or save it so.",
            level=FaultLevel.WARNING,
        )
        for path, name in unread_tables(home)
    ]


def _open(home: Path, unreadable: list[Fault] | None = None) -> _Opened:
    """Open every table; with a list given, tables that cannot be read are told there."""
    opened = _Opened(connect(), table_files(home), {}, {}, [])
    for name, path in opened.files.items():
        try:
            _open_table(opened, TABLES[name], path)
        except UnreadableFileError as error:
            if unreadable is None:
                raise
            unreadable.append(
                Fault(table=name, problem=str(error).rstrip("."), hint="Mend or replace the file.")
            )
    return opened


def _open_table(opened: _Opened, table: Table, path: Path) -> None:
    if table.is_big:
        opened.big[table.name], faults = open_big_table(opened.connection, table, path)
    else:
        opened.small[table.name], faults = read_small_table(table, path)
    opened.faults += faults


def _offer_lines(opened: _Opened) -> dict[str, int]:
    if "offers" not in opened.small:
        return {}
    ids = opened.small["offers"]["offer_id"].dropna()
    return {str(offer_id): int(str(line)) for line, offer_id in ids.items()}


def _checked(opened: _Opened) -> list[Fault]:
    cells_with_faults = {(fault.table, fault.row, fault.column) for fault in opened.faults}
    faults: list[Fault] = []
    for name, frame in opened.small.items():
        table_faults = schema_faults(TABLES[name], frame)
        faults += [f for f in table_faults if (f.table, f.row, f.column) not in cells_with_faults]
    views: dict[str, str] = {}
    for name, frame in opened.small.items():
        lined = frame.reset_index(names="line")
        opened.connection.register(f"lined_{name}", lined)
        views[name] = f"lined_{name}"
    missing = _missing_columns(opened.faults)
    with TemporaryDirectory(prefix="ecosystem-") as scratch:
        for name, big in opened.big.items():
            copy = parquet_copy(opened.connection, big, opened.files[name], Path(scratch))
            faults += check_cells(opened.connection, copy)
            views[name] = _lined(opened.connection, copy)
        keyed = {n: v for n, v in views.items() if missing.isdisjoint(_key_of(n))}
        faults += _by_line(opened, cross_faults(opened.connection, keyed))
    return [fault for fault in faults if missing.isdisjoint(_cells_of(fault))]


def _missing_columns(faults: Sequence[Fault]) -> set[tuple[str, str]]:
    """Give table and column of each column that is not there: its cells are not empty as well."""
    return {(f.table, str(f.column)) for f in faults if f.problem == MISSING_COLUMN}


def _key_of(name: str) -> set[tuple[str, str]]:
    return {(name, column) for column in TABLES[name].key}


def _cells_of(fault: Fault) -> set[tuple[str, str]]:
    return {(fault.table, column) for column in (fault.column or "").split(", ")}


def _by_line(opened: _Opened, faults: Sequence[Fault]) -> list[Fault]:
    """Tell faults of large tables by the line of the file."""
    by_line = [fault for fault in faults if fault.table not in opened.big]
    for name, big in opened.big.items():
        of_table = [fault for fault in faults if fault.table == name]
        by_line += with_file_lines(opened.connection, big, of_table)
    return by_line


def _lined(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> str:
    """Make a view of typed cells with their lines."""
    typed = ", ".join(
        f'TRY_CAST("{use.column}" AS {_SQL[COLUMNS[use.column].kind]}) AS "{use.column}"'
        for use in big.table.uses
    )
    view = f"lined_{big.table.name}"
    connection.execute(
        f"CREATE OR REPLACE VIEW {view} AS SELECT line, {typed} FROM {big.text_view}"
    )
    return view


_SQL: Final = dict.fromkeys(Kind, "VARCHAR") | {
    Kind.WHOLE: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.FLAG: "BOOLEAN",
    Kind.DATE: "DATE",
}


def _rules(home: Path) -> tuple[dict[str, Rules], list[Fault]]:
    rules, faults = read_rules_and_faults(rules_folder(home))
    return rules, list(faults)


def _row_counts(opened: _Opened) -> dict[str, int]:
    counts = {name: len(frame) for name, frame in opened.small.items()}
    for name, big in opened.big.items():
        rows = opened.connection.execute(f"SELECT count(*) FROM {big.typed_view}").fetchall()
        counts[name] = int(rows[0][0])
    return {name: counts[name] for name in TABLES if name in counts}


def _register(
    place: Place,
    folder: Path,
    opened: _Opened,
    rules: Mapping[str, Rules],
    warnings: tuple[Fault, ...],
) -> Register:
    home = place.folder
    tables: dict[str, Any] = {
        name: frame.reset_index(drop=True) for name, frame in opened.small.items()
    }
    for name, big in opened.big.items():
        opened.big[name] = memory_copy(opened.connection, big, opened.files[name])
    sealed = _sealed_rows(home)
    drawn = None
    if "actor_positions" not in tables and "actor_positions" not in sealed:
        views = {name: big.typed_view for name, big in opened.big.items()}
        drawn = infer_positions(tables, opened.connection, views)
        tables |= {} if drawn is None else {"actor_positions": drawn}
    rows = _row_counts(opened)
    constants, outdated = _constants(home)
    return Register(
        label=_title(home) or printable(folder.resolve().name, is_one_line=True),
        folder=str(folder),
        files=str(home),
        version=place.version,
        catalogue=_catalogue(tables.get("offers"), rules),
        constants=constants,
        warnings=(*warnings, *outdated),
        row_counts=rows,
        lost_rows={n: had - rows[n] for n, had in sealed.items() if had > rows.get(n, had)},
        is_drawn=drawn is not None,
        is_synthetic=_has_synthetic(opened),
        **tables,
        **_lazy_tables(opened),
    )


def _lazy_tables(opened: _Opened) -> dict[str, Any]:
    connection = ThreadConnection(opened.connection)
    return {name: lazy_frame(connection, big.typed_view) for name, big in opened.big.items()}


def _constants(home: Path) -> tuple[Constants | None, list[Fault]]:
    """Read the figures many rules share: the folder's own, else the shipped ones.

    The numbers of the ranking and the words of firms are this program's. A folder keeps those of
    the version that made it; when they are no longer understood, the shipped ones are used, and a
    warning says so, so that older folders can still be read.
    """
    beside_register, shipped = (
        rules_folder(place) / CONSTANTS_FILE for place in (home, shipped_folder())
    )
    path = beside_register if beside_register.exists() else shipped
    if not path.exists():
        return None, []
    try:
        return read_constants(path), []
    except RuleError as error:
        if path == shipped or not all(f.table.endswith(_OF_PROGRAM) for f in error.faults):
            raise
        hint = "The shipped file is used instead. Remove this one, or mend it."
        update = {"level": FaultLevel.WARNING, "hint": hint}
        faults = [fault.model_copy(update=update) for fault in error.faults]
        return read_constants(path, shipped.parent), faults


_OF_PROGRAM: Final = (WEIGHTS_FILE, SYNONYMS_FILE, SHELF_LIVES_FILE, WAYS_FILE)


def _way_faults(home: Path, opened: _Opened, rules: Mapping[str, Rules]) -> list[Fault]:
    """Tell what the folder's own ways lead to and is not there; the shipped ones may."""
    path = rules_folder(home) / WAYS_FILE
    if not path.exists() or "offers" not in opened.small:
        return []
    try:
        ways = read_ways(path)
    except RuleError:
        return []  # told with the constants
    needs = opened.small.get("needs")
    need_ids = None if needs is None else set(needs["need_id"])
    instruments = {rule.instrument for rule in rules.values() if rule.instrument is not None}
    offer_ids = set(opened.small["offers"]["offer_id"])
    actor_ids = _actors_of(opened, list(ways.called))
    return way_faults(ways, offer_ids, need_ids, instruments, actor_ids)


def _actors_of(opened: _Opened, actor_ids: list[str]) -> set[str]:
    """Return those actors that the folder records."""
    if (actors := opened.big.get("actors")) is None:
        return set()
    query = f"SELECT actor_id FROM {actors.typed_view} WHERE actor_id IN (SELECT unnest(?))"
    return {row[0] for row in opened.connection.execute(query, [actor_ids]).fetchall()}


def _constants_faults(home: Path) -> list[Fault]:
    try:
        return _constants(home)[1]
    except RuleError as error:
        return list(error.faults)


def _thresholds_faults(home: Path) -> list[Fault]:
    """Tell what is wrong with the folder's own limits of gaps; they are read where gaps are."""
    try:
        read_thresholds(home)
    except RuleError as error:
        return list(error.faults)
    return []


def _has_synthetic(opened: _Opened) -> bool:
    if any("is_synthetic" in f and bool(f["is_synthetic"].any()) for f in opened.small.values()):
        return True
    return any(
        opened.connection.execute(
            f"SELECT 1 FROM {big.typed_view} WHERE is_synthetic LIMIT 1"
        ).fetchall()
        for big in opened.big.values()
    )


def _title(home: Path) -> str:
    return printable(str(_package(home).get("title") or ""), is_one_line=True)


def _catalogue(offers: pd.DataFrame | None, rules: Mapping[str, Rules]) -> dict[str, Offer]:
    if offers is None:
        return {}
    rows = offers.astype(object).where(offers.notna(), None).to_dict("records")
    return {str(row["offer_id"]): _offer(row, rules) for row in rows}


def _offer(row: Mapping[Any, Any], rules: Mapping[str, Rules]) -> Offer:
    offer_id = str(row["offer_id"])
    offer_rules = rules.get(offer_id) or Rules(
        offer_id=offer_id, source=str(row["source"]), problem=f"rules/{offer_id}.yaml is missing"
    )
    dates = {
        name: row[name].date() if row[name] is not None else None
        for name in ("open_from", "open_until", "checked")
    }
    lists = {name: _split(row[name]) for name in ("need_ids", "position_ids")}
    area = _split(row["area"]) if row["area"] is not None else None
    plain_cells = {name: value for name, value in row.items() if name in Offer.model_fields}
    return Offer(**{**plain_cells, **dates, **lists, "area": area, "rules": offer_rules})


def _split(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip()) if cell else ()


# --- seals ---------------------------------------------------------------------------------


def schema_version() -> str:
    """Give the fingerprint of the dictionary of columns, so that a change breaks old seals."""
    dictionary = repr(
        [(table, [(u, COLUMNS[u.column]) for u in table.uses]) for table in TABLES.values()]
    )
    return sha256(dictionary.encode()).hexdigest()[:16]


def _package(home: Path) -> dict[str, Any]:
    path = package_file(home)
    try:
        package = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError):
        return {}
    return package if isinstance(package, dict) else {}


def is_sealed(
    home: Path, files: Mapping[str, Path], hashes: Mapping[str, str] | None = None
) -> bool:
    """Tell whether every table is as it was when the folder was last checked.

    Args:
        home: The folder.
        files: The file of each table.
        hashes: SHA-256 of the folder's files by name, where they are known.
    """
    package = _package(home)
    if package.get("ecosystem_schema") != schema_version():
        return False
    resources = package.get("resources")
    if not isinstance(resources, list) or not all(isinstance(r, dict) for r in resources):
        return False
    sealed = {r.get("name"): (r.get("bytes"), r.get("hash")) for r in resources}
    if sealed.keys() != files.keys():
        return False
    if any(sealed[name][0] != path.stat().st_size for name, path in files.items()):
        return False
    hash_of = {home / name: f"sha256:{digest}" for name, digest in (hashes or {}).items()}
    return all(
        sealed[name][1] == (hash_of.get(path) or fingerprint(path)) for name, path in files.items()
    )


def _sealed_rows(home: Path) -> dict[str, int]:
    """Read how many rows each table had when the folder was last sealed; 0: it does not say."""
    resources = _package(home).get("resources")
    tables = (
        [resource for resource in resources if isinstance(resource, dict)]
        if isinstance(resources, list)
        else []
    )
    return {
        str(resource["name"]): rows if isinstance(rows := resource.get("rows"), int) else 0
        for resource in tables
        if resource.get("name") in TABLES
    }


def seal(folder: Path, created: date, title: str | None = None) -> Inspection:
    """Check a folder and, when it is sound, write its ``datapackage.json``.

    Args:
        folder: The register.
        created: Day written into the package.
        title: What the register is called; kept as it was when not given.

    Raises:
        RegisterError: The folder has faults; nothing is written.
    """
    inspection = inspect_register(folder)
    if not inspection.is_usable:
        errors = [fault for fault in inspection.faults if fault.level is FaultLevel.ERROR]
        raise RegisterError.from_faults(folder, errors)
    files = table_files(folder)
    path = package_file(folder)
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ecosystem-register",
        "title": title or _title(folder) or folder.resolve().name,
        "created": f"{created.isoformat()}T00:00:00Z",
        "licenses": [{"name": LICENCE, "title": "Creative Commons Attribution 4.0"}],
        "sources": [{"title": "Each row names its source in the column source."}],
        "ecosystem_schema": schema_version(),
        "resources": [
            {**_resource(name, file, path.parent), "rows": inspection.tables[name]}
            for name, file in files.items()
        ],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    write_at_once(path, text.encode("utf-8"))
    return inspection


def _resource(name: str, file: Path, base: Path) -> dict[str, Any]:
    is_csv = file.suffix == ".csv"
    return {
        "name": name,
        "type": "table",
        "path": file.relative_to(base).as_posix(),
        "format": "csv" if is_csv else "parquet",
        "mediatype": "text/csv" if is_csv else "application/vnd.apache.parquet",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": fingerprint(file),
        "schema": _frictionless(TABLES[name]),
    }


_FRICTIONLESS: Final = {
    Kind.WHOLE: "integer",
    Kind.NUMBER: "number",
    Kind.FLAG: "boolean",
    Kind.DATE: "date",
}


def _frictionless(table: Table) -> dict[str, Any]:
    fields = []
    for use in table.uses:
        column = COLUMNS[use.column]
        field: dict[str, Any] = {
            "name": use.column,
            "type": _FRICTIONLESS.get(column.kind, "string"),
            "description": column.meaning,
        }
        constraints: dict[str, Any] = {}
        if use.is_required:
            constraints["required"] = True
        if listed := words_of(use):
            constraints["enum"] = list(listed)
        if constraints:
            field["constraints"] = constraints
        fields.append(field)
    return {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}


# --- writing -------------------------------------------------------------------------------


def start_register(folder: Path) -> None:
    """Fill an empty folder with the shipped register of Denmark, without its example data."""
    shipped = shipped_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in table_files(shipped).items():
        text, _ = csv_cells(TABLES[name], path)
        if "is_synthetic" in text:
            text = text[text["is_synthetic"].str.lower() != "true"]
            if text.empty and name in {"activities", "participations", "firm_statistics"}:
                continue
        _write_csv(text, folder / f"{name}.csv")
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
            _write_csv(as_text(TABLES[name], frame), home / f"{name}.csv")


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


def _write_csv(text: pd.DataFrame, path: Path) -> None:
    text.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
