"""What is not recorded is told as such: no crash, no zero, no advice on nothing.

Each table of a small register is taken away in turn, then each column that may be empty is
emptied, then every day is moved to either side of the day asked about.
"""

from datetime import date

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.actors.actor import brief_actor
from ecosystem.briefings.actors.listing import ActorFilter, list_actors
from ecosystem.briefings.overview import brief_overview
from ecosystem.display.tables import actor_counts, actor_rows, link_rows, participation_rows
from ecosystem.display.wording import say
from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.errors import NotRecordedError, UnknownIdError
from ecosystem.model.tables import TABLES
from ecosystem.model.vocabulary import ActorKind, Freshness
from tests.builders import a_register, an_offer

TODAY = date(2026, 11, 23)
CODES = ("0751", "0779")
ROWS = {
    "strength_positions": [
        {"position_id": "energi", "name_da": "Energi", "name_en": "Energy", "status": "strength"},
        {"position_id": "lyd", "name_da": "Lyd", "name_en": "Sound", "status": "emerging"},
    ],
    "needs": [
        {
            "need_id": "finance",
            "rank": 1,
            "band": "medium",
            "name_da": "Kapital",
            "name_en": "Finance",
        }
    ],
    "municipalities": [
        {
            "municipality_code": code,
            "name": f"By {code}",
            "hub_id": "hub",
            "nuts3_code": "DK042",
            "latitude": 56.0,
            "longitude": 9.0,
        }
        for code in CODES
    ],
    "regions": [
        {
            "region_code": "1082",
            "municipality_code": code,
            "valid_from": "2007-01-01",
            "valid_to": "2026-12-31",
            "name": "Midtjylland",
        }
        for code in CODES
    ],
    "industry_positions": [
        {
            "scheme": "DB07",
            "code_prefix": "35",
            "position_id": "energi",
            "role": "core",
            "weight": 1.0,
            "valid_from": "2020-01-01",
        }
    ],
    "actors": [
        {
            "actor_id": "klynge",
            "kind": "cluster",
            "name": "Klyngen",
            "municipality_code": "0751",
            "checked": "2026-01-01",
            "parent_actor_id": "uni",
        },
        {"actor_id": "hub", "kind": "business_hub", "name": "Huset", "municipality_code": "0779"},
        {"actor_id": "uni", "kind": "knowledge_institution", "name": "Universitetet"},
        {"actor_id": "alene", "kind": "knowledge_institution", "name": "Skolen"},
        {
            "actor_id": "firma",
            "kind": "firm",
            "name": "Firmaet",
            "cvr": "12345674",
            "municipality_code": "0779",
            "industry_code": "351100",
            "industry_scheme": "DB07",
            "legal_form": "ENK",
            "founded": "2020-01-01",
        },
        {
            "actor_id": "eksempel",
            "kind": "firm",
            "name": "Eksemplet",
            "industry_code": "351100",
            "industry_scheme": "DB07",
            "is_synthetic": True,
        },
    ],
    "sites": [
        {
            "site_id": "s",
            "actor_id": "klynge",
            "municipality_code": "0779",
            "kind": "office",
            "valid_from": "2020-01-01",
            "checked": "2026-01-01",
        }
    ],
    "links": [
        {
            "from_actor_id": "firma",
            "to_actor_id": "klynge",
            "kind": "member_of",
            "position_id": "energi",
            "evidence": "member",
            "valid_from": "2021-01-01",
            "valid_to": "2027-01-01",
            "checked": "2026-01-01",
        }
    ],
    "actor_positions": [
        {
            "actor_id": "klynge",
            "position_id": "energi",
            "role": "designated_cluster",
            "valid_from": "2021-01-01",
            "valid_to": "2028-12-31",
        }
    ],
    "offers": [
        {
            "offer_id": "o",
            "provider_actor_id": "hub",
            "kind": "scheme",
            "name_da": "Lån",
            "need_ids": "finance",
            "position_ids": "energi",
            "open_until": "2026-12-31",
        }
    ],
    "projects": [
        {
            "project_id": "p",
            "title": "Vind",
            "lead_actor_id": "klynge",
            "position_id": "energi",
            "start": "2024-01-01",
            "end": "2027-01-01",
        }
    ],
    "participations": [
        {"actor_id": "firma", "project_id": "p", "role": "partner", "start": "2024-01-01"},
        {"actor_id": "eksempel", "offer_id": "o", "role": "participant"},
    ],
}
RESTS_ON = {
    "overview.thing.cluster": {"strength_positions", "actor_positions"},
    "overview.thing.places": {"municipalities"},
    "overview.thing.alone": {"links"},
    "overview.thing.needs": {"needs", "offers"},
    "overview.thing.closing": {"offers"},
}
"""Tables without which a finding cannot be told."""


def the_register(rows):
    """A register of some tables, with the one offer where offers are recorded."""
    offer = an_offer(
        offer_id="o",
        provider_actor_id="hub",
        need_ids=("finance",),
        position_ids=("energi",),
        open_until=date(2026, 12, 31),
    )
    return a_register(catalogue={"o": offer} if "offers" in rows else {}, **rows)


FILTERS = (
    {},
    {"kind": ActorKind.FIRM.value},
    {"search": "energi"},
    {"place_code": "0779"},
    {"place_code": "1082"},
    {"position_id": "energi"},
    {"position_id": "energi", "is_user": True},
    {"is_alone": True},
    {"freshness": tuple(Freshness), "without_examples": True},
)


PARTS = ({}, {"position_id": "energi"}, {"region_code": "1082"})


class Answers:
    """What a register answers on a day; a question it says it does not record is left out."""

    def __init__(self, rows, filters=FILTERS, actors=ROWS["actors"], parts=PARTS):
        self.register = the_register(rows)
        self.day = OnDay(self.register, TODAY)
        self.lists = {
            number: answer
            for number, filter_values in enumerate(filters)
            if (answer := self.ask(list_actors, ActorFilter(**filter_values)))
        }
        self.cards = [
            card for row in actors if (card := self.ask(brief_actor, row["actor_id"], first=True))
        ]
        parts_recorded = [part for part in parts if self.knows(part)]
        self.overviews = [b for part in parts_recorded if (b := self.ask(brief_overview, **part))]
        self.filters = filters

    def knows(self, part):
        """The table that an id of a filter stands in is recorded."""
        table = {"position_id": "strength_positions", "region_code": "regions"}
        return all(getattr(self.register, table[name]) is not None for name in part)

    def ask(self, question, *arguments, first=False, **part):
        """Ask; ``None`` where the register says that it does not record or know what is needed."""
        order = (*arguments, TODAY) if first else (TODAY, *arguments)
        try:
            return question(self.register, *order, **part, day=self.day)
        except (NotRecordedError, UnknownIdError):
            return None

    @property
    def rows(self):
        """Every line of every list."""
        return [row for answer in self.lists.values() for row in answer.actors]

    @property
    def findings(self):
        """Keys of the sentences that say what to look at."""
        return {p.sentence.key for briefing in self.overviews for p in briefing.things}

    def say(self):
        """Say everything in both languages."""
        for language in ("da", "en"):
            for number, answer in self.lists.items():
                actor_rows(answer.actors, {}, language)
                actor_filter = ActorFilter(**self.filters[number])
                assert "{" not in " ".join(actor_counts(answer, actor_filter, language))
            for card in self.cards:
                link_rows(card.links or (), language)
                participation_rows(card.participations or (), language)
            for briefing in self.overviews:
                for priority in briefing.things:
                    assert "{" not in say(priority.sentence, language) + say(
                        priority.rule, language
                    )
        return self


def test_the_whole_register_answers_everything():
    """Nothing is missing, so no question is refused, and each finding is told at least once."""
    answers = Answers(ROWS).say()

    assert len(answers.lists) == len(FILTERS)
    assert len(answers.cards) == len(ROWS["actors"])
    assert len(answers.overviews) == 3
    for finding in RESTS_ON:
        assert any(key.startswith(finding) for key in answers.findings), finding


@pytest.mark.parametrize("table", ROWS)
def test_a_table_that_is_absent_gives_no_number_and_no_advice(table):
    """Its figures are ``None``, never 0, and no finding rests on it."""
    answers = Answers({n: rows for n, rows in ROWS.items() if n != table}).say()
    rows, cards, overviews = answers.rows, answers.cards, answers.overviews

    if table == "actors":
        assert (rows, cards, overviews) == ([], [], [])
        return
    for finding, tables in RESTS_ON.items():
        assert table not in tables or not any(k.startswith(finding) for k in answers.findings)
    assert ({row.links for row in rows} == {None}) is (table == "links")
    assert ({card.links for card in cards} == {None}) is (table == "links")
    assert ({briefing.links for briefing in overviews} == {None}) is (table == "links")
    assert ({row.projects for row in rows} == {None}) is (table == "participations")
    assert ({card.participations for card in cards} == {None}) is (table == "participations")
    is_use_unknown = table in {"participations", "offers", "strength_positions"}
    assert ({row.is_user for row in rows} == {None}) is is_use_unknown
    assert ({card.sites for card in cards} == {None}) is (table == "sites")
    assert ({card.offers for card in cards} == {None}) is (table == "offers")
    assert ({b.presence for b in overviews} == {None}) is (table == "municipalities")
    looked_at = {name for tables in RESTS_ON.values() for name in tables}
    assert {b.not_recorded for b in overviews} == {(table,) if table in looked_at else ()}


@pytest.mark.parametrize("table", ROWS)
def test_a_table_without_rows_is_none_and_not_unknown(table):
    """Nobody has ties: 0, not "not recorded"."""
    answers = Answers({**ROWS, table: []}, FILTERS[:1], ROWS["actors"][:1], PARTS[:1]).say()

    assert None not in {row.links for row in answers.rows}
    assert None not in {row.projects for row in answers.rows}
    assert {briefing.not_recorded for briefing in answers.overviews} == {()}


SHORT = {"filters": FILTERS[5:7], "actors": ROWS["actors"][:1], "parts": PARTS[1:2]}
EMPTIED = [(name, use.column) for name in ROWS for use in TABLES[name].uses if not use.is_required]


@pytest.mark.parametrize("table", ROWS)
def test_columns_that_are_empty_stop_nothing(table):
    """All columns of a table that may be empty, emptied at once."""
    empty = {column for name, column in EMPTIED if name == table}
    emptied = [{k: v for k, v in row.items() if k not in empty} for row in ROWS[table]]
    answers = Answers({**ROWS, table: emptied}).say()

    assert answers.overviews


@pytest.mark.slow
@pytest.mark.parametrize(("table", "column"), EMPTIED)
def test_a_column_that_is_empty_stops_nothing(table, column):
    """Every question is still answered, in both languages."""
    emptied = [{k: v for k, v in row.items() if k != column} for row in ROWS[table]]
    answers = Answers({**ROWS, table: emptied}, **SHORT).say()

    assert (len(answers.lists), len(answers.cards), len(answers.overviews)) == (2, 1, 1)


DATED = [
    (name, use.column)
    for name in ROWS
    for use in TABLES[name].uses
    if COLUMNS[use.column].kind is Kind.DATE and use.column != "checked"
]


FAR = [pytest.param(day, marks=pytest.mark.slow) for day in ("1900-01-01", "2099-12-31")]


@pytest.mark.parametrize("moved", ["2026-11-24", *FAR])
@pytest.mark.parametrize(("table", "column"), DATED)
def test_any_day_in_a_column_stops_nothing(table, column, moved):
    """Long ago, tomorrow and far ahead: a question is answered or says what is not recorded."""
    rows = [{**row, column: moved} for row in ROWS[table]]
    answers = Answers({**ROWS, table: rows}, **{**SHORT, "filters": ()})

    assert (len(answers.cards), len(answers.overviews)) == (1, 1)
