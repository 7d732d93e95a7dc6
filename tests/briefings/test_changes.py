"""Whatever is different between two registers can be said, in both languages."""

from datetime import date

import pytest

from ecosystem.analysis.changes import COMPARED, PROVENANCE
from ecosystem.briefings.changes import brief_changes
from ecosystem.display.wording import TEXTS, say
from ecosystem.model.columns import COLUMNS, TABLES, Kind
from ecosystem.model.vocabulary import ChangeKind
from tests.builders import a_register

ROWS = {
    "actors": {"actor_id": "hub", "kind": "business_hub", "name": "Hub"},
    "offers": {"offer_id": "talk", "kind": "scheme", "name_da": "Snak", "need_ids": "export"},
    "links": {
        "from_actor_id": "hub",
        "to_actor_id": "clean",
        "kind": "member_of",
        "evidence": "claimed",
    },
    "sites": {
        "site_id": "s",
        "actor_id": "hub",
        "municipality_code": "0101",
        "kind": "headquarters",
    },
    "projects": {"project_id": "p", "title": "Projekt"},
}
VALUES = {
    Kind.TEXT: ("Før", "Efter"),
    Kind.ID: ("first", "second"),
    Kind.IDS: ("first", "first;second"),
    Kind.CODE: ("0101", "0157"),
    Kind.WHOLE: (1, 2),
    Kind.NUMBER: (1.5, 2.5),
    Kind.FLAG: (False, True),
    Kind.DATE: (date(2020, 1, 1), date(2021, 12, 31)),
}
UNTOLD = PROVENANCE | {"site_id", "closed"}
"""Who checked a row is no news, nor is the number of a site or the day of one long closed."""
CELLS = [(name, use) for name in COMPARED for use in TABLES[name].uses]


def values_of(use):
    """Two values that a cell of a column may hold."""
    if use.words is not None:
        return tuple(member.value for member in use.words)[:2]
    return VALUES[COLUMNS[use.column].kind]


@pytest.mark.parametrize(("table", "use"), CELLS, ids=lambda one: getattr(one, "column", one))
@pytest.mark.parametrize("is_empty_before", [False, True])
def test_a_change_of_any_cell_can_be_said(table, use, is_empty_before):
    """An import fills a column that nobody has seen before, or changes it: it is told in words."""
    old, new = values_of(use)
    before, after = (
        a_register(**{table: [{**ROWS[table], use.column: cell}]})
        for cell in (ROWS[table].get(use.column) if is_empty_before else old, new)
    )

    briefing = brief_changes(before, after)

    told = [one for one in briefing.changes if one.change.kind is ChangeKind.CHANGED]
    for language in ("da", "en"):
        assert all(say(one, language) for one in briefing.sentences)
        assert all(say(one, language) for change in briefing.changes for one in change.sentences)
    for one in told:
        name = TEXTS[f"column.{use.column}"][0]
        assert any(say(sentence).startswith(name) for sentence in one.sentences)
    assert briefing.changes or use.column in UNTOLD
