"""What an import carries from a file to a register: records read, names met, rows kept out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from ecosystem.model.records import Record
from ecosystem.model.vocabulary import ActorKind, Role

if TYPE_CHECKING:
    import pandas as pd


class Rejection(Record):
    """Something of a file that was kept out: a whole row, or one name in a list of partners."""

    row: int | None
    """Line in the file, where the header is line 1."""
    problem: str
    hint: str
    value: str | None = None
    column: str | None = None
    file: str | None = None
    part: str = "row"
    """``row``: the whole row is kept out; ``name``: only this name, the rest of the row is used."""

    def __str__(self) -> str:
        """Write the rejection in one line."""
        place = f"line {self.row}" if self.row is not None else "the file"
        place = f"{self.file}, {place}" if self.file else place
        place += f", {self.column}" if self.column else ""
        quoted = "" if self.value is None else f" ({self.value!r})"
        return f"{place}: {self.problem}{quoted}. {self.hint}"


@dataclass(frozen=True, slots=True)
class Mention:
    """An organisation as one row of a source names it."""

    name: str = field(repr=False)
    """Shown in no message: it may be a person's."""
    row: int
    cvr: str | None = None
    pic: str | None = None
    """Number of the organisation in the participant register of the European Commission."""
    country: str | None = None
    """Two letters; not told by every source."""
    postcode: str | None = None
    kind: ActorKind | None = None
    """Kind that the source itself states."""
    website: str | None = None
    is_evident: bool = True
    """Something shows that it is an organisation; else it may be a person, and stays nameless."""
    place: str = ""
    """Where a person finds it in the official file, without saying who it is."""


@dataclass(frozen=True, slots=True)
class Part:
    """What an organisation is to a project."""

    mention: Mention
    role: Role
    note: str | None = None


@dataclass(slots=True)
class ProjectRecord:
    """A project as a source has it: cells of the table ``projects``, and who takes part."""

    row: int
    cells: dict[str, Any]
    parts: list[Part] = field(default_factory=list)
    is_ambiguous: bool = False
    """The title points to two strength positions, so that none is given."""
    is_titled: bool = True
    """The source tells the project's title, not only that there is a project."""


@dataclass(slots=True)
class SourceRecords:
    """Everything read from the files of one source."""

    source: str
    title: str
    """What the column ``source`` says of each row."""
    read: int = 0
    """Rows of data in the files."""
    projects: list[ProjectRecord] = field(default_factory=list)
    rows_of: dict[str, list[str]] = field(default_factory=dict)
    """Project id to the rows (``file:line``) that tell of it, for counting added and updated."""
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    """Reason to rows that were read and left out on purpose, by no fault of theirs."""
    dropped_contacts: int = 0
    """Cells with contact persons that were not read into memory any further."""
    personal_data: dict[str, int] = field(default_factory=dict)
    """Kind of personal data to cells of text it was left out of."""
    cleaned_cells: int = 0
    """Cells of text in which characters were made plain."""


class DoubtfulPair(Record):
    """Two names that may be one organisation; a person decides."""

    name: str
    actor_id: str
    actor_name: str
    rule: str
    score: float


@dataclass(slots=True)
class Batch:
    """Rows for the tables of a register, and what an import says of them."""

    source: str
    title: str
    read: int
    tables: "dict[str, pd.DataFrame]"
    """Typed rows by table. For actors, a row whose id the register holds fills empty cells."""
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    doubtful: list[DoubtfulPair] = field(default_factory=list)
    merged: list[DoubtfulPair] = field(default_factory=list)
    """Names that were merged with an actor written otherwise, by a rule that is told."""
    withdrawn: frozenset[str] = frozenset()
    """Actors whose participation a decision of the user took away from this source's projects."""
    freed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Cells of such actors that an earlier import wrote and that go with the name."""
    kinds: dict[str, int] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)
    dropped_contacts: int = 0
    personal_data: dict[str, int] = field(default_factory=dict)
    participants_without_name: int = 0
    participants_to_decide: int = 0


class ImportReport(BaseModel):
    """What an import read, changed and kept out; the JSON document of ``ecosystem import``."""

    source: str
    read: int
    added: int
    updated: int
    unchanged: int
    rejected: list[Rejection]
    tables: dict[str, int]
    """Rows of each table of the register afterwards."""
    is_dry_run: bool
    into: str
    rows_added: dict[str, int] = {}
    rows_updated: dict[str, int] = {}
    left_out: dict[str, int] = {}
    notes: list[str] = []
    doubtful_pairs: list[DoubtfulPair] = []
    """Pairs this import found, for a person to decide."""
    pending_pairs: int = 0
    """Pairs in the mapping file that nobody has decided."""
    mapping_file: str | None = None
    kinds: dict[str, int] = {}
    """New actors by the rule that told their kind; ``not_known`` where none did."""
    positions: dict[str, int] = {}
    """Projects by the rule that gave them a strength position; ``none`` where none did."""
    dropped_contacts: int = 0
    personal_data_removed: dict[str, int] = {}
    """Cells of text that e-mail addresses, telephone or CPR numbers were left out of, by kind."""
    participants_without_name: int = 0
    """Participations of those who may be persons: counted, their names not kept."""
    participants_to_decide: int = 0
    """Participants without name of whom nobody has said whether they are organisations."""
    participants_file: str | None = None
