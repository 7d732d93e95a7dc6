"""A damaged file at any door ends in words or in a faithful reading; never half done, never silent.

The ordinary run tries each door a few times, the slow one ten thousand in all. A case is named by
its door and seed, and is the same everywhere: ``pytest tests/damage -k "door-seed"``.
"""

import io
import json
import random
import shutil
from datetime import date

import pandas as pd
import pytest

from ecosystem.cli import main
from ecosystem.model.tables import TABLES
from ecosystem.sources.register.seals import seal
from tests.damage.accepted import rows_of
from tests.damage.doors import DAY, GAP, POSITION, doors
from tests.damage.mutations import mutated
from tests.test_damaged_inputs import in_time, prints, small  # noqa: F401 - a fixture

DOORS = {door.name: door for door in doors()}
FEW = 2
MANY = 10_000 // len(DOORS) + 1
STEP = 50
"""Cases of one slow test, so that those who run in parallel share them."""
OWN_KEY = "own/participants.key"
"""Participants without a name are counted by it; made once, whatever becomes of an import."""
BASE = ("strength_positions", "municipalities", "actors", "offers")


@pytest.fixture(scope="module")
def sound(small, tmp_path_factory):  # noqa: F811
    """A home with a small sound register, a dated copy of it, and tables to add to it."""
    home = tmp_path_factory.mktemp("sound")
    shutil.copytree(small, home / "all")
    for path in (home / "all").glob("*.csv"):
        table = pd.read_csv(path, dtype="str", keep_default_na=False)
        for use in TABLES[path.stem].uses:
            if use.refers_to == "strength_positions" and use.column in table:
                table = table[table[use.column].isin(["", POSITION])]
        if path.stem == "strength_positions":
            table = table[table["position_id"] == POSITION]
        table.to_csv(path, index=False)
    reg = home / "reg"
    (reg / "rules").mkdir(parents=True)
    for name in BASE:
        shutil.copy(home / "all" / f"{name}.csv", reg)
    for stem in ("_constants", *(row["offer_id"] for row in rows_of(reg / "offers.csv"))):
        shutil.copy(small / "rules" / f"{stem}.yaml", reg / "rules")
    seal(reg, date(2026, 10, 31), "Små data")
    shutil.copytree(reg, home / "snap" / "2026-10-31")
    shutil.copytree(reg, home / "reg2")
    return home


@pytest.fixture
def ask(monkeypatch):
    """Run a command in this process; give its exit code and all it printed."""

    def run(words, **environment):
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
        with monkeypatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.setattr("sys.argv", ["ecosystem", *words])
            patch.setattr("sys.stdout", out)
            patch.setattr("sys.stderr", err)
            with pytest.raises(SystemExit) as end:
                main()
        texts = (stream.buffer.getvalue().decode("utf-8") for stream in (out, err))
        return int(end.value.code or 0), *texts

    return run


def laid(door, sound, home, seed):
    """Lay a sound home out, with the file of a door damaged by a seed; without one, undamaged."""
    shutil.copytree(sound, home, ignore=lambda *_: ["all"])
    names = {
        "home": str(home),
        "rule": min(p.stem for p in (home / "reg" / "rules").iterdir() if p.stem[0] != "_"),
        "actor": rows_of(home / "reg" / "actors.csv")[0]["actor_id"],
    }
    file = home / door.file.format(**names)
    content = door.content(sound, names)
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix == ".parquet":
        file.with_suffix(".csv").unlink(missing_ok=True)
    if seed is not None:
        content = mutated(content, door.form, random.Random(f"{door.name} {seed}"))
    file.write_bytes(content)
    (home / "damaged").write_bytes(content)
    for path, make in door.beside.items():
        (home / path).parent.mkdir(exist_ok=True)
        (home / path).write_bytes(make(sound, names))
    return [word.format(**names) for word in door.words]


def not_a_number(word):
    """Refuse what is no JSON."""
    raise AssertionError(word)


def hold(door, sound, home, seed, ask):
    """Hold a door to its promise for one damage; without one it opens."""
    words = laid(door, sound, home, seed)
    before = prints(home)
    with in_time():
        code, out, err = ask(words, ECOSYSTEM_USER_DATA=str(home / "own"))
    after = prints(home)
    if seed is None:
        assert code == 0, err
    assert code in {0, 1}
    assert "Traceback" not in out + err
    assert "fault of the tool" not in out + err
    json.loads(out, parse_constant=not_a_number)
    if code:
        assert {file for file, _ in after.items() ^ before.items()} <= {OWN_KEY}
    else:
        door.check(home, out, sound)


def hold_all(name, seeds, sound, tmp_path, ask):
    """Try one door undamaged and with many seeds; tell all that failed, each with its reason."""
    hold(DOORS[name], sound, tmp_path / "whole", None, ask)
    failed = {}
    for seed in seeds:
        home = tmp_path / "home"
        try:
            hold(DOORS[name], sound, home, seed, ask)
        except Exception as error:
            failed[seed] = f"{name}, seed {seed}: {type(error).__name__}: {str(error)[:600]}"
        shutil.rmtree(home, ignore_errors=True)
    assert not failed, "\n\n".join(failed.values())


@pytest.mark.parametrize("name", DOORS)
def test_a_damaged_file_is_told_or_read_as_it_stands(name, sound, tmp_path, ask):
    """Exit 1 leaves every byte as it was; what is accepted stands so in the file."""
    hold_all(name, range(FEW), sound, tmp_path, ask)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(FEW, FEW + MANY, STEP))
@pytest.mark.parametrize("name", DOORS)
def test_ten_thousand_damages(name, first, sound, tmp_path, ask):
    """The same, for every door some hundred times."""
    hold_all(name, range(first, first + STEP), sound, tmp_path, ask)


SETTINGS = {
    "ECOSYSTEM_USER_DATA": (
        *("", " ", "{home}/reg/actors.csv", "{home}/a/b/c", "{home}/[1]*?", "{home}/æ \n ø"),
        *(
            "/dev/null/x",
            "/proc/x",
            "{home}/" + "x" * 300,
            "{home}/" + "y/" * 200,
            "{home}/\udcff",
        ),
    ),
    "ECOSYSTEM_MEMORY": (
        "",
        " ",
        "0",
        "-1",
        "1e999",
        "nan",
        "many",
        "9" * 40,
        "1 GB",
        "1GB",
        "50%",
    ),
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_of_the_environment_is_followed_or_told(
    setting, sound, tmp_path, ask, monkeypatch
):
    """A folder that cannot be, a share of memory that is none: words, and a sound register."""
    home = tmp_path / "home"
    shutil.copytree(sound, home)
    monkeypatch.chdir(tmp_path)
    register = ["--register", str(home / "reg"), "--on", DAY, "--json"]
    noted = ["gap", "act", GAP, "--reason", "Vi har talt med dem", "--by", "Huset"]
    before = prints(home / "reg")
    for value in SETTINGS[setting]:
        for words in (["actors"], noted):
            code, out, err = ask([*words, *register], **{setting: value.format(home=home)})

            assert code in {0, 1, 2}, value
            assert "Traceback" not in out + err, value
            assert "fault of the tool" not in out + err, value
            assert prints(home / "reg") == before, value
