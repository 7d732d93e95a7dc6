"""Damaged files end in a clear error or a faithful read: never in anything else.

Cut-down copies of the shipped files are made, then broken: bytes flipped, cut out, doubled,
swapped, or replaced by what breaks readers. The normal run tries some 60 damages, a thorough one
a thousand and others each time.
"""

import csv
import hashlib
import json
import shutil
import signal
import tempfile
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import collect
from ecosystem.model.tables import TABLES
from ecosystem.model.vocabulary import FaultLevel
from ecosystem.sources.files.folders import shipped_folder, table_files
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.seals import is_sealed, seal
from ecosystem.sources.rules.offers import read_rules_and_faults
from ecosystem.sources.tables.boundaries import read_boundaries
from ecosystem.sources.tables.parquet_tables import arrow_schema
from ecosystem.sources.tables.small_tables import read_small_table
from tests.thorough import IS_THOROUGH, tries

pytestmark = pytest.mark.thorough

TRIES = tries(60, 1000)
SECONDS = 5
"""Work of the processor after which a reader counts as hanging."""
DAY = date(2026, 10, 31)
KEPT = (
    "strength_positions",
    "needs",
    "municipalities",
    "regions",
    "industry_positions",
    "actors",
    "links",
    "offers",
    "activities",
    "participations",
)
PLACES = ("0101", "0400", "0461", "0751", "0851")

NASTY = [
    *(b'"', b'""', b"'", b",", b";", b"\t", b"\n", b"\r", b"\r\n", b"\x00", b"\xff", b"\xfe\xff"),
    *(b"\xef\xbb\xbf", b"\xe6", b"\xed\xa0\x80", b"\xc3\xa6", b"\xf0\x9f\x98\x80", b"\xe2\x80\x8f"),
    *(b"20214-01-01", b"2026-02-30", b"0000-00-00", b"-1", b"1e999", b"NaN", b"inf", b"1,5"),
    *(b"9" * 40, b"0411", b"411", b"=1+1", b"</script><img src=x onerror=alert(1)>", b"$(x)"),
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b"[" * 200,
        b"{" * 200,
        b": ",
        b"- ",
        b"&a ",
        b"*a",
        b"!!python/x ",
        b"<<: ",
    ),
    *(b"null", b"true", b"~", b"{}", b"[]", b"%", b"#", b"\\", b"\\u0000", b"../../etc/passwd"),
]
PARTS = st.one_of(
    st.sampled_from(NASTY),
    st.binary(max_size=12),
    st.text(max_size=12).map(lambda text: text.encode("utf-8", "replace")),
)
SPOTS = st.floats(0, 1, exclude_max=True)
DAMAGES = st.lists(
    st.tuples(
        st.sampled_from(("flip", "put", "replace", "cut", "double", "swap", "end")),
        SPOTS,
        SPOTS,
        st.integers(1, 60),
        PARTS,
    ),
    min_size=1,
    max_size=4,
)


def damaged(content, damages):
    """Break bytes in the ways that were drawn."""
    for kind, here, there, length, part in damages:
        at, to = int(here * len(content)), int(there * len(content))
        match kind:
            case "flip" if content:
                content = (
                    content[:at] + bytes([content[at] ^ (1 << length % 8)]) + content[at + 1 :]
                )
            case "put":
                content = content[:at] + part + content[at:]
            case "replace":
                content = content[:at] + part + content[at + length :]
            case "cut":
                content = content[:at] + content[at + length :]
            case "double":
                content = content[: at + length] + content[at:]
            case "swap":
                first, last = sorted((at, to))
                content = content[last:] + content[first:last] + content[:first]
            case _:
                content = content[:at]
    return content


def cut_down(name, table, kept):
    """Keep the rows of a shipped table that point to nothing outside the cut."""
    targets = {"actors": "actor_id", "municipalities": "municipality_code"}
    for use in TABLES[name].uses:
        if use.refers_to in targets and use.refers_to != name and use.column in table:
            inside = table[use.column].isin(["", *kept[use.refers_to]])
            table = table[inside]
    return table


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A sound register of five municipalities, cut out of the shipped one."""
    folder = tmp_path_factory.mktemp("small")
    shipped = {
        name: pd.read_csv(path, dtype="str", keep_default_na=False)
        for name, path in table_files(shipped_folder()).items()
    }
    actors = shipped["actors"]
    actors = actors[(actors["is_synthetic"] != "true") & (actors["parent_actor_id"] == "")]
    places = shipped["municipalities"]
    places = places[places["municipality_code"].isin(PLACES)]
    wanted = actors["kind"].isin(["cluster", "business_hub"])
    shipped["actors"] = actors[wanted & actors["municipality_code"].isin(["", *PLACES])]
    ids = set(shipped["actors"]["actor_id"])
    shipped["municipalities"] = places.assign(
        hub_id=places["hub_id"].where(places["hub_id"].isin(ids), "")
    )
    kept = {"actors": ids, "municipalities": set(PLACES)}
    offers = shipped["offers"]
    national = offers[offers["provider_actor_id"].isin(ids) & (offers["area"] == "national")]
    shipped["offers"] = national.head(4)
    taken = {
        "actor_id": sorted(ids)[:4],
        "project_id": "",
        "offer_id": list(shipped["offers"]["offer_id"]),
        "role": "participant",
        "start": "2025-02-03",
        "end": "",
        "source": "test",
        "checked": "",
    }
    shipped["participations"] = pd.DataFrame(taken)
    held = {
        "activity_id": ["a-1", "a-2"],
        "actor_id": sorted(ids)[:2],
        "position_id": "",
        "need_id": "",
        "municipality_code": ["0101", ""],
        "is_online": ["false", "true"],
        "date": "2026-05-06",
        "participants": ["12", ""],
        "source": "test",
        "checked": "",
    }
    shipped["activities"] = pd.DataFrame(held)
    for name, table in shipped.items():
        if name not in KEPT:
            continue
        cut_down(name, table, kept).head(15).to_csv(folder / f"{name}.csv", index=False)
    (folder / "rules").mkdir()
    rules = shipped_folder() / "rules"
    for name in ["_constants", *shipped["offers"]["offer_id"]]:
        shutil.copy(rules / f"{name}.yaml", folder / "rules")
    seal(folder, DAY, "Små data")
    return folder


@pytest.fixture(scope="module")
def shapes(tmp_path_factory):
    """Three municipalities of the shipped geometry."""
    path = tmp_path_factory.mktemp("shapes") / "three.geojson"
    whole = json.loads(
        (shipped_folder() / "boundaries" / "municipalities.geojson").read_text("utf-8")
    )
    whole["features"] = sorted(whole["features"], key=lambda f: len(json.dumps(f)))[:3]
    path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    return path


@contextmanager
def in_time():
    """Let no reader work for more than five seconds, nor wait for ever."""
    began = time.process_time()
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, 20 * SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert time.process_time() - began < SECONDS


def _too_long(*_):
    message = "the reader hangs"
    raise AssertionError(message)


def prints(folder):
    """Give the fingerprint of every file of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).digest() for path in files
    }


def attempt(read, *arguments):
    """Read in time; give what was read, or the error that a user is told."""
    with in_time():
        try:
            return read(*arguments), None
        except EcosystemError as error:
            text = str(error)
            assert len(text) > 20
            assert "Traceback" not in text
            return None, error


def hold(share):
    """Try so many of the damages."""
    return settings(
        max_examples=max(5, TRIES * share // 100),
        deadline=None,
        derandomize=not IS_THOROUGH,
        database=None,
        phases=(Phase.explicit, Phase.generate) if IS_THOROUGH else tuple(Phase),
        suppress_health_check=list(HealthCheck),
    )


def errors_of(inspection):
    """Give the faults that are more than warnings."""
    return [fault for fault in inspection.faults if fault.level is FaultLevel.ERROR]


def is_of_one_offer(fault):
    """A faulty rule file makes its offer unjudged; the register opens."""
    return fault.table.startswith("rules") or fault.problem == "the offer has no rules"


def check_folder(folder, *, always_read=True):
    """Hold a damaged register to what is promised of every register; nothing in it changes."""
    before = prints(folder)
    inspection, refused = attempt(inspect_register, folder)
    if inspection is not None and not (inspection.is_usable or always_read):
        assert prints(folder) == before
        return inspection, None
    register, unread = attempt(read_register, folder)
    if register is not None and inspection is not None:
        for name in ("actors", "activities", "participations"):
            lazy = getattr(register, name)
            assert lazy is None or len(collect(lazy)) == inspection.tables[name]
    if refused is None and not is_sealed(folder, table_files(folder)):
        assert unread is None or not inspection.is_usable
        assert unread is not None or all(map(is_of_one_offer, errors_of(inspection)))
    assert prints(folder) == before
    return inspection, register


@contextmanager
def copy_of(folder, *names):
    """Work on a copy that is thrown away: of the whole folder, or of some files."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "register"
        if not names:
            shutil.copytree(folder, copy)
        for name in names:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(folder / name, copy / name)
        yield copy


def test_the_undamaged_files_are_sound(small, shapes):
    """What is broken below was whole before."""
    assert inspect_register(small).faults == ()
    frame, _ = read_boundaries(shapes)
    assert len(frame) == 3


@hold(55)
@given(name=st.sampled_from(KEPT), damages=DAMAGES)
def test_a_damaged_table_is_told_or_read_as_it_stands(small, name, damages):
    """A CSV file alone: rows that are read are the rows that a plain CSV reader finds."""
    with copy_of(small, f"{name}.csv") as folder:
        path = folder / f"{name}.csv"
        path.write_bytes(damaged(path.read_bytes(), damages))
        inspection, register = check_folder(folder, always_read=len(damages) == 1)
        if register is not None and inspection is not None:
            with path.open(newline="", encoding="utf-8-sig") as file:
                lines = [row for row in csv.reader(file) if row]
            assert inspection.tables[name] == len(lines) - 1


@hold(4)
@given(name=st.sampled_from(KEPT), damages=DAMAGES)
def test_a_damaged_table_never_leaves_a_half_sealed_register(small, name, damages):
    """A CSV file among the others: a faulty register keeps its seal, a sound one gets a new one."""
    with copy_of(small) as folder:
        path = folder / f"{name}.csv"
        path.write_bytes(damaged(path.read_bytes(), damages))
        before = prints(folder)
        sealed, _ = attempt(seal, folder, DAY)
        after = prints(folder)
        if sealed is None:
            assert after == before
        else:
            assert sealed.is_usable
            assert is_sealed(folder, table_files(folder))
            assert after.keys() == before.keys()


@hold(15)
@given(data=st.data(), damages=DAMAGES)
def test_a_damaged_rule_file_is_told_and_stops_no_other(small, data, damages):
    """A YAML file: its offer cannot be judged, the others can."""
    rules = sorted(path.name for path in (small / "rules").iterdir())
    name = data.draw(st.sampled_from(rules))
    with copy_of(small, "offers.csv", *(f"rules/{rule}" for rule in rules)) as folder:
        path = folder / "rules" / name
        path.write_bytes(damaged(path.read_bytes(), damages))
        _, register = check_folder(folder)
        read, faults = read_rules_and_faults(folder / "rules")
        assert all(held.problem is None for stem, held in read.items() if stem != path.stem)
        assert all(fault.hint for fault in faults)
        if register is not None:
            assert set(register.catalogue) == set(collect_offers(small))


def collect_offers(folder):
    """Give the offers of an undamaged folder."""
    return read_small_table(TABLES["offers"], folder / "offers.csv")[0]["offer_id"]


@hold(15)
@given(damages=DAMAGES)
def test_damaged_shapes_are_told_or_read(shapes, damages):
    """A GeoJSON file: shapes with codes in Denmark, or the reason why not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.geojson"
        path.write_bytes(damaged(shapes.read_bytes(), damages))
        read, _ = attempt(read_boundaries, path)
        if read is not None:
            assert read[0].index.str.fullmatch("[0-9]{4}").all()
            assert read[0].geometry.notna().all()


@hold(7)
@given(name=st.sampled_from(["actors", "links"]), damages=DAMAGES)
def test_a_damaged_parquet_file_is_told_or_read(small, name, damages):
    """A Parquet file: most damages make it unreadable, and then it says so."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with copy_of(small, f"{name}.csv") as folder:
        frame, _ = read_small_table(TABLES[name], folder / f"{name}.csv")
        table = pa.Table.from_pandas(frame, schema=arrow_schema(name), preserve_index=False)
        path = folder / f"{name}.parquet"
        pq.write_table(table, path)
        (folder / f"{name}.csv").unlink()
        path.write_bytes(damaged(path.read_bytes(), damages))
        check_folder(folder)


@hold(5)
@given(damages=DAMAGES)
def test_a_damaged_package_breaks_the_seal_and_nothing_else(small, damages):
    """``datapackage.json``: the tables are checked again and read."""
    with copy_of(small, "needs.csv", "strength_positions.csv") as folder:
        seal(folder, DAY)
        path = folder / "datapackage.json"
        path.write_bytes(damaged(path.read_bytes(), damages))
        inspection, register = check_folder(folder)
        assert inspection is not None
        assert inspection.faults == ()
        assert register is not None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf\n",
        b"\x00" * 100,
        b'"' * 101,
        b"a" * 10**6,
    ],
)
@pytest.mark.parametrize("name", ["actors.csv", "needs.csv", "rules/_constants.yaml"])
def test_files_of_nothing_or_noise_are_told(small, content, name):
    """Empty, a line end, half a mark, zeros, an open quote, one endless word."""
    with copy_of(small, "needs.csv", name) as folder:
        (folder / name).write_bytes(content)
        check_folder(folder)
