"""What is told of the differences between two registers."""

import random
from datetime import date

import pytest

from ecosystem.briefings.changes import brief_changes
from ecosystem.display.wording import say
from ecosystem.model.vocabulary import ChangeKind, ChangeSubject
from tests.analysis.gaps.maker import DAY, complete_register, plant
from tests.builders import a_register

DAYS = (date(2026, 1, 1), date(2026, 7, 1))
PLACES = {
    "municipalities": [
        {"municipality_code": "0751", "name": "Aarhus"},
        {"municipality_code": "0779", "name": "Skive"},
    ],
    "needs": [{"need_id": "finance", "rank": 1, "name_da": "Kapital", "name_en": "Finance"}],
    "strength_positions": [{"position_id": "lyd", "name_da": "Lyd", "name_en": "Sound"}],
}
HUB = {"actor_id": "hub", "kind": "business_hub", "name": "Huset"}
CLUSTER = {"actor_id": "klynge", "kind": "cluster", "name": "Klyngen"}
OFFER = {"offer_id": "o", "kind": "service", "name_da": "Kursus", "need_ids": "finance"}


def told(before, after, language):
    """Every sentence about what changed."""
    registers = [
        a_register(**{**PLACES, "actors": [HUB, CLUSTER], **tables}) for tables in (before, after)
    ]
    briefing = brief_changes(*registers, None)
    return " ".join(say(s, language) for change in briefing.changes for s in change.sentences)


@pytest.mark.parametrize(
    ("table", "row", "cells", "danish", "english"),
    [
        (
            "actors",
            HUB,
            {"municipality_code": ("0751", "0779")},
            "fra Aarhus til Skive",
            "from Aarhus to Skive",
        ),
        (
            "actors",
            HUB,
            {"parent_actor_id": (None, "klynge")},
            "fra ukendt til Klyngen",
            "from unknown to Klyngen",
        ),
        (
            "offers",
            OFFER,
            {"position_ids": (None, "lyd")},
            "fra ukendt til Lyd",
            "from unknown to Sound",
        ),
        (
            "offers",
            OFFER,
            {"area": ("0751", "0751;0779")},
            "fra Aarhus til Aarhus, Skive",
            "from Aarhus to Aarhus, Skive",
        ),
        (
            "offers",
            OFFER,
            {"provider_actor_id": ("hub", "klynge")},
            "fra Huset til Klyngen",
            "from Huset to Klyngen",
        ),
    ],
)
def test_an_adviser_reads_names_and_no_codes(table, row, cells, danish, english):
    """Municipalities, positions and actors are called by their names in both languages."""
    rest = [] if table == "offers" else [CLUSTER]
    (column, (first, second)) = next(iter(cells.items()))
    before, after = ({table: [{**row, column: value}, *rest]} for value in (first, second))

    assert danish in told(before, after, "da")
    assert english in told(before, after, "en")


def test_a_new_site_is_told_with_the_name_of_the_place():
    """The municipality is named, not its code."""
    site = {"site_id": "s", "actor_id": "hub", "municipality_code": "0779", "kind": "office"}

    assert "i kommunen Skive" in told({"sites": []}, {"sites": [site]}, "da")


def coverage_changes(briefing):
    """List the municipalities that came or went, by position and kind of change."""
    return {
        (change.key, change.kind): frozenset(change.municipality_codes)
        for change in (row.change for row in briefing.changes)
        if change.subject is ChangeSubject.COVERAGE
    }


def test_places_that_are_reached_no_longer_are_told_and_the_way_back_as_well():
    """A position's offices and activities that end take their municipalities with them."""
    before, after = complete_register(), complete_register()
    planted = plant(after, "place", random.Random(1))
    days = (DAY, DAY)

    went = coverage_changes(brief_changes(before.register(), after.register(), days))
    came = coverage_changes(brief_changes(after.register(), before.register(), days))

    assert went == {(planted.position, ChangeKind.WENT): planted.codes}
    assert came == {(planted.position, ChangeKind.CAME): planted.codes}
