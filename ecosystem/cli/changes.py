"""Commands of the time machine: snapshot, diff, and restore."""

from pathlib import Path
from typing import Annotated

import typer

from ecosystem.cli.options import JsonOption, OnOption, RegisterOption, day_of


def add_to(app: typer.Typer) -> None:
    """Add ``snapshot``, ``diff`` and ``restore``."""
    app.command("snapshot")(snapshot)
    app.command("diff")(diff)
    app.command("restore")(put_back)


def snapshot(
    into: Annotated[Path, typer.Option(help="Folder of snapshots.", metavar="DIR")],
    register: RegisterOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Copy a register into a folder named after the day."""
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.sources.register import shipped_folder
    from ecosystem.sources.snapshots import write_snapshot

    found = write_snapshot(register or shipped_folder(), into, day_of(on))
    if as_json:
        told = {"folder": found.folder, "day": found.day, "ecosystem_schema": found.schema}
        print_json({**told, "tables": found.tables})
    else:
        print_lines([f"{found.folder}: {sum(found.tables.values())} rows."])


def diff(
    before: Annotated[Path, typer.Argument(help="The earlier snapshot.", metavar="A")],
    after: Annotated[Path, typer.Argument(help="The later snapshot.", metavar="B")],
    notes: Annotated[
        Path | None, typer.Option(help="File of notes on gaps; else your own.", metavar="FILE")
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep in the notes which gaps opened and closed.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Tell what came, went and changed between two snapshots, in words and as rows."""
    from ecosystem.briefings.changes import brief_changes
    from ecosystem.cli.output import print_json, print_lines, tell
    from ecosystem.display.wording import say
    from ecosystem.sources.gap_events import keep_gap_events, own_ledger, read_gap_events
    from ecosystem.sources.snapshots import open_snapshot, read_two

    days = (open_snapshot(before).day or day_of(None), open_snapshot(after).day or day_of(None))
    ledger = notes or own_ledger()
    briefing = brief_changes(*read_two(before, after), days, read_gap_events(ledger))
    if keep:
        kept = keep_gap_events(ledger, briefing.gap_events)
        tell(f"{kept} event(s) of gaps were kept in {ledger}.")
    said = [say(sentence) for sentence in briefing.sentences]
    told = [" ".join(say(s) for s in one.sentences) for one in briefing.changes]
    if not as_json:
        print_lines([*said, "", *told])
        return
    rows = [
        {**one.change.model_dump(mode="python"), "sentence": sentence}
        for one, sentence in zip(briefing.changes, told, strict=True)
    ]
    document = briefing.model_dump(mode="python", exclude={"changes", "sentences"})
    english = [say(sentence, "en") for sentence in briefing.sentences]
    print_json({**document, "sentences": said, "sentences_en": english, "changes": rows})


def put_back(
    snapshot: Annotated[Path, typer.Argument(help="A snapshot.", metavar="SNAPSHOT")],
    into: Annotated[Path, typer.Option(help="The register it takes the place of.", metavar="DIR")],
    as_json: JsonOption = False,
) -> None:
    """Put a snapshot back in place of a register: the way to undo an import."""
    from ecosystem.cli.output import print_json, tell
    from ecosystem.sources.register import read_register
    from ecosystem.sources.snapshots import restore

    restore(snapshot, into)
    rows = read_register(into).row_counts
    if as_json:
        print_json({"folder": into, "snapshot": snapshot, "tables": rows})
    tell(f"{into} is as in {snapshot}: {sum(rows.values())} rows in {len(rows)} tables.")
