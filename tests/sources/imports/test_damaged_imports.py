"""Damaged files: every one gives a clear error or a faithful read, never a traceback.

Damage is done to the bytes of small files in the genuine form of each source. Most of the walk is
run for every damaged file (reading, and matching names to actors); the whole import into a folder
for a few.
"""

import random
import re
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecosystem.model.errors import EcosystemError
from ecosystem.model.text import cleaned
from ecosystem.sources.imports.cordis import read_cordis
from ecosystem.sources.imports.importing import import_files
from ecosystem.sources.imports.structural_funds import read_structural_funds
from ecosystem.sources.imports.table_file import read_table_file
from ecosystem.sources.matching.actor_matching import match
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.register.seals import seal
from tests.sources.import_builders import (
    FUNDS_2007,
    FUNDS_2014,
    ORGANISATIONS,
    PROJECTS,
    a_folder,
    all_bytes,
)
from tests.thorough import tries

pytestmark = pytest.mark.thorough

NOTE = 1
"""Place of the column that may run over several lines."""
MANY = tries(40, 1000)
LONGEST_SECONDS = 5.0
TABLE = (
    "actor_id;name;kind;municipality_code;employees;founded;source\r\n"
    "lunde;Lunde på Ærø;firm;0851;12,5;03.02.2001;mig\r\n"
    '"oester";"Øster ""og"" Søn";;411;1.234,5;;mig\r\n'
).encode()


def _funds(path: Path) -> None:
    records = read_structural_funds([path])
    match([part.mention for project in records.projects for part in project.parts], [])


def _cordis(path: Path) -> None:
    records = read_cordis([path])
    match([part.mention for project in records.projects for part in project.parts], [])


def _table(path: Path) -> None:
    read_table_file(path, "actors")


def _sheet_bytes(tmp: Path) -> bytes:
    """The bytes of a workbook, the same in every run: without the time it was saved at."""
    book = openpyxl.Workbook()
    for row in (["actor_id", "name", "employees", "source"], ["lunde", "Lunde", 3, "mig"]):
        book.active.append(row)
    book.save(tmp / "good.xlsx")
    with ZipFile(tmp / "good.xlsx") as saved, ZipFile(tmp / "timeless.xlsx", "w") as timeless:
        for name in saved.namelist():
            part = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2026-01-01T00:00:00Z", saved.read(name))
            timeless.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return (tmp / "timeless.xlsx").read_bytes()


def _refusal(reader: Callable[[Path], None], path: Path) -> str | None:
    """The words a file is refused with; ``None`` when it is read. Any other error is a failure."""
    try:
        reader(path)
    except EcosystemError as error:
        return str(error)
    return None


READERS: dict[str, tuple[Callable[[Path], None], Callable[[Path], bytes]]] = {
    "funds_2007.csv": (_funds, lambda tmp: FUNDS_2007.read_bytes()),
    "funds_2014.csv": (_funds, lambda tmp: FUNDS_2014.read_bytes()),
    "organization.csv": (_cordis, lambda tmp: ORGANISATIONS.read_bytes()),
    "project.csv": (_cordis, lambda tmp: PROJECTS.read_bytes()),
    "actors.csv": (_table, lambda tmp: TABLE),
    "actors.xlsx": (_table, _sheet_bytes),
}

BITS = (
    b"\x00",
    b'"',
    b'""',
    b";",
    b",",
    b"\n",
    b"\r",
    b"\r\n",
    b"\xff",
    b"\xc3",
    b"\xe6",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"=1+1",
    b"</script>",
    b"20214",
    b"-1",
    b"1e400",
    b"9" * 30,
    b"NaN",
    b"'; DROP TABLE actors; --",
    b"\xf0\x9f\x98\x80",
    "Ⅷ٣".encode(),
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Do one to four small things to the bytes of a file."""
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(spoilt) + 1)
        until = min(len(spoilt), at + chance.choice((1, 1, 2, 8, 40, 400)))
        match chance.randrange(7):
            case 0:
                spoilt[at:at] = chance.choice(BITS)
            case 1:
                spoilt[at:until] = b""
            case 2:
                spoilt[at:until] = chance.choice(BITS)
            case 3:
                spoilt[at:at] = spoilt[at:until]
            case 4:
                spoilt[at:until] = chance.randbytes(until - at)
            case 5:
                del spoilt[at:]
            case _:
                spoilt[at:until] = spoilt[at:until].swapcase()
    return bytes(spoilt)


@pytest.mark.parametrize("name", READERS)
def test_a_damaged_file_is_read_or_refused_in_words(name: str, tmp_path: Path):
    """Bytes added, lost, doubled, swapped, cut off: no traceback, and no long wait.

    Some damages are noticed and some do no harm; what is not damaged is read.
    """
    reader, sample = READERS[name]
    data = sample(tmp_path)
    chance = random.Random(f"damaging {name}")
    refused = 0
    (tmp_path / name).write_bytes(data)
    assert _refusal(reader, tmp_path / name) is None
    for _ in range(MANY):
        path = tmp_path / name
        path.write_bytes(damaged(data, chance))
        start = time.process_time()
        refusal = _refusal(reader, path)
        refused += refusal is not None
        assert refusal != ""
        assert time.process_time() - start < LONGEST_SECONDS

    assert 0 < refused < MANY


@given(st.binary(max_size=400))
@settings(
    max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_are_read_or_refused_in_words(tmp_path: Path, data: bytes):
    """Whatever a file holds."""
    path = tmp_path / "any.csv"
    path.write_bytes(data)
    for reader, _ in READERS.values():
        assert _refusal(reader, path) != ""


CELLS = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
@settings(
    max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_cells_of_any_text_are_kept_as_they_are(tmp_path: Path, rows: list[tuple[str, str, str]]):
    """A table of text, quoted as it should be, comes back cell by cell.

    Line breaks come as LF, and what no document can hold is cleaned (one gate for text).
    """
    header = "actor_id,name,note,website,source"
    quoted = [
        ",".join(
            [f"a{number}", *(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells), "mig"]
        )
        for number, cells in enumerate(rows)
    ]
    path = tmp_path / "actors.csv"
    path.write_bytes("\n".join([header, *quoted]).encode())

    table_file = read_table_file(path)

    assert table_file.rejected == ()
    read = table_file.cells[["name", "note", "website"]]
    expected = [
        tuple(
            cleaned(re.sub(r"\r\n?", "\n", cell), is_one_line=place != NOTE).text
            for place, cell in enumerate(cells)
        )
        for cells in rows
    ]
    assert [tuple(row) for row in read.itertuples(index=False)] == expected


def test_a_damaged_file_leaves_the_folder_whole(tmp_path: Path):
    """The folder is as it was, or holds a sound register; nothing lies beside it."""
    small = a_folder(tmp_path / "small")
    seal(small, date(2026, 3, 1), "small")
    chance = random.Random("folders")
    home = tmp_path / "home"
    home.mkdir()
    for number in range(max(3, MANY // 40)):
        folder = home / "register"
        shutil.copytree(small, folder)
        before = all_bytes(folder)
        file = tmp_path / f"funds_{number}.csv"
        file.write_bytes(damaged(FUNDS_2007.read_bytes(), chance))
        try:
            import_files("structural-funds", [file], folder, on=date(2026, 3, 1))
        except EcosystemError:
            assert all_bytes(folder) == before
        assert [path.name for path in home.iterdir()] == ["register"]
        assert inspect_register(folder).is_usable
        shutil.rmtree(folder)
