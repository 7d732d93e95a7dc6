"""Commands of the time machine: snapshot, diff, editions, restore and undo."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecosystem.cli.options import (
    ExamplesOption,
    FolderArgument,
    JsonOption,
    NotesOption,
    OnOption,
    RegisterOption,
    day_of,
)

if TYPE_CHECKING:
    from ecosystem.sources.register.snapshots import Restored


def add_to(app: typer.Typer) -> None:
    """Add ``snapshot``, ``diff``, ``editions``, ``restore`` and ``undo``."""
    app.command("snapshot")(snapshot)
    app.command("diff")(diff)
    app.command("editions")(editions)
    app.command("restore")(put_back)
    app.command("undo")(undo)


def snapshot(
    into: Annotated[Path, typer.Option(help="Folder of snapshots.", metavar="DIR")],
    register: RegisterOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Copy a register into a folder named after the day."""
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.sources.register.reading import shipped_folder
    from ecosystem.sources.register.snapshots import write_snapshot

    copy = write_snapshot(register or shipped_folder(), into, day_of(on))
    if as_json:
        document = {"folder": copy.folder, "day": copy.day, "ecosystem_schema": copy.schema}
        print_json({**document, "tables": copy.tables})
    else:
        print_lines([f"{copy.folder}: {sum(copy.tables.values())} rows."])


def diff(
    before: Annotated[Path, typer.Argument(help="The earlier snapshot.", metavar="A")],
    after: Annotated[Path, typer.Argument(help="The later snapshot.", metavar="B")],
    notes: NotesOption = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep in the notes which gaps opened and closed.")
    ] = False,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """List what came, went and changed between two snapshots, in words and as rows."""
    from ecosystem.briefings.changes import brief_changes
    from ecosystem.cli.output import print_json, print_lines, tell
    from ecosystem.display.wording import say
    from ecosystem.model.examples import without_examples
    from ecosystem.sources.register.snapshots import open_snapshot, read_two
    from ecosystem.sources.user.gap_events import keep_gap_events, own_ledger, read_gap_events

    days = (open_snapshot(before).day or day_of(None), open_snapshot(after).day or day_of(None))
    ledger = notes or own_ledger()
    first, second = read_two(before, after)
    if not examples:
        first, second = without_examples(first), without_examples(second)
    briefing = brief_changes(first, second, days, read_gap_events(ledger))
    if keep:
        event_count = keep_gap_events(ledger, briefing.gap_events)
        tell(f"{event_count} event(s) of gaps were kept in {ledger}.")
    sentences = [say(sentence) for sentence in briefing.sentences]
    change_lines = [" ".join(say(s) for s in change.sentences) for change in briefing.changes]
    if not as_json:
        print_lines([*sentences, "", *change_lines])
        return
    rows = [
        {**change.change.model_dump(mode="python"), "sentence": sentence}
        for change, sentence in zip(briefing.changes, change_lines, strict=True)
    ]
    document = briefing.model_dump(mode="python", exclude={"changes", "sentences"})
    english = [say(sentence, "en") for sentence in briefing.sentences]
    print_json({**document, "sentences": sentences, "sentences_en": english, "changes": rows})


def editions(
    folder: FolderArgument,
    forget: Annotated[
        bool,
        typer.Option("--forget", help="Delete every edition but the register as it stands."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List the editions of a register that are kept, the newest first."""
    from ecosystem.cli.output import print_json, print_lines, table_lines, tell
    from ecosystem.sources.register.edition_writing import forget_editions
    from ecosystem.sources.register.snapshots import list_editions

    history = list_editions(folder)
    if forget:
        tell(f"{forget_editions(folder)} editions are deleted; they cannot be brought back.")
        history = list_editions(folder)
    rows = [
        {"edition": edition.edition, "at": edition.at, "by": edition.by}
        for edition in history.records
    ]
    if as_json:
        print_json({"folder": folder, "edition": history.now, "editions": rows})
        return
    for row in rows:
        row["now"] = "now" if row["edition"] == history.now else ""
    heads = {"edition": "Edition", "at": "Written (UTC)", "by": "By", "now": ""}
    edited = [] if history.now else ["The files were edited by hand since, or nothing was written."]
    print_lines([*table_lines(rows, heads), *edited])


def put_back(
    snapshot: Annotated[Path, typer.Argument(help="A snapshot, or an edition.")],
    into: Annotated[Path, typer.Option(help="The register it takes the place of.", metavar="DIR")],
    as_json: JsonOption = False,
) -> None:
    """Put a snapshot, or an edition that is kept, back in place of a register."""
    from ecosystem.cli.output import print_json
    from ecosystem.sources.register.snapshots import restore

    restored = restore(snapshot, into)
    if as_json:
        print_json({"folder": into, "snapshot": snapshot, "tables": restored.row_counts})
    _tell(into, str(snapshot), restored)


def undo(
    folder: FolderArgument,
    as_json: JsonOption = False,
) -> None:
    """Bring a register back as it stood before the last import, restore, seal or demo."""
    from ecosystem.cli.output import print_json
    from ecosystem.sources.register.snapshots import undo_write

    edition, restored = undo_write(folder)
    if as_json:
        print_json({"folder": folder, "edition": edition, "tables": restored.row_counts})
    _tell(folder, f"edition {edition}", restored)


def _tell(folder: Path, source: str, restored: "Restored") -> None:
    from ecosystem.cli.output import tell
    from ecosystem.sources.register.edition_writing import left_note

    rows = restored.row_counts
    tell(f"{folder} is as in {source}: {sum(rows.values())} rows in {len(rows)} tables.")
    if restored.left:
        tell(left_note(restored.left))
