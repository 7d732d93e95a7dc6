"""Mailboxes and telephones are an office's, and a source names a value that is there."""

import pytest

from ecosystem.model.vocabulary import FaultLevel
from ecosystem.sources.register.inspection import inspect_register
from tests.sources.import_builders import a_folder


def _faults(folder, *actors, **tables):
    home = a_folder(folder, [{"source": "egen side", **actor} for actor in actors], **tables)
    return {(f.table, f.row, f.column): f for f in inspect_register(home).faults}


@pytest.mark.parametrize(
    ("column", "cell", "level"),
    [
        ("mailbox", "kontakt@lunde.dk", None),
        ("mailbox", "lunde@lunde.dk", None),
        ("mailbox", "jens@lunde.dk", FaultLevel.ERROR),
        ("mailbox", "j.hansen@lunde.dk", FaultLevel.ERROR),
        ("mailbox", "info@lunde.dk; post@lunde.dk", FaultLevel.WARNING),
        ("mailbox", "lunde.dk", FaultLevel.WARNING),
        ("telephone", "+45 12345678", None),
        ("telephone", "12 34 56 78", None),
        ("telephone", "ring til os", FaultLevel.WARNING),
        ("telephone", "12345678 / 87654321", FaultLevel.WARNING),
    ],
)
def test_what_reaches_an_office_is_let_in_and_what_may_be_a_person_is_refused(
    tmp_path, column, cell, level
):
    """A person's address keeps the register from being read; a slip of form is told."""
    actor = {"actor_id": "lunde", "kind": "association", "name": "Lunde", column: cell}

    faults = _faults(tmp_path, actor)

    fault = faults.get(("actors", 2, column))
    assert (fault and fault.level) == level
    assert fault is None or "jens" not in fault.value


def test_a_firm_owned_by_a_person_has_no_mailbox_and_no_telephone(tmp_path):
    """A sole proprietor is a person: even a kontakt@ of the firm is that person's."""
    firm = {"kind": "firm", "mailbox": "kontakt@firma.dk", "telephone": "+45 12345678"}

    faults = _faults(
        tmp_path,
        {"actor_id": "lunde", "name": "Lunde", "legal_form": "ENK", **firm},
        {"actor_id": "birk", "name": "Birk", "legal_form": "ApS", **firm},
    )

    assert set(faults) == {("actors", 2, "mailbox"), ("actors", 2, "telephone")}
    assert {f.level for f in faults.values()} == {FaultLevel.ERROR}


def test_a_source_of_a_value_names_a_table_a_row_and_a_column_that_are_there(tmp_path):
    """All at once, each with the cell that is wrong; no cell is read as a part of the question."""
    right = {"table": "actors", "key": "birk", "column": "mailbox", "method": "own_page"}
    wrong = (
        *({"table": "actor"}, {"key": "brik"}, {"column": "mail"}, {"method": "hearsay"}),
        *({"table": "o'brien"}, {"key": "o'brien"}, {"column": "x' OR '1'='1"}),
    )
    sources = [{**right, **cells, "source": f"side {n}"} for n, cells in enumerate(({}, *wrong))]
    actor = {"actor_id": "birk", "name": "Birk", "mailbox": "kontakt@birk.dk"}

    faults = _faults(tmp_path, actor, value_sources=sources)

    assert set(faults) == {
        ("value_sources", 3, "table"),
        ("value_sources", 4, "key"),
        ("value_sources", 5, "column"),
        ("value_sources", 6, "method"),
        ("value_sources", 7, "table"),
        ("value_sources", 8, "key"),
        ("value_sources", 9, "column"),
    }
