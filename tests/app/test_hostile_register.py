"""A register full of hostile text is read as text, on every page and in every file.

Every text cell holds a script, a formula, a link or a mark that turns its direction, and one of
each column is 10 kB long. ``visit`` fails where a page asks another host for anything.
"""

import csv
import io
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from ecosystem.cli import main
from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.tables import TABLES
from ecosystem.sources.files.folders import shipped_folder, table_files
from ecosystem.sources.register.inspection import inspect_register
from tests.app.conftest import START, free_port, serve, stop
from tests.app.screen import settled
from tests.thorough import every_run

HOSTILE = (
    '</script><img src=x onerror="window.__x=1">',
    '"><svg onload=window.__x=1>',
    '=HYPERLINK("http://evil.example","klik")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "-1+cmd|x",
    "![x](http://evil.example/x.png) [a](javascript:window.__x=1) http://evil.example/y",
    "\u202eldarb\u202c \u2067א\u2069",
    "{{constructor.constructor('window.__x=1')()}} ${7*7} $x^2$ :red[x] **fed** | a | `b`",
    "<b>fed</b><style>*{display:none}</style><iframe srcdoc='<script>parent.__x=1</script>'>",
)
LONG = "</script>=1+1 " * 730
POSITION = "energiteknologi"
PAGES = (
    "/",
    f"/huller?tema={POSITION}",
    f"/kort?tema={POSITION}",
    f"/netvaerk?tema={POSITION}",
    "/netvaerk?spoergsmaal=brokers",
    "/aktoerer",
    "/aktoerer?id=dtu",
    "/ny-henvisning",
    "/hjaelp",
)
FIRMS = 60


def keep(name, table, actors):
    """Keep rows that point to no actor outside the cut."""
    for use in TABLES[name].uses:
        if use.refers_to == "actors" and use.column in table and name != "actors":
            table = table[table[use.column].isin(["", *actors])]
    return table


def hostile_table(name, table):
    """Put hostile text in front of every text, and a long one in the first row."""
    texts = [c for c in table.columns if COLUMNS[c].kind is Kind.TEXT and not COLUMNS[c].pattern]
    for number, column in enumerate(texts):
        if column in {"key", "column"}:  # they name a row and a column that are there
            continue
        filled = [
            f"{HOSTILE[(row + number) % len(HOSTILE)]} {cell}" if cell else cell
            for row, cell in enumerate(table[column])
        ]
        if filled and filled[0]:
            filled[0] = LONG + filled[0]
        table[column] = filled
    return table


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """The shipped register with few example firms, and hostile text in every text cell."""
    folder = tmp_path_factory.mktemp("hostile")
    shipped = {
        name: pd.read_csv(path, dtype="str", keep_default_na=False)
        for name, path in table_files(shipped_folder()).items()
    }
    actors = shipped["actors"]
    shipped["actors"] = pd.concat(
        [actors[actors["is_synthetic"] != "true"], actors[actors["is_synthetic"] == "true"][:FIRMS]]
    )
    ids = set(shipped["actors"]["actor_id"])
    for name, table in shipped.items():
        cut = keep(name, table, ids).reset_index(drop=True)
        hostile_table(name, cut).to_csv(folder / f"{name}.csv", index=False)
    (folder / "rules").symlink_to(shipped_folder() / "rules")
    return folder


@pytest.fixture(scope="module")
def hostile_server(register, tmp_path_factory):
    """The app on the hostile register: its address, and its process."""
    port = free_port()
    command = [sys.executable, "-c", START, "--port", str(port), "--register", str(register)]
    user_folder = tmp_path_factory.mktemp("own")
    server = serve(command, port, user_folder / "log", ECOSYSTEM_USER_DATA=str(user_folder))
    yield f"http://localhost:{port}", server
    stop(server)


def check_file(name, content, visit_file):
    """Hold a file to what a program that opens it must not be made to do."""
    kind = Path(name).suffix
    if kind == ".xlsx":
        cells = (c for s in load_workbook(io.BytesIO(content)) for row in s for c in row)
        assert [c.coordinate for c in cells if c.data_type == "f"] == []
    elif kind == ".csv":
        text = content.decode("utf-8-sig")
        mark = ";" if text.split("\n", 1)[0].count(";") else ","
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        starts = {cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")}
        assert {cell[:60] for cell in starts if not _is_number(cell)} == set()
    elif kind in {".docx", ".pptx"}:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for part in parts.namelist():
                if part.endswith((".xml", ".rels")):
                    ET.fromstring(parts.read(part))
    elif kind in {".svg", ".gexf", ".graphml"}:
        ET.fromstring(content)
    if kind in {".html", ".svg"}:
        visit_file(name, content)


def _is_number(cell):
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


@pytest.fixture
def visit_file(browser, tmp_path):
    """Open a file from disk: nothing runs and nothing is asked for."""

    def go(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        page, urls = browser.new_page(), []
        page.on("request", lambda request: urls.append(request.url))
        page.goto(path.as_uri())
        page.wait_for_load_state("networkidle")
        ran = page.evaluate("window.__x")
        page.close()
        assert ran is None
        assert [url for url in urls if not url.startswith(("file:", "data:", "blob:"))] == []

    return go


def test_the_hostile_register_is_sound(register):
    """Its texts are allowed, so that they reach the pages and the files."""
    assert [
        str(fault) for fault in inspect_register(register).faults if fault.level == "error"
    ] == []


@pytest.mark.browser
@pytest.mark.parametrize("path", every_run(PAGES, *PAGES[:2], *PAGES[3:7:3]))
def test_a_page_and_its_files_run_nothing(visit, visit_file, hostile_server, path):
    """Every part is opened and every file taken; the server stands, and nothing has run."""
    address, server = hostile_server
    page = visit(path, base=address)
    for part in page.locator("[data-testid=stExpander] summary").all()[:20]:
        if part.is_visible():
            part.click()
    settled(page)
    for button in page.locator("[data-testid=stDownloadButton] button").all():
        with page.expect_download(timeout=60_000) as waiting:
            button.click()
        download = waiting.value
        check_file(download.suggested_filename, Path(download.path()).read_bytes(), visit_file)
        settled(page)

    assert page.evaluate("window.__x") is None
    assert server.poll() is None
    assert page.locator("[data-testid=stMain]").inner_text().strip()


COMMANDS = {
    "graph": ("html", "gexf", "graphml", "json", "csv", "xlsx", "svg", "png"),
    "coverage": ("geojson", "csv", "xlsx", "html", "png", "svg"),
    "gaps": ("docx", "pptx", "xlsx"),
    "country": ("xlsx", "csv"),
}


def written(command, ending, register, folder):
    """The file that a command writes of the hostile register."""
    file = folder / f"ud.{ending}"
    words = ["ecosystem", command, "--register", str(register), "--out", str(file)]
    where = [] if command == "country" else ["--position", POSITION]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sys.argv", [*words, *where])
        with pytest.raises(SystemExit) as end:
            main()
    assert end.value.code in {0, None}
    return file


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_of_the_command_line_holds_no_formula(register, tmp_path, command):
    """Each kind of file is made, and opens as what it is."""
    for ending in COMMANDS[command]:
        file = written(command, ending, register, tmp_path)
        check_file(file.name, file.read_bytes(), lambda *_: None)


@pytest.mark.browser
@pytest.mark.parametrize("command", ["graph", "coverage"])
def test_a_page_that_a_command_writes_runs_nothing(register, visit_file, tmp_path, command):
    """A file that a browser opens runs no script and asks for nothing."""
    for ending in ("html", "svg"):
        file = written(command, ending, register, tmp_path)
        check_file(file.name, file.read_bytes(), visit_file)
