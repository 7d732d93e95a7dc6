"""Bases of the frozen records that the package passes from room to room."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A record that is never changed; :meth:`model_copy` makes another."""

    model_config = ConfigDict(frozen=True)


class StrictRecord(Record):
    """A record read from a file or a form: a field it does not know is an error, not left out."""

    model_config = ConfigDict(extra="forbid")


class AliasedRecord(Record):
    """A record whose JSON has field names that Python keeps for itself, such as ``from``."""

    model_config = ConfigDict(populate_by_name=True)
