"""The doors by which a file comes in, each with a sound file and the command that reads it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from ecosystem.model.register import collect
from ecosystem.model.tables import TABLES
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.tables.parquet_tables import arrow_schema
from ecosystem.sources.tables.small_tables import read_small_table
from tests.damage import word_doors as words_of
from tests.damage.accepted import is_same, rows_of, untrue_cells
from tests.sources.import_builders import FUNDS_2007, FUNDS_2014, ORGANISATIONS, PROJECTS
from tests.sources.imports.test_statbank import ERHV2, GF12

DAY = "2026-10-31"
POSITION = "energiteknologi"
GAP = f"actor:{POSITION}:-:knowledge_institution:not_recorded"
REGISTER = ("--register", "{home}/reg")
SOUND_FACTS = {
    "employees": 24,
    "turnover_dkk": 30_000_000.5,
    "founded": "2019-02-28",
    "municipality_code": "0851",
    "industry_code": "620100",
    "positions": ["energiteknologi"],
    "is_exporting": False,
    "themes": ["digitalisation"],
}
DECISIONS = "name,actor_id,decision,actor_name,why\nP. Østerby A/S,{actor},same,,\nX,{actor},,,\n"
OWN_TABLE = (
    "actor_id;name;kind;municipality_code;employees;founded;website;source\r\n"
    "lunde;Lunde på Ærø;firm;0851;12,5;03.02.2001;http://lunde.example;mig\r\n"
    '"oester";"Øster ""og"" Søn";firm;0400;1.234,5;;;mig\r\n'
    "vester;Vester A/S;firm;;;31-12-2020;;mig\r\n"
)


Make = Callable[[Path, dict[str, str]], bytes]
"""Makes a sound file of a sound home, and of the names of a rule and an actor in it."""


@dataclass(frozen=True)
class Door:
    """A file, where it lies under the home of a test, and the command that reads it."""

    name: str
    file: str
    content: Make
    words: tuple[str, ...]
    check: Callable[[Path, str, Path], None] = lambda home, out, sound: None
    """Held when the command says that it is done: home, what it printed, the sound home."""
    beside: dict[str, Make] = field(default_factory=dict)
    """Other files that the command reads, undamaged."""

    @property
    def form(self) -> str:
        """Ending of the damaged file."""
        return self.file.rsplit(".", 1)[1]


def _stands(*parts: str) -> Make:
    """Take a file of the sound home."""
    return lambda home, names: home.joinpath(*(part.format(**names) for part in parts)).read_bytes()


def _shipped(*parts: str) -> Make:
    """Take a file of the shipped data."""
    return lambda home, names: Path("data").joinpath(*parts).read_bytes()


def _is(content: bytes | str) -> Make:
    content_bytes = content if isinstance(content, bytes) else content.encode()
    return lambda home, names: content_bytes


def _book(home: Path, names: dict[str, str]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["actor_id", "name", "kind", "employees", "founded", "source"])
    book.active.append(["lunde", "Lunde på Ærø", "firm", 3, date(2020, 2, 29), "mig"])
    book.active.append(["vester", "Vester A/S", "firm", 12.5, None, "mig"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _parquet(name: str) -> Make:
    def make(home: Path, names: dict[str, str]) -> bytes:
        frame, _ = read_small_table(TABLES[name], home / "all" / f"{name}.csv")
        out = BytesIO()
        schema = arrow_schema(name)
        pq.write_table(pa.Table.from_pandas(frame, schema=schema, preserve_index=False), out)
        return out.getvalue()

    return make


def _shapes(home: Path, names: dict[str, str]) -> bytes:
    squares = [
        {
            "type": "Feature",
            "properties": {"municipality_code": code, "name": code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 55.0], [x + 1, 55.0], [x + 1, 56.0], [x, 56.0], [x, 55.0]]],
            },
        }
        for x, code in enumerate(("0101", "0400", "0461", "0751", "0851"), start=8)
    ]
    return json.dumps({"type": "FeatureCollection", "features": squares}).encode()


def _event(home: Path, names: dict[str, str]) -> bytes:
    lines = [
        {"gap_id": GAP, "kind": kind, "on": "2026-03-01", "reason": "Ærlig grund", "by": "Huset"}
        for kind in ("opened", "acted_on")
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


# --- what is held when a command says that it is done -------------------------------------------


def _table_is_read_as_it_stands(name: str) -> Callable[[Path, str, Path], None]:
    """Rows and cells of a table of a register are those that a plain reader finds."""

    def check(home: Path, out: str, sound: Path) -> None:
        file = rows_of(home / "reg" / f"{name}.csv")
        counted = json.loads(out)["tables"].get(name, 0)
        assert counted == len(file), (counted, len(file))
        table: Any = getattr(read_register(home / "reg"), name)
        if table is None:
            return
        rows = (table if hasattr(table, "iloc") else collect(table)).to_dict("records")
        columns = [c for c in TABLES[name].columns if file and c in file[0] and c in rows[0]]
        wrong = [
            (row[c], saved[c])
            for row, saved in zip(rows, file, strict=True)
            for c in columns
            if not is_same(c, row[c], saved.get(c, ""))
        ]
        assert not wrong, wrong[:3]

    return check


def _actors_are_those_of_the_file(file: str) -> Callable[[Path, str, Path], None]:
    """What came into the register stands so in the file, cell by cell."""

    def check(home: Path, out: str, sound: Path) -> None:
        now, before = (rows_of(at / "reg" / "actors.csv") for at in (home, sound))
        free = {"source", "checked", "is_synthetic"}
        untrue = untrue_cells(now, rows_of(home / file), "actor_id", before, free)
        assert not untrue, untrue[:3]

    return check


def _titles_stand_in(*files: str) -> Callable[[Path, str, Path], None]:
    """Titles of projects are written with the words of one row, budgets are cells of the file."""

    def check(home: Path, out: str, sound: Path) -> None:
        projects = home / "reg" / "projects.csv"
        if not projects.exists():
            return
        rows = [list(row.values()) for file in files for row in rows_of(home / file)]
        words_of_rows = [set(" ".join(row).split()) for row in rows]
        titles = {row["title"]: set(row["title"].split()) for row in rows_of(projects)}
        untrue = [
            t
            for t, words in titles.items()
            if not any(words <= row_words for row_words in words_of_rows)
        ]
        assert not untrue, untrue
        cells = [cell for row in rows for cell in row if cell]
        budgets = {row["budget_dkk"] for row in rows_of(projects)} - {""}
        untrue = [b for b in budgets if not any(is_same("budget_dkk", b, c) for c in cells)]
        assert not untrue or "in/project.csv" in files, untrue  # CORDIS is in euro

    return check


def _only_the_seal_is_new(home: Path, out: str, sound: Path) -> None:
    rows = json.loads(out)["tables"]
    for path in (home / "reg").glob("*.csv"):
        assert rows[path.stem] == len(rows_of(path))


def _facts_are_used_as_given(home: Path, out: str, sound: Path) -> None:
    facts = json.loads((home / "in" / "facts.json").read_text(encoding="utf-8-sig"))
    assert isinstance(facts, dict)
    for finding in json.loads(out)["findings"]:
        observed, stated = finding["observed"], facts.get(finding["fact"])
        if isinstance(stated, (int, float)) and not isinstance(stated, bool):
            assert observed is None or float(observed) == float(stated)


def _the_copy_is_whole(home: Path, out: str, sound: Path) -> None:
    read_register(home / "reg2")


def doors() -> Iterable[Door]:
    """List every door."""
    for name in ("actors", "offers", "links", "municipalities", "activities", "needs"):
        yield Door(
            f"validate {name}.csv",
            f"reg/{name}.csv",
            _stands("all", f"{name}.csv"),
            ("validate", "{home}/reg", "--json"),
            _table_is_read_as_it_stands(name),
        )
    for name in ("actors", "links"):
        yield Door(
            f"validate {name}.parquet",
            f"reg/{name}.parquet",
            _parquet(name),
            ("validate", "{home}/reg", "--json"),
        )
    yield Door(
        "seal",
        "reg/offers.csv",
        _stands("reg", "offers.csv"),
        ("seal", "{home}/reg", "--json"),
        _only_the_seal_is_new,
    )
    for stem in ("_constants", "{rule}"):
        yield Door(
            f"validate rules {stem}",
            f"reg/rules/{stem}.yaml",
            _stands("reg", "rules", f"{stem}.yaml"),
            ("validate", "{home}/reg", "--json"),
        )
    yield Door(
        "gaps _thresholds.yaml",
        "reg/rules/_thresholds.yaml",
        _shipped("rules", "_thresholds.yaml"),
        ("gaps", *REGISTER, "--position", POSITION, "--on", DAY, "--json"),
    )
    yield Door(
        "positions datapackage.json",
        "reg/datapackage.json",
        _stands("reg", "datapackage.json"),
        ("positions", *REGISTER, "--json"),
    )
    for source, file, sample in (
        ("structural-funds", "in/funds_2007.csv", FUNDS_2007),
        ("structural-funds", "in/funds_2014.csv", FUNDS_2014),
    ):
        yield Door(
            f"import {file}",
            file,
            _is(sample.read_bytes()),
            ("import", source, f"{{home}}/{file}", "--into", "{home}/reg", "--json"),
            _titles_stand_in(file),
        )
    cordis = ("{home}/in/organization.csv", "{home}/in/project.csv")
    for damaged, whole, sound, beside in (
        ("organization", "project", ORGANISATIONS, PROJECTS),
        ("project", "organization", PROJECTS, ORGANISATIONS),
    ):
        yield Door(
            f"import cordis {damaged}.csv",
            f"in/{damaged}.csv",
            _is(sound.read_bytes()),
            ("import", "cordis", *cordis, "--into", "{home}/reg", "--json"),
            _titles_stand_in("in/project.csv", "in/organization.csv"),
            {f"in/{whole}.csv": _is(beside.read_bytes())},
        )
    for file, content in (("in/actors.csv", _is(OWN_TABLE)), ("in/actors.xlsx", _book)):
        words = ("import", "table", f"{{home}}/{file}", "--table", "actors", "--into", "{home}/reg")
        yield Door(
            f"import {file}", file, content, (*words, "--json"), _actors_are_those_of_the_file(file)
        )
    for name, text in (("GF12", GF12), ("ERHV2", ERHV2)):
        yield Door(
            f"import statbank {name}",
            f"in/{name}.csv",
            _is(text),
            ("import", "statbank", f"{{home}}/in/{name}.csv", "--into", "{home}/reg", "--json"),
        )
    yield Door(
        "import mapping/organisations.csv",
        "reg/mapping/organisations.csv",
        lambda home, names: DECISIONS.format(**names).encode(),
        ("import", "structural-funds", "{home}/in/f.csv", "--into", "{home}/reg", "--json"),
        beside={"in/f.csv": _is(FUNDS_2007.read_bytes())},
    )
    yield Door(
        "judge facts.json",
        "in/facts.json",
        _is(json.dumps(SOUND_FACTS)),
        ("judge", "{rule}", *REGISTER, "--facts", "{home}/in/facts.json", "--on", DAY, "--json"),
        _facts_are_used_as_given,
    )
    yield Door(
        "coverage boundaries.geojson",
        "in/b.geojson",
        _shapes,
        (
            *("coverage", *REGISTER, "--position", POSITION, "--on", DAY, "--json"),
            *("--boundaries", "{home}/in/b.geojson", "--out", "{home}/out.geojson"),
        ),
    )
    yield Door(
        "coverage travel.csv",
        "in/travel.csv",
        _is("origin_code,destination_code,minutes\n0101,0751,180\n0851,0400,300.5\n0751,0851,80\n"),
        (
            *("coverage", *REGISTER, "--position", POSITION, "--on", DAY, "--json"),
            *("--travel", "{home}/in/travel.csv", "--minutes", "90"),
        ),
    )
    yield Door(
        "gap explain notes",
        "in/notes.jsonl",
        _event,
        (
            *("gap", "explain", GAP, *REGISTER, "--reason", "Det findes", "--by", "Huset"),
            *("--notes", "{home}/in/notes.jsonl", "--on", DAY, "--json"),
        ),
    )
    yield Door(
        "gap life notes",
        "in/notes.jsonl",
        _event,
        ("gap", "life", GAP, "--notes", "{home}/in/notes.jsonl", "--json"),
    )
    yield Door(
        "restore",
        "snap/2026-10-31/actors.csv",
        _stands("snap", "2026-10-31", "actors.csv"),
        ("restore", "{home}/snap/2026-10-31", "--into", "{home}/reg2", "--json"),
        _the_copy_is_whole,
    )
    yield Door(
        "restore datapackage.json",
        "snap/2026-10-31/datapackage.json",
        _stands("snap", "2026-10-31", "datapackage.json"),
        ("restore", "{home}/snap/2026-10-31", "--into", "{home}/reg2", "--json"),
        _the_copy_is_whole,
    )
    yield Door(
        "diff",
        "snap/2026-10-31/offers.csv",
        _stands("snap", "2026-10-31", "offers.csv"),
        ("diff", "{home}/snap/2026-10-31", "{home}/reg", "--json"),
    )
    yield Door(
        "snapshot",
        "reg/actors.csv",
        _stands("reg", "actors.csv"),
        ("snapshot", *REGISTER, "--into", "{home}/shots", "--on", "2026-11-01", "--json"),
    )
    yield from _doors_of_words()


def _doors_of_words() -> Iterable[Door]:
    """List the doors of users' own words: the store, and the files of earlier versions."""
    store, life = "own/words.db", ("gap", "life", GAP, "--json")
    whole = _is(words_of.a_store(GAP))
    yield Door("gap life words.db", store, whole, life, words_of.notes_are_those_of_the_store)
    act = ("gap", "act", GAP, "--reason", words_of.REASON, "--by", "Huset")
    act = (*act, *REGISTER, "--on", DAY, "--json")
    yield Door("gap act words.db", store, whole, act, words_of.the_new_note_is_kept)
    facts = ("--facts", '{{"employees": 24}}', "--need", words_of.NEED, "--reason", "too_far")
    search = ("dead-end", *facts, *REGISTER, "--on", DAY, "--json")
    needs = {"reg/needs.csv": _stands("all", "needs.csv")}
    needs["reg/rules/_weights.yaml"] = _shipped("rules", "_weights.yaml")
    new = words_of.the_new_search_is_kept
    yield Door("dead-end words.db", store, whole, search, new, needs)
    for name, lines, is_taken_over in (
        ("gap_events", [words_of.a_note(GAP, f"grund {n}") for n in range(9)], "notes"),
        ("dead_ends", [words_of.a_search()] * 9, "dead_ends"),
    ):
        text = "".join(f"{line.model_dump_json()}\n" for line in lines)
        check = words_of.old_lines_are_taken(is_taken_over)
        yield Door(f"gap life own {name}.jsonl", f"own/{name}.jsonl", _is(text), life, check)
    yield Door(
        "gap life own drafts",
        f"own/drafts/{words_of.DRAFT}.json",
        _is(words_of.draft_text()),
        life,
        words_of.the_old_draft_is_taken,
    )
