"""Large tables take a share of the memory and spill to disk; what does not fit is told in words."""

import subprocess
import sys
from pathlib import Path

import narwhals as nw
import pytest

from ecosystem.model.errors import EcosystemError, TooLargeError
from ecosystem.model.register import collect
from ecosystem.sources.tables.engine import MEMORY, connect, memory_limit

SORTED = (
    "SELECT max(place) AS last FROM "
    "(SELECT row_number() OVER (ORDER BY md5(i::VARCHAR)) AS place FROM range(1500000) t(i))"
)
"""A sort of more than 100 MB that answers with one row."""


def limit_of(connection):
    """The memory a connection may take, in words of the engine."""
    return connection.execute("SELECT current_setting('memory_limit')").fetchone()[0]


def folder_of(connection):
    """The folder a connection spills to."""
    return Path(connection.execute("SELECT current_setting('temp_directory')").fetchone()[0])


def test_a_user_says_how_much_memory_large_tables_may_take(monkeypatch):
    """What ECOSYSTEM_MEMORY says is what the engine keeps to."""
    monkeypatch.setenv(MEMORY, "2 gb")

    assert limit_of(connect()) == "1.8 GiB"


@pytest.mark.parametrize("amount", [None, "", "  "])
def test_without_a_word_it_is_a_share_of_the_machine(amount):
    """A machine with more memory gives more of it."""
    assert memory_limit(amount) == "40%"


@pytest.mark.parametrize("amount", ["100MB", "0.1GB", "8GB", "8 GiB", "1.5tb"])
def test_amounts_from_the_least_up_are_taken(amount, monkeypatch):
    """Each way of writing an amount is understood by the engine as well."""
    monkeypatch.setenv(MEMORY, amount)

    assert connect().execute("SELECT 1").fetchone() == (1,)


@pytest.mark.parametrize(
    "amount",
    ["much", "8", "-1GB", "0GB", "99MB", "0.099GB", "8GB; DROP", "8'GB", "50%", "٨GB", "8 G"],
)
def test_nonsense_is_refused_with_what_to_write(amount, monkeypatch):
    """No engine's own words, and nothing starts with another limit than meant."""
    monkeypatch.setenv(MEMORY, amount)

    with pytest.raises(EcosystemError, match="8GB") as raised:
        connect()

    assert repr(amount) in str(raised.value)


def test_what_does_not_fit_is_laid_aside_on_disk(monkeypatch):
    """Sorting more than the memory holds answers all the same."""
    monkeypatch.setenv(MEMORY, "100MB")
    connection = connect()
    connection.execute("SET threads=1")

    assert collect(nw.from_native(connection.sql(SORTED)))["last"].tolist() == [1_500_000]


def test_what_fits_neither_memory_nor_disk_is_told_in_words(monkeypatch):
    """The reader learns what to set instead of a traceback."""
    monkeypatch.setenv(MEMORY, "100MB")
    connection = connect()
    connection.execute("SET max_temp_directory_size='1MB'")

    with pytest.raises(TooLargeError, match=MEMORY):
        collect(nw.from_native(connection.sql(SORTED)))


def test_two_connections_never_share_what_they_laid_aside():
    """Each has a folder of its own."""
    assert folder_of(connect()) != folder_of(connect())


def test_nothing_stays_behind_when_the_process_ends():
    """The folder is gone with the process that made it."""
    script = (
        "from ecosystem.sources.tables.engine import connect;"
        "c = connect(); c.execute('SET threads=1');"
        "c.execute(\"SET memory_limit='100MB'\");"
        f'c.execute("{SORTED}");'
        "print(c.execute(\"SELECT current_setting('temp_directory')\").fetchone()[0])"
    )

    process = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )

    spilled = Path(process.stdout.strip())
    assert spilled.parent.name.startswith("ecosystem-")
    assert not spilled.parent.exists()
