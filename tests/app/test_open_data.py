"""One register for all readers, and a connection for each."""

from concurrent.futures import ThreadPoolExecutor

import narwhals as nw
import pytest

from ecosystem.model.register import for_another_thread
from ecosystem.sources.register import read_register
from tests.builders import a_table


@pytest.fixture
def register(tmp_path):
    """A register of 300 municipal offices and one cluster."""
    offices = [
        {"actor_id": f"office{n}", "kind": "municipal_office", "name": f"Kommune {n}"}
        for n in range(300)
    ]
    cluster = {"actor_id": "clean", "kind": "cluster", "name": "CLEAN"}
    a_table("actors", [*offices, cluster]).to_csv(tmp_path / "actors.csv", index=False)
    return read_register(tmp_path)


def test_readers_at_the_same_time_get_the_same_answer(register):
    """Eight advisers open pages at once: nobody waits for the others, nobody is refused."""

    def count(kind):
        actors = for_another_thread(register).actors
        return [
            len(actors.filter(nw.col("kind") == kind).select("actor_id").collect())
            for _ in range(10)
        ]

    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(count, ["cluster", "municipal_office"] * 4))

    assert answers == [[1] * 10, [300] * 10] * 4


def test_a_register_that_was_not_read_from_files_stays_as_it_is():
    """A register built in memory has nothing to open again."""
    from tests.builders import a_register

    register = a_register(needs=[{"need_id": "finance", "rank": 1, "band": "medium"}])

    assert for_another_thread(register).needs is register.needs
