"""In a stranger's register planted gaps are found, and nothing else.

The register is read from a folder of the promised tables alone, as another author would hand it
over. Recall and precision of each kind are printed.
"""

import json
import random
import sys
from collections import Counter
from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from ecosystem.analysis.gaps import find_gaps
from ecosystem.cli import gaps
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.seals import seal
from tests.analysis.gaps.plain import DAY, WAYS, plant, whole_register
from tests.thorough import tries

pytestmark = pytest.mark.thorough

SEEDS = tries(18, 200)
ON = date.fromisoformat(DAY)
PROMISED = {
    "gap_id",
    "kind",
    "position_id",
    "need_id",
    "municipality_codes",
    "actors",
    "rule",
    "evidence",
    "confidence",
    "firms_affected",
    "closing_steps",
}


def test_a_whole_register_of_strangers_has_no_gaps(tmp_path):
    """Nothing is missing, so nothing is said, not even that something is not known."""
    for seed in (1, 2):
        folder = whole_register(random.Random(seed)).write(tmp_path / str(seed))

        assert find_gaps(read_register(folder), ON) == ()


def test_planted_gaps_are_found_and_no_other_of_their_kind(tmp_path):
    """One gap of one kind, in one of several ways, at a random place of each register."""
    counts = {kind: Counter() for kind in WAYS}
    for seed in range(SEEDS):
        kind, rng = tuple(WAYS)[seed % len(WAYS)], random.Random(seed)
        made = whole_register(rng)
        planted = plant(made, kind, rng)
        register = read_register(made.write(tmp_path / str(seed)))
        gaps = [gap for gap in find_gaps(register, ON) if gap.kind.value == kind]
        expected = len(planted.details or {"-"})
        right = [gap for gap in gaps if _is(gap, planted)]
        counts[kind].update(
            planted=expected, right=min(len(right), expected), reported=len(gaps), real=_real(right)
        )
    sys.stdout.write(_table(counts))
    missed = {k: c for k, c in counts.items() if not c["planted"] == c["right"] == c["reported"]}

    assert missed == {}


def _is(gap, planted):
    return (
        gap.position_id == planted.position
        and gap.need_id == planted.need
        and (planted.codes is None or set(gap.municipality_codes) == planted.codes)
        and (planted.details is None or gap.detail in planted.details)
        and planted.actors <= set(gap.actors)
    )


def _real(gaps):
    return sum(gap.confidence.value == "real" for gap in gaps)


def _table(counts):
    lines = ["", f"{'kind':15}{'planted':>8}{'recall':>8}{'precision':>11}{'real':>6}"]
    for kind, count in counts.items():
        if count["planted"] and count["reported"]:
            recall = count["right"] / count["planted"]
            precision = count["right"] / count["reported"]
            lines.append(
                f"{kind:15}{count['planted']:8}{recall:8.3f}{precision:11.3f}{count['real']:6}"
            )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("kind", ["need", "actor"])
def test_the_command_line_gives_the_promised_document(kind, tmp_path):
    """Each gap has the promised fields, and is found in a folder that nobody sealed."""
    rng = random.Random(11)
    made = whole_register(rng)
    planted = plant(made, kind, rng)
    folder = made.write(tmp_path / "register")
    app = typer.Typer()
    app.callback()(lambda: None)
    gaps.add_to(app)
    words = ["gaps", "--register", str(folder), "--on", DAY, "--json"]
    document = json.loads(CliRunner().invoke(app, words).stdout)
    documents = [gap for gap in document["gaps"] if gap["kind"] == kind]

    assert {gap["position_id"] for gap in documents} == {planted.position}
    for gap in documents:
        assert gap.keys() >= PROMISED
        assert isinstance(gap["rule"], str)


def places(register, *, real):
    """Kind, position, need, detail and municipality of every gap; of the real ones alone."""
    return {
        (gap.kind.value, gap.position_id, gap.need_id, gap.detail, code)
        for gap in find_gaps(register, ON)
        if gap.confidence.value == "real" or not real
        for code in gap.municipality_codes or ("-",)
    }


ROUNDS = tries(4, 40)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_row_that_vanishes_from_a_sealed_folder_never_makes_a_real_gap(seed, tmp_path):
    """A line taken out of a file, a cell emptied, a file removed: something is not known."""
    rng = random.Random(seed)
    folder = whole_register(rng, firms_each=1).write(tmp_path / "register")
    seal(folder, ON)
    before = places(read_register(folder), real=True)
    name = rng.choice(["offers", "sites", "activities", "board_seats", "links", "participations"])
    path = folder / f"{name}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    match seed % 3:
        case 0:
            path.unlink()
        case 1:
            del lines[rng.randrange(1, len(lines))]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        case _:
            header, number = lines[0].split(","), rng.randrange(1, len(lines))
            cells = lines[number].split(",")
            emptied_column = {"offers": "area", "sites": "latitude", "board_seats": "affiliation"}
            cells[header.index(emptied_column.get(name, "checked"))] = ""
            path.write_text("\n".join([*lines[:number], ",".join(cells), *lines[number + 1 :]]))

    assert places(read_register(folder), real=True) - before == set()


def _more(made, rng, number):
    """Add one fact that has nothing to do with what was planted."""
    code, position = rng.choice(made.codes), rng.choice(made.positions)
    match number % 5:
        case 0:
            made.add("actors", actor_id=f"ny-{number}", kind="investor", name="Ny")
        case 1:
            made.add(
                "actors",
                actor_id=f"ny-{number}",
                kind="firm",
                name="Ny",
                municipality_code=code,
                employees=30,
            )
        case 2:
            firm = next(row for row in made.tables["actors"] if row["kind"] == "firm")
            firm["turnover_dkk"] = 12_000_000
        case 3:
            made.add(
                "activities",
                activity_id=f"ny-{number}",
                actor_id="huset",
                municipality_code=code,
                is_online="false",
                date="2026-02-01",
            )
        case _:
            made.add(
                "need_answers",
                respondent_id=f"r-{number}",
                need_id=made.needs[0],
                importance=5,
            )
    return position


@pytest.mark.parametrize("kind", WAYS)
def test_a_fact_about_something_else_hides_no_gap(kind, tmp_path):
    """An investor, a firm of no field, a turnover, an activity of the hub, an answer."""
    rng = random.Random(7)
    made = whole_register(rng)
    plant(made, kind, rng)
    before = places(read_register(made.write(tmp_path / "a")), real=False)
    for number in range(5):
        _more(made, rng, number)
    after = places(read_register(made.write(tmp_path / "b")), real=False)

    assert before
    assert before - after == set()
