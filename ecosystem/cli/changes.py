"""Commands of the time machine: snapshot and diff."""

from pathlib import Path
from typing import Annotated

import typer

from ecosystem.cli.options import JsonOption, OnOption, RegisterOption, day_of


def add_to(app: typer.Typer) -> None:
    """Add ``snapshot`` and ``diff``."""
    app.command("snapshot")(snapshot)
    app.command("diff")(diff)


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
    as_json: JsonOption = False,
) -> None:
    """Tell what came, went and changed between two snapshots, in words and as rows."""
    from ecosystem.briefings.changes import brief_changes
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.wording import say
    from ecosystem.sources.snapshots import open_snapshot, read_two

    days = (open_snapshot(before).day or day_of(None), open_snapshot(after).day or day_of(None))
    briefing = brief_changes(*read_two(before, after), days)
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
