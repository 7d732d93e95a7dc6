"""Commands that fetch an open source over the net: download."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ecosystem.cli.options import JsonOption


def add_to(app: typer.Typer) -> None:
    """Add ``download``."""
    app.command("download")(download)


def download(
    source: Annotated[str, typer.Argument(help="statbank.", metavar="SOURCE")],
    *,
    table: Annotated[str, typer.Option(help="Table of StatBank: GF12 or ERHV2.")] = "GF12",
    into: Annotated[Path | None, typer.Option(help="Folder of raw files.", metavar="DIR")] = None,
    api: Annotated[
        str | None, typer.Option(help="Another address that answers as StatBank does.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch a table, keep it with its source, and say how to import it."""
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.model.errors import UnknownIdError
    from ecosystem.sources.downloads import STATBANK, fetch, statbank_download

    if source != "statbank":
        kind = "source"
        raise UnknownIdError.from_available(kind, source, ["statbank"])
    today = datetime.now(tz=UTC).astimezone().date()
    wanted = statbank_download(table, api or STATBANK)
    file = fetch(wanted, into or Path("data/raw"), today, _tell)
    sys.stderr.write("\n")
    if as_json:
        print_json({"file": file, "bytes": file.stat().st_size, "licence": wanted.licence})
    else:
        print_lines([f"{file} is saved.", f"Import it with: ecosystem import statbank {file}"])


def _tell(come: int, total: int | None) -> None:
    share = "" if not total else f" of {total / 1e6:.1f}"
    sys.stderr.write(f"\r{come / 1e6:.1f}{share} MB")
    sys.stderr.flush()
