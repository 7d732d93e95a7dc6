"""Clicks: what a page costs when it is asked for again, and 25 readers at once.

Processor time is the server's, of a warm rerun: the page was seen before and is asked for again
as it stands, garbage collection included. The fewest of three rounds count. Beside the pages stands
an empty Streamlit script in the same run: the ratio to it hardly depends on the machine. Readers
are 25 tabs that think 2 to 6 s between clicks; half look through the gaps of positions, half walk
through a referral without a CVR number. They share the machine with the server. ``BENCH_TREE=DIR``
measures the app of another working copy in the same way.
"""

import os
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from typing import Final

from benchmarks.reader import Reader, reader, served, worked

ROUNDS, AGAIN = 3, 10
READERS, MINUTE = 25, 60.0
MOST_MS: Final = {"hjaelp": 40}
OTHERS_MS: Final = 60
THEME: Final = {"tema": "energiteknologi"}
ACTOR: Final = {"id": "energy_cluster_denmark"}
PAGES: Final[tuple[tuple[str, str, dict[str, str]], ...]] = (
    ("help", "hjaelp", {}),
    ("referral, empty", "ny-henvisning", {}),
    ("gaps", "huller", {}),
    ("gaps of a position", "huller", THEME),
    ("overview", "", {}),
    ("map", "kort", THEME),
    ("network", "netvaerk", THEME),
    ("actors", "aktoerer", {}),
    ("an actor", "aktoerer", ACTOR),
)
ROWS: Final = ("need", "region", "hub", "kind")
"""Axes of the matrix of gaps."""
POSITIONS: Final = (
    "avanceret_produktion", "byggeri_anlaeg", "design_mode_moebler", "digitale_teknologier",
    "energiteknologi", "finansiel_teknologi", "foedevarer_bioressourcer", "forsvar_rum_sikkerhed",
    "life_science_velfaerdsteknologi", "lyd", "maritime_logistik", "miljoeteknologi",
    "robot_drone", "spil_animation_film", "turisme",
)  # fmt: skip
EMPTY: Final = """
import sys
from streamlit.web.cli import main
sys.argv = ["streamlit", "run", {script!r}, "--server.headless", "true", "--server.port",
            sys.argv[sys.argv.index("--port") + 1], "--server.fileWatcherType", "none"]
main()
"""


def run() -> None:
    """Print what was measured."""
    if not Path("/proc/self/stat").exists():
        print("  processor time of another process is read from /proc, which is not there")
        return
    tree = Path(os.environ["BENCH_TREE"]) if "BENCH_TREE" in os.environ else None
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text("import streamlit as st\n\nst.write('')\n", encoding="utf-8")
        with served(EMPTY.format(script=str(script))) as (server, address):
            empty, _ = _page(server, address, "", {})
    print(f"  an empty script {empty:.0f} ms of processor a rerun")
    with served(tree=tree) as (server, address):
        _idle(server)
        for name, page, query in PAGES:
            taken, sent = _page(server, address, page, query)
            most = MOST_MS.get(page, OTHERS_MS)
            print(
                f"  {name:20}{taken:5.0f} ms (at most {most}), {taken / empty:4.1f} times the "
                f"empty script, {sent / 1000:4.0f} kB",
                flush=True,
            )
    with served(tree=tree) as (server, address):
        _tell_readers("cold", server, address)
        _idle(server)
        _tell_readers("warm", server, address)


def _page(
    server: subprocess.Popen[bytes], address: str, page: str, query: dict[str, str]
) -> tuple[float, int]:
    """Give milliseconds of processor and bytes of a warm rerun."""
    taken, sent = [], 0
    with reader(address) as one:
        for _ in range(3):
            one.open(page, **query)
        for _ in range(ROUNDS):
            time.sleep(0.5)  # garbage is collected after the answer
            began = worked(server.pid)
            for _ in range(AGAIN):
                sent = one.again().sent
            time.sleep(0.5)
            taken.append(1000 * (worked(server.pid) - began) / AGAIN)
    return min(taken), sent


def _idle(server: subprocess.Popen[bytes], longest: float = 300) -> None:
    """Wait until the server and what it started have nothing to do."""
    ends = time.monotonic() + longest
    before = -1.0
    while time.monotonic() < ends:
        now = worked(server.pid)
        if now < before + 0.1 and not _has_children(server):
            return
        before = now
        time.sleep(3)


def _has_children(server: subprocess.Popen[bytes]) -> bool:
    threads = Path(f"/proc/{server.pid}/task").iterdir()
    return any((thread / "children").read_text(encoding="ascii").strip() for thread in threads)


def _tell_readers(state: str, server: subprocess.Popen[bytes], address: str) -> None:
    ends = time.monotonic() + MINUTE
    began = worked(server.pid)
    with ThreadPoolExecutor(READERS) as pool:
        asked = [pool.submit(_read, address, number, ends) for number in range(READERS)]
        seconds = [one for future in asked for one in future.result()]
    parts = quantiles(seconds, n=20)
    print(
        f"  {READERS} readers, {state}: half answered in {parts[9]:.2f} s, 95 of 100 in "
        f"{parts[18]:.2f}, the slowest in {max(seconds):.2f}; {len(seconds) / MINUTE:.1f} answers "
        f"a second, {1000 * (worked(server.pid) - began) / len(seconds):.0f} ms of processor each",
        flush=True,
    )


def _read(address: str, number: int, ends: float) -> list[float]:
    """Be one reader until the time is over; give the seconds of each answer."""
    chance = random.Random(number)
    time.sleep(chance.uniform(0, 4))
    seconds = []
    with reader(address) as one:
        steps = _looking(one, chance) if number % 2 else _referring(one, chance)
        while time.monotonic() < ends:
            seconds.append(next(steps))
            time.sleep(chance.uniform(2, 6))
    return seconds


def _looking(one: Reader, chance: random.Random) -> Iterator[float]:
    yield one.open("huller").seconds
    while True:
        yield one.again(tema=chance.choice(POSITIONS)).seconds
        yield one.again(raekker=chance.choice(ROWS)).seconds
        yield one.again(vis=chance.choice(("", "per_1000"))).seconds


def _referring(one: Reader, chance: random.Random) -> Iterator[float]:
    yield one.open("ny-henvisning").seconds
    while True:
        yield one.change("Fortsæt uden CVR-nummer", trigger_value=True).seconds
        needs = next(label for label in one.widgets if label.startswith("Hvad har virksomheden"))
        need = chance.choice(one.widgets[needs].options).content
        yield one.change(needs, string_array_value=[need]).seconds
        place = chance.choice(one.widgets["Kommune"].options)
        yield one.change("Kommune", string_value=place).seconds
        yield one.change("Ansatte (årsværk)", double_value=chance.randint(1, 300)).seconds
        yield one.change("Find forslag", trigger_value=True).seconds
        one.states.clear()
        yield one.change("Begynd en ny henvisning", trigger_value=True).seconds
