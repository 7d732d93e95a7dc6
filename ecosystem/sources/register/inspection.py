"""Check every table and rule of a register folder, and list all faults at once.

Small tables and large ones are held to the dictionary of columns, all of them to each other, and
the rules, constants, limits and ways to what they name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.errors import RuleError
from ecosystem.model.faults import Fault
from ecosystem.model.offers import Rules
from ecosystem.model.tables import TABLES
from ecosystem.model.vocabulary import FaultLevel
from ecosystem.sources.files.folders import rules_folder, table_files, unread_tables
from ecosystem.sources.register.editions import read_settled
from ecosystem.sources.register.opening import (
    OpenTables,
    offer_lines,
    open_tables,
    opened_row_counts,
)
from ecosystem.sources.register.register_rules import read_folder_constants, read_folder_rules
from ecosystem.sources.rules.analysis_settings import read_analysis_settings
from ecosystem.sources.rules.offers import WAYS_FILE, read_ways
from ecosystem.sources.rules.thresholds import read_thresholds
from ecosystem.sources.tables.big_table_checks import check_cells
from ecosystem.sources.tables.big_tables import BigTable, has_clean_texts, parquet_copy
from ecosystem.sources.tables.column_rules import frame_faults
from ecosystem.sources.tables.small_tables import MISSING_COLUMN
from ecosystem.sources.tables.unread_rows import with_file_lines
from ecosystem.sources.tables.validation import cross_faults, rule_faults, way_faults

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Inspection:
    """What ``validate`` tells of a folder: rows of each table, and every fault."""

    tables: dict[str, int]
    """A table whose file cannot be read is left out: how many rows it has is not known."""
    faults: tuple[Fault, ...]
    clean: frozenset[str] = frozenset()
    """Parquet tables without a fault whose texts are read just as they stand in the file."""

    @property
    def is_usable(self) -> bool:
        """No fault but warnings."""
        return all(fault.level is FaultLevel.WARNING for fault in self.faults)


def inspect_register(folder: Path | str) -> Inspection:
    """Check every table and rule of a folder, sealed or not, and tell all faults at once.

    Raises:
        UnreadableFileError: The folder holds no register at all.
    """
    return read_settled(Path(folder), lambda place: _inspect(place.folder))


def _inspect(home: Path) -> Inspection:
    files = table_files(home)
    unreadable: list[Fault] = []
    opened = open_tables(home, unreadable)
    rules, rule_file_faults = read_folder_rules(home)
    faults = unreadable + opened.faults + rule_file_faults + check_tables(opened)
    faults += rule_faults(offer_lines(opened), rules)
    faults += _constants_faults(home) + _limits_faults(home)
    faults += _way_faults(home, opened, rules) + _unread(home)
    order = {name: place for place, name in enumerate([*TABLES, "rules"])}
    faults.sort(key=lambda f: (f.level is FaultLevel.WARNING, order.get(f.table, 99), f.row or 0))
    rows = opened_row_counts(opened)
    with_faults = {fault.table for fault in faults}
    clean = frozenset(
        name
        for name, big in opened.big.items()
        if name not in with_faults and has_clean_texts(opened.connection, big)
    )
    return Inspection({name: rows[name] for name in files if name in rows}, tuple(faults), clean)


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


def check_tables(opened: OpenTables) -> list[Fault]:
    """Check every cell, key and reference; cells whose form is at fault are not told twice."""
    cells_with_faults = {(fault.table, fault.row, fault.column) for fault in opened.faults}
    faults: list[Fault] = []
    for name, frame in opened.small.items():
        table_faults = frame_faults(opened.connection, TABLES[name], frame)
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
    """Return table and column of each column that is not there: its cells are not empty too."""
    return {(f.table, str(f.column)) for f in faults if f.problem == MISSING_COLUMN}


def _key_of(name: str) -> set[tuple[str, str]]:
    return {(name, column) for column in TABLES[name].key}


def _cells_of(fault: Fault) -> set[tuple[str, str]]:
    return {(fault.table, column) for column in (fault.column or "").split(", ")}


def _by_line(opened: OpenTables, faults: Sequence[Fault]) -> list[Fault]:
    """Number faults of large tables by the line of the file."""
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


def _way_faults(home: Path, opened: OpenTables, rules: Mapping[str, Rules]) -> list[Fault]:
    """List what the folder's own ways lead to and is not there; the shipped ones may."""
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


def _actors_of(opened: OpenTables, actor_ids: list[str]) -> set[str]:
    """Return those actors that the folder records."""
    if (actors := opened.big.get("actors")) is None:
        return set()
    query = f"SELECT actor_id FROM {actors.typed_view} WHERE actor_id IN (SELECT unnest(?))"
    return {row[0] for row in opened.connection.execute(query, [actor_ids]).fetchall()}


def _constants_faults(home: Path) -> list[Fault]:
    try:
        return read_folder_constants(home)[1]
    except RuleError as error:
        return list(error.faults)


def _limits_faults(home: Path) -> list[Fault]:
    """List the faults of the folder's own limits of gaps and settings of the theme analysis."""
    faults: list[Fault] = []
    for read in (read_thresholds, read_analysis_settings):
        try:
            read(home)
        except RuleError as error:
            faults += error.faults
    return faults
