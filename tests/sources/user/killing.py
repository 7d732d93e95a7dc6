"""A program that is killed at each of its events in turn, and what is left each time.

Run by ``test_store_kills.py`` in a process of its own, because it forks, with a folder, a scenario,
how many events to go on each time, and whether SQLite's own steps are events. It prints how often
it killed, and raises on the first loss.
"""

import json
import os
import signal
import sqlite3
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from ecosystem.model.drafts import ReferralDraft
from ecosystem.model.gaps import GapEvent
from ecosystem.model.referrals import DeadEnd
from ecosystem.sources.user.store import open_store

TODAY = date(2026, 11, 23)
TOKEN = "abcdefghijklmnopqrstuv"
OLD_TOKEN_HASH = "0" * 32
AUDITED = {"open", "os.rename", "os.mkdir", "os.chmod", "os.remove", "os.rmdir", "sqlite3.connect"}


def a_note(reason):
    """A note with a reason of its own."""
    return GapEvent(gap_id="x", kind="explained", on=TODAY, reason=reason, by="Hubben")


def a_search(need_id):
    """A search that led nowhere, for a need."""
    empty = dict.fromkeys(("position_id", "industry_division", "municipality_code", "size_class"))
    return DeadEnd(on=TODAY, need_id=need_id, why=(), **empty)


class Killer:
    """Counts the events of a process and ends it at one of them, as a power cut would."""

    def __init__(self, at, *, is_fine):
        self.at, self.is_fine, self.seen = at, is_fine, 0

    def event(self, *_):
        """Count one event."""
        self.seen += 1
        if self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self):
        """Count calls to the file system, SQL statements and, when fine, SQLite's own steps."""
        connect = sqlite3.connect

        def connected(*args, **options):
            connection = connect(*args, **options)
            connection.set_trace_callback(self.event)
            if self.is_fine:
                connection.set_progress_handler(self.event, 5)
            return connection

        sqlite3.connect = connected
        sys.addaudithook(lambda name, _: self.event() if name in AUDITED else None)


def write(folder, say):
    """Write notes, dead ends and a draft, and say of each when it is acknowledged."""
    open_store(folder, TODAY).notes.add(a_note("en"), 0)
    say("note en")
    open_store(folder, TODAY).notes.add(a_note("to"), 1)
    say("note to")
    open_store(folder, TODAY).dead_ends.add([a_search("a"), a_search("b")])
    say("searches")
    draft = open_store(folder, TODAY).drafts.save(TOKEN, ReferralDraft(need_text="en"), None)
    say("draft en")
    open_store(folder, TODAY).drafts.save(TOKEN, ReferralDraft(need_text="to"), draft)
    say("draft to")
    open_store(folder, TODAY).drafts.delete(TOKEN)
    say("deleted")


def check_write(folder, acknowledged):
    """Everything that was acknowledged is there, and nothing is there by half."""
    store = open_store(folder, TODAY)
    reasons = [event.reason for event in store.notes.read()]
    needs = [dead_end.need_id for dead_end in store.dead_ends.read()]
    draft = store.drafts.read(TOKEN, TODAY)
    text = None if draft is None else draft.draft.need_text
    assert reasons in ([], ["en"], ["en", "to"])
    assert all(f"note {n}" not in acknowledged or n in reasons for n in ("en", "to")), (
        acknowledged,
        reasons,
    )
    assert needs == ["a", "b"] or (needs == [] and "searches" not in acknowledged)
    if "deleted" in acknowledged:
        assert text is None
        assert b"need_text" not in b"".join(path.read_bytes() for path in folder.iterdir())
    elif "draft to" in acknowledged:
        assert text in {"to", None}
    elif "draft en" in acknowledged:
        assert text in {"en", "to"}
    store.notes.add(a_note("bagefter"))
    assert store.notes.read()[-1].reason == "bagefter"


def lay_out(folder):
    """Lay out the files of an earlier version."""
    (folder / "drafts").mkdir(parents=True)
    lines = [a_note(str(n)).model_dump_json() for n in range(5)]
    (folder / "gap_events.jsonl").write_text("\n".join(lines) + '\n{"gap', encoding="utf-8")
    searches = [a_search("a").model_dump_json()] * 3
    (folder / "dead_ends.jsonl").write_text("\n".join(searches) + "\n", encoding="utf-8")
    draft = json.dumps({"need_text": "en maskine"})
    (folder / "drafts" / f"{OLD_TOKEN_HASH}.json").write_text(draft, encoding="utf-8")
    (folder / "drafts" / f"{'1' * 32}.json").write_text("{", encoding="utf-8")


def take(folder, say):
    """Open a store over the files of an earlier version."""
    open_store(folder, TODAY)
    say("taken")


def check_take(folder, acknowledged):
    """Each line counts once, the draft is there, and the strange lines are told of."""
    store = open_store(folder, TODAY)
    assert [event.reason for event in store.notes.read()] == [str(n) for n in range(5)]
    assert len(store.dead_ends.read()) == 3
    with sqlite3.connect(store.path) as connection:
        drafts = connection.execute("SELECT token_hash FROM drafts").fetchall()
    connection.close()
    assert drafts == [(OLD_TOKEN_HASH,)]
    assert sorted(file.strange for file in store.put_aside()) == [1, 1], store.put_aside()


SCENARIOS = {"write": (lambda _: None, write, check_write), "take": (lay_out, take, check_take)}


def one_life(folder, scenario, at, *, is_fine):
    """Let a process live until an event, then see what is left; whether it was killed."""
    prepare, work, check = SCENARIOS[scenario]
    folder.mkdir()
    prepare(folder)
    spoken = folder.parent / f"{folder.name}.said"
    spoken.touch()
    child = os.fork()
    if child == 0:
        with spoken.open("ab", buffering=0) as out:
            Killer(at, is_fine=is_fine).watch()
            with suppress(Exception):
                work(folder, lambda words: os.write(out.fileno(), f"{words}\n".encode()))
                os._exit(0)
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the writer failed"
    check(folder, spoken.read_text().splitlines())
    return os.WIFSIGNALED(status)


def main():
    """Kill at the first event, the second, ... until the program comes to its end."""
    folder, scenario, stride, is_fine = sys.argv[1:]
    at, kills = 1, 0
    while one_life(Path(folder) / str(at), scenario, at, is_fine=is_fine == "fine"):
        at, kills = at + int(stride), kills + 1
    print(kills)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
