"""Ask sixty questions of two trees and compare the answers: ``make answers SINCE=COMMIT``.

A change that only moves rooms, renames or mends words must leave every number, id and state as
it was. The commands are run with ``--json`` on a fixed day, in one process of each tree. A leaf
that differs is a *word* when it is a sentence in both answers; whatever else differs is an
*answer*, and the run ends with 1.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

DAY = "2026-11-23"
ROOT = Path(__file__).parents[1]
POSITIONS = ("energiteknologi", "lyd", "maritime_logistik", "robot_drone", "turisme")
FIRMS = (
    '{"employees": 24, "municipality_code": "0779"}',
    '{"employees": 0, "has_cvr": false, "municipality_code": "0101"}',
    '{"employees": 90, "positions": ["maritime_logistik"], "is_exporting": true, '
    '"municipality_code": "0825"}',
)


def questions() -> list[list[str]]:
    """Return the command lines, without ``--json``."""
    on = ["--on", DAY]
    lines = [["positions"], ["needs", *on], ["actors", *on], ["country", *on], ["gaps", *on]]
    lines += [["actors", "--kind", kind, *on] for kind in ("cluster", "business_hub", "firm")]
    lines += [["actors", "--search", "teknologisk", *on], ["validate", "data"], ["evaluate"]]
    for position in POSITIONS:
        at = ["--position", position, *on]
        lines += [["graph", *at], ["presence", *at], ["coverage", *at], ["gaps", *at]]
    lines += [["graph", "--position", "lyd", "--evidence", "proven", *on]]
    lines += [["graph", "--position", "turisme", "--firms", "narrow", "--measures", "all", *on]]
    lines += [["coverage", "--position", "energiteknologi", "--km", "50", *on]]
    lines += [["needs", "--position", "turisme", *on]]
    lines += [["presence", "--position", "lyd", "--by", "region", *on]]
    lines += [["site", "--position", name, "--add", "2", *on] for name in POSITIONS[2:4]]
    lines += [["gaps", "--position", "lyd", "--need", "finance", *on]]
    pairs = (("dtu", "made"), ("ehfyn", "dtu"), ("force", "ehnord"))
    lines += [["path", "--from", a, "--to", b, *on] for a, b in pairs]
    for facts in FIRMS:
        for need in ("finance", "staff_skills", "global_markets", "innovation_projects"):
            lines += [["refer", "--need", need, "--facts", facts, *on]]
        for offer in ("innobooster", "eic_accelerator", "hub_guidance"):
            lines += [["judge", offer, "--facts", facts, *on]]
    lines += [["refer", "--need", "finance", "--need", "global_markets", "--facts", FIRMS[0], *on]]
    lines += [["interpret", "Vi vil gerne eksportere til Tyskland og mangler kapital"]]
    lines += [["judge", "no_such_offer", "--facts", "{}"], ["graph", "--position", "no_such", *on]]
    return lines


def ask() -> dict[str, object]:
    """Return the answer to every question, by the ``ecosystem`` that this process imports."""
    from ecosystem.cli import command_line

    application = command_line()
    answers: dict[str, object] = {}
    for words in questions():
        out = StringIO()
        try:
            with redirect_stdout(out), redirect_stderr(StringIO()):
                application(args=[*words, "--json"], prog_name="ecosystem", standalone_mode=False)
            answers[" ".join(words)] = json.loads(out.getvalue())
        except Exception as error:
            answers[" ".join(words)] = {"refused": str(error).replace(str(Path.cwd()), ".")}
    return answers


def answers_of(tree: Path) -> dict[str, object]:
    """Ask the tree at a path, in a process and a home folder of its own."""
    with tempfile.TemporaryDirectory() as home:
        out = Path(home) / "answers.json"
        environment = {**os.environ, "PYTHONPATH": str(tree), "HOME": home, "XDG_DATA_HOME": home}
        script = Path(home) / "answers.py"
        script.write_text(Path(__file__).read_text(encoding="utf-8"), encoding="utf-8")
        subprocess.run(
            [sys.executable, "-P", str(script), "--into", str(out)],
            check=True,
            cwd=tree,
            env=environment,
        )
        answers: dict[str, object] = json.loads(out.read_text(encoding="utf-8"))
        return answers


def differences(before: object, after: object, at: str = "") -> Iterator[tuple[str, bool, str]]:
    """Yield place, whether it is a word, and both leaves, of everything that differs."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            yield from differences(before.get(key), after.get(key), f"{at}/{key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for n, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from differences(old, new, f"{at}/{n}")
    elif before != after:
        is_word = all(isinstance(leaf, str) and " " in leaf for leaf in (before, after))
        yield at, is_word, f"{str(before)[:200]!r} -> {str(after)[:200]!r}"


def compare(before: dict[str, object], after: dict[str, object], *, show: int = 40) -> int:
    """Print what differs between two sets of answers and return how many are no words."""
    found = list(differences(before, after))
    words = [row for row in found if row[1]]
    answers = [row for row in found if not row[1]]
    for name, rows in (("word", words), ("ANSWER", answers)):
        for at, _, leaves in rows[:show]:
            print(f"{name} {at}\n    {leaves}")
    print(f"{len(after)} commands: {len(words)} words and {len(answers)} answers differ.")
    return len(answers)


def since(commit: str) -> int:
    """Compare the tree as it lies here with a commit."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "before"
        worktree = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*worktree, "add", "--quiet", "--detach", str(tree), commit], check=True)
        try:
            before = answers_of(tree)
        finally:
            subprocess.run([*worktree, "remove", "--force", str(tree)], check=True)
    return compare(before, answers_of(ROOT))


def main() -> None:
    """Run as a program: compare with a commit, or write the answers of this tree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commit", nargs="?")
    parser.add_argument("--into", type=Path)
    options = parser.parse_args()
    if options.into:
        options.into.write_text(json.dumps(ask(), ensure_ascii=False, indent=1), encoding="utf-8")
    else:
        sys.exit(bool(since(options.commit or "HEAD")))


if __name__ == "__main__":
    main()
