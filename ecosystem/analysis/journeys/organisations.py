"""Organisations: actors with one CVR number are one; an actor without a number is one by itself."""

from typing import TYPE_CHECKING

import narwhals as nw

from ecosystem.model.register import Register, big_table

if TYPE_CHECKING:
    from ecosystem.model.register import LazyTable


def numbered_actors(register: Register, question: str) -> "LazyTable":
    """Return the actors, each with the number of its organisation.

    The number is the place among the register's organisations, from 1, in the order of CVR numbers
    and ids: equal numbers are one organisation. Whole numbers are compared and sorted where texts
    would take several times the memory.

    Args:
        register: The register.
        question: What is asked, for the message where there are no actors.

    Returns:
        The columns of ``actors``, and ``organisation``.

    Raises:
        NotRecordedError: The register records no actors.
    """
    known = nw.coalesce(nw.col("cvr"), nw.col("actor_id"))
    keyed = big_table(register, "actors", question).with_columns(organisation_key=known)
    number = nw.col("organisation_key").rank("dense").cast(nw.Int32)
    return keyed.with_columns(organisation=number).drop("organisation_key")
