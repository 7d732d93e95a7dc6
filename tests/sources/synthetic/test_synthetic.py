"""Example firms: like Denmark in the whole, like no firm in particular, and always marked."""

import hashlib

import narwhals as nw
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum.dk import cvr

from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import collect
from ecosystem.model.tables import TABLES
from ecosystem.sources.files.folders import shipped_folder, table_files, tables_folder
from ecosystem.sources.register.editions import EDITIONS
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.table_writing import as_text, start_register
from ecosystem.sources.synthetic import synthetic_tables, write_demo
from ecosystem.sources.synthetic.calibration import Country, read_calibration
from ecosystem.sources.synthetic.demo import SHIPPED_FIRMS, SHIPPED_SEED
from ecosystem.sources.synthetic.firms import draw_firms, impossible_cvr, trade_by_place
from ecosystem.sources.synthetic.rows import typed_cells
from ecosystem.sources.tables.small_tables import csv_cells

MADE = ("actors", "links", "activities", "participations")


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    """The shipped register without example rows."""
    folder = tmp_path_factory.mktemp("shipped")
    start_register(folder)
    return Country(read_register(folder), read_calibration())


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A folder with 300 example firms."""
    folder = tmp_path_factory.mktemp("demo") / "register"
    write_demo(folder, 300, seed=7)
    return folder


@pytest.fixture(scope="module")
def rows(country):
    """Example rows around 2,000 firms, as frames."""
    made = synthetic_tables(country, 2000, 3, 4000)
    return {name: typed_cells(table) for name, table in made.items()}


def prints(folder):
    """Give the fingerprint of every file of a folder, but for when each edition was made."""
    files = [path for path in folder.rglob("[!.]*") if path.is_file()]
    files = [path for path in files if EDITIONS not in path.parts]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def test_the_same_seed_gives_the_same_files_byte_for_byte(demo, tmp_path):
    """Two people who make the same example data see the same numbers."""
    write_demo(tmp_path / "again", 300, seed=7)

    assert prints(tmp_path / "again") == prints(demo)


def test_another_seed_gives_other_firms(country):
    """Chance comes from the seed alone."""
    first, second = (synthetic_tables(country, 50, seed, 50)["actors"] for seed in (1, 2))

    assert first["municipality_code"] != second["municipality_code"]


def test_a_second_run_replaces_the_first(demo, tmp_path):
    """Example data is made anew, never piled up."""
    folder = tmp_path / "twice"
    write_demo(folder, 20, seed=7)
    write_demo(folder, 300, seed=7)

    assert prints(folder) == prints(demo)


def test_the_folder_is_a_sound_register_without_a_single_warning(demo):
    """Impossible CVR numbers of example rows are meant to be impossible."""
    inspection = inspect_register(demo)

    assert inspection.faults == ()
    assert read_register(demo).is_synthetic


@pytest.mark.parametrize("name", MADE)
def test_every_row_says_that_it_is_an_example(rows, name):
    """The mark follows each row wherever it is shown."""
    assert rows[name]["is_synthetic"].all()
    assert set(rows[name]["source"]) == {"synthetic: ecosystem demo, seed 3"}


def test_no_number_can_be_a_real_cvr_number(rows):
    """Eight digits, but a leading 0 and a wrong check digit."""
    numbers = rows["actors"]["cvr"]

    assert numbers.is_unique
    assert numbers.str.fullmatch("0[0-9]{7}").all()
    assert not any(cvr.is_valid(number) for number in numbers)


def test_there_are_as_many_impossible_numbers_as_firms_may_be_asked_for():
    """The last number of nine million still has seven digits after the 0."""
    numbers = impossible_cvr(9_000_000)

    assert len(numbers) == 9_000_000
    assert numbers[-1] < 10_000_000


def test_names_are_plainly_examples(rows):
    """Nobody takes one for a firm."""
    assert rows["actors"]["name"].str.fullmatch(r"Eksempelvirksomhed \d{6} \S+").all()


def test_what_is_not_known_is_empty_and_not_zero(rows):
    """Registers have gaps; example data without them would teach the wrong thing."""
    actors = rows["actors"]
    unknown = actors[["employees", "turnover_dkk", "municipality_code"]].isna().mean()

    assert 0.1 < unknown["employees"] < 0.25
    assert 0.8 < unknown["turnover_dkk"] < 0.95
    assert 0 < unknown["municipality_code"] < 0.02
    assert actors.loc[actors["legal_form"] == "ENK", "balance_dkk"].isna().all()
    assert (actors["employees"] == 0).any()


def test_firms_follow_the_people_and_their_trades(country):
    """Of 50,000 firms, Copenhagen has its share of inhabitants and more, hairdressers theirs."""
    places, trades = country.register.municipalities, country.calibration.industries
    firms = draw_firms(country, 50_000, np.random.default_rng(1))
    firm_counts = np.bincount(firms.municipality, minlength=len(places))
    people = places["population"].astype("float64")

    assert np.corrcoef(firm_counts, people)[0, 1] > 0.95
    assert places["municipality_code"][firm_counts.argmax()] == "0101"
    counts = np.bincount(firms.industry, minlength=len(trades)) / 500
    assert np.abs(counts - trades["firms_pct"]).max() < 0.5


def test_expected_firms_keep_the_share_of_each_trade(country):
    """Specialisation moves a trade between places and makes none of it."""
    trades = country.calibration.industries
    expected = trade_by_place(country.register.municipalities, country.calibration)

    assert expected.sum() == pytest.approx(100)
    assert np.allclose(expected.sum(axis=1), trades["firms_pct"])


@pytest.mark.parametrize(
    ("prefix", "nuts3", "least"),
    [("2822", "DK031", 3), ("10", "DK041", 1.3), ("6619", "DK011", 2), ("0311", "DK041", 1.5)],
)
def test_trades_gather_where_they_do(country, prefix, nuts3, least):
    """Robots on Funen, food in Jutland, fintech in Copenhagen: quotients have something to say."""
    places, trades = country.register.municipalities, country.calibration.industries
    expected = trade_by_place(places, country.calibration)
    here = (places["nuts3_code"] == nuts3).to_numpy()
    mine = trades["db07_code"].str.startswith(prefix).to_numpy()
    quotient = (expected[mine][:, here].sum() / expected[mine].sum()) / (
        expected[:, here].sum() / expected.sum()
    )

    assert quotient > least


def test_most_firms_are_small_and_few_are_large(rows):
    """Nine firms in ten have fewer than ten employees, and some have more than fifty."""
    employees = rows["actors"]["employees"].dropna()

    assert 0.85 < (employees < 10).mean() < 0.95
    assert 0.003 < (employees >= 50).mean() < 0.03
    assert 0.28 < (rows["actors"]["legal_form"] == "ENK").mean() < 0.42


def test_firms_from_2025_on_carry_the_new_industry_codes(rows):
    """Older firms keep the old edition until somebody updates them."""
    actors = rows["actors"].dropna(subset=["industry_scheme"])
    is_new = pd.to_datetime(actors["founded"]) >= "2025-01-01"

    assert (actors.loc[is_new, "industry_scheme"] == "DB25").all()
    assert set(actors.loc[~is_new, "industry_scheme"]) == {"DB07", "DB25"}


def test_nobody_takes_part_outside_the_days_of_firm_and_offer(country, rows):
    """A participation begins while the firm exists and the offer is open."""
    shipped_rows = rows["participations"].merge(rows["actors"], on="actor_id")
    offers = country.register.offers.set_index("offer_id")
    start = pd.to_datetime(shipped_rows["start"])
    opened = shipped_rows["offer_id"].map(offers["open_from"])
    ended = shipped_rows["offer_id"].map(offers["open_until"])

    assert len(shipped_rows) == 4000
    assert (start >= pd.to_datetime(shipped_rows["founded"])).all()
    assert not (start > pd.to_datetime(shipped_rows["closed"])).any()
    assert not (start < opened).any()
    assert not (start > ended).any()


def test_nobody_takes_part_outside_the_area_of_an_offer(country):
    """An offer of one hub is used by the firms of that hub."""
    made = synthetic_tables(country, 2000, 3, 4000)
    drawn = draw_firms(country, 2000, np.random.default_rng(3).spawn(5)[0])
    codes = country.register.municipalities["municipality_code"].to_numpy()[drawn.municipality]
    regions = country.register.regions
    used = typed_cells(made["participations"])
    used["home"] = codes[used["actor_id"].str[-7:].astype(int) - 1]
    local = [o for o in country.register.catalogue.values() if o.area and o.area != ("national",)]

    assert local
    for offer in local:
        allowed = set(offer.area)
        inside = regions["region_code"].isin(allowed)
        allowed |= set(regions.loc[inside, "municipality_code"])
        assert set(used.loc[used["offer_id"] == offer.offer_id, "home"]) <= allowed


def test_members_come_mostly_from_the_trades_of_the_position(country, rows):
    """A cluster's example members are firms that could be members."""
    drawn = draw_firms(country, 2000, np.random.default_rng(3).spawn(5)[0])
    links = rows["links"]
    place = links["from_actor_id"].str[-7:].astype(int) - 1
    fits = [
        drawn.positions[position][who] > 0
        for position, who in zip(links["position_id"], place, strict=True)
    ]

    assert len(links) > 100
    assert np.mean(fits) > 0.6


def test_closed_clusters_hold_nothing_and_gain_nobody(country, rows):
    """A cluster that closed in 2022 is not in the example data of 2024."""
    actors = country.register.actors.filter(nw.col("kind") == "cluster")
    closed = set(collect(actors.filter(~nw.col("closed").is_null()))["actor_id"])

    assert closed
    assert not closed & set(rows["activities"]["actor_id"])
    assert not closed & set(rows["links"]["to_actor_id"])


def test_activities_are_online_or_somewhere(rows):
    """What is held online has no municipality; what is not has one."""
    activities = rows["activities"]

    assert (activities["municipality_code"].isna() == activities["is_online"]).all()
    assert 0.1 < activities["is_online"].astype(float).mean() < 0.5
    assert pd.to_datetime(activities["date"]).dt.year.isin([2024, 2025, 2026]).all()


def test_many_rows_are_written_as_parquet_and_read_the_same(country, tmp_path):
    """50,000 rows lie in CSV, one more in Parquet; readers see no difference."""
    write_demo(tmp_path / "many", 400, seed=2, participations=50_001)
    shipped_rows = collect(read_register(tmp_path / "many").participations)
    made = typed_cells(synthetic_tables(country, 400, 2, 50_001)["participations"])

    assert (tmp_path / "many" / "participations.parquet").exists()
    assert not (tmp_path / "many" / "participations.csv").exists()
    assert (tmp_path / "many" / "actors.csv").exists()
    assert inspect_register(tmp_path / "many").faults == ()
    keys = ["actor_id", "offer_id", "role"]
    pd.testing.assert_frame_equal(shipped_rows[keys], made[keys], check_dtype=False)


def test_a_real_register_is_left_alone(tmp_path):
    """Example firms are never mixed into somebody's data."""
    start_register(tmp_path)
    before = prints(tmp_path)

    with pytest.raises(EcosystemError, match="not mixed into real data"):
        write_demo(tmp_path, 10)

    assert prints(tmp_path) == before


@pytest.mark.parametrize(
    ("firms", "seed", "participations"), [(0, 1, 0), (9_000_001, 1, 0), (10, -1, 0), (10, 1, -1)]
)
def test_impossible_numbers_are_refused(tmp_path, firms, seed, participations):
    """The message says what can be asked for, and nothing is written."""
    with pytest.raises(EcosystemError, match="Ask for 1 to 9000000 firms"):
        write_demo(tmp_path / "none", firms, seed, participations)

    assert not (tmp_path / "none").exists()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 40), st.integers(0, 2**32), st.integers(0, 100))
def test_any_number_of_firms_has_keys_of_its_own(country, firms, seed, participations):
    """No key stands twice, whatever is asked for."""
    made = synthetic_tables(country, firms, seed, participations)

    assert made["actors"].num_rows == firms
    assert made["participations"].num_rows <= participations
    for name, table in made.items():
        keys = list(TABLES[name].key)
        assert not typed_cells(table).duplicated(keys).any()


def test_calibration_adds_up_and_names_its_sources():
    """Shares are shares, and every figure says where it is from and how sure it is."""
    calibration = read_calibration()

    assert calibration.industries["firms_pct"].sum() == pytest.approx(100)
    sizes = calibration.sizes.groupby("size_profile")["firms_pct"].sum()
    assert np.allclose(sizes, 100)
    assert np.allclose(calibration.form_shares.sum(), 100)
    for path in sorted((shipped_folder() / "calibration").glob("*.csv")):
        table = pd.read_csv(path)
        assert table["source"].notna().all(), path.name
        assert table["confidence"].isin(["high", "medium", "low"]).all(), path.name


def test_the_shipped_example_rows_are_what_the_generator_makes(country):
    """They are stale when this fails: see data/build/README.md for how they are made anew."""
    files = table_files(shipped_folder())
    made = synthetic_tables(country, SHIPPED_FIRMS, SHIPPED_SEED, SHIPPED_FIRMS)

    for name, table in made.items():
        text, _ = csv_cells(TABLES[name], files[name])
        shipped_rows = text[text["is_synthetic"] == "true"].reset_index(drop=True)
        expected = as_text(TABLES[name], typed_cells(table))[list(shipped_rows.columns)]
        pd.testing.assert_frame_equal(shipped_rows, expected, obj=name)


def test_the_shipped_example_rows_are_light():
    """A clone stays small."""
    assert (tables_folder(shipped_folder()) / "actors.csv").stat().st_size < 1_000_000
