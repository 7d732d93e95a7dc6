"""What is different between two dated registers, as typed rows.

Whether an actor came or merely took a new name is decided in ``analysis/changes``; these are
the words for the outcome.
"""

from datetime import date

from pydantic import Field

from ecosystem.model.records import Record
from ecosystem.model.vocabulary import ChangeKind, ChangeSubject

Cell = str | float | bool | date | None


class CellChange(Record):
    """One cell of a row that is in both registers; ``None`` is an empty cell."""

    column: str
    before: Cell
    after: Cell


class Change(Record):
    """One thing that came, went or changed between two registers."""

    subject: ChangeSubject
    kind: ChangeKind
    key: str = Field(description="Id in the later register; of what went, in the earlier one.")
    name: str
    former_keys: tuple[str, ...] = Field(
        default=(), description="Ids of the actors it took over from, or was called before."
    )
    former_names: tuple[str, ...] = ()
    other_names: tuple[str, ...] = Field(
        default=(), description="Of a tie: the actor it leads to; of a site: whose it is."
    )
    word: str | None = Field(default=None, description="Of a tie or site: its kind.")
    position_ids: tuple[str, ...] = ()
    need_ids: tuple[str, ...] = ()
    municipality_codes: tuple[str, ...] = ()
    cells: tuple[CellChange, ...] = ()
    is_synthetic: bool = False


class RegisterChanges(Record):
    """All that is different between two registers."""

    before: str = Field(description="Label of the earlier register.")
    after: str
    changes: tuple[Change, ...]
    successor_circles: tuple[tuple[str, ...], ...] = Field(
        default=(), description="Actors that are said to succeed each other in a circle."
    )
    newly_recorded: tuple[str, ...] = Field(
        default=(), description="Tables that the earlier register did not have: not news."
    )
    no_longer_recorded: tuple[str, ...] = ()
