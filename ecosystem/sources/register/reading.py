"""The door to a register folder: data is checked here once, and nowhere again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from ecosystem.model.errors import RegisterError
from ecosystem.model.faults import Fault
from ecosystem.model.offers import Offer, Rules, rule_file_of
from ecosystem.model.register import Register
from ecosystem.model.text import printable
from ecosystem.model.vocabulary import FaultLevel
from ecosystem.sources.files.folders import shipped_folder, table_files
from ecosystem.sources.files.shipped import is_addition, resolve_register
from ecosystem.sources.register.editions import Place, read_settled
from ecosystem.sources.register.inferred_positions import infer_positions
from ecosystem.sources.register.inspection import check_tables
from ecosystem.sources.register.opening import (
    OpenTables,
    offer_lines,
    open_tables,
    opened_row_counts,
)
from ecosystem.sources.register.register_rules import read_folder_constants, read_folder_rules
from ecosystem.sources.register.seals import clean_tables, is_sealed, package_title, sealed_rows
from ecosystem.sources.tables.big_tables import memory_copy, read_clean_texts
from ecosystem.sources.tables.thread_tables import ThreadConnection, lazy_frame
from ecosystem.sources.tables.validation import rule_faults

__all__ = ["read_register", "shipped_folder"]


def read_register(folder: Path | str | None = None) -> Register:
    """Read a register: every table it records, checked, and every offer with its rules.

    Args:
        folder: A register folder, or the name of a shipped register: ``"projects"`` is that of
            real projects, ``"denmark"`` or ``None`` that of Denmark. For a folder that has such a
            name write ``"./projects"``, or give a ``Path``.

    Returns:
        The register. A table that is not there is ``None``. An offer whose rules are missing
        or faulty is there and cannot be judged; ``warnings`` tells why.

    Raises:
        UnknownRegisterError: A word that is neither a name nor a folder.
        UnreadableFileError: The folder or a file in it cannot be read at all.
        RegisterError: The tables break their promises; every fault is told.
    """
    home = resolve_register(folder)
    return read_settled(home, lambda place: _read(place, home))


def _read(place: Place, folder: Path) -> Register:
    opened = open_tables(place.folder)
    rules, rule_file_faults = read_folder_rules(place.folder)
    faults = opened.faults
    if _is_checked(place, opened):
        _read_clean_texts(place, opened)
    else:
        faults = faults + check_tables(opened)
    errors = [fault for fault in faults if fault.level is FaultLevel.ERROR]
    if errors:
        raise RegisterError.from_faults(folder, errors)
    faults = faults + rule_file_faults + rule_faults(offer_lines(opened), rules)
    return _register(place, folder, opened, rules, tuple(faults))


def _is_checked(place: Place, opened: OpenTables) -> bool:
    """Return whether the tables stand as they were checked; of an addition, both its parts."""
    if not is_addition(place.home):
        return is_sealed(place.folder, opened.files, place.files)
    parts = (shipped_folder(), place.home)
    return all(is_sealed(part, table_files(part)) for part in parts)


def _read_clean_texts(place: Place, opened: OpenTables) -> None:
    """Read large tables as they stand where the seal says that nothing in them needs cleaning."""
    for name in clean_tables(place.folder) & opened.big.keys():
        read_clean_texts(opened.connection, opened.big[name])


def _register(
    place: Place,
    folder: Path,
    opened: OpenTables,
    rules: Mapping[str, Rules],
    warnings: tuple[Fault, ...],
) -> Register:
    home = place.folder
    tables: dict[str, Any] = {
        name: frame.reset_index(drop=True) for name, frame in opened.small.items()
    }
    for name, big in opened.big.items():
        opened.big[name] = memory_copy(opened.connection, big, opened.files[name])
    sealed = sealed_rows(home)
    drawn = None
    if "actor_positions" not in tables and "actor_positions" not in sealed:
        views = {name: big.typed_view for name, big in opened.big.items()}
        drawn = infer_positions(tables, opened.connection, views)
        tables |= {} if drawn is None else {"actor_positions": drawn}
    rows = opened_row_counts(opened)
    constants, outdated = read_folder_constants(home)
    return Register(
        label=package_title(home) or printable(folder.resolve().name, is_one_line=True),
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


def _lazy_tables(opened: OpenTables) -> dict[str, Any]:
    connection = ThreadConnection(opened.connection)
    tables = {name: lazy_frame(connection, big.typed_view) for name, big in opened.big.items()}
    return {**tables, "into_engine": connection.small_frame}


def _has_synthetic(opened: OpenTables) -> bool:
    if any("is_synthetic" in f and bool(f["is_synthetic"].any()) for f in opened.small.values()):
        return True
    return any(
        opened.connection.execute(
            f"SELECT 1 FROM {big.typed_view} WHERE is_synthetic LIMIT 1"
        ).fetchall()
        for big in opened.big.values()
    )


def _catalogue(offers: pd.DataFrame | None, rules: Mapping[str, Rules]) -> dict[str, Offer]:
    if offers is None:
        return {}
    rows = offers.astype(object).where(offers.notna(), None).to_dict("records")
    return {str(row["offer_id"]): _offer(row, rules) for row in rows}


def _offer(row: Mapping[Any, Any], rules: Mapping[str, Rules]) -> Offer:
    offer_id = str(row["offer_id"])
    offer_rules = rules.get(offer_id) or Rules(
        offer_id=offer_id, source=str(row["source"]), problem=f"{rule_file_of(offer_id)} is missing"
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
