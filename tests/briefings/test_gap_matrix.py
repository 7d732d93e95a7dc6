"""The matrix that gaps are seen in: what a cell counts, and the four looks it can have."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecosystem.analysis.gaps import gap_context, search_of
from ecosystem.briefings.gaps.axes import MatrixQuestion
from ecosystem.briefings.gaps.matrix import brief_cell, brief_matrix, cell_id, cell_of
from ecosystem.briefings.gaps.matrix_records import CellState
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.model.gaps import GapThresholds
from tests.builders import a_register, an_offer

DAY = date(2026, 11, 23)
REGIONS = {"1081": "Region Nordjylland", "1082": "Region Midtjylland"}
TOWNS = {"0779": ("Skive", "1082"), "0751": ("Aarhus", "1082"), "0851": ("Aalborg", "1081")}


def a_country(offers=(), firms=(), without=(), **more):
    """Three municipalities in two regions, two needs, two positions, one cluster."""
    tables = {
        "strength_positions": [
            {"position_id": offer, "name_da": offer.capitalize(), "name_en": offer.capitalize()}
            for offer in ("energi", "lyd")
        ],
        "needs": [
            {"need_id": "finance", "rank": 1, "name_da": "Finansiering", "name_en": "Finance"},
            {"need_id": "skills", "rank": 2, "name_da": "Kompetencer", "name_en": "Skills"},
        ],
        "regions": [
            {
                "municipality_code": code,
                "region_code": region,
                "name": REGIONS[region],
                "valid_from": date(2007, 1, 1),
            }
            for code, (_, region) in TOWNS.items()
        ],
        "municipalities": [
            {
                "municipality_code": code,
                "name": name,
                "hub_id": "hus",
                "latitude": 56.0 + at,
                "longitude": 10.0,
            }
            for at, (code, (name, _)) in enumerate(TOWNS.items())
        ],
        "industry_positions": [
            {
                "scheme": "DB07",
                "code_prefix": "35",
                "position_id": "energi",
                "role": "core",
                "weight": 1.0,
            }
        ],
        "actors": [
            {"actor_id": "klynge", "kind": "cluster", "name": "Klyngen", "is_synthetic": False},
            {"actor_id": "hus", "kind": "business_hub", "name": "Huset", "is_synthetic": False},
            {"actor_id": "ukendt", "name": "En ukendt", "is_synthetic": False},
            *firms,
        ],
        "sites": [],
        "offers": [
            {
                "offer_id": offer.offer_id,
                "provider_actor_id": offer.provider_actor_id,
                "kind": offer.kind,
                "name_da": offer.name_da,
                "need_ids": ";".join(offer.need_ids),
                "area": ";".join(offer.area),
                "channel": offer.channel,
                "checked": offer.checked,
            }
            for offer in offers
        ],
    }
    tables = {name: rows for name, rows in {**tables, **more}.items() if name not in without}
    return a_register({offer.offer_id: offer for offer in offers}, **tables)


def help_from(actor="klynge", need="finance", **stated):
    """An offer used online, open all year, that demands nothing."""
    offer_id = stated.pop("offer_id", f"{actor}.{need}")
    return an_offer(offer_id=offer_id, provider_actor_id=actor, need_ids=(need,), **stated)


def energy_firms(town, many):
    """Firms of the energy position in a town."""
    return [
        {
            "actor_id": f"f{town}{at}",
            "kind": "firm",
            "name": f"Firma {town} {at}",
            "industry_scheme": "DB07",
            "industry_code": "351100",
            "municipality_code": town,
            "is_synthetic": False,
        }
        for at in range(many)
    ]


def searched(register):
    """The search laid out over a register."""
    return search_of(gap_context(register, DAY, GapThresholds()))


def state_of(register, row="finance", column="1082", **question):
    """How one cell reads."""
    return brief_matrix(searched(register), MatrixQuestion(**question)).cells[row][column].state


def test_no_offer_at_all_is_zero_and_without_a_table_of_offers_it_is_no_data():
    """Nobody offers it, and nobody has recorded who offers it, never look alike."""
    assert state_of(a_country()) is CellState.ZERO
    assert state_of(a_country(without=("offers",))) is CellState.NO_DATA


@pytest.mark.parametrize(
    ("limit", "state"), [(1, CellState.ENOUGH), (1.5, CellState.UNDER), (2, CellState.UNDER)]
)
def test_a_cell_is_under_the_limit_when_it_holds_fewer(limit, state):
    """One actor is not fewer than one, and it is fewer than two."""
    assert state_of(a_country([help_from()]), limit=limit) is state


def test_an_offer_whose_channel_nobody_has_recorded_leaves_the_cell_open():
    """Nobody with an office and no word of the channel: it is not known, and so is the gap."""
    register = a_country([help_from(channel=None)], without=("sites",))
    matrix = brief_matrix(searched(register), MatrixQuestion())
    cell = matrix.cells["finance"]["1082"]

    assert cell.state is CellState.NO_DATA
    assert cell.confidence == "not_recorded"
    assert cell.known == 0


def test_an_offer_in_one_region_is_no_offer_in_another():
    """The area of an offer decides where it counts; the town that is left out is named."""
    register = a_country([help_from(area=("0751",))])
    cells = brief_matrix(searched(register), MatrixQuestion()).cells["finance"]

    assert cells["1082"].actors == ("klynge",)
    assert cells["1082"].without == ("Skive",)
    assert cells["1081"].state is CellState.ZERO
    assert cells["1081"].confidence == "unconfirmed"


@pytest.mark.parametrize(
    ("checked", "sure", "fresh"),
    [
        (date(2026, 11, 1), "real", "confirmed"),
        (date(2020, 1, 1), "out_of_date", "out_of_date"),
        (None, "unconfirmed", "never_confirmed"),
    ],
)
def test_a_cell_is_as_sure_as_the_offers_it_was_counted_from(checked, sure, fresh):
    """The offer serves one town whenever somebody confirmed it; only how sure it is differs."""
    cells = brief_matrix(
        searched(a_country([help_from(area=("0751",), checked=checked)])), MatrixQuestion()
    ).cells["finance"]

    assert {column: len(cell.actors) for column, cell in cells.items()} == {"1082": 1, "1081": 0}
    assert {cell.confidence for cell in cells.values()} == {sure}
    assert {cell.freshness for cell in cells.values()} == {fresh}


def test_a_kind_of_actor_counts_its_own_and_an_unknown_kind_leaves_it_open():
    """An offer of an actor of unknown kind may be a hub's: the hub's cell is then not known."""
    sure = a_country([help_from()])
    unsure = a_country([help_from(), help_from("ukendt")])

    assert state_of(sure, column="cluster", columns="kind", limit=1) is CellState.ENOUGH
    assert state_of(sure, column="business_hub", columns="kind") is CellState.ZERO
    assert state_of(unsure, column="business_hub", columns="kind") is CellState.NO_DATA


def test_per_1000_firms_counts_actors_over_firms_and_says_where_it_cannot():
    """Four firms and one actor are 250 per 1,000; two firms are too few to tell."""
    firms = [*energy_firms("0751", 4), *energy_firms("0851", 2)]
    register = a_country([help_from()], firms)
    question = MatrixQuestion(shown="per_1000", position_id="energi")
    matrix = brief_matrix(searched(register), question)

    assert matrix.cells["finance"]["1082"].value == 250
    assert matrix.cells["finance"]["1081"].value is None
    assert matrix.cells["finance"]["1081"].state is CellState.NO_DATA
    assert matrix.without_rate == ("Region Nordjylland",)


def test_without_firms_nothing_is_told_per_1000_and_zero_stays_zero():
    """No firm is recorded: a count over nothing is not zero, but no actor is."""
    matrix = brief_matrix(
        searched(a_country([help_from()])), MatrixQuestion(shown="per_1000", limit=5)
    )

    assert not matrix.has_firms
    assert matrix.cells["finance"]["1082"].state is CellState.NO_DATA
    assert matrix.cells["skills"]["1082"].state is CellState.ZERO


@pytest.mark.parametrize(
    "question",
    [
        {"limit": -1},
        {"rows": "kind", "columns": "kind"},
        {"rows": "region", "columns": "municipality"},
        {"columns": "municipality", "municipality_codes": tuple(TOWNS) * 5},
    ],
)
def test_a_question_without_an_answer_is_refused(question):
    """A negative limit, the same axis twice, places by places, more than twelve columns."""
    with pytest.raises(EcosystemError):
        brief_matrix(searched(a_country()), MatrixQuestion(**question))


def test_municipalities_are_those_with_the_most_firms_or_those_chosen():
    """Twelve at most; a chosen one that does not exist is refused with those that do."""
    search = searched(a_country(firms=energy_firms("0851", 2)))
    two_towns = MatrixQuestion(columns="municipality", municipality_codes=("0751", "0779"))

    assert list(brief_matrix(search, MatrixQuestion(columns="municipality")).columns) == [
        "0779",
        "0851",
        "0751",
    ]
    assert list(brief_matrix(search, two_towns).columns) == ["0779", "0751"]
    with pytest.raises(UnknownIdError):
        brief_matrix(search, two_towns.model_copy(update={"municipality_codes": ("0411",)}))


def test_a_cell_opens_to_the_rows_it_is_counted_from():
    """Actor, offer, how many municipalities, source; the cell in the matrix is the same."""
    search = searched(a_country([help_from(area=("0751",)), help_from("hus")]))
    question = MatrixQuestion()
    cell = brief_cell(search, question, "finance", "1082")

    assert cell.cell == brief_matrix(search, question).cells["finance"]["1082"]
    assert [(row.actor, row.municipalities) for row in cell.offers] == [
        ("Huset", 2),
        ("Klyngen", 1),
    ]
    assert {row.source for row in cell.offers} == {"https://example.dk"}
    assert cell.municipality_codes == ("0751", "0779")
    assert cell.place_code == "1082"


def test_a_cell_is_found_again_by_its_name():
    """A kept cell opens again, also of a municipality; one that is gone does not."""
    search = searched(a_country([help_from()]))
    question = MatrixQuestion()
    towns = question.model_copy(update={"columns": "municipality", "municipality_codes": ("0779",)})
    identifier = cell_id(towns, "finance", "0779")

    assert cell_of(search, identifier, question).column_name == ("Skive", "Skive")
    assert cell_of(search, identifier.replace("0779", "0411"), question) is None
    assert cell_of(search, identifier, question.model_copy(update={"position_id": "lyd"})) is None
    assert cell_of(search, "actor:lyd:-:cluster", question) is None


ANY_OFFER = st.builds(
    help_from,
    actor=st.sampled_from(["klynge", "hus", "ukendt"]),
    need=st.sampled_from(["finance", "skills"]),
    area=st.sampled_from([("national",), ("0751",), ("0851", "0779")]),
    channel=st.sampled_from(["online", "local", None]),
)


@given(st.lists(ANY_OFFER, unique_by=lambda offer: offer.offer_id, max_size=4), st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_adding_an_offer_never_lowers_a_count_and_zero_is_only_said_when_sure(offers, data):
    """Removing a row never makes more actors, and a zero is never merely not recorded."""
    fewer = offers[: data.draw(st.integers(0, len(offers)))]
    full, part = (
        brief_matrix(searched(a_country(catalogue)), MatrixQuestion()).cells
        for catalogue in (offers, fewer)
    )
    for row, cells in full.items():
        for column, cell in cells.items():
            assert set(part[row][column].actors) <= set(cell.actors)
            assert (cell.state is CellState.ZERO) <= (cell.confidence != "not_recorded")
            assert (cell.state is CellState.ENOUGH) == (cell.confidence is None)
