"""Pairs of names that people have judged: how many are the same organisation, by likeness."""

from pydantic import Field

from ecosystem.model.records import Record


class JudgedBand(Record):
    """Pairs of names of one band of likeness, some of which two readers have judged."""

    is_linked: bool = Field(description="The import, or a person, made one organisation of them.")
    least_score: int = Field(ge=0, le=100, description="Likeness from which a pair is of the band.")
    pairs: int = Field(ge=1, description="All there were when the sample was drawn.")
    judged: int = Field(ge=0)
    same: int = Field(ge=0, description="Judged to be one organisation.")
