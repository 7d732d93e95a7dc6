"""A register: every validated table and offer of one ecosystem, frozen.

A table that is absent is ``None``: not recorded. A table with no rows is none. The two must
look different wherever they are shown. The four tables that can have millions of rows are lazy
frames; a function reduces them with narwhals expressions and collects a small result. A register
that was read from files may be asked by many threads at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ecosystem.model.errors import NotRecordedError, TooLargeError, UnknownIdError

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd

    from ecosystem.model.faults import Fault
    from ecosystem.model.offers import Constants, Offer

    LazyTable = nw.LazyFrame[Any]


_OUT_OF_MEMORY = "OutOfMemoryException"
"""What the embedded engine raises; no engine is imported here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Every table of one register; their columns are told in ``model/tables.py``."""

    label: str
    """What the register is called on pages and in exports."""
    folder: str
    """The user's folder, for messages."""
    files: str = ""
    """Folder its files were read from: an edition, which nobody changes, or the user's folder."""
    version: str = ""
    """Hash of its contents: the same files give the same one, wherever they lie."""
    strength_positions: "pd.DataFrame | None" = None
    needs: "pd.DataFrame | None" = None
    municipalities: "pd.DataFrame | None" = None
    regions: "pd.DataFrame | None" = None
    landmasses: "pd.DataFrame | None" = None
    crossings: "pd.DataFrame | None" = None
    industry_positions: "pd.DataFrame | None" = None
    actors: "LazyTable | None" = None
    sites: "pd.DataFrame | None" = None
    links: "pd.DataFrame | None" = None
    actor_positions: "pd.DataFrame | None" = None
    offers: "pd.DataFrame | None" = None
    activities: "LazyTable | None" = None
    projects: "pd.DataFrame | None" = None
    participations: "LazyTable | None" = None
    value_sources: "pd.DataFrame | None" = None
    outputs: "pd.DataFrame | None" = None
    finances: "pd.DataFrame | None" = None
    need_answers: "pd.DataFrame | None" = None
    challenges: "pd.DataFrame | None" = None
    board_seats: "pd.DataFrame | None" = None
    actor_years: "pd.DataFrame | None" = None
    system_layers: "pd.DataFrame | None" = None
    actor_layers: "pd.DataFrame | None" = None
    dead_ends: "pd.DataFrame | None" = None
    firm_statistics: "LazyTable | None" = None
    catalogue: "Mapping[str, Offer]" = field(default_factory=dict)
    """Offers with their rules, by offer_id."""
    constants: "Constants | None" = None
    warnings: "tuple[Fault, ...]" = ()
    row_counts: Mapping[str, int] = field(default_factory=dict)
    """Rows of each recorded table."""
    lost_rows: Mapping[str, int] = field(default_factory=dict)
    """Rows that a table had when the folder was last sealed, and has no more."""
    is_drawn: bool = False
    """Which actors are of which position is drawn from their ties: the table is not recorded."""
    is_synthetic: bool = False
    """At least one row is example data."""
    into_engine: "Callable[[pd.DataFrame], LazyTable] | None" = field(
        default=None, repr=False, compare=False
    )
    """Puts a small table where the large ones lie; :func:`lazy_copy` asks it."""


def small_table(register: Register, name: str, question: str) -> "pd.DataFrame":
    """Return a small table; raise when it is not recorded.

    Raises:
        NotRecordedError: The register has no such table.
    """
    table: pd.DataFrame | None = getattr(register, name)
    if table is None:
        raise NotRecordedError.from_table(name, question)
    return table


def big_table(register: Register, name: str, question: str) -> "LazyTable":
    """Return a lazy table; raise when it is not recorded.

    Raises:
        NotRecordedError: The register has no such table.
    """
    table: LazyTable | None = getattr(register, name)
    if table is None:
        raise NotRecordedError.from_table(name, question)
    return table


def lazy_copy(register: Register, table: "pd.DataFrame") -> "LazyTable":
    """Return a small table as a lazy one that can be joined with the register's large tables.

    Args:
        register: The register whose large tables it is to be joined with.
        table: A small table; what is made of it belongs to the thread that asked.
    """
    import narwhals as nw

    if register.into_engine is not None:
        return register.into_engine(table)
    return nw.from_native(table).lazy()


def check_position(register: Register, position_id: str) -> None:
    """Raise when the register does not hold a strength position.

    Raises:
        UnknownIdError: The message names the nearest ones.
    """
    position_ids = small_table(register, "strength_positions", "which positions there are")[
        "position_id"
    ]
    if position_id not in set(position_ids):
        kind = "strength position"
        raise UnknownIdError.from_available(kind, position_id, position_ids)


def check_need(register: Register, need_id: str) -> None:
    """Raise when the register does not hold a need.

    Raises:
        UnknownIdError: The message names the nearest ones.
    """
    need_ids = small_table(register, "needs", "which needs there are")["need_id"]
    if need_id not in set(need_ids):
        kind = "need"
        raise UnknownIdError.from_available(kind, need_id, need_ids)


def collect(table: "LazyTable") -> "pd.DataFrame":
    """Collect a reduced lazy table into pandas, in the house's types.

    Columns that the dictionary knows get its types (an empty cell is missing, a flag is
    ``boolean``, a date ``datetime64[s]``); others keep what the engine gives.

    Raises:
        TooLargeError: It takes more memory than the engine may have.
    """
    from ecosystem.model.columns import COLUMNS, Kind  # noqa: PLC0415

    dtypes = {
        Kind.WHOLE: "Int64",
        Kind.NUMBER: "float64",
        Kind.FLAG: "boolean",
        Kind.DATE: "datetime64[s]",
    }
    is_served = table.implementation.is_spark_like()  # its own way to pandas lags behind pandas
    try:
        frame: pd.DataFrame = (
            table.collect("pyarrow").to_pandas()
            if is_served
            else table.collect("pandas").to_native()
        )
    except Exception as error:
        if type(error).__name__ == _OUT_OF_MEMORY:
            raise TooLargeError.from_engine(error) from error
        raise
    return frame.astype(
        {name: dtypes.get(COLUMNS[name].kind, "str") for name in frame.columns if name in COLUMNS}
    )
